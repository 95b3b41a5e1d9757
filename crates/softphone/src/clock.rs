//! The phone's clock: the time since its start, with the time that the machine slept.
//!
//! [`Instant`] stands still while a Linux machine sleeps, and so do timers. Calls and
//! servers do not: whoever wakes up an hour later must know that it is an hour later.
//! Elsewhere the system's own clock counts, as it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use station::Moment;
use tokio::time::Instant;

/// How often to look whether the machine has slept. A phone that rests wakes up for it;
/// nobody waits longer than this for a phone to see that it is awake again.
pub(crate) const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Clocks that part by less have been read one after the other.
const LEAST_SLEEP: Duration = Duration::from_secs(1);

/// The clock of one phone. Clones are the same clock.
#[derive(Clone, Debug)]
pub(crate) struct PhoneClock {
    start: Instant,
    /// The start on the clock that stands still in sleep, and on the one that does not.
    began: (std::time::Instant, Duration),
    /// Microseconds of sleep since the start.
    slept: Arc<AtomicU64>,
}

impl PhoneClock {
    /// A clock that starts now.
    pub(crate) fn start() -> Self {
        let awake = std::time::Instant::now();
        Self {
            start: Instant::now(),
            began: (awake, with_sleep().unwrap_or_default()),
            slept: Arc::default(),
        }
    }

    /// The present moment.
    pub(crate) fn now(&self) -> Moment {
        let elapsed = self.start.elapsed() + self.slept();
        Moment::from_micros(micros(elapsed))
    }

    /// When a timer for this moment has to fire.
    pub(crate) fn instant(&self, moment: Moment) -> Instant {
        self.start + moment.since_start().saturating_sub(self.slept())
    }

    /// See whether the machine has slept since the last look.
    pub(crate) fn look(&self) -> bool {
        let (awake, with_sleep_then) = self.began;
        with_sleep()
            .is_some_and(|now| self.compare(awake.elapsed(), now.saturating_sub(with_sleep_then)))
    }

    /// These times have passed since the start, without and with sleep.
    fn compare(&self, awake: Duration, with_sleep: Duration) -> bool {
        let slept = with_sleep.saturating_sub(awake);
        let more = slept >= self.slept() + LEAST_SLEEP;
        if more {
            self.slept.store(micros(slept), Ordering::Relaxed);
        }
        more
    }

    fn slept(&self) -> Duration {
        Duration::from_micros(self.slept.load(Ordering::Relaxed))
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// A clock that goes on while the machine sleeps (`CLOCK_BOOTTIME`).
#[cfg(any(target_os = "linux", target_os = "android"))]
fn with_sleep() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let (seconds, nanoseconds) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Some(Duration::new(seconds.ok()?, nanoseconds.ok()?))
}

/// There is none that the standard clock is not.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn with_sleep() -> Option<Duration> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn sleep_counts_as_time_and_timers_fire_the_earlier() {
        let clock = PhoneClock::start();
        let due = Moment::from_secs(4000);
        let before = clock.instant(due);
        assert!(clock.compare(HOUR, HOUR * 2));
        assert!(clock.now() >= Moment::from_secs(3600));
        assert_eq!(before - clock.instant(due), HOUR);
        assert_eq!(clock.instant(Moment::START), clock.start);
    }

    #[test]
    fn a_sleep_is_told_once() {
        let clock = PhoneClock::start();
        assert!(clock.compare(HOUR, HOUR * 2));
        assert!(!clock.compare(HOUR, HOUR * 2));
        assert!(clock.compare(HOUR, HOUR * 3));
    }

    #[test]
    fn a_machine_that_is_awake_has_not_slept() {
        let clock = PhoneClock::start();
        assert!(!clock.look());
        assert!(!clock.compare(HOUR, HOUR + LEAST_SLEEP / 2));
        assert!(!clock.compare(HOUR, HOUR / 2));
        assert_eq!(clock.slept(), Duration::ZERO);
    }
}
