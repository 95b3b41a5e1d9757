//! The commands.

mod args;
mod book_options;
mod codec_choice;
mod commands;
mod config;
mod control;
mod desktop_file;
mod desktop_table;
mod dialling_now;
mod documents;
mod duration;
mod enhancing;
mod exit;
mod headless;
mod headset_buttons;
#[cfg(feature = "window")]
mod hot_keys;
mod identity;
mod journal;
mod key_table;
mod logging;
mod look_table;
mod misspelt;
#[cfg(feature = "window")]
mod overrides;
mod people;
mod problem_report;
mod recording_choice;
mod ring_table;
mod server_config;
mod settings;
mod signals;
mod sound_options;
mod standard_error;
mod tuning_table;
mod values;
mod writer;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::args::Arguments;
use crate::exit::Outcome;

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let arguments = Arguments::try_parse_from(&words).unwrap_or_else(|error| {
        // Help and version come this way as well.
        misspelt::explained(error, &mut Arguments::command(), &words).exit()
    });
    let outcome = commands::run(arguments).unwrap_or_else(|error| {
        standard_error::say(&exit::reason(&error));
        Outcome::of_error(&error)
    });
    standard_error::end();
    outcome.into()
}
