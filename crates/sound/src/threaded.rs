//! A sound device that a thread of its own serves.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::device::{Device, Gauge, Health};
use crate::event::Trouble;

/// A device and its thread; dropping it ends the thread and sends the loan home.
pub(crate) struct ThreadedDevice {
    name: String,
    gauge: Arc<Gauge>,
    filter: Duration,
    wanted: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl ThreadedDevice {
    /// Starts the thread, which `serve`s until it is told that nobody wants it any more, or the
    /// device is gone. `filter`: what resampling adds to the delay that the gauge has.
    pub(crate) fn start(
        name: &str,
        thread: &str,
        gauge: Arc<Gauge>,
        filter: Duration,
        serve: impl FnOnce(&AtomicBool) + Send + 'static,
    ) -> Result<Self, Trouble> {
        let wanted = Arc::new(AtomicBool::new(true));
        let own = wanted.clone();
        let thread = thread::Builder::new()
            .name(thread.to_owned())
            .spawn(move || serve(&own))
            .map_err(|error| Trouble::Failed(error.to_string()))?;
        Ok(Self {
            name: name.to_owned(),
            gauge,
            filter,
            wanted,
            thread: Some(thread),
        })
    }
}

impl Device for ThreadedDevice {
    fn name(&self) -> &str {
        &self.name
    }

    fn health(&self) -> Health {
        self.gauge.health(self.filter)
    }
}

impl Drop for ThreadedDevice {
    fn drop(&mut self) {
        self.wanted.store(false, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            // A panic there has been told on standard error already.
            let _ended = thread.join();
        }
    }
}
