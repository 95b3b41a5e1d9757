//! With which status the program ends.

use std::process::ExitCode;

use crate::config::ConfigError;
use crate::settings::SettingsError;

/// How a command ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// All went as asked.
    #[default]
    Done,
    /// A `wait` or `expect` failed, or something could not start.
    Failed,
    /// The command line, the configuration or a line of the script is wrong.
    Usage,
}

impl Outcome {
    /// What an error at the start comes to.
    pub(crate) fn of_error(error: &anyhow::Error) -> Self {
        if error.is::<ConfigError>() || error.is::<SettingsError>() {
            Self::Usage
        } else {
            Self::Failed
        }
    }
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
