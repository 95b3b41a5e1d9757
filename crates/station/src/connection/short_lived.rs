//! Registrations that servers end soon after they began.
//!
//! Two phones with one device name throw each other out: every registration ends the
//! other one's. Once may be a server that restarts; again and again is told in words,
//! and answered with a pause that grows instead of a quarrel that never ends.

use std::time::Duration;

use crate::random::Random;
use crate::{Moment, Station};

/// A registration that lasted longer was a good one. Longer than the longest pause, so
/// that a quarrel does not look like peace.
const GOOD: Duration = Duration::from_secs(120);

/// Short registrations in a row that are put down to another phone.
const SUSPICIOUS: usize = 2;

/// Pauses from the first suspicion on; the last counts for all further ones.
const PAUSES: [(Duration, Duration); 5] = [
    (Duration::from_secs(2), Duration::from_secs(4)),
    (Duration::from_secs(4), Duration::from_secs(8)),
    (Duration::from_secs(8), Duration::from_secs(16)),
    (Duration::from_secs(15), Duration::from_secs(30)),
    (Duration::from_secs(30), Duration::from_secs(60)),
];

/// What is remembered of registrations.
#[derive(Clone, Debug, Default)]
pub(super) struct ShortLived {
    /// When the present registration began.
    since: Option<Moment>,
    /// Short ones in a row, ended by whichever server.
    in_a_row: usize,
    /// No server is tried before.
    pause_until: Option<Moment>,
}

impl ShortLived {
    /// A server has taken the phone.
    pub(super) const fn begin(&mut self, now: Moment) {
        self.since = Some(now);
        self.pause_until = None;
    }

    /// A server has ended the registration.
    fn end(&mut self, now: Moment, random: &mut Random) {
        let Some(since) = self.since.take() else {
            return;
        };
        if now.since(since) >= GOOD {
            self.in_a_row = 0;
            return;
        }
        self.in_a_row += 1;
        if self.is_suspicious() {
            let (least, most) = PAUSES[(self.in_a_row - SUSPICIOUS).min(PAUSES.len() - 1)];
            self.pause_until = Some(now + random.between(least, most));
        }
    }

    const fn is_suspicious(&self) -> bool {
        self.in_a_row >= SUSPICIOUS
    }

    /// This moment, or the end of the pause.
    pub(super) fn earliest(&self, moment: Moment) -> Moment {
        self.pause_until.map_or(moment, |until| until.max(moment))
    }
}

impl Station {
    /// The server has ended the registration, by closing or by a reset.
    pub(super) fn note_end_by_server(&mut self) {
        self.connection.short_lived.end(self.now, &mut self.random);
    }

    /// Why the registration does not last, when it looks like another phone of the same name.
    pub(super) fn words_on_a_taken_name(&self) -> Option<String> {
        let short_lived = &self.connection.short_lived;
        // The registration that has just ended, not one that never began.
        let suspicious = short_lived.is_suspicious() && short_lived.pause_until > Some(self.now);
        suspicious.then(|| {
            self.words_with(
                "Another phone seems to use the device name {}",
                &[&self.config.device],
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pauses_are_shorter_than_a_good_registration() {
        assert!(
            PAUSES
                .iter()
                .all(|(least, most)| least < most && *most < GOOD)
        );
    }

    #[test]
    fn a_good_registration_forgives() {
        let mut random = Random::new(1);
        let mut short_lived = ShortLived::default();
        let mut now = Moment::START;
        for _ in 0..5 {
            short_lived.begin(now);
            now = now + Duration::from_secs(1);
            short_lived.end(now, &mut random);
        }
        assert!(short_lived.earliest(now) > now);
        short_lived.begin(now);
        assert_eq!(short_lived.earliest(now), now, "the pause is over");
        now = now + GOOD;
        short_lived.end(now, &mut random);
        assert_eq!(short_lived.earliest(now), now);
        assert!(!short_lived.is_suspicious());
    }
}
