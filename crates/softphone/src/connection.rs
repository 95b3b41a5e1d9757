//! One TCP connection to a call server: bytes out by whole frames, bytes in as they come.
//!
//! It knows nothing of what the bytes mean. A task of its own opens the connection,
//! reads and writes; dropping the [`Connection`] ends it at once, [`Connection::close`]
//! lets it write first what is still waiting.

use std::net::SocketAddr;
use std::task::{Context, Poll};
use std::time::Duration;

use thiserror::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpSocket, TcpStream, lookup_host};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How many frames wait to be written at most: a server that takes none for so long is gone.
const FRAME_QUEUE: usize = 256;

/// How many pieces of received bytes wait for the phone; then TCP holds the server back.
const RECEIVE_QUEUE: usize = 64;

/// Bytes read at once; several frames of any size that phones get.
const READ_SIZE: usize = 4096;

/// How long a closed connection may go on writing what waits.
const CLOSE_LIMIT: Duration = Duration::from_millis(500);

/// DSCP class selector 3 (call signalling, RFC 4594) as a TOS byte.
const SIGNALLING_TOS: u32 = 24 << 2;

/// What became of a connection.
#[derive(Debug)]
pub(crate) enum LinkEvent {
    /// It is open.
    Open { local: SocketAddr, peer: SocketAddr },
    /// It could not be opened; nothing follows.
    Failed(ConnectError),
    /// Bytes came.
    Received(Vec<u8>),
    /// It is gone; nothing follows.
    Lost(String),
}

/// Why a connection could not be opened.
#[derive(Debug, Error)]
pub enum ConnectError {
    /// The server's name has no address.
    #[error("the name cannot be resolved ({0}); check the server's name")]
    Resolve(String),
    /// The server, or the way to it, refuses.
    #[error("{reason}{}", .address.map(|at| format!(" (at {at})")).unwrap_or_default())]
    Refused {
        /// The address that was tried last, where the server's name is another.
        address: Option<SocketAddr>,
        /// What the system says.
        reason: String,
    },
    /// Nothing answers.
    #[error("it does not answer within {} s", .0.as_secs())]
    Silent(Duration),
}

/// A connection, from the moment it is being opened.
#[derive(Debug)]
pub(crate) struct Connection {
    events: mpsc::Receiver<LinkEvent>,
    frames: mpsc::Sender<Vec<u8>>,
    task: Option<JoinHandle<()>>,
    stuck: bool,
}

impl Connection {
    /// Begins to open a connection to `server` (`host:port`); `limit` is for name and connection together.
    pub(crate) fn open(server: String, limit: Duration) -> Self {
        let (event_sender, events) = mpsc::channel(RECEIVE_QUEUE);
        let (frames, waiting) = mpsc::channel(FRAME_QUEUE);
        let task = tokio::spawn(run(server, limit, event_sender, waiting));
        Self {
            events,
            frames,
            task: Some(task),
            stuck: false,
        }
    }

    /// What happens next; `None` when nothing will.
    pub(crate) async fn next(&mut self) -> Option<LinkEvent> {
        self.events.recv().await
    }

    /// The same for who waits for several at once.
    pub(crate) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<LinkEvent>> {
        self.events.poll_recv(context)
    }

    /// Queues one frame, which goes out with one write.
    pub(crate) fn send(&mut self, frame: Vec<u8>) {
        // A closed queue tells its reason by an event of its own.
        if let Err(mpsc::error::TrySendError::Full(_)) = self.frames.try_send(frame) {
            self.stuck = true;
        }
    }

    /// Whether the server takes nothing any more, so that frames were dropped.
    pub(crate) fn is_stuck(&self) -> bool {
        self.stuck
    }

    /// Ends the connection after what was sent; the task is done within [`CLOSE_LIMIT`].
    pub(crate) fn close(mut self) -> Option<JoinHandle<()>> {
        self.task.take()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

async fn run(
    server: String,
    limit: Duration,
    events: mpsc::Sender<LinkEvent>,
    frames: mpsc::Receiver<Vec<u8>>,
) {
    let opened = timeout(limit, connect(&server)).await;
    let stream = match opened.unwrap_or(Err(ConnectError::Silent(limit))) {
        Ok(stream) => stream,
        Err(error) => return tell(&events, LinkEvent::Failed(error)).await,
    };
    let (local, peer) = match stream
        .local_addr()
        .and_then(|local| Ok((local, stream.peer_addr()?)))
    {
        Ok(addresses) => addresses,
        Err(error) => return tell(&events, LinkEvent::Lost(error.to_string())).await,
    };
    tell(&events, LinkEvent::Open { local, peer }).await;
    let (reader, writer) = stream.into_split();
    let write = write(writer, frames);
    tokio::pin!(write);
    let reason = tokio::select! {
        reason = read(reader, &events) => match reason {
            Some(reason) => reason,
            // Nobody reads any more: only what waits is still written.
            None => {
                let _written_or_late = timeout(CLOSE_LIMIT, write).await;
                return;
            }
        },
        reason = &mut write => match reason {
            Some(reason) => reason,
            None => return,
        },
    };
    tell(&events, LinkEvent::Lost(reason)).await;
}

async fn tell(events: &mpsc::Sender<LinkEvent>, event: LinkEvent) {
    // An error means that the connection was closed from this side: nobody wants to know.
    let _closed = events.send(event).await;
}

async fn connect(server: &str) -> Result<TcpStream, ConnectError> {
    let unresolved = |error: std::io::Error| ConnectError::Resolve(error.to_string());
    let mut failure = ConnectError::Resolve("it has no address".to_owned());
    for address in lookup_host(server).await.map_err(unresolved)? {
        match connect_to(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => {
                failure = ConnectError::Refused {
                    address: Some(address).filter(|address| address.to_string() != server),
                    reason: plain_reason(&error),
                };
            }
        }
    }
    Err(failure)
}

async fn connect_to(address: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    if let Err(error) = mark(&socket, address) {
        tracing::debug!(%error, "signalling goes out unmarked");
    }
    let stream = socket.connect(address).await?;
    // Frames are small and each wants to be on its way at once.
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Marks what is sent from a socket to this address as signalling.
fn mark(socket: &TcpSocket, to: SocketAddr) -> std::io::Result<()> {
    let options = socket2::SockRef::from(socket);
    match to {
        SocketAddr::V4(_) => options.set_tos_v4(SIGNALLING_TOS),
        #[cfg(unix)]
        SocketAddr::V6(_) => options.set_tclass_v6(SIGNALLING_TOS),
        #[cfg(not(unix))]
        SocketAddr::V6(_) => Err(std::io::ErrorKind::Unsupported.into()),
    }
}

/// What the person can do something with, instead of `os error 111`.
fn plain_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::ConnectionRefused => "nothing listens there".to_owned(),
        std::io::ErrorKind::TimedOut => "no answer (timed out)".to_owned(),
        std::io::ErrorKind::HostUnreachable => "no route to the host".to_owned(),
        std::io::ErrorKind::NetworkUnreachable => "the network is unreachable".to_owned(),
        std::io::ErrorKind::ConnectionReset => "the server reset the connection".to_owned(),
        _ => error.to_string(),
    }
}

/// Reads until the end, whose reason it gives; `None` when nobody listens any more.
async fn read(mut reader: OwnedReadHalf, events: &mpsc::Sender<LinkEvent>) -> Option<String> {
    let mut buffer = vec![0; READ_SIZE];
    loop {
        let received = tokio::select! {
            received = reader.read(&mut buffer) => received,
            () = events.closed() => return None,
        };
        match received {
            Ok(0) => return Some("the server closed the connection".to_owned()),
            Ok(length) => events
                .send(LinkEvent::Received(buffer[..length].to_vec()))
                .await
                .ok()?,
            Err(error) => return Some(plain_reason(&error)),
        }
    }
}

/// Writes until an error, whose words it gives; `None` when the connection was closed and all is written.
async fn write(mut writer: OwnedWriteHalf, mut frames: mpsc::Receiver<Vec<u8>>) -> Option<String> {
    while let Some(frame) = frames.recv().await {
        if let Err(error) = writer.write_all(&frame).await {
            return Some(plain_reason(&error));
        }
    }
    if let Err(error) = writer.shutdown().await {
        tracing::debug!(%error, "the connection did not close in good order");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    const LIMIT: Duration = Duration::from_secs(5);

    async fn pair() -> (Connection, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback is there");
        let server = listener.local_addr().expect("it is bound").to_string();
        let mut connection = Connection::open(server, LIMIT);
        let (stream, _) = listener.accept().await.expect("it connects");
        assert!(matches!(
            connection.next().await,
            Some(LinkEvent::Open { .. })
        ));
        (connection, stream)
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn signalling_is_marked_in_either_family() {
        for here in ["127.0.0.1:0", "[::1]:0"] {
            let listener = TcpListener::bind(here).await.expect("loopback is there");
            let server = listener.local_addr().expect("it is bound");
            let stream = connect_to(server).await.expect("it listens");
            let options = socket2::SockRef::from(&stream);
            let marked = match server {
                SocketAddr::V4(_) => options.tos_v4(),
                SocketAddr::V6(_) => options.tclass_v6(),
            };
            assert_eq!(marked.ok(), Some(SIGNALLING_TOS), "{here}");
        }
    }

    #[tokio::test]
    async fn gives_bytes_as_they_come_and_tells_the_end() {
        let (mut connection, mut stream) = pair().await;
        stream
            .write_all(b"abc")
            .await
            .expect("the connection is open");
        assert!(
            matches!(connection.next().await, Some(LinkEvent::Received(bytes)) if bytes == b"abc")
        );
        drop(stream);
        assert!(matches!(connection.next().await, Some(LinkEvent::Lost(_))));
        assert!(connection.next().await.is_none());
    }

    #[tokio::test]
    async fn writes_what_waits_before_it_closes() {
        let (mut connection, mut stream) = pair().await;
        for number in 0..100_u8 {
            connection.send(vec![number; 100]);
        }
        let task = connection.close().expect("it runs");
        let mut all = Vec::new();
        stream
            .read_to_end(&mut all)
            .await
            .expect("the end is orderly");
        assert_eq!(all.len(), 10_000);
        task.await.expect("it ends");
    }

    #[tokio::test]
    async fn says_that_nothing_listens_and_repeats_no_address() {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback is there");
        let server = listener.local_addr().expect("it is bound");
        drop(listener);
        let mut connection = Connection::open(server.to_string(), LIMIT);
        let Some(LinkEvent::Failed(error)) = connection.next().await else {
            panic!("nothing listens there");
        };
        assert_eq!(error.to_string(), "nothing listens there");
    }

    #[test]
    fn a_server_of_another_name_is_told_with_its_address() {
        let error = ConnectError::Refused {
            address: Some(([192, 0, 2, 7], 2000).into()),
            reason: "no route to the host".to_owned(),
        };
        assert_eq!(
            error.to_string(),
            "no route to the host (at 192.0.2.7:2000)"
        );
    }

    #[tokio::test]
    async fn a_server_that_takes_nothing_does_not_stall() {
        let (mut connection, _stream) = pair().await;
        for _ in 0..=FRAME_QUEUE {
            connection.send(vec![0; 4096]);
        }
        assert!(connection.is_stuck());
    }
}
