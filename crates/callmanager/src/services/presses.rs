//! One press of a key, told twice, counts once.
//!
//! A phone may tell a press by telephone event (RFC 4733) in its RTP stream, by a
//! KeypadButton message, or by both. Not a detector: it is given what was heard.

use std::collections::VecDeque;
use std::time::Duration;

/// Who told of a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A KeypadButton message.
    Message,
    /// A telephone event in the RTP stream.
    Event,
}

/// How long the second telling of a press may come after the first: signalling
/// and media take different ways, but not so different.
const SAME_PRESS: Duration = Duration::from_secs(2);

/// Presses kept for comparison; nobody presses more keys within [`SAME_PRESS`].
const MAX_RECENT: usize = 32;

/// The presses of a call that were told by one way and may still come by the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Presses {
    recent: VecDeque<(char, Told, Duration)>,
}

impl Presses {
    /// Whether this is a press not counted yet.
    pub(crate) fn is_new(&mut self, digit: char, told: Told, now: Duration) -> bool {
        while self
            .recent
            .front()
            .is_some_and(|(_, _, at)| now.saturating_sub(*at) > SAME_PRESS)
        {
            self.recent.pop_front();
        }
        // The oldest press that only the other way has told of is the one meant.
        let other = self
            .recent
            .iter()
            .position(|(known, by, _)| *known == digit && *by != told);
        if let Some(place) = other {
            self.recent.remove(place);
            return false;
        }
        if self.recent.len() == MAX_RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back((digit, told, now));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn counted(told: &[(char, Told, u64)]) -> String {
        let mut presses = Presses::default();
        told.iter()
            .filter(|(digit, by, ms)| presses.is_new(*digit, *by, at(*ms)))
            .map(|(digit, ..)| digit)
            .collect()
    }

    #[test]
    fn a_press_told_by_both_ways_counts_once_in_any_order() {
        use Told::{Event, Message};
        assert_eq!(counted(&[('1', Message, 0), ('1', Event, 30)]), "1");
        assert_eq!(counted(&[('1', Event, 0), ('1', Message, 30)]), "1");
        assert_eq!(
            counted(&[
                ('1', Message, 0),
                ('1', Message, 90),
                ('1', Event, 100),
                ('1', Event, 190)
            ]),
            "11"
        );
        assert_eq!(
            counted(&[
                ('1', Message, 0),
                ('2', Event, 80),
                ('2', Message, 90),
                ('1', Event, 100)
            ]),
            "12"
        );
    }

    #[test]
    fn presses_told_by_one_way_all_count() {
        assert_eq!(
            counted(&[
                ('5', Told::Event, 0),
                ('5', Told::Event, 90),
                ('5', Told::Event, 180)
            ]),
            "555"
        );
        assert_eq!(
            counted(&[('5', Told::Message, 0), ('5', Told::Event, 2_500)]),
            "55"
        );
    }
}
