//! The call lists of this session: placed, received, missed.

use std::collections::VecDeque;

use crate::Direction;
use crate::calls::CallEntry;

/// Entries of a list, as on a 7970.
const MAX_ENTRIES: usize = 100;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogKind {
    Placed,
    Received,
    Missed,
}

/// A call that was.
#[derive(Clone, Debug)]
pub(crate) struct LogEntry {
    pub(crate) kind: LogKind,
    pub(crate) name: String,
    pub(crate) number: String,
}

/// The lists, newest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallLog {
    entries: VecDeque<LogEntry>,
}

impl CallLog {
    /// Note a call that has ended, unless it belongs into no list.
    pub(crate) fn note(&mut self, call: &CallEntry) {
        let Some(kind) = kind_of(call) else { return };
        let dialled = if kind == LogKind::Placed {
            &call.dialled
        } else {
            ""
        };
        let number = if call.remote_number.is_empty() {
            dialled
        } else {
            &call.remote_number
        };
        if number.is_empty() && call.remote_name.is_empty() {
            return;
        }
        let of_kind = self
            .entries
            .iter()
            .filter(|entry| entry.kind == kind)
            .count();
        if of_kind >= MAX_ENTRIES
            && let Some(oldest) = self.entries.iter().rposition(|entry| entry.kind == kind)
        {
            self.entries.remove(oldest);
        }
        let entry = LogEntry {
            kind,
            name: call.remote_name.clone(),
            number: number.to_owned(),
        };
        self.entries.push_front(entry);
    }

    /// A list, newest first.
    pub(crate) fn list(&self, kind: LogKind) -> impl Iterator<Item = &LogEntry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }
}

/// The list a call belongs into; the server has the last word (`CallHistoryInfo`).
fn kind_of(call: &CallEntry) -> Option<LogKind> {
    match call.disposition {
        Some(0) => return None,
        Some(1) => return Some(LogKind::Placed),
        Some(2) => return Some(LogKind::Received),
        Some(3) => return Some(LogKind::Missed),
        _ => {}
    }
    match call.direction {
        Direction::Outbound => Some(LogKind::Placed),
        _ if call.connected_at.is_some() => Some(LogKind::Received),
        // Answered on another phone of the line.
        _ if call.elsewhere => None,
        _ if call.rang => Some(LogKind::Missed),
        _ => None,
    }
}
