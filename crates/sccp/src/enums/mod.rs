//! Enumerations of the wire (reference, section 4).
//!
//! Each is a newtype over the integer with named constants, so that values no
//! one knows yet survive.

mod call;
mod conference;
mod device;
mod key;
mod media;
mod reservation;
mod tone;
mod video;

pub use call::*;
pub use conference::*;
pub use device::*;
pub use key::*;
pub use media::*;
pub use reservation::*;
pub use tone::*;
pub use video::*;
