//! G.729 (with Annexes A and B) through the library bcg729, if the machine has it.
//!
//! The library is loaded at run time and never linked: it is free software under the
//! GPL, and there is no codec of this kind under another licence. Whoever installs it
//! (Debian: libbcg729-0) has the codec, everybody else a phone without it. All unsafe
//! code of the calls is here, behind slices of fixed lengths; nothing else of the
//! phone's is.

mod library;

use std::ptr::NonNull;
use std::sync::OnceLock;

use library::{DecoderContext, EncoderContext, Functions};

/// Samples of a frame: 10 ms at 8 kHz.
pub const FRAME_SAMPLES: usize = 80;

/// Bytes of a frame of speech.
pub const FRAME_BYTES: usize = 10;

/// Bytes of a frame that describes the background (Annex B).
pub const SILENCE_BYTES: usize = 2;

static LIBRARY: OnceLock<Option<Functions>> = OnceLock::new();

fn library() -> Option<&'static Functions> {
    LIBRARY.get_or_init(Functions::load).as_ref()
}

/// The library is here; looked for once.
pub fn is_available() -> bool {
    library().is_some()
}

/// Encodes one stream.
pub struct Encoder {
    functions: &'static Functions,
    context: NonNull<EncoderContext>,
}

// SAFETY: the context is memory of its own that no other thread knows of, and the library
// keeps no state beside it.
unsafe impl Send for Encoder {}

impl Encoder {
    /// An encoder at the beginning of a stream; `None` without the library.
    ///
    /// With `pauses` it tells of the background in place of silence (Annex B): a frame may
    /// then have 2 bytes or none.
    pub fn new(pauses: bool) -> Option<Self> {
        let functions = library()?;
        // SAFETY: the function takes a flag and gives a new context, or null.
        let context = unsafe { (functions.open_encoder)(u8::from(pauses)) };
        let context = NonNull::new(context)?;
        Some(Self { functions, context })
    }

    /// Encodes a frame; returns the bytes of it: 10, or with pauses 2 or 0.
    pub fn encode(
        &mut self,
        samples: &[i16; FRAME_SAMPLES],
        frame: &mut [u8; FRAME_BYTES],
    ) -> usize {
        let mut length = 0;
        // SAFETY: the context is ours and open; the library reads 80 samples and writes at
        // most 10 bytes and the length.
        unsafe {
            (self.functions.encode)(
                self.context.as_ptr(),
                samples.as_ptr(),
                frame.as_mut_ptr(),
                &raw mut length,
            );
        }
        usize::from(length).min(FRAME_BYTES)
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        // SAFETY: the context is ours, open, and not used again.
        unsafe { (self.functions.close_encoder)(self.context.as_ptr()) };
    }
}

/// Decodes one stream.
pub struct Decoder {
    functions: &'static Functions,
    context: NonNull<DecoderContext>,
}

// SAFETY: as for the encoder.
unsafe impl Send for Decoder {}

/// A frame that a decoder takes.
#[derive(Clone, Copy, Debug)]
pub enum Frame<'a> {
    /// Speech.
    Speech(&'a [u8; FRAME_BYTES]),
    /// What the background is like.
    Silence(&'a [u8; SILENCE_BYTES]),
    /// None came: lost, or, after silence, not sent.
    Missing,
}

impl Decoder {
    /// A decoder at the beginning of a stream; `None` without the library.
    pub fn new() -> Option<Self> {
        let functions = library()?;
        // SAFETY: the function takes nothing and gives a new context, or null.
        let context = NonNull::new(unsafe { (functions.open_decoder)() })?;
        Some(Self { functions, context })
    }

    /// Decodes a frame, or makes up for one.
    pub fn decode(&mut self, frame: Frame<'_>, samples: &mut [i16; FRAME_SAMPLES]) {
        let nothing = [0; FRAME_BYTES];
        let (bytes, missing, silence): (&[u8], u8, u8) = match frame {
            Frame::Speech(bytes) => (bytes, 0, 0),
            Frame::Silence(bytes) => (bytes, 0, 1),
            Frame::Missing => (&nothing, 1, 0),
        };
        // A frame is 2 or 10 bytes long.
        let length = bytes.len() as u8;
        // SAFETY: the context is ours and open; the library reads no more than `length`
        // bytes of the frame and writes 80 samples.
        unsafe {
            (self.functions.decode)(
                self.context.as_ptr(),
                bytes.as_ptr(),
                length,
                missing,
                silence,
                0,
                samples.as_mut_ptr(),
            );
        }
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        // SAFETY: the context is ours, open, and not used again.
        unsafe { (self.functions.close_decoder)(self.context.as_ptr()) };
    }
}
