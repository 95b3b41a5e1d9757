//! The buttons beside the screen: what they are, and their lamps.

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use crate::Screen;
use crate::{CallState, LampColour, Presence};

/// A button beside the screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LineKey {
    /// Position of the button, 1 at the top.
    pub position: usize,
    /// What the button does.
    pub kind: LineKeyKind,
    /// Instance of its kind: the `line_instance`, the speed dial index, …, 1 the first.
    pub instance: u32,
    /// The text beside it; empty when the server gave none.
    pub label: String,
    /// The number behind it: the line's own, the speed dial's; of a service its URL.
    pub number: String,
    /// Its lamp.
    pub lamp: Lamp,
    /// The number that all calls of the line are forwarded to; nothing when they are not.
    pub forwarded_to: Option<String>,
    /// The number that calls go to while the line is busy; nothing when they do not.
    #[serde(default)]
    pub forwarded_busy_to: Option<String>,
    /// The number that calls go to when nobody answers; nothing when they do not.
    #[serde(default)]
    pub forwarded_no_answer_to: Option<String>,
    /// The state of the line's most urgent call, on this phone or another one of a shared line;
    /// [`CallState::Idle`] without one.
    #[serde(default)]
    pub call_state: CallState,
    /// The colour of its lamp: of a line by its call state, of a feature as told.
    #[serde(default)]
    pub colour: LampColour,
    /// Icon of a multi-blink feature: 0 open, 1 filled, 2 boxes.
    #[serde(default)]
    pub icon: u8,
    /// What the one behind a busy lamp field or a watched speed dial is doing; nothing for
    /// other buttons.
    #[serde(default)]
    pub presence: Option<Presence>,
    /// The message waiting lamp of this line; [`Screen::message_waiting`] is that of the phone.
    #[serde(default)]
    pub message_waiting: Lamp,
}

/// What a button beside the screen does (section 4.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKeyKind {
    /// Nothing.
    #[default]
    Unused,
    /// A line with calls of its own.
    Line,
    /// Dials a number.
    SpeedDial,
    /// A feature of the server.
    Feature,
    /// Opens a service.
    Service,
    /// A button type of this number, which the phone only reports when pressed.
    Other(u32),
}

/// A lamp's mode, not its light: blinking is up to what draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lamp {
    /// Dark.
    #[default]
    Off,
    /// Steady.
    On,
    /// Mostly on (448 of 512 ms): hold.
    Wink,
    /// Fast, even: ringing.
    Flash,
    /// Slow, even: held elsewhere, messages.
    Blink,
}

impl Lamp {
    /// The lamp of a mode on the wire (section 4.5).
    pub(crate) const fn from_mode(mode: u32) -> Option<Self> {
        match mode {
            1 => Some(Self::Off),
            2 => Some(Self::On),
            3 => Some(Self::Wink),
            4 => Some(Self::Flash),
            5 => Some(Self::Blink),
            _ => None,
        }
    }
}
