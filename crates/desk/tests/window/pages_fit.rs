//! Pages and cards inside the phone's own window: no word of them is cut off in any language, with
//! text of the usual and of twice the size.

use std::cell::RefCell;
use std::rc::Rc;

use desk::{Desk, Options, Reach, Sound, SoundDevice, Start};
use egui::{Event, Key, Modifiers, Pos2, Rect, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station::{Language, RegistrationState, Screen};

use crate::beside::{read, text_faults};
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
        // The server refuses the device name.
        Reach::Open { address: address() },
    ];
    for reach in reaches {
        assert_fits(&format!("{reach:?}"), |language, text_scale| {
            let refused = in_state(RegistrationState::Rejected, "No entry");
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
