//! Multicast channels, such as music on hold.

use crate::declaration::message;
use crate::{
    Address, CodecParams, EchoCancellation, MulticastStatus, PayloadType, SilenceSuppression,
};

message! {
    /// Tells a station to join (reference 3.1, 0x0101).
    StartMulticastMediaReception = 0x0101, "StationStartMulticastMediaReceptionMessage", ToStation, min 28;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The group.
    multicast_ip_addr: Address as "multicastIpAddr",
    /// The port.
    multicast_port_number: u32 as "multicastPortNumber",
    /// Milliseconds in a packet.
    milli_second_packet_size: u32 as "milliSecondPacketSize",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// Whether to cancel echo.
    ec_value: EchoCancellation as "ecValue",
    /// Parameters of the codec.
    codec_params: CodecParams as "codecParams" by compression_type,
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// The station joined, or could not (reference 3.1, 0x0021).
    MulticastMediaReceptionAck = 0x0021, "StationMulticastMediaReceptionAckMessage", ToServer, min 8;
    /// How it went.
    multicast_reception_status: MulticastStatus as "multicastReceptionStatus",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// Tells a station to leave (reference 3.1, 0x0103).
    StopMulticastMediaReception = 0x0103, "StationStopMulticastMediaReceptionMessage", ToStation, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// Tells a station to send to a group (reference 3.1, 0x0102).
    StartMulticastMediaTransmission = 0x0102, "StationStartMulticastMediaTransmissionMessage", ToStation, min 40;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The group.
    multicast_ip_addr: Address as "multicastIpAddr",
    /// The port.
    multicast_port_number: u32 as "multicastPortNumber",
    /// Milliseconds in a packet.
    milli_second_packet_size: u32 as "milliSecondPacketSize",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// The TOS byte of the packets.
    precedence_value: u32 as "precedenceValue",
    /// Whether to send nothing while it is silent.
    ss_value: SilenceSuppression as "ssValue",
    /// 0 in practice.
    max_frames_per_packet: u16 as "maxFramesPerPacket",
    /// Zero.
    padding: u16 as "padding",
    /// Parameters of the codec.
    codec_params: CodecParams as "codecParams" by compression_type,
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// Tells a station to stop sending to a group (reference 3.1, 0x0104).
    StopMulticastMediaTransmission = 0x0104, "StationStopMulticastMediaTransmissionMessage", ToStation, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call.
    call_reference: u32 as "callReference",
}
