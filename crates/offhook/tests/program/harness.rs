//! Programs to run and what they say, for the tests of the binary.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long a program may take before the test gives up on it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The program, with nothing of this machine's configuration.
pub(crate) fn offhook(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offhook"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("OFFHOOK_")) {
        command.env_remove(name);
    }
    // A phone that the person or another test runs is not meant.
    command.env("OFFHOOK_CONTROL", "off");
    command.env(
        "XDG_CONFIG_HOME",
        std::env::temp_dir().join("offhook-tests-without-configuration"),
    );
    command.args(arguments);
    command
}

/// Runs the program until it ends by itself.
pub(crate) fn run(arguments: &[&str]) -> Finished {
    Running::start(&mut offhook(arguments)).finish()
}

/// A running program that is ended with the test.
pub(crate) struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    errors: Receiver<String>,
}

impl Running {
    /// Starts the program; its output is read all the time.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program is built");
        let lines = read_lines(child.stdout.take().expect("it is piped"));
        let errors = read_lines(child.stderr.take().expect("it is piped"));
        Self {
            stdin: child.stdin.take(),
            child,
            lines,
            errors,
        }
    }

    /// A phone without a window that is registered with this server.
    pub(crate) fn phone(server: &CallServer, device: &str, more: &[&str]) -> Self {
        let mut arguments = vec![
            "phone",
            "--headless",
            "--json",
            "--server",
            server.address.as_str(),
            "--device",
            device,
        ];
        for (option, value) in [("--input", "silence"), ("--output", "silence")] {
            if !more.contains(&option) {
                arguments.extend([option, value]);
            }
        }
        arguments.extend(more);
        Self::start(&mut offhook(&arguments))
    }

    /// Gives it a line.
    pub(crate) fn tell(&mut self, line: &str) {
        let stdin = self.stdin.as_mut().expect("its input is open");
        writeln!(stdin, "{line}").expect("it reads");
    }

    /// Gives it several.
    pub(crate) fn tell_all(&mut self, lines: &[&str]) {
        lines.iter().for_each(|line| self.tell(line));
    }

    /// Ends its input.
    pub(crate) fn end_input(&mut self) {
        self.stdin = None;
    }

    /// The next line it writes.
    pub(crate) fn line(&mut self) -> String {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => panic!("it wrote nothing for {PATIENCE:?}"),
            Err(RecvTimeoutError::Disconnected) => {
                panic!(
                    "it has ended; it said: {}",
                    self.errors.iter().collect::<Vec<_>>().join("\n")
                )
            }
        }
    }

    /// Reads events until one of this kind comes that is as wanted.
    pub(crate) fn event(&mut self, kind: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let line = self.line();
            let event: Value = serde_json::from_str(&line).expect("every line is JSON");
            if event["event"] == kind && wanted(&event) {
                return event;
            }
        }
    }

    /// Waits until a call has this state.
    pub(crate) fn state(&mut self, state: &str) -> Value {
        self.event("state", |event| event["state"] == state)
    }

    /// Sends it a signal, as a system does that ends.
    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status()
            .expect("kill is there");
        assert!(sent.success());
    }

    /// Waits until it has ended.
    pub(crate) fn finish(mut self) -> Finished {
        self.stdin = None;
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("it is a child") {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        };
        let lines = self.lines.iter().collect();
        let errors = self.errors.iter().collect::<Vec<_>>().join("\n");
        Finished {
            status,
            lines,
            errors,
            after: start.elapsed(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already unless the test failed.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// A program that has ended.
#[derive(Debug)]
pub(crate) struct Finished {
    /// Its exit status.
    pub(crate) status: ExitStatus,
    /// What it wrote and was not read yet.
    pub(crate) lines: Vec<String>,
    /// What it said on standard error.
    pub(crate) errors: String,
    /// How long its end took.
    pub(crate) after: Duration,
}

impl Finished {
    /// What it wrote, as JSON.
    pub(crate) fn events(&self) -> Vec<Value> {
        self.lines
            .iter()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }

    /// It ended with this status; 0 is success.
    #[track_caller]
    pub(crate) fn ended_with(&self, status: i32) {
        assert_eq!(self.status.code(), Some(status), "{self:?}");
    }

    /// These words were among its errors.
    #[track_caller]
    pub(crate) fn said(&self, words: &str) {
        assert!(self.errors.contains(words), "`{words}`: {self:?}");
    }

    /// The last line, which is the summary.
    pub(crate) fn summary(&self) -> Value {
        let last = self.events().pop();
        last.filter(|event| event["event"] == "summary")
            .unwrap_or_else(|| panic!("no summary: {self:?}"))
    }
}

/// The embedded call server, as a program of its own.
pub(crate) struct CallServer {
    running: Running,
    /// Where it listens.
    pub(crate) address: String,
}

impl CallServer {
    /// Starts it on a free port.
    pub(crate) fn start() -> Self {
        let mut running = Running::start(&mut offhook(&["callmanager", "--listen", "127.0.0.1:0"]));
        let first = running.line();
        let address = first
            .split_whitespace()
            .last()
            .expect("it names its address")
            .to_owned();
        Self { running, address }
    }

    /// Ends it at once, as a crash would.
    pub(crate) fn kill(mut self) {
        self.running.child.kill().expect("it runs");
        self.running.child.wait().expect("it is a child");
    }

    /// Has it answer no more, though its connections stay.
    #[cfg(unix)]
    pub(crate) fn hang(&self) {
        self.running.signal("STOP");
    }

    /// Ends it in good order.
    #[cfg(unix)]
    pub(crate) fn stop(self) -> Finished {
        self.running.signal("TERM");
        self.running.finish()
    }
}

fn read_lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}
