//! The names of codecs.

use media::Codec;

/// The codec's name; its number where it has none here.
pub(crate) fn codec_name(number: u32) -> String {
    match Codec::from_sccp(number) {
        Some(codec) => codec.name().to_owned(),
        None => format!("codec {number}"),
    }
}
