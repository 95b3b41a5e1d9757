//! Enumerations of the wire (reference, section 4).
//!
//! Each is a newtype over the integer with named constants, so that values no
//! one knows yet survive.

mod call;
mod device;
mod key;
mod media;
mod tone;

pub use call::*;
pub use device::*;
pub use key::*;
pub use media::*;
pub use tone::*;
