//! Calls between two phones and to numbers that end in odd ways.

use std::time::Duration;

use tests::asterisk::Asterisk;
use tests::signal::share_at;

use crate::parties::{ALICE, BOB, CAROL, MUSIC, alice_talks_to_bob, answer, connect, talk};

#[test]
fn two_phones_call_each_other_both_ways_and_hear_each_other() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        for (caller, callee) in [(&ALICE, &BOB), (&BOB, &ALICE)] {
            let mut calling = caller.start(asterisk)?;
            let mut called = callee.start(asterisk)?;

            calling.say(&format!("dial {}", callee.number))?;
            calling.until_state("RingOut")?;
            called.until_state("RingIn")?;
            called.until_screen("the ring and the caller", |screen| {
                screen["calls"][0]["remote_number"] == caller.number && screen["ring"] != "off"
            })?;
            called.say("answer")?;
            calling.until_state("Connected")?;
            called.until_state("Connected")?;
            talk(2.0);
            calling.say("hangup")?;
            calling.until_idle()?;
            called.until_idle()?;

            called
                .quit()?
                .assert_heard("the caller", caller.hz, 1.5..3.0);
            calling
                .quit()?
                .assert_heard("the called", callee.hz, 1.5..3.0);
        }
        Ok(())
    })
}

#[test]
fn a_held_call_hears_music_and_comes_back_on_resume() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, mut bob) = alice_talks_to_bob(asterisk)?;
        talk(1.0);

        alice.say("softkey Hold")?;
        alice.phone.until("the end of sending", |event| {
            event["event"] == "media"
                && event["direction"] == "transmit"
                && event["started"] == false
        })?;
        alice.until_state("Hold")?;
        talk(2.0);
        alice.say("softkey Resume")?;
        alice.until_state("Connected")?;
        talk(1.0);

        // This time the one who was called hangs up.
        bob.say("hangup")?;
        bob.until_idle()?;
        alice.until_idle()?;
        let ear = bob.quit()?;
        ear.assert_heard("Alice, before and after the hold", ALICE.hz, 1.5..3.2);
        ear.assert_heard("the music", MUSIC, 1.6..2.6);
        let ear = alice.quit()?;
        ear.assert_heard("Bob, before and after the hold", BOB.hz, 1.5..3.2);
        ear.assert_heard("the music", MUSIC, 0.0..0.1);
        Ok(())
    })
}

#[test]
fn a_second_call_knocks_is_answered_and_both_are_swapped() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, mut bob) = alice_talks_to_bob(asterisk)?;
        let mut carol = CAROL.start(asterisk)?;
        talk(0.5);
        carol.say("dial 1001")?;
        alice.until_state("CallWaiting")?;
        alice.say("answer")?;
        carol.until_state("Connected")?;
        alice.until_screen("Bob on hold and Carol in front", |screen| {
            let calls = screen["calls"].as_array().into_iter().flatten();
            let mut states = calls.map(|call| (&call["remote_number"], &call["state"]));
            states.any(|(number, state)| number == BOB.number && state == "Hold")
        })?;
        talk(1.5);
        // Back to Bob: the held call is put in front and resumed, Carol is put on hold.
        alice.say("softkey Hold")?;
        alice.until_screen("two held calls", |screen| {
            let calls = screen["calls"].as_array();
            calls.is_some_and(|calls| {
                calls.len() == 2 && calls.iter().all(|call| call["state"] == "Hold")
            })
        })?;
        alice.say("up")?;
        alice.say("softkey Resume")?;
        alice.until_screen("Bob again", |screen| {
            let calls = screen["calls"].as_array().into_iter().flatten();
            let mut states = calls.map(|call| (&call["remote_number"], &call["state"]));
            states.any(|(number, state)| number == BOB.number && state == "Connected")
        })?;
        talk(1.5);
        alice.say("hangup")?;
        bob.until_idle()?;
        carol.say("hangup")?;
        carol.until_idle()?;
        alice.until_idle()?;

        let ear = bob.quit()?;
        ear.assert_heard("Alice", ALICE.hz, 1.5..3.5);
        ear.assert_heard("the music", MUSIC, 1.2..3.0);
        let ear = carol.quit()?;
        ear.assert_heard("Alice", ALICE.hz, 1.0..2.5);
        ear.assert_heard("the music", MUSIC, 1.0..3.0);
        let ear = alice.quit()?;
        ear.assert_heard("Bob", BOB.hz, 1.5..3.5);
        ear.assert_heard("Carol", CAROL.hz, 1.0..2.5);
        Ok(())
    })
}

#[test]
fn the_second_line_has_calls_of_its_own_beside_the_first() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, mut bob) = alice_talks_to_bob(asterisk)?;
        let mut carol = CAROL.start(asterisk)?;
        talk(0.5);
        alice.say("softkey Hold")?;
        alice.until_state("Hold")?;
        // The other line calls; Carol sees its number.
        alice.press_button("Alice-2 1101")?;
        alice.say("dial 1003")?;
        carol.until_screen("the second line's number", |screen| {
            screen["calls"][0]["remote_number"] == "1101"
        })?;
        carol.say("answer")?;
        let connected = alice.until_state("Connected")?;
        assert_eq!(connected["line"], 2, "{connected}");
        talk(1.5);
        alice.say("hangup")?;
        carol.until_idle()?;
        // A call to that number rings on that line.
        carol.say("dial 1101")?;
        let rings = alice.phone.until("a call on line 2", |event| {
            event["event"] == "state"
                && (event["state"] == "RingIn" || event["state"] == "CallWaiting")
        })?;
        assert_eq!(rings["line"], 2, "{rings}");
        carol.say("hangup")?;
        carol.until_idle()?;
        bob.say("hangup")?;
        bob.until_idle()?;
        alice.until_idle()?;

        carol.quit()?.assert_heard("Alice", ALICE.hz, 1.0..2.5);
        bob.quit()?.assert_heard("the music", MUSIC, 1.5..20.0);
        alice.quit()?.assert_heard("Carol", CAROL.hz, 1.0..2.5);
        Ok(())
    })
}

#[test]
fn a_phone_answers_by_itself_when_the_server_says_so_and_mutes_when_told() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        for (number, heard) in [("613", 1.0..3.0), ("614", 0.0..0.1)] {
            let (mut alice, mut bob) = (ALICE.start(asterisk)?, BOB.start(asterisk)?);
            alice.say(&format!("dial {number}"))?;
            bob.until_state("RingIn")?;
            bob.until_state("Connected")?;
            bob.until_screen("the microphone", |screen| {
                screen["muted"] == (number == "614")
            })?;
            alice.until_state("Connected")?;
            talk(1.5);
            alice.say("hangup")?;
            bob.until_idle()?;
            alice.until_idle()?;
            bob.quit()?.assert_heard("Alice", ALICE.hz, 1.0..3.0);
            alice.quit()?.assert_heard("Bob", BOB.hz, heard);
        }
        Ok(())
    })
}

#[test]
fn three_phones_in_a_conference_room_hear_the_other_two() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let parties = [&ALICE, &BOB, &CAROL];
        let mut desks = Vec::new();
        for party in parties {
            let mut desk = party.start(asterisk)?;
            desk.say("dial 610")?;
            desk.until_state("Connected")?;
            desks.push(desk);
        }
        talk(2.5);
        for desk in &mut desks {
            desk.say("hangup")?;
        }
        for (at, desk) in desks.into_iter().enumerate() {
            let ear = desk.quit()?;
            let others = [parties[(at + 1) % 3].hz, parties[(at + 2) % 3].hz];
            let heard = tests::signal::seconds_of_two_tones(&ear.samples, ear.rate, others);
            assert!(
                heard > 1.2,
                "{} heard {others:?} Hz together for {heard} s",
                parties[at].number
            );
            ear.assert_heard("one's own echo", parties[at].hz, 0.0..0.2);
        }
        Ok(())
    })
}

#[test]
fn digits_in_a_call_reach_the_dialplan() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let mut alice = ALICE.start(asterisk)?;
        alice.say("dial 602")?;
        alice.until_state("Connected")?;
        talk(2.0);
        for digit in ["2", "7", "0", "4"] {
            alice.say(&format!("key {digit}"))?;
            alice.say("sleep 200ms")?;
        }
        assert!(
            asterisk.logs("LAB-DIGITS 1001 2704", Duration::from_secs(15)),
            "Asterisk read other digits: {}",
            asterisk.cli("core show channels")
        );
        alice.quit()?;
        Ok(())
    })
}

#[test]
fn a_busy_number_is_heard_and_seen_to_be_busy() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let mut alice = ALICE.start(asterisk)?;
        alice.say("dial 604")?;
        alice.until_state("Busy")?;
        talk(2.0);
        alice.say("hangup")?;
        let ear = alice.quit()?;
        // North America: 480 + 620 Hz, half a second on, half off.
        let on = ear
            .samples
            .chunks_exact(ear.rate as usize / 20)
            .filter(|block| {
                let both = share_at(block, ear.rate, 480.0) + share_at(block, ear.rate, 620.0);
                block.iter().any(|sample| sample.unsigned_abs() > 300) && both > 0.7
            })
            .count();
        assert!(on >= 12, "busy tone in only {on} blocks of 50 ms");
        Ok(())
    })
}

#[test]
fn redial_calls_the_last_number_again() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, mut bob) = (ALICE.start(asterisk)?, BOB.start(asterisk)?);
        connect(&mut alice, &mut bob, "1002")?;
        bob.say("hangup")?;
        bob.until_idle()?;
        alice.until_idle()?;
        alice.say("softkey Redial")?;
        answer(&mut bob)?;
        bob.until_state("Connected")?;
        talk(1.2);
        bob.say("hangup")?;
        alice.until_idle()?;
        bob.quit()?.assert_heard("Alice", ALICE.hz, 0.8..2.5);
        alice.quit()?.assert_heard("Bob", BOB.hz, 0.8..2.5);
        Ok(())
    })
}
