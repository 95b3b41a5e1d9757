//! The sending half of a stream: sound and digits to datagrams.
//!
//! No clock and no socket: whoever owns the packet timer asks for one datagram per
//! packet time. Sequence, timestamp and source numbers are given, not drawn.

use std::collections::VecDeque;
use std::time::Duration;

use thiserror::Error;

use crate::codec::{Codec, Encoder};
use crate::comfort_noise::{self, ComfortNoise};
use crate::control::Sent;
use crate::event::{NoDigit, TelephoneEvent, event_code};
use crate::packet::{HEADER_LEN, MAX_DATAGRAM, MAX_PACKET_SAMPLES, Packet, write_header};
use crate::rate::RateChange;
use crate::statistics::TransmitStatistics;

/// Digits that wait at most: more than a pasted number with its access codes has.
pub const MAX_QUEUED_DIGITS: usize = 64;

/// Shortest length of a digit, ms: what every receiver takes for one (40 ms) and some more.
const DIGIT_MS: u32 = 100;

/// Packets that say a digit is over (RFC 4733, 2.5.1.4).
const END_PACKETS: u8 = 3;

/// Packets of sound between two digits, so that equal digits stay two.
const GAP_PACKETS: u8 = 2;

/// Power of a digit below 0 dBm0, dB.
const DIGIT_VOLUME: u8 = 10;

/// What a sender has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransmitterConfig {
    /// The codec.
    pub codec: Codec,
    /// Payload type of its packets.
    pub payload_type: u8,
    /// Rate of the sound that is given, Hz: the codec's, the double or the half of it.
    pub rate_hz: u32,
    /// Milliseconds of sound in a packet.
    pub ptime_ms: u32,
    /// Payload type of telephone events; `None`: digits cannot be sent here.
    pub event_payload_type: Option<u8>,
    /// Synchronisation source, random.
    pub ssrc: u32,
    /// First sequence number, random.
    pub first_sequence: u16,
    /// First timestamp, random.
    pub first_timestamp: u32,
}

impl TransmitterConfig {
    /// A stream of this codec at its own rate, without digits, whose numbers begin at 0.
    pub const fn new(codec: Codec, ptime_ms: u32) -> Self {
        Self {
            codec,
            payload_type: codec.payload_type(),
            rate_hz: codec.rate_hz(),
            ptime_ms,
            event_payload_type: None,
            ssrc: 0,
            first_sequence: 0,
            first_timestamp: 0,
        }
    }
}

/// Why sound or a digit cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TransmitError {
    /// Not a packet length this codec comes in.
    #[error(
        "packets of {0} ms cannot be sent: 10, 20, 30, 40, 50 or 60 ms can, of uncompressed wideband 40 ms at most"
    )]
    PacketSize(u32),
    /// The codec needs a library that is not there.
    #[error("{} cannot be used here: its library is missing", .0.name())]
    Unavailable(Codec),
    /// The server gave no payload type for telephone events.
    #[error("the server takes no telephone events on this stream")]
    NoEvents,
    /// Too many digits wait.
    #[error("{MAX_QUEUED_DIGITS} digits are waiting to be sent already")]
    TooManyDigits,
    /// Not a digit.
    #[error(transparent)]
    NoDigit(#[from] NoDigit),
}

/// Samples in a packet of `ptime_ms`, at the codec's rate.
///
/// Error: the codec is not available, or does not come in packets of this length.
pub fn packet_samples(codec: Codec, ptime_ms: u32) -> Result<usize, TransmitError> {
    if !codec.takes_ptime(ptime_ms) {
        return Err(TransmitError::PacketSize(ptime_ms));
    }
    if !codec.is_available() {
        return Err(TransmitError::Unavailable(codec));
    }
    // At most 60 ms.
    Ok((codec.rate_hz() / 1000 * ptime_ms) as usize)
}

/// A digit that is being sent.
#[derive(Clone, Copy, Debug)]
struct Event {
    code: u8,
    timestamp: u32,
    duration: u32,
    ends_sent: u8,
}

/// The sending half of a stream.
#[derive(Debug)]
pub struct Transmitter {
    config: TransmitterConfig,
    encoder: Encoder,
    leaves_pauses_out: bool,
    to_codec: RateChange,
    /// Samples of a packet at the codec's rate, and ticks of its clock.
    samples: usize,
    ticks: u32,
    sequence: u16,
    timestamp: u32,
    marker: bool,
    event: Option<Event>,
    gap: u8,
    digits: VecDeque<u8>,
    statistics: TransmitStatistics,
    /// Packets and octets sent before counting was started afresh.
    sent_before: (u64, u64),
    datagram: [u8; MAX_DATAGRAM],
}

impl Transmitter {
    /// A sender that has sent nothing yet.
    pub fn new(config: TransmitterConfig) -> Result<Self, TransmitError> {
        Ok(Self {
            samples: packet_samples(config.codec, config.ptime_ms)?,
            ticks: config.codec.clock_hz() / 1000 * config.ptime_ms,
            encoder: Encoder::new(config.codec),
            leaves_pauses_out: false,
            to_codec: RateChange::new(config.rate_hz, config.codec.rate_hz()),
            config,
            sequence: config.first_sequence,
            timestamp: config.first_timestamp,
            marker: true,
            event: None,
            gap: 0,
            digits: VecDeque::with_capacity(MAX_QUEUED_DIGITS),
            statistics: TransmitStatistics::default(),
            sent_before: (0, 0),
            datagram: [0; MAX_DATAGRAM],
        })
    }

    /// Makes the next datagram out of exactly [`samples_per_packet`](Self::samples_per_packet) samples.
    ///
    /// Missing samples count as silence, surplus ones are left out. While a digit is
    /// being sent, its event takes the place of the sound.
    pub fn packet(&mut self, samples: &[i16]) -> &[u8] {
        let len = self.write(samples);
        self.finish(len)
    }

    /// As [`packet`](Self::packet), but nothing in a pause that the codec leaves out.
    pub fn packet_or_pause(&mut self, samples: &[i16]) -> Option<&[u8]> {
        let len = self.write(samples);
        if len == 0 {
            self.skip();
            return None;
        }
        Some(self.finish(len))
    }

    /// Has the codec leave pauses out or not, if it [knows them](Codec::knows_pauses).
    pub fn leave_pauses_out(&mut self, wanted: bool) {
        if wanted != self.leaves_pauses_out {
            self.leaves_pauses_out = wanted;
            self.encoder.leave_pauses_out(wanted);
        }
    }

    fn write(&mut self, samples: &[i16]) -> usize {
        self.start_digit();
        match self.event {
            Some(event) => self.write_event(event),
            None => self.write_sound(samples),
        }
    }

    fn finish(&mut self, len: usize) -> &[u8] {
        self.sequence = self.sequence.wrapping_add(1);
        self.timestamp = self.timestamp.wrapping_add(self.ticks);
        self.statistics.packets += 1;
        self.statistics.octets += len as u64;
        &self.datagram[..HEADER_LEN + len]
    }

    /// Makes a datagram that tells of the background in a pause (RFC 3389), in place of a packet.
    ///
    /// The next packet carries the marker.
    pub fn comfort_noise(&mut self, noise: &ComfortNoise) -> &[u8] {
        let header = Packet {
            marker: false,
            payload_type: comfort_noise::PAYLOAD_TYPE,
            sequence: self.sequence,
            timestamp: self.timestamp,
            ssrc: self.config.ssrc,
            payload: &[],
        };
        write_header(&mut self.datagram, &header);
        let payload = noise.payload();
        let len = payload.len();
        self.datagram[HEADER_LEN..HEADER_LEN + len].copy_from_slice(payload);
        self.sequence = self.sequence.wrapping_add(1);
        self.statistics.packets += 1;
        self.statistics.octets += len as u64;
        self.skip();
        &self.datagram[..HEADER_LEN + len]
    }

    /// A digit is being sent or waits: a pause would cut it off.
    pub fn has_digits(&self) -> bool {
        self.event.is_some() || !self.digits.is_empty()
    }

    /// Lets one packet time pass without sending; the next packet carries the marker.
    pub fn skip(&mut self) {
        self.timestamp = self.timestamp.wrapping_add(self.ticks);
        self.marker = true;
    }

    /// Queues a digit: `0` to `9`, `*`, `#`, `A` to `D`.
    pub fn push_digit(&mut self, digit: char) -> Result<(), TransmitError> {
        let code = event_code(digit)?;
        if self.config.event_payload_type.is_none() {
            return Err(TransmitError::NoEvents);
        }
        if self.digits.len() >= MAX_QUEUED_DIGITS {
            return Err(TransmitError::TooManyDigits);
        }
        self.digits.push_back(code);
        Ok(())
    }

    /// Sends with another codec, packet length or payload types from the next packet on.
    ///
    /// Sequence, timestamp and source go on, so the receiver sees one stream.
    pub fn change(
        &mut self,
        codec: Codec,
        payload_type: u8,
        ptime_ms: u32,
        event_payload_type: Option<u8>,
    ) -> Result<(), TransmitError> {
        self.samples = packet_samples(codec, ptime_ms)?;
        self.ticks = codec.clock_hz() / 1000 * ptime_ms;
        if codec != self.config.codec {
            self.encoder = Encoder::new(codec);
            self.encoder.leave_pauses_out(self.leaves_pauses_out);
            self.to_codec = RateChange::new(self.config.rate_hz, codec.rate_hz());
        }
        self.config.codec = codec;
        self.config.payload_type = payload_type;
        self.config.ptime_ms = ptime_ms;
        self.config.event_payload_type = event_payload_type;
        if event_payload_type.is_none() {
            self.digits.clear();
            self.event = None;
        }
        self.marker = true;
        Ok(())
    }

    /// Starts counting afresh.
    pub fn clear_statistics(&mut self) {
        self.sent_before.0 += self.statistics.packets;
        self.sent_before.1 += self.statistics.octets;
        self.statistics = TransmitStatistics::default();
    }

    /// Samples that make one packet, at the rate of the sound that is given.
    pub fn samples_per_packet(&self) -> usize {
        self.to_codec.needed(self.samples)
    }

    /// The configuration as it is now.
    pub fn config(&self) -> &TransmitterConfig {
        &self.config
    }

    /// What was sent so far.
    pub fn statistics(&self) -> TransmitStatistics {
        self.statistics
    }

    /// What a report to the peer says; `until_next` is the time until the next packet is due.
    pub fn sent(&self, until_next: Duration) -> Sent {
        let clock_hz = self.config.codec.clock_hz();
        // Both wrap as timestamps do.
        let ahead = (until_next.as_micros() * u128::from(clock_hz) / 1_000_000) as u32;
        Sent {
            packets: self.sent_before.0 + self.statistics.packets,
            octets: self.sent_before.1 + self.statistics.octets,
            timestamp: self.timestamp.wrapping_sub(ahead),
            clock_hz,
        }
    }

    /// Takes the next digit when none is being sent and the gap after the last is over.
    fn start_digit(&mut self) {
        if self.event.is_some() || self.gap > 0 {
            return;
        }
        if let Some(code) = self.digits.pop_front() {
            self.event = Some(Event {
                code,
                timestamp: self.timestamp,
                duration: 0,
                ends_sent: 0,
            });
            self.statistics.digits += 1;
        }
    }

    fn write_event(&mut self, mut event: Event) -> usize {
        let first = event.duration == 0;
        if event.ends_sent == 0 {
            event.duration += self.ticks;
        }
        let whole = self.config.codec.clock_hz() / 1000 * DIGIT_MS;
        let end = event.duration >= whole;
        let payload = TelephoneEvent {
            code: event.code,
            end,
            volume: DIGIT_VOLUME,
            duration: u16::try_from(event.duration).unwrap_or(u16::MAX),
        };
        let header = Packet {
            marker: first,
            payload_type: self.config.event_payload_type.unwrap_or_default(),
            sequence: self.sequence,
            // All packets of an event carry the time of its beginning.
            timestamp: event.timestamp,
            ssrc: self.config.ssrc,
            payload: &[],
        };
        write_header(&mut self.datagram, &header);
        self.datagram[HEADER_LEN..HEADER_LEN + TelephoneEvent::LEN]
            .copy_from_slice(&payload.to_bytes());
        if end {
            event.ends_sent += 1;
        }
        self.event = (event.ends_sent < END_PACKETS).then_some(event);
        if self.event.is_none() {
            self.gap = GAP_PACKETS;
        }
        TelephoneEvent::LEN
    }

    fn write_sound(&mut self, samples: &[i16]) -> usize {
        self.gap = self.gap.saturating_sub(1);
        let len = self.encode(samples);
        let codec = self.config.codec;
        let payload = &self.datagram[HEADER_LEN..HEADER_LEN + len];
        let is_pause = codec.ends_in_pause(payload);
        // At most a packet, in ticks of the clock.
        let left_out = self.encoder.left_out() as u32 * (codec.clock_hz() / 1000);
        let left_out = left_out / (codec.rate_hz() / 1000);
        let header = Packet {
            marker: self.marker && len > 0 && !is_pause,
            payload_type: self.config.payload_type,
            sequence: self.sequence,
            timestamp: self.timestamp.wrapping_add(left_out),
            ssrc: self.config.ssrc,
            payload: &[],
        };
        self.marker = is_pause;
        write_header(&mut self.datagram, &header);
        len
    }

    /// Encodes a packet's sound to its place; returns the bytes.
    fn encode(&mut self, samples: &[i16]) -> usize {
        let payload = &mut self.datagram[HEADER_LEN..];
        let wanted = self.to_codec.needed(self.samples);
        if self.to_codec.is_none() && samples.len() >= wanted {
            return self.encoder.encode(&samples[..wanted], payload);
        }
        let given = &samples[..samples.len().min(wanted)];
        let mut whole = [0; MAX_PACKET_SAMPLES];
        let whole = &mut whole[..self.samples];
        self.to_codec.process(given, whole);
        self.encoder.encode(whole, payload)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: TransmitterConfig = TransmitterConfig {
        event_payload_type: Some(101),
        ssrc: 0x1234_5678,
        first_sequence: 65534,
        first_timestamp: u32::MAX - 159,
        ..TransmitterConfig::new(Codec::Pcmu, 20)
    };

    #[test]
    fn sequence_and_timestamp_wrap_and_only_the_first_packet_is_marked() {
        let mut transmitter = Transmitter::new(CONFIG).expect("20 ms is a packet length");
        let mut seen = Vec::new();
        for _ in 0..3 {
            let packet = Packet::parse(transmitter.packet(&[0; 160])).expect("our own packet");
            seen.push((
                packet.sequence,
                packet.timestamp,
                packet.marker,
                packet.payload.len(),
            ));
        }
        let start = u32::MAX - 159;
        assert_eq!(
            seen,
            [
                (65534, start, true, 160),
                (65535, 0, false, 160),
                (0, 160, false, 160)
            ]
        );
        assert_eq!(transmitter.statistics().packets, 3);
        assert_eq!(transmitter.statistics().octets, 480);
    }

    #[test]
    fn marks_the_first_packet_after_a_pause() {
        let mut transmitter = Transmitter::new(CONFIG).expect("20 ms is a packet length");
        transmitter.packet(&[0; 160]);
        transmitter.skip();
        let packet = Packet::parse(transmitter.packet(&[0; 160])).expect("our own packet");
        assert!(packet.marker);
        assert_eq!(packet.timestamp, 160);
        assert_eq!(packet.sequence, 65535);
    }

    #[test]
    fn a_digit_is_five_packets_and_three_ends_with_one_timestamp() {
        let mut transmitter = Transmitter::new(CONFIG).expect("20 ms is a packet length");
        transmitter.packet(&[0; 160]);
        transmitter.push_digit('5').expect("a digit");
        let mut events = Vec::new();
        for _ in 0..8 {
            let packet = Packet::parse(transmitter.packet(&[0; 160])).expect("our own packet");
            if packet.payload_type == 101 {
                let event = TelephoneEvent::parse(packet.payload).expect("an event");
                assert_eq!((event.code, packet.timestamp), (5, 0));
                events.push((packet.marker, event.duration, event.end));
            }
        }
        assert_eq!(
            events,
            [
                (true, 160, false),
                (false, 320, false),
                (false, 480, false),
                (false, 640, false),
                (false, 800, true),
                (false, 800, true),
                (false, 800, true),
            ]
        );
    }

    #[test]
    fn two_equal_digits_are_kept_apart_by_sound() {
        let mut transmitter = Transmitter::new(CONFIG).expect("20 ms is a packet length");
        transmitter.push_digit('1').expect("a digit");
        transmitter.push_digit('1').expect("a digit");
        let types: Vec<u8> = (0..18)
            .map(|_| {
                Packet::parse(transmitter.packet(&[0; 160]))
                    .expect("our own packet")
                    .payload_type
            })
            .collect();
        let mut expected = vec![101; 7];
        expected.extend([0, 0]);
        expected.extend([101; 7]);
        expected.extend([0, 0]);
        assert_eq!(types, expected);
    }

    #[test]
    fn the_digit_queue_is_bounded_and_needs_a_payload_type() {
        let mut transmitter = Transmitter::new(CONFIG).expect("20 ms is a packet length");
        for _ in 0..MAX_QUEUED_DIGITS {
            assert_eq!(transmitter.push_digit('9'), Ok(()));
        }
        assert_eq!(
            transmitter.push_digit('9'),
            Err(TransmitError::TooManyDigits)
        );
        let config = TransmitterConfig {
            event_payload_type: None,
            ..CONFIG
        };
        let mut transmitter = Transmitter::new(config).expect("20 ms is a packet length");
        assert_eq!(transmitter.push_digit('9'), Err(TransmitError::NoEvents));
    }

    #[test]
    fn takes_only_packet_lengths_it_can_send() {
        for (ptime_ms, samples) in [(10, 80), (20, 160), (30, 240), (60, 480)] {
            assert_eq!(packet_samples(Codec::Pcma, ptime_ms), Ok(samples));
        }
        for ptime_ms in [0, 15, 70, u32::MAX] {
            assert_eq!(
                packet_samples(Codec::Pcma, ptime_ms),
                Err(TransmitError::PacketSize(ptime_ms))
            );
        }
    }

    #[test]
    fn fills_a_short_block_with_silence() {
        let mut transmitter = Transmitter::new(CONFIG).expect("20 ms is a packet length");
        let packet = Packet::parse(transmitter.packet(&[1000; 10])).expect("our own packet");
        assert_eq!(packet.payload.len(), 160);
        assert!(packet.payload[10..].iter().all(|&code| code == 0xff));
    }
}
