//! RTCP of the streams: begun with a peer, ended with the source, on the ports beside the streams'.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use media::control::{ControlConfig, ControlSession};
use rand_chacha::rand_core::RngCore as _;

use super::super::control::Control;
use super::super::faults::Datagram;
use super::super::sockets::Port;
use super::Engine;
use super::protection::{plain_report, protected_report};
use crate::rtp_tap::RtpTap;

impl Engine {
    /// Reports go to the stream's peer of now, or to nobody.
    pub(super) fn tend_control(&mut self, name: u32) {
        let now = self.start.elapsed();
        let Some(extended) = self.rtcp.extended() else {
            return;
        };
        let Some(stream) = self.streams.get_mut(&name) else {
            return;
        };
        let port = stream.port.as_ref();
        let has_port = port.is_some_and(|port| port.control.is_some());
        let peer = stream.control_peer().filter(|_| has_port);
        let Some(remote) = peer else {
            if let Some(control) = &mut stream.control {
                control.session.set_peer(None, now);
            }
            return;
        };
        let spoken = stream.transmit.as_ref();
        let ssrc = spoken.map(|transmit| transmit.transmitter.config().ssrc);
        let control = stream.control.get_or_insert_with(|| Control {
            session: ControlSession::new(ControlConfig {
                ssrc: ssrc.unwrap_or_else(|| self.chance.next_u32()),
                // As RFC 7022 has it: chance, which tells nothing of who this is.
                cname: format!("{:016x}", self.chance.next_u64()),
                epoch: self.epoch,
                seed: self.chance.next_u64(),
                extended,
            }),
            remote,
            spoke: false,
        });
        control.spoke |= ssrc.is_some();
        control.remote = remote;
        control.session.set_peer(Some(remote.ip()), now);
    }

    /// The source that a stream will send as, when its reports have named one already.
    pub(super) fn told_source(&self, name: u32) -> Option<u32> {
        let control = self.streams.get(&name)?.control.as_ref()?;
        (!control.spoke).then(|| control.session.ssrc())
    }

    /// The source of a stream leaves; its figures stay.
    pub(super) fn end_control(&mut self, name: u32) {
        let now = Instant::now();
        let at = now.saturating_duration_since(self.start);
        let Some(stream) = self.streams.get_mut(&name) else {
            return;
        };
        let (sent, heard) = stream.control_facts(now);
        let Some(mut control) = stream.control.take() else {
            return;
        };
        let goodbye = control.session.goodbye(at, sent, heard);
        let (transmit, receive) = (stream.transmit.as_mut(), stream.receive.as_ref());
        let goodbye = goodbye.and_then(|goodbye| protected_report(transmit, receive, goodbye));
        if let (Some(port), Some(goodbye)) = (&stream.port, goodbye) {
            let (local_ip, tap) = (self.ports.local_ip, self.tap.as_ref());
            send(port, local_ip, tap, control.remote, goodbye);
        }
        stream.end_control(&control.session.figures());
    }

    /// When the next report is due.
    pub(super) fn next_report(&self) -> Option<Instant> {
        let sessions = self.streams.values();
        let due = sessions.filter_map(|stream| stream.control.as_ref()?.session.deadline());
        due.min().map(|due| self.start + due)
    }

    /// Sends every report that is due.
    pub(super) fn send_reports(&mut self) {
        let now = Instant::now();
        let at = now.saturating_duration_since(self.start);
        let (local_ip, tap) = (self.ports.local_ip, self.tap.as_ref());
        for (&name, stream) in &mut self.streams {
            let control = stream.control.as_mut();
            if !control.is_some_and(|control| control.session.is_due(at)) {
                continue;
            }
            let (sent, heard) = stream.control_facts(now);
            let (Some(control), Some(port)) = (&mut stream.control, &stream.port) else {
                continue;
            };
            let report = control.session.report(at, sent, heard);
            let (transmit, receive) = (stream.transmit.as_mut(), stream.receive.as_ref());
            let Some(report) = protected_report(transmit, receive, report) else {
                continue;
            };
            match &mut self.faults {
                Some(faults) => faults.leaves(Datagram::report(name, control.remote, report), at),
                None => send(port, local_ip, tap, control.remote, report),
            }
        }
    }

    /// Sends a report that a bad network let through.
    pub(super) fn send_late_report(&self, report: &Datagram) {
        let stream = self.streams.get(&report.stream);
        if let Some(port) = stream.and_then(|stream| stream.port.as_ref()) {
            let (local_ip, tap) = (self.ports.local_ip, self.tap.as_ref());
            send(port, local_ip, tap, report.peer, report.bytes());
        }
    }

    /// Takes one report from the socket of a stream's reports.
    pub(super) fn receive_report(&mut self, name: u32, datagram: &mut [u8]) -> io::Result<()> {
        let gone = || io::Error::from(ErrorKind::WouldBlock);
        let stream = self.streams.get(&name).ok_or_else(gone)?;
        let port = stream.port.as_ref().ok_or_else(gone)?;
        let control = port.control.as_ref().ok_or_else(gone)?;
        let (length, from) = control.socket.recv_from(datagram)?;
        let report = &datagram[..length];
        if let Some(tap) = &self.tap {
            tap.received(from, above(port.address(self.ports.local_ip)), report);
        }
        let at = self.start.elapsed();
        match self.faults.as_mut() {
            Some(faults) => faults.came(Datagram::report(name, from, report), at),
            None => self.take_report(name, report, from.ip(), at),
        }
        Ok(())
    }

    /// Gives a report to the stream that it is for.
    pub(super) fn take_report(&mut self, name: u32, report: &[u8], from: IpAddr, at: Duration) {
        let Some(stream) = self.streams.get_mut(&name) else {
            return;
        };
        let Some(control) = &mut stream.control else {
            return;
        };
        // A stranger's is counted as such, whatever it is.
        let is_peers = control.remote.ip() == from;
        let (transmit, receive) = (stream.transmit.as_ref(), stream.receive.as_mut());
        let report = if is_peers {
            plain_report(transmit, receive, report)
        } else {
            Some(report)
        };
        if let Some(report) = report {
            control.session.handle(report, from, at);
        }
    }
}

/// Sends a report, and into the trace what was sent; one that cannot leave is as good as lost, and
/// the next one follows.
fn send(port: &Port, local_ip: IpAddr, tap: Option<&RtpTap>, remote: SocketAddr, report: &[u8]) {
    let Some(control) = &port.control else {
        return;
    };
    match control.socket.send_to(report, remote) {
        Ok(_) => {
            if let Some(tap) = tap {
                tap.sent(above(port.address(local_ip)), remote, report);
            }
        }
        Err(error) => tracing::debug!(%remote, %error, "a report was not sent"),
    }
}

/// The address of a port's reports; there is one above the highest only if that was bound.
fn above(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip(), address.port().saturating_add(1))
}
