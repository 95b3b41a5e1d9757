//! One stream: a port, a direction in, a direction out, and its figures.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use media::control::ControlFigures;
use media::{Codec, Incoming, Outgoing, Received, Receiver, SilenceSuppressor, Transmitter};
use station::{RtcpStatistics, StreamQuality, StreamStatistics};

use super::control::{self, Control};
use super::digit_sounds::DigitSounds;
use super::pacing::Pacing;
use super::sockets::Port;

/// Packets sent at once after the thread was kept away; older ones are left out.
const MAX_CATCH_UP: u32 = 3;

/// Packets left out, at most, to keep the timestamps true to time.
const MAX_PAUSE: u32 = 1000;

/// A stream as the server named it (`passThroughPartyId`).
#[derive(Default)]
pub(super) struct Stream {
    pub(super) port: Option<Port>,
    /// The socket of the multicast group that it hears, in place of its own.
    pub(super) group: Option<Port>,
    /// The server will reopen it and expects the same port.
    pub(super) keep_port: bool,
    pub(super) receive: Option<Receive>,
    pub(super) transmit: Option<Transmit>,
    /// Its reports, while there is somebody to report to.
    pub(super) control: Option<Control>,
    /// Figures of the directions that have ended, until they begin again.
    received: StreamStatistics,
    sent: (u32, u32),
    reported: RtcpStatistics,
    /// When it came to rest; the oldest is forgotten first.
    pub(super) ended: Option<Instant>,
}

/// The receiving direction.
pub(super) struct Receive {
    pub(super) receiver: Receiver,
    pub(super) codec: Codec,
    pub(super) ptime_ms: u32,
    /// What the ear calls it: streams come again under the same name.
    pub(super) place: u32,
    /// The peer that was given with the opening.
    pub(super) source: Option<SocketAddr>,
    /// Takes the protection off what comes in, when it is protected.
    pub(super) protection: Option<Incoming>,
    /// The server wants to know of digits that come as events.
    pub(super) reports_digits: bool,
}

/// The sending direction.
pub(super) struct Transmit {
    pub(super) transmitter: Transmitter,
    pub(super) remote: SocketAddr,
    /// When the next packet is due.
    pub(super) next: Instant,
    /// The last packet could not be sent; said once.
    pub(super) failing: bool,
    /// Protects what goes out, when it is to be.
    pub(super) protection: Option<Outgoing>,
    /// Digits that go as sound.
    pub(super) sounds: DigitSounds,
    /// Finds the pauses, where they are not to be sent.
    pub(super) silence: Option<SilenceSuppressor>,
}

impl Stream {
    /// Neither direction is on.
    pub(super) fn is_idle(&self) -> bool {
        self.receive.is_none() && self.transmit.is_none()
    }

    /// When its next packet is due, if it sends.
    pub(super) fn next_packet(&self) -> Option<Instant> {
        self.transmit.as_ref().map(|transmit| transmit.next)
    }

    /// Ends receiving; the figures stay.
    pub(super) fn end_receiving(&mut self) {
        self.received = self.statistics();
        self.receive = None;
    }

    /// Ends sending; the figures stay.
    pub(super) fn end_sending(&mut self) {
        if let Some(transmit) = self.transmit.take() {
            self.sent = counts(&transmit.transmitter);
        }
    }

    /// Ends the reports; the figures stay.
    pub(super) fn end_control(&mut self, figures: &ControlFigures) {
        self.reported = control::statistics(figures);
    }

    /// Begins to receive: figures of an earlier time are forgotten.
    pub(super) fn begin_receiving(&mut self, receive: Receive) {
        self.received = StreamStatistics::default();
        self.receive = Some(receive);
        self.ended = None;
    }

    /// Begins to send: likewise.
    pub(super) fn begin_sending(&mut self, transmit: Transmit) {
        self.sent = (0, 0);
        self.transmit = Some(transmit);
        self.ended = None;
    }

    /// The figures of both directions.
    pub(super) fn statistics(&self) -> StreamStatistics {
        let rtcp = match &self.control {
            Some(control) => control::statistics(&control.session.figures()),
            None => self.reported.clone(),
        };
        let (packets_sent, octets_sent) = self
            .transmit
            .as_ref()
            .map_or(self.sent, |transmit| counts(&transmit.transmitter));
        let Some(receive) = &self.receive else {
            return StreamStatistics {
                packets_sent,
                octets_sent,
                rtcp,
                ..self.received.clone()
            };
        };
        let figures = receive.receiver.statistics();
        let refused = receive.protection.as_ref().map(Incoming::statistics);
        let refused = refused.unwrap_or_default();
        StreamStatistics {
            codec: receive.codec.sccp(),
            ptime_ms: receive.ptime_ms,
            packets_sent,
            octets_sent,
            packets_received: count(figures.packets),
            octets_received: count(figures.octets),
            packets_lost: count(figures.lost),
            packets_discarded: count(figures.discarded() + refused.unauthentic + refused.replayed),
            packets_unauthentic: count(refused.unauthentic),
            packets_replayed: count(refused.replayed),
            jitter_ms: figures.jitter_ms,
            max_jitter_ms: figures.max_jitter_ms,
            playout_delay_ms: figures.playout_delay_ms,
            concealed_ms: count(figures.concealed_ms),
            played_ms: count(figures.played_ms),
            quality: quality(&figures.quality),
            rtcp,
        }
    }

    /// Starts counting afresh.
    pub(super) fn clear_statistics(&mut self) {
        self.received = StreamStatistics::default();
        self.sent = (0, 0);
        self.reported = RtcpStatistics::default();
        if let Some(receive) = &mut self.receive {
            receive.receiver.clear_statistics();
            if let Some(protection) = &mut receive.protection {
                protection.clear_statistics();
            }
        }
        if let Some(transmit) = &mut self.transmit {
            transmit.transmitter.clear_statistics();
        }
    }
}

impl Receive {
    /// Takes a datagram; gives the digit that it tells of, when the server wants to know.
    pub(super) fn take(&mut self, datagram: &[u8], from: SocketAddr, at: Duration) -> Option<char> {
        let packet = match &mut self.protection {
            // What is refused was counted.
            Some(protection) if self.receiver.expects(from) => {
                protection.unprotect(datagram).ok()?
            }
            // The receiver refuses what is a stranger's, whatever it is.
            _ => datagram,
        };
        match self.receiver.handle(packet, from, at) {
            Received::Digit(digit) if self.reports_digits => Some(digit),
            _ => None,
        }
    }
}

impl Transmit {
    /// How many packets to send now; sets when the next one is due.
    ///
    /// The timer is absolute: a late packet does not shift the ones after it. What could
    /// not be sent for longer than a few packets is left out, and shows as a pause.
    pub(super) fn packets_due(&mut self, now: Instant, pacing: &Pacing) -> u32 {
        let Some(late) = now.checked_duration_since(self.next) else {
            return 0;
        };
        let packet_time = Duration::from_millis(u64::from(self.transmitter.config().ptime_ms));
        let due = u32::try_from(late.as_nanos() / packet_time.as_nanos()).unwrap_or(u32::MAX);
        if due > MAX_PAUSE {
            // The machine slept: the pause is over, however long it was.
            self.transmitter.skip();
            self.next = now + packet_time;
            return 1;
        }
        let due = due + 1;
        let left_out = due.saturating_sub(MAX_CATCH_UP);
        for _ in 0..left_out {
            self.transmitter.skip();
        }
        pacing.leave_out(left_out);
        for packet in left_out..due {
            pacing.send(late.saturating_sub(packet_time * packet), packet_time);
        }
        self.next += packet_time * due;
        due - left_out
    }

    /// Says once that sending fails, and once that it works again.
    pub(super) fn note(&mut self, error: Option<io::Error>) {
        match error {
            Some(error) if !self.failing => {
                self.failing = true;
                tracing::warn!(%error, remote = %self.remote, "sound cannot be sent");
            }
            None if self.failing => {
                self.failing = false;
                tracing::info!(remote = %self.remote, "sound is sent again");
            }
            _ => {}
        }
    }
}

fn counts(transmitter: &Transmitter) -> (u32, u32) {
    let statistics = transmitter.statistics();
    (count(statistics.packets), count(statistics.octets))
}

/// The same figures under the station's names.
fn quality(quality: &media::Quality) -> StreamQuality {
    StreamQuality {
        mos_lqk: quality.mos_lqk,
        mos_lqk_average: quality.mos_lqk_average,
        mos_lqk_min: quality.mos_lqk_min,
        mos_lqk_max: quality.mos_lqk_max,
        conceal_ratio: quality.conceal_ratio,
        interval_conceal_ratio: quality.interval_conceal_ratio,
        max_conceal_ratio: quality.max_conceal_ratio,
        concealed_seconds: quality.concealed_seconds,
        severely_concealed_seconds: quality.severely_concealed_seconds,
    }
}

/// The wire has 32 bits for a figure.
fn count(figure: u64) -> u32 {
    u32::try_from(figure).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use media::TransmitterConfig;

    use super::*;

    fn transmit(next: Instant) -> Transmit {
        let config = TransmitterConfig {
            ssrc: 1,
            ..TransmitterConfig::new(Codec::Pcmu, 20)
        };
        let transmitter = Transmitter::new(config).expect("a packet length");
        let remote = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
        Transmit {
            transmitter,
            remote,
            next,
            failing: false,
            protection: None,
            sounds: DigitSounds::new(8000),
            silence: None,
        }
    }

    #[test]
    fn a_late_packet_does_not_shift_the_others() {
        let start = Instant::now();
        let mut transmit = transmit(start);
        let ms = Duration::from_millis;
        for (at, due) in [
            (0, 1),
            (10, 0),
            (27, 1),
            (40, 1),
            (59, 0),
            (60, 1),
            (119, 2),
            (120, 1),
        ] {
            assert_eq!(
                transmit.packets_due(start + ms(at), &Pacing::default()),
                due,
                "at {at} ms"
            );
        }
    }

    #[test]
    fn a_long_absence_is_a_pause_and_no_flood() {
        let pacing = Pacing::default();
        let start = Instant::now();
        let mut transmit = transmit(start);
        assert_eq!(
            transmit.packets_due(start + Duration::from_millis(199), &pacing),
            MAX_CATCH_UP
        );
        assert_eq!(transmit.next, start + Duration::from_millis(200));
        let timestamp = media::packet::Packet::parse(transmit.transmitter.packet(&[]))
            .expect("our own packet")
            .timestamp;
        assert_eq!(timestamp, 7 * 160, "ten packets were due, three are sent");
        assert_eq!(
            transmit.packets_due(start + Duration::from_secs(9000), &pacing),
            1
        );
        assert_eq!(transmit.next, start + Duration::from_millis(9_000_020));
    }
}
