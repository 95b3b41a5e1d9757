//! Parts of messages that are more than a number or a text.
//!
//! Each knows its own layout by version, so that the declarations need not.
//! Source: the reference, sections 2.2 and 3.2.

mod address;
mod capability;
mod data;
mod date;
mod encryption;
mod number;
mod rest;
mod slots;
mod statistics;
mod video;

pub use address::{Address, Ipv4Field, Ipv6Field};
pub use capability::{
    CodecParams, LatentCaps, MediaCapability, ModemRelay, PayloadParams, RelayPayloads,
    SprtPayload, StateSignalling,
};
pub use data::{Data, UserData, UserDataVersion1};
pub use date::DateTemplate;
pub use encryption::EncryptionInfo;
pub use number::{Bits, DirNumber, EnblocLine, MacAddress};
pub use rest::Rest;
pub use slots::{Slots, Trailing};
pub(crate) use statistics::layout_of_answer;
pub use statistics::{StatisticsMode, StatisticsNumber};
pub use video::{
    AudioParams, DataChannelParams, GroupsOfBlocks, H261Params, H263Params, H264Params,
    LostPartialPicture, Macroblocks, MiscCommandParams, MultiMediaParams, PictureFormatSupport,
    PictureReference, RecoveryReferencePictures, VideoChannelParams, VideoParams, VideoParamsV1,
    VieoParams,
};
