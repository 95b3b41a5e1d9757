//! The seam to the call lists: past calls, and writing them into a file.

use std::sync::Arc;

use station::CallLog;

/// The past calls of a phone. What is to be forgotten of them goes there as an intent.
pub trait History {
    /// The calls, newest first.
    fn calls(&self) -> Arc<CallLog>;

    /// Where to offer to write them: a file in the person's documents.
    fn export_path(&self) -> String {
        String::new()
    }

    /// Write these lines of values into a file for spreadsheets (CSV). Never waits.
    fn export(&self, _path: &str, _lines: Vec<Vec<String>>) {}

    /// What came of it; nothing while it is being written, and before.
    fn exported(&self) -> Option<Exported> {
        None
    }
}

/// What came of writing the calls into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// They are in this file.
    Written(String),
    /// They are not, for this reason.
    Failed(String),
}
