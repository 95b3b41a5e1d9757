//! What a trace tells: messages, what happens to their connections, RTP streams.

use std::sync::Arc;
use std::time::Duration;

use sccp::{Direction, FrameError};

use crate::conversation::{Ends, TracedMessage};
use crate::rtp::RtpStream;

/// What a trace tells.
#[derive(Debug)]
pub enum TraceEvent {
    /// A message.
    Message(Box<TracedMessage>),
    /// Something about the connection itself.
    Connection {
        /// When.
        time: Duration,
        /// Which connection.
        ends: Ends,
        /// The phone's device name, if it is known.
        device: Option<Arc<str>>,
        /// What.
        what: ConnectionEvent,
    },
    /// The first packet of an announced RTP stream.
    RtpBegins(Box<RtpStream>),
    /// The last of an announced RTP stream, with its figures.
    RtpEnds(Box<RtpStream>),
}

/// What happens to a connection besides its messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionEvent {
    /// The phone connects.
    Opened,
    /// One end says that it will send nothing more.
    Closed {
        /// Whose last word it is: to whom that end sent.
        direction: Direction,
    },
    /// One end breaks the connection off.
    Reset {
        /// To whom that end sent.
        direction: Direction,
    },
    /// The capture lacks something.
    Gap {
        /// In which direction.
        direction: Direction,
        /// How many bytes, `None` if that cannot be known.
        missing: Option<u64>,
        /// Bytes of an unfinished message before them, which are lost with them.
        unfinished: usize,
    },
    /// Bytes before the first whole message of a direction.
    Skipped {
        /// In which direction.
        direction: Direction,
        /// How many.
        bytes: usize,
    },
    /// What was sent is no SCCP.
    Broken {
        /// In which direction.
        direction: Direction,
        /// Why.
        error: FrameError,
    },
}

impl TraceEvent {
    /// When it was captured; a stream's end is when its last packet was.
    #[must_use]
    pub fn time(&self) -> Duration {
        match self {
            Self::Message(message) => message.time,
            Self::Connection { time, .. } => *time,
            Self::RtpBegins(stream) => stream.first,
            Self::RtpEnds(stream) => stream.last,
        }
    }
}

impl ConnectionEvent {
    /// The direction it is about.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        match self {
            Self::Opened => Direction::ToServer,
            Self::Closed { direction }
            | Self::Reset { direction }
            | Self::Gap { direction, .. }
            | Self::Skipped { direction, .. }
            | Self::Broken { direction, .. } => *direction,
        }
    }

    /// Whether the capture lacks something, or it is not SCCP.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        matches!(
            self,
            Self::Gap { .. } | Self::Skipped { .. } | Self::Broken { .. }
        )
    }

    /// The event in words.
    #[must_use]
    pub fn words(&self, ends: &Ends) -> String {
        match self {
            Self::Opened => format!("{} connects to {}", ends.phone, ends.server),
            Self::Closed { direction } => format!("{} closes the connection", sender(*direction)),
            Self::Reset { direction } => {
                format!("{} breaks the connection off", sender(*direction))
            }
            Self::Gap {
                missing,
                unfinished,
                ..
            } => {
                let missing = match missing {
                    Some(bytes) => format!("{bytes} bytes are missing in the capture"),
                    None => "an unknown number of bytes is missing in the capture".to_owned(),
                };
                match unfinished {
                    0 => missing,
                    bytes => format!("{missing}, and {bytes} bytes before them make no message"),
                }
            }
            Self::Skipped { bytes, .. } => {
                format!("{bytes} bytes before the first whole message are skipped")
            }
            Self::Broken { error, .. } => error.to_string(),
        }
    }
}

/// Who sends in a direction, in words.
const fn sender(direction: Direction) -> &'static str {
    match direction {
        Direction::ToStation => "the server",
        _ => "the phone",
    }
}
