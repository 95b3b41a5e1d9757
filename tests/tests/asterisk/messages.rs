//! Message waiting with Asterisk's voicemail.

use tests::asterisk::Asterisk;

use crate::parties::{ALICE, BOB, talk};

#[test]
fn a_message_lights_the_lamp_is_heard_by_the_messages_key_and_the_lamp_goes_out()
-> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, mut bob) = (ALICE.start(asterisk)?, BOB.start(asterisk)?);
        bob.until_screen("a dark message lamp", |screen| {
            screen["message_waiting"] == "off"
        })?;
        // Alice leaves a message, of which her tone is the words.
        alice.say("dial 881002")?;
        alice.until_state("Connected")?;
        talk(3.5);
        alice.say("hangup")?;
        alice.until_idle()?;
        bob.until_screen("a lit message lamp", |screen| {
            screen["message_waiting"] != "off"
        })?;

        bob.say("messages")?;
        bob.until_state("Connected")?;
        talk(0.5);
        // 1 plays the new message.
        bob.say("key 1")?;
        talk(6.0);
        // 7 deletes it.
        bob.say("key 7")?;
        talk(1.0);
        bob.say("hangup")?;
        bob.until_idle()?;
        bob.until_screen("a dark message lamp", |screen| {
            screen["message_waiting"] == "off"
        })?;
        alice.quit()?;
        bob.quit()?
            .assert_heard("Alice's message", ALICE.hz, 1.5..6.0);
        Ok(())
    })
}
