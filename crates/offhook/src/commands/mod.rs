//! The commands, a file each.

mod asking;
mod callmanager;
mod config;
mod contacts;
mod demo;
pub(crate) mod devices;
mod doctor;
mod from_outside;
mod install;
#[cfg(feature = "window")]
mod menu_preferences;
#[cfg(feature = "window")]
mod neighbours;
mod phone;
mod running;
mod terminal;
mod trace;
mod window;
#[cfg(feature = "window")]
mod window_begin;
#[cfg(feature = "window")]
mod window_contacts;
#[cfg(feature = "window")]
mod window_desktop;
#[cfg(feature = "window")]
mod window_directories;
#[cfg(feature = "window")]
mod window_door;
#[cfg(feature = "window")]
mod window_first_run;
#[cfg(feature = "window")]
mod window_headset;
#[cfg(feature = "window")]
mod window_history;
#[cfg(feature = "window")]
mod window_hot_keys;
#[cfg(feature = "window")]
mod window_in_force;
#[cfg(feature = "window")]
mod window_keys;
#[cfg(feature = "window")]
mod window_ladder;
#[cfg(feature = "window")]
mod window_look;
#[cfg(feature = "window")]
mod window_new_devices;
#[cfg(feature = "window")]
mod window_numbers;
#[cfg(feature = "window")]
mod window_phone;
#[cfg(feature = "window")]
mod window_preferences;
#[cfg(feature = "window")]
mod window_report;
#[cfg(feature = "window")]
mod window_sound;
#[cfg(feature = "window")]
mod window_starter;
#[cfg(feature = "window")]
mod window_statistics;
#[cfg(feature = "window")]
mod window_tuning;

#[cfg(feature = "window")]
pub(crate) use running::own_device;

use std::path::PathBuf;

use crate::args::{Arguments, Command};
use crate::config::{ConfigFile, config_path};
use crate::control::Request;
use crate::exit::Outcome;
use crate::logging;

/// Carries out what the command line says.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let named = arguments.common.config;
    // What is named there for the call server is not the phone's file.
    let given = match arguments.command {
        Some(Command::Callmanager(_)) => None,
        _ => named.clone(),
    };
    let given = given.or_else(|| std::env::var_os("OFFHOOK_CONFIG").map(PathBuf::from));
    if matches!(arguments.command, Some(Command::Config)) {
        // Before the file is read: it may be broken, which is when one looks for it.
        return config::run(given.as_deref());
    }
    let (file, broken) = if opens_window(arguments.command.as_ref()) {
        ConfigFile::load_or_put_aside(given.as_deref())?
    } else {
        (ConfigFile::load(given.as_deref())?, None)
    };
    logging::start(arguments.common.log.as_deref().or(file.log.as_deref()))?;
    if let Some(broken) = &broken {
        tracing::warn!("{broken}");
    }
    match arguments.command {
        None => {
            let path = config_path(given.as_deref());
            window::run(arguments.link, arguments.new, &file, path, broken)
        }
        Some(Command::Dial(arguments)) => asking::dial(arguments),
        Some(Command::Answer(arguments)) => asking::tell(arguments.control, Request::Answer),
        Some(Command::Hangup(arguments)) => asking::tell(arguments.control, Request::HangUp),
        Some(Command::Report(arguments)) => asking::report(arguments),
        Some(Command::Mute(arguments)) => asking::mute(arguments),
        Some(Command::Status(arguments)) => asking::status(arguments),
        Some(Command::Demo(arguments)) => demo::run(arguments, &file, broken),
        Some(Command::Phone(arguments)) => phone::run(arguments, &file, broken),
        Some(Command::Callmanager(arguments)) => callmanager::run(&arguments, named.as_deref()),
        Some(Command::Contacts(arguments)) => contacts::run(arguments, &file),
        Some(Command::Devices(arguments)) => devices::run(&arguments),
        Some(Command::Doctor(arguments)) => doctor::run(arguments, &file),
        Some(Command::Install(arguments)) => install::run(&arguments),
        Some(Command::Config) => config::run(given.as_deref()),
        Some(Command::Trace(arguments)) => trace::run(arguments),
    }
}

/// Whether the command shows a window, where a person can be told what is wrong with the file.
const fn opens_window(command: Option<&Command>) -> bool {
    cfg!(feature = "window")
        && match command {
            None => true,
            Some(Command::Demo(arguments)) => !arguments.headless && !arguments.tui,
            Some(Command::Phone(arguments)) => !arguments.headless && !arguments.tui,
            Some(_) => false,
        }
}
