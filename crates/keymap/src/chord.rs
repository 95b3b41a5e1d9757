//! A key with the modifiers held with it.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The highest function key.
const LAST_FUNCTION_KEY: u8 = 24;

/// The modifiers of a chord. On a Mac, `ctrl` is the Command key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Modifiers {
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
}

impl Modifiers {
    /// No modifier.
    pub const NONE: Self = Self::of(false, false, false);
    /// Ctrl alone.
    pub const CTRL: Self = Self::of(true, false, false);
    /// Alt alone.
    pub const ALT: Self = Self::of(false, true, false);
    /// Shift alone.
    pub const SHIFT: Self = Self::of(false, false, true);

    const fn of(ctrl: bool, alt: bool, shift: bool) -> Self {
        Self { ctrl, alt, shift }
    }
}

/// A key by what is printed on it, whatever the layout of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A letter, `A` to `Z`.
    Letter(char),
    /// A digit, `0` to `9`.
    Digit(char),
    /// A sign that types itself, such as `/` or `+`; whether it needs Shift is the layout's.
    Sign(char),
    /// A function key, from 1.
    Function(u8),
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// The space bar.
    Space,
    /// Tab.
    Tab,
}

/// The keys with names, as they are written.
const NAMED: [(&str, Key); 15] = [
    ("Enter", Key::Enter),
    ("Escape", Key::Escape),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Insert", Key::Insert),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PageUp", Key::PageUp),
    ("PageDown", Key::PageDown),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Space", Key::Space),
    ("Tab", Key::Tab),
];

/// Other names that are understood.
const ALSO: [(&str, Key); 12] = [
    ("Return", Key::Enter),
    ("Esc", Key::Escape),
    ("Del", Key::Delete),
    ("Ins", Key::Insert),
    ("PgUp", Key::PageUp),
    ("PgDn", Key::PageDown),
    ("ArrowUp", Key::Up),
    ("ArrowDown", Key::Down),
    ("ArrowLeft", Key::Left),
    ("ArrowRight", Key::Right),
    ("Plus", Key::Sign('+')),
    ("Minus", Key::Sign('-')),
];

impl Key {
    /// The key that types this, if it is on a key of its own.
    pub fn typing(typed: char) -> Option<Self> {
        match typed.to_ascii_uppercase() {
            letter @ 'A'..='Z' => Some(Self::Letter(letter)),
            digit @ '0'..='9' => Some(Self::Digit(digit)),
            ' ' => Some(Self::Space),
            sign if sign.is_ascii_punctuation() => Some(Self::Sign(sign)),
            _ => None,
        }
    }

    /// The key of this name.
    fn named(name: &str) -> Option<Self> {
        let mut letters = name.chars();
        if let (Some(typed), None) = (letters.next(), letters.next()) {
            return Self::typing(typed);
        }
        let by_name = NAMED.iter().chain(&ALSO);
        let mut by_name = by_name.filter(|(own, _)| own.eq_ignore_ascii_case(name));
        if let Some((_, key)) = by_name.next() {
            return Some(*key);
        }
        let number = name.strip_prefix(['F', 'f'])?;
        let number: u8 = number.parse().ok()?;
        (1..=LAST_FUNCTION_KEY)
            .contains(&number)
            .then_some(Self::Function(number))
    }

    /// Whether pressed alone it types something to dial, or belongs to the controls of a window.
    const fn is_typed(self) -> bool {
        matches!(
            self,
            Self::Letter(_)
                | Self::Digit(_)
                | Self::Sign('*' | '#' | '/' | '+')
                | Self::Space
                | Self::Tab
        )
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letter(sign) | Self::Digit(sign) | Self::Sign(sign) => write!(f, "{sign}"),
            Self::Function(number) => write!(f, "F{number}"),
            key => {
                let name = NAMED.iter().find(|(_, named)| named == key);
                f.write_str(name.map_or("", |(name, _)| name))
            }
        }
    }
}

/// A key and the modifiers held with it: `Ctrl+Shift+A`, `F2`, `PageUp`.
///
/// Written and read in this form, in any case of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    modifiers: Modifiers,
    key: Key,
}

impl Chord {
    /// This key with these modifiers. Shift with a sign is left out: the layout says
    /// whether a sign needs it.
    pub const fn new(modifiers: Modifiers, key: Key) -> Self {
        let modifiers = match key {
            Key::Sign(_) => Modifiers {
                shift: false,
                ..modifiers
            },
            _ => modifiers,
        };
        Self { modifiers, key }
    }

    /// The key.
    pub const fn key(self) -> Key {
        self.key
    }

    /// What is held with it.
    pub const fn modifiers(self) -> Modifiers {
        self.modifiers
    }

    /// The same without Shift, if Shift is held.
    pub(crate) fn without_shift(self) -> Option<Self> {
        let modifiers = Modifiers {
            shift: false,
            ..self.modifiers
        };
        self.modifiers.shift.then_some(Self { modifiers, ..self })
    }

    /// Whether a map may have it. What types something to dial may not, nor what moves
    /// among controls and presses them.
    pub const fn is_free(self) -> bool {
        let Modifiers { ctrl, alt, .. } = self.modifiers;
        !self.key.is_typed() || ctrl || alt
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Modifiers { ctrl, alt, shift } = self.modifiers;
        for (held, name) in [(ctrl, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+")] {
            if held {
                f.write_str(name)?;
            }
        }
        self.key.fmt(f)
    }
}

impl FromStr for Chord {
    type Err = BadChord;

    fn from_str(text: &str) -> Result<Self, BadChord> {
        let unknown = || BadChord::Unknown(text.to_owned());
        let trimmed = text.trim();
        // The plus sign itself stands behind the plus that joins.
        let (held, key) = match trimmed.strip_suffix('+') {
            Some("") => ("", "+"),
            Some(held) => (held.strip_suffix('+').ok_or_else(unknown)?, "+"),
            None => trimmed.rsplit_once('+').unwrap_or(("", trimmed)),
        };
        let mut modifiers = Modifiers::NONE;
        for name in held.split('+').filter(|_| !held.is_empty()) {
            match name.trim().to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "cmd" | "command" => modifiers.ctrl = true,
                "alt" | "option" => modifiers.alt = true,
                "shift" => modifiers.shift = true,
                _ => return Err(unknown()),
            }
        }
        let key = Key::named(key.trim()).ok_or_else(unknown)?;
        let chord = Self::new(modifiers, key);
        if chord.is_free() {
            Ok(chord)
        } else {
            Err(BadChord::Typed(chord))
        }
    }
}

/// Why a text is no chord.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BadChord {
    /// There is no such key.
    #[error(
        "`{0}` is no key: write it as Ctrl+Shift+A, Alt+K, F2, PageUp, Enter, with Ctrl, Alt and Shift before it"
    )]
    Unknown(String),
    /// Pressed so it dials, or it moves among the controls.
    #[error(
        "`{0}` alone dials, or works the controls of the window: hold Ctrl or Alt with it, or take a function key"
    )]
    Typed(Chord),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Chord {
        text.parse().expect(text)
    }

    #[test]
    fn a_chord_is_printed_as_it_is_read() {
        for text in [
            "Ctrl+Shift+A",
            "Ctrl+Alt+Shift+F12",
            "F2",
            "PageUp",
            "Alt+K",
            "Ctrl+1",
            "Ctrl++",
            "Ctrl+-",
            "Ctrl+/",
            "?",
            "Enter",
            "Shift+Escape",
            "Alt+Space",
        ] {
            assert_eq!(read(text).to_string(), text);
        }
    }

    #[test]
    fn a_chord_may_be_written_in_other_ways() {
        for (written, printed) in [
            ("ctrl+a", "Ctrl+A"),
            (" control + shift + a ", "Ctrl+Shift+A"),
            ("Shift+Ctrl+A", "Ctrl+Shift+A"),
            ("Cmd+Plus", "Ctrl++"),
            ("ctrl+minus", "Ctrl+-"),
            ("esc", "Escape"),
            ("pgup", "PageUp"),
            ("Alt+Return", "Alt+Enter"),
            ("f6", "F6"),
            // A layout may need Shift for the sign, or not.
            ("Ctrl+Shift+?", "Ctrl+?"),
        ] {
            assert_eq!(read(written).to_string(), printed);
        }
    }

    #[test]
    fn what_is_no_key_is_said() {
        for text in [
            "", "Ctrl+", "Ctrl", "Hyper+A", "Ctrl+AB", "F0", "F25", "é", "Ctrl++A",
        ] {
            let error = text.parse::<Chord>().expect_err(text);
            assert_eq!(error, BadChord::Unknown(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_dials_or_works_the_controls_is_left_to_that() {
        for text in [
            "A",
            "Shift+A",
            "7",
            "*",
            "#",
            "/",
            "+",
            "Space",
            "Tab",
            "Shift+Tab",
        ] {
            let error = text.parse::<Chord>().expect_err(text);
            assert!(matches!(error, BadChord::Typed(_)), "{text}: {error}");
        }
    }
}
