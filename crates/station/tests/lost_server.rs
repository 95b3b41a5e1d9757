//! A lost server: what goes on without it, and how the phone comes to the next one.

mod rig;

use std::time::Duration;

use rig::{Rig, ServerKind, config};
use sccp::Message;
use station::{
    AudioPath, CallState, Event, HardKey, Input, Intent, Moment, RegistrationState, StationConfig,
    VoiceCommand,
};

const SECOND: Duration = Duration::from_secs(1);
const PRIMARY: &str = "192.0.2.1:2000";
const SECONDARY: &str = "192.0.2.2:2000";
const TERTIARY: &str = "192.0.2.3:2000";
const DOWN: &str = "CM down, features disabled";

fn with_servers(servers: &[&str]) -> StationConfig {
    StationConfig {
        servers: servers.iter().map(|server| (*server).to_owned()).collect(),
        ..config()
    }
}

/// Registered with the primary of three servers.
fn registered() -> Rig {
    Rig::registered(
        with_servers(&[PRIMARY, SECONDARY, TERTIARY]),
        ServerKind::default(),
    )
}

/// The same, talking in call 101 with stream 501. `events`: payload type of telephone events.
fn talking(events: u32) -> Rig {
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.intent(Intent::Key('6'));
    rig.intent(Intent::Key('0'));
    rig.media(501, 101, events);
    rig.call_state(5, 1, 101);
    rig.says(rig::select(1, 101, 1));
    assert!(rig.screen().calls[0].receiving && rig.screen().calls[0].transmitting);
    rig.packets_come = 200;
    rig.clear();
    rig
}

fn loses_server(rig: &mut Rig) {
    rig.input(Input::Disconnected {
        reason: "the server closed the connection".into(),
    });
}

fn last_server(rig: &Rig) -> &str {
    &rig.connects.last().expect("it has connected").1
}

fn labels(rig: &Rig) -> Vec<String> {
    let keys = rig.screen().soft_keys.keys;
    keys.into_iter().map(|key| key.label).collect()
}

/// Questions for figures.
fn asks(command: &VoiceCommand) -> bool {
    matches!(command, VoiceCommand::QueryStatistics { .. })
}

/// Commands that end sound.
fn ends_sound(command: &VoiceCommand) -> bool {
    matches!(
        command,
        VoiceCommand::CloseReceive { .. }
            | VoiceCommand::StopTransmit { .. }
            | VoiceCommand::Path(None)
            | VoiceCommand::Microphone { stream: None }
            | VoiceCommand::Mute(true)
    )
}

#[test]
fn a_call_goes_on_in_silence_of_the_server() {
    let mut rig = talking(0);
    rig.server.silent_about = vec![0x0000];
    rig.pass(SECOND * 100);
    assert_eq!(
        rig.disconnects.len(),
        1,
        "three keepalives without an answer"
    );
    let screen = rig.screen();
    assert_eq!(screen.prompt, DOWN);
    assert_eq!(screen.calls.len(), 1);
    assert_eq!(screen.calls[0].state, CallState::Connected);
    assert!(screen.calls[0].receiving && screen.calls[0].transmitting && screen.off_hook);
    assert!(!rig.voice.iter().any(ends_sound), "{:?}", rig.voice);
    assert_eq!(rig.connects.len(), 1, "no server before the call ends");
}

#[test]
fn a_call_goes_on_when_the_connection_is_closed_or_reset_or_broken() {
    let losses: [fn(&mut Rig); 3] = [
        loses_server,
        |rig| {
            rig.input(Input::Disconnected {
                reason: "the server reset the connection".into(),
            });
        },
        |rig| rig.says_hex("03000000 00000000 00010000"),
    ];
    for lose in losses {
        let mut rig = talking(0);
        lose(&mut rig);
        rig.pass(SECOND * 3600);
        assert_eq!(rig.screen().prompt, DOWN);
        assert_eq!(rig.screen().calls.len(), 1);
        assert!(!rig.voice.iter().any(ends_sound), "{:?}", rig.voice);
        assert_eq!(rig.connects.len(), 1);
        assert!(rig.sent.is_empty(), "{:?}", rig.sent_names());
    }
}

#[test]
fn the_screen_says_what_the_phone_will_do() {
    let mut rig = talking(0);
    let line_keys = rig.screen().line_keys.len();
    loses_server(&mut rig);
    let registration = rig.screen().registration;
    assert_eq!(registration.state, RegistrationState::Waiting);
    for words in [
        PRIMARY,
        "closed the connection",
        "call goes on",
        SECONDARY,
        "when it has ended",
    ] {
        assert!(registration.text.contains(words), "{}", registration.text);
    }
    assert_eq!(labels(&rig), ["EndCall"]);
    assert_eq!(
        rig.screen().line_keys.len(),
        line_keys,
        "the buttons keep their labels"
    );
}

#[test]
fn the_phone_registers_with_the_next_server_when_the_call_ends() {
    for hang_up in [
        Intent::HangUp,
        Intent::SoftKey("EndCall".into()),
        Intent::SoftKeyPlace(0),
        Intent::Hook,
        Intent::Path(AudioPath::default()),
    ] {
        let mut rig = talking(0);
        loses_server(&mut rig);
        rig.pass(SECOND * 60);
        let voice_before = rig.voice.len();
        rig.intent(hang_up.clone());
        let screen = rig.screen();
        assert!(
            screen.calls.is_empty() && !screen.off_hook,
            "{hang_up:?}: {screen:#?}"
        );
        for command in [
            VoiceCommand::StopTransmit { stream: 501 },
            VoiceCommand::CloseReceive {
                stream: 501,
                keep_port: false,
            },
            VoiceCommand::Path(None),
        ] {
            assert!(rig.voice[voice_before..].contains(&command), "{command:?}");
        }
        assert_eq!(rig.states_of(101), [CallState::OnHook], "{hang_up:?}");
        assert_eq!(
            rig.connects.last(),
            Some(&(rig.now, SECONDARY.to_owned())),
            "at once, with {hang_up:?}"
        );
        rig.connected();
        assert_eq!(rig.state(), RegistrationState::Registered);
        assert_ne!(rig.screen().prompt, DOWN);
        assert_eq!(labels(&rig), ["Redial", "NewCall"], "the server's keys");
    }
}

/// The far end of a call that goes on has gone: the phone is with the next server, and says why.
fn ends_for_silence(rig: &mut Rig) {
    let screen = rig.screen();
    assert!(screen.calls.is_empty() && !screen.off_hook, "{screen:#?}");
    assert_eq!(rig.states_of(101), [CallState::OnHook]);
    assert!(rig.voice.contains(&VoiceCommand::Path(None)));
    assert_eq!(last_server(rig), SECONDARY);
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
    let notice = rig.screen().notify.map(|notice| notice.text);
    let words = "The call has ended: nothing came from the other side any more";
    assert_eq!(notice.as_deref(), Some(words));
    rig.pass(SECOND * 15);
    assert_eq!(rig.screen().notify, None);
}

#[test]
fn a_call_whose_far_end_went_with_the_server_ends_after_twenty_seconds() {
    let mut rig = talking(0);
    rig.packets_come = 0;
    loses_server(&mut rig);
    rig.pass(SECOND * 19);
    assert_eq!(rig.screen().prompt, DOWN);
    assert_eq!(rig.connects.len(), 1);
    rig.pass(SECOND);
    ends_for_silence(&mut rig);
}

#[test]
fn a_call_whose_far_end_hangs_up_later_ends_too() {
    let mut rig = talking(0);
    loses_server(&mut rig);
    rig.pass(SECOND * 3600);
    rig.packets_come = 0;
    rig.pass(SECOND * 19);
    assert_eq!(rig.screen().prompt, DOWN);
    rig.pass(SECOND * 5);
    ends_for_silence(&mut rig);
}

#[test]
fn a_pause_in_the_sound_ends_no_call() {
    let mut rig = talking(0);
    loses_server(&mut rig);
    for _ in 0..100 {
        rig.packets_come = 0;
        rig.pass(SECOND * 16);
        rig.packets_come = 1;
        rig.pass(SECOND * 4);
    }
    assert_eq!(rig.screen().prompt, DOWN);
    assert!(!rig.voice.iter().any(ends_sound), "{:?}", rig.voice);
}

#[test]
fn a_call_that_never_received_anything_is_kept() {
    let mut rig = talking(0);
    (rig.packets_received, rig.packets_come) = (0, 0);
    loses_server(&mut rig);
    rig.pass(SECOND * 3600);
    assert_eq!(rig.screen().prompt, DOWN);
    // From its first packet on it is one that receives.
    rig.packets_received = 1;
    rig.pass(SECOND * 25);
    ends_for_silence(&mut rig);
}

#[test]
fn a_call_that_only_sends_is_kept() {
    let mut rig = talking(0);
    rig.says(sccp::CloseReceiveChannel {
        pass_through_party_id: 501,
        ..Default::default()
    });
    rig.packets_come = 0;
    rig.clear();
    loses_server(&mut rig);
    rig.pass(SECOND * 3600);
    assert_eq!(rig.screen().prompt, DOWN);
    assert!(!rig.voice.iter().any(asks), "nothing to ask for");
}

#[test]
fn no_silence_is_counted_while_the_machine_sleeps_or_has_no_network() {
    let mut rig = talking(0);
    rig.packets_come = 0;
    loses_server(&mut rig);
    rig.now = rig.now + SECOND * 3600;
    rig.input(Input::Tick);
    assert_eq!(rig.screen().prompt, DOWN);
    rig.input(Input::Network(station::NetworkNews::Lost));
    rig.pass(SECOND * 3600);
    assert_eq!(rig.screen().calls.len(), 1);
    rig.input(Input::Network(station::NetworkNews::Back));
    rig.pass(SECOND * 24);
    ends_for_silence(&mut rig);
}

#[test]
fn looking_for_silence_clears_no_figures() {
    let mut rig = talking(0);
    loses_server(&mut rig);
    rig.pass(SECOND * 60);
    let asked = VoiceCommand::QueryStatistics {
        stream: 501,
        clear: false,
    };
    let questions: Vec<_> = rig.voice.iter().filter(|each| asks(each)).collect();
    assert_eq!(questions.len(), 16, "at the loss, and every 4 s");
    assert!(questions.into_iter().all(|question| *question == asked));
    let told = |event: &Event| matches!(event, Event::Statistics { .. });
    assert!(!rig.events.iter().any(told), "only at the end");
}

#[test]
fn the_figures_and_the_list_entry_of_a_preserved_call_are_made_at_its_end() {
    let mut rig = talking(0);
    loses_server(&mut rig);
    rig.pass(SECOND * 60);
    let told = |rig: &Rig| {
        rig.events
            .iter()
            .filter(|event| matches!(event, Event::Statistics { call_reference: 101, statistics } if statistics.packets_sent == 100))
            .count()
    };
    assert_eq!(told(&rig), 0);
    rig.intent(Intent::HangUp);
    assert_eq!(told(&rig), 1);
    rig.connected();
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('3'));
    let menu = rig.screen().menu.expect("the placed calls");
    assert_eq!(menu.items[0].label, "60");
}

#[test]
fn keys_that_need_a_server_say_so_and_do_nothing() {
    let mut rig = talking(0);
    loses_server(&mut rig);
    rig.clear();
    for intent in [
        Intent::Key('5'),
        Intent::Dial("600".into()),
        Intent::Paste("600".into()),
        Intent::Redial,
        Intent::Backspace,
        Intent::LineKey(1),
        Intent::LineKey(2),
        Intent::SoftKey("Hold".into()),
        Intent::SoftKey("Trnsfer".into()),
        Intent::HardKey(HardKey::Messages),
    ] {
        let before = rig.screen();
        rig.intent(intent.clone());
        let notice = rig.screen().notify.map(|notice| notice.text);
        assert_eq!(
            notice.as_deref(),
            Some("Not possible without a call server"),
            "{intent:?}"
        );
        rig.pass(SECOND * 4);
        assert_eq!(rig.screen(), before, "{intent:?}");
    }
    assert!(rig.voice.iter().all(asks), "{:?}", rig.voice);
    assert!(rig.sent.is_empty() && rig.connects.len() == 1);
}

#[test]
fn a_number_in_the_call_lists_is_not_dialled_without_a_server() {
    let mut rig = registered();
    rig.incoming(1, 90, "1003");
    rig.call_state(2, 1, 90);
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    loses_server(&mut rig);
    rig.clear();
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    let menu = rig.screen().menu.expect("the missed calls");
    assert_eq!(menu.items[0].detail, "1003");
    rig.intent(Intent::Enter);
    assert_eq!(rig.screen().menu, None);
    assert!(rig.screen().notify.is_some(), "the phone says why not");
    assert!(rig.sent.is_empty() && rig.screen().calls.len() == 1);
}

#[test]
fn what_needs_no_server_goes_on_working() {
    let mut rig = talking(101);
    loses_server(&mut rig);
    rig.clear();
    rig.intent(Intent::Mute);
    assert!(rig.screen().muted);
    rig.intent(Intent::Mute);
    rig.intent(Intent::VolumeUp);
    rig.intent(Intent::Path(AudioPath::Handset));
    assert_eq!(rig.screen().audio_path, Some(AudioPath::Handset));
    rig.intent(Intent::Key('5'));
    assert!(
        rig.voice.contains(&VoiceCommand::SendDigit {
            stream: 501,
            digit: '5'
        }),
        "telephone events need no server"
    );
    rig.intent(Intent::HardKey(HardKey::Settings));
    assert!(rig.screen().menu.is_some());
    rig.intent(Intent::Escape);
    assert_eq!(rig.screen().notify, None);
    assert_eq!(rig.screen().prompt, DOWN);
}

#[test]
fn calls_without_media_end_with_the_server() {
    // Dialling.
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    loses_server(&mut rig);
    assert!(rig.screen().calls.is_empty() && !rig.screen().off_hook);
    assert_eq!(last_server(&rig), SECONDARY);
    // Ringing.
    let mut rig = registered();
    rig.incoming(1, 101, "1003");
    loses_server(&mut rig);
    assert!(rig.screen().calls.is_empty());
    assert_eq!(rig.screen().ring, station::Ring::Off);
    assert_eq!(last_server(&rig), SECONDARY);
    // Held.
    let mut rig = talking(0);
    rig.call_state(8, 1, 101);
    rig.says(sccp::CloseReceiveChannel {
        pass_through_party_id: 501,
        ..Default::default()
    });
    rig.says(sccp::StopMediaTransmission {
        pass_through_party_id: 501,
        ..Default::default()
    });
    loses_server(&mut rig);
    assert!(rig.screen().calls.is_empty());
    assert_eq!(last_server(&rig), SECONDARY);
    // Talking, but nothing is heard or sent.
    let mut rig = registered();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.call_state(5, 1, 101);
    loses_server(&mut rig);
    assert!(rig.screen().calls.is_empty());
    assert_eq!(last_server(&rig), SECONDARY);
}

#[test]
fn only_the_talk_of_several_calls_goes_on() {
    let mut rig = talking(0);
    rig.call_state(8, 1, 102);
    rig.incoming(1, 103, "1003");
    rig.says(rig::tone(0x2d, 1, 101));
    loses_server(&mut rig);
    let references: Vec<_> = rig
        .screen()
        .calls
        .iter()
        .map(|call| call.call_reference)
        .collect();
    assert_eq!(references, [101]);
    assert_eq!(rig.screen().focused_call, Some(101));
    assert_eq!(rig.screen().tone, None, "the knocking has ended");
    assert_eq!(rig.screen().ring, station::Ring::Off);
    assert_eq!(rig.states_of(103).last(), Some(&CallState::OnHook));
    rig.intent(Intent::HangUp);
    assert_eq!(last_server(&rig), SECONDARY);
}

#[test]
fn quits_within_five_seconds_while_a_call_goes_on() {
    let mut rig = talking(0);
    loses_server(&mut rig);
    rig.pass(SECOND * 10);
    let quit_at = rig.now;
    rig.intent(Intent::Quit);
    rig.pass(SECOND * 5);
    let finished = rig.finished.expect("it has left");
    assert!(finished.since(quit_at) <= SECOND, "nobody is waited for");
    assert_eq!(rig.states_of(101), [CallState::OnHook]);
    assert!(
        rig.events
            .iter()
            .any(|event| matches!(event, Event::Statistics { .. })),
        "the figures are told"
    );
}

#[test]
fn an_only_server_is_found_again_after_the_call() {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.talks(1, 101, 501);
    loses_server(&mut rig);
    rig.intent(Intent::HangUp);
    rig.pass(SECOND * 3);
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn an_idle_phone_is_with_the_next_server_at_once() {
    let mut rig = registered();
    rig.pass(SECOND * 200);
    loses_server(&mut rig);
    assert_eq!(rig.connects.last(), Some(&(rig.now, SECONDARY.to_owned())));
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.screen().registration.server, SECONDARY);
}

#[test]
fn all_servers_are_tried_in_their_order_before_any_waits() {
    let mut rig = registered();
    rig.pass(SECOND * 200);
    let lost_at = rig.now;
    loses_server(&mut rig);
    for _ in 0..2 {
        rig.input(Input::ConnectFailed {
            reason: "nothing listens there".into(),
        });
    }
    let tried: Vec<_> = rig.connects[1..].to_vec();
    assert_eq!(
        tried,
        [
            (lost_at, SECONDARY.to_owned()),
            (lost_at, TERTIARY.to_owned())
        ]
    );
    assert_eq!(rig.state(), RegistrationState::Waiting, "now it backs off");
    rig.pass(Duration::from_millis(999));
    assert_eq!(rig.connects.len(), 3);
    rig.pass(SECOND * 2);
    assert_eq!(rig.connects.len(), 4, "and tries again");
}

#[test]
fn the_lost_secondary_gives_way_to_the_primary() {
    let mut rig = registered();
    rig.pass(SECOND * 200);
    loses_server(&mut rig);
    rig.connected();
    rig.pass(SECOND * 200);
    loses_server(&mut rig);
    assert_eq!(rig.connects.last(), Some(&(rig.now, PRIMARY.to_owned())));
}

#[test]
fn a_silent_server_is_locked_out_while_there_are_others() {
    let mut rig = registered();
    rig.server.silent_about = vec![0x0000];
    while last_server(&rig) == PRIMARY {
        rig.pass(SECOND);
        assert!(rig.now < Moment::from_secs(120));
    }
    rig.server.silent_about.clear();
    rig.connected();
    assert_eq!(rig.screen().registration.server, SECONDARY);
    rig.pass(SECOND * 300);
    loses_server(&mut rig);
    assert_eq!(last_server(&rig), TERTIARY, "not the one that was silent");
    rig.input(Input::ConnectFailed {
        reason: "nothing listens there".into(),
    });
    assert_eq!(last_server(&rig), PRIMARY, "better than none");
}

#[test]
fn repeated_attempts_are_spread_by_the_seed() {
    let attempts = |seed| {
        let servers = with_servers(&[PRIMARY, SECONDARY]);
        let mut rig = Rig::new(StationConfig { seed, ..servers }, ServerKind::default());
        rig.start();
        for _ in 0..10 {
            rig.input(Input::ConnectFailed {
                reason: "nothing listens there".into(),
            });
            let due = rig.station.deadline().expect("it tries again");
            rig.pass(due.since(rig.now));
        }
        rig.connects
            .iter()
            .map(|(moment, _)| *moment)
            .collect::<Vec<_>>()
    };
    let mut last: Vec<_> = (0..100)
        .map(|seed| *attempts(seed).last().expect("attempts"))
        .collect();
    assert_eq!(attempts(5), attempts(5));
    assert!(
        (0..100).all(|seed| attempts(seed)[1] == Moment::START),
        "the second server at once"
    );
    last.sort();
    last.dedup();
    assert!(last.len() > 90, "{} different moments of 100", last.len());
}

#[test]
fn late_answers_to_keepalives_lose_no_server() {
    let mut rig = registered();
    rig.server.silent_about = vec![0x0000];
    let mut answered = 0;
    let mut asked: Vec<Moment> = Vec::new();
    while rig.now < Moment::from_secs(900) {
        rig.pass(SECOND);
        let sent = rig.sent_names().len();
        asked.resize(sent, rig.now);
        // Each answer comes 50 s late, when the next keepalive is out already.
        if asked
            .get(answered)
            .is_some_and(|at| rig.now.since(*at) >= SECOND * 50)
        {
            rig.says(sccp::KeepAliveAck::default());
            answered += 1;
        }
    }
    assert!(answered > 20);
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert!(
        rig.sent
            .iter()
            .all(|sent| matches!(sent, Message::KeepAlive(_)))
    );
}

#[test]
fn a_machine_that_slept_asks_its_server_at_once() {
    let mut rig = registered();
    rig.now = Moment::from_secs(3600);
    rig.input(Input::Tick);
    assert_eq!(rig.sent_names(), ["KeepAlive"]);
    let seen = |rig: &Rig| {
        rig.screens.iter().any(|screen| {
            screen
                .notify
                .as_ref()
                .is_some_and(|notice| notice.text.contains("Awake"))
        })
    };
    assert!(seen(&rig), "the screen says so");
    assert_eq!(rig.state(), RegistrationState::Registered);
    assert_eq!(rig.screen().notify, None, "the server has answered");
    rig.pass(SECOND * 600);
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn a_machine_that_slept_finds_its_server_gone_within_seconds() {
    let mut rig = registered();
    rig.server.silent_about = vec![0x0000];
    rig.now = Moment::from_secs(3600);
    rig.input(Input::Tick);
    assert!(rig.screen().notify.is_some());
    rig.pass(SECOND * 3);
    assert_eq!(last_server(&rig), SECONDARY);
    assert!(
        rig.screens.iter().any(|screen| screen
            .registration
            .text
            .contains("after the computer slept")),
        "why is seen"
    );
    rig.connected();
    assert_eq!(rig.state(), RegistrationState::Registered);
}

#[test]
fn a_short_delay_is_no_sleep() {
    let mut rig = registered();
    let due = rig.station.deadline().expect("a keepalive");
    rig.now = due + SECOND * 20;
    rig.input(Input::Tick);
    assert_eq!(rig.sent_names(), ["KeepAlive"]);
    assert!(rig.screens.iter().all(|screen| screen.notify.is_none()));
}

#[test]
fn a_phone_whose_name_another_one_takes_says_so_and_does_not_quarrel() {
    let endings: [fn(&mut Rig); 2] = [loses_server, |rig| {
        rig.says(sccp::Reset {
            reset_type: 2.into(),
        });
    }];
    for end in endings {
        let mut rig = Rig::registered(config(), ServerKind::default());
        rig.pass(SECOND * 3600);
        let mut pauses = Vec::new();
        for _ in 0..9 {
            end(&mut rig);
            let lost_at = rig.now;
            let attempts = rig.connects.len();
            if pauses.len() >= 2 {
                let text = rig.screen().registration.text;
                assert!(
                    text.contains("Another phone seems to use the device name")
                        && text.contains(rig::DEVICE),
                    "{text}"
                );
            }
            while rig.connects.len() == attempts {
                rig.pass(Duration::from_millis(100));
            }
            pauses.push(rig.now.since(lost_at));
            rig.connected();
            assert_eq!(rig.state(), RegistrationState::Registered);
            // The other one is back a second later.
            rig.pass(SECOND);
        }
        assert!(pauses[0] <= SECOND * 2, "the first time it may be anything");
        assert!(pauses[2] >= SECOND * 2, "{pauses:?}");
        assert!(
            pauses[6..].iter().all(|pause| *pause >= SECOND * 30),
            "{pauses:?}"
        );
        assert!(
            pauses.iter().all(|pause| *pause <= SECOND * 61),
            "{pauses:?}"
        );
    }
}

#[test]
fn a_server_list_is_no_way_around_the_pause() {
    let mut rig = registered();
    let mut ended_by: Vec<String> = Vec::new();
    for _ in 0..9 {
        let server = rig.screen().registration.server;
        loses_server(&mut rig);
        let again = ended_by.contains(&server);
        ended_by.push(server);
        assert_eq!(
            rig.state() == RegistrationState::Waiting,
            again,
            "a pause when a server has ended it again: {ended_by:?}"
        );
        assert_eq!(speaks_of_another_phone(&rig), again, "{ended_by:?}");
        rig.clear();
        let attempts = rig.connects.len();
        while rig.state() != RegistrationState::Connecting {
            rig.pass(SECOND);
        }
        assert!(rig.connects.len() <= attempts + 1);
        rig.connected();
        rig.pass(SECOND);
    }
    let first: std::collections::BTreeSet<_> = ended_by.iter().collect();
    assert!(first.len() > 1, "not by one server alone: {ended_by:?}");
}

/// Any screen since the last clear did.
fn speaks_of_another_phone(rig: &Rig) -> bool {
    let texts = rig.screens.iter().map(|screen| &screen.registration.text);
    texts
        .into_iter()
        .any(|text| text.contains("Another phone seems"))
}

#[test]
fn two_servers_killed_one_after_the_other_are_two_lost_servers() {
    for ending in [SECOND, SECOND * 10, SECOND * 100] {
        let mut rig = registered();
        rig.pass(ending);
        loses_server(&mut rig);
        assert_eq!(last_server(&rig), SECONDARY);
        rig.connected();
        assert_eq!(rig.state(), RegistrationState::Registered);
        rig.pass(ending);
        let attempts = rig.connects.len();
        loses_server(&mut rig);
        assert_eq!(rig.connects.len(), attempts + 1, "at once");
        assert_eq!(rig.state(), RegistrationState::Connecting);
        assert!(!speaks_of_another_phone(&rig));
    }
}

#[test]
fn a_server_that_was_down_in_between_is_a_lost_server_each_time() {
    let mut rig = Rig::registered(with_servers(&[PRIMARY]), ServerKind::default());
    for _ in 0..5 {
        rig.pass(SECOND * 5);
        loses_server(&mut rig);
        let lost_at = rig.now;
        while rig.state() != RegistrationState::Connecting {
            rig.pass(SECOND / 10);
        }
        assert!(rig.now.since(lost_at) <= SECOND * 2, "no pause");
        rig.input(Input::ConnectFailed {
            reason: "nothing listens there".into(),
        });
        while rig.state() != RegistrationState::Connecting {
            rig.pass(SECOND / 10);
        }
        rig.connected();
        assert_eq!(rig.state(), RegistrationState::Registered);
    }
    assert!(!speaks_of_another_phone(&rig));
}
