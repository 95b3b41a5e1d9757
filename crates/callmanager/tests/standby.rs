//! Phones of another server: their standby connections, and whether they may come back.

mod bench;

use std::time::Duration;

use bench::Exchange;
use callmanager::{Config, SecondRegistration, Tokens};
use sccp::{KeepAlive, Message, RegisterTokenReq, StationIdentifier};

const DEVICE: &str = "SEP000000000001";
const SECOND: Duration = Duration::from_secs(1);

fn request() -> RegisterTokenReq {
    RegisterTokenReq {
        sid: StationIdentifier {
            device_name: DEVICE.into(),
            instance: 1,
            ..Default::default()
        },
        ..Default::default()
    }
}

#[test]
fn a_standby_connection_lives_of_keepalives_alone() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.connect();
    let silent = exchange.connect();
    for _ in 0..60 {
        exchange.say(phone, KeepAlive::default());
        exchange.wait(SECOND * 54);
    }
    assert!(exchange.phones[&phone].closed.is_none());
    assert_eq!(exchange.names(phone), vec!["KeepAliveAck"; 60]);
    assert!(exchange.phones[&silent].closed.is_some());
    exchange.wait(SECOND * 180);
    assert!(exchange.phones[&phone].closed.is_some(), "it is silent now");
}

#[test]
fn a_standby_connection_outlives_a_short_interval() {
    let mut exchange = Exchange::new(Config {
        standby_keep_alive: SECOND,
        ..Config::default()
    });
    let phone = exchange.connect();
    exchange.say(phone, KeepAlive::default());
    exchange.wait(SECOND * 29);
    assert!(exchange.phones[&phone].closed.is_none());
}

#[test]
fn the_standby_interval_is_told() {
    let mut exchange = Exchange::new(Config {
        standby_keep_alive: SECOND * 7,
        ..Config::default()
    });
    let phone = exchange.phone(DEVICE);
    let told = exchange
        .told(phone)
        .iter()
        .find_map(|message| match message {
            Message::RegisterAck(ack) => Some(ack.secondary_keep_alive_interval),
            _ => None,
        });
    assert_eq!(told, Some(7));
}

#[test]
fn a_phone_may_come_back_and_registers_on_that_connection() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.connect();
    exchange.say(phone, KeepAlive::default());
    exchange.say(phone, request());
    assert_eq!(exchange.names(phone), ["KeepAliveAck", "RegisterTokenAck"]);
    exchange.register(phone, DEVICE, 22, 30016);
    assert!(exchange.names(phone).contains(&"RegisterAck"));
}

#[test]
fn tokens_are_treated_as_configured() {
    let answer = |tokens| {
        let mut exchange = Exchange::new(Config {
            tokens,
            token_wait: SECOND * 45,
            ..Config::default()
        });
        let phone = exchange.connect();
        exchange.say(phone, request());
        let closed = exchange.phones[&phone].closed.is_some();
        (exchange.told(phone).to_vec(), closed)
    };
    assert!(matches!(
        answer(Tokens::Grant).0[..],
        [Message::RegisterTokenAck(_)]
    ));
    let (told, closed) = answer(Tokens::Reject);
    assert!(
        matches!(&told[..], [Message::RegisterTokenReject(reject)] if reject.wait_time_before_next_req == 45)
    );
    assert!(!closed);
    assert_eq!(answer(Tokens::Ignore), (vec![], false));
    assert_eq!(answer(Tokens::Close), (vec![], true));
}

#[test]
fn who_could_not_register_gets_no_token() {
    let mut exchange = Exchange::new(Config {
        second_registration: SecondRegistration::Reject,
        ..Config::default()
    });
    exchange.phone(DEVICE);
    let other = exchange.connect();
    exchange.say(other, request());
    exchange.say(other, RegisterTokenReq::default());
    assert_eq!(exchange.names(other), ["RegisterTokenReject"; 2]);
}
