//! What a phone without a window tells: JSON for programs, or words for people.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use softphone::{Change, Event, Moment, RecordingNews, Screen, TimedChange};
use tokio::time::Instant;

use crate::headless::figures::RtpSummary;
use crate::headless::summary::Summary;
use crate::headless::{json, picture};
use crate::standard_error::say;
use crate::writer::LineWriter;

/// How long the last lines may take to be read.
const END_LIMIT: Duration = Duration::from_millis(500);

/// How long changes are gathered into one picture, unless a call or the registration
/// reaches another state meanwhile: what a person sees as one step.
const GATHER: Duration = Duration::from_millis(100);

/// In which form a phone tells what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A JSON object a line.
    Json,
    /// Pictures of the screen, and words.
    Words,
}

/// Tells on standard output what happens.
#[derive(Debug)]
pub(crate) struct Report {
    form: Form,
    writer: LineWriter,
    /// A screen that is yet to be drawn, and when.
    undrawn: Option<(Arc<Screen>, Instant)>,
    last_picture: String,
}

impl Report {
    /// Begins to tell on standard output.
    pub(crate) fn start(form: Form) -> io::Result<Self> {
        let gap = move |lost| match form {
            Form::Json => json::gap_line(lost),
            Form::Words => format!("({lost} lines were lost here)"),
        };
        let writer = LineWriter::start(io::stdout(), gap)?;
        Ok(Self {
            form,
            writer,
            undrawn: None,
            last_picture: String::new(),
        })
    }

    /// A change; `newest` is the screen that stands with it.
    pub(crate) fn change(&mut self, change: &TimedChange, newest: &Screen) {
        if self.form == Form::Json {
            self.writer.line(json::change_line(change, newest));
            return;
        }
        match &change.change {
            Change::Screen(screen) => {
                if self
                    .undrawn
                    .as_ref()
                    .is_some_and(|(before, _)| picture::is_new_scene(before, screen))
                {
                    self.draw();
                }
                let due = self.due().unwrap_or_else(|| Instant::now() + GATHER);
                self.undrawn = Some((Arc::clone(screen), due));
            }
            Change::Event(Event::Statistics { statistics, .. }) => {
                self.draw();
                self.writer.line(RtpSummary::of(statistics).in_words());
            }
            Change::Event(Event::Recording(news)) => {
                let words = match news {
                    RecordingNews::Began { file } => format!("Recording to {file}"),
                    RecordingNews::Ended { file, seconds, .. } => {
                        format!("Recorded {seconds} s to {file}")
                    }
                    // It is told as an error.
                    RecordingNews::Failed { .. } => return,
                };
                self.draw();
                self.writer.line(words);
            }
            Change::Event(Event::Anomaly { text }) => {
                tracing::info!(%text, "an oddity of the server")
            }
            Change::Event(_) => {}
            Change::Gap { lost } => self.writer.line(format!("({lost} changes were lost here)")),
        }
    }

    /// When [`Report::draw`] shall be called, if at all.
    pub(crate) fn due(&self) -> Option<Instant> {
        self.undrawn.as_ref().map(|(_, due)| *due)
    }

    /// Draws the newest screen, if there is anything new to see in it.
    pub(crate) fn draw(&mut self) {
        let Some((screen, _)) = self.undrawn.take() else {
            return;
        };
        let picture = picture::draw(&screen);
        if picture != self.last_picture {
            self.writer.line(picture.clone());
            self.last_picture = picture;
        }
    }

    /// The screen that stands, as asked for.
    pub(crate) fn screen(&mut self, screen: &Screen, at: Moment) {
        self.writer.line(match self.form {
            Form::Json => json::screen_line(screen, at),
            Form::Words => {
                self.undrawn = None;
                self.last_picture = picture::draw(screen);
                self.last_picture.clone()
            }
        });
    }

    /// Something for people only.
    pub(crate) fn note(&self, text: &str) {
        if self.form == Form::Words {
            self.writer.line(format!("({text})"));
        }
    }

    /// Something went wrong. It is said on standard error too, for people.
    pub(crate) fn error(&self, text: &str, at: Moment) {
        if self.form == Form::Json {
            self.writer.line(json::error_line(text, at));
        }
        say(text);
    }

    /// The last line; waits a moment for the reader.
    pub(crate) fn end(&mut self, summary: &Summary) {
        self.draw();
        let last = match self.form {
            Form::Json => serde_json::to_string(summary)
                .unwrap_or_else(|error| json::error_line(&error.to_string(), Moment::START)),
            Form::Words => summary.in_words(),
        };
        self.writer.end(Some(last), END_LIMIT);
    }
}
