//! Phones that share a media thread.

use super::super::VoiceHost;
use super::*;

fn call(host: &VoiceHost, ports: u16) -> (Phone, Phone) {
    let phone = |ports| Phone::start_with(ports, |config, reports| host.voice(config, reports));
    let (mut anna, mut bert) = (phone(ports..=ports + 9), phone(ports + 10..=ports + 19));
    let (at_anna, at_bert) = (anna.open(1), bert.open(1));
    anna.talk_to(1, at_bert);
    bert.talk_to(1, at_anna);
    (anna, bert)
}

#[test]
fn phones_on_one_thread_hear_their_own_calls_and_leave_without_the_others_noticing() {
    let host = VoiceHost::start(1).expect("a thread");
    let (mut anna, mut bert) = call(&host, 42_700);
    let (mut carl, dora) = call(&host, 42_720);
    for phone in [&mut anna, &mut bert, &mut carl] {
        phone.statistics_when(1, |now| now.packets_received >= 20);
    }
    drop(dora);
    // Somebody else takes the place that Dora has left.
    let mut emil = Phone::start_with(42_740..=42_749, |config, reports| {
        host.voice(config, reports)
    });
    let (at_carl, at_emil) = (carl.open(1), emil.open(1));
    carl.talk_to(1, at_emil);
    emil.talk_to(1, at_carl);
    for phone in [&mut carl, &mut emil] {
        phone.statistics_when(1, |now| now.packets_received >= 20);
    }
    for phone in [&mut anna, &mut bert] {
        let now = phone.statistics(1).packets_received;
        let later = phone.statistics_when(1, |then| then.packets_received >= now + 20);
        assert_eq!(later.packets_lost, 0);
    }
    assert!(host.pacing().packets > 100);
}

#[test]
fn a_phone_outlives_the_host_it_came_from() {
    let host = VoiceHost::start(2).expect("two threads");
    let (mut anna, mut bert) = call(&host, 42_760);
    drop(host);
    anna.statistics_when(1, |now| now.packets_received >= 10);
    bert.statistics_when(1, |now| now.packets_received >= 10);
}
