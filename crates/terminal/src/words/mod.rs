//! The words of the terminal, in the language of the phone that it shows.
//!
//! The rooms write English; the tables say what that is in other languages. What the
//! phone and its server say comes in their language already.

mod french;
mod german;
mod spanish;

use std::fmt::Display;

use station::{Language, WordTables, fill_words};

const TABLES: WordTables = WordTables {
    german: &[german::WORDS],
    french: &[french::WORDS],
    spanish: &[spanish::WORDS],
};

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words(Language);

impl Words {
    /// Those of this language.
    pub(crate) const fn of(language: Language) -> Self {
        Self(language)
    }

    /// The English words in this language.
    pub(crate) fn say(self, english: &'static str) -> &'static str {
        TABLES.say(self.0, english)
    }

    /// What a key does, as the map of keys calls it; in English where no table has it.
    pub(crate) fn action(self, title: &'static str) -> &'static str {
        TABLES.translated(self.0, title).unwrap_or(title)
    }

    /// The English words in this language, with values in the places of `{}`.
    pub(crate) fn with(self, english: &'static str, values: &[&dyn Display]) -> String {
        fill_words(self.say(english), values)
    }

    /// A chord with its keys as they are printed on keyboards: `Strg+M`, `Bild auf`.
    pub(crate) fn chord(self, chord: &str) -> String {
        let (held, key) = match chord.strip_suffix('+') {
            // The plus sign itself stands behind the plus that joins.
            Some(held) => (held.strip_suffix('+').unwrap_or_default(), "+"),
            None => chord.rsplit_once('+').unwrap_or(("", chord)),
        };
        let mut text = String::new();
        for part in held.split('+').filter(|part| !part.is_empty()) {
            text.push_str(self.printed(part));
            text.push('+');
        }
        text + self.printed(key)
    }

    fn printed(self, key: &str) -> &str {
        self.say(match key {
            "Ctrl" => "Ctrl",
            "Alt" => "Alt",
            "Shift" => "Shift",
            "Enter" => "Enter",
            "Escape" => "Escape",
            "Backspace" => "Backspace",
            "Delete" => "Delete",
            "Insert" => "Insert",
            "Home" => "Home",
            "End" => "End",
            "PageUp" => "Page Up",
            "PageDown" => "Page Down",
            "Up" => "Up",
            "Down" => "Down",
            "Left" => "Left",
            "Right" => "Right",
            "Space" => "Space",
            other => return other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_every_word_with_the_same_places() {
        assert_eq!(TABLES.slips(), Vec::<String>::new());
    }

    #[test]
    fn chords_are_called_as_they_are_printed() {
        let german = Words::of(Language::German);
        assert_eq!(german.chord("Ctrl+M"), "Strg+M");
        assert_eq!(german.chord("PageUp"), "Bild auf");
        assert_eq!(german.chord("Ctrl++"), "Strg++");
        assert_eq!(german.chord("F2"), "F2");
        assert_eq!(
            Words::of(Language::English).chord("Alt+Shift+1"),
            "Alt+Shift+1"
        );
    }
}
