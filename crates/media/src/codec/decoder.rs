//! Payload to sound.

use std::fmt;

use super::{Codec, g711, l16};

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
    L16,
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
            Codec::L16 => State::L16,
            Codec::G722 | Codec::Opus | Codec::G729 => State::Nothing,
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
            State::L16 => l16::decode(payload, samples),
            State::Nothing => 0,
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
