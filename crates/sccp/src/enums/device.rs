//! The device: its parts, its state and its type (reference 4.5 and 4.8).

use crate::declaration::open_enum;

open_enum! {
    /// Speaker on or off.
    SpeakerMode {
        ON = 1, "On";
        OFF = 2, "Off";
    }
}

open_enum! {
    /// Microphone on or off.
    MicrophoneMode {
        ON = 1, "On";
        OFF = 2, "Off";
    }
}

open_enum! {
    /// Headset on or off.
    HeadsetMode {
        ON = 1, "On";
        OFF = 2, "Off";
    }
}

open_enum! {
    /// What a station is to do.
    ResetType {
        RESET = 1, "RESET";
        RESTART = 2, "RESTART";
        APPLY_CONFIG = 3, "APPLY_CONFIG";
    }
}

open_enum! {
    /// Whether a station may leave.
    UnregisterStatus {
        OK = 0, "Ok";
        ERROR = 1, "Error";
        NAK = 2, "NAK";
    }
}

open_enum! {
    /// Why a station leaves.
    UnregisterReason {
        UNKNOWN = 0, "Unknown";
        POWER_SAVE_MODE = 1, "PowerSaveMode";
    }
}

open_enum! {
    /// How bad an alarm is.
    AlarmSeverity {
        CRITICAL = 0, "Critical";
        WARNING = 1, "Warning";
        INFORMATIONAL = 2, "Informational";
        UNKNOWN = 4, "Unknown";
        MAJOR = 7, "Major";
        MINOR = 8, "Minor";
        MARGINAL = 10, "Marginal";
        TRACE_INFO = 20, "TraceInfo";
    }
}

open_enum! {
    /// A way to talk.
    MediaPathId {
        HEADSET = 1, "Headset";
        HANDSET = 2, "Handset";
        SPEAKER = 3, "Speaker";
    }
}

open_enum! {
    /// Whether a media path is in use.
    MediaPathSwitch {
        ON = 1, "On";
        OFF = 2, "Off";
    }
}

open_enum! {
    /// What a media path can do.
    MediaPathUse {
        ENABLE = 1, "Enable";
        DISABLE = 2, "Disable";
        MONITOR = 3, "Monitor";
    }
}

open_enum! {
    /// What is subscribed to.
    SubscriptionFeature {
        BLF = 1, "BLF";
    }
}

open_enum! {
    /// How a subscription went.
    SubscriptionCause {
        OK = 0, "OK";
        ROUTE_FAIL = 1, "RouteFail";
        AUTH_FAIL = 2, "AuthFail";
        TIMEOUT = 3, "Timeout";
        TRUNK_TERM = 4, "TrunkTerm";
        TRUNK_FORBIDDEN = 5, "TrunkForbidden";
        THROTTLE = 6, "Throttle";
    }
}

open_enum! {
    /// Which part of a whole.
    SequenceFlag {
        FIRST = 0, "First";
        MORE = 1, "More";
        LAST = 2, "Last";
    }
}

open_enum! {
    /// A kind of device. Phones and everything else a call server knows.
    DeviceType {
        STATION30SPPLUS = 1, "Station30SPplus";
        STATION12SPPLUS = 2, "Station12SPplus";
        STATION12SP = 3, "Station12SP";
        STATION12 = 4, "Station12";
        STATION30VIP = 5, "Station30VIP";
        CISCO_7910 = 6, "Cisco 7910";
        CISCO_7960 = 7, "Cisco 7960";
        CISCO_7940 = 8, "Cisco 7940";
        CISCO_7935 = 9, "Cisco 7935";
        STATION_VGC = 10, "StationVGC";
        VGCVIRTUAL_PHONE = 11, "VGCVirtualPhone";
        STATION_ATA186 = 12, "StationATA186";
        STATION_ATA188 = 13, "StationATA188";
        EMCC_BASE = 15, "EmccBase";
        VIRTUAL30SPPLUS = 20, "Virtual30SPplus";
        STATION_PHONE_APPLICATION = 21, "StationPhoneApplication";
        ANALOG_ACCESS = 30, "AnalogAccess";
        DIGITAL_ACCESS_TITAN1 = 40, "DigitalAccessTitan1";
        DIGITAL_ACCESS_T1 = 41, "Digital Access T1";
        DIGITAL_ACCESS_TITAN2 = 42, "DigitalAccessTitan2";
        ANALOG_ACCESS_WS_X6624 = 43, "Analog Access WS-X6624 / Elvis";
        ANALOG_ACCESS_ELVIS = 47, "AnalogAccessElvis";
        VGCGATEWAY = 48, "VGCGateway";
        CONFERENCE_BRIDGE = 50, "ConferenceBridge";
        CONFERENCE_BRIDGE_YOKO = 51, "ConferenceBridgeYoko";
        CONFERENCE_BRIDGE_DIXIE_LAND = 52, "ConferenceBridgeDixieLand";
        CONFERENCE_BRIDGE_SUMMIT = 53, "ConferenceBridgeSummit";
        H225 = 60, "H225";
        H323PHONE = 61, "H323Phone";
        H323GATEWAY = 62, "H323Gateway";
        MUSIC_ON_HOLD = 70, "MusicOnHold";
        PILOT = 71, "Pilot";
        TAPI_PORT = 72, "TapiPort";
        TAPI_ROUTE_POINT = 73, "TapiRoutePoint";
        VOICE_IN_BOX = 80, "VoiceInBox";
        VOICE_INBOX_ADMIN = 81, "VoiceInboxAdmin";
        LINE_ANNUNCIATOR = 82, "LineAnnunciator";
        SOFTWARE_MTP_DIXIE_LAND = 83, "SoftwareMtpDixieLand";
        CISCO_MEDIA_SERVER = 84, "CiscoMediaServer";
        CONFERENCE_BRIDGE_FLINT = 85, "ConferenceBridgeFlint";
        CONFERENCE_BRIDGE_HETRO_GEN = 86, "ConferenceBridgeHetroGen";
        CONFERENCE_BRIDGE_AUD_VID = 87, "ConferenceBridgeAudVid";
        CONFERENCE_HVIDEO_BRIDGE = 88, "ConferenceHVideoBridge";
        ROUTE_LIST = 90, "RouteList";
        LOAD_SIMULATOR = 100, "LoadSimulator";
        MEDIA_TERMINATION_POINT = 110, "MediaTerminationPoint";
        MEDIA_TERMINATION_POINT_YOKO = 111, "MediaTerminationPointYoko";
        MEDIA_TERMINATION_POINT_DIXIE_LAND = 112, "MediaTerminationPointDixieLand";
        MEDIA_TERMINATION_POINT_SUMMIT = 113, "MediaTerminationPointSummit";
        CISCO_7941 = 115, "Cisco 7941";
        CISCO_7971_GE = 118, "Cisco 7971 GE";
        CISCO_7971 = 119, "Cisco 7971";
        MGCPSTATION = 120, "MGCPStation";
        MGCPTRUNK = 121, "MGCPTrunk";
        RASPROXY = 122, "RASProxy";
        CISCO_7914_ADD_ON = 124, "Cisco 7914 AddOn";
        TRUNK = 125, "Trunk";
        ANNUNCIATOR = 126, "Annunciator";
        MONITOR_BRIDGE = 127, "MonitorBridge";
        RECORDER = 128, "Recorder";
        MONITOR_BRIDGE_YOKO = 129, "MonitorBridgeYoko";
        SIP_TRUNK = 131, "SipTrunk";
        SIP_GATEWAY = 132, "SipGateway";
        WSM_TRUNK = 133, "WsmTrunk";
        REMOTE_DESTINATION = 134, "RemoteDestination";
        CISCO_7915_ADD_ON = 227, "Cisco 7915 AddOn";
        CISCO_7915_ADD_ON_24 = 228, "Cisco 7915 AddOn 24";
        CISCO_7916_ADD_ON = 229, "Cisco 7916 AddOn";
        CISCO_7916_ADD_ON_24 = 230, "Cisco 7916 AddOn 24";
        GENERIC_DEVICE = 253, "GenericDevice";
        UNKNOWN_MGCPGATEWAY = 254, "UnknownMGCPGateway";
        NOT_DEFINED = 255, "NotDefined";
        NOKIA_E_SERIES = 275, "Nokia E Series";
        CISCO_7985 = 302, "Cisco 7985";
        CISCO_7911 = 307, "Cisco 7911";
        CISCO_7961_GE = 308, "Cisco 7961 GE";
        CISCO_7941_GE = 309, "Cisco 7941G_GE";
        MOTOROLA_CN622 = 335, "Motorola CN622";
        THIRD_PARTY_SIP_BASIC = 336, "3rdPartySipBasic";
        CISCO_7931 = 348, "Cisco 7931";
        UNIFIED_COMMUNICATOR = 358, "UnifiedCommunicator";
        CISCO_7921 = 365, "Cisco 7921";
        CISCO_7906 = 369, "Cisco 7906";
        THIRD_PARTY_SIP_ADVANCED = 374, "3rdPartySipAdv";
        TELEPRESENCE = 375, "Telepresence";
        NOKIA_ICC_CLIENT = 376, "Nokia ICC client";
        CISCO_7962 = 404, "Cisco 7962";
        CISCO_3951 = 412, "Cisco 3951";
        CISCO_7937 = 431, "Cisco 7937";
        CISCO_7942 = 434, "Cisco 7942";
        CISCO_7945 = 435, "Cisco 7945";
        CISCO_7965 = 436, "Cisco 7965";
        CISCO_7975 = 437, "Cisco 7975";
        CISCO_3911 = 446, "Cisco 3911";
        UNIFIED_MOBILE_COMMUNICATOR = 468, "UnifiedMobileCommunicator";
        CISCO_7925 = 484, "Cisco 7925";
        CISCO_9971_CE = 493, "Cisco 9971_CE";
        CISCO_6921 = 495, "Cisco 6921";
        CISCO_6941 = 496, "Cisco 6941";
        CISCO_6961 = 497, "Cisco 6961";
        CSF = 503, "CSF";
        CISCO_6901 = 547, "Cisco 6901";
        CISCO_6911 = 548, "Cisco 6911";
        CISCO_6945 = 564, "Cisco 6945";
        CISCO_7926 = 577, "Cisco 7926";
        CISCO_8945 = 585, "Cisco 8945";
        CISCO_8941 = 586, "Cisco 8941";
        CISCO_TELEPRESENCE_MCU = 597, "CiscoTelepresenceMcu";
        CISCO_TELE_PRESENCE_EXCHANGE = 599, "CiscoTelePresenceExchange";
        CISCO_TELE_PRESENCE_SOFTWARE_CONFERENCE_BRIDGE = 600, "CiscoTelePresenceSoftwareConferenceBridge";
        ASSIP = 631, "ASSip";
        CTI_REMOTE_DEVICE = 635, "CtiRemoteDevice";
        CISCO_7905 = 20000, "Cisco 7905";
        CISCO_7920 = 30002, "Cisco 7920";
        CISCO_7970 = 30006, "Cisco 7970";
        CISCO_7912 = 30007, "Cisco 7912";
        CISCO_7902 = 30008, "Cisco 7902";
        IP_COMMUNICATOR = 30016, "Cisco IP Communicator";
        CISCO_7961G = 30018, "Cisco 7961G";
        CISCO_7936 = 30019, "Cisco 7936";
        ANALOG_PHONE = 30027, "Analog phone / gateway";
        ISDN_BRI_PHONE = 30028, "ISDN BRI phone";
        SCCPGW_VIRTUAL_PHONE = 30032, "SCCPGwVirtualPhone";
        IP_STE = 30035, "IP_STE";
        CISCO_TELE_PRESENCE_CONDUCTOR = 36041, "CiscoTelePresenceConductor";
        INTERACTIVE_VOICE_RESPONSE = 36219, "InteractiveVoiceResponse";
        CISCO_SPA_521S = 80000, "Cisco SPA 521S";
        CISCO_SPA_524SG = 80001, "Cisco SPA 524SG";
        CISCO_SPA_502G = 80003, "Cisco SPA 502G";
        CISCO_SPA_504G = 80004, "Cisco SPA 504G";
        CISCO_SPA_525G = 80005, "Cisco SPA 525G";
        CISCO_SPA_508G = 80006, "Cisco SPA 508G";
        CISCO_SPA_509G = 80007, "Cisco SPA 509G";
        CISCO_SPA_525G2 = 80009, "Cisco SPA 525G2";
        CISCO_SPA_303G = 80011, "Cisco SPA 303G";
        CISCO_SPA_512G = 80012, "Cisco SPA 512G";
        CISCO_SPA_514G = 80013, "Cisco SPA 514G";
    }
}
