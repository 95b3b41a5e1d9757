//! Writes down everything a phone was told, so that the session can be replayed.
//!
//! The format is the station's: see [`station::TimedInput`]. A recording holds the
//! dialled digits and everything the server sent, so it is made only on request.
//! Writing is done by a thread of its own: a slow disk must not stall the phone.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use serde::Serialize;
use station::{Input, Moment, StationConfig, TimedInput};

/// How many lines wait for the disk at most: some seconds of a busy phone.
const LINE_QUEUE: usize = 4096;

/// A recording being written.
#[derive(Debug)]
pub(crate) struct Recorder {
    lines: Option<SyncSender<String>>,
    thread: Option<JoinHandle<()>>,
    /// A line was lost: a recording with a hole replays to something else, so it ends there.
    broken: bool,
}

impl Recorder {
    /// Begins the recording of a phone in this file, replacing what is there.
    pub(crate) fn create(path: &Path, config: &StationConfig) -> io::Result<Self> {
        let file = BufWriter::new(File::create(path)?);
        let (lines, waiting) = sync_channel(LINE_QUEUE);
        let thread = std::thread::Builder::new()
            .name("recorder".to_owned())
            .spawn(move || write_lines(file, &waiting))?;
        let mut recorder = Self {
            lines: Some(lines),
            thread: Some(thread),
            broken: false,
        };
        recorder.line(config);
        Ok(recorder)
    }

    /// Adds an input; never waits.
    pub(crate) fn input(&mut self, input: &Input, at: Moment) {
        self.line(&TimedInput {
            at,
            input: input.clone(),
        });
    }

    fn line(&mut self, value: &impl Serialize) {
        let Some(lines) = &self.lines else { return };
        if self.broken {
            return;
        }
        let taken = serde_json::to_string(value).is_ok_and(|line| lines.try_send(line).is_ok());
        if !taken {
            tracing::error!("the recording could not be written fast enough and ends here");
            self.broken = true;
        }
    }
}

impl Drop for Recorder {
    /// Writes what waits.
    fn drop(&mut self) {
        self.lines = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the recording ended badly");
        }
    }
}

/// Writes lines as they come; the file is up to date whenever none waits.
fn write_lines(mut file: BufWriter<File>, lines: &Receiver<String>) {
    let written = lines.iter().try_for_each(|first| {
        writeln!(file, "{first}")?;
        lines.try_iter().try_for_each(|line| writeln!(file, "{line}"))?;
        file.flush()
    });
    if let Err(error) = written {
        tracing::error!(%error, "the recording could not be written");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole_when_the_recorder_is_gone() {
        let path = std::env::temp_dir().join(format!("offhook-recorder-{}", std::process::id()));
        let config = StationConfig {
            device: "SEP001122334455".to_owned(),
            ..StationConfig::default()
        };
        let mut recorder =
            Recorder::create(&path, &config).expect("temporary files can be written");
        for number in 0..1000 {
            recorder.input(&Input::Tick, Moment::from_millis(number));
        }
        drop(recorder);
        let text = std::fs::read_to_string(&path).expect("it was written");
        std::fs::remove_file(&path).expect("it was written");
        let mut lines = text.lines();
        let first = lines.next().expect("it has lines");
        assert_eq!(
            serde_json::from_str::<StationConfig>(first).expect("it is the station's"),
            config
        );
        let inputs: Vec<TimedInput> = lines
            .map(|line| serde_json::from_str(line).expect("it is an input"))
            .collect();
        assert_eq!(inputs.len(), 1000);
        assert_eq!(
            inputs[999],
            TimedInput {
                at: Moment::from_millis(999),
                input: Input::Tick
            }
        );
    }
}
