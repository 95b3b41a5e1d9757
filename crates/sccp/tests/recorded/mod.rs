//! The recorded frames of `data/`, for all tests that need them.

#![allow(dead_code, reason = "each test uses its own part")]

use sccp::{FrameReader, RawFrame};

/// A frame and what is said about it.
pub(crate) struct Recorded {
    pub(crate) name: String,
    pub(crate) direction: String,
    pub(crate) bytes: Vec<u8>,
}

impl Recorded {
    pub(crate) fn frame(&self) -> RawFrame {
        let mut reader = FrameReader::new();
        reader.push(&self.bytes);
        let frame = reader.next().expect("a whole frame").expect("a good frame");
        assert_eq!(reader.pending(), 0, "{}", self.name);
        frame
    }
}

/// The frames built from the layouts.
pub(crate) fn built() -> Vec<Recorded> {
    parse(include_str!("../data/frames.csv"))
}

/// The frames that real servers and phones sent.
pub(crate) fn captured() -> Vec<Recorded> {
    parse(include_str!("../data/captured.csv"))
}

/// What real servers sent without clearing the memory behind their texts.
pub(crate) fn leftovers() -> Vec<Recorded> {
    parse(include_str!("../data/leftovers.csv"))
}

/// All that come back as the same bytes.
pub(crate) fn all() -> Vec<Recorded> {
    built().into_iter().chain(captured()).collect()
}

/// The one whose name begins like that.
pub(crate) fn named(start: &str) -> Recorded {
    all()
        .into_iter()
        .chain(leftovers())
        .find(|recorded| recorded.name.starts_with(start))
        .expect("a frame of that name")
}

/// TCP payloads of a capture without options and fragments.
pub(crate) fn payloads(capture: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = &capture[24..];
    let mut payloads = Vec::new();
    while rest.len() > 16 {
        let length = u32::from_le_bytes(rest[8..12].try_into().expect("four bytes")) as usize;
        let packet = &rest[16..16 + length];
        // Ethernet 14, IPv4 20, TCP 20.
        payloads.push(packet[54..].to_vec());
        rest = &rest[16 + length..];
    }
    payloads
}

fn parse(csv: &str) -> Vec<Recorded> {
    let lines = csv.lines().skip(1).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let columns = columns(line);
            let hex = columns.last().expect("a column");
            Recorded {
                name: columns[0].clone(),
                direction: columns[1].clone(),
                bytes: (0..hex.len())
                    .step_by(2)
                    .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"))
                    .collect(),
            }
        })
        .collect()
}

/// Columns of a CSV line; a quoted one may hold commas and doubled quotes.
fn columns(line: &str) -> Vec<String> {
    let mut columns = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let column = columns.last_mut().expect("never empty");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                column.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => columns.push(String::new()),
            _ => column.push(letter),
        }
    }
    columns
}
