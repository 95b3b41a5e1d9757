//! Sound files instead of devices.

use std::path::PathBuf;

use crate::harness::{CallServer, Running};

/// A file for one test, removed with it.
struct Wav(PathBuf);

impl Wav {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("offhook-{}-{name}.wav", std::process::id())))
    }

    fn option(&self) -> String {
        format!("file:{}", self.0.display())
    }

    fn samples(&self) -> (hound::WavSpec, Vec<i16>) {
        let mut reader = hound::WavReader::open(&self.0).expect("it is a whole WAV file");
        let samples = reader
            .samples::<i16>()
            .collect::<Result<_, _>>()
            .expect("all samples are there");
        (reader.spec(), samples)
    }
}

impl Drop for Wav {
    fn drop(&mut self) {
        // It is not there when the test failed early.
        let _removed = std::fs::remove_file(&self.0);
    }
}

#[test]
fn what_the_ear_would_hear_is_written_from_start_to_end() {
    let server = CallServer::start();
    let heard = Wav::new("echo");
    let output = heard.option();
    let mut phone = Running::phone(
        &server,
        "SEP00000000000B",
        &["--input", "tone:1000", "--output", &output],
    );
    phone.tell_all(&[
        "wait registered 20s",
        "dial 600",
        "wait connected 20s",
        "sleep 2s",
        "hangup",
        "wait idle",
        "quit",
    ]);
    let finished = phone.finish();
    finished.ended_with(0);
    let (spec, samples) = heard.samples();
    assert_eq!((spec.channels, spec.bits_per_sample), (1, 16));
    let seconds = samples.len() as f64 / f64::from(spec.sample_rate);
    assert!((2.0..30.0).contains(&seconds), "{seconds} s");
    let loudest = samples.iter().map(|sample| sample.unsigned_abs()).max();
    assert!(
        loudest.is_some_and(|loudest| loudest > 1000),
        "the echo is in it: {loudest:?}"
    );
}

#[cfg(unix)]
#[test]
fn the_file_is_whole_when_the_phone_is_terminated() {
    let server = CallServer::start();
    let heard = Wav::new("terminated");
    let output = heard.option();
    let mut phone = Running::phone(&server, "SEP00000000000C", &["--output", &output]);
    phone.tell("wait registered 20s");
    phone.tell("dial 601");
    phone.state("Connected");
    std::thread::sleep(std::time::Duration::from_secs(1));
    phone.signal("TERM");
    let finished = phone.finish();
    finished.ended_with(0);
    let (spec, samples) = heard.samples();
    assert!(
        samples.len() >= spec.sample_rate as usize,
        "{} samples",
        samples.len()
    );
}

#[test]
fn a_file_that_cannot_be_read_is_said_at_the_start() {
    let server = CallServer::start();
    let phone = Running::phone(
        &server,
        "SEP00000000000D",
        &["--input", "file:/nonexistent/speech.wav"],
    );
    let finished = phone.finish();
    finished.ended_with(1);
    finished.said("/nonexistent/speech.wav");
}
