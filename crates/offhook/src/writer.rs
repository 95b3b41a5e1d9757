//! Lines to a reader that may be slow or gone.
//!
//! A thread of its own writes them, so that the phone never waits for the reader.
//! At most [`LINE_QUEUE`] lines wait; further ones are counted, and the reader is
//! told at that place how many it missed. A reader that is gone is no error.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How many lines wait at most: minutes of a busy phone. A screen is about three
/// kilobytes of JSON, so a reader that stands still costs some thirty megabytes.
const LINE_QUEUE: usize = 8192;

/// Lines on their way to a reader.
#[derive(Debug)]
pub(crate) struct LineWriter {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    queue: Mutex<Queue>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    lines: VecDeque<Line>,
    /// No more lines will come.
    ended: bool,
    /// Everything is written, or the reader is gone.
    done: bool,
}

#[derive(Debug)]
enum Line {
    Text(String),
    Lost(u64),
}

impl LineWriter {
    /// Writes to `reader` from now on; `gap` makes the line that tells of lost lines.
    pub(crate) fn start(
        mut reader: impl Write + Send + 'static,
        gap: impl Fn(u64) -> String + Send + 'static,
    ) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            news: Condvar::new(),
        });
        let of_thread = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || {
                while let Some(line) = of_thread.wait_for_line() {
                    let text = match line {
                        Line::Text(text) => text,
                        Line::Lost(lost) => gap(lost),
                    };
                    if writeln!(reader, "{text}")
                        .and_then(|()| reader.flush())
                        .is_err()
                    {
                        // The reader is gone; the phone goes on without it.
                        break;
                    }
                }
                of_thread.lock().done = true;
                of_thread.news.notify_all();
            })?;
        Ok(Self { shared })
    }

    /// Adds a line (without its end); never waits.
    pub(crate) fn line(&self, text: String) {
        let mut queue = self.shared.lock();
        if queue.done {
            return;
        }
        if queue.lines.len() < LINE_QUEUE {
            queue.lines.push_back(Line::Text(text));
        } else if let Some(Line::Lost(lost)) = queue.lines.back_mut() {
            *lost += 1;
        } else {
            queue.lines.push_back(Line::Lost(1));
        }
        self.shared.news.notify_all();
    }

    /// Adds a last line, if there is one, which is not lost to a slow reader, and waits
    /// until all is written, but no longer than `limit`.
    pub(crate) fn end(&self, last: Option<String>, limit: Duration) {
        let until = Instant::now() + limit;
        let mut queue = self.shared.lock();
        queue.lines.extend(last.map(Line::Text));
        queue.ended = true;
        self.shared.news.notify_all();
        while !queue.done {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let waited = self.shared.news.wait_timeout(queue, left);
            queue = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        // Every change of the queue is one step, so a panic elsewhere leaves it whole.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_for_line(&self) -> Option<Line> {
        let mut queue = self.lock();
        loop {
            if let Some(line) = queue.lines.pop_front() {
                return Some(line);
            }
            if queue.ended {
                return None;
            }
            queue = self
                .news
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// A reader that takes a line only when it is let.
    struct Reader {
        permits: Receiver<()>,
        taken: Sender<String>,
    }

    impl Write for Reader {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn write_fmt(&mut self, line: std::fmt::Arguments<'_>) -> io::Result<()> {
            let gone = |_error| io::Error::from(io::ErrorKind::BrokenPipe);
            self.permits.recv().map_err(gone)?;
            self.taken
                .send(line.to_string())
                .expect("the test holds the other end");
            Ok(())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const LIMIT: Duration = Duration::from_secs(30);

    #[test]
    fn a_reader_that_stopped_is_told_what_it_missed() {
        let (permit, permits) = channel();
        let (taken, lines) = channel();
        let writer = LineWriter::start(Reader { permits, taken }, |lost| format!("lost {lost}"))
            .expect("threads can be started");
        // The thread may hold one line besides those in the queue.
        let all = LINE_QUEUE + 100;
        for number in 0..all {
            writer.line(number.to_string());
        }
        for _ in 0..all {
            permit.send(()).expect("the writer waits for it");
        }
        writer.end(Some("last".to_owned()), LIMIT);
        let lines: Vec<String> = lines
            .try_iter()
            .map(|line| line.trim().to_owned())
            .collect();
        assert_eq!(lines.last().map(String::as_str), Some("last"));
        let lost: usize = lines
            .iter()
            .find_map(|line| line.strip_prefix("lost "))
            .expect("lines were lost")
            .parse()
            .expect("it is a number");
        assert_eq!(lines.len() - 2 + lost, all);
    }

    #[test]
    fn a_reader_that_is_gone_does_not_hold_up_the_end() {
        let (permit, permits) = channel();
        let (taken, _lines) = channel();
        drop(permit);
        let writer = LineWriter::start(Reader { permits, taken }, |lost| lost.to_string())
            .expect("threads can be started");
        writer.line("nobody reads this".to_owned());
        writer.end(Some("nor this".to_owned()), LIMIT);
        assert!(writer.shared.lock().done);
    }
}
