//! What the program says to people on standard error: reasons, and its log.
//!
//! Whoever reads there may be slow or gone, like a reader of standard output; often it is
//! the same pipe. A thread of its own writes, so that nobody waits for the reader: not
//! the phone, and not its way out.

use std::io::{self, Write};
use std::sync::OnceLock;
use std::time::Duration;

use crate::writer::LineWriter;

/// How long the last lines may take to be read.
const END_LIMIT: Duration = Duration::from_millis(250);

/// The one writer; none when the system gives no thread for it.
static WRITER: OnceLock<Option<LineWriter>> = OnceLock::new();

fn writer() -> Option<&'static LineWriter> {
    let start = || {
        let gap = |lost| format!("offhook: ({lost} lines were lost here)");
        LineWriter::start(io::stderr(), gap).ok()
    };
    WRITER.get_or_init(start).as_ref()
}

/// Says something to people.
pub(crate) fn say(text: &str) {
    line(format!("offhook: {text}"));
}

/// Waits until what was said is written, but not long.
pub(crate) fn end() {
    if let Some(Some(writer)) = WRITER.get() {
        writer.end(None, END_LIMIT);
    }
}

fn line(text: String) {
    if let Some(writer) = writer() {
        writer.line(text);
    }
}

/// Takes one event of the log, and gives it on as a line when it is whole.
#[derive(Debug, Default)]
pub(crate) struct LogLines(Vec<u8>);

impl Write for LogLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for LogLines {
    fn drop(&mut self) {
        let text = String::from_utf8_lossy(&self.0);
        line(text.trim_end_matches('\n').to_owned());
    }
}
