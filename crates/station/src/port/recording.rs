//! Recordings: the inputs of a station with their times, as JSON Lines.
//!
//! The first line is the configuration, every further one a [`TimedInput`]. The
//! station is deterministic, so a recording replays to the same outputs and
//! screens: that is how a bug is reproduced. A recording holds what was dialled and
//! said by the server in full; it is made only when somebody asks for one.

use std::io::{self, BufRead, Write};

use thiserror::Error;

use crate::{Moment, Output, Station, StationConfig, TimedInput};

/// Longest line that is read: a burst of the largest frames, written in hexadecimal.
const MAX_LINE: u64 = 1 << 20;

/// Writes a recording.
#[derive(Debug)]
pub struct Recorder<W> {
    to: W,
}

impl<W: Write> Recorder<W> {
    /// Begin a recording of a station with this configuration.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(mut to: W, config: &StationConfig) -> io::Result<Self> {
        line(&mut to, config)?;
        Ok(Self { to })
    }

    /// Record an input: every one that the station gets, ticks included, in the same order.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn record(&mut self, input: &TimedInput) -> io::Result<()> {
        line(&mut self.to, input)
    }

    /// End the recording.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        self.to.flush()?;
        Ok(self.to)
    }
}

fn line<W: Write>(to: &mut W, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *to, value)?;
    to.write_all(b"\n")
}

/// Why a recording cannot be replayed.
#[derive(Debug, Error)]
pub enum RecordingError {
    /// The reader failed.
    #[error("the recording cannot be read at line {line}: {source}")]
    Read {
        /// The line, 1 the first.
        line: usize,
        /// What the reader says.
        source: io::Error,
    },
    /// A line is not what it should be.
    #[error("line {line} of the recording is no {expected}: {source}")]
    Line {
        /// The line, 1 the first.
        line: usize,
        /// What was expected.
        expected: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// There is nothing in it.
    #[error("the recording is empty; its first line should be the configuration of the phone")]
    Empty,
}

/// Replay a recording: all outputs of a fresh station, with the times of the inputs they follow.
///
/// # Errors
/// [`RecordingError`] for what cannot be read; what came before it is lost.
pub fn replay(mut reader: impl BufRead) -> Result<Vec<(Moment, Output)>, RecordingError> {
    let mut at_line = 0;
    let mut next = || -> Result<Option<(usize, String)>, RecordingError> {
        loop {
            at_line += 1;
            let mut text = String::new();
            let read = io::Read::take(&mut reader, MAX_LINE).read_line(&mut text);
            match read {
                Ok(0) => return Ok(None),
                Ok(_) if text.trim().is_empty() => {}
                Ok(_) => return Ok(Some((at_line, text))),
                Err(source) => {
                    return Err(RecordingError::Read {
                        line: at_line,
                        source,
                    });
                }
            }
        }
    };
    let (line, config) = next()?.ok_or(RecordingError::Empty)?;
    let config = serde_json::from_str(&config).map_err(|source| RecordingError::Line {
        line,
        expected: "configuration",
        source,
    })?;
    let mut station = Station::new(config);
    let mut outputs = Vec::new();
    while let Some((line, text)) = next()? {
        let TimedInput { at, input } =
            serde_json::from_str(&text).map_err(|source| RecordingError::Line {
                line,
                expected: "input",
                source,
            })?;
        station.handle(input, at);
        outputs.extend(std::iter::from_fn(|| station.poll_output()).map(|output| (at, output)));
    }
    Ok(outputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, Intent};

    #[test]
    fn what_was_recorded_replays() {
        let config = StationConfig {
            servers: vec!["192.0.2.1:2000".into()],
            ..StationConfig::default()
        };
        let inputs = [
            Input::Tick,
            Input::Received(vec![1, 2, 0xff]),
            Input::Intent(Intent::Mute),
            Input::Tick,
        ];
        let mut station = Station::new(config.clone());
        let mut recorder = Recorder::new(Vec::new(), &config).expect("memory takes it");
        let mut outputs = Vec::new();
        for (at, input) in (0..).map(Moment::from_secs).zip(inputs) {
            recorder
                .record(&TimedInput {
                    at,
                    input: input.clone(),
                })
                .expect("memory takes it");
            station.handle(input, at);
            outputs.extend(std::iter::from_fn(|| station.poll_output()).map(|output| (at, output)));
        }
        let recording = recorder.finish().expect("memory takes it");
        assert!(String::from_utf8_lossy(&recording).contains(r#"{"received":"0102ff"}"#));
        assert_eq!(
            replay(recording.as_slice()).expect("it was just recorded"),
            outputs
        );
        assert!(!outputs.is_empty());
    }

    #[test]
    fn a_broken_line_is_named() {
        let recording = "{}\n\n{\"at\":0,\"input\":\"tick\"}\nnonsense\n";
        let error = replay(recording.as_bytes()).expect_err("line 4 is nonsense");
        assert!(
            error
                .to_string()
                .starts_with("line 4 of the recording is no input"),
            "{error}"
        );
        assert!(matches!(replay("".as_bytes()), Err(RecordingError::Empty)));
    }
}
