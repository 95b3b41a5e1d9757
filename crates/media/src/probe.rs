//! A signal that is recognised again: does the sound go through, how late, how loud.
//!
//! Every second a short chirp from 400 to 3200 Hz. Its correlation with what comes back
//! has one sharp peak, through G.711, loss and time stretching, and so says the round
//! trip up to a second without doubt. Nothing else sounds like it, speech and tones least.

use std::f64::consts::{PI, TAU};

/// Time from one chirp to the next, ms; the longest round trip that is told.
pub const PERIOD_MS: u32 = 1000;

/// Length of a chirp, ms: outlasts a lost packet or two.
const CHIRP_MS: u32 = 128;

/// Frequencies of the chirp, Hz: the telephone band with a margin.
const BAND_HZ: (f64, f64) = (400.0, 3200.0);

/// Peak of the chirp in 16-bit samples: −10 dB of full scale.
const PEAK: f64 = 10_000.0;

/// Correlation from which a chirp counts as recognised: a third of it may be missing.
const RECOGNISED: f32 = 0.5;

/// Chirps that have to agree, so that chance is never believed.
const AGREEING: usize = 2;

/// Round trips that differ by less than this agree, ms: the playout may have adapted in between.
const AGREE_MS: f64 = 30.0;

/// Sound that is kept for recognition, s; the newest counts.
const KEPT_S: usize = 12;

/// Says the probe signal.
#[derive(Clone, Debug)]
pub struct ProbeSource {
    chirp: Vec<i16>,
    period: usize,
    at: usize,
}

/// Listens for the probe signal.
#[derive(Clone, Debug)]
pub struct ProbeListener {
    chirp: Vec<i16>,
    period: usize,
    rate_hz: u32,
    /// The source's sample that was said when the first kept one was heard.
    origin: i64,
    kept: Vec<i16>,
}

/// What was recognised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProbeHeard {
    /// From the source to the listener, ms.
    pub round_trip_ms: f64,
    /// Loudness against the source; 1 is unchanged.
    pub gain: f32,
    /// Chirps recognised.
    pub chirps: usize,
}

impl ProbeSource {
    /// A source whose first sample is the beginning of a chirp.
    pub fn new(rate_hz: u32) -> Self {
        Self::with_period(rate_hz, PERIOD_MS)
    }

    /// A source that says a chirp every `period_ms`, for calls of a few seconds.
    pub fn with_period(rate_hz: u32, period_ms: u32) -> Self {
        Self {
            chirp: chirp(rate_hz),
            period: period(rate_hz, period_ms),
            at: 0,
        }
    }

    /// Writes the next samples.
    pub fn fill(&mut self, out: &mut [i16]) {
        for sample in out {
            *sample = self.chirp.get(self.at).copied().unwrap_or(0);
            self.at = (self.at + 1) % self.period;
        }
    }
}

impl ProbeListener {
    /// A listener whose first sample is heard when the source says its sample number `origin`
    /// (negative: before the source begins).
    pub fn new(rate_hz: u32, origin: i64) -> Self {
        Self::with_period(rate_hz, origin, PERIOD_MS)
    }

    /// A listener to a source of this period, which is also the longest round trip it can tell.
    pub fn with_period(rate_hz: u32, origin: i64, period_ms: u32) -> Self {
        Self {
            chirp: chirp(rate_hz),
            period: period(rate_hz, period_ms),
            rate_hz,
            origin,
            kept: Vec::new(),
        }
    }

    /// Takes the next samples.
    pub fn take(&mut self, samples: &[i16]) {
        self.kept.extend(samples);
        let most = KEPT_S * self.rate_hz as usize;
        // In large steps, so that not every block moves all that is kept.
        if self.kept.len() > 2 * most {
            let surplus = self.kept.len() - most;
            self.kept.drain(..surplus);
            self.origin += surplus as i64;
        }
    }

    /// What was recognised so far; takes a few ms for each second heard, so not in a callback.
    pub fn heard(&self) -> Option<ProbeHeard> {
        let mut found: Vec<(f64, f32)> = self
            .chirps_said()
            .filter_map(|start| self.find(start))
            .collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        let middle = found.get(found.len() / 2)?.0;
        found.retain(|chirp| (chirp.0 - middle).abs() < AGREE_MS);
        if found.len() < AGREEING {
            return None;
        }
        let count = found.len();
        let gain = found.iter().map(|chirp| chirp.1).sum::<f32>() / count as f32;
        Some(ProbeHeard {
            round_trip_ms: found[count / 2].0,
            gain,
            chirps: count,
        })
    }

    /// Where in the kept sound chirps were said, so far as all answers to them are kept.
    fn chirps_said(&self) -> impl Iterator<Item = usize> {
        let period = self.period as i64;
        let newest = KEPT_S * self.rate_hz as usize;
        let from = self.kept.len().saturating_sub(newest);
        let first =
            (from as i64 + self.origin + period - 1).div_euclid(period) * period - self.origin;
        let first = usize::try_from(first).unwrap_or(0);
        (first..self.kept.len()).step_by(self.period)
    }

    /// The best answer to a chirp said at `start`: its delay in ms and its gain.
    fn find(&self, start: usize) -> Option<(f64, f32)> {
        let end = (start + self.period + self.chirp.len()).min(self.kept.len());
        let sound = &self.kept[start..end];
        let own: f32 = self.chirp.iter().map(|&sample| square(sample)).sum();
        let mut energy: f64 = sound
            .iter()
            .take(self.chirp.len())
            .map(|&sample| f64::from(square(sample)))
            .sum();
        let mut best: Option<(usize, f32, f32)> = None;
        for (lag, piece) in sound.windows(self.chirp.len()).enumerate() {
            // Half of the chirp's energy at −40 dB: less cannot be an answer.
            if energy > f64::from(own) * 5e-5 {
                let product: f32 = piece
                    .iter()
                    .zip(&self.chirp)
                    .map(|(&a, &b)| f32::from(a) * f32::from(b))
                    .sum();
                // f64 keeps the running sum exact; the quotient needs less.
                let likeness = product / (own * energy as f32).sqrt();
                if best.is_none_or(|found| likeness > found.1) {
                    best = Some((lag, likeness, product / own));
                }
            }
            let leaving = f64::from(square(piece[0]));
            let entering = sound
                .get(lag + self.chirp.len())
                .map_or(0.0, |&sample| f64::from(square(sample)));
            energy += entering - leaving;
        }
        let (lag, _, gain) = best.filter(|found| found.1 >= RECOGNISED)?;
        Some((lag as f64 * 1000.0 / f64::from(self.rate_hz), gain))
    }
}

fn square(sample: i16) -> f32 {
    f32::from(sample) * f32::from(sample)
}

/// Samples from one chirp to the next; chirps never overlap.
fn period(rate_hz: u32, period_ms: u32) -> usize {
    (rate_hz as usize * period_ms.max(CHIRP_MS) as usize / 1000).max(1)
}

fn chirp(rate_hz: u32) -> Vec<i16> {
    let length = rate_hz as usize * CHIRP_MS as usize / 1000;
    let seconds = f64::from(CHIRP_MS) / 1000.0;
    (0..length)
        .map(|n| {
            let t = n as f64 / f64::from(rate_hz);
            let turns = BAND_HZ.0 * t + (BAND_HZ.1 - BAND_HZ.0) * t * t / (2.0 * seconds);
            let edge = (PI * n as f64 / length as f64).sin().sqrt();
            // Far below full scale.
            (PEAK * edge * (TAU * turns).sin()) as i16
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Codec, Decoder, Encoder};

    fn through_g711(sound: &[i16]) -> Vec<i16> {
        let mut codes = vec![0; sound.len()];
        Encoder::new(Codec::Pcmu).encode(sound, &mut codes);
        let mut decoded = vec![0; sound.len()];
        Decoder::new(Codec::Pcmu).decode(&codes, &mut decoded);
        decoded
    }

    fn said(seconds: usize) -> Vec<i16> {
        let mut sound = vec![0; seconds * 8000];
        ProbeSource::new(8000).fill(&mut sound);
        sound
    }

    #[test]
    fn recognises_itself_late_and_soft_through_g711() {
        let soft: Vec<i16> = said(4).iter().map(|sample| sample / 4).collect();
        let mut listener = ProbeListener::new(8000, 0);
        listener.take(&[0; 777]);
        listener.take(&through_g711(&soft));
        let heard = listener.heard().expect("the probe");
        assert!((heard.round_trip_ms - 777.0 / 8.0).abs() < 0.2, "{heard:?}");
        assert!((heard.gain - 0.25).abs() < 0.01, "{heard:?}");
    }

    #[test]
    fn knows_when_it_began_to_listen() {
        let mut listener = ProbeListener::new(8000, 2500);
        listener.take(&said(5)[2500 - 400..]);
        let heard = listener.heard().expect("the probe");
        assert!((heard.round_trip_ms - 50.0).abs() < 0.2, "{heard:?}");

        let mut listener = ProbeListener::new(8000, -1000);
        listener.take(&[0; 1400]);
        listener.take(&said(4));
        let heard = listener.heard().expect("the probe");
        assert!((heard.round_trip_ms - 50.0).abs() < 0.2, "{heard:?}");
    }

    #[test]
    fn a_short_call_is_enough_with_a_short_period() {
        let mut sound = [0; 8000];
        ProbeSource::with_period(8000, 250).fill(&mut sound);
        let mut listener = ProbeListener::with_period(8000, 0, 250);
        listener.take(&[0; 640]);
        listener.take(&through_g711(&sound[..8000 - 640]));
        let heard = listener.heard().expect("the probe");
        assert!((heard.round_trip_ms - 80.0).abs() < 0.2, "{heard:?}");
        assert!(heard.chirps >= 3, "{heard:?}");
    }

    #[test]
    fn survives_losses() {
        let mut sound = through_g711(&said(6));
        for (n, packet) in sound.chunks_mut(160).enumerate() {
            if n % 19 == 2 {
                packet.fill(0);
            }
        }
        let mut listener = ProbeListener::new(8000, 0);
        listener.take(&sound);
        let heard = listener.heard().expect("the probe");
        assert!(heard.round_trip_ms < 0.2 && heard.chirps >= 4, "{heard:?}");
    }

    #[test]
    fn hears_nothing_in_silence_tones_or_noise() {
        let mut noise = 1u32;
        let mut next = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 18) as i16 - 8192
        };
        let noise: Vec<i16> = (0..40_000).map(|_| next()).collect();
        let tone: Vec<i16> = (0..40_000)
            .map(|n| ((f64::from(n) * 0.6).sin() * 9000.0) as i16)
            .collect();
        for sound in [vec![0; 40_000], tone, noise] {
            let mut listener = ProbeListener::new(8000, 0);
            listener.take(&sound);
            assert_eq!(listener.heard(), None);
        }
    }

    #[test]
    fn keeps_only_the_newest_sound() {
        let mut listener = ProbeListener::new(8000, 0);
        let second = said(1);
        for _ in 0..60 {
            listener.take(&second);
        }
        assert!(listener.kept.len() <= 2 * KEPT_S * 8000);
        let heard = listener.heard().expect("the probe");
        assert!(heard.round_trip_ms < 0.2, "{heard:?}");
    }
}
