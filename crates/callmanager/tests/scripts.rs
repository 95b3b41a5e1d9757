//! Scripted exchanges with real stations: the built-in ones and one's own.

mod bench;
mod lab;

use std::time::Duration;

use bench::Exchange;
use callmanager::{ButtonConfig, Config, ConfigError, Step};
use lab::{Lab, dial};
use proptest::prelude::*;
use sccp::{CallStateCode, Message};
use station::{CallState, Intent, Ring};

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

#[test]
fn every_built_in_script_runs_to_its_end_and_leaves_the_phone_idle() {
    for version in [22, 11, 3] {
        for script in &Config::default().scripts {
            let mut lab = Lab::new(Config::default());
            let phone = lab.start("SEP000000000001", version);
            lab.run(seconds(5));
            lab.wish(phone, dial(&script.number));
            let number = &script.number;
            assert!(!lab.screen(phone).calls.is_empty(), "{number}");
            for _ in 0..4 {
                lab.run(seconds(15));
                if lab.screen(phone).calls.is_empty() {
                    break;
                }
                // It waits for a key.
                let key = match lab.phones[phone].state() {
                    Some(CallState::RingIn) => Intent::Answer,
                    _ => Intent::Key('1'),
                };
                lab.wish(phone, key);
            }
            let screen = lab.screen(phone);
            assert_eq!(screen.calls, [], "{number}, version {version}");
            assert_eq!(screen.ring, Ring::Off, "{number}, version {version}");
            assert_eq!(screen.tone, None, "{number}, version {version}");
            assert!(!screen.off_hook, "{number}, version {version}");
            assert_eq!(lab.phones[phone].anomalies, [] as [String; 0], "{number}");
            // The phone calls as before.
            lab.wish(phone, dial("600"));
            assert_eq!(lab.phones[phone].state(), Some(CallState::Connected));
        }
    }
}

#[test]
fn a_precedence_call_rings_until_a_key_is_pressed() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    let call = exchange.dial(phone, "650");
    let last_state = |exchange: &Exchange| {
        let told = exchange.told(phone).iter().rev();
        told.filter_map(|message| match message {
            Message::CallState(state) => Some((state.call_state, state.precedence_level)),
            _ => None,
        })
        .next()
    };
    assert_eq!(last_state(&exchange), Some((CallStateCode::RING_IN, 1)));
    assert_eq!(exchange.prompt(phone), "From 9900");
    exchange.wait(seconds(60));
    assert_eq!(last_state(&exchange), Some((CallStateCode::RING_IN, 1)));
    exchange.soft_key(phone, bench::ANSWER, call);
    assert_eq!(last_state(&exchange), Some((CallStateCode::CONNECTED, 1)));
    assert_eq!(exchange.tones(phone).last(), Some(&"PriorityAlert"));
    exchange.wait(seconds(8));
    assert_eq!(
        last_state(&exchange).map(|(state, _)| state),
        Some(CallStateCode::ON_HOOK)
    );
}

#[test]
fn security_is_shown_as_the_script_says() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    exchange.forget();
    exchange.dial(phone, "655");
    exchange.wait(seconds(7));
    let told = exchange
        .told(phone)
        .iter()
        .filter_map(|message| match message {
            Message::CallInfoV2(info) => info.call_security_status.name(),
            _ => None,
        });
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        [
            "NotAuthenticated",
            "NotAuthenticated",
            "Authenticated",
            "Encrypted"
        ]
    );
}

#[test]
fn a_script_of_ones_own_can_send_any_message_and_ends_with_the_call() -> Result<(), ConfigError> {
    let config = Config::from_toml(
        r#"
        [[script]]
        number = "*55"
        name = "Mine"
        steps = [
          "priority_notify 3 0 Hello {36}",
          "lamp voicemail on instance=0",
          "message DisplayText 48690000",
          "wait 5s",
          "tone zip",
        ]
        "#,
    )?;
    assert_eq!(config.scripts.len(), 1);
    let mut exchange = Exchange::new(config);
    let phone = exchange.phone("SEP000000000001");
    exchange.forget();
    let call = exchange.dial(phone, "*55");
    let told = exchange.told(phone);
    assert!(told.iter().any(|message| matches!(
        message,
        Message::DisplayPriNotifyV2(notice)
            if notice.priority == 3 && notice.notify.as_bytes() == b"Hello \x80\x24"
    )));
    assert!(told.iter().any(|message| matches!(
        message,
        Message::DisplayText(text) if text.text.as_bytes() == b"Hi"
    )));
    assert!(exchange.names(phone).contains(&"SetLamp"));
    // Who hangs up hears no more of it.
    exchange.soft_key(phone, bench::END_CALL, call);
    exchange.forget();
    exchange.wait(seconds(10));
    assert_eq!(exchange.tones(phone), [] as [&str; 0]);
    Ok(())
}

#[test]
fn a_script_pauses_while_its_call_is_held() {
    let mut exchange = Exchange::new(Config::default());
    let phone = exchange.phone("SEP000000000001");
    let call = exchange.dial(phone, "651");
    exchange.soft_key(phone, bench::HOLD, call);
    exchange.forget();
    exchange.wait(seconds(20));
    assert_eq!(exchange.states(phone), [] as [&str; 0]);
    exchange.soft_key(phone, bench::RESUME, call);
    assert_eq!(exchange.prompt(phone), "Precedence 1, flash");
    exchange.wait(seconds(13));
    assert_eq!(exchange.states(phone).last(), Some(&"OnHook"));
}

#[test]
fn a_script_that_makes_no_sense_is_told_with_its_line() {
    for (text, parts) in [
        (
            "[[script]]\nnumber = \"650\"\nname = \"x\"\nsteps = [\"tone zip\", \"jump\"]\n",
            ["line 4", "jump"],
        ),
        (
            "\n[[script]]\nnumber = \"600\"\nname = \"x\"\nsteps = []\n",
            ["line 2", "another meaning"],
        ),
    ] {
        let error = Config::from_toml(text).expect_err(text).to_string();
        for part in parts {
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading_of_a_configuration(
        word in prop::sample::select(vec![
            "", "wait", "call_state", "call_info", "tone", "ring", "lamp", "keys", "prompt", "notify",
            "priority_notify", "message", "line", "speed dial", "blf", "feature", "service",
        ]),
        rest in "[ =a-z0-9'{}_*#\u{e9}-]{0,24}",
        text in "\\PC{0,60}",
    ) {
        let written = format!("{word} {rest}");
        // What is taken is taken again, and what is refused says why.
        match written.parse::<Step>() {
            Ok(step) => prop_assert_eq!(written.parse::<Step>(), Ok(step)),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
        match written.parse::<ButtonConfig>() {
            Ok(button) => prop_assert_eq!(written.parse::<ButtonConfig>(), Ok(button)),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
        if let Err(error) = Config::from_toml(&text) {
            prop_assert!(error.to_string().contains("line"), "{error}");
        }
    }
}
