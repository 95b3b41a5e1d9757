//! Whose turn is when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Instant;

/// Turns to come, by the places of those who have them; one each.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    /// Old turns stay in it until their time, and are passed over then.
    heap: BinaryHeap<Reverse<(Instant, usize)>>,
    turns: Vec<Option<Instant>>,
}

impl Agenda {
    /// The turn of this place is then, in place of any before; `None`: it has none.
    pub(super) fn set(&mut self, place: usize, turn: Option<Instant>) {
        if place >= self.turns.len() {
            self.turns.resize(place + 1, None);
        }
        if self.turns[place] != turn {
            self.turns[place] = turn;
            self.heap.extend(turn.map(|turn| Reverse((turn, place))));
        }
    }

    /// The next turn of all.
    pub(super) fn first(&mut self) -> Option<Instant> {
        while let Some(&Reverse((turn, place))) = self.heap.peek() {
            if self.turns[place] == Some(turn) {
                return Some(turn);
            }
            self.heap.pop();
        }
        None
    }

    /// A place whose turn has come; it has none then.
    pub(super) fn due(&mut self, now: Instant) -> Option<usize> {
        if self.first()? > now {
            return None;
        }
        let Reverse((_, place)) = self.heap.pop()?;
        self.turns[place] = None;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn turns_come_in_order_and_the_last_word_counts() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut agenda = Agenda::default();
        agenda.set(3, Some(at(30)));
        agenda.set(0, Some(at(10)));
        agenda.set(1, Some(at(20)));
        agenda.set(0, Some(at(40)));
        agenda.set(1, None);
        agenda.set(1, Some(at(20)));
        assert_eq!(agenda.first(), Some(at(20)));
        assert_eq!(agenda.due(at(19)), None);
        let due = |agenda: &mut Agenda| std::iter::from_fn(|| agenda.due(at(35))).collect();
        let places: Vec<usize> = due(&mut agenda);
        assert_eq!(places, [1, 3]);
        assert_eq!(agenda.first(), Some(at(40)));
        assert_eq!(agenda.due(at(40)), Some(0));
        assert_eq!(agenda.first(), None);
    }

    #[test]
    fn old_turns_do_not_pile_up() {
        let start = Instant::now();
        let mut agenda = Agenda::default();
        for packet in 1..1000 {
            let now = start + Duration::from_millis(20 * packet);
            for place in 0..5 {
                agenda.set(place, Some(now));
            }
            while agenda.due(now).is_some() {}
        }
        assert!(agenda.heap.is_empty());
    }
}
