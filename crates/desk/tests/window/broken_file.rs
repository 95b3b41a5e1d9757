//! The notice of a configuration file that was wrong.

use desk::{BrokenFile, Options, Start, Wrong};
use egui_kittest::kittest::Queryable;
use station::{Call, Language, Screen};

use crate::fake::{Fake, click, idle, open_with};

pub(crate) fn broken(reason: &str) -> Options {
    Options {
        broken_file: Some(BrokenFile {
            path: "/home/me/.config/offhook/config.toml".to_owned(),
            aside: Some("/home/me/.config/offhook/config.toml.broken-1".to_owned()),
            wrong: vec![Wrong {
                line: 3,
                column: 7,
                reason: reason.to_owned(),
            }],
        }),
        ..Options::default()
    }
}

#[test]
fn the_reason_is_in_the_phones_language_and_the_readers_own_words_are_quoted() {
    for (reason, said) in [
        (
            "unknown field `sever`",
            "Zeile 3, Spalte 7: unbekannter Schlüssel „sever“",
        ),
        (
            "protocol version 99 cannot be offered; 3 to 22 can",
            "Zeile 3, Spalte 7: Protokollversion 99 kann nicht angeboten werden; möglich sind 3 bis 22",
        ),
        (
            "unclosed table, expected `]`",
            "Zeile 3, Spalte 7: nicht lesbar („unclosed table, expected `]`“)",
        ),
        ("", "Zeile 3, Spalte 7"),
    ] {
        let phone = Fake::showing(Screen {
            language: Language::German,
            ..idle()
        });
        let window = open_with(Start::Phone(Box::new(phone)), broken(reason));
        window.get_by_label(said);
    }
}

#[test]
fn the_notice_waits_while_there_is_a_call_to_look_at() {
    let phone = Fake::showing(Screen {
        calls: vec![Call::default()],
        ..idle()
    });
    let start = Start::Phone(Box::new(phone.clone()));
    let mut window = open_with(start, broken("unknown field `sever`"));
    assert!(window.query_by_label("Understood").is_none());
    phone.show(idle());
    window.run_ok();
    window.get_by_label("Understood");
}

#[test]
fn a_wrong_file_is_said_over_the_phone_until_it_is_read() {
    let options = broken("protocol version 99 cannot be offered; 3 to 22 can");
    let phone = Fake::showing(idle());
    let mut window = open_with(Start::Phone(Box::new(phone)), options);
    window.get_by_label("Line 3, column 7: protocol version 99 cannot be offered; 3 to 22 can");
    window.get_by_label_contains("config.toml.broken-1");
    click(&mut window, "Understood");
    window.run_ok();
    assert!(window.query_by_label_contains("column 7").is_none());
    assert!(window.query_by_label("Key 5").is_some());
}

#[test]
fn everything_that_is_wrong_with_a_file_is_said() {
    let mut options = broken("unknown field `sever`");
    if let Some(file) = &mut options.broken_file {
        file.wrong.push(Wrong {
            line: 9,
            column: 1,
            reason: "duplicate key".to_owned(),
        });
    }
    let phone = Fake::showing(idle());
    let window = open_with(Start::Phone(Box::new(phone)), options);
    window.get_by_label("Line 3, column 7: unknown field `sever`\nLine 9, column 1: duplicate key");
}
