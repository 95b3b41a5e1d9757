//! Digits beside the person's own: those the server has sent, played or wants to hear of.

use sccp::{DeviceTone, SubscribeDtmfPayloadReq, UnsubscribeDtmfPayloadReq};

use super::{Receive, event_payload_type};
use crate::{Station, VoiceCommand};

impl Station {
    /// SendDtmfTone: send a digit into the voice, as event or as sound.
    pub(crate) fn on_send_dtmf(&mut self, party: u32, conference_id: u32, tone: DeviceTone) {
        let Some(digit) = tone.digit() else {
            self.anomaly("the server has a tone sent that is no digit");
            return;
        };
        let names = (party, 0, conference_id);
        if let Some(stream) = self
            .streams
            .meant(names, |stream| stream.transmit.is_some())
        {
            self.voice(VoiceCommand::SendDigit { stream, digit });
        }
    }

    /// NotifyDtmfTone: the far end pressed a key; the person hears it.
    pub(crate) fn on_notify_dtmf(&mut self, tone: DeviceTone) {
        match tone.digit() {
            // A tone that sounds says something of its own.
            Some(_) if self.sounds.tone_name().is_some() => {}
            Some(digit) => self.voice(VoiceCommand::PlayDigit { digit }),
            None => self.anomaly("the server tells of a tone that is no digit"),
        }
    }

    /// SubscribeDtmfPayloadReq: report the digits that come as events of this payload type.
    pub(crate) fn on_subscribe_dtmf(&mut self, req: &SubscribeDtmfPayloadReq) {
        let names = (req.pass_through_party_id, 0, req.conference_id);
        let stream = self
            .streams
            .meant(names, |stream| stream.receive != Receive::Closed);
        let payload_type = event_payload_type(req.payload_dtmf);
        let (Some(id), Some(payload_type)) = (stream, payload_type) else {
            self.send(sccp::SubscribeDtmfPayloadErr {
                payload_dtmf: req.payload_dtmf,
                conference_id: req.conference_id,
                pass_through_party_id: req.pass_through_party_id,
            });
            return;
        };
        if let Some(stream) = self.streams.by_party.get_mut(&id) {
            stream.reports_digits = true;
        }
        self.voice(VoiceCommand::ReportDigits {
            stream: id,
            payload_type: Some(payload_type),
        });
        self.send(sccp::SubscribeDtmfPayloadRes {
            payload_dtmf: req.payload_dtmf,
            conference_id: req.conference_id,
            pass_through_party_id: req.pass_through_party_id,
        });
    }

    /// UnSubscribeDtmfPayloadReq: no longer.
    pub(crate) fn on_unsubscribe_dtmf(&mut self, req: &UnsubscribeDtmfPayloadReq) {
        let names = (req.pass_through_party_id, 0, req.conference_id);
        let Some(id) = self.streams.meant(names, |stream| stream.reports_digits) else {
            self.send(sccp::UnsubscribeDtmfPayloadErr {
                payload_dtmf: req.payload_dtmf,
                conference_id: req.conference_id,
                pass_through_party_id: req.pass_through_party_id,
            });
            return;
        };
        if let Some(stream) = self.streams.by_party.get_mut(&id) {
            stream.reports_digits = false;
        }
        self.voice(VoiceCommand::ReportDigits {
            stream: id,
            payload_type: None,
        });
        self.send(sccp::UnsubscribeDtmfPayloadRes {
            payload_dtmf: req.payload_dtmf,
            conference_id: req.conference_id,
            pass_through_party_id: req.pass_through_party_id,
        });
    }

    /// The voice path heard a digit that the server wants to know of.
    pub(crate) fn on_digit_heard(&mut self, party: u32, digit: char) {
        let wanted = self.streams.by_party.get(&party);
        let wanted = wanted.filter(|stream| stream.reports_digits);
        let (Some(stream), Some(tone)) = (wanted, DeviceTone::of_digit(digit)) else {
            return;
        };
        let notify = sccp::NotifyDtmfTone {
            tone,
            conference_id: stream.conference_id,
            pass_through_party_id: stream.named_party,
        };
        self.send(notify);
    }
}
