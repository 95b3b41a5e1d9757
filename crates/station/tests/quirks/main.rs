//! What each known server does differently from the others, from the bytes it sends.
//!
//! Frames stand here as a server writes them, in hexadecimal: their lengths and their
//! left-out ends are what these tests are about. Section 6 of the reference;
//! `docs/servers.md` lists the quirks with these tests.

#[path = "../rig/mod.rs"]
mod rig;

mod chan_sccp;
mod chan_skinny;
mod cme;
mod freeswitch;
mod old_callmanager;
mod unified_cm;
mod wazo;

/// A frame in hexadecimal: length field, header version, message id, the body's beginning;
/// zeroes to its end.
fn frame(length: usize, header: u8, id: u16, body: &str) -> String {
    let [low, high] = id.to_le_bytes();
    let [small, large, ..] = length.to_le_bytes();
    let digits = body.chars().filter(char::is_ascii_hexdigit).count();
    let zeroes = "00".repeat(length - 4 - digits / 2);
    format!("{small:02x}{large:02x}0000 {header:02x}000000 {low:02x}{high:02x}0000 {body}{zeroes}")
}
