//! Every screen and event of a phone, in order, for what records, scripts or tests.
//!
//! A bounded queue between the phone and one reader. It never stalls the phone:
//! when the reader falls behind by more than [`CHANGE_QUEUE`] changes, further ones
//! are counted and the reader is told at that place how many it missed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use station::{Event, Moment, Screen};
use tokio::sync::Notify;

/// How many changes wait for the reader at most.
///
/// A call makes about a hundred; a screen weighs a few kilobytes, so a reader that
/// stands still costs some twenty megabytes and no more.
pub const CHANGE_QUEUE: usize = 8192;

/// Something that changed, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct TimedChange {
    /// When, since the phone started.
    pub at: Moment,
    /// What.
    pub change: Change,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The phone shows this now. None is left out, however short it stood.
    Screen(Arc<Screen>),
    /// Something that a screen does not say.
    Event(Event),
    /// Changes were lost here, because the reader was too slow.
    Gap {
        /// How many.
        lost: u64,
    },
}

/// The reader's end. When it is dropped, the phone goes on without it.
#[derive(Debug)]
pub struct Changes {
    shared: Arc<Shared>,
}

impl Changes {
    /// The next change; `None` when the phone has ended and everything was read.
    ///
    /// Nothing is lost when the future is dropped before it is ready.
    pub async fn next(&mut self) -> Option<TimedChange> {
        loop {
            let news = self.shared.news.notified();
            {
                let mut queue = self.shared.lock();
                if let Some(change) = queue.waiting.pop_front() {
                    return Some(change);
                }
                if queue.writer_gone {
                    return None;
                }
            }
            news.await;
        }
    }

    /// The next change that is there already.
    pub fn try_next(&mut self) -> Option<TimedChange> {
        self.shared.lock().waiting.pop_front()
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        let mut queue = self.shared.lock();
        queue.reader_gone = true;
        queue.waiting = VecDeque::new();
    }
}

/// The phone's end.
#[derive(Debug)]
pub(crate) struct ChangeSender {
    shared: Arc<Shared>,
    bound: usize,
}

impl ChangeSender {
    /// Adds a change; never waits.
    pub(crate) fn push(&self, at: Moment, change: Change) {
        let mut queue = self.shared.lock();
        if queue.reader_gone {
            return;
        }
        if queue.waiting.len() < self.bound {
            queue.waiting.push_back(TimedChange { at, change });
        } else if let Some(TimedChange {
            change: Change::Gap { lost },
            ..
        }) = queue.waiting.back_mut()
        {
            *lost += 1;
        } else {
            queue.waiting.push_back(TimedChange {
                at,
                change: Change::Gap { lost: 1 },
            });
        }
        drop(queue);
        self.shared.news.notify_one();
    }
}

impl Drop for ChangeSender {
    fn drop(&mut self) {
        self.shared.lock().writer_gone = true;
        self.shared.news.notify_one();
    }
}

/// A queue with both its ends.
pub(crate) fn queue(bound: usize) -> (ChangeSender, Changes) {
    let shared = Arc::new(Shared {
        queue: Mutex::default(),
        news: Notify::new(),
    });
    (
        ChangeSender {
            shared: Arc::clone(&shared),
            bound,
        },
        Changes { shared },
    )
}

#[derive(Debug)]
struct Shared {
    queue: Mutex<Queue>,
    news: Notify,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        // Every change of the queue is one step, so a panic elsewhere leaves it whole.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<TimedChange>,
    reader_gone: bool,
    writer_gone: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anomaly(text: &str) -> Change {
        Change::Event(Event::Anomaly {
            text: text.to_owned(),
        })
    }

    #[test]
    fn a_reader_that_keeps_up_misses_nothing() {
        let (sender, mut changes) = queue(2);
        for number in 0..100 {
            sender.push(Moment::from_millis(number), anomaly(&number.to_string()));
            let change = changes.try_next().map(|timed| timed.change);
            assert_eq!(change, Some(anomaly(&number.to_string())));
        }
        assert_eq!(changes.try_next(), None);
    }

    #[test]
    fn a_slow_reader_is_told_where_and_how_much_it_missed() {
        let (sender, mut changes) = queue(2);
        for number in 0..5 {
            sender.push(Moment::from_millis(number), anomaly(&number.to_string()));
        }
        assert_eq!(
            changes.try_next().map(|timed| timed.change),
            Some(anomaly("0"))
        );
        assert_eq!(
            changes.try_next().map(|timed| timed.change),
            Some(anomaly("1"))
        );
        sender.push(Moment::from_millis(5), anomaly("5"));
        assert_eq!(
            changes.try_next().map(|timed| timed.change),
            Some(Change::Gap { lost: 3 })
        );
        assert_eq!(
            changes.try_next().map(|timed| timed.change),
            Some(anomaly("5"))
        );
    }

    #[test]
    fn without_a_reader_nothing_is_kept() {
        let (sender, changes) = queue(2);
        sender.push(Moment::START, anomaly("before"));
        drop(changes);
        sender.push(Moment::START, anomaly("after"));
        assert!(sender.shared.lock().waiting.is_empty());
    }

    #[tokio::test]
    async fn the_end_comes_after_the_last_change() {
        let (sender, mut changes) = queue(2);
        sender.push(Moment::START, anomaly("last"));
        drop(sender);
        assert_eq!(
            changes.next().await.map(|timed| timed.change),
            Some(anomaly("last"))
        );
        assert_eq!(changes.next().await, None);
    }
}
