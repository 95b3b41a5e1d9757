//! The servers that the phone is not registered with, as its standby connections find them.

use std::collections::VecDeque;

use sccp::{FrameReader, Message, Packet, ProtocolVersion};
use station::{Input, StandbyId, StandbyNews, StandbyOrder};

use super::{Rig, local};

/// How a server treats a phone that is not registered with it.
#[derive(Clone, Copy, Debug)]
pub struct Other {
    /// It takes connections.
    pub connects: bool,
    /// It answers keepalives.
    pub answers: bool,
    /// What it says to a token request.
    pub token: Token,
    /// It registers who does not come from its own standby connection.
    pub registers: bool,
}

/// What a server says to a token request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Grants,
    Rejects(u32),
    Ignores,
    Closes,
}

impl Other {
    pub const GOOD: Self = Self {
        connects: true,
        answers: true,
        token: Token::Grants,
        registers: false,
    };
    pub const GONE: Self = Self {
        connects: false,
        ..Self::GOOD
    };
    /// It answers nobody but to Register (section 6, wazo).
    pub const MUTE: Self = Self {
        answers: false,
        registers: true,
        ..Self::GOOD
    };
    /// Its system takes connections, and nobody answers.
    pub const FROZEN: Self = Self {
        answers: false,
        ..Self::GOOD
    };
}

impl Rig {
    /// This server behaves so from now on; a server that is gone closes what is open.
    pub fn other(&mut self, server: &str, other: Other) {
        self.others.insert(server.to_owned(), other);
        if !other.connects {
            self.close_standby_to(server);
        }
    }

    /// The server closes its standby connection.
    pub fn close_standby_to(&mut self, server: &str) {
        let open = self.standbys.iter().find(|(_, to)| *to == server);
        if let Some(standby) = open.map(|(standby, _)| *standby) {
            self.standbys.remove(&standby);
            let reason = "the server closed the connection".to_owned();
            self.news(standby, StandbyNews::Disconnected { reason });
        }
    }

    /// Where standby connections are open to.
    pub fn open_standbys(&self) -> Vec<&str> {
        self.standbys.values().map(String::as_str).collect()
    }

    /// Names of what was sent on standby connections to this server.
    pub fn names_to(&self, server: &str) -> Vec<&'static str> {
        let to_it = self.aside.iter().filter(|(_, to, _)| to == server);
        to_it.map(|(_, _, message)| message.name()).collect()
    }

    /// A server says this on the standby connection to it.
    pub fn says_aside(&mut self, server: &str, message: impl Into<Message>) {
        let open = self.standbys.iter().find(|(_, to)| *to == server);
        let standby = *open.expect("a standby connection").0;
        let bytes = Packet::new(message, ProtocolVersion::OLDEST).encode();
        self.news(standby, StandbyNews::Received(bytes));
    }

    pub fn news(&mut self, standby: StandbyId, news: StandbyNews) {
        self.input(Input::Standby { standby, news });
    }

    pub(super) fn carry_out_aside(
        &mut self,
        standby: StandbyId,
        order: StandbyOrder,
        waiting: &mut VecDeque<Input>,
    ) {
        let mut tell = |news| waiting.push_back(Input::Standby { standby, news });
        match order {
            StandbyOrder::Connect { server } => {
                assert!(
                    !self.standbys.values().any(|open| *open == server),
                    "two connections to {server}"
                );
                self.looks.push((self.now, server.clone()));
                if !self.behaviour(&server).connects {
                    let reason = "nothing listens there".to_owned();
                    return tell(StandbyNews::ConnectFailed { reason });
                }
                let peer = server.parse().expect("an address");
                self.standbys.insert(standby, server);
                let local = local();
                tell(StandbyNews::Connected { local, peer });
            }
            StandbyOrder::Send(bytes) => {
                let Some(server) = self.standbys.get(&standby).cloned() else {
                    return;
                };
                let mut reader = FrameReader::new();
                reader.push(&bytes);
                let frame = reader.next().expect("a whole frame").expect("a frame");
                let packet = Packet::decode(&frame, ProtocolVersion::OLDEST).expect("a message");
                let other = self.behaviour(&server);
                let answer: Option<Message> = match &packet.message {
                    Message::KeepAlive(_) if other.answers => {
                        Some(sccp::KeepAliveAck::default().into())
                    }
                    Message::Register(register) if other.registers => {
                        for bytes in self.accepted(register) {
                            tell(StandbyNews::Received(bytes));
                        }
                        None
                    }
                    Message::RegisterTokenReq(_) => match other.token {
                        Token::Grants => Some(sccp::RegisterTokenAck::default().into()),
                        Token::Rejects(seconds) => Some(
                            sccp::RegisterTokenReject {
                                wait_time_before_next_req: seconds,
                            }
                            .into(),
                        ),
                        Token::Ignores => None,
                        Token::Closes => {
                            self.standbys.remove(&standby);
                            let reason = "the server closed the connection".to_owned();
                            tell(StandbyNews::Disconnected { reason });
                            None
                        }
                    },
                    _ => None,
                };
                if let Some(answer) = answer {
                    let bytes = Packet::new(answer, ProtocolVersion::OLDEST).encode();
                    tell(StandbyNews::Received(bytes));
                }
                self.aside.push((self.now, server, packet.message));
            }
            StandbyOrder::Disconnect => {
                self.standbys.remove(&standby);
            }
        }
    }

    fn behaviour(&self, server: &str) -> Other {
        self.others.get(server).copied().unwrap_or(Other::GOOD)
    }
}
