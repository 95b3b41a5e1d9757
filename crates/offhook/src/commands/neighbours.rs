//! The other phones of the demo: the same program again, a window for each.
//!
//! They have no ears and hum instead of speaking, each at a pitch of its own: one
//! machine has one microphone and one loudspeaker, and with more than one phone on
//! them it would howl. So the first phone hears who is connected with it.

use std::net::SocketAddr;
use std::process::{Child, Command};

use anyhow::Context;

/// What the phones hum, Hz: a chord, so that each is heard in a conference.
const PITCHES_HZ: [u32; 3] = [330, 415, 494];

/// The phones besides the first; they end with it.
#[derive(Default)]
pub(crate) struct Neighbours(Vec<Child>);

impl Neighbours {
    /// Starts the phones from the second to the last of `phones`.
    pub(crate) fn start(phones: u8, server: SocketAddr) -> anyhow::Result<Self> {
        let program = std::env::current_exe().context("cannot find this program itself")?;
        let mut neighbours = Self::default();
        for (number, pitch_hz) in (2..=phones).zip(PITCHES_HZ) {
            let child = Command::new(&program)
                .args(arguments(number, pitch_hz, server))
                .spawn()
                .with_context(|| format!("cannot start phone {number} of the demo"))?;
            neighbours.0.push(child);
        }
        Ok(neighbours)
    }
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // Its window may have been closed already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// What a phone of the demo is started with.
fn arguments(number: u8, pitch_hz: u32, server: SocketAddr) -> [String; 15] {
    [
        "phone".to_owned(),
        "--server".to_owned(),
        server.to_string(),
        "--device".to_owned(),
        format!("DEMO-PHONE-{number}"),
        "--input".to_owned(),
        format!("tone:{pitch_hz}"),
        "--output".to_owned(),
        "silence".to_owned(),
        // What is asked from outside is for the first phone.
        "--control".to_owned(),
        "off".to_owned(),
        "--desktop".to_owned(),
        "off".to_owned(),
        "--headset-buttons".to_owned(),
        "off".to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Arguments, Command as Parsed};

    #[test]
    fn the_other_phones_of_the_demo_have_names_and_pitches_of_their_own() {
        let server = "127.0.0.1:2000".parse().expect("an address");
        let [second, third] = [(2, 330), (3, 415)].map(|(number, pitch)| {
            let line =
                std::iter::once("offhook".to_owned()).chain(arguments(number, pitch, server));
            match Arguments::try_parse_from(line)
                .expect("the program knows them")
                .command
            {
                Some(Parsed::Phone(phone)) => phone,
                other => panic!("no phone: {other:?}"),
            }
        });
        assert_eq!(second.phone.device.as_deref(), Some("DEMO-PHONE-2"));
        assert_eq!(second.phone.input.as_deref(), Some("tone:330"));
        assert_ne!(second.phone.device, third.phone.device);
        assert_ne!(second.phone.input, third.phone.input);
        assert!(!second.headless);
    }
}
