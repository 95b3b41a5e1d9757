//! Gives back what a graphics driver keeps for compiling shaders, once there are no more to
//! compile.
//!
//! egui compiles one pair of shaders, at the start. A driver keeps its compiler for the next:
//! Mesa 6 MiB for the functions that are built into the language, with a graphics card and
//! without. `glReleaseShaderCompiler` (OpenGL 4.1, OpenGL ES 2.0) says that none is to be
//! expected soon; whoever compiles one after it has the compiler back by that. glow, through
//! which egui draws, has no call for it.

use std::ffi::{CStr, c_void};

use eframe::CreationContext;
use eframe::glow::{Context, HasContext, Version};

/// The function: no arguments, no result.
const NAME: &CStr = c"glReleaseShaderCompiler";

/// What brings the function to OpenGL before 4.1.
const EXTENSION: &str = "GL_ARB_ES2_compatibility";

/// Tells the driver of this window that no shader is to be compiled soon; gives whether it was
/// told. To be called while the window is made, as only then its OpenGL context is the current
/// one for certain.
pub fn release_compiler(created: &CreationContext<'_>) -> bool {
    let (Some(gl), Some(address)) = (&created.gl, &created.get_proc_address) else {
        return false;
    };
    if !has_function(gl) {
        return false;
    }
    let function = address(NAME);
    if function.is_null() {
        return false;
    }
    // SAFETY: the driver gave this address for this name, and by its version or its extensions
    // it has the function of that name, which takes nothing and gives nothing. It is called on
    // the thread whose current context `created` tells of.
    unsafe {
        let release: extern "system" fn() = std::mem::transmute::<*const c_void, _>(function);
        release();
    }
    true
}

/// Some drivers give an address for whatever name they are asked.
fn has_function(gl: &Context) -> bool {
    is_enough(gl.version()) || gl.supported_extensions().contains(EXTENSION)
}

fn is_enough(version: &Version) -> bool {
    version.is_embedded && version.major >= 2 || (version.major, version.minor) >= (4, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_without_opengl_is_left_alone() {
        let created = CreationContext::_new_kittest(eframe::egui::Context::default());
        assert!(!release_compiler(&created));
    }

    fn version(major: u32, minor: u32, is_embedded: bool) -> Version {
        Version {
            major,
            minor,
            is_embedded,
            revision: None,
            vendor_info: String::new(),
        }
    }

    #[test]
    fn the_function_is_looked_for_where_the_standard_has_it() {
        assert!(is_enough(&version(4, 1, false)));
        assert!(is_enough(&version(4, 6, false)));
        assert!(is_enough(&version(2, 0, true)));
        assert!(is_enough(&version(3, 2, true)));
        assert!(!is_enough(&version(4, 0, false)));
        assert!(!is_enough(&version(3, 3, false)));
        assert!(!is_enough(&version(1, 1, true)));
    }
}
