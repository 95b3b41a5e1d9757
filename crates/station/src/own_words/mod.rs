//! What the phone says of itself, in the person's language.
//!
//! The rooms write English; here stands what that is in other languages. What has no
//! entry stays English, as do words that other programs give (reasons of the system)
//! and what is only told to logs. What the server says is the phrase dictionary's.

mod french;
mod german;
mod spanish;
mod tables;

use std::fmt::Display;

use crate::{Language, Station};

pub use tables::{WordTables, fill_words, values_in};

const OWN_WORDS: WordTables = WordTables {
    german: german::WORDS,
    french: french::WORDS,
    spanish: spanish::WORDS,
};

/// The English words in this language.
pub(crate) fn translated(language: Language, english: &str) -> Option<&'static str> {
    OWN_WORDS.translated(language, english)
}

impl Station {
    /// Own words, which are written in English, in the phone's language.
    pub(crate) fn words<'a>(&self, english: &'a str) -> &'a str {
        translated(self.config.language, english).unwrap_or(english)
    }

    /// Own words with values in the places of `{}`.
    pub(crate) fn words_with(&self, english: &str, values: &[&dyn Display]) -> String {
        fill_words(self.words(english), values)
    }

    /// The label of an own key of this English name: a phrase that servers use too, else own words.
    pub(crate) fn key_label<'a>(&self, name: &'a str) -> &'a str {
        let phrase = self.config.language.say(name);
        phrase.unwrap_or_else(|| self.words(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_the_same_words_with_the_same_places() {
        assert_eq!(OWN_WORDS.slips(), Vec::<String>::new());
    }

    /// Where a room names its words itself.
    #[test]
    fn what_the_rooms_say_is_in_the_tables() {
        fn look_into(folder: &std::path::Path) -> usize {
            let mut found = 0;
            for entry in std::fs::read_dir(folder).expect("the sources are there") {
                let path = entry.expect("an entry").path();
                if path.ends_with("own_words") {
                    continue;
                }
                if path.is_dir() {
                    found += look_into(&path);
                    continue;
                }
                let source = std::fs::read_to_string(&path).expect("text");
                for start in ["words(", "words_with(", "self.lose("] {
                    let calls = source.split(start).skip(1);
                    let words = calls.filter_map(|rest| rest.trim_start().strip_prefix('"'));
                    for words in words.filter_map(|rest| rest.split('"').next()) {
                        found += 1;
                        let known = translated(Language::German, words).is_some();
                        assert!(known, "{words:?} of {} is missing", path.display());
                    }
                }
            }
            found
        }
        let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(look_into(&sources) > 40);
    }
}
