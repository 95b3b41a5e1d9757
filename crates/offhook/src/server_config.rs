//! The configuration file of the embedded call server.

use std::io;
use std::path::{Path, PathBuf};

use callmanager::Config;
use thiserror::Error;

/// Why the call server has no configuration.
#[derive(Debug, Error)]
pub(crate) enum ServerConfigError {
    /// The file cannot be read.
    #[error("the call server's configuration file {path} cannot be read: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file says something that makes no sense. The source names line and reason.
    #[error(
        "the call server's configuration file {path} is wrong:\n{source}\n(`offhook callmanager --example-config` shows what it can say)"
    )]
    Broken {
        /// Which file.
        path: PathBuf,
        /// Line and reason.
        source: callmanager::ConfigError,
    },
}

/// Reads the file; without one everything is as it is by default.
pub(crate) fn load(given: Option<&Path>) -> Result<Config, ServerConfigError> {
    let Some(path) = given else {
        return Ok(Config::default());
    };
    let text = std::fs::read_to_string(path).map_err(|source| ServerConfigError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    Config::from_toml(&text).map_err(|source| ServerConfigError::Broken {
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = load(Some(Path::new("/nonexistent/server.toml"))).expect_err("it is not there");
        assert!(error.to_string().contains("/nonexistent/server.toml"));
        assert!(load(None).is_ok());
    }
}
