//! The made-up screens.

use station::{
    AudioPath, Call, CallFigures, CallState, Clock, DateOrder, Direction, FigureSample, Lamp,
    LampColour, Language, LineKey, LineKeyKind, Menu, MenuItem, Moment, Notify, Precedence,
    Presence, Privacy, Registration, RegistrationState, Ring, Screen, Security, SoftKey,
    SoftKeyBar,
};

/// The moment at which the gallery opens.
pub(crate) const NOW: Moment = Moment::from_secs(4000);

/// What can be shown.
pub(crate) const NAMES: [&str; 16] = [
    "idle",
    "typed",
    "dialling",
    "ringing",
    "talk",
    "many",
    "menu",
    "help",
    "connecting",
    "waiting",
    "silent",
    "text",
    "features",
    "missed",
    "page",
    "figures",
];

/// The screen of this name.
pub(crate) fn named(name: &str) -> Option<Screen> {
    Some(match name {
        "idle" => idle(),
        "typed" => typed(),
        "dialling" => dialling(),
        "ringing" => ringing(),
        "talk" => talk(),
        "many" => many(),
        "menu" => menu(),
        "help" => help(),
        "connecting" => connecting(),
        "waiting" => waiting(),
        "silent" => silent(),
        "text" => text(),
        "features" => features(),
        "missed" => missed(),
        "page" => page(),
        "figures" => figures(),
        _ => return None,
    })
}

/// The same on a phone of this language, with the labels that its soft keys have there.
pub(crate) fn in_language(mut screen: Screen, language: Language) -> Screen {
    screen.language = language;
    for key in &mut screen.soft_keys.keys {
        key.label = language.say(&key.name).unwrap_or(&key.name).to_owned();
    }
    screen
}

fn key(position: usize, kind: LineKeyKind, instance: u32, label: &str, lamp: Lamp) -> LineKey {
    LineKey {
        position,
        kind,
        instance,
        label: label.to_owned(),
        number: label.to_owned(),
        lamp,
        ..LineKey::default()
    }
}

fn soft_keys(labels: &[&str]) -> SoftKeyBar {
    let keys = labels.iter().enumerate().map(|(index, label)| SoftKey {
        label: (*label).to_owned(),
        name: (*label).to_owned(),
        event: index as u32 + 1,
    });
    SoftKeyBar {
        keys: keys.collect(),
        page: 0,
    }
}

fn call(
    call_reference: u32,
    line_instance: u32,
    state: CallState,
    name: &str,
    number: &str,
) -> Call {
    Call {
        call_reference,
        line_instance,
        state,
        remote_name: name.to_owned(),
        remote_number: number.to_owned(),
        direction: Direction::Outbound,
        state_since: Moment::from_secs(3988),
        ..Call::default()
    }
}

/// Nothing goes on.
pub(crate) fn idle() -> Screen {
    Screen {
        device: "SEP02A4F10C77E1".to_owned(),
        registration: Registration {
            state: RegistrationState::Registered,
            text: "Registered".to_owned(),
            server: "127.0.0.1:41873".to_owned(),
            reason: String::new(),
            standby: String::new(),
            protocol_version: 22,
        },
        own_number: "1001".to_owned(),
        clock: Some(Clock {
            set_at: Moment::from_secs(10),
            local_seconds: 1_795_340_310,
            order: DateOrder::DayMonthYear,
            separator: '.',
            twelve_hours: false,
        }),
        line_keys: vec![
            key(1, LineKeyKind::Line, 1, "1001", Lamp::Off),
            key(2, LineKeyKind::Line, 2, "1101 Sales", Lamp::Off),
            key(3, LineKeyKind::SpeedDial, 1, "Echo", Lamp::Off),
            key(4, LineKeyKind::SpeedDial, 2, "Grace Hopper", Lamp::Off),
            key(5, LineKeyKind::Feature, 1, "Do not disturb", Lamp::Off),
            key(6, LineKeyKind::Service, 1, "Weather", Lamp::Off),
        ],
        active_line: 1,
        prompt: "Your current options".to_owned(),
        soft_keys: soft_keys(&["Redial", "NewCall", "CFwdAll", "Pickup", "GPickUp", "DND"]),
        preferred_path: AudioPath::Headset,
        volume: 60,
        ..Screen::default()
    }
}

fn typed() -> Screen {
    Screen {
        dialled: "0041445551234".to_owned(),
        prompt: "Enter number".to_owned(),
        soft_keys: soft_keys(&["Dial", "<<", "Cancel"]),
        ..idle()
    }
}

fn off_hook() -> Screen {
    Screen {
        off_hook: true,
        audio_path: Some(AudioPath::Headset),
        ..idle()
    }
}

fn dialling() -> Screen {
    let mut screen = off_hook();
    screen.calls = vec![Call {
        direction: Direction::Unknown,
        ..call(7, 1, CallState::OffHook, "", "")
    }];
    screen.focused_call = Some(7);
    screen.dialled = "60".to_owned();
    screen.prompt = "Enter number".to_owned();
    screen.soft_keys = soft_keys(&["<<", "EndCall"]);
    screen.line_keys[0].lamp = Lamp::On;
    screen
}

fn ringing() -> Screen {
    let mut screen = idle();
    screen.calls = vec![Call {
        direction: Direction::Inbound,
        via: "1500".to_owned(),
        ..call(8, 1, CallState::RingIn, "Ada Lovelace", "1002")
    }];
    screen.focused_call = Some(8);
    screen.prompt = "From Ada Lovelace (1002)".to_owned();
    screen.soft_keys = soft_keys(&["Answer", "iDivert", "DND"]);
    screen.line_keys[0].lamp = Lamp::Flash;
    screen.ring = Ring::Inside;
    screen
}

fn talk() -> Screen {
    let mut screen = off_hook();
    let first = Call {
        connected_at: Some(Moment::from_secs(3600)),
        direction: Direction::Inbound,
        ..call(8, 1, CallState::Hold, "Ada Lovelace", "1002")
    };
    let second = Call {
        connected_at: Some(Moment::from_secs(3863)),
        security: Security::Encrypted,
        receiving: true,
        transmitting: true,
        ..call(9, 1, CallState::Connected, "Echo test", "600")
    };
    screen.calls = vec![first, second];
    screen.focused_call = Some(9);
    screen.prompt = "Connected".to_owned();
    screen.soft_keys = soft_keys(&[
        "Hold", "EndCall", "Trnsfer", "Confrn", "Park", "Join", "Select",
    ]);
    screen.line_keys[0].lamp = Lamp::On;
    screen.line_keys[1].lamp = Lamp::On;
    screen.line_keys[3].lamp = Lamp::On;
    screen.message_waiting = Lamp::On;
    screen
}

fn many() -> Screen {
    let mut screen = talk();
    screen.calls[0].direction = Direction::Inbound;
    let more = [
        call(
            10,
            2,
            CallState::RingIn,
            "A caller with quite a long name who does not fit",
            "004144555123456789",
        ),
        call(11, 2, CallState::RemoteHold, "", "1005"),
        call(
            12,
            2,
            CallState::CallRemoteMultiline,
            "Charles Babbage",
            "1006",
        ),
        call(13, 1, CallState::Busy, "", "603"),
        call(14, 1, CallState::RingOut, "Grace Hopper", "1007"),
    ];
    screen.calls.extend(more);
    screen.focused_call = Some(12);
    screen.line_keys[1].lamp = Lamp::Flash;
    screen.line_keys[0].forwarded_to = Some("1500".to_owned());
    screen.line_keys[1].label = "A rather long line label".to_owned();
    screen
        .line_keys
        .push(key(7, LineKeyKind::SpeedDial, 3, "Reception", Lamp::Blink));
    screen
        .line_keys
        .push(key(8, LineKeyKind::Line, 3, "1201", Lamp::Wink));
    screen.muted = true;
    screen.volume = 100;
    screen.audio_path = Some(AudioPath::Speaker);
    screen.soft_keys.page = 1;
    screen.notify = Some(Notify {
        text: "Call park at 7001".to_owned(),
        priority: 0,
        until: None,
    });
    screen
}

/// Every mark of keys and calls, and more keys than the phone has.
fn features() -> Screen {
    let mut screen = talk();
    screen.calls[0].privacy = Privacy::Limited;
    screen.calls[1].recorded = true;
    screen.calls.push(Call {
        precedence: Precedence::Flash,
        security: Security::Authenticated,
        ..call(10, 2, CallState::RingIn, "Charles Babbage", "1006")
    });
    let line = &mut screen.line_keys[0];
    line.call_state = CallState::Connected;
    line.colour = LampColour::Green;
    line.message_waiting = Lamp::On;
    let second = &mut screen.line_keys[1];
    second.call_state = CallState::RingIn;
    second.lamp = Lamp::Flash;
    second.colour = LampColour::Amber;
    second.forwarded_busy_to = Some("1500".to_owned());
    screen.line_keys[4].lamp = Lamp::On;
    let seen = [
        Presence::Idle,
        Presence::InUse,
        Presence::Alerting,
        Presence::DoNotDisturb,
        Presence::Unknown,
    ];
    for position in 7..=20 {
        let presence = seen[position % seen.len()];
        let (lamp, colour) = match presence {
            Presence::InUse => (Lamp::On, LampColour::Red),
            Presence::Alerting => (Lamp::Flash, LampColour::Amber),
            _ => (Lamp::Off, LampColour::None),
        };
        screen.line_keys.push(LineKey {
            presence: Some(presence),
            colour,
            ..key(
                position,
                LineKeyKind::Feature,
                position as u32,
                &format!("Desk {position}"),
                lamp,
            )
        });
    }
    screen
}

fn page() -> Screen {
    let mut screen = idle();
    screen.menu = Some(Menu {
        title: "News".to_owned(),
        text: "The canteen is closed on Friday.\n\n".repeat(12),
        prompt: "Read and press Exit".to_owned(),
        ..Menu::default()
    });
    screen.soft_keys = soft_keys(&["Update", "Exit"]);
    screen
}

fn missed() -> Screen {
    Screen {
        missed_calls: 2,
        ..idle()
    }
}

fn menu() -> Screen {
    let mut screen = idle();
    let item = |label: &str, detail: &str| MenuItem {
        label: label.to_owned(),
        detail: detail.to_owned(),
        ..MenuItem::default()
    };
    screen.menu = Some(Menu {
        title: "Settings".to_owned(),
        items: vec![
            item("Ring type", "Inside"),
            item("Ringer volume", "60"),
            item("Network", "127.0.0.1:41873"),
            item("Call statistics", ""),
            item("Status", "Registered"),
            item("Model information", "SEP02A4F10C77E1"),
            item("Region of tones", "Europe"),
            item("Headset", "Default device"),
            item("Speaker", "Default device"),
            item("About", "0.1.0"),
        ],
        selected: 2,
        ..Menu::default()
    });
    screen.prompt = "Use the arrows or the keypad".to_owned();
    screen.soft_keys = soft_keys(&["Select", "", "Exit"]);
    screen.soft_keys.keys.remove(1);
    screen
}

fn connecting() -> Screen {
    Screen {
        device: "SEP02A4F10C77E1".to_owned(),
        registration: Registration {
            state: RegistrationState::Connecting,
            text: "Connecting to 192.0.2.10:2000".to_owned(),
            server: "192.0.2.10:2000".to_owned(),
            reason: String::new(),
            standby: String::new(),
            protocol_version: 0,
        },
        prompt: "Connecting to 192.0.2.10:2000".to_owned(),
        volume: 60,
        ..Screen::default()
    }
}

fn waiting() -> Screen {
    let mut screen = connecting();
    screen.registration.state = RegistrationState::Waiting;
    screen.registration.text =
        "192.0.2.10:2000 refused the connection. Is the call server running there? Next attempt in 8 s.".to_owned();
    screen.prompt = "Server not reached".to_owned();
    screen
}

fn silent() -> Screen {
    Screen {
        sound_notice:
            "The headset “USB Audio” was unplugged; the call goes on on the default device"
                .to_owned(),
        ..talk()
    }
}

fn text() -> Screen {
    Screen {
        display_text: Some("The call server is being updated.\nCalls in progress go on; new calls are possible again at 10:30.".to_owned()),
        ..idle()
    }
}

fn help() -> Screen {
    let mut screen = menu();
    let item = |label: &str, detail: &str| MenuItem {
        label: label.to_owned(),
        detail: detail.to_owned(),
        ..MenuItem::default()
    };
    screen.menu = Some(Menu {
        title: "Help".to_owned(),
        items: vec![
            item("Digits", "Type a number, then Dial or Enter"),
            item("Enter", "Dials, answers, picks"),
            item("Line button", "A new call on that line, or its call"),
            item("Soft keys", "What the call server offers now"),
            item("Arrows", "From call to call"),
            item("Messages", "Calls the mailbox"),
        ],
        selected: 1,
        ..Menu::default()
    });
    screen
}

/// The figures of a call that was disturbed a while ago.
fn figures() -> Screen {
    let mut figures = CallFigures::of(1);
    for second in 0..240_u16 {
        let bad = f32::from(second.abs_diff(110)) / 30.0;
        let bad = (1.0 - bad).max(0.0);
        let wave = (f32::from(second) / 3.0).sin() * 0.5 + 0.5;
        figures.samples.push_back(FigureSample {
            at: Moment::from_secs(3700 + u64::from(second)),
            mos_lqk: 4.41 - 2.1 * bad - 0.05 * wave,
            jitter_ms: 1.0 + wave + 38.0 * bad,
            loss_ratio: 0.08 * bad * wave,
            conceal_ratio: 0.11 * bad,
            playout_delay_ms: 30 + (90.0 * bad) as u32,
            ..FigureSample::default()
        });
    }
    let items = [
        ("Codec", "G.711 µ-law 64k"),
        ("Packet length", "20 ms"),
        ("Received", "12012"),
        ("Sent", "12040"),
        ("Lost", "28"),
        ("Discarded", "3"),
        ("Jitter", "1.2 ms, at most 39.4 ms"),
        ("Playout delay", "31 ms"),
        ("MOS LQK", "4.38"),
        ("MOS mean, worst, best", "4.11 · 2.31 · 4.41"),
        ("Concealed", "1.2 %, now 0.0 %, at most 11.0 %"),
        ("Concealed seconds", "34, severely 21"),
        ("Latency", "48.2 ms, at most 71.9 ms"),
        ("The other side", "12 lost, jitter 3.1 ms"),
    ];
    let item = |(label, detail): (&str, &str)| MenuItem {
        label: label.to_owned(),
        detail: detail.to_owned(),
        ..MenuItem::default()
    };
    Screen {
        menu: Some(Menu {
            title: "Call statistics".to_owned(),
            items: items.map(item).into(),
            ..Menu::default()
        }),
        figures: Some(figures.into()),
        ..talk()
    }
}
