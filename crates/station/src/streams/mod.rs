//! Media streams: what the server opens and closes, paired with calls.
//!
//! A stream is named by its `passThroughPartyId`; some servers leave the other two
//! names 0, or that one (section 5.7). Sockets and sound are the voice path's.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use crate::{Event, Moment, ProtectionSuite, Station, VoiceFailure};

mod digits;
mod held_by_lamp;
mod latching;
mod marking;
mod microphone;
mod multicast;
mod ports;
mod protection;
mod quality;
mod receiving;
mod sampling;
mod silence;
mod statistics;
mod transmitting;
mod wish;

pub(crate) use protection::Wanted;
pub(crate) use sampling::Sampling;
pub(crate) use statistics::Statistics;
pub(crate) use wish::{NOWHERE, Names, Wish};
use wish::{event_payload_type, id_of};

/// Streams kept at once; a phone announces five, a held call of each of its calls may leave one.
const MAX_STREAMS: usize = 64;

/// Media status on the wire (section 4.7).
pub(crate) mod status {
    pub(crate) const OK: u32 = 0;
    pub(crate) const NOT_ENOUGH_CHANNELS: u32 = 2;
    pub(crate) const INVALID_CODEC: u32 = 6;
    pub(crate) const INVALID_PACKET_SIZE: u32 = 7;
    pub(crate) const OUT_OF_SOCKETS: u32 = 8;
    pub(crate) const ENCODER_OR_DECODER_FAILED: u32 = 9;
}

/// The receiving direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Receive {
    #[default]
    Closed,
    /// The voice path was asked; the server waits for the acknowledgement.
    Opening,
    Open,
}

/// The sending direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Transmit {
    pub(crate) remote: SocketAddr,
    codec: u32,
    ptime_ms: u32,
    dtmf_payload_type: Option<u8>,
    protection: Option<ProtectionSuite>,
    /// The server waits for StartMediaTransmissionAck.
    unacknowledged: bool,
}

/// One stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stream {
    /// The call it belongs to; 0 when none fits.
    pub(crate) call_reference: u32,
    /// Party and reference as the server wrote them, which answers carry.
    named_party: u32,
    named_reference: u32,
    conference_id: u32,
    receive: Receive,
    /// The multicast group that it receives from, in place of a port of its own.
    group: Option<SocketAddr>,
    /// How what it receives is encrypted.
    protection: Option<ProtectionSuite>,
    /// Who sends, as far as the opening said it.
    source: Option<SocketAddr>,
    /// When to take the first sender if nobody has been announced by then.
    latch_at: Option<Moment>,
    /// Digits that come as telephone events are reported to the server.
    reports_digits: bool,
    transmit: Option<Transmit>,
    heard: silence::Heard,
    codec: u32,
    ptime_ms: u32,
}

impl Stream {
    /// Neither direction is on.
    fn is_idle(&self) -> bool {
        self.receive == Receive::Closed && self.transmit.is_none()
    }
}

/// All streams, by their ids ([`Wish::id`]).
#[derive(Clone, Debug, Default)]
pub(crate) struct Streams {
    by_party: BTreeMap<u32, Stream>,
    reserved: ports::Reserved,
    microphone: Option<u32>,
}

impl Streams {
    /// The call receives, the call sends.
    pub(crate) fn directions(&self, call_reference: u32) -> (bool, bool) {
        let of_call = || {
            self.by_party
                .values()
                .filter(|stream| stream.call_reference == call_reference)
        };
        (
            of_call().any(|stream| stream.receive == Receive::Open),
            of_call().any(|stream| stream.transmit.is_some()),
        )
    }

    /// The stream that sends for a call.
    fn sending(&self, call_reference: u32) -> Option<(u32, &Transmit)> {
        let mut streams = self
            .by_party
            .iter()
            .filter(|(_, stream)| stream.call_reference == call_reference);
        streams.find_map(|(party, stream)| Some((*party, stream.transmit.as_ref()?)))
    }

    /// The streams of a call.
    pub(crate) fn of_call(&self, call_reference: u32) -> Vec<u32> {
        let streams = self
            .by_party
            .iter()
            .filter(|(_, stream)| stream.call_reference == call_reference);
        streams.map(|(party, _)| *party).collect()
    }

    /// Any stream that is on.
    fn any(&self) -> Option<u32> {
        self.by_party.keys().next().copied()
    }

    /// The call of a stream.
    pub(crate) fn call_of_party(&self, party: u32) -> Option<u32> {
        self.by_party
            .get(&party)
            .map(|stream| stream.call_reference)
    }

    /// The stream, when its receiving direction is being opened.
    fn opening(&mut self, party: u32) -> Option<&mut Stream> {
        let stream = self.by_party.get_mut(&party)?;
        (stream.receive == Receive::Opening).then_some(stream)
    }

    /// Where events go as RTP: stream of the call, when the server gave a payload type for them.
    pub(crate) fn telephone_events(&self, call_reference: u32) -> Option<u32> {
        self.sending(call_reference)
            .filter(|(_, transmit)| transmit.dtmf_payload_type.is_some())
            .map(|(party, _)| party)
    }

    /// The stream that Close or Stop means: by party first, reference second, conference last;
    /// among those of a call, the first of which `is` holds.
    fn meant(
        &self,
        (party, call_reference, conference_id): Names,
        is: impl Fn(&Stream) -> bool,
    ) -> Option<u32> {
        if let Some(stream) = self.by_party.get(&party) {
            return is(stream).then_some(party);
        }
        let by = |wanted: &dyn Fn(&Stream) -> bool| {
            self.by_party
                .iter()
                .find(|(_, stream)| wanted(stream) && is(stream))
                .map(|(party, _)| *party)
        };
        let reference = (call_reference != 0)
            .then(|| {
                by(&|stream| stream.named_reference == call_reference)
                    .or_else(|| by(&|stream| stream.call_reference == call_reference))
            })
            .flatten();
        reference.or_else(|| {
            (conference_id != 0)
                .then(|| by(&|stream| stream.conference_id == conference_id))
                .flatten()
        })
    }
}

/// An address that can be sent to.
fn is_somewhere(address: SocketAddr) -> bool {
    address.port() != 0 && !address.ip().is_unspecified()
}

impl Station {
    /// The call that a wish belongs to.
    fn call_of(&self, wish: &Wish) -> u32 {
        let known = |reference: u32| reference != 0 && self.calls.get(reference).is_some();
        // Asterisk and FreeSWITCH use the call's number as the party's.
        [wish.call_reference, wish.party, wish.conference_id]
            .into_iter()
            .find(|reference| known(*reference))
            .or_else(|| {
                let call = self.calls.active().or_else(|| self.calls.focused());
                call.map(|call| call.call_reference)
            })
            .unwrap_or(wish.call_reference)
    }

    /// The stream of a wish, made when there is none.
    fn stream_for(&mut self, wish: &Wish) -> Option<&mut Stream> {
        let call_reference = self.call_of(wish);
        let known = self.streams.by_party.contains_key(&wish.id());
        if !known && self.streams.by_party.len() >= MAX_STREAMS {
            return None;
        }
        let stream = self.streams.by_party.entry(wish.id()).or_default();
        stream.call_reference = call_reference;
        stream.named_party = wish.party;
        stream.named_reference = wish.call_reference;
        stream.conference_id = wish.conference_id;
        stream.codec = wish.codec;
        stream.ptime_ms = wish.ptime_ms;
        Some(stream)
    }

    /// The call has ended, whatever the server forgot to close (section 5.7).
    pub(crate) fn stop_streams_of(&mut self, call_reference: u32) {
        for party in self.streams.of_call(call_reference) {
            self.stop_stream(party);
        }
        self.release_ports_of(call_reference);
    }

    /// All streams end but those of these calls, since the registration is gone.
    pub(crate) fn stop_streams_but(&mut self, kept: &[u32]) {
        let ending = |stream: &Stream| !kept.contains(&stream.call_reference);
        let streams = self.streams.by_party.iter();
        let parties: Vec<u32> = streams
            .filter(|(_, stream)| ending(stream))
            .map(|(party, _)| *party)
            .collect();
        for party in parties {
            self.stop_stream(party);
        }
        self.streams.by_party.retain(|_, stream| !ending(stream));
        self.release_ports_but(kept);
    }

    fn stop_stream(&mut self, party: u32) {
        self.end_transmission(party);
        self.end_receiving(party, self.has_told_port(party));
    }

    /// Before a direction ends: its figures, which nobody has afterwards.
    fn ask_last_figures(&mut self, party: u32) {
        let Some(stream) = self.streams.by_party.get(&party) else {
            return;
        };
        let directions =
            u8::from(stream.receive != Receive::Closed) + u8::from(stream.transmit.is_some());
        let call_reference = stream.call_reference;
        self.query_ending(party, call_reference, directions == 1);
    }

    fn forget_idle_stream(&mut self, party: u32) {
        if self
            .streams
            .by_party
            .get(&party)
            .is_some_and(Stream::is_idle)
        {
            self.streams.by_party.remove(&party);
        }
    }

    /// A direction has ended: with the last one the stream is gone, and its call may be held.
    fn direction_ended(&mut self, party: u32) {
        let call_reference = self.streams.call_of_party(party);
        self.forget_idle_stream(party);
        if let Some(call_reference) = call_reference {
            self.derive_hold_of_call(call_reference);
        }
    }

    fn tell_media(&mut self, party: u32, transmit: bool, started: bool) {
        let Some(stream) = self.streams.by_party.get(&party) else {
            return;
        };
        let (codec, ptime_ms, protection) = match stream.transmit.filter(|_| transmit) {
            Some(transmit) => (transmit.codec, transmit.ptime_ms, transmit.protection),
            None => (stream.codec, stream.ptime_ms, stream.protection),
        };
        let sent_to = stream.transmit.map(|transmit| transmit.remote);
        let group = if transmit { sent_to } else { stream.group };
        let call_reference = stream.call_reference;
        self.tell(Event::Media {
            call_reference,
            stream: party,
            transmit,
            started,
            codec,
            ptime_ms,
            group: group.filter(|group| group.ip().is_multicast()),
            protection,
        });
    }
}

/// What to tell the server about a failure.
const fn status_of(reason: &VoiceFailure) -> u32 {
    match reason {
        VoiceFailure::Codec => status::INVALID_CODEC,
        VoiceFailure::PacketSize => status::INVALID_PACKET_SIZE,
        VoiceFailure::Socket(_) | VoiceFailure::Group(_) => status::OUT_OF_SOCKETS,
        VoiceFailure::Protection(_) => status::ENCODER_OR_DECODER_FAILED,
    }
}
