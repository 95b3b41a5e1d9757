//! A phone of ours as a user starts it: the `offhook` binary without its window,
//! lines in, JSON lines out.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use serde_json::Value;

/// How long a step of a test may take before the test fails; nothing is measured by it.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Where cargo has built the phone.
///
/// # Panics
///
/// When it is not built: `cargo test --workspace` builds it.
pub fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    let folder = test
        .parent()
        .and_then(|deps| deps.parent())
        .expect("tests lie in target/PROFILE/deps");
    let binary = folder.join("offhook");
    assert!(
        binary.is_file(),
        "{} is missing: run cargo test --workspace",
        binary.display()
    );
    binary
}

/// A running phone; killed when dropped before it has left.
pub struct Phone {
    child: Child,
    stdin: Option<ChildStdin>,
    events: Receiver<Value>,
    seen: Vec<Value>,
}

impl Phone {
    /// Starts `offhook phone --headless --json` with these arguments more.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn start(arguments: &[&str]) -> anyhow::Result<Self> {
        Self::start_in(arguments, &[])
    }

    /// The same with environment variables.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn start_in(arguments: &[&str], environment: &[(String, String)]) -> anyhow::Result<Self> {
        Self::run(Command::new(binary()), arguments, environment)
    }

    /// The same by another command, which runs the program it is given as arguments.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn start_by(mut command: Command, arguments: &[&str]) -> anyhow::Result<Self> {
        command.arg(binary());
        Self::run(command, arguments, &[])
    }

    fn run(
        mut command: Command,
        arguments: &[&str],
        environment: &[(String, String)],
    ) -> anyhow::Result<Self> {
        let mut child = command
            .args(["phone", "--headless", "--json"])
            .args(arguments)
            .envs(environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting offhook")?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().context("the phone's standard output")?;
        let (sender, events) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let event = serde_json::from_str(&line).unwrap_or(Value::String(line));
                if sender.send(event).is_err() {
                    return;
                }
            }
        });
        Ok(Self {
            child,
            stdin,
            events,
            seen: Vec::new(),
        })
    }

    /// The process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Tells the phone a line.
    ///
    /// # Errors
    ///
    /// When it has ended.
    pub fn say(&mut self, line: &str) -> anyhow::Result<()> {
        let stdin = self.stdin.as_mut().context("the phone was told to quit")?;
        writeln!(stdin, "{line}")?;
        Ok(stdin.flush()?)
    }

    /// Waits for the next event that fits and gives it; events before it are passed over.
    ///
    /// # Errors
    ///
    /// When none comes in time; the error shows the last that came.
    pub fn until(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> anyhow::Result<Value> {
        let start = Instant::now();
        loop {
            match self
                .events
                .recv_timeout(PATIENCE.saturating_sub(start.elapsed()))
            {
                Ok(event) => {
                    self.seen.push(event.clone());
                    if fits(&event) {
                        return Ok(event);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    anyhow::bail!("{what} did not come; last came {}", self.last_events())
                }
                Err(RecvTimeoutError::Disconnected) => {
                    anyhow::bail!(
                        "the phone ended before {what}; last came {}",
                        self.last_events()
                    )
                }
            }
        }
    }

    /// Waits until the phone is registered.
    ///
    /// # Errors
    ///
    /// When it is not in time.
    pub fn until_registered(&mut self) -> anyhow::Result<Value> {
        self.until("registration", |event| event["event"] == "registered")
    }

    /// Waits until a call reaches this state.
    ///
    /// # Errors
    ///
    /// When it does not in time.
    pub fn until_state(&mut self, state: &str) -> anyhow::Result<Value> {
        self.until(state, |event| {
            event["event"] == "state" && event["state"] == state
        })
    }

    /// Waits until the screen is so, and gives it; the last that was seen counts.
    ///
    /// # Errors
    ///
    /// When it is not in time.
    pub fn until_screen(
        &mut self,
        what: &str,
        fits: impl Fn(&Value) -> bool,
    ) -> anyhow::Result<Value> {
        let mut screens = self.seen.iter().rev().filter(|event| is_screen(event));
        if let Some(last) = screens.next().filter(|event| fits(&event["screen"])) {
            return Ok(last["screen"].clone());
        }
        let event = self.until(what, |event| is_screen(event) && fits(&event["screen"]))?;
        Ok(event["screen"].clone())
    }

    /// All events so far.
    pub fn seen(&self) -> &[Value] {
        &self.seen
    }

    /// Tells it to quit, waits for its end and gives its exit status and all its events.
    ///
    /// # Errors
    ///
    /// When it does not end in time.
    pub fn quit(mut self) -> anyhow::Result<(ExitStatus, Vec<Value>)> {
        self.say("quit")?;
        self.stdin = None;
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait()? {
                break status;
            }
            anyhow::ensure!(start.elapsed() < PATIENCE, "the phone does not quit");
            thread::sleep(Duration::from_millis(20));
        };
        while let Ok(event) = self.events.recv_timeout(Duration::from_secs(1)) {
            self.seen.push(event);
        }
        Ok((status, std::mem::take(&mut self.seen)))
    }

    fn last_events(&self) -> String {
        let from = self.seen.len().saturating_sub(6);
        self.seen[from..]
            .iter()
            .map(|event| format!("\n  {event}"))
            .collect()
    }
}

fn is_screen(event: &Value) -> bool {
    event["event"] == "screen"
}

impl Drop for Phone {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
