//! The words of the window in French: a table for each subject.

mod phone;
mod preferences;

/// Each after the English words; the same subjects in the same order in every language.
pub(crate) const WORDS: &[&[(&str, &str)]] = &[phone::WORDS, preferences::WORDS];
