//! Standard error, while it is the same terminal that the phone is drawn on.
//!
//! The log, the words of a panic and what libraries of the system print would go into the
//! picture. They are kept, the last of them, and written when the terminal is back.

#[cfg(unix)]
pub(crate) use kept::Quiet;

#[cfg(unix)]
mod kept {
    use std::collections::VecDeque;
    use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write, stderr};
    use std::os::fd::OwnedFd;
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;
    use std::time::Duration;

    use rustix::io::fcntl_dupfd_cloexec;
    use rustix::pipe::{PipeFlags, pipe_with};
    use rustix::stdio::dup2_stderr;

    /// Lines that are kept: what a person reads after a call gone wrong.
    const MAX_LINES: usize = 200;

    /// Bytes of a line that are kept; a longer one is cut into several.
    const MAX_LINE: u64 = 4096;

    /// How long the last words may take, when a child of the program still holds the pipe.
    const END_LIMIT: Duration = Duration::from_millis(250);

    /// Standard error goes elsewhere until this is dropped.
    pub(crate) struct Quiet {
        before: OwnedFd,
        kept: Receiver<Lines>,
    }

    #[derive(Default)]
    struct Lines {
        last: VecDeque<String>,
        dropped: usize,
    }

    impl Quiet {
        /// Begins to keep what is written there; nothing when it is no terminal.
        pub(crate) fn begin() -> io::Result<Option<Self>> {
            if !stderr().is_terminal() {
                return Ok(None);
            }
            let (reading, writing) = pipe_with(PipeFlags::CLOEXEC)?;
            let before = fcntl_dupfd_cloexec(stderr(), 3)?;
            let (done, kept) = channel();
            let name = "standard-error".to_owned();
            thread::Builder::new().name(name).spawn(move || {
                let mut lines = Lines::default();
                lines.read(BufReader::new(std::fs::File::from(reading)));
                // Nobody waits any more when it took too long.
                let _ = done.send(lines);
            })?;
            dup2_stderr(&writing)?;
            Ok(Some(Self { before, kept }))
        }
    }

    impl Lines {
        fn read(&mut self, mut from: impl BufRead) {
            let mut line = Vec::new();
            loop {
                line.clear();
                match from.by_ref().take(MAX_LINE).read_until(b'\n', &mut line) {
                    Ok(0) | Err(_) => return,
                    Ok(_) => {}
                }
                if self.last.len() == MAX_LINES {
                    self.last.pop_front();
                    self.dropped += 1;
                }
                let text = String::from_utf8_lossy(&line);
                self.last.push_back(text.trim_end_matches('\n').to_owned());
            }
        }
    }

    impl Drop for Quiet {
        fn drop(&mut self) {
            // This closes the last end of the pipe that is written to, so reading ends.
            if dup2_stderr(&self.before).is_err() {
                return;
            }
            let Ok(lines) = self.kept.recv_timeout(END_LIMIT) else {
                return;
            };
            let mut out = stderr().lock();
            // Who reads there may be gone.
            if lines.dropped > 0 {
                let _ = writeln!(out, "offhook: ({} lines were lost here)", lines.dropped);
            }
            for line in lines.last {
                let _ = writeln!(out, "{line}");
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_last_lines_are_kept() {
            let text: String = (0..1000).map(|line| format!("line {line}\n")).collect();
            let mut lines = Lines::default();
            lines.read(text.as_bytes());
            assert_eq!(lines.last.len(), MAX_LINES);
            assert_eq!(lines.dropped, 1000 - MAX_LINES);
            assert_eq!(lines.last.back().map(String::as_str), Some("line 999"));
            let mut endless = Lines::default();
            endless.read("x".repeat(10_000).as_bytes());
            assert_eq!(endless.last.len(), 3);
        }
    }
}

/// Elsewhere nothing is done.
#[cfg(not(unix))]
pub(crate) struct Quiet;

#[cfg(not(unix))]
impl Quiet {
    pub(crate) fn begin() -> std::io::Result<Option<Self>> {
        Ok(None)
    }
}
