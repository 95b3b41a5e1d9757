//! A session bus of a test's own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Says in the environment that this process is inside a bus already.
const INSIDE: &str = "OFFHOOK_TEST_IS_INSIDE_A_BUS";

/// The bus of a test, which ends with it.
struct Daemon {
    child: Child,
    configuration: std::path::PathBuf,
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _waited = self.child.wait();
        let _left = std::fs::remove_file(&self.configuration);
    }
}

/// Runs the test of this name in a process of its own, with a session bus of its own; `false`:
/// this is that process.
pub(crate) fn goes_on_a_bus(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return false;
    }
    let configuration =
        std::env::temp_dir().join(format!("offhook-bus-{test}-{}.conf", std::process::id()));
    let text = format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir={}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#,
        std::env::temp_dir().display()
    );
    std::fs::write(&configuration, text).expect("there is room");
    let started = Command::new("dbus-daemon")
        .arg(format!("--config-file={}", configuration.display()))
        .args(["--nofork", "--print-address"])
        .stdout(Stdio::piped())
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "dbus-daemon: {error}");
            eprintln!(
                "\n*** SKIPPED: {test}: dbus-daemon is not installed (scripts/test installs it)\n"
            );
            return true;
        }
    };
    let mut address = String::new();
    BufReader::new(child.stdout.take().expect("it is piped"))
        .read_line(&mut address)
        .expect("it says its address");
    let _daemon = Daemon {
        child,
        configuration,
    };
    let inside = Command::new(std::env::current_exe().expect("this is a program"))
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "yes")
        .env("DBUS_SESSION_BUS_ADDRESS", address.trim())
        .status()
        .expect("it runs again");
    assert!(inside.success(), "{test} failed on its bus");
    true
}
