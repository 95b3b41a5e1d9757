//! What the station asks of the voice path, and what the voice path reports.
//!
//! Streams are named by their `passThroughPartyId`, as the server names them
//! (section 5.7 of the reference); the station pairs them with calls.

use std::fmt;
use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use crate::screen::Ring;

/// Which microphone and speaker a call uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AudioPath {
    /// The headset.
    #[default]
    Headset,
    /// The handset.
    Handset,
    /// Loudspeaker and its microphone.
    Speaker,
}

/// A request to the voice path.
///
/// `Debug` does not show digits, so that logs do not.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceCommand {
    /// Open a port, receive and play; answered by [`VoiceReport::ReceiveOpened`] or `ReceiveFailed`.
    OpenReceive {
        /// `passThroughPartyId`.
        stream: u32,
        /// Codec number (`compressionType`, section 4.7).
        codec: u32,
        /// Milliseconds of sound in a packet.
        ptime_ms: u32,
        /// RTP payload type of telephone events, when the server gave one.
        dtmf_payload_type: Option<u8>,
        /// The only peer whose packets are wanted, when already known.
        source: Option<SocketAddr>,
    },
    /// Stop receiving; the port is freed unless it is kept for reopening.
    CloseReceive {
        /// `passThroughPartyId`.
        stream: u32,
        /// `portHandlingFlag` 1: the stream will be reopened.
        keep_port: bool,
    },
    /// Send to this peer from the stream's own port; again with other values retargets.
    StartTransmit {
        /// `passThroughPartyId`.
        stream: u32,
        /// Where to.
        remote: SocketAddr,
        /// Codec number (`compressionType`).
        codec: u32,
        /// Milliseconds of sound in a packet.
        ptime_ms: u32,
        /// RTP payload type of telephone events, when the server gave one.
        dtmf_payload_type: Option<u8>,
        /// TOS byte of the packets (`precedenceValue`).
        tos: u8,
    },
    /// Stop sending.
    StopTransmit {
        /// `passThroughPartyId`.
        stream: u32,
    },
    /// The microphone goes to this stream and no other; `None`: to nobody.
    ///
    /// Streams without the microphone send silence while they transmit.
    Microphone {
        /// `passThroughPartyId`.
        stream: Option<u32>,
    },
    /// Mute or unmute the microphone.
    Mute(bool),
    /// Send a digit as telephone events (RFC 4733) on the stream.
    SendDigit {
        /// `passThroughPartyId`.
        stream: u32,
        /// `0`–`9`, `*`, `#`, `A`–`D`.
        digit: char,
    },
    /// Play a tone until it is stopped; replaces the one that plays.
    StartTone {
        /// `DeviceTone` number (section 4.6).
        tone: u32,
        /// Into the network (`true`: into the sent sound as well as the ear).
        to_network: bool,
    },
    /// Stop the tone.
    StopTone,
    /// Ring like this until told otherwise.
    Ring {
        /// How; [`Ring::Off`] stops.
        ring: Ring,
        /// Once instead of on and on.
        once: bool,
    },
    /// Use this microphone and speaker from now on; `None`: on hook, the devices may rest.
    Path(Option<AudioPath>),
    /// Volume of a path, 0 to 100.
    PathVolume {
        /// Which path.
        path: AudioPath,
        /// 0 to 100.
        volume: u8,
    },
    /// Volume of the ringer, 0 to 100.
    RingerVolume(u8),
    /// Report the figures of a stream; answered by [`VoiceReport::Statistics`].
    QueryStatistics {
        /// `passThroughPartyId`.
        stream: u32,
        /// Start counting afresh afterwards (`statsProcessingMode` 0).
        clear: bool,
    },
}

impl fmt::Debug for VoiceCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SendDigit { stream, .. } => {
                write!(f, r#"{{"send_digit":{{"stream":{stream},…}}}}"#)
            }
            other => f.write_str(&serde_json::to_string(other).map_err(|_| fmt::Error)?),
        }
    }
}

/// News from the voice path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceReport {
    /// A stream receives.
    ReceiveOpened {
        /// `passThroughPartyId`.
        stream: u32,
        /// RTP port (even); the address to announce is that of the server connection.
        port: u16,
    },
    /// A stream could not be opened.
    ReceiveFailed {
        /// `passThroughPartyId`.
        stream: u32,
        /// Why.
        reason: VoiceFailure,
    },
    /// A stream sends.
    TransmitStarted {
        /// `passThroughPartyId`.
        stream: u32,
        /// RTP port it sends from.
        port: u16,
    },
    /// A stream could not send.
    TransmitFailed {
        /// `passThroughPartyId`.
        stream: u32,
        /// Why.
        reason: VoiceFailure,
    },
    /// Figures of a stream, as asked.
    Statistics {
        /// `passThroughPartyId`.
        stream: u32,
        /// The figures.
        statistics: StreamStatistics,
    },
    /// What is wrong with the sound devices, in words for the screen; empty: all is well again.
    SoundNotice(String),
}

/// Why a stream could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceFailure {
    /// The phone has no such codec.
    Codec,
    /// The codec does not come in packets of this length.
    PacketSize,
    /// No port is free, or the system refuses one.
    Socket(String),
}

/// Figures of a stream, both directions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StreamStatistics {
    /// Codec number (`compressionType`) of the received sound.
    pub codec: u32,
    /// Milliseconds of sound in a received packet.
    pub ptime_ms: u32,
    /// RTP packets sent.
    pub packets_sent: u32,
    /// Payload octets sent.
    pub octets_sent: u32,
    /// RTP packets received from the announced peer.
    pub packets_received: u32,
    /// Payload octets received.
    pub octets_received: u32,
    /// Packets that never came (RFC 3550 A.3).
    pub packets_lost: u32,
    /// Packets that came too late, twice, from a stranger or broken.
    pub packets_discarded: u32,
    /// Interarrival jitter (RFC 3550 A.8), ms.
    pub jitter_ms: f32,
    /// Largest interarrival jitter seen, ms.
    pub max_jitter_ms: f32,
    /// Playout delay now, ms.
    pub playout_delay_ms: u32,
    /// Sound made up for what was missing, ms.
    pub concealed_ms: u32,
    /// Sound played, ms (concealed included).
    pub played_ms: u32,
}
