//! Every window beside the phone in every state that looks different, with what people have.

use std::path::PathBuf;
use std::sync::Arc;

use contacts::{Book, Contact, Kind, Number};
use desk::{
    DesktopChoice, DesktopFound, DesktopLack, ModeSound, Outcome, Rung, RungKind, Sound,
    SoundChoice, SoundDevice, Value,
};
use egui::{Key, Modifiers};
use station::{CallCourse, CallList, CallLogEntry, Clock, DateOrder, Moment, Screen, TuningNow};

use crate::fake::{Fake, idle};
use crate::statistics;

/// 2026-06-05 12:00.
const NOON: i64 = 1_780_660_800;

/// Names, paths and reasons that come from elsewhere: they may be cut where there is no room.
pub(crate) const GIVEN: &[&str] = &[
    "Bartholomew",
    "Wolfeschlegelstein",
    "Nordwestdeutsche",
    "Jabra Evolve",
    "Built-in Audio",
    "/home/bob",
    "OpenReceiveChannel",
    "callReference",
    "192.0.2.",
    "RTP G.711",
    "example.com",
    "+49 171",
];

/// A window, and how it comes to this state.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// What opens it; nothing: the menu of the window.
    key: Option<(Modifiers, Key)>,
    /// What the phone has.
    has: fn(&Fake),
    /// Names of controls that are pressed one after the other.
    clicks: &'static [&'static str],
    /// Escape ends something in it, and leaves it open.
    pub(crate) keeps_escape: bool,
}

impl Case {
    const fn of(name: &'static str, key: Key, has: fn(&Fake)) -> Self {
        Self {
            name,
            key: Some((Modifiers::ALT, key)),
            has,
            clicks: &[],
            keeps_escape: false,
        }
    }

    const fn then(mut self, clicks: &'static [&'static str]) -> Self {
        self.clicks = clicks;
        self
    }

    const fn asking(mut self) -> Self {
        self.keeps_escape = true;
        self
    }

    /// A phone that has what the case needs, in English.
    pub(crate) fn phone(&self) -> Fake {
        let phone = Fake::showing(screen());
        (self.has)(&phone);
        phone
    }

    /// The window, in this state.
    pub(crate) fn open(&self, beside: &mut crate::beside::Beside) {
        match self.key {
            Some((modifiers, key)) => beside.open(modifiers, key),
            None => beside.open_desktop(),
        }
        for name in self.clicks {
            beside.click(name);
        }
        assert!(beside.is_open(), "{} is closed again", self.name);
    }
}

/// All of them.
pub(crate) const CASES: &[Case] = &[
    Case::of("history", Key::H, everything),
    Case::of("history, one marked", Key::H, everything).then(&[CALL]),
    Case::of("history, all to be deleted", Key::H, everything)
        .then(&["Delete all…"])
        .asking(),
    Case::of("history, to be written", Key::H, everything)
        .then(&["Export…"])
        .asking(),
    Case::of("history, empty", Key::H, nothing),
    Case::of("contacts", Key::C, everything),
    Case::of("contacts, one in front", Key::C, everything).then(&[CONTACT]),
    Case::of("contacts, one to be deleted", Key::C, everything)
        .then(&[CONTACT, "Delete…"])
        .asking(),
    Case::of("contacts, one changed", Key::C, everything)
        .then(&[CONTACT, "Edit…"])
        .asking(),
    Case::of("contacts, a file", Key::C, everything)
        .then(&["Import a file…"])
        .asking(),
    Case::of("contacts, empty", Key::C, nothing),
    Case::of("preferences, user", Key::S, everything),
    Case::of("preferences, audio", Key::S, everything).then(&["Audio"]),
    Case::of("preferences, directories", Key::S, everything).then(&["Directories"]),
    Case::of("preferences, network", Key::S, everything).then(&["Network"]),
    Case::of("preferences, shortcuts", Key::S, everything).then(&["Shortcuts"]),
    Case::of("preferences, advanced", Key::S, everything).then(&["Advanced"]),
    Case {
        key: Some((Modifiers::NONE, Key::F1)),
        ..Case::of("keys", Key::F1, everything)
    },
    Case {
        key: Some((Modifiers::NONE, Key::F1)),
        ..Case::of("keys, one chosen", Key::F1, everything)
            .then(&["Answer: Ctrl+A"])
            .asking()
    },
    Case::of("tuning", Key::A, everything),
    Case::of("statistics", Key::I, everything),
    Case::of("statistics, empty", Key::I, nothing),
    Case::of("ladder", Key::L, everything),
    Case::of("ladder, one marked", Key::L, everything).then(&["19:25:03.000 CallState RingOut"]),
    Case::of("ladder, empty", Key::L, nothing),
    Case::of("report, written", Key::P, everything),
    Case::of("report, being written", Key::P, nothing),
    Case::of("report, failed", Key::P, failing),
    Case {
        key: None,
        ..Case::of("desktop", Key::F35, everything)
    },
];

const CALL: &str = "Missed call, Bartholomew Wolfeschlegelsteinhausen, 004930555123456789, 11:50";
const CONTACT: &str =
    "Bartholomew Wolfeschlegelsteinhausen, 1003  ·  Nordwestdeutsche Vermittlungsgesellschaft";

fn screen() -> Screen {
    Screen {
        clock: Some(Clock {
            set_at: Moment::from_secs(100),
            local_seconds: NOON,
            order: DateOrder::DayMonthYear,
            separator: '.',
            twelve_hours: false,
        }),
        ..idle()
    }
}

fn nothing(phone: &Fake) {
    phone.knows(Book::of(Vec::new()));
}

fn failing(phone: &Fake) {
    phone.has_written(Err(
        "the report cannot be written into /home/bob: No space left on device".to_owned(),
    ));
}

fn everything(phone: &Fake) {
    phone.logged(calls());
    phone.knows(book());
    phone.had(vec![course(8, false), course(7, true)]);
    phone.said(rungs());
    phone.has_written(Ok(PathBuf::from(
        "/home/bob/.local/share/offhook/reports/offhook-report-2026-06-05-120000.zip",
    )));
    phone.has_set(&[
        ("server", Value::List(vec!["cucm-1.example.com".to_owned()])),
        ("device", Value::Text("SEP0200000000AA".to_owned())),
    ]);
    phone.tells(Outcome::AfterCall);
    phone.has(sound());
    phone.measures(TuningNow::default());
    phone.is_on_desktop(DesktopChoice::default());
    phone.finds_on_desktop(lacking());
}

fn lacking() -> DesktopFound {
    DesktopFound {
        no_notifications: Some(DesktopLack::Notifications),
        no_tray: Some(DesktopLack::Tray),
        ..DesktopFound::default()
    }
}

fn calls() -> Vec<CallLogEntry> {
    let call = |list, name: &str, number: &str, ago| CallLogEntry {
        list,
        name: name.to_owned(),
        number: number.to_owned(),
        via: String::new(),
        line_instance: 1,
        began: Some(NOON - ago),
        duration_secs: (list != CallList::Missed).then_some(3700),
        new: false,
    };
    let long = "Bartholomew Wolfeschlegelsteinhausen";
    vec![
        call(CallList::Missed, long, "004930555123456789", 600),
        call(CallList::Placed, "", "90305551234", 86_400),
        call(CallList::Received, "Eve", "1004", 5 * 86_400),
    ]
}

fn book() -> Book {
    let number = |kind, number: &str| Number {
        kind,
        number: number.to_owned(),
    };
    let long = Contact {
        uid: "1".to_owned(),
        name: "Bartholomew Wolfeschlegelsteinhausen".to_owned(),
        organisation: "Nordwestdeutsche Vermittlungsgesellschaft".to_owned(),
        numbers: vec![
            number(Kind::Work, "1003"),
            number(Kind::Mobile, "+49 171 555 123 456"),
        ],
        emails: vec!["b.w@example.com".to_owned()],
        note: "Only before noon".to_owned(),
        ..Contact::default()
    };
    let eve = Contact {
        uid: "2".to_owned(),
        name: "Eve".to_owned(),
        numbers: vec![number(Kind::Home, "1004")],
        ..Contact::default()
    };
    Book::of(vec![long, eve])
}

fn course(call_reference: u32, over: bool) -> Arc<CallCourse> {
    let course = statistics::course(call_reference, "Bartholomew Wolfeschlegelsteinhausen", over);
    let mut course = Arc::unwrap_or_clone(course);
    course.remote_number = "004930555123456789".to_owned();
    Arc::new(course)
}

fn rungs() -> Vec<Rung> {
    let rung = |number: u64, to_phone, label: &str| Rung {
        number,
        time: format!("19:25:{number:02}.000"),
        micros: number * 1_000_000,
        to_phone,
        call: Some(16_777_217),
        far: "192.0.2.20:2000".to_owned(),
        name: label.to_owned(),
        label: label.to_owned(),
        text: label.to_owned(),
        ..Rung::default()
    };
    vec![
        rung(1, false, "OffHook"),
        rung(2, false, "KeypadButton"),
        rung(3, true, "CallState RingOut"),
        rung(
            4,
            true,
            "OpenReceiveChannel callReference=16777217 g711ulaw 20 ms",
        ),
        Rung {
            kind: RungKind::Media,
            ..rung(5, false, "RTP G.711 µ-law begins")
        },
        Rung {
            kind: RungKind::Media,
            ..rung(6, true, "RTP G.711 µ-law ends: 4500 packets, 0.1 % lost")
        },
    ]
}

fn sound() -> Sound {
    let device = |id: &str, name: &str| SoundDevice {
        id: id.to_owned(),
        name: name.to_owned(),
        input: true,
        output: true,
    };
    Sound {
        devices: vec![
            device("usb", "Jabra Evolve 30 II, USB Audio"),
            device("pci", "Built-in Audio Analog Stereo"),
        ],
        chosen: SoundChoice {
            headset: ModeSound {
                input: Some("usb".to_owned()),
                output: Some("usb".to_owned()),
            },
            ..SoundChoice::default()
        },
        ..Sound::default()
    }
}
