//! Where the running phone is asked, and who may listen there.
//!
//! One program at a time holds the place. Who holds it is told by a lock on a file beside
//! the socket, which the system takes away from a program that ends in whichever way: so a
//! socket that a crash has left behind is taken over, and two that start at once do not
//! both believe to be the first.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::system;

/// The name under which the place can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place(PathBuf);

impl Place {
    /// The usual one of this user.
    ///
    /// # Errors
    /// When there is no folder that only this user can write to.
    pub(crate) fn usual() -> io::Result<Self> {
        system::usual_place().map(Self)
    }

    /// This one.
    pub(crate) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// As the system names it.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Takes the place, for as long as what this gives is kept. Inside a runtime.
    ///
    /// # Errors
    /// [`HoldError::Taken`] when another program holds it.
    pub(crate) fn hold(&self) -> Result<Held, HoldError> {
        match system::Listener::bind(&self.0) {
            Ok(Some(listener)) => Ok(Held {
                place: self.clone(),
                listener,
            }),
            Ok(None) => Err(HoldError::Taken(self.0.clone())),
            Err(source) => Err(HoldError::Unusable {
                path: self.0.clone(),
                source,
            }),
        }
    }
}

/// A place that this program holds. Dropping it lets others have it.
#[derive(Debug)]
pub(crate) struct Held {
    place: Place,
    pub(super) listener: system::Listener,
}

impl Drop for Held {
    fn drop(&mut self) {
        system::clear(self.place.path());
    }
}

/// Why the place cannot be held.
#[derive(Debug, Error)]
pub(crate) enum HoldError {
    /// Another phone is there.
    #[error(
        "another phone is asked at {0} already; --control PATH names another place, --control off none"
    )]
    Taken(PathBuf),
    /// The system does not let it.
    #[error("the phone cannot be asked at {path}: {source}")]
    Unusable {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}
