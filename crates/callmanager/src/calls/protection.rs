//! Encrypted sound: who can have it, the keys that phones are given, and what happens when a
//! phone refuses them.
//!
//! Each path has keys of its own, one for each direction, which nobody else is told. They go to
//! the phones in messages over plain TCP, as the protocol has it.

use std::fmt;

use media::{MasterKey, Suite};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use sccp::{EncryptionInfo, MediaEncryption, ProtocolVersion};
use zeroize::Zeroize as _;

use crate::CallManager;
use crate::calls::{Far, LegState, Path, Receive};
use crate::config::{Encryption, EncryptionSuite};
use crate::directory::PhoneIndex;
use crate::port::{Source, StreamKeys};

/// First version whose messages have room for a key (reference, 3.1).
const FIRST_WITH_KEYS: u8 = 5;

/// Where keys come from: a generator that was seeded once, with chance of the system.
pub(crate) struct KeySource(ChaCha20Rng);

impl fmt::Debug for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeySource(…)")
    }
}

/// The keys of a path, as the phone is told them. Overwritten when they go.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    /// What the phone receives is encrypted with this.
    pub(crate) receiving: EncryptionInfo,
    /// What it sends to a stream of the server is encrypted with this. To another phone, it sends
    /// with what that one receives with.
    sending: EncryptionInfo,
}

impl Drop for Keys {
    fn drop(&mut self) {
        for info in [&mut self.receiving, &mut self.sending] {
            info.key.zeroize();
            info.salt.zeroize();
        }
    }
}

impl KeySource {
    fn keys(&mut self, suite: EncryptionSuite) -> Keys {
        Keys {
            receiving: self.key(suite),
            sending: self.key(suite),
        }
    }

    fn key(&mut self, suite: EncryptionSuite) -> EncryptionInfo {
        let (algorithm_id, suite) = known(suite);
        let mut info = EncryptionInfo {
            algorithm_id,
            // Both are exact: a key has 16 bytes, a salt 12 or 14.
            key_len: suite.key_len() as u16,
            salt_len: suite.salt_len() as u16,
            ..EncryptionInfo::default()
        };
        self.0.fill_bytes(&mut info.key[..suite.key_len()]);
        self.0.fill_bytes(&mut info.salt[..suite.salt_len()]);
        info
    }
}

/// A suite by its number in messages, and as the streams know it.
const fn known(suite: EncryptionSuite) -> (MediaEncryption, Suite) {
    match suite {
        EncryptionSuite::AesCm128HmacSha1_32 => (
            MediaEncryption::AES_CM_128_HMAC_SHA1_32,
            Suite::AesCm128HmacSha1_32,
        ),
        EncryptionSuite::AesCm128HmacSha1_80 => (
            MediaEncryption::AES_CM_128_HMAC_SHA1_80,
            Suite::AesCm128HmacSha1_80,
        ),
        EncryptionSuite::AeadAes128Gcm => (MediaEncryption::AEAD_AES_128_GCM, Suite::AeadAes128Gcm),
    }
}

impl CallManager {
    /// Seeds the keys of encrypted calls. Without it no call is encrypted, whatever the
    /// configuration says; a server seeds it with chance of the system, a test with what it likes.
    pub fn seed_keys(&mut self, seed: [u8; 32]) {
        self.key_source = Some(KeySource(ChaCha20Rng::from_seed(seed)));
    }

    /// Whether a phone can be given keys: it may have them, has room for them and has refused none.
    fn encrypts(&self, phone: PhoneIndex) -> bool {
        self.config.srtp != Encryption::Off
            && self.key_source.is_some()
            && self.directory.get(phone).encrypts
            && self.session_of(phone).is_some_and(|session| {
                !session.refused_keys && session.version >= ProtocolVersion::new(FIRST_WITH_KEYS)
            })
    }

    /// Keys for a path of a leg, where all its ends can have them.
    pub(crate) fn keys_for(&mut self, reference: u32, path: Path) -> Option<Keys> {
        let leg = self.legs.get(&reference)?;
        let far = match path {
            Path::None | Path::Group(_) => return None,
            Path::Stream(_) => None,
            Path::Direct(far) => Some(self.legs.get(&far)?.phone),
        };
        let mut ends = std::iter::once(leg.phone).chain(far);
        let all = ends.all(|phone| self.encrypts(phone));
        let suite = self.config.srtp_suite;
        self.key_source
            .as_mut()
            .filter(|_| all)
            .map(|source| source.keys(suite))
    }

    /// Whether a path may be without keys. None that the server says nothing on is in the way.
    pub(crate) fn may_be_open(&self) -> bool {
        self.config.srtp != Encryption::Required
    }

    /// What a phone sends with: the far end receives with it. None: in the clear. Nothing while the
    /// two ends do not agree yet.
    pub(crate) fn sending_key(&self, reference: u32) -> Option<Option<EncryptionInfo>> {
        let channel = &self.legs.get(&reference)?.channel;
        let Path::Direct(far) = channel.path else {
            return Some(channel.keys.as_ref().map(|keys| keys.sending));
        };
        let far = self.legs.get(&far)?.channel.keys.as_ref();
        match (&channel.keys, far) {
            (Some(_), Some(far)) => Some(Some(far.receiving)),
            (None, None) => Some(None),
            _ => None,
        }
    }

    /// The keys of the server's own stream at the other end of a path.
    pub(crate) fn stream_keys(&self, reference: u32) -> Option<StreamKeys> {
        let keys = self.legs.get(&reference)?.channel.keys.as_ref()?;
        let (_, suite) = known(self.config.srtp_suite);
        let master = |info: &EncryptionInfo| MasterKey::new(suite, info.key(), info.salt()).ok();
        Some(StreamKeys {
            outgoing: master(&keys.receiving)?,
            incoming: master(&keys.sending)?,
        })
    }

    /// A phone could not open or send what was to be encrypted. Whether the call goes on without.
    pub(crate) fn goes_on_open(&mut self, reference: u32) -> bool {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return false;
        };
        if leg.channel.keys.is_none() {
            return false;
        }
        let (phone, path) = (leg.phone, leg.channel.path);
        let connection = self.directory.get(phone).connection;
        if let Some(session) = connection.and_then(|id| self.sessions.get_mut(&id)) {
            session.refused_keys = true;
        }
        if !self.may_be_open() {
            return false;
        }
        self.close_channel(reference);
        if let Path::Direct(far) = path {
            self.close_channel(far);
            self.settle(far);
        }
        self.settle(reference);
        true
    }

    /// Ends calls that would have to be encrypted and cannot be. When all else is said: whoever
    /// connects a call shows it as such.
    pub(crate) fn end_unencrypted(&mut self) {
        while let Some(reference) = self.unencrypted.pop() {
            let state = self.leg_state(reference);
            if matches!(state, Some(LegState::Connected | LegState::Whispered)) {
                self.media_failed(reference);
            }
        }
    }

    /// Whether the sound of a leg is encrypted, both ways, as far as it goes.
    pub(crate) fn is_encrypted(&self, reference: u32) -> bool {
        let Some(leg) = self.legs.get(&reference) else {
            return false;
        };
        let channel = &leg.channel;
        let open = matches!(channel.receive, Receive::Open(_)) && channel.keys.is_some();
        // Who is paged sends nothing.
        let listens = matches!(channel.path, Path::Stream(Source::Paged(_)));
        let direct = match leg.far {
            Far::Leg(far) if matches!(channel.path, Path::Direct(_)) => {
                let far = self.legs.get(&far);
                far.is_some_and(|far| far.channel.keys.is_some())
            }
            _ => true,
        };
        open && direct && (listens || channel.sending.is_some())
    }

    /// Tells a phone when its call has become encrypted, or is not so any more.
    pub(crate) fn tell_encryption(&mut self, reference: u32) {
        let encrypted = self.is_encrypted(reference);
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        if leg.told_encrypted != encrypted {
            leg.told_encrypted = encrypted;
            self.call_info(reference);
        }
    }
}
