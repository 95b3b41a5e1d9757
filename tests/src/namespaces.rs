//! Two networks of the test's own, joined by a cable: one for a server, one for a phone.

use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Context as _;

use crate::{phone, skip};

/// Names have to be the machine's only ones.
static COUNT: AtomicU32 = AtomicU32::new(0);

/// The ends of the cable.
const SERVER_END: &str = "cable0";
const PHONE_END: &str = "cable1";

/// Two network namespaces with a cable between them; gone when dropped.
pub struct Namespaces {
    name: String,
}

impl Namespaces {
    /// Makes them, or says why the test is skipped.
    ///
    /// # Errors
    ///
    /// When the system lets a namespace be made, but not what belongs into it.
    pub fn open(server: &str, phone: &str) -> anyhow::Result<Option<Self>> {
        let what = "networks that come and go";
        if !(skip::has_program("ip", what) && skip::is_root(what)) {
            return Ok(None);
        }
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let made = Self {
            name: format!("offhook-{}-{count}", std::process::id()),
        };
        if ip(&["netns", "add", &made.server()]).is_err() {
            skip::skip(what, "the system lets nobody make network namespaces");
            return Ok(None);
        }
        ip(&["netns", "add", &made.phone()])?;
        let (at_server, at_phone) = (made.server(), made.phone());
        let mut cable = vec!["link", "add", SERVER_END, "netns", &at_server];
        cable.extend([
            "type", "veth", "peer", "name", PHONE_END, "netns", &at_phone,
        ]);
        ip(&cable)?;
        for (namespace, end, address) in [
            (&at_server, SERVER_END, server),
            (&at_phone, PHONE_END, phone),
        ] {
            ip(&["-n", namespace, "link", "set", "lo", "up"])?;
            ip(&["-n", namespace, "addr", "add", address, "dev", end])?;
            ip(&["-n", namespace, "link", "set", end, "up"])?;
        }
        Ok(Some(made))
    }

    fn server(&self) -> String {
        format!("{}-s", self.name)
    }

    fn phone(&self) -> String {
        format!("{}-p", self.name)
    }

    /// A command whose arguments are a program that runs where the phone is.
    pub fn at_phone(&self) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.phone()]);
        command
    }

    /// Starts a call server on this address of the server's side.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn start_server(&self, listen: &str) -> anyhow::Result<ServerProcess> {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.server()]);
        command.arg(phone::binary());
        ServerProcess::start(command, &["--listen", listen])
    }

    /// Pulls the cable at the server's side, or plugs it in again.
    ///
    /// # Errors
    ///
    /// When the system does not let it.
    pub fn plug(&self, in_or_out: bool) -> anyhow::Result<()> {
        let state = if in_or_out { "up" } else { "down" };
        ip(&["-n", &self.server(), "link", "set", SERVER_END, state])
    }

    /// Takes an address from the phone's side and gives it another.
    ///
    /// # Errors
    ///
    /// When the system does not let it.
    pub fn move_phone(&self, from: &str, to: &str) -> anyhow::Result<()> {
        let namespace = self.phone();
        ip(&["-n", &namespace, "addr", "del", from, "dev", PHONE_END])?;
        ip(&["-n", &namespace, "addr", "add", to, "dev", PHONE_END])
    }
}

impl Drop for Namespaces {
    fn drop(&mut self) {
        for name in [self.server(), self.phone()] {
            // It may never have been made.
            let _ = ip(&["netns", "del", &name]);
        }
    }
}

fn ip(arguments: &[&str]) -> anyhow::Result<()> {
    let output = Command::new("ip").args(arguments).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(
        output.status.success(),
        "ip {}: {said}",
        arguments.join(" ")
    );
    Ok(())
}

/// A call server in a process of its own, which can be frozen; killed when dropped.
pub struct ServerProcess {
    child: Child,
}

impl ServerProcess {
    /// Starts `offhook callmanager`; `command` is the program, or something that runs it.
    ///
    /// # Errors
    ///
    /// When the program cannot be started.
    pub fn start(mut command: Command, arguments: &[&str]) -> anyhow::Result<Self> {
        let child = command
            .arg("callmanager")
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("starting offhook callmanager")?;
        Ok(Self { child })
    }

    /// Stops it in mid-step; the system goes on taking connections for it.
    ///
    /// # Errors
    ///
    /// When the system does not let it.
    pub fn freeze(&self) -> anyhow::Result<()> {
        self.signal("-STOP")
    }

    /// Lets it go on.
    ///
    /// # Errors
    ///
    /// When the system does not let it.
    pub fn thaw(&self) -> anyhow::Result<()> {
        self.signal("-CONT")
    }

    fn signal(&self, signal: &str) -> anyhow::Result<()> {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args([signal, &id]).status()?;
        anyhow::ensure!(status.success(), "kill {signal}: {status}");
        Ok(())
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
