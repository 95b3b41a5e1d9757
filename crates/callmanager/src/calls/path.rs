//! Where the sound of a leg goes: directly to the other phone, or to a stream of
//! the server.
//!
//! Everything here follows one rule: [`CallManager::settle`] compares where a
//! leg's sound should go with what its phone was told, and tells it the rest. So
//! it may be called after any event. Each path has a `passThroughPartyId` of its
//! own, which makes late acknowledgements of a former path harmless.

use std::net::SocketAddr;

use sccp::{
    CloseReceiveChannel, MediaStatus, OpenReceiveChannel, StartMediaTransmission,
    StopMediaTransmission,
};
use tracing::{debug, warn};

use crate::calls::codecs::{ULAW, codec_params};
use crate::calls::{Channel, Failure, Far, LegState, Path, Receive};
use crate::directory::numbers::Service;
use crate::{CallManager, Clip, MediaCommand, Source, StreamId};

/// TOS byte of voice packets: EF (reference, section 1.3).
const VOICE_TOS: u32 = 0xB8;

/// What every server puts into `dtmfType` (reference, section 4.7).
const DTMF_TYPE: u32 = 10;

impl CallManager {
    /// Where the sound of a leg should go now.
    fn wanted_path(&self, reference: u32) -> Path {
        let Some(leg) = self
            .legs
            .get(&reference)
            .filter(|leg| matches!(leg.state, LegState::Connected | LegState::Whispered))
        else {
            return Path::None;
        };
        match leg.far {
            Far::Nobody | Far::Service(Service::Busy | Service::NoAnswer | Service::Script) => {
                Path::None
            }
            Far::Service(Service::Echo) => Path::Stream(Source::Echo),
            Far::Service(Service::Tone) => Path::Stream(Source::Tone),
            Far::Service(Service::Announcement) => Path::Stream(Source::Announcement),
            Far::Service(Service::Paging) => Path::Stream(Source::Page),
            Far::Page(pager) => self.paged_path(leg, pager),
            Far::Service(Service::Voicemail) => Path::Stream(Source::Voicemail),
            Far::Service(Service::Music) | Far::Parked(_) => Path::Stream(Source::Music),
            Far::Conference(conference) => Path::Stream(Source::Conference(conference)),
            Far::Leg(far) => match self.leg_state(far) {
                Some(LegState::Connected | LegState::Whispered) => Path::Direct(far),
                Some(LegState::Held) => Path::Stream(Source::Music),
                _ => Path::None,
            },
        }
    }

    /// Tells a phone what is new about where its sound goes.
    pub(crate) fn settle(&mut self, reference: u32) {
        let wanted = self.wanted_path(reference);
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        if leg.channel.path != wanted {
            self.close_channel(reference);
            if wanted != Path::None {
                self.open_channel(reference, wanted);
            }
        }
        self.transmit(reference);
    }

    /// The same for the other end of a leg.
    pub(crate) fn settle_far(&mut self, reference: u32) {
        if let Some(Far::Leg(far)) = self.legs.get(&reference).map(|leg| leg.far) {
            self.settle(far);
        }
    }

    fn open_channel(&mut self, reference: u32, path: Path) {
        let other = match path {
            Path::Direct(far) => self.legs.get(&far).map(|leg| leg.phone),
            Path::None | Path::Stream(_) | Path::Group(_) => None,
        };
        // Agreed on before the call was offered; a phone that has changed its mind since gets µ-law.
        let agreed = match path {
            Path::Stream(Source::Page) => self.agree_on_page(reference),
            _ => self.agree(reference, other),
        };
        let (codec, ptime_ms) = agreed.unwrap_or((ULAW, self.config.ptime_ms));
        let (codec, ptime_ms) = self.paged_codec(reference).unwrap_or((codec, ptime_ms));
        let party = self.next_identifier();
        let keys = self.keys_for(reference, path);
        if keys.is_none() && !self.may_be_open() {
            warn!(call_reference = reference, "the sound cannot be encrypted");
            return self.unencrypted.push(reference);
        }
        let key = keys.as_ref().map(|keys| keys.receiving);
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.channel = Channel {
            path,
            party,
            codec,
            ptime_ms,
            receive: Receive::Opening,
            keys,
            ..Channel::default()
        };
        leg.had_media = true;
        let stream = leg.channel.stream();
        self.parties.insert(party, reference);
        if let Path::Group(group) = path {
            return self.join_group(reference, group);
        }
        if let Some(stream) = stream {
            self.media(MediaCommand::Open { stream });
        }
        let rfc2833_payload_type = self.dtmf_payload_type(reference).map_or(0, u32::from);
        self.tell_leg(reference, |_| OpenReceiveChannel {
            conference_id: reference,
            pass_through_party_id: party,
            milli_second_packet_size: ptime_ms,
            compression_type: sccp::PayloadType(codec),
            codec_params: codec_params(codec),
            call_reference: reference,
            m_rx_media_encryption_key_info: key.unwrap_or_default(),
            rfc2833_payload_type,
            dtmf_type: DTMF_TYPE,
            ..Default::default()
        });
    }

    /// Ends the sound of a leg.
    pub(crate) fn close_channel(&mut self, reference: u32) {
        let Some(leg) = self
            .legs
            .get_mut(&reference)
            .filter(|leg| leg.channel.path != Path::None)
        else {
            return;
        };
        let channel = std::mem::take(&mut leg.channel);
        let party = channel.party;
        self.parties.remove(&party);
        match channel.path {
            Path::Group(_) => return self.leave_group(reference, party),
            Path::Stream(Source::Page) => self.end_page(reference),
            _ => {}
        }
        if channel.receive != Receive::Closed {
            self.tell_leg(reference, |_| CloseReceiveChannel {
                conference_id: reference,
                pass_through_party_id: party,
                call_reference: reference,
                ..Default::default()
            });
        }
        if channel.sending.is_some() {
            self.tell_leg(reference, |_| StopMediaTransmission {
                conference_id: reference,
                pass_through_party_id: party,
                call_reference: reference,
                ..Default::default()
            });
        }
        if let Some(stream) = channel.stream() {
            self.media(MediaCommand::Close { stream });
        }
        self.tell_encryption(reference);
    }

    /// Where the other end of a leg's path receives, as soon as it is known.
    fn target_of(&self, reference: u32) -> Option<SocketAddr> {
        let channel = &self.legs.get(&reference)?.channel;
        match channel.path {
            Path::None | Path::Group(_) => None,
            // Who is paged only listens.
            Path::Stream(Source::Paged(_)) => None,
            Path::Stream(_) => channel.stream_address,
            Path::Direct(far) => match self
                .legs
                .get(&far)
                .map(|far| (far.channel.path, far.channel.receive))
            {
                Some((Path::Direct(back), Receive::Open(address))) if back == reference => {
                    Some(address)
                }
                _ => None,
            },
        }
    }

    /// Lets a phone, and the server's stream towards it, send as soon as it is known where to.
    fn transmit(&mut self, reference: u32) {
        let key = self.sending_key(reference);
        let target = self.target_of(reference).filter(|_| key.is_some());
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        let channel = &mut leg.channel;
        let Receive::Open(own) = channel.receive else {
            return;
        };
        let (party, codec, ptime_ms) = (channel.party, channel.codec, channel.ptime_ms);
        if let Some(target) = target
            && leg.state != LegState::Whispered
            && channel.sending != Some(target)
        {
            channel.sending = Some(target);
            let ss_value = match self.config.silence_suppression {
                true => sccp::SilenceSuppression::ON,
                false => sccp::SilenceSuppression::OFF,
            };
            let rfc2833_payload_type = self.dtmf_payload_type(reference).map_or(0, u32::from);
            self.tell_leg(reference, |_| StartMediaTransmission {
                conference_id: reference,
                pass_through_party_id: party,
                remote_ip_addr: target.ip().into(),
                remote_port_number: u32::from(target.port()),
                milli_second_packet_size: ptime_ms,
                compression_type: sccp::PayloadType(codec),
                codec_params: codec_params(codec),
                precedence_value: VOICE_TOS,
                ss_value,
                call_reference: reference,
                m_tx_media_encryption_key_info: key.flatten().unwrap_or_default(),
                rfc2833_payload_type,
                dtmf_type: DTMF_TYPE,
                ..Default::default()
            });
        }
        self.start_stream(reference, own);
        self.tell_encryption(reference);
    }

    fn start_stream(&mut self, reference: u32, remote: SocketAddr) {
        let dtmf_payload_type = self.dtmf_payload_type(reference);
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        let channel = &mut leg.channel;
        let (Path::Stream(source), Some(stream), Some(_), false) = (
            channel.path,
            channel.stream(),
            channel.stream_address,
            channel.stream_started,
        ) else {
            return;
        };
        channel.stream_started = true;
        let (codec, ptime_ms) = (channel.codec, channel.ptime_ms);
        let keys = self.stream_keys(reference);
        self.media(MediaCommand::Start {
            stream,
            remote,
            codec,
            ptime_ms,
            dtmf_payload_type,
            source,
            keys,
        });
        match source {
            Source::Announcement => self.media(MediaCommand::Play {
                stream,
                clips: vec![Clip::EnterDigits],
            }),
            Source::Voicemail => self.mail_started(reference),
            Source::Page => self.page_started(reference, stream),
            _ => {}
        }
    }

    /// A phone has opened its receiving port, or could not.
    pub(crate) fn receive_opened(
        &mut self,
        party: u32,
        status: MediaStatus,
        address: Option<SocketAddr>,
    ) {
        let Some(reference) = self.parties.get(&party).copied() else {
            return debug!(party, "an acknowledgement of a path that is closed already");
        };
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        match address.filter(|address| address.port() != 0 && status == MediaStatus::OK) {
            Some(address) => {
                leg.channel.receive = Receive::Open(address);
                self.transmit(reference);
                if let Some(Far::Leg(far)) = self.legs.get(&reference).map(|leg| leg.far) {
                    self.transmit(far);
                }
            }
            None => {
                leg.channel.receive = Receive::Closed;
                if self.goes_on_open(reference) {
                    return debug!(call_reference = reference, "the phone takes no keys");
                }
                warn!(
                    call_reference = reference,
                    ?status,
                    "the phone cannot receive sound"
                );
                self.media_failed(reference);
            }
        }
    }

    /// A phone cannot send.
    pub(crate) fn transmission_failed(&mut self, party: u32) {
        if let Some(reference) = self.parties.get(&party).copied() {
            if self.goes_on_open(reference) {
                return debug!(call_reference = reference, "the phone takes no keys");
            }
            warn!(call_reference = reference, "the phone cannot send sound");
            self.media_failed(reference);
        }
    }

    /// A port of the server is open.
    pub(crate) fn stream_opened(&mut self, stream: StreamId, address: SocketAddr) {
        let Some(reference) = self.leg_of_stream(stream) else {
            return;
        };
        let Some(phone) = self.place(reference).map(|(phone, _)| phone) else {
            return;
        };
        let local = self
            .session_of(phone)
            .map_or(address.ip(), |session| session.local.ip());
        let ip = if address.ip().is_unspecified() {
            local
        } else {
            address.ip()
        };
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.channel.stream_address = Some(SocketAddr::new(ip, address.port()));
        }
        self.transmit(reference);
    }

    /// A port of the server could not be opened.
    pub(crate) fn stream_failed(&mut self, stream: StreamId, reason: &str) {
        if let Some(reference) = self.leg_of_stream(stream) {
            warn!(
                call_reference = reference,
                reason, "a stream of the server failed"
            );
            self.media_failed(reference);
        }
    }

    /// A call without sound is none: both ends are told.
    pub(super) fn media_failed(&mut self, reference: u32) {
        let far = self.legs.get(&reference).map(|leg| leg.far);
        self.fail(reference, Failure::Media);
        if let Some(Far::Leg(far)) = far {
            if self.leg_state(far) == Some(LegState::Connected) {
                self.fail(far, Failure::Media);
            } else {
                self.release(far);
            }
        }
    }
}
