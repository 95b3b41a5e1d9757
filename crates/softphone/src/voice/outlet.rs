//! One sound device of a phone: open while it is needed, changed when another is chosen.
//!
//! The same for speaker, ringer and microphone. Real devices rest a while after their last
//! use; what is no real device and the only choice runs from start to end, since its length
//! is part of what it is.

use std::time::{Duration, Instant};

use media::{Capture, Playback};
use sound::{DeviceChoice, Input, OpenError, Output, Pacer, SampleSink, SampleSource, SoundEvent};

use super::reports::{Place, Reports};

/// How long real devices stay open after their last use: the next call often follows soon.
const REST_AFTER: Duration = Duration::from_secs(3);

/// How long after one that could not be opened the next try is: each may cost a look at a disk.
const TRY_EVERY: Duration = Duration::from_secs(1);

/// An [`Output`] or an [`Input`].
pub(super) trait Device: Sized {
    /// What it serves.
    type Object: ?Sized;

    /// A file, a tone, silence: what is opened before the object is handed over.
    type Stream;

    /// The stream of a choice that is no device of the machine.
    fn stream(choice: &DeviceChoice, rate_hz: u32) -> Result<Option<Self::Stream>, OpenError>;

    fn open(
        choice: &DeviceChoice,
        stream: Option<Self::Stream>,
        rate_hz: u32,
        object: Box<Self::Object>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError>;

    fn switch(&self, choice: &DeviceChoice) -> Result<(), OpenError>;

    fn close(self) -> Option<Box<Self::Object>>;

    /// Stands in for an object on its way.
    fn nothing() -> Box<Self::Object>;
}

/// A device and what it serves.
pub(super) struct Outlet<D: Device> {
    state: State<D>,
    /// What is wanted; nothing when the device stays whatever is chosen.
    choice: Option<DeviceChoice>,
    /// It runs though nothing is to be heard or said.
    lasts: bool,
    rate_hz: u32,
    place: Place,
    reports: Reports,
    /// Since when it is not needed.
    idle: Option<Instant>,
    /// Before this it is not opened again, since it could not be.
    next_try: Option<Instant>,
}

enum State<D: Device> {
    Open(D),
    /// From start to end, whatever is chosen.
    Fixed {
        _device: Box<dyn Send>,
    },
    Resting(Box<D::Object>),
}

/// The object went down with its device: a new one has to be made.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lost;

/// Why it did not open, and whether that took the object along.
struct NotOpen {
    error: OpenError,
    lost: bool,
}

impl<D: Device> Outlet<D> {
    /// At rest, to be opened on this device when it is needed.
    pub(super) fn resting(
        choice: DeviceChoice,
        rate_hz: u32,
        object: Box<D::Object>,
        place: Place,
        reports: Reports,
    ) -> Self {
        Self {
            state: State::Resting(object),
            choice: Some(choice),
            lasts: false,
            rate_hz,
            place,
            reports,
            idle: None,
            next_try: None,
        }
    }

    /// On this device from start to end, whatever is chosen.
    fn fixed(device: Box<dyn Send>, rate_hz: u32, place: Place, reports: Reports) -> Self {
        Self {
            state: State::Fixed { _device: device },
            choice: None,
            lasts: true,
            rate_hz,
            place,
            reports,
            idle: None,
            next_try: None,
        }
    }

    /// It runs from now on whether it is needed or not; or no longer does. The program's own
    /// device always does: it could not be opened again.
    pub(super) fn set_lasting(&mut self, lasts: bool) {
        self.lasts = lasts || matches!(self.state, State::Fixed { .. });
    }

    /// What is wanted; nothing when the device stays whatever is chosen.
    pub(super) fn choice(&self) -> Option<&DeviceChoice> {
        self.choice.as_ref()
    }

    pub(super) fn is_open(&self) -> bool {
        !matches!(self.state, State::Resting(_))
    }

    /// Takes another device; one in use goes on until that works.
    pub(super) fn choose(&mut self, choice: &DeviceChoice) {
        if self.choice.is_none() || self.choice.as_ref() == Some(choice) {
            return;
        }
        if let State::Open(device) = &self.state {
            if let Err(error) = device.switch(choice) {
                self.reports.notice(self.place, error.to_string());
                return;
            }
            // What was wrong was wrong with the other one.
            self.reports.forget(self.place);
        }
        self.choice = Some(choice.clone());
        self.next_try = None;
    }

    /// Opens it when it is needed, and closes it when it has not been for a while.
    ///
    /// Returns when to look again. Error: the object is lost and has to be replaced.
    pub(super) fn tend(&mut self, needed: bool, now: Instant) -> Result<Option<Instant>, Lost> {
        if needed || self.lasts {
            self.idle = None;
            return self.try_open(now);
        }
        if !self.is_open() {
            self.idle = None;
            return Ok(None);
        }
        let rest = *self.idle.get_or_insert(now) + REST_AFTER;
        if rest > now {
            return Ok(Some(rest));
        }
        self.close().map(|()| None)
    }

    /// Serves this object from now on, in place of one that was lost.
    pub(super) fn replace(&mut self, object: Box<D::Object>) {
        self.state = State::Resting(object);
    }

    fn try_open(&mut self, now: Instant) -> Result<Option<Instant>, Lost> {
        if self.is_open() {
            return Ok(None);
        }
        if let Some(next_try) = self.next_try.filter(|&next_try| next_try > now) {
            return Ok(Some(next_try));
        }
        let Err(NotOpen { error, lost }) = self.open() else {
            self.next_try = None;
            return Ok(None);
        };
        self.reports.notice(self.place, error.to_string());
        let next_try = now + TRY_EVERY;
        self.next_try = Some(next_try);
        if lost { Err(Lost) } else { Ok(Some(next_try)) }
    }

    fn open(&mut self) -> Result<(), NotOpen> {
        let (State::Resting(parked), Some(choice)) = (&mut self.state, &self.choice) else {
            return Ok(());
        };
        let stream =
            D::stream(choice, self.rate_hz).map_err(|error| NotOpen { error, lost: false })?;
        let object = std::mem::replace(parked, D::nothing());
        let (reports, place) = (self.reports.clone(), self.place);
        let events = move |event| reports.sound_event(place, &event);
        let device = D::open(choice, stream, self.rate_hz, object, events);
        self.state = State::Open(device.map_err(|error| NotOpen { error, lost: true })?);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Lost> {
        self.idle = None;
        let resting = State::Resting(D::nothing());
        let State::Open(device) = std::mem::replace(&mut self.state, resting) else {
            return Ok(());
        };
        let object = device.close();
        self.reports.forget(self.place);
        self.state = State::Resting(object.ok_or(Lost)?);
        Ok(())
    }
}

/// What every device of a phone is opened with.
pub(super) struct Opening<'a> {
    pub(super) rate_hz: u32,
    pub(super) reports: Reports,
    /// Moves the sound of what is no real device, where many phones share it.
    pub(super) pacer: Option<&'a Pacer>,
}

impl Opening<'_> {
    /// The call's speaker; one that lasts is open when this returns.
    pub(super) fn output(
        &self,
        choice: DeviceChoice,
        lasts: bool,
        ear: Box<dyn Playback>,
    ) -> Result<Outlet<Output>, OpenError> {
        if lasts
            && self.pacer.is_some()
            && let Some(sink) = choice.sink(self.rate_hz)?
        {
            return self.own_output(&choice.to_string(), sink, ear);
        }
        self.outlet(choice, lasts, ear, Place::Speaker)
    }

    /// The same for the microphone.
    pub(super) fn input(
        &self,
        choice: DeviceChoice,
        lasts: bool,
        mouth: Box<dyn Capture>,
    ) -> Result<Outlet<Input>, OpenError> {
        if lasts
            && self.pacer.is_some()
            && let Some(source) = choice.source(self.rate_hz)?
        {
            return self.own_input(&choice.to_string(), source, mouth);
        }
        self.outlet(choice, lasts, mouth, Place::Microphone)
    }

    /// A ringer at rest.
    pub(super) fn ringer(&self, ear: Box<dyn Playback>) -> Outlet<Output> {
        let (rate_hz, reports) = (self.rate_hz, self.reports.clone());
        Outlet::resting(DeviceChoice::Default, rate_hz, ear, Place::Ringer, reports)
    }

    fn outlet<D: Device>(
        &self,
        choice: DeviceChoice,
        lasts: bool,
        object: Box<D::Object>,
        place: Place,
    ) -> Result<Outlet<D>, OpenError> {
        let mut outlet = Outlet::resting(choice, self.rate_hz, object, place, self.reports.clone());
        outlet.lasts = lasts;
        if lasts {
            outlet.open().map_err(|failed| failed.error)?;
        }
        Ok(outlet)
    }

    /// A speaker that is the program's own.
    pub(super) fn own_output(
        &self,
        name: &str,
        sink: Box<dyn SampleSink>,
        ear: Box<dyn Playback>,
    ) -> Result<Outlet<Output>, OpenError> {
        let (rate_hz, place, reports) = (self.rate_hz, Place::Speaker, self.reports.clone());
        let events = move |event| reports.sound_event(place, &event);
        let device: Box<dyn Send> = match self.pacer {
            Some(pacer) => Box::new(pacer.play(name, sink, rate_hz, ear, events)?),
            None => Box::new(Output::open_custom(name, sink, rate_hz, ear, events)?),
        };
        Ok(Outlet::fixed(device, rate_hz, place, self.reports.clone()))
    }

    /// A microphone that is the program's own.
    pub(super) fn own_input(
        &self,
        name: &str,
        source: Box<dyn SampleSource>,
        mouth: Box<dyn Capture>,
    ) -> Result<Outlet<Input>, OpenError> {
        let (rate_hz, place, reports) = (self.rate_hz, Place::Microphone, self.reports.clone());
        let events = move |event| reports.sound_event(place, &event);
        let device: Box<dyn Send> = match self.pacer {
            Some(pacer) => Box::new(pacer.record(name, source, rate_hz, mouth, events)?),
            None => Box::new(Input::open_custom(name, source, rate_hz, mouth, events)?),
        };
        Ok(Outlet::fixed(device, rate_hz, place, self.reports.clone()))
    }
}

impl Device for Output {
    type Object = dyn Playback;
    type Stream = Box<dyn SampleSink>;

    fn stream(choice: &DeviceChoice, rate_hz: u32) -> Result<Option<Self::Stream>, OpenError> {
        choice.sink(rate_hz)
    }

    fn open(
        choice: &DeviceChoice,
        stream: Option<Self::Stream>,
        rate_hz: u32,
        object: Box<dyn Playback>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError> {
        match stream {
            Some(sink) => Self::open_custom(&choice.to_string(), sink, rate_hz, object, events),
            None => Self::open(choice, rate_hz, object, events),
        }
    }

    fn switch(&self, choice: &DeviceChoice) -> Result<(), OpenError> {
        self.switch(choice)
    }

    fn close(self) -> Option<Box<dyn Playback>> {
        self.close()
    }

    fn nothing() -> Box<dyn Playback> {
        Box::new(Nothing)
    }
}

impl Device for Input {
    type Object = dyn Capture;
    type Stream = Box<dyn SampleSource>;

    fn stream(choice: &DeviceChoice, rate_hz: u32) -> Result<Option<Self::Stream>, OpenError> {
        choice.source(rate_hz)
    }

    fn open(
        choice: &DeviceChoice,
        stream: Option<Self::Stream>,
        rate_hz: u32,
        object: Box<dyn Capture>,
        events: impl Fn(SoundEvent) + Send + 'static,
    ) -> Result<Self, OpenError> {
        match stream {
            Some(source) => Self::open_custom(&choice.to_string(), source, rate_hz, object, events),
            None => Self::open(choice, rate_hz, object, events),
        }
    }

    fn switch(&self, choice: &DeviceChoice) -> Result<(), OpenError> {
        self.switch(choice)
    }

    fn close(self) -> Option<Box<dyn Capture>> {
        self.close()
    }

    fn nothing() -> Box<dyn Capture> {
        Box::new(Nothing)
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

#[cfg(test)]
mod tests {
    use station::VoiceReport;
    use tokio::sync::mpsc;

    use super::*;

    fn outlet(choice: DeviceChoice) -> (Outlet<Output>, mpsc::Receiver<VoiceReport>) {
        let (sender, reports) = mpsc::channel(64);
        let outlet = Outlet::resting(
            choice,
            8000,
            Output::nothing(),
            Place::Speaker,
            Reports::new(sender),
        );
        (outlet, reports)
    }

    #[test]
    fn a_real_device_opens_when_needed_and_rests_a_while_after() {
        let missing = DeviceChoice::Named("a device that nobody has".to_owned());
        let (mut outlet, mut reports) = outlet(missing);
        let start = Instant::now();
        assert_eq!(outlet.tend(false, start), Ok(None));
        assert!(!outlet.is_open());
        assert_eq!(outlet.tend(true, start), Ok(None));
        assert!(outlet.is_open());
        match reports.blocking_recv() {
            Some(VoiceReport::SoundNotice(notice)) => assert!(!notice.is_empty()),
            other => panic!("{other:?}"),
        }
        let rest = start + REST_AFTER;
        assert_eq!(outlet.tend(false, start), Ok(Some(rest)));
        let before = rest - Duration::from_millis(1);
        assert_eq!(outlet.tend(false, before), Ok(Some(rest)));
        assert_eq!(outlet.tend(false, rest), Ok(None));
        assert!(!outlet.is_open());
        let mut last = None;
        while let Ok(report) = reports.try_recv() {
            last = Some(report);
        }
        let nothing_wrong_at_rest = VoiceReport::SoundNotice(String::new());
        assert_eq!(last, Some(nothing_wrong_at_rest));
    }

    #[test]
    fn another_choice_is_taken_without_a_rest_in_between() {
        let (mut outlet, _reports) = outlet(DeviceChoice::Silence);
        let now = Instant::now();
        assert_eq!(outlet.tend(true, now), Ok(None));
        let file = std::env::temp_dir().join(format!("outlet-{}.wav", std::process::id()));
        outlet.choose(&DeviceChoice::File(file.clone()));
        assert!(outlet.is_open());
        assert!(file.exists());
        // A choice that cannot be used changes nothing.
        outlet.choose(&DeviceChoice::Tone(440.0));
        assert_eq!(outlet.choice(), Some(&DeviceChoice::File(file.clone())));
        drop(outlet);
        let _cleaned = std::fs::remove_file(file);
    }

    /// Plays one loud value.
    struct Loud;

    impl Playback for Loud {
        fn pull(&mut self, out: &mut [i16]) {
            out.fill(12_345);
        }
    }

    #[test]
    fn a_file_that_cannot_be_made_is_tried_again_every_second_and_nothing_is_lost() {
        let folder = std::env::temp_dir().join(format!("outlet-late-{}", std::process::id()));
        let file = folder.join("late.wav");
        let (mut outlet, mut reports) = outlet(DeviceChoice::File(file.clone()));
        outlet.replace(Box::new(Loud));
        let start = Instant::now();
        let soon = start + TRY_EVERY;
        assert_eq!(outlet.tend(true, start), Ok(Some(soon)));
        match reports.try_recv() {
            Ok(VoiceReport::SoundNotice(notice)) => assert!(notice.contains("late.wav")),
            other => panic!("{other:?}"),
        }
        std::fs::create_dir_all(&folder).expect("a folder");
        let before = soon - Duration::from_millis(1);
        assert_eq!(outlet.tend(true, before), Ok(Some(soon)));
        assert!(!outlet.is_open());
        assert_eq!(outlet.tend(true, soon), Ok(None));
        assert!(outlet.is_open());
        while std::fs::metadata(&file).is_ok_and(|file| file.len() < 1000)
            && start.elapsed() < Duration::from_secs(20)
        {
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(outlet);
        let bytes = std::fs::read(&file).unwrap_or_default();
        let _cleaned = std::fs::remove_dir_all(folder);
        let loud = 12_345i16.to_le_bytes();
        assert!(bytes.windows(2).any(|pair| pair == loud), "the same object");
    }

    #[test]
    fn another_choice_need_not_wait_for_the_next_try() {
        let nowhere = DeviceChoice::File("/no/such/folder/x.wav".into());
        let (mut outlet, _reports) = outlet(nowhere);
        let now = Instant::now();
        assert_eq!(outlet.tend(true, now), Ok(Some(now + TRY_EVERY)));
        outlet.choose(&DeviceChoice::Silence);
        assert_eq!(outlet.tend(true, now), Ok(None));
        assert!(outlet.is_open());
    }
}
