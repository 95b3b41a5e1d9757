//! What the core is told at its start.

use std::collections::BTreeMap;
use std::time::Duration;

/// What happens when a device name registers that is registered already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecondRegistration {
    /// The old connection is closed and the new one wins, so that a phone whose
    /// process was killed is back at once.
    #[default]
    Takeover,
    /// The new one is refused until the old one ends or expires.
    Reject,
}

/// The first number given to a phone.
pub const FIRST_NUMBER: u32 = 1001;

/// The settings of a [`crate::CallManager`]; the default suits a demo on one machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Name of the server as phones are told it (`ServerRes`, `ConfigStat`); at most 47 bytes.
    pub server_name: String,
    /// Names to show, by device name; others are called "Phone" and their number.
    pub names: BTreeMap<String, String>,
    /// Lines of a phone that has buttons for them: 1 or 2.
    pub lines: u32,
    /// Calls a line takes before callers hear busy.
    pub busy_trigger: usize,
    /// How often phones send KeepAlive; three missing ones end a registration.
    pub keep_alive: Duration,
    /// How dates are written: `M`, `D`, `Y`, separators, and `A` for a 12-hour clock (reference, 0x0081).
    pub date_template: String,
    /// What happens when a device name registers a second time.
    pub second_registration: SecondRegistration,
    /// Codec numbers (`compressionType`) in order of preference. The server's own
    /// streams use the first G.711 of them that the phone has.
    pub codecs: Vec<u32>,
    /// Milliseconds of sound in a packet, unless a phone cannot take so much.
    pub ptime_ms: u32,
    /// RTP payload type for telephone events (RFC 4733); none: digits come as KeypadButton only.
    pub dtmf_payload_type: Option<u8>,
    /// The longest wait for the first digit before the caller is reminded to hang up.
    pub first_digit: Duration,
    /// The longest wait between digits before the number counts as complete (T302).
    pub inter_digit: Duration,
    /// How long a phone rings before the caller is told that nobody answers.
    pub no_answer: Duration,
    /// How long busy, reorder and similar tones last before the receiver-off-hook tone.
    pub failure_tone: Duration,
    /// How long the receiver-off-hook tone lasts before the server ends the call.
    pub off_hook_tone: Duration,
    /// The pause after the last digit that makes number 602 read the digits back.
    pub read_back_pause: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            server_name: "Offhook".to_owned(),
            names: BTreeMap::new(),
            lines: 2,
            busy_trigger: 2,
            keep_alive: Duration::from_secs(30),
            date_template: "D.M.Y".to_owned(),
            second_registration: SecondRegistration::Takeover,
            codecs: vec![4, 2],
            ptime_ms: 20,
            dtmf_payload_type: Some(101),
            first_digit: Duration::from_secs(15),
            inter_digit: Duration::from_secs(10),
            no_answer: Duration::from_secs(30),
            failure_tone: Duration::from_secs(20),
            off_hook_tone: Duration::from_secs(60),
            read_back_pause: Duration::from_secs(2),
        }
    }
}
