//! A sound server of the test's own with virtual devices: two null sinks a phone,
//! one for what goes into its microphone and one for what its speaker plays.
//!
//! It has its own runtime folder and never touches the user's sound.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::skip;

/// Rate of the virtual devices, Hz.
pub const RATE: u32 = 48_000;

/// A running sound server; stopped when dropped.
pub struct SoundServer {
    folder: PathBuf,
    daemon: Child,
}

impl SoundServer {
    /// Starts a server with devices for these phones, or says why the test is skipped.
    ///
    /// # Errors
    ///
    /// When the server is installed and does not come up.
    pub fn start(name: &str, phones: &[&str]) -> anyhow::Result<Option<Self>> {
        let what = "sound through virtual devices";
        for program in ["pulseaudio", "pactl", "paplay", "parec"] {
            if !skip::has_program(program, what) {
                return Ok(None);
            }
        }
        let folder = std::env::temp_dir().join(format!("offhook-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let mut modules = format!(
            "load-module module-native-protocol-unix socket={}/native auth-anonymous=1\n",
            folder.display()
        );
        for phone in phones {
            for sink in ["mic", "speaker"] {
                modules += &format!(
                    "load-module module-null-sink sink_name={phone}_{sink} rate={RATE} channels=1 norewinds=1\n"
                );
            }
            fs::write(
                folder.join(format!("{phone}.asound")),
                alsa_configuration(phone),
            )?;
        }
        let script = folder.join("modules.pa");
        fs::write(&script, modules)?;
        let daemon = Command::new("pulseaudio")
            .args([
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "--disable-shm=yes",
            ])
            .args(["--realtime=no", "--high-priority=no", "-F"])
            .arg(&script)
            .env("XDG_RUNTIME_DIR", &folder)
            .env("HOME", &folder)
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("log"))?)
            .spawn()
            .context("starting pulseaudio")?;
        let server = Self { folder, daemon };
        let start = Instant::now();
        while !server.is_up() {
            anyhow::ensure!(
                start.elapsed() < Duration::from_secs(20),
                "pulseaudio does not come up"
            );
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(Some(server))
    }

    fn is_up(&self) -> bool {
        self.command("pactl")
            .args(["list", "short", "sinks"])
            .output()
            .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("_speaker"))
    }

    /// A command of the sound server's tools, connected to this server.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env(
                "PULSE_SERVER",
                format!("unix:{}/native", self.folder.display()),
            )
            .env("XDG_RUNTIME_DIR", &self.folder)
            .env("HOME", &self.folder);
        command
    }

    /// The environment in which this phone's `default` device is its own microphone and speaker.
    pub fn environment(&self, phone: &str) -> Vec<(String, String)> {
        let folder = self.folder.display();
        vec![
            ("PULSE_SERVER".to_owned(), format!("unix:{folder}/native")),
            ("XDG_RUNTIME_DIR".to_owned(), folder.to_string()),
            (
                "ALSA_CONFIG_PATH".to_owned(),
                format!("{folder}/{phone}.asound"),
            ),
        ]
    }

    /// Plays a file into this phone's microphone; returns when it has been played.
    ///
    /// # Errors
    ///
    /// When the player fails.
    pub fn speak(&self, phone: &str, wav: &Path) -> anyhow::Result<()> {
        let status = self
            .command("paplay")
            .args(["-d", &format!("{phone}_mic")])
            .arg(wav)
            .status()?;
        anyhow::ensure!(status.success(), "paplay ended with {status}");
        Ok(())
    }

    /// Begins to record a monitor, as raw 16-bit mono at [`RATE`]: `alice_speaker`, `bob_mic`, ….
    ///
    /// # Errors
    ///
    /// When the recorder cannot be started.
    pub fn record(&self, sink: &str) -> anyhow::Result<Recording> {
        let path = self.folder.join(format!("{sink}.raw"));
        let child = self
            .command("parec")
            .args([
                "-d",
                &format!("{sink}.monitor"),
                "--format=s16le",
                "--channels=1",
                "--latency-msec=10",
            ])
            .arg(format!("--rate={RATE}"))
            .stdout(fs::File::create(&path)?)
            .spawn()?;
        Ok(Recording { child, path })
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for SoundServer {
    fn drop(&mut self) {
        // Nothing is left to do when these fail: the test is over.
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A recording that goes on.
pub struct Recording {
    child: Child,
    path: PathBuf,
}

impl Recording {
    /// Ends it and gives what was recorded.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn finish(mut self) -> anyhow::Result<Vec<i16>> {
        self.child.kill()?;
        self.child.wait()?;
        let bytes = fs::read(&self.path)?;
        Ok(bytes
            .chunks_exact(2)
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect())
    }
}

/// Without ALSA's own configuration, whose hooks would redefine `default`.
fn alsa_configuration(phone: &str) -> String {
    format!(
        "defaults.pcm.card 0\n\
         defaults.ctl.card 0\n\
         pcm.default {{ type asym\n\
         \x20 capture.pcm {{ type pulse device \"{phone}_mic.monitor\" hint {{ show off }} }}\n\
         \x20 playback.pcm {{ type pulse device \"{phone}_speaker\" hint {{ show off }} }}\n\
         \x20 hint {{ show on description \"phone {phone}\" }} }}\n\
         ctl.default {{ type pulse device \"{phone}_speaker\" }}\n"
    )
}
