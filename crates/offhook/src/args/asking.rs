//! What the commands take that ask a running phone.

use std::path::PathBuf;

use clap::Args;

use crate::control::ControlChoice;

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
