//! The files of voice mail, written, renamed and removed by a thread of their own: a disk
//! may be slow, and RTP may not.
//!
//! A file's name holds all that stands on the message: `MAILBOX_UNIXMS_FROM.wav`, and
//! `_heard` before the dot once it was heard. 16-bit linear samples, 8 kHz, mono.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use tracing::warn;

use super::sounds::RATE_HZ;
use crate::Envelope;

/// Files that wait to be written: as many as messages can end at once.
const MAX_TASKS: usize = 256;

/// The mark of a message that was heard, in its file's name.
const HEARD: &str = "heard";

/// The thread that has the folder.
#[derive(Debug)]
pub(super) struct Files {
    folder: PathBuf,
    tasks: Option<SyncSender<Task>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Task {
    Write(PathBuf, Arc<[i16]>),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

impl Files {
    /// Starts the thread.
    pub(super) fn start(folder: &Path) -> io::Result<Self> {
        let (tasks, queue) = sync_channel(MAX_TASKS);
        let thread = std::thread::Builder::new()
            .name("callmanager-mail".to_owned())
            .spawn(move || work(&queue))?;
        Ok(Self {
            folder: folder.to_owned(),
            tasks: Some(tasks),
            thread: Some(thread),
        })
    }

    /// Has a recording written; gives where.
    pub(super) fn write(&self, envelope: &Envelope, samples: Arc<[i16]>) -> PathBuf {
        let path = self.folder.join(name(envelope, false));
        self.ask(Task::Write(path.clone(), samples));
        path
    }

    /// Marks a message as heard by the name of its file.
    pub(super) fn mark_heard(&self, path: &mut PathBuf) {
        if let Some((envelope, false)) = read_name(path) {
            let heard = self.folder.join(name(&envelope, true));
            self.ask(Task::Rename(path.clone(), heard.clone()));
            *path = heard;
        }
    }

    /// Has a file removed.
    pub(super) fn remove(&self, path: PathBuf) {
        self.ask(Task::Remove(path));
    }

    fn ask(&self, task: Task) {
        let asked = self.tasks.as_ref().map(|tasks| tasks.try_send(task));
        if !matches!(asked, Some(Ok(()))) {
            warn!(folder = %self.folder.display(), "the disk is too slow for voice mail; a file is not as it should be");
        }
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        // What is asked for is done before the end.
        self.tasks = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            warn!("the thread of the voice mail files panicked");
        }
    }
}

fn work(queue: &Receiver<Task>) {
    for task in queue {
        let (path, done) = match task {
            Task::Write(path, samples) => {
                let done = write_wav(&path, &samples);
                (path, done)
            }
            Task::Rename(from, to) => {
                let done = std::fs::rename(&from, &to);
                (to, done)
            }
            Task::Remove(path) => {
                let done = std::fs::remove_file(&path);
                (path, done)
            }
        };
        if let Err(error) = done {
            warn!(path = %path.display(), %error, "a file of voice mail is not as it should be");
        }
    }
}

/// The name of a message's file. Keys that file systems do not bear are letters.
fn name(envelope: &Envelope, heard: bool) -> String {
    let safe = |number: &str| number.replace('*', "s").replace('#', "h");
    let (mailbox, from) = (safe(&envelope.mailbox), safe(&envelope.from));
    let mark = if heard { "_heard" } else { "" };
    format!("{mailbox}_{}_{from}{mark}.wav", envelope.unix_ms)
}

/// What a file's name says, if it is that of a message.
fn read_name(path: &Path) -> Option<(Envelope, bool)> {
    let number = |text: &str| text.replace('s', "*").replace('h', "#");
    let mut parts = path.file_name()?.to_str()?.strip_suffix(".wav")?.split('_');
    let envelope = Envelope {
        mailbox: number(parts.next()?),
        unix_ms: parts.next()?.parse().ok()?,
        from: number(parts.next()?),
    };
    match (parts.next(), parts.next()) {
        (None, None) => Some((envelope, false)),
        (Some(HEARD), None) => Some((envelope, true)),
        _ => None,
    }
}

/// The messages in a folder, oldest first: their files, and what the names say.
pub(super) fn found_in(folder: &Path) -> io::Result<Vec<(PathBuf, Envelope, bool)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        // Other files are left alone.
        if let Some((envelope, heard)) = read_name(&path) {
            found.push((path, envelope, heard));
        }
    }
    found.sort_by_key(|(_, envelope, _)| envelope.unix_ms);
    Ok(found)
}

/// The samples of a file, so many at most.
pub(super) fn read(path: &Path, most: usize) -> io::Result<Arc<[i16]>> {
    let reader = hound::WavReader::open(path).map_err(io::Error::other)?;
    let spec = reader.spec();
    if (spec.channels, spec.sample_rate, spec.bits_per_sample) != (1, RATE_HZ, 16)
        || spec.sample_format != hound::SampleFormat::Int
    {
        return Err(io::Error::other("it is not 8 kHz, 16 bit, mono"));
    }
    let samples = reader.into_samples().take(most);
    samples.collect::<Result<_, _>>().map_err(io::Error::other)
}

fn write_wav(path: &Path, samples: &[i16]) -> io::Result<()> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE_HZ,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec).map_err(io::Error::other)?;
    for sample in samples {
        writer.write_sample(*sample).map_err(io::Error::other)?;
    }
    writer.finalize().map_err(io::Error::other)
}
