//! Sound to payload.

use std::fmt;

use audio_codec::Encoder as _;
use audio_codec::g722::G722Encoder;

use super::{Codec, g711, g729, l16, opus};

/// Encodes one stream; what it remembers of the sound before is in here.
///
/// Made outside the media thread's steady run: [`Encoder::new`] may allocate,
/// [`Encoder::encode`] does not.
pub struct Encoder {
    codec: Codec,
    state: State,
    /// Samples at the beginning of the last packet that are not in its payload.
    left_out: usize,
}

enum State {
    MuLaw,
    ALaw,
    G722(Box<G722Encoder>),
    L16,
    Opus(opus::Encoder),
    G729(::g729::Encoder),
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
            Codec::G722 => State::G722(Box::default()),
            Codec::L16 => State::L16,
            Codec::Opus => opus::Encoder::new().map_or(State::Nothing, State::Opus),
            Codec::G729 => ::g729::Encoder::new(false).map_or(State::Nothing, State::G729),
        };
        Self {
            codec,
            state,
            left_out: 0,
        }
    }

    /// What it encodes to.
    pub fn codec(&self) -> Codec {
        self.codec
    }

    /// Leaves pauses out from now on, or encodes them, in codecs that
    /// [know pauses](Codec::knows_pauses); begins the stream anew.
    pub fn leave_pauses_out(&mut self, wanted: bool) {
        match &mut self.state {
            State::Opus(encoder) => encoder.leave_pauses_out(wanted),
            State::G729(encoder) => {
                if let Some(fresh) = ::g729::Encoder::new(wanted) {
                    *encoder = fresh;
                }
            }
            _ => {}
        }
    }

    /// Samples at the beginning of the last packet that its payload leaves out: a pause that
    /// ends within it.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Encodes one packet's `samples` to the front of `payload`; returns the bytes written.
    ///
    /// The samples are a whole packet of 10 to 60 ms; what has no room is left out. Nothing is
    /// written in a pause that is to be left out.
    pub fn encode(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        match &mut self.state {
            State::MuLaw => g711::encode(g711::encode_mu_law, samples, payload),
            State::ALaw => g711::encode(g711::encode_a_law, samples, payload),
            State::G722(encoder) => {
                // A byte for two samples; it writes nothing where that does not fit.
                let room = samples.len().min(2 * payload.len());
                encoder.encode_into(&samples[..room], payload).unwrap_or(0)
            }
            State::L16 => l16::encode(samples, payload),
            State::Opus(encoder) => encoder.encode(samples, payload),
            State::G729(encoder) => {
                let encoded = g729::encode(encoder, samples, payload);
                self.left_out = encoded.left_out;
                encoded.length
            }
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
