//! A named pipe of the user's own. The system lets only its creator write to it.

use std::io;
use std::path::{Path, PathBuf};

use tokio::net::windows::named_pipe::{
    ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions,
};

/// Codes of the system: no such pipe, another program has made the first instance, all instances busy.
const NOT_FOUND: i32 = 2;
const DENIED: i32 = 5;
const BUSY: i32 = 231;

/// How long to wait while the listener makes its next instance.
const AGAIN: std::time::Duration = std::time::Duration::from_millis(20);

/// `\\.\pipe\offhook-USER`.
pub(super) fn usual_place() -> io::Result<PathBuf> {
    let user = std::env::var("USERNAME").unwrap_or_default();
    Ok(PathBuf::from(format!(r"\\.\pipe\offhook-{user}")))
}

/// A pipe goes with its program.
pub(super) const fn clear(_: &Path) {}

/// Takes connections.
#[derive(Debug)]
pub(super) struct Listener {
    pipe: PathBuf,
    next: NamedPipeServer,
}

impl Listener {
    /// At this name; nothing when another program listens there.
    pub(super) fn bind(pipe: &Path) -> io::Result<Option<Self>> {
        let first = ServerOptions::new()
            .first_pipe_instance(true)
            .reject_remote_clients(true)
            .create(pipe);
        match first {
            Ok(next) => Ok(Some(Self {
                pipe: pipe.to_owned(),
                next,
            })),
            Err(error) if error.raw_os_error() == Some(DENIED) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The next connection.
    pub(super) async fn next(&mut self) -> io::Result<NamedPipeServer> {
        self.next.connect().await?;
        let another = ServerOptions::new()
            .reject_remote_clients(true)
            .create(&self.pipe)?;
        Ok(std::mem::replace(&mut self.next, another))
    }
}

/// Connects to who listens; nothing when nobody does.
pub(super) async fn connect(pipe: &Path) -> io::Result<Option<NamedPipeClient>> {
    loop {
        match ClientOptions::new().open(pipe) {
            Ok(client) => return Ok(Some(client)),
            Err(error) if error.raw_os_error() == Some(NOT_FOUND) => return Ok(None),
            Err(error) if error.raw_os_error() == Some(BUSY) => tokio::time::sleep(AGAIN).await,
            Err(error) => return Err(error),
        }
    }
}
