//! What a key can do.

use std::fmt;
use std::str::FromStr;

use station::{AudioPath, HardKey, Intent, Navigate, Screen, VISIBLE_SOFT_KEYS};
use thiserror::Error;

/// How many soft keys have a key of the computer.
pub const SOFT_KEYS: u8 = VISIBLE_SOFT_KEYS as u8;
/// How many line keys have a key of the computer.
pub const LINE_KEYS: u8 = 8;

/// What actions are about; the order of the list of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Calls.
    Calls,
    /// The keys of the phone.
    Phone,
    /// How it sounds.
    Sound,
    /// Moving and typing.
    Moving,
    /// What opens a page or a window.
    Windows,
    /// The window itself.
    Window,
}

impl Group {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::Calls,
        Self::Phone,
        Self::Sound,
        Self::Moving,
        Self::Windows,
        Self::Window,
    ];

    /// What it is called, in English.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Calls => "Calls",
            Self::Phone => "Keys of the phone",
            Self::Sound => "Loudness and microphone",
            Self::Moving => "Moving and typing",
            Self::Windows => "What opens a window",
            Self::Window => "The window itself",
        }
    }
}

macro_rules! actions {
    ($($action:ident, $group:ident, $id:literal, $title:literal, $doc:literal;)*) => {
        /// Something that a key can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            /// Press the soft key at this place, from 1.
            SoftKey(u8),
            /// Press the line key at this position, from 1.
            LineKey(u8),
            $(
                #[doc = $doc]
                $action,
            )*
        }

        /// Those without a number.
        const PLAIN: &[(Action, Group, &str, &str)] = &[
            $((Action::$action, Group::$group, $id, $title),)*
        ];
    };
}

actions! {
    Answer, Calls, "answer", "Answer", "Answer the call that rings.";
    HangUp, Calls, "hang_up", "Hang up", "End the call in front, or refuse the one that rings.";
    Hook, Calls, "hook", "Lift or replace the handset", "Lift or replace the handset.";
    Redial, Calls, "redial", "Redial", "Call the last number again.";
    Record, Calls, "record", "Record the call", "Record the call, or stop that.";
    Messages, Phone, "messages", "Messages", "The Messages key.";
    Directories, Phone, "directories", "Directories", "The Directories key.";
    Services, Phone, "services", "Services", "The Services key.";
    Settings, Phone, "settings", "Settings", "The Settings key.";
    Help, Phone, "help", "Help", "The Help key.";
    Mute, Sound, "mute", "Mute", "The Mute key.";
    Headset, Sound, "headset", "Headset", "The Headset key.";
    Speaker, Sound, "speaker", "Speaker", "The Speaker key.";
    Handset, Sound, "handset", "Handset", "The Handset key.";
    VolumeUp, Sound, "volume_up", "Volume up", "Louder by one step.";
    VolumeDown, Sound, "volume_down", "Volume down", "Softer by one step.";
    Enter, Moving, "enter", "Dial, answer or select", "Dial what was typed, answer, or pick the marked item.";
    Escape, Moving, "escape", "Back", "Leave a menu, clear what was typed.";
    Backspace, Moving, "backspace", "Take back the last digit", "Take back the last digit.";
    Up, Moving, "up", "Navigate up", "Arrow up of the navigation ring.";
    Down, Moving, "down", "Navigate down", "Arrow down.";
    Left, Moving, "left", "Navigate left", "Arrow left.";
    Right, Moving, "right", "Navigate right", "Arrow right.";
    Copy, Moving, "copy", "Copy number", "Put the shown number on the clipboard.";
    Paste, Moving, "paste", "Paste number", "Take the number on the clipboard.";
    QuickSearch, Windows, "quick_search", "Quick search", "Look for a name in book and history.";
    RedialList, Windows, "redial_list", "Redial list", "The numbers that were placed last.";
    History, Windows, "history", "Call history", "The window of past calls.";
    Contacts, Windows, "contacts", "Contacts", "The window of the address book.";
    Preferences, Windows, "preferences", "Preferences", "The window of preferences.";
    SoundDevices, Windows, "sound_devices", "Sound devices", "The page of sound devices.";
    Tuning, Windows, "tuning", "Audio tuning", "The window that tunes the sound of each mode.";
    Statistics, Windows, "statistics", "Call statistics", "The window of figures of the call.";
    Ladder, Windows, "ladder", "Messages of the call", "The window of messages as arrows in time.";
    ProblemReport, Windows, "problem_report", "Problem report", "Write a problem report.";
    Keys, Windows, "keys", "Keys", "The window of keys.";
    Menu, Window, "menu", "Menu of the window", "All that the window can do.";
    Compact, Window, "compact", "Whole phone or screen only", "From one face to the other.";
    Theme, Window, "theme", "Next theme", "Light, dark, high contrast.";
    Larger, Window, "larger", "Larger", "A step larger.";
    Smaller, Window, "smaller", "Smaller", "A step smaller.";
    OriginalSize, Window, "original_size", "Size as at the start", "As large as at the start.";
    OnTop, Window, "on_top", "Always on top", "Over all other windows, or not.";
    Quit, Window, "quit", "Quit", "Leave.";
}

impl Action {
    /// All of them, group after group.
    pub fn all() -> impl Iterator<Item = Self> {
        Group::ALL.into_iter().flat_map(Self::of_group)
    }

    /// Those of a group.
    pub fn of_group(group: Group) -> impl Iterator<Item = Self> {
        let of = move |of| if group == Group::Phone { of } else { 0 };
        let soft_keys = (1..=of(SOFT_KEYS)).map(Self::SoftKey);
        let line_keys = (1..=of(LINE_KEYS)).map(Self::LineKey);
        let plain = PLAIN.iter().filter(move |(_, its, _, _)| *its == group);
        soft_keys
            .chain(line_keys)
            .chain(plain.map(|(action, ..)| *action))
    }

    fn plain(self) -> Option<&'static (Self, Group, &'static str, &'static str)> {
        PLAIN.iter().find(|(action, ..)| *action == self)
    }

    /// What it is called in the configuration file.
    pub fn id(self) -> String {
        match self {
            Self::SoftKey(number) => format!("soft_key_{number}"),
            Self::LineKey(number) => format!("line_key_{number}"),
            _ => self.plain().map_or("", |(_, _, id, _)| id).to_owned(),
        }
    }

    /// What it is called, in English; `{}` stands for [`Action::number`].
    pub fn title(self) -> &'static str {
        match self {
            Self::SoftKey(_) => "Soft key {}",
            Self::LineKey(_) => "Line key {}",
            _ => self.plain().map_or("", |(.., title)| title),
        }
    }

    /// Which of several keys of this kind.
    pub const fn number(self) -> Option<u8> {
        match self {
            Self::SoftKey(number) | Self::LineKey(number) => Some(number),
            _ => None,
        }
    }

    /// What it is about.
    pub fn group(self) -> Group {
        self.plain().map_or(Group::Phone, |(_, group, ..)| *group)
    }

    /// Whether a held key does it again and again.
    pub const fn repeats(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::Left
                | Self::Right
                | Self::VolumeUp
                | Self::VolumeDown
                | Self::Backspace
                | Self::Larger
                | Self::Smaller
        )
    }

    /// What the phone is to do for it, while it shows this; nothing for what is the window's.
    pub fn intent(self, screen: &Screen) -> Option<Intent> {
        Some(match self {
            Self::SoftKey(number) => Intent::SoftKeyPlace(usize::from(number.checked_sub(1)?)),
            Self::LineKey(number) => Intent::LineKey(usize::from(number)),
            Self::Answer => Intent::Answer,
            Self::HangUp => Intent::HangUp,
            Self::Hook => Intent::Hook,
            Self::Redial => Intent::Redial,
            Self::Record => Intent::Record(!screen.recording),
            Self::Messages => Intent::HardKey(HardKey::Messages),
            Self::Directories => Intent::HardKey(HardKey::Directories),
            Self::Services => Intent::HardKey(HardKey::Services),
            Self::Settings => Intent::HardKey(HardKey::Settings),
            Self::Help => Intent::HardKey(HardKey::Help),
            Self::Mute => Intent::Mute,
            Self::Headset => Intent::Path(AudioPath::Headset),
            Self::Speaker => Intent::Path(AudioPath::Speaker),
            Self::Handset => Intent::Path(AudioPath::Handset),
            Self::VolumeUp => Intent::VolumeUp,
            Self::VolumeDown => Intent::VolumeDown,
            Self::Enter => Intent::Enter,
            Self::Escape => Intent::Escape,
            Self::Backspace => Intent::Backspace,
            Self::Up => Intent::Navigate(Navigate::Up),
            Self::Down => Intent::Navigate(Navigate::Down),
            Self::Left => Intent::Navigate(Navigate::Left),
            Self::Right => Intent::Navigate(Navigate::Right),
            Self::Copy
            | Self::Paste
            | Self::RedialList
            | Self::QuickSearch
            | Self::History
            | Self::Contacts
            | Self::Preferences
            | Self::SoundDevices
            | Self::Tuning
            | Self::Statistics
            | Self::Ladder
            | Self::ProblemReport
            | Self::Keys
            | Self::Menu
            | Self::Compact
            | Self::Theme
            | Self::Larger
            | Self::Smaller
            | Self::OriginalSize
            | Self::OnTop
            | Self::Quit => return None,
        })
    }
}

impl fmt::Display for Action {
    /// The id.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id())
    }
}

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(id: &str) -> Result<Self, UnknownAction> {
        Self::all()
            .find(|action| action.id() == id)
            .ok_or_else(|| UnknownAction(id.to_owned()))
    }
}

/// There is no action of this id.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{0}` is nothing a key can do: it is answer, soft_key_1, line_key_1, mute …")]
pub struct UnknownAction(pub String);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_action_is_found_by_its_id() {
        let mut ids = BTreeSet::new();
        for action in Action::all() {
            assert!(ids.insert(action.id()), "{action} is there twice");
            assert_eq!(action.id().parse(), Ok(action));
            assert!(!action.title().is_empty());
            assert!(Action::of_group(action.group()).any(|other| other == action));
        }
        assert_eq!(ids.len(), PLAIN.len() + 13);
        assert_eq!(
            "anser".parse::<Action>(),
            Err(UnknownAction("anser".to_owned()))
        );
    }

    #[test]
    fn recording_is_begun_and_ended_by_the_same_key() {
        let idle = Screen::default();
        let recording = Screen {
            recording: true,
            ..Screen::default()
        };
        assert_eq!(Action::Record.intent(&idle), Some(Intent::Record(true)));
        assert_eq!(
            Action::Record.intent(&recording),
            Some(Intent::Record(false))
        );
        assert_eq!(Action::Quit.intent(&idle), None);
    }
}
