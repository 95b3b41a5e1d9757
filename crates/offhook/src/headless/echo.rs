//! The demo's own microphone and ear: a sound to send, and a look for it in what comes back.
//!
//! The sound is a probe signal, or what the person chose: a file, a tone.
//!
//! Both are sound devices of the program's own, so that no hardware is needed; what is
//! between them is the whole phone, the network and the call server.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use media::LikenessListener;
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

/// A sound to send and the ear for it.
#[derive(Clone, Debug)]
pub(crate) struct Echo {
    sound: Sound,
    shared: Arc<Mutex<Shared>>,
}

/// What is sent.
#[derive(Clone, Debug)]
enum Sound {
    /// The probe signal, said again after so many ms.
    Probe { period_ms: u32 },
    /// What the person chose; none of the machine's devices.
    Chosen(DeviceChoice),
}

#[derive(Debug, Default)]
struct Shared {
    /// When a call began to send.
    sending_since: Option<Instant>,
    /// When the sound began.
    said_since: Option<Instant>,
    listener: Option<Listener>,
}

/// Who looks for the sound in what is heard.
#[derive(Debug)]
enum Listener {
    Probe(ProbeListener),
    Chosen(LikenessListener),
}

impl Listener {
    /// Takes what is heard; the first was heard when sample `now` was said.
    fn hear(&mut self, samples: &[i16], now: usize) {
        match self {
            Self::Probe(listener) => listener.take(samples),
            Self::Chosen(listener) => listener.hear(samples, now),
        }
    }

    /// The round trip, ms, when the sound was recognised.
    fn round_trip_ms(&self) -> Option<f64> {
        match self {
            Self::Probe(listener) => listener.heard().map(|heard| heard.round_trip_ms),
            Self::Chosen(listener) => listener.find().map(|found| found.round_trip_ms),
        }
    }
}

impl Echo {
    /// A probe signal for a call of this length. Nothing is said before the call sends.
    pub(crate) fn probe(length: Duration) -> Self {
        let period_ms = u32::try_from((length / TIMES).as_millis()).unwrap_or(u32::MAX);
        Self::of(Sound::Probe {
            period_ms: period_ms.clamp(*PERIOD_MS.start(), *PERIOD_MS.end()),
        })
    }

    /// The sound that a person chose; `None` for a device of the machine, which
    /// nobody but the phone hears.
    pub(crate) fn chosen(input: &DeviceChoice) -> Option<Self> {
        input
            .is_virtual()
            .then(|| Self::of(Sound::Chosen(input.clone())))
    }

    fn of(sound: Sound) -> Self {
        Self {
            sound,
            shared: Arc::default(),
        }
    }

    /// The microphone and the speaker. What is heard goes to `output` as well, when
    /// that is a file; other devices stay silent.
    ///
    /// # Errors
    /// The file cannot be written, or that of the chosen sound cannot be read.
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
            source: self.source()?,
        };
        let speaker = Speaker::Custom {
            name: "the demo's ear".to_owned(),
            sink: self.sink(file),
        };
        Ok((microphone, speaker))
    }

    fn source(&self) -> anyhow::Result<Box<dyn SampleSource>> {
        let echo = self.clone();
        Ok(match &self.sound {
            Sound::Probe { period_ms } => Box::new(ProbeSaid {
                echo,
                probe: ProbeSource::with_period(RATE_HZ, *period_ms),
            }),
            Sound::Chosen(choice) => Box::new(ChosenSaid {
                echo,
                inner: choice
                    .source(RATE_HZ)?
                    .context("the sound is a device of the machine")?,
            }),
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
        let heard = self
            .lock()
            .listener
            .as_ref()
            .and_then(Listener::round_trip_ms);
        EchoSummary {
            heard: heard.is_some(),
            // A second at most.
            round_trip_ms: heard.map(|ms| ms.round() as u32),
        }
    }

    /// Whether the sound is being said now. A block that is said at this moment began
    /// its length ago: a microphone hands it over when it is complete.
    fn says(&self, shared: &mut Shared, block: usize) -> bool {
        let sending = shared
            .sending_since
            .is_some_and(|since| since.elapsed() >= SETTLE);
        if sending && shared.said_since.is_none() {
            let block = Duration::from_secs(1) * block as u32 / RATE_HZ;
            let now = Instant::now();
            shared.said_since = Some(now.checked_sub(block).unwrap_or(now));
        }
        sending
    }

    fn listener(&self, now: usize) -> Listener {
        match &self.sound {
            Sound::Probe { period_ms } => {
                Listener::Probe(ProbeListener::with_period(RATE_HZ, now as i64, *period_ms))
            }
            Sound::Chosen(_) => Listener::Chosen(LikenessListener::new(RATE_HZ)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // Every change is one step, so a panic elsewhere leaves it whole.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says the probe signal while a call sends.
struct ProbeSaid {
    echo: Echo,
    probe: ProbeSource,
}

impl SampleSource for ProbeSaid {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        if self.echo.says(&mut self.echo.lock(), out.len()) {
            self.probe.fill(out);
        } else {
            out.fill(0);
        }
        out.len()
    }
}

/// Says what the person chose from the start, and remembers what of it a call sends.
struct ChosenSaid {
    echo: Echo,
    inner: Box<dyn SampleSource>,
}

impl SampleSource for ChosenSaid {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        let given = self.inner.fill(out);
        // After its end a file is silent.
        out[given..].fill(0);
        let mut shared = self.echo.lock();
        if self.echo.says(&mut shared, out.len()) {
            let listener = shared.listener.get_or_insert_with(|| self.echo.listener(0));
            if let Listener::Chosen(listener) = listener {
                listener.say(out);
            }
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
            let now = (since.elapsed().as_secs_f64() * f64::from(RATE_HZ)) as usize;
            shared
                .listener
                .get_or_insert_with(|| self.echo.listener(now))
                .hear(samples, now);
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
            group: None,
            protection: None,
        };
        TimedChange {
            at: Moment::START,
            change: Change::Event(event),
        }
    }

    #[test]
    fn is_silent_until_a_call_sends() {
        let echo = Echo::probe(Duration::from_secs(2));
        let mut block = [1; 80];
        assert_eq!(
            echo.source().expect("it needs no file").fill(&mut block),
            80
        );
        assert_eq!(block, [0; 80]);
        assert_eq!(
            echo.heard(),
            EchoSummary {
                heard: false,
                round_trip_ms: None
            }
        );
    }

    /// Whether what was said in a call is recognised when `line` brings it back.
    fn is_heard(echo: &Echo, line: impl Fn([i16; 80]) -> [i16; 80]) -> bool {
        echo.see(&sending());
        echo.lock().sending_since = Instant::now().checked_sub(SETTLE);
        let (mut source, mut sink) = (echo.source().expect("it needs no file"), echo.sink(None));
        let mut block = [0; 80];
        for _ in 0..300 {
            source.fill(&mut block);
            sink.take(&line(block)).expect("it takes everything");
        }
        echo.heard().heard
    }

    #[test]
    fn recognises_what_it_said() {
        let echo = Echo::probe(Duration::from_secs(2));
        assert!(is_heard(&echo, |said| said));
    }

    #[test]
    fn hears_nothing_in_silence() {
        let echo = Echo::probe(Duration::from_secs(2));
        assert!(!is_heard(&echo, |_said| [0; 80]));
    }

    #[test]
    fn recognises_a_tone_that_was_chosen() {
        let echo = Echo::chosen(&DeviceChoice::Tone(440.0)).expect("it is none of the machine's");
        assert!(is_heard(&echo, |said| said));
    }

    #[test]
    fn a_microphone_of_the_machine_cannot_be_compared() {
        assert!(Echo::chosen(&DeviceChoice::Default).is_none());
    }
}
