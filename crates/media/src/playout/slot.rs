//! A packet on its way from the network to the sound callback.

use crate::codec::Codec;
use crate::comfort_noise::ComfortNoise;
use crate::packet::{MAX_PACKET_SAMPLES, MAX_PAYLOAD, Packet};

/// Packets that wait between network and callback at most: over a second of 20 ms
/// packets, longer than any pause of a device that still counts as playing.
pub(crate) const MAX_WAITING_PACKETS: usize = 64;

/// One packet of sound, or one that begins a pause, of a fixed size so that no ring ever allocates.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    /// Changes when the source restarts: timestamps before and after do not compare.
    pub(super) epoch: u32,
    /// RTP timestamp of the first sample, in ticks of the codec's clock.
    pub(super) timestamp: u32,
    /// RTP sequence number.
    pub(super) sequence: u16,
    /// The sender begins to speak with it.
    pub(super) marker: bool,
    /// Comfort noise instead of sound.
    is_pause: bool,
    codec: Codec,
    samples: u16,
    len: u16,
    payload: [u8; MAX_PAYLOAD],
}

impl Slot {
    /// A payload of this codec may be like that: not too long, and of a length it has.
    pub(crate) fn holds(codec: Codec, payload: &[u8]) -> bool {
        (1..=MAX_PACKET_SAMPLES).contains(&codec.samples_in(payload))
            && payload.len() <= MAX_PAYLOAD
    }

    /// Copies a payload that a slot [holds](Self::holds); what is longer is cut off.
    pub(crate) fn new(epoch: u32, packet: &Packet<'_>, codec: Codec) -> Self {
        let payload = &packet.payload[..packet.payload.len().min(MAX_PAYLOAD)];
        let samples = codec.samples_in(payload).min(MAX_PACKET_SAMPLES);
        let mut slot = Self {
            epoch,
            timestamp: packet.timestamp,
            sequence: packet.sequence,
            marker: packet.marker,
            is_pause: false,
            codec,
            // Exact: both are bounded above.
            samples: samples as u16,
            len: payload.len() as u16,
            payload: [0; MAX_PAYLOAD],
        };
        slot.payload[..payload.len()].copy_from_slice(payload);
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
        self.is_pause.then(|| ComfortNoise::parse(self.payload()))
    }

    /// What decodes it.
    pub(super) fn codec(&self) -> Codec {
        self.codec
    }

    /// Samples in it; a pause has none of its own.
    pub(super) fn samples(&self) -> usize {
        if self.is_pause {
            return 0;
        }
        usize::from(self.samples)
    }

    /// The sender pauses after this packet.
    pub(super) fn ends_in_pause(&self) -> bool {
        !self.is_pause && self.codec.ends_in_pause(self.payload())
    }

    /// What is to be decoded.
    pub(super) fn payload(&self) -> &[u8] {
        &self.payload[..usize::from(self.len)]
    }
}
