//! ffmpeg as a pipe.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Gives `bytes` to ffmpeg and returns what it makes of them; `None` without ffmpeg.
pub(crate) fn ffmpeg(input: &[&str], bytes: &[u8], output: &[&str]) -> Option<Vec<u8>> {
    let started = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-nostdin"])
        .args(input)
        .args(["-i", "pipe:0"])
        .args(output)
        .arg("pipe:1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else {
        left_out("ffmpeg");
        return None;
    };
    let mut stdin = child.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("it reads all");
    assert!(output.status.success(), "ffmpeg {input:?} failed");
    Some(output.stdout)
}

/// Says that a test is left out; on CI nothing may be.
pub(crate) fn left_out(missing: &str) {
    assert!(std::env::var_os("CI").is_none(), "{missing} is missing");
    eprintln!("LEFT OUT: {missing} is missing");
}

/// Samples of raw 16-bit sound.
pub(crate) fn samples_of(bytes: &[u8]) -> Vec<i16> {
    let pairs = bytes.chunks_exact(2);
    pairs
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
        .collect()
}
