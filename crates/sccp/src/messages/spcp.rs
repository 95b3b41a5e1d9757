//! Messages of other families of devices: SPA phones, which speak SPCP, and
//! VG224 gateways.

use crate::declaration::message;
use crate::{DeviceType, Ipv4Field, Rest, StationIdentifier};

message! {
    /// Asks whether the server would take the phone (reference 3.1, 0x8000).
    SpcpRegisterTokenReq = 0x8000, "StationSPCPRegisterTokenRequestMessage", ToServer, min 36;
    /// Who asks.
    sid: StationIdentifier as "sid",
    /// The station's IPv4 address.
    station_ip_addr: Ipv4Field as "stationIpAddr",
    /// What kind of device it is.
    device_type: DeviceType as "deviceType",
    /// Most RTP streams at a time.
    max_streams: u32 as "maxStreams",
}

message! {
    /// The phone may come (reference 3.1, 0x8100).
    SpcpRegisterTokenAck = 0x8100, "StationSPCPRegisterTokenAckMessage", ToStation, min 4;
    /// What the server can do.
    features: u32 as "features",
}

message! {
    /// The phone is not wanted now (reference 3.1, 0x8101).
    SpcpRegisterTokenReject = 0x8101, "StationSPCPRegisterTokenRejectMessage", ToStation, min 4;
    /// Seconds to wait before asking again.
    wait_time_before_next_req: u32 as "waitTimeBeforeNextReq",
}

message! {
    /// Something VG224 gateways send; its layout and its real name are unknown
    /// (reference 3.1, 0xFF00).
    Vg224Unknown = 0xFF00, "(VG224 unknown)", ToServer, min 0;
    /// The body as it came.
    body: Rest as "body",
}
