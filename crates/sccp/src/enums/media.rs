//! Codecs, media status and what else belongs to media (reference 4.7).

use crate::declaration::open_enum;

open_enum! {
    /// A codec (`compressionType`, `payloadCapability`). Not an RTP payload type.
    PayloadType {
        NON_STANDARD = 0x0001, "NonStandard";
        G711_ALAW_64K = 0x0002, "G711Alaw64k";
        G711_ALAW_56K = 0x0003, "G711Alaw56k";
        G711_ULAW_64K = 0x0004, "G711Ulaw64k";
        G711_ULAW_56K = 0x0005, "G711Ulaw56k";
        G722_64K = 0x0006, "G722_64k";
        G722_56K = 0x0007, "G722_56k";
        G722_48K = 0x0008, "G722_48k";
        G723_1 = 0x0009, "G7231";
        G728 = 0x000A, "G728";
        G729 = 0x000B, "G729";
        G729_ANNEX_A = 0x000C, "G729AnnexA";
        IS11172 = 0x000D, "IS11172";
        IS13818 = 0x000E, "IS13818";
        G729_ANNEX_B = 0x000F, "G729AnnexB";
        G729_ANNEX_A_ANNEX_B = 0x0010, "G729AnnexAwAnnexB";
        GSM_FULL_RATE = 0x0012, "GSM_Full_Rate";
        GSM_HALF_RATE = 0x0013, "GSM_Half_Rate";
        GSM_ENHANCED_FULL_RATE = 0x0014, "GSM_Enhanced_Full_Rate";
        WIDE_BAND_256K = 0x0019, "Wide_Band_256k";
        DATA64 = 0x0020, "Data64";
        DATA56 = 0x0021, "Data56";
        G722_1_32K = 0x0028, "G7221_32K";
        G722_1_24K = 0x0029, "G7221_24K";
        AAC = 0x002A, "AAC";
        MP4ALATM_128 = 0x002B, "MP4ALATM_128";
        MP4ALATM_64 = 0x002C, "MP4ALATM_64";
        MP4ALATM_56 = 0x002D, "MP4ALATM_56";
        MP4ALATM_48 = 0x002E, "MP4ALATM_48";
        MP4ALATM_32 = 0x002F, "MP4ALATM_32";
        MP4ALATM_24 = 0x0030, "MP4ALATM_24";
        MP4ALATM_NA = 0x0031, "MP4ALATM_NA";
        GSM = 0x0050, "GSM";
        ACTIVE_VOICE = 0x0051, "ActiveVoice";
        G726_32K = 0x0052, "G726_32K";
        G726_24K = 0x0053, "G726_24K";
        G726_16K = 0x0054, "G726_16K";
        G729B = 0x0055, "G729B";
        ILBC = 0x0056, "iLBC";
        ISAC = 0x0059, "ISAC";
        OPUS = 0x005A, "OPUS";
        AMR = 0x0061, "AMR";
        AMR_WB = 0x0062, "AMR_WB";
        H261 = 0x0064, "H261";
        H263 = 0x0065, "H263";
        VIEO = 0x0066, "Vieo";
        H264 = 0x0067, "H264";
        H264_SVC = 0x0068, "H264_SVC";
        T120 = 0x0069, "T120";
        H224 = 0x006A, "H224";
        T38_FAX = 0x006B, "T38Fax";
        TOTE = 0x006C, "TOTE";
        H265 = 0x006D, "H265";
        H264_UC = 0x006E, "H264_UC";
        XV150_MR_711U = 0x006F, "XV150_MR_711U";
        NSE_VBD_711U = 0x0070, "NSE_VBD_711U";
        XV150_MR_729A = 0x0071, "XV150_MR_729A";
        NSE_VBD_729A = 0x0072, "NSE_VBD_729A";
        H264_FEC = 0x0073, "H264_FEC";
        CLEAR_CHAN = 0x0078, "Clear_Chan";
        UNIVERSAL_XCODER = 0x00DE, "Universal_Xcoder";
        RFC2833_DYNAMIC = 0x0101, "RFC2833_DynPayload";
        PASS_THROUGH = 0x0102, "PassThrough";
        DYNAMIC_PASS_THROUGH = 0x0103, "Dynamic_Payload_PassThru";
        DTMF_OOB = 0x0104, "DTMF_OOB";
        INBAND_DTMF_RFC2833 = 0x0105, "Inband_DTMF_RFC2833";
        CFB_TONES = 0x0106, "CFB_Tones";
        NO_AUDIO = 0x012B, "NoAudio";
        V150_MODEM_RELAY = 0x012C, "v150_LC_ModemRelay";
        V150_SPRT = 0x012D, "v150_LC_SPRT";
        V150_SSE = 0x012E, "v150_LC_SSE";
        MAX = 0x012F, "Max";
    }
}

open_enum! {
    /// Whether to send nothing while it is silent (`ssValue`).
    SilenceSuppression {
        OFF = 0, "SilenceSuppression_Off";
        ON = 1, "SilenceSuppression_On";
    }
}

open_enum! {
    /// Whether to cancel echo (`ecValue`).
    EchoCancellation {
        OFF = 0, "EchoCancellation_Off";
        ON = 1, "EchoCancellation_On";
    }
}

open_enum! {
    /// How RTP is encrypted.
    MediaEncryption {
        NONE = 0, "NO_ENCRYPTION";
        AES_CM_128_HMAC_SHA1_32 = 1, "CCM_AES_CM_128_HMAC_SHA1_32";
        AES_CM_128_HMAC_SHA1_80 = 2, "CCM_AES_CM_128_HMAC_SHA1_80";
        F8_128_HMAC_SHA1_32 = 3, "CCM_F8_128_HMAC_SHA1_32";
        F8_128_HMAC_SHA1_80 = 4, "CCM_F8_128_HMAC_SHA1_80";
        AEAD_AES_128_GCM = 5, "CCM_AEAD_AES_128_GCM";
        AEAD_AES_256_GCM = 6, "CCM_AEAD_AES_256_GCM";
    }
}

open_enum! {
    /// How opening a channel went.
    MediaStatus {
        OK = 0, "Ok";
        UNKNOWN = 1, "Unknown";
        NOT_ENOUGH_CHANNELS = 2, "NotEnoughChannels";
        CODEC_TOO_COMPLEX = 3, "CodecTooComplex";
        INVALID_PARTY_ID = 4, "InvalidPartyID";
        INVALID_CALL_REFERENCE = 5, "InvalidCallRef";
        INVALID_CODEC = 6, "InvalidCodec";
        INVALID_PACKET_SIZE = 7, "InvalidPacketSize";
        OUT_OF_SOCKETS = 8, "OutOfSockets";
        ENCODER_OR_DECODER_FAILED = 9, "EncoderOrDecoderFailed";
        INVALID_DYNAMIC_PAYLOAD_TYPE = 10, "InvalidDynamicPayloadType";
        REQUESTED_IP_ADDR_TYPE_UNAVAILABLE = 11, "RequestedIpAddrTypeUnAvailable";
        DEVICE_ON_HOOK = 255, "DeviceOnHook";
    }
}

open_enum! {
    /// How opening a multicast channel went.
    MulticastStatus {
        OK = 0, "Ok";
        ERROR = 1, "Error";
    }
}

open_enum! {
    /// What happens to the port of a closed channel.
    PortHandling {
        CLOSE_PORT = 0, "CLOSE_PORT";
        KEEP_PORT = 1, "KEEP_PORT";
    }
}

open_enum! {
    /// What carries the media.
    MediaTransportType {
        RTP = 1, "RTP";
        UDP = 2, "UDP";
        TCP = 3, "TCP";
    }
}

open_enum! {
    /// What kind of media a port is for.
    MediaType {
        INVALID = 0, "Invalid";
        AUDIO = 1, "Audio";
        MAIN_VIDEO = 2, "Main_Video";
        FECC = 3, "FECC";
        PRESENTATION_VIDEO = 4, "Presentation_Video";
        DATA_APP_BFCP = 5, "DataApp_BFCP";
        DATA_APP_IXCHANNEL = 6, "DataApp_IXChannel";
        T38 = 7, "T38";
        MAX = 8, "Max";
    }
}

open_enum! {
    /// Which address a field holds.
    IpAddrType {
        V4 = 0, "v4";
        V6 = 1, "v6";
        V4_V6 = 2, "v4_v6";
        INVALID = 3, "Invalid";
    }
}

open_enum! {
    /// Which addresses a media stream may have.
    IpAddrMode {
        IPV4 = 0, "ModeIpv4";
        IPV6 = 1, "ModeIpv6";
        IPV4_AND_IPV6 = 2, "ModeIpv4AndIpv6";
    }
}

open_enum! {
    /// Whether a codec can be encrypted.
    EncryptionCapability {
        NOT_CAPABLE = 0, "NotEncryptionCapable";
        CAPABLE = 1, "EncryptionCapable";
    }
}

open_enum! {
    /// Which way a codec works.
    TransmitReceive {
        NONE = 0, "None";
        RECEIVE_ONLY = 1, "ReceiveOnly";
        TRANSMIT_ONLY = 2, "TransmitOnly";
        BOTH = 3, "Both";
    }
}
