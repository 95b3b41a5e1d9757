//! Recognises any sound again in what comes back: speech, music, a tone.
//!
//! Not for a signal of one's own choice: the [probe](crate::probe) is told apart more
//! surely, and its round trip is never in doubt. A steady tone looks the same a period
//! later; the shortest round trip that fits is told.

use std::ops::Range;

/// Sound that is kept of each side, s; the first counts.
const KEPT_S: usize = 12;

/// Length of the piece that is looked for, ms: its loudest of that length.
const PIECE_MS: usize = 1000;

/// Shortest piece that is worth looking for, ms.
const SHORTEST_MS: usize = 250;

/// Longest round trip that is told, ms.
const LONGEST_MS: usize = 1000;

/// Root mean square below which nothing was said: a whisper is louder.
const SILENT: f64 = 30.0;

/// Likeness from which a piece counts as recognised: half of it may be missing.
const RECOGNISED: f64 = 0.5;

/// Share of the best likeness that an earlier place needs to be taken instead.
const AS_GOOD: f64 = 0.98;

/// Distance of the places at which the loudest piece is looked for, ms: finer finds none louder.
const GRAIN_MS: usize = 10;

/// Compares what is said with what is heard.
#[derive(Clone, Debug)]
pub struct LikenessListener {
    rate_hz: usize,
    /// The said sample that was said when the first one was heard.
    origin: usize,
    said: Vec<i16>,
    heard: Vec<i16>,
}

/// Where a sound was recognised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// From the saying to the hearing, ms.
    pub round_trip_ms: f64,
    /// How alike the two are; 1 is the same but for its loudness.
    pub likeness: f64,
}

impl LikenessListener {
    /// Begins with nothing said; both sides are mono at `rate_hz`.
    pub fn new(rate_hz: u32) -> Self {
        Self {
            rate_hz: rate_hz as usize,
            origin: 0,
            said: Vec::new(),
            heard: Vec::new(),
        }
    }

    /// Takes what was said, without a gap since the last.
    pub fn say(&mut self, samples: &[i16]) {
        keep(&mut self.said, samples, self.rate_hz);
    }

    /// Takes what was heard, without a gap since the last. The first was heard when
    /// the said sample of number `now` was said.
    pub fn hear(&mut self, samples: &[i16], now: usize) {
        if self.heard.is_empty() {
            self.origin = now;
        }
        keep(&mut self.heard, samples, self.rate_hz);
    }

    /// Looks for the loudest piece of what was said in what was heard after it.
    ///
    /// Takes 64 million multiplications at 8 kHz, so not in a callback.
    pub fn find(&self) -> Option<Likeness> {
        let said = Energies::of(&self.said);
        let heard = Energies::of(&self.heard);
        let said_at = self.loudest(&said)?;
        let piece = &self.said[said_at.clone()];
        let loudness = said.over(said_at.clone()).sqrt();
        if loudness < SILENT * (piece.len() as f64).sqrt() {
            return None;
        }
        let likeness: Vec<(usize, f64)> = (0..=self.samples(LONGEST_MS))
            .filter_map(|delay| {
                // The piece was said after the origin, and heard whole within the longest delay.
                let from = said_at.start - self.origin + delay;
                let heard_at = from..from + piece.len();
                let place = self.heard.get(heard_at.clone())?;
                let there = heard.over(heard_at).sqrt();
                (there > 0.0).then(|| (delay, product(piece, place) / (loudness * there)))
            })
            .collect();
        let best = likeness
            .iter()
            .map(|&(_, likeness)| likeness)
            .fold(0.0, f64::max);
        let (delay, likeness) = likeness
            .into_iter()
            .find(|&(_, likeness)| likeness >= best * AS_GOOD)
            .filter(|&(_, likeness)| likeness >= RECOGNISED)?;
        let round_trip_ms = delay as f64 * 1000.0 / self.rate_hz as f64;
        Some(Likeness {
            round_trip_ms,
            likeness,
        })
    }

    /// The loudest piece of what was said that may have been heard whole.
    fn loudest(&self, said: &Energies) -> Option<Range<usize>> {
        let heard_until = self.origin + self.heard.len();
        let end = self
            .said
            .len()
            .min(heard_until.checked_sub(self.samples(LONGEST_MS))?);
        let shortest = self.samples(SHORTEST_MS);
        let piece = self.samples(PIECE_MS).min(end.checked_sub(self.origin)?);
        if piece < shortest {
            return None;
        }
        (self.origin..=end - piece)
            .step_by(self.samples(GRAIN_MS).max(1))
            .map(|start| start..start + piece)
            .max_by(|a, b| said.over(a.clone()).total_cmp(&said.over(b.clone())))
    }

    fn samples(&self, ms: usize) -> usize {
        self.rate_hz * ms / 1000
    }
}

fn keep(kept: &mut Vec<i16>, samples: &[i16], rate_hz: usize) {
    let room = (KEPT_S * rate_hz).saturating_sub(kept.len());
    kept.extend_from_slice(&samples[..samples.len().min(room)]);
}

/// The energy of every piece of a sound, at the cost of one subtraction.
struct Energies {
    /// Sum of the squares before each sample, and of all.
    before: Vec<i64>,
}

impl Energies {
    fn of(sound: &[i16]) -> Self {
        let mut sum = 0;
        let squares = sound.iter().map(|&sample| i64::from(sample).pow(2));
        let after = squares.map(|square| {
            sum += square;
            sum
        });
        Self {
            before: std::iter::once(0).chain(after).collect(),
        }
    }

    fn over(&self, piece: Range<usize>) -> f64 {
        (self.before[piece.end] - self.before[piece.start]) as f64
    }
}

fn product(a: &[i16], b: &[i16]) -> f64 {
    let sum: i64 = a
        .iter()
        .zip(b)
        .map(|(&a, &b)| i64::from(a) * i64::from(b))
        .sum();
    sum as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::TAU;

    /// A sound that never repeats, like speech.
    fn babble(samples: usize) -> Vec<i16> {
        let mut state = 1_u32;
        let mut low = 0.0;
        (0..samples)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                low = 0.9 * low + f64::from((state >> 16) as i16) * 0.1;
                low as i16
            })
            .collect()
    }

    fn tone() -> Vec<i16> {
        (0..24_000)
            .map(|n| ((TAU * 440.0 * f64::from(n) / 8000.0).sin() * 9000.0) as i16)
            .collect()
    }

    fn through(said: &[i16], delay: usize, hear: impl Fn(i16) -> i16) -> Option<Likeness> {
        let mut listener = LikenessListener::new(8000);
        for (n, block) in said.chunks(80).enumerate() {
            listener.say(block);
            let heard: Vec<i16> = (n * 80..n * 80 + 80)
                .map(|at| at.checked_sub(delay).map_or(0, |at| hear(said[at])))
                .collect();
            listener.hear(&heard, n * 80);
        }
        listener.find()
    }

    #[test]
    fn a_sound_is_recognised_with_its_delay_though_it_is_softer() {
        let found = through(&babble(32_000), 400, |sample| sample / 4).expect("it is there");
        assert!((found.round_trip_ms - 50.0).abs() < 1.0, "{found:?}");
        assert!(found.likeness > 0.9, "{found:?}");
    }

    #[test]
    fn a_tone_is_recognised() {
        assert!(through(&tone(), 320, |sample| sample).is_some());
    }

    #[test]
    fn a_short_piece_is_enough_and_what_was_said_before_the_hearing_does_not_count() {
        let said = babble(16_000);
        let mut listener = LikenessListener::new(8000);
        listener.say(&said);
        // 300 ms that may come back 1000 ms later, heard from the said sample 4000 on.
        let mut heard = vec![0; 7200];
        heard.extend(&said[4000..4000 + 2400 + 800]);
        listener.hear(&heard, 4000);
        let found = listener.find().expect("it is there");
        assert!((found.round_trip_ms - 900.0).abs() < 1.0, "{found:?}");
    }

    #[test]
    fn another_sound_is_not_taken_for_it() {
        let said = babble(24_000);
        let mut listener = LikenessListener::new(8000);
        listener.say(&said);
        listener.hear(&tone(), 0);
        assert_eq!(listener.find(), None);
    }

    #[test]
    fn silence_is_nothing_to_recognise() {
        assert_eq!(through(&[0; 24_000], 0, |sample| sample), None);
        assert_eq!(LikenessListener::new(8000).find(), None);
    }
}
