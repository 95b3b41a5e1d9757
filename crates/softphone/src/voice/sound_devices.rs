//! Speaker and microphone of one phone, awake or at rest.
//!
//! Real devices are open while something is to be heard or said and for a short while
//! after; a headset at rest saves its battery and shows no microphone in use. Files and
//! custom devices run from start to end, since their length is part of what they are.

use std::time::{Duration, Instant};

use media::{Capture, EarControl, MouthReader, Playback, ear, mouth};
use sound::{DeviceChoice, Direction, Input, OpenError, Output, Pacer, SampleSink, SampleSource};
use station::AudioPath;

use super::enhancement::{EnhanceSettings, Enhancement};
use super::reports::Reports;
use super::{Microphone, Speaker};

/// How long real devices stay open after their last use: the next call often follows soon.
const REST_AFTER: Duration = Duration::from_secs(3);

/// Both devices and the controls of what is behind them.
pub(super) struct SoundDevices {
    pub(super) ear: EarControl,
    mouth: MouthReader,
    enhancement: Enhancement,
    output: OutputState,
    input: InputState,
    speaker: DeviceChoice,
    microphone: DeviceChoice,
    /// Rate of the samples between voice path and devices, Hz.
    rate_hz: u32,
    reports: Reports,
    /// Since when output and input are not needed.
    output_idle: Option<Instant>,
    input_idle: Option<Instant>,
}

enum OutputState {
    /// Runs from start to end.
    Always {
        _output: Box<dyn Send>,
    },
    Open(Output),
    Resting(Box<dyn Playback>),
}

enum InputState {
    /// Runs from start to end.
    Always {
        _input: Box<dyn Send>,
    },
    Open(Input),
    Resting(Box<dyn Capture>),
}

impl SoundDevices {
    /// Opens what runs from start to end, on the pacer if there is one.
    pub(super) fn start(
        speaker: Speaker,
        microphone: Microphone,
        rate_hz: u32,
        enhance: EnhanceSettings,
        reports: Reports,
        pacer: Option<&Pacer>,
    ) -> Result<Self, OpenError> {
        let (mut ear, control) = ear(rate_hz);
        let real = speaker.is_real() && microphone.is_real();
        let enhancement = Enhancement::new(enhance, real, rate_hz, &mut ear);
        let (mouth, reader) = mouth(rate_hz);
        let (output, speaker) = start_output(speaker, rate_hz, Box::new(ear), &reports, pacer)?;
        let (input, microphone) =
            start_input(microphone, rate_hz, Box::new(mouth), &reports, pacer)?;
        Ok(Self {
            ear: control,
            mouth: reader,
            enhancement,
            output,
            input,
            speaker,
            microphone,
            rate_hz,
            reports,
            output_idle: None,
            input_idle: None,
        })
    }

    /// Fills `said` with what was recorded, cleaned as the audio mode has it.
    pub(super) fn read_said(&mut self, said: &mut [i16]) {
        self.enhancement.read(&mut self.mouth, said);
    }

    /// Forgets what was recorded so far.
    pub(super) fn forget_said(&mut self) {
        self.mouth.forget();
        self.enhancement.forget();
    }

    /// Mutes or unmutes the microphone.
    pub(super) fn mute(&mut self, muted: bool) {
        self.mouth.mute(muted);
    }

    /// The audio mode; none: on hook.
    pub(super) fn set_path(&mut self, path: Option<AudioPath>) {
        self.enhancement.set_path(path);
    }

    /// Opens what is needed, and closes what has not been for a while.
    ///
    /// Returns when to look again.
    pub(super) fn tend(&mut self, hear: bool, speak: bool, now: Instant) -> Option<Instant> {
        self.ear.tend();
        if hear {
            self.output_idle = None;
            self.open_output();
        }
        if speak {
            self.input_idle = None;
            self.open_input();
        }
        let output = rest_at(
            &mut self.output_idle,
            !hear && matches!(self.output, OutputState::Open(_)),
            now,
        );
        let input = rest_at(
            &mut self.input_idle,
            !speak && matches!(self.input, InputState::Open(_)),
            now,
        );
        if output.is_some_and(|at| at <= now) {
            self.close_output();
        }
        if input.is_some_and(|at| at <= now) {
            self.close_input();
        }
        [output, input]
            .into_iter()
            .flatten()
            .filter(|&at| at > now)
            .min()
    }

    fn open_output(&mut self) {
        let OutputState::Resting(parked) = &mut self.output else {
            return;
        };
        let playback = std::mem::replace(parked, Box::new(Nothing));
        let reports = self.reports.clone();
        let opened = Output::open(&self.speaker, self.rate_hz, playback, move |event| {
            reports.sound_event(&event)
        });
        match opened {
            Ok(output) => self.output = OutputState::Open(output),
            Err(error) => {
                // The ear went down with it: a new one, and silence until the next try.
                self.reports.notice(Direction::Output, error.to_string());
                self.renew_ear();
            }
        }
    }

    fn open_input(&mut self) {
        let InputState::Resting(parked) = &mut self.input else {
            return;
        };
        let capture = std::mem::replace(parked, Box::new(Nothing));
        // What was recorded before the rest is no longer meant.
        self.forget_said();
        let reports = self.reports.clone();
        let opened = Input::open(&self.microphone, self.rate_hz, capture, move |event| {
            reports.sound_event(&event)
        });
        match opened {
            Ok(input) => self.input = InputState::Open(input),
            Err(error) => {
                self.reports.notice(Direction::Input, error.to_string());
                self.renew_mouth();
            }
        }
    }

    fn close_output(&mut self) {
        self.output_idle = None;
        let parked = OutputState::Resting(Box::new(Nothing));
        if let OutputState::Open(output) = std::mem::replace(&mut self.output, parked) {
            match output.close() {
                Some(playback) => self.output = OutputState::Resting(playback),
                None => self.renew_ear(),
            }
            self.reports.forget(Direction::Output);
        }
    }

    fn close_input(&mut self) {
        self.input_idle = None;
        let parked = InputState::Resting(Box::new(Nothing));
        if let InputState::Open(input) = std::mem::replace(&mut self.input, parked) {
            match input.close() {
                Some(capture) => self.input = InputState::Resting(capture),
                None => self.renew_mouth(),
            }
            self.reports.forget(Direction::Input);
        }
    }

    fn renew_ear(&mut self) {
        let (mut ear, control) = ear(self.rate_hz);
        self.enhancement.hear(&mut ear);
        self.ear = control;
        self.output = OutputState::Resting(Box::new(ear));
    }

    fn renew_mouth(&mut self) {
        let (mouth, reader) = mouth(self.rate_hz);
        self.mouth = reader;
        self.enhancement.forget();
        self.input = InputState::Resting(Box::new(mouth));
    }
}

/// Stands in for what is on its way.
struct Nothing;

impl Playback for Nothing {
    fn pull(&mut self, out: &mut [i16]) {
        out.fill(0);
    }
}

impl Capture for Nothing {
    fn push(&mut self, _samples: &[i16]) {}
}

/// When an idle device rests.
fn rest_at(idle_since: &mut Option<Instant>, idle: bool, now: Instant) -> Option<Instant> {
    if !idle {
        *idle_since = None;
        return None;
    }
    Some(*idle_since.get_or_insert(now) + REST_AFTER)
}

fn start_output(
    speaker: Speaker,
    rate_hz: u32,
    ear: Box<dyn Playback>,
    reports: &Reports,
    pacer: Option<&Pacer>,
) -> Result<(OutputState, DeviceChoice), OpenError> {
    let (name, sink, choice): (_, Box<dyn SampleSink>, _) = match speaker {
        Speaker::Device(choice) => match choice.sink(rate_hz)? {
            Some(sink) => (choice.to_string(), sink, choice),
            None => return Ok((OutputState::Resting(ear), choice)),
        },
        Speaker::Custom { name, sink } => (name, sink, DeviceChoice::Silence),
    };
    let reports = reports.clone();
    let events = move |event| reports.sound_event(&event);
    let output: Box<dyn Send> = match pacer {
        Some(pacer) => Box::new(pacer.play(&name, sink, rate_hz, ear, events)?),
        None => Box::new(Output::open_custom(&name, sink, rate_hz, ear, events)?),
    };
    Ok((OutputState::Always { _output: output }, choice))
}

fn start_input(
    microphone: Microphone,
    rate_hz: u32,
    mouth: Box<dyn Capture>,
    reports: &Reports,
    pacer: Option<&Pacer>,
) -> Result<(InputState, DeviceChoice), OpenError> {
    let (name, source, choice): (_, Box<dyn SampleSource>, _) = match microphone {
        Microphone::Device(choice) => match choice.source(rate_hz)? {
            Some(source) => (choice.to_string(), source, choice),
            None => return Ok((InputState::Resting(mouth), choice)),
        },
        Microphone::Custom { name, source } => (name, source, DeviceChoice::Silence),
    };
    let reports = reports.clone();
    let events = move |event| reports.sound_event(&event);
    let input: Box<dyn Send> = match pacer {
        Some(pacer) => Box::new(pacer.record(&name, source, rate_hz, mouth, events)?),
        None => Box::new(Input::open_custom(&name, source, rate_hz, mouth, events)?),
    };
    Ok((InputState::Always { _input: input }, choice))
}

#[cfg(test)]
mod tests {
    use station::VoiceReport;
    use tokio::sync::mpsc;

    use super::*;

    #[test]
    fn real_devices_open_when_needed_and_rest_a_while_after() {
        let (sender, mut reports) = mpsc::channel(64);
        let missing = || DeviceChoice::Named("a device that nobody has".to_owned());
        let mut devices = SoundDevices::start(
            Speaker::Device(missing()),
            Microphone::Device(missing()),
            8000,
            EnhanceSettings::default(),
            Reports::new(sender),
            None,
        )
        .expect("nothing is opened yet");
        let start = Instant::now();
        assert_eq!(devices.tend(false, false, start), None);
        assert!(matches!(devices.output, OutputState::Resting(_)));

        assert_eq!(devices.tend(true, false, start), None);
        assert!(matches!(devices.output, OutputState::Open(_)));
        assert!(matches!(devices.input, InputState::Resting(_)));
        match reports.blocking_recv() {
            Some(VoiceReport::SoundNotice(notice)) => assert!(!notice.is_empty()),
            other => panic!("{other:?}"),
        }

        let rest = start + REST_AFTER;
        assert_eq!(devices.tend(false, false, start), Some(rest));
        assert_eq!(
            devices.tend(false, false, rest - Duration::from_millis(1)),
            Some(rest)
        );
        assert_eq!(devices.tend(false, false, rest), None);
        assert!(matches!(devices.output, OutputState::Resting(_)));
        let mut last = None;
        while let Ok(report) = reports.try_recv() {
            last = Some(report);
        }
        assert_eq!(
            last,
            Some(VoiceReport::SoundNotice(String::new())),
            "nothing is wrong at rest"
        );
    }
}
