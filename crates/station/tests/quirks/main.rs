//! What each known server does differently from the others, from the bytes it sends.
//!
//! Frames stand here as a server writes them, in hexadecimal: their lengths and their
//! left-out ends are what these tests are about. Section 6 of the reference.

#[path = "../rig/mod.rs"]
mod rig;

mod chan_skinny;
