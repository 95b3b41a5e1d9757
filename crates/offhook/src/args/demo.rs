//! What the demo takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::args::PhoneOptions;
use crate::duration::parse_duration;

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
