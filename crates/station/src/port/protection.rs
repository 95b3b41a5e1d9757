//! How the voice path is to protect a stream, and the key for it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// How packets of a stream are protected (SRTP).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProtectionSuite {
    /// AES-128 in counter mode, tags of 32 bits (RFC 3711).
    #[serde(rename = "AES_CM_128_HMAC_SHA1_32")]
    AesCm128HmacSha1_32,
    /// AES-128 in counter mode, tags of 80 bits (RFC 3711).
    #[serde(rename = "AES_CM_128_HMAC_SHA1_80")]
    AesCm128HmacSha1_80,
    /// AES-128 in Galois counter mode (RFC 7714).
    #[serde(rename = "AEAD_AES_128_GCM")]
    AeadAes128Gcm,
}

impl ProtectionSuite {
    /// Bytes of a key.
    pub const KEY_LEN: usize = 16;

    /// Longest salt, bytes.
    const MAX_SALT: usize = 14;

    /// Bytes of a salt.
    #[must_use]
    pub const fn salt_len(self) -> usize {
        match self {
            Self::AesCm128HmacSha1_32 | Self::AesCm128HmacSha1_80 => 14,
            Self::AeadAes128Gcm => 12,
        }
    }
}

/// A stream's protection in one direction: the suite and its key.
///
/// Neither `Debug` nor a serialised form shows the key, and it is overwritten when this goes.
/// What is read back from a serialised form has a key of zeros: a replay needs none.
#[derive(Clone, PartialEq, Eq)]
pub struct StreamProtection {
    suite: ProtectionSuite,
    key: [u8; ProtectionSuite::KEY_LEN],
    salt: [u8; ProtectionSuite::MAX_SALT],
}

impl StreamProtection {
    /// A suite with its key and salt; nothing when they have not the suite's lengths.
    #[must_use]
    pub fn new(suite: ProtectionSuite, key: &[u8], salt: &[u8]) -> Option<Self> {
        let mut whole = Self {
            suite,
            key: key.try_into().ok()?,
            salt: [0; ProtectionSuite::MAX_SALT],
        };
        if salt.len() != suite.salt_len() {
            return None;
        }
        whole.salt[..salt.len()].copy_from_slice(salt);
        Some(whole)
    }

    /// The suite.
    #[must_use]
    pub const fn suite(&self) -> ProtectionSuite {
        self.suite
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> &[u8] {
        &self.key
    }

    /// The salt.
    #[must_use]
    pub fn salt(&self) -> &[u8] {
        &self.salt[..self.suite.salt_len()]
    }
}

impl Drop for StreamProtection {
    fn drop(&mut self) {
        self.key.zeroize();
        self.salt.zeroize();
    }
}

impl ZeroizeOnDrop for StreamProtection {}

impl fmt::Debug for StreamProtection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamProtection")
            .field("suite", &self.suite)
            .finish_non_exhaustive()
    }
}

impl Serialize for StreamProtection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.suite.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for StreamProtection {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self {
            suite: ProtectionSuite::deserialize(deserializer)?,
            key: [0; ProtectionSuite::KEY_LEN],
            salt: [0; ProtectionSuite::MAX_SALT],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VoiceCommand;

    #[test]
    fn no_text_of_a_command_has_the_key() {
        let suite = ProtectionSuite::AeadAes128Gcm;
        let protection = StreamProtection::new(suite, &[171; 16], &[205; 12]).expect("lengths");
        let command = VoiceCommand::StartTransmit {
            stream: 1,
            remote: ([192, 0, 2, 1], 4000).into(),
            codec: 4,
            ptime_ms: 20,
            dtmf_payload_type: None,
            tos: 0,
            protection: Some(protection.clone()),
            payload_type: None,
            silence_suppression: false,
        };
        let json = serde_json::to_string(&command).expect("it is plain data");
        for text in [format!("{protection:?}"), format!("{command:?}"), json] {
            assert!(!text.contains("171") && !text.contains("205"), "{text}");
            assert!(!text.to_lowercase().contains("abab"), "{text}");
            assert!(text.contains("Gcm") || text.contains("GCM"), "{text}");
        }
    }

    #[test]
    fn only_the_lengths_of_the_suite_are_a_key() {
        let gcm = ProtectionSuite::AeadAes128Gcm;
        assert!(StreamProtection::new(gcm, &[0; 16], &[0; 12]).is_some());
        for (key, salt) in [(15, 12), (32, 12), (16, 14), (16, 0), (0, 0)] {
            assert_eq!(
                StreamProtection::new(gcm, &vec![0; key], &vec![0; salt]),
                None
            );
        }
        let suite = ProtectionSuite::AesCm128HmacSha1_32;
        assert!(StreamProtection::new(suite, &[0; 16], &[0; 12]).is_none());
    }
}
