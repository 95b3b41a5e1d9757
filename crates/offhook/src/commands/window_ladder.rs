//! The phone's journal, for the window that shows it as a ladder.

use std::cell::RefCell;
use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Local};
use desk::{Ladder, Rung, RungDetails, RungKind};
use lab::TracedMessage;
use softphone::PhoneHandle;
use softphone::journal::{Journal, JournalEntry, JournalNews, JournalStream};
use tokio::runtime::Handle;

use crate::journal::saved::{capture, stem, write_document};
use crate::journal::{JournalReader, end_words, since_1970, stream_words};

/// What was saved last.
type Saved = Arc<Mutex<Option<Result<PathBuf, String>>>>;

/// The journal of a running phone.
pub(crate) struct WindowLadder {
    journal: Journal,
    runtime: Handle,
    read: RefCell<Read>,
    saved: Saved,
}

/// What was read of it so far.
#[derive(Default)]
struct Read {
    reader: JournalReader,
    /// The number of the entry to read next.
    next: u64,
    kept: VecDeque<(Arc<Rung>, Full)>,
    given: Arc<[Arc<Rung>]>,
}

/// What a rung was made of.
enum Full {
    Message(Box<TracedMessage>),
    Other(JournalEntry),
}

impl WindowLadder {
    /// That of this phone.
    pub(crate) fn new(handle: &PhoneHandle, runtime: Handle) -> Self {
        Self {
            journal: handle.journal().clone(),
            runtime,
            read: RefCell::default(),
            saved: Saved::default(),
        }
    }
}

impl Ladder for WindowLadder {
    fn rungs(&self) -> Arc<[Arc<Rung>]> {
        let mut read = self.read.borrow_mut();
        let read = &mut *read;
        if read.next != self.journal.next_number() {
            for entry in self.journal.since(read.next) {
                read.next = entry.number + 1;
                let message = read.reader.message(&entry);
                let rung = Arc::new(match &message {
                    Some(message) => of_message(&entry, message),
                    None => of_other(&entry),
                });
                let full = message.map_or(Full::Other(entry), Full::Message);
                read.kept.push_back((rung, full));
            }
            // What the journal has no more is not shown any more either.
            let first = self.journal.first_number();
            while let Some((rung, _)) = read.kept.front()
                && rung.number < first
            {
                read.kept.pop_front();
            }
            read.given = read.kept.iter().map(|(rung, _)| Arc::clone(rung)).collect();
        }
        Arc::clone(&read.given)
    }

    fn details(&self, number: u64, digits: bool) -> Option<RungDetails> {
        let read = self.read.borrow();
        let first = read.kept.front()?.0.number;
        let place = usize::try_from(number.checked_sub(first)?).ok()?;
        let (_, full) = read.kept.get(place)?;
        Some(match full {
            Full::Message(message) => message_details(message, digits),
            Full::Other(entry) => other_details(entry),
        })
    }

    fn save(&self, numbers: Vec<u64>, digits: bool) {
        set(&self.saved, None);
        let (journal, saved) = (self.journal.clone(), Arc::clone(&self.saved));
        self.runtime.spawn_blocking(move || {
            let numbers: HashSet<u64> = numbers.into_iter().collect();
            let entries = journal.since(0);
            let file = capture(&entries, |number| numbers.contains(&number), !digits);
            let written = write_document(&stem(Local::now()), "pcapng", &file);
            let told = written.map_err(|error| format!("the file cannot be written: {error}"));
            set(&saved, Some(told));
        });
    }

    fn saved(&self) -> Option<Result<PathBuf, String>> {
        let saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        saved.clone()
    }

    fn show_folder(&self, file: &Path) {
        show_folder(file);
    }
}

fn set(saved: &Saved, to: Option<Result<PathBuf, String>>) {
    *saved.lock().unwrap_or_else(PoisonError::into_inner) = to;
}

/// Has the desktop show the folder that a file is in.
pub(crate) fn show_folder(file: &Path) {
    let Some(folder) = file.parent() else { return };
    let opener = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let started = std::process::Command::new(opener)
        .arg(folder)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    match started {
        // Somebody has to take note of its end.
        Ok(mut child) => {
            std::thread::spawn(move || child.wait());
        }
        Err(error) => tracing::warn!(%error, "{opener} cannot be started to show a folder"),
    }
}

fn of_message(entry: &JournalEntry, message: &TracedMessage) -> Rung {
    let name = message.name();
    let kind = if name.starts_with("KeepAlive") {
        RungKind::KeepAlive
    } else {
        RungKind::Message
    };
    let text = match &message.packet {
        Ok(packet) => packet.to_string(),
        Err(error) => error.to_string(),
    };
    Rung {
        kind,
        to_phone: message.direction == lab::Direction::ToStation,
        call: message.call_reference,
        far: message.ends.server.to_string(),
        name: name.to_owned(),
        label: message.label(),
        text,
        ..blank(entry)
    }
}

fn of_other(entry: &JournalEntry) -> Rung {
    let rung = blank(entry);
    let link = |name: &str, far: String, to_phone: bool| Rung {
        kind: RungKind::Link,
        to_phone,
        far,
        name: name.to_owned(),
        label: name.to_owned(),
        ..rung.clone()
    };
    let media = |stream: &JournalStream, label: String| Rung {
        kind: RungKind::Media,
        to_phone: !stream.sent,
        call: Some(stream.call_reference).filter(|call| *call != 0),
        far: stream
            .remote
            .map_or_else(String::new, |far| far.to_string()),
        name: "RTP".to_owned(),
        label,
        ..rung.clone()
    };
    match &entry.news {
        JournalNews::Opened(of) => link("connected", of.server.to_string(), false),
        JournalNews::Closed { link: of, by_phone } => {
            link("disconnected", of.server.to_string(), !by_phone)
        }
        JournalNews::Broken(of) | JournalNews::Frame { link: of, .. } => {
            link("no SCCP", of.server.to_string(), true)
        }
        JournalNews::MediaBegan(stream) => {
            media(stream, format!("{} begins", stream_words(stream)))
        }
        JournalNews::MediaEnded { stream, figures } => media(stream, end_words(stream, figures)),
    }
}

/// A rung with what every entry has.
fn blank(entry: &JournalEntry) -> Rung {
    let local = DateTime::<Local>::from(entry.at);
    Rung {
        number: entry.number,
        time: local.format("%H:%M:%S%.3f").to_string(),
        micros: u64::try_from(since_1970(entry.at).as_micros()).unwrap_or(u64::MAX),
        ..Rung::default()
    }
}

fn message_details(message: &TracedMessage, digits: bool) -> RungDetails {
    let lines = message.field_lines(digits).into_iter();
    let shown = message.shown_bytes(digits);
    RungDetails {
        fields: lines
            .map(|line| (line.depth, line.name, line.value))
            .collect(),
        bytes: lab::hex_lines(&shown.bytes).collect(),
        hidden: shown
            .hidden
            .map(|(bytes, reason)| format!("{bytes} bytes, {reason}")),
    }
}

fn other_details(entry: &JournalEntry) -> RungDetails {
    let field = |name: &str, value: String| (0, name.to_owned(), Some(value));
    let fields = match &entry.news {
        JournalNews::Opened(link)
        | JournalNews::Broken(link)
        | JournalNews::Closed { link, .. }
        | JournalNews::Frame { link, .. } => vec![
            field("phone", link.phone.to_string()),
            field("server", link.server.to_string()),
        ],
        JournalNews::MediaBegan(stream) | JournalNews::MediaEnded { stream, .. } => {
            let address = |address: Option<std::net::SocketAddr>| {
                address.map_or_else(|| "not known".to_owned(), |address| address.to_string())
            };
            let mut fields = vec![
                field("passThroughPartyId", stream.stream.to_string()),
                field("callReference", stream.call_reference.to_string()),
                field("codec", softphone::codec_name(stream.codec)),
                field("packet length", format!("{} ms", stream.ptime_ms)),
                field("phone", address(stream.local)),
                field("far end", address(stream.remote)),
            ];
            if let JournalNews::MediaEnded { figures, .. } = &entry.news {
                fields.extend(figure_fields(figures));
            }
            fields
        }
    };
    RungDetails {
        fields,
        ..RungDetails::default()
    }
}

/// The figures by their names in events.
fn figure_fields(figures: &softphone::StreamStatistics) -> Vec<(usize, String, Option<String>)> {
    let mut fields = Vec::new();
    if let Ok(value) = serde_json::to_value(figures) {
        add("figures", &value, 0, &mut fields);
    }
    fields
}

fn add(
    name: &str,
    value: &serde_json::Value,
    depth: usize,
    fields: &mut Vec<(usize, String, Option<String>)>,
) {
    match value {
        serde_json::Value::Object(parts) => {
            fields.push((depth, name.to_owned(), None));
            for (name, value) in parts {
                add(name, value, depth + 1, fields);
            }
        }
        serde_json::Value::Null => {}
        value => fields.push((depth, name.to_owned(), Some(value.to_string()))),
    }
}
