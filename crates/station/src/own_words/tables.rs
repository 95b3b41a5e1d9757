//! Words of a program in several languages: a table a language, each after the English words.

use std::fmt::Display;

use crate::Language;

/// Where a value stands in words.
pub(super) const PLACE: &str = "{}";

/// English words, each with what it is in another language: a table for each subject.
type Tables = &'static [&'static [(&'static str, &'static str)]];

/// The same words in every language but English, in which the program's text is written.
#[derive(Clone, Copy, Debug)]
pub struct WordTables {
    /// In German.
    pub german: Tables,
    /// In French.
    pub french: Tables,
    /// In Spanish.
    pub spanish: Tables,
}

impl WordTables {
    /// The words of this language, none for English.
    pub fn of(
        &self,
        language: Language,
    ) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        let tables: Tables = match language {
            Language::English => &[],
            Language::German => self.german,
            Language::French => self.french,
            Language::Spanish => self.spanish,
        };
        tables.iter().copied().flatten()
    }

    /// The English words in this language; nothing when its table lacks them.
    #[must_use]
    pub fn translated(&self, language: Language, english: &str) -> Option<&'static str> {
        let mut words = self.of(language);
        words
            .find(|(from, _)| *from == english)
            .map(|(_, words)| *words)
    }

    /// The same where the words are the program's own, which all tables have.
    #[must_use]
    pub fn say(&self, language: Language, english: &'static str) -> &'static str {
        let words = self.translated(language, english);
        // A slip of the rooms, which English would hide.
        debug_assert!(
            words.is_some() || language == Language::English,
            "{english:?} is in no table"
        );
        words.unwrap_or(english)
    }

    /// What is wrong with the tables, for tests: words that one of them lacks or has elsewhere,
    /// that are empty, or have other places for values.
    #[must_use]
    pub fn slips(&self) -> Vec<String> {
        let english = |language| self.of(language).map(|(english, _)| *english);
        let mut slips = Vec::new();
        for language in Language::ALL.into_iter().skip(1) {
            if !english(language).eq(english(Language::German)) {
                slips.push(format!("{language} has other words than German"));
            }
            for (english, words) in self.of(language) {
                let places = |text: &str| text.matches(PLACE).count();
                if words.is_empty() || places(english) != places(words) {
                    slips.push(format!("{language}: {english}"));
                }
            }
        }
        slips
    }
}

/// The words with the values in the places of `{}`, in order.
#[must_use]
pub fn fill_words(words: &str, values: &[&dyn Display]) -> String {
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

/// What stands in the places of `{}`, if the text as a whole has this form: the other way round of
/// [`fill_words`], for words that come from elsewhere as text.
#[must_use]
pub fn values_in<'a>(form: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = form.split(PLACE);
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut values = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            values.push(rest.strip_suffix(part)?);
            return Some(values);
        }
        let (value, after) = rest.split_once(part)?;
        values.push(value);
        rest = after;
    }
    rest.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_a_form_as_a_whole_or_not_at_all() {
        assert_eq!(values_in("a {} b {}", "a 1 b 2"), Some(vec!["1", "2"]));
        assert_eq!(values_in("a {}", "b 1"), None);
        assert_eq!(values_in("a", "a b"), None);
        assert_eq!(values_in("{} is no x", "`5` is no x"), Some(vec!["`5`"]));
    }

    #[test]
    fn tables_that_do_not_fit_each_other_are_told() {
        const WHOLE: Tables = &[&[("a {}", "x {}")], &[("b", "y")]];
        const WRONG: [(Tables, usize); 4] = [
            (&[&[("a {}", "x {}")]], 1),
            (&[&[("a {}", "x"), ("b", "y")]], 1),
            (&[&[("a {}", "x {}"), ("b", "")]], 1),
            (&[&[("b", "y"), ("a {}", "")]], 2),
        ];
        let of = |french| WordTables {
            german: WHOLE,
            french,
            spanish: WHOLE,
        };
        assert!(of(WHOLE).slips().is_empty());
        for (wrong, slips) in WRONG {
            assert_eq!(of(wrong).slips().len(), slips, "{wrong:?}");
        }
    }

    #[test]
    fn values_go_to_their_places() {
        assert_eq!(fill_words("a {} b {}", &[&1, &"x"]), "a 1 b x");
        assert_eq!(fill_words("{}", &[&"{}"]), "{}");
        assert_eq!(fill_words("a {} b {}", &[&1]), "a 1 b ");
    }
}
