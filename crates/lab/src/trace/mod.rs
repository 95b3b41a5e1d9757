//! Traces: everything a capture says about SCCP, in order, and how it is written.

mod discreet;
mod event;
mod filter;
mod json;
mod ladder;
mod line;
mod secret;
mod time;
mod view;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::Duration;

use sccp::{Alarm, Body as _, Direction, FrameReader, Register, RegisterTokenReq};

pub use discreet::{discreet_frame, discreet_line};
pub use event::{ConnectionEvent, TraceEvent};
pub use filter::{MessageChoice, TraceFilter, UnknownMessageName};
pub use json::JsonWriter;
pub use ladder::LadderWriter;
pub use line::LineWriter;
pub use view::{FieldLine, ShownBytes, hex_lines};

use crate::capture::{CapturedPacket, LinkType};
use crate::conversation::{Conversation, Ends, Said};
use crate::headers::{Carried, Segment};
use crate::reassembly::{ByteStream, Piece};
use crate::rtp::{RtpStream, RtpWatch};

/// The port of SCCP without encryption.
pub const SCCP_PORT: u16 = 2000;

/// Connections that are followed at a time: three of every phone of a large
/// cluster. Beyond, those that were silent for longest are forgotten.
const MAX_CONNECTIONS: usize = 65_536;

/// Ports of servers at most: those that a person names, and some that are recognised.
const MAX_PORTS: usize = 64;

/// What a phone says first, and nobody else: of these one message comes before all others.
const FIRST_MESSAGES: [u32; 3] = [Alarm::ID, Register::ID, RegisterTokenReq::ID];

/// What a capture held besides the trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraceCounts {
    /// Packets in all.
    pub packets: u64,
    /// Messages.
    pub messages: u64,
    /// Connections on the ports of SCCP.
    pub connections: u64,
    /// Gaps in them.
    pub gaps: u64,
    /// TCP segments with content on other ports.
    pub other_tcp: u64,
    /// IP fragments, which are not put together.
    pub fragments: u64,
    /// Packets of a link type that is not read, and the last such type.
    pub unknown_link: Option<(u64, LinkType)>,
}

/// Turns packets into a trace.
#[derive(Debug)]
pub struct Trace {
    /// TCP ports of servers.
    ports: Vec<u16>,
    connections: HashMap<Ends, Connection>,
    rtp: RtpWatch,
    counts: TraceCounts,
}

#[derive(Debug)]
struct Connection {
    to_server: ByteStream,
    to_station: ByteStream,
    conversation: Conversation,
    /// Who has said that it sends nothing more; that is often said twice.
    closed: Vec<Direction>,
    last: Duration,
}

impl Connection {
    fn new(conversation: Conversation) -> Self {
        Self {
            to_server: ByteStream::default(),
            to_station: ByteStream::default(),
            conversation,
            closed: Vec::new(),
            last: Duration::ZERO,
        }
    }

    /// The stream of a direction, and what reads it.
    const fn side(&mut self, direction: Direction) -> (&mut ByteStream, &mut Conversation) {
        let stream = match direction {
            Direction::ToStation => &mut self.to_station,
            _ => &mut self.to_server,
        };
        (stream, &mut self.conversation)
    }
}

impl Trace {
    /// A trace of what is said on port 2000, on these ports, and on any port where a phone is seen
    /// to begin.
    #[must_use]
    pub fn new(more_ports: &[u16]) -> Self {
        let mut ports = vec![SCCP_PORT];
        ports.extend_from_slice(more_ports);
        Self {
            ports,
            connections: HashMap::new(),
            rtp: RtpWatch::default(),
            counts: TraceCounts::default(),
        }
    }

    /// What was counted so far.
    #[must_use]
    pub const fn counts(&self) -> &TraceCounts {
        &self.counts
    }

    /// Takes a packet; what it makes known is added to `events`.
    pub fn packet(&mut self, packet: &CapturedPacket<'_>, events: &mut Vec<TraceEvent>) {
        self.counts.packets += 1;
        match Carried::of(packet) {
            Carried::Tcp(segment) => self.tcp(packet.time, &segment, events),
            Carried::Udp(datagram) => {
                let began = self.rtp.datagram(
                    packet.time,
                    datagram.source,
                    datagram.destination,
                    datagram.payload,
                );
                events.extend(began.map(|stream| TraceEvent::RtpBegins(Box::new(stream.clone()))));
            }
            Carried::Fragment => self.counts.fragments += 1,
            Carried::UnknownLink(link) => {
                let before = self.counts.unknown_link.map_or(0, |(count, _)| count);
                self.counts.unknown_link = Some((before + 1, link));
            }
            Carried::Other => {}
        }
    }

    /// The capture ends: adds what was held back.
    pub fn finish(&mut self, events: &mut Vec<TraceEvent>) {
        let mut connections: Vec<_> = self.connections.drain().collect();
        connections.sort_by_key(|(ends, connection)| (connection.last, *ends));
        for (ends, mut connection) in connections {
            flush(
                ends,
                &mut connection,
                &mut self.rtp,
                &mut self.counts,
                events,
            );
        }
        let mut ended = Vec::new();
        self.rtp.finish(&mut ended);
        events.extend(rtp_ends(ended));
    }

    /// Who is who, if the segment is one of a connection with a server.
    fn ends(&self, segment: &Segment<'_>) -> Option<(Ends, Direction)> {
        let is_server = |address: SocketAddr| self.ports.contains(&address.port());
        let to_server = Ends {
            phone: segment.source,
            server: segment.destination,
        };
        let to_station = Ends {
            phone: segment.destination,
            server: segment.source,
        };
        match (is_server(segment.source), is_server(segment.destination)) {
            (false, true) => Some((to_server, Direction::ToServer)),
            (true, false) => Some((to_station, Direction::ToStation)),
            // A phone that sends from such a port itself: as it began.
            (true, true) if self.connections.contains_key(&to_station) => {
                Some((to_station, Direction::ToStation))
            }
            (true, true) if segment.syn && segment.ack => Some((to_station, Direction::ToStation)),
            (true, true) => Some((to_server, Direction::ToServer)),
            (false, false) => None,
        }
    }

    fn tcp(&mut self, time: Duration, segment: &Segment<'_>, events: &mut Vec<TraceEvent>) {
        let recognised = self.recognise(segment);
        let Some((ends, direction)) = self.ends(segment) else {
            self.counts.other_tcp += u64::from(!segment.payload.is_empty());
            return;
        };
        self.make_room(ends, events);
        let counts = &mut self.counts;
        let connection = self.connections.entry(ends).or_insert_with(|| {
            counts.connections += 1;
            Connection::new(match recognised {
                true => Conversation::from_start(ends),
                false => Conversation::from_middle(ends),
            })
        });
        connection.last = time;

        let opens = segment.syn && direction == Direction::ToServer;
        if opens && !connection.to_server.is_opened_by(segment.sequence) {
            if connection.to_server.is_started() || connection.to_station.is_started() {
                flush(ends, connection, &mut self.rtp, counts, events);
                counts.connections += 1;
            }
            *connection = Connection::new(Conversation::from_start(ends));
            connection.last = time;
            connection.to_server.open(segment.sequence);
            events.push(TraceEvent::Connection {
                time,
                ends,
                device: None,
                what: ConnectionEvent::Opened,
            });
        }
        if segment.syn && direction == Direction::ToStation && !connection.to_station.is_started() {
            connection.to_station.open(segment.sequence);
        }

        let closes = (segment.fin || segment.rst) && !connection.closed.contains(&direction);
        if closes {
            connection.closed.push(direction);
        }

        // A SYN takes the first sequence number; what it carries comes after.
        let sequence = segment.sequence.wrapping_add(u32::from(segment.syn));
        let (stream, conversation) = connection.side(direction);
        let mut reader = Reader {
            ends,
            direction,
            conversation,
            rtp: &mut self.rtp,
            counts,
            events,
        };
        stream.segment(time, sequence, segment.payload, &mut |piece| {
            reader.piece(piece);
        });
        if closes {
            if segment.rst {
                stream.flush(&mut |piece| reader.piece(piece));
            }
            let device = reader.conversation.device().cloned();
            events.push(TraceEvent::Connection {
                time,
                ends,
                device,
                what: if segment.rst {
                    ConnectionEvent::Reset { direction }
                } else {
                    ConnectionEvent::Closed { direction }
                },
            });
        }
    }

    /// Takes the port that a phone begins to speak to for a server's; true: it was not known.
    fn recognise(&mut self, segment: &Segment<'_>) -> bool {
        let new = begins_like_a_phone(segment.payload)
            && self.ports.len() < MAX_PORTS
            && self.ends(segment).is_none();
        if new {
            self.ports.push(segment.destination.port());
        }
        new
    }

    /// Forgets the connections that were silent for longest, if there are too many.
    fn make_room(&mut self, new: Ends, events: &mut Vec<TraceEvent>) {
        if self.connections.len() < MAX_CONNECTIONS || self.connections.contains_key(&new) {
            return;
        }
        let mut by_age: Vec<_> = self.connections.iter().map(|(e, c)| (c.last, *e)).collect();
        by_age.sort();
        // A quarter at once: sorting is not to be done for every packet.
        for (_, ends) in by_age.into_iter().take(MAX_CONNECTIONS / 4) {
            if let Some(mut connection) = self.connections.remove(&ends) {
                flush(
                    ends,
                    &mut connection,
                    &mut self.rtp,
                    &mut self.counts,
                    events,
                );
            }
        }
    }
}

/// Whether this is a whole frame that a phone begins with.
fn begins_like_a_phone(payload: &[u8]) -> bool {
    let is_first = |id: u32| payload.get(8..12) == Some(&id.to_le_bytes());
    if !FIRST_MESSAGES.into_iter().any(is_first) {
        return false;
    }
    let mut frames = FrameReader::new();
    frames.push(payload);
    matches!(frames.next(), Some(Ok(_)))
}

/// Gives what a connection still holds back.
fn flush(
    ends: Ends,
    connection: &mut Connection,
    rtp: &mut RtpWatch,
    counts: &mut TraceCounts,
    events: &mut Vec<TraceEvent>,
) {
    for direction in [Direction::ToServer, Direction::ToStation] {
        let (stream, conversation) = connection.side(direction);
        let mut reader = Reader {
            ends,
            direction,
            conversation,
            rtp,
            counts,
            events,
        };
        stream.flush(&mut |piece| reader.piece(piece));
    }
}

fn rtp_ends(ended: Vec<RtpStream>) -> impl Iterator<Item = TraceEvent> {
    ended
        .into_iter()
        .map(|stream| TraceEvent::RtpEnds(Box::new(stream)))
}

/// Reads one direction of a connection.
struct Reader<'a> {
    ends: Ends,
    direction: Direction,
    conversation: &'a mut Conversation,
    rtp: &'a mut RtpWatch,
    counts: &'a mut TraceCounts,
    events: &'a mut Vec<TraceEvent>,
}

impl Reader<'_> {
    fn piece(&mut self, piece: Piece<'_>) {
        let direction = self.direction;
        match piece {
            Piece::Gap { time, missing } => {
                let unfinished = self.conversation.interrupt(direction);
                self.counts.gaps += 1;
                self.tell(
                    time,
                    ConnectionEvent::Gap {
                        direction,
                        missing,
                        unfinished,
                    },
                );
            }
            Piece::Data { time, bytes } => {
                let mut said = Vec::new();
                self.conversation
                    .push(direction, time, bytes, &mut |new| said.push(new));
                for said in said {
                    self.said(time, said);
                }
            }
        }
    }

    fn said(&mut self, time: Duration, said: Said) {
        let direction = self.direction;
        match said {
            Said::Message(message) => {
                self.counts.messages += 1;
                let mut ended = Vec::new();
                self.rtp.message(&message, &mut ended);
                self.events.extend(rtp_ends(ended));
                self.events.push(TraceEvent::Message(message));
            }
            Said::Skipped(bytes) => self.tell(time, ConnectionEvent::Skipped { direction, bytes }),
            Said::Broken(error) => self.tell(time, ConnectionEvent::Broken { direction, error }),
        }
    }

    fn tell(&mut self, time: Duration, what: ConnectionEvent) {
        self.events.push(TraceEvent::Connection {
            time,
            ends: self.ends,
            device: self.conversation.device().cloned(),
            what,
        });
    }
}
