//! Writes down everything a phone was told, so that the session can be replayed.
//!
//! The format is the station's, see [`station::recording`]. A recording holds the
//! dialled digits and everything the server sent but for the keys of encrypted streams, so it
//! is made only on request.
//! Writing is done by a thread of its own: a slow disk must not stall the phone. Every
//! line is in the file as soon as it is written, for who reads while the phone runs.

use std::fs::File;
use std::io::{self, LineWriter};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use station::recording;
use station::{Input, Moment, StationConfig, TimedInput};

/// How many inputs wait for the disk at most: some seconds of a busy phone.
const INPUT_QUEUE: usize = 4096;

/// A recording being written.
#[derive(Debug)]
pub(crate) struct Recorder {
    inputs: Option<SyncSender<TimedInput>>,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Begins the recording of a phone in this file, replacing what is there.
    pub(crate) fn create(path: &Path, config: &StationConfig) -> io::Result<Self> {
        let recorder = recording::Recorder::new(LineWriter::new(File::create(path)?), config)?;
        let (inputs, waiting) = sync_channel(INPUT_QUEUE);
        let thread = std::thread::Builder::new()
            .name("recorder".to_owned())
            .spawn(move || write(recorder, &waiting))?;
        Ok(Self {
            inputs: Some(inputs),
            thread: Some(thread),
        })
    }

    /// Adds an input; never waits.
    pub(crate) fn input(&mut self, input: &Input, at: Moment) {
        let Some(inputs) = &self.inputs else { return };
        if inputs
            .try_send(TimedInput {
                at,
                input: input.clone(),
            })
            .is_err()
        {
            // A recording with a hole replays to something else, so it ends here.
            tracing::error!("the recording could not be written fast enough and ends here");
            self.inputs = None;
        }
    }
}

impl Drop for Recorder {
    /// Writes what waits.
    fn drop(&mut self) {
        self.inputs = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the recording ended badly");
        }
    }
}

fn write(mut recorder: recording::Recorder<LineWriter<File>>, inputs: &Receiver<TimedInput>) {
    let written = inputs.iter().try_for_each(|input| recorder.record(&input));
    if let Err(error) = written.and_then(|()| recorder.finish().map(drop)) {
        tracing::error!(%error, "the recording could not be written");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use station::{Intent, Output};

    #[test]
    fn the_file_is_whole_and_replays_when_the_recorder_is_gone() {
        let path = std::env::temp_dir().join(format!("offhook-recorder-{}", std::process::id()));
        let config = StationConfig {
            device: "SEP001122334455".to_owned(),
            servers: vec!["192.0.2.1:2000".to_owned()],
            ..StationConfig::default()
        };
        let mut recorder =
            Recorder::create(&path, &config).expect("temporary files can be written");
        for number in 0..1000 {
            recorder.input(&Input::Tick, Moment::from_micros(number));
        }
        recorder.input(&Input::Intent(Intent::Quit), Moment::from_secs(1));
        drop(recorder);
        let file = File::open(&path).expect("it was written");
        let outputs = recording::replay(io::BufReader::new(file)).expect("it is whole");
        std::fs::remove_file(&path).expect("it was written");
        assert_eq!(
            outputs.last(),
            Some(&(Moment::from_secs(1), Output::Finished))
        );
    }
}
