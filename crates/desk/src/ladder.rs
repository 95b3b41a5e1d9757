//! The seam to what the phone said lately: messages and streams as arrows in time.

use std::path::PathBuf;
use std::sync::Arc;

/// Where the window of messages finds them. Every call returns at once.
pub trait Ladder {
    /// What was said, oldest first. The same list again when nothing was added.
    fn rungs(&self) -> Arc<[Arc<Rung>]>;

    /// What there is to know of one of them; dialled digits only with `digits`. Nothing when it
    /// is not kept any more.
    fn details(&self, number: u64, digits: bool) -> Option<RungDetails>;

    /// Write these into a capture file; without `digits` numbers are made unreadable in it.
    /// How that went is told by [`saved`](Self::saved).
    fn save(&self, numbers: Vec<u64>, digits: bool);

    /// The file that was written last, or why it was not; nothing before, and while it is written.
    fn saved(&self) -> Option<Result<PathBuf, String>>;

    /// Show the folder of this file in the desktop's own way.
    fn show_folder(&self, file: &std::path::Path);
}

/// Something that was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rung {
    /// Counted from the phone's start.
    pub number: u64,
    /// When, on the clock of the place: `19:25:03.123`.
    pub time: String,
    /// When, in microseconds since 1970; to tell how much time lies between two.
    pub micros: u64,
    /// What it is.
    pub kind: RungKind,
    /// To the phone; else from it.
    pub to_phone: bool,
    /// The call's number; nothing: it belongs to none.
    pub call: Option<u32>,
    /// The far end: the server's address, or that of a stream's peer.
    pub far: String,
    /// The message's name, or a word for what happened.
    pub name: String,
    /// What the arrow says: the name and what is most telling, or the figures of a stream.
    pub label: String,
    /// All of it as one line, to search in; without dialled digits.
    pub text: String,
}

/// What a rung is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RungKind {
    /// A message between phone and server.
    #[default]
    Message,
    /// A message that only says that the sender is still there.
    KeepAlive,
    /// The beginning or the end of a stream.
    Media,
    /// Something about the connection itself.
    Link,
}

/// A rung in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RungDetails {
    /// How deep it stands in others, its name, and what it holds (nothing when its parts follow).
    pub fields: Vec<(usize, String, Option<String>)>,
    /// The bytes as lines of hexadecimal digits.
    pub bytes: Vec<String>,
    /// Why a part of the bytes is not shown.
    pub hidden: Option<String>,
}
