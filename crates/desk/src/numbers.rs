//! The seam to whoever finds numbers in what is pasted or dropped.

use std::path::Path;

/// A number that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundNumber {
    /// What to dial.
    pub number: String,
    /// As it is written where it was found.
    pub written: String,
    /// Whose it is; empty when nobody knows.
    pub name: String,
}

/// Finds numbers.
pub trait Numbers {
    /// The numbers in a text, in its order, as they are dialled from this phone. Never waits.
    fn in_text(&self, text: &str) -> Vec<FoundNumber>;

    /// Begin to look into a file: a text, a vCard. Never waits; `wake` is called when
    /// [`Numbers::of_file`] has something to give.
    fn look_into(&self, file: &Path, wake: Box<dyn Fn() + Send + Sync>);

    /// What was found in the file, once; or why it cannot be read.
    fn of_file(&self) -> Option<Result<Vec<FoundNumber>, String>>;
}
