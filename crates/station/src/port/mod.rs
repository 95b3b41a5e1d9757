//! The station's edges: what comes in, what goes out, what it is told at the start.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use sccp::{Charset, Language};
use serde::{Deserialize, Serialize};

use crate::{
    ApplicationData, CallLog, CallLogEntry, CallState, Direction, RegistrationState, Screen,
};

mod as_text;
pub(crate) mod hexadecimal;
mod intent;
mod moment;
pub mod recording;
mod stream_statistics;
mod voice;

pub use intent::{HardKey, Intent, Navigate};
pub use moment::Moment;
pub use stream_statistics::{StreamQuality, StreamStatistics};
pub use voice::{AudioPath, ExpectedSender, VoiceCommand, VoiceFailure, VoiceReport};

/// Something that happened outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Nothing but time: the deadline has come (or the phone starts).
    Tick,
    /// The connection that [`Output::Connect`] asked for is open.
    Connected {
        /// Own address of the connection: the one to announce for media.
        local: SocketAddr,
        /// The server's address.
        peer: SocketAddr,
    },
    /// The connection could not be opened.
    ConnectFailed {
        /// Why, in words.
        reason: String,
    },
    /// The connection is gone.
    Disconnected {
        /// Why, in words.
        reason: String,
    },
    /// Bytes from the server, cut anyhow.
    Received(#[serde(with = "crate::port::hexadecimal")] Vec<u8>),
    /// A wish of the person.
    Intent(Intent),
    /// News from the voice path.
    Voice(VoiceReport),
    /// News of a standby connection, which [`Output::Standby`] asked for.
    Standby {
        /// Which one.
        standby: StandbyId,
        /// What happened to it.
        news: StandbyNews,
    },
    /// News of the machine's own network.
    Network(NetworkNews),
}

/// A connection beside the one of the registration, to a server that the phone may need next
/// or go home to. A number is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StandbyId(pub u32);

/// What happens to a standby connection; the same as to the connection itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandbyNews {
    /// It is open.
    Connected {
        /// Own address of the connection.
        local: SocketAddr,
        /// The server's address.
        peer: SocketAddr,
    },
    /// It could not be opened.
    ConnectFailed {
        /// Why, in words.
        reason: String,
    },
    /// It is gone.
    Disconnected {
        /// Why, in words.
        reason: String,
    },
    /// Bytes from the server, cut anyhow.
    Received(#[serde(with = "crate::port::hexadecimal")] Vec<u8>),
}

/// What happens to the machine's own network, seen from the open connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkNews {
    /// The interface of the connection is down, or its address is gone and no other leads to
    /// the server.
    Lost,
    /// After [`NetworkNews::Lost`]: there is a way to the server again, from the same address
    /// or without a connection that would have had another.
    Back,
    /// The address of the connection is gone; the server is reached from another one now.
    AddressChanged {
        /// Own address of the connection.
        from: IpAddr,
        /// The one that leads to the server now.
        to: IpAddr,
    },
}

/// Something to carry out, in this order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// Open a TCP connection to this server (`host:port`); answer with `Connected` or `ConnectFailed`.
    Connect {
        /// `host:port`.
        server: String,
    },
    /// Send one whole frame, with one write.
    Send(#[serde(with = "crate::port::hexadecimal")] Vec<u8>),
    /// Close the connection, after what was sent. No `Disconnected` follows.
    Disconnect,
    /// Something for a standby connection; answered by [`Input::Standby`].
    Standby {
        /// Which one; a new one with [`StandbyOrder::Connect`].
        standby: StandbyId,
        /// What to do with it.
        order: StandbyOrder,
    },
    /// An open standby connection becomes the connection: what comes on it is
    /// [`Input::Received`] from now on. There is no other connection at that time.
    TakeOver {
        /// Which one.
        standby: StandbyId,
    },
    /// Something for the voice path.
    Voice(VoiceCommand),
    /// The screen changed; every change is given, in order.
    Screen(Arc<Screen>),
    /// Something worth telling that a screen does not say.
    Event(Event),
    /// The call lists changed; given to [`StationConfig::call_log`] they are there again at the
    /// next start.
    CallLog(Arc<CallLog>),
    /// The phone has left: unregistered and disconnected after [`Intent::Quit`].
    Finished,
}

/// What to do with a standby connection; the same as with the connection itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandbyOrder {
    /// Open it to this server; answer with `Connected` or `ConnectFailed`.
    Connect {
        /// `host:port`.
        server: String,
    },
    /// Send one whole frame, with one write.
    Send(#[serde(with = "crate::port::hexadecimal")] Vec<u8>),
    /// Close it, after what was sent. No `Disconnected` follows.
    Disconnect,
}

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
    /// The server sent something odd; counted, shown in traces, survived.
    Anomaly {
        /// What, in words.
        text: String,
    },
}

/// What a station is told at the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StationConfig {
    /// Device name: `SEP` and twelve upper-case hexadecimal digits, or free text up to 15 characters.
    pub device: String,
    /// The servers (`host:port`), in the order to try.
    pub servers: Vec<String>,
    /// Servers for the time when no other can be reached, in the order to try: the gateway of
    /// a branch that serves calls in an emergency (SRST).
    pub last_resort: Vec<String>,
    /// Hold a connection to the next server while registered, and go home to a better one when
    /// it is back. Recordings from before this was there do without.
    #[serde(default)]
    pub standby: bool,
    /// How long a better server must have answered before the phone goes home to it
    /// (`connectionMonitorDuration`).
    pub connection_monitor: Duration,
    /// Ask the server for its list of servers, and try those that are not in this one after it.
    pub ask_for_servers: bool,
    /// Device type (section 4.8): 7, 30006 or 30016.
    pub device_type: u32,
    /// The protocol version to offer, 3 to 22.
    pub protocol_version: u8,
    /// Codec numbers (`payloadCapability`) that the voice path has, in order of preference.
    pub codecs: Vec<u32>,
    /// Longest packet the voice path takes, ms.
    pub max_ptime_ms: u32,
    /// Dial a number typed on hook en bloc; otherwise digit by digit after going off hook.
    pub enbloc_dialling: bool,
    /// Firmware load name to tell the server.
    pub load: String,
    /// The language of the phrases and of the phone's own texts.
    #[serde(with = "crate::port::as_text")]
    pub language: Language,
    /// The character set of texts: UTF-8, with Latin-1 where a text is not UTF-8, or another one
    /// for a server that sends by its locale. The phone announces UTF-8 only when it is that.
    #[serde(with = "crate::port::as_text")]
    pub charset: Charset,
    /// Ask the server what those behind plain speed dials are doing. Only some servers answer,
    /// and some of those once only; busy lamp fields need no asking.
    pub watch_speed_dials: bool,
    /// The call lists of the last time.
    pub call_log: CallLog,
    /// Seed of all that is random: spread of keepalives, backing off.
    pub seed: u64,
}

impl Default for StationConfig {
    fn default() -> Self {
        Self {
            device: String::new(),
            servers: Vec::new(),
            last_resort: Vec::new(),
            standby: true,
            connection_monitor: Duration::from_secs(120),
            ask_for_servers: false,
            device_type: 30016,
            protocol_version: 22,
            codecs: vec![4, 2],
            max_ptime_ms: 30,
            enbloc_dialling: true,
            watch_speed_dials: false,
            call_log: CallLog::default(),
            load: concat!("offhook-", env!("CARGO_PKG_VERSION")).to_owned(),
            language: Language::English,
            charset: Charset::Utf8,
            seed: 0,
        }
    }
}

/// An input with its time: a line of a recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimedInput {
    /// When it came.
    pub at: Moment,
    /// What came.
    pub input: Input,
}
