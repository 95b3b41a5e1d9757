//! Each control, found by its name, gives its intent.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use station::{AudioPath, Call, CallState, HardKey, Intent, Navigate, Screen};

use crate::fake::{click, idle, soft_keys, window};

#[test]
fn every_key_gives_its_intent() {
    let (mut window, phone) = window(idle());
    let keys = "123456789*0#"
        .chars()
        .map(|key| (format!("Key {key}"), Intent::Key(key)));
    let others = [
        ("Soft key Redial", Intent::SoftKeyPlace(0)),
        ("Soft key CFwdAll", Intent::SoftKeyPlace(2)),
        ("Line 1 1001", Intent::LineKey(1)),
        ("Speed dial 1 Echo", Intent::LineKey(2)),
        ("Navigate up", Intent::Navigate(Navigate::Up)),
        ("Navigate down", Intent::Navigate(Navigate::Down)),
        ("Navigate left", Intent::Navigate(Navigate::Left)),
        ("Navigate right", Intent::Navigate(Navigate::Right)),
        ("Select", Intent::Enter),
        ("Messages", Intent::HardKey(HardKey::Messages)),
        ("Directories", Intent::HardKey(HardKey::Directories)),
        ("Services", Intent::HardKey(HardKey::Services)),
        ("Settings", Intent::HardKey(HardKey::Settings)),
        ("Help", Intent::HardKey(HardKey::Help)),
        ("Volume up", Intent::VolumeUp),
        ("Volume down", Intent::VolumeDown),
        ("Headset", Intent::Path(AudioPath::Headset)),
        ("Speaker", Intent::Path(AudioPath::Speaker)),
        ("Mute", Intent::Mute),
        ("Hook", Intent::Hook),
    ]
    .map(|(name, intent)| (name.to_owned(), intent));
    for (name, intent) in keys.chain(others) {
        click(&mut window, &name);
        assert_eq!(phone.intents(), [intent], "{name}");
    }
}

#[test]
fn assistive_technology_presses_keys_without_a_pointer() {
    let (mut window, phone) = window(idle());
    window.get_by_label("Soft key NewCall").click_accesskit();
    window.run_ok();
    assert_eq!(phone.intents(), [Intent::SoftKeyPlace(1)]);
}

#[test]
fn places_without_a_key_cannot_be_pressed() {
    let (mut window, phone) = window(idle());
    for name in ["Soft key place 4, empty", "Line key 3, unused"] {
        assert!(
            window.get_by_label(name).accesskit_node().is_disabled(),
            "{name}"
        );
        click(&mut window, name);
        assert_eq!(phone.intents(), [], "{name}");
    }
}

#[test]
fn more_than_five_soft_keys_are_turned_by_the_fifth() {
    let mut screen = Screen {
        soft_keys: soft_keys(&["Hold", "EndCall", "Trnsfer", "Confrn", "Park", "Join"]),
        ..idle()
    };
    let (mut window, phone) = window(screen.clone());
    assert!(window.query_by_label("Soft key Park").is_none());
    click(&mut window, "Soft key more");
    assert_eq!(phone.intents(), [Intent::SoftKeyPlace(4)]);

    screen.soft_keys.page = 1;
    phone.show(screen);
    window.run_ok();
    click(&mut window, "Soft key Join");
    assert_eq!(phone.intents(), [Intent::SoftKeyPlace(1)]);
    assert!(window.query_by_label("Soft key Hold").is_none());
    assert!(window.query_by_label("Soft key more").is_some());
}

#[test]
fn five_soft_keys_need_no_turning() {
    let keys = soft_keys(&["Hold", "EndCall", "Trnsfer", "Confrn", "Park"]);
    let (mut window, phone) = window(Screen {
        soft_keys: keys,
        ..idle()
    });
    assert!(window.query_by_label("Soft key more").is_none());
    click(&mut window, "Soft key Park");
    assert_eq!(phone.intents(), [Intent::SoftKeyPlace(4)]);
}

#[test]
fn the_right_button_offers_the_windows_own_menu() {
    let screen = Screen {
        dialled: "600".to_owned(),
        ..idle()
    };
    let (mut window, phone) = window(screen);
    window.get_by_label("Key 5").click_secondary();
    window.run_ok();
    window.get_by_label_contains("Copy 600");
    window.get_by_label_contains("Quit").click();
    window.run_ok();
    assert!(window.query_by_label_contains("Copy 600").is_none());
    assert_eq!(phone.intents(), []);
}

#[test]
fn the_windows_menu_begins_and_ends_the_recording_of_a_call() {
    let mut screen = Screen {
        calls: vec![Call {
            call_reference: 5,
            state: CallState::Connected,
            ..Call::default()
        }],
        ..idle()
    };
    let (mut window, phone) = window(screen.clone());
    for (recording, entry) in [(false, "Record the call"), (true, "Stop recording")] {
        screen.recording = recording;
        phone.show(screen.clone());
        window.run_ok();
        window.get_by_label("Key 5").click_secondary();
        window.run_ok();
        window.get_by_label_contains(entry).click();
        window.run_ok();
        assert_eq!(phone.intents(), [Intent::Record(!recording)], "{entry}");
    }
}

#[test]
fn the_menu_of_the_window_opens_and_is_gone_through_by_keys() {
    let (mut window, phone) = window(idle());
    window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    window.run_ok();
    window.run_ok();
    assert!(window.get_by_label_contains("Paste number").is_focused());
    window.key_press(Key::Tab);
    window.run_ok();
    assert!(window.get_by_label("Do not disturb").is_focused());
    let entry = window.get_by_label("Do not disturb").rect();
    let mark = window.ctx.global_style().visuals.widgets.active.bg_stroke;
    let is_mark = |shape: &egui::Shape| match shape {
        egui::Shape::Rect(drawn) => drawn.stroke == mark && drawn.rect.contains_rect(entry),
        _ => false,
    };
    let shapes = &window.output().shapes;
    assert!(shapes.iter().any(|clipped| is_mark(&clipped.shape)));
    window.key_press(Key::Enter);
    window.run_ok();
    let quiet = Intent::Prefer(station::Preference::DoNotDisturb(true));
    assert_eq!(phone.intents(), [quiet]);
    assert!(window.query_by_label("Do not disturb").is_none(), "closed");
    window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    window.run_ok();
    window.key_press(Key::Escape);
    window.run_ok();
    assert!(window.query_by_label("Do not disturb").is_none(), "closed");
    assert_eq!(phone.intents(), [], "Escape was the menu's");
}
