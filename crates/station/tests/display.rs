//! What the server wants shown: prompts, notices, lamps, labels, time.

mod rig;

use std::time::Duration;

use rig::{Rig, ServerKind, config, prompt};
use station::{Intent, Lamp, RegistrationState};

const SECOND: Duration = Duration::from_secs(1);

fn registered() -> Rig {
    Rig::registered(config(), ServerKind::default())
}

#[test]
fn prompt_that_stood_a_moment_is_seen() {
    let mut rig = registered();
    // Both in one segment, as servers send them.
    let bytes = [
        prompt(b"Please wait", 0, 0, 0),
        prompt(&[0x80, 0x13], 0, 0, 0),
    ]
    .map(|message| sccp::Packet::new(message, sccp::ProtocolVersion::NEWEST).encode())
    .concat();
    rig.input(station::Input::Received(bytes));
    let prompts: Vec<_> = rig
        .screens
        .iter()
        .map(|screen| screen.prompt.as_str())
        .collect();
    assert_eq!(prompts, ["Please wait", "Your current options"]);
}

#[test]
fn a_prompt_with_an_end_gives_way_again() {
    let mut rig = registered();
    rig.says(prompt(&[0x80, 0x13], 0, 0, 0));
    rig.says(prompt(b"Call forwarding is off", 5, 0, 0));
    assert_eq!(rig.screen().prompt, "Call forwarding is off");
    rig.pass(SECOND * 5);
    assert_eq!(rig.screen().prompt, "Your current options");
}

#[test]
fn the_prompt_of_the_call_in_front_is_shown() {
    let mut rig = registered();
    rig.says(prompt(&[0x80, 0x13], 0, 0, 0));
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    assert_eq!(rig.screen().prompt, "Enter number");
    rig.says(prompt(b"Key is not active", 3, 0, 0));
    assert_eq!(
        rig.screen().prompt,
        "Key is not active",
        "a word to the whole phone passes over it"
    );
    rig.pass(SECOND * 3);
    assert_eq!(rig.screen().prompt, "Enter number");
    rig.says(sccp::ClearPromptStatus {
        line_instance: 1,
        call_reference: 101,
    });
    assert_eq!(rig.screen().prompt, "");
    rig.call_state(2, 1, 101);
    assert_eq!(rig.screen().prompt, "Your current options");
    rig.says(sccp::ClearPromptStatus::default());
    assert_eq!(rig.screen().prompt, "");
}

#[test]
fn tokens_and_plain_text_mix() {
    let mut rig = registered();
    rig.says(prompt(b"\x80\x21 701", 0, 0, 0));
    assert_eq!(rig.screen().prompt, "Call Park At 701");
    rig.says(prompt("Grüße".as_bytes(), 0, 0, 0));
    assert_eq!(rig.screen().prompt, "Grüße");
    rig.says(prompt(b"Gr\xfc\xdfe", 0, 0, 0));
    assert_eq!(rig.screen().prompt, "Grüße", "Latin-1 of older servers");
}

#[test]
fn the_dynamic_forms_are_shown_alike() {
    let mut rig = registered();
    rig.says(sccp::DisplayPromptStatusV2 {
        prompt_status: "Hello".into(),
        ..Default::default()
    });
    rig.says(sccp::DisplayPriNotifyV2 {
        priority: 1,
        notify: "Mail".into(),
        ..Default::default()
    });
    assert_eq!(rig.screen().prompt, "Hello");
    assert_eq!(
        rig.screen().notify.map(|notice| notice.text),
        Some("Mail".into())
    );
    rig.says(sccp::DisplayNotifyV2 {
        time_out_value: 2,
        notify: "Parked".into(),
    });
    assert_eq!(
        rig.screen().notify.map(|notice| notice.text),
        Some("Parked".into())
    );
}

#[test]
fn notices_have_priorities_and_ends() {
    let mut rig = registered();
    rig.says(sccp::DisplayPriNotify {
        time_out_value: 0,
        priority: 1,
        notify: "You have voicemail".into(),
    });
    // As a CallManager 4 sends it.
    rig.says_hex(
        "2c000000 00000000 20010000 0a000000 05000000 8017 31303033 \
         0000000000000000000000000000000000000000000000000000",
    );
    let notice = rig.screen().notify.expect("a notice");
    assert_eq!((notice.text.as_str(), notice.priority), ("From 1003", 5));
    assert_eq!(
        notice.until.map(|until| until.since(rig.now)),
        Some(SECOND * 10)
    );
    rig.pass(SECOND * 10);
    assert_eq!(
        rig.screen().notify.map(|notice| notice.text),
        Some("You have voicemail".into())
    );
    rig.says(sccp::ClearPriNotify { priority: 1 });
    assert_eq!(rig.screen().notify, None);
    rig.says(sccp::DisplayNotify {
        time_out_value: 0,
        notify: "Stays".into(),
    });
    rig.pass(SECOND * 100);
    assert!(rig.screen().notify.is_some());
    rig.says(sccp::ClearNotify::default());
    assert_eq!(rig.screen().notify, None);
}

/// A prompt, a plain notice and a notice with a priority, in the form with fixed fields or in the
/// dynamic one.
struct Words {
    dynamic: bool,
}

impl Words {
    fn prompt(&self, text: &str, seconds: u32, call_reference: u32) -> sccp::Message {
        if !self.dynamic {
            let line = u32::from(call_reference != 0);
            return prompt(text.as_bytes(), seconds, line, call_reference);
        }
        sccp::DisplayPromptStatusV2 {
            time_out_value: seconds,
            line_instance: u32::from(call_reference != 0),
            call_reference,
            prompt_status: text.into(),
        }
        .into()
    }

    fn notify(&self, text: &str, time_out_value: u32) -> sccp::Message {
        if self.dynamic {
            sccp::DisplayNotifyV2 {
                time_out_value,
                notify: text.into(),
            }
            .into()
        } else {
            sccp::DisplayNotify {
                time_out_value,
                notify: text.into(),
            }
            .into()
        }
    }

    fn priority(&self, text: &str, priority: u32, time_out_value: u32) -> sccp::Message {
        if self.dynamic {
            sccp::DisplayPriNotifyV2 {
                time_out_value,
                priority,
                notify: text.into(),
            }
            .into()
        } else {
            sccp::DisplayPriNotify {
                time_out_value,
                priority,
                notify: text.into(),
            }
            .into()
        }
    }
}

fn notice(rig: &Rig) -> String {
    let notice = rig.screen().notify;
    notice.map(|notice| notice.text).unwrap_or_default()
}

#[test]
fn the_older_text_comes_back_after_the_passing_one_in_every_form() {
    for dynamic in [false, true] {
        let words = Words { dynamic };
        let mut rig = registered();
        rig.says(words.prompt("Standing", 0, 0));
        rig.says(words.prompt("Passing", 4, 0));
        rig.says(words.notify("Night service", 0));
        rig.says(words.notify("Parked at 701", 3));
        assert_eq!(
            (rig.screen().prompt.as_str(), notice(&rig).as_str()),
            ("Passing", "Parked at 701")
        );
        rig.pass(SECOND * 3);
        assert_eq!(notice(&rig), "Night service");
        rig.says(words.priority("Do not disturb", 4, 0));
        rig.says(words.priority("Key is not active", 4, 2));
        rig.pass(SECOND);
        assert_eq!(rig.screen().prompt, "Standing");
        assert_eq!(notice(&rig), "Key is not active");
        rig.pass(SECOND);
        assert_eq!(notice(&rig), "Do not disturb");
        rig.says(sccp::ClearPriNotify { priority: 4 });
        assert_eq!(notice(&rig), "Night service");
        rig.says(sccp::ClearNotify::default());
        assert_eq!(notice(&rig), "");
    }
}

#[test]
fn the_highest_priority_is_shown_and_each_is_cleared_by_its_own() {
    for dynamic in [false, true] {
        let words = Words { dynamic };
        let mut rig = registered();
        // As chan-sccp numbers them: voice mail, call forward, time-out.
        for (text, priority, seconds) in [("Mail", 1, 0), ("Forwarded", 5, 0), ("Gone soon", 6, 5)]
        {
            rig.says(words.priority(text, priority, seconds));
        }
        assert_eq!(notice(&rig), "Gone soon");
        rig.says(words.priority("Watched", 2, 0));
        assert_eq!(notice(&rig), "Gone soon", "a lower one is not seen");
        rig.pass(SECOND * 5);
        assert_eq!(notice(&rig), "Forwarded");
        rig.says(sccp::ClearPriNotify { priority: 1 });
        assert_eq!(notice(&rig), "Forwarded", "another one was cleared");
        rig.says(words.priority("", 5, 0));
        assert_eq!(notice(&rig), "Watched", "an empty text clears too");
    }
}

#[test]
fn a_prompt_belongs_to_its_call_and_a_notice_to_the_phone() {
    for dynamic in [false, true] {
        let words = Words { dynamic };
        let mut rig = registered();
        rig.says(words.prompt("Your current options", 0, 0));
        rig.talks(1, 101, 7);
        rig.says(words.prompt("Connected", 0, 101));
        rig.says(words.prompt("Recording", 2, 101));
        rig.says(words.notify("Mail", 0));
        assert_eq!(
            (rig.screen().prompt.as_str(), notice(&rig).as_str()),
            ("Recording", "Mail")
        );
        rig.pass(SECOND * 2);
        assert_eq!(rig.screen().prompt, "Connected");
        rig.ends(1, 101, 7);
        assert_eq!(
            (rig.screen().prompt.as_str(), notice(&rig).as_str()),
            ("Your current options", "Mail")
        );
    }
}

#[test]
fn what_a_server_said_goes_with_its_connection() {
    let mut rig = registered();
    rig.says(Words { dynamic: true }.priority("Mail", 1, 0));
    rig.says(sccp::DisplayText {
        text: "Maintenance".into(),
    });
    rig.input(station::Input::Disconnected {
        reason: "gone".into(),
    });
    assert_eq!(
        (rig.screen().notify, rig.screen().display_text),
        (None, None)
    );
}

#[test]
fn a_display_text_of_forty_bytes_is_shown_whole() {
    let mut rig = registered();
    // As Asterisk sends it.
    let text = "A longer text than the field takes, yes";
    let mut frame = vec![44, 0, 0, 0, 0, 0, 0, 0, 0x99, 0, 0, 0];
    frame.extend(text.bytes());
    frame.resize(12 + 40, 0);
    rig.input(station::Input::Received(frame));
    assert_eq!(rig.screen().display_text.as_deref(), Some(text));
}

#[test]
fn text_for_the_whole_display_stands_until_cleared() {
    let mut rig = registered();
    rig.says(sccp::DisplayText {
        text: "Maintenance".into(),
    });
    assert_eq!(rig.screen().display_text.as_deref(), Some("Maintenance"));
    rig.says(sccp::ClearDisplay::default());
    assert_eq!(rig.screen().display_text, None);
}

#[test]
fn lamps_before_the_registration_are_kept() {
    // Asterisk sets the message lamps before it acknowledges.
    let mut rig = Rig::new(config(), ServerKind::asterisk());
    rig.answers = false;
    rig.start();
    rig.connected();
    rig.says(sccp::SetLamp {
        stimulus: 15.into(),
        stimulus_instance: 0,
        lamp_mode: 2.into(),
    });
    rig.says(sccp::RegisterAck {
        keep_alive_interval: 30,
        max_protocol_ver: 48,
        ..Default::default()
    });
    assert_eq!(rig.state(), RegistrationState::Configuring);
    assert_eq!(rig.screen().message_waiting, Lamp::On);
}

#[test]
fn a_forwarded_line_says_where_to() {
    let mut rig = registered();
    rig.says(sccp::ForwardStat {
        active_forward: 1,
        line_number: 1,
        forward_all_active: 4,
        forward_all_dirnum: "1005".into(),
        ..Default::default()
    });
    assert_eq!(
        rig.screen().line_keys[0].forwarded_to.as_deref(),
        Some("1005")
    );
    rig.says(sccp::ForwardStat {
        line_number: 1,
        ..Default::default()
    });
    assert_eq!(rig.screen().line_keys[0].forwarded_to, None);
}

#[test]
fn busy_lamp_fields_shine_by_their_status() {
    let server = ServerKind {
        buttons: vec![(1, 9), (1, 0x15)],
        ..ServerKind::default()
    };
    let mut rig = Rig::registered(config(), server);
    for (status, lamp) in [
        (1, Lamp::Off),
        (2, Lamp::On),
        (4, Lamp::Flash),
        (0, Lamp::Off),
    ] {
        rig.says(sccp::FeatureStatV2 {
            feature_index: 1,
            feature_id: 0x15.into(),
            feature_status: status,
            feature_text_label: "Bob".into(),
        });
        let key = rig.screen().line_keys[1].clone();
        assert_eq!(
            (key.lamp, key.label.as_str()),
            (lamp, "Bob"),
            "status {status}"
        );
    }
}

#[test]
fn the_clock_is_the_servers() {
    let mut rig = registered();
    rig.pass(SECOND * 5);
    // 2026-06-05 12:34:56, from the reference.
    rig.says_hex(
        "28000000 00000000 94000000 ea070000 06000000 05000000 05000000 0c000000 22000000 38000000 00000000 70c2226a",
    );
    let clock = rig.screen().clock.expect("a clock");
    assert_eq!(
        (clock.local_seconds, clock.set_at, clock.separator),
        (0x6a22_c270, rig.now, '.')
    );
    assert!(!clock.twelve_hours);
}

#[test]
fn a_call_of_callmanager_4_byte_by_byte() {
    // NewCall in the order and with the bytes of a CallManager 4.1.
    let server = ServerKind {
        version_byte: Some(5),
        ..ServerKind::default()
    };
    let mut rig = Rig::registered(config(), server);
    rig.intent(Intent::SoftKey("NewCall".into()));
    rig.says_hex("14000000 00000000 85000000 01000000 01000000 00000000 00000000");
    rig.says_hex("08000000 00000000 88000000 01000000");
    rig.says_hex("10000000 00000000 86000000 09000000 01000000 02000000");
    rig.says_hex(
        "1c000000 00000000 11010000 01000000 01000000 1a000001 00000000 04000000 00000000",
    );
    rig.says_hex("14000000 00000000 10010000 01000000 1a000001 04000000 ffffffff");
    rig.says_hex(
        "30000000 00000000 12010000 00000000 8020 000000000000000000000000000000000000000000000000000000000000 \
         01000000 1a000001",
    );
    let screen = rig.screen();
    assert_eq!(
        (screen.focused_call, screen.prompt.as_str()),
        (Some(0x0100_001a), "Enter number")
    );
    assert!(screen.off_hook);
    rig.says_hex(
        "48000000 00000000 05010000 1f000001 01010001 14000000 04000000 00000000 00000000 1a000001 \
         00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000",
    );
    rig.says_hex(
        "58000000 00000000 8a000000 1f000001 01010001 0a66db1b 1aeb0000 14000000 04000000 b8000000 \
         00000000 00000000 00000000 1a000001 \
         00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000",
    );
    let call = &rig.screen().calls[0];
    assert!(call.receiving && call.transmitting);
    let remote = "10.102.219.27:60186".parse().expect("an address");
    assert!(rig.voice.iter().any(|command| matches!(command,
        station::VoiceCommand::StartTransmit { remote: to, tos: 0xb8, .. } if *to == remote)));
    assert_eq!(rig.station.anomalies(), 0);
}

/// The bytes of a message in the layout of this version, with header version 0 and so many bytes
/// cut off or added to the body.
fn frame(message: sccp::Message, layout: u8, body: usize) -> Vec<u8> {
    let mut packet = sccp::Packet::new(message, sccp::ProtocolVersion::new(layout));
    packet.header_version = 0;
    let mut bytes = packet.encode();
    bytes.resize(12 + body, 0);
    let length = u32::try_from(body + 4).expect("small");
    bytes[..4].copy_from_slice(&length.to_le_bytes());
    bytes
}

/// A call in frames of the lengths that a server sends: its address and codec must come out right
/// and the acknowledgement must have the length that it reads.
fn call_in_lengths(
    server: ServerKind,
    open: (u8, usize),
    start: (u8, usize),
    state: usize,
    ack: usize,
) {
    let mut rig = Rig::registered(config(), server);
    let ringing = sccp::CallState {
        call_state: 5.into(),
        line_instance: 1,
        call_reference: 7,
        ..Default::default()
    };
    for bytes in [
        frame(ringing.into(), 22, state),
        frame(rig::open_receive(7, 0, 0), open.0, open.1),
        frame(rig::start_transmission(7, 0, 0), start.0, start.1),
    ] {
        rig.input(station::Input::Received(bytes));
    }
    let call = &rig.screen().calls[0];
    assert!(call.receiving && call.transmitting);
    let remote = "192.0.2.20:18000".parse().expect("an address");
    assert!(rig.voice.iter().any(|command| matches!(command,
        station::VoiceCommand::StartTransmit { stream: 7, remote: to, codec: 4, ptime_ms: 20, .. } if *to == remote)));
    let sent = rig
        .sent_bytes
        .iter()
        .find(|frame| frame[8..10] == [0x22, 0])
        .expect("an acknowledgement");
    assert_eq!(sent.len(), ack);
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn a_call_in_the_lengths_of_freeswitch() {
    call_in_lengths(ServerKind::freeswitch(), (8, 92), (8, 112), 12, 28);
}

#[test]
fn a_call_in_the_lengths_of_wazo() {
    call_in_lengths(ServerKind::wazo(), (11, 120), (11, 112), 24, 32);
}

#[test]
fn a_call_in_the_lengths_of_asterisk() {
    call_in_lengths(ServerKind::asterisk(), (17, 168), (17, 132), 24, 48);
}

#[test]
fn a_call_in_the_lengths_of_callmanager_2() {
    call_in_lengths(ServerKind::callmanager2(), (3, 24), (3, 40), 24, 28);
}
