//! The phone in other languages, and servers in other character sets.

mod rig;

use rig::{Rig, ServerKind, config, prompt};
use station::{Charset, Intent, Language, StationConfig};

fn phone(language: Language) -> StationConfig {
    StationConfig {
        language,
        ..config()
    }
}

fn labels(rig: &Rig) -> Vec<String> {
    let keys = rig.screen().soft_keys.keys;
    keys.into_iter().map(|key| key.label).collect()
}

fn in_charset(name: &str) -> StationConfig {
    StationConfig {
        charset: name.parse().expect("a character set"),
        ..config()
    }
}

#[test]
fn phrases_of_both_prefixes_are_said_in_the_language() {
    let mut rig = Rig::registered(phone(Language::German), ServerKind::default());
    rig.says(prompt(b"\x80\x21 701", 0, 0, 0));
    assert_eq!(rig.screen().prompt, "Anruf geparkt auf 701");
    rig.says(prompt(b"\x1E\x4F", 0, 0, 0));
    assert_eq!(rig.screen().prompt, "Aufnahme läuft");
    rig.says(prompt(b"\x80\x64", 0, 0, 0));
    assert_eq!(rig.screen().prompt, "\u{FFFD}", "no phrase has this number");
}

#[test]
fn keys_are_shown_in_the_language_and_named_in_english() {
    let rig = Rig::registered(phone(Language::German), ServerKind::default());
    let keys = rig.screen().soft_keys.keys;
    let both: Vec<_> = keys
        .iter()
        .map(|key| (key.label.as_str(), key.name.as_str()))
        .collect();
    assert_eq!(both, [("Wahlwdh.", "Redial"), ("Neuer Anruf", "NewCall")]);
}

#[test]
fn a_key_is_pressed_by_its_english_name_and_by_what_is_shown() {
    for (language, name) in [
        (Language::German, "NewCall"),
        (Language::German, "neuer anruf"),
        (Language::French, "NvAppel"),
        (Language::French, "new call"),
        (Language::English, "Neuer Anruf"),
    ] {
        let mut rig = Rig::registered(phone(language), ServerKind::default());
        rig.intent(Intent::SoftKey(name.into()));
        assert_eq!(rig.soft_keys_sent(), [(2, 0, 0)], "{language}: {name}");
    }
}

#[test]
fn the_phone_finds_its_own_keys_in_every_language() {
    for language in Language::ALL {
        let mut rig = Rig::registered(phone(language), ServerKind::default());
        rig.talks(1, 101, 7);
        rig.clear();
        rig.intent(Intent::HangUp);
        assert_eq!(rig.soft_keys_sent(), [(9, 1, 101)], "{language}");
    }
}

#[test]
fn a_server_that_writes_labels_in_its_own_language_is_understood() {
    let mut server = ServerKind::default();
    server.soft_keys[3].0 = b"Auflegen".to_vec();
    let mut rig = Rig::registered(config(), server);
    rig.talks(1, 101, 7);
    assert!(labels(&rig).contains(&"Auflegen".to_owned()));
    rig.clear();
    rig.intent(Intent::HangUp);
    rig.intent(Intent::SoftKey("EndCall".into()));
    assert_eq!(rig.soft_keys_sent(), [(9, 1, 101); 2]);
}

#[test]
fn texts_are_read_in_the_character_set_of_the_server() {
    for (charset, bytes, text) in [
        ("iso-8859-2", b"Dvo\xF8\xE1k".as_slice(), "Dvořák"),
        ("windows-1251", b"\xCF\xE0\xF3\xE7\xE0", "Пауза"),
        ("windows-1252", b"\x93Gr\xFC\xDFe\x94", "“Grüße”"),
        ("shift_jis", b"\x83\x80 \x80\x18", "ム Connected"),
        ("utf-8", "Grüße".as_bytes(), "Grüße"),
    ] {
        let mut rig = Rig::registered(in_charset(charset), ServerKind::default());
        rig.says(prompt(bytes, 0, 0, 0));
        assert_eq!(rig.screen().prompt, text, "{charset}");
    }
}

#[test]
fn utf8_is_announced_only_by_a_phone_that_reads_it() {
    for (charset, announced) in [(Charset::Utf8, 0x72), (Charset::Latin1, 0x62)] {
        let mut rig = Rig::new(
            StationConfig {
                charset,
                ..config()
            },
            ServerKind::default(),
        );
        rig.start();
        rig.connected();
        let features = rig.sent_of(|message| match message {
            sccp::Message::Register(register) => Some(register.features.0[1]),
            _ => None,
        });
        assert_eq!(features, [announced]);
    }
}

#[test]
fn nothing_behind_the_nul_is_shown() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    let mut text = [0xCC; 32];
    text[..6].copy_from_slice(b"Hello\0");
    let mut frame = vec![48, 0, 0, 0, 0, 0, 0, 0, 0x12, 1, 0, 0, 0, 0, 0, 0];
    frame.extend(text);
    frame.extend([0; 8]);
    rig.input(station::Input::Received(frame));
    assert_eq!(rig.screen().prompt, "Hello");
}

#[test]
fn a_recording_keeps_language_and_character_set() {
    let config = StationConfig {
        language: Language::French,
        ..in_charset("windows-1250")
    };
    let json = serde_json::to_string(&config).expect("serialises");
    let read: StationConfig = serde_json::from_str(&json).expect("parses");
    assert_eq!(read, config);
}

#[test]
fn the_screen_says_its_language_and_an_older_one_without_is_english() {
    let rig = Rig::new(phone(Language::German), ServerKind::default());
    let mut json = serde_json::to_value(rig.screen()).expect("serialises");
    assert_eq!(json["language"], "German");
    json.as_object_mut().expect("an object").remove("language");
    let read: station::Screen = serde_json::from_value(json).expect("parses");
    assert_eq!(read.language, Language::English);
}

#[test]
fn the_phone_speaks_of_itself_in_the_language() {
    let mut rig = Rig::new(phone(Language::German), ServerKind::default());
    rig.start();
    assert_eq!(
        rig.screen().registration.text,
        format!("Verbinden mit {} …", rig::SERVER)
    );
    rig.connected();
    assert_eq!(
        rig.screen().registration.text,
        format!("Angemeldet bei {}, Protokoll 22", rig::SERVER)
    );
    rig.input(station::Input::Disconnected {
        reason: "reset by peer".into(),
    });
    let text = rig.screen().prompt;
    assert!(
        text.contains("reset by peer. Neuer Versuch in ") || text.starts_with("Verbinden mit "),
        "{text}"
    );
}

#[test]
fn menus_and_their_keys_are_in_the_language() {
    let mut rig = Rig::registered(phone(Language::French), ServerKind::default());
    rig.intent(Intent::HardKey(station::HardKey::Directories));
    let menu = rig.screen().menu.expect("a menu");
    assert_eq!(menu.title, "Répertoires");
    assert_eq!(menu.items[0].label, "Appels manqués");
    assert!(labels(&rig).contains(&"Quitter".to_owned()));
    rig.intent(Intent::SoftKey("Sélect.".into()));
    assert_eq!(rig.screen().menu.expect("a menu").title, "Appels manqués");
    rig.intent(Intent::SoftKey("Exit".into()));
    rig.intent(Intent::SoftKey("Quitter".into()));
    assert_eq!(rig.screen().menu, None);
}

#[test]
fn a_talk_without_a_server_says_so_in_the_language() {
    let mut rig = Rig::registered(phone(Language::Spanish), ServerKind::default());
    rig.talks(1, 101, 7);
    rig.input(station::Input::Disconnected {
        reason: "gone".into(),
    });
    assert_eq!(rig.screen().prompt, "CM inactivo, funciones desactivadas");
    assert_eq!(labels(&rig), ["FinLlam."]);
    rig.intent(Intent::Redial);
    assert_eq!(
        rig.screen().notify.map(|notice| notice.text),
        Some("No es posible sin servidor de llamadas".to_owned())
    );
    rig.intent(Intent::SoftKey("EndCall".into()));
    assert!(rig.screen().calls.is_empty());
}
