//! Recognising tones and gaps.

/// The test's listening rate, Hz.
pub(crate) const RATE_HZ: u32 = 8000;

/// Which part of the sound's power is this frequency, 0 to 1.
pub(crate) fn purity(samples: &[i16], hz: f64) -> f64 {
    let samples = trimmed(samples);
    // Tenths of a second, so that a gap in between does not turn the phase against itself.
    let (mut tone, mut all) = (0.0, 0.0);
    for piece in samples.chunks_exact(RATE_HZ as usize / 10) {
        let (mut re, mut im) = (0.0, 0.0);
        for (time, &sample) in piece.iter().enumerate() {
            let angle = hz * time as f64 / f64::from(RATE_HZ) * std::f64::consts::TAU;
            re += f64::from(sample) * angle.cos();
            im += f64::from(sample) * angle.sin();
            all += f64::from(sample).powi(2);
        }
        tone += 2.0 * (re * re + im * im) / piece.len() as f64;
    }
    if all > 0.0 { tone / all } else { 0.0 }
}

/// The silent stretches longer than 2 ms between the first and the last sound, ms.
pub(crate) fn gaps_ms(samples: &[i16]) -> Vec<u32> {
    trimmed(samples)
        .chunk_by(|a, b| quiet(*a) == quiet(*b))
        .filter(|run| quiet(run[0]) && run.len() > 16)
        .map(|run| run.len() as u32 * 1000 / RATE_HZ)
        .collect()
}

fn trimmed(samples: &[i16]) -> &[i16] {
    let first = samples
        .iter()
        .position(|&sample| !quiet(sample))
        .unwrap_or(0);
    let last = samples
        .iter()
        .rposition(|&sample| !quiet(sample))
        .unwrap_or(0);
    &samples[first..(last + 1).min(samples.len())]
}

fn quiet(sample: i16) -> bool {
    sample.unsigned_abs() < 64
}
