//! Protection of RTP and RTCP by SRTP (RFC 3711, RFC 7714): encrypted, proved to come from
//! who has the key, and taken once only.
//!
//! One object for each direction, without sockets, threads or clocks. [`Outgoing`] stands between
//! a [`Transmitter`](crate::Transmitter) and the socket, [`Incoming`] between the socket and a
//! [`Receiver`](crate::Receiver). Where keys come from, and whether a stream shall be protected at
//! all, is the caller's. Neither object allocates once it is made, none shows a key, and all keys
//! are overwritten when they go.
//!
//! The ciphers are RustCrypto's; what is here is the framing. `webrtc-srtp` 0.17, which has both,
//! does not fit: it allocates five to nine times a packet, keeps a state for every source that a
//! forged packet names, and leaves its keys in memory.

mod cipher;
mod incoming;
mod outgoing;
mod replay;

use std::fmt;

use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop};

pub use incoming::{Incoming, ProtectionStatistics, Refused};
pub use outgoing::{Outgoing, ProtectError};

/// Longest packet that is taken or made, bytes without what protection adds: more than an Ethernet
/// frame has, and the longest that a codec here makes.
pub const MAX_PACKET: usize = 2048;

/// Most that protection adds to a packet, bytes: a tag and the index of SRTCP.
pub const MAX_OVERHEAD: usize = 20;

/// What stands at the end of a protected RTCP packet: a bit and the packet's number.
const CONTROL_INDEX_LEN: usize = 4;

/// Set there when the packet is encrypted.
const CONTROL_ENCRYPTED: u32 = 1 << 31;

/// Longest master key and salt, bytes.
const MAX_KEY: usize = 16;
const MAX_SALT: usize = 14;

/// How packets are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suite {
    /// AES-128 in counter mode, tags of 32 bits (RFC 3711, 5; RFC 4568, 6.2.2).
    AesCm128HmacSha1_32,
    /// AES-128 in counter mode, tags of 80 bits.
    AesCm128HmacSha1_80,
    /// AES-128 in Galois counter mode, tags of 128 bits (RFC 7714).
    AeadAes128Gcm,
}

impl Suite {
    /// All that there are.
    pub const ALL: [Self; 3] = [
        Self::AesCm128HmacSha1_32,
        Self::AesCm128HmacSha1_80,
        Self::AeadAes128Gcm,
    ];

    /// Bytes of a master key.
    pub const fn key_len(self) -> usize {
        16
    }

    /// Bytes of a master salt.
    pub const fn salt_len(self) -> usize {
        match self {
            Self::AesCm128HmacSha1_32 | Self::AesCm128HmacSha1_80 => 14,
            Self::AeadAes128Gcm => 12,
        }
    }

    /// Bytes that an RTP packet grows by.
    pub const fn tag_len(self) -> usize {
        match self {
            Self::AesCm128HmacSha1_32 => 4,
            Self::AesCm128HmacSha1_80 => 10,
            Self::AeadAes128Gcm => 16,
        }
    }

    /// The name that RFC 4568 and RFC 7714 give it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AesCm128HmacSha1_32 => "AES_CM_128_HMAC_SHA1_32",
            Self::AesCm128HmacSha1_80 => "AES_CM_128_HMAC_SHA1_80",
            Self::AeadAes128Gcm => "AEAD_AES_128_GCM",
        }
    }
}

/// Why something is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Not as long as the suite's keys are.
    #[error("the key for {} has {given} bytes instead of {}", .suite.name(), .suite.key_len())]
    KeyLength {
        /// What it is for.
        suite: Suite,
        /// Its bytes.
        given: usize,
    },
    /// Not as long as the suite's salts are.
    #[error("the salt for {} has {given} bytes instead of {}", .suite.name(), .suite.salt_len())]
    SaltLength {
        /// What it is for.
        suite: Suite,
        /// Its bytes.
        given: usize,
    },
}

/// A master key with its salt, for one direction of a stream.
///
/// `Debug` shows neither; both are overwritten when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct MasterKey {
    suite: Suite,
    key: [u8; MAX_KEY],
    salt: [u8; MAX_SALT],
}

impl MasterKey {
    /// A key for `suite`.
    ///
    /// Error: `key` or `salt` has another length than the suite's.
    pub fn new(suite: Suite, key: &[u8], salt: &[u8]) -> Result<Self, KeyError> {
        let (key_given, salt_given) = (key.len(), salt.len());
        if key_given != suite.key_len() {
            let given = key_given;
            return Err(KeyError::KeyLength { suite, given });
        }
        if salt_given != suite.salt_len() {
            let given = salt_given;
            return Err(KeyError::SaltLength { suite, given });
        }
        let mut master = Self {
            suite,
            key: [0; MAX_KEY],
            salt: [0; MAX_SALT],
        };
        master.key[..key_given].copy_from_slice(key);
        // A short salt is filled up with zeros where it is used (RFC 7714, 11).
        master.salt[..salt_given].copy_from_slice(salt);
        Ok(master)
    }

    /// What it is for.
    pub const fn suite(&self) -> Suite {
        self.suite
    }
}

impl Drop for MasterKey {
    fn drop(&mut self) {
        self.key.zeroize();
        self.salt.zeroize();
    }
}

impl ZeroizeOnDrop for MasterKey {}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MasterKey")
            .field("suite", &self.suite)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
