//! Configured phones with real stations: buttons, busy lamps, features, services,
//! shared numbers, and who may register.

mod bench;
mod lab;

use std::time::Duration;

use bench::Exchange;
use callmanager::{Config, ConfigError};
use lab::{Lab, dial};
use sccp::{ButtonType, Message, SubscriptionCause, SubscriptionFeature, SubscriptionStatReq};
use station::{CallState, Intent, Lamp, LineKeyKind, RegistrationState};

const ANNA: &str = "SEP0000000000A1";
const BOB: &str = "SEP0000000000B2";

const OFFICE: &str = r#"
[[phone]]
device = "SEP0000000000A1"
name = "Anna"
buttons = ["line 2001", "speed dial 600 The echo", "blf 2002 Bob", "feature privacy",
           "feature dnd Quiet", "service http://192.0.2.1/weather Weather", "", "line 2100"]

[[phone]]
device = "SEP0000000000B2"
name = "Bob"
buttons = ["line 2002", "line 2100"]

[[line]]
number = "2100"
name = "Sales"
label = "Sales line"
"#;

fn office() -> Result<Config, ConfigError> {
    Config::from_toml(OFFICE)
}

/// Label and lamp of a button.
fn key(lab: &Lab, phone: usize, position: usize) -> (String, Lamp) {
    let key = &lab.screen(phone).line_keys[position - 1];
    (key.label.clone(), key.lamp)
}

#[test]
fn a_configured_phone_has_its_buttons_at_every_version() -> Result<(), ConfigError> {
    for version in 3..=22 {
        let mut lab = Lab::new(office()?);
        let anna = lab.start(ANNA, version);
        lab.run(Duration::from_secs(5));
        let screen = lab.screen(anna);
        assert_eq!(screen.own_number, "2001", "version {version}");
        let labels: Vec<&str> = screen
            .line_keys
            .iter()
            .map(|key| key.label.as_str())
            .collect();
        assert_eq!(
            labels,
            [
                "2001",
                "The echo",
                "Bob",
                "Privacy",
                "Quiet",
                "Weather",
                "",
                "Sales line"
            ],
            "version {version}"
        );
        assert_eq!(screen.line_keys[5].kind, LineKeyKind::Service);
        assert_eq!(screen.line_keys[5].number, "http://192.0.2.1/weather");
        assert_eq!(
            lab.phones[anna].anomalies,
            [] as [String; 0],
            "version {version}"
        );
    }
    Ok(())
}

#[test]
fn a_busy_lamp_shows_ringing_talking_and_idle_and_dials() -> Result<(), ConfigError> {
    for version in [22, 17, 12, 3] {
        let mut lab = Lab::new(office()?);
        let anna = lab.start(ANNA, version);
        let (bob, other) = (lab.phone(BOB), lab.phone("SEP000000000001"));
        assert_eq!(
            key(&lab, anna, 3),
            ("Bob".to_owned(), Lamp::Off),
            "version {version}"
        );
        lab.wish(other, dial("2002"));
        assert_eq!(key(&lab, anna, 3).1, Lamp::Flash, "version {version}");
        lab.wish(bob, Intent::Answer);
        assert_eq!(key(&lab, anna, 3).1, Lamp::On, "version {version}");
        lab.wish(other, Intent::HangUp);
        assert_eq!(key(&lab, anna, 3).1, Lamp::Off, "version {version}");
        lab.wish(anna, Intent::LineKey(3));
        assert_eq!(
            lab.phones[bob].state(),
            Some(CallState::RingIn),
            "version {version}"
        );
        assert_eq!(lab.screen(bob).calls[0].remote_name, "Anna");
    }
    Ok(())
}

#[test]
fn a_busy_lamp_shows_when_its_phone_does_not_want_to_be_disturbed() -> Result<(), ConfigError> {
    let mut exchange = Exchange::new(office()?);
    let (anna, bob) = (exchange.phone(ANNA), exchange.phone(BOB));
    let status = |exchange: &Exchange| {
        let told = exchange.told(anna).iter().rev();
        let mut busy_lamps = told.filter_map(|message| match message {
            Message::FeatureStatV2(stat) if stat.feature_id == ButtonType::BLF_SPEED_DIAL => {
                Some((stat.feature_index, stat.feature_status))
            }
            _ => None,
        });
        busy_lamps.next()
    };
    assert_eq!(status(&exchange), Some((2, 1)));
    exchange.say(
        bob,
        sccp::Stimulus {
            stimulus: ButtonType::DO_NOT_DISTURB,
            ..Default::default()
        },
    );
    assert_eq!(status(&exchange), Some((2, 3)));
    exchange.say(bob, sccp::Unregister::default());
    assert_eq!(status(&exchange), Some((2, 0)));
    Ok(())
}

#[test]
fn a_feature_button_lights_while_its_feature_is_on() -> Result<(), ConfigError> {
    let mut lab = Lab::new(office()?);
    let anna = lab.phone(ANNA);
    assert_eq!(key(&lab, anna, 5), ("Quiet".to_owned(), Lamp::Off));
    lab.wish(anna, Intent::LineKey(5));
    assert_eq!(key(&lab, anna, 5), ("Quiet".to_owned(), Lamp::On));
    lab.wish(anna, Intent::LineKey(5));
    assert_eq!(key(&lab, anna, 5).1, Lamp::Off);
    Ok(())
}

#[test]
fn a_subscription_is_told_of_every_change_until_its_time_is_over() -> Result<(), ConfigError> {
    let mut exchange = Exchange::new(office()?);
    let (anna, bob) = (exchange.phone(ANNA), exchange.phone(BOB));
    let subscribe = |number: &str, transaction_id, timer| SubscriptionStatReq {
        transaction_id,
        subscription_feature_id: SubscriptionFeature::BLF,
        timer,
        subscription_id: number.into(),
    };
    let told = |exchange: &mut Exchange| {
        let told = exchange
            .told(anna)
            .iter()
            .filter_map(|message| match message {
                Message::Notification(note) => {
                    Some((note.transaction_id, note.notification_status))
                }
                _ => None,
            });
        let told: Vec<_> = told.collect();
        exchange.forget();
        told
    };
    exchange.say(anna, subscribe("2002", 7, 60));
    assert!(exchange.told(anna).iter().any(|message| matches!(
        message,
        Message::SubscriptionStat(stat)
            if stat.transaction_id == 7 && stat.timer == 60 && stat.cause == SubscriptionCause::OK
    )));
    assert_eq!(told(&mut exchange), [(7, 1)]);
    exchange.soft_key(bob, bench::NEW_CALL, 0);
    assert_eq!(told(&mut exchange), [(7, 2)]);
    exchange.wait(Duration::from_secs(61));
    assert_eq!(told(&mut exchange), []);

    exchange.say(anna, subscribe("4711", 8, 60));
    assert!(exchange.told(anna).iter().any(|message| matches!(
        message,
        Message::SubscriptionStat(stat) if stat.cause == SubscriptionCause::ROUTE_FAIL
    )));
    assert_eq!(told(&mut exchange), []);
    Ok(())
}

#[test]
fn a_phone_may_have_56_buttons() -> Result<(), ConfigError> {
    let dials: Vec<String> = (1..56)
        .map(|n| format!("\"speed dial 60{} D{n}\"", n % 7))
        .collect();
    let config = format!(
        "[[phone]]\ndevice = \"{ANNA}\"\nbuttons = [\"line 2001\", {}]\n",
        dials.join(", ")
    );
    let mut lab = Lab::new(Config::from_toml(&config)?);
    let anna = lab.phone(ANNA);
    let keys = &lab.screen(anna).line_keys;
    assert_eq!(keys.len(), 56);
    assert_eq!(keys[55].label, "D55");
    assert_eq!(keys[55].number, "606");
    lab.wish(anna, Intent::LineKey(56));
    assert_eq!(lab.phones[anna].state(), Some(CallState::Connected));
    Ok(())
}

#[test]
fn a_phone_that_is_not_configured_is_refused_if_so_configured() -> Result<(), ConfigError> {
    let config = format!("[unknown_phones]\nregister = false\n{OFFICE}");
    let mut lab = Lab::new(Config::from_toml(&config)?);
    let anna = lab.phone(ANNA);
    let stranger = lab.start("SEP000000000001", 22);
    lab.run(Duration::from_secs(3));
    assert!(lab.phones[anna].registered());
    let registration = &lab.screen(stranger).registration;
    assert_ne!(registration.state, RegistrationState::Registered);
    assert!(
        format!("{registration:?}").contains("not configured"),
        "{registration:?}"
    );
    Ok(())
}
