//! Paging: who hears it, by which way, and how it ends. Plain phones on a virtual
//! clock, and loopback sockets with a real multicast group.

mod bench;
mod client;
mod lab;

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};
use std::time::Duration;

use bench::{Exchange, Phone};
use callmanager::{
    Config, ConfigError, Input, MediaCommand, MediaReport, Server, ServerConfig, Source,
};
use client::{Client, LONG, call, transmitter};
use lab::Lab;
use media::packet::Packet as RtpPacket;
use sccp::{
    ButtonType, CallStateCode, Message, MulticastMediaReceptionAck, MulticastStatus,
    StartMulticastMediaReception,
};
use station::{CallState, Intent};

const WORKSHOP: &str = r#"
[[phone]]
device = "SEP0000000000A1"
buttons = ["line 2001"]
[[phone]]
device = "SEP0000000000B2"
buttons = ["line 2002"]
[[phone]]
device = "SEP0000000000C3"
buttons = ["line 2003"]
[[page_group]]
number = "641"
name = "Workshop"
members = ["2002", "2003"]
group = "239.255.64.7:21700"
"#;

fn workshop() -> Result<(Exchange, [Phone; 3]), ConfigError> {
    let mut exchange = Exchange::new(Config::from_toml(WORKSHOP)?);
    let phones = ["A1", "B2", "C3"].map(|end| exchange.phone(&format!("SEP0000000000{end}")));
    exchange.forget();
    Ok((exchange, phones))
}

fn joins(exchange: &Exchange, phone: Phone) -> Option<StartMulticastMediaReception> {
    exchange
        .told(phone)
        .iter()
        .rev()
        .find_map(|message| match message {
            Message::StartMulticastMediaReception(start) => Some(start.clone()),
            _ => None,
        })
}

fn acknowledge(exchange: &mut Exchange, phone: Phone, status: MulticastStatus) {
    let start = joins(exchange, phone).expect("it was told to join");
    exchange.say(
        phone,
        MulticastMediaReceptionAck {
            multicast_reception_status: status,
            pass_through_party_id: start.pass_through_party_id,
            call_reference: start.call_reference,
        },
    );
}

#[test]
fn idle_phones_join_the_group_and_leave_it_when_the_page_ends() -> Result<(), ConfigError> {
    let (mut exchange, [a, b, c]) = workshop()?;
    let call = exchange.dial(a, "640");
    assert_eq!(exchange.prompt(a), "Paging");
    for phone in [b, c] {
        assert_eq!(
            exchange.names(phone),
            [
                "CallState",
                "CallInfoV2",
                "SetSpeakerMode",
                "SetMicroMode",
                "StartTone",
                "SetLamp",
                "CallState",
                "SelectSoftKeys",
                "DisplayPromptStatusV2",
                "ActivateCallPlane",
                "StartMulticastMediaReception"
            ]
        );
        assert_eq!(exchange.prompt(phone), "From 2001");
        let start = joins(&exchange, phone).expect("it was told to join");
        assert_eq!(
            (start.multicast_ip_addr.ip(), start.multicast_port_number),
            (Some(Ipv4Addr::new(239, 255, 64, 0).into()), 21_640)
        );
        acknowledge(&mut exchange, phone, MulticastStatus::OK);
    }
    let to_group = exchange.media.iter().any(|command| {
        matches!(
            command,
            MediaCommand::SendToGroup {
                ttl: 1,
                interface: None,
                ..
            }
        )
    });
    assert!(to_group);
    exchange.wait(Duration::from_secs(10));
    let streams = |exchange: &Exchange| {
        let opened = exchange.media.iter();
        opened
            .filter(|command| matches!(command, MediaCommand::Open { .. }))
            .count()
    };
    assert_eq!(streams(&exchange), 1, "nobody is sent to by himself");
    exchange.forget();
    exchange.soft_key(a, bench::END_CALL, call);
    for phone in [b, c] {
        let names = exchange.names(phone);
        assert!(names.contains(&"StopMulticastMediaReception"), "{names:?}");
        assert!(names.contains(&"SetMicroMode"), "{names:?}");
        assert_eq!(exchange.states(phone), ["OnHook"]);
    }
    Ok(())
}

#[test]
fn phones_that_cannot_join_or_do_not_say_so_are_sent_to_by_themselves() -> Result<(), ConfigError> {
    let (mut exchange, [a, b, c]) = workshop()?;
    exchange.dial(a, "640");
    acknowledge(&mut exchange, b, MulticastStatus::ERROR);
    exchange.wait(Duration::from_secs(3));
    for phone in [b, c] {
        let names = exchange.names(phone);
        assert!(names.contains(&"StopMulticastMediaReception"), "{names:?}");
        assert!(names.contains(&"OpenReceiveChannel"), "{names:?}");
        // They only listen.
        assert_eq!(exchange.sends_to(phone), None);
    }
    let paged = exchange.media.iter().filter(|command| {
        matches!(
            command,
            MediaCommand::Start {
                source: Source::Paged(_),
                ..
            }
        )
    });
    assert_eq!(paged.count(), 2);
    Ok(())
}

#[test]
fn a_server_without_multicast_sends_to_each_phone() -> Result<(), ConfigError> {
    let (mut exchange, [a, b, _]) = workshop()?;
    exchange.dial(a, "640");
    let stream = exchange.media.iter().find_map(|command| match command {
        MediaCommand::SendToGroup { stream, .. } => Some(*stream),
        _ => None,
    });
    let stream = stream.expect("a page is sent to a group");
    exchange.input(Input::Media(MediaReport::NoGroup { stream }));
    assert!(exchange.names(b).contains(&"OpenReceiveChannel"));

    let config = format!("[paging]\nmulticast = false\n{WORKSHOP}");
    let mut exchange = Exchange::new(Config::from_toml(&config)?);
    let (a, b) = (
        exchange.phone("SEP0000000000A1"),
        exchange.phone("SEP0000000000B2"),
    );
    exchange.dial(a, "640");
    assert_eq!(joins(&exchange, b), None);
    assert!(exchange.names(b).contains(&"OpenReceiveChannel"));
    Ok(())
}

#[test]
fn a_page_group_has_its_phones_and_its_group_and_spares_who_talks() -> Result<(), ConfigError> {
    let (mut exchange, [a, b, c]) = workshop()?;
    let d = exchange.phone("SEP0000000000D4");
    exchange.dial(c, "601");
    exchange.forget();
    exchange.dial(a, "641");
    assert!(joins(&exchange, c).is_none() && joins(&exchange, d).is_none());
    let start = joins(&exchange, b).expect("it was told to join");
    assert_eq!(
        (start.multicast_ip_addr.ip(), start.multicast_port_number),
        (Some(Ipv4Addr::new(239, 255, 64, 7).into()), 21_700)
    );
    // A second page at the same time has a port of its own.
    let call = exchange.call(b, CallStateCode::CONNECTED);
    exchange.soft_key(b, bench::END_CALL, call);
    let e = exchange.phone("SEP0000000000E5");
    exchange.forget();
    exchange.dial(e, "641");
    let start = joins(&exchange, b).expect("it was told to join");
    assert_eq!(start.multicast_port_number, 21_702);
    Ok(())
}

#[test]
fn a_page_that_nobody_can_hear_is_busy_and_a_long_one_ends() -> Result<(), ConfigError> {
    let (mut exchange, [a, b, c]) = workshop()?;
    for phone in [b, c] {
        exchange.say(
            phone,
            sccp::Stimulus {
                stimulus: ButtonType::DO_NOT_DISTURB,
                ..Default::default()
            },
        );
    }
    let call = exchange.dial(a, "640");
    assert_eq!(exchange.prompt(a), "No phone is free");
    exchange.soft_key(a, bench::END_CALL, call);
    exchange.say(
        b,
        sccp::Stimulus {
            stimulus: ButtonType::DO_NOT_DISTURB,
            ..Default::default()
        },
    );
    exchange.forget();
    exchange.dial(a, "640");
    acknowledge(&mut exchange, b, MulticastStatus::OK);
    exchange.wait(Duration::from_secs(61));
    assert_eq!(exchange.states(a).last(), Some(&"OnHook"));
    assert_eq!(exchange.states(b).last(), Some(&"OnHook"));
    Ok(())
}

#[test]
fn a_paged_station_is_on_its_speaker_by_itself_and_idle_again_after_it() {
    let mut lab = Lab::new(Config::default());
    let (pager, paged) = (lab.phone("SEP000000000001"), lab.phone("SEP000000000002"));
    lab.wish(pager, Intent::Dial("640".to_owned()));
    lab.run(Duration::from_secs(4));
    let groups: Vec<SocketAddr> = lab.phones[paged].groups.iter().map(|(_, g)| *g).collect();
    assert_eq!(groups, [SocketAddr::V4(lab.groups[0])]);
    assert_eq!(
        lab.phones[paged].receives,
        [],
        "nobody sends to it by itself"
    );
    assert_eq!(lab.phones[paged].state(), Some(CallState::Connected));
    let screen = lab.screen(paged);
    assert_eq!(screen.prompt, "From 1001");
    assert!(screen.off_hook && screen.calls[0].remote_number == "1001");
    assert!(lab.phones[paged].sends.is_empty(), "it only listens");
    lab.wish(pager, Intent::HangUp);
    assert_eq!(lab.screen(paged).calls, []);
    assert_eq!(lab.phones[paged].groups, []);
    assert!(!lab.screen(paged).off_hook);
    assert_eq!(lab.screen(paged).prompt, "Your current options");
    // Its microphone is its person's again.
    lab.wish(paged, Intent::Dial("1001".to_owned()));
    lab.wish(pager, Intent::Answer);
    assert!(lab.talk(pager, paged));
    assert_eq!(lab.phones[paged].anomalies, [] as [String; 0]);
}

#[test]
fn what_the_pager_says_is_heard_in_the_group_and_by_phones_without_it() {
    // A port that other tests on this machine hardly have.
    let free = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port() & !1;
    drop(free);
    let group = SocketAddrV4::new(Ipv4Addr::new(239, 255, 64, 9), port);
    let mut core = Config::default();
    core.paging.group = group;
    let config = ServerConfig {
        core,
        ..ServerConfig::default()
    };
    let server = Server::start(config).expect("loopback is there");
    let listener = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, port)).expect("the port is free");
    listener
        .join_multicast_v4(group.ip(), &Ipv4Addr::LOCALHOST)
        .expect("loopback has groups");
    listener.set_read_timeout(Some(LONG)).expect("a time-out");

    let mut pager = Client::connect(server.local_addr());
    let mut joined = Client::connect(server.local_addr());
    let mut alone = Client::connect(server.local_addr());
    for (client, device) in [(&mut pager, "A1"), (&mut joined, "B2"), (&mut alone, "C3")] {
        client.register(&format!("SEP0000000000{device}"));
    }
    let (socket, remote) = call(&mut pager, "640");
    let start = |client: &mut Client| {
        client.hear(|message| match message {
            Message::StartMulticastMediaReception(start) => Some(start.clone()),
            _ => None,
        })
    };
    let ack = |start: StartMulticastMediaReception, status| MulticastMediaReceptionAck {
        multicast_reception_status: status,
        pass_through_party_id: start.pass_through_party_id,
        call_reference: start.call_reference,
    };
    let told = start(&mut joined);
    assert_eq!(told.multicast_port_number, u32::from(port));
    joined.say(ack(told, MulticastStatus::OK));
    let told = start(&mut alone);
    alone.say(ack(told, MulticastStatus::ERROR));
    let own = UdpSocket::bind("127.0.0.1:0").expect("a port");
    own.set_read_timeout(Some(LONG)).expect("a time-out");
    let address: SocketAddr = own.local_addr().expect("an address");
    let open = alone.hear(|message| match message {
        Message::OpenReceiveChannel(open) => Some(open.clone()),
        _ => None,
    });
    alone.say(sccp::OpenReceiveChannelAck {
        ip_addr: address.ip().into(),
        port_number: address.port().into(),
        pass_through_party_id: open.pass_through_party_id,
        call_reference: open.call_reference,
        ..Default::default()
    });

    let mut transmitter = transmitter(None, 1_000);
    let mut said = 0;
    for socket_of_listener in [&listener, &own] {
        socket_of_listener
            .set_read_timeout(Some(Duration::from_millis(50)))
            .expect("a time-out");
        // The server may not yet know where to send: what is said is repeated.
        let heard = (0..200).find_map(|_| {
            let packet = transmitter.packet(&[4_000; 160]).to_vec();
            socket.send_to(&packet, remote).expect("it leaves");
            said += 1;
            let mut buffer = [0; 2_048];
            let (count, _) = socket_of_listener.recv_from(&mut buffer).ok()?;
            Some((buffer[..count].to_vec(), packet))
        });
        let (heard, sent) = heard.expect("the page is heard");
        let heard = RtpPacket::parse(&heard).expect("RTP");
        let sent = RtpPacket::parse(&sent).expect("RTP");
        assert_eq!((heard.payload, heard.payload_type), (sent.payload, 0));
        assert_ne!(heard.ssrc, sent.ssrc);
    }
    assert!(said >= 2);
    pager.say(sccp::OnHook::default());
    joined.hear(|message| matches!(message, Message::StopMulticastMediaReception(_)).then_some(()));
    server.stop();
}
