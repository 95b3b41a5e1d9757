//! WAV files as sources and sinks of samples at the bus rate.
//!
//! Read and written on a timer thread, never in a sound callback.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};

use hound::{SampleFormat, WavReader, WavSpec, WavWriter};

use crate::resample::{PIECE, PushResampler};
use crate::timed::{SampleSink, SampleSource};

/// The header of a growing file is put right this often, so that a killed program leaves a readable one.
const HEADER_EVERY_S: u32 = 1;

/// The sample rates a file may have, Hz; outside, it is no sound.
const FILE_HZ: std::ops::RangeInclusive<u32> = 1_000..=768_000;

/// A WAV file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot read the sound file {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why, in the system's words.
        source: hound::Error,
    },
    /// Its format is not handled.
    #[error(
        "the sound file {path} is {what}; a WAV of 8 to 32 bits with 1 or 2 channels is needed"
    )]
    Format {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        what: String,
    },
    /// It cannot be made.
    #[error("cannot write the sound file {path}: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why, in the system's words.
        source: hound::Error,
    },
}

/// Plays a WAV file of any rate, 8 to 32 bits, mono or stereo.
pub(crate) struct FileSource {
    reader: WavReader<BufReader<File>>,
    resampler: PushResampler,
    ready: VecDeque<i16>,
    again: bool,
    /// Whether this pass over the file has given anything; an empty one must not be begun for ever.
    fruitful: bool,
}

/// Writes a 16-bit mono WAV file.
pub(crate) struct FileSink {
    writer: WavWriter<BufWriter<File>>,
    flush_every: u32,
    unflushed: u32,
}

impl FileSource {
    /// Opens the file; `again` plays it over and over.
    pub(crate) fn open(path: &Path, bus_hz: u32, again: bool) -> Result<Self, FileError> {
        let reader = WavReader::open(path).map_err(|source| FileError::Read {
            path: path.into(),
            source,
        })?;
        let WavSpec {
            channels,
            sample_rate,
            bits_per_sample,
            sample_format,
        } = reader.spec();
        let odd = |what| FileError::Format {
            path: path.into(),
            what,
        };
        if !(1..=2).contains(&channels) {
            return Err(odd(format!("of {channels} channels")));
        }
        if !FILE_HZ.contains(&sample_rate) {
            return Err(odd(format!("sampled at {sample_rate} Hz")));
        }
        if sample_format == SampleFormat::Int && !(8..=32).contains(&bits_per_sample) {
            return Err(odd(format!("of {bits_per_sample} bits")));
        }
        let resampler =
            PushResampler::new(sample_rate, bus_hz).map_err(|error| odd(error.to_string()))?;
        Ok(Self {
            reader,
            resampler,
            ready: VecDeque::with_capacity(PIECE),
            again,
            fruitful: false,
        })
    }

    /// Decodes another piece into `ready`; false at the end.
    fn decode(&mut self) -> bool {
        let mut piece = [0.0; PIECE];
        let frames = match self.read(&mut piece) {
            0 if self.again && self.fruitful => {
                self.fruitful = false;
                match self.reader.seek(0) {
                    Ok(()) => self.read(&mut piece),
                    Err(_) => 0,
                }
            }
            frames => frames,
        };
        if frames == 0 {
            return false;
        }
        self.fruitful = true;
        self.ready.extend(self.resampler.take(&piece[..frames]));
        true
    }

    /// Reads mono frames; how many. A damaged rest counts as the end.
    fn read(&mut self, out: &mut [f32]) -> usize {
        let spec = self.reader.spec();
        let channels = usize::from(spec.channels);
        let full_scale = 2f32.powi(i32::from(spec.bits_per_sample) - 1);
        let mut floats;
        let mut integers;
        let samples: &mut dyn Iterator<Item = f32> = match spec.sample_format {
            SampleFormat::Float => {
                floats = self.reader.samples::<f32>().map_while(Result::ok);
                &mut floats
            }
            SampleFormat::Int => {
                integers = self
                    .reader
                    .samples::<i32>()
                    .map_while(Result::ok)
                    .map(|sample| sample as f32 / full_scale);
                &mut integers
            }
        };
        for (frame, wave) in out.iter_mut().enumerate() {
            let mut sum = 0.0;
            for _ in 0..channels {
                let Some(sample) = samples.next() else {
                    return frame;
                };
                sum += sample;
            }
            *wave = sum / channels as f32;
        }
        out.len()
    }
}

impl FileSink {
    /// Whether there is a file to write over, or a folder for a new one; nothing is changed.
    pub(crate) fn check(path: &Path) -> Result<(), FileError> {
        let there = match std::fs::metadata(path) {
            // Opening something else, a pipe for one, may wait or be seen by others.
            Ok(there) if !there.is_file() && !there.is_dir() => Ok(()),
            Ok(_) => File::options().write(true).open(path).map(drop),
            Err(_) => match path.parent().filter(|parent| parent.file_name().is_some()) {
                Some(folder) => folder.join(".").metadata().map(drop),
                None => Ok(()),
            },
        };
        there.map_err(|error| FileError::Write {
            path: path.into(),
            source: hound::Error::IoError(error),
        })
    }

    /// Makes the file anew.
    pub(crate) fn create(path: &Path, bus_hz: u32) -> Result<Self, FileError> {
        let spec = WavSpec {
            channels: 1,
            sample_rate: bus_hz,
            bits_per_sample: 16,
            sample_format: SampleFormat::Int,
        };
        let failed = |source| FileError::Write {
            path: path.into(),
            source,
        };
        let mut writer = WavWriter::create(path, spec).map_err(failed)?;
        // A file that is empty so far is a valid one already.
        writer.flush().map_err(failed)?;
        Ok(Self {
            writer,
            flush_every: bus_hz * HEADER_EVERY_S,
            unflushed: 0,
        })
    }
}

impl SampleSource for FileSource {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        while self.ready.len() < out.len() {
            if !self.decode() {
                break;
            }
        }
        let filled = out.len().min(self.ready.len());
        for (sample, ready) in out.iter_mut().zip(self.ready.drain(..filled)) {
            *sample = ready;
        }
        filled
    }
}

impl SampleSink for FileSink {
    fn take(&mut self, samples: &[i16]) -> io::Result<()> {
        let plain = |error| match error {
            hound::Error::IoError(error) => error,
            hound::Error::TooWide | hound::Error::UnfinishedSample => {
                io::ErrorKind::InvalidData.into()
            }
            error => io::Error::other(error),
        };
        for &sample in samples {
            self.writer.write_sample(sample).map_err(plain)?;
        }
        self.unflushed += samples.len() as u32;
        if self.unflushed >= self.flush_every {
            self.unflushed = 0;
            self.writer.flush().map_err(plain)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of the test's own, removed at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("sound-wav-{}-{name}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn file(&self, name: &str) -> PathBuf {
            self.0.join(name)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn write(path: &Path, spec: WavSpec, frames: usize) {
        let mut writer = WavWriter::create(path, spec).unwrap();
        for time in 0..frames {
            let wave = (440.0 * time as f64 / f64::from(spec.sample_rate) * std::f64::consts::TAU)
                .sin()
                / 2.0;
            for _ in 0..spec.channels {
                match spec.sample_format {
                    SampleFormat::Float => writer.write_sample(wave as f32).unwrap(),
                    SampleFormat::Int => {
                        let full_scale =
                            f64::from(2u32.pow(u32::from(spec.bits_per_sample) - 1)) - 1.0;
                        writer.write_sample((wave * full_scale) as i32).unwrap();
                    }
                }
            }
        }
        writer.finalize().unwrap();
    }

    /// Everything a source gives, in blocks of 10 ms, up to a second and a half.
    fn read(source: &mut FileSource) -> Vec<i16> {
        let mut all = Vec::new();
        let mut block = [0; 80];
        for _ in 0..150 {
            let filled = source.fill(&mut block);
            all.extend_from_slice(&block[..filled]);
            if filled < block.len() {
                break;
            }
        }
        all
    }

    #[test]
    fn plays_every_kind_of_file_at_the_same_pitch_and_level() {
        let folder = Folder::new("kinds");
        let path = folder.file("x.wav");
        let kinds = [
            (8000, 16, SampleFormat::Int),
            (8000, 8, SampleFormat::Int),
            (16_000, 24, SampleFormat::Int),
            (44_100, 16, SampleFormat::Int),
            (48_000, 32, SampleFormat::Int),
            (48_000, 32, SampleFormat::Float),
            (11_025, 16, SampleFormat::Int),
        ];
        for (sample_rate, bits_per_sample, sample_format) in kinds {
            for channels in [1, 2] {
                let spec = WavSpec {
                    channels,
                    sample_rate,
                    bits_per_sample,
                    sample_format,
                };
                write(&path, spec, sample_rate as usize);
                let sound = read(&mut FileSource::open(&path, 8000, false).unwrap());
                assert!(
                    (7950..=8000).contains(&sound.len()),
                    "{spec:?}: {} samples",
                    sound.len()
                );
                let middle = &sound[1000..7000];
                let turns = middle
                    .windows(2)
                    .filter(|pair| pair[0] < 0 && pair[1] >= 0)
                    .count();
                assert!(
                    (329..=331).contains(&turns),
                    "{spec:?}: {turns} waves in 750 ms"
                );
                let loudest = middle.iter().max().copied().unwrap_or_default();
                assert!(
                    (15_500..=16_500).contains(&loudest),
                    "{spec:?}: up to {loudest}"
                );
            }
        }
    }

    #[test]
    fn plays_once_or_over_and_over_as_told() {
        let folder = Folder::new("again");
        let path = folder.file("x.wav");
        let spec = WavSpec {
            channels: 1,
            sample_rate: 8000,
            bits_per_sample: 16,
            sample_format: SampleFormat::Int,
        };
        write(&path, spec, 4000);
        assert_eq!(
            read(&mut FileSource::open(&path, 8000, false).unwrap()).len(),
            4000
        );
        assert_eq!(
            read(&mut FileSource::open(&path, 8000, true).unwrap()).len(),
            12_000
        );
        write(&path, spec, 0);
        assert_eq!(
            read(&mut FileSource::open(&path, 8000, true).unwrap()).len(),
            0
        );
    }

    #[test]
    fn says_what_is_wrong_with_a_file() {
        let folder = Folder::new("wrong");
        let path = folder.file("x.wav");
        let error = FileSource::open(&path, 8000, false)
            .err()
            .unwrap()
            .to_string();
        assert!(
            error.contains("cannot read") && error.contains("x.wav"),
            "{error}"
        );
        std::fs::write(&path, "not a sound").unwrap();
        assert!(FileSource::open(&path, 8000, false).is_err());
        let spec = WavSpec {
            channels: 6,
            sample_rate: 8000,
            bits_per_sample: 16,
            sample_format: SampleFormat::Int,
        };
        write(&path, spec, 10);
        let error = FileSource::open(&path, 8000, false)
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("6 channels"), "{error}");
        let error = FileSink::create(&folder.file("none/x.wav"), 8000)
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("cannot write"), "{error}");
    }

    #[test]
    fn a_file_cut_off_by_a_kill_is_readable_up_to_the_last_second() {
        let folder = Folder::new("kill");
        let path = folder.file("x.wav");
        let mut sink = FileSink::create(&path, 8000).unwrap();
        assert_eq!(WavReader::open(&path).unwrap().len(), 0);
        for _ in 0..250 {
            sink.take(&[7; 80]).unwrap();
        }
        // As it lies on the disk while the program still runs.
        let reader = WavReader::open(&path).unwrap();
        assert_eq!(
            (reader.spec().bits_per_sample, reader.spec().channels),
            (16, 1)
        );
        assert_eq!(reader.len(), 16_000);
        drop(sink);
        assert_eq!(WavReader::open(&path).unwrap().len(), 20_000);
    }
}
