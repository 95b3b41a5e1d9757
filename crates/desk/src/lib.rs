//! The egui phone: draws a [`station::Screen`], turns clicks and keys into
//! [`station::Intent`]s.
//!
//! It holds no state of a call and knows nothing of the network or of sound; what it
//! needs of a phone is the trait [`Phone`]. All of it is drawn as vectors from one
//! scale factor, and only when something changed: a new screen, an event of the
//! person, the next second of a timer, the next edge of a lamp.

mod app;
mod atlas;
mod body;
mod broken_file;
mod button;
mod compact;
mod contacts;
mod desktop;
mod device_list;
mod directories;
mod drop_down;
mod focus;
mod fonts;
mod geometry;
mod graphics;
mod held;
mod history;
mod hot_keys;
mod icons;
mod key_choice;
mod keyboard;
mod keypad;
mod keys;
mod ladder;
mod lamps;
mod look;
mod matches;
mod new_device;
mod numbers;
mod pasted;
mod pen;
mod phone;
mod preferences;
mod problem_report;
mod quick_search;
mod reasons;
mod ring;
mod rounded;
mod screen;
mod screenshot;
mod search_field;
mod shared_pictures;
mod sheet;
mod shortcut;
mod sound;
mod statistics;
mod theme;
mod tokens;
mod tuning;
mod welcome;
mod window_menu;
mod windows;
mod words;

pub use app::{Desk, DeskError, Options, Start, run};
pub use broken_file::{BrokenFile, Wrong};
pub use contacts::{BookNews, Contacts};
pub use desktop::{
    Desktop, DesktopChoice, DesktopChoices, DesktopFound, DesktopLack, Outside, RaiseWhen,
};
pub use directories::{Directories, ReadFile};
pub use history::{Exported, History};
pub use hot_keys::{HotKeyChoice, HotKeyState};
pub use key_choice::KeyChoice;
pub use ladder::{Ladder, Rung, RungDetails, RungKind};
pub use look::{Drawing, Face, Look, Place};
pub use new_device::{NewDevice, NewDevices};
pub use numbers::{FoundNumber, Numbers};
pub use phone::Phone;
pub use preferences::{
    Adapter, Change, MICROPHONE_GAIN_DB, Outcome, Overridden, PreferenceStore, Preferences, Value,
};
pub use problem_report::ProblemReport;
pub use screenshot::Screenshot;
pub use sound::{ModeSound, Sound, SoundChoice, SoundDevice};
pub use statistics::Statistics;
pub use theme::Theme;
pub use tuning::Tuning;
pub use welcome::{Choice, Connect, FirstRun, Reach, Reaching};
