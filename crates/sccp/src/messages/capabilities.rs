//! Capabilities with video and data, for servers that read them.
//!
//! A voice station answers CapabilitiesReq with [`crate::CapabilitiesRes`],
//! which every server takes; these are what newer phones send.

use crate::declaration::{message, wire_struct};
use crate::{
    EncryptionCapability, IpAddrMode, MediaCapability, PayloadType, Slots, TransmitReceive,
    VideoFormat, VideoLayout, VideoParams, VideoParamsV1,
};

wire_struct! {
    /// A picture format of one's own: 20 bytes.
    CustomPictureFormat {
        /// Pixels across.
        width: u32 as "pictureWidth",
        /// Pixels down.
        height: u32 as "pictureHeight",
        /// Shape of a pixel.
        pixel_aspect_ratio: u32 as "pixelAspectRatio",
        /// Clock.
        clock_conversion_code: u32 as "clockConversionCode",
        /// Clock.
        clock_divisor: u32 as "clockDivisor",
    }
}

wire_struct! {
    /// What a conference may use: 172 bytes.
    ConfResources {
        /// Streams at registration.
        active_streams_on_registration: u32 as "activeStreamsOnRegistration",
        /// Bandwidth.
        max_bw: u32 as "maxBW",
        /// How many of the room are used.
        service_resource_count: u32 as "serviceResourceCount",
        /// The services.
        service_resource: Slots<ServiceResource, 4> as "serviceResource",
    }
}

wire_struct! {
    /// One service of a conference: 40 bytes.
    ServiceResource {
        /// How many of the layouts are used.
        layout_count: u32 as "layoutCount",
        /// The layouts.
        layouts: [VideoLayout; 5] as "layouts",
        /// Which service.
        service_num: u32 as "serviceNum",
        /// Streams.
        max_streams: u32 as "maxStreams",
        /// Conferences.
        max_conferences: u32 as "maxConferences",
        /// Conferences at registration.
        active_conference_on_registration: u32 as "activeConferenceOnRegistration",
    }
}

wire_struct! {
    /// How well a video format is liked: 24 bytes.
    LevelPreference {
        /// Preference.
        transmit_preference: u32 as "transmitPreference",
        /// Format.
        format: VideoFormat as "format",
        /// Bits per second.
        max_bit_rate: u32 as "maxBitRate",
        /// Bits per second.
        min_bit_rate: u32 as "minBitRate",
        /// Minimum picture interval.
        mpi: u32 as "MPI",
        /// Which service.
        service_number: u32 as "serviceNumber",
    }
}

wire_struct! {
    /// A video codec as of 0x0030: 116 bytes.
    VideoCapability {
        /// The codec.
        payload_capability: PayloadType as "payloadCapability",
        /// Which way.
        video_capability_direction: TransmitReceive as "videoCapabilityDirection",
        /// How many of the room are used.
        level_preference_count: u32 as "levelPreferenceCount",
        /// Preferences.
        level_preference: [LevelPreference; 4] as "levelPreference",
        /// Parameters of the codec.
        capability: VideoParamsV1 as "capability" by payload_capability,
    }
}

wire_struct! {
    /// A video codec as of 0x0043, with room for H.264: 132 bytes.
    VideoCapabilityV2 {
        /// The codec.
        payload_capability: PayloadType as "payloadCapability",
        /// Which way.
        video_capability_direction: TransmitReceive as "videoCapabilityDirection",
        /// How many of the room are used.
        level_preference_count: u32 as "levelPreferenceCount",
        /// Preferences.
        level_preference: [LevelPreference; 4] as "levelPreference",
        /// Parameters of the codec.
        capability: VideoParams as "capability" by payload_capability,
    }
}

wire_struct! {
    /// A video codec as of 0x0044: 140 bytes, 144 from version 16 on.
    VideoCapabilityV3 {
        /// The codec.
        payload_capability: PayloadType as "payloadCapability",
        /// Which way.
        video_capability_direction: TransmitReceive as "videoCapabilityDirection",
        /// How many of the room are used.
        level_preference_count: u32 as "levelPreferenceCount",
        /// Preferences.
        level_preference: [LevelPreference; 4] as "levelPreference",
        /// Whether it can be encrypted.
        encryption_capability: EncryptionCapability as "encryptionCapability",
        /// Parameters of the codec.
        capability: VideoParams as "capability" by payload_capability,
        /// Which addresses.
        ip_addressing_mode: IpAddrMode as "ipAddressingMode",
        /// The same again; the reference has no other name for it.
        ip_addressing_mode_again: IpAddrMode as "ipAddressingMode" since 16,
    }
}

wire_struct! {
    /// A data codec: 16 bytes.
    DataCapability {
        /// The codec.
        payload_capability: PayloadType as "payloadCapability",
        /// Which way.
        data_capability_direction: TransmitReceive as "dataCapabilityDirection",
        /// Whatever the codec means by it.
        protocol_dependent_data: u32 as "protocolDependentData",
        /// Bits per second.
        max_bit_rate: u32 as "maxBitRate",
    }
}

wire_struct! {
    /// A data codec as of 0x0044: 20 bytes.
    DataCapabilityV3 {
        /// The codec.
        payload_capability: PayloadType as "payloadCapability",
        /// Which way.
        data_capability_direction: TransmitReceive as "dataCapabilityDirection",
        /// Whatever the codec means by it.
        protocol_dependent_data: u32 as "protocolDependentData",
        /// Bits per second.
        max_bit_rate: u32 as "maxBitRate",
        /// Whether it can be encrypted.
        encryption_capability: EncryptionCapability as "encryptionCapability",
    }
}

/// The three messages differ in their video and data codecs only.
macro_rules! update_capabilities {
    ($(#[$meta:meta])* $name:ident = $id:literal, $reference:literal, $video:ident, $data:ident) => {
        message! {
            $(#[$meta])*
            $name = $id, $reference, ToServer, min 20;
            /// How many of `audio_caps` are used.
            audio_cap_count: u32 as "audioCapCount",
            /// How many of `video_caps` are used.
            video_cap_count: u32 as "videoCapCount",
            /// How many of `data_caps` are used.
            data_cap_count: u32 as "dataCapCount",
            /// RTP payload format.
            rtp_payload_format: u32 as "rtpPayloadFormat",
            /// How many of `custom_picture_format` are used.
            custom_picture_format_count: u32 as "customPictureFormatCount",
            /// Picture formats.
            custom_picture_format: Slots<CustomPictureFormat, 6> as "customPictureFormat",
            /// Resources.
            conf_resources: ConfResources as "confResources",
            /// Audio codecs.
            audio_caps: Slots<MediaCapability, 18> as "audiocaps",
            /// Video codecs.
            video_caps: Slots<$video, 10> as "vidCaps",
            /// Data codecs.
            data_caps: Slots<$data, 5> as "dataCaps",
        }
    };
}

update_capabilities! {
    /// Capabilities with video (reference 3.1, 0x0030).
    UpdateCapabilities = 0x0030, "StationUpdateCapabilitiesMessage", VideoCapability, DataCapability
}
update_capabilities! {
    /// Capabilities with H.264 (reference 3.1, 0x0043).
    UpdateCapabilitiesV2 = 0x0043, "StationUpdateCapabilitiesV2Message", VideoCapabilityV2, DataCapability
}
update_capabilities! {
    /// Capabilities with encryption (reference 3.1, 0x0044). Longer than
    /// Asterisk takes; phones of firmware 9 send it to CUCM.
    UpdateCapabilitiesV3 = 0x0044, "StationUpdateCapabilitiesV3Message", VideoCapabilityV3, DataCapabilityV3
}
