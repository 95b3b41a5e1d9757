//! Asterisk goes and comes back.

use tests::asterisk::Asterisk;
use tests::phone::Phone;

use crate::parties::ALICE;

#[test]
fn a_server_that_restarts_gets_its_phone_back() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let mut alice = ALICE.start(asterisk)?;
        asterisk.stop();
        alice.phone.until("the loss of the server", |event| {
            event["event"] == "screen" && event["screen"]["registration"]["state"] == "waiting"
        })?;
        asterisk.start_again();
        alice.phone.until_registered()?;
        alice.say("dial 600")?;
        alice.until_state("Connected")?;
        alice.quit()?;
        Ok(())
    })
}

#[test]
fn a_server_that_restarts_in_mid_registration_gets_its_phone_back() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let server = asterisk.server();
        let mut arguments = vec!["--server", &server, "--device", ALICE.device];
        arguments.extend(["--input", "silence", "--output", "silence"]);
        let mut phone = Phone::start(&arguments)?;
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
    })
}
