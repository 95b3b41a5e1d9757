//! The words of the window, in the language of the phone that it shows.
//!
//! The rooms write English; the tables say what that is in other languages. What the
//! phone and its server say comes in their language already.

mod french;
mod german;
mod spanish;

use std::fmt::Display;

use station::{Language, fill_words};

/// English words, each with what it is in another language.
type Table = &'static [(&'static str, &'static str)];

/// The tables of this language, a subject each; none for English.
const fn tables(language: Language) -> &'static [Table] {
    match language {
        Language::English => &[],
        Language::German => german::WORDS,
        Language::French => french::WORDS,
        Language::Spanish => spanish::WORDS,
    }
}

/// The words of all tables of this language.
fn words_of(language: Language) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    tables(language).iter().copied().flatten()
}

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
        let words = words_of(self.0).find(|(from, _)| *from == english);
        // A slip of the rooms, which English would hide: the words are always ours.
        debug_assert!(
            words.is_some() || self.0 == Language::English,
            "{english:?} is in no table"
        );
        words.map_or(english, |(_, words)| words)
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
        for language in Language::ALL.into_iter().skip(1) {
            let english = |language| words_of(language).map(|(english, _)| *english);
            assert!(
                english(language).eq(english(Language::German)),
                "{language}"
            );
            for (english, words) in words_of(language) {
                let places = |text: &str| text.matches("{}").count();
                assert_eq!(places(english), places(words), "{language}: {english}");
                assert!(!words.is_empty(), "{language}: {english}");
            }
        }
    }

    #[test]
    fn no_table_says_a_word_twice() {
        let mut said = std::collections::BTreeSet::new();
        for (english, _) in words_of(Language::German) {
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
        for (english, _) in words_of(Language::German) {
            let written = format!("\"{}\"", english.replace('\n', "\\n").replace('"', "\\\""));
            assert!(rooms.contains(&written), "{english:?}");
        }
    }
}
