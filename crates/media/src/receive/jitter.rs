//! Interarrival jitter as RFC 3550, 6.4.1 and A.8 define it.

use std::time::Duration;

/// A longer deviation is a jump of the source's time, not of the network: senders that
/// resume a call begin a new timestamp without a new SSRC or a marker, and the step, up to
/// days, would stand in the figures for the rest of the call.
const JUMP_MS: f64 = 10_000.0;

/// Jitter of one source; a figure for people, the playout adapts by its own measure.
#[derive(Clone, Copy, Debug, Default)]
pub struct Jitter {
    /// Arrival minus timestamp of the packet before, seconds.
    transit: Option<f64>,
    /// Smoothed, ms.
    now_ms: f64,
    /// Largest, ms.
    max_ms: f64,
}

impl Jitter {
    /// Takes a packet: when it came, and where its first sample stands in its source's time.
    pub fn take(&mut self, at: Duration, media_time: Duration) {
        let transit = at.as_secs_f64() - media_time.as_secs_f64();
        if let Some(before) = self.transit.replace(transit) {
            let deviation_ms = (transit - before).abs() * 1000.0;
            if deviation_ms > JUMP_MS {
                return;
            }
            self.now_ms += (deviation_ms - self.now_ms) / 16.0;
            self.max_ms = self.max_ms.max(self.now_ms);
        }
    }

    /// Forgets where the source's time stands, keeps the figures.
    pub fn restart(&mut self) {
        self.transit = None;
    }

    /// Jitter now, ms.
    pub fn now_ms(&self) -> f32 {
        // Milliseconds for a display need no more than f32 has.
        self.now_ms as f32
    }

    /// Largest jitter so far, ms.
    pub fn max_ms(&self) -> f32 {
        self.max_ms as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settles_at_the_mean_deviation() {
        let mut jitter = Jitter::default();
        for n in 0..500 {
            let late = if n % 2 == 0 { 0 } else { 4 };
            jitter.take(
                Duration::from_millis(n * 20 + late),
                Duration::from_millis(n * 20),
            );
        }
        assert!((jitter.now_ms() - 4.0).abs() < 0.01, "{}", jitter.now_ms());
        assert!(jitter.max_ms() <= 4.0);
    }

    #[test]
    fn a_source_that_begins_a_new_time_has_no_jitter_by_that() {
        let mut jitter = Jitter::default();
        for n in 0..100 {
            let jump = if n < 50 { 0 } else { 9_953_000 };
            jitter.take(
                Duration::from_millis(n * 20),
                Duration::from_millis(n * 20 + jump),
            );
        }
        assert!(jitter.max_ms() < 1e-3, "{}", jitter.max_ms());
    }

    #[test]
    fn even_packets_have_none() {
        let mut jitter = Jitter::default();
        for n in 0..100 {
            jitter.take(
                Duration::from_millis(n * 20 + 700),
                Duration::from_millis(n * 20),
            );
        }
        assert!(jitter.now_ms() < 1e-6);
    }
}
