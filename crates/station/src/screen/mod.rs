//! What the phone shows now, as plain data.
//!
//! A [`Screen`] holds facts, not motion: the moment of connection rather than a
//! running timer, a lamp's mode rather than its blink. Window, terminal, JSON and
//! tests read the same value; nothing that draws needs anything else.

use serde::{Deserialize, Serialize};

use crate::{AudioPath, Moment};

mod marks;
mod render;

pub use marks::{LampColour, Precedence, Presence, Privacy};

/// How many soft keys a 7970 shows at once (the last is "more" when there are more).
pub const VISIBLE_SOFT_KEYS: usize = 5;

/// Everything the phone shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Screen {
    /// The device name the phone registers as (`SEP…`).
    pub device: String,
    /// Where the phone stands with its call server.
    pub registration: Registration,
    /// The number at the top: that of the first line.
    pub own_number: String,
    /// Date and time as the server set them; nothing before it has.
    pub clock: Option<Clock>,
    /// The buttons beside the screen, top to bottom, as the server's template has them.
    pub line_keys: Vec<LineKey>,
    /// The calls that the server told a state of, oldest first.
    pub calls: Vec<Call>,
    /// `call_reference` of the call in front, which soft keys and prompt belong to; nothing
    /// without a call.
    pub focused_call: Option<u32>,
    /// `line_instance` of the line in front (1 is the first).
    pub active_line: u32,
    /// The status line above the soft keys.
    pub prompt: String,
    /// A notice of the server, or of the phone itself, which covers the prompt while it stands.
    pub notify: Option<Notify>,
    /// Text for the whole display (`DisplayText`), when the server set one.
    pub display_text: Option<String>,
    /// The soft keys: all of the set that the server enables, or those of the phone itself
    /// (over a menu, while a number is typed, without a server).
    pub soft_keys: SoftKeyBar,
    /// Keys typed so far (`0`–`9`, `*`, `#`, `A`–`D`, `+`): on hook before dialling, or off hook as
    /// sent.
    pub dialled: String,
    /// Whether the phone is off hook.
    pub off_hook: bool,
    /// Which microphone and speaker are in use; nothing on hook.
    pub audio_path: Option<AudioPath>,
    /// The path that the next call will use.
    pub preferred_path: AudioPath,
    /// The microphone is muted.
    pub muted: bool,
    /// Volume of the path in use, or of the ringer on hook, 0 to 100.
    pub volume: u8,
    /// The ring that sounds now.
    pub ring: Ring,
    /// The tone that sounds now (`DeviceTone`, section 4.6), by name.
    pub tone: Option<String>,
    /// The message waiting lamp of the handset.
    pub message_waiting: Lamp,
    /// Missed calls that nobody has seen in their list yet.
    #[serde(default)]
    pub missed_calls: usize,
    /// A menu of the phone itself or a page of an application, while one is open.
    pub menu: Option<Menu>,
    /// What is wrong with the sound devices, in words; empty when nothing is wrong.
    pub sound_notice: String,
}

/// Where the phone stands with its call server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// The state as a machine reads it.
    pub state: RegistrationState,
    /// The state as a person reads it: what is being done, with whom, what failed and why.
    pub text: String,
    /// `host:port` of the server in use or next in turn; empty when none is set.
    pub server: String,
    /// `host:port` of the server that a standby connection is open to; empty without one.
    #[serde(default)]
    pub standby: String,
    /// The protocol version agreed on; 0 before registration.
    pub protocol_version: u8,
}

/// The steps from nothing to a registered phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationState {
    /// Not started, or left.
    #[default]
    Offline,
    /// The TCP connection is being opened.
    Connecting,
    /// Register is sent, the answer is awaited.
    Registering,
    /// Registered; templates and lines are being asked for.
    Configuring,
    /// Ready for calls.
    Registered,
    /// The server refused; the next attempt is scheduled.
    Rejected,
    /// The connection failed or was lost; the next attempt is scheduled, or comes when the
    /// call that goes on without a server has ended.
    Waiting,
    /// Calls are being ended, or Unregister is sent.
    Unregistering,
}

/// Date and time of the server, as set at a moment; a face counts on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// When the server set it.
    pub set_at: Moment,
    /// Seconds since 1970-01-01 00:00 in the server's local time.
    pub local_seconds: i64,
    /// How to write the date.
    pub order: DateOrder,
    /// The character between day, month and year.
    pub separator: char,
    /// Twelve hours and AM/PM.
    pub twelve_hours: bool,
}

/// The order of day, month and year in the server's date template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `22.11.26`
    #[default]
    DayMonthYear,
    /// `11/22/26`
    MonthDayYear,
    /// `26-11-22`
    YearMonthDay,
}

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

/// A call as shown in the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The server's number for the call.
    pub call_reference: u32,
    /// The line it is on, 1 the first; 0 when the server did not say.
    pub line_instance: u32,
    /// Its state, by the server's word.
    pub state: CallState,
    /// Who called whom.
    pub direction: Direction,
    /// Name of the other side; empty when unknown.
    pub remote_name: String,
    /// Number of the other side; empty when unknown.
    pub remote_number: String,
    /// Who it was first meant for, or was forwarded by; empty when nobody.
    pub via: String,
    /// When it was connected first; a hold does not change it, nothing before.
    pub connected_at: Option<Moment>,
    /// When the present state began.
    pub state_since: Moment,
    /// Its prompt; empty when the server gave none.
    pub prompt: String,
    /// Marked by the Select key.
    pub selected: bool,
    /// Signalling and media security as the server says.
    pub security: Security,
    /// Sound is received.
    pub receiving: bool,
    /// Sound is sent.
    pub transmitting: bool,
    /// It is recorded, as the server says.
    #[serde(default)]
    pub recorded: bool,
    /// What of it the server lets be seen.
    #[serde(default)]
    pub privacy: Privacy,
    /// How urgent it is.
    #[serde(default)]
    pub precedence: Precedence,
}

/// State of a call (section 4.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CallState {
    /// No call.
    #[default]
    Idle,
    /// Off hook, dialling.
    OffHook,
    /// Over.
    OnHook,
    /// The far end rings.
    RingOut,
    /// It rings here.
    RingIn,
    /// Talking.
    Connected,
    /// The far end is busy.
    Busy,
    /// No way through.
    Congestion,
    /// Held by this phone.
    Hold,
    /// It knocks while another call is on.
    CallWaiting,
    /// Being transferred.
    CallTransfer,
    /// Parked.
    CallPark,
    /// Number complete, being routed.
    Proceed,
    /// The line is in use on another phone.
    CallRemoteMultiline,
    /// No such number.
    InvalidNumber,
    /// Held for long: reminds.
    HoldRevert,
    /// Intercom, one way.
    Whisper,
    /// Held on another phone.
    RemoteHold,
    /// A state this phone has no name for.
    Other(u32),
}

/// Who called whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Not told yet.
    #[default]
    Unknown,
    /// They called.
    Inbound,
    /// This phone called.
    Outbound,
    /// Forwarded here.
    Forwarded,
}

/// Security of a call (`callSecurityStatus`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Not told.
    #[default]
    Unknown,
    /// Open.
    NotAuthenticated,
    /// Signalling is authenticated.
    Authenticated,
    /// Signalling and media are encrypted.
    Encrypted,
}

/// A notice that covers the prompt.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notify {
    /// Its text.
    pub text: String,
    /// Higher covers lower; 0 for a plain notice (`DisplayNotify`).
    pub priority: u32,
    /// When it goes by itself; nothing: it stays until it is taken away.
    pub until: Option<Moment>,
}

/// The soft keys of the shown set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SoftKeyBar {
    /// All keys, in order, whichever page is shown.
    pub keys: Vec<SoftKey>,
    /// Which page of them is shown, 0 first.
    pub page: usize,
}

/// One soft key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoftKey {
    /// Its label as the server's template says, in words.
    pub label: String,
    /// What it means, in English whatever the language of the phone; the label where the phrase
    /// dictionary has no such key.
    #[serde(default)]
    pub name: String,
    /// The event number that the server's template gives it (section 4.1); 0 for a key of the
    /// phone itself.
    pub event: u32,
}

/// A place of the soft key row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoftKeyPlace<'a> {
    /// A key of the set, with its index into [`SoftKeyBar::keys`].
    Key(usize, &'a SoftKey),
    /// Turns to the next page.
    More,
}

impl SoftKeyBar {
    /// The row as a 7970 shows it: up to [`VISIBLE_SOFT_KEYS`] places.
    pub fn row(&self) -> Vec<SoftKeyPlace<'_>> {
        let keys = self.keys.iter().enumerate();
        if self.keys.len() <= VISIBLE_SOFT_KEYS {
            return keys
                .map(|(index, key)| SoftKeyPlace::Key(index, key))
                .collect();
        }
        let per_page = VISIBLE_SOFT_KEYS - 1;
        keys.skip(self.page * per_page)
            .take(per_page)
            .map(|(index, key)| SoftKeyPlace::Key(index, key))
            .chain([SoftKeyPlace::More])
            .collect()
    }

    /// How many pages there are; at least one.
    pub fn pages(&self) -> usize {
        if self.keys.len() <= VISIBLE_SOFT_KEYS {
            1
        } else {
            self.keys.len().div_ceil(VISIBLE_SOFT_KEYS - 1)
        }
    }
}

/// The ring that sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ring {
    /// Silent.
    #[default]
    Off,
    /// A call from inside.
    Inside,
    /// A call from outside.
    Outside,
    /// A feature's ring.
    Feature,
    /// Seen, not heard.
    FlashOnly,
    /// A call with precedence.
    Precedence,
    /// A distinctive ring, 1 to 5 (Bellcore's patterns), which one server knows.
    Distinctive(u8),
}

/// A menu: of the phone itself, or a page of an application on the server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Menu {
    /// What stands over it.
    pub title: String,
    /// Its items; picked by digit or with the arrows.
    pub items: Vec<MenuItem>,
    /// Index of the marked item, 0 the first.
    pub selected: usize,
    /// What the application asks for, under the items; empty but for a page.
    #[serde(default)]
    pub prompt: String,
    /// Text to read, lines and paragraphs; empty but for a page of text.
    #[serde(default)]
    pub text: String,
    /// The items are fields, with their values as details: what is typed goes into the marked one.
    #[serde(default)]
    pub input: bool,
}

/// An item of a menu.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MenuItem {
    /// What it says.
    pub label: String,
    /// Its value, or more about it; may be empty.
    pub detail: String,
    /// When it was, as text by the server's clock; empty but for a call of a list.
    #[serde(default)]
    pub time: String,
    /// What the one of that number is doing now; nothing when that is not watched.
    #[serde(default)]
    pub presence: Option<Presence>,
    /// Name of the icon that an application puts beside it, as `Hold`; empty without one.
    #[serde(default)]
    pub icon: String,
}
