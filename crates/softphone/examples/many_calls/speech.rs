//! Something like speech: a voiced sound in syllables, with pauses.

use std::f64::consts::TAU;
use std::path::Path;

/// Samples a second.
const RATE_HZ: u32 = 8000;

/// Length of the file, s.
const SECONDS: u32 = 8;

/// Writes it as a WAV file.
pub(crate) fn write(path: &Path) -> Result<(), hound::Error> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE_HZ,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec)?;
    for sample in 0..RATE_HZ * SECONDS {
        let time = f64::from(sample) / f64::from(RATE_HZ);
        let pitch = 120.0 + 20.0 * (TAU * 0.7 * time).sin();
        let voice: f64 = (1..20)
            .map(|partial| (TAU * pitch * f64::from(partial) * time).sin() / f64::from(partial))
            .sum();
        let syllable = (TAU * 2.0 * time).sin().max(0.0);
        let pause = if time % 4.0 < 3.0 { 1.0 } else { 0.0 };
        // Exact enough, and far from full scale.
        writer.write_sample((voice * syllable * pause * 6000.0) as i16)?;
    }
    writer.finalize()
}
