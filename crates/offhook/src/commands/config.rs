//! `offhook config`: where the configuration file is.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;

use crate::config::config_path;
use crate::exit::Outcome;

/// Names the configuration file, and says whether it is there.
pub(crate) fn run(given: Option<&Path>) -> anyhow::Result<Outcome> {
    let path = config_path(given)
        .context("this platform has no place for configuration files; name one with --config")?;
    let there = if path.is_file() {
        ""
    } else {
        " (not there yet)"
    };
    // A reader that is gone has seen what it wanted.
    let _gone = writeln!(io::stdout(), "{}{there}", path.display());
    Ok(Outcome::Done)
}
