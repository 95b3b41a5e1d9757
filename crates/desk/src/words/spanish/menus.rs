//! The words of menus in Spanish, each after the English words.

pub(super) const WORDS: &[(&str, &str)] = &[("{} of {}", "{} de {}"), ("chosen", "elegido")];
