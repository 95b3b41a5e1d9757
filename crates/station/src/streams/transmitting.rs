//! Sending: to whom the server says, from the port that receives (section 5.7).

use super::marking::told_tos;
use super::{MAX_STREAMS, Names, Stream, Transmit, Wish, is_somewhere, status, status_of};
use crate::{SilenceSuppression, Station, StreamProtection, VoiceCommand, VoiceFailure};

impl Station {
    /// StartMediaTransmission: send there from now on, or somewhere else than before.
    pub(crate) fn start_transmission(&mut self, wish: &Wish) {
        if self.refuses_protection(wish) {
            // What went out in the open until now is not to do so any more.
            self.end_transmission(wish.id());
            self.acknowledge_transmission(wish, status::ENCODER_OR_DECODER_FAILED, 0);
            return;
        }
        if !is_somewhere(wish.remote) {
            // Told to send nowhere (section 5.7): quiet, but not an error.
            self.end_transmission(wish.id());
            self.acknowledge_transmission(wish, status::OK, 0);
            return;
        }
        let acknowledges = self.version.is_at_least(11);
        let Some(stream) = self.stream_for(wish) else {
            self.anomaly(format!("more than {MAX_STREAMS} media streams at once"));
            self.acknowledge_transmission(wish, status::NOT_ENOUGH_CHANNELS, 0);
            return;
        };
        let before = stream.transmit;
        let protection = wish.protection.protection();
        let suite = protection.as_ref().map(StreamProtection::suite);
        let call_reference = stream.call_reference;
        // Who sends is known from now on.
        stream.latch_at = None;
        stream.transmit = Some(Transmit {
            remote: wish.remote,
            codec: wish.codec,
            ptime_ms: wish.ptime_ms,
            dtmf_payload_type: wish.events(),
            protection: suite,
            unacknowledged: acknowledges,
        });
        self.have_sent(wish, wish.events(), protection);
        let goes_on = before.is_some_and(|before| {
            (before.codec, before.ptime_ms, before.protection) == (wish.codec, wish.ptime_ms, suite)
        });
        if !goes_on {
            self.tell_media(wish.id(), true, true);
        }
        if before.is_none() {
            self.record_on(call_reference);
        }
        self.expect_peer_of_call(wish.id());
        self.undo_derived_hold(wish.id());
    }

    /// Has the voice path send: with telephone events as this payload type, and protected so.
    pub(super) fn have_sent(
        &mut self,
        wish: &Wish,
        dtmf_payload_type: Option<u8>,
        protection: Option<StreamProtection>,
    ) {
        self.voice(VoiceCommand::StartTransmit {
            stream: wish.id(),
            remote: wish.remote,
            codec: wish.codec,
            ptime_ms: wish.ptime_ms,
            dtmf_payload_type,
            tos: wish.tos.unwrap_or(self.audio_tos()),
            protection,
            payload_type: wish.sound(),
            silence_suppression: self.suppresses_silence(wish),
        });
    }

    /// Whether pauses of a stream are left out: as the server says, unless the person wants it so
    /// or otherwise.
    fn suppresses_silence(&self, wish: &Wish) -> bool {
        match self.config.silence_suppression {
            SilenceSuppression::Off => false,
            SilenceSuppression::Server => wish.silence_suppression,
            SilenceSuppression::On => true,
        }
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
        let wish = Wish::answering(stream);
        self.acknowledge_transmission(&wish, status::OK, port);
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
        let wish = Wish::answering(stream);
        if wish.remote.ip().is_multicast() {
            // No message answers the order to send to a group.
            self.anomaly(format!("nothing can be sent to the group {}", wish.remote));
        } else if self.version.is_at_least(11) {
            self.acknowledge_transmission(&wish, status_of(reason), 0);
        } else {
            self.send_transmission_failure(&wish);
        }
        self.end_transmission(party);
    }

    /// The TOS byte of voice where the server says none.
    pub(super) fn audio_tos(&self) -> u8 {
        (self.config.audio_dscp & 0x3f) << 2
    }

    /// UpdateDSCP: mark the packets anew.
    pub(crate) fn on_update_dscp(&mut self, names: Names, value: u32) {
        let stream = self
            .streams
            .meant(names, |stream| stream.transmit.is_some());
        // Nothing at all is a mark as well, here where it is said on purpose.
        let Some(tos) = told_tos(value).or((value == 0).then_some(0)) else {
            return;
        };
        if let Some(stream) = stream {
            self.voice(VoiceCommand::SetTos { stream, tos });
        }
    }

    fn acknowledge_transmission(&mut self, wish: &Wish, status: u32, port: u16) {
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
            pass_through_party_id: wish.party,
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

    /// StopMediaTransmission, and its like for groups.
    pub(crate) fn stop_transmission(&mut self, names: Names) {
        if let Some(party) = self
            .streams
            .meant(names, |stream| stream.transmit.is_some())
        {
            self.end_transmission(party);
        }
    }

    /// Ends sending.
    pub(super) fn end_transmission(&mut self, party: u32) {
        let sends = |stream: &&Stream| stream.transmit.is_some();
        if self.streams.by_party.get(&party).filter(sends).is_none() {
            return;
        }
        self.ask_last_figures(party);
        self.voice(VoiceCommand::StopTransmit { stream: party });
        self.tell_media(party, true, false);
        if let Some(stream) = self.streams.by_party.get_mut(&party) {
            stream.transmit = None;
        }
        self.direction_ended(party);
    }
}
