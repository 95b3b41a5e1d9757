//! Encrypted streams: the keys in the messages about media, and what of them this phone has.

use std::fmt;

use sccp::{EncryptionInfo, MediaEncryption};

use super::Wish;
use crate::display::until;
use crate::{ProtectionSuite, Station, StreamProtection};

/// How long a person is told that a stream was refused, seconds.
const TOLD_S: u32 = 20;

/// How a stream is to be protected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Not at all.
    #[default]
    Open,
    /// Like this.
    Protected(StreamProtection),
    /// As this phone cannot.
    Impossible(Impossible),
}

/// Why a stream cannot be protected as the server wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Impossible {
    /// Not a suite of this phone: F8, 256-bit keys, for which the message has no room, or unknown.
    Suite(MediaEncryption),
    /// Key and salt have not the lengths of the suite.
    Lengths(u16, u16),
    /// Packets with a master key identifier, or keys derived anew after some packets.
    Identifiers,
}

impl Wanted {
    /// What the server says of it.
    pub(super) fn of(info: &EncryptionInfo) -> Self {
        let suite = match info.algorithm_id {
            MediaEncryption::NONE => return Self::Open,
            MediaEncryption::AES_CM_128_HMAC_SHA1_32 => ProtectionSuite::AesCm128HmacSha1_32,
            MediaEncryption::AES_CM_128_HMAC_SHA1_80 => ProtectionSuite::AesCm128HmacSha1_80,
            MediaEncryption::AEAD_AES_128_GCM => ProtectionSuite::AeadAes128Gcm,
            other => return Self::Impossible(Impossible::Suite(other)),
        };
        if info.is_mki_present != 0 || info.key_derivation_rate != 0 {
            return Self::Impossible(Impossible::Identifiers);
        }
        // `key()` and `salt()` give the whole field for lengths beyond it.
        let told = (usize::from(info.key_len), usize::from(info.salt_len));
        let protection = StreamProtection::new(suite, info.key(), info.salt())
            .filter(|_| told == (info.key().len(), info.salt().len()));
        protection.map_or(
            Self::Impossible(Impossible::Lengths(info.key_len, info.salt_len)),
            Self::Protected,
        )
    }

    /// The protection, where it is possible.
    pub(super) fn protection(&self) -> Option<StreamProtection> {
        match self {
            Self::Protected(protection) => Some(protection.clone()),
            Self::Open | Self::Impossible(_) => None,
        }
    }
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Suite(suite) => write!(f, "by {}, which this phone does not have", Named(*suite)),
            Self::Lengths(key, salt) => {
                write!(
                    f,
                    "with a key of {key} and a salt of {salt} bytes, which do not fit"
                )
            }
            Self::Identifiers => f.write_str(
                "with key identifiers or a key derivation rate, which this phone does not have",
            ),
        }
    }
}

/// A suite, by the name it has in other places.
struct Named(MediaEncryption);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.name() {
            Some(name) => f.write_str(name.strip_prefix("CCM_").unwrap_or(name)),
            None => write!(f, "algorithm {}", self.0.code()),
        }
    }
}

impl Station {
    /// Whether a stream cannot be protected as the server wants it, which is told to the person.
    pub(super) fn refuses_protection(&mut self, wish: &Wish) -> bool {
        let Wanted::Impossible(why) = wish.protection else {
            return false;
        };
        self.anomaly(format!("the server wants encrypted media {why}"));
        let text = match why {
            Impossible::Suite(suite) => self.words_with(
                "No sound: the server wants it encrypted by {}, which this phone cannot do",
                &[&Named(suite)],
            ),
            Impossible::Lengths(key, salt) => self.words_with(
                "No sound: the server's key for it does not fit ({} and {} bytes)",
                &[&key, &salt],
            ),
            Impossible::Identifiers => self
                .words("No sound: the server wants it encrypted with changing keys")
                .to_owned(),
        };
        self.note_status(text.clone());
        self.display.say(text, until(self.now, TOLD_S));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(algorithm: u32, key_len: u16, salt_len: u16) -> EncryptionInfo {
        EncryptionInfo {
            algorithm_id: algorithm.into(),
            key_len,
            salt_len,
            key: [1; 16],
            salt: [2; 16],
            ..EncryptionInfo::default()
        }
    }

    #[test]
    fn the_three_suites_come_with_the_key_of_the_message() {
        for (algorithm, suite, salt_len) in [
            (1, ProtectionSuite::AesCm128HmacSha1_32, 14),
            (2, ProtectionSuite::AesCm128HmacSha1_80, 14),
            (5, ProtectionSuite::AeadAes128Gcm, 12),
        ] {
            let wanted = Wanted::of(&info(algorithm, 16, salt_len));
            let protection = wanted.protection().expect("a suite of this phone");
            assert_eq!(protection.suite(), suite);
            assert_eq!(protection.key(), [1; 16]);
            assert_eq!(protection.salt(), &[2; 14][..usize::from(salt_len)]);
        }
        assert_eq!(Wanted::of(&EncryptionInfo::default()), Wanted::Open);
    }

    #[test]
    fn what_does_not_fit_is_impossible() {
        for (algorithm, told) in [
            (3, "by F8_128_HMAC_SHA1_32, which"),
            (4, "by F8_128_HMAC_SHA1_80, which"),
            (6, "by AEAD_AES_256_GCM, which"),
            (77, "by algorithm 77, which"),
        ] {
            let Wanted::Impossible(why) = Wanted::of(&info(algorithm, 16, 14)) else {
                panic!("{algorithm} is possible");
            };
            assert!(why.to_string().starts_with(told), "{why}");
        }
        for (key, salt) in [
            (0, 14),
            (15, 14),
            (16, 12),
            (16, 16),
            (32, 14),
            (16, u16::MAX),
        ] {
            let wanted = Wanted::of(&info(2, key, salt));
            assert_eq!(wanted, Wanted::Impossible(Impossible::Lengths(key, salt)));
        }
        let identified = EncryptionInfo {
            is_mki_present: 1,
            ..info(1, 16, 14)
        };
        let derived = EncryptionInfo {
            key_derivation_rate: 1,
            ..info(1, 16, 14)
        };
        for info in [identified, derived] {
            assert_eq!(
                Wanted::of(&info),
                Wanted::Impossible(Impossible::Identifiers)
            );
        }
    }
}
