//! Media: which streams the server wants opened, closed and counted.

use sccp::{Message, PortHandling};

use crate::Station;
use crate::streams::Wish;

/// How a message names the stream it is about.
macro_rules! names {
    ($message:expr) => {
        (
            $message.pass_through_party_id,
            $message.call_reference,
            $message.conference_id,
        )
    };
}

impl Station {
    /// Streams, and their figures.
    pub(super) fn on_media_message(&mut self, message: Message) {
        match message {
            Message::OpenReceiveChannel(open) => self.open_receive(&Wish::to_receive(&open)),
            Message::CloseReceiveChannel(close) => {
                let keep_port = close.port_handling_flag == PortHandling::KEEP_PORT;
                self.close_receive(names!(close), keep_port);
            }
            Message::StartMediaTransmission(start) => {
                self.start_transmission(&Wish::to_send(&start));
            }
            Message::StopMediaTransmission(stop) => self.stop_transmission(names!(stop)),
            Message::StartMediaReception(start) => self.start_reception(&start),
            Message::StopMediaReception(stop) => {
                self.close_receive((stop.pass_through_party_id, 0, stop.conference_id), true);
            }
            Message::StartMulticastMediaReception(start) => {
                self.join_group(&Wish::to_hear_group(&start));
            }
            Message::StopMulticastMediaReception(stop) => self.leave_group(names!(stop)),
            Message::StartMulticastMediaTransmission(start) => {
                self.start_group_transmission(&Wish::to_send_to_group(&start));
            }
            Message::StopMulticastMediaTransmission(stop) => self.stop_transmission(names!(stop)),
            Message::UpdateDscp(update) => self.on_update_dscp(names!(update), update.dscp_value),
            Message::PortReq(req) => self.on_port_req(&req),
            Message::PortClose(close) => self.on_port_close(names!(close)),
            Message::SendDtmfTone(send) => {
                self.on_send_dtmf(send.pass_through_party_id, send.conference_id, send.tone);
            }
            Message::NotifyDtmfTone(notify) => self.on_notify_dtmf(notify.tone),
            Message::SubscribeDtmfPayloadReq(req) => self.on_subscribe_dtmf(&req),
            Message::UnsubscribeDtmfPayloadReq(req) => self.on_unsubscribe_dtmf(&req),
            Message::ConnectionStatisticsReq(req) => {
                let number = shown!(self, req.directory_num.0);
                self.on_statistics_req(
                    number,
                    req.call_reference,
                    req.stats_processing_mode.code(),
                );
            }
            other => self.on_foreign_request(other),
        }
    }
}
