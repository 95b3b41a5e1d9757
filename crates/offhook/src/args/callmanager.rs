//! What the embedded call server takes.

use std::net::SocketAddr;

use clap::Args;

use crate::values::parse_listen;

#[derive(Args, Debug)]
pub(crate) struct CallManagerArguments {
    /// Where to listen; loopback only unless told otherwise
    #[arg(
        long,
        value_name = "ADDRESS:PORT",
        env = "OFFHOOK_LISTEN",
        value_parser = parse_listen,
        default_value = "127.0.0.1:2000"
    )]
    pub(crate) listen: SocketAddr,
    /// Print a configuration file with every setting, for --config, and end
    #[arg(long)]
    pub(crate) example_config: bool,
}
