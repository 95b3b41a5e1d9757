//! Ports asked for before a channel opens, and closed after it.

use crate::declaration::message;
use crate::{Address, IpAddrType, MediaTransportType, MediaType, Slots};

message! {
    /// Asks for a port (reference 3.1, 0x014B).
    PortReq = 0x014B, "StationPortRequestMessage", ToStation, min 20;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The call.
    call_reference: u32 as "callReference",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// What carries the media.
    media_transport_type: MediaTransportType as "mediaTransportType",
    /// Which kind of address.
    ip_address_type: IpAddrType as "ipAddressType",
    /// Which kind of media.
    media_type: MediaType as "mediaType",
}

message! {
    /// The port (reference 3.1, 0x0045).
    PortRes = 0x0045, "StationPortResponseMessage", ToServer, min 20;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The call.
    call_reference: u32 as "callReference",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// The station's address.
    ip_addr: Address as "ipAddr",
    /// The RTP port.
    port_number: u32 as "portNumber",
    /// The RTCP port, one above.
    rtcp_port_number: u32 as "RTCPPortNumber",
    /// Which kind of media.
    media_type: MediaType as "mediaType" since 19,
}

message! {
    /// The port is no longer needed (reference 3.1, 0x014C).
    PortClose = 0x014C, "StationPortCloseMessage", ToStation, min 12;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The call.
    call_reference: u32 as "callReference",
    /// The channel.
    pass_through_party_id: u32 as "passThroughPartyId",
    /// Which kind of media.
    media_type: MediaType as "mediaType",
}

message! {
    /// The ports of a bridge, in place of [`crate::IpPort`] (reference 3.1,
    /// 0x0011).
    MediaPortList = 0x0011, "StationMediaPortListMessage", ToServer, min 4;
    /// How many of the room are used.
    port_count: u32 as "portCount",
    /// The RTP ports.
    rtp_media_port: Slots<u32, 16> as "rtpMediaPort",
}
