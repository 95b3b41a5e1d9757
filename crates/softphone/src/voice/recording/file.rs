//! The file of a recording: a new one for each, which only its owner may hear, as WAV or Opus.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use hound::{SampleFormat, WavSpec, WavWriter};
use media::OpusFile;

use super::RecordingFormat;

/// Names that are tried in a second that has several recordings.
const MAX_NAMES: u32 = 100;

/// A new file of this name, or of the next one that is not there; no file is written over.
pub(super) fn create(
    folder: &Path,
    stem: &str,
    format: RecordingFormat,
) -> io::Result<(File, PathBuf)> {
    std::fs::create_dir_all(folder)?;
    let ending = match format {
        RecordingFormat::Wav => "wav",
        RecordingFormat::Opus => "opus",
    };
    for number in 1..=MAX_NAMES {
        let name = match number {
            1 => format!("{stem}.{ending}"),
            number => format!("{stem} {number}.{ending}"),
        };
        let path = folder.join(name);
        match new_file().open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// To make a file that was not there, and that nobody else on the machine may hear.
fn new_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes frames of both sides.
pub(super) enum Sound<W: Write + Seek> {
    Wav(WavWriter<W>),
    Opus(Box<OpusFile<W>>),
}

impl<W: Write + Seek> Sound<W> {
    pub(super) fn begin(file: W, format: RecordingFormat, rate_hz: u32) -> io::Result<Self> {
        Ok(match format {
            RecordingFormat::Wav => {
                let spec = WavSpec {
                    channels: 2,
                    sample_rate: rate_hz,
                    bits_per_sample: 16,
                    sample_format: SampleFormat::Int,
                };
                Self::Wav(WavWriter::new(file, spec).map_err(failed)?)
            }
            // The one stream of its file may have any number.
            RecordingFormat::Opus => Self::Opus(Box::new(OpusFile::begin(file, rate_hz, 1)?)),
        })
    }

    /// What was said and heard, in turn.
    pub(super) fn write(&mut self, samples: &[i16]) -> io::Result<()> {
        match self {
            Self::Wav(wav) => {
                let mut samples = samples.iter();
                samples.try_for_each(|&sample| wav.write_sample(sample).map_err(failed))
            }
            Self::Opus(opus) => opus.write(samples),
        }
    }

    /// A program that is killed leaves a file that can be heard.
    pub(super) fn keep_playable(&mut self) -> io::Result<()> {
        match self {
            Self::Wav(wav) => wav.flush().map_err(failed),
            // Its pages are whole by themselves.
            Self::Opus(_) => Ok(()),
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Wav(wav) => wav.finalize().map_err(failed),
            Self::Opus(opus) => opus.finish().map(drop),
        }
    }
}

fn failed(error: hound::Error) -> io::Error {
    match error {
        hound::Error::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::folder;
    use super::*;

    const WAV: RecordingFormat = RecordingFormat::Wav;

    #[test]
    fn no_file_is_written_over() {
        let folder = folder("names");
        let (_, first) = create(&folder, "call", WAV).expect("a new file");
        std::fs::write(&first, b"mine").expect("it is there");
        let (_, second) = create(&folder, "call", WAV).expect("another one");
        assert_ne!(first, second);
        assert_eq!(std::fs::read(&first).expect("it is there"), b"mine");
        std::fs::remove_dir_all(&folder).expect("it was made");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_hear_a_recording() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder("mode");
        let (file, _) = create(&folder, "call", WAV).expect("a new file");
        let mode = file.metadata().expect("it is open").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::remove_dir_all(&folder).expect("it was made");
    }
}
