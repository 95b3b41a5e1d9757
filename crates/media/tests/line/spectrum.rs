//! How far what is heard is from what was said, as coarsely as it can be told without a listener.

/// Samples of a piece whose spectrum is taken: 20 ms.
const PIECE: usize = 160;

/// Mean level difference of the spectra of 20 ms pieces, dB: what the ear takes offence at.
pub(crate) fn distance_db(said: &[i16], heard: &[i16]) -> f64 {
    let bands: Vec<Vec<(f64, f64)>> = (1..=16).map(|n| band(f64::from(n) * 220.0)).collect();
    let mut sum = 0.0;
    let mut count = 0;
    for (a, b) in said.chunks_exact(PIECE).zip(heard.chunks_exact(PIECE)) {
        if a.iter().all(|sample| sample.abs() < 300) {
            continue;
        }
        for band in &bands {
            sum += (level_db(a, band) - level_db(b, band)).abs();
            count += 1;
        }
    }
    sum / f64::from(count)
}

/// A windowed cosine and sine of this frequency.
fn band(hz: f64) -> Vec<(f64, f64)> {
    (0..PIECE)
        .map(|n| {
            let phase = std::f64::consts::TAU * hz * n as f64 / 8000.0;
            let window = (std::f64::consts::PI * n as f64 / PIECE as f64).sin();
            (window * phase.cos(), window * phase.sin())
        })
        .collect()
}

fn level_db(sound: &[i16], band: &[(f64, f64)]) -> f64 {
    let (mut re, mut im) = (0.0, 0.0);
    for (&sample, (cos, sin)) in sound.iter().zip(band) {
        re += f64::from(sample) * cos;
        im += f64::from(sample) * sin;
    }
    20.0 * (re.hypot(im) / PIECE as f64 + 5.0).log10()
}

/// Samples by which `heard` lags behind `said`, found in the quarter second after `at`.
pub(crate) fn delay(said: &[i16], heard: &[i16], at: usize) -> usize {
    const LONGEST: usize = 2400;
    let piece = &said[at..at + 2000];
    let product = |lag: usize| -> i64 {
        let there = &heard[at + lag..];
        piece
            .iter()
            .zip(there)
            .map(|(&a, &b)| i64::from(a) * i64::from(b))
            .sum()
    };
    (0..LONGEST).max_by_key(|&lag| product(lag)).unwrap_or(0)
}
