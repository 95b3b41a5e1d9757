//! The computer's keyboard as the phone's: events in, intents out.
//!
//! Text events make digits, so that every keyboard layout and the number pad work;
//! letters are dialled by the letters on the keys, or look for a name where that is preferred.
//! Key events make everything else, by
//! the map of chords and actions.

use egui::{Event, InputState, Key, Modifiers};
use keymap::{Action, KeyMap, digit};
use numbers::Letters;
use station::{Intent, Screen};

use crate::look::Look;
use crate::quick_search::Among;
use crate::shortcut;
use crate::theme::Theme;
use crate::windows::SideWindow;

/// The keyboard's digits, each at its own place.
const DIGIT_KEYS: [Key; 10] = [
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// What a key press asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    /// Something of the phone.
    Phone(Intent),
    /// Put the shown number on the clipboard.
    Copy,
    /// Ask the window system for the clipboard's text.
    Paste,
    /// Keep the window over all others, or not.
    OnTop(bool),
    /// Make the window larger, smaller, or its first size again.
    Resize(Resize),
    /// Use the colours of this theme.
    Theme(Theme),
    /// Look like this.
    Wear(Look),
    /// Show the other face: the whole phone, or its display only.
    OtherFace,
    /// Show the page of sound devices.
    Sound,
    /// Open the menu of the window.
    Menu,
    /// Look for somebody, among these and beginning with this text.
    Search(Among, String),
    /// Open a window beside the phone.
    Open(SideWindow),
    /// Open the address book with this contact, to be changed and kept.
    EditContact(Box<contacts::Contact>),
    /// Have these keys from now on.
    UseKeys(Box<KeyMap>),
    /// Close the window.
    Close,
}

/// How the window's size changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Resize {
    /// A step larger.
    Larger,
    /// A step smaller.
    Smaller,
    /// As at the start.
    Original,
    /// So many times the design's size.
    To(f32),
}

/// What a keyboard's events are read by.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// Which chord does what.
    pub(crate) keys: &'a KeyMap,
    /// What the phone shows now.
    pub(crate) screen: &'a Screen,
    /// The window is over all others.
    pub(crate) on_top: bool,
    /// How the window looks.
    pub(crate) theme: Theme,
    /// What a letter is that is typed on the idle phone.
    pub(crate) letters: Letters,
}

impl Reading<'_> {
    /// Whether a key can do this in this window.
    pub(crate) fn knows(self, action: Action) -> bool {
        self.command(action).is_some()
    }

    /// What this action is for the window; nothing where it has no such thing.
    fn command(self, action: Action) -> Option<Command> {
        if let Some(intent) = action.intent(self.screen) {
            return Some(Command::Phone(intent));
        }
        Some(match action {
            Action::Copy => Command::Copy,
            Action::Paste => Command::Paste,
            Action::Ladder => Command::Open(SideWindow::Ladder),
            Action::ProblemReport => Command::Open(SideWindow::ProblemReport),
            Action::Statistics => Command::Open(SideWindow::Statistics),
            Action::Preferences => Command::Open(SideWindow::Preferences),
            Action::SoundDevices => Command::Sound,
            Action::Tuning => Command::Open(SideWindow::Tuning),
            Action::Larger => Command::Resize(Resize::Larger),
            Action::Smaller => Command::Resize(Resize::Smaller),
            Action::OriginalSize => Command::Resize(Resize::Original),
            Action::Menu => Command::Menu,
            Action::Compact => Command::OtherFace,
            Action::OnTop => Command::OnTop(!self.on_top),
            Action::Keys => Command::Open(SideWindow::Keys),
            Action::Theme => Command::Theme(self.theme.next()),
            Action::History => Command::Open(SideWindow::History),
            Action::Contacts => Command::Open(SideWindow::Contacts),
            Action::QuickSearch => Command::Search(Among::All, String::new()),
            Action::RedialList => Command::Search(Among::Placed, String::new()),
            Action::Quit => Command::Close,
            _ => return None,
        })
    }

    /// Whether a typed text begins a name: on hook, with nothing typed before.
    fn begins_name(self, text: &str) -> bool {
        let screen = self.screen;
        let idle = !screen.off_hook && screen.menu.is_none() && screen.dialled.is_empty();
        let letter = text.chars().next().is_some_and(char::is_alphabetic);
        self.letters == Letters::Name && idle && letter
    }

    fn action(self, chord: &str) -> Option<Action> {
        self.keys.action(chord.parse().ok()?)
    }
}

/// Take what is meant for the phone out of this pass's events.
///
/// What is taken is not seen by the controls any more: Enter is the phone's even
/// when the keyboard is on a control, Space presses the control.
pub(crate) fn take(events: &mut Vec<Event>, by: Reading<'_>) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut before = KeyBefore::default();
    events.retain(|event| match commands_of(event, &mut before, by) {
        Some(found) => {
            commands.extend(found);
            false
        }
        None => true,
    });
    commands
}

/// The key event in front of a text event: text events do not say how they came about.
#[derive(Clone, Copy, Debug, Default)]
struct KeyBefore {
    repeats: bool,
    modifiers: Modifiers,
}

fn commands_of(event: &Event, before: &mut KeyBefore, by: Reading<'_>) -> Option<Vec<Command>> {
    match event {
        Event::Text(text) => {
            // A held key is one digit, and Alt belongs to the window system.
            if before.repeats || before.modifiers.alt {
                return Some(Vec::new());
            }
            if by.begins_name(text) {
                return Some(vec![Command::Search(Among::All, text.clone())]);
            }
            let digits: Vec<Command> = text
                .chars()
                .filter_map(digit)
                .map(|key| Command::Phone(Intent::Key(key)))
                .collect();
            (!digits.is_empty()).then_some(digits)
        }
        // The window system tells these three keys by what they usually do.
        Event::Paste(text) => match by.action("Ctrl+V") {
            None | Some(Action::Paste) => Some(vec![Command::Phone(Intent::Paste(text.clone()))]),
            Some(action) => Some(by.command(action).into_iter().collect()),
        },
        Event::Copy => Some(by.command(by.action("Ctrl+C")?).into_iter().collect()),
        Event::Cut => Some(by.command(by.action("Ctrl+X")?).into_iter().collect()),
        Event::Key {
            key,
            pressed: true,
            repeat,
            modifiers,
            ..
        } => {
            *before = KeyBefore {
                repeats: *repeat,
                modifiers: *modifiers,
            };
            let chord = shortcut::chord(*key, *modifiers)?;
            if let Some(pages) = keymap::paging(chord, by.screen.menu.as_ref()) {
                return Some(pages.into_iter().map(Command::Phone).collect());
            }
            let action = by.keys.action(chord)?;
            let again = !*repeat || action.repeats();
            Some(by.command(action).filter(|_| again).into_iter().collect())
        }
        _ => None,
    }
}

/// Whether this key of the keypad is held on the keyboard.
pub(crate) fn holds_digit(input: &InputState, key: char) -> bool {
    let modifiers = input.modifiers;
    if modifiers.command || modifiers.ctrl || modifiers.alt || modifiers.shift {
        return false;
    }
    key.to_digit(10)
        .is_some_and(|digit| input.key_down(DIGIT_KEYS[digit as usize]))
}

/// Whether the keys of this action are held on the keyboard.
pub(crate) fn holds(input: &InputState, keys: &KeyMap, action: Action) -> bool {
    let chords = input.keys_down.iter();
    let mut chords = chords.filter_map(|key| shortcut::chord(*key, input.modifiers));
    chords.any(|chord| keys.action(chord) == Some(action))
}

#[cfg(test)]
mod tests {
    use super::*;
    use station::{AudioPath, HardKey};

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    fn take_all(mut events: Vec<Event>) -> (Vec<Command>, usize) {
        let by = Reading {
            keys: &KeyMap::default(),
            screen: &Screen::default(),
            on_top: false,
            theme: Theme::default(),
            letters: Letters::Digits,
        };
        let commands = take(&mut events, by);
        (commands, events.len())
    }

    #[test]
    fn a_held_key_dials_once() {
        let mut held = press(Key::Num5, Modifiers::NONE);
        if let Event::Key { repeat, .. } = &mut held {
            *repeat = true;
        }
        let (commands, _) = take_all(vec![
            press(Key::Num5, Modifiers::NONE),
            Event::Text("5".to_owned()),
            held,
            Event::Text("5".to_owned()),
        ]);
        assert_eq!(commands, [Command::Phone(Intent::Key('5'))]);
    }

    #[test]
    fn alt_and_a_letter_do_not_dial() {
        let (commands, _) = take_all(vec![
            press(Key::Z, Modifiers::ALT),
            Event::Text("z".to_owned()),
        ]);
        assert_eq!(commands, []);
    }

    #[test]
    fn enter_is_taken_and_space_is_left_to_the_control() {
        let (commands, left) = take_all(vec![
            press(Key::Enter, Modifiers::NONE),
            press(Key::Space, Modifiers::NONE),
        ]);
        assert_eq!(commands, [Command::Phone(Intent::Enter)]);
        assert_eq!(left, 1);
    }

    #[test]
    fn control_keys_are_the_phones_keys() {
        let pressed = [
            (Key::Num1, Intent::LineKey(1)),
            (Key::Num8, Intent::LineKey(8)),
            (Key::D, Intent::HardKey(HardKey::Directories)),
            (Key::S, Intent::HardKey(HardKey::Settings)),
            (Key::R, Intent::HardKey(HardKey::Services)),
            (Key::M, Intent::HardKey(HardKey::Messages)),
            (Key::I, Intent::HardKey(HardKey::Help)),
            (Key::T, Intent::Mute),
            (Key::P, Intent::Path(AudioPath::Speaker)),
            (Key::H, Intent::Path(AudioPath::Headset)),
            (Key::G, Intent::Path(AudioPath::Handset)),
            (Key::A, Intent::Answer),
        ];
        for (key, intent) in pressed {
            let (commands, _) = take_all(vec![press(key, Modifiers::COMMAND)]);
            assert_eq!(commands, [Command::Phone(intent)], "{key:?}");
        }
        let (commands, _) = take_all(vec![press(Key::Num9, Modifiers::COMMAND)]);
        assert_eq!(commands, []);
    }
}
