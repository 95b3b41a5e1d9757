//! What every phone takes, whichever server it is for.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use netem::Impairment;

use crate::codec_choice::{CodecChoice, SilenceChoice};
use crate::control::ControlChoice;
use crate::duration::parse_duration;
use crate::enhancing::{Modes, NoiseByMode};
use crate::recording_choice::{FormatChoice, NoticeChoice};
use crate::sound_options::SoundOptions;
use crate::values::{
    CallLogChoice, CharsetChoice, DeviceType, LanguageChoice, PortRange, RegionChoice, RtcpChoice,
    ServerName,
};

/// What a phone takes, whichever server it is for.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct PhoneOptions {
    /// The device name to register as: SEP and twelve hexadecimal digits
    #[arg(long, value_name = "NAME", env = "OFFHOOK_DEVICE")]
    pub(crate) device: Option<String>,
    /// Servers for when none of the others can be reached (a branch's gateway), with commas
    #[arg(
        long,
        value_name = "HOST[:PORT]",
        env = "OFFHOOK_LAST_RESORT",
        value_delimiter = ','
    )]
    pub(crate) last_resort: Vec<ServerName>,
    /// How long a better server must have answered before the phone goes back to it, like 120s
    #[arg(long, value_name = "TIME", env = "OFFHOOK_CONNECTION_MONITOR", value_parser = parse_duration)]
    pub(crate) connection_monitor: Option<Duration>,
    /// Ask the server for its list of servers, and try those after the named ones
    #[arg(long)]
    pub(crate) ask_servers: bool,
    /// The device type to register as: 7960, 7970 or 30016 (IP Communicator)
    #[arg(long = "type", value_name = "TYPE", env = "OFFHOOK_TYPE")]
    pub(crate) device_type: Option<DeviceType>,
    /// The protocol version to offer, 3 to 22
    #[arg(long, value_name = "VERSION", env = "OFFHOOK_PROTOCOL", value_parser = clap::value_parser!(u8).range(3..=22))]
    pub(crate) protocol: Option<u8>,
    /// The codecs to offer, best first: g722, ulaw, alaw, opus, wideband, g729
    #[arg(
        long,
        value_name = "LIST",
        env = "OFFHOOK_CODECS",
        value_delimiter = ','
    )]
    pub(crate) codecs: Vec<CodecChoice>,
    /// Offer the codecs that need the least bandwidth first
    #[arg(long)]
    pub(crate) low_bandwidth: bool,
    /// Send comfort noise instead of pauses: off, on, or server (as the server says for each call)
    #[arg(long, value_name = "WHEN", env = "OFFHOOK_SILENCE_SUPPRESSION")]
    pub(crate) silence_suppression: Option<SilenceChoice>,
    /// The microphone: default, a device's name, file:PATH.wav, loop:PATH.wav (over and over), tone:440 or silence
    #[arg(long, value_name = "SOUND", env = "OFFHOOK_INPUT")]
    pub(crate) input: Option<String>,
    /// The speaker: default, a device's name, file:PATH.wav (what the ear would hear) or silence
    #[arg(long, value_name = "SOUND", env = "OFFHOOK_OUTPUT")]
    pub(crate) output: Option<String>,
    #[command(flatten)]
    pub(crate) sound: SoundOptions,
    /// Where to take the loudspeaker's echo out of the microphone's sound: headset, handset, speaker, with commas; all or off
    #[arg(long, value_name = "MODES", env = "OFFHOOK_ECHO_CANCEL")]
    pub(crate) echo_cancel: Option<Modes>,
    /// How strongly to weaken noise at the microphone: off, low, moderate or high, or by mode like speaker=high,headset=low
    #[arg(long, value_name = "STRENGTH", env = "OFFHOOK_NOISE_SUPPRESSION")]
    pub(crate) noise_suppression: Option<NoiseByMode>,
    /// Where to bring the voice to an even level: headset, handset, speaker, with commas; all or off
    #[arg(long, value_name = "MODES", env = "OFFHOOK_AUTO_GAIN")]
    pub(crate) auto_gain: Option<Modes>,
    /// The UDP ports for voice
    #[arg(long, value_name = "FROM-TO", env = "OFFHOOK_RTP_PORTS")]
    pub(crate) rtp_ports: Option<PortRange>,
    /// The code point (DSCP, 0 to 63) that voice is marked with where the server says none; 46 without this
    #[arg(long, value_name = "0…63", env = "OFFHOOK_AUDIO_DSCP", value_parser = clap::value_parser!(u8).range(0..=63))]
    pub(crate) audio_dscp: Option<u8>,
    /// Reports about the voice to its peer (RTCP): on, off, or extended (RFC 3611)
    #[arg(long, value_name = "MODE", env = "OFFHOOK_RTCP")]
    pub(crate) rtcp: Option<RtcpChoice>,
    /// Whose call progress tones to play: north-america, europe or united-kingdom
    #[arg(long, value_name = "REGION", env = "OFFHOOK_REGION")]
    pub(crate) region: Option<RegionChoice>,
    /// The language of the phone: en, de, fr, es, or system
    #[arg(long, value_name = "LANGUAGE", env = "OFFHOOK_LANGUAGE")]
    pub(crate) language: Option<LanguageChoice>,
    /// The character set of the server's texts: utf-8 (with Latin-1 where it is none), latin1, windows-1250, shift_jis, …
    #[arg(long, value_name = "NAME", env = "OFFHOOK_CHARSET")]
    pub(crate) charset: Option<CharsetChoice>,
    /// Write everything the phone is told to this file, for replay; the dialled digits, the call lists and the own address book are in it
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
    /// Write what is sent to the server and got from it as a capture, for Wireshark and offhook trace; the dialled digits are in it
    #[arg(long, value_name = "FILE.pcapng")]
    pub(crate) trace: Option<PathBuf>,
    /// Write the voice (RTP) into the same capture
    #[arg(long, requires = "trace")]
    pub(crate) trace_rtp: bool,
    /// Ask the server what those behind speed dials are doing; not every server says it
    #[arg(long)]
    pub(crate) watch_speed_dials: bool,
    /// Do this to the voice, both ways: loss=3%,burst=2,jitter=40ms,delay=20ms,reorder=1%,duplicate=1%,rate=128kbit,seed=7
    #[arg(long, value_name = "FAULTS")]
    pub(crate) impair: Option<Impairment>,
    /// Tell the figures of the call in front this often, like 5s, as `stats` events
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub(crate) stats_every: Option<Duration>,
    /// Record calls into this folder, what is sent on the left, what is heard on the right
    #[arg(long, value_name = "FOLDER", env = "OFFHOOK_RECORD_CALLS")]
    pub(crate) record_calls: Option<PathBuf>,
    /// Record only the calls for which that is asked (`record start`), instead of all
    #[arg(long)]
    pub(crate) record_when_asked: bool,
    /// What recordings are written as: wav, opus
    #[arg(long, value_name = "FORMAT")]
    pub(crate) record_format: Option<FormatChoice>,
    /// How the other side hears of it: beep (every 15 s), spoken (words, then the beep), none
    #[arg(long, value_name = "NOTICE")]
    pub(crate) record_notice: Option<NoticeChoice>,
    /// Whether the window uses the desktop's notifications and tray; [desktop] in the configuration file says which
    #[arg(long, value_name = "on|off", env = "OFFHOOK_DESKTOP")]
    pub(crate) desktop: Option<OnOff>,
    /// Whether the buttons of USB headsets control calls
    #[arg(long, value_name = "on|off", env = "OFFHOOK_HEADSET_BUTTONS")]
    pub(crate) headset_buttons: Option<OnOff>,
    /// Where the phone can be asked by offhook dial, answer, hangup, mute and status: on (the usual place), off, or a path
    #[arg(long, value_name = "on|off|PATH", env = "OFFHOOK_CONTROL")]
    pub(crate) control: Option<ControlChoice>,
    /// Keep the call lists in this file, or nowhere: off
    #[arg(long, value_name = "FILE|off", env = "OFFHOOK_CALL_LOG")]
    pub(crate) call_log: Option<CallLogChoice>,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum OnOff {
    /// On.
    On,
    /// Off.
    Off,
}
