//! The page of sound devices.

use desk::{ModeSound, Sound, SoundChoice, SoundDevice};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station::{AudioPath, Intent, Language, Screen, Volumes};

use crate::fake::{Fake, click, idle, window_of};

fn device(id: &str, name: &str, input: bool) -> SoundDevice {
    SoundDevice {
        id: id.to_owned(),
        name: name.to_owned(),
        input,
        output: !input,
    }
}

fn devices() -> Sound {
    Sound {
        devices: vec![
            device("usb.in", "Jabra Evolve 30", true),
            device("usb.out", "Jabra Evolve 30", false),
            device("pci.out", "Built-in Audio", false),
        ],
        ..Sound::default()
    }
}

fn open(screen: Screen, sound: Sound) -> (Harness<'static>, Fake) {
    let fake = Fake::showing(screen);
    fake.has(sound);
    let mut window = window_of(&fake);
    window.key_press_modifiers(Modifiers::ALT, Key::S);
    window.run_ok();
    (window, fake)
}

/// What the list of this name shows.
fn shown(window: &Harness<'_>, name: &str) -> String {
    let node = window.get_by_label(name);
    node.accesskit_node().value().unwrap_or_default()
}

#[test]
fn a_device_is_chosen_for_one_mode_and_the_others_stay() {
    let (mut window, phone) = open(idle(), devices());
    assert_eq!(shown(&window, "Headset: output"), "System default");
    assert_eq!(shown(&window, "Ringer: output"), "As the speaker");
    click(&mut window, "Headset: output");
    click(&mut window, "Built-in Audio");
    let headset = ModeSound {
        output: Some("pci.out".to_owned()),
        ..ModeSound::default()
    };
    let chosen = SoundChoice {
        headset,
        ..SoundChoice::default()
    };
    assert_eq!(phone.chosen(), Some(chosen));
    assert_eq!(shown(&window, "Headset: output"), "Built-in Audio");
}

#[test]
fn what_stands_in_place_of_a_device_is_named_as_what_it_is() {
    let mut sound = devices();
    sound.chosen.headset.input = Some("file:/home/me/hello.wav".to_owned());
    sound.chosen.headset.output = Some("silence".to_owned());
    sound.chosen.speaker.input = Some("loop:music.wav".to_owned());
    sound.chosen.speaker.output = Some("default".to_owned());
    sound.chosen.handset.input = Some("tone:440".to_owned());
    sound.chosen.handset.output = Some("device:Built-in".to_owned());
    let (window, _phone) = open(idle(), sound);
    for (list, names) in [
        ("Headset: microphone", "Sound file /home/me/hello.wav"),
        ("Headset: output", "No device: silence"),
        ("Speaker: microphone", "Sound file music.wav, over and over"),
        ("Speaker: output", "System default"),
        ("Handset: microphone", "Tone of 440 Hz"),
        ("Handset: output", "Built-in Audio"),
    ] {
        assert_eq!(shown(&window, list), names, "{list}");
    }
}

#[test]
fn the_list_follows_what_is_plugged_in() {
    let mut sound = devices();
    sound.chosen.headset.input = Some("usb.in".to_owned());
    sound.chosen.speaker.output = Some("built-in".to_owned());
    let (mut window, phone) = open(idle(), sound.clone());
    assert_eq!(shown(&window, "Headset: microphone"), "Jabra Evolve 30");
    assert_eq!(shown(&window, "Speaker: output"), "Built-in Audio");
    sound.devices.clear();
    phone.has(sound);
    phone.show(idle());
    window.run_ok();
    assert_eq!(
        shown(&window, "Headset: microphone"),
        "usb.in (not connected)"
    );
}

#[test]
fn volumes_and_side_tone_are_set_and_the_page_closes() {
    let screen = Screen {
        volumes: Volumes {
            ringer: 40,
            ..Volumes::default()
        },
        ..idle()
    };
    let (mut window, phone) = open(screen, devices());
    window.get_by_label("Ringer: volume").focus();
    window.run_ok();
    window.key_press(Key::ArrowRight);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::VolumeOf(None, 41)]);
    click(&mut window, "Hear your own voice softly");
    assert!(phone.chosen().is_some_and(|chosen| chosen.side_tone));
    click(&mut window, "Done");
    assert!(window.query_by_label("Done").is_none());
    click(&mut window, "Handset");
    assert_eq!(phone.intents(), [Intent::Path(AudioPath::Handset)]);
}

#[test]
fn keys_belong_to_the_page_while_it_is_open() {
    let (mut window, phone) = open(idle(), devices());
    window.key_press(Key::Enter);
    window.run_ok();
    assert!(phone.intents().is_empty());
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(window.query_by_label("Done").is_none());
}

#[test]
fn a_phone_without_devices_to_choose_has_no_page() {
    let fake = Fake::showing(idle());
    let mut window = window_of(&fake);
    window.key_press_modifiers(Modifiers::ALT, Key::S);
    window.run_ok();
    assert!(window.query_by_label("Done").is_none());
}

#[test]
fn the_page_speaks_the_language_of_the_phone() {
    let screen = Screen {
        language: Language::German,
        ..idle()
    };
    let (window, _phone) = open(screen, devices());
    window.get_by_label("Fertig");
    assert_eq!(shown(&window, "Headset: Ausgabe"), "Standard des Systems");
}
