//! The face as it stands in a terminal: pictures of the important screens, and what must hold
//! for every screen in every terminal.
//!
//! The pictures are in `tests/screens`; with `OFFHOOK_WRITE_SCREENS=1` in the environment
//! they are written anew.

use std::path::Path;

use keymap::KeyMap;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::{Terminal, style::Color};
use station::{
    AudioPath, Call, CallState, Clock, DateOrder, Direction, Lamp, Language, LineKey, LineKeyKind,
    Menu, MenuItem, Moment, Registration, RegistrationState, Ring, Screen, SoftKey, SoftKeyBar,
};
use terminal::{Face, Keyboard, Look, SMALLEST, Theme};

// The window's gallery has every kind of screen.
#[path = "../../desk/examples/gallery/screens.rs"]
#[allow(dead_code, reason = "not all of it is needed here")]
mod gallery;

const NOW: Moment = Moment::from_secs(100);

fn face(look: Look) -> Face {
    Face::new(look, Keyboard::new(KeyMap::default(), false))
}

/// The rows of a terminal of this size.
fn drawn(face: &mut Face, screen: &Screen, columns: u16, rows: u16) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a grid");
    terminal
        .draw(|frame| {
            face.draw(frame.buffer_mut(), screen, NOW);
        })
        .expect("a grid takes all");
    let buffer = terminal.backend().buffer();
    (0..rows)
        .map(|row| {
            let cells = (0..columns).map(|column| buffer[(column, row)].symbol());
            cells.collect::<String>().trim_end().to_owned()
        })
        .collect()
}

fn unicode(screen: &Screen, columns: u16, rows: u16) -> Vec<String> {
    drawn(
        &mut face(Look::unicode(Theme::Plain)),
        screen,
        columns,
        rows,
    )
}

fn soft_keys(language: Language, names: &[&str]) -> SoftKeyBar {
    let key = |name: &&str| SoftKey {
        label: language.say(name).unwrap_or(name).to_owned(),
        name: (*name).to_owned(),
        event: 1,
    };
    SoftKeyBar {
        keys: names.iter().map(key).collect(),
        page: 0,
    }
}

fn line_key(position: usize, kind: LineKeyKind, label: &str) -> LineKey {
    LineKey {
        position,
        kind,
        instance: 1,
        label: label.to_owned(),
        ..LineKey::default()
    }
}

fn idle(language: Language) -> Screen {
    Screen {
        device: "SEP001122334455".to_owned(),
        language,
        registration: Registration {
            state: RegistrationState::Registered,
            server: "127.0.0.1:2000".to_owned(),
            protocol_version: 22,
            ..Registration::default()
        },
        own_number: "1001".to_owned(),
        clock: Some(Clock {
            set_at: NOW,
            // 2026-11-22 09:38:30
            local_seconds: 1_795_340_310,
            order: DateOrder::DayMonthYear,
            separator: '.',
            twelve_hours: false,
        }),
        line_keys: vec![
            line_key(1, LineKeyKind::Line, "1001"),
            line_key(2, LineKeyKind::SpeedDial, "Echo"),
        ],
        active_line: 1,
        prompt: language
            .say("Your current options")
            .unwrap_or("Your current options")
            .to_owned(),
        soft_keys: soft_keys(language, &["Redial", "NewCall", "CFwdAll"]),
        volume: 50,
        missed_calls: 2,
        message_waiting: Lamp::Blink,
        ..Screen::default()
    }
}

fn typed(language: Language) -> Screen {
    Screen {
        dialled: "600".to_owned(),
        soft_keys: soft_keys(language, &["Dial", "<<", "Cancel"]),
        ..idle(language)
    }
}

fn call(reference: u32, state: CallState, name: &str, number: &str) -> Call {
    Call {
        call_reference: reference,
        line_instance: 1,
        state,
        direction: Direction::Outbound,
        remote_name: name.to_owned(),
        remote_number: number.to_owned(),
        connected_at: Some(Moment::from_secs(28)),
        state_since: Moment::from_secs(90),
        ..Call::default()
    }
}

/// A talk, and somebody knocks.
fn talk(language: Language) -> Screen {
    let mut screen = Screen {
        calls: vec![
            call(7, CallState::Connected, "Echo test", "600"),
            Call {
                direction: Direction::Inbound,
                connected_at: None,
                ..call(8, CallState::CallWaiting, "Grete Hermann", "1002")
            },
            call(9, CallState::Hold, "", "1003"),
        ],
        focused_call: Some(7),
        off_hook: true,
        muted: true,
        audio_path: Some(AudioPath::Speaker),
        soft_keys: soft_keys(
            language,
            &["Hold", "EndCall", "Trnsfer", "Confrn", "Park", "Join"],
        ),
        ..idle(language)
    };
    screen.line_keys[0].lamp = Lamp::On;
    screen.line_keys[0].call_state = CallState::Connected;
    screen
}

fn ringing(language: Language) -> Screen {
    let mut screen = Screen {
        calls: vec![Call {
            direction: Direction::Inbound,
            connected_at: None,
            via: "1500".to_owned(),
            ..call(8, CallState::RingIn, "Grete Hermann", "1002")
        }],
        focused_call: Some(8),
        ring: Ring::Inside,
        soft_keys: soft_keys(language, &["Answer", "iDivert"]),
        ..idle(language)
    };
    screen.line_keys[0].lamp = Lamp::Flash;
    screen.line_keys[0].call_state = CallState::RingIn;
    screen
}

fn menu(language: Language) -> Screen {
    let item = |label: &str, detail: &str| MenuItem {
        label: label.to_owned(),
        detail: detail.to_owned(),
        ..MenuItem::default()
    };
    Screen {
        menu: Some(Menu {
            title: "Missed calls".to_owned(),
            items: vec![
                item("Grete Hermann", "1002"),
                item("Emmy Noether", "1003"),
                item("+49 30 1234567", ""),
            ],
            selected: 1,
            ..Menu::default()
        }),
        soft_keys: soft_keys(language, &["Dial", "EditDial", "Exit"]),
        ..idle(language)
    }
}

fn refused(language: Language) -> Screen {
    Screen {
        registration: Registration {
            state: RegistrationState::Rejected,
            text: "127.0.0.1:2000 refuses SEP001122334455: unknown device; next attempt in 30 s"
                .to_owned(),
            server: "127.0.0.1:2000".to_owned(),
            ..Registration::default()
        },
        clock: None,
        line_keys: Vec::new(),
        prompt: "Registration rejected".to_owned(),
        soft_keys: SoftKeyBar::default(),
        message_waiting: Lamp::Off,
        sound_notice: "No sound device is there".to_owned(),
        ..idle(language)
    }
}

/// Holds a picture against the one that is kept.
fn assert_picture(name: &str, rows: &[String]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/screens")
        .join(format!("{name}.txt"));
    let picture = rows.join("\n") + "\n";
    if std::env::var_os("OFFHOOK_WRITE_SCREENS").is_some() {
        std::fs::write(&path, &picture).expect("the folder is there");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let kept = kept.replace("\r\n", "\n");
    assert_eq!(picture, kept, "{name} looks like this now:\n{picture}");
}

#[test]
fn the_important_screens_look_as_they_did() {
    for (language, suffix) in [(Language::English, "en"), (Language::German, "de")] {
        for (name, screen) in [
            ("idle", idle(language)),
            ("typed", typed(language)),
            ("talk", talk(language)),
            ("ringing", ringing(language)),
            ("menu", menu(language)),
            ("refused", refused(language)),
        ] {
            let picture = unicode(&screen, 80, 24);
            assert_picture(&format!("{name}-{suffix}"), &picture);
        }
    }
    let small = unicode(&talk(Language::English), SMALLEST.width, SMALLEST.height);
    assert_picture("talk-small-en", &small);
    let mut ascii = face(Look::ascii(Theme::Plain));
    let picture = drawn(&mut ascii, &talk(Language::German), 80, 24);
    assert_picture("talk-ascii-de", &picture);
    let wide = unicode(&talk(Language::English), 160, 40);
    assert_picture("talk-wide-en", &wide);
}

#[test]
fn the_page_of_keys_names_every_key_as_it_is_printed() {
    for (language, [keys, what]) in [
        (Language::English, ["Page Up", "Volume up"]),
        (Language::German, ["Strg+E", "Auflegen"]),
        (Language::French, ["Alt+8", "Touche de ligne 8"]),
        (Language::Spanish, ["Re Pág", "Subir volumen"]),
    ] {
        let mut face = face(Look::unicode(Theme::Plain));
        let screen = idle(language);
        let key = Event::Key(KeyEvent::new(KeyCode::F(1), KeyModifiers::NONE));
        face.take(&key, &screen);
        let page = drawn(&mut face, &screen, 80, 90).join("\n");
        for words in [keys, what, "F12"] {
            assert!(page.contains(words), "{words} is missing in\n{page}");
        }
        // In a small terminal it moves, and has an end.
        for _ in 0..100 {
            let key = Event::Key(KeyEvent::new(KeyCode::Down, KeyModifiers::NONE));
            assert!(face.take(&key, &screen).is_empty());
            drawn(&mut face, &screen, 40, 12);
        }
        let rows = drawn(&mut face, &screen, 40, 12).join("\n");
        assert!(rows.contains("F12"), "{rows}");
        let key = Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
        assert!(
            face.take(&key, &screen).is_empty(),
            "it closes the page only"
        );
        assert_ne!(drawn(&mut face, &screen, 80, 24), Vec::<String>::new());
    }
}

#[test]
fn every_screen_has_room_in_every_terminal() {
    let sizes = [
        (40, 12),
        (52, 16),
        (80, 24),
        (120, 30),
        (200, 60),
        (300, 20),
    ];
    for name in gallery::NAMES {
        let screen = gallery::named(name).expect("it is listed");
        for language in Language::ALL {
            let screen = gallery::in_language(screen.clone(), language);
            for look in [Look::unicode(Theme::Terminal), Look::ascii(Theme::Light)] {
                for (columns, rows) in sizes {
                    let picture = drawn(&mut face(look), &screen, columns, rows);
                    let prompt = screen.menu.as_ref().map_or("", |menu| &menu.prompt);
                    let prompt = match &screen.notify {
                        Some(notify) => &notify.text,
                        None if prompt.is_empty() => &screen.prompt,
                        None => prompt,
                    };
                    let start: String = prompt.chars().take(20).collect();
                    let whole = picture.join("\n");
                    if look == Look::unicode(Theme::Terminal) {
                        assert!(whole.contains(&start), "{name} {columns}×{rows}:\n{whole}");
                    } else {
                        assert!(whole.is_ascii(), "{name} {columns}×{rows}:\n{whole}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_terminal_without_room_says_what_is_missing() {
    for (columns, rows) in [(39, 12), (40, 11), (20, 5), (1, 1)] {
        let picture = unicode(&idle(Language::English), columns, rows).join(" ");
        if columns > 30 {
            assert!(picture.contains("40 × 12 is needed"), "{picture}");
        }
    }
}

#[test]
fn the_words_of_the_phone_are_seen_on_it() {
    let picture = unicode(&talk(Language::English), 80, 24).join("\n");
    for words in [
        "1001",
        "09:38",
        "Echo test",
        "To 600",
        "Connected",
        "1:12",
        "Call waiting",
        "From 1002",
        "On hold",
        "in use",
        "F2",
        "F6",
        "more",
        "MUTED",
        "Speaker 50 %",
        "Messages waiting",
    ] {
        assert!(picture.contains(words), "{words} is missing in\n{picture}");
    }
}

#[test]
fn a_phone_at_rest_is_drawn_once_a_minute_and_a_talk_once_a_second() {
    let wake = |screen: &Screen| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        face(Look::unicode(Theme::Plain)).draw(&mut buffer, screen, NOW)
    };
    assert_eq!(wake(&idle(Language::English)), Some(Moment::from_secs(130)));
    assert_eq!(wake(&talk(Language::English)), Some(Moment::from_secs(101)));
    let mut still = refused(Language::English);
    still.clock = None;
    assert_eq!(wake(&still), None);
}

#[test]
fn without_colour_there_is_none_on_any_screen() {
    for screen in [
        idle(Language::English),
        talk(Language::English),
        menu(Language::English),
    ] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        face(Look::unicode(Theme::Plain)).draw(&mut buffer, &screen, NOW);
        let plain =
            |cell: &ratatui::buffer::Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
        assert!(buffer.content().iter().all(plain));
    }
}
