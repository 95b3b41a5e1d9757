//! What the server's own streams play: spoken clips and music, made once.

use std::collections::HashMap;
use std::f64::consts::TAU;
use std::io::Cursor;
use std::sync::Arc;

use thiserror::Error;

use super::music;
use crate::Clip;

/// Samples in a second of all sounds here, Hz.
pub(super) const RATE_HZ: u32 = 8_000;

/// The beep: Hz, seconds, seconds of its ends, and loudest sample.
const BEEP_HZ: f64 = 1_000.0;
const BEEP_S: f64 = 0.3;
const FADE_S: f64 = 0.01;
const BEEP_PEAK: f64 = 8_500.0;

macro_rules! clip {
    ($name:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../assets/announcements/",
            $name,
            ".wav"
        ))
        .as_slice()
    };
}

/// The clips with their recordings.
const CLIPS: [(Clip, &[u8]); 14] = [
    (Clip::EnterDigits, clip!("enter_digits")),
    (Clip::YouPressed, clip!("you_pressed")),
    (Clip::Key('0'), clip!("0")),
    (Clip::Key('1'), clip!("1")),
    (Clip::Key('2'), clip!("2")),
    (Clip::Key('3'), clip!("3")),
    (Clip::Key('4'), clip!("4")),
    (Clip::Key('5'), clip!("5")),
    (Clip::Key('6'), clip!("6")),
    (Clip::Key('7'), clip!("7")),
    (Clip::Key('8'), clip!("8")),
    (Clip::Key('9'), clip!("9")),
    (Clip::Key('*'), clip!("star")),
    (Clip::Key('#'), clip!("pound")),
];

/// A recording that cannot be used.
#[derive(Debug, Error)]
pub enum SoundsError {
    /// Not a WAV file.
    #[error("{clip:?} is no WAV file: {source}")]
    Wav {
        /// Which clip.
        clip: Clip,
        /// What is wrong.
        source: hound::Error,
    },
    /// Not 8 kHz, 16 bit, mono.
    #[error("{clip:?} is not 8 kHz, 16 bit, mono")]
    Format {
        /// Which clip.
        clip: Clip,
    },
}

/// All sounds, samples at [`RATE_HZ`].
#[derive(Clone, Debug)]
pub(super) struct Sounds {
    clips: HashMap<Clip, Arc<[i16]>>,
    music: Arc<[i16]>,
}

impl Sounds {
    /// Reads the clips and makes the music.
    pub(super) fn load() -> Result<Self, SoundsError> {
        let mut clips = HashMap::new();
        for (clip, wav) in CLIPS {
            clips.insert(clip, read(clip, wav)?);
        }
        clips.insert(Clip::Beep, beep());
        Ok(Self {
            clips,
            music: music::melody().into(),
        })
    }

    /// The samples of a clip; a key without a recording is silent, and so are
    /// messages, which are not kept here.
    pub(super) fn clip(&self, clip: Clip) -> Arc<[i16]> {
        self.clips.get(&clip).cloned().unwrap_or_default()
    }

    /// Music, to be played round and round.
    pub(super) fn music(&self) -> Arc<[i16]> {
        Arc::clone(&self.music)
    }
}

/// A short tone that fades in and out.
fn beep() -> Arc<[i16]> {
    let rate = f64::from(RATE_HZ);
    let sample = |place: u32| {
        let t = f64::from(place) / rate;
        let fade = (t / FADE_S).min((BEEP_S - t) / FADE_S).min(1.0);
        // In range: BEEP_PEAK is far below full scale.
        (BEEP_PEAK * fade * (TAU * BEEP_HZ * t).sin()) as i16
    };
    // Whole and small: 2400 samples.
    (0..(BEEP_S * rate) as u32).map(sample).collect()
}

fn read(clip: Clip, wav: &[u8]) -> Result<Arc<[i16]>, SoundsError> {
    let bad = |source| SoundsError::Wav { clip, source };
    let reader = hound::WavReader::new(Cursor::new(wav)).map_err(bad)?;
    let spec = reader.spec();
    if (spec.channels, spec.sample_rate, spec.bits_per_sample) != (1, RATE_HZ, 16) {
        return Err(SoundsError::Format { clip });
    }
    reader.into_samples().collect::<Result<_, _>>().map_err(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clip_is_heard_and_none_is_long_or_clipped() {
        let sounds = Sounds::load().expect("the recordings are in the repository");
        for (clip, _) in CLIPS {
            let samples = sounds.clip(clip);
            let peak = samples.iter().map(|sample| sample.unsigned_abs()).max();
            assert!(
                (8_000..24_000).contains(&peak.unwrap_or(0)),
                "{clip:?} peaks at {peak:?}"
            );
            assert!(
                (1_600..12_000).contains(&samples.len()),
                "{clip:?} has {} samples",
                samples.len()
            );
        }
        assert!(sounds.clip(Clip::Key('A')).is_empty());
    }
}
