//! A terminal of the test's own (tmux), with a shell in it, and hands that type.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::phone::PATIENCE;
use crate::skip;

/// How often the terminal is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// What the shell says when it waits.
const READY: &str = "ready>";

/// A terminal with a shell; gone when dropped.
pub struct Tmux {
    folder: PathBuf,
}

impl Tmux {
    /// Opens a terminal of this size; nothing when there is no tmux, which it says.
    ///
    /// # Errors
    ///
    /// When tmux does not start.
    pub fn open(columns: u16, rows: u16) -> anyhow::Result<Option<Self>> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        if !skip::has_program("tmux", "the phone in a terminal") {
            return Ok(None);
        }
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("offhook-tmux-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)?;
        let terminal = Self { folder };
        let size = [("-x", columns), ("-y", rows)];
        let size = size.map(|(option, value)| [option.to_owned(), value.to_string()]);
        let mut start = terminal.command();
        start.args(["new-session", "-d"]).args(size.concat());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("OFFHOOK_")) {
            start.env_remove(name);
        }
        start
            .env("LC_ALL", "C.UTF-8")
            .env("OFFHOOK_LANGUAGE", "en")
            .env("XDG_CONFIG_HOME", terminal.folder())
            .env("XDG_DATA_HOME", terminal.folder())
            .env("XDG_STATE_HOME", terminal.folder())
            .env_remove("NO_COLOR")
            .env_remove("TMUX");
        // A shell without files of its own.
        let output = start.arg("sh").output().context("starting tmux")?;
        let said = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "tmux does not start: {said}");
        terminal.line(&format!("PS1='{READY} '"))?;
        terminal.until("the shell", |rows| {
            // What was typed may have come before the shell's first prompt.
            rows.lines().any(|row| row.trim_end().ends_with(READY))
        })?;
        Ok(Some(terminal))
    }

    /// A folder of the terminal's own, which goes with it.
    pub fn folder(&self) -> &PathBuf {
        &self.folder
    }

    fn command(&self) -> Command {
        let mut command = Command::new("tmux");
        command
            .args(["-f", "/dev/null", "-S"])
            .arg(self.folder.join("socket"));
        command
    }

    /// Has tmux do something; gives what it says.
    ///
    /// # Errors
    ///
    /// When it cannot.
    pub fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.command().args(arguments).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        anyhow::ensure!(output.status.success(), "tmux {arguments:?}: {said}");
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Presses keys, by tmux's names: `Enter`, `F3`, `C-q`, `M-1`.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn press(&self, keys: &[&str]) -> anyhow::Result<()> {
        self.run(&[&["send-keys"], keys].concat()).map(drop)
    }

    /// Types a line and Enter.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn line(&self, line: &str) -> anyhow::Result<()> {
        self.run(&["send-keys", "-l", line])?;
        self.press(&["Enter"])
    }

    /// What is on the terminal.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub fn rows(&self) -> anyhow::Result<String> {
        self.run(&["capture-pane", "-p"])
    }

    /// What tmux knows of the terminal, like `#{alternate_on}`.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub fn fact(&self, format: &str) -> anyhow::Result<String> {
        let said = self.run(&["display-message", "-p", format])?;
        Ok(said.trim().to_owned())
    }

    /// Waits until what is on the terminal fits.
    ///
    /// # Errors
    ///
    /// When it does not, with what is there instead.
    pub fn until(&self, what: &str, fits: impl Fn(&str) -> bool) -> anyhow::Result<String> {
        let start = Instant::now();
        loop {
            let rows = self.rows()?;
            if fits(&rows) {
                return Ok(rows);
            }
            anyhow::ensure!(
                start.elapsed() < PATIENCE,
                "{what} did not come; this is there:\n{rows}"
            );
            std::thread::sleep(LOOK);
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        // It may have ended with its shell.
        let _ = self.command().arg("kill-server").output();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
