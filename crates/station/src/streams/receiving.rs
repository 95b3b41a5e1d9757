//! Receiving: the voice path opens a port, the server is told which (section 5.7).

use super::{MAX_STREAMS, Receive, Wish, is_somewhere, status, status_of};
use crate::{Station, VoiceCommand, VoiceFailure};

impl Station {
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
        let Some(stream) = self.streams.opening(party) else {
            return;
        };
        stream.receive = Receive::Open;
        let reference = stream.named_reference;
        self.acknowledge_receive(party, reference, status::OK, port);
        self.tell_media(party, false, true);
    }

    /// The voice path could not: the server is told why.
    pub(crate) fn on_receive_failed(&mut self, party: u32, reason: &VoiceFailure) {
        let Some(stream) = self.streams.opening(party) else {
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
        self.direction_ended(party);
    }
}
