//! TCP: the segments of one direction, put together to the bytes that were sent.
//!
//! What comes in another order is sorted, what comes twice is dropped, what never
//! comes is told as a gap. Nothing is said here about what the bytes mean.

use std::collections::BTreeMap;
use std::time::Duration;

/// Bytes that may wait for an earlier segment: the largest window that a phone
/// or a server of its time opens, four times over.
const MAX_PENDING: usize = 256 * 1024;

/// How long bytes wait for an earlier segment. A lost segment is sent again
/// within that time (RFC 6298 begins at 1 s); what comes later, the capture missed.
const MAX_WAIT: Duration = Duration::from_secs(3);

/// How far ahead a segment may lie; further off, it belongs to another connection
/// of the same ports, whose beginning was not captured.
const MAX_AHEAD: u32 = 16 * 1024 * 1024;

/// What a direction gives, in the order in which it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Bytes that stand right after those before. They begin a segment or the
    /// rest of one.
    Data {
        /// When the last of what was needed for them was captured.
        time: Duration,
        /// The bytes.
        bytes: &'a [u8],
    },
    /// Bytes are missing here.
    Gap {
        /// When the bytes after the gap were captured.
        time: Duration,
        /// How many are missing, `None` if that cannot be known.
        missing: Option<u64>,
    },
}

/// One direction of a TCP connection.
#[derive(Debug, Default)]
pub struct ByteStream {
    /// Sequence number of the next byte; `None` before the first segment.
    next: Option<u32>,
    /// Bytes so far, gaps included.
    position: u64,
    /// What lies ahead of `position`, by position.
    pending: BTreeMap<u64, Pending>,
    pending_bytes: usize,
    /// The time of the piece that was given last: time does not go back.
    last: Duration,
}

#[derive(Debug)]
struct Pending {
    time: Duration,
    bytes: Vec<u8>,
}

impl ByteStream {
    /// Whether any segment was seen.
    #[must_use]
    pub const fn is_started(&self) -> bool {
        self.next.is_some()
    }

    /// The direction opens with a SYN of that sequence number.
    pub const fn open(&mut self, sequence: u32) {
        self.next = Some(sequence.wrapping_add(1));
    }

    /// Whether a SYN of that sequence number opened this direction and nothing
    /// came since: then it is the same one again.
    #[must_use]
    pub fn is_opened_by(&self, sequence: u32) -> bool {
        self.position == 0 && self.next == Some(sequence.wrapping_add(1))
    }

    /// Takes a segment's payload. Before any, the first one begins the stream.
    pub fn segment(
        &mut self,
        time: Duration,
        sequence: u32,
        payload: &[u8],
        give: &mut impl FnMut(Piece<'_>),
    ) {
        self.expire(time, give);
        if payload.is_empty() {
            return;
        }
        let next = *self.next.get_or_insert(sequence);
        let ahead = sequence.wrapping_sub(next);
        if ahead <= MAX_AHEAD {
            self.ahead(time, ahead, payload, give);
            return;
        }
        let behind = next.wrapping_sub(sequence);
        if behind <= MAX_AHEAD {
            // Sent again; a part of it may be new.
            if let Some(new) = usize::try_from(behind)
                .ok()
                .and_then(|known| payload.get(known..))
            {
                self.ahead(time, 0, new, give);
            }
            return;
        }
        self.flush(give);
        self.next = Some(sequence);
        give(Piece::Gap {
            time: self.later(time),
            missing: None,
        });
        self.ahead(time, 0, payload, give);
    }

    /// Gives what waits, with the gaps before it: nothing will fill them now.
    pub fn flush(&mut self, give: &mut impl FnMut(Piece<'_>)) {
        while !self.pending.is_empty() {
            self.leap(give);
        }
    }

    fn ahead(
        &mut self,
        time: Duration,
        ahead: u32,
        bytes: &[u8],
        give: &mut impl FnMut(Piece<'_>),
    ) {
        if bytes.is_empty() {
            return;
        }
        if ahead == 0 {
            self.deliver(time, bytes, give);
            self.drain(give);
            return;
        }
        let position = self.position + u64::from(ahead);
        let known = self.pending.get(&position).map_or(0, |p| p.bytes.len());
        if known < bytes.len() {
            let pending = Pending {
                time,
                bytes: bytes.to_vec(),
            };
            self.pending.insert(position, pending);
            self.pending_bytes += bytes.len() - known;
        }
        while self.pending_bytes > MAX_PENDING {
            self.leap(give);
        }
    }

    /// Gives up on a gap that has been waited for too long.
    fn expire(&mut self, now: Duration, give: &mut impl FnMut(Piece<'_>)) {
        while self
            .pending
            .values()
            .next()
            .is_some_and(|pending| now.saturating_sub(pending.time) > MAX_WAIT)
        {
            self.leap(give);
        }
    }

    /// Goes over the gap before the first pending bytes.
    fn leap(&mut self, give: &mut impl FnMut(Piece<'_>)) {
        let Some((&position, pending)) = self.pending.first_key_value() else {
            return;
        };
        let missing = position.saturating_sub(self.position);
        let time = self.later(pending.time);
        self.advance(missing);
        give(Piece::Gap {
            time,
            missing: Some(missing),
        });
        self.drain(give);
    }

    /// Gives the pending bytes that are no longer ahead.
    fn drain(&mut self, give: &mut impl FnMut(Piece<'_>)) {
        while let Some(entry) = self.pending.first_entry() {
            let Some(known) = self.position.checked_sub(*entry.key()) else {
                break;
            };
            let pending = entry.remove();
            self.pending_bytes -= pending.bytes.len();
            let new = usize::try_from(known)
                .ok()
                .and_then(|known| pending.bytes.get(known..));
            if let Some(new) = new.filter(|new| !new.is_empty()) {
                self.deliver(pending.time, new, give);
            }
        }
    }

    fn deliver(&mut self, time: Duration, bytes: &[u8], give: &mut impl FnMut(Piece<'_>)) {
        self.advance(bytes.len() as u64);
        let time = self.later(time);
        give(Piece::Data { time, bytes });
    }

    fn advance(&mut self, bytes: u64) {
        self.position += bytes;
        // Sequence numbers go round: the lower 32 bits are what counts.
        self.next = self.next.map(|next| next.wrapping_add(bytes as u32));
    }

    fn later(&mut self, time: Duration) -> Duration {
        self.last = self.last.max(time);
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a stream gives for segments of (second, sequence, bytes): text, and `~n` for gaps.
    fn told(opened: Option<u32>, segments: &[(u64, u32, &str)]) -> Vec<String> {
        let mut stream = ByteStream::default();
        if let Some(sequence) = opened {
            stream.open(sequence);
        }
        let mut told = Vec::new();
        let mut give = |piece: Piece<'_>| {
            told.push(match piece {
                Piece::Data { time, bytes } => {
                    format!("{}:{}", time.as_secs(), String::from_utf8_lossy(bytes))
                }
                Piece::Gap { missing, .. } => format!("~{}", missing.unwrap_or(0)),
            });
        };
        for (second, sequence, bytes) in segments {
            let time = Duration::from_secs(*second);
            stream.segment(time, *sequence, bytes.as_bytes(), &mut give);
        }
        stream.flush(&mut give);
        assert_eq!(stream.pending_bytes, 0);
        told
    }

    #[test]
    fn sorts_what_comes_in_another_order() {
        let segments = [(1, 104, "ef"), (1, 103, "d"), (2, 101, "bc")];
        assert_eq!(told(Some(100), &segments), ["2:bc", "2:d", "2:ef"]);
    }

    #[test]
    fn gives_once_what_comes_twice() {
        let segments = [(1, 100, "abc"), (2, 100, "abc"), (3, 101, "bcd")];
        assert_eq!(told(None, &segments), ["1:abc", "3:d"]);
        // Other cuts of what waits, too.
        let segments = [
            (1, 100, "a"),
            (1, 104, "ef"),
            (1, 102, "cdefg"),
            (1, 101, "b"),
        ];
        assert_eq!(told(None, &segments), ["1:a", "1:b", "1:cdefg"]);
    }

    #[test]
    fn tells_a_gap_when_nothing_fills_it_in_time() {
        let segments = [
            (1, 100, "a"),
            (2, 103, "d"),
            (6, 104, "e"),
            (7, 101, "late"),
        ];
        assert_eq!(told(None, &segments), ["1:a", "~2", "2:d", "6:e"]);
    }

    #[test]
    fn goes_round_with_the_sequence_numbers() {
        let segments = [
            (1, u32::MAX - 1, "abc"),
            (2, 3, "ef"),
            (2, 1, "d"),
            (3, 2, "."),
        ];
        assert_eq!(told(None, &segments), ["1:abc", "2:d", "3:.", "3:ef"]);
    }

    #[test]
    fn holds_no_more_than_its_bound() {
        let mut stream = ByteStream::default();
        let mut gaps = 0;
        for n in 0..2000u32 {
            let give =
                &mut |piece: Piece<'_>| gaps += u32::from(matches!(piece, Piece::Gap { .. }));
            stream.segment(Duration::ZERO, n * 2000, &[0; 1000], give);
            assert!(stream.pending_bytes <= MAX_PENDING);
        }
        assert!(gaps > 1000);
    }

    #[test]
    fn a_number_far_away_begins_anew() {
        let segments = [
            (1, 100, "a"),
            (2, 1_000_000_000, "b"),
            (3, 1_000_000_001, "c"),
        ];
        assert_eq!(told(None, &segments), ["1:a", "~0", "2:b", "3:c"]);
    }
}
