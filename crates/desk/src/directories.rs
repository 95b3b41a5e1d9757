//! The seam to the files that numbers and names come from.

/// A file that the phone reads, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFile {
    /// Where it is.
    pub path: String,
    /// How many entries it has, or why they are not used.
    pub entries: Result<usize, String>,
}

/// Who reads the files of dial rules and of address books. Every call returns at once.
pub trait Directories {
    /// The call manager's file of dial rules; nothing: there is to be none.
    fn rules_file(&self) -> Option<ReadFile>;

    /// The files of the books: the own one first, which need not be there yet.
    fn books(&self) -> Vec<ReadFile>;

    /// Read all of them anew.
    fn reload(&self);
}
