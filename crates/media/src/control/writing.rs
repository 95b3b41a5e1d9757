//! What a session writes: sender and receiver reports, and extended ones.

use std::time::Duration;

use rtcp::extended_report::VoIPMetricsReportBlock;
use rtcp::reception_report::ReceptionReport;
use rtcp::source_description::{
    SdesType, SourceDescription, SourceDescriptionChunk, SourceDescriptionItem,
};
use webrtc_util::marshal::Marshal as _;

use super::compound::{DELAY_SINCE_LEN, VOIP_METRICS_LEN};
use super::round_trip::ntp;
use super::{Before, ControlSession, ExtendedReports, G_MIN, Heard, Sent};
use crate::playout::MAX_WAITING_PACKETS;

/// Longest canonical name, bytes: what fits an item of a source description.
const MAX_CNAME: usize = 255;

/// What a field of the VoIP metrics says when its value is not known (RFC 3611, 4.7).
const UNAVAILABLE: u8 = 127;

/// "Enhanced" concealment and an adaptive playout buffer (RFC 3611, 4.7.6: PLC 3, JBA 3).
const RX_CONFIG: u8 = 0b1111_0000;

impl ControlSession {
    /// Writes a compound of what is known now.
    pub(super) fn write(&mut self, now: Duration, sent: Option<Sent>, heard: Option<Heard>) {
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
}

/// A part of a whole in units of 1/256, as reports write it.
fn fraction(part: u64, whole: u64) -> u8 {
    let scaled = part.saturating_mul(256).checked_div(whole).unwrap_or(0);
    u8::try_from(scaled).unwrap_or(u8::MAX)
}

/// The source description of a source, as bytes.
pub(super) fn describe(ssrc: u32, cname: &str) -> Vec<u8> {
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
