//! Decodes a capture of many messages here and with `tshark -T fields`, and
//! tells how many messages a second each manages:
//! `scripts/bench-decode [MESSAGES]`.

#![allow(
    clippy::disallowed_methods,
    reason = "a measurement reads the real clock"
)]

#[path = "../benches/traffic/mod.rs"]
mod traffic;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use sccp::{FrameReader, Packet, ProtocolVersion};

const USAGE: &str = "usage: scripts/bench-decode [MESSAGES]   (one million unless told)";

fn main() -> ExitCode {
    let count = std::env::args().nth(1);
    let count = count.map_or(Ok(1_000_000), |text| text.replace('_', "").parse());
    let Ok(count @ 1..) = count else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let path = std::env::temp_dir().join(format!("sccp-bench-{}.pcap", std::process::id()));
    let result = run(count, &path);
    // It is a large file: not left behind, however it went.
    let _ = fs::remove_file(&path);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(count: usize, path: &Path) -> io::Result<()> {
    let version = ProtocolVersion::new(17);
    write_capture(path, &traffic::frames(count, version))?;
    let size = fs::metadata(path)?.len();
    println!("{count} messages of protocol {version} in {size} bytes of capture");

    let (decoded, ours) = decode(path, version, |_| Ok(()))?;
    tell("decoded", decoded, ours);

    let mut text = BufWriter::new(io::sink());
    let (lines, time) = decode(path, version, |packet| writeln!(text, "{packet}"))?;
    tell("decoded, all fields as text", lines, time);

    let (lines, tshark) = run_tshark(path)?;
    tell("tshark -T fields, three fields", lines, tshark);
    println!(
        "{:.0} times as fast as tshark, {:.0} times with all fields as text",
        tshark.as_secs_f64() / ours.as_secs_f64(),
        tshark.as_secs_f64() / time.as_secs_f64()
    );
    if lines != count || decoded != count {
        return Err(io::Error::other("not every message was read"));
    }
    Ok(())
}

fn tell(what: &str, messages: usize, time: Duration) {
    let rate = messages as f64 / time.as_secs_f64();
    println!(
        "{what}: {messages} messages in {:.3} s, {rate:.0} a second",
        time.as_secs_f64()
    );
}

/// Reads the file, cuts the stream of its segments into frames and decodes them.
fn decode(
    path: &Path,
    version: ProtocolVersion,
    mut each: impl FnMut(&Packet) -> io::Result<()>,
) -> io::Result<(usize, Duration)> {
    let start = Instant::now();
    let file = fs::read(path)?;
    let mut reader = FrameReader::new();
    let mut messages = 0;
    let mut rest = &file[FILE_HEADER..];
    while let Some((header, packets)) = rest.split_at_checked(PACKET_HEADER) {
        let length = u32::from_le_bytes([header[8], header[9], header[10], header[11]]);
        let (packet, following) = packets.split_at(length as usize);
        rest = following;
        reader.push(&packet[IN_FRONT..]);
        for frame in reader.by_ref() {
            let frame = frame.map_err(io::Error::other)?;
            let packet = Packet::decode(&frame, version).map_err(io::Error::other)?;
            each(std::hint::black_box(&packet))?;
            messages += 1;
        }
    }
    Ok((messages, start.elapsed()))
}

fn run_tshark(path: &Path) -> io::Result<(usize, Duration)> {
    let start = Instant::now();
    let output = Command::new("tshark")
        .arg("-r")
        .arg(path)
        .args(["-n", "-d", "tcp.port==2000,skinny", "-T", "fields"])
        .args(["-e", "skinny.messageId"])
        .args(["-e", "skinny.callReference", "-e", "skinny.lineInstance"])
        .stderr(Stdio::null())
        .output()
        .map_err(|error| io::Error::other(format!("tshark does not run: {error}")))?;
    let time = start.elapsed();
    let lines = output.stdout.split(|byte| *byte == b'\n');
    Ok((
        lines
            .filter(|line| line.first().is_some_and(u8::is_ascii_digit))
            .count(),
        time,
    ))
}

const FILE_HEADER: usize = 24;
const PACKET_HEADER: usize = 16;
/// Ethernet, IPv4 and TCP without options.
const IN_FRONT: usize = 54;

/// A capture file of one TCP connection with one frame in each segment.
fn write_capture(path: &Path, frames: &[Vec<u8>]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for field in [0xA1B2_C3D4_u32, 0x0004_0002, 0, 0, 65535, 1] {
        file.write_all(&field.to_le_bytes())?;
    }
    let mut sequence = 1u32;
    for (at, frame) in frames.iter().enumerate() {
        let length = (IN_FRONT + frame.len()) as u32;
        for field in [at as u32 / 1000, at as u32 % 1000 * 1000, length, length] {
            file.write_all(&field.to_le_bytes())?;
        }
        file.write_all(&[2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0])?;
        file.write_all(&(40 + frame.len() as u16).to_be_bytes())?;
        file.write_all(&[0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 10, 192, 0, 2, 20])?;
        file.write_all(&[0xC3, 0x50, 0x07, 0xD0])?;
        file.write_all(&sequence.to_be_bytes())?;
        file.write_all(&[0, 0, 0, 1, 0x50, 0x18, 0xFF, 0xFF, 0, 0, 0, 0])?;
        file.write_all(frame)?;
        sequence = sequence.wrapping_add(frame.len() as u32);
    }
    file.flush()
}
