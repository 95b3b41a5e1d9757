//! Speed dials, abbreviated dialling, busy lamp fields in both forms, services.

use std::time::Duration;

use sccp::Message;
use station::{HardKey, Intent, Lamp, LampColour, LineKeyKind, Presence, StationConfig};

use crate::bench::{Says, button, callmanager, offered, phone, speaker, stimuli, with_buttons};
use crate::rig::{Rig, ServerKind, config, outbound};

const BLF: u32 = 0x15;

fn speed_dial(index: u32, number: &str, label: &str) -> Message {
    sccp::SpeedDialStatV2 {
        speed_dial_number: index,
        speed_dial_dir_number: number.into(),
        speed_dial_display_name: label.into(),
    }
    .into()
}

fn blf(index: u32, status: u32, label: &str) -> Message {
    sccp::FeatureStatV2 {
        feature_index: index,
        feature_id: BLF.into(),
        feature_status: status,
        feature_text_label: label.into(),
    }
    .into()
}

/// Subscriptions asked for: transaction, number, seconds.
fn subscriptions(rig: &Rig) -> Vec<(u32, String, u32)> {
    rig.sent_of(|message| match message {
        Message::SubscriptionStatReq(req) => Some((
            req.transaction_id,
            req.subscription_id.to_string(),
            req.timer,
        )),
        _ => None,
    })
}

fn answer(rig: &mut Rig, transaction_id: u32, timer: u32, cause: u32) {
    rig.says(sccp::SubscriptionStat {
        transaction_id,
        subscription_feature_id: sccp::SubscriptionFeature::BLF,
        timer,
        cause: cause.into(),
    });
}

fn told(rig: &mut Rig, transaction_id: u32, notification_status: u32) {
    rig.says(sccp::Notification {
        transaction_id,
        subscription_feature_id: sccp::SubscriptionFeature::BLF,
        notification_status,
        text: "".into(),
    });
}

#[test]
fn a_speed_dial_is_dialled_by_the_server() {
    let mut rig = phone();
    let key = button(&rig, 3);
    assert_eq!(
        (key.kind, key.label.as_str(), key.number.as_str()),
        (LineKeyKind::SpeedDial, "Echo", "600")
    );
    rig.intent(Intent::LineKey(3));
    assert_eq!(stimuli(&rig), [(2, 1, 0)]);
    rig.says(speaker(1));
    rig.call_state(1, 1, 101);
    rig.rings_out(1, 101, "600");
    let screen = rig.screen();
    assert!(screen.off_hook);
    assert_eq!(screen.calls[0].remote_number, "600");
    assert_eq!(screen.dialled, "600");
}

#[test]
fn a_speed_dial_in_the_dial_tone_goes_on_with_that_call() {
    let mut rig = phone();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.clear();
    rig.intent(Intent::LineKey(3));
    assert_eq!(stimuli(&rig), [(2, 1, 0)]);
    assert_eq!(rig.keypad_digits(), "", "the server dials");
    rig.rings_out(1, 101, "600");
    assert_eq!(rig.screen().calls.len(), 1);
}

#[test]
fn both_forms_of_a_speed_dial_say_the_same() {
    let mut rig = phone();
    rig.says(speed_dial(1, "1004", "Carol"));
    assert_eq!(button(&rig, 3).label, "Carol");
    rig.says(sccp::SpeedDialStat {
        speed_dial_number: 1,
        speed_dial_dir_number: "1005".into(),
        speed_dial_display_name: "Eve".into(),
    });
    let key = button(&rig, 3);
    assert_eq!((key.label.as_str(), key.number.as_str()), ("Eve", "1005"));
}

#[test]
fn an_abbreviated_number_dials_a_speed_dial_without_a_button() {
    let mut rig = phone();
    rig.intent(Intent::Key('1'));
    rig.intent(Intent::Key('7'));
    assert_eq!(offered(&rig), ["Dial", "<<", "Cancel", "AbbrDial"]);
    rig.intent(Intent::SoftKey("AbbrDial".into()));
    assert_eq!(stimuli(&rig), [(2, 17, 0)]);
    assert_eq!(rig.screen().dialled, "");
    // A longer number, or none, is no abbreviation.
    for typed in ["171", "0", "*1"] {
        rig.intent(Intent::Paste(typed.into()));
        assert_eq!(offered(&rig), ["Dial", "<<", "Cancel"], "{typed}");
        rig.intent(Intent::Escape);
    }
}

#[test]
fn a_busy_lamp_field_shows_every_state() {
    let mut rig = with_buttons(&[(1, 9), (3, 0x15)]);
    for (status, presence, lamp, colour) in [
        (0, Presence::Unknown, Lamp::Off, LampColour::None),
        (1, Presence::Idle, Lamp::Off, LampColour::None),
        (2, Presence::InUse, Lamp::On, LampColour::Red),
        (3, Presence::DoNotDisturb, Lamp::On, LampColour::Red),
        (4, Presence::Alerting, Lamp::Flash, LampColour::Amber),
    ] {
        // chan-sccp sends a shorter label first, so that phones draw it anew.
        rig.says(blf(3, status, "Caro"));
        rig.says(blf(3, status, "Carol"));
        let key = button(&rig, 2);
        assert_eq!(key.label, "Carol");
        assert_eq!(
            (key.presence, key.lamp, key.colour),
            (Some(presence), lamp, colour)
        );
    }
    rig.says(blf(3, 2, "1005 <=> Carol"));
    assert_eq!(
        button(&rig, 2).label,
        "1005 <=> Carol",
        "with whom she talks"
    );
    rig.intent(Intent::LineKey(2));
    assert_eq!(stimuli(&rig), [(BLF, 3, 0)]);
}

#[test]
fn a_busy_lamp_field_in_the_fixed_form_is_the_same() {
    // Wazo and old servers.
    let server = ServerKind {
        buttons: vec![(1, 9), (3, 0x15)],
        ..ServerKind::wazo()
    };
    let mut rig = Rig::registered(config(), server);
    rig.says(sccp::FeatureStat {
        feature_index: 3,
        feature_id: BLF.into(),
        feature_text_label: "Carol".into(),
        feature_status: 4,
    });
    let key = button(&rig, 2);
    assert_eq!(
        (key.presence, key.label.as_str()),
        (Some(Presence::Alerting), "Carol")
    );
}

/// A phone whose speed dials are watched: 600 behind the first, 1004 behind the second.
fn watching() -> Rig {
    let config = StationConfig {
        watch_speed_dials: true,
        ..config()
    };
    let mut rig = Rig::registered(config, callmanager(&[(1, 9), (1, 2), (2, 2)]));
    rig.says(speed_dial(2, "1004", "Carol"));
    rig
}

#[test]
fn speed_dials_are_watched_by_subscription_when_that_is_wanted() {
    let mut rig = phone();
    rig.says(speed_dial(1, "1004", "Carol"));
    assert_eq!(subscriptions(&rig), [], "nobody asked for it");
    let mut rig = watching();
    let asked = subscriptions(&rig);
    let (carol, _, seconds) = asked
        .iter()
        .find(|(_, number, _)| number == "1004")
        .expect("it is asked for")
        .clone();
    assert_eq!(seconds, 60);
    answer(&mut rig, carol, 60, 0);
    assert_eq!(button(&rig, 3).presence, None, "nothing is known yet");
    told(&mut rig, carol, 2);
    let key = button(&rig, 3);
    assert_eq!(
        (key.presence, key.lamp, key.colour),
        (Some(Presence::InUse), Lamp::On, LampColour::Red)
    );
    assert_eq!(button(&rig, 2).presence, None, "only hers");
    told(&mut rig, carol, 1);
    assert_eq!(button(&rig, 3).lamp, Lamp::Off);
    // It is asked for anew before it gets old.
    rig.clear();
    rig.pass(Duration::from_secs(60));
    assert!(subscriptions(&rig).contains(&(carol, "1004".to_owned(), 60)));
}

#[test]
fn a_subscription_that_is_refused_is_not_asked_for_again() {
    let mut rig = watching();
    let last = subscriptions(&rig)[0].0;
    for transaction in 1..=last {
        answer(&mut rig, transaction, 0, 1);
    }
    rig.clear();
    rig.pass(Duration::from_secs(300));
    assert_eq!(subscriptions(&rig), []);
    assert_eq!(button(&rig, 3).presence, None);
}

#[test]
fn a_subscription_for_ever_is_asked_for_again_after_an_hour() {
    let mut rig = watching();
    let (transaction, number, _) = subscriptions(&rig)[0].clone();
    answer(&mut rig, transaction, u32::MAX, 0);
    rig.clear();
    rig.pass(Duration::from_secs(3601));
    let again = |asked: &(u32, String, u32)| asked.0 == transaction && asked.1 == number;
    assert!(subscriptions(&rig).iter().any(again));
}

#[test]
fn another_number_behind_a_speed_dial_is_another_subscription() {
    let mut rig = watching();
    rig.clear();
    rig.says(speed_dial(2, "1005", "Eve"));
    let asked = subscriptions(&rig);
    assert_eq!((asked[0].1.as_str(), asked[0].2), ("1004", 0), "no more");
    assert_eq!((asked[1].1.as_str(), asked[1].2), ("1005", 60));
    assert_ne!(asked[0].0, asked[1].0);
    told(&mut rig, asked[0].0, 2);
    assert_eq!(button(&rig, 3).presence, None, "that was Carol's");
}

#[test]
fn the_numbers_of_a_call_list_are_watched_while_it_is_open() {
    let mut rig = phone();
    for (reference, number) in [(101, "1003"), (102, "1004"), (103, "1003")] {
        rig.incoming(1, reference, number);
        rig.gives_up(1, reference);
    }
    rig.clear();
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    let asked = subscriptions(&rig);
    let numbers: Vec<_> = asked.iter().map(|(_, number, _)| number.as_str()).collect();
    assert_eq!(numbers, ["1003", "1004"], "each once");
    told(&mut rig, asked[1].0, 4);
    let menu = rig.screen().menu.expect("the list");
    let presences: Vec<_> = menu.items.iter().map(|item| item.presence).collect();
    assert_eq!(presences, [None, Some(Presence::Alerting), None]);
    rig.clear();
    rig.intent(Intent::Escape);
    let ended: Vec<_> = subscriptions(&rig)
        .into_iter()
        .map(|(_, _, timer)| timer)
        .collect();
    assert_eq!(ended, [0, 0]);
}

#[test]
fn old_servers_are_not_asked_to_watch() {
    let server = ServerKind::freeswitch();
    let mut rig = Rig::registered(config(), server);
    rig.incoming(1, 101, "1003");
    rig.gives_up(1, 101);
    rig.intent(Intent::HardKey(HardKey::Directories));
    rig.intent(Intent::Key('1'));
    assert_eq!(subscriptions(&rig), []);
}

#[test]
fn a_service_of_the_phone_itself_is_carried_out() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x14), (2, 0x14), (3, 0x14)]);
    for (index, url) in [
        (1, "Dial:1004"),
        (2, "Application:Cisco/MissedCalls"),
        (3, ""),
    ] {
        rig.says(sccp::ServiceUrlStatV2 {
            service_url_index: index,
            service_url: url.into(),
            service_url_display_name: "Service".into(),
        });
    }
    rig.intent(Intent::LineKey(2));
    assert!(matches!(&rig.sent[0], Message::EnblocCall(call) if call.called_party == "1004"));
    rig.gives_up(1, 0);
    rig.intent(Intent::LineKey(3));
    assert_eq!(
        rig.screen().menu.map(|menu| menu.title),
        Some("Missed calls".into())
    );
    rig.intent(Intent::LineKey(4));
    assert_eq!(stimuli(&rig), [(0x14, 3, 0)], "the server's matter");
}

#[test]
fn a_service_with_an_address_is_chosen_in_the_menu_and_told_to_the_server() {
    let mut rig = with_buttons(&[(1, 9), (1, 0x14), (2, 0x14)]);
    for index in 1..=2 {
        rig.says(sccp::ServiceUrlStat {
            service_url_index: index,
            service_url: format!("http://192.0.2.1/{index}").into(),
            service_url_display_name: "News".into(),
        });
    }
    rig.intent(Intent::LineKey(3));
    assert_eq!(rig.screen().menu.map(|menu| menu.selected), Some(1));
    assert!(rig.sent.is_empty());
    rig.intent(Intent::Enter);
    assert_eq!(stimuli(&rig), [(0x14, 2, 0)]);
    assert_eq!(rig.screen().menu, None);
}

#[test]
fn a_hot_line_dials_as_soon_as_the_phone_is_off_hook() {
    // Private line automatic ringdown: the server dials, nobody types.
    let mut rig = with_buttons(&[(1, 9)]);
    rig.intent(Intent::Hook);
    assert_eq!(rig.sent_names()[0], "OffHook");
    rig.says(speaker(1));
    rig.call_state(1, 1, 101);
    rig.rings_out(1, 101, "1004");
    rig.says(outbound(1, 101, "1004"));
    rig.talks(1, 101, 501);
    let screen = rig.screen();
    assert_eq!(screen.calls[0].remote_number, "1004");
    assert_eq!(rig.keypad_digits(), "");
    assert!(screen.off_hook && screen.calls[0].transmitting);
}
