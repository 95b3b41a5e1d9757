//! Deadlines by what they are for. Not a clock: it only answers what is due.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// One deadline for each key; setting it again moves it.
#[derive(Debug)]
pub(crate) struct Timers<K> {
    by_time: BTreeSet<(Duration, K)>,
    by_key: BTreeMap<K, Duration>,
}

impl<K: Copy + Ord> Timers<K> {
    pub(crate) fn new() -> Self {
        Self {
            by_time: BTreeSet::new(),
            by_key: BTreeMap::new(),
        }
    }

    pub(crate) fn set(&mut self, key: K, at: Duration) {
        if let Some(before) = self.by_key.insert(key, at) {
            self.by_time.remove(&(before, key));
        }
        self.by_time.insert((at, key));
    }

    pub(crate) fn clear(&mut self, key: K) {
        if let Some(at) = self.by_key.remove(&key) {
            self.by_time.remove(&(at, key));
        }
    }

    /// The next deadline.
    pub(crate) fn next(&self) -> Option<Duration> {
        self.by_time.first().map(|(at, _)| *at)
    }

    /// Takes one deadline that is due.
    pub(crate) fn take_due(&mut self, now: Duration) -> Option<K> {
        let (at, key) = *self.by_time.first()?;
        if at > now {
            return None;
        }
        self.clear(key);
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_deadline_comes_once_and_late() {
        let mut timers = Timers::new();
        timers.set('a', Duration::from_secs(1));
        timers.set('b', Duration::from_secs(2));
        timers.set('a', Duration::from_secs(3));
        assert_eq!(timers.next(), Some(Duration::from_secs(2)));
        assert_eq!(timers.take_due(Duration::from_secs(2)), Some('b'));
        assert_eq!(timers.take_due(Duration::from_secs(2)), None);
        assert_eq!(timers.take_due(Duration::from_secs(3)), Some('a'));
        assert_eq!(timers.next(), None);
    }
}
