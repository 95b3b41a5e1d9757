//! The connection to the session's bus.

use zbus::Connection;
use zbus::connection::Builder;

use crate::Lack;

/// Connects to the bus of this address, or else to the session's.
pub(crate) async fn connect(address: Option<&str>) -> Result<Connection, Lack> {
    let builder = match address {
        Some(address) => Builder::address(address),
        None => Builder::session(),
    };
    let connected = match builder {
        Ok(builder) => builder.build().await,
        Err(error) => Err(error),
    };
    connected.map_err(|error| Lack::Bus(error.to_string()))
}
