//! Media: which streams the server wants opened, closed and counted.

use sccp::Message;

use crate::Station;
use crate::streams::{NOWHERE, Wish};

impl Station {
    /// Streams, and their figures.
    pub(super) fn on_media_message(&mut self, message: Message) {
        match message {
            Message::OpenReceiveChannel(open) => {
                let source = open
                    .source_ip_addr
                    .ip()
                    .zip(u16::try_from(open.source_port_number).ok());
                self.open_receive(&Wish {
                    party: open.pass_through_party_id,
                    call_reference: open.call_reference,
                    conference_id: open.conference_id,
                    codec: open.compression_type.code(),
                    ptime_ms: open.milli_second_packet_size,
                    dtmf_payload_type: open.rfc2833_payload_type,
                    remote: source.map_or(NOWHERE, Into::into),
                    encryption: open.m_rx_media_encryption_key_info.algorithm_id.code(),
                    tos: 0,
                });
            }
            Message::CloseReceiveChannel(close) => {
                let keep_port = close.port_handling_flag.code() == 1;
                self.close_receive(
                    close.pass_through_party_id,
                    close.call_reference,
                    close.conference_id,
                    keep_port,
                );
            }
            Message::StartMediaTransmission(start) => {
                let remote = start
                    .remote_ip_addr
                    .ip()
                    .zip(u16::try_from(start.remote_port_number).ok());
                self.start_transmission(&Wish {
                    party: start.pass_through_party_id,
                    call_reference: start.call_reference,
                    conference_id: start.conference_id,
                    codec: start.compression_type.code(),
                    ptime_ms: start.milli_second_packet_size,
                    dtmf_payload_type: start.rfc2833_payload_type,
                    remote: remote.map_or(NOWHERE, Into::into),
                    encryption: start.m_tx_media_encryption_key_info.algorithm_id.code(),
                    tos: u8::try_from(start.precedence_value).unwrap_or(0),
                });
            }
            Message::StopMediaTransmission(stop) => {
                self.stop_transmission(
                    stop.pass_through_party_id,
                    stop.call_reference,
                    stop.conference_id,
                );
            }
            Message::ConnectionStatisticsReq(req) => {
                let number = shown!(self, req.directory_num.0);
                self.on_statistics_req(
                    number,
                    req.call_reference,
                    req.stats_processing_mode.code(),
                );
            }
            other => self.on_unexpected_message(other),
        }
    }
}
