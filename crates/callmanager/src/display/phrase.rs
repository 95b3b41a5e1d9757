//! Phrases of the phones' dictionary (reference, section 4.3).
//!
//! A phone says them in its own language. What has no phrase is in `texts`.

pub(crate) const OPTIONS: &[u8] = b"\x80\x13";
pub(crate) const RING_OUT: &[u8] = b"\x80\x16";
pub(crate) const FROM: &[u8] = b"\x80\x17";
pub(crate) const CONNECTED: &[u8] = b"\x80\x18";
pub(crate) const ENTER_NUMBER: &[u8] = b"\x80\x20";
pub(crate) const HOLD: &[u8] = b"\x80\x03";
pub(crate) const YOU_HAVE_VOICE_MAIL: &[u8] = b"\x80\x24";
pub(crate) const KEY_IS_NOT_ACTIVE: &[u8] = b"\x80\x2D";
/// For names, which are text: U+0080 stands for the prefix of a phrase.
pub(crate) const CONFERENCE: &str = "\u{80}\x34";
pub(crate) const CALL_PARK: &str = "\u{80}\x1D";
pub(crate) const IN_USE_REMOTE: &[u8] = b"\x80\x1F";
pub(crate) const CALL_PARK_AT: &[u8] = b"\x80\x21";
pub(crate) const NO_PARK_NUMBER: &[u8] = b"\x80\x47";
pub(crate) const PARK_REVERSION: &[u8] = b"\x80\x48";
pub(crate) const CALL_BACK: &[u8] = b"\x80\x41";
pub(crate) const BARGE_FAILED: &[u8] = b"\x80\x44";
pub(crate) const MALICIOUS_CALL_NOTED: &[u8] = b"\x80\x54";
pub(crate) const LOGGED_OUT: &[u8] = b"\x80\x5D";
pub(crate) const HOLD_REVERSION: &[u8] = b"\x1E\x23";
pub(crate) const WHISPER: &[u8] = b"\x1E\x2C";
pub(crate) const QUALITY_REPORT: &[u8] = b"\x1E\x35";
pub(crate) const DO_NOT_DISTURB_IS_ACTIVE: &[u8] = b"\x1E\x39";
pub(crate) const PRIVATE: &[u8] = b"\x80\x36";
pub(crate) const FORWARDED_TO: &[u8] = b"\x80\x25";
pub(crate) const MEET_ME: &[u8] = b"\x80\x10";
pub(crate) const CANNOT_TRANSFER: &[u8] = b"\x80\x52";
pub(crate) const CANNOT_JOIN: &[u8] = b"\x80\x53";
pub(crate) const CANNOT_CONFERENCE: &[u8] = b"\x80\x26";
pub(crate) const INVALID_PARTICIPANT: &[u8] = b"\x80\x29";
pub(crate) const IN_CONFERENCE_ALREADY: &[u8] = b"\x80\x2A";
pub(crate) const NO_PARTICIPANT_INFO: &[u8] = b"\x80\x2B";
pub(crate) const TOO_MANY_PARTIES: &[u8] = b"\x80\x2C";
