//! What the phone shows now, as plain data.
//!
//! A [`Screen`] holds facts, not motion: the moment of connection rather than a
//! running timer, a lamp's mode rather than its blink. Window, terminal, JSON and
//! tests read the same value; nothing that draws needs anything else.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{AudioPath, Language, Moment, Volumes};

mod call_course;
mod call_figures;
mod call_words;
mod calls;
mod clock;
mod line_keys;
mod marks;
mod menu;
mod registration;
mod render;
mod soft_keys;
mod tuning;

pub use call_course::{CallCourse, MAX_COURSE_SAMPLES};
pub use call_figures::{CallFigures, FigureSample, MAX_FIGURE_SAMPLES, PeerSample};
pub use call_words::Who;
pub use calls::{Call, CallState, Direction, Security};
pub use clock::{Clock, ClockFace, DateOrder, lasting, next_second};
pub use line_keys::{Lamp, LineKey, LineKeyKind};
pub use marks::{LampColour, Precedence, Presence, Privacy};
pub use menu::{Menu, MenuItem};
pub use registration::{Registration, RegistrationState};
pub use soft_keys::{SoftKey, SoftKeyBar, SoftKeyPlace, VISIBLE_SOFT_KEYS};
pub use tuning::{SoundLevel, TuningDoing, TuningNow};

/// Everything the phone shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Screen {
    /// The device name the phone registers as (`SEP…`).
    pub device: String,
    /// The language that all words of the phone are in.
    #[serde(default, with = "crate::port::as_text")]
    pub language: Language,
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
    /// The volumes of all paths and of the ringer.
    #[serde(default)]
    pub volumes: Volumes,
    /// The ring that sounds now.
    pub ring: Ring,
    /// The person has silenced it: it is seen, not heard.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ring_silenced: bool,
    /// The tone that sounds now (`DeviceTone`, section 4.6), by name.
    pub tone: Option<String>,
    /// The message waiting lamp of the handset.
    pub message_waiting: Lamp,
    /// Missed calls that nobody has seen in their list yet.
    #[serde(default)]
    pub missed_calls: usize,
    /// A menu of the phone itself or a page of an application, while one is open.
    pub menu: Option<Menu>,
    /// Name of the theme that the person prefers; empty without a window.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub theme: String,
    /// The whole screen flashes gently while it rings: the person wants to see it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub visual_ring: bool,
    /// Calls that ring are seen, not heard: the person wants quiet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub do_not_disturb: bool,
    /// What is wrong with the sound devices, in words; empty when nothing is wrong.
    pub sound_notice: String,
    /// The same without what is about the microphone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub output_notice: String,
    /// The phone records the call itself, into a file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recording: bool,
    /// The figures of the call in front, or of the last one, while their page is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Arc<CallFigures>>,
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
