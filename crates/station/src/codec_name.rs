//! The names of codecs, for people.

use sccp::PayloadType as P;

/// The name of a codec (`compressionType`, section 4.7 of the reference), as people know it.
///
/// ```
/// assert_eq!(station::codec_name(4), "G.711 µ-law 64k");
/// assert_eq!(station::codec_name(6), "G.722 64k");
/// assert_eq!(station::codec_name(4711), "codec 4711");
/// ```
pub fn codec_name(codec: u32) -> String {
    let name = match P::from(codec) {
        P::G711_ALAW_64K => "G.711 A-law 64k",
        P::G711_ALAW_56K => "G.711 A-law 56k",
        P::G711_ULAW_64K => "G.711 µ-law 64k",
        P::G711_ULAW_56K => "G.711 µ-law 56k",
        P::G722_64K => "G.722 64k",
        P::G722_56K => "G.722 56k",
        P::G722_48K => "G.722 48k",
        P::G723_1 => "G.723.1",
        P::G728 => "G.728",
        P::G729 => "G.729",
        P::G729_ANNEX_A => "G.729A",
        P::G729_ANNEX_B | P::G729B => "G.729B",
        P::G729_ANNEX_A_ANNEX_B => "G.729AB",
        P::GSM | P::GSM_FULL_RATE => "GSM",
        P::WIDE_BAND_256K => "L16 wideband 256k",
        P::G722_1_32K => "G.722.1 32k",
        P::G722_1_24K => "G.722.1 24k",
        P::G726_32K => "G.726 32k",
        P::G726_24K => "G.726 24k",
        P::G726_16K => "G.726 16k",
        P::ILBC => "iLBC",
        P::ISAC => "iSAC",
        P::OPUS => "Opus",
        P::AMR => "AMR",
        P::AMR_WB => "AMR-WB",
        other => {
            let name = other.name().map(str::to_owned);
            return name.unwrap_or_else(|| format!("codec {codec}"));
        }
    };
    name.to_owned()
}
