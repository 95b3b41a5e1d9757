//! The packets that wait for their time, in any order.

use crate::codec::Decoder;

use super::slot::{MAX_WAITING_PACKETS, Slot};

/// A packet and where its first sample stands in the stream, in samples.
#[derive(Clone, Copy)]
pub(super) struct Waiting {
    pub(super) position: i64,
    pub(super) slot: Slot,
}

impl Waiting {
    /// Where the stream goes on after this packet.
    pub(super) fn end(&self) -> i64 {
        self.position + self.slot.samples() as i64
    }

    /// Decodes it to the front of `sound`; returns the samples written, 0 when it is broken.
    pub(super) fn decode(&self, decoder: &mut Decoder, sound: &mut [i16]) -> usize {
        decoder.decode_as(self.slot.codec(), self.slot.payload(), sound)
    }
}

/// A bounded set of packets; allocated once.
pub(super) struct Store {
    waiting: Vec<Waiting>,
}

impl Store {
    pub(super) fn new() -> Self {
        Self {
            waiting: Vec::with_capacity(MAX_WAITING_PACKETS),
        }
    }

    /// Adds a packet; `false` when there is no room.
    pub(super) fn insert(&mut self, packet: Waiting) -> bool {
        if self.waiting.len() == MAX_WAITING_PACKETS {
            return false;
        }
        self.waiting.push(packet);
        true
    }

    /// The packet that is due first.
    pub(super) fn first(&self) -> Option<&Waiting> {
        self.waiting.iter().min_by_key(|packet| packet.position)
    }

    /// Takes out the packet that is due first.
    pub(super) fn take_first(&mut self) -> Option<Waiting> {
        let places = self.waiting.iter().enumerate();
        let (place, _) = places.min_by_key(|(_, packet)| packet.position)?;
        Some(self.waiting.swap_remove(place))
    }

    /// Drops the sound that ends at or before `position`; returns how many packets.
    ///
    /// A pause is never too late: it says what a gap was.
    pub(super) fn drop_before(&mut self, position: i64) -> u64 {
        let before = self.waiting.len();
        let keep = |packet: &Waiting| packet.end() > position || packet.slot.noise().is_some();
        self.waiting.retain(keep);
        (before - self.waiting.len()) as u64
    }

    /// Where the last of them ends.
    pub(super) fn end(&self) -> Option<i64> {
        self.waiting.iter().map(Waiting::end).max()
    }

    /// Drops everything.
    pub(super) fn clear(&mut self) {
        self.waiting.clear();
    }
}
