//! Servers that a server tells (ServerRes).
//!
//! A phone's own list comes from its configuration, and a 7970 keeps to that. So this is
//! asked for only on request, and what is told comes after what is configured, never
//! instead of it.

use std::net::{IpAddr, SocketAddr};

use super::servers::{MAX_SERVERS, Server};
use super::{Connection, Request};
use crate::Station;

/// The port of a server that is told without one.
const DEFAULT_PORT: u16 = 2000;

impl Station {
    /// The server's list of servers.
    pub(crate) fn on_told_servers(&mut self, told: &sccp::ServerRes) {
        if !self.config.ask_for_servers {
            return;
        }
        let places = told.server_name.iter().zip(&told.server_ip_addr);
        for ((name, address), port) in places.zip(told.server_tcp_listen_port) {
            let name = name.shown(self.locale()).into_owned();
            // An empty name ends the list.
            if name.is_empty() {
                break;
            }
            let port = u16::try_from(port).ok().filter(|port| *port != 0);
            let address = address.ip().filter(|address| !address.is_unspecified());
            self.connection
                .add_told(&name, address, port.unwrap_or(DEFAULT_PORT));
        }
        self.answered(Request::ServerRes);
    }
}

impl Connection {
    /// Adds a server behind the others, unless it is one of them.
    fn add_told(&mut self, name: &str, address: Option<IpAddr>, port: u16) {
        let by_name = format!("{name}:{port}");
        let by_address = address.map(|address| SocketAddr::new(address, port));
        let known = self.servers.iter().any(|server| {
            server.address == by_name
                || by_address.is_some_and(|address| {
                    server.peer == Some(address) || server.address == address.to_string()
                })
        });
        if !known && self.servers.len() < MAX_SERVERS {
            let address = by_address.map_or(by_name, |address| address.to_string());
            self.servers.push(Server::new(address));
        }
    }
}
