//! The handle of the thread of all RTP streams: it takes commands and never waits.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use mio::{Poll, Waker};
use tokio::sync::mpsc;
use tracing::{error, warn};

use super::ServerError;
use super::mailboxes::Mailboxes;
use super::rtp_thread::{WAKE, Worker};
use super::sounds::Sounds;
use crate::{MediaCommand, MediaReport};

/// Commands that wait for the thread; it takes them at once unless it is starved.
const MAX_COMMANDS: usize = 4_096;

/// The handle of the thread.
pub(super) struct Streams {
    commands: SyncSender<MediaCommand>,
    waker: Arc<Waker>,
    thread: JoinHandle<()>,
}

impl Streams {
    /// Starts the thread; ports are opened on `ip`.
    pub(super) fn start(
        ip: IpAddr,
        mailboxes: Mailboxes,
        reports: mpsc::Sender<MediaReport>,
    ) -> Result<Self, ServerError> {
        let sounds = Sounds::load()?;
        let poll = Poll::new().map_err(ServerError::Threads)?;
        let waker = Arc::new(Waker::new(poll.registry(), WAKE).map_err(ServerError::Threads)?);
        let (commands, queue) = sync_channel(MAX_COMMANDS);
        let worker = Worker::new(ip, poll, queue, reports, sounds, mailboxes);
        let thread = std::thread::Builder::new()
            .name("callmanager-rtp".to_owned())
            .spawn(move || worker.run())
            .map_err(ServerError::Threads)?;
        Ok(Self {
            commands,
            waker,
            thread,
        })
    }

    /// Hands a command over; gives a report when that is not possible.
    pub(super) fn send(&self, command: MediaCommand) -> Option<MediaReport> {
        let failed = match self.commands.try_send(command) {
            Ok(()) => None,
            Err(TrySendError::Full(command) | TrySendError::Disconnected(command)) => {
                error!("the RTP thread takes no commands");
                match command {
                    MediaCommand::Open { stream } => Some(MediaReport::Failed {
                        stream,
                        reason: "the server is overloaded".to_owned(),
                    }),
                    _ => None,
                }
            }
        };
        if let Err(error) = self.waker.wake() {
            warn!(%error, "cannot wake the RTP thread");
        }
        failed
    }

    /// Ends the thread and closes all ports.
    pub(super) fn stop(self) {
        let Self {
            commands,
            waker,
            thread,
        } = self;
        drop(commands);
        if waker.wake().is_ok() && thread.join().is_err() {
            error!("the RTP thread panicked");
        }
    }
}
