//! Conferences as people see them on real stations, on a virtual clock.

mod lab;

use std::time::Duration;

use callmanager::{ConferenceId, Config, Source};
use lab::{Lab, dial, keys, nothing_is_left_of_it, notice, soft_key, states};
use station::{CallState, Intent, Navigate};

fn phones<const N: usize>(config: Config) -> (Lab, [usize; N]) {
    let mut lab = Lab::new(config);
    let mut number = 0;
    let phones = [(); N].map(|()| {
        number += 1;
        lab.phone(&format!("SEP0000000000{number:02}"))
    });
    (lab, phones)
}

/// A phone brings another one, by number, into what it is in.
fn bring_in(lab: &mut Lab, by: usize, number: &str, who: usize) {
    lab.wish(by, soft_key("Confrn"));
    lab.wish(by, dial(number));
    lab.wish(who, Intent::Answer);
    lab.wish(by, soft_key("Confrn"));
}

/// Three phones in a conference that the second one, 1002, has made; more phones beside.
fn conference_of_three<const N: usize>(config: Config) -> (Lab, [usize; N]) {
    let (mut lab, phones) = phones::<N>(config);
    lab.wish(phones[0], dial("1002"));
    lab.wish(phones[1], Intent::Answer);
    bring_in(&mut lab, phones[1], "1003", phones[2]);
    (lab, phones)
}

/// Name of the other side of the last call of a phone.
fn remote(lab: &Lab, phone: usize) -> &str {
    let call = lab.screen(phone).calls.last().expect("a call");
    &call.remote_name
}

/// The phones whose sound is mixed, by conference.
fn mixed(lab: &Lab) -> Vec<(ConferenceId, Vec<usize>)> {
    let mut conferences: Vec<(ConferenceId, Vec<usize>)> = Vec::new();
    for (_, source, remote) in &lab.streams {
        let Source::Conference(conference) = source else {
            continue;
        };
        let phone = lab
            .phones
            .iter()
            .position(|phone| remote.ip() == phone.address)
            .expect("a phone's address");
        match conferences
            .iter_mut()
            .find(|(known, _)| known == conference)
        {
            Some((_, phones)) => phones.push(phone),
            None => conferences.push((*conference, vec![phone])),
        }
    }
    for (_, phones) in &mut conferences {
        phones.sort_unstable();
    }
    conferences
}

/// The phones of the only conference.
fn heard_together(lab: &Lab) -> Vec<usize> {
    let mixed = mixed(lab);
    assert!(mixed.len() <= 1, "{mixed:?}");
    mixed.into_iter().flat_map(|(_, phones)| phones).collect()
}

#[test]
fn three_phones_become_a_conference() {
    let (mut lab, [a, b, c]) = phones(Config::default());
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    assert!(keys(&lab, b).contains(&"Confrn"));
    assert!(!keys(&lab, b).contains(&"ConfList"));
    lab.wish(b, soft_key("Confrn"));
    assert_eq!(states(&lab, b), [CallState::Hold, CallState::OffHook]);
    assert_eq!(lab.screen(b).prompt, "Enter number");
    assert_eq!(lab.streams.len(), 1, "the first hears music");

    lab.wish(b, dial("1003"));
    assert_eq!(states(&lab, b), [CallState::Hold, CallState::RingOut]);
    lab.wish(c, Intent::Answer);
    assert!(lab.talk(b, c));
    assert_eq!(keys(&lab, b), ["EndCall", "Confrn"]);

    lab.wish(b, soft_key("Confrn"));
    assert_eq!(heard_together(&lab), [a, b, c]);
    for phone in [a, b, c] {
        assert_eq!(states(&lab, phone), [CallState::Connected]);
        assert_eq!(remote(&lab, phone), "Conference");
        assert_eq!(lab.screen(phone).prompt, "Connected");
        assert!(lab.screen(phone).calls[0].receiving);
        assert!(lab.screen(phone).calls[0].transmitting);
        assert!(keys(&lab, phone).contains(&"ConfList"));
        assert_eq!(
            [
                keys(&lab, phone).contains(&"RmLstC"),
                keys(&lab, phone).contains(&"Confrn")
            ],
            [phone == b; 2],
            "only who made it may change it"
        );
    }
    assert!(lab.screen(b).off_hook);
    for phone in [a, b, c] {
        lab.wish(phone, Intent::HangUp);
    }
    nothing_is_left_of_it(&lab);
}

#[test]
fn phones_of_all_kinds_of_versions_meet_in_a_conference() {
    for versions in [[3, 22, 11], [22, 3, 17], [8, 11, 3]] {
        let mut lab = Lab::new(Config::default());
        let mut number = 0;
        let [a, b, c] = versions.map(|version| {
            number += 1;
            let phone = lab.start(&format!("SEP00000000000{number}"), version);
            lab.run(Duration::from_secs(5));
            phone
        });
        lab.wish(a, dial("1002"));
        lab.wish(b, Intent::Answer);
        bring_in(&mut lab, b, "1003", c);
        assert_eq!(heard_together(&lab), [a, b, c], "versions {versions:?}");
        for phone in [a, b, c] {
            assert_eq!(remote(&lab, phone), "Conference", "versions {versions:?}");
        }
    }
}

#[test]
fn who_holds_is_silent_and_puts_no_music_into_the_conference() {
    let (mut lab, [a, b, c]) = conference_of_three(Config::default());
    lab.wish(a, soft_key("Hold"));
    assert_eq!(heard_together(&lab), [b, c]);
    assert_eq!(lab.streams.len(), 2, "nobody hears music");
    assert!(lab.phones[a].sends.is_empty() && lab.phones[a].receives.is_empty());
    assert_eq!(states(&lab, a), [CallState::Hold]);
    lab.wish(a, soft_key("Resume"));
    assert_eq!(heard_together(&lab), [a, b, c]);
    assert_eq!(remote(&lab, a), "Conference");
}

#[test]
fn four_and_five_come_in_and_the_rest_goes_on_when_the_first_leaves() {
    let (mut lab, [a, b, c, d, e]) = conference_of_three(Config::default());
    bring_in(&mut lab, b, "1004", d);
    bring_in(&mut lab, b, "1005", e);
    assert_eq!(heard_together(&lab), [a, b, c, d, e]);
    assert_eq!(states(&lab, b), [CallState::Connected]);

    lab.wish(b, Intent::HangUp);
    assert_eq!(states(&lab, b), []);
    assert_eq!(heard_together(&lab), [a, c, d, e]);
    lab.wish(e, Intent::HangUp);
    lab.wish(a, Intent::HangUp);
    // Two that remain need no server between them.
    assert_eq!(mixed(&lab), []);
    assert!(lab.talk(c, d));
    assert_eq!(remote(&lab, c), "Phone 1004");
    assert_eq!(remote(&lab, d), "Phone 1003");
    assert!(!keys(&lab, c).contains(&"ConfList"));
    assert!(keys(&lab, c).contains(&"Confrn"));
    lab.wish(d, Intent::HangUp);
    nothing_is_left_of_it(&lab);
}

#[test]
fn of_three_any_two_remain_in_a_direct_talk() {
    for leaves in 0..3 {
        let (mut lab, phones) = conference_of_three::<3>(Config::default());
        lab.wish(phones[leaves], Intent::HangUp);
        let rest: Vec<usize> = phones
            .into_iter()
            .filter(|phone| *phone != phones[leaves])
            .collect();
        assert!(lab.talk(rest[0], rest[1]), "when {leaves} leaves");
        assert_eq!(remote(&lab, rest[0]), format!("Phone {}", 1_001 + rest[1]));
        assert_eq!(lab.streams, []);
        lab.wish(rest[0], Intent::HangUp);
        nothing_is_left_of_it(&lab);
    }
}

#[test]
fn one_of_the_last_two_may_be_holding() {
    let (mut lab, [a, b, c]) = conference_of_three(Config::default());
    lab.wish(c, soft_key("Hold"));
    lab.wish(b, Intent::HangUp);
    assert_eq!(states(&lab, c), [CallState::Hold]);
    assert_eq!(remote(&lab, c), "Phone 1001");
    let sources: Vec<Source> = lab.streams.iter().map(|(_, source, _)| *source).collect();
    assert_eq!(sources, [Source::Music], "now a is held by c alone");
    lab.wish(c, soft_key("Resume"));
    assert!(lab.talk(a, c));
}

#[test]
fn a_phone_that_quits_leaves_the_conference() {
    let (mut lab, [a, b, c, d]) = conference_of_three(Config::default());
    bring_in(&mut lab, b, "1004", d);
    lab.wish(a, Intent::Quit);
    lab.run(Duration::from_secs(5));
    assert_eq!(heard_together(&lab), [b, c, d]);
}

#[test]
fn confrn_waits_for_the_answer() {
    let (mut lab, [a, b, c]) = phones(Config::default());
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(b, soft_key("Confrn"));
    lab.wish(b, dial("1003"));
    let second = lab.screen(b).calls[1].call_reference;
    assert!(!keys(&lab, b).contains(&"Confrn"));
    lab.send_soft_key(b, CONFERENCE, second);
    assert_eq!(notice(&lab, b), "Can Not Complete Conference");
    lab.wish(c, Intent::Answer);
    lab.wish(b, soft_key("Confrn"));
    assert_eq!(heard_together(&lab), [a, b, c]);
}

#[test]
fn who_is_not_to_come_in_is_let_go_and_the_first_call_resumed() {
    let (mut lab, [a, b, c]) = phones(Config::default());
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    lab.wish(b, soft_key("Confrn"));
    lab.wish(b, dial("1003"));
    lab.wish(c, Intent::Answer);
    lab.wish(b, Intent::HangUp);
    assert_eq!(states(&lab, c), []);
    assert_eq!(states(&lab, b), [CallState::Hold]);
    lab.wish(b, soft_key("Resume"));
    assert!(lab.talk(a, b));
    assert_eq!(lab.streams, []);
}

#[test]
fn who_is_in_already_cannot_come_in_twice() {
    let (mut lab, [a, b, c]) = conference_of_three(Config::default());
    lab.wish(b, soft_key("Confrn"));
    lab.wish(b, dial("7001"));
    lab.wish(a, Intent::Answer);
    assert_eq!(
        states(&lab, a),
        [CallState::Hold, CallState::Connected],
        "its first call waits"
    );
    lab.wish(b, soft_key("Confrn"));
    assert_eq!(notice(&lab, b), "In Conference Already");
    assert!(lab.talk(a, b));
    lab.wish(a, Intent::HangUp);
    lab.wish(b, soft_key("Resume"));
    lab.wish(a, soft_key("Resume"));
    assert_eq!(heard_together(&lab), [a, b, c]);
}

#[test]
fn a_conference_has_a_size() {
    let config = Config {
        conference_size: 3,
        ..Config::default()
    };
    let (mut lab, [a, b, c, _]) = conference_of_three(config);
    lab.wish(b, soft_key("Confrn"));
    assert_eq!(notice(&lab, b), "Exceed Maximum Parties");
    assert_eq!(heard_together(&lab), [a, b, c]);
}

#[test]
fn a_meeting_has_the_same_size() {
    let config = Config {
        conference_size: 3,
        ..Config::default()
    };
    let (mut lab, [a, b, c, d]) = phones(config);
    lab.wish(a, soft_key("NewCall"));
    lab.wish(a, soft_key("MeetMe"));
    for phone in [a, b, c, d] {
        lab.wish(phone, dial("639"));
    }
    assert_eq!(heard_together(&lab), [a, b, c]);
    assert_eq!(lab.screen(d).prompt, "Exceed Maximum Parties");
    // When somebody leaves there is room again.
    lab.wish(d, Intent::HangUp);
    lab.wish(b, Intent::HangUp);
    lab.wish(d, dial("639"));
    assert_eq!(heard_together(&lab), [a, c, d]);
}

#[test]
fn only_who_made_it_may_bring_somebody_in() {
    let (mut lab, [a, b, c]) = conference_of_three(Config::default());
    let call = lab.screen(a).calls[0].call_reference;
    lab.send_soft_key(a, CONFERENCE, call);
    assert_eq!(notice(&lab, a), "Can Not Complete Conference");
    lab.send_soft_key(c, REMOVE_LAST, lab.screen(c).calls[0].call_reference);
    assert_eq!(notice(&lab, c), "Key is Not Active");
    assert_eq!(heard_together(&lab), [a, b, c]);
}

#[test]
fn who_came_last_has_to_go_first() {
    let (mut lab, [a, b, c, d]) = conference_of_three(Config::default());
    bring_in(&mut lab, b, "1004", d);
    lab.wish(b, soft_key("RmLstC"));
    assert_eq!(states(&lab, d), []);
    assert_eq!(heard_together(&lab), [a, b, c]);
    lab.wish(b, soft_key("RmLstC"));
    assert_eq!(states(&lab, c), []);
    assert!(lab.talk(a, b));
}

/// What the page in front of a phone lists.
fn listed(lab: &Lab, phone: usize) -> Vec<&str> {
    let menu = lab.screen(phone).menu.as_ref();
    let items = menu.map_or(&[][..], |menu| &menu.items);
    items.iter().map(|item| item.label.as_str()).collect()
}

#[test]
fn the_participants_are_listed_on_the_phone_and_one_of_them_is_removed() {
    let (mut lab, [a, b, c, d]) = conference_of_three(Config::default());
    bring_in(&mut lab, b, "1004", d);
    lab.wish(a, soft_key("Hold"));
    lab.wish(b, soft_key("ConfList"));
    let menu = lab.screen(b).menu.clone().expect("the list");
    assert_eq!(
        (menu.title.as_str(), menu.prompt.as_str()),
        ("Conference", "4 participants")
    );
    assert_eq!(
        listed(&lab, b),
        [
            "* 1002 Phone 1002",
            "1001 Phone 1001 (hold)",
            "1003 Phone 1003",
            "1004 Phone 1004"
        ]
    );
    assert_eq!(keys(&lab, b), ["Remove", "Update", "Exit"]);

    lab.wish(a, soft_key("Resume"));
    lab.wish(b, soft_key("Update"));
    assert_eq!(listed(&lab, b)[1], "1001 Phone 1001");
    lab.wish(b, Intent::Navigate(Navigate::Down));
    lab.wish(b, Intent::Navigate(Navigate::Down));
    lab.wish(b, soft_key("Remove"));
    assert_eq!(states(&lab, c), []);
    assert_eq!(heard_together(&lab), [a, b, d]);
    assert_eq!(
        listed(&lab, b),
        ["* 1002 Phone 1002", "1001 Phone 1001", "1004 Phone 1004"]
    );
    // Who cannot remove reads the list all the same.
    lab.wish(d, soft_key("ConfList"));
    assert_eq!(keys(&lab, d), ["Update", "Exit"]);
    lab.wish(d, soft_key("Exit"));
    assert_eq!(lab.screen(d).menu, None);
    assert!(keys(&lab, d).contains(&"ConfList"));

    // When two are left, or the phone leaves, so does the list.
    lab.wish(b, Intent::Navigate(Navigate::Up));
    lab.wish(b, soft_key("Remove"));
    assert!(lab.talk(b, d));
    assert_eq!(lab.screen(b).menu, None);
    assert_eq!(lab.phones[b].anomalies, [""; 0]);
}

#[test]
fn the_list_does_not_outlive_the_call() {
    let (mut lab, [a, b, c, d]) = conference_of_three(Config::default());
    bring_in(&mut lab, b, "1004", d);
    lab.wish(d, soft_key("ConfList"));
    assert_eq!(listed(&lab, d).len(), 4);
    lab.wish(b, soft_key("RmLstC"));
    assert_eq!(lab.screen(d).menu, None);
    assert_eq!(heard_together(&lab), [a, b, c]);
}

#[test]
fn selected_calls_are_joined() {
    let (mut lab, [a, b, c, d]) = phones(Config::default());
    lab.wish(a, dial("1002"));
    lab.wish(b, Intent::Answer);
    for (number, phone) in [("1003", c), ("1004", d)] {
        lab.wish(b, soft_key("Hold"));
        lab.wish(b, soft_key("NewCall"));
        lab.wish(b, dial(number));
        lab.wish(phone, Intent::Answer);
    }
    lab.wish(b, soft_key("Join"));
    assert_eq!(notice(&lab, b), "Can Not Join Calls", "none is selected");
    let calls: Vec<u32> = lab
        .screen(b)
        .calls
        .iter()
        .map(|call| call.call_reference)
        .collect();
    for call in &calls[..2] {
        lab.wish(b, Intent::Focus(*call));
        lab.wish(b, soft_key("Select"));
    }
    lab.wish(b, Intent::Focus(calls[2]));
    lab.wish(b, soft_key("Join"));
    assert_eq!(heard_together(&lab), [a, b, c, d]);
    assert_eq!(states(&lab, b), [CallState::Connected]);
    assert!(!lab.screen(b).calls[0].selected);
    // A caller from outside comes in the same way.
    assert!(keys(&lab, b).contains(&"RmLstC"));
    for phone in [a, b, c, d] {
        lab.wish(phone, Intent::HangUp);
    }
    nothing_is_left_of_it(&lab);
}

#[test]
fn a_call_is_joined_to_a_conference_that_is_there() {
    let (mut lab, [a, b, c, d]) = conference_of_three(Config::default());
    let conference = lab.screen(b).calls[0].call_reference;
    lab.wish(d, dial("1002"));
    lab.wish(b, Intent::Answer);
    assert_eq!(states(&lab, b), [CallState::Hold, CallState::Connected]);
    lab.wish(b, Intent::Focus(conference));
    lab.wish(b, soft_key("Select"));
    let front = lab.screen(b).calls[1].call_reference;
    lab.wish(b, Intent::Focus(front));
    lab.wish(b, soft_key("Join"));
    assert_eq!(heard_together(&lab), [a, b, c, d]);
    assert_eq!(lab.screen(b).calls.len(), 1);
    assert_eq!(lab.screen(b).calls[0].call_reference, conference);
}

#[test]
fn a_conference_is_transferred_to_somebody_who_takes_the_place() {
    let (mut lab, [a, b, c, d]) = conference_of_three(Config::default());
    lab.wish(c, soft_key("Transfer"));
    lab.wish(c, dial("1004"));
    lab.wish(d, Intent::Answer);
    lab.wish(c, soft_key("Transfer"));
    assert_eq!(states(&lab, c), []);
    assert_eq!(heard_together(&lab), [a, b, d]);
    assert_eq!(remote(&lab, d), "Conference");
    lab.wish(b, Intent::HangUp);
    assert!(lab.talk(a, d));
}

#[test]
fn meet_me_is_opened_by_its_host_and_closed_by_the_last() {
    let (mut lab, [a, b, c]) = phones(Config::default());
    lab.wish(a, dial("631"));
    assert_eq!(lab.screen(a).prompt, "Meet-Me is Unavailable");
    assert_eq!(lab.screen(a).tone.as_deref(), Some("ReorderTone"));
    lab.wish(a, Intent::HangUp);

    lab.wish(b, soft_key("NewCall"));
    lab.wish(b, soft_key("MeetMe"));
    assert_eq!(lab.screen(b).prompt, "MeetMe");
    assert_eq!(lab.screen(b).tone.as_deref(), Some("ZipZip"));
    for key in "631".chars() {
        lab.wish(b, Intent::Key(key));
    }
    assert_eq!(states(&lab, b), [CallState::Connected]);
    assert_eq!(remote(&lab, b), "Conference");
    assert_eq!(lab.screen(b).calls[0].remote_number, "631");
    assert_eq!(heard_together(&lab), [b]);
    for phone in [a, c] {
        lab.wish(phone, dial("631"));
        assert_eq!(states(&lab, phone), [CallState::Connected]);
    }
    assert_eq!(heard_together(&lab), [a, b, c]);
    assert!(keys(&lab, a).contains(&"ConfList"));

    // It stays a meeting with two and with one, and without its host.
    lab.wish(b, Intent::HangUp);
    assert_eq!(heard_together(&lab), [a, c]);
    lab.wish(a, Intent::HangUp);
    assert_eq!(heard_together(&lab), [c]);
    lab.wish(c, Intent::HangUp);
    nothing_is_left_of_it(&lab);
    lab.wish(c, dial("631"));
    assert_eq!(lab.screen(c).prompt, "Meet-Me is Unavailable");
}

#[test]
fn meet_me_opens_nothing_but_its_own_numbers() {
    let (mut lab, [a, b]) = phones(Config::default());
    lab.wish(a, soft_key("NewCall"));
    lab.wish(a, soft_key("MeetMe"));
    lab.wish(a, dial("1002"));
    assert_eq!(lab.screen(a).prompt, "Meet-Me is Unavailable");
    assert_eq!(states(&lab, b), []);
}

/// Events of keys in the server's template.
const CONFERENCE: u32 = 13;
const REMOVE_LAST: u32 = 19;
