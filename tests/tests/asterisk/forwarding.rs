//! Calls that go elsewhere or are not wanted: call forward and do not disturb.

use serde_json::Value;
use tests::asterisk::Asterisk;

use crate::parties::{ALICE, BOB, CAROL, talk};

fn forwarded_to(screen: &Value) -> &Value {
    &screen["line_keys"][0]["forwarded_to"]
}

#[test]
fn a_forwarded_line_says_where_to_and_its_calls_arrive_there() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let mut alice = ALICE.start(asterisk)?;
        let mut bob = BOB.start(asterisk)?;
        let mut carol = CAROL.start(asterisk)?;
        alice.say("softkey CFwdAll")?;
        alice.until_state("OffHook")?;
        alice.say("key 1003")?;
        alice.until_screen("the forward on the line", |screen| {
            forwarded_to(screen) == "1003"
        })?;
        alice.until_display("CFwd enabled")?;
        alice.until_idle()?;

        bob.say("dial 1001")?;
        carol.until_screen("Bob, though he called Alice", |screen| {
            screen["calls"][0]["remote_number"] == BOB.number
        })?;
        carol.say("answer")?;
        bob.until_state("Connected")?;
        talk(1.5);
        bob.say("hangup")?;
        carol.until_idle()?;
        bob.until_idle()?;

        // The same key again ends it; Alice's phone rings again.
        alice.say("softkey CFwdAll")?;
        alice.until_screen("no forward", |screen| forwarded_to(screen).is_null())?;
        alice.until_display("CFwd disabled")?;
        bob.say("dial 1001")?;
        alice.until_state("RingIn")?;
        bob.say("hangup")?;
        alice.until_idle()?;

        carol.quit()?.assert_heard("Bob", BOB.hz, 1.0..2.5);
        bob.quit()?.assert_heard("Carol", CAROL.hz, 1.0..2.5);
        alice.quit()?;
        Ok(())
    })
}

#[test]
fn busy_and_unanswered_calls_are_forwarded_each_by_a_key_of_its_own() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let mut alice = ALICE.start(asterisk)?;
        let mut bob = BOB.start(asterisk)?;
        let mut carol = CAROL.start(asterisk)?;
        for (key, place) in [
            ("CFwdBusy", "forwarded_busy_to"),
            ("CFwdNoAnswer", "forwarded_no_answer_to"),
        ] {
            alice.say(&format!("softkey {key}"))?;
            alice.until_state("OffHook")?;
            alice.say("key 1003")?;
            alice.until_screen(place, |screen| screen["line_keys"][0][place] == "1003")?;
            alice.until_idle()?;

            if key == "CFwdBusy" {
                alice.say("dial 600")?;
                alice.until_state("Connected")?;
            }
            bob.say("dial 1001")?;
            if key == "CFwdNoAnswer" {
                alice.until_state("RingIn")?;
            }
            carol.until_screen("Bob, though he called Alice", |screen| {
                screen["calls"][0]["remote_number"] == BOB.number
            })?;
            carol.say("answer")?;
            bob.until_state("Connected")?;
            talk(1.2);
            bob.say("hangup")?;
            carol.until_idle()?;
            bob.until_idle()?;
            alice.say("hangup")?;
            alice.until_idle()?;

            alice.say(&format!("softkey {key}"))?;
            alice.until_screen("no forward", |screen| {
                screen["line_keys"][0][place].is_null()
            })?;
        }
        carol.quit()?.assert_heard("Bob, twice", BOB.hz, 1.6..4.0);
        bob.quit()?.assert_heard("Carol, twice", CAROL.hz, 1.6..4.0);
        alice.quit()?;
        Ok(())
    })
}

#[test]
fn who_does_not_want_to_be_disturbed_is_busy_to_callers() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, mut bob) = (ALICE.start(asterisk)?, BOB.start(asterisk)?);
        alice.say("softkey DND")?;
        alice.until_display("DnD enabled")?;
        bob.say("dial 1001")?;
        // The lab's dialplan answers for her: voicemail.
        bob.until_state("Connected")?;
        bob.say("hangup")?;
        bob.until_idle()?;
        assert!(
            alice
                .phone
                .seen()
                .iter()
                .all(|event| event["state"] != "RingIn"),
            "Alice's phone rang"
        );
        alice.say("softkey DND")?;
        alice.until_display("DnD disabled")?;
        bob.say("dial 1001")?;
        alice.until_state("RingIn")?;
        bob.say("hangup")?;
        alice.until_idle()?;
        bob.quit()?;
        alice.quit()?;
        Ok(())
    })
}
