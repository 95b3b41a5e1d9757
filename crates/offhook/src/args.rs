//! The command line; what each command takes has a file of its name.

mod asking;
mod callmanager;
mod contacts;
mod demo;
mod devices;
mod doctor;
mod install;
mod phone;
mod phone_options;
mod trace;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use self::asking::{
    AskArguments, DialArguments, MuteArguments, ReportArguments, StatusArguments,
};
pub(crate) use self::callmanager::CallManagerArguments;
pub(crate) use self::contacts::{ContactsArguments, ContactsCommand};
pub(crate) use self::demo::DemoArguments;
pub(crate) use self::devices::DevicesArguments;
pub(crate) use self::doctor::{AudioDoctorArguments, DoctorArguments, DoctorCommand};
pub(crate) use self::install::InstallArguments;
pub(crate) use self::phone::PhoneArguments;
pub(crate) use self::phone_options::{OnOff, PhoneOptions};
pub(crate) use self::trace::TraceArguments;
use crate::control::Link;

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
