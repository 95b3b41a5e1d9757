//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand};
use lab::MessageChoice;
use netem::Impairment;

use crate::codec_choice::{CodecChoice, SilenceChoice};
use crate::control::{ControlChoice, Link};
use crate::duration::parse_duration;
use crate::enhancing::{Modes, NoiseByMode};
use crate::recording_choice::{FormatChoice, NoticeChoice};
use crate::sound_options::SoundOptions;
use crate::values::{
    CallLogChoice, CharsetChoice, DeviceType, LanguageChoice, PortRange, RegionChoice, RtcpChoice,
    ServerName, parse_listen,
};

/// An open desktop phone for SCCP ("Skinny").
///
/// Without a command the phone's window opens: registered with the server of the
/// configuration file, or with a welcome that offers the demo.
#[derive(Debug, Parser)]
#[command(name = "offhook", version, propagate_version = true)]
#[command(after_help = "\
Options are taken from the command line first, then from the environment \
(OFFHOOK_SERVER, OFFHOOK_DEVICE, …), then from the configuration file, \
offhook/config.toml in the platform's place for such files.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// A link with a number (tel:, callto:, sccp:): offered to be dialled, by the phone that runs
    /// already or else by a new one
    #[arg(value_name = "LINK")]
    pub(crate) link: Option<Link>,
    /// Start another phone, though one runs already
    #[arg(long)]
    pub(crate) new: bool,
    #[command(flatten)]
    pub(crate) common: CommonArguments,
}

/// What every command takes.
#[derive(Args, Debug)]
pub(crate) struct CommonArguments {
    /// The configuration file, instead of the one in the platform's place or in OFFHOOK_CONFIG;
    /// for callmanager: the call server's own
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// What to log on standard error: error, warn, info, debug, trace, or parts like station=debug
    #[arg(long, global = true, value_name = "FILTER", env = "OFFHOOK_LOG")]
    pub(crate) log: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Try the phone against a call server of its own; nothing outside this machine is contacted
    Demo(DemoArguments),
    /// Run a phone against a call server
    Phone(PhoneArguments),
    /// Offer a number or a link to the running phone, to be dialled there
    Dial(DialArguments),
    /// Have the running phone answer the call that rings
    Answer(AskArguments),
    /// Have the running phone end its call, or refuse the one that rings
    Hangup(AskArguments),
    /// Mute the microphone of the running phone, or give it back
    Mute(MuteArguments),
    /// Tell what the running phone shows
    Status(StatusArguments),
    /// Put the phone into the menus of this user's desktop, with the links that it follows
    Install(InstallArguments),
    /// Have the running phone write a problem report
    Report(ReportArguments),
    /// Run the embedded call server until it is told to stop
    Callmanager(CallManagerArguments),
    /// Take files into the address book, or look for somebody in it
    Contacts(ContactsArguments),
    /// List the sound devices
    Devices(DevicesArguments),
    /// Look how well the phone does on this machine
    Doctor(DoctorArguments),
    /// Show the SCCP messages of a capture file (pcap or pcapng)
    Trace(TraceArguments),
    /// Name the configuration file
    Config,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum OnOff {
    /// On.
    On,
    /// Off.
    Off,
}

#[derive(Args, Debug)]
pub(crate) struct InstallArguments {
    /// Take it away again
    #[arg(long)]
    pub(crate) remove: bool,
}

/// Which running phone is meant.
#[derive(Args, Debug)]
pub(crate) struct AskArguments {
    /// Where the phone is asked, as its own --control says
    #[arg(long, value_name = "on|PATH", env = "OFFHOOK_CONTROL")]
    pub(crate) control: Option<ControlChoice>,
}

#[derive(Args, Debug)]
pub(crate) struct DialArguments {
    /// The number, or a link with one
    #[arg(value_name = "NUMBER")]
    pub(crate) number: String,
    /// Dial it at once, without a confirmation
    #[arg(long)]
    pub(crate) now: bool,
    #[command(flatten)]
    pub(crate) ask: AskArguments,
}

#[derive(Args, Debug)]
pub(crate) struct ContactsArguments {
    #[command(subcommand)]
    pub(crate) command: ContactsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ContactsCommand {
    /// Take the contacts of files, vCards or CSV, into the own address book
    Import {
        /// The files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// List whom a name, a part of a number or initials may mean, in all address books; the exit
    /// status is 1 when that is nobody
    Search {
        /// What is looked for
        #[arg(value_name = "TEXT", required = true)]
        text: Vec<String>,
        /// As JSON objects, one a line
        #[arg(long)]
        json: bool,
        /// So many people at most
        #[arg(long, value_name = "COUNT", default_value_t = 20)]
        most: usize,
    },
}

#[derive(Args, Debug)]
pub(crate) struct MuteArguments {
    /// Without this: the other way round
    #[arg(value_name = "on|off", value_parser = ["on", "off"])]
    pub(crate) state: Option<String>,
    #[command(flatten)]
    pub(crate) ask: AskArguments,
}

#[derive(Args, Debug)]
pub(crate) struct ReportArguments {
    /// Into this file, which is replaced; without it into a new one in the folder of documents
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) ask: AskArguments,
}

#[derive(Args, Debug)]
pub(crate) struct StatusArguments {
    /// As JSON: the `screen` event
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) ask: AskArguments,
}

#[derive(Args, Debug)]
pub(crate) struct DemoArguments {
    /// Run without a window: call a number and tell what the phone shows
    #[arg(long)]
    pub(crate) headless: bool,
    /// Draw the phone in this terminal instead of a window
    #[arg(long, conflicts_with = "headless")]
    pub(crate) tui: bool,
    /// So many phones, each in a window of its own, to call, transfer and confer among them
    #[arg(long, value_name = "1-4", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=4), conflicts_with_all = ["headless", "tui"])]
    pub(crate) phones: u8,
    /// Call this number and listen for the signal that is sent; the exit status is 0 only when it comes back
    #[arg(long, value_name = "NUMBER", requires = "headless", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) call: Option<String>,
    /// How long the call lasts from its connection on, like 5s, 500ms or 1m
    #[arg(long = "for", value_name = "TIME", value_parser = parse_duration, default_value = "5s", requires = "headless")]
    pub(crate) duration: Duration,
    /// Tell what happens as JSON objects, one a line
    #[arg(long, requires = "headless")]
    pub(crate) json: bool,
    /// The call server's configuration file, as of callmanager --config
    #[arg(long, value_name = "FILE")]
    pub(crate) server_config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) phone: PhoneOptions,
}

#[derive(Args, Debug)]
pub(crate) struct PhoneArguments {
    /// The call server; port 2000 when none is given. Several, in the order to try, with commas
    #[arg(
        long,
        value_name = "HOST[:PORT]",
        env = "OFFHOOK_SERVER",
        value_delimiter = ','
    )]
    pub(crate) server: Vec<ServerName>,
    /// Run without a window: commands are read from standard input, one a line
    #[arg(long)]
    pub(crate) headless: bool,
    /// Draw the phone in this terminal instead of a window
    #[arg(long, conflicts_with = "headless")]
    pub(crate) tui: bool,
    /// Tell what happens as JSON objects, one a line
    #[arg(long, requires = "headless", conflicts_with = "tui")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) phone: PhoneOptions,
}

impl PhoneArguments {
    /// What the environment alone says, where no option can be given.
    #[cfg(feature = "window")]
    pub(crate) fn from_environment() -> Result<Self, clap::Error> {
        #[derive(Parser)]
        struct Environment {
            #[command(flatten)]
            phone: PhoneArguments,
        }
        Environment::try_parse_from(["offhook"]).map(|environment| environment.phone)
    }
}

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

#[derive(Args, Debug)]
pub(crate) struct DevicesArguments {
    /// As JSON, one object for all
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct DoctorArguments {
    #[command(subcommand)]
    pub(crate) what: DoctorCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DoctorCommand {
    /// Play chirps, hear them in the microphone, and tell where each millisecond between goes
    Audio(AudioDoctorArguments),
}

#[derive(Args, Debug)]
pub(crate) struct AudioDoctorArguments {
    /// The microphone: near the speaker, joined to it by a cable, or its monitor
    #[arg(long, value_name = "SOUND", env = "OFFHOOK_INPUT")]
    pub(crate) input: Option<String>,
    /// The speaker
    #[arg(long, value_name = "SOUND", env = "OFFHOOK_OUTPUT")]
    pub(crate) output: Option<String>,
    /// How long to listen, after three seconds of settling
    #[arg(long = "for", value_name = "TIME", value_parser = parse_duration, default_value = "8s")]
    pub(crate) duration: Duration,
    /// As JSON, one object for all
    #[arg(long)]
    pub(crate) json: bool,
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn reads_the_commands_of_the_readme() {
        for line in [
            "offhook",
            "offhook demo",
            "offhook demo --headless",
            "offhook demo --tui",
            "offhook phone --server cucm --tui",
            "offhook demo --headless --call 600 --for 5s --json",
            "offhook phone --server 192.0.2.1 --device SEP001122334455",
            "offhook phone --server cucm:2000 --device SEP001122334455 --headless --json --input tone:440 \
             --output file:heard.wav --protocol 17 --type 7970 --last-resort gateway,[2001:db8::1]:2001 --connection-monitor 30s --ask-servers \
             --codecs ulaw,alaw --rtp-ports 20000-20100 --language de_DE --charset iso-8859-2",
            "offhook phone --server cucm --headset-input jabra --headset-output jabra --speaker-output default --ringer box --side-tone",
            "offhook callmanager --listen 127.0.0.1:0 --config lab.toml",
            "offhook callmanager --example-config",
            "offhook demo --server-config lab.toml",
            "offhook devices --json",
            "offhook trace calls.pcapng --device SEP001122334455 --call 4711 --message CallState,0x0085",
            "offhook trace - --json --port 2001 --digits --hex",
            "offhook trace calls.pcap --ladder",
            "offhook phone --server cucm --trace calls.pcapng --trace-rtp",
            "offhook tel:+49-30-1234567",
            "offhook --new callto:600",
            "offhook dial 600 --now",
            "offhook answer",
            "offhook hangup --control /run/phone",
            "offhook mute on",
            "offhook status --json",
            "offhook install --remove",
            "offhook phone --server cucm --desktop off",
            "offhook phone --server cucm --headless --headset-buttons on",
            "offhook phone --server cucm --headless --control on",
        ] {
            let parsed = Arguments::try_parse_from(line.split_whitespace());
            assert!(
                parsed.is_ok(),
                "{line}: {}",
                parsed.err().map(|e| e.to_string()).unwrap_or_default()
            );
        }
    }

    #[test]
    fn refuses_what_makes_no_sense() {
        for line in [
            "offhook demo --json",
            "offhook phone --server x --protocol 23",
            "offhook phone --server x --type 7912",
            "offhook phone --server x --language klingon",
            "offhook phone --server x --charset utf-16",
            "offhook phone --server x --rtp-ports 5-4",
            "offhook phone --server x:notaport",
            "offhook demo --headless --for soon",
            "offhook demo --headless --call=",
            "offhook demo --headless --tui",
            "offhook demo --tui --phones 2",
            "offhook phone --server cucm --tui --json",
            "offhook phone --server x --trace-rtp",
            "offhook http://example.org",
            "offhook mute maybe",
            "offhook dial",
            "offhook trace",
            "offhook trace calls.pcap --json --ladder",
            "offhook trace calls.pcap --message NoSuchMessage",
        ] {
            assert!(
                Arguments::try_parse_from(line.split_whitespace()).is_err(),
                "{line}"
            );
        }
    }
}
