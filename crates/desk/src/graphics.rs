//! Whether OpenGL would be drawn by a graphics card.
//!
//! Without one it is drawn by the processor all the same, through a driver made of software: on
//! Linux that is Mesa's, with the LLVM that compiles it, 80 MiB of memory.

/// Whether a graphics card draws for this machine's display, as far as can be told before it is
/// asked to.
#[cfg(target_os = "linux")]
pub(crate) fn has_card() -> bool {
    let on_wayland = std::env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty());
    let display = std::env::var("DISPLAY").unwrap_or_default();
    (on_wayland || frame::is_here(&display)) && linux::has_card(std::path::Path::new("/dev"))
}

/// Windows and macOS have a driver for whatever there is.
#[cfg(not(target_os = "linux"))]
pub(crate) const fn has_card() -> bool {
    true
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{self, OpenOptions};
    use std::path::{Path, PathBuf};

    /// What else than a render node means a graphics card: NVIDIA's own driver, and that of a
    /// Linux inside of Windows.
    const OTHERS: [&str; 2] = ["nvidiactl", "dxg"];

    /// Whether a graphics card can be opened: Mesa draws by `dri/renderD128` and those after it.
    pub(super) fn has_card(dev: &Path) -> bool {
        let nodes = fs::read_dir(dev.join("dri"))
            .into_iter()
            .flatten()
            .flatten();
        nodes
            .filter(|node| node.file_name().to_string_lossy().starts_with("renderD"))
            .map(|node| node.path())
            .chain(OTHERS.map(|name| dev.join(name)))
            .any(can_be_opened)
    }

    fn can_be_opened(path: PathBuf) -> bool {
        OpenOptions::new().read(true).write(true).open(path).is_ok()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn dev(name: &str, files: &[&str]) -> PathBuf {
            let dev = std::env::temp_dir().join(format!("desk-dev-{name}-{}", std::process::id()));
            for file in files {
                let file = dev.join(file);
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::write(file, "").expect("a file");
            }
            dev
        }

        #[test]
        fn a_card_is_there_where_something_that_renders_can_be_opened() {
            for (name, files, card) in [
                ("none", &["null"][..], false),
                ("picture", &["dri/card0"], false),
                ("render", &["dri/card0", "dri/renderD128"], true),
                ("second", &["dri/renderD129"], true),
                ("nvidia", &["nvidiactl"], true),
                ("windows", &["dxg"], true),
            ] {
                let dev = dev(name, files);
                assert_eq!(has_card(&dev), card, "{name}");
                fs::remove_dir_all(&dev).expect("removed");
            }
        }

        #[test]
        fn what_is_named_like_a_card_and_cannot_be_opened_is_none() {
            let dev = dev("folder", &["dri/renderD128/x"]);
            assert!(!has_card(&dev));
            fs::remove_dir_all(&dev).expect("removed");
        }
    }
}
