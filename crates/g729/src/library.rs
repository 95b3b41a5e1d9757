//! The functions of the library, as its headers `encoder.h` and `decoder.h` (1.1.1) name them.

use libloading::{Library, Symbol};

/// File names of the library, the one with the version of its interface first.
const NAMES: [&str; 4] = [
    "libbcg729.so.0",
    "libbcg729.so",
    "libbcg729.dylib",
    "bcg729.dll",
];

/// Memory of an encoder; only the library knows what is in it.
#[repr(C)]
pub(crate) struct EncoderContext {
    _private: [u8; 0],
}

/// Memory of a decoder; likewise.
#[repr(C)]
pub(crate) struct DecoderContext {
    _private: [u8; 0],
}

/// The functions; they live as long as the library is loaded, which is to the end.
pub(crate) struct Functions {
    pub(crate) open_encoder: unsafe extern "C" fn(pauses: u8) -> *mut EncoderContext,
    pub(crate) close_encoder: unsafe extern "C" fn(*mut EncoderContext),
    pub(crate) encode: unsafe extern "C" fn(
        *mut EncoderContext,
        samples: *const i16,
        frame: *mut u8,
        length: *mut u8,
    ),
    pub(crate) open_decoder: unsafe extern "C" fn() -> *mut DecoderContext,
    pub(crate) close_decoder: unsafe extern "C" fn(*mut DecoderContext),
    pub(crate) decode: unsafe extern "C" fn(
        *mut DecoderContext,
        frame: *const u8,
        length: u8,
        missing: u8,
        silence: u8,
        is_rfc3389: u8,
        samples: *mut i16,
    ),
    _library: Library,
}

impl Functions {
    /// Loads the library, where there is one that has all of them.
    pub(crate) fn load() -> Option<Self> {
        NAMES.iter().find_map(|name| {
            // SAFETY: loading runs the library's initialisers, of which bcg729 has none.
            let library = unsafe { Library::new(name) }.ok()?;
            Self::of(library)
        })
    }

    fn of(library: Library) -> Option<Self> {
        Some(Self {
            open_encoder: symbol(&library, b"initBcg729EncoderChannel\0")?,
            close_encoder: symbol(&library, b"closeBcg729EncoderChannel\0")?,
            encode: symbol(&library, b"bcg729Encoder\0")?,
            open_decoder: symbol(&library, b"initBcg729DecoderChannel\0")?,
            close_decoder: symbol(&library, b"closeBcg729DecoderChannel\0")?,
            decode: symbol(&library, b"bcg729Decoder\0")?,
            _library: library,
        })
    }
}

fn symbol<F: Copy>(library: &Library, name: &[u8]) -> Option<F> {
    // SAFETY: the types above are those of the headers of the library, whose file name
    // would change with its interface.
    let found: Symbol<'_, F> = unsafe { library.get(name) }.ok()?;
    Some(*found)
}
