//! A few media threads for the voice paths of many phones.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use station::VoiceReport;
use tokio::sync::mpsc;

use super::pacing::{Pacing, PacingFigures};
use super::worker::Worker;
use super::{Voice, VoiceConfig, VoiceError};

/// Requests that wait for a thread at most: hundreds of phones may begin a call at once, each
/// with half a dozen of them.
const REQUEST_QUEUE: usize = 8192;

/// Packets of all phones begin on multiples of this: one wake-up sends those of many, and no
/// call begins noticeably later.
const GRID: Duration = Duration::from_millis(5);

/// Media threads that phones share, where each having its own would be too many.
///
/// For phones on files, tones and silence: closing a real device may take its time, and the
/// other phones of the thread would wait for it. A thread ends with its last phone, once
/// the host is gone.
pub struct VoiceHost {
    workers: Vec<Arc<Worker>>,
    next: AtomicUsize,
}

impl VoiceHost {
    /// Starts so many threads, one at least; as many as there are processor cores is plenty.
    ///
    /// # Errors
    /// The system gives no thread, or no way to wait for sockets.
    pub fn start(threads: usize) -> Result<Self, VoiceError> {
        let worker = || Worker::start(REQUEST_QUEUE, GRID).map(Arc::new);
        let workers = (0..threads.max(1)).map(|_| worker());
        Ok(Self {
            workers: workers.collect::<Result<_, _>>()?,
            next: AtomicUsize::new(0),
        })
    }

    /// Starts the voice path of a phone on the next thread in turn; else as [`Voice::start`].
    ///
    /// # Errors
    /// As [`Voice::start`], and when the thread has thousands of phones already.
    pub fn voice(
        &self,
        config: VoiceConfig,
        reports: mpsc::Sender<VoiceReport>,
    ) -> Result<Voice, VoiceError> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.workers.len();
        Voice::enter(Arc::clone(&self.workers[turn]), config, reports)
    }

    /// How well the packets of all phones kept their time so far.
    #[must_use]
    pub fn pacing(&self) -> PacingFigures {
        let counters = self.workers.iter().map(|worker| &*worker.pacing);
        Pacing::figures(counters)
    }
}
