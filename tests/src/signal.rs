//! Recognises known sounds in what was played.

use std::f64::consts::TAU;
use std::path::Path;

use anyhow::Context as _;

/// Mono samples of a 16-bit WAV file, and its rate in Hz.
///
/// # Errors
///
/// When the file is missing, is no WAV, or is not closed properly.
pub fn read_wav(path: &Path) -> anyhow::Result<(Vec<i16>, u32)> {
    let mut reader =
        hound::WavReader::open(path).with_context(|| format!("reading {}", path.display()))?;
    let spec = reader.spec();
    anyhow::ensure!(
        spec.channels == 1 && spec.bits_per_sample == 16,
        "not 16-bit mono: {spec:?}"
    );
    let samples = reader.samples::<i16>().collect::<Result<_, _>>()?;
    Ok((samples, spec.sample_rate))
}

/// Share of the block's energy at one frequency, 0 to 1 (Goertzel).
pub fn share_at(samples: &[i16], rate: u32, hz: f64) -> f64 {
    let total: f64 = samples
        .iter()
        .map(|&sample| f64::from(sample).powi(2))
        .sum();
    if total == 0.0 {
        return 0.0;
    }
    let step = TAU * hz / f64::from(rate);
    let (mut re, mut im) = (0.0, 0.0);
    for (n, &sample) in samples.iter().enumerate() {
        let angle = step * n as f64;
        re += f64::from(sample) * angle.cos();
        im += f64::from(sample) * angle.sin();
    }
    2.0 * (re * re + im * im) / (total * samples.len() as f64)
}

/// Seconds of sound in which one frequency stands out (over half of the energy of
/// a 50 ms block that is not silent).
pub fn seconds_of_tone(samples: &[i16], rate: u32, hz: f64) -> f64 {
    let heard = blocks_with_tone(samples, rate, hz).filter(|heard| *heard);
    heard.count() as f64 / BLOCKS_PER_SECOND
}

/// Seconds of sound in which both frequencies stand out together (each has over a fifth,
/// both over half of the energy of a 50 ms block that is not silent): a mixture of two.
pub fn seconds_of_two_tones(samples: &[i16], rate: u32, hz: [f64; 2]) -> f64 {
    let block = rate as usize / 20;
    let heard = samples.chunks_exact(block).filter(|block| {
        let shares = hz.map(|hz| share_at(block, rate, hz));
        is_loud(block)
            && shares.iter().all(|share| *share > 0.2)
            && shares.iter().sum::<f64>() > 0.5
    });
    heard.count() as f64 / BLOCKS_PER_SECOND
}

/// Seconds of the longest pause between the first and the last sound of that frequency.
pub fn longest_pause_in_tone(samples: &[i16], rate: u32, hz: f64) -> f64 {
    let blocks: Vec<bool> = blocks_with_tone(samples, rate, hz).collect();
    let first = blocks.iter().position(|heard| *heard).unwrap_or(0);
    let end = blocks
        .iter()
        .rposition(|heard| *heard)
        .map_or(0, |last| last + 1);
    let pauses = blocks[first..end].split(|heard| *heard);
    pauses.map(<[bool]>::len).max().unwrap_or(0) as f64 / BLOCKS_PER_SECOND
}

/// Blocks of 50 ms.
const BLOCKS_PER_SECOND: f64 = 20.0;

/// For each block of 50 ms: the frequency stands out.
fn blocks_with_tone(samples: &[i16], rate: u32, hz: f64) -> impl Iterator<Item = bool> {
    let block = rate as usize / 20;
    samples
        .chunks_exact(block)
        .map(move |block| is_loud(block) && share_at(block, rate, hz) > 0.5)
}

fn is_loud(block: &[i16]) -> bool {
    block.iter().any(|sample| sample.unsigned_abs() > 300)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(hz: f64, seconds: f64) -> Vec<i16> {
        (0..(8000.0 * seconds) as usize)
            .map(|n| ((TAU * hz * n as f64 / 8000.0).sin() * 8000.0) as i16)
            .collect()
    }

    #[test]
    fn a_tone_is_heard_at_its_own_frequency_only() {
        let sound = tone(440.0, 1.0);
        assert!(seconds_of_tone(&sound, 8000, 440.0) > 0.95);
        assert_eq!(seconds_of_tone(&sound, 8000, 620.0), 0.0);
    }

    #[test]
    fn a_pause_in_a_tone_is_found() {
        let mut sound = tone(440.0, 1.0);
        assert_eq!(longest_pause_in_tone(&sound, 8000, 440.0), 0.0);
        sound.extend([0; 4000]);
        assert_eq!(longest_pause_in_tone(&sound, 8000, 440.0), 0.0);
        sound.extend(tone(440.0, 1.0));
        assert_eq!(longest_pause_in_tone(&sound, 8000, 440.0), 0.5);
    }

    #[test]
    fn two_tones_are_told_from_one_and_from_other_two() {
        let low = tone(440.0, 1.0);
        let both: Vec<i16> = low
            .iter()
            .zip(tone(620.0, 1.0))
            .map(|(low, high)| low / 2 + high / 2)
            .collect();
        assert!(seconds_of_two_tones(&both, 8000, [440.0, 620.0]) > 0.95);
        assert_eq!(seconds_of_two_tones(&both, 8000, [440.0, 780.0]), 0.0);
        assert_eq!(seconds_of_two_tones(&low, 8000, [440.0, 620.0]), 0.0);
    }

    #[test]
    fn silence_is_no_tone() {
        assert_eq!(seconds_of_tone(&[0; 8000], 8000, 440.0), 0.0);
    }
}
