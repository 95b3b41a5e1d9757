//! Devices driven by a timer instead of hardware: files, tones, silence and custom ones.
//!
//! First-class: the phone runs on them without hardware, and silence steps in
//! while no other device works. A thread with absolute deadlines moves one block
//! at a time, so that they keep the pace of a real device without drift.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use media::{Capture, Playback};

use crate::device::{Device, Gauge, Health};
use crate::event::Trouble;
use crate::loan::Loan;

/// One block: short beside a 20 ms packet, long beside a timer's grain.
pub(crate) const BLOCK: Duration = Duration::from_millis(10);

/// A thread kept away for longer than this (a suspended machine) goes on from now
/// instead of making up for all that it missed.
pub(crate) const CATCH_UP: Duration = Duration::from_millis(500);

/// Where a custom input's samples come from; called every 10 ms on a thread of its own, or of its
/// [`Pacer`](crate::Pacer).
pub trait SampleSource: Send {
    /// Writes the next samples (mono, at the rate given on opening) and says how many.
    ///
    /// The rest is played as silence; fewer than asked for means that no more will come.
    fn fill(&mut self, out: &mut [i16]) -> usize;
}

/// Where a custom output's samples go to; called every 10 ms on a thread of its own, or of its
/// [`Pacer`](crate::Pacer).
pub trait SampleSink: Send {
    /// Takes the next samples (mono, at the rate given on opening).
    ///
    /// # Errors
    /// Ends the device; the call goes on in silence.
    fn take(&mut self, samples: &[i16]) -> io::Result<()>;
}

/// What a timed device does with each block.
pub(crate) trait Ticker<T: ?Sized>: Send {
    /// Moves one block of `samples.len()` samples.
    fn tick(&mut self, object: &mut T, samples: &mut [i16], gauge: &Gauge) -> io::Result<()>;
}

/// Plays into a sink.
pub(crate) struct IntoSink(pub(crate) Box<dyn SampleSink>);

/// Records from a source.
pub(crate) struct FromSource {
    source: Box<dyn SampleSource>,
    exhausted: bool,
}

/// A steady sine.
pub(crate) struct Tone {
    phase: f64,
    step: f64,
}

/// No sound: as a source silence, as a sink a place where sound ends.
pub(crate) struct Silence;

/// A running timed device.
pub(crate) struct TimedDevice {
    name: String,
    gauge: Arc<Gauge>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl FromSource {
    pub(crate) fn new(source: Box<dyn SampleSource>) -> Self {
        Self {
            source,
            exhausted: false,
        }
    }
}

impl Tone {
    /// Half of full scale, −6 dBFS: clear of clipping, well above any noise.
    const AMPLITUDE: f64 = 16_384.0;

    pub(crate) fn new(hz: f32, rate_hz: u32) -> Self {
        Self {
            phase: 0.0,
            step: f64::from(hz) / f64::from(rate_hz.max(1)),
        }
    }
}

impl TimedDevice {
    /// Starts it; the ticker is called as soon as the object has been lent.
    ///
    /// # Errors
    /// The system gives no thread; the loan has gone home then.
    pub(crate) fn start<T: ?Sized + Send + 'static>(
        name: String,
        rate_hz: u32,
        mut ticker: Box<dyn Ticker<T>>,
        mut loan: Loan<T>,
    ) -> io::Result<Self> {
        let gauge = Arc::<Gauge>::default();
        let stop = Arc::<AtomicBool>::default();
        let (its_gauge, its_stop) = (gauge.clone(), stop.clone());
        let thread = thread::Builder::new()
            .name("sound timer".into())
            .spawn(move || {
                let mut block = Blocks::new(rate_hz);
                let mut deadline = Instant::now();
                while !its_stop.load(Ordering::Acquire) {
                    let samples = block.next();
                    its_gauge.pulse();
                    if let Some(object) = loan.get()
                        && let Err(error) = ticker.tick(object, samples, &its_gauge)
                    {
                        its_gauge.end(Trouble::Failed(error.to_string()));
                        break;
                    }
                    deadline += BLOCK;
                    let now = Instant::now();
                    if now.saturating_duration_since(deadline) > CATCH_UP {
                        its_gauge.underrun();
                        deadline = now;
                    }
                    // A park may end early; the block is not due before its deadline.
                    while !its_stop.load(Ordering::Acquire)
                        && let Some(rest) = deadline.checked_duration_since(Instant::now())
                    {
                        thread::park_timeout(rest);
                    }
                }
                // The file is closed before the object goes home: who has it back may read the file.
                drop(ticker);
                drop(loan);
            })?;
        Ok(Self {
            name,
            gauge,
            stop,
            thread: Some(thread),
        })
    }
}

/// Cuts time into blocks; at 11,025 Hz they differ by a sample, so that the mean is exact.
pub(crate) struct Blocks {
    rate_hz: u32,
    samples: Box<[i16]>,
    /// Hundredths of a sample not yet given.
    owed: u32,
}

impl Blocks {
    const A_SECOND: u32 = 100;

    pub(crate) fn new(rate_hz: u32) -> Self {
        let longest = rate_hz.div_ceil(Self::A_SECOND) as usize;
        Self {
            rate_hz,
            samples: vec![0; longest].into(),
            owed: 0,
        }
    }

    /// The next block, with what it last held.
    pub(crate) fn next(&mut self) -> &mut [i16] {
        self.owed += self.rate_hz;
        let length = (self.owed / Self::A_SECOND) as usize;
        self.owed %= Self::A_SECOND;
        &mut self.samples[..length]
    }
}

impl Device for TimedDevice {
    fn name(&self) -> &str {
        &self.name
    }

    fn health(&self) -> Health {
        let mut health = self.gauge.health(Duration::ZERO);
        health.delay += BLOCK;
        if health.ended.is_none() && self.thread.as_ref().is_none_or(JoinHandle::is_finished) {
            health.ended = Some(Trouble::Stalled);
        }
        health
    }
}

impl Drop for TimedDevice {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic in there has ended the device and has been reported as such.
            let _ = thread.join();
        }
    }
}

impl Ticker<dyn Playback> for IntoSink {
    fn tick(
        &mut self,
        object: &mut (dyn Playback + 'static),
        samples: &mut [i16],
        _: &Gauge,
    ) -> io::Result<()> {
        object.pull(samples);
        self.0.take(samples)
    }
}

impl Ticker<dyn Capture> for FromSource {
    fn tick(
        &mut self,
        object: &mut (dyn Capture + 'static),
        samples: &mut [i16],
        gauge: &Gauge,
    ) -> io::Result<()> {
        let filled = if self.exhausted {
            0
        } else {
            self.source.fill(samples).min(samples.len())
        };
        samples[filled..].fill(0);
        if filled < samples.len() && !self.exhausted {
            self.exhausted = true;
            gauge.exhausted();
        }
        object.push(samples);
        Ok(())
    }
}

impl SampleSource for Tone {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        for sample in &mut *out {
            let wave = (self.phase * std::f64::consts::TAU).sin();
            *sample = (wave * Self::AMPLITUDE).round() as i16;
            self.phase = (self.phase + self.step).fract();
        }
        out.len()
    }
}

impl SampleSource for Silence {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        out.fill(0);
        out.len()
    }
}

impl SampleSink for Silence {
    fn take(&mut self, _: &[i16]) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::loan::loan;

    #[test]
    fn blocks_make_up_the_rate_exactly() {
        for rate_hz in [8000, 11_025, 16_000, 44_100, 48_000] {
            let mut blocks = Blocks::new(rate_hz);
            let second: usize = (0..100).map(|_| blocks.next().len()).sum();
            assert_eq!(second, rate_hz as usize);
        }
    }

    #[test]
    fn a_tone_has_its_frequency_for_as_long_as_it_lasts() {
        let mut tone = Tone::new(440.0, 8000);
        let mut wave = [0; 8000];
        for _ in 0..60 {
            assert_eq!(tone.fill(&mut wave), 8000);
        }
        let turns = wave
            .windows(2)
            .filter(|pair| pair[0] < 0 && pair[1] >= 0)
            .count();
        assert!((439..=441).contains(&turns), "{turns}");
        assert!((16_300..=16_384).contains(wave.iter().max().unwrap()));
    }

    struct Steps(Vec<usize>);

    impl SampleSource for Steps {
        fn fill(&mut self, out: &mut [i16]) -> usize {
            let filled = self.0.pop().expect("asked again after the end");
            out.fill(5);
            filled
        }
    }

    #[derive(Clone, Default)]
    struct Tape(Arc<Mutex<Vec<i16>>>);

    impl Capture for Tape {
        fn push(&mut self, samples: &[i16]) {
            self.0.lock().unwrap().extend_from_slice(samples);
        }
    }

    #[test]
    fn a_source_that_has_ended_is_silence_and_not_asked_again() {
        let tape = Tape::default();
        let mut object: Box<dyn Capture> = Box::new(tape.clone());
        let mut ticker = FromSource::new(Box::new(Steps(vec![3, 8])));
        let gauge = Gauge::default();
        for round in 0..4 {
            ticker.tick(&mut *object, &mut [9; 8], &gauge).unwrap();
            assert_eq!(gauge.health(Duration::ZERO).exhausted, round > 0);
        }
        let heard = tape.0.lock().unwrap();
        assert_eq!(
            (
                heard.len(),
                heard.iter().filter(|&&sample| sample == 5).count()
            ),
            (32, 11)
        );
        assert_eq!(heard[11..], [0; 21]);
    }

    struct Full;

    impl SampleSink for Full {
        fn take(&mut self, _: &[i16]) -> io::Result<()> {
            Err(io::ErrorKind::StorageFull.into())
        }
    }

    struct Hum;

    impl Playback for Hum {
        fn pull(&mut self, out: &mut [i16]) {
            out.fill(1);
        }
    }

    #[test]
    fn a_sink_that_fails_ends_the_device_and_the_object_comes_home() {
        let (mut lender, loan) = loan::<dyn Playback>();
        let ticker = Box::new(IntoSink(Box::new(Full)));
        let device = TimedDevice::start("full".into(), 8000, ticker, loan).unwrap();
        assert!(lender.lend(Box::new(Hum)).is_ok());
        assert!(lender.reclaim(Duration::from_secs(10)).is_ok());
        let ended = device.health().ended;
        assert!(matches!(&ended, Some(Trouble::Failed(_))), "{ended:?}");
    }

    struct Broken;

    impl Playback for Broken {
        fn pull(&mut self, _: &mut [i16]) {
            panic!("a fault in the voice path");
        }
    }

    #[test]
    fn a_panic_in_the_object_is_seen_as_the_end_of_the_device() {
        let (mut lender, loan) = loan::<dyn Playback>();
        let ticker = Box::new(IntoSink(Box::new(Silence)));
        let device = TimedDevice::start("broken".into(), 8000, ticker, loan).unwrap();
        assert!(lender.lend(Box::new(Broken)).is_ok());
        assert!(lender.reclaim(Duration::from_secs(10)).is_ok());
        // The thread has let go of the object and is about to end.
        while device.health().ended.is_none() {
            thread::yield_now();
        }
        assert_eq!(device.health().ended, Some(Trouble::Stalled));
    }
}
