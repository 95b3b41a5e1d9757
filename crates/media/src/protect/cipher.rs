//! The session keys of one kind of packets, and what is done with them.

use aes::Aes128;
use aes::cipher::{Array, InnerIvInit as _, KeyInit as _, StreamCipher as _};
use aes_gcm::Aes128Gcm;
use aes_gcm::aead::AeadInOut as _;
use ctr::{Ctr128BE, CtrCore};
use hmac::{Hmac, Mac as _};
use sha1::Sha1;
use zeroize::Zeroizing;

use super::{MAX_SALT, MasterKey, Suite};

/// Bytes of a tag of Galois counter mode.
const GCM_TAG: usize = 16;

/// Bytes of an authentication key (RFC 3711, 5.2).
const AUTHENTICATION_KEY: usize = 20;

/// The kinds of packets have keys of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Rtp,
    Rtcp,
}

impl Kind {
    /// Label of the first of three keys (RFC 3711, 4.3.2).
    const fn label(self) -> u8 {
        match self {
            Self::Rtp => 0,
            Self::Rtcp => 3,
        }
    }
}

/// Nobody's label: what it derives tells whether two keys are the same.
const FINGERPRINT_LABEL: u8 = 7;

/// Something that only tells keys apart.
pub(super) type Fingerprint = [u8; 16];

/// The session keys.
pub(super) enum Cipher {
    /// Counter mode; the tag is made of what is encrypted.
    CounterMode {
        aes: Box<Aes128>,
        salt: Zeroizing<[u8; MAX_SALT]>,
        mac: Box<Hmac<Sha1>>,
        tag_len: usize,
    },
    /// Both in one.
    Galois {
        gcm: Box<Aes128Gcm>,
        salt: Zeroizing<[u8; 12]>,
    },
}

/// What a packet's key stream is made of: whose packet it is, and which.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) ssrc: u32,
    /// 48 bits for RTP, 31 for RTCP.
    pub(super) index: u64,
}

impl Cipher {
    pub(super) fn new(master: &MasterKey, kind: Kind) -> Self {
        let label = kind.label();
        let mut key = Zeroizing::new([0; 16]);
        derive(master, label, &mut *key);
        let tag_len = match (master.suite, kind) {
            (Suite::AeadAes128Gcm, _) => {
                let mut salt = Zeroizing::new([0; 12]);
                derive(master, label + 2, &mut *salt);
                let gcm = Box::new(Aes128Gcm::new(&Array(*key)));
                return Self::Galois { gcm, salt };
            }
            // Tags of RTCP are never short (RFC 4568, 6.2.2).
            (Suite::AesCm128HmacSha1_32, Kind::Rtp) => 4,
            _ => 10,
        };
        let mut authentication = Zeroizing::new([0; AUTHENTICATION_KEY]);
        derive(master, label + 1, &mut *authentication);
        let mut salt = Zeroizing::new([0; MAX_SALT]);
        derive(master, label + 2, &mut *salt);
        // A key shorter than a block of the hash is filled up with zeros (RFC 2104, 2).
        let mut block = Zeroizing::new([0; 64]);
        block[..AUTHENTICATION_KEY].copy_from_slice(&*authentication);
        Self::CounterMode {
            aes: Box::new(Aes128::new(&Array(*key))),
            salt,
            mac: Box::new(Hmac::new(&Array(*block))),
            tag_len,
        }
    }

    /// Bytes of a tag.
    pub(super) const fn tag_len(&self) -> usize {
        match self {
            Self::CounterMode { tag_len, .. } => *tag_len,
            Self::Galois { .. } => GCM_TAG,
        }
    }

    /// The tag stands before what follows the packet in Galois counter mode, and after it else.
    pub(super) const fn tag_covers_trailer(&self) -> bool {
        matches!(self, Self::CounterMode { .. })
    }

    /// Encrypts `text` in place and writes its tag.
    ///
    /// `clear` is what goes unencrypted in front of it; `trailer` is authenticated as well: the
    /// roll-over counter of RTP, the index of RTCP.
    pub(super) fn seal(
        &self,
        place: Place,
        clear: &[u8],
        text: &mut [u8],
        trailer: &[u8],
        tag: &mut [u8],
    ) -> Result<(), Broken> {
        match self {
            Self::CounterMode { aes, salt, mac, .. } => {
                key_stream(aes, salt, place, text)?;
                let mut mac = Hmac::clone(mac);
                mac.update(clear);
                mac.update(text);
                mac.update(trailer);
                let sum = mac.finalize().into_bytes();
                tag.copy_from_slice(sum.get(..tag.len()).ok_or(Broken)?);
            }
            Self::Galois { gcm, salt } => {
                let made =
                    gcm.encrypt_inout_detached(&Array(nonce(salt, place)), clear, text.into());
                tag.copy_from_slice(made.map_err(|_| Broken)?.as_slice());
            }
        }
        Ok(())
    }

    /// Checks the tag and decrypts `text` in place; what fails the check may be anything then.
    pub(super) fn open(
        &self,
        place: Place,
        clear: &[u8],
        text: &mut [u8],
        trailer: &[u8],
        tag: &[u8],
    ) -> Result<(), Broken> {
        match self {
            Self::CounterMode { aes, salt, mac, .. } => {
                let mut mac = Hmac::clone(mac);
                mac.update(clear);
                mac.update(text);
                mac.update(trailer);
                mac.verify_truncated_left(tag).map_err(|_| Broken)?;
                key_stream(aes, salt, place, text)
            }
            Self::Galois { gcm, salt } => {
                let tag: &[u8; GCM_TAG] = tag.try_into().map_err(|_| Broken)?;
                gcm.decrypt_inout_detached(
                    &Array(nonce(salt, place)),
                    clear,
                    text.into(),
                    tag.into(),
                )
                .map_err(|_| Broken)
            }
        }
    }
}

/// A packet that cannot be sealed or opened.
#[derive(Debug)]
pub(super) struct Broken;

/// What tells whether two keys are the same, and nothing of them.
pub(super) fn fingerprint(master: &MasterKey) -> Fingerprint {
    let mut fingerprint = [0; 16];
    derive(master, FINGERPRINT_LABEL, &mut fingerprint);
    fingerprint
}

/// Derives a session key (RFC 3711, 4.3.1 and 4.3.3; no key derivation rate).
fn derive(master: &MasterKey, label: u8, key: &mut [u8]) {
    let mut start = Zeroizing::new([0; 16]);
    start[..MAX_SALT].copy_from_slice(&master.salt);
    start[7] ^= label;
    let aes = Aes128::new(&Array(master.key));
    let mut stream = Ctr128BE::from_core(CtrCore::inner_iv_init(&aes, &Array(*start)));
    key.fill(0);
    stream.apply_keystream(key);
}

/// Encrypts or decrypts in place (RFC 3711, 4.1.1).
fn key_stream(
    aes: &Aes128,
    salt: &[u8; MAX_SALT],
    place: Place,
    text: &mut [u8],
) -> Result<(), Broken> {
    let mut start = [0; 16];
    start[4..8].copy_from_slice(&place.ssrc.to_be_bytes());
    start[8..14].copy_from_slice(&place.index.to_be_bytes()[2..]);
    for (byte, salt) in start.iter_mut().zip(salt) {
        *byte ^= salt;
    }
    let mut stream = Ctr128BE::from_core(CtrCore::inner_iv_init(aes, &Array(start)));
    stream.try_apply_keystream(text).map_err(|_| Broken)
}

/// RFC 7714, 8.1 and 9.1.
fn nonce(salt: &[u8; 12], place: Place) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[2..6].copy_from_slice(&place.ssrc.to_be_bytes());
    nonce[6..].copy_from_slice(&place.index.to_be_bytes()[2..]);
    for (byte, salt) in nonce.iter_mut().zip(salt) {
        *byte ^= salt;
    }
    nonce
}
