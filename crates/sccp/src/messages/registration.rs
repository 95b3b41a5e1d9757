//! Registering, staying registered, and leaving (reference 5.3, 5.4, 5.12).

use crate::declaration::{message, wire_struct};
use crate::{
    Address, Alarm, DateTemplate, DeviceType, Features, Ipv4Field, Ipv6Field, MacAddress, OpenText,
    ProtocolVersion, ResetType, Text, Trailing, UnregisterReason, UnregisterStatus,
};

wire_struct! {
    /// Who a station is (`sid`): 24 bytes.
    StationIdentifier {
        /// `SEP` and the MAC address in 12 upper-case hexadecimal digits, or a
        /// chosen name of at most 15 characters.
        device_name: Text<16> as "DeviceName",
        /// Station user id, 0.
        reserved_for_future_use: u32 as "reserved_for_future_use",
        /// 1 for a 7960.
        instance: u32 as "instance",
    }
}

message! {
    /// Keeps the registration alive (reference 3.1, 0x0000). Some stations
    /// append a number, which is surplus here.
    KeepAlive = 0x0000, "StationKeepAliveMessage", ToServer, min 0;
}

message! {
    /// Asks to be registered (reference 3.1, 0x0001).
    ///
    /// Sent with a body of 68 bytes up to version 16, as 79xx phones do, and of
    /// 124 from 17 on; phones of later firmware append
    /// `config_version_stamp`. Read in whatever length it comes.
    Register = 0x0001, "StationRegisterMessage", ToServer, min 36, layout register_layout;
    /// Who registers.
    sid: StationIdentifier as "sid",
    /// The station's IPv4 address.
    station_ip_addr: Ipv4Field as "stationIpAddr",
    /// What kind of device it is.
    device_type: DeviceType as "deviceType",
    /// Most RTP streams at a time.
    max_streams: u32 as "maxStreams",
    /// RTP streams that are open now.
    active_streams: u32 as "activeStreams",
    /// The highest protocol version the station speaks.
    protocol_ver: u8 as "protocolVer",
    /// What it can do.
    features: Features as "phoneFeatures",
    /// Most conferences at a time.
    max_conferences: u32 as "maxConferences",
    /// Conferences that are open now.
    active_conferences: u32 as "activeConferences",
    /// The MAC address.
    mac_address: MacAddress as "macAddress",
    /// Scope of the IPv4 address, 3 in captures.
    ip_v4_address_scope: u32 as "ipV4AddressScope",
    /// How many lines it can show.
    max_number_of_lines: u32 as "maxNumberOfLines" since 17,
    /// The station's IPv6 address.
    station_ip_v6_addr: Ipv6Field as "stationIpV6Addr" since 17,
    /// Scope of the IPv6 address.
    ip_v6_address_scope: u32 as "ipV6AddressScope" since 17,
    /// The firmware that runs.
    firmware_load_name: Text<32> as "firmwareLoadName" since 17,
    /// Which configuration it has; only late firmware sends it.
    config_version_stamp: Trailing<Text<48>> as "configVersionStamp" since 17,
}

/// Before anything is agreed only the length tells the form: all fields are one
/// behind the other, so it matters only whether there is more than 68 bytes.
fn register_layout(body: &[u8], _: ProtocolVersion) -> ProtocolVersion {
    /// Body up to and including `ipV4AddressScope`.
    const SHORT_FORM: usize = 68;
    if body.len() <= SHORT_FORM {
        ProtocolVersion::OLDEST
    } else {
        ProtocolVersion::NEWEST
    }
}

message! {
    /// Tells the RTP port, a formality of old times (reference 3.1, 0x0002).
    IpPort = 0x0002, "StationIpPortMessage", ToServer, min 2;
    /// The port.
    rtp_media_port: u32 as "rtpMediaPort",
}

message! {
    /// Accepts a registration (reference 3.1, 0x0081). Servers of version 2 stop
    /// before `secondary_keep_alive_interval`.
    RegisterAck = 0x0081, "StationRegisterAckMessage", ToStation, min 8;
    /// Seconds between two KeepAlive.
    keep_alive_interval: u32 as "keepAliveInterval",
    /// How to show dates: `D.M.Y`, `M/D/YA` (A: 12-hour clock) …
    date_template: DateTemplate as "dateTemplate",
    /// Seconds between two KeepAlive to a standby server.
    secondary_keep_alive_interval: u32 as "secondaryKeepAliveInterval",
    /// The version the server uses, or the highest it can. 0 if absent; see
    /// [`ProtocolVersion::negotiate`].
    max_protocol_ver: u8 as "maxProtocolVer",
    /// What the server can do.
    features: Features as "phoneFeatures",
}

message! {
    /// Refuses a registration (reference 3.1, 0x009D).
    RegisterReject = 0x009D, "StationRegisterRejectMessage", ToStation, min 0;
    /// Why, in the server's words; may be empty.
    text: OpenText<32> as "text",
}

message! {
    /// Asks to be let go (reference 3.1, 0x0027).
    Unregister = 0x0027, "StationUnregisterMessage", ToServer, min 0;
    /// Why. Newer phones send it; here from version 15 on.
    un_reg_reason_code: UnregisterReason as "unRegReasonCode" since 15,
}

message! {
    /// Answers Unregister (reference 3.1, 0x0118).
    UnregisterAck = 0x0118, "StationUnregisterAckMessage", ToStation, min 0;
    /// Whether the station may go; NAK while a call is active.
    status: UnregisterStatus as "status",
}

message! {
    /// Answers KeepAlive (reference 3.1, 0x0100).
    KeepAliveAck = 0x0100, "StationKeepAliveAckMessage", ToStation, min 0;
}

message! {
    /// Tells the station to start anew (reference 3.1, 0x009F).
    Reset = 0x009F, "StationResetMessage", ToStation, min 4;
    /// How far to go back.
    reset_type: ResetType as "resetType",
}

message! {
    /// Asks a server of higher priority whether it would take the station back
    /// (reference 3.1, 0x0029 and 5.2).
    RegisterTokenReq = 0x0029, "StationRegisterTokenReqMessage", ToServer, min 32,
    // Some servers expect one more number behind the address.
    lengths { 40 => 16, 56 => 17 };
    /// Who asks.
    sid: StationIdentifier as "sid",
    /// The station's IPv4 address.
    station_ip_addr: Ipv4Field as "stationIpAddr",
    /// What kind of device it is.
    device_type: DeviceType as "deviceType",
    /// The station's other address.
    station_ip_v6_addr: Address as "stationIpV6Addr",
}

message! {
    /// The station may come (reference 3.1, 0x011A).
    RegisterTokenAck = 0x011A, "StationRegisterTokenAckMessage", ToStation, min 0;
}

message! {
    /// The station is to stay where it is (reference 3.1, 0x011B).
    RegisterTokenReject = 0x011B, "StationRegisterTokenRejectMessage", ToStation, min 4;
    /// Seconds to wait before asking again.
    wait_time_before_next_req: u32 as "waitTimeBeforeNextReq",
}

message! {
    /// Asks for the list of servers (reference 3.1, 0x0012).
    ServerReq = 0x0012, "StationServerReqMessage", ToServer, min 0;
}

message! {
    /// Up to five servers, in order (reference 3.1, 0x009E).
    ServerRes = 0x009E, "StationServerResMessage", ToStation, min 240;
    /// Their names; an empty one ends the list.
    server_name: [Text<48>; 5] as "serverName",
    /// Their TCP ports.
    server_tcp_listen_port: [u32; 5] as "serverTcpListenPort",
    /// Their addresses.
    server_ip_addr: [Address; 5] as "serverIpAddr",
}

impl Alarm {
    /// The text by which a station tells why it registers (reference 3.1,
    /// 0x0020): `25: Name=SEP… Load=… Last=Initialized`.
    #[must_use]
    pub fn registering(code: u32, device: &str, load: &str, last: &str) -> String {
        format!("{code}: Name={device} Load={load} Last={last}")
    }
}
