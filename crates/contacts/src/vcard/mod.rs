//! vCards: versions 3 and 4 (RFC 2426, RFC 6350), and 2.1 as old phones write it.
//!
//! Written by hand: what a phone book needs of the format is a few properties, and the
//! libraries that read all three versions bring time zones and a mail parser along.

mod line;
mod read;
mod write;

pub use read::read_vcards;
pub use write::write_vcards;
