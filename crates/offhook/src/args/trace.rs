//! What the trace of a capture takes.

use std::path::PathBuf;

use clap::Args;
use lab::MessageChoice;

#[derive(Args, Debug)]
pub(crate) struct TraceArguments {
    /// The capture; - reads it from standard input
    #[arg(value_name = "FILE.pcap|FILE.pcapng")]
    pub(crate) file: PathBuf,
    /// A TCP port of call servers besides 2000
    #[arg(long, value_name = "PORT", value_delimiter = ',')]
    pub(crate) port: Vec<u16>,
    /// One JSON object a message
    #[arg(long, conflicts_with_all = ["ladder", "fields"])]
    pub(crate) json: bool,
    /// Every field on a line of its own, zeros too
    #[arg(long, conflicts_with = "ladder")]
    pub(crate) fields: bool,
    /// The bytes of each message; those that may hold a key are left out
    #[arg(long, conflicts_with = "ladder")]
    pub(crate) hex: bool,
    /// Arrows between phones and servers, with the RTP streams and their figures
    #[arg(long)]
    pub(crate) ladder: bool,
    /// Show the dialled digits
    #[arg(long)]
    pub(crate) digits: bool,
    /// Only these devices, by name
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) device: Vec<String>,
    /// Only these calls, by call reference
    #[arg(long, value_name = "REFERENCE", value_delimiter = ',')]
    pub(crate) call: Vec<u32>,
    /// Only these messages, by name or id: CallState, 0x0111
    #[arg(long, value_name = "MESSAGE", value_delimiter = ',')]
    pub(crate) message: Vec<MessageChoice>,
}
