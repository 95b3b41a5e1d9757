//! The words of menus in German, each after the English words.

pub(super) const WORDS: &[(&str, &str)] = &[("{} of {}", "{} von {}"), ("chosen", "gewählt")];
