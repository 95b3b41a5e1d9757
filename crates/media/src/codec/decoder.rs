//! Payload to sound.

use std::fmt;

use audio_codec::Decoder as _;
use audio_codec::g722::G722Decoder;

use super::{Codec, g711, g729, l16, opus};

/// Decodes one stream; what it remembers of the sound before is in here.
///
/// Made on the network's side, used and kept in the sound callback: [`Decoder::new`] may
/// allocate, nothing else does.
pub struct Decoder {
    codec: Codec,
    state: State,
}

enum State {
    MuLaw,
    ALaw,
    G722(Box<G722Decoder>),
    L16,
    Opus(opus::Decoder),
    G729(::g729::Decoder),
    /// The codec is not available here.
    Nothing,
}

impl Decoder {
    /// A decoder at the beginning of a stream.
    ///
    /// Of a codec that is not [available](Codec::is_available) it decodes nothing.
    pub fn new(codec: Codec) -> Self {
        let state = match codec {
            Codec::Pcmu => State::MuLaw,
            Codec::Pcma => State::ALaw,
            Codec::G722 => State::G722(Box::default()),
            Codec::L16 => State::L16,
            Codec::Opus => opus::Decoder::new().map_or(State::Nothing, State::Opus),
            Codec::G729 => ::g729::Decoder::new().map_or(State::Nothing, State::G729),
        };
        Self { codec, state }
    }

    /// What it decodes.
    pub fn codec(&self) -> Codec {
        self.codec
    }

    /// Decodes a payload to the front of `samples`; returns the samples written, 0 when it
    /// is broken.
    ///
    /// Payload that has no room in `samples` is left out.
    pub fn decode(&mut self, payload: &[u8], samples: &mut [i16]) -> usize {
        match &mut self.state {
            State::MuLaw => g711::decode(&g711::MU_LAW, payload, samples),
            State::ALaw => g711::decode(&g711::A_LAW, payload, samples),
            State::G722(decoder) => {
                let room = payload.len().min(samples.len() / 2);
                let decoded = decoder.decode_into(&payload[..room], samples);
                decoded.unwrap_or(0)
            }
            State::L16 => l16::decode(payload, samples),
            State::Opus(decoder) => decoder.decode(payload, samples),
            State::G729(decoder) => g729::decode(decoder, payload, samples),
            State::Nothing => 0,
        }
    }

    /// Packets repeat those before them: see [`recover`](Self::recover).
    pub fn recovers(&self) -> bool {
        matches!(self.state, State::Opus(_))
    }

    /// Makes the sound of the lost packet before `next` out of what `next` repeats of it, to the
    /// front of `samples`, as long as they are; returns the samples written, 0 for codecs that
    /// repeat nothing. `next` itself is still to be decoded after it.
    pub fn recover(&mut self, next: &[u8], samples: &mut [i16]) -> usize {
        match &mut self.state {
            State::Opus(decoder) => decoder.recover(next, samples),
            _ => 0,
        }
    }

    /// Decodes a payload of its own codec, or of either law of G.711.
    pub(crate) fn decode_as(&mut self, codec: Codec, payload: &[u8], samples: &mut [i16]) -> usize {
        match codec {
            Codec::Pcmu => g711::decode(&g711::MU_LAW, payload, samples),
            Codec::Pcma => g711::decode(&g711::A_LAW, payload, samples),
            _ => self.decode(payload, samples),
        }
    }
}

impl fmt::Debug for Decoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoder")
            .field("codec", &self.codec)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_writes_past_the_shorter_side() {
        let mut samples = [1; 10];
        assert_eq!(
            Decoder::new(Codec::Pcma).decode(&[0xd5; 4], &mut samples),
            4
        );
        assert_eq!(samples[4..], [1; 6]);
        assert_eq!(Decoder::new(Codec::L16).decode(&[1, 2, 3], &mut samples), 1);
        assert_eq!(samples[0], 258);
        assert_eq!(Decoder::new(Codec::L16).decode(&[0; 40], &mut samples), 10);
    }
}
