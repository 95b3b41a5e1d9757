//! Ports and sending: opened, retargeted, closed, and what streams are asked for.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use media::{TransmitError, Transmitter, TransmitterConfig};
use rand_chacha::rand_core::RngCore as _;
use station::VoiceFailure;

use super::super::digit_sounds::DigitSounds;
use super::super::stream::Transmit;
use super::format::Format;
use super::receiving::senders;
use super::{Engine, MAX_STREAMS};

/// Ended streams whose figures are kept: a server may ask after the end (section 5.8).
const MAX_ENDED: usize = 16;

impl Engine {
    pub(super) fn start_transmit(
        &mut self,
        name: u32,
        remote: SocketAddr,
        format: Format,
        tos: u8,
    ) -> Result<u16, VoiceFailure> {
        let (codec, payload_type) = format.checked()?;
        let (ptime_ms, event_payload_type) = (format.ptime_ms, format.events);
        let number = self.port_of(name)?;
        let config = TransmitterConfig {
            rate_hz: self.rate_hz,
            payload_type,
            event_payload_type,
            ssrc: self
                .told_source(name)
                .unwrap_or_else(|| self.chance.next_u32()),
            // The cast keeps some of the random bits, as wanted. In the lower half, since who
            // receives an encrypted stream takes it for its first round.
            first_sequence: self.chance.next_u32() as u16 >> 1,
            first_timestamp: self.chance.next_u32(),
            ..TransmitterConfig::new(codec, ptime_ms)
        };
        let first = self.first_packet_at();
        let fresh = self
            .streams
            .get(&name)
            .is_none_or(|stream| stream.transmit.is_none());
        if fresh && self.microphone == Some(name) {
            self.devices.forget_said();
        }
        let Some(stream) = self.streams.get_mut(&name) else {
            return Err(VoiceFailure::Socket("the stream is gone".to_owned()));
        };
        if let Some(port) = &stream.port {
            port.set_tos(tos);
        }
        if remote.ip().is_multicast()
            && let Some(port) = &stream.port
            && let Err(error) = port.send_to_groups(self.ports.local_ip)
        {
            self.settle(name);
            return Err(VoiceFailure::Group(format!("{remote}: {error}")));
        }
        let before = stream.transmit.as_ref().map(|transmit| transmit.remote);
        match &mut stream.transmit {
            Some(transmit) => {
                transmit.remote = remote;
                transmit.failing = false;
                transmit
                    .transmitter
                    .change(codec, payload_type, ptime_ms, event_payload_type)
                    .map_err(|_| VoiceFailure::PacketSize)?;
            }
            None => {
                let transmitter = Transmitter::new(config).map_err(|_| VoiceFailure::PacketSize)?;
                stream.begin_sending(Transmit {
                    transmitter,
                    remote,
                    next: first,
                    failing: false,
                    protection: None,
                    sounds: DigitSounds::new(self.rate_hz),
                    silence: None,
                });
            }
        }
        // Who listens there sends from there, too; a group is heard by joining it. The opening may
        // have named another address: both are announced until the stream is redirected.
        let redirected = before.is_some_and(|before| before != remote);
        if let Some(receive) = stream.receive.as_mut()
            && stream.group.is_none()
            && !remote.ip().is_multicast()
        {
            if redirected {
                receive.source = None;
            }
            receive
                .receiver
                .set_senders(senders(receive.source, Some(remote)));
        }
        // "Nowhere" is how some servers hold: the stream stands, and nothing is sent.
        if is_nowhere(remote) {
            stream.end_sending();
            self.settle(name);
        }
        self.tend_control(name);
        Ok(number)
    }

    /// Packets of all streams fall on the same moments, so that one wake-up serves many.
    fn first_packet_at(&self) -> Instant {
        let now = Instant::now();
        let past = now.duration_since(self.start).as_nanos() % self.grid.as_nanos().max(1);
        // The cast is exact: what is past of a grid is shorter than it.
        match past as u64 {
            0 => now,
            past => now + (self.grid - Duration::from_nanos(past)),
        }
    }

    pub(super) fn stop_transmit(&mut self, name: u32) {
        self.end_control(name);
        if let Some(stopped) = self.streams.get_mut(&name) {
            stopped.end_sending();
        }
        self.tend_control(name);
        self.settle(name);
    }

    /// Marks what the stream sends from now on.
    pub(super) fn set_tos(&self, name: u32, tos: u8) {
        let stream = self.streams.get(&name);
        if let Some(port) = stream.and_then(|stream| stream.port.as_ref()) {
            port.set_tos(tos);
        }
    }

    /// Leaves the pauses of what a stream sends out, or not; `codec` is its number.
    pub(super) fn suppress_silence(&mut self, name: u32, wanted: bool, codec: u32) {
        let stream = self.streams.get_mut(&name);
        if let Some(transmit) = stream.and_then(|stream| stream.transmit.as_mut()) {
            transmit.suppress_silence(wanted, codec);
        }
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
        let port = self.ports.open(&self.registry);
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
        port.ok_or_else(full)?.close(&self.registry);
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
        self.end_control(name);
        let Some(stream) = self.streams.get_mut(&name) else {
            return;
        };
        if !stream.keep_port
            && let Some(port) = stream.port.take()
        {
            port.close(&self.registry);
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

    /// A port for a stream that will be opened.
    pub(super) fn reserve_port(&mut self, name: u32) -> Result<u16, VoiceFailure> {
        let number = self.port_of(name)?;
        if let Some(stream) = self
            .streams
            .get_mut(&name)
            .filter(|stream| stream.is_idle())
        {
            stream.keep_port = true;
            stream.ended = Some(Instant::now());
        }
        Ok(number)
    }

    /// The stream will not be opened; one that is on keeps its port until it ends.
    pub(super) fn release_port(&mut self, name: u32) {
        if let Some(stream) = self.streams.get_mut(&name) {
            stream.keep_port = false;
        }
        self.settle(name);
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
        let sent = match transmit.transmitter.push_digit(digit) {
            Err(TransmitError::NoEvents) => transmit.sounds.push(digit),
            other => other,
        };
        if let Err(error) = sent {
            tracing::warn!(%error, "a digit was not sent");
        }
    }
}

/// Whether this is how a server says that nothing is to be sent.
pub(super) fn is_nowhere(remote: SocketAddr) -> bool {
    remote.port() == 0 || remote.ip().is_unspecified()
}
