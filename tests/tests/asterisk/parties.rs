//! The phones that the lab's Asterisk knows, and what their ears heard.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value;
use tests::asterisk::Asterisk;
use tests::phone::Phone;
use tests::signal::{read_wav, seconds_of_tone};

/// Two lines, 1001 and 1101, the speed dial 600, the busy lamp field of Bob.
pub(crate) const ALICE: Party = Party {
    device: "SEP000000000001",
    number: "1001",
    hz: 440.0,
};
/// The busy lamp field of Alice.
pub(crate) const BOB: Party = Party {
    device: "SEP000000000002",
    number: "1002",
    hz: 620.0,
};
/// The same.
pub(crate) const CAROL: Party = Party {
    device: "SEP000000000003",
    number: "1003",
    hz: 780.0,
};

/// What the lab plays to who is held or parked, in Hz (`music_hz` of `lab.sh`).
pub(crate) const MUSIC: f64 = 1100.0;

/// A phone that the lab's Asterisk knows, and the tone it sends.
pub(crate) struct Party {
    pub(crate) device: &'static str,
    pub(crate) number: &'static str,
    pub(crate) hz: f64,
}

impl Party {
    /// Starts its phone.
    pub(crate) fn start(&self, asterisk: &Asterisk) -> anyhow::Result<Desk> {
        self.start_with(asterisk, &[])
    }

    /// The same with more arguments.
    pub(crate) fn start_with(&self, asterisk: &Asterisk, more: &[&str]) -> anyhow::Result<Desk> {
        /// Keeps the files of phones apart.
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let heard = std::env::temp_dir().join(format!(
            "offhook-asterisk-{}-{}.wav",
            std::process::id(),
            STARTED.fetch_add(1, Ordering::Relaxed)
        ));
        let server = asterisk.server();
        let input = format!("tone:{}", self.hz);
        let output = format!("file:{}", heard.display());
        let mut arguments = vec!["--server", &server, "--device", self.device];
        arguments.extend(["--input", &input, "--output", &output]);
        arguments.extend(more);
        let mut phone = Phone::start(&arguments)?;
        phone.until_registered()?;
        Ok(Desk { phone, heard })
    }
}

/// A phone at work.
pub(crate) struct Desk {
    pub(crate) phone: Phone,
    heard: PathBuf,
}

impl Desk {
    /// Tells the phone a line.
    pub(crate) fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.phone.say(line)
    }

    /// Waits until a call reaches this state.
    pub(crate) fn until_state(&mut self, state: &str) -> anyhow::Result<Value> {
        self.phone.until_state(state)
    }

    /// Waits until the screen is so.
    pub(crate) fn until_screen(
        &mut self,
        what: &str,
        fits: impl Fn(&Value) -> bool,
    ) -> anyhow::Result<Value> {
        self.phone.until_screen(what, fits)
    }

    /// Waits until no call is left and the phone is on hook.
    pub(crate) fn until_idle(&mut self) -> anyhow::Result<Value> {
        self.until_screen("the end of all calls", |screen| {
            screen["calls"].as_array().is_some_and(Vec::is_empty) && screen["off_hook"] == false
        })
    }

    /// Waits until the display says this somewhere: as prompt or as a notice.
    pub(crate) fn until_display(&mut self, text: &str) -> anyhow::Result<Value> {
        self.until_screen(text, |screen| {
            let calls = screen["calls"].as_array().into_iter().flatten();
            let prompts = calls.map(|call| &call["prompt"]);
            let others = [
                &screen["prompt"],
                &screen["notify"],
                &screen["display_text"],
            ];
            prompts
                .chain(others)
                .any(|shown| shown.to_string().contains(text))
        })
    }

    /// Presses the button beside the screen that has this label.
    pub(crate) fn press_button(&mut self, label: &str) -> anyhow::Result<()> {
        let screen = self.until_screen(label, |screen| button(screen, label).is_some())?;
        let position = button(&screen, label).map(|key| key["position"].clone());
        self.say(&format!("line {}", position.unwrap_or_default()))
    }

    /// Waits until the lamp beside this label is so.
    pub(crate) fn until_lamp(&mut self, label: &str, lamp: &str) -> anyhow::Result<Value> {
        self.until_screen(&format!("the lamp of {label} to be {lamp}"), |screen| {
            button(screen, label).is_some_and(|key| key["lamp"] == lamp)
        })
    }

    /// Quits and gives what the ear heard.
    pub(crate) fn quit(self) -> anyhow::Result<Ear> {
        let (status, events) = self.phone.quit()?;
        anyhow::ensure!(status.success(), "{status}: {events:#?}");
        let (samples, rate) = read_wav(&self.heard)?;
        std::fs::remove_file(&self.heard)?;
        let summary = events.into_iter().next_back().unwrap_or_default();
        Ok(Ear {
            samples,
            rate,
            summary,
        })
    }
}

fn button<'a>(screen: &'a Value, label: &str) -> Option<&'a Value> {
    let mut keys = screen["line_keys"].as_array()?.iter();
    keys.find(|key| key["label"] == label)
}

/// What was heard.
pub(crate) struct Ear {
    pub(crate) samples: Vec<i16>,
    pub(crate) rate: u32,
    /// What the phone says of its calls.
    summary: Value,
}

impl Ear {
    /// Fails unless this frequency was heard for so many seconds.
    #[track_caller]
    pub(crate) fn assert_heard(&self, who: &str, hz: f64, seconds: std::ops::Range<f64>) {
        let heard = seconds_of_tone(&self.samples, self.rate, hz);
        assert!(
            seconds.contains(&heard),
            "{who} at {hz} Hz was heard for {heard} s instead of {seconds:?} s; {}",
            self.described()
        );
    }

    /// What was heard instead, and what came.
    fn described(&self) -> String {
        let known = [ALICE.hz, BOB.hz, CAROL.hz, MUSIC];
        let heard = known.map(|hz| {
            let seconds = seconds_of_tone(&self.samples, self.rate, hz);
            format!("{hz} Hz {seconds} s")
        });
        let all = self.samples.len() as f64 / f64::from(self.rate);
        format!("of {all:.1} s: {}; {}", heard.join(", "), self.summary)
    }
}

/// Alice calls Bob, and they talk.
pub(crate) fn alice_talks_to_bob(asterisk: &Asterisk) -> anyhow::Result<(Desk, Desk)> {
    let (mut alice, mut bob) = (ALICE.start(asterisk)?, BOB.start(asterisk)?);
    connect(&mut alice, &mut bob, BOB.number)?;
    Ok((alice, bob))
}

/// One calls the other at a number, and they talk.
pub(crate) fn connect(caller: &mut Desk, called: &mut Desk, number: &str) -> anyhow::Result<()> {
    caller.say(&format!("dial {number}"))?;
    answer(called)?;
    called.until_state("Connected")?;
    caller.until_state("Connected")?;
    Ok(())
}

/// Waits until the phone rings, and answers as fast as a hand can. chan_skinny tells that it rings
/// before it knows it itself: who lifts between the two gets a dial tone.
pub(crate) fn answer(called: &mut Desk) -> anyhow::Result<()> {
    called.until_state("RingIn")?;
    called.until_screen("the ring", |screen| screen["ring"] != "off")?;
    talk(0.3);
    called.say("answer")
}

/// Lets a call go on for a while in real time, as there is a foreign server in it.
pub(crate) fn talk(seconds: f64) {
    std::thread::sleep(Duration::from_secs_f64(seconds));
}
