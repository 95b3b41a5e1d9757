//! A machine that loses its network, or gets another address: the phone says so and
//! registers by itself. Each test has two networks of its own, joined by a cable.

use std::time::Duration;

use serde_json::Value;
use tests::namespaces::{Namespaces, ServerProcess};
use tests::phone::Phone;

const SERVER: &str = "10.77.0.1";
const PHONE: &str = "10.77.0.2";
const MOVED: &str = "10.77.0.3";

fn wide(address: &str) -> String {
    format!("{address}/24")
}

/// Both networks, a server and a phone that is registered with it.
fn registered(device: &str) -> anyhow::Result<Option<(Namespaces, ServerProcess, Phone)>> {
    let Some(networks) = Namespaces::open(&wide(SERVER), &wide(PHONE))? else {
        return Ok(None);
    };
    let server = networks.start_server(&format!("{SERVER}:2000"))?;
    let mut arguments = vec!["--server", SERVER, "--device", device];
    arguments.extend(["--input", "tone:440", "--output", "silence"]);
    let mut phone = Phone::start_by(networks.at_phone(), &arguments)?;
    phone.until_registered()?;
    Ok(Some((networks, server, phone)))
}

fn until_notice(phone: &mut Phone, words: &str) -> anyhow::Result<Value> {
    phone.until(words, |event| {
        let text = event["screen"]["notify"]["text"].as_str();
        text.is_some_and(|text| text.contains(words))
    })
}

fn registrations(phone: &Phone) -> usize {
    let registered = |event: &&Value| event["event"] == "registered";
    phone.seen().iter().filter(registered).count()
}

/// Real time passes.
fn wait(seconds: u64) {
    std::thread::sleep(Duration::from_secs(seconds));
}

#[test]
fn a_changed_address_is_told_and_registered_from() -> anyhow::Result<()> {
    let Some((networks, _server, mut phone)) = registered("SEP0000000000D1")? else {
        return Ok(());
    };
    networks.move_phone(&wide(PHONE), &wide(MOVED))?;
    phone.until("words on the address", |event| {
        let text = event["text"].as_str().unwrap_or_default();
        event["event"] == "registration" && text.contains(PHONE) && text.contains(MOVED)
    })?;
    phone.until_registered()?;
    // Sound comes to the new address.
    phone.say("dial 600")?;
    phone.until_state("Connected")?;
    wait(1);
    phone.say("stats")?;
    phone.until("sound that comes back", |event| {
        event["event"] == "stats" && event["rtp"]["received"].as_u64() > Some(10)
    })?;
    assert!(phone.quit()?.0.success());
    Ok(())
}

#[test]
fn a_call_ends_with_the_address_and_the_next_one_works() -> anyhow::Result<()> {
    let Some((networks, _server, mut phone)) = registered("SEP0000000000D2")? else {
        return Ok(());
    };
    phone.say("dial 600")?;
    phone.until_state("Connected")?;
    networks.move_phone(&wide(PHONE), &wide(MOVED))?;
    phone.until_state("OnHook")?;
    phone.until_registered()?;
    phone.say("dial 600")?;
    phone.until_state("Connected")?;
    assert!(phone.quit()?.0.success());
    Ok(())
}

#[test]
fn a_pulled_cable_is_told_and_plugged_in_again_all_goes_on() -> anyhow::Result<()> {
    let Some((networks, _server, mut phone)) = registered("SEP0000000000D3")? else {
        return Ok(());
    };
    phone.say("dial 600")?;
    phone.until_state("Connected")?;
    networks.plug(false)?;
    until_notice(&mut phone, "No network")?;
    wait(2);
    networks.plug(true)?;
    phone.until("the end of the notice", |event| {
        event["event"] == "screen" && event["screen"]["notify"].is_null()
    })?;
    wait(4);
    phone.say("stats")?;
    let figures = phone.until("figures", |event| event["event"] == "stats")?;
    assert!(figures["rtp"]["received"].as_u64() > Some(100), "{figures}");
    assert_eq!(registrations(&phone), 1, "the registration has lasted");
    let ended = |event: &&Value| event["event"] == "state" && event["state"] == "OnHook";
    assert_eq!(phone.seen().iter().find(ended), None, "and so has the call");
    assert!(phone.quit()?.0.success());
    Ok(())
}

#[test]
fn a_network_that_is_gone_for_long_is_found_again() -> anyhow::Result<()> {
    let Some((networks, server, mut phone)) = registered("SEP0000000000D4")? else {
        return Ok(());
    };
    networks.plug(false)?;
    until_notice(&mut phone, "No network")?;
    // The server gives the phone up meanwhile.
    drop(server);
    let _server = networks.start_server(&format!("{SERVER}:2000"))?;
    wait(1);
    networks.plug(true)?;
    phone.until_registered()?;
    assert!(phone.quit()?.0.success());
    Ok(())
}
