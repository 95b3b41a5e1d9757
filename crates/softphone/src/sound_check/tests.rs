//! Checks of devices in memory, joined by a cable of known length.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use sound::{DeviceChoice, SampleSink, SampleSource};

use super::*;

/// A cable that samples take a while to pass.
#[derive(Clone)]
struct Cable(Arc<Mutex<VecDeque<i16>>>);

impl Cable {
    fn of(samples: usize) -> Self {
        Self(Arc::new(Mutex::new(vec![0; samples].into())))
    }
}

impl SampleSink for Cable {
    fn take(&mut self, samples: &[i16]) -> io::Result<()> {
        self.0.lock().expect("no panic elsewhere").extend(samples);
        Ok(())
    }
}

impl SampleSource for Cable {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        let mut waiting = self.0.lock().expect("no panic elsewhere");
        for sample in &mut *out {
            *sample = waiting.pop_front().unwrap_or(0);
        }
        out.len()
    }
}

fn check(speaker: Speaker, microphone: Microphone) -> SoundCheck {
    let config = SoundCheckConfig {
        speaker,
        microphone,
        codec: Codec::Pcmu,
        ptime_ms: 20,
        time: Duration::from_secs(5),
    };
    check_sound(config).expect("sockets and threads")
}

#[test]
fn the_round_trip_over_a_cable_is_heard_and_told_by_its_parts() {
    let over_a_cable = || {
        // 100 ms.
        let cable = Cable::of(800);
        check(
            Speaker::Custom {
                name: "one end".to_owned(),
                sink: Box::new(cable.clone()),
            },
            Microphone::Custom {
                name: "other end".to_owned(),
                source: Box::new(cable),
            },
        )
    };
    let undamaged = |check: &SoundCheck| {
        let heard = check.heard.as_ref();
        heard.is_some_and(|heard| (0.8..1.2).contains(&heard.gain))
    };
    // A busy machine may tear the chirps of one try; it does not tear those of each.
    let mut check = over_a_cable();
    for _again in 1..5 {
        if undamaged(&check) {
            break;
        }
        check = over_a_cable();
    }
    let heard = check.heard.unwrap_or_else(|| panic!("{check:?}"));
    assert_eq!(check.verdict(), Verdict::Heard);
    assert!((0.8..1.2).contains(&heard.gain), "{check:?}");
    let known = 100.0 + 20.0;
    assert!(heard.round_trip_ms > known, "cable and packet: {check:?}");
    let of = |name| {
        let part = check.parts.iter().find(|part| part.name == name);
        part.unwrap_or_else(|| panic!("no {name}")).ms
    };
    assert_eq!(of("packet"), 20.0);
    assert!(of("playout_buffer") > 0.0);
    assert_eq!(of("resampling"), 0.0);
    assert_eq!(check.speaker.device, "one end");
    let (sent, came) = check.packets;
    assert!(came > 100 && came <= sent, "{check:?}");
}

#[test]
fn a_silent_microphone_and_one_that_hears_something_else_are_told_apart() {
    let silence = || Speaker::Device(DeviceChoice::Silence);
    let silent = check(silence(), Microphone::Device(DeviceChoice::Silence));
    assert_eq!(silent.verdict(), Verdict::Silent);
    assert_eq!(silent.unexplained_ms(), None);
    let hums = check(silence(), Microphone::Device(DeviceChoice::Tone(440.0)));
    assert_eq!(hums.verdict(), Verdict::SomethingElse);
}

#[test]
fn what_cannot_be_played_on_is_an_error() {
    let checked = check_sound(SoundCheckConfig {
        speaker: Speaker::Device(DeviceChoice::Tone(440.0)),
        microphone: Microphone::Device(DeviceChoice::Silence),
        codec: Codec::Pcmu,
        ptime_ms: 20,
        time: Duration::ZERO,
    });
    assert!(matches!(checked, Err(SoundCheckError::Device(_))));
}
