//! Multimedia channels: what servers send for video and data, and what a station
//! with video answers.
//!
//! A voice station refuses them; see [`OpenMultiMediaReceiveChannelAck`].

use crate::declaration::message;
use crate::{
    Address, EncryptionInfo, IpAddrType, MediaStatus, MiscCommand, MiscCommandParams,
    MultiMediaParams, PayloadType, PortHandling,
};

message! {
    /// Tells a station to receive video or data (reference 3.1, 0x0131).
    OpenMultiMediaReceiveChannel = 0x0131, "StationOpenMultiMediaChannelMessage", ToStation, min 28;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// The line.
    line_instance: u32 as "lineInstance",
    /// The call.
    call_reference: u32 as "callReference",
    /// The RFC that says how the codec is packed, 0 for none.
    payload_rfc_number: u32 as "payload_rfc_number",
    /// The RTP payload type.
    payload_type: u32 as "payloadType",
    /// Whether the station made the conference.
    is_conference_creator: u32 as "isConferenceCreator",
    /// Parameters of the codec.
    capability: MultiMediaParams as "capability" by compression_type,
    /// What the far end encrypts with.
    m_rx_media_encryption_key_info: EncryptionInfo as "mRxMediaEncryptionKeyInfo",
    /// Id of the stream.
    stream_pass_through_id: u32 as "streamPassThroughId",
    /// Id of the stream that belongs to it.
    associated_stream_id: u32 as "associatedStreamId",
    /// Where the packets will come from, if known.
    source_ip_addr: Address as "sourceIpAddr" since 11,
    /// The port they will come from.
    source_port_number: u32 as "sourcePortNumber" since 11,
    /// Which kind of address is asked for.
    requested_ip_addr_type: IpAddrType as "requestedIpAddrType" since 16,
}

message! {
    /// Where the station receives video or data, or that it does not (reference
    /// 3.1, 0x0031).
    OpenMultiMediaReceiveChannelAck = 0x0031, "StationOpenMultiMediaReceiveChannelAckMessage", ToServer, min 16;
    /// How it went.
    multimedia_reception_status: MediaStatus as "multimediaReceptionStatus",
    /// The station's address.
    ip_addr: Address as "ipAddr",
    /// The station's RTP port, 0 on failure.
    port_number: u32 as "portNumber",
    /// As in [`OpenMultiMediaReceiveChannel`].
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// Ends receiving (reference 3.1, 0x0136).
    CloseMultiMediaReceiveChannel = 0x0136, "StationCloseMultiMediaReceiveChannelMessage", ToStation, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call.
    call_reference: u32 as "callReference",
    /// Whether the port is kept.
    port_handling_flag: PortHandling as "portHandlingFlag",
}

message! {
    /// Tells a station to send video or data (reference 3.1, 0x0132).
    StartMultiMediaTransmission = 0x0132, "StationStartMultiMediaTransmissionMessage", ToStation, min 28;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passthruPartyID",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// Where to.
    remote_ip_addr: Address as "remoteIpAddr",
    /// The port to send to.
    remote_port_number: u32 as "remotePortNumber",
    /// The call.
    call_reference: u32 as "callReference",
    /// The RFC that says how the codec is packed, 0 for none.
    payload_rfc_number: u32 as "payload_rfc_number",
    /// The RTP payload type.
    payload_type: u32 as "payloadType",
    /// The TOS byte of the packets.
    dscp_value: u32 as "DSCPValue",
    /// Parameters of the codec.
    capability: MultiMediaParams as "capability" by compression_type,
    /// What to encrypt with.
    m_tx_media_encryption_key_info: EncryptionInfo as "mTxMediaEncryptionKeyInfo",
    /// Id of the stream.
    stream_pass_through_id: u32 as "streamPassThroughId",
    /// Id of the stream that belongs to it.
    associated_stream_id: u32 as "associatedStreamId",
}

message! {
    /// Sending has begun, or has not (reference 3.1, 0x0155).
    StartMultiMediaTransmissionAck = 0x0155, "StationStartMultiMediaTransmissionAckMessage", ToServer, min 20;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call.
    call_reference: u32 as "callReference",
    /// Where the packets come from.
    transmit_ip_addr: Address as "transmitIpAddr",
    /// The port they come from.
    port_number: u32 as "portNumber",
    /// How it went.
    multimedia_transmission_status: MediaStatus as "multimediaTransmissionStatus",
}

message! {
    /// Ends sending (reference 3.1, 0x0133).
    StopMultiMediaTransmission = 0x0133, "StationStopMultiMediaTransmissionMessage", ToStation, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call.
    call_reference: u32 as "callReference",
    /// Whether the port is kept.
    port_handling_flag: PortHandling as "portHandlingFlag",
}

message! {
    /// Asks the encoder for something, such as a whole picture (reference 3.1,
    /// 0x0134).
    MiscellaneousCommand = 0x0134, "StationMiscellaneousCommandMessage", ToStation, min 16;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passthruPartyID",
    /// The call.
    call_reference: u32 as "callReference",
    /// What is asked.
    command: MiscCommand as "command",
    /// What it is about.
    parameters: MiscCommandParams as "u" by command,
}

message! {
    /// Tells the highest bit rate to send (reference 3.1, 0x0135).
    FlowControlCommand = 0x0135, "StationFlowControlCommandMessage", ToStation, min 16;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passthruPartyID",
    /// The call.
    call_reference: u32 as "callReference",
    /// Bit rate.
    maximum_bit_rate: u32 as "maximumBitRate",
}

message! {
    /// The highest bit rate has changed (reference 3.1, 0x0141).
    FlowControlNotify = 0x0141, "StationFlowControlNotifyMessage", ToStation, min 16;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passthruPartyID",
    /// The call.
    call_reference: u32 as "callReference",
    /// Bit rate.
    maximum_bit_rate: u32 as "maximumBitRate",
}

message! {
    /// Tells how to arrange the pictures of a conference (reference 3.1, 0x0140).
    VideoDisplayCommand = 0x0140, "StationVideoDisplayCommandMessage", ToStation, min 12;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The call.
    call_reference: u32 as "callReference",
    /// Which layout.
    layout_id: u32 as "layoutID",
}
