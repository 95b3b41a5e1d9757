//! The seam to the problem report.

use std::path::{Path, PathBuf};

/// Who writes a problem report. Every call returns at once.
pub trait ProblemReport {
    /// Write one. How that went is told by [`written`](Self::written).
    fn write(&self);

    /// The file that was written last, or why it was not; nothing while it is written.
    fn written(&self) -> Option<Result<PathBuf, String>>;

    /// Show the folder of this file in the desktop's own way.
    fn show_folder(&self, file: &Path);
}
