//! What video needs to be told (reference 3.2, 0x0131, 0x0132 and 0x0134).

use super::capability::{read_case, union, write_case};
use crate::declaration::wire_struct;
use crate::{
    CodecParams, EchoCancellation, MiscCommand, PayloadType, Slots, Value, VideoFormat, Wire,
};

union! {
    /// `VideoCap`: parameters of a video codec, with room for H.264.
    VideoParams, 24
}

union! {
    /// `VideoCap` as of 0x0030, without room for H.264.
    VideoParamsV1, 8
}

wire_struct! {
    /// Parameters of H.261: 8 bytes.
    H261Params {
        /// Whether it can give up sharpness for motion.
        temporal_spatial_trade_off_capability: u32 as "temporalSpatialTradeOffCapability",
        /// Whether it can send a still image.
        still_image_transmission: u32 as "stillImageTransmission",
    }
}

wire_struct! {
    /// Parameters of H.263: 8 bytes.
    H263Params {
        /// Which annexes.
        capability_bits: crate::Bits as "h263_capability_bitfield",
        /// Annexes N and W.
        annex_n_and_w_future_use: u32 as "annexNandWFutureUse",
    }
}

wire_struct! {
    /// Parameters of Vieo: 8 bytes.
    VieoParams {
        /// Model.
        model_number: u32 as "modelNumber",
        /// Bandwidth.
        bandwidth: u32 as "bandwidth",
    }
}

wire_struct! {
    /// Parameters of H.264: 24 bytes.
    H264Params {
        /// Profile.
        profile: u32 as "profile",
        /// Level.
        level: u32 as "level",
        /// Most macroblocks a second.
        custom_max_mbps: u32 as "customMaxMBPS",
        /// Most macroblocks in a picture.
        custom_max_fs: u32 as "customMaxFS",
        /// Largest buffer of decoded pictures.
        custom_max_dpb: u32 as "customMaxDPB",
        /// Highest bit rate, and size of the buffer of coded pictures.
        custom_max_br_and_cpb: u32 as "customMaxBRandCPB",
    }
}

impl VideoParams {
    /// Read as those of H.264.
    #[must_use]
    pub fn h264(&self) -> H264Params {
        read_case(&self.0)
    }

    /// What the bytes say for a codec.
    pub(crate) fn value_for(self, codec: PayloadType) -> Value {
        match codec {
            PayloadType::H264 => self.h264().value(),
            _ => short_value(&self.0, codec),
        }
    }
}

impl From<H264Params> for VideoParams {
    fn from(params: H264Params) -> Self {
        Self(write_case(&params))
    }
}

impl VideoParamsV1 {
    /// What the bytes say for a codec.
    pub(crate) fn value_for(self, codec: PayloadType) -> Value {
        short_value(&self.0, codec)
    }
}

/// What the first eight bytes say, which both forms have.
fn short_value(bytes: &[u8], codec: PayloadType) -> Value {
    match codec {
        PayloadType::H261 => read_case::<H261Params>(bytes).value(),
        PayloadType::H263 => read_case::<H263Params>(bytes).value(),
        PayloadType::VIEO => read_case::<VieoParams>(bytes).value(),
        _ => Value::Bytes(bytes.to_vec()),
    }
}

wire_struct! {
    /// A picture size and how often: 8 bytes.
    PictureFormatSupport {
        /// Size.
        format: VideoFormat as "format",
        /// Minimum picture interval.
        mpi: u32 as "MPI",
    }
}

union! {
    /// Parameters of a multimedia channel: 76 bytes which are those of sound, of
    /// video or of data, as the codec is.
    ///
    /// The codec is `compressionType`. Wireshark takes `payloadType`, which
    /// servers fill with the RTP payload type.
    MultiMediaParams, 76
}

wire_struct! {
    /// Sound in a multimedia channel: 12 bytes. Its codec is the channel's.
    AudioParams {
        /// Milliseconds in a packet.
        milli_second_packet_size: u32 as "milliSecondPacketSize",
        /// Whether to cancel echo.
        ec_value: EchoCancellation as "ecValue",
        /// Parameters of the codec.
        codec_params: CodecParams as "codecParams",
    }
}

wire_struct! {
    /// Video in a multimedia channel: 76 bytes.
    VideoChannelParams {
        /// Bit rate, as the server puts it.
        bit_rate: u32 as "bitRate",
        /// How many of `picture_format` are used.
        picture_format_count: u32 as "pictureFormatCount",
        /// Picture sizes.
        picture_format: Slots<PictureFormatSupport, 5> as "pictureFormat",
        /// Which service of the conference.
        conf_service_num: u32 as "confServiceNum",
        /// Parameters of the codec.
        capability: VideoParams as "capability",
    }
}

wire_struct! {
    /// Data in a multimedia channel: 8 bytes.
    DataChannelParams {
        /// Whatever the codec means by it.
        protocol_dependent_data: u32 as "protocolDependentData",
        /// Bit rate, as the server puts it.
        max_bit_rate: u32 as "maxBitRate",
    }
}

impl MultiMediaParams {
    /// Read as those of sound.
    #[must_use]
    pub fn audio(&self) -> AudioParams {
        read_case(&self.0)
    }

    /// Read as those of video.
    #[must_use]
    pub fn video(&self) -> VideoChannelParams {
        read_case(&self.0)
    }

    /// Read as those of data.
    #[must_use]
    pub fn data(&self) -> DataChannelParams {
        read_case(&self.0)
    }

    /// What the bytes say for a codec.
    pub(crate) fn value_for(self, codec: PayloadType) -> Value {
        if codec <= PayloadType::AMR_WB {
            let audio = self.audio();
            return Value::Struct(vec![
                (
                    "milliSecondPacketSize",
                    audio.milli_second_packet_size.value(),
                ),
                ("ecValue", audio.ec_value.value()),
                ("codecParams", audio.codec_params.value_for(codec)),
            ]);
        }
        if (PayloadType::H261..=PayloadType::H264_FEC).contains(&codec) {
            let video = self.video();
            return Value::Struct(vec![
                ("bitRate", video.bit_rate.value()),
                ("pictureFormatCount", video.picture_format_count.value()),
                ("pictureFormat", video.picture_format.value()),
                ("confServiceNum", video.conf_service_num.value()),
                ("capability", video.capability.value_for(codec)),
            ]);
        }
        if codec >= PayloadType::CLEAR_CHAN {
            return self.data().value();
        }
        self.value()
    }
}

impl From<AudioParams> for MultiMediaParams {
    fn from(params: AudioParams) -> Self {
        Self(write_case(&params))
    }
}

impl From<VideoChannelParams> for MultiMediaParams {
    fn from(params: VideoChannelParams) -> Self {
        Self(write_case(&params))
    }
}

impl From<DataChannelParams> for MultiMediaParams {
    fn from(params: DataChannelParams) -> Self {
        Self(write_case(&params))
    }
}

union! {
    /// What a [`MiscCommand`] is about: 36 bytes.
    MiscCommandParams, 36
}

wire_struct! {
    /// Groups of blocks: 8 bytes.
    GroupsOfBlocks {
        /// The first.
        first_gob: u32 as "firstGOB",
        /// How many.
        number_of_gobs: u32 as "numberOfGOBs",
    }
}

wire_struct! {
    /// Macroblocks of a group: 12 bytes.
    Macroblocks {
        /// The group.
        first_gob: u32 as "firstGOB",
        /// The first.
        first_mb: u32 as "firstMB",
        /// How many.
        number_of_mbs: u32 as "numberOfMBs",
    }
}

wire_struct! {
    /// Which picture: 8 bytes.
    PictureReference {
        /// Its number.
        picture_number: u32 as "pictureNumber",
        /// Its place among those kept for long.
        long_term_picture_index: u32 as "longTermPictureIndex",
    }
}

wire_struct! {
    /// A part of a picture that was lost: 16 bytes.
    LostPartialPicture {
        /// The picture.
        picture_reference: PictureReference as "pictureReference",
        /// The first macroblock.
        first_mb: u32 as "firstMB",
        /// How many.
        number_of_mbs: u32 as "numberOfMBs",
    }
}

wire_struct! {
    /// Pictures from which decoding can go on: 36 bytes.
    RecoveryReferencePictures {
        /// How many of the room are used.
        recovery_reference_picture_count: u32 as "recoveryReferencePictureCount",
        /// The pictures.
        recovery_reference_picture: Slots<PictureReference, 4> as "recoveryReferencePicture",
    }
}

impl MiscCommandParams {
    /// What the bytes say for a command.
    pub(crate) fn value_for(self, command: MiscCommand) -> Value {
        match command {
            MiscCommand::VIDEO_FAST_UPDATE_PICTURE | MiscCommand::VIDEO_FAST_UPDATE_GOB => {
                read_case::<GroupsOfBlocks>(&self.0).value()
            }
            MiscCommand::VIDEO_FAST_UPDATE_MB => read_case::<Macroblocks>(&self.0).value(),
            MiscCommand::LOST_PICTURE => read_case::<PictureReference>(&self.0).value(),
            MiscCommand::LOST_PARTIAL_PICTURE => read_case::<LostPartialPicture>(&self.0).value(),
            MiscCommand::RECOVERY_REFERENCE_PICTURE => {
                read_case::<RecoveryReferencePictures>(&self.0).value()
            }
            MiscCommand::TEMPORAL_SPATIAL_TRADE_OFF => Value::Struct(vec![(
                "temporalSpatialTradeOff",
                read_case::<u32>(&self.0).value(),
            )]),
            _ => Value::Struct(vec![("none", read_case::<u32>(&self.0).value())]),
        }
    }
}

impl From<GroupsOfBlocks> for MiscCommandParams {
    fn from(blocks: GroupsOfBlocks) -> Self {
        Self(write_case(&blocks))
    }
}
