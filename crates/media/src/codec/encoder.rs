//! Sound to payload.

use std::fmt;

use super::{Codec, g711, l16};

/// Encodes one stream; what it remembers of the sound before is in here.
///
/// Made outside the media thread's steady run: [`Encoder::new`] may allocate,
/// [`Encoder::encode`] does not.
pub struct Encoder {
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

impl Encoder {
    /// An encoder at the beginning of a stream.
    ///
    /// Of a codec that is not [available](Codec::is_available) it makes empty payloads.
    pub fn new(codec: Codec) -> Self {
        let state = match codec {
            Codec::Pcmu => State::MuLaw,
            Codec::Pcma => State::ALaw,
            Codec::L16 => State::L16,
            Codec::G722 | Codec::Opus | Codec::G729 => State::Nothing,
        };
        Self { codec, state }
    }

    /// What it encodes to.
    pub fn codec(&self) -> Codec {
        self.codec
    }

    /// Encodes one packet's `samples` to the front of `payload`; returns the bytes written.
    ///
    /// The samples are a whole packet of 10 to 60 ms; what has no room is left out.
    pub fn encode(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        match &mut self.state {
            State::MuLaw => g711::encode(g711::encode_mu_law, samples, payload),
            State::ALaw => g711::encode(g711::encode_a_law, samples, payload),
            State::L16 => l16::encode(samples, payload),
            State::Nothing => 0,
        }
    }
}

impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder")
            .field("codec", &self.codec)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_writes_past_the_shorter_side() {
        let mut payload = [0; 3];
        assert_eq!(Encoder::new(Codec::Pcmu).encode(&[0; 10], &mut payload), 3);
        assert_eq!(Encoder::new(Codec::L16).encode(&[258; 10], &mut payload), 2);
        assert_eq!(payload[..2], [1, 2]);
    }
}
