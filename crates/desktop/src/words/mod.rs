//! The words of notifications and tray, in the language of the phone.

use std::fmt::Display;

use station::{Language, WordTables, fill_words};

mod french;
mod german;
mod spanish;

const TABLES: WordTables = WordTables {
    german: &[german::WORDS],
    french: &[french::WORDS],
    spanish: &[spanish::WORDS],
};

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The English words in this language.
    pub(crate) fn say(self, english: &'static str) -> &'static str {
        TABLES.say(self.0, english)
    }

    /// The same with values in the places of `{}`.
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
}
