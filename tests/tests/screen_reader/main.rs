//! The real window through the desktop's accessibility bus (AT-SPI), as a screen reader has it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tests::demo::Program;
use tests::display::Display;
use tests::phone::binary;
use tests::skip;

/// How long something may take to appear; nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Debian's own, which has the packages of the reader.
const PYTHON: &str = "/usr/bin/python3";

/// A phone that a screen reader looks at.
struct Stage {
    // Ends in this order.
    _phone: Program,
    _bus: Program,
    display: Display,
    folder: PathBuf,
    bus: String,
}

impl Stage {
    /// The phone drawn by this, or nothing where something is not installed; the name is the
    /// folder's.
    fn open(name: &str, drawing: &str) -> anyhow::Result<Option<Self>> {
        if !skip::has_program("dbus-daemon", "screen readers") || !has_reader() {
            return Ok(None);
        }
        let Some(display) = Display::open(1280, 1024)? else {
            return Ok(None);
        };
        // Short and plain: sockets are made in it.
        let folder = std::env::temp_dir().join(format!("offhook-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("offhook"))?;
        fs::write(
            folder.join("offhook").join("config.toml"),
            format!("[look]\ndrawing = \"{drawing}\"\n"),
        )?;
        let mut daemon = display
            .command("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .env("XDG_RUNTIME_DIR", &folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut bus = String::new();
        BufReader::new(daemon.stdout.take().context("the bus's standard output")?)
            .read_line(&mut bus)?;
        let bus = bus.trim().to_owned();
        let daemon = Program(daemon);
        anyhow::ensure!(!bus.is_empty(), "the session bus does not come up");
        reader(&display, &folder, &bus, &["enable"])?;
        let phone = display
            .command(binary())
            .args(["demo", "--input", "silence", "--output", "silence"])
            .env("DBUS_SESSION_BUS_ADDRESS", &bus)
            .env("XDG_RUNTIME_DIR", &folder)
            .env("XDG_CONFIG_HOME", &folder)
            .env("XDG_DATA_HOME", &folder)
            .spawn()?;
        Ok(Some(Self {
            _phone: Program(phone),
            _bus: daemon,
            display,
            folder,
            bus,
        }))
    }

    fn reads(&self, arguments: &[&str]) -> anyhow::Result<String> {
        reader(&self.display, &self.folder, &self.bus, arguments)
    }

    /// Waits until one of this role and name is there.
    fn until(&self, role: &str, name: &str) -> anyhow::Result<()> {
        let wanted = format!("\t{role}\t{name}");
        let start = Instant::now();
        loop {
            let tree = self.reads(&["tree"])?;
            if tree.lines().any(|line| line.ends_with(&wanted)) {
                return Ok(());
            }
            anyhow::ensure!(
                start.elapsed() < PATIENCE,
                "no {role} {name} is read:\n{tree}"
            );
            std::thread::sleep(Duration::from_millis(300));
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn has_reader() -> bool {
    let found = Command::new(PYTHON)
        .args(["-c", "import gi; gi.require_version('Atspi', '2.0')"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        skip::skip("screen readers", "gir1.2-atspi-2.0 is not installed");
    }
    found
}

fn reader(
    display: &Display,
    folder: &Path,
    bus: &str,
    arguments: &[&str],
) -> anyhow::Result<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screen_reader/reader.py");
    let output = display
        .command(PYTHON)
        .arg(script)
        .args(arguments)
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        .env("XDG_RUNTIME_DIR", folder)
        .env("XDG_CONFIG_HOME", folder)
        .output()?;
    anyhow::ensure!(
        output.status.success(),
        "the reader's {arguments:?} fails: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_call_is_placed_through_the_tree_alone_and_read_out() -> anyhow::Result<()> {
    let Some(stage) = Stage::open("read-call", "processor")? else {
        return Ok(());
    };
    stage.until("frame", "1001 – Offhook")?;
    stage.until("push button", "Soft key NewCall")?;
    for key in ["Key 6", "Key 0", "Key 0"] {
        stage.reads(&["press", key])?;
    }
    stage.until("push button", "Soft key Dial")?;
    stage.reads(&["press", "Soft key Dial"])?;
    stage.until("push button", "Soft key EndCall")?;
    stage.until("status bar", "Connected")
}

#[test]
fn windows_beside_the_phone_are_read_where_the_processor_draws() -> anyhow::Result<()> {
    let Some(stage) = Stage::open("read-beside", "processor")? else {
        return Ok(());
    };
    stage.until("frame", "1001 – Offhook")?;
    stage.display.focus("Offhook")?;
    stage.display.press(&["alt+h"])?;
    stage.until("frame", "Call history")?;
    stage.until("entry", "Look for a name or number")
}

#[test]
fn the_phone_is_read_where_opengl_draws() -> anyhow::Result<()> {
    let Some(stage) = Stage::open("read-opengl", "opengl")? else {
        return Ok(());
    };
    stage.until("frame", "1001 – Offhook")?;
    stage.until("push button", "Soft key NewCall")
}
