//! The call server on real sockets: TCP for signalling, UDP for its own sound.
//!
//! One thread runs the core and all connections, another all RTP streams. Neither
//! needs a runtime of the caller's. Nothing listens beyond loopback unless the
//! configuration says so. No decision about calls is made here.

mod connection;
mod mail_files;
mod mailboxes;
mod mixer;
mod music;
mod player;
mod recording;
mod reports;
mod rtp_thread;
mod sounds;
mod stream;
mod streams;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use sccp::ResetType;
use thiserror::Error;
use tokio::runtime::Builder;
use tokio::sync::mpsc;
use tracing::{info, warn};
use zeroize::Zeroizing;

use crate::{CallManager, Config, Encryption, Input, MediaReport, PhoneStatus, WallClock};
use connection::Connections;
use mailboxes::{Mailboxes, Stored};
use streams::Streams;

pub use sounds::SoundsError;

/// Reports of the streams that wait for the core: a key each 50 ms of a thousand
/// calls for a second.
const MAX_REPORTS: usize = 20_000;

/// What connections have to say that waits for the core; they wait when it is full.
const MAX_INPUTS: usize = 256;

/// Questions and orders of the owner that wait for the core.
const MAX_ORDERS: usize = 16;

/// How often the time of day is read anew: it may have been set, or summer has come.
const CLOCK_PERIOD: Duration = Duration::from_secs(600);

/// How long to leave off accepting when the system has no room for a connection.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// What a [`Server`] is told at the start.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// Where to listen for phones; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address of the server's own RTP ports; none: that of `listen`. An
    /// unspecified address serves all, and each phone is told the one it connected to.
    pub media_ip: Option<IpAddr>,
    /// The settings of the core.
    pub core: Config,
}

impl Default for ServerConfig {
    /// A free port on loopback.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            media_ip: None,
            core: Config::default(),
        }
    }
}

/// Why the server cannot start.
#[derive(Debug, Error)]
pub enum ServerError {
    /// The address cannot be listened on.
    #[error(
        "cannot listen for phones on {address}: {source}; is another call server running there, or is the address not this machine's?"
    )]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The folder of voice mail cannot be used.
    #[error(
        "the folder {folder} cannot be used for voice mail: {source}; name another as voicemail.folder in the configuration"
    )]
    Voicemail {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system gives no thread, poll or runtime.
    #[error("cannot start the call server's threads: {0}")]
    Threads(#[source] std::io::Error),
    /// The system gives no chance, which keys are made of.
    #[error("no keys for encrypted calls can be made: {0}")]
    Chance(String),
    /// The sounds that are built in cannot be read.
    #[error("the built-in announcements are damaged: {0}; build the program anew")]
    Sounds(#[from] SoundsError),
}

/// A call server that runs. Dropping it stops it.
///
/// ```
/// use callmanager::{Server, ServerConfig};
///
/// // A free port on loopback; phones register with this address.
/// let server = Server::start(ServerConfig::default())?;
/// assert!(server.local_addr().ip().is_loopback());
/// assert!(server.phones().is_empty());
/// server.stop();
/// # Ok::<(), callmanager::ServerError>(())
/// ```
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    orders: mpsc::Sender<Order>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts listening; returns when phones can connect.
    ///
    /// # Errors
    /// [`ServerError::Listen`] when the address is taken or not this machine's.
    pub fn start(config: ServerConfig) -> Result<Self, ServerError> {
        let listen = config.listen;
        let refused = |source| ServerError::Listen {
            address: listen,
            source,
        };
        let listener = TcpListener::bind(listen).map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;

        let (report, reports) = mpsc::channel(MAX_REPORTS);
        let media_ip = config.media_ip.unwrap_or(address.ip());
        let folder = config.core.voicemail.folder.clone();
        let (mailboxes, stored) = Mailboxes::open(folder.as_deref()).map_err(|source| {
            let folder = folder.clone().unwrap_or_default();
            ServerError::Voicemail { folder, source }
        })?;
        let streams = Streams::start(media_ip, mailboxes, report)?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(ServerError::Threads)?;
        let (orders, ordered) = mpsc::channel(MAX_ORDERS);
        let encrypts = config.core.srtp != Encryption::Off;
        let mut core = CallManager::new(config.core);
        if encrypts {
            let mut seed = Zeroizing::new([0; 32]);
            getrandom::fill(&mut *seed).map_err(|error| ServerError::Chance(error.to_string()))?;
            core.seed_keys(*seed);
        }
        for Stored {
            message,
            envelope,
            heard,
        } in stored
        {
            let input = Input::Stored {
                message,
                envelope,
                heard,
            };
            core.handle(input, Duration::ZERO);
        }
        let thread = std::thread::Builder::new()
            .name("callmanager".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    match tokio::net::TcpListener::from_std(listener) {
                        Ok(listener) => {
                            run(core, listener, streams, reports, ordered).await;
                        }
                        Err(error) => warn!(%error, "the listening socket cannot be used"),
                    }
                });
            })
            .map_err(ServerError::Threads)?;
        info!(%address, "the call server listens");
        Ok(Self {
            address,
            orders,
            thread: Some(thread),
        })
    }

    /// The address phones connect to, with the port that was taken.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// All phones that are configured, then those that have registered besides, as they are now.
    /// Waits for the server's thread, which answers between two messages. None when the
    /// server has ended, or does not come to answer all that ask.
    #[must_use]
    pub fn phones(&self) -> Vec<PhoneStatus> {
        let (answer, answered) = sync_channel(1);
        match self.orders.try_send(Order::Phones(answer)) {
            Ok(()) => answered.recv().unwrap_or_default(),
            Err(_) => Vec::new(),
        }
    }

    /// Tells a phone to start anew: to register again, or to load its configuration first.
    /// Nothing happens when the server has ended, or more orders wait than it can take.
    pub fn reset(&self, device: &str, reset_type: ResetType) {
        // Nobody is left to be told, or it may be asked for again.
        let _ = self
            .orders
            .try_send(Order::Reset(device.to_owned(), reset_type));
    }

    /// Closes all connections and streams; returns when that is done.
    pub fn stop(mut self) {
        self.shut();
    }

    fn shut(&mut self) {
        // The thread may have ended already; then nobody takes the order. One that
        // is full of questions ends when the sender goes.
        let _ = self.orders.try_send(Order::Stop);
        let (closed, _) = mpsc::channel(1);
        self.orders = closed;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            warn!("the call server's thread panicked");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shut();
    }
}

/// What the owner asks of the server's thread.
enum Order {
    Reset(String, ResetType),
    Phones(SyncSender<Vec<PhoneStatus>>),
    Stop,
}

/// What happens next.
enum Happening {
    Accepted(std::io::Result<(tokio::net::TcpStream, SocketAddr)>),
    Input(Input),
    Clock,
    Order(Order),
}

async fn run(
    mut core: CallManager,
    listener: tokio::net::TcpListener,
    streams: Streams,
    mut reports: mpsc::Receiver<MediaReport>,
    mut orders: mpsc::Receiver<Order>,
) {
    let start = instant();
    let (input, mut inputs) = mpsc::channel(MAX_INPUTS);
    let mut connections = Connections::new(input);
    let mut clock = tokio::time::interval(CLOCK_PERIOD);
    let mut may_accept = true;
    loop {
        let deadline = core.deadline().map(|at| start + at);
        let pause = deadline.unwrap_or(start);
        let happening = tokio::select! {
            order = orders.recv() => Happening::Order(order.unwrap_or(Order::Stop)),
            _ = clock.tick() => Happening::Clock,
            () = tokio::time::sleep_until(pause.into()), if deadline.is_some() => Happening::Input(Input::Tick),
            Some(report) = reports.recv() => Happening::Input(Input::Media(report)),
            Some(input) = inputs.recv() => Happening::Input(input),
            () = tokio::time::sleep(ACCEPT_PAUSE), if !may_accept => {
                may_accept = true;
                continue;
            }
            accepted = listener.accept(), if may_accept => Happening::Accepted(accepted),
        };
        let input = match happening {
            Happening::Order(Order::Stop) => break,
            Happening::Order(Order::Reset(device, reset_type)) => {
                Input::Reset { device, reset_type }
            }
            Happening::Order(Order::Phones(answer)) => {
                // Who asked may have given up.
                let _ = answer.try_send(core.phones().collect());
                continue;
            }
            Happening::Clock => Input::Clock(time_of_day()),
            Happening::Input(input) => input,
            Happening::Accepted(Ok((stream, peer))) => match connections.open(stream, peer) {
                Some(input) => input,
                None => continue,
            },
            Happening::Accepted(Err(error)) => {
                warn!(%error, "cannot accept a connection");
                may_accept = false;
                continue;
            }
        };
        if let Input::Closed { connection } = input {
            connections.forget(connection);
        }
        core.handle(input, instant() - start);
        // A phone that does not read is closed, which the core has to hear of.
        while let Some(output) = core.poll_output() {
            if let Some(input) = connections.carry_out(output, &streams) {
                core.handle(input, instant() - start);
            }
        }
    }
    streams.stop();
}

/// The moment now.
#[expect(
    clippy::disallowed_methods,
    reason = "the I/O module is where the core's time comes from"
)]
fn instant() -> Instant {
    Instant::now()
}

/// The time of day now, in this machine's time zone.
#[expect(
    clippy::disallowed_methods,
    reason = "the I/O module is where the core's time comes from"
)]
fn time_of_day() -> WallClock {
    let now = chrono::Local::now();
    WallClock {
        unix_ms: now.timestamp_millis(),
        utc_offset_s: now.offset().local_minus_utc(),
    }
}
