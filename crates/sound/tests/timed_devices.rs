//! Files, tones, silence and custom devices through the public door, at their real pace.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use media::{Capture, Playback};
use sound::{DeviceChoice, Input, OpenError, Output, SampleSink, SampleSource, SoundEvent};

const RATE_HZ: u32 = 8000;

/// Far beyond what a loaded machine takes for anything here.
const PATIENCE: Duration = Duration::from_secs(20);

/// Counts upwards, so that every lost or doubled sample shows.
struct Ramp {
    next: i16,
    pulled: Sender<usize>,
}

struct Tape(Sender<Vec<i16>>);

impl Playback for Ramp {
    fn pull(&mut self, out: &mut [i16]) {
        for sample in &mut *out {
            *sample = self.next;
            self.next = self.next.wrapping_add(1);
        }
        let _ = self.pulled.send(out.len());
    }
}

impl Capture for Tape {
    fn push(&mut self, samples: &[i16]) {
        let _ = self.0.send(samples.to_vec());
    }
}

fn ramp() -> (Box<Ramp>, Receiver<usize>) {
    let (pulled, pulls) = channel();
    (Box::new(Ramp { next: 0, pulled }), pulls)
}

/// Waits until so many samples have been pulled since the last call.
fn await_pulls(pulls: &Receiver<usize>, samples: usize) {
    let mut sum = 0;
    while sum < samples {
        sum += pulls
            .recv_timeout(PATIENCE)
            .expect("the sound goes on being pulled");
    }
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("sound-timed-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn samples(path: &Path) -> Vec<i16> {
    let mut reader = hound::WavReader::open(path).unwrap();
    let spec = reader.spec();
    assert_eq!(
        (spec.channels, spec.sample_rate, spec.bits_per_sample),
        (1, RATE_HZ, 16)
    );
    reader.samples().map(Result::unwrap).collect()
}

fn quiet(_: SoundEvent) {}

#[test]
fn writes_every_sample_from_the_first_to_the_last_and_closes_the_file() {
    let folder = Folder::new("writes");
    for dropped in [false, true] {
        let path = folder.file("heard.wav");
        let (playback, pulls) = ramp();
        let choice = DeviceChoice::File(path.clone());
        let output = Output::open(&choice, RATE_HZ, playback, quiet).unwrap();
        await_pulls(&pulls, 800);
        if dropped {
            drop(output);
        } else {
            assert!(output.close().is_some(), "the object comes home");
        }
        let pulled = 800 + pulls.try_iter().sum::<usize>();
        let heard = samples(&path);
        assert!(
            heard.len() <= pulled && heard.len() + 80 >= 800,
            "{} of {pulled}",
            heard.len()
        );
        for (index, sample) in heard.iter().enumerate() {
            assert_eq!(*sample, index as i16);
        }
    }
}

#[test]
fn the_object_comes_home_and_goes_on_with_the_next_device() {
    let folder = Folder::new("switch");
    let (one, two) = (folder.file("one.wav"), folder.file("two.wav"));
    let (playback, pulls) = ramp();
    let output = Output::open(&DeviceChoice::File(one.clone()), RATE_HZ, playback, quiet).unwrap();
    await_pulls(&pulls, 800);
    output.switch(&DeviceChoice::File(two.clone())).unwrap();
    while !two.exists() || std::fs::metadata(&two).unwrap().len() < 100 {
        await_pulls(&pulls, 80);
        if output.figures().device.ends_with("two.wav") {
            break;
        }
    }
    await_pulls(&pulls, 800);
    assert!(output.close().is_some());
    let both = [samples(&one), samples(&two)].concat();
    for (index, sample) in both.iter().enumerate() {
        assert_eq!(
            *sample, index as i16,
            "not one sample is lost between the devices"
        );
    }
    assert!(!samples(&two).is_empty());
}

#[test]
fn records_a_file_once_then_silence_and_says_that_it_ended() {
    let folder = Folder::new("records");
    let path = folder.file("spoken.wav");
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE_HZ,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&path, spec).unwrap();
    (1..=1000i16).for_each(|sample| writer.write_sample(sample).unwrap());
    writer.finalize().unwrap();

    let (pieces, tape) = channel();
    let (tell, told) = channel();
    let events = move |event| tell.send(event).unwrap();
    let input = Input::open(
        &DeviceChoice::File(path),
        RATE_HZ,
        Box::new(Tape(pieces)),
        events,
    )
    .unwrap();
    let mut heard = Vec::new();
    while heard.len() < 1600 {
        heard.extend(tape.recv_timeout(PATIENCE).unwrap());
    }
    assert!(heard[..1000].iter().copied().eq(1..=1000));
    assert!(heard[1000..].iter().all(|&sample| sample == 0));
    let mut events = Vec::new();
    while !matches!(events.last(), Some(SoundEvent::Ended { .. })) {
        events.push(told.recv_timeout(PATIENCE).unwrap());
    }
    assert!(
        matches!(
            &events[0],
            SoundEvent::Using {
                instead_of: None,
                ..
            }
        ),
        "{events:?}"
    );
    assert!(input.close().is_some());
}

#[test]
fn a_tone_goes_on_and_silence_is_silent() {
    for (choice, loudest) in [("tone:440", 16_384), ("silence", 0)] {
        let (pieces, tape) = channel();
        let choice: DeviceChoice = choice.parse().unwrap();
        let _input = Input::open(&choice, 16_000, Box::new(Tape(pieces)), quiet).unwrap();
        let mut heard = Vec::new();
        while heard.len() < 3200 {
            heard.extend(tape.recv_timeout(PATIENCE).unwrap());
        }
        let most = heard
            .iter()
            .map(|sample| sample.unsigned_abs())
            .max()
            .unwrap();
        assert!(most.abs_diff(loudest) < 100, "{choice}: {most}");
    }
}

struct Sevens;

impl SampleSource for Sevens {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        out.fill(7);
        out.len()
    }
}

struct Wire(Sender<Vec<i16>>);

impl SampleSink for Wire {
    fn take(&mut self, samples: &[i16]) -> io::Result<()> {
        self.0
            .send(samples.to_vec())
            .map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn custom_devices_are_as_good_as_any() {
    let (pieces, tape) = channel();
    let input = Input::open_custom(
        "sevens",
        Box::new(Sevens),
        RATE_HZ,
        Box::new(Tape(pieces)),
        quiet,
    )
    .unwrap();
    assert!(
        tape.recv_timeout(PATIENCE)
            .unwrap()
            .iter()
            .all(|&sample| sample == 7)
    );
    drop(input);

    let (send, wire) = channel();
    let (tell, told) = channel();
    let (playback, pulls) = ramp();
    let events = move |event| tell.send(event).unwrap();
    let output =
        Output::open_custom("wire", Box::new(Wire(send)), RATE_HZ, playback, events).unwrap();
    assert_eq!(wire.recv_timeout(PATIENCE).unwrap()[..3], [0, 1, 2]);
    // A sink that breaks ends in silence, not in the end of the call.
    drop(wire);
    while !matches!(
        told.recv_timeout(PATIENCE).unwrap(),
        SoundEvent::Lost { .. }
    ) {}
    await_pulls(&pulls, 1600);
    assert!(output.close().is_some());
}

#[test]
fn what_cannot_be_opened_is_an_error_at_once() {
    let folder = Folder::new("errors");
    let nowhere = DeviceChoice::File(folder.file("none/x.wav"));
    let open = |choice: &DeviceChoice, rate_hz| {
        Output::open(choice, rate_hz, ramp().0, quiet)
            .err()
            .map(|error| error.to_string())
    };
    assert!(
        open(&nowhere, RATE_HZ)
            .unwrap()
            .contains("cannot write the sound file")
    );
    assert!(
        open(&DeviceChoice::Tone(440.0), RATE_HZ)
            .unwrap()
            .contains("can only be an input")
    );
    assert!(
        open(&DeviceChoice::Silence, 4000)
            .unwrap()
            .contains("8000 to 48000")
    );
    let input = Input::open(&nowhere, RATE_HZ, Box::new(Tape(channel().0)), quiet);
    assert!(matches!(input.err(), Some(OpenError::File(_))));

    // And a switch to it changes nothing.
    let (playback, pulls) = ramp();
    let output = Output::open(&DeviceChoice::Silence, RATE_HZ, playback, quiet).unwrap();
    assert!(output.switch(&nowhere).is_err());
    await_pulls(&pulls, 800);
    assert!(output.close().is_some());
}
