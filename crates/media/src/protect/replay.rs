//! Which packets of a source came already, and how often its sequence numbers began anew.

/// How far behind the newest a packet may be: what one word holds, twice what RFC 3711 asks for,
/// and 2.5 s of 20 ms packets.
pub(super) const WINDOW: u64 = u128::BITS as u64;

/// Sources of one key, at most. Each is known for as long as the key: a source that was forgotten
/// could be played again. A stream has one, and a new one when its sender starts anew.
pub(super) const MAX_SOURCES: usize = 64;

/// The highest index of RTP (RFC 3711, 9.2): 48 bits.
pub(super) const MAX_INDEX: u64 = (1 << 48) - 1;

/// The packets of one source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    pub(super) ssrc: u32,
    /// The highest so far.
    newest: u64,
    /// Bit n: `newest` − n has come.
    seen: u128,
}

impl Source {
    /// A source of which this packet has come.
    pub(super) const fn new(ssrc: u32, index: u64) -> Self {
        Self {
            ssrc,
            newest: index,
            seen: 1,
        }
    }

    /// The index of a packet, from its sequence number (RFC 3711, 3.3.1): the nearest to the
    /// newest.
    pub(super) fn index_of(&self, sequence: u16) -> u64 {
        nearest_index(self.newest, sequence)
    }

    /// Whether a packet has not come, and is not too old to tell.
    pub(super) const fn is_new(&self, index: u64) -> bool {
        if index > self.newest {
            return true;
        }
        let behind = self.newest - index;
        behind < WINDOW && self.seen & (1 << behind) == 0
    }

    /// The packet has come, and was no forgery.
    pub(super) fn note(&mut self, index: u64) {
        if let Some(ahead) = index.checked_sub(self.newest).filter(|ahead| *ahead > 0) {
            let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
            self.seen = self.seen.checked_shl(ahead).unwrap_or(0) | 1;
            self.newest = index;
        } else if self.newest - index < WINDOW {
            self.seen |= 1 << (self.newest - index);
        }
    }
}

/// The index with these low 16 bits that is nearest to `newest`.
pub(super) fn nearest_index(newest: u64, sequence: u16) -> u64 {
    // The cast is exact: the low 16 bits are the sequence number.
    let step = sequence.wrapping_sub(newest as u16).cast_signed();
    match newest.checked_add_signed(i64::from(step)) {
        Some(index) if index <= MAX_INDEX => index,
        // Before the first round: it is far ahead instead.
        _ => newest & !0xffff | u64::from(sequence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequence_numbers_go_on_over_the_wrap_in_either_direction() {
        for (newest, sequence, index) in [
            (0, 1, 1),
            (65_535, 0, 65_536),
            (65_536, 65_535, 65_535),
            (65_530, 65_535, 65_535),
            (3 << 16 | 5, 65_000, 2 << 16 | 65_000),
            (3 << 16 | 40_000, 50_000, 3 << 16 | 50_000),
            // There is nothing before the first round.
            (5, 65_000, 65_000),
            (MAX_INDEX, 5, MAX_INDEX & !0xffff | 5),
        ] {
            assert_eq!(
                nearest_index(newest, sequence),
                index,
                "{newest} {sequence}"
            );
        }
    }

    #[test]
    fn a_packet_is_new_once_and_never_when_it_is_too_old() {
        let mut source = Source::new(1, 1000);
        assert!(!source.is_new(1000));
        source.note(1003);
        assert!(source.is_new(1002) && !source.is_new(1003) && !source.is_new(1000));
        source.note(1002);
        assert!(!source.is_new(1002) && source.is_new(1001));
        source.note(1000 + WINDOW);
        assert!(source.is_new(1001), "the last that can be told");
        assert!(!source.is_new(1000) && !source.is_new(999));
        source.note(u64::MAX >> 16);
        assert!(!source.is_new(1001));
    }
}
