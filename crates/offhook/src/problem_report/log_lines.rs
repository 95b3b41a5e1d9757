//! The last lines of the log, kept in memory for a problem report.
//!
//! The log is the program's, not a phone's, so this is the one thing here that the whole
//! process shares.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Lines that are kept at most.
const MAX_LINES: usize = 2000;

/// Their bytes at most; a longer line is cut.
const MAX_BYTES: usize = 256 << 10;

/// The longest line that is kept whole, bytes.
const LONGEST_LINE: usize = 4096;

static KEPT: Mutex<Lines> = Mutex::new(Lines::new());

/// The newest lines.
#[derive(Debug)]
struct Lines {
    lines: VecDeque<String>,
    bytes: usize,
}

impl Lines {
    const fn new() -> Self {
        Self {
            lines: VecDeque::new(),
            bytes: 0,
        }
    }

    fn push(&mut self, mut line: String) {
        if line.len() > LONGEST_LINE {
            let end = (0..=LONGEST_LINE)
                .rev()
                .find(|at| line.is_char_boundary(*at));
            line.truncate(end.unwrap_or(0));
            line.push('…');
        }
        self.bytes += line.len();
        self.lines.push_back(line);
        while self.lines.len() > MAX_LINES || self.bytes > MAX_BYTES {
            let Some(oldest) = self.lines.pop_front() else {
                break;
            };
            self.bytes -= oldest.len();
        }
    }
}

fn kept() -> MutexGuard<'static, Lines> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All that is kept, oldest first, as one text.
pub(crate) fn text() -> String {
    let kept = kept();
    let mut text = String::with_capacity(kept.bytes + kept.lines.len());
    for line in &kept.lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Takes one event of the log, and keeps it when it is whole.
#[derive(Debug, Default)]
pub(crate) struct KeptLines(Vec<u8>);

impl Write for KeptLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for KeptLines {
    fn drop(&mut self) {
        let text = String::from_utf8_lossy(&self.0);
        let line = text.trim_end_matches('\n');
        if !line.is_empty() {
            kept().push(line.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_lines_are_kept() {
        let mut lines = Lines::new();
        for number in 0..3 * MAX_LINES {
            lines.push(format!("line {number}"));
        }
        assert_eq!(lines.lines.len(), MAX_LINES);
        assert_eq!(lines.lines[0], format!("line {}", 2 * MAX_LINES));
    }

    #[test]
    fn long_lines_are_cut_and_all_of_them_bounded() {
        let mut lines = Lines::new();
        for _ in 0..1000 {
            lines.push("ä".repeat(1_000_000));
        }
        assert!(lines.bytes <= MAX_BYTES, "{} bytes", lines.bytes);
        assert!(
            lines
                .lines
                .iter()
                .all(|line| line.len() <= LONGEST_LINE + 3)
        );
    }
}
