//! What the phone tells the server that its voice path can do.
//!
//! CapabilitiesRes is what every server reads. Newer servers are told once more in the layout of
//! newer phones, which has room for video and data that this phone does not have; which of the
//! three it is follows from the version agreed on. Servers that name no version in their
//! acknowledgement get none of them: Asterisk closes the connection on a message longer than it
//! knows (reference, section 1.2).

use sccp::{CodecParams, MediaCapability, PayloadType, Slots};

use crate::{Station, StationConfig};

/// Codecs that fit into the messages.
const MAX_CAPABILITIES: usize = 18;

/// RTP payload type that the phone proposes for telephone events, as its like do.
const EVENTS: u8 = 101;

/// Those for codecs without one of their own; what the voice path uses where none is given.
const OPUS: u8 = 107;
const ILBC: u8 = 97;

/// Longest packet of L16, ms: a longer one would not fit into an Ethernet frame.
const LONGEST_L16_MS: u32 = 40;

impl Station {
    /// Answers CapabilitiesReq.
    pub(super) fn send_capabilities(&mut self) {
        let caps = capabilities(&self.config);
        self.send(sccp::CapabilitiesRes::new(caps.clone()));
        if !self.config.full_capabilities || !self.version.is_named() {
            return;
        }
        let audio_cap_count = u32::try_from(caps.len()).unwrap_or_default();
        let audio_caps = Slots::from(caps);
        if self.version.is_at_least(20) {
            self.send(sccp::UpdateCapabilitiesV3 {
                audio_cap_count,
                audio_caps,
                ..Default::default()
            });
        } else if self.version.is_at_least(18) {
            self.send(sccp::UpdateCapabilitiesV2 {
                audio_cap_count,
                audio_caps,
                ..Default::default()
            });
        } else if self.version.is_at_least(11) {
            self.send(sccp::UpdateCapabilities {
                audio_cap_count,
                audio_caps,
                ..Default::default()
            });
        }
    }
}

/// The codecs in the order in which they are offered, the numbers of `payloadCapability`.
pub(crate) fn offered(config: &StationConfig) -> Vec<u32> {
    let mut codecs = config.codecs.clone();
    if config.low_bandwidth {
        codecs.sort_by_key(|&codec| kilobits(codec.into()));
    }
    codecs
}

/// What is told of them.
fn capabilities(config: &StationConfig) -> Vec<MediaCapability> {
    let full = config.full_capabilities;
    let events = full.then_some(PayloadType::RFC2833_DYNAMIC);
    let codecs = offered(config);
    let room = MAX_CAPABILITIES - usize::from(full);
    let codecs = codecs.into_iter().take(room).map(PayloadType::from);
    let told = codecs.chain(events).map(|codec| MediaCapability {
        payload_capability: codec,
        max_frames_per_packet: match codec {
            PayloadType::RFC2833_DYNAMIC => 1,
            PayloadType::WIDE_BAND_256K => config.max_ptime_ms.min(LONGEST_L16_MS),
            _ => config.max_ptime_ms,
        },
        payloads: if full {
            CodecParams::with_dynamic_payload(proposed_payload_type(codec)).into()
        } else {
            Default::default()
        },
    });
    told.collect()
}

/// The RTP payload type that the phone proposes; 0 where the codec has one of its own.
fn proposed_payload_type(codec: PayloadType) -> u8 {
    match codec {
        PayloadType::RFC2833_DYNAMIC => EVENTS,
        PayloadType::OPUS => OPUS,
        PayloadType::ILBC => ILBC,
        _ => 0,
    }
}

/// What a codec needs, kbit/s; the phone's own choice for the one of many rates.
fn kilobits(codec: PayloadType) -> u32 {
    match codec {
        PayloadType::G729
        | PayloadType::G729_ANNEX_A
        | PayloadType::G729_ANNEX_B
        | PayloadType::G729_ANNEX_A_ANNEX_B
        | PayloadType::G729B => 8,
        PayloadType::ILBC => 15,
        PayloadType::OPUS => 24,
        PayloadType::WIDE_BAND_256K => 256,
        _ => 64,
    }
}
