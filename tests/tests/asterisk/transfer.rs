//! Transfer in the three ways of chan_skinny: after talking, while it rings, and blind.
//!
//! The Transfer key puts the call on hold and gives a new one; pressed again in a call
//! that rings or talks, it joins the two. Pressed twice before dialling, the number that
//! follows gets the call blindly.

use tests::asterisk::Asterisk;

use crate::parties::{BOB, CAROL, Desk, MUSIC, alice_talks_to_bob, answer, talk};

/// Bob and Carol are left with each other, talk, and end.
fn bob_and_carol_talk(mut alice: Desk, mut bob: Desk, mut carol: Desk) -> anyhow::Result<()> {
    alice.until_idle()?;
    talk(2.0);
    bob.say("hangup")?;
    bob.until_idle()?;
    carol.until_idle()?;
    let ear = bob.quit()?;
    ear.assert_heard("Carol", CAROL.hz, 1.5..3.5);
    ear.assert_heard("the music before", MUSIC, 0.3..4.0);
    let ear = carol.quit()?;
    ear.assert_heard("Bob", BOB.hz, 1.5..3.5);
    let ear = alice.quit()?;
    ear.assert_heard("Bob, before the transfer", BOB.hz, 0.3..2.0);
    Ok(())
}

#[test]
fn a_call_is_handed_over_after_talking_to_the_third() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, bob) = alice_talks_to_bob(asterisk)?;
        let mut carol = CAROL.start(asterisk)?;
        talk(0.5);
        alice.say("softkey Trnsfer")?;
        alice.until_state("OffHook")?;
        alice.say("key 1003")?;
        answer(&mut carol)?;
        carol.until_state("Connected")?;
        alice.until_screen("Carol beside Bob on hold", |screen| {
            let calls = screen["calls"].as_array().into_iter().flatten();
            let states: Vec<_> = calls.map(|call| &call["state"]).collect();
            states.len() == 2 && states[0] == "Hold" && states[1] == "Connected"
        })?;
        talk(1.0);
        alice.say("softkey Trnsfer")?;
        bob_and_carol_talk(alice, bob, carol)
    })
}

#[test]
fn a_call_is_handed_over_while_the_third_still_rings() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, bob) = alice_talks_to_bob(asterisk)?;
        let mut carol = CAROL.start(asterisk)?;
        talk(0.5);
        alice.say("softkey Trnsfer")?;
        alice.until_state("OffHook")?;
        alice.say("key 1003")?;
        carol.until_state("RingIn")?;
        alice.until_state("RingOut")?;
        talk(0.5);
        alice.say("softkey Trnsfer")?;
        alice.until_idle()?;
        carol.say("answer")?;
        carol.until_state("Connected")?;
        bob_and_carol_talk(alice, bob, carol)
    })
}

#[test]
fn a_call_is_handed_over_blindly() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, bob) = alice_talks_to_bob(asterisk)?;
        let mut carol = CAROL.start(asterisk)?;
        talk(0.5);
        alice.say("softkey Trnsfer")?;
        alice.until_state("OffHook")?;
        talk(0.5);
        alice.say("softkey Trnsfer")?;
        alice.say("sleep 200ms")?;
        alice.say("key 1003")?;
        alice.until_idle()?;
        answer(&mut carol)?;
        carol.until_state("Connected")?;
        bob_and_carol_talk(alice, bob, carol)
    })
}
