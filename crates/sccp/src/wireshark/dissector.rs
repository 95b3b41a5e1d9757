//! Wireshark's command-line program as a second opinion on frames.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::process::Command;

/// What the dissector read of one frame.
pub(super) struct Row {
    pub(super) message_id: u32,
    /// Empty if the frame is well formed.
    pub(super) malformed: String,
    values: BTreeMap<String, Vec<String>>,
}

impl Row {
    /// Values of a field; numbers in decimal, addresses and texts as they are.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        self.values.get(name).cloned().unwrap_or_default()
    }

    /// The names of the fields that were there.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }
}

/// Wireshark's command-line program.
pub(super) struct Dissector {
    known: BTreeSet<String>,
}

/// Between several values of a field: in no text that we send.
const BETWEEN: char = '\u{1F}';

impl Dissector {
    /// `None` if it is not installed, which only a run without `CI` forgives.
    pub(super) fn find() -> Option<Self> {
        let output = Command::new("tshark").args(["-G", "fields"]).output();
        let Ok(output) = output else {
            assert!(
                std::env::var_os("CI").is_none(),
                "tshark is not installed, and this run is to check against it"
            );
            // Past the test harness, which would keep a passing test quiet.
            let _ = std::io::stderr().write_all(
                b"\nSKIPPED: tshark is not installed, so nothing was compared with Wireshark.\n\
                  Install it (Debian, Ubuntu: apt install tshark) and run the tests again.\n\n",
            );
            return None;
        };
        let fields = String::from_utf8_lossy(&output.stdout);
        let known = fields
            .lines()
            .filter_map(|line| line.split('\t').nth(2))
            .filter(|name| name.starts_with("skinny."))
            .map(str::to_owned)
            .collect();
        Some(Self { known })
    }

    /// The names of all fields.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// Reads frames, one row each.
    pub(super) fn read(&self, name: &str, frames: &[Vec<u8>], fields: &[&str]) -> Vec<Row> {
        for field in fields {
            assert!(
                self.known.contains(*field),
                "the dissector has no field {field}"
            );
        }
        let file = format!("sccp-{name}-{}.pcap", std::process::id());
        let path = std::env::temp_dir().join(file);
        fs::write(&path, capture(frames)).expect("a file in the folder for such files");
        let mut command = Command::new("tshark");
        command
            .arg("-r")
            .arg(&path)
            .args(["-n", "-d", "tcp.port==2000,skinny", "-T", "fields"]);
        command.args(["-E", "occurrence=a", "-E", "separator=/t", "-E"]);
        command.arg(format!("aggregator={BETWEEN}"));
        command.args(["-e", "skinny.messageId", "-e", "_ws.malformed"]);
        for field in fields {
            command.args(["-e", field]);
        }
        let output = command.output().expect("tshark was found before");
        let _ = fs::remove_file(&path);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let text = String::from_utf8(output.stdout).expect("plain text");
        text.lines()
            .map(|line| {
                let mut columns = line.split('\t');
                let message_id = columns.next().map_or(0, |id| number(id).expect("a number"));
                let malformed = columns.next().unwrap_or_default().to_owned();
                let values = fields
                    .iter()
                    .zip(columns)
                    .filter(|(_, column)| !column.is_empty())
                    .map(|(field, column)| {
                        (
                            (*field).to_owned(),
                            column.split(BETWEEN).map(plain).collect(),
                        )
                    })
                    .collect();
                Row {
                    message_id,
                    malformed,
                    values,
                }
            })
            .collect()
    }
}

/// A number in decimal, whatever base it is shown in; anything else as it is.
fn plain(value: &str) -> String {
    match value.strip_prefix("0x") {
        Some(_) => number(value).map_or(value.to_owned(), |number| number.to_string()),
        None => value.to_owned(),
    }
}

fn number(text: &str) -> Option<u32> {
    match text.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// A capture file of one TCP connection with one frame in each segment.
fn capture(frames: &[Vec<u8>]) -> Vec<u8> {
    let mut file = Vec::new();
    // Magic number, version 2.4, no time zone, 64 kB snapped, Ethernet.
    for field in [0xA1B2_C3D4_u32, 0x0004_0002, 0, 0, 65535, 1] {
        file.extend_from_slice(&field.to_le_bytes());
    }
    let mut sequence = 1u32;
    for (second, frame) in frames.iter().enumerate() {
        let mut packet = vec![2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0];
        packet.extend_from_slice(&[0x45, 0]);
        packet.extend_from_slice(&(40 + frame.len() as u16).to_be_bytes());
        packet.extend_from_slice(&[0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 10, 192, 0, 2, 20]);
        packet.extend_from_slice(&50000u16.to_be_bytes());
        packet.extend_from_slice(&2000u16.to_be_bytes());
        packet.extend_from_slice(&sequence.to_be_bytes());
        packet.extend_from_slice(&1u32.to_be_bytes());
        packet.extend_from_slice(&[0x50, 0x18, 0xFF, 0xFF, 0, 0, 0, 0]);
        packet.extend_from_slice(frame);
        sequence += frame.len() as u32;
        let length = packet.len() as u32;
        for field in [second as u32, 0, length, length] {
            file.extend_from_slice(&field.to_le_bytes());
        }
        file.extend_from_slice(&packet);
    }
    file
}
