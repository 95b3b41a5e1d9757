//! What a person, a script or a headset wants of the phone.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{ApplicationData, AudioPath, CallLogEntry, Preference};

/// One wish. The station turns it into messages as a 7970 would.
///
/// `Debug` does not show what is dialled, so that logs do not.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// A key of the keypad: `0`–`9`, `*`, `#`, `A`–`D`.
    Key(char),
    /// Dial this number now, from on hook or by digits when off hook.
    Dial(String),
    /// Text pasted or dropped: its digits go where typed ones would.
    Paste(String),
    /// A number from elsewhere, a link for one, to be confirmed: it stands as if typed on hook, in
    /// place of what was typed; while the phone is off hook it waits.
    Offer(String),
    /// Press the soft key at this place of the shown row, 0 first.
    SoftKeyPlace(usize),
    /// Press the soft key with this label, on whichever page it is; case does not matter.
    SoftKey(String),
    /// Press the button beside the screen at this position, 1 at the top.
    LineKey(usize),
    /// Put this call in front.
    Focus(u32),
    /// An arrow of the navigation ring.
    Navigate(Navigate),
    /// Enter: dial what was typed, answer, or pick the marked item.
    Enter,
    /// Escape: leave a menu, clear what was typed.
    Escape,
    /// Take back the last digit.
    Backspace,
    /// Answer the call that rings.
    Answer,
    /// Refuse this call while it rings; another one is never ended by it.
    Decline(u32),
    /// End the call in front, or refuse the one that rings.
    HangUp,
    /// No sound of the ringer any more for the calls that ring now; lamps and screen go on.
    Silence,
    /// Lift or replace: the hook key.
    Hook,
    /// The Speaker, Headset or Handset key.
    Path(AudioPath),
    /// The Mute key.
    Mute,
    /// Record the call, both sides, or stop that.
    Record(bool),
    /// Louder by one step.
    VolumeUp,
    /// Softer by one step.
    VolumeDown,
    /// Volume of the path in use, 0 to 100.
    Volume(u8),
    /// Volume of this path, whichever is in use, or with none of the ringer, 0 to 100.
    VolumeOf(Option<AudioPath>, u8),
    /// A key with a name of its own.
    HardKey(HardKey),
    /// An item of the open menu is meant, by its place.
    Menu(MenuWish),
    /// Call the last number again.
    Redial,
    /// Take these calls out of their lists.
    ForgetCalls(Vec<CallLogEntry>),
    /// The missed calls have been seen, on whatever shows them.
    SeeMissedCalls,
    /// This is preferred from now on. Whoever wishes it keeps it: no event tells it.
    Prefer(Preference),
    /// Let the ring of this name be heard for a moment.
    PreviewRing(String),
    /// These are in the personal directory from now on.
    PersonalDirectory(Vec<PersonalEntry>),
    /// These numbers of the personal directory and of callers are dialled otherwise than they are
    /// shown, by the rules of whoever knows some; in place of those told before.
    DialAs(Vec<DialAs>),
    /// Send data to an application on the server.
    SendData(ApplicationData),
    /// End calls, unregister, leave.
    Quit,
}

impl fmt::Debug for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(_) => f.write_str("Key(…)"),
            Self::Dial(_) => f.write_str("Dial(…)"),
            Self::Offer(_) => f.write_str("Offer(…)"),
            Self::Paste(_) => f.write_str("Paste(…)"),
            Self::ForgetCalls(calls) => write!(f, "ForgetCalls({} of them)", calls.len()),
            Self::PersonalDirectory(_) => f.write_str("PersonalDirectory(…)"),
            Self::DialAs(numbers) => write!(f, "DialAs({} of them)", numbers.len()),
            Self::SendData(_) => f.write_str("SendData(…)"),
            other => f.write_str(&serde_json::to_string(other).map_err(|_| fmt::Error)?),
        }
    }
}

/// An item of the open menu, 0 the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MenuWish {
    /// Mark it, or the last one when there are fewer.
    Mark(usize),
    /// Mark it and pick it; a field is only marked.
    Pick(usize),
}

/// Somebody in the personal directory. `Debug` does not show whom, so that logs do not.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalEntry {
    /// The name.
    pub name: String,
    /// The number to dial.
    pub number: String,
}

impl fmt::Debug for PersonalEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalEntry(…)")
    }
}

/// How a number is dialled. `Debug` does not show it, so that logs do not.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialAs {
    /// The number as it is shown.
    pub shown: String,
    /// What is dialled for it.
    pub dialled: String,
}

impl fmt::Debug for DialAs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DialAs(…)")
    }
}

/// An arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Navigate {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// The keys with names of their own on a 7970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HardKey {
    /// Voice mail.
    Messages,
    /// Call lists.
    Directories,
    /// Services of the server.
    Services,
    /// Settings of the phone.
    Settings,
    /// Help on keys and the call in front.
    Help,
}
