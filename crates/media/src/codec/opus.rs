//! Opus (RFC 6716, RFC 7587) by libopus: wideband speech in one channel.
//!
//! The only file that knows which crate binds the library.

use audiopus::coder::{Decoder as OpusDecoder, Encoder as OpusEncoder};
use audiopus::packet::Packet;
use audiopus::{Application, Bitrate, Channels, MutSignals, SampleRate};

/// Bits a second of speech: where listeners cease to hear a difference in wideband, with room for
/// what is sent once more.
const BITS_PER_SECOND: i32 = 48_000;

/// Loss that the encoder is told to expect, per cent: enough for it to send each packet's
/// sound coarsely once more in the next one, where speech begins or changes.
const EXPECTED_LOSS: u8 = 5;

/// How hard the encoder tries, of 10: half the work of the most, and hardly to be heard.
const COMPLEXITY: u8 = 5;

/// A packet so short need not be sent: the encoder has found a pause.
const NOTHING: usize = 2;

/// Longest packet, in units of 2.5 ms.
const LONGEST: usize = 48;

/// Samples of 2.5 ms at 16 kHz.
const UNIT: usize = 40;

/// Encodes one stream.
pub(super) struct Encoder(OpusEncoder);

impl Encoder {
    /// An encoder at the beginning of a stream; `None` when the library refuses.
    pub(super) fn new() -> Option<Self> {
        let set = || {
            let mut encoder =
                OpusEncoder::new(SampleRate::Hz16000, Channels::Mono, Application::Voip)?;
            encoder.set_bitrate(Bitrate::BitsPerSecond(BITS_PER_SECOND))?;
            encoder.set_complexity(COMPLEXITY)?;
            encoder.enable_inband_fec()?;
            encoder.set_packet_loss_perc(EXPECTED_LOSS)?;
            audiopus::Result::Ok(Self(encoder))
        };
        set().ok()
    }

    /// Leaves pauses out from now on, or sends them.
    pub(super) fn leave_pauses_out(&mut self, wanted: bool) {
        // There is no reason to refuse it, and pauses that are sent do no harm.
        let _told = self.0.set_dtx(wanted);
    }

    /// Encodes a frame of 10, 20, 40 or 60 ms; returns the bytes written, none in a pause.
    pub(super) fn encode(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        match self.0.encode(samples, payload) {
            Ok(length) if length > NOTHING => length,
            _ => 0,
        }
    }
}

/// Decodes one stream.
pub(super) struct Decoder(OpusDecoder);

impl Decoder {
    /// A decoder at the beginning of a stream; `None` when the library refuses.
    pub(super) fn new() -> Option<Self> {
        let decoder = OpusDecoder::new(SampleRate::Hz16000, Channels::Mono);
        decoder.ok().map(Self)
    }

    /// Decodes a packet; returns the samples written, 0 for a broken one.
    pub(super) fn decode(&mut self, payload: &[u8], samples: &mut [i16]) -> usize {
        self.run(Some(payload), samples, false)
    }

    /// The sound of the lost packet before this one, as far as this one repeats it, else
    /// what the library makes up; fills `samples`, whole multiples of 2.5 ms.
    pub(super) fn recover(&mut self, next: &[u8], samples: &mut [i16]) -> usize {
        self.run(Some(next), samples, true)
    }

    fn run(&mut self, payload: Option<&[u8]>, samples: &mut [i16], lost: bool) -> usize {
        let packet = payload.map(Packet::try_from).transpose();
        let (Ok(packet), Ok(samples)) = (packet, MutSignals::try_from(samples)) else {
            return 0;
        };
        self.0.decode(packet, samples, lost).unwrap_or(0)
    }
}

/// Samples in a packet at 16 kHz, by its first bytes (RFC 6716, 3.1); 0 for what is none.
pub(super) fn samples_in(payload: &[u8]) -> usize {
    let Some(&toc) = payload.first() else {
        return 0;
    };
    let units = match toc >> 3 {
        config @ 0..12 => [4, 8, 16, 24][usize::from(config % 4)],
        config @ 12..16 => [4, 8][usize::from(config % 2)],
        config => [1, 2, 4, 8][usize::from(config % 4)],
    };
    let frames = match (toc & 3, payload.get(1)) {
        (0, _) => 1,
        (1 | 2, _) => 2,
        (_, Some(count)) => usize::from(count & 0x3f),
        (_, None) => 0,
    };
    match units * frames {
        units @ 1..=LONGEST => units * UNIT,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_length_of_a_packet() {
        // Configurations of RFC 6716, table 2.
        for (payload, samples) in [
            (&[0x00][..], 160),
            (&[0x08], 320),
            (&[0x18], 960),
            (&[0x48, 0], 320),
            (&[0x60], 160),
            (&[0x80], 40),
            (&[0x98], 320),
            (&[0x09], 640),
            (&[0x0b, 0x03], 960),
            (&[0x1b, 0x03], 0),
            (&[0x0b], 0),
            (&[0x0b, 0x00], 0),
            (&[], 0),
        ] {
            assert_eq!(samples_in(payload), samples, "{payload:02x?}");
        }
    }

    #[test]
    fn the_length_told_is_the_length_decoded() {
        let mut encoder = Encoder::new().expect("libopus");
        let mut decoder = Decoder::new().expect("libopus");
        for samples in [160, 320, 640, 960] {
            let mut payload = [0; 1275];
            let length = encoder.encode(&vec![1000; samples], &mut payload);
            assert!(length > 0);
            let payload = &payload[..length];
            assert_eq!(samples_in(payload), samples);
            assert_eq!(decoder.decode(payload, &mut [0; 1920]), samples);
        }
    }

    #[test]
    fn a_broken_packet_decodes_to_nothing() {
        let mut decoder = Decoder::new().expect("libopus");
        // Two frames of equal length in an odd number of bytes.
        assert_eq!(decoder.decode(&[0x09, 1, 2, 3], &mut [0; 1920]), 0);
        assert_eq!(decoder.decode(&[], &mut [0; 1920]), 0);
    }

    #[test]
    fn a_lost_packet_is_found_in_the_next_one() {
        let mut encoder = Encoder::new().expect("libopus");
        let mut decoder = Decoder::new().expect("libopus");
        let voice = |n: usize| {
            let t = n as f32 / 16_000.0;
            let loud = 0.5 + 0.5 * (std::f32::consts::TAU * 3.0 * t).sin();
            (loud * 8000.0 * (std::f32::consts::TAU * (150.0 + 40.0 * t) * t).sin()) as i16
        };
        let mut recovered = 0;
        for packet in 0..50 {
            let sound: Vec<i16> = (packet * 320..(packet + 1) * 320).map(voice).collect();
            let mut payload = [0; 1275];
            let length = encoder.encode(&sound, &mut payload);
            let mut decoded = [0; 320];
            // Every fifth one is lost.
            if packet % 5 != 4 {
                if packet % 5 == 0 && packet > 0 {
                    assert_eq!(decoder.recover(&payload[..length], &mut decoded), 320);
                    recovered += i32::from(decoded.iter().any(|&sample| sample > 1000));
                }
                decoder.decode(&payload[..length], &mut decoded);
            }
        }
        assert!(recovered >= 5, "{recovered} of 9");
    }
}
