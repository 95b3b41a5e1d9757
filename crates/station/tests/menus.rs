//! The phone's own menus: the Settings tree, status messages, preferences, and how items are picked.

mod rig;

use std::time::Duration;

use rig::{DEVICE, Rig, SERVER, ServerKind, config};
use station::{
    AudioPath, Choices, DialAs, Event, HardKey, Input, Intent, Language, Menu, MenuWish, Navigate,
    NetworkNews, Output, PersonalEntry, Preference, Preferences, StationConfig, TraceNews,
    VoiceCommand,
};

fn configured() -> StationConfig {
    StationConfig {
        preferences: Preferences {
            ring: "Marimba".into(),
            theme: "dark".into(),
            ..Preferences::default()
        },
        choices: Choices {
            rings: ["Marimba", "Chirp 1", "Bells"].map(Into::into).into(),
            themes: ["light", "dark"].map(Into::into).into(),
            rtp_ports: Some((16384, 32766)),
        },
        ..config()
    }
}

fn two_lines() -> ServerKind {
    ServerKind {
        buttons: vec![(1, 9), (2, 9), (1, 2)],
        ..ServerKind::default()
    }
}

fn phone() -> Rig {
    Rig::registered(configured(), two_lines())
}

fn menu(rig: &Rig) -> Menu {
    rig.screen().menu.expect("a menu is open")
}

fn keys(rig: &Rig) -> Vec<String> {
    let keys = rig.screen().soft_keys.keys;
    keys.into_iter().map(|key| key.label).collect()
}

/// Value of the item of this label.
fn value(rig: &Rig, label: &str) -> String {
    let items = menu(rig).items;
    let item = items.iter().find(|item| item.label == label);
    let labels: Vec<_> = items.iter().map(|item| &item.label).collect();
    item.unwrap_or_else(|| panic!("{label} is in {labels:?}"))
        .detail
        .clone()
}

/// Opens Settings and presses these digits.
fn settings(rig: &mut Rig, digits: &str) {
    rig.intent(Intent::HardKey(HardKey::Settings));
    for digit in digits.chars() {
        rig.intent(Intent::Key(digit));
    }
}

fn preferred(rig: &Rig) -> Vec<Preference> {
    let of = |event: &Event| match event {
        Event::Preferred(preference) => Some(preference.clone()),
        _ => None,
    };
    rig.events.iter().filter_map(of).collect()
}

#[test]
fn settings_have_the_six_entries_of_a_7970_and_each_opens_by_its_digit() {
    let titles = [
        "User preferences",
        "Network configuration",
        "Device configuration",
        "Security configuration",
        "Model information",
        "Status",
    ];
    let mut rig = phone();
    for (at, title) in titles.into_iter().enumerate() {
        settings(&mut rig, &(at + 1).to_string());
        assert_eq!(menu(&rig).title, title);
        rig.intent(Intent::SoftKey("Exit".into()));
        assert_eq!(menu(&rig).title, "Settings");
        assert_eq!(menu(&rig).selected, at, "where one was");
        rig.intent(Intent::Escape);
        assert_eq!(rig.screen().menu, None);
    }
    assert!(rig.sent.is_empty(), "no server hears of it");
}

#[test]
fn network_device_security_and_model_say_what_the_phone_is() {
    let mut rig = phone();
    settings(&mut rig, "2");
    assert_eq!(value(&rig, "Device name"), DEVICE);
    assert_eq!(value(&rig, "MAC address"), "00:11:22:33:44:55");
    assert_eq!(value(&rig, "Call server 1"), format!("{SERVER} (active)"));
    assert_eq!(value(&rig, "Ports of the voice"), "16384–32766");
    assert!(value(&rig, "TFTP server").starts_with("none"));
    assert!(value(&rig, "DSCP of the voice").starts_with("46"));
    rig.intent(Intent::Escape);
    rig.intent(Intent::Key('3'));
    assert!(value(&rig, "Protocol version").starts_with("22"));
    assert!(value(&rig, "Codecs").contains("G.711"));
    rig.intent(Intent::Key('1'));
    assert_eq!(value(&rig, SERVER), "active");
    rig.intent(Intent::Escape);
    rig.intent(Intent::Escape);
    rig.intent(Intent::Key('4'));
    assert!(value(&rig, "Signalling").starts_with("not protected"));
    assert!(value(&rig, "Suites").contains("AEAD_AES_128_GCM"));
    rig.intent(Intent::Escape);
    rig.intent(Intent::Key('5'));
    assert_eq!(value(&rig, "Call protocol"), "SCCP");
    assert!(value(&rig, "Load").starts_with("offhook-"));
}

#[test]
fn a_phone_with_a_free_name_has_no_mac_address() {
    let config = StationConfig {
        device: "ReceptionDesk".into(),
        ..configured()
    };
    let mut rig = Rig::registered(config, two_lines());
    settings(&mut rig, "2");
    assert_eq!(value(&rig, "MAC address"), "none");
}

#[test]
fn an_item_beyond_the_ninth_has_two_digits_with_a_pause_to_type_them() {
    let mut rig = phone();
    let entries = (0..25).map(|number| PersonalEntry {
        name: format!("{number:02}"),
        number: format!("20{number:02}"),
    });
    rig.intent(Intent::PersonalDirectory(entries.collect()));
    for (reference, number) in (1..=12).map(|number| (100 + number, 3000 + number)) {
        rig.incoming(1, reference, &number.to_string());
        rig.call_state(2, 1, reference);
    }
    let open = |rig: &mut Rig| {
        rig.intent(Intent::HardKey(HardKey::Directories));
        rig.intent(Intent::Key('1'));
        rig.clear();
    };
    open(&mut rig);
    assert_eq!(menu(&rig).items.len(), 12);
    rig.intent(Intent::Key('1'));
    assert_eq!(
        menu(&rig).selected,
        0,
        "marked, for a second digit may come"
    );
    rig.intent(Intent::Key('2'));
    assert_eq!(rig.screen().menu, None, "the twelfth was picked");
    assert!(!rig.sent.is_empty());

    let mut rig = phone();
    for reference in 101..=112 {
        rig.incoming(1, reference, &format!("3{reference}"));
        rig.call_state(2, 1, reference);
    }
    open(&mut rig);
    rig.intent(Intent::Key('3'));
    assert_eq!(rig.screen().menu, None, "no longer number begins with 3");

    let mut rig = phone();
    for reference in 101..=112 {
        rig.incoming(1, reference, &format!("3{reference}"));
        rig.call_state(2, 1, reference);
    }
    open(&mut rig);
    rig.intent(Intent::Key('1'));
    rig.pass(Duration::from_secs(1));
    assert!(rig.screen().menu.is_some());
    rig.pass(Duration::from_secs(1));
    assert_eq!(rig.screen().menu, None, "the pause was long enough");
}

#[test]
fn an_item_is_marked_and_picked_by_its_place() {
    let mut rig = phone();
    rig.intent(Intent::HardKey(HardKey::Settings));
    rig.intent(Intent::Menu(MenuWish::Mark(4)));
    assert_eq!(menu(&rig).selected, 4);
    rig.intent(Intent::Menu(MenuWish::Mark(99)));
    assert_eq!(menu(&rig).selected, 5, "the last");
    rig.intent(Intent::Menu(MenuWish::Pick(99)));
    assert_eq!(menu(&rig).title, "Settings", "there is no such item");
    rig.intent(Intent::Menu(MenuWish::Pick(2)));
    assert_eq!(menu(&rig).title, "Device configuration");
}

#[test]
fn what_goes_wrong_is_listed_with_its_time_newest_first() {
    let mut rig = phone();
    rig.pass(Duration::from_secs(65));
    rig.input(Input::Network(NetworkNews::Lost));
    rig.input(Input::Disconnected {
        reason: "reset by peer".into(),
    });
    settings(&mut rig, "61");
    let items = menu(&rig).items;
    assert!(items[0].label.contains("reset by peer"), "{items:?}");
    assert!(items[1].label.starts_with("No network"), "{items:?}");
    assert!(items[2].label.starts_with("Registered with"), "{items:?}");
    assert_eq!(items[0].time, "05.06.26 12:01");
    assert_eq!(keys(&rig), ["Details", "Clear", "Exit"]);
    rig.intent(Intent::SoftKey("Details".into()));
    assert!(menu(&rig).text.contains("reset by peer"));
    rig.intent(Intent::SoftKey("Exit".into()));
    rig.intent(Intent::SoftKey("Clear".into()));
    assert_eq!(menu(&rig).items[0].label, "No status messages");
    assert_eq!(keys(&rig), ["Exit"]);
}

#[test]
fn a_refusal_is_listed_with_the_servers_reason_and_counted_when_it_comes_again() {
    let mut rig = Rig::new(configured(), two_lines());
    rig.answers = false;
    rig.start();
    for _ in 0..3 {
        rig.connected();
        rig.says(sccp::RegisterReject {
            text: "Device already registered".into(),
        });
        rig.pass(Duration::from_secs(8));
    }
    settings(&mut rig, "61");
    let newest = menu(&rig).items[0].clone();
    assert!(newest.label.contains("Device already registered"));
    assert_eq!(newest.detail, "3 times");
    assert!(newest.time.ends_with("after the start"), "{}", newest.time);
}

#[test]
fn network_statistics_count_messages_and_registrations() {
    let mut rig = phone();
    settings(&mut rig, "62");
    assert_eq!(value(&rig, "Registrations"), "1");
    assert_eq!(value(&rig, "Servers lost"), "0");
    let sent: u64 = value(&rig, "Messages sent").parse().expect("a count");
    assert!(sent > 5);
    rig.intent(Intent::Escape);
    assert_eq!(value(&rig, "Call statistics"), "no call yet");
}

#[test]
fn a_ring_is_chosen_for_all_lines_or_one_heard_and_told_to_be_kept() {
    let mut rig = phone();
    settings(&mut rig, "11");
    assert_eq!(menu(&rig).title, "Rings");
    assert_eq!(menu(&rig).items.len(), 3, "all, and two lines");
    rig.intent(Intent::Key('1'));
    let chosen: Vec<_> = menu(&rig).items.iter().map(|item| item.chosen).collect();
    assert_eq!(chosen, [Some(true), Some(false), Some(false)]);
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::SoftKey("Play".into()));
    let preview = |ring: &str| VoiceCommand::PreviewRing { ring: ring.into() };
    assert!(rig.voice.contains(&preview("Chirp 1")), "{:?}", rig.voice);
    assert_eq!(preferred(&rig), [], "heard only");
    rig.intent(Intent::SoftKey("Select".into()));
    assert_eq!(preferred(&rig), [Preference::Ring("Chirp 1".into())]);
    assert_eq!(menu(&rig).items[1].chosen, Some(true));
    rig.intent(Intent::Escape);
    rig.intent(Intent::Key('3'));
    assert_eq!(menu(&rig).title, "Ring of line 2");
    rig.intent(Intent::Key('4'));
    assert_eq!(
        preferred(&rig)[1],
        Preference::LineRing {
            line: 2,
            ring: Some("Bells".into())
        }
    );
    rig.intent(Intent::HardKey(HardKey::Settings));
    rig.intent(Intent::Escape);
    let rings = |rig: &mut Rig, line, reference| -> Vec<String> {
        rig.clear();
        rig.incoming(line, reference, "1003");
        rig.call_state(2, line, reference);
        let sounds = rig.voice.iter().filter_map(|command| match command {
            VoiceCommand::RingSound { ring } => Some(ring.clone()),
            _ => None,
        });
        sounds.collect()
    };
    assert_eq!(rings(&mut rig, 1, 101), ["Chirp 1"]);
    assert_eq!(rings(&mut rig, 2, 102), ["Bells"]);
    assert_eq!(rings(&mut rig, 2, 103), [""; 0], "known already");
    assert_eq!(rings(&mut rig, 1, 104), ["Chirp 1"]);
}

#[test]
fn a_level_is_kept_by_save_and_taken_back_by_cancel() {
    let mut rig = phone();
    settings(&mut rig, "12");
    assert_eq!(menu(&rig).level, Some(70));
    assert_eq!(keys(&rig), ["Save", "Down", "Up", "Cancel"]);
    rig.intent(Intent::Navigate(Navigate::Up));
    rig.intent(Intent::SoftKey("Up".into()));
    rig.intent(Intent::Navigate(Navigate::Left));
    assert_eq!(menu(&rig).level, Some(80));
    assert!(rig.voice.contains(&VoiceCommand::RingerVolume(90)));
    rig.intent(Intent::SoftKey("Cancel".into()));
    assert_eq!(value(&rig, "Ringer volume"), "70 %");
    assert_eq!(preferred(&rig), []);
    rig.intent(Intent::Key('2'));
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::Enter);
    assert_eq!(value(&rig, "Ringer volume"), "60 %");
    assert_eq!(menu(&rig).selected, 1);
    let volume = |path, volume| Preference::Volume { path, volume };
    assert_eq!(preferred(&rig), [volume(None, 60)]);
    rig.intent(Intent::Key('4'));
    rig.intent(Intent::Key('1'));
    rig.intent(Intent::Navigate(Navigate::Right));
    rig.intent(Intent::SoftKey("Save".into()));
    assert_eq!(preferred(&rig)[1], volume(Some(AudioPath::Headset), 80));
}

#[test]
fn the_theme_and_the_visual_ring_are_chosen_in_the_menu() {
    let mut rig = phone();
    settings(&mut rig, "13");
    assert_eq!(menu(&rig).selected, 1, "the one in use");
    rig.intent(Intent::Key('1'));
    rig.intent(Intent::Escape);
    assert_eq!(value(&rig, "Theme"), "Light");
    rig.intent(Intent::Key('4'));
    rig.intent(Intent::Key('4'));
    assert_eq!(value(&rig, "Screen flashes when it rings"), "on");
    assert_eq!(
        preferred(&rig),
        [
            Preference::Theme("light".into()),
            Preference::VisualRing(true)
        ]
    );
    assert_eq!(rig.screen().theme, "light");
    assert!(rig.screen().visual_ring);
}

#[test]
fn another_language_holds_at_once_for_menus_and_keys() {
    let mut rig = phone();
    settings(&mut rig, "15");
    assert_eq!(menu(&rig).items[1].label, "Deutsch");
    rig.intent(Intent::Key('2'));
    assert_eq!(menu(&rig).title, "Sprache");
    assert_eq!(preferred(&rig), [Preference::Language(Language::German)]);
    rig.intent(Intent::HardKey(HardKey::Settings));
    rig.intent(Intent::HardKey(HardKey::Settings));
    assert_eq!(rig.screen().language, Language::German);
    assert_eq!(keys(&rig), ["Wahlwdh.", "Neuer Anruf"]);
}

#[test]
fn what_is_chosen_elsewhere_holds_and_is_not_told_again() {
    let mut rig = phone();
    rig.intent(Intent::Prefer(Preference::Ring("Bells".into())));
    rig.intent(Intent::Prefer(Preference::Theme("light".into())));
    assert_eq!(preferred(&rig), []);
    settings(&mut rig, "1");
    assert_eq!(value(&rig, "Rings"), "Bells");
    assert_eq!(value(&rig, "Theme"), "Light");
}

#[test]
fn the_trace_is_switched_and_its_file_shown() {
    let mut rig = phone();
    settings(&mut rig, "39");
    assert_eq!(menu(&rig).title, "Trace");
    assert_eq!(value(&rig, "Trace"), "off");
    rig.intent(Intent::Key('1'));
    assert_eq!(rig.other_outputs, [Output::Trace(true)]);
    let file = "/data/trace.pcapng".to_owned();
    rig.input(Input::Trace(TraceNews::Began { file: file.clone() }));
    assert_eq!(value(&rig, "Trace"), "on");
    assert_eq!(value(&rig, "File"), file);
    rig.intent(Intent::Key('2'));
    assert!(menu(&rig).text.contains(&file), "in full, on a page");
    rig.intent(Intent::SoftKey("Exit".into()));
    assert_eq!(menu(&rig).selected, 1);
    rig.intent(Intent::Key('1'));
    assert_eq!(rig.other_outputs[1], Output::Trace(false));
    rig.input(Input::Trace(TraceNews::Ended));
    assert_eq!(value(&rig, "Trace"), "off");
    assert_eq!(value(&rig, "File"), file, "still to be read");
    rig.input(Input::Trace(TraceNews::Failed {
        reason: "disk full".into(),
    }));
    assert_eq!(value(&rig, "It cannot be written"), "disk full");
}

#[test]
fn the_personal_directory_is_searched_by_the_letters_of_the_keypad_and_dials() {
    let mut rig = phone();
    let entry = |name: &str, number: &str| PersonalEntry {
        name: name.into(),
        number: number.into(),
    };
    rig.intent(Intent::PersonalDirectory(vec![
        entry("Zoë Quast", "2003"),
        entry("Anna Berg", "2001"),
        entry("Bernd Adler", "2002"),
    ]));
    rig.intent(Intent::HardKey(HardKey::Directories));
    assert_eq!(value(&rig, "Personal directory"), "3");
    rig.intent(Intent::Key('4'));
    let names = |rig: &Rig| -> Vec<String> {
        let items = menu(rig).items;
        items.into_iter().map(|item| item.label).collect()
    };
    assert_eq!(names(&rig), ["Anna Berg", "Bernd Adler", "Zoë Quast"]);
    assert!(menu(&rig).unnumbered);
    for digit in "237".chars() {
        rig.intent(Intent::Key(digit));
    }
    assert_eq!(names(&rig), ["Anna Berg", "Bernd Adler"]);
    rig.intent(Intent::Key('6'));
    assert_eq!(names(&rig), ["Bernd Adler"]);
    assert_eq!(menu(&rig).prompt, "Looking for 2376");
    rig.intent(Intent::SoftKey("<<".into()));
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::SoftKey("EditDial".into()));
    assert_eq!(rig.screen().dialled, "2002");
    rig.intent(Intent::Escape);
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('4'));
    assert_eq!(names(&rig).len(), 3, "a new search");
    rig.clear();
    rig.intent(Intent::SoftKey("Dial".into()));
    assert!(rig.screen().off_hook);
    rig.intent(Intent::HangUp);
}

#[test]
fn an_empty_personal_directory_says_so() {
    let mut rig = phone();
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('4'));
    assert_eq!(menu(&rig).items[0].label, "No entries");
    assert_eq!(keys(&rig), ["<<", "Exit"]);
}

#[test]
fn a_key_pressed_in_the_help_is_explained_instead_of_pressed() {
    let mut rig = phone();
    rig.intent(Intent::HardKey(HardKey::Help));
    assert!(menu(&rig).text.starts_with("Press a key"));
    assert_eq!(keys(&rig), ["Redial", "NewCall", "Exit"]);
    for (intent, title, says) in [
        (Intent::LineKey(1), "Line 1", "A line of yours"),
        (Intent::LineKey(3), "Button", "Calls this number."),
        (Intent::SoftKeyPlace(0), "Redial", "Calls the number again"),
        (
            Intent::SoftKey("newcall".into()),
            "NewCall",
            "Begins a new call",
        ),
        (Intent::Key('5'), "Keypad 5", "A digit"),
        (Intent::Path(AudioPath::Speaker), "Speaker", "Begins"),
        (Intent::Mute, "Mute", "The other side"),
        (Intent::VolumeUp, "Volume", "Louder"),
        (Intent::Enter, "Enter", "Picks"),
        (Intent::Navigate(Navigate::Up), "Arrows", "They go"),
        (
            Intent::HardKey(HardKey::Settings),
            "Settings",
            "Rings, theme",
        ),
    ] {
        rig.intent(intent);
        let menu = menu(&rig);
        assert!(menu.title.starts_with(title), "{} for {title}", menu.title);
        assert!(menu.text.starts_with(says), "{} for {title}", menu.text);
    }
    assert!(rig.sent.is_empty(), "nothing was done");
    assert_eq!(rig.screen().volumes.ringer, 70);
    rig.intent(Intent::SoftKey("Exit".into()));
    assert_eq!(menu(&rig).title, "Help");
    rig.intent(Intent::HardKey(HardKey::Help));
    assert_eq!(rig.screen().menu, None, "there are no figures to show");
}

#[test]
fn the_help_speaks_the_language_and_gives_way_to_a_call() {
    let config = StationConfig {
        language: Language::German,
        ..configured()
    };
    let mut rig = Rig::registered(config, two_lines());
    rig.intent(Intent::HardKey(HardKey::Help));
    rig.intent(Intent::SoftKeyPlace(0));
    assert_eq!(menu(&rig).title, "Wahlwdh.");
    assert!(menu(&rig).text.starts_with("Ruft die zuletzt"));
    rig.incoming(1, 101, "1003");
    assert_eq!(rig.screen().menu, None);
    rig.clear();
    rig.intent(Intent::SoftKey("Answer".into()));
    assert!(!rig.sent.is_empty(), "it answers, and explains nothing");
}

#[test]
fn callers_and_people_are_dialled_by_the_rules_and_placed_calls_as_they_were() {
    let mut rig = phone();
    let log = ["+49301", "+49302"];
    for (reference, number) in (1..).zip(log) {
        rig.incoming(1, reference, number);
        rig.call_state(2, 1, reference);
    }
    let dial_as = |shown: &str, dialled: &str| DialAs {
        shown: shown.into(),
        dialled: dialled.into(),
    };
    rig.intent(Intent::DialAs(vec![
        dial_as("+49302", "0302"),
        dial_as("+49 40 1", "0401"),
    ]));
    rig.intent(Intent::PersonalDirectory(vec![PersonalEntry {
        name: "Anna Berg".into(),
        number: "+49 40 1".into(),
    }]));
    let dialled = |rig: &mut Rig| {
        rig.intent(Intent::SoftKey("EditDial".into()));
        let dialled = rig.screen().dialled.clone();
        rig.intent(Intent::Escape);
        dialled
    };
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    assert_eq!(menu(&rig).items[0].detail, "+49302");
    assert_eq!(dialled(&mut rig), "0302");
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('4'));
    assert_eq!(menu(&rig).items[0].detail, "+49 40 1");
    assert_eq!(dialled(&mut rig), "0401");
}
