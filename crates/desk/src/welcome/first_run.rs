//! The seam to what the first start needs: a look at the server, names for the phone, the phone.

use crate::welcome::Choice;
use crate::{Adapter, Phone};

/// What the first start asks for. Every call returns at once.
pub trait FirstRun {
    /// Starts a phone as chosen, or says in words why it cannot.
    ///
    /// # Errors
    /// The words.
    fn start(&mut self, choice: Choice) -> Result<Box<dyn Phone>, String>;

    /// Begins to look whether the server can be reached; `wake` is called when there is news.
    /// Nothing: nobody looks, the phone is started at once.
    fn reach(
        &mut self,
        _server: &str,
        _wake: Box<dyn Fn() + Send + Sync>,
    ) -> Option<Box<dyn Reaching>> {
        None
    }

    /// The network adapters of this machine.
    fn adapters(&self) -> Vec<Adapter> {
        Vec::new()
    }
}

/// A look at a server; dropping it ends it.
pub trait Reaching {
    /// How far it has come.
    fn now(&self) -> Reach;
}

/// How far a look at a server has come, or why it went no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Its name is looked up.
    Naming,
    /// A connection is being made.
    Connecting {
        /// To this address.
        address: String,
    },
    /// Something listens at this address, and nothing speaks against its being a call server.
    Open {
        /// Where.
        address: String,
    },
    /// What was typed is no server, or its name has no address.
    NoName,
    /// There is no way to the host.
    NoWay {
        /// To this address.
        address: String,
    },
    /// The host is there, and nothing listens at the port.
    Closed {
        /// Where.
        address: String,
    },
    /// Nothing answers.
    Silent {
        /// Where.
        address: String,
    },
    /// Something answers that speaks another protocol.
    Other {
        /// What it says first, as far as it can be read.
        says: String,
    },
}
