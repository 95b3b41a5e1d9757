//! Where a sound repeats itself: the lag at which it is most like its own past.

/// A sound that comes again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Repetition {
    /// How much later, samples.
    pub(crate) lag: usize,
    /// How alike the two pieces are, −1 to 1.
    pub(crate) correlation: f32,
}

/// The lag in `lags` at which `sound[at - lag..]` is most like `sound[at..]` over `length` samples.
///
/// `None` when the sound is too short for any of the lags.
pub(crate) fn best_lag(
    sound: &[i16],
    at: usize,
    length: usize,
    lags: std::ops::RangeInclusive<usize>,
) -> Option<Repetition> {
    let piece = sound.get(at..at + length)?;
    let own = energy(piece);
    let mut best: Option<Repetition> = None;
    for lag in lags {
        let Some(start) = at.checked_sub(lag) else {
            break;
        };
        let earlier = &sound[start..start + length];
        let correlation = normalised(piece, earlier, own);
        if best.is_none_or(|found| correlation > found.correlation) {
            best = Some(Repetition { lag, correlation });
        }
    }
    best
}

/// Sum of the squares.
pub(crate) fn energy(piece: &[i16]) -> f32 {
    piece
        .iter()
        .map(|&sample| f32::from(sample) * f32::from(sample))
        .sum()
}

/// Cross-correlation, normalised by both energies; silence is like silence.
fn normalised(piece: &[i16], earlier: &[i16], own: f32) -> f32 {
    let product: f32 = piece
        .iter()
        .zip(earlier)
        .map(|(&a, &b)| f32::from(a) * f32::from(b))
        .sum();
    // One step of the finest codec everywhere: keeps near-silence from dividing by nothing.
    let floor = piece.len() as f32;
    product / ((own + floor) * (energy(earlier) + floor)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_period_of_a_voice() {
        // Three harmonics of 8000 / 57 Hz.
        let voice: Vec<i16> = (0..600)
            .map(|n| {
                let phase = std::f32::consts::TAU * n as f32 / 57.0;
                (3000.0 * (phase.sin() + (2.0 * phase).sin() + (3.0 * phase).cos())) as i16
            })
            .collect();
        let found = best_lag(&voice, 400, 160, 40..=100).expect("long enough");
        assert_eq!(found.lag, 57);
        assert!(found.correlation > 0.99);
    }

    #[test]
    fn says_so_when_the_sound_is_too_short() {
        assert_eq!(best_lag(&[0; 100], 90, 20, 10..=20), None);
    }
}
