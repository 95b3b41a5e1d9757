//! What the phone said lately: the frames of its connections and the streams of its calls.
//!
//! It is kept in memory, always, and bounded; nobody has to have asked for a trace before
//! something went wrong. Keys of encrypted streams are never in it. Dialled digits are: who
//! shows it hides them. Nothing here decodes: the frames are those that were sent and got.

mod capture;
mod keeper;
mod ring;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use station::StreamStatistics;

pub use capture::capture_of;
pub(crate) use keeper::JournalKeeper;
use ring::Ring;
pub use ring::{MAX_BYTES, MAX_ENTRIES};

/// The journal of a running phone; clones are the same journal.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    ring: Arc<Mutex<Ring>>,
}

impl Journal {
    /// What was entered from this number on, oldest first, as far as it is still kept.
    pub fn since(&self, number: u64) -> Vec<JournalEntry> {
        self.lock().since(number)
    }

    /// The number that the next entry will have: when it has not changed, nothing has.
    pub fn next_number(&self) -> u64 {
        self.lock().next_number()
    }

    /// The number of the oldest entry that is kept.
    pub fn first_number(&self) -> u64 {
        self.lock().first_number()
    }

    fn enter(&self, at: SystemTime, news: JournalNews) {
        self.lock().push(at, news);
    }

    fn lock(&self) -> MutexGuard<'_, Ring> {
        // The ring is whole between any two of its statements.
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct JournalEntry {
    /// Counted from 0 on since the phone's start.
    pub number: u64,
    /// When.
    pub at: SystemTime,
    /// What.
    pub news: JournalNews,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum JournalNews {
    /// A connection to a server was opened.
    Opened(Arc<JournalLink>),
    /// A frame was sent or got.
    Frame {
        /// On which connection.
        link: Arc<JournalLink>,
        /// Sent by the phone; else by the server.
        sent: bool,
        /// The frame from its header on, keys overwritten with zeros.
        frame: Arc<[u8]>,
    },
    /// What the server sent could not be cut into frames from here on.
    Broken(Arc<JournalLink>),
    /// A connection ended.
    Closed {
        /// Which.
        link: Arc<JournalLink>,
        /// The phone ended it; else the server or the network.
        by_phone: bool,
    },
    /// A stream began in one direction.
    MediaBegan(Arc<JournalStream>),
    /// A stream ended in one direction.
    MediaEnded {
        /// Which.
        stream: Arc<JournalStream>,
        /// The last figures of the stream, both directions.
        figures: Arc<StreamStatistics>,
    },
}

/// A connection to a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JournalLink {
    /// Counted from 0 on since the phone's start.
    pub number: u32,
    /// The phone's end.
    pub phone: SocketAddr,
    /// The server's end.
    pub server: SocketAddr,
}

/// One direction of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalStream {
    /// `passThroughPartyId`.
    pub stream: u32,
    /// The call, 0 when none is known.
    pub call_reference: u32,
    /// Sent by the phone; else received.
    pub sent: bool,
    /// Codec number (`compressionType`).
    pub codec: u32,
    /// Milliseconds of sound in a packet.
    pub ptime_ms: u32,
    /// The packets are encrypted.
    pub encrypted: bool,
    /// The phone's end, when it is known.
    pub local: Option<SocketAddr>,
    /// The far end, when it was announced.
    pub remote: Option<SocketAddr>,
}
