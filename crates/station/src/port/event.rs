//! What happens and is worth telling, though no screen says it.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use crate::{
    ApplicationData, CallLogEntry, CallState, Direction, Preference, ProtectionSuite,
    RecordingNews, RegistrationState, StreamStatistics,
};

/// Something worth telling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The registration reached another step.
    Registration {
        /// The step.
        state: RegistrationState,
        /// In words.
        text: String,
    },
    /// A call changed its state.
    CallState {
        /// The server's number for the call.
        call_reference: u32,
        /// Its line.
        line_instance: u32,
        /// The new state.
        state: CallState,
        /// Who called whom, as far as known.
        direction: Direction,
        /// Number of the other side, as far as known.
        number: String,
    },
    /// A stream of a call started or stopped in one direction.
    Media {
        /// The call, 0 when the server did not say and none fits.
        call_reference: u32,
        /// `passThroughPartyId`.
        stream: u32,
        /// `true`: sent; `false`: received.
        transmit: bool,
        /// `true`: started; `false`: stopped.
        started: bool,
        /// Codec number (`compressionType`).
        codec: u32,
        /// Milliseconds of sound in a packet.
        ptime_ms: u32,
        /// The multicast group that it comes from or goes to; nothing for a stream of two ends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group: Option<SocketAddr>,
        /// How its packets are encrypted; nothing when they are not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        protection: Option<ProtectionSuite>,
    },
    /// The figures of a stream at its end, or when the server asked.
    Statistics {
        /// The call.
        call_reference: u32,
        /// The figures.
        statistics: StreamStatistics,
    },
    /// A call that is over was put into a list.
    CallLogged(CallLogEntry),
    /// The server sent data of an application, whole. What of them is an object of a phone service
    /// is on the screen, or carried out.
    ApplicationData(ApplicationData),
    /// A preference was chosen in the phone's menus. It holds already; to be kept.
    Preferred(Preference),
    /// How the phone's own recording of a call goes.
    Recording(RecordingNews),
    /// The server sent something odd; counted, shown in traces, survived.
    Anomaly {
        /// What, in words.
        text: String,
    },
}
