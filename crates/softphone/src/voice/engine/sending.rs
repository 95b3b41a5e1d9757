//! Packets on their way out: to the sockets, or through a bad network.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use media::Outgoing;
use station::VoiceReport;

use super::super::faults::Datagram;
use super::super::pauses::packet;
use super::super::sockets::Port;
use super::sounds::mix_tone;
use super::{Engine, MAX_SAMPLES, recording};
use crate::rtp_tap::RtpTap;

impl Engine {
    /// Sends every packet that is due.
    pub(super) fn send_due(&mut self) {
        let now = Instant::now();
        for (&name, stream) in &mut self.streams {
            let (Some(transmit), Some(port)) = (&mut stream.transmit, &stream.port) else {
                continue;
            };
            let samples = transmit.transmitter.samples_per_packet();
            for _ in 0..transmit.packets_due(now, &self.pacing) {
                let mut said = [0; MAX_SAMPLES];
                let said = &mut said[..samples];
                if self.microphone == Some(name) {
                    self.devices.read_said(said);
                    if self.devices.has_spoken_muted() {
                        self.reports.send(VoiceReport::SpokenMuted);
                    }
                    mix_tone(&mut self.network_tone, said);
                    mix_tone(&mut self.network_only, said);
                    if self.recording_notice.is_over() {
                        mix_tone(&mut self.recording_tone, said);
                    }
                    self.recording_notice.mix(said);
                }
                transmit.sounds.replace(said);
                if self.microphone == Some(name)
                    && let Some(recording) = &mut self.recording
                {
                    recording::put(recording, &mut self.devices, said);
                }
                let to = transmit.remote;
                let Some(packet) = packet(&mut transmit.transmitter, &mut transmit.silence, said)
                else {
                    continue;
                };
                let packet = match protected(&mut transmit.protection, packet) {
                    Ok(packet) => packet,
                    Err(error) => {
                        transmit.note(Some(error));
                        continue;
                    }
                };
                let faults = self.faults.as_mut().filter(|_| !to.ip().is_multicast());
                if let Some(faults) = faults {
                    let at = now.duration_since(self.start);
                    faults.leaves(Datagram::new(name, to, packet), at);
                    continue;
                }
                let sent = send(port, self.ports.local_ip, self.tap.as_ref(), to, packet);
                transmit.note(sent.err());
            }
        }
    }

    /// Sends what a bad network let through by now.
    pub(super) fn send_late(&mut self) {
        let now = self.start.elapsed();
        while let Some(datagram) = self.faults.as_mut().and_then(|faults| faults.next_out(now)) {
            if datagram.control {
                self.send_late_report(&datagram);
                continue;
            }
            let Some(stream) = self.streams.get_mut(&datagram.stream) else {
                continue;
            };
            let (Some(transmit), Some(port)) = (&mut stream.transmit, &stream.port) else {
                continue;
            };
            let (to, bytes) = (datagram.peer, datagram.bytes());
            let sent = send(port, self.ports.local_ip, self.tap.as_ref(), to, bytes);
            transmit.note(sent.err());
        }
    }
}

/// A packet as it is sent; one that cannot be protected must not be.
fn protected<'a>(protection: &'a mut Option<Outgoing>, packet: &'a [u8]) -> io::Result<&'a [u8]> {
    match protection {
        Some(protection) => protection.protect(packet).map_err(io::Error::other),
        None => Ok(packet),
    }
}

/// Sends a packet from a port, and into the trace what was sent.
fn send(
    port: &Port,
    local_ip: IpAddr,
    tap: Option<&RtpTap>,
    to: SocketAddr,
    packet: &[u8],
) -> io::Result<()> {
    port.socket.send_to(packet, to)?;
    if let Some(tap) = tap {
        tap.sent(SocketAddr::new(local_ip, port.number), to, packet);
    }
    Ok(())
}
