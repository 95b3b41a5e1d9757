//! What the phone says of itself, in the person's language.
//!
//! The rooms write English; here stands what that is in other languages. What has no
//! entry stays English, as do words that other programs give (reasons of the system)
//! and what is only told to logs. What the server says is the phrase dictionary's.

mod french;
mod german;
mod spanish;

use std::fmt::Display;

use crate::{Language, Station};

/// Where a value stands in words.
const PLACE: &str = "{}";

const fn table(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English => &[],
        Language::German => german::WORDS,
        Language::French => french::WORDS,
        Language::Spanish => spanish::WORDS,
    }
}

/// The English words in this language.
fn translated(language: Language, english: &str) -> Option<&'static str> {
    let mut words = table(language).iter();
    words
        .find(|(from, _)| *from == english)
        .map(|(_, words)| *words)
}

/// The words with the values in their places, in order.
fn filled(words: &str, values: &[&dyn Display]) -> String {
    let mut parts = words.split(PLACE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        if let Some(value) = values.get(at) {
            text.push_str(&value.to_string());
        }
        text.push_str(part);
    }
    text
}

impl Station {
    /// Own words, which are written in English, in the phone's language.
    pub(crate) fn words<'a>(&self, english: &'a str) -> &'a str {
        translated(self.config.language, english).unwrap_or(english)
    }

    /// Own words with values in the places of `{}`.
    pub(crate) fn words_with(&self, english: &str, values: &[&dyn Display]) -> String {
        filled(self.words(english), values)
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
        for language in Language::ALL.into_iter().skip(1) {
            let english = |language| table(language).iter().map(|(english, _)| *english);
            assert!(
                english(language).eq(english(Language::German)),
                "{language}"
            );
            for (english, words) in table(language) {
                let places = |text: &str| text.matches(PLACE).count();
                assert_eq!(places(english), places(words), "{language}: {english}");
                assert!(!words.is_empty(), "{language}: {english}");
            }
        }
    }

    /// Where a room names its words itself.
    #[test]
    fn what_the_rooms_say_is_in_the_tables() {
        fn look_into(folder: &std::path::Path) -> usize {
            let mut found = 0;
            for entry in std::fs::read_dir(folder).expect("the sources are there") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    found += look_into(&path);
                    continue;
                }
                if path.ends_with("own_words/mod.rs") {
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

    #[test]
    fn values_go_to_their_places() {
        assert_eq!(filled("a {} b {}", &[&1, &"x"]), "a 1 b x");
        assert_eq!(filled("{}", &[&"{}"]), "{}");
        assert_eq!(filled("a {} b {}", &[&1]), "a 1 b ");
    }
}
