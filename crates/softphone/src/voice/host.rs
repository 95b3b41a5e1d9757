//! A few threads for the voice paths and the virtual devices of many phones.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sound::Pacer;
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

/// Threads that phones share, where each having its own would be too many: media threads, and
/// beside each one that moves the sound of files, tones and silence.
///
/// Not for real devices: closing one may take its time, and the other phones of the thread
/// would wait for it. A thread ends with its last phone, once the host is gone.
pub struct VoiceHost {
    workers: Vec<(Arc<Worker>, Pacer)>,
    next: AtomicUsize,
}

impl VoiceHost {
    /// Starts so many media threads, one at least; as many as there are processor cores is plenty.
    ///
    /// # Errors
    /// The system gives no thread, or no way to wait for sockets.
    pub fn start(threads: usize) -> Result<Self, VoiceError> {
        let worker = || {
            let worker = Worker::start(REQUEST_QUEUE, GRID)?;
            Ok((Arc::new(worker), Pacer::start()?))
        };
        let workers = (0..threads.max(1)).map(|_| worker());
        Ok(Self {
            workers: workers.collect::<Result<_, VoiceError>>()?,
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
        let (worker, pacer) = &self.workers[turn];
        Voice::enter(Arc::clone(worker), Some(pacer), config, reports)
    }

    /// How well the packets of all phones kept their time so far.
    #[must_use]
    pub fn pacing(&self) -> PacingFigures {
        let counters = self.workers.iter().map(|(worker, _)| &*worker.pacing);
        Pacing::figures(counters)
    }
}
