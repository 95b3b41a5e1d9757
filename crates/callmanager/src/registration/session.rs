//! A session: one TCP connection and what was agreed on it.

use std::net::SocketAddr;

use sccp::{Charset, Features, FrameReader, ProtocolVersion};

use crate::directory::PhoneIndex;

/// First version with dynamic messages (reference, section 2.2).
const FIRST_DYNAMIC: u8 = 8;

/// First version whose lines are told by LineStatV2 rather than LineStat.
const FIRST_DYNAMIC_LINE: u8 = 17;

/// A TCP connection of a phone.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) peer: SocketAddr,
    /// The server's own address as this phone reaches it.
    pub(crate) local: SocketAddr,
    pub(crate) reader: FrameReader,
    pub(crate) version: ProtocolVersion,
    pub(crate) features: Features,
    pub(crate) device_type: u32,
    /// The phone, once it is registered.
    pub(crate) phone: Option<PhoneIndex>,
    /// What the phone can receive: codec number and longest packet in ms.
    pub(crate) capabilities: Vec<(u32, u32)>,
    /// Whether the phone was told its idle state after registering.
    pub(crate) welcomed: bool,
    /// Whether it could not do with a key that it was given.
    pub(crate) refused_keys: bool,
    /// Frames so far that could not be understood.
    pub(crate) malformed: u32,
}

impl Session {
    pub(crate) fn new(peer: SocketAddr, local: SocketAddr) -> Self {
        Self {
            peer,
            local,
            reader: FrameReader::new(),
            version: ProtocolVersion::OLDEST,
            features: Features::default(),
            device_type: 0,
            phone: None,
            capabilities: Vec::new(),
            welcomed: false,
            refused_keys: false,
            malformed: 0,
        }
    }

    /// Whether prompts, notices, speed dials and CallInfo go out in their dynamic form.
    pub(crate) fn is_dynamic(&self) -> bool {
        self.features.dynamic_messages() && self.version.number() >= FIRST_DYNAMIC
    }

    /// Whether lines go out in their dynamic form.
    pub(crate) fn has_dynamic_lines(&self) -> bool {
        self.is_dynamic() && self.version.number() >= FIRST_DYNAMIC_LINE
    }

    /// How the phone reads texts.
    fn charset(&self) -> Charset {
        self.features.charset()
    }

    /// A text in the phone's character set; what it lacks becomes a question mark.
    /// U+0080, which no text has, stands for the prefix of a phrase.
    pub(crate) fn text(&self, text: &str) -> Vec<u8> {
        let charset = self.charset();
        let parts = text.split('\u{80}').map(|part| charset.encode(part));
        parts.collect::<Vec<_>>().join(&0x80)
    }
}
