//! Media: which streams the server wants opened, closed and counted.

use std::net::SocketAddr;

use sccp::Message;

use crate::Station;
use crate::streams::{NOWHERE, Wish};

impl Station {
    /// Streams, and their figures.
    pub(super) fn on_media_message(&mut self, message: Message) {
        match message {
            Message::OpenReceiveChannel(open) => {
                self.open_receive(&Wish {
                    party: open.pass_through_party_id,
                    call_reference: open.call_reference,
                    conference_id: open.conference_id,
                    codec: open.compression_type.code(),
                    ptime_ms: open.milli_second_packet_size,
                    dtmf_payload_type: open.rfc2833_payload_type,
                    remote: address(&open.source_ip_addr, open.source_port_number),
                    encryption: open.m_rx_media_encryption_key_info.algorithm_id.code(),
                    tos: 0,
                });
            }
            Message::CloseReceiveChannel(close) => {
                let keep_port = close.port_handling_flag.code() == 1;
                self.close_receive(
                    (
                        close.pass_through_party_id,
                        close.call_reference,
                        close.conference_id,
                    ),
                    keep_port,
                );
            }
            Message::StartMediaTransmission(start) => {
                self.start_transmission(&Wish {
                    party: start.pass_through_party_id,
                    call_reference: start.call_reference,
                    conference_id: start.conference_id,
                    codec: start.compression_type.code(),
                    ptime_ms: start.milli_second_packet_size,
                    dtmf_payload_type: start.rfc2833_payload_type,
                    remote: address(&start.remote_ip_addr, start.remote_port_number),
                    encryption: start.m_tx_media_encryption_key_info.algorithm_id.code(),
                    tos: u8::try_from(start.precedence_value).unwrap_or(0),
                });
            }
            Message::StartMediaReception(start) => self.start_reception(&start),
            Message::StopMediaReception(stop) => {
                self.close_receive((stop.pass_through_party_id, 0, stop.conference_id), true);
            }
            Message::StopMediaTransmission(stop) => {
                self.stop_transmission((
                    stop.pass_through_party_id,
                    stop.call_reference,
                    stop.conference_id,
                ));
            }
            Message::StartMulticastMediaReception(start) => self.join_group(&Wish {
                party: start.pass_through_party_id,
                call_reference: start.call_reference,
                conference_id: start.conference_id,
                codec: start.compression_type.code(),
                ptime_ms: start.milli_second_packet_size,
                dtmf_payload_type: 0,
                remote: address(&start.multicast_ip_addr, start.multicast_port_number),
                encryption: 0,
                tos: 0,
            }),
            Message::StopMulticastMediaReception(stop) => {
                self.leave_group((
                    stop.pass_through_party_id,
                    stop.call_reference,
                    stop.conference_id,
                ));
            }
            Message::StartMulticastMediaTransmission(start) => {
                self.start_group_transmission(&Wish {
                    party: start.pass_through_party_id,
                    call_reference: start.call_reference,
                    conference_id: start.conference_id,
                    codec: start.compression_type.code(),
                    ptime_ms: start.milli_second_packet_size,
                    dtmf_payload_type: 0,
                    remote: address(&start.multicast_ip_addr, start.multicast_port_number),
                    encryption: 0,
                    tos: u8::try_from(start.precedence_value).unwrap_or(0),
                });
            }
            Message::StopMulticastMediaTransmission(stop) => {
                self.stop_transmission((
                    stop.pass_through_party_id,
                    stop.call_reference,
                    stop.conference_id,
                ));
            }
            Message::UpdateDscp(update) => self.on_update_dscp(
                (
                    update.pass_through_party_id,
                    update.call_reference,
                    update.conference_id,
                ),
                update.dscp_value,
            ),
            Message::PortReq(req) => self.on_port_req(&req),
            Message::PortClose(close) => {
                self.on_port_close(close.pass_through_party_id, close.call_reference);
            }
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

/// An address of the wire and its port.
fn address(ip: &sccp::Address, port: u32) -> SocketAddr {
    let whole = ip.ip().zip(u16::try_from(port).ok());
    whole.map_or(NOWHERE, Into::into)
}
