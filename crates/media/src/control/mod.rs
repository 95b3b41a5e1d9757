//! RTCP: reports about a stream to its peer, and what the peer reports (RFC 3550, 6; RFC 3611).
//!
//! One session stands beside one RTP stream. It has no socket and no clock: whoever owns the port
//! beside the stream's asks [`ControlSession::is_due`], sends what [`ControlSession::report`] gives,
//! and hands over what comes. It knows nothing of groups with many members, and a goodbye of the
//! peer changes nothing: the call server says when a stream is over.

mod burst;
mod compound;
mod interval;
mod round_trip;
mod told;
mod writing;

use std::net::IpAddr;
use std::time::Duration;

use rtcp::receiver_report::ReceiverReport;
use rtcp::sender_report::SenderReport;

use compound::{Said, Writer};
use interval::{Members, Timer};
use round_trip::{RoundTrip, middle, ntp, units};
use writing::describe;

pub use burst::{BurstFigures, Bursts, G_MIN};
pub use told::{
    ControlConfig, ControlFigures, ControlReceived, ExtendedReports, Heard, PeerFigures, Sent,
};

/// What was known of the heard source at the last report.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    ssrc: u32,
    expected: u64,
    lost: u64,
}

/// The last time the peer told.
#[derive(Clone, Copy, Debug)]
struct PeerTime {
    ssrc: u32,
    middle: u32,
    at: Duration,
}

impl PeerTime {
    fn since(&self, now: Duration) -> u32 {
        units(now.saturating_sub(self.at))
    }
}

/// RTCP of one stream.
#[derive(Debug)]
pub struct ControlSession {
    config: ControlConfig,
    /// Its source description, which never changes.
    description: Vec<u8>,
    peer: Option<IpAddr>,
    timer: Option<Timer>,
    chance: u64,
    sender: SenderReport,
    receiver: ReceiverReport,
    writer: Writer,
    clock_hz: u32,
    we_send: bool,
    peer_sends: bool,
    peer_extends: bool,
    before: Before,
    peer_report: Option<PeerTime>,
    peer_reference: Option<PeerTime>,
    round_trip: RoundTrip,
    figures: ControlFigures,
}

impl ControlSession {
    /// A session without a peer yet.
    pub fn new(config: ControlConfig) -> Self {
        let description = describe(config.ssrc, &config.cname);
        Self {
            description,
            peer: None,
            timer: None,
            chance: config.seed,
            sender: SenderReport {
                ssrc: config.ssrc,
                reports: Vec::with_capacity(1),
                ..SenderReport::default()
            },
            receiver: ReceiverReport {
                ssrc: config.ssrc,
                reports: Vec::with_capacity(1),
                ..ReceiverReport::default()
            },
            writer: Writer::new(),
            clock_hz: 8000,
            we_send: false,
            peer_sends: false,
            peer_extends: false,
            before: Before::default(),
            peer_report: None,
            peer_reference: None,
            round_trip: RoundTrip::default(),
            figures: ControlFigures::default(),
            config,
        }
    }

    /// The synchronisation source it reports as.
    pub const fn ssrc(&self) -> u32 {
        self.config.ssrc
    }

    /// Reports to this peer and takes reports of it, from now on. What another one said is
    /// forgotten; `None`: nobody.
    pub fn set_peer(&mut self, peer: Option<IpAddr>, now: Duration) {
        if self.peer == peer {
            return;
        }
        self.peer = peer;
        self.peer_sends = false;
        self.peer_extends = false;
        self.before = Before::default();
        self.peer_report = None;
        self.peer_reference = None;
        self.round_trip = RoundTrip::default();
        self.figures.peer = None;
        self.timer = peer.map(|_| {
            self.chance = self.chance.wrapping_add(1);
            Timer::new(self.chance, now, self.members())
        });
    }

    /// When to ask [`is_due`](Self::is_due) again; nothing without a peer.
    pub fn deadline(&self) -> Option<Duration> {
        self.timer.as_ref().map(Timer::next)
    }

    /// Whether to report now.
    pub fn is_due(&mut self, now: Duration) -> bool {
        let members = self.members();
        let timer = self.timer.as_mut();
        timer.is_some_and(|timer| timer.is_due(now, members))
    }

    /// Makes a report, to be sent to the peer now.
    pub fn report(&mut self, now: Duration, sent: Option<Sent>, heard: Option<Heard>) -> &[u8] {
        self.write(now, sent, heard);
        self.sent(now)
    }

    /// Makes the last report; nothing when there was none before, since nobody knows this source.
    pub fn goodbye(
        &mut self,
        now: Duration,
        sent: Option<Sent>,
        heard: Option<Heard>,
    ) -> Option<&[u8]> {
        if self.peer.is_none() || self.figures.sent == 0 {
            return None;
        }
        self.write(now, sent, heard);
        self.writer.add_goodbye(self.config.ssrc);
        Some(self.sent(now))
    }

    /// Takes a datagram.
    pub fn handle(&mut self, datagram: &[u8], from: IpAddr, now: Duration) -> ControlReceived {
        if self.peer != Some(from) {
            self.figures.strangers += 1;
            return ControlReceived::Stranger;
        }
        // Read twice: what is broken at its end shall change nothing.
        if compound::read(datagram, |_| {}).is_err() {
            self.figures.broken += 1;
            return ControlReceived::Broken;
        }
        self.figures.received += 1;
        if let Some(timer) = &mut self.timer {
            timer.weigh(datagram.len());
        }
        let read = compound::read(datagram, |said| self.take(said, now));
        debug_assert!(read.is_ok(), "it was read before");
        ControlReceived::Report
    }

    /// What is known.
    pub fn figures(&self) -> ControlFigures {
        ControlFigures {
            round_trip: self.round_trip.last,
            mean_round_trip: self.round_trip.mean(),
            longest_round_trip: self.round_trip.longest,
            ..self.figures
        }
    }

    fn take(&mut self, said: Said, now: Duration) {
        let ntp_now = ntp(self.config.epoch + now);
        match said {
            Said::SenderReport { ssrc, ntp } => {
                self.peer_sends = true;
                let middle = middle(ntp);
                let at = now;
                self.peer_report = Some(PeerTime { ssrc, middle, at });
            }
            Said::ReceiverReport { .. } => self.peer_sends = false,
            Said::Block(block) if block.ssrc == self.config.ssrc => {
                self.round_trip
                    .answered(block.last_sender_report, block.delay, ntp_now);
                let metrics = self.figures.peer.unwrap_or_default();
                self.figures.peer = Some(PeerFigures {
                    // 24 bits with a sign.
                    lost: (block.total_lost << 8).cast_signed() >> 8,
                    fraction_lost: f32::from(block.fraction_lost) / 256.0,
                    // Milliseconds for a display need no more than f32 has.
                    jitter_ms: block.jitter as f32 * 1000.0 / self.clock_hz as f32,
                    ..metrics
                });
            }
            Said::Extended => self.peer_extends = true,
            Said::ReferenceTime { ssrc, ntp } => {
                let middle = middle(ntp);
                let at = now;
                self.peer_reference = Some(PeerTime { ssrc, middle, at });
            }
            Said::DelaySince { ssrc, lrr, dlrr } if ssrc == self.config.ssrc => {
                self.round_trip.answered(lrr, dlrr, ntp_now);
            }
            Said::VoipMetrics(metrics) if metrics.ssrc == self.config.ssrc => {
                let peer = self.figures.peer.get_or_insert_default();
                let mos = |raw: u8| (10..=50).contains(&raw).then(|| f32::from(raw) / 10.0);
                peer.mos_lq = mos(metrics.mos_lq);
                peer.mos_cq = mos(metrics.mos_cq);
            }
            Said::Block(_) | Said::Goodbye | Said::DelaySince { .. } | Said::VoipMetrics(_) => {}
        }
    }

    fn sent(&mut self, now: Duration) -> &[u8] {
        let members = self.members();
        self.figures.sent += 1;
        let compound = self.writer.bytes();
        if let Some(timer) = &mut self.timer {
            timer.sent(now, compound.len(), members);
        }
        compound
    }

    fn members(&self) -> Members {
        Members {
            all: 2,
            senders: u32::from(self.we_send) + u32::from(self.peer_sends),
            we_send: self.we_send,
        }
    }
}

#[cfg(test)]
mod tests;
