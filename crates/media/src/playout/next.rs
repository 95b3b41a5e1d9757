//! The packet behind a gap, decoded before its time.

use super::store::Waiting;
use crate::codec::Decoder;
use crate::packet::MAX_PACKET_SAMPLES;

/// Keeps the sound of one packet, since decoders with a memory must not decode it twice.
pub(super) struct Next {
    /// The packet's position; `None`: nothing is kept.
    position: Option<i64>,
    len: usize,
    sound: Box<[i16; MAX_PACKET_SAMPLES]>,
}

impl Next {
    pub(super) fn new() -> Self {
        Self {
            position: None,
            len: 0,
            sound: Box::new([0; MAX_PACKET_SAMPLES]),
        }
    }

    /// The sound of a packet that stays in the store.
    pub(super) fn decode(&mut self, packet: &Waiting, decoder: &mut Decoder) -> &[i16] {
        if self.position != Some(packet.position) {
            self.len = packet.decode(decoder, &mut self.sound[..]);
            self.position = Some(packet.position);
        }
        &self.sound[..self.len]
    }

    /// The sound of a packet whose time has come, if it is kept.
    pub(super) fn take(&mut self, packet: &Waiting) -> Option<&[i16]> {
        if self.position != Some(packet.position) {
            return None;
        }
        self.position = None;
        Some(&self.sound[..self.len])
    }

    /// Positions begin anew.
    pub(super) fn forget(&mut self) {
        self.position = None;
    }
}
