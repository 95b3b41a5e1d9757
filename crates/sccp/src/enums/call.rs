//! States of calls, rings and lamps (reference 4.5).

use crate::declaration::open_enum;

open_enum! {
    /// The state of a call, as the server sees it.
    CallStateCode {
        IDLE = 0, "Idle";
        OFF_HOOK = 1, "OffHook";
        ON_HOOK = 2, "OnHook";
        RING_OUT = 3, "RingOut";
        RING_IN = 4, "RingIn";
        CONNECTED = 5, "Connected";
        BUSY = 6, "Busy";
        CONGESTION = 7, "Congestion";
        HOLD = 8, "Hold";
        CALL_WAITING = 9, "CallWaiting";
        CALL_TRANSFER = 10, "CallTransfer";
        CALL_PARK = 11, "CallPark";
        PROCEED = 12, "Proceed";
        CALL_REMOTE_MULTILINE = 13, "CallRemoteMultiline";
        INVALID_NUMBER = 14, "InvalidNumber";
        HOLD_REVERT = 15, "HoldRevert";
        WHISPER = 16, "Whisper";
        REMOTE_HOLD = 17, "RemoteHold";
        MAX_STATE = 18, "MaxState";
    }
}

open_enum! {
    /// Which way a call goes.
    CallType {
        IN_BOUND = 1, "InBoundCall";
        OUT_BOUND = 2, "OutBoundCall";
        FORWARD = 3, "ForwardCall";
    }
}

open_enum! {
    /// How much of a call may be shown and logged.
    CallPrivacy {
        NONE = 0, "None";
        LIMITED = 1, "Limited";
        FULL = 2, "Full";
    }
}

open_enum! {
    /// How well a call is protected.
    CallSecurityStatus {
        UNKNOWN = 0, "Unknown";
        NOT_AUTHENTICATED = 1, "NotAuthenticated";
        AUTHENTICATED = 2, "Authenticated";
        ENCRYPTED = 3, "Encrypted";
        MAX = 4, "Max";
    }
}

open_enum! {
    /// Which call log a call belongs to.
    CallHistoryDisposition {
        IGNORE = 0, "Ignore";
        PLACED = 1, "PlacedCalls";
        RECEIVED = 2, "ReceivedCalls";
        MISSED = 3, "MissedCalls";
        UNKNOWN = 65535, "UnknownDisp";
    }
}

open_enum! {
    /// How to ring.
    RingMode {
        OFF = 1, "RingOff";
        INSIDE = 2, "InsideRing";
        OUTSIDE = 3, "OutsideRing";
        FEATURE = 4, "FeatureRing";
        FLASH_ONLY = 5, "FlashOnly";
        PRECEDENCE = 6, "PrecedenceRing";
    }
}

open_enum! {
    /// How long to ring.
    RingDuration {
        NORMAL = 1, "NormalRing";
        SINGLE = 2, "SingleRing";
    }
}

open_enum! {
    /// How a lamp shines.
    LampMode {
        OFF = 1, "Off";
        ON = 2, "On";
        WINK = 3, "Wink";
        FLASH = 4, "Flash";
        BLINK = 5, "Blink";
    }
}

open_enum! {
    /// Who hears a tone.
    ToneOutputDirection {
        USER = 0, "User";
        NETWORK = 1, "Network";
        ALL = 2, "All";
    }
}

open_enum! {
    /// Whether a call is recorded.
    RecordingState {
        OFF = 0, "OFF";
        ON = 1, "ON";
    }
}

open_enum! {
    /// What happens to the counters after they were read.
    StatsProcessing {
        CLEAR = 0, "clearStats";
        DO_NOT_CLEAR = 1, "doNotClearStats";
    }
}
