//! The chords of the map: from the window's events, and as they are printed on the keys.

use egui::{Key, Modifiers};
use keymap::{Action, Chord, KeyMap};

use crate::words::Words;

/// The chord of a key event; nothing for keys that no map has.
pub(crate) fn chord(key: Key, modifiers: Modifiers) -> Option<Chord> {
    let held = keymap::Modifiers {
        ctrl: modifiers.command || modifiers.ctrl,
        alt: modifiers.alt,
        shift: modifiers.shift,
    };
    Some(Chord::new(held, key_of(key)?))
}

fn key_of(key: Key) -> Option<keymap::Key> {
    use keymap::Key as K;
    Some(match key {
        Key::Enter => K::Enter,
        Key::Escape => K::Escape,
        Key::Backspace => K::Backspace,
        Key::Delete => K::Delete,
        Key::Insert => K::Insert,
        Key::Home => K::Home,
        Key::End => K::End,
        Key::PageUp => K::PageUp,
        Key::PageDown => K::PageDown,
        Key::ArrowUp => K::Up,
        Key::ArrowDown => K::Down,
        Key::ArrowLeft => K::Left,
        Key::ArrowRight => K::Right,
        Key::Space => K::Space,
        Key::Tab => K::Tab,
        Key::Colon => K::Sign(':'),
        Key::Comma => K::Sign(','),
        Key::Backslash => K::Sign('\\'),
        Key::Slash => K::Sign('/'),
        Key::Pipe => K::Sign('|'),
        Key::Questionmark => K::Sign('?'),
        Key::Exclamationmark => K::Sign('!'),
        Key::OpenBracket => K::Sign('['),
        Key::CloseBracket => K::Sign(']'),
        Key::OpenCurlyBracket => K::Sign('{'),
        Key::CloseCurlyBracket => K::Sign('}'),
        Key::Backtick => K::Sign('`'),
        Key::Minus => K::Sign('-'),
        Key::Period => K::Sign('.'),
        Key::Plus => K::Sign('+'),
        Key::Equals => K::Sign('='),
        Key::Semicolon => K::Sign(';'),
        Key::Quote => K::Sign('\''),
        // Letters, digits and F1 to F24 by their names; other keys have longer ones.
        key => match key.name().as_bytes() {
            [typed] => K::typing(char::from(*typed))?,
            [b'F', number @ ..] => {
                let number = std::str::from_utf8(number).ok()?.parse().ok()?;
                (1..=24).contains(&number).then_some(K::Function(number))?
            }
            _ => return None,
        },
    })
}

impl Words {
    /// A chord as it is printed on the keys: `Ctrl+M`, `Page Up`, `F2`.
    pub(crate) fn chord(self, chord: Chord) -> String {
        use keymap::Key as K;
        let held = chord.modifiers();
        let held = [
            (held.ctrl, "Ctrl"),
            (held.alt, "Alt"),
            (held.shift, "Shift"),
        ];
        let mut text = String::new();
        for (_, name) in held.into_iter().filter(|(held, _)| *held) {
            text += self.say(name);
            text.push('+');
        }
        let name = match chord.key() {
            K::Enter => "Enter",
            K::Escape => "Esc",
            K::Backspace => "Backspace",
            K::Delete => "Del",
            K::Insert => "Ins",
            K::Home => "Home",
            K::End => "End",
            K::PageUp => "Page Up",
            K::PageDown => "Page Down",
            K::Up => "Arrow up",
            K::Down => "Arrow down",
            K::Left => "Arrow left",
            K::Right => "Arrow right",
            K::Space => "Space bar",
            K::Tab => "Tab",
            other => return text + &other.to_string(),
        };
        text + self.say(name)
    }

    /// The keys of an action; empty where it has none.
    pub(crate) fn shortcut(self, keys: &KeyMap, action: Action) -> String {
        keys.first(action)
            .map_or_else(String::new, |chord| self.chord(chord))
    }

    /// What an action is called.
    pub(crate) fn action(self, action: Action) -> String {
        match action.number() {
            Some(number) => self.with(action.title(), &[&number]),
            None => self.say(action.title()).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keymap::Group;
    use station::Language;

    fn chord_of(text: &str) -> Chord {
        text.parse().expect(text)
    }

    #[test]
    fn keys_are_called_as_they_are_printed() {
        let german = Words::of(Language::German);
        assert_eq!(german.chord(chord_of("Ctrl+M")), "Strg+M");
        assert_eq!(german.chord(chord_of("PageUp")), "Bild auf");
        assert_eq!(german.chord(chord_of("Shift+Escape")), "Umschalt+Esc");
        assert_eq!(german.chord(chord_of("F2")), "F2");
        let english = Words::of(Language::English);
        assert_eq!(english.chord(chord_of("Ctrl+1")), "Ctrl+1");
        assert_eq!(english.chord(chord_of("Ctrl++")), "Ctrl++");
    }

    #[test]
    fn every_action_and_every_key_has_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            let keys = KeyMap::default();
            for action in Action::all() {
                assert!(!words.action(action).is_empty());
                assert!(!words.shortcut(&keys, action).is_empty());
            }
            for group in Group::ALL {
                assert!(!words.say(group.title()).is_empty());
            }
            for key in ["Alt+Space", "Ctrl+Tab", "Insert", "Home", "End", "Delete"] {
                assert!(!words.chord(chord_of(key)).is_empty());
            }
        }
    }

    #[test]
    fn every_key_of_the_map_is_a_key_of_the_window() {
        let map = KeyMap::default();
        let own: Vec<Chord> = Key::ALL
            .iter()
            .filter_map(|key| chord(*key, Modifiers::NONE))
            .collect();
        for action in Action::all() {
            for used in map.chords(action) {
                let plain = Chord::new(keymap::Modifiers::NONE, used.key());
                assert!(own.contains(&plain), "{used}");
            }
        }
    }
}
