//! What a phone is told at the start.

use std::path::PathBuf;
use std::time::Duration;

use station::StationConfig;

/// How long to wait for a server's name and connection before giving up on it.
pub const CONNECT_LIMIT: Duration = Duration::from_secs(5);

/// What a phone is told at the start.
#[derive(Clone, Debug)]
pub struct SoftphoneConfig {
    /// Who the phone is, and which servers it registers with.
    pub station: StationConfig,
    /// How long to wait for a server's name and connection together.
    pub connect_limit: Duration,
    /// Write every input to this file, for replay. It holds the dialled digits.
    pub record: Option<PathBuf>,
    /// Write what is sent to the server and got from it to this file, as pcapng. It holds
    /// the dialled digits, and keys if there are any.
    pub trace: Option<PathBuf>,
    /// Write the RTP packets of the streams to the same file.
    pub trace_rtp: bool,
    /// Keep in memory what the phone said lately, within the bounds of
    /// [`journal`](crate::journal).
    pub journal: bool,
    /// Write the traces that are switched on while the phone runs into this folder; nothing: that
    /// cannot be done.
    pub trace_folder: Option<PathBuf>,
    /// Keep the call lists in this file from start to start; nothing: they are those of
    /// `station` and end with the phone. It holds names and numbers.
    pub call_log: Option<PathBuf>,
}

impl Default for SoftphoneConfig {
    fn default() -> Self {
        Self {
            station: StationConfig::default(),
            connect_limit: CONNECT_LIMIT,
            record: None,
            trace: None,
            trace_rtp: false,
            journal: true,
            trace_folder: None,
            call_log: None,
        }
    }
}
