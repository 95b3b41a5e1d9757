//! Pages and cards inside the phone's own window: no word of them is cut off in any language, with
//! text of the usual and of twice the size.

use std::cell::RefCell;
use std::rc::Rc;

use desk::{Desk, Face, Options, Reach, Sound, SoundDevice, Start};
use egui::{Event, Key, Modifiers, Pos2, Rect, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station::{Language, RegistrationState, Screen};

use crate::beside::{read, text_faults};
use crate::broken_file::broken;
use crate::fake::{Fake, idle};
use crate::pasted::found;
use crate::welcome::{Tried, in_state};

/// What comes from elsewhere.
const GIVEN: &[&str] = &["Jabra Evolve", "SSH-2.0", "Bartholomew"];

fn opened(start: Start, language: Language, text_scale: f32) -> Harness<'static> {
    let mut options = Options {
        language,
        server: "pbx".to_owned(),
        device: "SEP0200000000AA".to_owned(),
        ..Options::default()
    };
    options.look.text_scale = Some(text_scale);
    let mut desk = Desk::new(start, options);
    let mut window = Harness::builder()
        .with_size(Vec2::new(668.0, 680.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui(move |ui| desk.pass(ui));
    window.run_ok();
    window
}

fn phone(language: Language) -> Fake {
    Fake::showing(Screen { language, ..idle() })
}

fn faults(window: &Harness<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    for shape in &window.output().shapes {
        read(&shape.shape, shape.clip_rect, &mut texts);
    }
    let area = Rect::from_min_size(Pos2::ZERO, window.ctx.content_rect().size());
    text_faults(&texts, area, GIVEN)
}

/// In every language, with text of both sizes.
fn assert_fits(what: &str, open: impl Fn(Language, f32) -> Harness<'static>) {
    let mut all = Vec::new();
    for language in Language::ALL {
        for text_scale in [1.0, 2.0] {
            let found = faults(&open(language, text_scale)).into_iter();
            all.extend(
                found.map(|fault| format!("{what}, {language}, text {text_scale}: {fault}")),
            );
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn the_first_page_fits() {
    assert_fits("welcome", |language, text_scale| {
        let tried = Tried {
            reach: Rc::new(RefCell::new(Reach::Naming)),
            phone: phone(language),
        };
        opened(Start::FirstRun(Box::new(tried)), language, text_scale)
    });
}

#[test]
fn the_pages_of_what_keeps_a_server_from_being_reached_fit() {
    let address = || "192.0.2.1:2000".to_owned();
    let reaches = [
        Reach::Naming,
        Reach::NoName,
        Reach::NoWay { address: address() },
        Reach::Closed { address: address() },
        Reach::Silent { address: address() },
        Reach::Other {
            says: "SSH-2.0".to_owned(),
        },
        // The server refuses the phone, with the longest of the advice.
        Reach::Open { address: address() },
    ];
    for reach in reaches {
        assert_fits(&format!("{reach:?}"), |language, text_scale| {
            let refused = in_state(RegistrationState::Rejected, "Device already registered");
            let tried = Tried {
                reach: Rc::new(RefCell::new(reach.clone())),
                phone: Fake::showing(Screen {
                    language,
                    ..refused
                }),
            };
            let mut window = opened(Start::FirstRun(Box::new(tried)), language, text_scale);
            let connect = match language {
                Language::English => "Connect",
                Language::German => "Verbinden",
                Language::French => "Se connecter",
                Language::Spanish => "Conectar",
            };
            window.get_by_label(connect).click();
            window.run_ok();
            assert!(window.query_by_label(connect).is_none(), "{language}");
            window
        });
    }
}

#[test]
fn the_page_of_sound_devices_fits() {
    assert_fits("sound", |language, text_scale| {
        let phone = phone(language);
        phone.has(Sound {
            devices: vec![SoundDevice {
                id: "usb".to_owned(),
                name: "Jabra Evolve 30 II, USB Audio".to_owned(),
                input: true,
                output: true,
            }],
            ..Sound::default()
        });
        let mut window = opened(Start::Phone(Box::new(phone)), language, text_scale);
        window.key_press_modifiers(Modifiers::ALT, Key::U);
        window.run_ok();
        window
    });
}

#[test]
fn the_card_of_what_was_pasted_fits() {
    for numbers in [
        &[][..],
        &[("0301234", "")],
        &[("0301234", "Bartholomew"), ("0305678", "")],
    ] {
        assert_fits("pasted", |language, text_scale| {
            let phone = phone(language);
            phone.finds(found(numbers));
            let mut window = opened(Start::Phone(Box::new(phone)), language, text_scale);
            window.event(Event::Paste("0301234".to_owned()));
            window.run_ok();
            window
        });
    }
}

fn plugged(language: Language) -> Fake {
    let phone = phone(language);
    phone.has(Sound::default());
    phone.measures(station::TuningNow::default());
    phone.plugs(desk::NewDevice {
        name: "Jabra Evolve 30 II, USB Audio, with a name that has no end".to_owned(),
        ..desk::NewDevice::default()
    });
    phone
}

#[test]
fn the_card_of_a_new_device_fits() {
    assert_fits("new device", |language, text_scale| {
        let start = Start::Phone(Box::new(plugged(language)));
        opened(start, language, text_scale)
    });
}

/// Whatever the window shows of the phone, and however small it is.
#[test]
fn the_card_of_a_new_device_covers_nothing_of_the_phone() {
    for face in [Face::Full, Face::Compact] {
        for (text_scale, part) in [(1.0, 1.0), (1.0, 0.6), (2.0, 1.0), (2.0, 0.6)] {
            let phone = plugged(Language::English);
            let mut options = Options::default();
            options.look.text_scale = Some(text_scale);
            options.look.face = face;
            let mut desk = Desk::new(Start::Phone(Box::new(phone)), options);
            let mut window = Harness::builder()
                .with_size(Vec2::new(652.0, 664.0) * part)
                .build_ui(move |ui| desk.pass(ui));
            window.run_ok();
            let (card, others): (Vec<_>, Vec<_>) = places(&window).into_iter().partition(|one| {
                let parts = ["Leave it", "Use as headset", "Use and tune…"];
                one.0.starts_with("New: ") || parts.contains(&one.0.as_str())
            });
            assert_eq!(card.len(), 4, "{card:?}");
            assert!(others.len() > 20, "{others:?}");
            for (name, place) in &card {
                // Whole pixels.
                let place = place.shrink(1.0);
                assert!(place.is_positive(), "{name}: {place:?}");
                let covers = others.iter().find(|(_, other)| other.intersects(place));
                assert_eq!(covers, None, "{face:?}, {text_scale}, {part}: {name}");
            }
        }
    }
}

#[test]
fn the_notice_of_a_wrong_file_leaves_keypad_and_soft_keys_free_and_its_buttons_are_seen() {
    for face in [Face::Full, Face::Compact] {
        for (text_scale, part) in [(1.0, 1.1), (1.0, 0.75), (2.0, 1.1), (2.0, 2.0)] {
            let mut options = broken("unknown field `sever`");
            options.look.text_scale = Some(text_scale);
            options.look.face = face;
            let start = Start::Phone(Box::new(phone(Language::English)));
            let mut desk = Desk::new(start, options);
            let size = match face {
                Face::Full => Vec2::new(652.0, 664.0),
                Face::Compact => Vec2::new(508.0, 420.0),
            };
            let mut window = Harness::builder()
                .with_size(size * part)
                .build_ui(move |ui| desk.pass(ui));
            window.run_ok();
            let at = format!("{face:?}, text {text_scale}, {part}");
            let keys = window.get_by_label("Understood").rect();
            let whole = Rect::from_min_size(Pos2::ZERO, window.ctx.content_rect().size());
            assert!(whole.contains_rect(keys), "{at}: {keys:?}");
            // Where there is no room for it on the display it takes the window.
            if size.x * part / text_scale < 400.0 {
                continue;
            }
            for (name, place) in places(&window) {
                let key = ["Key ", "Soft key", "Off hook", "Hook"];
                if key.iter().any(|key| name.starts_with(key)) {
                    assert!(place.top() > keys.bottom(), "{at}: {name}");
                }
            }
        }
    }
}

#[test]
fn the_notice_of_a_wrong_file_fits() {
    for reason in ["unknown field `sever`", "unclosed table, expected `]`"] {
        assert_fits("wrong file", |language, text_scale| {
            let mut options = broken(reason);
            options.look.text_scale = Some(text_scale);
            let start = Start::Phone(Box::new(phone(language)));
            let mut desk = Desk::new(start, options);
            let mut window = Harness::builder()
                .with_size(Vec2::new(668.0, 680.0))
                .build_ui(move |ui| desk.pass(ui));
            window.run_ok();
            window
        });
    }
}

/// What has a name, and where it is.
fn places(window: &Harness<'_>) -> Vec<(String, Rect)> {
    let nodes = window.root().children_recursive();
    let named = nodes.filter_map(|node| {
        let name = node.accesskit_node().label()?;
        Some((name, node.rect()))
    });
    named.collect()
}

#[test]
fn the_quick_search_fits() {
    assert_fits("quick search", |language, text_scale| {
        let phone = phone(language);
        phone.knows(contacts::Book::default());
        let mut window = opened(Start::Phone(Box::new(phone)), language, text_scale);
        window.key_press_modifiers(Modifiers::ALT, Key::K);
        window.run_ok();
        window
    });
}

#[test]
fn the_menu_of_the_window_fits() {
    assert_fits("menu", |language, text_scale| {
        let phone = phone(language);
        phone.is_on_desktop(desk::DesktopChoice::default());
        let mut window = opened(Start::Phone(Box::new(phone)), language, text_scale);
        window
            .get_by_label(&format!("{} 5", key(language)))
            .click_secondary();
        window.run_ok();
        window
    });
}

/// What a key of the keypad is called.
fn key(language: Language) -> &'static str {
    match language {
        Language::English => "Key",
        Language::German => "Taste",
        Language::French => "Touche",
        Language::Spanish => "Tecla",
    }
}
