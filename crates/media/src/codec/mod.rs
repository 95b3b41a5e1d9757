//! The codecs: sound to payload and back.
//!
//! A codec is named by its SCCP number (section 4.7 of the reference) in signalling
//! and by its payload type (RFC 3551) in RTP; both are kept here and nowhere else.

pub mod g711;

/// A codec the voice path has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// G.711 µ-law, 64 kbit/s.
    Pcmu,
    /// G.711 A-law, 64 kbit/s.
    Pcma,
}

impl Codec {
    /// Every codec, in the order of preference.
    pub const ALL: [Self; 2] = [Self::Pcmu, Self::Pcma];

    /// The codec of an SCCP `compressionType` or `payloadCapability`; 56k forms count as their 64k form.
    pub const fn from_sccp(number: u32) -> Option<Self> {
        match number {
            2 | 3 => Some(Self::Pcma),
            4 | 5 => Some(Self::Pcmu),
            _ => None,
        }
    }

    /// The codec of a static RTP payload type (RFC 3551).
    pub const fn from_payload_type(payload_type: u8) -> Option<Self> {
        match payload_type {
            0 => Some(Self::Pcmu),
            8 => Some(Self::Pcma),
            _ => None,
        }
    }

    /// SCCP number (`compressionType`).
    pub const fn sccp(self) -> u32 {
        match self {
            Self::Pcmu => 4,
            Self::Pcma => 2,
        }
    }

    /// RTP payload type (RFC 3551).
    pub const fn payload_type(self) -> u8 {
        match self {
            Self::Pcmu => 0,
            Self::Pcma => 8,
        }
    }

    /// Name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pcmu => "G.711 µ-law 64k",
            Self::Pcma => "G.711 A-law 64k",
        }
    }

    /// Sampling rate of the sound, Hz; also the rate of the RTP timestamps.
    pub const fn rate_hz(self) -> u32 {
        match self {
            Self::Pcmu | Self::Pcma => 8000,
        }
    }

    /// Bytes of payload for so many samples.
    pub const fn payload_len(self, samples: usize) -> usize {
        match self {
            Self::Pcmu | Self::Pcma => samples,
        }
    }

    /// Samples in a payload of so many bytes.
    pub const fn samples_in(self, payload_len: usize) -> usize {
        match self {
            Self::Pcmu | Self::Pcma => payload_len,
        }
    }

    /// Encodes `samples` to the front of `payload`; returns the bytes written.
    ///
    /// Samples that have no room in `payload` are left out.
    pub fn encode(self, samples: &[i16], payload: &mut [u8]) -> usize {
        let encode = match self {
            Self::Pcmu => g711::encode_mu_law,
            Self::Pcma => g711::encode_a_law,
        };
        let mut written = 0;
        for (code, &sample) in payload.iter_mut().zip(samples) {
            *code = encode(sample);
            written += 1;
        }
        written
    }

    /// Decodes `payload` to the front of `samples`; returns the samples written.
    ///
    /// Payload that has no room in `samples` is left out.
    pub fn decode(self, payload: &[u8], samples: &mut [i16]) -> usize {
        let table = match self {
            Self::Pcmu => &g711::MU_LAW,
            Self::Pcma => &g711::A_LAW,
        };
        let mut written = 0;
        for (sample, &code) in samples.iter_mut().zip(payload) {
            *sample = table[usize::from(code)];
            written += 1;
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_codec_is_found_again_by_its_numbers() {
        for codec in Codec::ALL {
            assert_eq!(Codec::from_sccp(codec.sccp()), Some(codec));
            assert_eq!(Codec::from_payload_type(codec.payload_type()), Some(codec));
        }
        assert_eq!(Codec::from_sccp(11), None);
        assert_eq!(Codec::from_payload_type(18), None);
    }

    #[test]
    fn never_writes_past_the_shorter_side() {
        let mut payload = [0; 3];
        assert_eq!(Codec::Pcmu.encode(&[0; 10], &mut payload), 3);
        let mut samples = [1; 10];
        assert_eq!(Codec::Pcma.decode(&[0xd5; 4], &mut samples), 4);
        assert_eq!(samples[4..], [1; 6]);
    }
}
