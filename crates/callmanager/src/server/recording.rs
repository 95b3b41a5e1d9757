//! One recording: packets put together by their timestamps, gaps left silent.
//!
//! Not a playout: nothing waits and nothing is concealed. A packet that comes late
//! or twice is put in its place.

use std::time::Duration;

use media::packet::MAX_PACKET_SAMPLES;
use media::{Codec, Decoder, RateChange};

use super::sounds::RATE_HZ;
use crate::{Envelope, MessageId};

/// The longest recording that memory is taken for, whatever the configuration says.
const MAX_LENGTH: Duration = Duration::from_secs(600);

/// What is being recorded of a stream.
#[derive(Debug)]
pub(super) struct Recording {
    pub(super) message: MessageId,
    pub(super) envelope: Envelope,
    decoder: Decoder,
    from_codec: RateChange,
    /// The timestamp of the first sample.
    start: Option<u32>,
    samples: Vec<i16>,
    longest: usize,
}

impl Recording {
    pub(super) fn new(
        message: MessageId,
        envelope: Envelope,
        codec: Codec,
        longest: Duration,
    ) -> Self {
        // At most MAX_LENGTH.
        let seconds = longest.min(MAX_LENGTH).as_secs_f64();
        Self {
            message,
            envelope,
            decoder: Decoder::new(codec),
            from_codec: RateChange::new(codec.rate_hz(), RATE_HZ),
            start: None,
            samples: Vec::new(),
            longest: (seconds * f64::from(RATE_HZ)) as usize,
        }
    }

    /// Takes the sound of a packet.
    pub(super) fn push(&mut self, timestamp: u32, payload: &[u8]) {
        let start = *self.start.get_or_insert(timestamp);
        let mut decoded = [0; MAX_PACKET_SAMPLES];
        let made = self.decoder.decode(payload, &mut decoded);
        let codec = self.decoder.codec();
        // Timestamps go round (RFC 3550); one before the first is far beyond the longest.
        let at = u64::from(timestamp.wrapping_sub(start)) * u64::from(RATE_HZ);
        let Ok(at) = usize::try_from(at / u64::from(codec.clock_hz())) else {
            return;
        };
        let length = made * RATE_HZ as usize / codec.rate_hz() as usize;
        let end = at.saturating_add(length);
        if end > self.longest {
            return;
        }
        if self.samples.len() < end {
            self.samples.resize(end, 0);
        }
        if let Some(place) = self.samples.get_mut(at..end) {
            self.from_codec.process(&decoded[..made], place);
        }
    }

    /// What was recorded.
    pub(super) fn into_samples(self) -> Vec<i16> {
        self.samples
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recording(longest: Duration) -> Recording {
        Recording::new(MessageId(1), Envelope::default(), Codec::Pcmu, longest)
    }

    #[test]
    fn packets_stand_where_their_timestamps_say_and_gaps_are_silent() {
        let mut recording = recording(Duration::from_secs(1));
        let loud = [0x80_u8; 160];
        recording.push(u32::MAX - 159, &loud);
        recording.push(320, &loud);
        recording.push(160, &loud);
        let samples = recording.into_samples();
        assert_eq!(samples.len(), 640);
        let is_loud = |block: usize| samples[block * 160..][..160].iter().all(|s| *s > 30_000);
        assert_eq!([0, 1, 2, 3].map(is_loud), [true, false, true, true]);
    }

    #[test]
    fn a_recording_takes_no_more_than_it_may() {
        let mut recording = recording(Duration::from_millis(100));
        for packet in 0..50 {
            recording.push(packet * 160, &[0x80; 160]);
        }
        recording.push(u32::MAX / 2, &[0x80; 160]);
        assert_eq!(recording.into_samples().len(), 800);
    }
}
