//! Applications on the server: data in both forms, pages, and what is answered.

mod rig;

use rig::{Rig, ServerKind, config};
use sccp::{Message, SequenceFlag, UserData, UserDataVersion1};
use station::{ApplicationData, Event, Intent, Menu, Navigate, StationConfig};

/// The application that chan-sccp's conference list is.
const CONFERENCE: u32 = 9081;
const TRANSACTION: u32 = 417;

fn registered() -> Rig {
    let mut rig = Rig::registered(config(), ServerKind::default());
    rig.clear();
    rig
}

fn version1(sequence_flag: SequenceFlag, data: &[u8]) -> Message {
    let user_to_device_data = UserDataVersion1 {
        application_id: CONFERENCE,
        // This server writes line and call the wrong way round here.
        line_instance: 0x0100_0001,
        call_reference: 1,
        transaction_id: TRANSACTION,
        sequence_flag,
        display_priority: 2,
        conference_id: 1,
        app_instance_id: CONFERENCE,
        routing_id: 1,
        data: sccp::Data::new(data),
    };
    sccp::UserToDeviceDataVersion1 {
        user_to_device_data,
    }
    .into()
}

fn plain(data: &str) -> Message {
    let user_to_device_data = UserData {
        application_id: 1,
        line_instance: 1,
        call_reference: 2,
        transaction_id: 3,
        data: data.into(),
    };
    sccp::UserToDeviceData {
        user_to_device_data,
    }
    .into()
}

fn shows(rig: &mut Rig, document: &str) {
    rig.says(version1(SequenceFlag::LAST, document.as_bytes()));
}

/// A conference list as a chan-sccp shows it to a moderator.
fn conference_list(members: &[(u32, &str, u32)]) -> String {
    use std::fmt::Write as _;
    let mut xml = String::from(
        "<CiscoIPPhoneIconFileMenu appId=\"9081\" onAppClosed=\"9081\"><Title IconIndex=\"4\">Conference 1</Title>\n\
         <Prompt>Make Your Selection</Prompt>\n",
    );
    for (id, name, icon) in members {
        let _ = writeln!(
            xml,
            "<MenuItem><IconIndex>{icon}</IconIndex><Name>{id}:{name}</Name>\
             <URL>UserCallData:{CONFERENCE}:1:16777217:{TRANSACTION}:{id}</URL></MenuItem>"
        );
    }
    for (place, name, url) in [
        (1, "EndConf", "UserDataSoftKey:Select:9081:ENDCONF/417"),
        (2, "Mute", "UserDataSoftKey:Select:9081:MUTE/417"),
        (3, "Kick", "UserDataSoftKey:Select:9081:KICK/417"),
        (4, "Exit", "SoftKey:Exit"),
        (5, "Moderate", "UserDataSoftKey:Select:9081:MODERATE/417"),
        (6, "Invite", "UserDataSoftKey:Select:9081:INVITE/1/417"),
    ] {
        let _ = writeln!(
            xml,
            "<SoftKeyItem><Name>{name}</Name><Position>{place}</Position><URL>{url}</URL></SoftKeyItem>"
        );
    }
    xml.push_str(
        "<IconItem><Index>0</Index><URL>Resource:Icon.Connected</URL></IconItem>\
         <IconItem><Index>2</Index><URL>Resource:AnimatedIcon.StreamRxTx</URL></IconItem>\
         <IconItem><Index>3</Index><URL>Resource:AnimatedIcon.Hold</URL></IconItem>\
         </CiscoIPPhoneIconFileMenu>\n",
    );
    xml
}

const MEMBERS: [(u32, &str, u32); 3] = [
    (1, "Alice (1001)", 0),
    (2, "Bob (1002)", 2),
    (3, "Jörg & Co (1003)", 3),
];

/// What went to applications: id, line, call, transaction, data.
fn sent(rig: &Rig) -> Vec<(u32, u32, u32, u32, String)> {
    rig.sent_of(|message| match message {
        Message::DeviceToUserDataVersion1(data) => {
            let data = &data.device_to_user_data;
            let text = String::from_utf8_lossy(data.data.as_bytes()).into_owned();
            Some((
                data.application_id,
                data.line_instance,
                data.call_reference,
                data.transaction_id,
                text,
            ))
        }
        _ => None,
    })
}

fn answers(rig: &Rig) -> Vec<String> {
    rig.sent_of(|message| match message {
        Message::DeviceToUserDataResponseVersion1(data) => {
            let data = data.device_to_user_data.data.as_bytes();
            Some(String::from_utf8_lossy(data).into_owned())
        }
        _ => None,
    })
}

fn told(rig: &Rig) -> Vec<ApplicationData> {
    let events = rig.events.iter();
    events
        .filter_map(|event| match event {
            Event::ApplicationData(data) => Some(data.clone()),
            _ => None,
        })
        .collect()
}

fn menu(rig: &Rig) -> Menu {
    rig.screen().menu.expect("a menu")
}

fn keys(rig: &Rig) -> Vec<String> {
    let keys = rig.screen().soft_keys.keys;
    keys.into_iter().map(|key| key.label).collect()
}

#[test]
fn a_conference_list_is_shown_with_its_members_and_keys() {
    let mut rig = registered();
    rig.talks(1, 0x0100_0001, 7);
    shows(&mut rig, &conference_list(&MEMBERS).replace('&', "&amp;"));
    let menu = menu(&rig);
    assert_eq!(
        (menu.title.as_str(), menu.prompt.as_str()),
        ("Conference 1", "Make Your Selection")
    );
    let items: Vec<_> = menu
        .items
        .iter()
        .map(|item| (item.label.as_str(), item.icon.as_str()))
        .collect();
    assert_eq!(
        items,
        [
            ("1:Alice (1001)", "Connected"),
            ("2:Bob (1002)", "StreamRxTx"),
            ("3:Jörg & Co (1003)", "Hold")
        ]
    );
    assert_eq!(
        keys(&rig),
        ["EndConf", "Mute", "Kick", "Exit", "Moderate", "Invite"]
    );
    assert_eq!(rig.station.anomalies(), 0);
}

#[test]
fn a_member_is_thrown_out_by_what_the_server_expects() {
    let mut rig = registered();
    shows(&mut rig, &conference_list(&MEMBERS));
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::SoftKey("Kick".into()));
    // First what to do, without line and call; then with whom.
    assert_eq!(
        sent(&rig),
        [
            (CONFERENCE, 0, 0, TRANSACTION, "KICK/417".to_owned()),
            (CONFERENCE, 1, 16_777_217, TRANSACTION, "2".to_owned())
        ]
    );
    let routing = rig.sent_of(|message| match message {
        Message::DeviceToUserDataVersion1(data) => {
            let data = &data.device_to_user_data;
            Some((data.sequence_flag, data.app_instance_id, data.routing_id))
        }
        _ => None,
    });
    assert_eq!(routing, [(SequenceFlag::LAST, CONFERENCE, 1); 2]);
    assert!(rig.screen().menu.is_some(), "the list stands");
}

#[test]
fn a_member_is_picked_by_digit_and_by_enter() {
    let mut rig = registered();
    shows(&mut rig, &conference_list(&MEMBERS));
    rig.intent(Intent::Key('3'));
    rig.intent(Intent::Navigate(Navigate::Up));
    rig.intent(Intent::Enter);
    let data: Vec<_> = sent(&rig).into_iter().map(|data| data.4).collect();
    assert_eq!(data, ["3", "2"]);
}

#[test]
fn a_list_shown_anew_keeps_the_mark_on_its_member() {
    let mut rig = registered();
    shows(&mut rig, &conference_list(&MEMBERS));
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::Navigate(Navigate::Down));
    shows(&mut rig, &conference_list(&[MEMBERS[0], MEMBERS[2]]));
    assert_eq!((menu(&rig).selected, menu(&rig).items.len()), (1, 2));
    rig.intent(Intent::Escape);
    assert_eq!(rig.screen().menu, None, "there is one list, not two");
}

#[test]
fn what_an_application_wants_when_its_page_is_closed_is_done() {
    let mut rig = registered();
    shows(
        &mut rig,
        "<CiscoIPPhoneText onAppClosed=\"Key:Directories\"><Text>Hi</Text></CiscoIPPhoneText>",
    );
    rig.intent(Intent::Escape);
    let menu = rig.screen().menu;
    assert_eq!(menu.map(|menu| menu.title).as_deref(), Some("Directories"));
}

#[test]
fn the_server_takes_its_list_away() {
    for url in ["App:Close:0", "App:Close:9081", "Init:Services"] {
        let mut rig = registered();
        shows(&mut rig, &conference_list(&MEMBERS));
        shows(
            &mut rig,
            &format!(
                "<CiscoIPPhoneExecute><ExecuteItem Priority=\"0\" URL=\"{url}\"/></CiscoIPPhoneExecute>"
            ),
        );
        assert_eq!(rig.screen().menu, None, "{url}");
        let expected = format!(
            "<CiscoIPPhoneResponse><ResponseItem Status=\"0\" Data=\"Success\" URL=\"{url}\"/></CiscoIPPhoneResponse>"
        );
        assert_eq!(answers(&rig), [expected]);
    }
}

#[test]
fn exit_leaves_the_list_and_the_call_shows_its_keys_again() {
    let mut rig = registered();
    rig.talks(1, 101, 7);
    let before = keys(&rig);
    shows(&mut rig, &conference_list(&MEMBERS));
    rig.intent(Intent::SoftKey("Exit".into()));
    assert_eq!(rig.screen().menu, None);
    assert_eq!(keys(&rig), before);
    assert!(sent(&rig).is_empty());
}

#[test]
fn long_data_come_in_parts_and_are_told_whole() {
    let mut rig = registered();
    let members: Vec<_> = (1..=40).map(|id| (id, "Somebody (1234)", 2)).collect();
    let document = conference_list(&members);
    let parts: Vec<_> = document.as_bytes().chunks(2000).collect();
    assert!(parts.len() > 2);
    for (place, part) in parts.iter().enumerate() {
        let flag = match place {
            place if place == parts.len() - 1 => SequenceFlag::LAST,
            0 => SequenceFlag::FIRST,
            _ => SequenceFlag::MORE,
        };
        assert!(rig.screen().menu.is_none());
        rig.says(version1(flag, part));
    }
    assert_eq!(menu(&rig).items.len(), 40);
    let [data] = &told(&rig)[..] else {
        panic!("told once");
    };
    assert_eq!(data.data, document.as_bytes());
    assert_eq!(
        (data.application_id, data.transaction_id),
        (CONFERENCE, TRANSACTION)
    );
}

#[test]
fn parts_and_pages_of_a_lost_connection_are_forgotten() {
    let mut rig = registered();
    shows(&mut rig, &conference_list(&MEMBERS));
    rig.clear();
    rig.says(version1(SequenceFlag::FIRST, b"<Cisco"));
    rig.input(station::Input::Disconnected {
        reason: "gone".into(),
    });
    let tried = rig.connects.len();
    while rig.connects.len() == tried {
        rig.pass(std::time::Duration::from_secs(1));
    }
    rig.connected();
    rig.says(version1(SequenceFlag::LAST, b"hello"));
    let data: Vec<_> = told(&rig).into_iter().map(|data| data.data).collect();
    assert_eq!(data, [b"hello"]);
    assert_eq!(rig.screen().menu, None);
}

#[test]
fn any_bytes_are_told_and_go_back_without_loss() {
    let mut rig = registered();
    let bytes: Vec<u8> = (0..=255).cycle().take(4500).collect();
    rig.intent(Intent::SendData(ApplicationData {
        application_id: 5,
        line_instance: 1,
        call_reference: 2,
        transaction_id: 3,
        data: bytes.clone(),
    }));
    let parts = rig.sent_of(|message| match message {
        Message::DeviceToUserDataVersion1(data) => Some(data.device_to_user_data.clone()),
        _ => None,
    });
    let flags: Vec<_> = parts.iter().map(|part| part.sequence_flag).collect();
    assert_eq!(
        flags,
        [SequenceFlag::FIRST, SequenceFlag::MORE, SequenceFlag::LAST]
    );
    for part in parts {
        rig.says(sccp::UserToDeviceDataVersion1 {
            user_to_device_data: part,
        });
    }
    assert_eq!(told(&rig)[0].data, bytes);
}

#[test]
fn data_without_parts_are_answered_without_parts() {
    let mut rig = registered();
    rig.says(plain(
        "<CiscoIPPhoneMenu><Title>T</Title><MenuItem><Name>A</Name><URL>UserData:1:yes</URL></MenuItem></CiscoIPPhoneMenu>",
    ));
    rig.intent(Intent::SoftKey("Select".into()));
    let sent = rig.sent_of(|message| match message {
        Message::DeviceToUserData(data) => Some(data.device_to_user_data.clone()),
        _ => None,
    });
    assert_eq!(
        sent,
        [UserData {
            application_id: 1,
            line_instance: 0,
            call_reference: 0,
            transaction_id: 3,
            data: "yes".into(),
        }]
    );
    rig.says(plain(
        "<CiscoIPPhoneExecute><ExecuteItem URL=\"Key:Speaker\"/></CiscoIPPhoneExecute>",
    ));
    assert!(rig.sent_names().contains(&"DeviceToUserDataResponse"));
    assert!(rig.screen().off_hook);
}

#[test]
fn a_text_is_shown_over_the_menu_under_it() {
    let mut rig = registered();
    shows(&mut rig, &conference_list(&MEMBERS));
    rig.says(plain(
        "<?xml version=\"1.0\"?><CiscoIPPhoneText><Title>News</Title><Text>One &lt; two\nthree</Text></CiscoIPPhoneText>",
    ));
    assert_eq!(menu(&rig).title, "News");
    assert_eq!(menu(&rig).text, "One < two\nthree");
    assert_eq!(keys(&rig), ["Exit"]);
    rig.intent(Intent::HardKey(station::HardKey::Settings));
    assert_eq!(menu(&rig).title, "Settings");
    rig.intent(Intent::Escape);
    assert_eq!(menu(&rig).title, "News");
    rig.intent(Intent::Escape);
    assert_eq!(menu(&rig).title, "Conference 1");
}

#[test]
fn fields_are_filled_in_and_sent() {
    let mut rig = registered();
    shows(
        &mut rig,
        "<CiscoIPPhoneInput appId=\"9082\"><Title>Invite</Title><Prompt>Enter the phone number</Prompt>\
         <URL>UserData:9082:invite</URL>\
         <InputItem><DisplayName>Phone number</DisplayName><QueryStringParam>NUMBER</QueryStringParam><InputFlags>T</InputFlags></InputItem>\
         <InputItem><DisplayName>PIN</DisplayName><QueryStringParam>PIN</QueryStringParam><InputFlags>NP</InputFlags></InputItem>\
         </CiscoIPPhoneInput>",
    );
    assert!(menu(&rig).input);
    assert_eq!(keys(&rig), ["Submit", "<<", "Cancel"]);
    for key in "1009".chars() {
        rig.intent(Intent::Key(key));
    }
    rig.intent(Intent::Backspace);
    rig.intent(Intent::Key('2'));
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::Paste("12*".into()));
    let details: Vec<_> = menu(&rig)
        .items
        .into_iter()
        .map(|item| item.detail)
        .collect();
    assert_eq!(details, ["1002", "***"]);
    rig.intent(Intent::SoftKey("Submit".into()));
    assert_eq!(
        sent(&rig),
        [(
            9082,
            0,
            0,
            TRANSACTION,
            "invite?NUMBER=1002&PIN=12*".to_owned()
        )]
    );
    assert_eq!(rig.screen().menu, None);
    assert!(rig.keypad_digits().is_empty());
}

#[test]
fn a_directory_dials() {
    let mut rig = registered();
    shows(
        &mut rig,
        "<CiscoIPPhoneDirectory><Title>Staff</Title>\
         <DirectoryEntry><Name>Alice</Name><Telephone>1001</Telephone></DirectoryEntry>\
         <DirectoryEntry><Name>Bob</Name><Telephone>1002</Telephone></DirectoryEntry></CiscoIPPhoneDirectory>",
    );
    assert_eq!(keys(&rig), ["Dial", "EditDial", "Exit"]);
    rig.intent(Intent::Navigate(Navigate::Down));
    rig.intent(Intent::SoftKey("EditDial".into()));
    assert_eq!(
        (rig.screen().dialled.as_str(), rig.screen().menu),
        ("1002", None)
    );
    assert!(sent(&rig).is_empty());
}

#[test]
fn only_what_is_known_is_carried_out() {
    let mut rig = registered();
    shows(
        &mut rig,
        "<CiscoIPPhoneExecute>\
         <ExecuteItem Priority=\"0\" URL=\"Key:Directories\"/>\
         <ExecuteItem Priority=\"0\" URL=\"Key:KeyPad3\"/>\
         <ExecuteItem Priority=\"0\" URL=\"http://192.0.2.1/x?a=1&amp;b=2\"/>\
         <ExecuteItem Priority=\"0\" URL=\"RTPRx:192.0.2.1:20000\"/>\
         <ExecuteItem Priority=\"2\" URL=\"Dial:1002\"/>\
         </CiscoIPPhoneExecute>",
    );
    assert_eq!(menu(&rig).title, "Placed calls");
    let answer = &answers(&rig)[0];
    let status: Vec<_> = answer
        .split("Status=\"")
        .skip(1)
        .map(|rest| &rest[..1])
        .collect();
    assert_eq!(status, ["0", "0", "6", "6", "6"], "{answer}");
    assert!(answer.contains("http://192.0.2.1/x?a=1&amp;b=2"));
    let notice = rig.screen().notify.expect("words").text;
    assert!(notice.contains("http://192.0.2.1"), "{notice}");
    assert!(rig.screen().calls.is_empty() && !rig.screen().off_hook);
}

#[test]
fn uris_that_lead_in_a_circle_end() {
    let mut rig = registered();
    shows(
        &mut rig,
        "<CiscoIPPhoneMenu><MenuItem><Name>x</Name><URL>SoftKey:Select</URL></MenuItem></CiscoIPPhoneMenu>",
    );
    rig.intent(Intent::Enter);
    shows(
        &mut rig,
        "<CiscoIPPhoneMenu><SoftKeyItem><Name>x</Name><Position>1</Position><URL>Key:Soft1</URL></SoftKeyItem></CiscoIPPhoneMenu>",
    );
    rig.intent(Intent::SoftKeyPlace(0));
    assert_eq!(rig.station.anomalies(), 2);
}

#[test]
fn an_object_that_is_none_is_told_and_answered() {
    let mut rig = registered();
    shows(&mut rig, "<CiscoIPPhoneMenu><Title>");
    assert_eq!(answers(&rig), ["<CiscoIPPhoneError Number=\"1\"/>"]);
    assert_eq!(rig.station.anomalies(), 1);
    rig.says(version1(SequenceFlag::LAST, b"just words"));
    shows(&mut rig, "<html><body/></html>");
    assert_eq!((answers(&rig).len(), rig.station.anomalies()), (1, 1));
    assert_eq!((told(&rig).len(), rig.screen().menu), (3, None));
}

#[test]
fn pages_go_with_the_call_that_is_dialled_over_them() {
    let mut rig = registered();
    shows(&mut rig, &conference_list(&MEMBERS));
    rig.intent(Intent::Dial("1002".into()));
    assert_eq!(rig.screen().menu, None);
    rig.intent(Intent::HardKey(station::HardKey::Help));
    rig.intent(Intent::Escape);
    assert_eq!(rig.screen().menu, None, "the page does not come back");
}

#[test]
fn what_is_sent_is_in_the_character_set_of_the_server() {
    let mut rig = Rig::registered(
        StationConfig {
            charset: "iso-8859-1".parse().expect("a character set"),
            ..config()
        },
        ServerKind::default(),
    );
    rig.clear();
    let document = "<CiscoIPPhoneMenu><Title>Gr\u{FC}\u{DF}e</Title><MenuItem><Name>x</Name><URL>UserData:1:J\u{F6}rg</URL></MenuItem></CiscoIPPhoneMenu>";
    let latin: Vec<u8> = document.chars().map(|letter| letter as u8).collect();
    rig.says(version1(SequenceFlag::LAST, &latin));
    assert_eq!(menu(&rig).title, "Grüße");
    rig.intent(Intent::Enter);
    let data = rig.sent_of(|message| match message {
        Message::DeviceToUserDataVersion1(data) => {
            Some(data.device_to_user_data.data.as_bytes().to_vec())
        }
        _ => None,
    });
    assert_eq!(data, [b"J\xF6rg"]);
}

/// Numbers without sense, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        // The multiplier of Knuth's MMIX.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

#[test]
fn documents_without_sense_do_no_harm() {
    let documents = [
        conference_list(&MEMBERS),
        "<CiscoIPPhoneInput><URL>UserData:1:x</URL><InputItem><DisplayName>x</DisplayName></InputItem></CiscoIPPhoneInput>".to_owned(),
        "<CiscoIPPhoneExecute><ExecuteItem Priority=\"0\" URL=\"Key:Soft1\"/><ExecuteItem URL=\"SoftKey:Select\"/></CiscoIPPhoneExecute>".to_owned(),
        "<CiscoIPPhoneDirectory><DirectoryEntry><Name>x</Name><Telephone>1</Telephone></DirectoryEntry></CiscoIPPhoneDirectory>".to_owned(),
    ];
    let pieces: [&[u8]; 8] = [
        b"<",
        b">",
        b"&",
        b"\"",
        b"]]>",
        b"<![CDATA[",
        b"\xFF",
        b"<MenuItem>",
    ];
    let mut dice = Dice(1);
    let mut rig = registered();
    for _ in 0..600 {
        rig.clear();
        let mut bytes = documents[dice.below(documents.len())].clone().into_bytes();
        for _ in 0..dice.below(4) {
            let at = dice.below(bytes.len());
            match dice.below(3) {
                0 => bytes.truncate(at + 1),
                1 => bytes[at] ^= 1 << dice.below(8),
                _ => {
                    let piece = pieces[dice.below(pieces.len())];
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
        }
        let flag = [SequenceFlag::LAST, SequenceFlag::FIRST, SequenceFlag::MORE][dice.below(3)];
        rig.says(version1(flag, &bytes));
        rig.intent(match dice.below(6) {
            0 => Intent::SoftKeyPlace(dice.below(6)),
            1 => Intent::Enter,
            2 => Intent::Key('1'),
            3 => Intent::Navigate(Navigate::Down),
            4 => Intent::Backspace,
            _ => Intent::Escape,
        });
    }
    // The phone lives, and shows what makes sense.
    rig.says(version1(SequenceFlag::LAST, b""));
    while rig.screen().menu.is_some() {
        rig.intent(Intent::Escape);
    }
    shows(&mut rig, &conference_list(&MEMBERS));
    assert_eq!(menu(&rig).items.len(), 3);
}
