//! One thread that keeps the pace of many virtual devices, for phones in great number.
//!
//! It does what a [timed device](crate::timed) does with a thread and a supervisor of its
//! own, for sources and sinks that need no looking after: all devices move their blocks at the
//! same moments. For real devices there are [`Output`](crate::Output) and [`Input`](crate::Input).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use media::{Capture, Playback};

use crate::device::Gauge;
use crate::error::OpenError;
use crate::event::{SoundEvent, Trouble};
use crate::machine::Side;
use crate::timed::{
    BLOCK, Blocks, CATCH_UP, FromSource, IntoSink, SampleSink, SampleSource, Ticker,
};

/// Commands that wait for the thread at most; who has one more waits for room.
const COMMANDS: usize = 64;

/// A thread that many virtual devices share; ends with its last clone and the last of its devices.
#[derive(Clone)]
pub struct Pacer {
    thread: Arc<PacerThread>,
}

/// A device on a [`Pacer`]; dropping it ends it and closes its file.
pub struct PacedDevice {
    number: u64,
    thread: Arc<PacerThread>,
}

struct PacerThread {
    commands: SyncSender<Command>,
    next_number: AtomicU64,
    thread: Option<JoinHandle<()>>,
}

enum Command {
    Begin(u64, Box<dyn Job>),
    /// The job is sent back, so that its file is closed on the thread of who asks.
    End(u64, SyncSender<Box<dyn Job>>),
    Quit,
}

/// What is done every block.
trait Job: Send {
    fn tick(&mut self);

    /// It has panicked and will not be asked again.
    fn broken(&self);
}

/// A source and what takes its sound, or a sink and what makes it.
struct Moving<T: ?Sized> {
    device: String,
    ticker: Box<dyn Ticker<T>>,
    object: Box<T>,
    blocks: Blocks,
    gauge: Gauge,
    events: Box<dyn Fn(SoundEvent) + Send>,
    end_told: bool,
}

impl Pacer {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system gives none.
    pub fn start() -> Result<Self, OpenError> {
        let (commands, commanded) = sync_channel(COMMANDS);
        let thread = thread::Builder::new()
            .name("sound pacer".into())
            .spawn(move || run(&commanded))
            .map_err(OpenError::Thread)?;
        Ok(Self {
            thread: Arc::new(PacerThread {
                commands,
                next_number: AtomicU64::new(0),
                thread: Some(thread),
            }),
        })
    }

    /// Plays `playback`, pulled at `rate_hz` samples a second, into `sink`.
    ///
    /// When the sink fails, the sound goes on to nowhere and `events` is told; `device` is what
    /// events call it. They come on the thread that all share, and must not wait for anything.
    ///
    /// # Errors
    /// Not a rate for sound.
    pub fn play(
        &self,
        device: &str,
        sink: Box<dyn SampleSink>,
        rate_hz: u32,
        playback: Box<dyn Playback>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<PacedDevice, OpenError> {
        self.begin(device, Box::new(IntoSink(sink)), rate_hz, playback, events)
    }

    /// Records from `source` into `capture`; else as [`play`](Self::play).
    ///
    /// # Errors
    /// Not a rate for sound.
    pub fn record(
        &self,
        device: &str,
        source: Box<dyn SampleSource>,
        rate_hz: u32,
        capture: Box<dyn Capture>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<PacedDevice, OpenError> {
        let ticker = Box::new(FromSource::new(source));
        self.begin(device, ticker, rate_hz, capture, events)
    }

    fn begin<T: ?Sized + Side + Send>(
        &self,
        device: &str,
        ticker: Box<dyn Ticker<T>>,
        rate_hz: u32,
        object: Box<T>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<PacedDevice, OpenError> {
        OpenError::check_rate(rate_hz)?;
        let number = self.thread.next_number.fetch_add(1, Ordering::Relaxed);
        let job = Box::new(Moving {
            device: device.to_owned(),
            ticker,
            object,
            blocks: Blocks::new(rate_hz),
            gauge: Gauge::default(),
            events: Box::new(events),
            end_told: false,
        });
        self.thread.tell(Command::Begin(number, job));
        Ok(PacedDevice {
            number,
            thread: Arc::clone(&self.thread),
        })
    }
}

impl PacerThread {
    fn tell(&self, command: Command) {
        if self.commands.send(command).is_err() {
            tracing::error!("the thread of the virtual sound devices has ended");
        }
    }
}

impl Drop for PacedDevice {
    fn drop(&mut self) {
        let (back, job) = sync_channel(1);
        self.thread.tell(Command::End(self.number, back));
        drop(job.recv());
    }
}

impl Drop for PacerThread {
    fn drop(&mut self) {
        self.tell(Command::Quit);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread of the virtual sound devices panicked");
        }
    }
}

/// The thread: all devices at each block's time, commands between.
fn run(commands: &Receiver<Command>) {
    let mut jobs: Vec<(u64, Box<dyn Job>)> = Vec::new();
    let mut due = Instant::now();
    loop {
        let command = if jobs.is_empty() {
            commands.recv().map_err(RecvTimeoutError::from)
        } else {
            commands.recv_timeout(due.saturating_duration_since(Instant::now()))
        };
        match command {
            Ok(Command::Begin(number, job)) => {
                if jobs.is_empty() {
                    due = Instant::now();
                }
                jobs.push((number, job));
            }
            Ok(Command::End(number, back)) => {
                if let Some(place) = jobs.iter().position(|&(known, _)| known == number) {
                    // Who asked waits for it.
                    let _sent = back.send(jobs.swap_remove(place).1);
                }
            }
            Ok(Command::Quit) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = Instant::now();
        if now < due {
            continue;
        }
        jobs.retain_mut(|(_, job)| {
            let done = catch_unwind(AssertUnwindSafe(|| job.tick()));
            if done.is_err() {
                job.broken();
            }
            done.is_ok()
        });
        due += BLOCK;
        if now.saturating_duration_since(due) > CATCH_UP {
            due = now;
        }
    }
}

impl<T: ?Sized + Side> Moving<T> {
    fn lost(&self, trouble: Trouble) {
        (self.events)(SoundEvent::Lost {
            direction: T::DIRECTION,
            device: self.device.clone(),
            trouble,
        });
    }
}

impl<T: ?Sized + Side + Send> Job for Moving<T> {
    fn tick(&mut self) {
        let samples = self.blocks.next();
        let moved = self.ticker.tick(&mut self.object, samples, &self.gauge);
        if let Err(error) = moved {
            self.lost(Trouble::Failed(error.to_string()));
            self.ticker = T::silence();
        }
        if !self.end_told && self.gauge.is_exhausted() {
            self.end_told = true;
            (self.events)(SoundEvent::Ended {
                device: self.device.clone(),
            });
        }
    }

    fn broken(&self) {
        self.lost(Trouble::Stalled);
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use super::*;
    use crate::timed::Silence;

    const SOON: Duration = Duration::from_secs(20);

    /// Plays a number, and panics when that is 13.
    struct Hum(i16);

    impl Playback for Hum {
        fn pull(&mut self, out: &mut [i16]) {
            assert_ne!(self.0, 13, "a fault in the voice path");
            out.fill(self.0);
        }
    }

    /// Tells what it takes, and fails after so many blocks.
    struct Told(Sender<Vec<i16>>, usize);

    impl SampleSink for Told {
        fn take(&mut self, samples: &[i16]) -> io::Result<()> {
            self.1 = self.1.checked_sub(1).ok_or(io::ErrorKind::StorageFull)?;
            // The test may have heard enough.
            let _heard = self.0.send(samples.to_vec());
            Ok(())
        }
    }

    /// Gives so many blocks.
    struct Blocks(usize);

    impl SampleSource for Blocks {
        fn fill(&mut self, out: &mut [i16]) -> usize {
            out.fill(7);
            match self.0.checked_sub(1) {
                Some(left) => {
                    self.0 = left;
                    out.len()
                }
                None => 0,
            }
        }
    }

    struct Tape(Sender<Vec<i16>>);

    impl Capture for Tape {
        fn push(&mut self, samples: &[i16]) {
            let _heard = self.0.send(samples.to_vec());
        }
    }

    #[test]
    fn devices_of_one_thread_move_their_own_sound_and_fail_for_themselves() {
        let pacer = Pacer::start().unwrap();
        let (told, events) = channel();
        let play = |hum, blocks| {
            let (sender, heard) = channel();
            let told = told.clone();
            let sink = Box::new(Told(sender, blocks));
            let device = pacer.play("a sink", sink, 16_000, Box::new(Hum(hum)), move |event| {
                let _told = told.send(event);
            });
            (device.unwrap(), heard)
        };
        let (_one, hears_one) = play(1, usize::MAX);
        let (_full, hears_full) = play(2, 3);
        let (_broken, hears_nothing) = play(13, usize::MAX);
        let (other, hears_other) = play(4, usize::MAX);
        let troubles: Vec<_> = events.iter().take(2).collect();
        for trouble in [
            Trouble::Stalled,
            Trouble::Failed(io::Error::from(io::ErrorKind::StorageFull).to_string()),
        ] {
            let lost = SoundEvent::Lost {
                direction: crate::Direction::Output,
                device: "a sink".to_owned(),
                trouble,
            };
            assert!(troubles.contains(&lost), "{troubles:?}");
        }
        for _ in 0..10 {
            assert_eq!(hears_one.recv_timeout(SOON).unwrap(), [1; 160]);
            assert_eq!(hears_other.recv_timeout(SOON).unwrap(), [4; 160]);
        }
        drop(other);
        while hears_other.try_recv().is_ok() {}
        assert!(hears_one.recv_timeout(SOON).is_ok());
        assert!(hears_other.recv().is_err(), "it has ended");
        assert_eq!(hears_full.iter().take(9).count(), 3);
        assert!(hears_nothing.recv().is_err());
    }

    #[test]
    fn a_source_that_ends_is_told_once_and_goes_on_in_silence() {
        let pacer = Pacer::start().unwrap();
        let (sender, heard) = channel();
        let (told, events) = channel();
        let source = Box::new(Blocks(2));
        let tape = Box::new(Tape(sender));
        let device = pacer.record("a file", source, 8000, tape, move |event| {
            let _told = told.send(event);
        });
        let _device = device.unwrap();
        let blocks: Vec<_> = heard.iter().take(5).collect();
        assert_eq!(blocks.concat(), [[7; 160].as_slice(), &[0; 240]].concat());
        let device = "a file".to_owned();
        assert_eq!(
            events.try_iter().collect::<Vec<_>>(),
            [SoundEvent::Ended { device }]
        );
    }

    #[test]
    fn refuses_rates_that_are_none() {
        let pacer = Pacer::start().unwrap();
        let played = pacer.play("x", Box::new(Silence), 7, Box::new(Hum(0)), |_| {});
        assert!(matches!(played, Err(OpenError::Rate(7))));
    }
}
