//! The keys of a terminal as the phone's.
//!
//! Terminals send fewer chords than windows get: Ctrl with a digit comes as something else,
//! Ctrl+I as Tab, Ctrl+M as Enter, Ctrl+H as Backspace. Alt comes whole, so a chord of Alt
//! that does nothing else here does what its key does with Ctrl.

use keymap::{Action, Chord, Key, KeyMap, Modifiers, digit, paging};
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use station::{Intent, Screen};

/// What a key asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Something of the phone.
    Phone(Intent),
    /// Show the page of keys, or close it.
    Keys,
    /// Look for somebody, or only among the calls that were placed.
    Search {
        /// Only among those.
        placed: bool,
        /// What was typed of it already.
        text: String,
    },
    /// Take the next theme.
    Theme,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}

/// Which key does what in this terminal.
#[derive(Clone, Debug, Default)]
pub struct Keyboard {
    map: KeyMap,
    /// The terminal tells all chords apart.
    all_chords: bool,
    /// A letter that is typed on the idle phone begins a name.
    names: bool,
}

impl Keyboard {
    /// The keys of this map, in a terminal that can tell all chords apart or not.
    pub fn new(map: KeyMap, all_chords: bool) -> Self {
        Self {
            map,
            all_chords,
            names: false,
        }
    }

    /// The same where letters that are typed on the idle phone begin a name, or dial.
    #[must_use]
    pub fn with_names(self, names: bool) -> Self {
        Self { names, ..self }
    }

    /// What an event asks for while the phone shows this.
    pub(crate) fn commands(&self, event: &Event, screen: &Screen) -> Vec<Command> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                let pages = chord(*key).and_then(|chord| paging(chord, screen.menu.as_ref()));
                match pages {
                    Some(pages) => pages.into_iter().map(Command::Phone).collect(),
                    None => self.of_key(*key, screen).into_iter().collect(),
                }
            }
            Event::Paste(text) => vec![Command::Phone(Intent::Paste(text.clone()))],
            _ => Vec::new(),
        }
    }

    fn of_key(&self, event: KeyEvent, screen: &Screen) -> Option<Command> {
        let held = event.modifiers;
        let repeats = event.kind == KeyEventKind::Repeat;
        if let KeyCode::Char(typed) = event.code
            && !held.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
        {
            if typed == '?' {
                return Some(Command::Keys);
            }
            let idle = !screen.off_hook && screen.menu.is_none() && screen.dialled.is_empty();
            if self.names && idle && typed.is_alphabetic() && !repeats {
                return Some(Command::Search {
                    placed: false,
                    text: typed.to_string(),
                });
            }
            let digit = digit(typed).filter(|_| !repeats)?;
            return Some(Command::Phone(Intent::Key(digit)));
        }
        if event.code == KeyCode::F(12) && held.is_empty() {
            return Some(Command::Redraw);
        }
        let action = self.action(chord(event)?)?;
        if repeats && !action.repeats() {
            return None;
        }
        command(action, screen)
    }

    /// What a chord does here.
    fn action(&self, chord: Chord) -> Option<Action> {
        let here = |chord| self.map.action(chord).filter(|action| is_here(*action));
        let Modifiers { ctrl, alt, shift } = chord.modifiers();
        match (ctrl, alt, chord.key()) {
            // Help has a key beside it; this one every terminal and keyboard has.
            (false, false, Key::Sign('?')) => Some(Action::Keys),
            // In a terminal this means to leave; it copies what is marked by itself.
            (true, false, Key::Letter('C')) => Some(Action::Quit),
            (true, false, key) if !self.all_chords && !is_sent(key) => match key {
                // What Ctrl+/ comes as.
                Key::Digit('7') => here(Chord::new(Modifiers::CTRL, Key::Sign('/'))),
                Key::Letter('H') => Some(Action::Backspace),
                _ => None,
            },
            (false, true, key) => {
                let with_ctrl = Modifiers {
                    ctrl: true,
                    alt: false,
                    shift,
                };
                here(chord).or_else(|| here(Chord::new(with_ctrl, key)))
            }
            _ => here(chord),
        }
    }

    /// The actions that there are here, each with the chords that this terminal sends for it.
    pub(crate) fn list(&self) -> impl Iterator<Item = (Action, Vec<Chord>)> {
        let all = Action::all().filter(|action| is_here(*action));
        all.map(|action| (action, self.chords(action)))
    }

    fn chords(&self, action: Action) -> Vec<Chord> {
        let own: &[Chord] = match action {
            Action::Keys => &[Chord::new(Modifiers::NONE, Key::Sign('?'))],
            _ => &[],
        };
        let does = |chord: &Chord| self.action(*chord) == Some(action);
        let mut found: Vec<Chord> = Vec::new();
        for chord in own.iter().chain(self.map.chords(action)) {
            let held = chord.modifiers();
            let arrives = self.all_chords
                || match chord.key() {
                    key if held.ctrl => is_sent(key),
                    Key::Escape => !held.shift,
                    _ => true,
                };
            if arrives && does(chord) {
                found.push(*chord);
            } else if held.ctrl && !held.alt {
                let instead = Chord::new(Modifiers::ALT, chord.key());
                if matches!(chord.key(), Key::Letter(_) | Key::Digit(_)) && does(&instead) {
                    found.push(instead);
                }
            }
        }
        found
    }
}

/// What can be done in a terminal.
fn is_here(action: Action) -> bool {
    matches!(
        action,
        Action::Keys | Action::QuickSearch | Action::RedialList | Action::Theme | Action::Quit
    ) || action.intent(&Screen::default()).is_some()
}

fn command(action: Action, screen: &Screen) -> Option<Command> {
    Some(match action {
        Action::Keys => Command::Keys,
        Action::QuickSearch => search(false),
        Action::RedialList => search(true),
        Action::Theme => Command::Theme,
        Action::Quit => Command::Quit,
        action => Command::Phone(action.intent(screen)?),
    })
}

/// Looking for somebody begins.
fn search(placed: bool) -> Command {
    Command::Search {
        placed,
        text: String::new(),
    }
}

/// Whether any terminal sends this key with Ctrl as what it is.
fn is_sent(key: Key) -> bool {
    match key {
        Key::Letter(letter) => !matches!(letter, 'H' | 'I' | 'J' | 'M'),
        Key::Sign(sign) => sign == '/',
        Key::Digit(_) | Key::Enter | Key::Escape | Key::Backspace | Key::Tab | Key::Space => false,
        _ => true,
    }
}

fn chord(event: KeyEvent) -> Option<Chord> {
    let held = event.modifiers;
    let modifiers = Modifiers {
        ctrl: held.contains(KeyModifiers::CONTROL),
        alt: held.contains(KeyModifiers::ALT),
        shift: held.contains(KeyModifiers::SHIFT),
    };
    let key = match event.code {
        KeyCode::Char(letter) if letter.is_ascii_alphabetic() => {
            Key::Letter(letter.to_ascii_uppercase())
        }
        KeyCode::Char(digit) if digit.is_ascii_digit() => Key::Digit(digit),
        KeyCode::Char(' ') => Key::Space,
        KeyCode::Char(sign) => Key::Sign(sign),
        KeyCode::F(number) => Key::Function(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Tab | KeyCode::BackTab => Key::Tab,
        _ => return None,
    };
    Some(Chord::new(modifiers, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use station::{AudioPath, HardKey, Navigate};

    fn press(code: KeyCode, held: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, held))
    }

    fn pressed(keyboard: &Keyboard, code: KeyCode, held: KeyModifiers) -> Vec<Command> {
        keyboard.commands(&press(code, held), &Screen::default())
    }

    #[test]
    fn digits_and_letters_dial() {
        let keyboard = Keyboard::default();
        let dialled: String = "echo*600/"
            .chars()
            .flat_map(|c| pressed(&keyboard, KeyCode::Char(c), KeyModifiers::NONE))
            .map(|command| match command {
                Command::Phone(Intent::Key(key)) => key,
                other => panic!("{other:?} is no digit"),
            })
            .collect();
        assert_eq!(dialled, "3246*600#");
    }

    #[test]
    fn the_keys_are_those_of_the_window() {
        let keyboard = Keyboard::default();
        let (none, ctrl, alt) = (KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::ALT);
        for (code, held, intent) in [
            (KeyCode::F(2), none, Intent::SoftKeyPlace(0)),
            (KeyCode::F(6), none, Intent::SoftKeyPlace(4)),
            (KeyCode::Enter, none, Intent::Enter),
            (KeyCode::Esc, none, Intent::Escape),
            (KeyCode::Backspace, none, Intent::Backspace),
            (KeyCode::Up, none, Intent::Navigate(Navigate::Up)),
            (KeyCode::PageDown, none, Intent::VolumeDown),
            (KeyCode::Char('a'), ctrl, Intent::Answer),
            (KeyCode::Char('e'), ctrl, Intent::HangUp),
            (
                KeyCode::Char('d'),
                ctrl,
                Intent::HardKey(HardKey::Directories),
            ),
            (KeyCode::Char('t'), ctrl, Intent::Mute),
            (KeyCode::Char('p'), ctrl, Intent::Path(AudioPath::Speaker)),
            (KeyCode::Char('r'), alt, Intent::Record(true)),
        ] {
            assert_eq!(
                pressed(&keyboard, code, held),
                [Command::Phone(intent)],
                "{code:?}"
            );
        }
        assert_eq!(pressed(&keyboard, KeyCode::F(1), none), [Command::Keys]);
        assert_eq!(
            pressed(&keyboard, KeyCode::Char('?'), none),
            [Command::Keys]
        );
        assert_eq!(
            pressed(&keyboard, KeyCode::Char('q'), ctrl),
            [Command::Quit]
        );
        assert_eq!(
            pressed(&keyboard, KeyCode::Char('c'), ctrl),
            [Command::Quit]
        );
    }

    #[test]
    fn what_a_terminal_cannot_send_with_ctrl_it_sends_with_alt() {
        let keyboard = Keyboard::default();
        let alt = KeyModifiers::ALT;
        for (code, intent) in [
            (KeyCode::Char('1'), Intent::LineKey(1)),
            (KeyCode::Char('8'), Intent::LineKey(8)),
            (KeyCode::Char('m'), Intent::HardKey(HardKey::Messages)),
            (KeyCode::Char('i'), Intent::HardKey(HardKey::Help)),
            (KeyCode::Char('h'), Intent::Path(AudioPath::Headset)),
        ] {
            assert_eq!(
                pressed(&keyboard, code, alt),
                [Command::Phone(intent)],
                "{code:?}"
            );
        }
        // What these chords are for a terminal: a tab, a line, a letter taken back.
        let ctrl = KeyModifiers::CONTROL;
        assert_eq!(pressed(&keyboard, KeyCode::Tab, KeyModifiers::NONE), []);
        assert_eq!(
            pressed(&keyboard, KeyCode::Char('h'), ctrl),
            [Command::Phone(Intent::Backspace)]
        );
        let whole = Keyboard::new(KeyMap::default(), true);
        assert_eq!(
            pressed(&whole, KeyCode::Char('h'), ctrl),
            [Command::Phone(Intent::Path(AudioPath::Headset))]
        );
    }

    #[test]
    fn every_action_of_the_phone_has_a_key_that_a_terminal_sends() {
        for keyboard in [Keyboard::default(), Keyboard::new(KeyMap::default(), true)] {
            for (action, chords) in keyboard.list() {
                assert!(!chords.is_empty(), "{action}");
                for chord in chords {
                    assert_eq!(keyboard.action(chord), Some(action), "{chord}");
                }
            }
        }
    }

    #[test]
    fn a_held_digit_dials_once_and_a_held_arrow_goes_on() {
        let keyboard = Keyboard::default();
        let held = |code| {
            let mut key = KeyEvent::new(code, KeyModifiers::NONE);
            key.kind = KeyEventKind::Repeat;
            keyboard.commands(&Event::Key(key), &Screen::default())
        };
        assert_eq!(held(KeyCode::Char('5')), []);
        assert_eq!(held(KeyCode::Enter), []);
        assert_eq!(held(KeyCode::Up).len(), 1);
    }

    #[test]
    fn what_is_pasted_is_the_phones_to_read() {
        let keyboard = Keyboard::default();
        let event = Event::Paste("+49 30 1234".to_owned());
        let commands = keyboard.commands(&event, &Screen::default());
        let pasted = Intent::Paste("+49 30 1234".to_owned());
        assert_eq!(commands, [Command::Phone(pasted)]);
    }
}
