//! The demo's own microphone and ear: a signal to send, and a look for it in what comes back.
//!
//! Both are sound devices of the program's own, so that no hardware is needed; what is
//! between them is the whole phone, the network and the call server.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use media::probe::{ProbeListener, ProbeSource};
use softphone::voice::{Microphone, Speaker};
use softphone::{Change, Event, TimedChange};
use sound::{DeviceChoice, SampleSink, SampleSource};

use crate::headless::summary::EchoSummary;

/// The rate of the signal and of the ear, Hz.
const RATE_HZ: u32 = 8000;

/// How long the signal waits after the call sends: both sides' playouts have settled then.
const SETTLE: Duration = Duration::from_millis(200);

/// How often the signal is said in a call at least; two that agree are recognised.
const TIMES: u32 = 5;

/// Bounds of the time from one to the next, ms: the longest round trip that can be told.
const PERIOD_MS: std::ops::RangeInclusive<u32> = 250..=1000;

/// A signal and the ear for it.
#[derive(Clone, Debug)]
pub(crate) struct Echo {
    period_ms: u32,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    /// When a call began to send.
    sending_since: Option<Instant>,
    /// When the signal began.
    said_since: Option<Instant>,
    listener: Option<ProbeListener>,
}

impl Echo {
    /// A signal for a call of this length. Nothing is said before the call sends.
    pub(crate) fn new(length: Duration) -> Self {
        let period_ms = u32::try_from((length / TIMES).as_millis()).unwrap_or(u32::MAX);
        Self {
            period_ms: period_ms.clamp(*PERIOD_MS.start(), *PERIOD_MS.end()),
            shared: Arc::default(),
        }
    }

    /// The microphone and the speaker. What is heard goes to `output` as well, when
    /// that is a file; other devices stay silent.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn devices(
        &self,
        output: Option<&DeviceChoice>,
    ) -> anyhow::Result<(Microphone, Speaker)> {
        let file = match output {
            Some(DeviceChoice::File(path)) => Some(WavFile::create(path)?),
            _ => None,
        };
        let microphone = Microphone::Custom {
            name: "the demo's signal".to_owned(),
            source: self.source(),
        };
        let speaker = Speaker::Custom {
            name: "the demo's ear".to_owned(),
            sink: self.sink(file),
        };
        Ok((microphone, speaker))
    }

    fn source(&self) -> Box<dyn SampleSource> {
        Box::new(Source {
            echo: self.clone(),
            probe: ProbeSource::with_period(RATE_HZ, self.period_ms),
        })
    }

    fn sink(&self, file: Option<WavFile>) -> Box<dyn SampleSink> {
        Box::new(Sink {
            echo: self.clone(),
            file,
        })
    }

    /// Follows what the phone does.
    pub(crate) fn see(&self, change: &TimedChange) {
        if let Change::Event(Event::Media {
            transmit: true,
            started: true,
            ..
        }) = change.change
        {
            self.lock().sending_since.get_or_insert_with(Instant::now);
        }
    }

    /// What was recognised so far.
    pub(crate) fn heard(&self) -> EchoSummary {
        let heard = self.lock().listener.as_ref().and_then(ProbeListener::heard);
        // A second at most.
        let round_trip_ms = heard.map(|heard| heard.round_trip_ms.round() as u32);
        EchoSummary {
            heard: heard.is_some(),
            round_trip_ms,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // Every change is one step, so a panic elsewhere leaves it whole.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Source {
    echo: Echo,
    probe: ProbeSource,
}

impl SampleSource for Source {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        let mut shared = self.echo.lock();
        if shared
            .sending_since
            .is_some_and(|since| since.elapsed() >= SETTLE)
        {
            // A microphone hands over a block when it has been said.
            let block = Duration::from_secs(1) * out.len() as u32 / RATE_HZ;
            shared.said_since.get_or_insert_with(|| {
                let now = Instant::now();
                now.checked_sub(block).unwrap_or(now)
            });
            self.probe.fill(out);
        } else {
            out.fill(0);
        }
        out.len()
    }
}

struct Sink {
    echo: Echo,
    file: Option<WavFile>,
}

impl SampleSink for Sink {
    fn take(&mut self, samples: &[i16]) -> io::Result<()> {
        let mut shared = self.echo.lock();
        if let Some(since) = shared.said_since {
            let said = since.elapsed().as_secs_f64() * f64::from(RATE_HZ);
            let listener = shared.listener.get_or_insert_with(|| {
                ProbeListener::with_period(RATE_HZ, said as i64, self.echo.period_ms)
            });
            listener.take(samples);
        }
        drop(shared);
        self.file
            .as_mut()
            .map_or(Ok(()), |file| file.write(samples))
    }
}

/// What was heard, as a file; whole when it is dropped.
struct WavFile(hound::WavWriter<BufWriter<File>>);

impl WavFile {
    fn create(path: &Path) -> anyhow::Result<Self> {
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: RATE_HZ,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let writer = hound::WavWriter::create(path, spec)
            .with_context(|| format!("the file {} cannot be written", path.display()))?;
        Ok(Self(writer))
    }

    fn write(&mut self, samples: &[i16]) -> io::Result<()> {
        samples
            .iter()
            .try_for_each(|sample| self.0.write_sample(*sample))
            .map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use softphone::Moment;

    fn sending() -> TimedChange {
        let event = Event::Media {
            call_reference: 1,
            stream: 1,
            transmit: true,
            started: true,
            codec: 4,
            ptime_ms: 20,
        };
        TimedChange {
            at: Moment::START,
            change: Change::Event(event),
        }
    }

    #[test]
    fn is_silent_until_a_call_sends() {
        let echo = Echo::new(Duration::from_secs(2));
        let mut block = [1; 80];
        assert_eq!(echo.source().fill(&mut block), 80);
        assert_eq!(block, [0; 80]);
        assert_eq!(
            echo.heard(),
            EchoSummary {
                heard: false,
                round_trip_ms: None
            }
        );
    }

    #[test]
    fn recognises_what_it_said() {
        let echo = Echo::new(Duration::from_secs(2));
        echo.see(&sending());
        echo.lock().sending_since = Instant::now().checked_sub(SETTLE);
        let (mut source, mut sink) = (echo.source(), echo.sink(None));
        let mut block = [0; 80];
        for _ in 0..300 {
            source.fill(&mut block);
            sink.take(&block).expect("it takes everything");
        }
        assert!(echo.heard().heard);
    }

    #[test]
    fn hears_nothing_in_silence() {
        let echo = Echo::new(Duration::from_secs(2));
        echo.see(&sending());
        echo.lock().sending_since = Instant::now().checked_sub(SETTLE);
        let (mut source, mut sink) = (echo.source(), echo.sink(None));
        let mut block = [0; 80];
        for _ in 0..300 {
            source.fill(&mut block);
            sink.take(&[0; 80]).expect("it takes everything");
        }
        assert!(!echo.heard().heard);
    }
}
