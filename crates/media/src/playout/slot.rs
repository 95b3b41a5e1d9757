//! A packet on its way from the network to the sound callback.

use crate::codec::Codec;
use crate::packet::MAX_PAYLOAD;

/// Packets that wait between network and callback at most: over a second of 20 ms
/// packets, longer than any pause of a device that still counts as playing.
pub(crate) const MAX_WAITING_PACKETS: usize = 64;

/// One packet of sound, of a fixed size so that no ring ever allocates.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    /// Changes when the source restarts: timestamps before and after do not compare.
    pub(super) epoch: u32,
    /// RTP timestamp of the first sample.
    pub(super) timestamp: u32,
    codec: Codec,
    len: usize,
    payload: [u8; MAX_PAYLOAD],
}

impl Slot {
    /// Copies a payload; what is longer than [`MAX_PAYLOAD`] is cut off.
    pub(crate) fn new(epoch: u32, timestamp: u32, codec: Codec, payload: &[u8]) -> Self {
        let len = payload.len().min(MAX_PAYLOAD);
        let mut slot = Self {
            epoch,
            timestamp,
            codec,
            len,
            payload: [0; MAX_PAYLOAD],
        };
        slot.payload[..len].copy_from_slice(&payload[..len]);
        slot
    }

    /// Samples in it.
    pub(super) fn samples(&self) -> usize {
        self.codec.samples_in(self.len)
    }

    /// Decodes to the front of `out`; returns the samples written.
    pub(super) fn decode(&self, out: &mut [i16]) -> usize {
        self.codec.decode(&self.payload[..self.len], out)
    }
}
