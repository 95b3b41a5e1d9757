//! Registrations that servers end soon after they began.
//!
//! Two phones with one device name throw each other out: every registration ends the
//! other one's. A server that takes the phone again and soon ends that registration too
//! is told in words, and answered with a pause that grows instead of a quarrel that never
//! ends. What ends by another server, or by one that then cannot be reached, is a server
//! lost like any other: the next is tried at once.

use std::time::Duration;

use super::Connection;
use crate::random::Random;
use crate::{Moment, Station};

/// A registration that lasted longer was a good one. Longer than the longest pause, so
/// that a quarrel does not look like peace.
const GOOD: Duration = Duration::from_secs(120);

/// Short registrations in a row with one server that are put down to another phone.
const SUSPICIOUS: usize = 2;

/// Pauses from the first suspicion on; the last counts for all further ones.
const PAUSES: [(Duration, Duration); 5] = [
    (Duration::from_secs(2), Duration::from_secs(4)),
    (Duration::from_secs(4), Duration::from_secs(8)),
    (Duration::from_secs(8), Duration::from_secs(16)),
    (Duration::from_secs(15), Duration::from_secs(30)),
    (Duration::from_secs(30), Duration::from_secs(60)),
];

/// What is remembered of the present registration; [`Server::short_lived`] has the earlier ones.
///
/// [`Server::short_lived`]: super::Server::short_lived
#[derive(Clone, Debug, Default)]
pub(super) struct ShortLived {
    /// When the present registration began.
    since: Option<Moment>,
    /// No server is tried before.
    pause_until: Option<Moment>,
}

impl ShortLived {
    /// This moment, or the end of the pause.
    pub(super) fn earliest(&self, moment: Moment) -> Moment {
        self.pause_until.map_or(moment, |until| until.max(moment))
    }
}

impl Connection {
    /// The present server has taken the phone.
    pub(super) fn registration_begins(&mut self, now: Moment) {
        // The phone has left the one before of itself: nobody threw it out.
        if let Some(since) = self.short_lived.since.replace(now)
            && now.since(since) >= GOOD
        {
            self.forget_short_lived();
        }
        self.short_lived.pause_until = None;
    }

    /// The present server has ended the registration.
    fn registration_ended(&mut self, now: Moment, random: &mut Random) {
        let Some(since) = self.short_lived.since.take() else {
            return;
        };
        if now.since(since) >= GOOD {
            self.forget_short_lived();
            return;
        }
        let Some(server) = self.servers.get_mut(self.current) else {
            return;
        };
        server.short_lived = server.short_lived.saturating_add(1);
        if let Some(further) = server.short_lived.checked_sub(SUSPICIOUS) {
            let (least, most) = PAUSES[further.min(PAUSES.len() - 1)];
            self.short_lived.pause_until = Some(now + random.between(least, most));
        }
    }

    /// This server is not there any more: that was why it ended registrations.
    pub(super) fn not_reached(&mut self, server: usize) {
        if let Some(server) = self.servers.get_mut(server) {
            server.short_lived = 0;
        }
    }

    /// A registration was a good one: there is no quarrel with anyone.
    fn forget_short_lived(&mut self) {
        for server in &mut self.servers {
            server.short_lived = 0;
        }
    }
}

impl Station {
    /// The server has ended the registration, by closing or by a reset.
    pub(super) fn note_end_by_server(&mut self) {
        self.connection
            .registration_ended(self.now, &mut self.random);
    }

    /// Why the registration does not last, when it looks like another phone of the same name.
    pub(super) fn words_on_a_taken_name(&self) -> Option<String> {
        // The registration that has just ended, not one that never began.
        let suspicious = self.connection.short_lived.pause_until > Some(self.now);
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
    use crate::StationConfig;

    #[test]
    fn the_pauses_are_shorter_than_a_good_registration() {
        assert!(
            PAUSES
                .iter()
                .all(|(least, most)| least < most && *most < GOOD)
        );
    }

    fn to(servers: &[&str]) -> Connection {
        Connection::new(&StationConfig {
            servers: servers.iter().map(|server| (*server).to_owned()).collect(),
            ..StationConfig::default()
        })
    }

    /// Registered with this server for so long, until it ends that: whether there is a pause.
    fn is_thrown_out(
        connection: &mut Connection,
        server: usize,
        now: &mut Moment,
        lasts: Duration,
    ) -> bool {
        connection.current = server;
        connection.registration_begins(*now);
        assert_eq!(
            connection.short_lived.earliest(*now),
            *now,
            "no pause is left"
        );
        *now = *now + lasts;
        connection.registration_ended(*now, &mut Random::new(1));
        connection.short_lived.earliest(*now) > *now
    }

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_good_registration_forgives() {
        let (mut connection, mut now) = (to(&["a:2000", "b:2000"]), Moment::START);
        assert!(!is_thrown_out(&mut connection, 0, &mut now, SECOND));
        assert!(is_thrown_out(&mut connection, 0, &mut now, SECOND));
        assert!(!is_thrown_out(&mut connection, 1, &mut now, GOOD));
        assert!(!is_thrown_out(&mut connection, 0, &mut now, SECOND));
    }

    #[test]
    fn a_good_registration_forgives_when_the_phone_leaves_it_too() {
        let (mut connection, mut now) = (to(&["a:2000", "b:2000"]), Moment::START);
        assert!(!is_thrown_out(&mut connection, 0, &mut now, SECOND));
        connection.current = 1;
        connection.registration_begins(now);
        now = now + GOOD;
        assert!(!is_thrown_out(&mut connection, 0, &mut now, SECOND));
    }

    #[test]
    fn each_server_counts_for_itself() {
        let (mut connection, mut now) = (to(&["a:2000", "b:2000", "c:2000"]), Moment::START);
        for server in 0..3 {
            assert!(!is_thrown_out(&mut connection, server, &mut now, SECOND));
        }
        for server in 0..3 {
            assert!(is_thrown_out(&mut connection, server, &mut now, SECOND));
        }
    }

    #[test]
    fn a_server_that_cannot_be_reached_was_lost() {
        let (mut connection, mut now) = (to(&["a:2000", "b:2000"]), Moment::START);
        for _ in 0..3 {
            assert!(!is_thrown_out(&mut connection, 0, &mut now, SECOND));
            connection.not_reached(0);
        }
    }
}
