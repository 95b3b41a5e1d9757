//! The list of devices as it changes, for a front end that shows it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::devices::{DeviceInfo, without_server};
use crate::platform::Watch;

/// How often the system's own list is read anew where there is no sound server that tells changes.
const READ_EVERY: Duration = Duration::from_secs(2);

/// How long a sound server may take to tell its devices.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// Follows the devices of this machine; dropping it ends that.
///
/// It costs a thread, which sleeps while nothing changes, so it is made when a list is shown.
pub struct DeviceWatch(Arc<Shared>);

struct Shared {
    devices: Mutex<Arc<[DeviceInfo]>>,
    stop: AtomicBool,
}

impl DeviceWatch {
    /// Begins; `changed` is called on a thread of its own after every change, the first list
    /// included.
    pub fn start(changed: impl Fn() + Send + 'static) -> Self {
        Self::start_slowly(READ_EVERY, changed)
    }

    /// The same, where the system's own list is read so seldom when no sound server tells changes.
    pub fn start_slowly(read_every: Duration, changed: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::new(Shared {
            devices: Mutex::new(Arc::new([])),
            stop: AtomicBool::new(false),
        });
        let own = shared.clone();
        let thread = thread::Builder::new()
            .name("sound device list".into())
            .spawn(move || own.run(read_every, &changed));
        if let Err(error) = thread {
            tracing::warn!(%error, "the list of sound devices stays empty");
        }
        Self(shared)
    }

    /// The devices now; empty until the first list has come.
    #[must_use]
    pub fn devices(&self) -> Arc<[DeviceInfo]> {
        let devices = self.0.devices.lock();
        devices.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for DeviceWatch {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

impl Shared {
    fn run(&self, read_every: Duration, changed: &impl Fn()) {
        let server = Watch::start();
        let mut first = true;
        while !self.stop.load(Ordering::Relaxed) {
            let changes = server.changes();
            let devices: Arc<[DeviceInfo]> = match server.listing(ANSWER_WITHIN) {
                Some(listing) => listing.for_people().into(),
                None => without_server().unwrap_or_default().into(),
            };
            let mut known = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
            let is_new = first || *known != devices;
            *known = devices;
            drop(known);
            first = false;
            if is_new {
                changed();
            }
            server.wait(changes, read_every);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn tells_when_the_first_list_is_there() {
        let (told, heard) = channel();
        let watch = DeviceWatch::start(move || {
            // Nobody waits for the second one.
            let _unheard = told.send(());
        });
        assert!(heard.recv_timeout(Duration::from_secs(20)).is_ok());
        for device in watch.devices().iter() {
            assert!(device.input || device.output, "{device:?}");
        }
    }
}
