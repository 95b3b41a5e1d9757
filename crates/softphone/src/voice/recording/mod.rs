//! A recording of a call: what is sent on the left, what is heard on the right, as WAV or Opus.
//!
//! The media thread pushes into a bounded lock-free ring and never waits for the disk; a thread
//! of the recording's own writes. What finds no room is left out and counted. A full disk ends
//! the recording and not the call.

use std::io::{self, BufWriter, Seek, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use ringbuf::traits::{Consumer as _, Observer as _, Producer as _, Split as _};
use ringbuf::{HeapCons, HeapProd, HeapRb};
use station::{Language, RecordingNews};

use file::{Sound, create};

mod file;
mod notice;

pub(super) use notice::Notice;

/// Sound that waits for the disk at most, seconds: longer than a disk takes to wake up.
const WAITING_S: usize = 10;

/// How often the writer looks.
const LOOK: Duration = Duration::from_millis(100);

/// Samples that are written at once.
const BLOCK: usize = 2048;

/// Where recordings of calls go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecording {
    /// The folder; it is made if it is not there.
    pub folder: PathBuf,
    /// Every call is recorded; otherwise those that the person asks for.
    pub all_calls: bool,
    /// What the files are.
    pub format: RecordingFormat,
    /// How the other side hears of it.
    pub notice: RecordingNotice,
}

/// What recordings are written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordingFormat {
    /// Samples as they are: 115 MB an hour of a telephone's band, twice that of wideband.
    #[default]
    Wav,
    /// Opus in Ogg: about 20 MB an hour.
    Opus,
}

/// How the other side hears that it is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordingNotice {
    /// Not at all.
    Nothing,
    /// By the recording tone: a beep every 15 s.
    #[default]
    Beep,
    /// By words at the beginning, in this language, and then by the tone.
    Spoken(Language),
}

/// A recording that runs; dropping it ends it.
pub(super) struct Recording {
    frames: HeapProd<i16>,
    shared: Arc<Shared>,
    writer: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    /// Nothing more comes.
    ended: AtomicBool,
    /// The file takes no more.
    failed: AtomicBool,
    left_out: AtomicU64,
}

impl Recording {
    /// Begins a recording at this rate; `tell` hears how it goes, on a thread of its own.
    pub(super) fn begin(
        calls: &CallRecording,
        rate_hz: u32,
        tell: impl Fn(RecordingNews) + Send + 'static,
    ) -> io::Result<Self> {
        let (frames, waiting) = HeapRb::new(2 * WAITING_S * rate_hz as usize).split();
        let shared = Arc::new(Shared::default());
        let (folder, format) = (calls.folder.clone(), calls.format);
        let known = Arc::clone(&shared);
        let writer = std::thread::Builder::new()
            .name("call recording".to_owned())
            .spawn(move || {
                let stem = chrono::Local::now().format("call %Y-%m-%d %H-%M-%S");
                let written =
                    create(&folder, &stem.to_string(), format).and_then(|(file, path)| {
                        let path = path.display().to_string();
                        tell(RecordingNews::Began { file: path.clone() });
                        let sound = Sound::begin(BufWriter::new(file), format, rate_hz)?;
                        let seconds = write(waiting, &known, sound)? / u64::from(rate_hz.max(1));
                        Ok((path, seconds))
                    });
                tell(match written {
                    Ok((file, seconds)) => RecordingNews::Ended {
                        file,
                        seconds,
                        left_out: known.left_out.load(Ordering::Relaxed),
                    },
                    Err(error) => {
                        known.failed.store(true, Ordering::Relaxed);
                        RecordingNews::Failed {
                            reason: format!("{}: {error}", folder.display()),
                        }
                    }
                });
            })?;
        Ok(Self {
            frames,
            shared,
            writer: Some(writer),
        })
    }

    /// Takes a block of both sides; what there is no room for is left out.
    pub(super) fn push(&mut self, said: &[i16], heard: &[i16]) {
        if self.shared.failed.load(Ordering::Relaxed) {
            return;
        }
        for (said, heard) in said.iter().zip(heard) {
            if self.frames.vacant_len() < 2 {
                self.shared.left_out.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            self.frames.push_slice(&[*said, *heard]);
        }
    }

    /// Ends the recording and waits until the file is whole.
    pub(super) fn finish(mut self) {
        self.shared.ended.store(true, Ordering::Release);
        if self
            .writer
            .take()
            .is_some_and(|writer| writer.join().is_err())
        {
            tracing::error!("the recording of a call panicked");
        }
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        // The writer ends by itself: the call does not wait for the disk.
        self.shared.ended.store(true, Ordering::Release);
    }
}

/// Writes what comes until the end; gives the frames that were written.
fn write(
    mut frames: HeapCons<i16>,
    shared: &Shared,
    mut sound: Sound<impl Write + Seek>,
) -> io::Result<u64> {
    let mut block = [0; BLOCK];
    let mut written = 0_u64;
    loop {
        // Looked at first: what was pushed before the end is in the ring by then.
        let ended = shared.ended.load(Ordering::Acquire);
        loop {
            let taken = frames.pop_slice(&mut block);
            if taken == 0 {
                break;
            }
            sound.write(&block[..taken])?;
            written += taken as u64;
        }
        if ended {
            sound.finish()?;
            return Ok(written / 2);
        }
        sound.keep_playable()?;
        std::thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc;

    use super::*;

    pub(super) fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("offhook-{name}-{}", std::process::id()));
        let _not_there = std::fs::remove_dir_all(&folder);
        folder
    }

    fn calls(folder: &Path, format: RecordingFormat) -> CallRecording {
        CallRecording {
            folder: folder.to_owned(),
            all_calls: true,
            format,
            notice: RecordingNotice::Nothing,
        }
    }

    fn file_of(news: RecordingNews) -> String {
        match news {
            RecordingNews::Began { file } | RecordingNews::Ended { file, .. } => file,
            RecordingNews::Failed { reason } => panic!("{reason}"),
        }
    }

    #[test]
    fn what_is_said_is_left_and_what_is_heard_is_right() {
        let folder = folder("sides");
        let (told, news) = mpsc::channel();
        let mut recording =
            Recording::begin(&calls(&folder, RecordingFormat::Wav), 8000, move |news| {
                let _nobody_listens = told.send(news);
            })
            .expect("a thread");
        for _ in 0..50 {
            recording.push(&[1; 160], &[-2; 160]);
        }
        recording.finish();
        let file = file_of(news.recv().expect("it began"));
        let ended = news.recv().expect("it ended");
        assert!(matches!(
            ended,
            RecordingNews::Ended {
                seconds: 1,
                left_out: 0,
                ..
            }
        ));
        let samples: Vec<i16> = hound::WavReader::open(&file)
            .expect("a whole file")
            .into_samples()
            .map(|sample| sample.expect("a sample"))
            .collect();
        assert_eq!(samples.len(), 16_000);
        assert!(samples.chunks(2).all(|frame| frame == [1, -2]));
        std::fs::remove_dir_all(&folder).expect("it was made");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told_and_the_call_goes_on() {
        let file = folder("file");
        std::fs::write(&file, b"no folder").expect("a file");
        let (told, news) = mpsc::channel();
        let mut recording =
            Recording::begin(&calls(&file, RecordingFormat::Opus), 8000, move |news| {
                let _nobody_listens = told.send(news);
            })
            .expect("a thread");
        recording.push(&[1; 160], &[1; 160]);
        let told = news.recv().expect("it failed");
        assert!(matches!(told, RecordingNews::Failed { .. }), "{told:?}");
        recording.push(&[1; 160], &[1; 160]);
        recording.finish();
        std::fs::remove_file(&file).expect("it was made");
    }

    /// A disk with room for so many bytes.
    struct Full(io::Cursor<Vec<u8>>, usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.get_ref().len() + bytes.len() > self.1 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Full {
        fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn a_full_disk_ends_the_recording_and_what_waits_is_bounded() {
        let (mut frames, waiting) = HeapRb::new(2000).split();
        frames.push_slice(&[7; 2000]);
        let disk = Full(io::Cursor::default(), 1000);
        let sound = Sound::begin(disk, RecordingFormat::Wav, 8000).expect("room for the head");
        let error = write(waiting, &Shared::default(), sound).expect_err("no room");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);

        let (frames, _unread) = HeapRb::new(100).split();
        let mut recording = Recording {
            frames,
            shared: Arc::default(),
            writer: None,
        };
        recording.push(&[1; 160], &[1; 160]);
        let left_out = recording.shared.left_out.load(Ordering::Relaxed);
        assert_eq!(left_out, 110);
    }
}
