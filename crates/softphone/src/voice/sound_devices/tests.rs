use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use media::{Region, Tone};
use tokio::sync::mpsc;

use sound::DeviceChoice;

use super::super::modes::ModeDevices;
use super::*;
use crate::voice::EnhanceChoice;

fn devices(speaker: DeviceChoice, modes: SoundModes) -> SoundDevices {
    begun(speaker, modes).expect("nothing is opened that can fail")
}

fn begun(speaker: DeviceChoice, modes: SoundModes) -> Result<SoundDevices, OpenError> {
    let (sender, _reports) = mpsc::channel(64);
    SoundDevices::start(Begin {
        speaker: Speaker::Device(speaker),
        microphone: Microphone::Device(DeviceChoice::Silence),
        modes,
        rate_hz: 8000,
        enhance: EnhanceSettings::default(),
        reports: Reports::new(sender),
        pacer: None,
    })
}

fn named(name: &str) -> DeviceChoice {
    DeviceChoice::Named(name.to_owned())
}

/// A headset of its own; all else on the default device.
fn with_headset() -> SoundModes {
    SoundModes {
        headset: ModeDevices {
            microphone: Some(named("headset")),
            speaker: Some(named("headset")),
        },
        ..SoundModes::default()
    }
}

#[test]
fn a_mode_has_its_own_devices_and_the_others_those_of_all() {
    let mut devices = devices(DeviceChoice::Default, with_headset());
    devices.set_path(Some(AudioPath::Headset));
    assert_eq!(devices.output.choice(), Some(&named("headset")));
    assert_eq!(devices.input.choice(), Some(&named("headset")));
    devices.set_path(Some(AudioPath::Speaker));
    assert_eq!(devices.output.choice(), Some(&DeviceChoice::Default));
    assert_eq!(devices.input.choice(), Some(&DeviceChoice::Silence));
    // The next call begins with it.
    devices.set_path(None);
    assert_eq!(devices.output.choice(), Some(&DeviceChoice::Default));
    devices.choose(SoundModes::default());
    devices.set_path(Some(AudioPath::Headset));
    assert_eq!(devices.output.choice(), Some(&DeviceChoice::Default));
}

#[test]
fn it_rings_on_the_loudspeaker_beside_a_headset_and_in_the_ear_where_all_is_one() {
    let mut devices = devices(DeviceChoice::Default, with_headset());
    devices.set_path(Some(AudioPath::Headset));
    assert!(devices.apart);
    assert_eq!(devices.ringer.choice(), Some(&DeviceChoice::Default));
    devices.start_ring(RingMode::Inside, false);
    devices.set_path(Some(AudioPath::Speaker));
    assert!(!devices.apart);
    assert_eq!(devices.ringing, Some((RingMode::Inside, false)));
    devices.choose(SoundModes {
        ringer: Some(named("box")),
        ..SoundModes::default()
    });
    assert!(devices.apart);
    assert_eq!(devices.ringer.choice(), Some(&named("box")));
    devices.stop_ring();
    assert_eq!(devices.ringing, None);
}

#[test]
fn a_file_for_all_modes_runs_from_start_to_end() {
    let file = std::env::temp_dir().join(format!("lasting-{}.wav", std::process::id()));
    let devices = devices(DeviceChoice::File(file.clone()), SoundModes::default());
    assert!(devices.output.is_open());
    assert!(!devices.ringer.is_open());
    drop(devices);
    assert!(std::fs::remove_file(file).is_ok());
}

#[test]
fn nothing_runs_on_hook_for_silence() {
    let mut devices = devices(DeviceChoice::Silence, SoundModes::default());
    assert!(!devices.output.is_open() && !devices.input.is_open());
    devices.set_path(Some(AudioPath::Speaker));
    devices.tend(true, true, false, Instant::now());
    assert!(devices.output.is_open() && devices.input.is_open());
}

/// The loudest sample in a recording.
fn loudest(path: &Path) -> i16 {
    let bytes = std::fs::read(path).unwrap_or_default();
    let samples = bytes.get(44..).unwrap_or_default().chunks_exact(2);
    samples
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]).saturating_abs())
        .max()
        .unwrap_or(0)
}

#[test]
fn rings_on_its_device_while_the_tone_of_a_waiting_call_is_in_the_ear() {
    let folder = std::env::temp_dir().join(format!("devices-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = |name: &str| -> PathBuf { folder.join(name) };
    let own = |name| ModeDevices {
        speaker: Some(DeviceChoice::File(file(name))),
        ..ModeDevices::default()
    };
    let mut devices = devices(
        DeviceChoice::Silence,
        SoundModes {
            headset: own("headset.wav"),
            speaker: own("speaker.wav"),
            ringer: Some(DeviceChoice::File(file("ringer.wav"))),
            ..SoundModes::default()
        },
    );
    devices.set_path(Some(AudioPath::Headset));
    // Call waiting.
    devices.ear.play_tone(Tone::of(0x2d, Region::Europe));
    devices.start_ring(RingMode::Inside, false);
    for _ in 0..30 {
        devices.tend(true, true, true, Instant::now());
        sleep(Duration::from_millis(20));
    }
    assert!(devices.output.is_open() && devices.ringer.is_open());
    devices.set_path(Some(AudioPath::Speaker));
    devices.ear.play_tone(Tone::of(0x21, Region::Europe));
    for _ in 0..20 {
        devices.tend(true, true, true, Instant::now());
        sleep(Duration::from_millis(20));
    }
    drop(devices);
    for name in ["headset.wav", "ringer.wav", "speaker.wav"] {
        assert!(loudest(&file(name)) > 1000, "{name}");
    }
    let _cleaned = std::fs::remove_dir_all(folder);
}

#[test]
fn the_own_voice_is_for_headset_and_handset_while_the_microphone_is_open() {
    let modes = SoundModes {
        side_tone: true,
        ..SoundModes::default()
    };
    let mut devices = devices(DeviceChoice::Silence, modes);
    let heard = |devices: &SoundDevices| devices.side_tone.factor() > 0.0;
    assert!(!heard(&devices));
    devices.set_path(Some(AudioPath::Handset));
    assert!(heard(&devices));
    devices.mute(true);
    assert!(!heard(&devices));
    devices.mute(false);
    devices.set_path(Some(AudioPath::Speaker));
    assert!(!heard(&devices));
}

#[test]
fn a_file_that_cannot_be_used_is_told_at_the_start() {
    let nowhere = || Some(DeviceChoice::File("/no/such/folder/x.wav".into()));
    let spoken = ModeDevices {
        microphone: nowhere(),
        ..ModeDevices::default()
    };
    let heard = ModeDevices {
        speaker: nowhere(),
        ..ModeDevices::default()
    };
    for modes in [
        SoundModes {
            headset: heard,
            ..SoundModes::default()
        },
        SoundModes {
            handset: spoken,
            ..SoundModes::default()
        },
        SoundModes {
            ringer: nowhere(),
            ..SoundModes::default()
        },
    ] {
        let error = begun(DeviceChoice::Silence, modes).err().expect("no file");
        assert!(
            error.to_string().contains("/no/such/folder/x.wav"),
            "{error}"
        );
    }
}

#[test]
fn echo_is_removed_as_soon_as_real_devices_are_chosen_for_the_loudspeaker() {
    let mut devices = devices(DeviceChoice::Silence, SoundModes::default());
    devices.set_path(Some(AudioPath::Speaker));
    assert!(devices.enhancement.settings().is_off());
    devices.choose(SoundModes {
        speaker: ModeDevices {
            microphone: Some(named("webcam")),
            speaker: Some(named("box")),
        },
        ..SoundModes::default()
    });
    assert!(!devices.enhancement.settings().is_off());
    assert!(devices.enhancement.hears());
    devices.choose(SoundModes::default());
    assert!(devices.enhancement.settings().is_off());
}

#[test]
fn what_is_chosen_against_echo_holds_in_the_call_and_the_ear_is_made_anew_for_it() {
    let off = EnhanceSettings {
        speaker: EnhanceChoice {
            echo_cancellation: Some(false),
            ..EnhanceChoice::default()
        },
        ..EnhanceSettings::default()
    };
    let real = SoundModes {
        speaker: ModeDevices {
            microphone: Some(named("webcam")),
            speaker: Some(named("box")),
        },
        ..SoundModes::default()
    };
    let mut devices = devices(DeviceChoice::Silence, real);
    devices.enhance(off);
    devices.set_path(Some(AudioPath::Speaker));
    assert!(devices.enhancement.settings().is_off());
    devices.enhance(EnhanceSettings::default());
    assert!(!devices.enhancement.settings().is_off());
    devices.set_path(None);
    devices.renew(false, false);
    assert!(devices.enhancement.hears() && !devices.unjoined);
}

#[test]
fn the_microphone_has_the_gain_of_the_mode_in_use_or_tried_and_a_new_one_at_once() {
    let mut devices = devices(DeviceChoice::Default, SoundModes::default());
    let gains = |headset, speaker| {
        let mut settings = EnhanceSettings::default();
        settings.headset.gain_db = headset;
        settings.speaker.gain_db = speaker;
        settings
    };
    let gain_db = |devices: &SoundDevices| 20.0 * devices.amplifier.factor().log10();
    let is = |devices: &SoundDevices, wanted: f32| (gain_db(devices) - wanted).abs() < 0.01;
    devices.enhance(gains(6, -10));
    devices.try_out(Some(AudioPath::Headset));
    assert!(is(&devices, 6.0));
    devices.set_path(Some(AudioPath::Speaker));
    assert!(is(&devices, -10.0), "the call goes before what is tried");
    devices.enhance(gains(6, 12));
    assert!(is(&devices, 12.0), "in the call");
    devices.set_path(Some(AudioPath::Handset));
    assert!(is(&devices, 0.0));
    devices.set_path(None);
    assert!(is(&devices, 6.0), "it is tried again");
}

#[test]
fn what_a_hanging_driver_kept_is_made_anew_with_recording_and_side_tone() {
    let file = std::env::temp_dir().join(format!("anew-{}.wav", std::process::id()));
    let modes = SoundModes {
        handset: ModeDevices {
            microphone: Some(DeviceChoice::Tone(440.0)),
            speaker: Some(DeviceChoice::File(file.clone())),
        },
        side_tone: true,
        ..SoundModes::default()
    };
    let mut devices = devices(DeviceChoice::Default, modes);
    devices.renew(true, false);
    assert!(!devices.unjoined);
    // In use again: the own voice is all that is heard.
    devices.set_path(Some(AudioPath::Handset));
    let mut own_voice = 0;
    for _ in 0..500 {
        devices.tend(true, true, false, Instant::now());
        sleep(Duration::from_millis(20));
        own_voice = loudest(&file);
        if own_voice > 200 {
            break;
        }
    }
    assert!(own_voice > 200, "{own_voice}");
    // A recording gets what the far end and the phone say.
    let mut recorded = 0;
    devices.ear.play_tone(Tone::of(0x21, Region::Europe));
    for _ in 0..500 {
        devices.tend(true, true, false, Instant::now());
        sleep(Duration::from_millis(20));
        let mut heard = [0; 160];
        devices.read_heard(&mut heard);
        recorded = heard.into_iter().max().unwrap_or(0);
        if recorded > 1000 {
            break;
        }
    }
    drop(devices);
    let _cleaned = std::fs::remove_file(file);
    assert!(recorded > 1000, "{recorded}");
}
