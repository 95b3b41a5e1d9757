//! The words of the window in German: a table for each subject.

mod book;
mod desktop;
mod directories;
mod keys;
mod ladder;
mod look;
mod menus;
mod phone;
mod preferences;
mod problem_report;
mod reasons;
mod search;
mod statistics;
mod tuning;

/// Each after the English words; the same subjects in the same order in every language.
pub(crate) const WORDS: &[&[(&str, &str)]] = &[
    desktop::WORDS,
    look::WORDS,
    phone::WORDS,
    preferences::WORDS,
    keys::WORDS,
    ladder::WORDS,
    problem_report::WORDS,
    statistics::WORDS,
    book::WORDS,
    menus::WORDS,
    search::WORDS,
    directories::WORDS,
    tuning::WORDS,
    reasons::WORDS,
];
