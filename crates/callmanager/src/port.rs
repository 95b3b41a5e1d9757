//! The edges of the core: what comes in, what goes out.
//!
//! Nothing here opens a socket; [`crate::server`] carries the outputs out.

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::time::Duration;

use media::MasterKey;
use sccp::ResetType;

use crate::WallClock;

/// A TCP connection, numbered by whoever accepts it; a number is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u64);

/// One of the server's own RTP streams; the number is its `passThroughPartyId`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId(pub u32);

/// A conference; a number is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConferenceId(pub u32);

/// A message of voice mail; a number is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(pub u32);

/// What stands on a message of voice mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The number of the line it is for.
    pub mailbox: String,
    /// The number of who left it.
    pub from: String,
    /// When it was left: milliseconds since 1970-01-01 00:00 UTC.
    pub unix_ms: i64,
}

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Nothing but time: the deadline has come.
    Tick,
    /// The time of day as it is at this moment; the core counts on from there.
    Clock(WallClock),
    /// A phone has connected.
    Opened {
        /// Its connection.
        connection: ConnectionId,
        /// The phone's address.
        peer: SocketAddr,
        /// The server's own address of this connection.
        local: SocketAddr,
    },
    /// Bytes of a connection, cut anyhow.
    Received {
        /// Which connection.
        connection: ConnectionId,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A connection is gone. Not needed after [`Output::Close`].
    Closed {
        /// Which connection.
        connection: ConnectionId,
    },
    /// News of the server's own streams.
    Media(MediaReport),
    /// A message of voice mail that was kept from before. Its number is the server's
    /// choice; new ones get higher numbers.
    Stored {
        /// The message.
        message: MessageId,
        /// Whose it is.
        envelope: Envelope,
        /// Whether it was heard already.
        heard: bool,
    },
    /// Tell a phone to start anew.
    Reset {
        /// Its device name; nothing happens when it is not registered.
        device: String,
        /// How far to go back.
        reset_type: ResetType,
    },
}

/// Something to carry out, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Send one whole frame, with one write.
    Send {
        /// To which connection.
        connection: ConnectionId,
        /// The frame with its header.
        bytes: Vec<u8>,
    },
    /// Close a connection after what was sent.
    Close {
        /// Which connection.
        connection: ConnectionId,
        /// Why, in words for the log.
        reason: String,
    },
    /// Something for the server's own streams.
    Media(MediaCommand),
}

/// What a server stream sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Every packet goes back as soon as it comes.
    Echo,
    /// 1004 Hz, the field's test tone.
    Tone,
    /// Recorded words, as [`MediaCommand::Play`] orders them; silence between.
    Announcement,
    /// Music on hold.
    Music,
    /// As [`Source::Announcement`]; what comes in may be recorded.
    Voicemail,
    /// Nothing; what comes in goes to a group and to streams with [`Source::Paged`].
    Page,
    /// What comes in at the stream of who pages.
    Paged(StreamId),
    /// The others of a conference.
    Conference(ConferenceId),
}

/// A recorded piece of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clip {
    /// "Please enter digits."
    EnterDigits,
    /// "You have pressed"
    YouPressed,
    /// A key: `0`–`9`, `*` or `#`.
    Key(char),
    /// A short tone.
    Beep,
    /// A message of voice mail.
    Message(MessageId),
}

/// The keys of a stream of the server. `Debug` shows neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamKeys {
    /// What it sends is encrypted with this.
    pub outgoing: MasterKey,
    /// What it takes is encrypted with this.
    pub incoming: MasterKey,
}

/// A request to the server's own streams.
#[derive(Clone, Debug, PartialEq)]
pub enum MediaCommand {
    /// Open an RTP port; answered by [`MediaReport::Opened`] or [`MediaReport::Failed`].
    Open {
        /// The stream.
        stream: StreamId,
    },
    /// Send to this peer and take packets from nobody else.
    Start {
        /// The stream.
        stream: StreamId,
        /// Where the phone receives.
        remote: SocketAddr,
        /// `compressionType`: 2 to 5, G.711 A-law or µ-law.
        codec: u32,
        /// Milliseconds of sound in a packet.
        ptime_ms: u32,
        /// RTP payload type of telephone events, when the phone was given one.
        dtmf_payload_type: Option<u8>,
        /// What to send.
        source: Source,
        /// The keys of both directions, when the stream is encrypted.
        keys: Option<StreamKeys>,
    },
    /// Play these clips one after the other; what plays is cut off. None: silence.
    Play {
        /// A stream with [`Source::Announcement`] or [`Source::Voicemail`].
        stream: StreamId,
        /// The clips; see [`crate::MAX_CLIPS`].
        clips: Vec<Clip>,
    },
    /// Record what comes in, until [`MediaCommand::StopRecording`] or
    /// [`MediaCommand::Close`]; answered then by [`MediaReport::Recorded`].
    Record {
        /// A stream with [`Source::Voicemail`].
        stream: StreamId,
        /// What the recording becomes.
        message: MessageId,
        /// Whose it is.
        envelope: Envelope,
        /// The longest recording; what comes after is not kept.
        longest: Duration,
    },
    /// End a recording.
    StopRecording {
        /// The stream.
        stream: StreamId,
    },
    /// Note that a message was heard.
    Heard {
        /// The message.
        message: MessageId,
    },
    /// Drop a message.
    Forget {
        /// The message.
        message: MessageId,
    },
    /// Send what comes in to a multicast group; answered only when that is not
    /// possible, by [`MediaReport::NoGroup`].
    SendToGroup {
        /// A stream with [`Source::Page`].
        stream: StreamId,
        /// The group and its port.
        group: SocketAddrV4,
        /// The address of the interface to send from; none: that of the server's RTP.
        interface: Option<Ipv4Addr>,
        /// How many networks the packets may cross.
        ttl: u8,
    },
    /// Stop and free the port.
    Close {
        /// The stream.
        stream: StreamId,
    },
}

/// News of the server's own streams.
#[derive(Clone, Debug, PartialEq)]
pub enum MediaReport {
    /// The port is open.
    Opened {
        /// The stream.
        stream: StreamId,
        /// Where it receives; an unspecified address stands for the one the phone connected to.
        address: SocketAddr,
    },
    /// The stream cannot be opened.
    Failed {
        /// The stream.
        stream: StreamId,
        /// Why, in words.
        reason: String,
    },
    /// A key was heard as a telephone event (RFC 4733), once per press.
    Digit {
        /// The stream.
        stream: StreamId,
        /// `0`–`9`, `*`, `#`, `A`–`D`.
        digit: char,
    },
    /// A stream cannot send to its group.
    NoGroup {
        /// The stream.
        stream: StreamId,
    },
    /// A recording has ended.
    Recorded {
        /// The message.
        message: MessageId,
        /// How much was kept; nothing when there was no sound, or no room for it.
        length: Duration,
    },
    /// The last clip of a [`MediaCommand::Play`] has been played.
    Finished {
        /// The stream.
        stream: StreamId,
    },
}
