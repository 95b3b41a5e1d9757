//! A packet on its way from the network to the sound callback.

use crate::codec::Codec;
use crate::comfort_noise::ComfortNoise;
use crate::packet::{MAX_PAYLOAD, Packet};

/// Packets that wait between network and callback at most: over a second of 20 ms
/// packets, longer than any pause of a device that still counts as playing.
pub(crate) const MAX_WAITING_PACKETS: usize = 64;

/// One packet of sound, or one that begins a pause, of a fixed size so that no ring ever allocates.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    /// Changes when the source restarts: timestamps before and after do not compare.
    pub(super) epoch: u32,
    /// RTP timestamp of the first sample.
    pub(super) timestamp: u32,
    /// RTP sequence number.
    pub(super) sequence: u16,
    /// The sender begins to speak with it.
    pub(super) marker: bool,
    /// Comfort noise instead of sound.
    is_pause: bool,
    codec: Codec,
    len: usize,
    payload: [u8; MAX_PAYLOAD],
}

impl Slot {
    /// Copies a packet of sound; what is longer than [`MAX_PAYLOAD`] is cut off.
    pub(crate) fn new(epoch: u32, packet: &Packet<'_>, codec: Codec) -> Self {
        let len = packet.payload.len().min(MAX_PAYLOAD);
        let mut slot = Self {
            epoch,
            timestamp: packet.timestamp,
            sequence: packet.sequence,
            marker: packet.marker,
            is_pause: false,
            codec,
            len,
            payload: [0; MAX_PAYLOAD],
        };
        slot.payload[..len].copy_from_slice(&packet.payload[..len]);
        slot
    }

    /// Where a pause begins, with the noise to be played in it.
    pub(crate) fn pause(
        epoch: u32,
        packet: &Packet<'_>,
        codec: Codec,
        noise: &ComfortNoise,
    ) -> Self {
        let payload = noise.payload();
        let packet = Packet { payload, ..*packet };
        Self {
            is_pause: true,
            ..Self::new(epoch, &packet, codec)
        }
    }

    /// The noise, when a pause begins with it.
    pub(super) fn noise(&self) -> Option<ComfortNoise> {
        self.is_pause
            .then(|| ComfortNoise::parse(&self.payload[..self.len]))
    }

    /// Samples in it; a pause has none of its own.
    pub(super) fn samples(&self) -> usize {
        if self.is_pause {
            return 0;
        }
        self.codec.samples_in(self.len)
    }

    /// Decodes to the front of `out`; returns the samples written.
    pub(super) fn decode(&self, out: &mut [i16]) -> usize {
        self.codec.decode(&self.payload[..self.len], out)
    }
}
