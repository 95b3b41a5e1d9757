//! What the looks at the machine take.

use std::time::Duration;

use clap::{Args, Subcommand};

use crate::duration::parse_duration;

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
