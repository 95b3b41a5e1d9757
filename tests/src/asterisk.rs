//! The call server nobody here wrote: Asterisk's chan_skinny, run by `tests/asterisk/lab.sh`.
//!
//! One Asterisk serves all tests of a process, one after the other, and ends with it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::skip;

/// TCP port of the lab's SCCP server, unless `OFFHOOK_LAB_PORT` names another.
const PORT: u16 = 12000;

/// There is one lab on a machine; its tests take turns. What is inside tells whether
/// Asterisk runs and nothing was left in it by a test that failed.
static CLEAN: Mutex<bool> = Mutex::new(false);

/// A running Asterisk.
pub struct Asterisk(());

impl Asterisk {
    /// Runs a test with Asterisk, or says why the test is skipped. After a test that
    /// fails the next one gets a fresh Asterisk.
    ///
    /// Calls go on in real time between programs that know nothing of each other, and
    /// chan_skinny has races of its own. So a test that fails is run once more with a fresh
    /// Asterisk, and the first failure stays in what the tests print.
    ///
    /// # Errors
    ///
    /// What the test fails with.
    pub fn with(test: impl Fn(&Self) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let mut clean = CLEAN.lock().unwrap_or_else(PoisonError::into_inner);
        let first = catch_unwind(AssertUnwindSafe(|| Self::once(&mut clean, &test)));
        let why = match first {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => format!("{error:?}"),
            Err(panic) => panic
                .downcast::<String>()
                .map_or_else(|_| "it panicked".into(), |said| *said),
        };
        skip::say(&format!(
            "FAILED ONCE with Asterisk, is run once more: {why}"
        ));
        *clean = false;
        Self::once(&mut clean, &test)
    }

    fn once(clean: &mut bool, test: impl Fn(&Self) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let what = "calls through a real Asterisk";
        if !(skip::is_root(what) && skip::has_program("debootstrap", what)) {
            return Ok(());
        }
        if !*clean {
            lab(&["down"]);
            let (up, said) = lab(&["up", &std::process::id().to_string()]);
            if !up {
                skip::skip(what, &said);
                return Ok(());
            }
        }
        // A panic leaves it at this.
        *clean = false;
        let outcome = test(&Self(()));
        *clean = outcome.is_ok();
        outcome
    }

    /// `host:port` of its SCCP server.
    pub fn server(&self) -> String {
        format!("127.0.0.1:{}", port())
    }

    /// Runs a command of Asterisk's own command line and gives what it prints.
    pub fn cli(&self, command: &str) -> String {
        lab(&["cli", command]).1
    }

    /// Whether its log holds such a line, now or within the time.
    pub fn logs(&self, text: &str, within: Duration) -> bool {
        let start = Instant::now();
        loop {
            if lab(&["log"]).1.contains(text) {
                return true;
            }
            if start.elapsed() > within {
                return false;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// Stops the server; phones lose their connection.
    pub fn stop(&self) {
        lab(&["down"]);
    }

    /// Starts it again after [`Self::stop`].
    pub fn start_again(&self) {
        let (up, said) = lab(&["up", &std::process::id().to_string()]);
        assert!(up, "Asterisk does not come up again: {said}");
    }
}

fn port() -> u16 {
    let named = std::env::var("OFFHOOK_LAB_PORT").ok();
    named.map_or(PORT, |port| {
        port.parse().expect("OFFHOOK_LAB_PORT is a port")
    })
}

/// Runs the lab's script; gives whether it succeeded and what it printed.
fn lab(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(skip::repository().join("tests/asterisk/lab.sh"))
        .args(arguments)
        .env("OFFHOOK_LAB_PORT", port().to_string())
        .output()
        .expect("tests/asterisk/lab.sh can be started");
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    (output.status.success(), said)
}
