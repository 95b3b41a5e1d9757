//! The words of the window, in the language of the phone that it shows.
//!
//! The rooms write English; the tables say what that is in other languages. What the
//! phone and its server say comes in their language already.

mod french;
mod german;
mod spanish;

use std::fmt::Display;

use station::{Language, WordTables, fill_words};

const TABLES: WordTables = WordTables {
    german: german::WORDS,
    french: french::WORDS,
    spanish: spanish::WORDS,
};

/// What is printed on a key that has no room for the whole word.
const SHORT: &[(Language, &str, &str)] = &[
    (Language::German, "Speaker", "Lautspr."),
    (Language::French, "Speaker", "Haut-parl."),
];

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

    /// The same as it is printed on a narrow key.
    pub(crate) fn printed(self, english: &'static str) -> &'static str {
        let mut short = SHORT.iter();
        let short = short.find(|(language, from, _)| (*language, *from) == (self.0, english));
        short.map_or_else(|| self.say(english), |(_, _, words)| words)
    }

    /// The English words in this language, with values in the places of `{}`.
    pub(crate) fn with(self, english: &'static str, values: &[&dyn Display]) -> String {
        fill_words(self.say(english), values)
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
    fn no_table_says_a_word_twice() {
        let mut said = std::collections::BTreeSet::new();
        for (english, _) in TABLES.of(Language::German) {
            assert!(said.insert(english), "{english:?}");
        }
    }

    /// Also those that a room chooses among several, on whichever screen they stand.
    #[test]
    fn every_word_of_the_tables_is_written_in_a_room() {
        fn read(folder: &std::path::Path, into: &mut String) {
            for entry in std::fs::read_dir(folder).expect("the sources are there") {
                let path = entry.expect("an entry").path();
                if path.is_dir() && !path.ends_with("words") {
                    read(&path, into);
                } else if path.is_file() {
                    into.push_str(&std::fs::read_to_string(&path).expect("text"));
                }
            }
        }
        let mut rooms = String::new();
        let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        read(&own.join("src"), &mut rooms);
        // What a key can do has its name where the keys are.
        read(&own.join("../keymap/src"), &mut rooms);
        // And a day of the week where the phone's clock is.
        read(&own.join("../station/src/screen"), &mut rooms);
        for (english, _) in TABLES.of(Language::German) {
            let written = format!("\"{}\"", english.replace('\n', "\\n").replace('"', "\\\""));
            assert!(rooms.contains(&written), "{english:?}");
        }
    }
}
