//! What the phone asks for, and what it is told in return.

use media::volume::gain;
use station::{VoiceCommand, VoiceReport};

use super::super::stream::Stream;
use super::Engine;
use super::format::Format;
use super::streams::is_nowhere;

impl Engine {
    /// Carries out a command, and reports what came of it.
    pub(in super::super) fn obey(&mut self, command: VoiceCommand) {
        match command {
            VoiceCommand::OpenReceive {
                stream,
                codec,
                ptime_ms,
                dtmf_payload_type,
                source,
                protection,
                payload_type,
            } => {
                let format = Format {
                    codec,
                    payload_type,
                    ptime_ms,
                    events: dtmf_payload_type,
                };
                let opened = self
                    .incoming(stream, protection.as_ref())
                    .and_then(|protection| {
                        let port = self.open_receive(stream, format, source)?;
                        self.protect_receiving(stream, protection);
                        Ok(port)
                    });
                if opened.is_err() {
                    // What was open before may have lost its protection on the way.
                    self.close_receive(stream, false);
                }
                self.reports.send(match opened {
                    Ok(port) => VoiceReport::ReceiveOpened { stream, port },
                    Err(reason) => VoiceReport::ReceiveFailed { stream, reason },
                });
            }
            VoiceCommand::CloseReceive { stream, keep_port } => {
                self.close_receive(stream, keep_port)
            }
            VoiceCommand::AcceptFrom { stream, sender } => self.accept_from(stream, sender),
            VoiceCommand::JoinGroup {
                stream,
                group,
                codec,
                ptime_ms,
            } => {
                let format = Format {
                    codec,
                    payload_type: None,
                    ptime_ms,
                    events: None,
                };
                let joined = self.join_group(stream, group, format);
                self.reports.send(match joined {
                    Ok(()) => VoiceReport::GroupJoined { stream },
                    Err(reason) => VoiceReport::GroupFailed { stream, reason },
                });
            }
            VoiceCommand::LeaveGroup { stream } => self.close_receive(stream, false),
            VoiceCommand::ReservePort { stream } => {
                let reserved = self.reserve_port(stream);
                self.reports.send(match reserved {
                    Ok(port) => VoiceReport::PortReserved { stream, port },
                    Err(reason) => VoiceReport::PortFailed { stream, reason },
                });
            }
            VoiceCommand::ReleasePort { stream } => self.release_port(stream),
            VoiceCommand::StartTransmit {
                stream,
                remote,
                codec,
                ptime_ms,
                dtmf_payload_type,
                tos,
                protection,
                payload_type,
                silence_suppression,
            } => {
                let format = Format {
                    codec,
                    payload_type,
                    ptime_ms,
                    events: dtmf_payload_type,
                };
                if is_nowhere(remote) {
                    // The reports end with what they report on, and go as protected as that.
                    self.end_control(stream);
                }
                let started = self
                    .outgoing(stream, protection.as_ref())
                    .and_then(|protection| {
                        let started = self.start_transmit(stream, remote, format, tos);
                        self.suppress_silence(stream, silence_suppression, format.codec);
                        self.protect_sending(stream, protection);
                        started
                    });
                if started.is_err() {
                    self.stop_transmit(stream);
                }
                self.reports.send(match started {
                    Ok(port) => VoiceReport::TransmitStarted { stream, port },
                    Err(reason) => VoiceReport::TransmitFailed { stream, reason },
                });
            }
            VoiceCommand::StopTransmit { stream } => self.stop_transmit(stream),
            VoiceCommand::SetTos { stream, tos } => self.set_tos(stream, tos),
            VoiceCommand::Microphone { stream } => self.give_microphone(stream),
            VoiceCommand::SendDigit { stream, digit } => self.send_digit(stream, digit),
            VoiceCommand::ReportDigits {
                stream,
                payload_type,
            } => self.report_digits(stream, payload_type),
            VoiceCommand::QueryStatistics { stream, clear } => self.tell_figures(stream, clear),
            VoiceCommand::Record(wanted) => self.record(wanted),
            VoiceCommand::Mute(muted) => self.devices.mute(muted),
            VoiceCommand::PlayDigit { digit } => self.play_digit(digit),
            VoiceCommand::StartTone { tone, to_network } => self.start_tone(tone, to_network),
            VoiceCommand::StopTone => self.stop_tone(),
            VoiceCommand::StartNetworkTone { tone } => self.start_network_tone(tone),
            VoiceCommand::StopNetworkTone => self.network_only.stop(),
            VoiceCommand::Ring { ring, once } => self.ring(ring, once),
            // Found before they come here.
            VoiceCommand::RingSound { .. } | VoiceCommand::PreviewRing { .. } => {}
            VoiceCommand::Path(path) => {
                self.path = path;
                self.devices.set_path(path);
                self.show_volume();
            }
            VoiceCommand::PathVolume { path, volume } => {
                self.path_volumes[path as usize] = volume;
                self.show_volume();
            }
            VoiceCommand::RingerVolume(volume) => self.devices.set_ring_gain(gain(volume)),
        }
    }

    fn give_microphone(&mut self, stream: Option<u32>) {
        if self.microphone != stream {
            // What was said to nobody, or to the other one, is not said now.
            self.devices.forget_said();
        }
        self.microphone = stream;
    }

    fn tell_figures(&mut self, name: u32, clear: bool) {
        let statistics = self
            .streams
            .get(&name)
            .map(Stream::statistics)
            .unwrap_or_default();
        if let Some(asked) = self.streams.get_mut(&name).filter(|_| clear) {
            asked.clear_statistics();
        }
        self.reports.send(VoiceReport::Statistics {
            stream: name,
            statistics,
        });
    }
}
