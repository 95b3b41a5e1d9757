//! The commands.

#![cfg_attr(
    not(feature = "window"),
    allow(dead_code, unused_imports, reason = "only the window asks for it")
)]

mod args;
mod book_options;
mod codec_choice;
mod commands;
mod config;
mod control;
mod desktop_file;
mod desktop_table;
mod dialling_now;
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

use std::process::ExitCode;

use clap::Parser;

use crate::args::Arguments;
use crate::exit::Outcome;

fn main() -> ExitCode {
    let outcome = commands::run(Arguments::parse()).unwrap_or_else(|error| {
        standard_error::say(&exit::reason(&error));
        Outcome::of_error(&error)
    });
    standard_error::end();
    outcome.into()
}
