//! The servers: whose turn it is, and how long a failed one is left alone (section 5.2).

use std::time::Duration;

use super::{Connection, Link};
use crate::Moment;
use crate::random::Random;

/// Least time before a server that failed is tried again.
const LEAST_BACK_OFF: Duration = Duration::from_secs(1);

/// Most time, by failures in a row; the last counts for all further ones (section 5.2: 1 to 10 s).
const MOST_BACK_OFF: [Duration; 4] = [
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(7),
    Duration::from_secs(10),
];

/// One of the servers.
#[derive(Clone, Debug)]
pub(super) struct Server {
    /// `host:port`.
    pub(super) address: String,
    /// It is left alone until then.
    pub(super) not_before: Moment,
    /// Failures in a row.
    pub(super) failures: usize,
}

impl Connection {
    /// Leave the present server alone until then.
    pub(crate) fn not_before(&mut self, moment: Moment) {
        if let Some(server) = self.servers.get_mut(self.current) {
            server.not_before = moment;
        }
    }

    /// The present server works.
    pub(crate) fn succeeded(&mut self) {
        self.refusals = 0;
        if let Some(server) = self.servers.get_mut(self.current) {
            server.failures = 0;
        }
    }

    /// The present server failed: leave it alone for a while that grows.
    pub(super) fn back_off(&mut self, now: Moment, random: &mut Random) {
        let Some(server) = self.servers.get_mut(self.current) else {
            return;
        };
        let most = MOST_BACK_OFF[server.failures.min(MOST_BACK_OFF.len() - 1)];
        server.failures += 1;
        server.not_before = now + random.between(LEAST_BACK_OFF, most);
    }

    /// The server whose turn it is, and from when on: the next in the list that may be tried now,
    /// else the one that may be tried first.
    pub(super) fn next(&self, now: Moment) -> Option<(usize, Moment)> {
        let count = self.servers.len();
        let first = if self.link == Link::New {
            0
        } else {
            self.current + 1
        };
        let in_turn = (first..first + count).map(|at| at % count);
        in_turn
            .map(|at| (at, self.servers[at].not_before.max(now)))
            .min_by_key(|(_, moment)| *moment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_server_gives_way_to_the_next() {
        let mut random = Random::new(1);
        let mut connection = Connection::new(&["a:2000".into(), "b:2000".into()]);
        assert_eq!(connection.next(Moment::START).map(|(at, _)| at), Some(0));
        connection.link = Link::Off;
        connection.back_off(Moment::START, &mut random);
        assert_eq!(connection.next(Moment::START), Some((1, Moment::START)));
        connection.current = 1;
        connection.back_off(Moment::START, &mut random);
        let (_, moment) = connection.next(Moment::START).expect("there are servers");
        assert!(moment >= Moment::from_secs(1));
    }

    #[test]
    fn the_wait_grows_up_to_ten_seconds() {
        let mut random = Random::new(1);
        let mut connection = Connection::new(&["a:2000".into()]);
        connection.link = Link::Off;
        let waits: Vec<Duration> = (0..50)
            .map(|_| {
                connection.back_off(Moment::START, &mut random);
                connection
                    .next(Moment::START)
                    .expect("there is a server")
                    .1
                    .since_start()
            })
            .collect();
        assert!(waits[0] <= Duration::from_secs(2));
        assert!(
            waits
                .iter()
                .all(|wait| (LEAST_BACK_OFF..=Duration::from_secs(10)).contains(wait))
        );
        assert!(waits.iter().any(|wait| *wait > Duration::from_secs(7)));
    }
}
