//! What the ends of a path can do in common: codec, packet length, telephone events.

use std::borrow::Cow;

use media::Codec;
use sccp::CodecParams;

use crate::CallManager;
use crate::calls::Path;
use crate::directory::PhoneIndex;

/// `compressionType` of G.711 µ-law, 64k.
pub(super) const ULAW: u32 = 4;

/// `compressionType` of G.711 A-law, 64k.
const ALAW: u32 = 2;

/// `compressionType` of G.711: A-law 64k and 56k, µ-law 64k and 56k.
const G711: std::ops::RangeInclusive<u32> = 2..=5;

/// Shortest packet that a capability's `maxFramesPerPacket` can mean in ms;
/// below that a phone counts frames and not ms.
const MIN_PTIME_MS: u32 = 10;

/// What phones are told of a codec: the RTP payload type where it has none of its own.
pub(super) fn codec_params(codec: u32) -> CodecParams {
    match Codec::from_sccp(codec).filter(|codec| codec.has_dynamic_payload_type()) {
        Some(codec) => CodecParams::with_dynamic_payload(codec.payload_type()),
        None => CodecParams::default(),
    }
}

impl CallManager {
    /// Codec and ms in a packet for a leg and another phone, or the server itself.
    pub(crate) fn agree(&self, reference: u32, other: Option<PhoneIndex>) -> Option<(u32, u32)> {
        self.agree_on(reference, other, |codec| {
            // Between phones the server need not know it.
            other.is_some() || Codec::from_sccp(codec).is_some_and(Codec::is_available)
        })
    }

    /// The same for a page, which goes to phones as it came: what all of them have.
    pub(super) fn agree_on_page(&self, reference: u32) -> Option<(u32, u32)> {
        self.agree_on(reference, None, |codec| G711.contains(&codec))
    }

    fn agree_on(
        &self,
        reference: u32,
        other: Option<PhoneIndex>,
        may: impl Fn(u32) -> bool,
    ) -> Option<(u32, u32)> {
        let phone = self.legs.get(&reference)?.phone;
        let own = self.capabilities(phone);
        let others = other.map(|phone| self.capabilities(phone));
        // In one order, whichever end asks.
        let (first, second) = match other {
            Some(other) if other < phone => (other, Some(phone)),
            other => (phone, other),
        };
        let list_of = |phone: PhoneIndex| self.directory.get(phone).codecs.as_ref();
        let first = list_of(first);
        let second = second.and_then(list_of);
        let preferred = first.or(second).unwrap_or(&self.config.codecs);
        preferred.iter().find_map(|codec| {
            if second.is_some_and(|second| !second.contains(codec)) || !may(*codec) {
                return None;
            }
            let longest = |capabilities: &[(u32, u32)]| {
                capabilities
                    .iter()
                    .find(|(known, _)| known == codec)
                    .map(|(_, longest)| *longest)
            };
            let mut ptime_ms = self.config.ptime_ms;
            for side in std::iter::once(&own).chain(&others) {
                let longest = longest(side)?;
                if longest >= MIN_PTIME_MS {
                    ptime_ms = ptime_ms.min(longest);
                }
            }
            Some((*codec, ptime_ms))
        })
    }

    /// What a phone can receive; a phone that did not say can do G.711.
    fn capabilities(&self, phone: PhoneIndex) -> Cow<'_, [(u32, u32)]> {
        match self.session_of(phone) {
            Some(session) if !session.capabilities.is_empty() => (&session.capabilities).into(),
            _ => [ULAW, ALAW]
                .map(|codec| (codec, self.config.ptime_ms))
                .to_vec()
                .into(),
        }
    }

    /// Payload type of telephone events on the path of a leg, if all ends know them.
    pub(super) fn dtmf_payload_type(&self, reference: u32) -> Option<u8> {
        let leg = self.legs.get(&reference)?;
        let far = match leg.channel.path {
            Path::Direct(far) => Some(self.legs.get(&far)?.phone),
            Path::None | Path::Stream(_) | Path::Group(_) => None,
        };
        let all_know = std::iter::once(leg.phone).chain(far).all(|phone| {
            self.session_of(phone)
                .is_some_and(|session| session.features.rfc2833())
        });
        self.config.dtmf_payload_type.filter(|_| all_know)
    }
}
