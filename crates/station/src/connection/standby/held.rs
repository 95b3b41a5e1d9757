//! The standby connection that is held: keepalives, and what the server says on it.

use std::net::SocketAddr;
use std::time::Duration;

use sccp::{FrameReader, Message, Packet};

use crate::connection::going_home::Home;
use crate::connection::keepalive::LOST_AFTER;
use crate::{Moment, StandbyId, StandbyOrder, Station};

use super::attempt::ANSWERED_WITHIN;

/// Servers that close a connection on which nobody registers do so within that time
/// (section 6: 30 s, or the keepalive interval and a bit).
const IMPATIENCE: Duration = Duration::from_secs(90);

/// How long such a server is left in peace: it is there, but holds nobody's place.
const IMPATIENT_AGAIN: (Duration, Duration) = (Duration::from_secs(30), Duration::from_secs(60));

/// A connection to a server that answers.
#[derive(Clone, Debug)]
pub(in crate::connection) struct Held {
    pub(in crate::connection) id: StandbyId,
    /// Place in the list of servers.
    pub(in crate::connection) server: usize,
    pub(super) reader: FrameReader,
    pub(in crate::connection) local: SocketAddr,
    since: Moment,
    /// When the next keepalive is.
    pub(super) due: Moment,
    unanswered: u32,
    pub(in crate::connection) home: Home,
}

impl Station {
    /// The server that is being tried answers: it is the standby now.
    pub(super) fn hold_standby(&mut self) {
        self.drop_held();
        let Some(attempt) = self.connection.standbys.attempt.take() else {
            return;
        };
        let Some(local) = attempt.local else { return };
        let interval = self.connection.standbys.interval;
        let wait = self.random.between(interval * 82 / 100, interval * 9 / 10);
        self.connection.answers(attempt.server, self.now);
        self.connection.standbys.held = Some(Held {
            id: attempt.id,
            server: attempt.server,
            reader: attempt.reader,
            local,
            since: self.now,
            due: self.now + wait,
            unanswered: 0,
            home: Home::default(),
        });
    }

    /// The keepalive that is due, or the end of a server that leaves them unanswered.
    pub(super) fn expire_standby_keepalive(&mut self) {
        let (now, interval) = (self.now, self.connection.standbys.interval);
        let Some(held) = &mut self.connection.standbys.held else {
            return;
        };
        if held.due > now {
            return;
        }
        let server = held.server;
        let counts = self.connection.servers[server].acknowledges;
        if counts && held.unanswered >= LOST_AFTER {
            self.drop_held();
            self.connection.lock_out(server, now);
            self.standby_failed(server);
            return;
        }
        held.unanswered += 1;
        let wait = self.random.between(interval * 82 / 100, interval * 9 / 10);
        let last = counts && held.unanswered == LOST_AFTER;
        held.due = now
            + if last {
                wait.min(ANSWERED_WITHIN)
            } else {
                wait
            };
        let id = held.id;
        self.send_standby(id, sccp::KeepAlive::default());
    }

    /// Bytes from the server, and what was left of those before.
    pub(super) fn on_standby_bytes(&mut self, bytes: &[u8]) {
        if let Some(held) = &mut self.connection.standbys.held {
            held.reader.push(bytes);
        }
        while let Some(held) = &mut self.connection.standbys.held {
            let (id, server) = (held.id, held.server);
            match held.reader.next() {
                None => return,
                Some(Ok(frame)) => match Packet::decode(&frame, self.version.offered()) {
                    Ok(packet) => self.on_standby_message(id, packet.message),
                    Err(error) => self.anomaly(error.to_string()),
                },
                Some(Err(error)) => {
                    self.anomaly(error.to_string());
                    self.drop_held();
                    self.standby_failed(server);
                }
            }
        }
    }

    fn on_standby_message(&mut self, id: StandbyId, message: Message) {
        match message {
            Message::KeepAliveAck(_) => {
                let now = self.now;
                let Some(held) = &mut self.connection.standbys.held else {
                    return;
                };
                held.unanswered = 0;
                let server = held.server;
                self.connection.answers(server, now);
            }
            Message::KeepAlive(_) => self.send_standby(id, sccp::KeepAliveAck::default()),
            Message::RegisterTokenAck(_) => self.on_token_granted(),
            Message::RegisterTokenReject(reject) => {
                self.on_token_refused(reject.wait_time_before_next_req);
            }
            // A server may say more to a phone that it does not know; it is not for us yet.
            _ => {}
        }
    }

    /// The server has closed the standby connection.
    pub(super) fn on_standby_closed(&mut self) {
        let Some(held) = self.connection.standbys.held.take() else {
            return;
        };
        if held.home.is_asking() {
            self.token_closed(held.server);
        } else if self.now.since(held.since) < IMPATIENCE {
            // It is there, and asked again later.
            let pause = self.random.between(IMPATIENT_AGAIN.0, IMPATIENT_AGAIN.1);
            self.connection.servers[held.server].look_at = self.now + pause;
        } else {
            self.standby_failed(held.server);
        }
    }

    /// Close it.
    pub(super) fn drop_held(&mut self) {
        if let Some(held) = self.connection.standbys.held.take() {
            self.order(held.id, StandbyOrder::Disconnect);
        }
    }
}
