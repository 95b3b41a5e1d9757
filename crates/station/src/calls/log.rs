//! The call lists: missed, received, placed.
//!
//! The station is given the lists of the last time at its start and gives them out
//! whenever they change; where they are kept is not its matter.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::calls::CallEntry;
use crate::{Direction, Event, Output, Station};

/// Entries of a list, as on a 7970.
const MAX_ENTRIES: usize = 100;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallList {
    /// It rang here, and nobody answered.
    Missed,
    /// Answered here.
    Received,
    /// Dialled here.
    Placed,
}

/// A call that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallLogEntry {
    /// The list it is in.
    pub list: CallList,
    /// Name of the other side; empty when unknown.
    #[serde(default)]
    pub name: String,
    /// Number of the other side, for a placed call as it was dialled; empty when unknown.
    #[serde(default)]
    pub number: String,
    /// Who it was first meant for, or was forwarded by; empty when nobody.
    #[serde(default)]
    pub via: String,
    /// Its line, 1 the first; 0 when the server did not say.
    #[serde(default)]
    pub line_instance: u32,
    /// When it rang or was dialled: seconds since 1970-01-01 00:00 in the server's local time;
    /// nothing when the server had set no clock.
    #[serde(default)]
    pub began: Option<i64>,
    /// Seconds of talk, holds among them; nothing when it was not connected.
    #[serde(default)]
    pub duration_secs: Option<u32>,
    /// A missed call that nobody has seen in its list yet.
    #[serde(default)]
    pub new: bool,
}

/// The lists, as one: newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallLog {
    /// The calls of all lists, newest first; 100 of each list at most.
    pub entries: Vec<CallLogEntry>,
}

impl CallLogEntry {
    /// Whether this is the same call, seen or not: whoever shows the lists holds them as they
    /// were a moment ago.
    pub fn is(&self, other: &Self) -> bool {
        *self
            == Self {
                new: self.new,
                ..other.clone()
            }
    }
}

impl CallLog {
    /// A list, newest first.
    pub fn list(&self, list: CallList) -> impl Iterator<Item = &CallLogEntry> {
        self.entries.iter().filter(move |entry| entry.list == list)
    }

    /// Missed calls that nobody has seen in their list yet.
    pub fn new_missed(&self) -> usize {
        self.list(CallList::Missed)
            .filter(|entry| entry.new)
            .count()
    }

    /// Without what is more than each list holds.
    fn bounded(mut self) -> Self {
        for list in CallList::ALL {
            let mut kept = 0;
            self.entries.retain(|entry| {
                kept += usize::from(entry.list == list);
                entry.list != list || kept <= MAX_ENTRIES
            });
        }
        self
    }
}

impl CallList {
    /// All lists, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Missed, Self::Received, Self::Placed];

    /// What the list is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Missed => "Missed calls",
            Self::Received => "Received calls",
            Self::Placed => "Placed calls",
        }
    }

    /// What one call of the list is called.
    pub(crate) const fn title_of_one(self) -> &'static str {
        match self {
            Self::Missed => "Missed call",
            Self::Received => "Received call",
            Self::Placed => "Placed call",
        }
    }

    /// The list of a `callHistoryDisposition` (section 4.5); an error for none at all.
    const fn of_disposition(code: u32) -> Option<Result<Self, NoList>> {
        match code {
            0 => Some(Err(NoList)),
            1 => Some(Ok(Self::Placed)),
            2 => Some(Ok(Self::Received)),
            3 => Some(Ok(Self::Missed)),
            _ => None,
        }
    }
}

/// The call belongs into no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NoList;

/// The lists as the station holds them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    pub(crate) lists: CallLog,
    /// Reference of the call noted last: the server may still say where it belongs.
    newest: Option<u32>,
}

impl Log {
    /// The lists of the last time.
    pub(crate) fn of_last_time(lists: CallLog) -> Self {
        Self {
            lists: lists.bounded(),
            newest: None,
        }
    }
}

impl Station {
    /// Note a call that has ended, unless it belongs into no list.
    pub(crate) fn note_call(&mut self, call: &CallEntry) {
        let Some(list) = list_of(call) else { return };
        let dialled = call.dialled.trim_end_matches('#');
        let number = match list {
            CallList::Placed if !dialled.is_empty() => dialled,
            _ => &call.remote_number,
        };
        let unknown = number.is_empty() && call.remote_name.is_empty();
        if unknown && list == CallList::Placed {
            // Off hook, and on hook again.
            return;
        }
        let talked = call.connected_at.map(|since| self.now.since(since));
        let entry = CallLogEntry {
            list,
            name: call.remote_name.clone(),
            number: number.to_owned(),
            via: call.via.clone(),
            line_instance: call.line_instance,
            began: self.clock.map(|clock| clock.local_at(call.began_at)),
            duration_secs: talked.map(|time| u32::try_from(time.as_secs()).unwrap_or(u32::MAX)),
            new: list == CallList::Missed,
        };
        let log = &mut self.call_log;
        log.newest = Some(call.call_reference);
        log.lists.entries.insert(0, entry.clone());
        log.lists = std::mem::take(&mut log.lists).bounded();
        self.keep_marked_entry(list);
        self.tell(Event::CallLogged(entry));
        self.give_out_call_log();
    }

    /// The server says which list a call belongs into; some say it when the call is over.
    pub(crate) fn on_call_history(&mut self, disposition: u32, call_reference: u32) {
        if let Some(call) = self.calls.get_mut(call_reference) {
            call.disposition = Some(disposition);
            return;
        }
        if self.call_log.newest != Some(call_reference) {
            return;
        }
        let entries = &mut self.call_log.lists.entries;
        match (CallList::of_disposition(disposition), entries.first_mut()) {
            (Some(Ok(list)), Some(entry)) => {
                entry.list = list;
                entry.new = list == CallList::Missed;
            }
            (Some(Err(NoList)), Some(_)) => {
                entries.remove(0);
                self.call_log.newest = None;
            }
            _ => return,
        }
        self.give_out_call_log();
    }

    /// The missed calls have been seen.
    pub(crate) fn see_missed_calls(&mut self) {
        if self.call_log.lists.new_missed() == 0 {
            return;
        }
        for entry in &mut self.call_log.lists.entries {
            entry.new = false;
        }
        self.give_out_call_log();
    }

    /// Take an entry out of its list, 0 the newest.
    pub(crate) fn delete_logged_call(&mut self, list: CallList, at: usize) {
        let mut entries = self.call_log.lists.entries.iter().enumerate();
        let of_list = entries.by_ref().filter(|(_, entry)| entry.list == list);
        let Some(found) = of_list.map(|(index, _)| index).nth(at) else {
            return;
        };
        self.call_log.lists.entries.remove(found);
        self.call_log.newest = None;
        self.give_out_call_log();
    }

    /// Take these calls out of their lists; one that is there several times once for each.
    pub(crate) fn forget_calls(&mut self, calls: &[CallLogEntry]) {
        let marked = self.marked_entry();
        let entries = &mut self.call_log.lists.entries;
        let before = entries.len();
        for call in calls {
            if let Some(at) = entries.iter().position(|entry| entry.is(call)) {
                entries.remove(at);
            }
        }
        if entries.len() == before {
            return;
        }
        self.call_log.newest = None;
        self.keep_mark_in_lists(marked.as_ref());
        self.give_out_call_log();
    }

    /// Empty all lists.
    pub(crate) fn clear_call_log(&mut self) {
        self.call_log = Log::default();
        self.give_out_call_log();
    }

    /// Whoever keeps the lists gets them.
    fn give_out_call_log(&mut self) {
        self.put(Output::CallLog(Arc::new(self.call_log.lists.clone())));
    }
}

/// The list a call belongs into; the server has the last word (`CallHistoryInfo`).
fn list_of(call: &CallEntry) -> Option<CallList> {
    if let Some(told) = call.disposition.and_then(CallList::of_disposition) {
        return told.ok();
    }
    match call.direction {
        // Dialled or answered on another phone of the line.
        _ if call.elsewhere && !call.ours => None,
        Direction::Outbound => Some(CallList::Placed),
        _ if call.connected_at.is_some() => Some(CallList::Received),
        // What was answered or diverted here was not missed, though it never talked.
        _ if call.rang && !call.ours => Some(CallList::Missed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_of_a_stored_log_is_bounded() {
        let entry = |list, number: usize| CallLogEntry {
            list,
            name: String::new(),
            number: number.to_string(),
            via: String::new(),
            line_instance: 1,
            began: None,
            duration_secs: None,
            new: true,
        };
        let entries = (0..1000)
            .flat_map(|number| CallList::ALL.map(|list| entry(list, number)))
            .collect();
        let log = CallLog { entries }.bounded();
        assert_eq!(log.entries.len(), 3 * MAX_ENTRIES);
        assert_eq!(log.new_missed(), MAX_ENTRIES);
        let newest = log.list(CallList::Placed).next();
        assert_eq!(newest.map(|entry| entry.number.as_str()), Some("0"));
    }

    #[test]
    fn a_stored_entry_may_lack_what_is_not_needed() {
        let log: CallLog = serde_json::from_str(r#"[{"list":"placed","number":"600"}]"#)
            .expect("the rest has defaults");
        assert_eq!(log.list(CallList::Placed).count(), 1);
    }
}
