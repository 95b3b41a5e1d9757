//! Connections of phones: a reader and a writer each, with bounded queues.
//!
//! A reader waits for the core; the core never waits for a writer: a phone that
//! does not read is closed. What bytes mean is not known here.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tracing::{debug, warn};

use super::streams::Streams;
use crate::{ConnectionId, Input, Output};

/// Connections at once: more phones than there are numbers, and some standby.
const MAX_CONNECTIONS: usize = 8_192;

/// Frames that wait for a phone to read: what it is told in a registration and
/// several calls is far below; in bytes at most about 1.5 MB.
const MAX_FRAMES: usize = 2_048;

/// Bytes taken from a connection at once: all that a phone says in a registration.
const READ_BYTES: usize = 2_048;

/// The longest time for one frame to leave; a phone whose TCP window stays shut
/// this long is gone.
const WRITE_TIME: Duration = Duration::from_secs(20);

/// One connection, as the core's side holds it.
struct Connection {
    /// Frames to write; dropping it lets the writer finish and close.
    frames: mpsc::Sender<Vec<u8>>,
    reader: AbortHandle,
    writer: AbortHandle,
    peer: SocketAddr,
}

/// All connections.
pub(super) struct Connections {
    open: HashMap<ConnectionId, Connection>,
    inputs: mpsc::Sender<Input>,
    last: u64,
}

impl Connections {
    pub(super) fn new(inputs: mpsc::Sender<Input>) -> Self {
        Self {
            open: HashMap::new(),
            inputs,
            last: 0,
        }
    }

    /// Takes on an accepted connection; gives the input that tells the core of it.
    pub(super) fn open(&mut self, stream: TcpStream, peer: SocketAddr) -> Option<Input> {
        if self.open.len() >= MAX_CONNECTIONS {
            warn!(%peer, "too many connections; this one is closed");
            return None;
        }
        // A frame is one segment: peers that read a header at once rely on it.
        if let Err(error) = stream.set_nodelay(true) {
            debug!(%peer, %error, "cannot turn off Nagle's algorithm");
        }
        let local = match stream.local_addr() {
            Ok(local) => local,
            Err(error) => {
                debug!(%peer, %error, "the connection is gone already");
                return None;
            }
        };
        self.last += 1;
        let connection = ConnectionId(self.last);
        let (read, write) = stream.into_split();
        let (frames, queue) = mpsc::channel(MAX_FRAMES);
        let reader = tokio::spawn(read_all(connection, read, self.inputs.clone())).abort_handle();
        let inputs = self.inputs.clone();
        let writer = tokio::spawn(write_all(connection, write, queue, inputs)).abort_handle();
        self.open.insert(
            connection,
            Connection {
                frames,
                reader,
                writer,
                peer,
            },
        );
        Some(Input::Opened {
            connection,
            peer,
            local,
        })
    }

    /// Drops what is left of a connection that is gone.
    pub(super) fn forget(&mut self, connection: ConnectionId) {
        if let Some(connection) = self.open.remove(&connection) {
            connection.reader.abort();
            connection.writer.abort();
        }
    }

    /// Carries out an output of the core; gives the input that follows from it.
    pub(super) fn carry_out(&mut self, output: Output, streams: &Streams) -> Option<Input> {
        match output {
            Output::Send { connection, bytes } => {
                let open = self.open.get(&connection)?;
                if open.frames.try_send(bytes).is_ok() {
                    return None;
                }
                warn!(peer = %open.peer, "the phone does not read what it is told; closing its connection");
                self.forget(connection);
                Some(Input::Closed { connection })
            }
            Output::Close { connection, .. } => {
                if let Some(open) = self.open.remove(&connection) {
                    // The writer writes what is queued, then ends.
                    open.reader.abort();
                }
                None
            }
            Output::Media(command) => streams.send(command).map(Input::Media),
        }
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        for connection in self.open.values() {
            connection.reader.abort();
            connection.writer.abort();
        }
    }
}

/// Hands on what a phone says until it ends.
async fn read_all(connection: ConnectionId, stream: OwnedReadHalf, inputs: mpsc::Sender<Input>) {
    loop {
        if stream.readable().await.is_err() {
            break;
        }
        let bytes = {
            // Not kept while waiting, so that an idle connection costs no buffer.
            let mut buffer = [0; READ_BYTES];
            match stream.try_read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => buffer.get(..count).unwrap_or_default().to_vec(),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => continue,
                Err(error) => {
                    debug!(connection = connection.0, %error, "the connection broke");
                    break;
                }
            }
        };
        let heard = Input::Received { connection, bytes };
        if inputs.send(heard).await.is_err() {
            return;
        }
    }
    // The core has ended when nobody takes it.
    let _ = inputs.send(Input::Closed { connection }).await;
}

/// Writes frames, each with one write, until there will be no more.
async fn write_all(
    connection: ConnectionId,
    mut stream: OwnedWriteHalf,
    mut queue: mpsc::Receiver<Vec<u8>>,
    inputs: mpsc::Sender<Input>,
) {
    while let Some(frame) = queue.recv().await {
        let written = tokio::time::timeout(WRITE_TIME, stream.write_all(&frame)).await;
        if !matches!(written, Ok(Ok(()))) {
            debug!(connection = connection.0, "the phone takes no more");
            // As above.
            let _ = inputs.send(Input::Closed { connection }).await;
            return;
        }
    }
    // The peer may be gone; there is nothing left to say to it either way.
    let _ = stream.shutdown().await;
}
