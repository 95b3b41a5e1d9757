//! Sound files: voices in, and pairs for a listener out.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use enhance::scene::{amplified, level_dbov};

/// Where pairs are written.
pub(crate) struct Pairs {
    folder: PathBuf,
    rate_hz: u32,
}

/// Level of the voices, dBov: that of a usual call.
const SPEECH_DBOV: f64 = -26.0;

impl Pairs {
    pub(crate) fn new(folder: PathBuf, rate_hz: u32) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {folder:?}"))?;
        Ok(Self { folder, rate_hz })
    }

    /// Writes a pair, and gives what stands for its score.
    pub(crate) fn write(&self, name: &str, said: &[i16], heard: &[i16]) -> anyhow::Result<String> {
        for (side, sound) in [("said", said), ("heard", heard)] {
            let path = self.folder.join(format!("{name}-{side}.wav"));
            let spec = hound::WavSpec {
                channels: 1,
                sample_rate: self.rate_hz,
                bits_per_sample: 16,
                sample_format: hound::SampleFormat::Int,
            };
            let mut file = hound::WavWriter::create(&path, spec)
                .with_context(|| format!("cannot write {path:?}"))?;
            for &sample in sound {
                file.write_sample(sample)?;
            }
            file.finalize()?;
        }
        Ok(format!("{{{name}}}"))
    }
}

/// A voice at the usual level, and its sampling rate.
pub(crate) fn read(path: &Path) -> anyhow::Result<(Vec<i16>, u32)> {
    let mut file = hound::WavReader::open(path).with_context(|| format!("cannot read {path:?}"))?;
    let spec = file.spec();
    ensure!(spec.channels == 1, "{path:?} is not mono");
    let sound: Vec<i16> = file.samples::<i16>().collect::<Result<_, _>>()?;
    ensure!(!sound.is_empty(), "{path:?} is empty");
    let sound = amplified(&sound, SPEECH_DBOV - level_dbov(&sound));
    Ok((sound, spec.sample_rate))
}
