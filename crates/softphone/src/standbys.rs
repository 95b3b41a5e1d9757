//! The standby connections of a phone: TCP beside the connection of its registration.
//!
//! The station says what is done with them; here they are only kept and listened to
//! together, until one takes the place of the connection.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::task::Poll;
use std::time::Duration;

use station::{Input, StandbyId, StandbyNews, StandbyOrder};

use crate::connection::{Connection, LinkEvent};

/// The standby connections; a station has two at the most.
#[derive(Debug, Default)]
pub(crate) struct Standbys {
    all: Vec<Standby>,
}

#[derive(Debug)]
struct Standby {
    id: StandbyId,
    connection: Connection,
    /// Both ends, once it is open.
    ends: Option<(SocketAddr, SocketAddr)>,
}

impl Standbys {
    /// Carries an order out; `limit` is for opening a connection.
    pub(crate) fn carry_out(&mut self, id: StandbyId, order: StandbyOrder, limit: Duration) {
        match order {
            StandbyOrder::Connect { server } => self.all.push(Standby {
                id,
                connection: Connection::open(server, limit),
                ends: None,
            }),
            StandbyOrder::Send(frame) => {
                if let Some(standby) = self.all.iter_mut().find(|standby| standby.id == id) {
                    standby.connection.send(frame);
                }
            }
            StandbyOrder::Disconnect => {
                if let Some(standby) = self.take(id) {
                    // It writes what waits and ends by itself.
                    drop(standby.connection.close());
                }
            }
        }
    }

    /// Gives up a connection that becomes the phone's own, with both its ends.
    pub(crate) fn take_over(
        &mut self,
        id: StandbyId,
    ) -> Option<(Connection, (SocketAddr, SocketAddr))> {
        let standby = self.take(id)?;
        Some((standby.connection, standby.ends?))
    }

    fn take(&mut self, id: StandbyId) -> Option<Standby> {
        let at = self.all.iter().position(|standby| standby.id == id)?;
        Some(self.all.remove(at))
    }

    /// What happens next on any of them, as the station takes it. Ends are remembered, and what
    /// is gone is forgotten, when it is told.
    pub(crate) async fn next(&mut self) -> Input {
        let (at, event) = poll_fn(|context| {
            for (at, standby) in self.all.iter_mut().enumerate() {
                if let Poll::Ready(event) = standby.connection.poll_next(context) {
                    return Poll::Ready((at, event));
                }
            }
            Poll::Pending
        })
        .await;
        let standby = &mut self.all[at];
        let id = standby.id;
        let news = match event {
            Some(LinkEvent::Open { local, peer }) => {
                standby.ends = Some((local, peer));
                StandbyNews::Connected { local, peer }
            }
            Some(LinkEvent::Received(bytes)) => StandbyNews::Received(bytes),
            Some(LinkEvent::Failed(error)) => {
                self.all.remove(at);
                StandbyNews::ConnectFailed {
                    reason: error.to_string(),
                }
            }
            Some(LinkEvent::Lost(reason)) => {
                self.all.remove(at);
                StandbyNews::Disconnected { reason }
            }
            None => {
                self.all.remove(at);
                StandbyNews::Disconnected {
                    reason: "the connection ended".to_owned(),
                }
            }
        };
        Input::Standby { standby: id, news }
    }

    /// One that a server takes nothing from any more is as good as gone.
    pub(crate) fn drop_stuck(&mut self) -> Option<Input> {
        let stuck = |standby: &Standby| standby.connection.is_stuck();
        let at = self.all.iter().position(stuck)?;
        let standby = self.all.remove(at).id;
        let reason = "the server takes no more data".to_owned();
        let news = StandbyNews::Disconnected { reason };
        Some(Input::Standby { standby, news })
    }
}
