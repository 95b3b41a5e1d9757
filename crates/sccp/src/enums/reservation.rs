//! Reserving bandwidth with RSVP (reference 4.7).

use crate::declaration::open_enum;

open_enum! {
    /// Which way a reservation holds.
    RsvpDirection {
        SEND = 1, "SEND";
        RECEIVE = 2, "RECV";
        SEND_AND_RECEIVE = 3, "SENDRECV";
    }
}

open_enum! {
    /// How senders share a reservation: fixed filter, shared explicit, wildcard
    /// filter (RFC 2205).
    ReservationStyle {
        FIXED_FILTER = 1, "FF";
        SHARED_EXPLICIT = 2, "SE";
        WILDCARD_FILTER = 3, "WF";
    }
}

open_enum! {
    /// Why a reservation failed.
    QosErrorCode {
        RESERVATION_TIMEOUT = 0, "RESERVATION_TIMEOUT";
        PATH_FAIL = 1, "PATH_FAIL";
        RESV_FAIL = 2, "RESV_FAIL";
        LISTEN_FAIL = 3, "LISTEN_FAIL";
        RESOURCE_UNAVAILABLE = 4, "RESOURCE_UNAVAILABLE";
        LISTEN_TIMEOUT = 5, "LISTEN_TIMEOUT";
        RESV_RETRIES_FAIL = 6, "RESV_RETRIES_FAIL";
        PATH_RETRIES_FAIL = 7, "PATH_RETRIES_FAIL";
        RESV_PREEMPTION = 8, "RESV_PREEMPTION";
        PATH_PREEMPTION = 9, "PATH_PREEMPTION";
        RESV_MODIFY_FAIL = 10, "RESV_MODIFY_FAIL";
        PATH_MODIFY_FAIL = 11, "PATH_MODIFY_FAIL";
        RESV_TEAR = 12, "RESV_TEAR";
    }
}

open_enum! {
    /// The error of RSVP itself.
    RsvpErrorCode {
        CONFIRM = 0, "CONFIRM";
        ADMISSION = 1, "ADMISSION";
        ADMINISTRATIVE = 2, "ADMINISTRATIVE";
        NO_PATH_INFORMATION = 3, "NO_PATH_INFORMATION";
        NO_SENDER_INFORMATION = 4, "NO_SENDER_INFORMATION";
        CONFLICTING_STYLE = 5, "CONFLICTING_STYLE";
        UNKNOWN_STYLE = 6, "UNKNOWN_STYLE";
        CONFLICTING_DST_PORTS = 7, "CONFLICTING_DST_PORTS";
        CONFLICTING_SRC_PORTS = 8, "CONFLICTING_SRC_PORTS";
        SERVICE_PREEMPTED = 12, "SERVICE_PREEMPTED";
        UNKNOWN_OBJECT_CLASS = 13, "UNKNOWN_OBJECT_CLASS";
        UNKNOWN_CLASS_TYPE = 14, "UNKNOWN_CLASS_TYPE";
        API = 20, "API";
        TRAFFIC = 21, "TRAFFIC";
        TRAFFIC_SYSTEM = 22, "TRAFFIC_SYSTEM";
        SYSTEM = 23, "SYSTEM";
        ROUTING_PROBLEM = 24, "ROUTING_PROBLEM";
    }
}
