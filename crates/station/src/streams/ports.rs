//! Ports that a server asks for before it opens a channel (section 5.7).

use std::collections::BTreeMap;

use sccp::{MediaTransportType, MediaType, PortReq};

use super::{MAX_STREAMS, Names, id_of};
use crate::{Station, VoiceCommand};

/// Ports reserved for channels that are not open yet, by the stream's id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reserved(BTreeMap<u32, Reservation>);

#[derive(Clone, Debug)]
struct Reservation {
    call_reference: u32,
    /// The server still waits for the answer to this.
    question: Option<PortReq>,
}

impl Reserved {
    /// The channel opens and takes its port.
    pub(super) fn take(&mut self, stream: u32) {
        let waits = |reservation: &Reservation| reservation.question.is_some();
        if self.0.get(&stream).is_some_and(|known| !waits(known)) {
            self.0.remove(&stream);
        }
    }
}

impl Station {
    /// PortRequest: reserve a port for voice; there is none for anything else.
    pub(crate) fn on_port_req(&mut self, req: &PortReq) {
        // Servers that name neither mean voice.
        let is_voice = matches!(req.media_type, MediaType::AUDIO | MediaType::INVALID);
        let is_rtp = matches!(req.media_transport_type.code(), 0)
            || req.media_transport_type == MediaTransportType::RTP;
        if !is_voice || !is_rtp || self.streams.reserved.0.len() >= MAX_STREAMS {
            self.answer_port_req(req, 0);
            return;
        }
        let stream = id_of((
            req.pass_through_party_id,
            req.call_reference,
            req.conference_id,
        ));
        let reservation = Reservation {
            call_reference: req.call_reference,
            question: Some(req.clone()),
        };
        self.streams.reserved.0.insert(stream, reservation);
        self.voice(VoiceCommand::ReservePort { stream });
    }

    /// The voice path has a port, or none (0).
    pub(crate) fn on_port_reserved(&mut self, stream: u32, port: u16) {
        let Some(reservation) = self.streams.reserved.0.get_mut(&stream) else {
            if port != 0 && self.has_told_port(stream) {
                self.tell_port(port);
            }
            return;
        };
        let question = reservation.question.take();
        if port == 0 || self.streams.by_party.contains_key(&stream) {
            self.streams.reserved.0.remove(&stream);
        }
        if let Some(question) = question {
            self.answer_port_req(&question, port);
        }
    }

    fn answer_port_req(&mut self, req: &PortReq, port: u16) {
        let Some(ip) = self.connection.local_ip() else {
            return;
        };
        self.send(sccp::PortRes {
            conference_id: req.conference_id,
            call_reference: req.call_reference,
            pass_through_party_id: req.pass_through_party_id,
            ip_addr: ip.into(),
            port_number: u32::from(port),
            // The odd port above, for reports (RFC 3550, 11).
            rtcp_port_number: if port == 0 { 0 } else { u32::from(port) + 1 },
            media_type: req.media_type,
        });
    }

    /// PortClose.
    pub(crate) fn on_port_close(&mut self, names: Names) {
        let stream = id_of(names);
        self.streams.reserved.0.remove(&stream);
        self.voice(VoiceCommand::ReleasePort { stream });
    }

    /// The call is over: nobody will open the channels that ports were reserved for.
    pub(super) fn release_ports_of(&mut self, call_reference: u32) {
        self.release_ports(|reservation| reservation.call_reference == call_reference);
    }

    /// Likewise for all calls but these.
    pub(super) fn release_ports_but(&mut self, kept: &[u32]) {
        self.release_ports(|reservation| !kept.contains(&reservation.call_reference));
    }

    fn release_ports(&mut self, over: impl Fn(&Reservation) -> bool) {
        let reserved = &mut self.streams.reserved.0;
        let released: Vec<u32> = reserved
            .extract_if(.., |_, reservation| over(reservation))
            .map(|(stream, _)| stream)
            .collect();
        for stream in released {
            self.voice(VoiceCommand::ReleasePort { stream });
        }
    }
}
