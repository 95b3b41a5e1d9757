//! Media streams: what the server opens and closes, paired with calls.
//!
//! A stream is named by its `passThroughPartyId`; some servers leave the other two
//! names 0 (section 5.7). Sockets and sound are the voice path's.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::{CallState, Event, Station, VoiceCommand, VoiceFailure};

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
    /// The server waits for StartMediaTransmissionAck.
    unacknowledged: bool,
}

/// One stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stream {
    /// The call it belongs to; 0 when none fits.
    pub(crate) call_reference: u32,
    /// The reference as the server wrote it, which answers carry.
    named_reference: u32,
    conference_id: u32,
    receive: Receive,
    transmit: Option<Transmit>,
    codec: u32,
    ptime_ms: u32,
}

impl Stream {
    /// Neither direction is on.
    fn is_idle(&self) -> bool {
        self.receive == Receive::Closed && self.transmit.is_none()
    }
}

/// All streams, by `passThroughPartyId`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Streams {
    by_party: BTreeMap<u32, Stream>,
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

    /// The call of a stream.
    pub(crate) fn call_of_party(&self, party: u32) -> Option<u32> {
        self.by_party
            .get(&party)
            .map(|stream| stream.call_reference)
    }

    /// Where events go as RTP: stream of the call, when the server gave a payload type for them.
    pub(crate) fn telephone_events(&self, call_reference: u32) -> Option<u32> {
        self.sending(call_reference)
            .filter(|(_, transmit)| transmit.dtmf_payload_type.is_some())
            .map(|(party, _)| party)
    }

    /// The stream that Close or Stop means: by party first, reference second, conference last.
    fn meant(&self, party: u32, call_reference: u32, conference_id: u32) -> Option<u32> {
        if self.by_party.contains_key(&party) {
            return Some(party);
        }
        let by = |wanted: &dyn Fn(&Stream) -> bool| {
            self.by_party
                .iter()
                .find(|(_, stream)| wanted(stream))
                .map(|(party, _)| *party)
        };
        let reference = (call_reference != 0)
            .then(|| by(&|stream| stream.call_reference == call_reference))
            .flatten();
        reference.or_else(|| {
            (conference_id != 0)
                .then(|| by(&|stream| stream.conference_id == conference_id))
                .flatten()
        })
    }
}

/// What a stream is to be, as the server says it in either direction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub(crate) party: u32,
    pub(crate) call_reference: u32,
    pub(crate) conference_id: u32,
    pub(crate) codec: u32,
    pub(crate) ptime_ms: u32,
    /// RTP payload type of telephone events, 0 for none.
    pub(crate) dtmf_payload_type: u32,
    /// The other side of the stream; unspecified when not told.
    pub(crate) remote: SocketAddr,
    /// `algorithmID` of the encryption, 0 for none.
    pub(crate) encryption: u32,
    /// TOS byte, for sending.
    pub(crate) tos: u8,
}

impl Wish {
    /// The payload type of telephone events: a dynamic one, or none.
    fn events(&self) -> Option<u8> {
        u8::try_from(self.dtmf_payload_type)
            .ok()
            .filter(|payload_type| (96..=127).contains(payload_type))
    }
}

/// No address at all.
pub(crate) const NOWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

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
        let known = self.streams.by_party.contains_key(&wish.party);
        if !known && self.streams.by_party.len() >= MAX_STREAMS {
            return None;
        }
        let stream = self.streams.by_party.entry(wish.party).or_default();
        stream.call_reference = call_reference;
        stream.named_reference = wish.call_reference;
        stream.conference_id = wish.conference_id;
        stream.codec = wish.codec;
        stream.ptime_ms = wish.ptime_ms;
        Some(stream)
    }

    /// OpenReceiveChannel: the voice path opens a port, then the server is told which.
    pub(crate) fn open_receive(&mut self, wish: &Wish) {
        if wish.encryption != 0 {
            self.anomaly("the server wants encrypted media, which this phone does not have yet");
            self.acknowledge_receive(
                wish.party,
                wish.call_reference,
                status::ENCODER_OR_DECODER_FAILED,
                0,
            );
            return;
        }
        let Some(stream) = self.stream_for(wish) else {
            self.anomaly(format!("more than {MAX_STREAMS} media streams at once"));
            self.acknowledge_receive(
                wish.party,
                wish.call_reference,
                status::NOT_ENOUGH_CHANNELS,
                0,
            );
            return;
        };
        stream.receive = Receive::Opening;
        self.voice(VoiceCommand::OpenReceive {
            stream: wish.party,
            codec: wish.codec,
            ptime_ms: wish.ptime_ms,
            dtmf_payload_type: wish.events(),
            source: is_somewhere(wish.remote).then_some(wish.remote),
        });
    }

    /// The voice path receives: the server gets the port at once.
    pub(crate) fn on_receive_opened(&mut self, party: u32, port: u16) {
        let Some(stream) = self
            .streams
            .by_party
            .get_mut(&party)
            .filter(|stream| stream.receive == Receive::Opening)
        else {
            return;
        };
        stream.receive = Receive::Open;
        let reference = stream.named_reference;
        self.acknowledge_receive(party, reference, status::OK, port);
        self.tell_media(party, false, true);
    }

    /// The voice path could not: the server is told why.
    pub(crate) fn on_receive_failed(&mut self, party: u32, reason: &VoiceFailure) {
        let Some(stream) = self
            .streams
            .by_party
            .get_mut(&party)
            .filter(|stream| stream.receive == Receive::Opening)
        else {
            return;
        };
        stream.receive = Receive::Closed;
        let reference = stream.named_reference;
        self.acknowledge_receive(party, reference, status_of(reason), 0);
        self.forget_idle_stream(party);
    }

    fn acknowledge_receive(&mut self, party: u32, call_reference: u32, status: u32, port: u16) {
        let Some(ip) = self.connection.local_ip() else {
            return;
        };
        self.send(sccp::OpenReceiveChannelAck {
            media_reception_status: status.into(),
            ip_addr: ip.into(),
            port_number: u32::from(port),
            pass_through_party_id: party,
            call_reference,
        });
    }

    /// StartMediaTransmission: send there from now on, or somewhere else than before.
    pub(crate) fn start_transmission(&mut self, wish: &Wish) {
        if wish.encryption != 0 {
            self.anomaly("the server wants encrypted media, which this phone does not have yet");
            self.acknowledge_transmission(wish.party, wish, status::ENCODER_OR_DECODER_FAILED, 0);
            return;
        }
        if !is_somewhere(wish.remote) {
            // Told to send nowhere (section 5.7): quiet, but not an error.
            if self.streams.by_party.contains_key(&wish.party) {
                self.stop_transmission(wish.party, wish.call_reference, wish.conference_id);
            }
            self.acknowledge_transmission(wish.party, wish, status::OK, 0);
            return;
        }
        let acknowledged = self.version.is_at_least(11);
        let Some(stream) = self.stream_for(wish) else {
            self.anomaly(format!("more than {MAX_STREAMS} media streams at once"));
            self.acknowledge_transmission(wish.party, wish, status::NOT_ENOUGH_CHANNELS, 0);
            return;
        };
        let began = stream.transmit.is_none();
        stream.transmit = Some(Transmit {
            remote: wish.remote,
            codec: wish.codec,
            ptime_ms: wish.ptime_ms,
            dtmf_payload_type: wish.events(),
            unacknowledged: acknowledged,
        });
        self.voice(VoiceCommand::StartTransmit {
            stream: wish.party,
            remote: wish.remote,
            codec: wish.codec,
            ptime_ms: wish.ptime_ms,
            dtmf_payload_type: wish.events(),
            tos: wish.tos,
        });
        if began {
            self.tell_media(wish.party, true, true);
        }
        self.undo_derived_hold(wish.party);
    }

    /// The voice path sends.
    pub(crate) fn on_transmit_started(&mut self, party: u32, port: u16) {
        let Some(stream) = self.streams.by_party.get_mut(&party) else {
            return;
        };
        let Some(transmit) = stream
            .transmit
            .as_mut()
            .filter(|transmit| transmit.unacknowledged)
        else {
            return;
        };
        transmit.unacknowledged = false;
        let wish = Wish::answering(party, stream);
        self.acknowledge_transmission(party, &wish, status::OK, port);
    }

    /// The voice path could not send.
    pub(crate) fn on_transmit_failed(&mut self, party: u32, reason: &VoiceFailure) {
        let Some(stream) = self
            .streams
            .by_party
            .get_mut(&party)
            .filter(|stream| stream.transmit.is_some())
        else {
            return;
        };
        let wish = Wish::answering(party, stream);
        if self.version.is_at_least(11) {
            self.acknowledge_transmission(party, &wish, status_of(reason), 0);
        } else {
            self.send_transmission_failure(&wish);
        }
        self.stop_transmission(party, 0, 0);
    }

    fn acknowledge_transmission(&mut self, party: u32, wish: &Wish, status: u32, port: u16) {
        let Some(ip) = self.connection.local_ip() else {
            return;
        };
        if !self.version.is_at_least(11) {
            if status != status::OK {
                self.send_transmission_failure(wish);
            }
            return;
        }
        self.send(sccp::StartMediaTransmissionAck {
            conference_id: wish.conference_id,
            pass_through_party_id: party,
            call_reference: wish.call_reference,
            transmit_ip_addr: ip.into(),
            port_number: u32::from(port),
            media_transmission_status: status.into(),
        });
    }

    fn send_transmission_failure(&mut self, wish: &Wish) {
        self.send(sccp::MediaTransmissionFailure {
            conference_id: wish.conference_id,
            pass_through_party_id: wish.party,
            remote_ip_addr: wish.remote.ip().into(),
            remote_port_number: u32::from(wish.remote.port()),
            call_reference: wish.call_reference,
        });
    }

    /// CloseReceiveChannel.
    pub(crate) fn close_receive(
        &mut self,
        party: u32,
        call_reference: u32,
        conference_id: u32,
        keep_port: bool,
    ) {
        let Some(party) = self.streams.meant(party, call_reference, conference_id) else {
            return;
        };
        let Some(stream) = self
            .streams
            .by_party
            .get(&party)
            .filter(|stream| stream.receive != Receive::Closed)
        else {
            return;
        };
        let was_open = stream.receive == Receive::Open;
        self.ask_last_figures(party);
        if let Some(stream) = self.streams.by_party.get_mut(&party) {
            stream.receive = Receive::Closed;
        }
        self.voice(VoiceCommand::CloseReceive {
            stream: party,
            keep_port,
        });
        if was_open {
            self.tell_media(party, false, false);
        }
        self.forget_idle_stream(party);
    }

    /// StopMediaTransmission.
    pub(crate) fn stop_transmission(
        &mut self,
        party: u32,
        call_reference: u32,
        conference_id: u32,
    ) {
        let Some(party) = self.streams.meant(party, call_reference, conference_id) else {
            return;
        };
        if self
            .streams
            .by_party
            .get(&party)
            .is_none_or(|stream| stream.transmit.is_none())
        {
            return;
        }
        self.ask_last_figures(party);
        self.voice(VoiceCommand::StopTransmit { stream: party });
        self.tell_media(party, true, false);
        if let Some(stream) = self.streams.by_party.get_mut(&party) {
            stream.transmit = None;
        }
        self.forget_idle_stream(party);
    }

    /// The call has ended, whatever the server forgot to close (section 5.7).
    pub(crate) fn stop_streams_of(&mut self, call_reference: u32) {
        for party in self.streams.of_call(call_reference) {
            self.stop_transmission(party, 0, 0);
            self.close_receive(party, 0, 0, false);
        }
    }

    /// All streams end, since the registration is gone.
    pub(crate) fn stop_streams(&mut self) {
        let parties: Vec<u32> = self.streams.by_party.keys().copied().collect();
        for party in parties {
            self.stop_transmission(party, 0, 0);
            self.close_receive(party, 0, 0, false);
        }
        self.streams.by_party.clear();
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

    fn tell_media(&mut self, party: u32, transmit: bool, started: bool) {
        let Some(stream) = self.streams.by_party.get(&party) else {
            return;
        };
        let (codec, ptime_ms) = match stream.transmit.filter(|_| transmit) {
            Some(transmit) => (transmit.codec, transmit.ptime_ms),
            None => (stream.codec, stream.ptime_ms),
        };
        let call_reference = stream.call_reference;
        self.tell(Event::Media {
            call_reference,
            stream: party,
            transmit,
            started,
            codec,
            ptime_ms,
        });
    }

    /// One microphone among several calls: it goes to the connected call in front.
    pub(crate) fn follow_microphone(&mut self) {
        let in_front = self.calls.focused().filter(|call| is_talking(call.state));
        let call = in_front
            .filter(|call| self.streams.sending(call.call_reference).is_some())
            .or_else(|| self.calls.active());
        let stream = call
            .and_then(|call| self.streams.sending(call.call_reference))
            .map(|(party, _)| party);
        if stream != self.streams.microphone {
            self.streams.microphone = stream;
            self.voice(VoiceCommand::Microphone { stream });
        }
    }

    /// CallManager 2 and 3 hold a call without saying so: its lamp winks and its media are
    /// closed (section 5.9).
    pub(crate) fn derive_hold(&mut self, line_instance: u32) {
        let now = self.now;
        if self.version.is_at_least(5) {
            return;
        }
        let rings = self
            .calls
            .in_order()
            .iter()
            .any(|call| call.line_instance == line_instance && call.state.is_ringing());
        let silent = self.calls.in_order().into_iter().find(|call| {
            call.line_instance == line_instance
                && call.state == CallState::Connected
                && self.streams.directions(call.call_reference) == (false, false)
        });
        let Some(reference) = silent.map(|call| call.call_reference).filter(|_| !rings) else {
            return;
        };
        if let Some(call) = self.calls.get_mut(reference) {
            call.change(CallState::Hold, now);
            call.hold_derived = true;
        }
        self.tell_call_state(reference);
    }

    /// Media flow again: what only looked held is not.
    fn undo_derived_hold(&mut self, party: u32) {
        let now = self.now;
        let Some(reference) = self
            .streams
            .by_party
            .get(&party)
            .map(|stream| stream.call_reference)
        else {
            return;
        };
        let Some(call) = self
            .calls
            .get_mut(reference)
            .filter(|call| call.hold_derived)
        else {
            return;
        };
        call.change(CallState::Connected, now);
        self.calls.focus_after_change(reference, CallState::Hold);
        self.tell_call_state(reference);
    }
}

impl Wish {
    /// What an answer about this stream repeats.
    fn answering(party: u32, stream: &Stream) -> Self {
        Self {
            party,
            call_reference: stream.named_reference,
            conference_id: stream.conference_id,
            codec: stream.codec,
            ptime_ms: stream.ptime_ms,
            dtmf_payload_type: 0,
            remote: stream.transmit.map_or(NOWHERE, |transmit| transmit.remote),
            encryption: 0,
            tos: 0,
        }
    }
}

/// The person talks, or hears early media and may be heard.
const fn is_talking(state: CallState) -> bool {
    matches!(
        state,
        CallState::Connected | CallState::RingOut | CallState::Proceed | CallState::CallTransfer
    )
}

/// What to tell the server about a failure.
const fn status_of(reason: &VoiceFailure) -> u32 {
    match reason {
        VoiceFailure::Codec => status::INVALID_CODEC,
        VoiceFailure::PacketSize => status::INVALID_PACKET_SIZE,
        VoiceFailure::Socket(_) => status::OUT_OF_SOCKETS,
    }
}
