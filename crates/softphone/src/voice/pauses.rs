//! Pauses of a sending stream: comfort noise in their place, where it is wanted.

use media::{Codec, SilenceSuppressor, Transmitter, Verdict};

use super::stream::Transmit;

impl Transmit {
    /// Leaves pauses out from now on, or sends them.
    pub(super) fn suppress_silence(&mut self, wanted: bool) {
        let (rate_hz, codec) = {
            let config = self.transmitter.config();
            (config.rate_hz, config.codec)
        };
        // Opus has its own way, and no other (RFC 7587, section 3.1.3).
        let wanted = wanted && codec != Codec::Opus;
        let fits = |silence: &SilenceSuppressor| wanted && silence.codec() == codec;
        if !self.silence.as_ref().is_some_and(fits) {
            self.silence = wanted.then(|| SilenceSuppressor::new(rate_hz, codec));
        }
    }
}

/// The next datagram, of a packet's sound; none in a pause that is not to be sent.
pub(super) fn packet<'a>(
    transmitter: &'a mut Transmitter,
    silence: &mut Option<SilenceSuppressor>,
    said: &[i16],
) -> Option<&'a [u8]> {
    let mut verdict = Verdict::Sound;
    if let Some(silence) = silence {
        verdict = silence.judge(said);
        if transmitter.has_digits() {
            silence.interrupt();
            verdict = Verdict::Sound;
        }
    }
    match verdict {
        Verdict::Sound => Some(transmitter.packet(said)),
        Verdict::Noise(noise) => Some(transmitter.comfort_noise(&noise)),
        Verdict::Nothing => {
            transmitter.skip();
            None
        }
    }
}
