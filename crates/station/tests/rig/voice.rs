//! The voice path of the bench: it opens what it is asked to.

use station::{VoiceCommand, VoiceReport};

use super::Rig;

impl Rig {
    /// The port of a stream: the one it has, or the next.
    fn port_of(&mut self, stream: u32) -> u16 {
        *self.ports.entry(stream).or_insert_with(|| {
            self.next_port += 2;
            self.next_port
        })
    }

    pub(super) fn obey(&mut self, command: &VoiceCommand) -> Option<VoiceReport> {
        match command {
            VoiceCommand::OpenReceive { stream, .. } => {
                let port = self.port_of(*stream);
                Some(VoiceReport::ReceiveOpened {
                    stream: *stream,
                    port,
                })
            }
            VoiceCommand::JoinGroup { stream, .. } => {
                Some(VoiceReport::GroupJoined { stream: *stream })
            }
            VoiceCommand::ReservePort { stream } => {
                let port = self.port_of(*stream);
                Some(VoiceReport::PortReserved {
                    stream: *stream,
                    port,
                })
            }
            VoiceCommand::ReleasePort { stream }
            | VoiceCommand::CloseReceive {
                stream,
                keep_port: false,
            } => {
                self.ports.remove(stream);
                None
            }
            VoiceCommand::StartTransmit { stream, .. } => Some(VoiceReport::TransmitStarted {
                stream: *stream,
                port: self.next_port,
            }),
            VoiceCommand::QueryStatistics { stream, .. } => {
                let packets_received = self.packets_received;
                self.packets_received += self.packets_come;
                Some(VoiceReport::Statistics {
                    stream: *stream,
                    statistics: station::StreamStatistics {
                        codec: 4,
                        ptime_ms: 20,
                        packets_sent: 100,
                        packets_received,
                        packets_lost: 1,
                        jitter_ms: 2.4,
                        ..Default::default()
                    },
                })
            }
            _ => None,
        }
    }
}
