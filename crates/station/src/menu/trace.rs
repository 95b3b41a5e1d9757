//! The trace switch: what goes to servers and comes from them is written into a file.

use super::{Choice, Entry, Page, item, menu_item};
use crate::{Output, Station, TraceNews};

/// Whether a trace is written.
#[derive(Clone, Debug, Default)]
pub(crate) enum Trace {
    #[default]
    Off,
    /// Into this file.
    On(String),
    /// It was, into this file.
    Ended(String),
    /// It could not be, for this reason.
    Failed(String),
}

impl Station {
    pub(super) fn trace_items(&self) -> Vec<Entry> {
        let on = matches!(self.trace, Trace::On(_));
        let switch = menu_item(self.words("Trace"), self.trace_words());
        let mut items = vec![(switch, Choice::Trace(!on))];
        match &self.trace {
            Trace::Off => {}
            Trace::On(file) | Trace::Ended(file) => {
                items.push(opens_file(self.words("File"), file));
            }
            Trace::Failed(reason) => {
                items.push(opens_file(self.words("It cannot be written"), reason));
            }
        }
        items.push(item(self.words("Read it with"), "offhook trace, Wireshark"));
        items.push(item(
            self.words("It holds"),
            self.words("all messages, dialled digits too"),
        ));
        items
    }

    /// A path, or a reason, in full: in an item its end has no room.
    pub(super) fn trace_file_text(&self) -> String {
        match &self.trace {
            Trace::Off => String::new(),
            Trace::On(file) => self.words_with("The trace is written to {}", &[file]),
            Trace::Ended(file) => file.clone(),
            Trace::Failed(reason) => self.words_with("The trace cannot be written: {}", &[reason]),
        }
    }

    pub(super) fn trace_words(&self) -> &str {
        self.words(match self.trace {
            Trace::On(_) => "on",
            _ => "off",
        })
    }

    /// Begin a trace, or end it.
    pub(super) fn wish_trace(&mut self, on: bool) {
        self.put(Output::Trace(on));
    }

    /// What became of it.
    pub(crate) fn on_trace(&mut self, news: TraceNews) {
        self.trace = match news {
            TraceNews::Began { file } => {
                let text = self.words_with("The trace is written to {}", &[&file]);
                self.note_status(text);
                Trace::On(file)
            }
            TraceNews::Ended => match std::mem::take(&mut self.trace) {
                Trace::On(file) => Trace::Ended(file),
                other => other,
            },
            TraceNews::Failed { reason } => {
                let text = self.words_with("The trace cannot be written: {}", &[&reason]);
                self.note_status(text);
                Trace::Failed(reason)
            }
        };
    }
}

fn opens_file(label: &str, detail: &str) -> Entry {
    (menu_item(label, detail), Choice::Open(Page::TraceFile))
}
