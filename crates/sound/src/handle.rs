//! The thread that runs a supervisor, and the way to it.
//!
//! The same for both directions; [`Output`](crate::Output) and
//! [`Input`](crate::Input) give it its types.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::backend::{Backend, Wanted};
use crate::event::SoundEvent;
use crate::supervisor::{Figures, Supervisor};

/// Commands waiting for a supervisor that is inside a slow driver call. Nobody
/// changes devices faster; a further command is refused.
const COMMANDS: usize = 8;

/// How long closing waits for a supervisor that is inside a slow driver call: a phone with two of
/// them has to leave within five seconds whatever hangs.
const CLOSE_WITHIN: Duration = Duration::from_millis(2400);

/// Where events go.
pub(crate) type Events = Box<dyn Fn(SoundEvent) + Send>;

enum Command<T: ?Sized> {
    Want(Wanted<T>),
    Close,
}

/// A running supervisor.
pub(crate) struct Handle<T: ?Sized> {
    commands: SyncSender<Command<T>>,
    figures: Arc<Mutex<Figures>>,
    object: Receiver<Option<Box<T>>>,
    closed: bool,
}

impl<T: ?Sized + Send + 'static> Handle<T> {
    /// Starts the supervisor's thread; returns before any device is opened.
    pub(crate) fn start<B: Backend<T> + 'static>(
        mut supervisor: Supervisor<T, B>,
        wanted: Wanted<T>,
        events: Events,
    ) -> io::Result<Self> {
        let (commands, inbox) = sync_channel(COMMANDS);
        let (give_back, object) = sync_channel(1);
        let figures = Arc::<Mutex<Figures>>::default();
        let board = figures.clone();
        thread::Builder::new()
            .name("sound supervisor".into())
            .spawn(move || {
                let start = Instant::now();
                supervisor.want(wanted, Duration::ZERO);
                loop {
                    let pause = supervisor.step(start.elapsed());
                    supervisor.take_events().into_iter().for_each(&events);
                    *board
                        .lock()
                        .unwrap_or_else(|poisoned| poisoned.into_inner()) = supervisor.figures();
                    match inbox.recv_timeout(pause) {
                        Ok(Command::Want(wanted)) => supervisor.want(wanted, start.elapsed()),
                        Err(RecvTimeoutError::Timeout) => {}
                        Ok(Command::Close) | Err(RecvTimeoutError::Disconnected) => break,
                    }
                }
                // The receiver may have stopped waiting; the object is dropped then.
                let _ = give_back.send(supervisor.close());
            })?;
        Ok(Self {
            commands,
            figures,
            object,
            closed: false,
        })
    }

    /// Wants another device from now on; gives it back when the supervisor is hopelessly behind.
    pub(crate) fn want(&self, wanted: Wanted<T>) -> Result<(), Wanted<T>> {
        self.commands
            .try_send(Command::Want(wanted))
            .map_err(|error| match error {
                TrySendError::Full(Command::Want(wanted))
                | TrySendError::Disconnected(Command::Want(wanted)) => wanted,
                TrySendError::Full(Command::Close) | TrySendError::Disconnected(Command::Close) => {
                    unreachable!("only a wish was sent")
                }
            })
    }

    pub(crate) fn figures(&self) -> Figures {
        self.figures
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .clone()
    }

    /// Ends everything and gives the object back; `None` if a hanging driver keeps it.
    pub(crate) fn close(&mut self) -> Option<Box<T>> {
        if self.closed {
            return None;
        }
        self.closed = true;
        // A full queue ends all the same: the supervisor sees the handle gone after it.
        let _ = self.commands.try_send(Command::Close);
        self.object.recv_timeout(CLOSE_WITHIN).ok().flatten()
    }
}

impl<T: ?Sized> Drop for Handle<T> {
    fn drop(&mut self) {
        if !self.closed {
            let _ = self.commands.try_send(Command::Close);
            // Files are closed when this comes.
            let _ = self.object.recv_timeout(CLOSE_WITHIN);
        }
    }
}
