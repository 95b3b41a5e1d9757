//! Multicast: hold music and pages that come to a group, and a page that is sent to one.
//!
//! A group has no peer to announce: whoever sends to it is heard, one at a time.

use super::{MAX_STREAMS, Names, Receive, Stream, Transmit, Wish, is_somewhere};
use crate::{Station, VoiceCommand, VoiceFailure};

/// An address that a group can have.
fn is_group(wish: &Wish) -> bool {
    is_somewhere(wish.remote) && wish.remote.ip().is_multicast()
}

impl Station {
    /// StartMulticastMediaReception: join, then tell the server how it went.
    pub(crate) fn join_group(&mut self, wish: &Wish) {
        if !is_group(wish) {
            self.anomaly(format!("{} is no multicast group to join", wish.remote));
            self.acknowledge_group(wish.party, wish.call_reference, false);
            return;
        }
        let Some(stream) = self.stream_for(wish) else {
            self.anomaly(format!("more than {MAX_STREAMS} media streams at once"));
            self.acknowledge_group(wish.party, wish.call_reference, false);
            return;
        };
        let was = std::mem::replace(&mut stream.receive, Receive::Opening);
        let was_group = stream.group.replace(wish.remote).is_some();
        stream.source = None;
        stream.protection = None;
        stream.latch_at = None;
        stream.reports_digits = false;
        if was != Receive::Closed && !was_group {
            // Its sound came to a port of its own until now.
            self.voice(VoiceCommand::CloseReceive {
                stream: wish.id(),
                keep_port: false,
            });
        }
        self.voice(VoiceCommand::JoinGroup {
            stream: wish.id(),
            group: wish.remote,
            codec: wish.codec,
            ptime_ms: wish.ptime_ms,
        });
    }

    /// The voice path hears the group.
    pub(crate) fn on_group_joined(&mut self, party: u32) {
        let joins = |stream: &&mut Stream| stream.group.is_some();
        let Some(stream) = self.streams.opening(party).filter(joins) else {
            return;
        };
        stream.receive = Receive::Open;
        let (named_party, reference) = (stream.named_party, stream.named_reference);
        self.acknowledge_group(named_party, reference, true);
        self.tell_media(party, false, true);
    }

    /// The voice path cannot.
    pub(crate) fn on_group_failed(&mut self, party: u32, reason: &VoiceFailure) {
        let joins = |stream: &&mut Stream| stream.group.is_some();
        let Some(stream) = self.streams.opening(party).filter(joins) else {
            return;
        };
        stream.receive = Receive::Closed;
        stream.group = None;
        let (named_party, reference) = (stream.named_party, stream.named_reference);
        if let VoiceFailure::Group(text) = reason {
            // The acknowledgement has no room for the reason.
            self.anomaly(format!("a multicast group cannot be joined: {text}"));
        }
        self.acknowledge_group(named_party, reference, false);
        self.forget_idle_stream(party);
    }

    /// StopMulticastMediaReception.
    pub(crate) fn leave_group(&mut self, names: Names) {
        let receives = |stream: &Stream| stream.receive != Receive::Closed;
        let in_group = |stream: &Stream| receives(stream) && stream.group.is_some();
        if let Some(party) = self.streams.meant(names, in_group) {
            self.end_receiving(party, false);
        }
    }

    /// StartMulticastMediaTransmission; no message answers it.
    pub(crate) fn start_group_transmission(&mut self, wish: &Wish) {
        if !is_group(wish) {
            self.anomaly(format!("{} is no multicast group to send to", wish.remote));
            return;
        }
        let Some(stream) = self.stream_for(wish) else {
            self.anomaly(format!("more than {MAX_STREAMS} media streams at once"));
            return;
        };
        stream.transmit = Some(Transmit {
            remote: wish.remote,
            codec: wish.codec,
            ptime_ms: wish.ptime_ms,
            dtmf_payload_type: None,
            protection: None,
            unacknowledged: false,
        });
        self.have_sent(wish, None, None);
        self.tell_media(wish.id(), true, true);
    }

    fn acknowledge_group(&mut self, party: u32, call_reference: u32, joined: bool) {
        let status = if joined {
            sccp::MulticastStatus::OK
        } else {
            sccp::MulticastStatus::ERROR
        };
        self.send(sccp::MulticastMediaReceptionAck {
            multicast_reception_status: status,
            pass_through_party_id: party,
            call_reference,
        });
    }
}
