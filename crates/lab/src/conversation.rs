//! One phone's connection: its messages, its device name, its protocol version.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use sccp::{
    Charset, DecodeError, Direction, Message, MessageKind, Packet, ProtocolVersion, RawFrame, Value,
};

use crate::framing::{FrameStream, Framed};

/// Channels whose call is remembered: more than a phone has at a time.
const MAX_CHANNELS: usize = 64;

/// The two ends of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ends {
    /// The phone's address.
    pub phone: SocketAddr,
    /// The server's address.
    pub server: SocketAddr,
}

/// A message of a trace.
#[derive(Clone, Debug)]
pub struct TracedMessage {
    /// When the last byte of it was captured, since 1970-01-01 00:00 UTC.
    pub time: Duration,
    /// Between whom.
    pub ends: Ends,
    /// Which way: [`Direction::ToServer`] or [`Direction::ToStation`].
    pub direction: Direction,
    /// The phone's device name, once a registration told it.
    pub device: Option<Arc<str>>,
    /// The call that the message is about, by its own reference or by its channel.
    pub call_reference: Option<u32>,
    /// The frame as captured.
    pub frame: RawFrame,
    /// The frame as decoded.
    pub packet: Result<Packet, DecodeError>,
}

impl TracedMessage {
    /// Who sent it.
    #[must_use]
    pub fn source(&self) -> SocketAddr {
        match self.direction {
            Direction::ToStation => self.ends.server,
            _ => self.ends.phone,
        }
    }

    /// Who got it.
    #[must_use]
    pub fn destination(&self) -> SocketAddr {
        match self.direction {
            Direction::ToStation => self.ends.phone,
            _ => self.ends.server,
        }
    }

    /// The message's name; `Unknown` if its id has no declaration.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match &self.packet {
            Ok(packet) => packet.message.name(),
            Err(_) => MessageKind::find(self.frame.message_id).map_or("Unknown", |kind| kind.name),
        }
    }
}

/// What a conversation gives.
#[derive(Debug)]
pub enum Said {
    /// A message.
    Message(Box<TracedMessage>),
    /// So many bytes belong to no whole frame.
    Skipped(usize),
    /// The bytes are no SCCP, for this reason.
    Broken(sccp::FrameError),
}

/// The messages of one connection.
#[derive(Debug)]
pub struct Conversation {
    ends: Ends,
    to_server: FrameStream,
    to_station: FrameStream,
    /// What Register offered.
    offered: Option<ProtocolVersion>,
    /// What both use; for frames whose header names no version.
    version: ProtocolVersion,
    device: Option<Arc<str>>,
    /// Channels (passThroughPartyId) and their calls, the newest last.
    channels: VecDeque<(u32, u32)>,
}

impl Conversation {
    /// A connection from its first byte on.
    #[must_use]
    pub fn from_start(ends: Ends) -> Self {
        Self::new(ends, FrameStream::from_start)
    }

    /// A connection that is joined in the middle.
    #[must_use]
    pub fn from_middle(ends: Ends) -> Self {
        Self::new(ends, FrameStream::from_middle)
    }

    fn new(ends: Ends, stream: fn(Direction) -> FrameStream) -> Self {
        Self {
            ends,
            to_server: stream(Direction::ToServer),
            to_station: stream(Direction::ToStation),
            offered: None,
            version: ProtocolVersion::OLDEST,
            device: None,
            channels: VecDeque::new(),
        }
    }

    /// The device name, once a registration told it.
    #[must_use]
    pub const fn device(&self) -> Option<&Arc<str>> {
        self.device.as_ref()
    }

    /// Bytes are missing in a direction. Gives how many bytes before them are of
    /// no use without them.
    pub fn interrupt(&mut self, direction: Direction) -> usize {
        self.stream(direction).interrupt()
    }

    /// Takes the bytes of a segment.
    pub fn push(
        &mut self,
        direction: Direction,
        time: Duration,
        bytes: &[u8],
        give: &mut impl FnMut(Said),
    ) {
        let mut frames = Vec::new();
        self.stream(direction)
            .push(bytes, &mut |framed| frames.push(framed));
        for framed in frames {
            give(match framed {
                Framed::Frame(frame) => Said::Message(Box::new(self.read(direction, time, frame))),
                Framed::Skipped(bytes) => Said::Skipped(bytes),
                Framed::Broken(error) => Said::Broken(error),
            });
        }
    }

    const fn stream(&mut self, direction: Direction) -> &mut FrameStream {
        match direction {
            Direction::ToStation => &mut self.to_station,
            _ => &mut self.to_server,
        }
    }

    fn read(&mut self, direction: Direction, time: Duration, frame: RawFrame) -> TracedMessage {
        let packet = Packet::decode(&frame, self.version);
        let mut call_reference = None;
        if let Ok(packet) = &packet {
            self.learn(packet);
            call_reference = self.call_of(packet);
        }
        TracedMessage {
            time,
            ends: self.ends,
            direction,
            device: self.device.clone(),
            call_reference,
            frame,
            packet,
        }
    }

    /// Takes note of what a message says about the connection.
    fn learn(&mut self, packet: &Packet) {
        // A capture that began after the registration knows the version from here.
        if self.offered.is_none()
            && let Some(version) = ProtocolVersion::from_header(packet.header_version)
        {
            self.version = version;
        }
        match &packet.message {
            Message::Register(register) => {
                self.offered = Some(ProtocolVersion::new(register.protocol_ver));
                self.device = device_name(&register.sid.device_name.to_display(Charset::Utf8));
            }
            Message::RegisterTokenReq(request) => {
                self.device = device_name(&request.sid.device_name.to_display(Charset::Utf8));
            }
            Message::RegisterAck(ack) => {
                let offered = self.offered.unwrap_or(ProtocolVersion::NEWEST);
                self.version = ProtocolVersion::negotiate(offered, Some(ack.max_protocol_ver));
            }
            _ => {}
        }
    }

    /// The call of a message, by its own reference or by its channel.
    fn call_of(&mut self, packet: &Packet) -> Option<u32> {
        let kind = MessageKind::find(packet.message.id())?;
        let has = |name| kind.fields.iter().any(|field| field.name == name);
        if !has("callReference") && !has("passThroughPartyId") {
            return None;
        }
        let Value::Struct(fields) = packet.message.value() else {
            return None;
        };
        let number = |name| {
            let (_, value) = fields.iter().find(|(field, _)| *field == name)?;
            match value {
                Value::Number(number) => u32::try_from(*number).ok().filter(|n| *n != 0),
                _ => None,
            }
        };
        let (call, channel) = (number("callReference"), number("passThroughPartyId"));
        match (call, channel) {
            (Some(call), Some(channel)) => {
                self.channels.retain(|(known, _)| *known != channel);
                if self.channels.len() == MAX_CHANNELS {
                    self.channels.pop_front();
                }
                self.channels.push_back((channel, call));
                Some(call)
            }
            (None, Some(channel)) => {
                let known = self.channels.iter().find(|(known, _)| *known == channel);
                known.map(|(_, call)| *call)
            }
            (call, None) => call,
        }
    }
}

/// A device name as a trace shows it: one word, nothing that moves a cursor.
fn device_name(name: &str) -> Option<Arc<str>> {
    if name.is_empty() {
        return None;
    }
    Some(
        name.chars()
            .map(|c| if c.is_ascii_graphic() { c } else { '?' })
            .collect::<String>()
            .into(),
    )
}
