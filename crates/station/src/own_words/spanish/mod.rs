//! The own words of the phone in Spanish: a table for each subject.

mod calls;
mod help;
mod menus;
mod phone;
mod sound;

/// Each after the English words; the same subjects in the same order in every language.
pub(super) const WORDS: &[&[(&str, &str)]] = &[
    phone::WORDS,
    menus::WORDS,
    help::WORDS,
    calls::WORDS,
    sound::WORDS,
];
