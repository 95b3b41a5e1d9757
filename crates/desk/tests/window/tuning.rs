//! The tuning of sound, step by step.

use desk::{NewDevice, Sound, SoundDevice, Value};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station::{
    AudioPath, Call, CallState, Intent, Language, Screen, SoundLevel, TuningDoing, TuningNow,
};

use crate::beside::Beside;
use crate::fake::{Fake, Tried, click, idle, window_of};

fn level(number: u16, rms_dbov: f32) -> SoundLevel {
    SoundLevel {
        number,
        peak_dbov: rms_dbov + 6.0,
        rms_dbov,
    }
}

fn looking(level: Option<SoundLevel>) -> TuningNow {
    TuningNow {
        doing: TuningDoing::Looking,
        level,
        ..TuningNow::default()
    }
}

fn sound() -> Sound {
    Sound {
        devices: vec![SoundDevice {
            id: "usb-1".to_owned(),
            name: "Jabra Evolve 30 II with a name that has no end".to_owned(),
            input: true,
            output: true,
        }],
        ..Sound::default()
    }
}

/// The window with this screen, open at its first step.
fn open(screen: Screen) -> (Harness<'static>, Fake) {
    let phone = Fake::showing(screen);
    phone.has(sound());
    phone.has_set(&[]);
    phone.measures(looking(None));
    let mut window = window_of(&phone);
    window.key_press_modifiers(Modifiers::ALT, Key::A);
    window.run_ok();
    (window, phone)
}

fn shows(window: &mut Harness<'_>, phone: &Fake, now: TuningNow) {
    phone.measures(now);
    window.step();
}

#[test]
fn the_level_is_said_in_words_while_somebody_speaks() {
    let (mut window, phone) = open(idle());
    assert_eq!(phone.tried(), [Tried::Look(AudioPath::Headset)]);
    window.get_by_label("The microphone is being opened…");
    shows(&mut window, &phone, looking(Some(level(1, -70.0))));
    window.get_by_label("Say something: count to five");
    shows(&mut window, &phone, looking(Some(level(2, -40.0))));
    window.get_by_label("Too quiet");
    window.get_by_label_contains("raise its gain");
    shows(&mut window, &phone, looking(Some(level(3, -24.0))));
    window.get_by_label("Good");
    let meter = window.get_by_label("Level of the microphone");
    let node = meter.accesskit_node();
    assert_eq!(node.numeric_value(), Some(-24.0));
    assert!(node.value().is_some_and(|value| value.contains("-24 dBov")));
    shows(&mut window, &phone, looking(Some(level(4, -6.0))));
    window.get_by_label("Too loud");
}

#[test]
fn each_mode_has_its_step_with_devices_volume_and_automatic_level() {
    let (mut window, phone) = open(idle());
    click(&mut window, "Headset: microphone");
    click(
        &mut window,
        "Jabra Evolve 30 II with a name that has no end",
    );
    let chosen = phone.chosen().expect("there is sound");
    assert_eq!(chosen.headset.input.as_deref(), Some("usb-1"));
    click(&mut window, "Automatic level");
    let auto = Some(Value::Text("headset".to_owned()));
    assert_eq!(phone.set("auto_gain"), auto);
    phone.tried();
    click(&mut window, "Next");
    window.get_by_label("How loudspeaker and its microphone sound");
    assert_eq!(phone.tried(), [Tried::Look(AudioPath::Speaker)]);
    // In its middle.
    click(&mut window, "Speaker: volume");
    let set = phone.intents();
    let speaker = Some(AudioPath::Speaker);
    assert!(
        matches!(set.first(), Some(Intent::VolumeOf(of, 45..=55)) if *of == speaker),
        "{set:?}"
    );
    click(&mut window, "Automatic level");
    let auto = Some(Value::Text("headset,speaker".to_owned()));
    assert_eq!(phone.set("auto_gain"), auto);
    click(&mut window, "Next");
    window.get_by_label("How the handset sounds");
    click(&mut window, "Next");
    window.get_by_label("How the phone rings");
    let tried = phone.tried();
    assert_eq!(
        tried.last(),
        Some(&Tried::End),
        "the ringer has no microphone"
    );
    click(&mut window, "Let it ring");
    assert_eq!(phone.tried(), [Tried::Ring]);
    click(&mut window, "Back");
    assert_eq!(phone.tried(), [Tried::Look(AudioPath::Handset)]);
}

/// Somebody counts at this level, with pauses, for two seconds.
fn speaks(window: &mut Harness<'_>, phone: &Fake, rms_dbov: f32) {
    for number in 1..=40 {
        let loud = if number % 4 == 0 { -75.0 } else { rms_dbov };
        shows(window, phone, looking(Some(level(number, loud))));
    }
}

fn is_disabled(window: &Harness<'_>, name: &str) -> bool {
    window.get_by_label(name).accesskit_node().is_disabled()
}

#[test]
fn a_gain_stands_beside_the_meter_and_counts_at_once() {
    let (mut window, phone) = open(idle());
    shows(&mut window, &phone, looking(Some(level(1, -40.0))));
    window.get_by_label("Too quiet");
    window.get_by_label_contains("raise its gain");
    phone.has_set(&[("headset.input_gain", Value::Number(15))]);
    window.step();
    window.get_by_label("Good");
    let value = |window: &Harness<'_>| {
        let slider = window.get_by_label("Headset: gain");
        slider.accesskit_node().value()
    };
    assert_eq!(value(&window).as_deref(), Some("+15 dB"));
    phone.has_set(&[("speaker.input_gain", Value::Number(20))]);
    phone.measures(looking(None));
    click(&mut window, "Next");
    window.get_by_label("Speaker: gain");
    shows(&mut window, &phone, looking(Some(level(2, -50.0))));
    window.get_by_label_contains("raise it in the system's settings");
    click(&mut window, "Summary");
    window.get_by_label("+20 dB");
}

#[test]
fn a_gain_is_picked_by_what_was_just_said() {
    let (mut window, phone) = open(idle());
    assert!(is_disabled(&window, "Set for me"), "nobody has spoken");
    speaks(&mut window, &phone, -37.0);
    window.get_by_label("Too quiet");
    click(&mut window, "Set for me");
    assert_eq!(phone.set("headset.input_gain"), Some(Value::Number(14)));
    window.get_by_label("Good");
    speaks(&mut window, &phone, -23.0);
    click(&mut window, "Set for me");
    let gain = phone.set("headset.input_gain");
    assert_eq!(gain, Some(Value::Number(14)), "it fits already");
    speaks(&mut window, &phone, -9.0);
    click(&mut window, "Set for me");
    assert_eq!(phone.set("headset.input_gain"), None, "none at all");
}

#[test]
fn no_gain_is_picked_by_the_microphone_of_another_mode() {
    let (mut window, phone) = open(Screen {
        audio_path: Some(AudioPath::Speaker),
        ..idle()
    });
    speaks(&mut window, &phone, -37.0);
    assert!(!is_disabled(&window, "Set for me"));
    let of_call = TuningNow {
        busy: true,
        ..looking(None)
    };
    shows(&mut window, &phone, of_call);
    assert!(is_disabled(&window, "Set for me"), "it is the call's");
    click(&mut window, "Next");
    for number in 1..=40 {
        let loud = if number % 4 == 0 { -75.0 } else { -33.0 };
        let level = Some(level(number, loud));
        shows(&mut window, &phone, TuningNow { level, ..of_call });
    }
    click(&mut window, "Set for me");
    assert_eq!(
        phone.set("speaker.input_gain"),
        Some(Value::Number(10)),
        "in the call"
    );
}

#[test]
fn a_gain_of_the_command_line_counts_and_is_told() {
    let (mut window, phone) = open(idle());
    phone.is_overridden("headset.input_gain", "--headset-input-gain", "15");
    shows(&mut window, &phone, looking(Some(level(1, -30.0))));
    window.get_by_label_contains("Set by --headset-input-gain for this run: 15");
    speaks(&mut window, &phone, -37.0);
    assert!(is_disabled(&window, "Set for me"), "it would not count");
    click(&mut window, "Summary");
    window.get_by_label("+15 dB");
}

#[test]
fn the_automatic_level_is_said_to_work_on_top_of_the_gain() {
    let (mut window, phone) = open(idle());
    window.get_by_label("Quiet and loud voices are brought to one level.");
    phone.has_set(&[("auto_gain", Value::Text("headset".to_owned()))]);
    window.step();
    window.get_by_label("It works on top of the gain.");
}

#[test]
fn the_gain_is_named_in_every_language() {
    for (language, slider, button) in [
        (Language::English, "Headset: gain", "Set for me"),
        (
            Language::German,
            "Headset: Verstärkung",
            "Für mich einstellen",
        ),
        (Language::French, "Casque : gain", "Régler pour moi"),
        (Language::Spanish, "Auricular: ganancia", "Ajustar por mí"),
    ] {
        let (window, _phone) = open(Screen { language, ..idle() });
        window.get_by_label(slider);
        assert!(is_disabled(&window, button));
    }
}

#[test]
fn the_arrows_set_the_gain_in_the_tuning_as_well() {
    let phone = Fake::showing(idle());
    phone.has_set(&[]);
    phone.measures(looking(None));
    let mut beside = Beside::of(&phone, 1.0, egui::vec2(1920.0, 1080.0));
    beside.open(Modifiers::ALT, Key::A);
    beside.tab_to("Headset: gain");
    beside.press(Modifiers::NONE, Key::ArrowLeft);
    let gain = phone.set("headset.input_gain");
    assert_eq!(gain, Some(Value::Number(-1)));
}

#[test]
fn a_sample_is_heard_and_three_seconds_are_recorded_and_played_back() {
    let (mut window, phone) = open(idle());
    phone.tried();
    let disabled = |window: &Harness<'_>, name: &str| {
        let node = window.get_by_label(name);
        node.accesskit_node().is_disabled()
    };
    assert!(disabled(&window, "Play it back"), "there is nothing yet");
    click(&mut window, "Play a sample");
    let sampling = TuningNow {
        doing: TuningDoing::Sampling,
        ..looking(None)
    };
    shows(&mut window, &phone, sampling);
    click(&mut window, "Stop");
    shows(&mut window, &phone, looking(None));
    click(&mut window, "Record three seconds");
    let recording = TuningNow {
        doing: TuningDoing::Recording,
        recorded_ms: 1500,
        ..looking(None)
    };
    shows(&mut window, &phone, recording);
    window.get_by_label("Speak now…");
    let recorded = TuningNow {
        recorded_ms: 3000,
        recorded: Some(level(1, -26.0)),
        ..looking(None)
    };
    shows(&mut window, &phone, recorded);
    window.get_by_label("It is recorded; hear how it sounds.");
    click(&mut window, "Play it back");
    let played = TuningNow {
        doing: TuningDoing::PlayingBack,
        ..recorded
    };
    shows(&mut window, &phone, played);
    window.get_by_label("It is being played: this is how others hear you.");
    assert!(window.query_by_label_contains("It is recorded").is_none());
    shows(&mut window, &phone, recorded);
    let headset = AudioPath::Headset;
    assert_eq!(
        phone.tried(),
        [
            Tried::Sample(headset),
            Tried::Stop,
            Tried::Record(headset),
            Tried::PlayBack(headset),
        ]
    );
    let silent = TuningNow {
        recorded: Some(level(1, -80.0)),
        ..recorded
    };
    shows(&mut window, &phone, silent);
    window.get_by_label("Nothing was heard while it recorded.");
}

#[test]
fn a_call_keeps_its_devices_and_only_its_level_is_shown() {
    let (mut window, phone) = open(idle());
    let busy = TuningNow {
        busy: true,
        ..looking(Some(level(1, -20.0)))
    };
    shows(&mut window, &phone, busy);
    window.get_by_label("Good");
    window.get_by_label_contains("the meter shows the microphone of the call");
    for name in ["Play a sample", "Record three seconds", "Play it back"] {
        let node = window.get_by_label(name);
        assert!(node.accesskit_node().is_disabled(), "{name}");
    }
}

#[test]
fn what_is_wrong_with_a_device_is_said_and_the_steps_go_on() {
    let words = "Jabra is not connected; the next best is used";
    let (mut window, _phone) = open(Screen {
        sound_notice: words.to_owned(),
        ..idle()
    });
    // On the phone, and in the window of its tuning.
    assert_eq!(window.query_all_by_label(words).count(), 2);
    click(&mut window, "Next");
    window.get_by_label("How loudspeaker and its microphone sound");
}

#[test]
fn what_is_wrong_with_the_microphone_is_not_said_where_nobody_speaks() {
    let microphone = "No microphone works";
    let ringer = "Bell is not connected";
    let (mut window, _phone) = open(Screen {
        sound_notice: format!("{microphone}; {ringer}"),
        output_notice: ringer.to_owned(),
        ..idle()
    });
    let both = format!("{microphone}; {ringer}");
    assert_eq!(window.query_all_by_label(&both).count(), 2, "headset");
    for step in ["Ringer", "Echo test"] {
        click(&mut window, step);
        assert_eq!(window.query_all_by_label(&both).count(), 1, "{step}");
        assert_eq!(window.query_all_by_label(ringer).count(), 1, "{step}");
    }
}

#[test]
fn a_window_that_was_out_of_sight_looks_again() {
    let (mut window, phone) = open(idle());
    phone.tried();
    shows(&mut window, &phone, TuningNow::default());
    assert_eq!(phone.tried(), [Tried::Look(AudioPath::Headset)]);
}

#[test]
fn the_echo_is_called_when_the_phone_is_registered_and_its_figures_are_shown() {
    let (mut window, phone) = open(Screen::default());
    click(&mut window, "Echo test");
    window.get_by_label_contains("The phone is not registered");
    let call = window.get_by_label("Call 600");
    assert!(call.accesskit_node().is_disabled());
    phone.show(idle());
    window.run_ok();
    click(&mut window, "Call 600");
    assert_eq!(phone.intents(), [Intent::Dial("600".to_owned())]);
    let mut course = station::CallCourse::of(7, station::Moment::from_secs(100));
    course.newest.rtcp.round_trip_ms = Some(12.4);
    course.newest.playout_delay_ms = 40;
    phone.had(vec![std::sync::Arc::new(course)]);
    phone.show(Screen {
        calls: vec![Call {
            call_reference: 7,
            remote_number: "600".to_owned(),
            state: CallState::Connected,
            ..Call::default()
        }],
        off_hook: true,
        ..idle()
    });
    window.run_ok();
    window.get_by_label("Speak: you hear yourself a moment later.");
    window.get_by_label("12 ms");
    window.get_by_label("40 ms");
    let mut buttons: Vec<_> = window.query_all_by_label("Hang up").collect();
    buttons.pop().expect("it ends the call").click();
    drop(buttons);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::HangUp]);
    click(&mut window, "Summary");
    window.get_by_label("12 ms");
}

#[test]
fn the_summary_says_what_is_set_and_what_was_found() {
    let (mut window, phone) = open(idle());
    shows(&mut window, &phone, looking(Some(level(1, -24.0))));
    click(&mut window, "Summary");
    window.get_by_label("Good");
    assert_eq!(window.query_all_by_label("Not tried").count(), 2);
    phone.tried();
    click(&mut window, "Done");
    assert!(window.query_by_label("Summary").is_none());
    assert_eq!(phone.tried(), [Tried::End], "the microphone is let go");
}

#[test]
fn a_meter_is_drawn_twenty_times_a_second_and_nothing_once_it_is_closed() {
    let (mut window, _phone) = open(idle());
    window.run_steps(4);
    let delay = |window: &Harness<'_>| {
        let output = &window.output().viewport_output;
        output[&egui::ViewportId::ROOT].repaint_delay
    };
    let shown = delay(&window);
    // A frame is taken off, so that one pass is enough.
    assert!(shown.as_millis() >= 30, "{shown:?}");
    click(&mut window, "Leave off");
    window.run_ok();
    window.run_steps(4);
    assert_eq!(delay(&window), std::time::Duration::MAX);
}

#[test]
fn the_window_speaks_german() {
    let (mut window, _phone) = open(Screen {
        language: Language::German,
        ..idle()
    });
    window.get_by_label("Wie das Headset klingt");
    for _ in 0..5 {
        click(&mut window, "Weiter");
    }
    window.get_by_label("Was jetzt eingestellt ist");
}

fn plugged() -> (Harness<'static>, Fake) {
    let phone = Fake::showing(idle());
    phone.has(sound());
    phone.has_set(&[]);
    phone.measures(looking(None));
    phone.plugs(NewDevice {
        name: "Jabra".to_owned(),
        input: Some("in".to_owned()),
        output: Some("out".to_owned()),
    });
    (window_of(&phone), phone)
}

#[test]
fn a_new_device_is_asked_about_once_and_used_tuned_or_left() {
    for (answer, used, tuned) in [
        ("Leave it", false, false),
        ("Use as headset", true, false),
        ("Use and tune…", true, true),
    ] {
        let (mut window, phone) = plugged();
        window.get_by_label("New: Jabra");
        click(&mut window, answer);
        window.run_ok();
        assert!(window.query_by_label("New: Jabra").is_none(), "{answer}");
        let headset = phone.chosen().expect("there is sound").headset;
        let devices = (headset.input.as_deref(), headset.output.as_deref());
        let wanted = if used {
            (Some("in"), Some("out"))
        } else {
            (None, None)
        };
        assert_eq!(devices, wanted, "{answer}");
        let open = window.query_by_label("How the headset sounds").is_some();
        assert_eq!(open, tuned, "{answer}");
    }
}

#[test]
fn nobody_is_asked_while_the_phone_rings_dials_or_is_in_a_call() {
    let (mut window, phone) = plugged();
    let rings = Screen {
        ring: station::Ring::Inside,
        ..idle()
    };
    let talks = Screen {
        calls: vec![Call::default()],
        ..idle()
    };
    let dials = Screen {
        dialled: "10".to_owned(),
        ..idle()
    };
    for busy in [rings, talks, dials] {
        phone.show(busy);
        window.run_steps(3);
        assert!(window.query_by_label("New: Jabra").is_none());
    }
    phone.show(idle());
    window.run_steps(3);
    window.get_by_label("New: Jabra");
}
