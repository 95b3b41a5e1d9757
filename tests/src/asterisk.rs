//! The call server nobody here wrote: Asterisk's chan_skinny, run by `tests/asterisk/lab.sh`.

use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::skip;

/// TCP port of the lab's SCCP server.
pub const PORT: u16 = 12000;

/// There is one lab on a machine; its tests take turns.
static TURN: Mutex<()> = Mutex::new(());

/// A running Asterisk; stopped when dropped.
pub struct Asterisk {
    _turn: MutexGuard<'static, ()>,
}

impl Asterisk {
    /// Starts Asterisk afresh, or says why the test is skipped.
    pub fn start() -> Option<Self> {
        let what = "calls through a real Asterisk";
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        if !(skip::is_root(what) && skip::has_program("debootstrap", what)) {
            return None;
        }
        lab(&["down"]);
        let (up, said) = lab(&["up"]);
        if !up {
            skip::skip(what, &said);
            return None;
        }
        Some(Self { _turn: turn })
    }

    /// `host:port` of its SCCP server.
    pub fn server(&self) -> String {
        format!("127.0.0.1:{PORT}")
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
        let (up, said) = lab(&["up"]);
        assert!(up, "Asterisk does not come up again: {said}");
    }
}

impl Drop for Asterisk {
    fn drop(&mut self) {
        lab(&["down"]);
    }
}

/// Runs the lab's script; gives whether it succeeded and what it printed.
fn lab(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(skip::repository().join("tests/asterisk/lab.sh"))
        .args(arguments)
        .env("OFFHOOK_LAB_PORT", PORT.to_string())
        .output()
        .expect("tests/asterisk/lab.sh can be started");
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    (output.status.success(), said)
}
