//! A person's own ring from a file: WAV, Ogg Vorbis, or the raw form that IP phones load from
//! their servers.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use media::RingTune;
use media::codec::g711::decode_mu_law;
use media::ring_tune::MAX_TUNE_S;
use symphonia::core::audio::SampleBuffer;
use symphonia::core::codecs::DecoderOptions;
use symphonia::core::errors::Error as DecodeError;
use symphonia::core::io::MediaSourceStream;
use symphonia::core::probe::Hint;
use thiserror::Error;

use crate::SampleSource;
use crate::resample::{PIECE, PushResampler};
use crate::wav::{FileError, FileSource};

/// Rate of the raw form, Hz: 8-bit µ-law without a header.
const RAW_HZ: u32 = 8000;

/// The raw form comes in blocks of this many bytes, 30 ms, and is this long at most.
const RAW_BLOCK: u64 = 240;
const RAW_MOST: u64 = 16_080;

/// Rates that a file may have, Hz.
const RATES: std::ops::RangeInclusive<u32> = 4000..=192_000;

/// Why a file cannot ring.
#[derive(Debug, Error)]
pub enum RingFileError {
    /// It is a WAV file that cannot be used.
    #[error(transparent)]
    Wav(#[from] FileError),
    /// It cannot be read.
    #[error("the ring {path} cannot be read: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is none of the forms that ring.
    #[error(
        "{path} is no ring ({reason}); a ring is WAV, Ogg Vorbis, or raw µ-law of 240 to 16080 bytes"
    )]
    Form {
        /// Which file.
        path: PathBuf,
        /// What is odd about it.
        reason: String,
    },
}

/// The ring in this file, as samples at this rate; 30 s of it at most. Reads it whole: not for a
/// sound callback.
///
/// # Errors
/// The file cannot be read, or is no ring.
pub fn read_ring(path: &Path, rate_hz: u32) -> Result<RingTune, RingFileError> {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    let samples = match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("wav" | "wave") => read_wav(path, rate_hz)?,
        Some("ogg" | "oga") => read_ogg(path, rate_hz)?,
        _ => read_raw(path, rate_hz)?,
    };
    if samples.is_empty() {
        return Err(odd(path, "it holds no sound"));
    }
    Ok(RingTune::of_samples(samples, rate_hz))
}

fn odd(path: &Path, reason: impl ToString) -> RingFileError {
    RingFileError::Form {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

fn unreadable(path: &Path, source: io::Error) -> RingFileError {
    RingFileError::Read {
        path: path.to_owned(),
        source,
    }
}

fn read_wav(path: &Path, rate_hz: u32) -> Result<Vec<i16>, RingFileError> {
    let mut source = FileSource::open(path, rate_hz, false)?;
    let mut samples = Vec::new();
    let mut piece = [0; PIECE];
    while samples.len() < most(rate_hz) {
        let filled = source.fill(&mut piece);
        samples.extend_from_slice(&piece[..filled]);
        if filled < piece.len() {
            break;
        }
    }
    Ok(samples)
}

fn read_raw(path: &Path, rate_hz: u32) -> Result<Vec<i16>, RingFileError> {
    let length = std::fs::metadata(path).map_err(|error| unreadable(path, error))?;
    let length = length.len();
    if !(RAW_BLOCK..=RAW_MOST).contains(&length) || !length.is_multiple_of(RAW_BLOCK) {
        return Err(odd(path, format!("{length} bytes")));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, error))?;
    let waves: Vec<f32> = bytes
        .iter()
        .map(|&code| f32::from(decode_mu_law(code)) / 32_768.0)
        .collect();
    at_rate(path, &waves, RAW_HZ, rate_hz)
}

fn read_ogg(path: &Path, rate_hz: u32) -> Result<Vec<i16>, RingFileError> {
    let file = File::open(path).map_err(|error| unreadable(path, error))?;
    let stream = MediaSourceStream::new(Box::new(file), Default::default());
    let probed = symphonia::default::get_probe()
        .format(
            &Hint::new(),
            stream,
            &Default::default(),
            &Default::default(),
        )
        .map_err(|error| odd(path, error))?;
    let mut format = probed.format;
    let track = format
        .default_track()
        .ok_or_else(|| odd(path, "there is no sound in it"))?;
    let id = track.id;
    let from_hz = track.codec_params.sample_rate.unwrap_or_default();
    if !RATES.contains(&from_hz) {
        return Err(odd(path, format!("sampled at {from_hz} Hz")));
    }
    let mut decoder = symphonia::default::get_codecs()
        .make(&track.codec_params, &DecoderOptions::default())
        .map_err(|error| odd(path, error))?;
    let mut waves = Vec::new();
    while waves.len() < most(from_hz) {
        // A damaged rest counts as the end.
        let Ok(packet) = format.next_packet() else {
            break;
        };
        if packet.track_id() != id {
            continue;
        }
        let decoded = match decoder.decode(&packet) {
            Ok(decoded) => decoded,
            Err(DecodeError::DecodeError(_)) => continue,
            Err(_) => break,
        };
        let spec = *decoded.spec();
        let channels = spec.channels.count().max(1);
        let mut buffer = SampleBuffer::<f32>::new(decoded.capacity() as u64, spec);
        buffer.copy_interleaved_ref(decoded);
        let frames = buffer.samples().chunks_exact(channels);
        waves.extend(frames.map(|frame| frame.iter().sum::<f32>() / channels as f32));
    }
    at_rate(path, &waves, from_hz, rate_hz)
}

/// The sound at the rate of the ear.
fn at_rate(
    path: &Path,
    waves: &[f32],
    from_hz: u32,
    to_hz: u32,
) -> Result<Vec<i16>, RingFileError> {
    let mut resampler = PushResampler::new(from_hz, to_hz).map_err(|error| odd(path, error))?;
    let mut samples = Vec::new();
    for piece in waves.chunks(PIECE) {
        samples.extend_from_slice(resampler.take(piece));
    }
    Ok(samples)
}

/// Samples of the longest ring at this rate.
const fn most(rate_hz: u32) -> usize {
    (rate_hz * MAX_TUNE_S) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of this test's own.
    fn own_file(name: &str, bytes: &[u8]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("offhook-ring-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    fn peak(tune: &RingTune) -> i32 {
        let samples = tune.samples().iter().map(|&sample| i32::from(sample).abs());
        samples.max().unwrap_or(0)
    }

    #[test]
    fn a_wav_file_of_another_rate_rings() {
        let path = own_file("bell.wav", &[]);
        let spec = hound::WavSpec {
            channels: 2,
            sample_rate: 44_100,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut writer = hound::WavWriter::create(&path, spec).expect("created");
        for at in 0..44_100 {
            let wave = (at as f32 * 0.0627).sin() * 12_000.0;
            writer.write_sample(wave as i16).expect("written");
            writer.write_sample(wave as i16).expect("written");
        }
        writer.finalize().expect("closed");
        let tune = read_ring(&path, 16_000).expect("it rings");
        assert!((15_800..16_200).contains(&tune.samples().len()));
        assert!((11_000..13_000).contains(&peak(&tune)), "{}", peak(&tune));
    }

    #[test]
    fn the_raw_rings_of_ip_phones_have_whole_blocks_of_mu_law() {
        let path = own_file("ring.raw", &[0x20; 2400]);
        let tune = read_ring(&path, 8000).expect("it rings");
        assert_eq!(tune.samples().len(), 2400);
        assert_eq!(tune.samples()[0], decode_mu_law(0x20));
        for wrong in [0, 239, 241, 16_080 + 240] {
            let path = own_file(&format!("wrong-{wrong}.raw"), &vec![0x20; wrong]);
            let error = read_ring(&path, 8000).expect_err("it is none");
            assert!(error.to_string().contains("240 to 16080"), "{error}");
        }
    }

    #[test]
    fn an_ogg_vorbis_file_rings() {
        // 0.4 s of 880 Hz at 22.05 kHz and half of full scale.
        let path = own_file("ring.ogg", include_bytes!("../tests/data/ring.ogg"));
        let tune = read_ring(&path, 16_000).expect("it rings");
        let length = tune.samples().len();
        assert!((6000..6800).contains(&length), "{length}");
        // Vorbis overshoots where a tone begins.
        assert!((13_000..22_000).contains(&peak(&tune)), "{}", peak(&tune));
        let ups = tune
            .samples()
            .windows(2)
            .filter(|pair| pair[0] < 0 && pair[1] >= 0);
        let hz = ups.count() as f32 / (length as f32 / 16_000.0);
        assert!((860.0..900.0).contains(&hz), "{hz} Hz");
    }

    #[test]
    fn what_is_no_ring_is_refused_with_its_name() {
        for name in ["no.ogg", "no.wav"] {
            let path = own_file(
                name,
                b"nothing of the kind, but long enough to be looked at",
            );
            let error = read_ring(&path, 8000).expect_err("it is none");
            assert!(error.to_string().contains(name), "{error}");
        }
        let missing = Path::new("/nonexistent/ring.ogg");
        assert!(read_ring(missing, 8000).is_err());
    }
}
