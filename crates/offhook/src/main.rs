//! The commands.

mod args;
mod commands;
mod config;
mod duration;
mod exit;
mod headless;
mod identity;
mod logging;
mod settings;
mod signals;
mod values;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Arguments;
use crate::exit::Outcome;
use crate::headless::report::say;

fn main() -> ExitCode {
    match commands::run(Arguments::parse()) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            say(&format!("{error:#}"));
            Outcome::of_error(&error).into()
        }
    }
}
