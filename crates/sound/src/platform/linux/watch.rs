//! Keeps an eye on the sound server's devices, on a thread of its own.

use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::server::{Connection, ServerError};
use crate::listing::Listing;

/// How often to look whether a sound server has come up: one failing `connect` each time.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How long after what could not be read the server is asked again: it may say the same.
const LOOK_AFTER_PANIC: Duration = Duration::from_secs(10);

/// Knows the sound server's devices; dropping it ends its thread.
pub(crate) struct Watch(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// The newest list; nothing without a server.
    listing: Option<Arc<Listing>>,
    /// Whether it is known if there is a server.
    answered: bool,
    /// How often the list has changed.
    changes: u64,
    stop: bool,
    /// To end a waiting connection by.
    socket: Option<UnixStream>,
}

impl Watch {
    /// Starts looking. Without a thread to be had there is no server.
    pub(crate) fn start() -> Self {
        let shared = Arc::<Shared>::default();
        let own = shared.clone();
        let thread = thread::Builder::new()
            .name("sound devices".into())
            .spawn(move || own.run());
        if let Err(error) = thread {
            tracing::warn!(%error, "the sound server's devices are not watched");
            shared.publish(None);
        }
        Self(shared)
    }

    /// The devices; nothing without a server, or while it has not answered within this time.
    pub(crate) fn listing(&self, within: Duration) -> Option<Arc<Listing>> {
        let state = self.0.lock();
        let (state, _) = self
            .0
            .changed
            .wait_timeout_while(state, within, |state| !state.answered)
            .unwrap_or_else(PoisonError::into_inner);
        state.listing.clone()
    }

    /// How often the devices have changed so far.
    pub(crate) fn changes(&self) -> u64 {
        self.0.lock().changes
    }

    /// Waits for more changes than these, no longer than told.
    pub(crate) fn wait(&self, changes: u64, within: Duration) {
        let state = self.0.lock();
        let _woken = self
            .0
            .changed
            .wait_timeout_while(state, within, |state| state.changes == changes);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.stop = true;
        if let Some(socket) = state.socket.take() {
            // It may have ended by itself.
            let _ended = socket.shutdown(Shutdown::Both);
        }
        self.0.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        while !self.lock().stop {
            let pause = self.attempt(Self::follow);
            let state = self.lock();
            let _woken = self
                .changed
                .wait_timeout_while(state, pause, |state| !state.stop);
        }
    }

    /// Follows one server; when it ends there is none, however it ends. Returns when to look again.
    fn attempt(&self, follow: impl FnOnce(&Self) -> Result<(), ServerError>) -> Duration {
        // What the state holds is whole after each change of it.
        let followed = catch_unwind(AssertUnwindSafe(|| follow(self)));
        self.publish(None);
        match followed {
            Ok(Ok(())) => LOOK_EVERY,
            Ok(Err(error)) => {
                tracing::debug!(%error, "no sound server to ask for devices");
                LOOK_EVERY
            }
            Err(_told_by_the_panic_hook) => {
                tracing::warn!("what the sound server said of its devices could not be read");
                LOOK_AFTER_PANIC
            }
        }
    }

    /// Follows one server until it is gone.
    fn follow(&self) -> Result<(), ServerError> {
        let mut connection = Connection::open()?;
        self.lock().socket = Some(connection.socket()?);
        while !self.lock().stop {
            let listing = connection.listing()?;
            self.publish(Some(listing));
            connection.wait_for_change()?;
        }
        Ok(())
    }

    fn publish(&self, listing: Option<Listing>) {
        let mut state = self.lock();
        if !state.answered || state.listing.as_deref() != listing.as_ref() {
            state.answered = true;
            state.listing = listing.map(Arc::new);
            state.changes += 1;
            self.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_forgotten_when_what_the_server_says_cannot_be_read() {
        let shared = Shared::default();
        let pause = shared.attempt(|shared| {
            shared.publish(Some(Listing::default()));
            panic!("as a parser may");
        });
        assert_eq!(pause, LOOK_AFTER_PANIC);
        let state = shared.lock();
        assert!(state.answered && state.listing.is_none());
        assert_eq!(state.changes, 2);
    }
}
