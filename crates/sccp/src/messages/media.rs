//! Voice channels: capabilities, opening, closing (reference 5.7).
//!
//! Stations and servers pair the messages of a channel by
//! `pass_through_party_id`; some servers leave the other ids zero.

use crate::declaration::message;
use crate::{
    Address, CodecParams, EchoCancellation, EncryptionInfo, IpAddrType, LatentCaps,
    MediaCapability, MediaStatus, PayloadType, PortHandling, SilenceSuppression, Slots,
};

message! {
    /// Asks for the codecs (reference 3.1, 0x009B).
    CapabilitiesReq = 0x009B, "StationCapabilitiesReqMessage", ToStation, min 0;
}

message! {
    /// The codecs (reference 3.1, 0x0010). Stations may leave the unused room
    /// out.
    CapabilitiesRes = 0x0010, "StationCapabilitiesResMessage", ToServer, min 4;
    /// How many of the room are used.
    cap_count: u32 as "capCount",
    /// The codecs, the best first.
    caps: Slots<MediaCapability, 18> as "caps",
}

impl CapabilitiesRes {
    /// An answer with those codecs, the best first; 18 at most.
    #[must_use]
    pub fn new(caps: impl IntoIterator<Item = MediaCapability>) -> Self {
        let caps: Slots<_, 18> = caps.into_iter().collect();
        // At most 18, which fits.
        Self {
            cap_count: caps.len() as u32,
            caps,
        }
    }
}

message! {
    /// Tells a station to listen (reference 3.1, 0x0105); it answers at once.
    OpenReceiveChannel = 0x0105, "StationOpenReceiveChannelMessage", ToStation, min 24,
    // Without encryption info (CallManager 3), without audioLevelAdjustment
    // (CUCM 8).
    lengths { 28 => 5, 128 => 17 };
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// Milliseconds in a packet.
    milli_second_packet_size: u32 as "milliSecondPacketSize",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// Whether to cancel echo.
    ec_value: EchoCancellation as "ecValue",
    /// Parameters of the codec.
    codec_params: CodecParams as "codecParams" by compression_type,
    /// The call. Absent in version 3 (24 bytes).
    call_reference: u32 as "callReference" since 5,
    /// What the far end encrypts with. 40 bytes in version 5 (68 in all), 48
    /// from 8 on.
    m_rx_media_encryption_key_info: EncryptionInfo as "mRxMediaEncryptionKeyInfo" since 5,
    /// Id of the stream.
    stream_pass_through_id: u32 as "streamPassThroughId" since 8,
    /// Id of the stream that belongs to it.
    associated_stream_id: u32 as "associatedStreamId" since 8,
    /// RTP payload type of telephone events, 0 for none.
    rfc2833_payload_type: u32 as "RFC2833PayloadType" since 8,
    /// 10 in every capture.
    dtmf_type: u32 as "dtmfType" since 8,
    /// How to mix.
    mixing_mode: u32 as "mixingMode" since 11,
    /// Direction of the party.
    party_direction: u32 as "partyDirection" since 11,
    /// Where the packets will come from, if known.
    source_ip_addr: Address as "sourceIpAddr" since 11,
    /// The port they will come from.
    source_port_number: u32 as "sourcePortNumber" since 11,
    /// Which kind of address is asked for.
    requested_ip_addr_type: IpAddrType as "requestedIpAddrType" since 16,
    /// Decibels; CUCM 8 leaves it out.
    audio_level_adjustment: i32 as "audioLevelAdjustment" since 17,
    /// Modem relay.
    latent_caps_info: LatentCaps as "latentCapsInfo" since 21,
}

message! {
    /// Where the station listens (reference 3.1, 0x0022).
    OpenReceiveChannelAck = 0x0022, "StationOpenReceiveChannelAckMessage", ToServer, min 16;
    /// How it went.
    media_reception_status: MediaStatus as "mediaReceptionStatus",
    /// The station's address.
    ip_addr: Address as "ipAddr",
    /// The station's RTP port, 0 on failure.
    port_number: u32 as "portNumber",
    /// As in OpenReceiveChannel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call. Absent in version 3 (16 bytes).
    call_reference: u32 as "callReference" since 5,
}

message! {
    /// Ends listening (reference 3.1, 0x0106).
    CloseReceiveChannel = 0x0106, "StationCloseReceiveChannelMessage", ToStation, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call. Absent in version 3 (8 bytes).
    call_reference: u32 as "callReference" since 5,
    /// Whether the port is kept. Absent before version 8 (12 bytes).
    port_handling_flag: PortHandling as "portHandlingFlag" since 8,
}

message! {
    /// Tells a station to send (reference 3.1, 0x008A).
    StartMediaTransmission = 0x008A, "StationStartMediaTransmissionMessage", ToStation, min 36,
    lengths { 36 => 2, 44 => 5 };
    /// The conference. Absent in version 2 (36 bytes).
    conference_id: u32 as "conferenceId" since 3,
    /// The channel. Absent in version 2.
    pass_through_party_id: u32 as "passThroughPartyId" since 3,
    /// Where to.
    remote_ip_addr: Address as "remoteIpAddr",
    /// The port to send to.
    remote_port_number: u32 as "remotePortNumber",
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
    /// The call. Absent in version 3 (40 bytes).
    call_reference: u32 as "callReference" since 5,
    /// What to encrypt with. 40 bytes in version 5 (84 in all), 48 from 8 on.
    m_tx_media_encryption_key_info: EncryptionInfo as "mTxMediaEncryptionKeyInfo" since 5,
    /// Id of the stream.
    stream_pass_through_id: u32 as "streamPassThroughId" since 8,
    /// Id of the stream that belongs to it.
    associated_stream_id: u32 as "associatedStreamId" since 8,
    /// RTP payload type of telephone events, 0 for none.
    rfc2833_payload_type: u32 as "RFC2833PayloadType" since 8,
    /// 10 in every capture.
    dtmf_type: u32 as "dtmfType" since 8,
    /// How to mix.
    mixing_mode: u32 as "mixingMode" since 8,
    /// Direction of the party.
    party_direction: u32 as "partyDirection" since 15,
    /// Modem relay.
    latent_caps_info: LatentCaps as "latentCapsInfo" since 21,
}

message! {
    /// Sending has begun (reference 3.1, 0x0154).
    StartMediaTransmissionAck = 0x0154, "StationStartMediaTransmissionAckMessage", ToServer, min 20,
    // Some phones append one or two unknown numbers.
    lengths { 28 => 16, 32 => 16, 44 => 17, 48 => 17 };
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The call.
    call_reference: u32 as "callReference",
    /// The address the station sends from.
    transmit_ip_addr: Address as "transmitIpAddr",
    /// The port the station sends from.
    port_number: u32 as "portNumber",
    /// How it went.
    media_transmission_status: MediaStatus as "mediaTransmissionStatus",
}

message! {
    /// Sending could not begin (reference 3.1, 0x002A).
    MediaTransmissionFailure = 0x002A, "StationMediaTransmissionFailureMessage", ToServer, min 16;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// Where to it should have been.
    remote_ip_addr: Address as "remoteIpAddr",
    /// The port it should have been.
    remote_port_number: u32 as "remotePortNumber",
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// Ends sending (reference 3.1, 0x008B).
    StopMediaTransmission = 0x008B, "StationStopMediaTransmissionMessage", ToStation, min 4,
    // CallManager 2 sends four bytes of no meaning.
    lengths { 4 => 2 };
    /// The conference. Absent in version 2.
    conference_id: u32 as "conferenceId" since 3,
    /// The channel. Absent in version 2.
    pass_through_party_id: u32 as "passThroughPartyId" since 3,
    /// The call. Absent in version 3 (8 bytes).
    call_reference: u32 as "callReference" since 5,
    /// Whether the port is kept. Absent before version 8 (12 bytes).
    port_handling_flag: PortHandling as "portHandlingFlag" since 8,
}
