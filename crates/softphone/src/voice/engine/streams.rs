//! Streams opened, closed, retargeted, and what they are asked for.

use std::net::SocketAddr;
use std::time::Instant;

use media::{Codec, ReceiverConfig, Transmitter, TransmitterConfig, packet_samples, receiver};
use station::VoiceFailure;

use super::super::sound_devices::RATE_HZ;
use super::super::stream::{Receive, Transmit};
use super::{Engine, MAX_STREAMS, draw};

/// Ended streams whose figures are kept: a server may ask after the end (section 5.8).
const MAX_ENDED: usize = 16;

impl Engine {
    pub(super) fn open_receive(
        &mut self,
        name: u32,
        codec: u32,
        ptime_ms: u32,
        event_payload_type: Option<u8>,
        source: Option<SocketAddr>,
    ) -> Result<u16, VoiceFailure> {
        let codec = Codec::from_sccp(codec).ok_or(VoiceFailure::Codec)?;
        packet_samples(codec, ptime_ms).map_err(|_| VoiceFailure::PacketSize)?;
        let port = self.port_of(name)?;
        let source = source.filter(|source| source.port() != 0 && !source.ip().is_unspecified());
        // Opened again without a close between: the new one counts.
        self.devices.ear.remove(name);
        let Some(stream) = self.streams.get_mut(&name) else {
            return Err(VoiceFailure::Socket("the stream is gone".to_owned()));
        };
        let remote = stream.transmit.as_ref().map(|transmit| transmit.remote);
        let (receiver, playout) = receiver(ReceiverConfig {
            codec,
            event_payload_type,
            source: source.or(remote),
            rate_hz: RATE_HZ,
        });
        if let Err(full) = self.devices.ear.add(name, playout) {
            self.settle(name);
            return Err(VoiceFailure::Socket(full.to_string()));
        }
        stream.begin_receiving(Receive {
            receiver,
            codec,
            ptime_ms,
            source_given: source.is_some(),
        });
        Ok(port)
    }

    pub(super) fn close_receive(&mut self, name: u32, keep_port: bool) {
        self.devices.ear.remove(name);
        if let Some(stream) = self.streams.get_mut(&name) {
            stream.end_receiving();
            stream.keep_port = keep_port;
        }
        self.settle(name);
    }

    pub(super) fn start_transmit(
        &mut self,
        name: u32,
        remote: SocketAddr,
        codec: u32,
        ptime_ms: u32,
        event_payload_type: Option<u8>,
        tos: u8,
    ) -> Result<u16, VoiceFailure> {
        let codec = Codec::from_sccp(codec).ok_or(VoiceFailure::Codec)?;
        packet_samples(codec, ptime_ms).map_err(|_| VoiceFailure::PacketSize)?;
        let number = self.port_of(name)?;
        let config = TransmitterConfig {
            codec,
            ptime_ms,
            event_payload_type,
            // The casts keep some of the random bits, as wanted.
            ssrc: draw(&mut self.chance) as u32,
            first_sequence: draw(&mut self.chance) as u16,
            first_timestamp: draw(&mut self.chance) as u32,
        };
        let fresh = self
            .streams
            .get(&name)
            .is_none_or(|stream| stream.transmit.is_none());
        if fresh && self.microphone == Some(name) {
            self.devices.mouth.forget();
        }
        let Some(stream) = self.streams.get_mut(&name) else {
            return Err(VoiceFailure::Socket("the stream is gone".to_owned()));
        };
        if let Some(port) = &stream.port {
            port.set_tos(tos);
        }
        match &mut stream.transmit {
            Some(transmit) => {
                transmit.remote = remote;
                transmit.failing = false;
                transmit
                    .transmitter
                    .change(codec, ptime_ms, event_payload_type)
                    .map_err(|_| VoiceFailure::PacketSize)?;
            }
            None => {
                let transmitter = Transmitter::new(config).map_err(|_| VoiceFailure::PacketSize)?;
                stream.begin_sending(Transmit {
                    transmitter,
                    remote,
                    next: Instant::now(),
                    failing: false,
                });
            }
        }
        if let Some(receive) = stream
            .receive
            .as_mut()
            .filter(|receive| !receive.source_given)
        {
            receive.receiver.set_source(Some(remote));
        }
        // "Nowhere" is how some servers hold: the stream stands, and nothing is sent.
        if remote.port() == 0 || remote.ip().is_unspecified() {
            stream.end_sending();
            self.settle(name);
        }
        Ok(number)
    }

    /// The stream's port, opened if need be.
    pub(super) fn port_of(&mut self, name: u32) -> Result<u16, VoiceFailure> {
        if let Some(port) = self
            .streams
            .get(&name)
            .and_then(|stream| stream.port.as_ref())
        {
            return Ok(port.number);
        }
        self.make_room()?;
        let port = self.ports.open(self.poll.registry());
        let port = port.map_err(|error| VoiceFailure::Socket(error.to_string()))?;
        let number = port.number;
        self.streams.entry(name).or_default().port = Some(port);
        Ok(number)
    }

    /// Gives up the port that was kept longest, when all that a phone may have are in use.
    fn make_room(&mut self) -> Result<(), VoiceFailure> {
        let live = self
            .streams
            .values()
            .filter(|stream| stream.port.is_some())
            .count();
        if live < MAX_STREAMS {
            return Ok(());
        }
        let kept = self
            .streams
            .values_mut()
            .filter(|stream| stream.is_idle() && stream.port.is_some());
        let port = kept
            .min_by_key(|stream| stream.ended)
            .and_then(|stream| stream.port.take());
        let full = || VoiceFailure::Socket(format!("{MAX_STREAMS} streams are open already"));
        port.ok_or_else(full)?.close(self.poll.registry());
        Ok(())
    }

    /// Frees the port of a stream that has ended, and forgets the oldest figures.
    pub(super) fn settle(&mut self, name: u32) {
        let Some(stream) = self
            .streams
            .get_mut(&name)
            .filter(|stream| stream.is_idle())
        else {
            return;
        };
        stream.ended = Some(Instant::now());
        if !stream.keep_port
            && let Some(port) = stream.port.take()
        {
            port.close(self.poll.registry());
        }
        let ended = self
            .streams
            .iter()
            .filter(|(_, stream)| stream.port.is_none());
        let mut ended: Vec<_> = ended
            .filter_map(|(&name, stream)| Some((stream.ended?, name)))
            .collect();
        ended.sort_unstable();
        for &(_, name) in &ended[..ended.len().saturating_sub(MAX_ENDED)] {
            self.streams.remove(&name);
        }
    }

    pub(super) fn send_digit(&mut self, name: u32, digit: char) {
        let transmit = self
            .streams
            .get_mut(&name)
            .and_then(|stream| stream.transmit.as_mut());
        let Some(transmit) = transmit else {
            // The digit itself stays out of the log.
            tracing::debug!(stream = name, "a digit for a stream that does not send");
            return;
        };
        if let Err(error) = transmit.transmitter.push_digit(digit) {
            tracing::warn!(%error, "a digit was not sent");
        }
    }
}
