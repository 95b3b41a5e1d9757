//! Wakes the thread at a moment, exactly: the poll itself counts in whole milliseconds.

use std::io;
use std::time::{Duration, Instant};

use mio::{Registry, Token};

#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) use timer::Alarm;

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) use sleep::Alarm;

/// A timer of the system that the poll waits for like a socket: one wake-up a packet.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod timer {
    use std::os::fd::{AsRawFd as _, OwnedFd};

    use mio::Interest;
    use mio::unix::SourceFd;
    use rustix::time::{
        Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
        timerfd_settime,
    };

    use super::*;

    /// The next moment, and the timer that is set to it.
    pub(in super::super) struct Alarm {
        timer: OwnedFd,
        set_to: Option<Instant>,
    }

    impl Alarm {
        pub(in super::super) fn new(registry: &Registry, token: Token) -> io::Result<Self> {
            let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
            let timer = timerfd_create(TimerfdClockId::Monotonic, flags)?;
            registry.register(&mut SourceFd(&timer.as_raw_fd()), token, Interest::READABLE)?;
            Ok(Self {
                timer,
                set_to: None,
            })
        }

        /// Sets it; gives how long the poll may wait, if the timer does not wake it.
        pub(in super::super) fn set(&mut self, due: Option<Instant>) -> Option<Duration> {
            let due = due?;
            // The poll tells of every expiry anew, so the timer need not be read.
            if self.set_to != Some(due) {
                let left = due.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Some(left);
                }
                let once = Itimerspec {
                    it_interval: Timespec::default(),
                    // A wait of centuries comes to the longest that the system knows.
                    it_value: Timespec::try_from(left).unwrap_or(Timespec {
                        tv_sec: i64::MAX,
                        tv_nsec: 0,
                    }),
                };
                if let Err(error) = timerfd_settime(&self.timer, TimerfdTimerFlags::empty(), &once)
                {
                    tracing::error!(%error, "the timer of the media thread cannot be set");
                    return Some(left);
                }
                self.set_to = Some(due);
            } else if due <= Instant::now() {
                return Some(Duration::ZERO);
            }
            None
        }

        /// Waits for what the poll could not count.
        pub(in super::super) fn wait_rest(_due: Instant) {}
    }
}

/// The poll gets the whole milliseconds, and a precise sleep the rest.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod sleep {
    use super::*;

    /// Nothing to keep.
    pub(in super::super) struct Alarm;

    impl Alarm {
        pub(in super::super) fn new(_registry: &Registry, _token: Token) -> io::Result<Self> {
            Ok(Self)
        }

        /// How long the poll may wait.
        pub(in super::super) fn set(&mut self, due: Option<Instant>) -> Option<Duration> {
            let left = due?.saturating_duration_since(Instant::now());
            let whole = u64::try_from(left.as_millis()).unwrap_or(u64::MAX);
            Some(Duration::from_millis(whole))
        }

        /// Waits for what the poll could not count.
        pub(in super::super) fn wait_rest(due: Instant) {
            let left = due.saturating_duration_since(Instant::now());
            if left < Duration::from_millis(1) {
                std::thread::sleep(left);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use mio::{Events, Poll};

    use super::*;

    #[test]
    fn wakes_at_its_moment_again_and_again_and_at_the_last_one_it_was_set_to() {
        let mut poll = Poll::new().expect("a poll");
        let mut events = Events::with_capacity(4);
        let mut alarm = Alarm::new(poll.registry(), Token(7)).expect("a timer");
        let mut wait = |due: Instant| {
            while Instant::now() < due {
                let within = alarm.set(Some(due));
                poll.poll(&mut events, within).expect("it waits");
                Alarm::wait_rest(due);
            }
        };
        let start = Instant::now();
        for round in 1..20 {
            wait(start + Duration::from_micros(1700) * round);
        }
        assert!(start.elapsed() >= Duration::from_micros(1700) * 19);
        // Far away, and then near: the near one counts.
        assert!(
            alarm
                .set(Some(start + Duration::from_secs(3600)))
                .is_none_or(|wait| !wait.is_zero())
        );
        let soon = Instant::now() + Duration::from_millis(3);
        let within = alarm.set(Some(soon));
        poll.poll(&mut events, within).expect("it waits");
        Alarm::wait_rest(soon);
        assert!(Instant::now() >= soon);
        assert_eq!(alarm.set(Some(soon)), Some(Duration::ZERO), "it has passed");
        assert_eq!(alarm.set(None), None);
    }
}
