//! Calls that are parked and calls that another phone picks up.

use tests::asterisk::Asterisk;

use crate::parties::{ALICE, BOB, CAROL, MUSIC, alice_talks_to_bob, talk};

#[test]
fn a_parked_call_hears_music_and_is_taken_from_another_phone() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, mut bob) = alice_talks_to_bob(asterisk)?;
        let mut carol = CAROL.start(asterisk)?;
        talk(0.5);
        alice.say("softkey Park")?;
        // chan_skinny names the number that parks, not the place where the call is.
        alice.until_display("Call Parked at: 700")?;
        let lot = asterisk.cli("parking show default");
        anyhow::ensure!(lot.contains("Space               :  701"), "{lot}");
        alice.until_idle()?;
        talk(1.5);
        carol.say("dial 701")?;
        carol.until_state("Connected")?;
        talk(1.5);
        bob.say("hangup")?;
        carol.until_idle()?;
        bob.until_idle()?;

        let ear = bob.quit()?;
        ear.assert_heard("the music", MUSIC, 1.0..6.0);
        ear.assert_heard("Carol", CAROL.hz, 1.0..2.5);
        carol.quit()?.assert_heard("Bob", BOB.hz, 1.0..2.5);
        alice.quit()?;
        Ok(())
    })
}

#[test]
fn a_ringing_phone_of_the_group_is_picked_up_by_soft_key_and_by_number() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        for pickup in ["softkey GPickUp", "dial *8"] {
            let mut alice = ALICE.start(asterisk)?;
            let mut bob = BOB.start(asterisk)?;
            let mut carol = CAROL.start(asterisk)?;
            bob.say("dial 1001")?;
            alice.until_state("RingIn")?;
            carol.say(pickup)?;
            carol.until_state("Connected")?;
            bob.until_state("Connected")?;
            alice.until_idle()?;
            talk(1.5);
            carol.say("hangup")?;
            bob.until_idle()?;
            carol.until_idle()?;
            alice.quit()?;
            bob.quit()?.assert_heard("Carol", CAROL.hz, 1.0..2.5);
            carol.quit()?.assert_heard("Bob", BOB.hz, 1.0..2.5);
        }
        Ok(())
    })
}
