//! Receiving, begun and ended: on a port of the stream's own, or from a multicast group.

use std::net::SocketAddr;

use media::{ReceiverConfig, Senders, receiver};
use station::{ExpectedSender, VoiceFailure};

use super::super::groups;
use super::super::stream::Receive;
use super::Engine;
use super::format::Format;

/// Whose packets a stream takes, by the peer named at its opening and the one it sends to.
pub(super) fn senders(source: Option<SocketAddr>, remote: Option<SocketAddr>) -> Senders {
    match (source, remote) {
        (None, None) => Senders::Nobody,
        (Some(peer), None) | (None, Some(peer)) => Senders::Peer(peer),
        (Some(source), Some(remote)) if source == remote => Senders::Peer(source),
        (Some(source), Some(remote)) => Senders::Peers(source, remote),
    }
}

impl Engine {
    pub(super) fn open_receive(
        &mut self,
        name: u32,
        format: Format,
        source: Option<SocketAddr>,
    ) -> Result<u16, VoiceFailure> {
        let (codec, payload_type) = format.checked()?;
        let port = self.port_of(name)?;
        let source = source.filter(|source| source.port() != 0 && !source.ip().is_unspecified());
        // Opened again without a close between: the new one counts.
        self.end_receiving(name);
        let transmit = self
            .streams
            .get(&name)
            .and_then(|stream| stream.transmit.as_ref());
        let remote = transmit.map(|transmit| transmit.remote);
        let remote = remote.filter(|remote| !remote.ip().is_multicast());
        let config = ReceiverConfig {
            payload_type,
            event_payload_type: format.events,
            senders: senders(source, remote),
            rate_hz: self.rate_hz,
            ..ReceiverConfig::new(codec)
        };
        self.begin_receiving(name, config, format.ptime_ms, source)?;
        self.tend_control(name);
        Ok(port)
    }

    pub(super) fn join_group(
        &mut self,
        name: u32,
        group: SocketAddr,
        format: Format,
    ) -> Result<(), VoiceFailure> {
        let (codec, _) = format.checked()?;
        self.end_receiving(name);
        let token = self.ports.next_token();
        let joined = groups::join(group, self.ports.local_ip, token, &self.registry);
        let socket = match joined {
            Ok(socket) => socket,
            Err(error) => {
                self.settle(name);
                return Err(VoiceFailure::Group(format!("{group}: {error}")));
            }
        };
        self.streams.entry(name).or_default().group = Some(socket);
        let config = ReceiverConfig {
            senders: Senders::Anyone,
            rate_hz: self.rate_hz,
            ..ReceiverConfig::new(codec)
        };
        self.begin_receiving(name, config, format.ptime_ms, None)
    }

    fn begin_receiving(
        &mut self,
        name: u32,
        config: ReceiverConfig,
        ptime_ms: u32,
        source: Option<SocketAddr>,
    ) -> Result<(), VoiceFailure> {
        let place = self.next_place;
        self.next_place = place.wrapping_add(1);
        let (receiver, playout) = receiver(config);
        if let Err(full) = self.devices.ear.add(place, playout) {
            self.end_receiving(name);
            self.settle(name);
            return Err(VoiceFailure::Socket(full.to_string()));
        }
        let stream = self.streams.entry(name).or_default();
        stream.begin_receiving(Receive {
            receiver,
            codec: config.codec,
            ptime_ms,
            place,
            source,
            protection: None,
            reports_digits: false,
        });
        Ok(())
    }

    /// Ends receiving, leaves the group; the stream's own port stays.
    fn end_receiving(&mut self, name: u32) {
        let Some(stream) = self.streams.get_mut(&name) else {
            return;
        };
        if let Some(receive) = &stream.receive {
            self.devices.ear.remove(receive.place);
            stream.end_receiving();
        }
        if let Some(group) = stream.group.take() {
            group.close(&self.registry);
        }
    }

    pub(super) fn close_receive(&mut self, name: u32, keep_port: bool) {
        self.end_receiving(name);
        if let Some(stream) = self.streams.get_mut(&name) {
            stream.keep_port = keep_port;
        }
        self.settle(name);
    }

    /// Whose packets a stream takes that nobody was announced for.
    pub(super) fn accept_from(&mut self, name: u32, sender: ExpectedSender) {
        let receive = self
            .streams
            .get_mut(&name)
            .filter(|stream| stream.group.is_none())
            .and_then(|stream| stream.receive.as_mut());
        let Some(receive) = receive else {
            return;
        };
        receive.receiver.set_senders(match sender {
            ExpectedSender::Peer(peer) => Senders::Peer(peer),
            ExpectedSender::First(machine) => Senders::First(machine),
        });
    }

    /// Digits that come as events of this payload type are reported.
    pub(super) fn report_digits(&mut self, name: u32, payload_type: Option<u8>) {
        let stream = self.streams.get_mut(&name);
        let Some(receive) = stream.and_then(|stream| stream.receive.as_mut()) else {
            return;
        };
        receive.reports_digits = payload_type.is_some();
        if payload_type.is_some() {
            receive.receiver.set_event_payload_type(payload_type);
        }
    }
}
