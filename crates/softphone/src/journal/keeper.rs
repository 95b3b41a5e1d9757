//! The phone's end of its journal: sees what the driver does, and enters it.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::SystemTime;

use station::{
    Event, ExpectedSender, FrameReader, Input, StandbyId, StandbyNews, StandbyOrder,
    StreamStatistics, VoiceCommand, VoiceReport,
};

use super::{Journal, JournalLink, JournalNews, JournalStream};

/// Streams whose ends are remembered: many times what a phone has at once. Beyond, those with the
/// lowest numbers are forgotten.
const MAX_STREAMS: usize = 64;

/// Enters what happens into a journal.
#[derive(Debug, Default)]
pub(crate) struct JournalKeeper {
    journal: Journal,
    /// By the number of the standby connection; nothing for the phone's own.
    links: BTreeMap<Option<StandbyId>, Link>,
    next_link: u32,
    /// By `passThroughPartyId`.
    streams: BTreeMap<u32, Ends>,
    /// The phone's own address in its connection.
    local_ip: Option<IpAddr>,
}

/// An open connection.
#[derive(Debug)]
struct Link {
    ends: Arc<JournalLink>,
    /// Cuts what the server sends.
    frames: FrameReader,
}

/// What is known of a stream besides its call.
#[derive(Debug, Default)]
struct Ends {
    port: Option<u16>,
    /// Who is expected to send.
    source: Option<SocketAddr>,
    /// Where it is sent to.
    destination: Option<SocketAddr>,
    running: Vec<Arc<JournalStream>>,
    /// Ended, and their figures are not here yet.
    ending: Vec<(SystemTime, Arc<JournalStream>)>,
}

impl JournalKeeper {
    /// What front ends read.
    pub(crate) fn journal(&self) -> Journal {
        self.journal.clone()
    }

    /// What came to the phone, without keys.
    pub(crate) fn input(&mut self, input: &Input, at: SystemTime) {
        match input {
            Input::Connected { local, peer } => self.opened(None, *local, *peer, at),
            Input::Received(bytes) => self.received(None, bytes, at),
            Input::Disconnected { .. } => self.closed(None, false, at),
            Input::Standby { standby, news } => {
                let on = Some(*standby);
                match news {
                    StandbyNews::Connected { local, peer } => self.opened(on, *local, *peer, at),
                    StandbyNews::Received(bytes) => self.received(on, bytes, at),
                    StandbyNews::Disconnected { .. } => self.closed(on, false, at),
                    StandbyNews::ConnectFailed { .. } => {}
                }
            }
            Input::Voice(report) => self.report(report),
            _ => {}
        }
    }

    /// The phone sends a whole frame.
    pub(crate) fn sent(&self, frame: &[u8], at: SystemTime) {
        self.frame(None, true, frame, at);
    }

    /// The phone ends its connection.
    pub(crate) fn closed_by_phone(&mut self, at: SystemTime) {
        self.closed(None, true, at);
    }

    /// What the phone does with a standby connection.
    pub(crate) fn order(&mut self, standby: StandbyId, order: &StandbyOrder, at: SystemTime) {
        match order {
            StandbyOrder::Connect { .. } => {}
            StandbyOrder::Send(frame) => self.frame(Some(standby), true, frame, at),
            StandbyOrder::Disconnect => self.closed(Some(standby), true, at),
        }
    }

    /// A standby connection becomes the phone's own.
    pub(crate) fn take_over(&mut self, standby: StandbyId) {
        if let Some(link) = self.links.remove(&Some(standby)) {
            self.local_ip = Some(link.ends.phone.ip());
            self.links.insert(None, link);
        }
    }

    /// What the voice path is told: where streams come from and go to.
    pub(crate) fn command(&mut self, command: &VoiceCommand) {
        match command {
            VoiceCommand::OpenReceive { stream, source, .. } => self.ends(*stream).source = *source,
            VoiceCommand::AcceptFrom {
                stream,
                sender: ExpectedSender::Peer(peer),
            } => self.ends(*stream).source = Some(*peer),
            VoiceCommand::JoinGroup { stream, group, .. } => {
                self.ends(*stream).source = Some(*group);
            }
            VoiceCommand::StartTransmit { stream, remote, .. } => {
                self.ends(*stream).destination = Some(*remote);
            }
            _ => {}
        }
    }

    /// A stream begins or ends in one direction.
    pub(crate) fn event(&mut self, event: &Event, at: SystemTime) {
        let Event::Media {
            call_reference,
            stream,
            transmit,
            started,
            codec,
            ptime_ms,
            protection,
            ..
        } = event
        else {
            return;
        };
        let local_ip = self.local_ip;
        let journal = self.journal.clone();
        let ends = self.ends(*stream);
        // Again with other values, or the end: what ran in this direction runs no more.
        let before = ends.running.iter().position(|run| run.sent == *transmit);
        let before = before.map(|place| ends.running.remove(place));
        if *started {
            let remote = if *transmit {
                ends.destination
            } else {
                // Two ends of a stream have mostly one address, and the first may be told late.
                ends.source.or(ends.destination)
            };
            let begun = Arc::new(JournalStream {
                stream: *stream,
                call_reference: *call_reference,
                sent: *transmit,
                codec: *codec,
                ptime_ms: *ptime_ms,
                encrypted: protection.is_some(),
                local: local_ip.zip(ends.port).map(SocketAddr::from),
                remote,
            });
            if before.as_ref() != Some(&begun) {
                journal.enter(at, JournalNews::MediaBegan(Arc::clone(&begun)));
            }
            ends.running.push(begun);
        } else if let Some(ended) = before {
            ends.ending.push((at, ended));
        }
    }

    fn report(&mut self, report: &VoiceReport) {
        match report {
            VoiceReport::ReceiveOpened { stream, port }
            | VoiceReport::TransmitStarted { stream, port } => {
                self.ends(*stream).port = Some(*port);
            }
            VoiceReport::Statistics { stream, statistics } => self.figures(*stream, statistics),
            _ => {}
        }
    }

    /// Figures have come: those that what has just ended waits for.
    fn figures(&mut self, stream: u32, statistics: &StreamStatistics) {
        let Some(ends) = self.streams.get_mut(&stream) else {
            return;
        };
        if ends.ending.is_empty() {
            return;
        }
        let figures = Arc::new(statistics.clone());
        for (at, stream) in ends.ending.drain(..) {
            let figures = Arc::clone(&figures);
            self.journal
                .enter(at, JournalNews::MediaEnded { stream, figures });
        }
        if ends.running.is_empty() {
            self.streams.remove(&stream);
        }
    }

    fn ends(&mut self, stream: u32) -> &mut Ends {
        if self.streams.len() == MAX_STREAMS && !self.streams.contains_key(&stream) {
            self.streams.pop_first();
        }
        self.streams.entry(stream).or_default()
    }

    fn opened(
        &mut self,
        on: Option<StandbyId>,
        phone: SocketAddr,
        server: SocketAddr,
        at: SystemTime,
    ) {
        let ends = Arc::new(JournalLink {
            number: self.next_link,
            phone,
            server,
        });
        self.next_link = self.next_link.wrapping_add(1);
        if on.is_none() {
            self.local_ip = Some(phone.ip());
        }
        self.journal
            .enter(at, JournalNews::Opened(Arc::clone(&ends)));
        let frames = FrameReader::new();
        self.links.insert(on, Link { ends, frames });
    }

    fn received(&mut self, on: Option<StandbyId>, bytes: &[u8], at: SystemTime) {
        let Some(link) = self.links.get_mut(&on) else {
            return;
        };
        link.frames.push(bytes);
        for frame in link.frames.by_ref() {
            let link = Arc::clone(&link.ends);
            let news = match frame {
                Ok(frame) => JournalNews::Frame {
                    link,
                    sent: false,
                    frame: frame.to_bytes().into(),
                },
                Err(_) => JournalNews::Broken(link),
            };
            self.journal.enter(at, news);
        }
    }

    fn frame(&self, on: Option<StandbyId>, sent: bool, frame: &[u8], at: SystemTime) {
        if let Some(link) = self.links.get(&on) {
            let news = JournalNews::Frame {
                link: Arc::clone(&link.ends),
                sent,
                frame: frame.into(),
            };
            self.journal.enter(at, news);
        }
    }

    fn closed(&mut self, on: Option<StandbyId>, by_phone: bool, at: SystemTime) {
        if let Some(link) = self.links.remove(&on) {
            let link = link.ends;
            self.journal
                .enter(at, JournalNews::Closed { link, by_phone });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: SystemTime = SystemTime::UNIX_EPOCH;

    fn address(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    fn connected() -> JournalKeeper {
        let mut keeper = JournalKeeper::default();
        let input = Input::Connected {
            local: address("192.0.2.10:50000"),
            peer: address("192.0.2.20:2000"),
        };
        keeper.input(&input, AT);
        keeper
    }

    fn media(transmit: bool, started: bool) -> Event {
        Event::Media {
            call_reference: 7,
            stream: 3,
            transmit,
            started,
            codec: 4,
            ptime_ms: 20,
            group: None,
            protection: None,
        }
    }

    #[test]
    fn frames_are_whole_however_they_come() {
        let mut keeper = connected();
        let keepalive = [4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
        keeper.sent(&keepalive, AT);
        let two = [keepalive, keepalive].concat();
        for part in two.chunks(7) {
            keeper.input(&Input::Received(part.to_vec()), AT);
        }
        keeper.closed_by_phone(AT);
        keeper.sent(&keepalive, AT);
        let entries = keeper.journal().since(1);
        let told: Vec<_> = entries.iter().map(|entry| &entry.news).collect();
        assert_eq!(told.len(), 4, "what has no connection is not entered");
        for (news, by_phone) in told[..3].iter().zip([true, false, false]) {
            let JournalNews::Frame { sent, frame, .. } = news else {
                panic!("{news:?}");
            };
            assert_eq!((*sent, &**frame), (by_phone, &keepalive[..]));
        }
        let closed = matches!(told[3], JournalNews::Closed { by_phone: true, .. });
        assert!(closed, "{told:?}");
    }

    #[test]
    fn a_stream_has_both_ends_and_the_figures_of_its_end() {
        let mut keeper = connected();
        let remote = address("192.0.2.30:20000");
        keeper.input(
            &Input::Voice(VoiceReport::ReceiveOpened {
                stream: 3,
                port: 16_384,
            }),
            AT,
        );
        keeper.command(&VoiceCommand::AcceptFrom {
            stream: 3,
            sender: ExpectedSender::Peer(remote),
        });
        keeper.event(&media(false, true), AT);
        keeper.event(&media(false, true), AT);
        keeper.event(&media(false, false), AT);
        let figures = |packets_received| {
            Input::Voice(VoiceReport::Statistics {
                stream: 3,
                statistics: StreamStatistics {
                    packets_received,
                    ..StreamStatistics::default()
                },
            })
        };
        assert_eq!(
            keeper.journal().since(1).len(),
            1,
            "the end waits for its figures"
        );
        keeper.input(&figures(150), AT);
        keeper.input(&figures(151), AT);
        let entries = keeper.journal().since(1);
        let [began, ended] = &entries[..] else {
            panic!("{entries:?}");
        };
        let JournalNews::MediaBegan(stream) = &began.news else {
            panic!("{began:?}");
        };
        assert_eq!(stream.local, Some(address("192.0.2.10:16384")));
        assert_eq!(stream.remote, Some(remote));
        let JournalNews::MediaEnded { figures, .. } = &ended.news else {
            panic!("{ended:?}");
        };
        assert_eq!(figures.packets_received, 150);
        assert!(keeper.streams.is_empty(), "nothing is remembered of it");
    }
}
