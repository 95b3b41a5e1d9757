//! Encryption of sound in the configuration.

use serde::Deserialize;

/// Whether the sound of calls is encrypted.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Never.
    #[default]
    Off,
    /// Where every phone of the call takes keys.
    Offered,
    /// Always: a call whose phones cannot has no sound and ends.
    Required,
}

/// How sound is encrypted.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum EncryptionSuite {
    /// AES-128 in counter mode, tags of 32 bits.
    #[serde(rename = "AES_CM_128_HMAC_SHA1_32")]
    AesCm128HmacSha1_32,
    /// AES-128 in counter mode, tags of 80 bits.
    #[default]
    #[serde(rename = "AES_CM_128_HMAC_SHA1_80")]
    AesCm128HmacSha1_80,
    /// AES-128 in Galois counter mode.
    #[serde(rename = "AEAD_AES_128_GCM")]
    AeadAes128Gcm,
}
