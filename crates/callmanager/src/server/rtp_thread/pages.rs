//! The pages among the streams: what comes in at one goes to a group and to other streams.

use std::net::{IpAddr, Ipv4Addr, SocketAddrV4};

use tracing::warn;

use super::Worker;
use crate::{MediaReport, StreamId};

impl Worker {
    /// Sends what comes in at a stream to a multicast group, too.
    pub(super) fn send_to_group(
        &mut self,
        stream: StreamId,
        group: SocketAddrV4,
        interface: Option<Ipv4Addr>,
        ttl: u8,
    ) {
        let interface = self.interface(interface);
        let Some(entry) = self.streams.get_mut(&stream) else {
            return;
        };
        if let Err(error) = entry.send_to_group(group, interface, ttl) {
            warn!(%group, %interface, %error, "a page cannot be sent to its group");
            self.report(MediaReport::NoGroup { stream });
        }
    }

    /// Sends a packet of a page to those who hear it by themselves.
    pub(super) fn page(&mut self, pager: StreamId, datagram: &[u8]) {
        for paged in self.paged.get(&pager).into_iter().flatten() {
            if let Some(entry) = self.streams.get_mut(paged) {
                entry.send_page(datagram);
            }
        }
    }

    /// The interface that pages are sent from. A server on loopback stays there.
    fn interface(&self, configured: Option<Ipv4Addr>) -> Ipv4Addr {
        match self.ip {
            IpAddr::V4(own) if own.is_loopback() => {
                if configured.is_some_and(|interface| !interface.is_loopback()) {
                    warn!("the server listens on loopback; so pages are not sent beyond it");
                }
                own
            }
            IpAddr::V4(own) => configured.unwrap_or(own),
            IpAddr::V6(_) => configured.unwrap_or(Ipv4Addr::LOCALHOST),
        }
    }
}
