//! What an ear played, for who cleans the microphone's sound of it, and who records the call.
//!
//! The tap is in the sound callback and pushes into a bounded lock-free ring; the other half
//! stays outside. What finds no room is lost and counted: nobody read it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ringbuf::traits::{Consumer as _, Observer as _, Producer as _, Split as _};
use ringbuf::{HeapCons, HeapProd, HeapRb};

/// Played sound that waits at most, ms: several periods of the slowest device, and packets of
/// 60 ms.
const MAX_WAITING_MS: u32 = 300;

/// Hands over what is played; the device's half.
pub(crate) struct PlayedTap {
    samples: HeapProd<i16>,
    lost: Arc<AtomicU64>,
}

/// Gives what was played, in order.
pub struct Played {
    samples: HeapCons<i16>,
    lost: Arc<AtomicU64>,
    known_lost: u64,
}

/// Makes the two halves for this sampling rate.
pub(crate) fn played(rate_hz: u32) -> (PlayedTap, Played) {
    let capacity = (rate_hz / 1000 * MAX_WAITING_MS) as usize;
    let (samples, waiting) = HeapRb::new(capacity.max(1)).split();
    let lost = Arc::new(AtomicU64::new(0));
    let tap = PlayedTap {
        samples,
        lost: Arc::clone(&lost),
    };
    let played = Played {
        samples: waiting,
        lost,
        known_lost: 0,
    };
    (tap, played)
}

impl PlayedTap {
    pub(crate) fn push(&mut self, samples: &[i16]) {
        let taken = self.samples.push_slice(samples);
        if taken < samples.len() {
            self.lost
                .fetch_add((samples.len() - taken) as u64, Ordering::Relaxed);
        }
    }
}

impl Played {
    /// Takes the oldest that waits, as much as there is room for; gives how many samples.
    pub fn read(&mut self, block: &mut [i16]) -> usize {
        self.samples.pop_slice(block)
    }

    /// Samples that wait.
    pub fn waiting(&self) -> usize {
        self.samples.occupied_len()
    }

    /// Leaves out the oldest, as many.
    pub fn skip(&mut self, samples: usize) {
        self.samples.skip(samples);
    }

    /// Whether something was lost since the last time this was asked.
    pub fn has_gap(&mut self) -> bool {
        let lost = self.lost.load(Ordering::Relaxed);
        std::mem::replace(&mut self.known_lost, lost) != lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_read_is_lost_and_told_once() {
        let (mut tap, mut played) = played(8000);
        tap.push(&[1; 2000]);
        assert!(!played.has_gap());
        tap.push(&[2; 2000]);
        assert!(played.has_gap());
        assert!(!played.has_gap());
        let mut block = [0; 4000];
        assert_eq!(played.read(&mut block), 2400);
        assert_eq!((block[1999], block[2000]), (1, 2));
        tap.push(&[3; 100]);
        assert_eq!(played.read(&mut block), 100);
        assert_eq!(block[..100], [3; 100]);
        assert!(!played.has_gap());
    }
}
