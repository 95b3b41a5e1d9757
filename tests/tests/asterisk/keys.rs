//! Buttons beside the screen: speed dials and busy lamp fields.

use tests::asterisk::Asterisk;

use crate::parties::{ALICE, BOB, CAROL, answer, talk};

#[test]
fn a_speed_dial_button_calls_its_number() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let mut alice = ALICE.start(asterisk)?;
        alice.press_button("Echo")?;
        alice.until_state("Connected")?;
        talk(2.0);
        alice.say("hangup")?;
        alice.until_idle()?;
        alice
            .quit()?
            .assert_heard("her own echo", ALICE.hz, 1.4..3.0);
        Ok(())
    })
}

#[test]
fn a_service_button_lists_its_service() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let mut carol = CAROL.start(asterisk)?;
        let screen = carol.until_screen("the service", |screen| {
            screen["line_keys"].to_string().contains("Directory")
        })?;
        let keys = screen["line_keys"].as_array();
        let service = keys
            .into_iter()
            .flatten()
            .find(|key| key["label"] == "Directory");
        let service = service.unwrap_or(&screen);
        assert_eq!(service["kind"], "service");
        assert_eq!(service["number"], "http://192.0.2.1/directory.xml");
        carol.quit()?;
        Ok(())
    })
}

#[test]
fn a_busy_lamp_field_shows_talking_and_idle() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let (mut alice, mut bob) = (ALICE.start(asterisk)?, BOB.start(asterisk)?);
        // chan_skinny tells nobody that a line rings or holds.
        alice.until_lamp("Bob", "off")?;
        let mut carol = CAROL.start(asterisk)?;
        carol.say("dial 1002")?;
        answer(&mut bob)?;
        bob.until_state("Connected")?;
        alice.until_lamp("Bob", "on")?;
        carol.say("hangup")?;
        alice.until_lamp("Bob", "off")?;
        // What others do is no call of this phone.
        assert!(
            alice
                .phone
                .seen()
                .iter()
                .all(|event| event["event"] != "state"),
            "{:#?}",
            alice.phone.seen()
        );
        for desk in [alice, bob, carol] {
            desk.quit()?;
        }
        Ok(())
    })
}
