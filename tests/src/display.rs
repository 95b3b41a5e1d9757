//! A display of the test's own (Xvfb), and hands that type on it (xdotool).

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::skip;

/// A display without a screen; gone when dropped.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Opens a display of this size in pixels, or says why the test is skipped.
    ///
    /// # Errors
    ///
    /// When Xvfb is installed and does not come up.
    pub fn open(width: u32, height: u32) -> anyhow::Result<Option<Self>> {
        Self::open_with(width, height, 24, &[])
    }

    /// The same with so many bits a pixel and with these arguments for the server.
    ///
    /// # Errors
    ///
    /// When Xvfb is installed and does not come up.
    pub fn open_with(
        width: u32,
        height: u32,
        depth: u32,
        server: &[&str],
    ) -> anyhow::Result<Option<Self>> {
        for program in ["Xvfb", "xdotool", "import"] {
            if !skip::has_program(program, "the real window") {
                return Ok(None);
            }
        }
        let mut server = Command::new("Xvfb")
            .args(server)
            .args([
                // It would begin anew when the last window closes, and refuse the next one.
                "-noreset",
                "-displayfd",
                "1",
                "-screen",
                "0",
                &format!("{width}x{height}x{depth}"),
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting Xvfb")?;
        // It picks a free number and tells it.
        let mut number = String::new();
        BufReader::new(server.stdout.take().context("Xvfb's standard output")?)
            .read_line(&mut number)?;
        anyhow::ensure!(!number.trim().is_empty(), "Xvfb does not come up");
        Ok(Some(Self {
            server,
            name: format!(":{}", number.trim()),
        }))
    }

    /// A program on this display, drawn by the processor.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            // The person's own desktop and phone are not meant.
            .env("OFFHOOK_DESKTOP", "off")
            .env("OFFHOOK_CONTROL", "off")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        command
    }

    /// Waits for a window whose title holds this text and gives it the keyboard.
    ///
    /// # Errors
    ///
    /// When none appears in time.
    pub fn focus(&self, title: &str) -> anyhow::Result<()> {
        let start = Instant::now();
        loop {
            let found = self
                .command("xdotool")
                .args(["search", "--onlyvisible", "--name", title])
                .output()?;
            if let Some(window) = String::from_utf8_lossy(&found.stdout).lines().next() {
                let focused = self
                    .command("xdotool")
                    .args(["windowfocus", "--sync", window])
                    .status()?;
                anyhow::ensure!(
                    focused.success(),
                    "the window {title} cannot be given the keyboard"
                );
                return Ok(());
            }
            anyhow::ensure!(
                start.elapsed() < Duration::from_secs(30),
                "no window {title} appears"
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Whether a window whose title holds this text can be seen.
    ///
    /// # Errors
    ///
    /// When xdotool cannot be started.
    pub fn has(&self, title: &str) -> anyhow::Result<bool> {
        let found = self
            .command("xdotool")
            .args(["search", "--onlyvisible", "--name", title])
            .output()?;
        Ok(!found.stdout.is_empty())
    }

    /// Presses these keys one after the other, named as X names them (`6`, `Return`, `F2`).
    ///
    /// # Errors
    ///
    /// When xdotool fails.
    pub fn press(&self, keys: &[&str]) -> anyhow::Result<()> {
        let pressed = self
            .command("xdotool")
            .args(["key", "--delay", "80"])
            .args(keys)
            .status()?;
        anyhow::ensure!(pressed.success(), "xdotool cannot press {keys:?}");
        Ok(())
    }

    /// Moves the pointer there, in pixels from the top left.
    ///
    /// # Errors
    ///
    /// When xdotool fails.
    pub fn point(&self, x: u32, y: u32) -> anyhow::Result<()> {
        let moved = self
            .command("xdotool")
            .args(["mousemove", &x.to_string(), &y.to_string()])
            .status()?;
        anyhow::ensure!(moved.success(), "xdotool cannot move the pointer");
        Ok(())
    }

    /// What the window with this title tells other programs under this name, `32c` for numbers
    /// and `8u` for text; empty where it tells nothing.
    ///
    /// # Errors
    ///
    /// When there is no such window, or xprop cannot be started.
    pub fn property(&self, title: &str, name: &str, format: &str) -> anyhow::Result<String> {
        let found = self
            .command("xprop")
            .args(["-name", title, "-notype", "-f", name, format, name])
            .output()?;
        anyhow::ensure!(found.status.success(), "no window {title}");
        let told = String::from_utf8_lossy(&found.stdout).into_owned();
        Ok(told
            .split_once(" = ")
            .map_or("", |(_, value)| value)
            .trim()
            .to_owned())
    }

    /// Takes a picture of the window with this title.
    ///
    /// # Errors
    ///
    /// When it cannot be taken or written.
    pub fn photograph(&self, title: &str, to: &Path) -> anyhow::Result<()> {
        let found = self
            .command("xdotool")
            .args(["search", "--onlyvisible", "--name", title])
            .output()?;
        let window = String::from_utf8_lossy(&found.stdout)
            .lines()
            .next()
            .map(str::to_owned);
        let window = window.with_context(|| format!("no window {title}"))?;
        let taken = self
            .command("import")
            .args(["-silent", "-window", &window])
            .arg(to)
            .status()?;
        anyhow::ensure!(taken.success(), "no picture was taken of {title}");
        Ok(())
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // The test is over either way.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
