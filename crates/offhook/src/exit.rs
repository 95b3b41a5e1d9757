//! With which status the program ends.

use std::process::ExitCode;

use crate::config::ConfigError;
use crate::server_config::ServerConfigError;
use crate::settings::SettingsError;

/// How a command ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// All went as asked.
    #[default]
    Done,
    /// A `wait` or `expect` failed, the demo's signal did not come back, or something
    /// could not start.
    Failed,
    /// The command line, the configuration or a line of the script is wrong.
    Usage,
}

impl Outcome {
    /// What an error at the start comes to.
    pub(crate) fn of_error(error: &anyhow::Error) -> Self {
        if error.is::<ConfigError>()
            || error.is::<ServerConfigError>()
            || error.is::<SettingsError>()
        {
            Self::Usage
        } else {
            Self::Failed
        }
    }
}

/// What an error says, with its causes, each once: many name their cause themselves.
pub(crate) fn reason(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for part in error.chain().map(ToString::to_string) {
        let part = part.trim_end();
        if text.is_empty() {
            text = part.to_owned();
        } else if !text.contains(part) {
            text = format!("{text}: {part}");
        }
    }
    text
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Usage => Self::from(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;
    use thiserror::Error;

    #[derive(Debug, Error)]
    #[error("the file cannot be read: {source}")]
    struct NamesItsCause {
        source: io::Error,
    }

    #[test]
    fn says_every_cause_once() {
        let cause = || io::Error::other("the disk is gone");
        let named = anyhow::Error::new(NamesItsCause { source: cause() });
        assert_eq!(reason(&named), "the file cannot be read: the disk is gone");
        let unnamed = anyhow::Error::new(cause()).context("cannot start");
        assert_eq!(reason(&unnamed), "cannot start: the disk is gone");
    }
}
