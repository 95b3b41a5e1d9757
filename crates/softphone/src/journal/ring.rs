//! The bounded memory of a journal.

use std::collections::VecDeque;
use std::time::SystemTime;

use super::{JournalEntry, JournalNews};

/// Entries that are kept at most: a call has about a hundred, a day's rest some five thousand,
/// mostly keepalives.
pub const MAX_ENTRIES: usize = 8192;

/// Bytes of frames that are kept at most: a registration has some ten thousand.
pub const MAX_BYTES: usize = 1 << 20;

/// The newest entries.
#[derive(Debug, Default)]
pub(super) struct Ring {
    entries: VecDeque<JournalEntry>,
    /// In the frames of the entries.
    bytes: usize,
    next: u64,
}

impl Ring {
    /// Adds an entry; the oldest give their place.
    pub(super) fn push(&mut self, at: SystemTime, news: JournalNews) {
        self.bytes += weight(&news);
        let number = self.next;
        self.next += 1;
        self.entries.push_back(JournalEntry { number, at, news });
        while self.entries.len() > MAX_ENTRIES || self.bytes > MAX_BYTES {
            let Some(oldest) = self.entries.pop_front() else {
                break;
            };
            self.bytes -= weight(&oldest.news);
        }
    }

    pub(super) fn since(&self, number: u64) -> Vec<JournalEntry> {
        // Numbers are without gaps, so the place follows from the number.
        let skipped = number.saturating_sub(self.first_number());
        let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        self.entries.iter().skip(skipped).cloned().collect()
    }

    pub(super) const fn next_number(&self) -> u64 {
        self.next
    }

    pub(super) fn first_number(&self) -> u64 {
        self.entries.front().map_or(self.next, |entry| entry.number)
    }
}

/// Bytes of frames in an entry.
fn weight(news: &JournalNews) -> usize {
    match news {
        JournalNews::Frame { frame, .. } => frame.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::JournalLink;
    use super::*;

    fn frame(bytes: usize) -> JournalNews {
        let link = JournalLink {
            number: 0,
            phone: "192.0.2.10:50000".parse().expect("an address"),
            server: "192.0.2.20:2000".parse().expect("an address"),
        };
        JournalNews::Frame {
            link: Arc::new(link),
            sent: true,
            frame: vec![0; bytes].into(),
        }
    }

    #[test]
    fn only_so_many_entries_are_kept_and_numbers_go_on() {
        let mut ring = Ring::default();
        for _ in 0..MAX_ENTRIES + 10 {
            ring.push(SystemTime::UNIX_EPOCH, frame(12));
        }
        assert_eq!(ring.since(0).len(), MAX_ENTRIES);
        assert_eq!(ring.first_number(), 10);
        assert_eq!(ring.next_number(), MAX_ENTRIES as u64 + 10);
        let newest = ring.since(MAX_ENTRIES as u64 + 8);
        let numbers: Vec<_> = newest.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, [MAX_ENTRIES as u64 + 8, MAX_ENTRIES as u64 + 9]);
        assert!(ring.since(ring.next_number()).is_empty());
    }

    #[test]
    fn only_so_many_bytes_are_kept_however_large_the_frames_are() {
        let mut ring = Ring::default();
        for _ in 0..1000 {
            ring.push(SystemTime::UNIX_EPOCH, frame(8000));
            assert!(ring.bytes <= MAX_BYTES);
        }
        assert_eq!(ring.since(0).len(), MAX_BYTES / 8000);
        ring.push(SystemTime::UNIX_EPOCH, frame(MAX_BYTES + 1));
        assert_eq!(ring.bytes, 0, "what is larger than all is not kept at all");
        assert_eq!(ring.first_number(), ring.next_number());
    }
}
