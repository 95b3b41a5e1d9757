//! Looking for a standby: a connection is opened, and the server has to answer on it.

use std::net::SocketAddr;
use std::time::Duration;

use sccp::{FrameReader, Message, Packet};

use crate::{Moment, StandbyId, StandbyNews, StandbyOrder, Station};

/// How long opening the connection, and then the first answer, may take.
const OPENED_WITHIN: Duration = Duration::from_secs(10);
pub(super) const ANSWERED_WITHIN: Duration = Duration::from_secs(10);

/// A connection that is being opened, or open without an answer so far.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) id: StandbyId,
    /// Place in the list of servers.
    pub(super) server: usize,
    pub(super) reader: FrameReader,
    /// Own address once it is open.
    pub(super) local: Option<SocketAddr>,
    pub(super) until: Moment,
    /// Register was sent on it.
    pub(super) knocks: bool,
}

impl Station {
    /// Open a connection to this server.
    pub(super) fn open_standby(&mut self, server: usize) {
        let standbys = &mut self.connection.standbys;
        standbys.last = standbys.last.wrapping_add(1);
        let id = StandbyId(standbys.last);
        standbys.attempt = Some(Attempt {
            id,
            server,
            reader: FrameReader::new(),
            local: None,
            until: self.now + OPENED_WITHIN,
            knocks: false,
        });
        let server = self.connection.address(server).to_owned();
        self.order(id, StandbyOrder::Connect { server });
    }

    /// News of it.
    pub(super) fn on_attempt(&mut self, news: StandbyNews) {
        let until = self.now + ANSWERED_WITHIN;
        let Some(attempt) = &mut self.connection.standbys.attempt else {
            return;
        };
        match news {
            StandbyNews::Connected { local, peer } => {
                let (id, server) = (attempt.id, attempt.server);
                attempt.local = Some(local);
                attempt.until = until;
                let now = self.now;
                let known = &mut self.connection.servers[server];
                known.peer = Some(peer);
                known.silence.connected(now);
                if self.may_knock(server) {
                    self.knock();
                    return;
                }
                // The system of a frozen server accepts connections too: only an answer counts.
                self.send_standby(id, sccp::KeepAlive::default());
                if !self.connection.servers[server].acknowledges {
                    self.hold_standby();
                }
            }
            StandbyNews::Received(bytes) => self.on_attempt_bytes(&bytes),
            StandbyNews::ConnectFailed { .. } | StandbyNews::Disconnected { .. } => {
                let server = attempt.server;
                if attempt.local.is_none() {
                    self.connection.servers[server].silence.not_connected();
                    self.connection.not_reached(server);
                }
                self.connection.standbys.attempt = None;
                self.standby_failed(server);
            }
        }
    }

    fn on_attempt_bytes(&mut self, bytes: &[u8]) {
        if let Some(attempt) = &mut self.connection.standbys.attempt {
            attempt.reader.push(bytes);
        }
        while let Some(attempt) = &mut self.connection.standbys.attempt {
            let (server, knocks) = (attempt.server, attempt.knocks);
            let packet = match attempt.reader.next() {
                None => return,
                Some(Ok(frame)) => Packet::decode(&frame, self.version.offered()),
                Some(Err(error)) => {
                    self.anomaly(error.to_string());
                    self.drop_attempt();
                    self.standby_failed(server);
                    return;
                }
            };
            let Ok(packet) = packet else { continue };
            match packet.message {
                Message::KeepAliveAck(_) if !knocks => {
                    self.hold_standby();
                    // What came behind it is read on there.
                    self.on_standby_bytes(&[]);
                    return;
                }
                Message::RegisterAck(_) if knocks => return self.enter(packet),
                Message::RegisterReject(_) if knocks => {
                    self.drop_attempt();
                    self.standby_failed(server);
                    return;
                }
                _ => {}
            }
        }
    }

    /// An attempt to reach this server is not needed any more.
    pub(in crate::connection) fn drop_attempt_to(&mut self, server: usize) {
        let attempt = self.connection.standbys.attempt.as_ref();
        if attempt.is_some_and(|attempt| attempt.server == server) {
            self.drop_attempt();
        }
    }

    /// Close it.
    pub(super) fn drop_attempt(&mut self) {
        if let Some(attempt) = self.connection.standbys.attempt.take() {
            self.order(attempt.id, StandbyOrder::Disconnect);
        }
    }
}
