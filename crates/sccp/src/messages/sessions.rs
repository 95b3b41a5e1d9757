//! What belongs to channels and sessions in few installations: sessions besides
//! the call, watching over media, and the media messages of the first servers.

use crate::declaration::message;
use crate::{Address, CodecParams, EchoCancellation, PayloadType, Rest, SessionType};

message! {
    /// Tells a station to share something besides the call (reference 3.1,
    /// 0x0095).
    StartSessionTransmission = 0x0095, "StationStartSessionTransmissionMessage", ToStation, min 8;
    /// With whom.
    remote_ip_addr: Address as "remoteIpAddr",
    /// What.
    session_type: SessionType as "sessionType",
}

message! {
    /// Ends a session (reference 3.1, 0x0096).
    StopSessionTransmission = 0x0096, "StationStopSessionTransmissionMessage", ToStation, min 8;
    /// With whom.
    remote_ip_addr: Address as "remoteIpAddr",
    /// What.
    session_type: SessionType as "sessionType",
}

message! {
    /// Asks to tell when media stop arriving (reference 3.1, 0x011C).
    StartMediaFailureDetection = 0x011C, "StationStartMediaFailureDetectionMessage", ToStation, min 24;
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
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// Tells a station of CallManager 2 to listen on the port of its
    /// [`crate::IpPort`]; it answers nothing. Later servers send
    /// [`crate::OpenReceiveChannel`]. The layout is that of captured frames (24
    /// bytes, the last twelve without a meaning).
    StartMediaReception = 0x008C, "StationStartMediaReceptionMessage", ToStation, min 0;
    /// An address of the call.
    ip_addr: Address as "ipAddr",
    /// Milliseconds in a packet.
    milli_second_packet_size: u32 as "milliSecondPacketSize",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// What follows.
    rest: Rest as "rest",
}

message! {
    /// Ends the listening of CallManager 2, with four bytes without a meaning;
    /// chan-sccp knows a form of eight (reference 3.1, 0x008D).
    StopMediaReception = 0x008D, "StationStopMediaReceptionMessage", ToStation, min 4,
    lengths { 4 => 2 };
    /// The conference.
    conference_id: u32 as "conferenceId" since 3,
    /// The channel.
    pass_through_party_id: u32 as "passThruPartyId" since 3,
}
