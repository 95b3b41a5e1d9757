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

use std::net::IpAddr;
use std::time::Duration;

use rtcp::extended_report::VoIPMetricsReportBlock;
use rtcp::receiver_report::ReceiverReport;
use rtcp::reception_report::ReceptionReport;
use rtcp::sender_report::SenderReport;
use rtcp::source_description::{
    SdesType, SourceDescription, SourceDescriptionChunk, SourceDescriptionItem,
};
use webrtc_util::marshal::Marshal as _;

use compound::{DELAY_SINCE_LEN, Said, VOIP_METRICS_LEN, Writer};
use interval::{Members, Timer};
use round_trip::{RoundTrip, middle, ntp, units};

use crate::playout::MAX_WAITING_PACKETS;

pub use burst::{BurstFigures, Bursts, G_MIN};

/// Longest canonical name, bytes: what fits an item of a source description.
const MAX_CNAME: usize = 255;

/// What a field of the VoIP metrics says when its value is not known (RFC 3611, 4.7).
const UNAVAILABLE: u8 = 127;

/// "Enhanced" concealment and an adaptive playout buffer (RFC 3611, 4.7.6: PLC 3, JBA 3).
const RX_CONFIG: u8 = 0b1111_0000;

/// Whether extended reports (RFC 3611) are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExtendedReports {
    /// When the peer sends such ones, too.
    #[default]
    Answered,
    /// From the beginning.
    Always,
}

/// What a session is told at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlConfig {
    /// The synchronisation source that the stream sends as.
    pub ssrc: u32,
    /// Canonical name (RFC 7022 asks for one that tells nothing of the person or the machine).
    pub cname: String,
    /// Time since 1970 at the zero of the clock whose times are given to the session.
    pub epoch: Duration,
    /// Seed of the spread of intervals.
    pub seed: u64,
    /// Whether extended reports are sent.
    pub extended: ExtendedReports,
}

/// What the stream has sent, now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// RTP packets since the source began.
    pub packets: u64,
    /// Octets of their payload.
    pub octets: u64,
    /// The RTP timestamp of this moment.
    pub timestamp: u32,
    /// Ticks of that a second.
    pub clock_hz: u32,
}

/// What the stream has received, now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Heard {
    /// The source.
    pub ssrc: u32,
    /// Highest sequence number, with the count of its cycles in the upper half.
    pub highest: u32,
    /// Packets that should have come.
    pub expected: u64,
    /// Packets that did not come.
    pub lost: u64,
    /// Packets that came and were not used.
    pub discarded: u64,
    /// Interarrival jitter in ticks of the source's clock.
    pub jitter: u32,
    /// Milliseconds in a packet.
    pub ptime_ms: u32,
    /// Losses by bursts and gaps.
    pub bursts: BurstFigures,
    /// Playout delay now, ms.
    pub playout_delay_ms: u32,
    /// Listening quality, 1 to 5; 0 when not known.
    pub mos_lq: f32,
}

/// What became of a datagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlReceived {
    /// A report of the peer.
    Report,
    /// From anyone but the peer; dropped.
    Stranger,
    /// No RTCP; dropped.
    Broken,
}

/// What a session knows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ControlFigures {
    /// Reports sent.
    pub sent: u64,
    /// Reports received from the peer.
    pub received: u64,
    /// Datagrams from anyone else.
    pub strangers: u64,
    /// Datagrams that are no RTCP.
    pub broken: u64,
    /// Last time to the peer and back.
    pub round_trip: Option<Duration>,
    /// Mean of these times.
    pub mean_round_trip: Option<Duration>,
    /// Longest of these times.
    pub longest_round_trip: Duration,
    /// What the peer says of what it receives from here.
    pub peer: Option<PeerFigures>,
}

/// What the peer says of what it receives from here.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PeerFigures {
    /// Packets lost in all; below 0 when more came than were sent.
    pub lost: i32,
    /// Lost of those since the report before, 0 to 1.
    pub fraction_lost: f32,
    /// Interarrival jitter, ms.
    pub jitter_ms: f32,
    /// Listening quality, 1 to 5, where the peer tells it.
    pub mos_lq: Option<f32>,
    /// Conversational quality, likewise.
    pub mos_cq: Option<f32>,
}

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

    fn write(&mut self, now: Duration, sent: Option<Sent>, heard: Option<Heard>) {
        self.writer.clear();
        self.we_send = sent.is_some_and(|sent| sent.packets > 0);
        let block = heard.map(|heard| self.block(&heard, now));
        match sent.filter(|sent| sent.packets > 0) {
            Some(sent) => {
                let ntp_time = ntp(self.config.epoch + now);
                self.round_trip.sent(ntp_time);
                self.clock_hz = sent.clock_hz.max(1);
                self.sender.ntp_time = ntp_time;
                self.sender.rtp_time = sent.timestamp;
                // The fields count modulo 2^32.
                self.sender.packet_count = sent.packets as u32;
                self.sender.octet_count = sent.octets as u32;
                self.sender.reports.clear();
                self.sender.reports.extend(block);
                self.writer.add(&self.sender);
            }
            None => {
                self.receiver.reports.clear();
                self.receiver.reports.extend(block);
                self.writer.add(&self.receiver);
            }
        }
        self.writer.add_bytes(&self.description);
        let extends = self.peer_extends || self.config.extended == ExtendedReports::Always;
        let metrics = heard.filter(|_| extends);
        let reference = self.peer_reference;
        let blocks =
            metrics.map_or(0, |_| VOIP_METRICS_LEN) + reference.map_or(0, |_| DELAY_SINCE_LEN);
        if blocks > 0 {
            self.writer.begin_extended(self.config.ssrc, blocks);
        }
        if let Some(reference) = reference {
            let since = reference.since(now);
            self.writer
                .add_delay_since(reference.ssrc, reference.middle, since);
        }
        if let Some(heard) = metrics {
            let metrics = self.metrics(&heard);
            self.writer.add(&metrics);
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

    /// What was received since the last report, and in all.
    fn block(&mut self, heard: &Heard, now: Duration) -> ReceptionReport {
        let before = match self.before {
            before if before.ssrc == heard.ssrc => before,
            _ => Before::default(),
        };
        let expected = heard.expected.saturating_sub(before.expected);
        let lost = heard.lost.saturating_sub(before.lost);
        self.before = Before {
            ssrc: heard.ssrc,
            expected: heard.expected,
            lost: heard.lost,
        };
        let of_this = self.peer_report.filter(|report| report.ssrc == heard.ssrc);
        ReceptionReport {
            ssrc: heard.ssrc,
            fraction_lost: fraction(lost, expected),
            total_lost: u32::try_from(heard.lost).unwrap_or(u32::MAX).min(0x7f_ffff),
            last_sequence_number: heard.highest,
            jitter: heard.jitter,
            last_sender_report: of_this.map_or(0, |report| report.middle),
            delay: of_this.map_or(0, |report| report.since(now)),
        }
    }

    fn metrics(&self, heard: &Heard) -> VoIPMetricsReportBlock {
        let bursts = heard.bursts;
        // Rounded and cut to what the field holds.
        let ms = |packets: f32| (packets * heard.ptime_ms as f32).round() as u16;
        let density = |ratio: f32| (ratio * 256.0).round() as u8;
        let short = |ms: u32| u16::try_from(ms).unwrap_or(u16::MAX);
        let round_trip = self.round_trip.last.map_or(0, |trip| trip.as_millis());
        let delay = short(heard.playout_delay_ms);
        VoIPMetricsReportBlock {
            ssrc: heard.ssrc,
            loss_rate: fraction(heard.lost, heard.expected),
            discard_rate: fraction(heard.discarded, heard.expected),
            burst_density: density(bursts.burst_density),
            gap_density: density(bursts.gap_density),
            burst_duration: ms(bursts.burst_packets),
            gap_duration: ms(bursts.gap_packets),
            round_trip_delay: u16::try_from(round_trip).unwrap_or(u16::MAX),
            // A packet is gathered there and played here.
            end_system_delay: short(heard.playout_delay_ms + 2 * heard.ptime_ms),
            signal_level: UNAVAILABLE,
            noise_level: UNAVAILABLE,
            rerl: UNAVAILABLE,
            gmin: G_MIN,
            rfactor: UNAVAILABLE,
            ext_rfactor: UNAVAILABLE,
            mos_lq: match heard.mos_lq {
                1.0.. => (heard.mos_lq * 10.0).round() as u8,
                _ => UNAVAILABLE,
            },
            mos_cq: UNAVAILABLE,
            rx_config: RX_CONFIG,
            reserved: 0,
            jb_nominal: delay,
            jb_maximum: delay,
            // A ring this long is full before.
            jb_abs_max: short(MAX_WAITING_PACKETS as u32 * heard.ptime_ms),
        }
    }

    fn members(&self) -> Members {
        Members {
            all: 2,
            senders: u32::from(self.we_send) + u32::from(self.peer_sends),
            we_send: self.we_send,
        }
    }
}

/// A part of a whole in units of 1/256, as reports write it.
fn fraction(part: u64, whole: u64) -> u8 {
    let scaled = part.saturating_mul(256).checked_div(whole).unwrap_or(0);
    u8::try_from(scaled).unwrap_or(u8::MAX)
}

/// The source description of a source, as bytes.
fn describe(ssrc: u32, cname: &str) -> Vec<u8> {
    let mut end = cname.len().min(MAX_CNAME);
    while !cname.is_char_boundary(end) {
        end -= 1;
    }
    let description = SourceDescription {
        chunks: vec![SourceDescriptionChunk {
            source: ssrc,
            items: vec![SourceDescriptionItem {
                sdes_type: SdesType::SdesCname,
                text: cname[..end].to_owned().into(),
            }],
        }],
    };
    let bytes = description.marshal();
    debug_assert!(bytes.is_ok(), "one chunk with one item that fits");
    bytes.map(|bytes| bytes.to_vec()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
