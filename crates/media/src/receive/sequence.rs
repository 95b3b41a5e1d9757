//! Which packets of a source came, which came twice, which never did (RFC 3550, A.1 and A.3).

/// Packets a sequence number may be behind and still be told from a restart (RFC 3550, A.1).
const MAX_MISORDER: u16 = 100;

/// Packets a sequence number may jump ahead (RFC 3550, A.1): a minute of 20 ms packets.
const MAX_DROPOUT: u16 = 3000;

/// What a sequence number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Not seen before.
    New,
    /// Seen before.
    Duplicate,
    /// The numbers start somewhere else: the source was restarted.
    Restart,
}

/// The sequence numbers of one source.
#[derive(Clone, Copy, Debug)]
pub struct SequenceLog {
    /// Extended number of the first packet.
    base: u64,
    /// Highest extended number so far.
    highest: u64,
    /// Packets counted once each.
    received: u64,
    /// Bit n: `highest` − n has come.
    seen: u128,
}

impl SequenceLog {
    /// Starts with the first packet of a source.
    pub fn new(first: u16) -> Self {
        // One cycle up, so that packets reordered before the first do not underflow.
        let base = (1 << 16) + u64::from(first);
        Self {
            base,
            highest: base,
            received: 1,
            seen: 1,
        }
    }

    /// Takes the number of a further packet.
    pub fn take(&mut self, sequence: u16) -> Arrival {
        // The cast is exact: the low 16 bits are the number last sent.
        let ahead = sequence.wrapping_sub(self.highest as u16);
        if ahead != 0 && ahead < MAX_DROPOUT {
            self.highest += u64::from(ahead);
            self.seen = self.seen.checked_shl(u32::from(ahead)).unwrap_or(0) | 1;
            self.received += 1;
            return Arrival::New;
        }
        let behind = ahead.wrapping_neg();
        if behind > MAX_MISORDER {
            return Arrival::Restart;
        }
        let bit = 1 << behind;
        if self.seen & bit != 0 {
            return Arrival::Duplicate;
        }
        self.seen |= bit;
        self.received += 1;
        self.base = self.base.min(self.highest - u64::from(behind));
        Arrival::New
    }

    /// Highest number so far, with the count of its cycles in the upper half (RFC 3550, 6.4.1).
    pub fn highest(&self) -> u32 {
        // The first cycle is 0 to the peer; the count wraps as the field does.
        (self.highest - (1 << 16)) as u32
    }

    /// Packets that should have come by now.
    pub fn expected(&self) -> u64 {
        self.highest - self.base + 1
    }

    /// Packets that should have come by now and did not.
    pub fn lost(&self) -> u64 {
        self.expected().saturating_sub(self.received)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_losses_across_the_wrap() {
        let mut log = SequenceLog::new(65533);
        for sequence in [65534, 65535, 2, 3] {
            assert_eq!(log.take(sequence), Arrival::New);
        }
        assert_eq!(log.lost(), 2);
        assert_eq!(log.take(0), Arrival::New);
        assert_eq!(log.lost(), 1);
    }

    #[test]
    fn counts_a_packet_that_comes_twice_once() {
        let mut log = SequenceLog::new(10);
        assert_eq!(log.take(11), Arrival::New);
        assert_eq!(log.take(11), Arrival::Duplicate);
        assert_eq!(log.take(10), Arrival::Duplicate);
        assert_eq!(log.lost(), 0);
    }

    #[test]
    fn a_packet_from_before_the_first_is_no_loss() {
        let mut log = SequenceLog::new(0);
        assert_eq!(log.take(65535), Arrival::New);
        assert_eq!(log.lost(), 0);
    }

    #[test]
    fn notices_a_restart() {
        let mut log = SequenceLog::new(10);
        assert_eq!(log.take(30_000), Arrival::Restart);
    }
}
