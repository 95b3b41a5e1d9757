//! Receiving: the voice path opens a port, the server is told which (section 5.7).

use std::time::Duration;

use super::{MAX_STREAMS, Names, Receive, Stream, Wish, is_somewhere, status, status_of};
use crate::{ExpectedSender, Station, StreamProtection, VoiceCommand, VoiceFailure};

/// How long the person is told that no port is free.
const NOTICE: Duration = Duration::from_secs(10);

impl Station {
    /// OpenReceiveChannel: the voice path opens a port, then the server is told which.
    pub(crate) fn open_receive(&mut self, wish: &Wish) {
        if self.refuses_protection(wish) {
            // What came in the open until now is not what the server wants any more.
            self.end_receiving(wish.id(), false);
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
        let was = std::mem::replace(&mut stream.receive, Receive::Opening);
        let left_group = stream.group.take();
        let (call_reference, sends) = (stream.call_reference, stream.transmit.is_some());
        // The address may come without a port.
        stream.source = (!wish.remote.ip().is_unspecified()).then_some(wish.remote);
        stream.latch_at = None;
        stream.reports_digits = false;
        let protection = wish.protection.protection();
        stream.protection = protection.as_ref().map(StreamProtection::suite);
        let source = stream.source.filter(|source| is_somewhere(*source));
        let first_of = match stream.source {
            Some(named) if source.is_none() && stream.transmit.is_none() => Some(named.ip()),
            _ => None,
        };
        if left_group.is_some() && was != Receive::Closed {
            // Its sound came from a group until now.
            self.voice(VoiceCommand::LeaveGroup { stream: wish.id() });
        }
        self.streams.reserved.take(wish.id());
        self.voice(VoiceCommand::OpenReceive {
            stream: wish.id(),
            codec: wish.codec,
            ptime_ms: wish.ptime_ms,
            dtmf_payload_type: wish.events(),
            source,
            protection,
            payload_type: wish.sound(),
        });
        if first_of.is_some() {
            self.accept_from(wish.id(), ExpectedSender::First(first_of));
        }
        if sends {
            self.record_on(call_reference);
        }
    }

    /// The voice path receives: the server gets the port at once.
    pub(crate) fn on_receive_opened(&mut self, party: u32, port: u16) {
        let now = self.now;
        let own_port = |stream: &&mut Stream| stream.group.is_none();
        let Some(stream) = self.streams.opening(party).filter(own_port) else {
            return;
        };
        stream.receive = Receive::Open;
        stream.await_announcement(now);
        let (named_party, reference) = (stream.named_party, stream.named_reference);
        if self.has_told_port(party) {
            self.tell_port(port);
        } else {
            self.acknowledge_receive(named_party, reference, status::OK, port);
        }
        self.tell_media(party, false, true);
    }

    /// The voice path could not: the server is told why.
    pub(crate) fn on_receive_failed(&mut self, party: u32, reason: &VoiceFailure) {
        let own_port = |stream: &&mut Stream| stream.group.is_none();
        let Some(stream) = self.streams.opening(party).filter(own_port) else {
            return;
        };
        stream.receive = Receive::Closed;
        let (named_party, reference) = (stream.named_party, stream.named_reference);
        self.acknowledge_receive(named_party, reference, status_of(reason), 0);
        self.tell_missing_port(reason);
        self.forget_idle_stream(party);
    }

    /// The person hears nothing of this call: says why.
    pub(super) fn tell_missing_port(&mut self, reason: &VoiceFailure) {
        if let VoiceFailure::Socket(reason) = reason {
            self.anomaly(format!("no port is free for the voice: {reason}"));
            let text = self.words("No port is free for the voice").to_owned();
            self.display.notify(text, Some(self.now + NOTICE));
        }
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

    /// CloseReceiveChannel.
    pub(crate) fn close_receive(&mut self, names: Names, keep_port: bool) {
        let receives =
            |stream: &Stream| stream.receive != Receive::Closed && stream.group.is_none();
        if let Some(party) = self.streams.meant(names, receives) {
            self.end_receiving(party, keep_port);
        }
    }

    /// Ends receiving, from a port or from a group.
    pub(super) fn end_receiving(&mut self, party: u32, keep_port: bool) {
        let receives = |stream: &&Stream| stream.receive != Receive::Closed;
        let Some(stream) = self.streams.by_party.get(&party).filter(receives) else {
            return;
        };
        let was_open = stream.receive == Receive::Open;
        self.ask_last_figures(party);
        let Some(stream) = self.streams.by_party.get_mut(&party) else {
            return;
        };
        stream.receive = Receive::Closed;
        stream.latch_at = None;
        stream.reports_digits = false;
        let command = match stream.group {
            Some(_) => VoiceCommand::LeaveGroup { stream: party },
            None => VoiceCommand::CloseReceive {
                stream: party,
                keep_port,
            },
        };
        self.voice(command);
        if was_open {
            self.tell_media(party, false, false);
        }
        if let Some(stream) = self.streams.by_party.get_mut(&party) {
            stream.group = None;
        }
        self.direction_ended(party);
    }
}
