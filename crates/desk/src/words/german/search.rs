//! The quick search, the redial list, and who may be meant by what is typed.

pub(super) const WORDS: &[(&str, &str)] = &[
    ("Redial list", "Gewählte Nummern"),
    ("As it was typed", "Wie getippt"),
];
