//! The computer's keyboard.

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station::{AudioPath, HardKey, Intent, Menu, MenuItem, MenuWish, Navigate, Screen};

use crate::fake::{idle, window};

fn type_text(window: &mut Harness<'_>, text: &str) {
    for typed in text.chars() {
        window.event(Event::Text(typed.to_string()));
    }
    window.run_ok();
}

#[test]
fn digits_star_and_hash_are_the_keypad() {
    let (mut window, phone) = window(idle());
    type_text(&mut window, "60*#/");
    let keys = ['6', '0', '*', '#', '#'].map(Intent::Key);
    assert_eq!(phone.intents(), keys);
}

#[test]
fn letters_are_dialled_as_their_digits() {
    let (mut window, phone) = window(idle());
    type_text(&mut window, "Wz a");
    assert_eq!(phone.intents(), ['9', '9', '2'].map(Intent::Key));
}

#[test]
fn a_paste_goes_to_the_phone_as_it_is() {
    let (mut window, phone) = window(idle());
    window.event(Event::Paste("+41 44 555 12 34".to_owned()));
    window.run_ok();
    assert_eq!(
        phone.intents(),
        [Intent::Paste("+41 44 555 12 34".to_owned())]
    );
}

#[test]
fn named_keys_do_what_they_say() {
    let (mut window, phone) = window(idle());
    let plain = [
        (Key::Enter, Intent::Enter),
        (Key::Escape, Intent::Escape),
        (Key::Backspace, Intent::Backspace),
        (Key::ArrowUp, Intent::Navigate(Navigate::Up)),
        (Key::ArrowDown, Intent::Navigate(Navigate::Down)),
        (Key::ArrowLeft, Intent::Navigate(Navigate::Left)),
        (Key::ArrowRight, Intent::Navigate(Navigate::Right)),
        (Key::F2, Intent::SoftKeyPlace(0)),
        (Key::F6, Intent::SoftKeyPlace(4)),
        (Key::PageUp, Intent::VolumeUp),
        (Key::PageDown, Intent::VolumeDown),
    ];
    for (key, intent) in plain {
        window.key_press(key);
        window.run_ok();
        assert_eq!(phone.intents(), [intent], "{key:?}");
    }
    let with_control = [
        (Key::Num2, Intent::LineKey(2)),
        (Key::S, Intent::HardKey(HardKey::Settings)),
        (Key::T, Intent::Mute),
        (Key::H, Intent::Path(AudioPath::Headset)),
        (Key::A, Intent::Answer),
    ];
    for (key, intent) in with_control {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run_ok();
        assert_eq!(phone.intents(), [intent], "{key:?}");
    }
}

#[test]
fn enter_and_arrows_stay_the_phones_when_a_control_has_the_keyboard() {
    let (mut window, phone) = window(idle());
    window.get_by_label("Key 5").focus();
    window.run_ok();
    assert!(window.get_by_label("Key 5").is_focused());

    window.key_press(Key::Enter);
    window.key_press(Key::ArrowDown);
    window.key_press(Key::Escape);
    window.run_ok();
    assert_eq!(
        phone.intents(),
        [
            Intent::Enter,
            Intent::Navigate(Navigate::Down),
            Intent::Escape
        ]
    );

    assert!(window.get_by_label("Key 5").is_focused());
    window.key_press(Key::Space);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Key('5')]);
}

#[test]
fn tab_reaches_the_controls() {
    let (mut window, phone) = window(idle());
    window.key_press(Key::Tab);
    window.run_ok();
    window.key_press(Key::Space);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::LineKey(1)]);
}

#[test]
fn page_up_and_down_page_in_a_menu_and_change_the_volume_elsewhere() {
    let (mut window, phone) = window(idle());
    window.key_press(Key::PageDown);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::VolumeDown]);
    phone.show(Screen {
        menu: Some(Menu {
            items: vec![MenuItem::default(); 9],
            selected: 1,
            ..Menu::default()
        }),
        ..idle()
    });
    window.run_ok();
    window.key_press(Key::PageDown);
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::Menu(MenuWish::Mark(7))]);
}
