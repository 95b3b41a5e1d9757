//! What the server wants a stream to be, and how its messages name one.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use super::Stream;
use super::marking::told_tos;
use super::protection::Wanted;

/// `passThroughPartyId`, `callReference` and `conferenceId` of a message about a stream, 0 where
/// it has none.
pub(crate) type Names = (u32, u32, u32);

/// What a stream is known by: the party, or the call or the conference of a server that names no
/// party.
pub(super) fn id_of((party, call_reference, conference_id): Names) -> u32 {
    let named = [party, call_reference, conference_id];
    named.into_iter().find(|id| *id != 0).unwrap_or(0)
}

/// The payload type of telephone events: a dynamic one (RFC 3551, section 6), or none.
pub(super) fn event_payload_type(told: u32) -> Option<u8> {
    u8::try_from(told)
        .ok()
        .filter(|payload_type| (96..=127).contains(payload_type))
}

/// No address at all.
pub(crate) const NOWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

/// What a stream is to be, as the server says it in either direction.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) party: u32,
    pub(crate) call_reference: u32,
    pub(crate) conference_id: u32,
    pub(crate) codec: u32,
    pub(crate) ptime_ms: u32,
    /// RTP payload type of telephone events, 0 for none.
    pub(crate) dtmf_payload_type: u32,
    /// The other side of the stream; unspecified when not told.
    pub(crate) remote: SocketAddr,
    /// How it is to be encrypted.
    pub(crate) protection: Wanted,
    /// TOS byte, for sending, if the server says one.
    pub(crate) tos: Option<u8>,
    /// RTP payload type of the sound (`dynamicPayload`), 0 where the codec has its own.
    pub(crate) payload_type: u8,
    /// The server wants no pauses sent (`ssValue`).
    pub(crate) silence_suppression: bool,
}

/// A wish for a group; the fields have the same names in both directions.
macro_rules! group {
    ($start:expr) => {
        Self {
            party: $start.pass_through_party_id,
            call_reference: $start.call_reference,
            conference_id: $start.conference_id,
            codec: $start.compression_type.code(),
            ptime_ms: $start.milli_second_packet_size,
            dtmf_payload_type: 0,
            remote: address(&$start.multicast_ip_addr, $start.multicast_port_number),
            protection: Wanted::Open,
            tos: None,
            payload_type: $start.codec_params.dynamic_payload(),
            silence_suppression: false,
        }
    };
}

impl Wish {
    /// What the stream is known by: the party, or the call of a server that names no party.
    pub(super) fn id(&self) -> u32 {
        id_of((self.party, self.call_reference, self.conference_id))
    }

    /// The payload type of telephone events: a dynamic one, or none.
    pub(super) fn events(&self) -> Option<u8> {
        event_payload_type(self.dtmf_payload_type)
    }

    /// The RTP payload type of the sound where the codec has none of its own (section 4.7).
    ///
    /// For other codecs the same bytes mean something else, or nothing.
    pub(super) fn sound(&self) -> Option<u8> {
        use sccp::PayloadType as P;
        let floating = [P::WIDE_BAND_256K, P::ILBC, P::OPUS].contains(&P::from(self.codec));
        (floating && (1..=127).contains(&self.payload_type)).then_some(self.payload_type)
    }

    /// OpenReceiveChannel.
    pub(crate) fn to_receive(open: &sccp::OpenReceiveChannel) -> Self {
        Self {
            party: open.pass_through_party_id,
            call_reference: open.call_reference,
            conference_id: open.conference_id,
            codec: open.compression_type.code(),
            ptime_ms: open.milli_second_packet_size,
            dtmf_payload_type: open.rfc2833_payload_type,
            remote: address(&open.source_ip_addr, open.source_port_number),
            protection: Wanted::of(&open.m_rx_media_encryption_key_info),
            tos: None,
            payload_type: open.codec_params.dynamic_payload(),
            silence_suppression: false,
        }
    }

    /// StartMediaTransmission.
    pub(crate) fn to_send(start: &sccp::StartMediaTransmission) -> Self {
        Self {
            party: start.pass_through_party_id,
            call_reference: start.call_reference,
            conference_id: start.conference_id,
            codec: start.compression_type.code(),
            ptime_ms: start.milli_second_packet_size,
            dtmf_payload_type: start.rfc2833_payload_type,
            remote: address(&start.remote_ip_addr, start.remote_port_number),
            protection: Wanted::of(&start.m_tx_media_encryption_key_info),
            tos: told_tos(start.precedence_value),
            payload_type: start.codec_params.dynamic_payload(),
            silence_suppression: is_on(start.ss_value),
        }
    }

    /// StartMulticastMediaReception.
    pub(crate) fn to_hear_group(start: &sccp::StartMulticastMediaReception) -> Self {
        group!(start)
    }

    /// StartMulticastMediaTransmission.
    pub(crate) fn to_send_to_group(start: &sccp::StartMulticastMediaTransmission) -> Self {
        Self {
            tos: told_tos(start.precedence_value),
            silence_suppression: is_on(start.ss_value),
            ..group!(start)
        }
    }

    /// What an answer about this stream repeats.
    pub(super) fn answering(stream: &Stream) -> Self {
        Self {
            party: stream.named_party,
            call_reference: stream.named_reference,
            conference_id: stream.conference_id,
            codec: stream.codec,
            ptime_ms: stream.ptime_ms,
            dtmf_payload_type: 0,
            remote: stream.transmit.map_or(NOWHERE, |transmit| transmit.remote),
            protection: Wanted::Open,
            tos: None,
            payload_type: 0,
            silence_suppression: false,
        }
    }
}

/// The server wants no pauses sent.
fn is_on(silence_suppression: sccp::SilenceSuppression) -> bool {
    silence_suppression != sccp::SilenceSuppression::OFF
}

/// An address of the wire and its port.
fn address(ip: &sccp::Address, port: u32) -> SocketAddr {
    let whole = ip.ip().zip(u16::try_from(port).ok());
    whole.map_or(NOWHERE, Into::into)
}
