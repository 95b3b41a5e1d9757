//! Bandwidth reserved with RSVP, and the marking of packets, between a call
//! manager and the device that reserves for a phone.

use crate::declaration::{message, wire_struct};
use crate::{
    Address, PayloadType, QosErrorCode, ReservationStyle, RsvpDirection, RsvpErrorCode, Text,
};

wire_struct! {
    /// For whom is reserved (RFC 2872): 112 bytes.
    RsvpApplicationId {
        /// Who made it.
        vendor_id: Text<32> as "vendorID",
        /// Its version.
        version: Text<16> as "version",
        /// Its name.
        app_name: Text<32> as "appName",
        /// A part of it.
        sub_app_id: Text<32> as "subAppID",
    }
}

/// All these messages begin with the same five fields.
macro_rules! stream_message {
    (
        $(#[$meta:meta])* $name:ident = $id:literal, $reference:literal, $direction:ident;
        $($rest:tt)*
    ) => {
        message! {
            $(#[$meta])*
            $name = $id, $reference, $direction, min 0;
            /// The conference.
            conference_id: u32 as "conferenceId",
            /// The call.
            call_reference: u32 as "callReference",
            /// The channel.
            pass_through_party_id: u32 as "passThroughPartyId",
            /// The other end.
            remote_ip_addr: Address as "remoteIpAddr",
            /// The other end's port.
            remote_port_number: u32 as "remotePortNumber",
            $($rest)*
        }
    };
}

stream_message! {
    /// Waits for a reservation by the other end (reference 3.1, 0x014D).
    QosListen = 0x014D, "StationQoSListenMessage", ToStation;
    /// How senders share it.
    resv_style: ReservationStyle as "resvStyle",
    /// How often to try again.
    max_retry_number: i32 as "maxRetryNumber",
    /// How long to wait before trying again.
    retry_timer: u32 as "retryTimer",
    /// Whether to ask for a confirmation.
    confirm_required: u32 as "confirmRequired",
    /// How much it can push away.
    preemption_priority: u32 as "preemptionPriority",
    /// How well it holds its own.
    defending_priority: u32 as "defendingPriority",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// Bit rate.
    average_bit_rate: u32 as "averageBitRate",
    /// Size of a burst.
    burst_size: u32 as "burstSize",
    /// Bit rate in a burst.
    peak_rate: u32 as "peakRate",
    /// For whom.
    application_id: RsvpApplicationId as "applicationID",
}

stream_message! {
    /// Reserves a path (reference 3.1, 0x014E).
    QosPath = 0x014E, "StationQoSPathMessage", ToStation;
    /// How senders share it.
    resv_style: ReservationStyle as "resvStyle",
    /// How often to try again.
    max_retry_number: i32 as "maxRetryNumber",
    /// How long to wait before trying again.
    retry_timer: u32 as "retryTimer",
    /// How much it can push away.
    preemption_priority: u32 as "preemptionPriority",
    /// How well it holds its own.
    defending_priority: u32 as "defendingPriority",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// Bit rate.
    average_bit_rate: u32 as "averageBitRate",
    /// Size of a burst.
    burst_size: u32 as "burstSize",
    /// Bit rate in a burst.
    peak_rate: u32 as "peakRate",
    /// For whom.
    application_id: RsvpApplicationId as "applicationID",
}

stream_message! {
    /// Gives a reservation up (reference 3.1, 0x014F).
    QosTeardown = 0x014F, "StationQoSTeardownMessage", ToStation;
    /// Which way.
    direction: RsvpDirection as "direction",
}

stream_message! {
    /// Changes how packets are marked (reference 3.1, 0x0150).
    UpdateDscp = 0x0150, "StationUpdateDSCPMessage", ToStation;
    /// The marking.
    dscp_value: u32 as "DSCPValue",
}

stream_message! {
    /// Changes a reservation (reference 3.1, 0x0151).
    QosModify = 0x0151, "StationQoSModifyMessage", ToStation;
    /// Which way.
    direction: RsvpDirection as "direction",
    /// The codec.
    compression_type: PayloadType as "compressionType",
    /// Bit rate.
    average_bit_rate: u32 as "averageBitRate",
    /// Size of a burst.
    burst_size: u32 as "burstSize",
    /// Bit rate in a burst.
    peak_rate: u32 as "peakRate",
    /// For whom.
    application_id: RsvpApplicationId as "applicationID",
}

stream_message! {
    /// A reservation holds (reference 3.1, 0x0046).
    QosResvNotify = 0x0046, "StationQoSResvNotifyMessage", ToServer;
    /// Which way.
    direction: RsvpDirection as "direction",
}

stream_message! {
    /// A reservation failed (reference 3.1, 0x0047).
    QosErrorNotify = 0x0047, "StationQoSErrorNotifyMessage", ToServer;
    /// Which way.
    direction: RsvpDirection as "direction",
    /// Why.
    error_code: QosErrorCode as "errorCode",
    /// The address of the node that refused.
    failure_node_ip_addr: u32 as "failureNodeIpAddr",
    /// RSVP's own reason.
    rsvp_error_code: RsvpErrorCode as "rsvpErrorCode",
    /// More about it.
    rsvp_error_sub_code_val: u32 as "rsvpErrorSubCodeVal",
    /// Its flags.
    rsvp_error_flag: u32 as "rsvpErrorFlag",
}
