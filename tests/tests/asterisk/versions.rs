//! The versions a phone may offer: chan_skinny chooses its layouts by them.

use tests::asterisk::Asterisk;

use crate::parties::{ALICE, BOB, connect, talk};

#[test]
fn phones_of_version_3_and_11_and_17_call_each_other() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        for (caller, called) in [("3", "11"), ("11", "17"), ("17", "3")] {
            let mut alice = ALICE.start_with(asterisk, &["--protocol", caller])?;
            let mut bob = BOB.start_with(asterisk, &["--protocol", called])?;
            for (desk, version) in [(&alice, caller), (&bob, called)] {
                let mut seen = desk.phone.seen().iter();
                let registered = seen.find(|event| event["event"] == "registered");
                let agreed = registered.map(|event| event["protocol_version"].to_string());
                assert_eq!(agreed.as_deref(), Some(version));
            }
            connect(&mut alice, &mut bob, BOB.number)?;
            bob.until_screen("Alice by name", |screen| {
                screen["calls"][0]["remote_name"] == "Alice"
            })?;
            talk(1.5);
            alice.say("hangup")?;
            bob.until_idle()?;
            alice.until_idle()?;
            bob.quit()?.assert_heard("Alice", ALICE.hz, 1.0..2.5);
            alice.quit()?.assert_heard("Bob", BOB.hz, 1.0..2.5);
        }
        Ok(())
    })
}
