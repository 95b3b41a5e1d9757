//! The seam to whoever knows people.

/// Knows people: of address books, and of past calls.
pub trait People {
    /// Who may be meant by a text, the likeliest first; without one the last calls. `placed`:
    /// only among the calls that were placed. Never waits.
    fn find(&self, text: &str, placed: bool) -> Vec<Person>;
}

/// Somebody who may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name; empty when nobody knows it.
    pub name: String,
    /// The number, as it is written where it is from.
    pub number: String,
    /// What to dial for it.
    pub dial: String,
    /// Where it is from.
    pub from: Whence,
}

/// Where a number is from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whence {
    /// A desk, in a book.
    #[default]
    Work,
    /// A phone to carry, in a book.
    Mobile,
    /// At home, in a book.
    Home,
    /// Of another kind, in a book.
    Other,
    /// A missed call.
    Missed,
    /// A received call.
    Received,
    /// A placed call.
    Placed,
    /// It is what was typed.
    Typed,
}

impl Whence {
    /// In English.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Work => "Work",
            Self::Mobile => "Mobile",
            Self::Home => "At home",
            Self::Other => "Other",
            Self::Missed => "Missed call",
            Self::Received => "Received call",
            Self::Placed => "Placed call",
            Self::Typed => "As it was typed",
        }
    }
}
