//! How well packets keep their time: counted by the media thread, read by anybody.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Counters of a worker; each stands for itself.
#[derive(Debug, Default)]
pub(super) struct Pacing {
    packets: AtomicU64,
    late: AtomicU64,
    most_late_us: AtomicU64,
    late_in_all_us: AtomicU64,
}

/// How late packets were sent, against the moment each was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PacingFigures {
    /// Packets whose time came, those that were left out as well.
    pub packets: u64,
    /// Those that were sent more than half a packet time late, or left out.
    pub late: u64,
    /// The latest.
    pub most_late: Duration,
    /// The mean.
    pub mean_late: Duration,
}

impl Pacing {
    /// A packet goes out so late.
    pub(super) fn send(&self, late: Duration, packet_time: Duration) {
        let micros = u64::try_from(late.as_micros()).unwrap_or(u64::MAX);
        self.packets.fetch_add(1, Ordering::Relaxed);
        self.late
            .fetch_add(u64::from(late > packet_time / 2), Ordering::Relaxed);
        self.most_late_us.fetch_max(micros, Ordering::Relaxed);
        self.late_in_all_us.fetch_add(micros, Ordering::Relaxed);
    }

    /// So many packets do not go out at all, being too late.
    pub(super) fn leave_out(&self, packets: u32) {
        if packets > 0 {
            self.packets.fetch_add(packets.into(), Ordering::Relaxed);
            self.late.fetch_add(packets.into(), Ordering::Relaxed);
        }
    }

    /// The counters of several workers together.
    pub(super) fn figures<'a>(workers: impl Iterator<Item = &'a Self>) -> PacingFigures {
        let mut figures = PacingFigures::default();
        let mut in_all_us = 0;
        for worker in workers {
            figures.packets += worker.packets.load(Ordering::Relaxed);
            figures.late += worker.late.load(Ordering::Relaxed);
            let most = worker.most_late_us.load(Ordering::Relaxed);
            figures.most_late = figures.most_late.max(Duration::from_micros(most));
            in_all_us += worker.late_in_all_us.load(Ordering::Relaxed);
        }
        figures.mean_late = Duration::from_micros(in_all_us / figures.packets.max(1));
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_is_late_after_half_a_packet_time_and_one_left_out_always() {
        let ms = Duration::from_millis;
        let (one, other) = (Pacing::default(), Pacing::default());
        one.send(ms(0), ms(20));
        one.send(ms(10), ms(20));
        other.send(ms(11), ms(20));
        other.leave_out(2);
        other.send(ms(15), ms(20));
        let figures = Pacing::figures([&one, &other].into_iter());
        assert_eq!((figures.packets, figures.late), (6, 4));
        assert_eq!(figures.most_late, ms(15));
        assert_eq!(figures.mean_late, ms(6));
    }
}
