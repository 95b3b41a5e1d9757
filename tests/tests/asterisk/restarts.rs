//! Asterisk goes and comes back.

use std::time::Duration;

use callmanager::{Server, ServerConfig};
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

/// Asterisk ignores token requests, and closes what does not register within 30 s.
#[test]
fn the_phone_goes_home_to_a_server_that_knows_no_tokens() -> anyhow::Result<()> {
    Asterisk::with(|asterisk| {
        let secondary = Server::start(ServerConfig::default())?;
        let (home, away) = (asterisk.server(), secondary.local_addr().to_string());
        let list = format!("{home},{away}");
        let mut arguments = vec!["--server", &list, "--device", ALICE.device];
        arguments.extend(["--connection-monitor", "1s"]);
        arguments.extend(["--input", "silence", "--output", "silence"]);
        let mut phone = Phone::start(&arguments)?;
        let registered = |server: String| {
            move |event: &serde_json::Value| {
                event["event"] == "registered" && event["server"] == server
            }
        };
        let standing_by = |server: String| {
            move |event: &serde_json::Value| event["screen"]["registration"]["standby"] == server
        };
        phone.until("registration", registered(home.clone()))?;
        phone.until("the standby connection", standing_by(away.clone()))?;
        asterisk.stop();
        phone.until("registration elsewhere", registered(away))?;
        asterisk.start_again();
        phone.until("the way home", standing_by(home.clone()))?;
        // Three requests of 5 s, and no haste after them.
        std::thread::sleep(Duration::from_secs(10));
        phone.until("home", registered(home))?;
        phone.say("dial 600")?;
        phone.until_state("Connected")?;
        assert!(phone.quit()?.0.success());
        Ok(())
    })
}
