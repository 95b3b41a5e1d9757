//! Packets on their way.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use crate::Impairment;
use crate::chance::Chance;
use crate::loss::Loss;

/// Packets on their way at once; more are lost. Ten seconds of a thousand packets a second.
const MAX_UNDER_WAY: usize = 10_000;

/// What became of the packets so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Packets that were sent.
    pub sent: u64,
    /// Packets that arrived, copies as well.
    pub delivered: u64,
    /// Packets lost by chance.
    pub lost: u64,
    /// Packets lost because too many waited.
    pub overflowed: u64,
    /// Packets that were held back.
    pub held_back: u64,
    /// Copies that were made.
    pub duplicated: u64,
}

/// One direction of a network: packets go in with [`send`](Self::send) and come out of
/// [`poll`](Self::poll) when their time has come.
///
/// Law: after a send, arm a timer at [`deadline`](Self::deadline); then poll until nothing
/// comes. Time is since any start of the caller's; it never runs backwards.
#[derive(Debug)]
pub struct Network<T> {
    impairment: Impairment,
    chance: Chance,
    loss: Loss,
    under_way: BinaryHeap<Reverse<Packet<T>>>,
    /// Number of the next packet, so that those of one moment keep their order.
    next_number: u64,
    /// When the last packet arrives, for [`Impairment::ordered`].
    last_arrival: Duration,
    /// When the bounded rate has passed all that was sent.
    free_at: Duration,
    counters: Counters,
}

/// A packet on its way.
#[derive(Debug)]
struct Packet<T> {
    arrives: Duration,
    number: u64,
    content: T,
}

impl<T: Clone> Network<T> {
    /// A network without packets on their way.
    pub fn new(impairment: Impairment) -> Self {
        Self {
            chance: Chance::new(impairment.seed),
            loss: Loss::new(&impairment),
            impairment,
            under_way: BinaryHeap::new(),
            next_number: 0,
            last_arrival: Duration::ZERO,
            free_at: Duration::ZERO,
            counters: Counters::default(),
        }
    }

    /// The same, with memory for so many packets on their way; more take more.
    #[must_use]
    pub fn with_capacity(impairment: Impairment, packets: usize) -> Self {
        let mut network = Self::new(impairment);
        network.under_way.reserve(packets);
        network
    }

    /// Another impairment from now on, with the chance of its own seed. What is on its way
    /// still arrives.
    pub fn impair(&mut self, impairment: Impairment) {
        self.chance = Chance::new(impairment.seed);
        self.loss = Loss::new(&impairment);
        self.impairment = impairment;
    }

    /// Sends a packet of so many bytes.
    pub fn send(&mut self, content: T, bytes: usize, now: Duration) {
        self.counters.sent += 1;
        // All chance of a packet is drawn whatever becomes of it: the fate of the next ones
        // does not depend on what else is set.
        let lost = self.loss.takes_next(&mut self.chance);
        let [late, held, doubled] = [(); 3].map(|()| self.chance.share());
        if lost {
            self.counters.lost += 1;
            return;
        }
        let Some(passed) = self.pass(bytes, now) else {
            self.counters.overflowed += 1;
            return;
        };
        let mut arrives = passed + self.impairment.delay + self.impairment.jitter.mul_f64(late);
        if held < self.impairment.reorder {
            self.counters.held_back += 1;
            arrives += self.impairment.hold;
        } else if self.impairment.ordered {
            arrives = arrives.max(self.last_arrival);
            self.last_arrival = arrives;
        }
        if doubled < self.impairment.duplicate {
            self.counters.duplicated += 1;
            self.enqueue(content.clone(), arrives);
        }
        self.enqueue(content, arrives);
    }

    /// When the bounded rate lets a packet through; never, when too much waits already.
    fn pass(&mut self, bytes: usize, now: Duration) -> Option<Duration> {
        let Some(rate_bps) = self.impairment.rate_bps else {
            return Some(now);
        };
        let begins = self.free_at.max(now);
        if begins - now > self.impairment.queue {
            return None;
        }
        let bits = bytes as f64 * 8.0;
        self.free_at = begins + Duration::from_secs_f64(bits / rate_bps as f64);
        Some(self.free_at)
    }

    fn enqueue(&mut self, content: T, arrives: Duration) {
        if self.under_way.len() >= MAX_UNDER_WAY {
            self.counters.overflowed += 1;
            return;
        }
        self.under_way.push(Reverse(Packet {
            arrives,
            number: self.next_number,
            content,
        }));
        self.next_number += 1;
    }

    /// The next packet that has arrived by now.
    pub fn poll(&mut self, now: Duration) -> Option<T> {
        if self.deadline()? > now {
            return None;
        }
        let Reverse(packet) = self.under_way.pop()?;
        self.counters.delivered += 1;
        Some(packet.content)
    }

    /// When the next packet arrives, if one is on its way.
    pub fn deadline(&self) -> Option<Duration> {
        self.under_way.peek().map(|Reverse(packet)| packet.arrives)
    }

    /// What became of the packets so far.
    pub const fn counters(&self) -> Counters {
        self.counters
    }

    /// What goes wrong here.
    pub const fn impairment(&self) -> &Impairment {
        &self.impairment
    }
}

impl<T> Packet<T> {
    fn key(&self) -> (Duration, u64) {
        (self.arrives, self.number)
    }
}

impl<T> PartialEq for Packet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl<T> Eq for Packet<T> {}

impl<T> PartialOrd for Packet<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Packet<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PTIME: Duration = Duration::from_millis(20);
    const BYTES: usize = 200;

    /// Sends `count` numbered packets, one every 20 ms; gives when which arrived.
    fn run(words: &str, count: u32) -> (Vec<(Duration, u32)>, Counters) {
        let impairment: Impairment = words.parse().expect("a good impairment");
        let mut network = Network::new(impairment);
        let mut arrived = Vec::new();
        for number in 0..count {
            let now = PTIME * number;
            while let Some(at) = network.deadline().filter(|at| *at <= now) {
                arrived.extend(network.poll(at).map(|packet| (at, packet)));
            }
            network.send(number, BYTES, now);
        }
        while let Some(at) = network.deadline() {
            arrived.extend(network.poll(at).map(|packet| (at, packet)));
        }
        (arrived, network.counters())
    }

    fn numbers(arrived: &[(Duration, u32)]) -> Vec<u32> {
        arrived.iter().map(|(_, number)| *number).collect()
    }

    #[test]
    fn a_perfect_network_delivers_at_once_and_in_order() {
        let (arrived, counters) = run("", 100);
        let wanted: Vec<_> = (0..100).map(|number| (PTIME * number, number)).collect();
        assert_eq!(arrived, wanted);
        assert_eq!((counters.sent, counters.delivered), (100, 100));
    }

    #[test]
    fn nothing_comes_before_its_time() {
        let mut network = Network::new("delay=20ms".parse().expect("a good impairment"));
        network.send('a', BYTES, Duration::ZERO);
        assert_eq!(network.poll(Duration::from_millis(19)), None);
        assert_eq!(network.deadline(), Some(Duration::from_millis(20)));
        assert_eq!(network.poll(Duration::from_millis(20)), Some('a'));
    }

    #[test]
    fn the_same_seed_is_the_same_fate_and_another_one_is_another() {
        let words = "loss=10%,burst=2,jitter=40ms,reorder=5%,duplicate=2%";
        let (first, _) = run(words, 500);
        assert_eq!(first, run(words, 500).0);
        assert_ne!(first, run(&format!("{words},seed=2"), 500).0);
    }

    #[test]
    fn the_packets_lost_do_not_depend_on_the_jitter() {
        let mut without = numbers(&run("loss=20%", 500).0);
        let mut with = numbers(&run("loss=20%,jitter=80ms,reorder=3%", 500).0);
        without.sort_unstable();
        with.sort_unstable();
        assert_eq!(without, with);
    }

    #[test]
    fn jitter_spreads_evenly_and_overtakes_unless_ordered() {
        let (arrived, _) = run("jitter=80ms", 2000);
        let late = |(at, number): &(Duration, u32)| (*at - PTIME * *number).as_secs_f64();
        let mean = arrived.iter().map(late).sum::<f64>() / 2000.0;
        assert!((mean - 0.040).abs() < 0.003, "{mean}");
        assert!(arrived.iter().map(late).all(|late| late <= 0.080));
        assert!(!numbers(&arrived).is_sorted());
        assert!(numbers(&run("jitter=80ms,ordered", 2000).0).is_sorted());
    }

    #[test]
    fn packets_held_back_come_behind_those_sent_after_them() {
        let (arrived, counters) = run("reorder=10%,hold=30ms", 1000);
        assert!((60..140).contains(&counters.held_back), "{counters:?}");
        let steps_back = numbers(&arrived)
            .windows(2)
            .filter(|pair| pair[0] > pair[1])
            .count();
        assert!(steps_back > 50, "{steps_back}");
        assert_eq!(counters.delivered, 1000);
    }

    #[test]
    fn duplicates_arrive_twice() {
        let (arrived, counters) = run("duplicate=10%", 1000);
        assert!((60..140).contains(&counters.duplicated), "{counters:?}");
        assert_eq!(arrived.len() as u64, 1000 + counters.duplicated);
    }

    #[test]
    fn a_bounded_rate_delays_then_loses() {
        // 200 bytes every 20 ms are 80 kbit/s.
        let (arrived, counters) = run("rate=80kbit", 100);
        assert_eq!(counters.overflowed, 0);
        assert_eq!(arrived[99].0, PTIME * 100);
        let (arrived, counters) = run("rate=40kbit,queue=100ms", 200);
        assert!((80..=100).contains(&counters.overflowed), "{counters:?}");
        let longest = arrived
            .iter()
            .map(|(at, number)| *at - PTIME * *number)
            .max();
        assert!(longest <= Some(Duration::from_millis(140)), "{longest:?}");
    }

    #[test]
    fn what_is_on_its_way_outlives_a_change() {
        let mut network = Network::new("delay=50ms".parse().expect("a good impairment"));
        network.send('a', BYTES, Duration::ZERO);
        network.impair("loss=100%".parse().expect("a good impairment"));
        network.send('b', BYTES, Duration::ZERO);
        assert_eq!(network.deadline(), Some(Duration::from_millis(50)));
        assert_eq!(network.poll(Duration::from_millis(50)), Some('a'));
        assert_eq!(network.counters().lost, 1);
    }

    #[test]
    fn packets_under_way_are_bounded() {
        let mut network = Network::new("delay=10s".parse().expect("a good impairment"));
        for _ in 0..MAX_UNDER_WAY + 5 {
            network.send((), BYTES, Duration::ZERO);
        }
        assert_eq!(network.counters().overflowed, 5);
        assert_eq!(network.under_way.len(), MAX_UNDER_WAY);
    }
}
