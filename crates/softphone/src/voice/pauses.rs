//! Pauses of a sending stream: comfort noise in their place, where it is wanted.

use media::{Codec, SilenceSuppressor, Transmitter, Verdict};

use super::stream::Transmit;

impl Transmit {
    /// Leaves pauses out from now on, or sends them; `number` is the codec as the server named it.
    pub(super) fn suppress_silence(&mut self, wanted: bool, number: u32) {
        let (rate_hz, codec) = {
            let config = self.transmitter.config();
            (config.rate_hz, config.codec)
        };
        // Opus and G.729 with Annex B have their own way, and no other.
        let by_itself = Codec::describes_pauses(number);
        self.transmitter.leave_pauses_out(wanted && by_itself);
        let wanted = wanted && !by_itself;
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
        Verdict::Sound => transmitter.packet_or_pause(said),
        Verdict::Noise(noise) => Some(transmitter.comfort_noise(&noise)),
        Verdict::Nothing => {
            transmitter.skip();
            None
        }
    }
}
