//! What the window says is what the screen says.

use egui::accesskit::Toggled;
use egui_kittest::kittest::{NodeT, Queryable};
use station::{
    AudioPath, Call, CallState, Clock, DateOrder, Direction, HardKey, Intent, Lamp, LineKey,
    LineKeyKind, Menu, MenuItem, MenuWish, Moment, Notify, Precedence, Presence, Privacy,
    RegistrationState, Screen, Security,
};

use crate::fake::{click, description, idle, soft_keys, window};

fn call(call_reference: u32, state: CallState, name: &str, number: &str) -> Call {
    Call {
        call_reference,
        line_instance: 1,
        state,
        direction: Direction::Inbound,
        remote_name: name.to_owned(),
        remote_number: number.to_owned(),
        state_since: Moment::from_secs(90),
        ..Call::default()
    }
}

#[test]
fn the_prompt_is_read_and_a_notice_covers_it() {
    let (mut window, phone) = window(idle());
    window.get_by_label("Your current options");
    let notify = Notify {
        text: "Parked at 7001".to_owned(),
        ..Notify::default()
    };
    phone.show(Screen {
        notify: Some(notify),
        ..idle()
    });
    window.run_ok();
    window.get_by_label("Parked at 7001");
    assert!(window.query_by_label("Your current options").is_none());
}

#[test]
fn an_item_that_has_nothing_to_say_below_its_label_stands_in_the_middle_of_its_row() {
    let item = |label: &str, detail: &str| MenuItem {
        label: label.to_owned(),
        detail: detail.to_owned(),
        ..MenuItem::default()
    };
    let long = "a detail that is so long that it has no room beside its label";
    let menu = Menu {
        items: vec![item("Alone", ""), item("With more", long)],
        ..Menu::default()
    };
    let (window, _) = window(Screen {
        menu: Some(menu),
        ..idle()
    });
    let mut texts = Vec::new();
    for clipped in &window.output().shapes {
        crate::beside::read(&clipped.shape, clipped.clip_rect, &mut texts);
    }
    let above_middle = |label: &str, row: &str| {
        let text = texts.iter().find(|text| text.text == label);
        let text = text.expect("it is drawn").rect.center().y;
        window.get_by_label(row).rect().center().y - text
    };
    let (alone, more) = (
        above_middle("Alone", "1 Alone"),
        above_middle("With more", "2 With more"),
    );
    assert!(alone.abs() < 3.0, "{alone} above the middle");
    assert!(more > 6.0, "{more} above the middle");
}

#[test]
fn a_line_tells_its_lamp_and_what_it_means() {
    let mut screen = idle();
    let (mut window, phone) = window(screen.clone());
    assert_eq!(description(&window, "Line 1 1001"), "Lamp off");

    screen.line_keys[0].lamp = Lamp::Flash;
    screen.line_keys[0].call_state = CallState::RingIn;
    phone.show(screen.clone());
    window.run_ok();
    assert_eq!(
        description(&window, "Line 1 1001"),
        "Lamp flashing, ringing"
    );

    screen.line_keys[0].lamp = Lamp::Wink;
    screen.line_keys[0].forwarded_to = Some("1500".to_owned());
    screen.line_keys[0].call_state = CallState::Hold;
    phone.show(screen);
    window.run_ok();
    assert_eq!(
        description(&window, "Line 1 1001"),
        "Lamp winking, on hold, forwarded to 1500"
    );
}

#[test]
fn a_call_tells_how_urgent_recorded_and_secret_it_is() {
    let marked = Call {
        precedence: Precedence::Flash,
        security: Security::Encrypted,
        recorded: true,
        privacy: Privacy::Limited,
        ..call(5, CallState::RingIn, "Ada", "1002")
    };
    let (window, _) = window(Screen {
        calls: vec![marked],
        ..idle()
    });
    window.get_by_label("Ada, From 1002, Incoming, flash, recorded, private, encrypted");
}

#[test]
fn the_call_that_the_phone_records_says_so() {
    let talks = Call {
        receiving: true,
        transmitting: true,
        ..call(5, CallState::Connected, "Ada", "1002")
    };
    let held = call(6, CallState::Hold, "Bob", "1003");
    let (window, _) = window(Screen {
        calls: vec![talks, held],
        recording: true,
        ..idle()
    });
    window.get_by_label("Ada, From 1002, Connected, recorded");
    window.get_by_label("Bob, From 1003, On hold");
}

#[test]
fn keys_beyond_the_eighth_stand_on_a_module_and_can_be_pressed() {
    let mut screen = idle();
    screen.line_keys.push(LineKey {
        position: 12,
        kind: LineKeyKind::SpeedDial,
        instance: 9,
        label: "Reception".to_owned(),
        presence: Some(Presence::InUse),
        ..LineKey::default()
    });
    let (mut window, phone) = window(screen);
    assert_eq!(
        description(&window, "Speed dial 9 Reception"),
        "Lamp off, in a call"
    );
    click(&mut window, "Speed dial 9 Reception");
    assert_eq!(phone.intents(), [Intent::LineKey(12)]);
}

#[test]
fn a_page_of_an_application_shows_its_text_and_what_it_asks_for() {
    let page = Menu {
        title: "News".to_owned(),
        text: "The canteen is closed.".to_owned(),
        prompt: "Read and press Exit".to_owned(),
        ..Menu::default()
    };
    let (window, _) = window(Screen {
        menu: Some(page),
        ..idle()
    });
    for words in ["News", "The canteen is closed.", "Read and press Exit"] {
        window.get_by_label(words);
    }
}

#[test]
fn a_field_of_a_page_is_marked_by_a_click_and_nothing_is_typed_into_another() {
    let field = |label: &str| MenuItem {
        label: label.to_owned(),
        ..MenuItem::default()
    };
    let page = Menu {
        title: "Log in".to_owned(),
        items: vec![field("User"), field("PIN")],
        input: true,
        ..Menu::default()
    };
    let (mut window, phone) = window(Screen {
        menu: Some(page),
        ..idle()
    });
    click(&mut window, "2 PIN");
    assert_eq!(phone.intents(), [Intent::Menu(MenuWish::Mark(1))]);
}

#[test]
fn missed_calls_are_told_on_the_idle_phone_and_lead_to_the_lists() {
    let (mut window, phone) = window(Screen {
        missed_calls: 2,
        ..idle()
    });
    click(&mut window, "2 missed calls");
    assert_eq!(phone.intents(), [Intent::HardKey(HardKey::Directories)]);
}

#[test]
fn headset_speaker_and_mute_tell_their_lamps() {
    let (mut window, phone) = window(idle());
    assert_eq!(description(&window, "Speaker"), "Lamp off");
    phone.show(Screen {
        off_hook: true,
        audio_path: Some(AudioPath::Speaker),
        muted: true,
        ..idle()
    });
    window.run_ok();
    for (name, on) in [
        ("Headset", false),
        ("Speaker", true),
        ("Mute", true),
        ("Hook", true),
    ] {
        let toggled = if on { Toggled::True } else { Toggled::False };
        assert_eq!(
            window.get_by_label(name).accesskit_node().toggled(),
            Some(toggled),
            "{name}"
        );
    }
    assert_eq!(description(&window, "Mute"), "Lamp on");
    assert_eq!(description(&window, "Hook"), "The phone is off hook");
}

#[test]
fn the_strip_tells_of_messages() {
    let (mut window, phone) = window(idle());
    window.get_by_label("No messages waiting");
    phone.show(Screen {
        message_waiting: Lamp::On,
        ..idle()
    });
    window.run_ok();
    window.get_by_label("Messages waiting");
}

#[test]
fn calls_are_listed_with_name_number_state_and_timer() {
    let connected = Call {
        connected_at: Some(Moment::from_secs(35)),
        ..call(6, CallState::Connected, "Ada", "1002")
    };
    let screen = Screen {
        calls: vec![call(5, CallState::Hold, "", "1003"), connected],
        focused_call: Some(6),
        ..idle()
    };
    let (mut window, phone) = window(screen);
    assert_eq!(description(&window, "Ada, From 1002, Connected"), "1:05");
    click(&mut window, "From 1003, On hold");
    assert_eq!(phone.intents(), [Intent::Focus(5)]);
}

#[test]
fn the_timer_counts_on() {
    let connected = Call {
        connected_at: Some(Moment::from_secs(35)),
        ..call(6, CallState::Connected, "Ada", "1002")
    };
    let (mut window, phone) = window(Screen {
        calls: vec![connected],
        ..idle()
    });
    phone.set_now(Moment::from_secs(35 + 3600));
    window.run_ok();
    assert_eq!(description(&window, "Ada, From 1002, Connected"), "1:00:00");
}

#[test]
fn the_call_in_front_is_in_sight_among_many() {
    let calls: Vec<Call> = (1..=9)
        .map(|number| call(number, CallState::Hold, "", &format!("100{number}")))
        .collect();
    let (window, _) = window(Screen {
        calls,
        focused_call: Some(7),
        ..idle()
    });
    assert!(window.query_by_label("From 1007, On hold").is_some());
    assert!(window.query_by_label("From 1001, On hold").is_none());
    window.get_by_label("4 more above, 2 below");
}

#[test]
fn digits_typed_on_hook_are_shown() {
    let (window, _) = window(Screen {
        dialled: "600".to_owned(),
        ..idle()
    });
    window.get_by_label("To dial 600");
}

#[test]
fn a_phone_that_is_not_registered_says_why() {
    let mut screen = idle();
    screen.registration.state = RegistrationState::Rejected;
    screen.registration.text = "No such device".to_owned();
    let (window, _) = window(screen);
    window.get_by_label("Registration rejected. No such device");
}

#[test]
fn trouble_with_the_sound_is_told() {
    let (window, _) = window(Screen {
        sound_notice: "The headset is gone".to_owned(),
        ..idle()
    });
    window.get_by_label("The headset is gone");
}

#[test]
fn the_title_has_the_servers_time_and_the_own_number() {
    let clock = Clock {
        set_at: Moment::from_secs(40),
        local_seconds: 1_795_340_310,
        order: DateOrder::DayMonthYear,
        separator: '.',
        twelve_hours: false,
    };
    let (window, _) = window(Screen {
        clock: Some(clock),
        muted: true,
        ..idle()
    });
    window.get_by_label("09:39 22.11.26, 1001, microphone muted");
}

fn menu() -> Screen {
    let items = (1..=12)
        .map(|number| MenuItem {
            label: format!("Item {number}"),
            detail: format!("detail {number}"),
            ..MenuItem::default()
        })
        .collect();
    Screen {
        menu: Some(Menu {
            title: "Settings".to_owned(),
            items,
            selected: 1,
            ..Menu::default()
        }),
        soft_keys: soft_keys(&["Select", "Exit"]),
        ..idle()
    }
}

#[test]
fn a_menu_is_picked_by_pointer() {
    let (mut window, phone) = window(menu());
    let marked = window.get_by_label("2 Item 2");
    assert_eq!(marked.accesskit_node().toggled(), Some(Toggled::True));
    assert_eq!(description(&window, "3 Item 3"), "detail 3");
    click(&mut window, "3 Item 3");
    assert_eq!(phone.intents(), [Intent::Menu(MenuWish::Pick(2))]);
}

#[test]
fn a_menu_follows_its_marked_item() {
    let (mut window, phone) = window(menu());
    assert!(window.query_by_label("12 Item 12").is_none());
    let mut screen = menu();
    if let Some(menu) = &mut screen.menu {
        menu.selected = 10;
    }
    phone.show(screen);
    window.run_ok();
    click(&mut window, "10 Item 10");
    assert_eq!(phone.intents(), [Intent::Menu(MenuWish::Pick(9))]);
    assert!(window.query_by_label("1 Item 1").is_none());
}

#[test]
fn the_volume_is_told() {
    let (mut window, phone) = window(idle());
    window.get_by_label("Ringer volume 50 percent");
    phone.show(Screen {
        off_hook: true,
        volume: 80,
        ..idle()
    });
    window.run_ok();
    window.get_by_label("Volume 80 percent");
}

#[test]
fn a_text_of_the_server_does_not_hide_a_call() {
    let mut screen = Screen {
        display_text: Some("Closed today".to_owned()),
        ..idle()
    };
    let (mut window, phone) = window(screen.clone());
    window.get_by_label("Closed today");
    screen.calls = vec![call(5, CallState::RingIn, "Ada", "1002")];
    phone.show(screen);
    window.run_ok();
    window.get_by_label("Ada, From 1002, Incoming");
    assert!(window.query_by_label("Closed today").is_none());
}
