//! A recording of a call: what is sent on the left, what is heard on the right, as WAV.
//!
//! The media thread pushes into a bounded lock-free ring and never waits for the disk; a thread
//! of the recording's own writes. What finds no room is left out and counted. A full disk ends
//! the recording and not the call.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use hound::{SampleFormat, WavSpec, WavWriter};
use ringbuf::traits::{Consumer as _, Observer as _, Producer as _, Split as _};
use ringbuf::{HeapCons, HeapProd, HeapRb};
use station::RecordingNews;

/// Sound that waits for the disk at most, seconds: longer than a disk takes to wake up.
const WAITING_S: usize = 10;

/// How often the writer looks.
const LOOK: Duration = Duration::from_millis(100);

/// Names that are tried in a second that has several recordings.
const MAX_NAMES: u32 = 100;

/// Where recordings of calls go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecording {
    /// The folder; it is made if it is not there.
    pub folder: PathBuf,
    /// Every call is recorded; otherwise those that the person asks for.
    pub all_calls: bool,
    /// The other side hears the recording tone: a beep every 15 s.
    pub notice: bool,
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
        folder: &Path,
        rate_hz: u32,
        tell: impl Fn(RecordingNews) + Send + 'static,
    ) -> io::Result<Self> {
        let (frames, waiting) = HeapRb::new(2 * WAITING_S * rate_hz as usize).split();
        let shared = Arc::new(Shared::default());
        let (folder, known) = (folder.to_owned(), Arc::clone(&shared));
        let writer = std::thread::Builder::new()
            .name("call recording".to_owned())
            .spawn(move || {
                let stem = chrono::Local::now().format("call %Y-%m-%d %H-%M-%S");
                let written = create(&folder, &stem.to_string()).and_then(|(file, path)| {
                    let path = path.display().to_string();
                    tell(RecordingNews::Began { file: path.clone() });
                    let seconds = write(waiting, &known, rate_hz, BufWriter::new(file))?;
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

/// A new file of this name, or of the next one that is not there; no file is written over.
fn create(folder: &Path, stem: &str) -> io::Result<(File, PathBuf)> {
    std::fs::create_dir_all(folder)?;
    for number in 1..=MAX_NAMES {
        let name = match number {
            1 => format!("{stem}.wav"),
            number => format!("{stem} {number}.wav"),
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

/// Writes what comes until the end; gives the seconds that were written.
fn write(
    mut frames: HeapCons<i16>,
    shared: &Shared,
    rate_hz: u32,
    file: impl Write + Seek,
) -> io::Result<u64> {
    let spec = WavSpec {
        channels: 2,
        sample_rate: rate_hz,
        bits_per_sample: 16,
        sample_format: SampleFormat::Int,
    };
    let failed = |error| match error {
        hound::Error::IoError(error) => error,
        other => io::Error::other(other),
    };
    let mut wav = WavWriter::new(file, spec).map_err(failed)?;
    let mut written = 0_u64;
    loop {
        // Looked at first: what was pushed before the end is in the ring by then.
        let ended = shared.ended.load(Ordering::Acquire);
        while let Some(sample) = frames.try_pop() {
            wav.write_sample(sample).map_err(failed)?;
            written += 1;
        }
        if ended {
            wav.finalize().map_err(failed)?;
            return Ok(written / 2 / u64::from(rate_hz.max(1)));
        }
        // A program that is killed leaves a file that can be heard.
        wav.flush().map_err(failed)?;
        std::thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("offhook-{name}-{}", std::process::id()));
        let _not_there = std::fs::remove_dir_all(&folder);
        folder
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
        let mut recording = Recording::begin(&folder, 8000, move |news| {
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
    fn no_file_is_written_over() {
        let folder = folder("names");
        let (_, first) = create(&folder, "call").expect("a new file");
        std::fs::write(&first, b"mine").expect("it is there");
        let (_, second) = create(&folder, "call").expect("another one");
        assert_ne!(first, second);
        assert_eq!(std::fs::read(&first).expect("it is there"), b"mine");
        std::fs::remove_dir_all(&folder).expect("it was made");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_hear_a_recording() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder("mode");
        let (file, _) = create(&folder, "call").expect("a new file");
        let mode = file.metadata().expect("it is open").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::remove_dir_all(&folder).expect("it was made");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told_and_the_call_goes_on() {
        let file = folder("file");
        std::fs::write(&file, b"no folder").expect("a file");
        let (told, news) = mpsc::channel();
        let mut recording = Recording::begin(&file, 8000, move |news| {
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
        let error = write(waiting, &Shared::default(), 8000, disk).expect_err("no room");
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
