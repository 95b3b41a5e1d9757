//! What the station asks of the voice path, and what the voice path reports.
//!
//! Streams are named by their `passThroughPartyId`, as the server names them
//! (section 5.7 of the reference); the station pairs them with calls.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use crate::Ring;
use crate::{StreamProtection, StreamStatistics};

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

impl AudioPath {
    /// All of them, in the order in which people see them.
    pub const ALL: [Self; 3] = [Self::Headset, Self::Handset, Self::Speaker];
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
        /// How the packets are protected, when they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        protection: Option<StreamProtection>,
        /// RTP payload type of the sound, when the server gave one; none: the codec's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payload_type: Option<u8>,
    },
    /// Stop receiving; the port is freed unless it is kept for reopening.
    CloseReceive {
        /// `passThroughPartyId`.
        stream: u32,
        /// `portHandlingFlag` 1: the stream will be reopened.
        keep_port: bool,
    },
    /// Whose packets an open stream takes, when neither its opening nor its sending says it.
    AcceptFrom {
        /// `passThroughPartyId`.
        stream: u32,
        /// Whose.
        sender: ExpectedSender,
    },
    /// Join a multicast group, receive and play; answered by [`VoiceReport::GroupJoined`] or
    /// `GroupFailed`. Anyone may send to a group: one sender at a time is heard.
    JoinGroup {
        /// `passThroughPartyId`.
        stream: u32,
        /// The group and its port.
        group: SocketAddr,
        /// Codec number (`compressionType`).
        codec: u32,
        /// Milliseconds of sound in a packet.
        ptime_ms: u32,
    },
    /// Leave the group.
    LeaveGroup {
        /// `passThroughPartyId`.
        stream: u32,
    },
    /// Reserve a port for a stream that will be opened; answered by
    /// [`VoiceReport::PortReserved`] or `PortFailed`.
    ReservePort {
        /// `passThroughPartyId`.
        stream: u32,
    },
    /// The port is not needed any more; nothing happens while the stream is on.
    ReleasePort {
        /// `passThroughPartyId`.
        stream: u32,
    },
    /// Send to this peer, or group, from the stream's own port; again with other values retargets.
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
        /// How to protect the packets, when they are to be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        protection: Option<StreamProtection>,
        /// RTP payload type of the sound, when the server gave one; none: the codec's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payload_type: Option<u8>,
        /// Send no pauses, but comfort noise in their place (`ssValue`, or as the person wants).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        silence_suppression: bool,
    },
    /// Stop sending.
    StopTransmit {
        /// `passThroughPartyId`.
        stream: u32,
    },
    /// Mark what the stream sends with this TOS byte from now on.
    SetTos {
        /// `passThroughPartyId`.
        stream: u32,
        /// TOS byte of the packets.
        tos: u8,
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
    /// Record the call, both sides, into a file; or stop that. Answered by
    /// [`VoiceReport::Recording`].
    Record(bool),
    /// Send a digit on the stream: as telephone events (RFC 4733) when it has a payload type for
    /// them, else as sound.
    SendDigit {
        /// `passThroughPartyId`.
        stream: u32,
        /// `0`–`9`, `*`, `#`, `A`–`D`.
        digit: char,
    },
    /// Play the sound of a digit to the ear, once and briefly.
    PlayDigit {
        /// `0`–`9`, `*`, `#`, `A`–`D`.
        digit: char,
    },
    /// Tell by [`VoiceReport::DigitHeard`] which digits come as telephone events of this payload
    /// type; `None`: no longer.
    ReportDigits {
        /// `passThroughPartyId`.
        stream: u32,
        /// RTP payload type of the events.
        payload_type: Option<u8>,
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
    /// Play a tone into what is sent and nowhere else, until it is stopped.
    StartNetworkTone {
        /// `DeviceTone` number (section 4.6).
        tone: u32,
    },
    /// Stop the tone that only the network hears.
    StopNetworkTone,
    /// Ring like this until told otherwise.
    Ring {
        /// How; [`Ring::Off`] stops.
        ring: Ring,
        /// Once instead of on and on.
        once: bool,
    },
    /// Ring with the ring of this name from now on; the empty name is that of the start.
    RingSound {
        /// Its name, as in [`Choices::rings`](crate::Choices::rings).
        ring: String,
    },
    /// Let the ring of this name be heard for three seconds, unless the phone rings.
    PreviewRing {
        /// Its name.
        ring: String,
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
            Self::PlayDigit { .. } => f.write_str(r#"{"play_digit":{…}}"#),
            other => f.write_str(&serde_json::to_string(other).map_err(|_| fmt::Error)?),
        }
    }
}

/// Whose packets a stream takes that nobody was announced for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpectedSender {
    /// Those of this peer.
    Peer(SocketAddr),
    /// Those of the first sender of the right codec, and of no other afterwards; of this address
    /// if one is given.
    First(Option<IpAddr>),
}

/// News from the voice path.
///
/// `Debug` does not show digits, so that logs do not.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
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
    /// A stream hears its group.
    GroupJoined {
        /// `passThroughPartyId`.
        stream: u32,
    },
    /// A group could not be joined.
    GroupFailed {
        /// `passThroughPartyId`.
        stream: u32,
        /// Why.
        reason: VoiceFailure,
    },
    /// A port is reserved.
    PortReserved {
        /// `passThroughPartyId`.
        stream: u32,
        /// RTP port (even).
        port: u16,
    },
    /// No port could be reserved.
    PortFailed {
        /// `passThroughPartyId`.
        stream: u32,
        /// Why.
        reason: VoiceFailure,
    },
    /// Somebody speaks into the muted microphone.
    SpokenMuted,
    /// A digit came as telephone events, on a stream of which that was asked.
    DigitHeard {
        /// `passThroughPartyId`.
        stream: u32,
        /// `0`–`9`, `*`, `#`, `A`–`D`.
        digit: char,
    },
    /// Figures of a stream, as asked.
    Statistics {
        /// `passThroughPartyId`.
        stream: u32,
        /// The figures.
        statistics: StreamStatistics,
    },
    /// What is wrong with the sound devices, in words for the screen: a line each for speaker,
    /// microphone and ringer, empty where nothing is wrong. Empty as a whole: all is well again.
    SoundNotice(String),
    /// How the recording of a call goes.
    Recording(RecordingNews),
}

/// How the recording of a call goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingNews {
    /// It is written to this file.
    Began {
        /// Its path.
        file: String,
    },
    /// The file is whole.
    Ended {
        /// Its path.
        file: String,
        /// Length of the sound.
        seconds: u64,
        /// Moments of sound (a sample of both sides each) that the disk was too slow for.
        left_out: u64,
    },
    /// It could not be written, or not any longer; the call goes on.
    Failed {
        /// Why, with the folder.
        reason: String,
    },
}

impl fmt::Debug for VoiceReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DigitHeard { stream, .. } => {
                write!(f, r#"{{"digit_heard":{{"stream":{stream},…}}}}"#)
            }
            other => f.write_str(&serde_json::to_string(other).map_err(|_| fmt::Error)?),
        }
    }
}

/// Why a stream could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceFailure {
    /// The phone has no such codec.
    Codec,
    /// The codec does not come in packets of this length.
    PacketSize,
    /// The address is no group, or the group cannot be joined from here.
    Group(String),
    /// No port is free, or the system refuses one.
    Socket(String),
    /// What is to protect it is none.
    Protection(String),
}
