//! Calls through a call server nobody here wrote: Debian's Asterisk with chan_skinny.
//!
//! Each phone is the program as a user starts it; it sends a tone of its own and
//! writes what its ear would hear to a file, in which the other's tone is looked for.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tests::asterisk::Asterisk;
use tests::phone::Phone;
use tests::signal::{read_wav, seconds_of_tone};

const ALICE: Party = Party {
    device: "SEP000000000001",
    number: "1001",
    hz: 440.0,
};
const BOB: Party = Party {
    device: "SEP000000000002",
    number: "1002",
    hz: 620.0,
};

/// A phone that the lab's Asterisk knows, and the tone it sends.
struct Party {
    device: &'static str,
    number: &'static str,
    hz: f64,
}

impl Party {
    /// Starts its phone; `name` keeps the files of tests apart.
    fn start(&self, asterisk: &Asterisk, name: &str) -> anyhow::Result<(Phone, PathBuf)> {
        let heard = std::env::temp_dir().join(format!(
            "offhook-{name}-{}-{}.wav",
            self.number,
            std::process::id()
        ));
        let server = asterisk.server();
        let input = format!("tone:{}", self.hz);
        let output = format!("file:{}", heard.display());
        let mut arguments = vec!["--server", &server, "--device", self.device];
        arguments.extend(["--input", &input, "--output", &output]);
        let mut phone = Phone::start(&arguments)?;
        phone.until_registered()?;
        Ok((phone, heard))
    }
}

/// Seconds of a tone in what a phone's ear heard.
fn heard(path: &Path, hz: f64) -> anyhow::Result<f64> {
    let (samples, rate) = read_wav(path)?;
    Ok(seconds_of_tone(&samples, rate, hz))
}

/// Lets a call go on for a while in real time, as there is a foreign server in it.
fn talk(seconds: u64) {
    std::thread::sleep(Duration::from_secs(seconds));
}

#[test]
fn two_phones_call_each_other_both_ways_and_hear_each_other() -> anyhow::Result<()> {
    let Some(asterisk) = Asterisk::start() else {
        return Ok(());
    };
    for (caller, callee) in [(&ALICE, &BOB), (&BOB, &ALICE)] {
        let name = format!("both-ways-{}", caller.number);
        let (mut calling, calling_heard) = caller.start(&asterisk, &name)?;
        let (mut called, called_heard) = callee.start(&asterisk, &name)?;

        calling.say(&format!("dial {}", callee.number))?;
        calling.until_state("RingOut")?;
        called.until_state("RingIn")?;
        called.until("the ring and the caller on the screen", |event| {
            let screen = &event["screen"];
            screen["calls"][0]["remote_number"] == caller.number && screen["ring"] != "off"
        })?;
        called.say("answer")?;
        calling.until_state("Connected")?;
        called.until_state("Connected")?;
        talk(3);
        calling.say("hangup")?;
        calling.until_state("OnHook")?;
        called.until_state("OnHook")?;

        for phone in [calling, called] {
            let (status, events) = phone.quit()?;
            assert!(status.success(), "{events:?}");
        }
        let there = heard(&called_heard, caller.hz)?;
        let back = heard(&calling_heard, callee.hz)?;
        assert!(
            there > 2.0,
            "{} heard {} for {there} s",
            callee.number,
            caller.number
        );
        assert!(
            back > 2.0,
            "{} heard {} for {back} s",
            caller.number,
            callee.number
        );
    }
    Ok(())
}

#[test]
fn a_held_call_is_silent_and_comes_back_on_resume() -> anyhow::Result<()> {
    let Some(asterisk) = Asterisk::start() else {
        return Ok(());
    };
    let (mut alice, _) = ALICE.start(&asterisk, "hold")?;
    let (mut bob, bob_heard) = BOB.start(&asterisk, "hold")?;
    alice.say("dial 1002")?;
    bob.until_state("RingIn")?;
    bob.say("answer")?;
    alice.until_state("Connected")?;
    talk(1);

    alice.say("softkey Hold")?;
    alice.until("the end of sending", |event| {
        event["event"] == "media" && event["direction"] == "transmit" && event["started"] == false
    })?;
    alice.until_state("Hold")?;
    talk(3);
    alice.say("softkey Resume")?;
    alice.until_state("Connected")?;
    talk(2);

    // This time the one who was called hangs up.
    bob.say("hangup")?;
    bob.until_state("OnHook")?;
    alice.until_state("OnHook")?;
    assert!(alice.quit()?.0.success());
    assert!(bob.quit()?.0.success());
    let heard = heard(&bob_heard, ALICE.hz)?;
    assert!(
        (1.5..5.0).contains(&heard),
        "Bob hears Alice before and after the hold, not in it: {heard} s"
    );
    Ok(())
}

#[test]
fn digits_in_a_call_reach_the_dialplan() -> anyhow::Result<()> {
    let Some(asterisk) = Asterisk::start() else {
        return Ok(());
    };
    let (mut alice, _) = ALICE.start(&asterisk, "digits")?;
    alice.say("dial 602")?;
    alice.until_state("Connected")?;
    talk(2);
    for digit in ["2", "7", "0", "4"] {
        alice.say(&format!("key {digit}"))?;
        alice.say("sleep 200ms")?;
    }
    assert!(
        asterisk.logs("LAB-DIGITS 1001 2704", Duration::from_secs(15)),
        "Asterisk read other digits: {}",
        asterisk.cli("core show channels")
    );
    assert!(alice.quit()?.0.success());
    Ok(())
}

#[test]
fn a_busy_number_is_heard_and_seen_to_be_busy() -> anyhow::Result<()> {
    let Some(asterisk) = Asterisk::start() else {
        return Ok(());
    };
    let (mut alice, alice_heard) = ALICE.start(&asterisk, "busy")?;
    alice.say("dial 604")?;
    alice.until_state("Busy")?;
    talk(2);
    alice.say("hangup")?;
    assert!(alice.quit()?.0.success());
    // North America: 480 + 620 Hz, half a second on, half off.
    let (samples, rate) = read_wav(&alice_heard)?;
    let on = samples
        .chunks_exact(rate as usize / 20)
        .filter(|block| {
            let both = tests::signal::share_at(block, rate, 480.0)
                + tests::signal::share_at(block, rate, 620.0);
            block.iter().any(|sample| sample.unsigned_abs() > 300) && both > 0.7
        })
        .count();
    assert!(on >= 12, "busy tone in only {on} blocks of 50 ms");
    Ok(())
}

#[test]
fn a_server_that_restarts_gets_its_phone_back() -> anyhow::Result<()> {
    let Some(asterisk) = Asterisk::start() else {
        return Ok(());
    };
    let (mut alice, _) = ALICE.start(&asterisk, "restart")?;
    asterisk.stop();
    alice.until("the loss of the server", |event| {
        event["event"] == "screen" && event["screen"]["registration"]["state"] == "waiting"
    })?;
    asterisk.start_again();
    alice.until_registered()?;
    alice.say("dial 600")?;
    alice.until_state("Connected")?;
    assert!(alice.quit()?.0.success());
    Ok(())
}

#[test]
fn a_server_that_restarts_in_mid_registration_gets_its_phone_back() -> anyhow::Result<()> {
    let Some(asterisk) = Asterisk::start() else {
        return Ok(());
    };
    let server = asterisk.server();
    let mut phone = Phone::start(&[
        "--server",
        &server,
        "--device",
        ALICE.device,
        "--input",
        "silence",
        "--output",
        "silence",
    ])?;
    phone.until("Register to be sent", |event| {
        event["event"] == "screen"
            && ["registering", "configuring"]
                .iter()
                .any(|state| event["screen"]["registration"]["state"] == *state)
    })?;
    asterisk.stop();
    asterisk.start_again();
    phone.until_registered()?;
    assert!(phone.quit()?.0.success());
    Ok(())
}
