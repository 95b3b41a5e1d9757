//! The words of menus in French, each after the English words.

pub(super) const WORDS: &[(&str, &str)] = &[("{} of {}", "{} sur {}"), ("chosen", "choisi")];
