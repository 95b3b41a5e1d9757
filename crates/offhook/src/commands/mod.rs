//! The commands, a file each.

mod callmanager;
mod demo;
mod devices;
mod phone;
mod running;
mod window;

use crate::args::{Arguments, Command};
use crate::config::ConfigFile;
use crate::exit::Outcome;
use crate::logging;

/// Carries out what the command line says.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let file = ConfigFile::load(arguments.common.config.as_deref())?;
    logging::start(arguments.common.log.as_deref().or(file.log.as_deref()))?;
    match arguments.command {
        None => window::run(&file),
        Some(Command::Demo(arguments)) => demo::run(arguments, &file),
        Some(Command::Phone(arguments)) => phone::run(arguments, &file),
        Some(Command::Callmanager(arguments)) => callmanager::run(&arguments),
        Some(Command::Devices(arguments)) => devices::run(&arguments),
    }
}
