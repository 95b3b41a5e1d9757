//! A PulseAudio of the test's own, with a virtual speaker and a virtual microphone.

use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::signal::RATE_HZ;

/// How long a server may take to start on a loaded machine.
const START_WITHIN: Duration = Duration::from_secs(15);

/// Without `norewinds` the first second of a stream has holes.
const DEVICES: &str = "\
load-module module-native-protocol-unix
load-module module-null-sink sink_name=phone_out rate=48000 norewinds=1
load-module module-null-sink sink_name=phone_mic rate=48000 norewinds=1
load-module module-remap-source source_name=mic master=phone_mic.monitor
set-default-sink phone_out
set-default-source mic
";

/// A client that starts a server when it finds none would undo the test.
const CLIENT: &str = "autospawn = no\nenable-shm = no\n";

/// What the tests need beside this program.
pub(crate) fn available() -> Result<(), String> {
    for program in ["pulseaudio", "pactl", "parec", "pacat"] {
        let found = Command::new(program).arg("--version").output();
        if !found.is_ok_and(|output| output.status.success()) {
            return Err(program.to_owned());
        }
    }
    let plugin = ["/usr/lib", "/usr/lib64"]
        .iter()
        .any(|root| holds_plugin(Path::new(root), 3));
    if plugin {
        Ok(())
    } else {
        Err("ALSA's PulseAudio plugin".to_owned())
    }
}

fn holds_plugin(folder: &Path, depth: u32) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| {
        entry.file_name() == "libasound_module_pcm_pulse.so"
            || (depth > 0
                && entry.file_type().is_ok_and(|kind| kind.is_dir())
                && holds_plugin(&entry.path(), depth - 1))
    })
}

/// A running server; dropping it ends it and removes its folder.
pub(crate) struct SoundServer {
    folder: PathBuf,
    child: Option<Child>,
}

/// A program that ends when it is dropped.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl SoundServer {
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let mut server = Self::prepare()?;
        server.restart()?;
        Ok(server)
    }

    /// All but the server itself.
    pub(crate) fn prepare() -> Result<Self, Box<dyn Error>> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("sound-test-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        fs::write(folder.join("devices.pa"), DEVICES)?;
        fs::write(folder.join("client.conf"), CLIENT)?;
        Ok(Self {
            folder,
            child: None,
        })
    }

    /// Points a program at this server and away from the person's settings.
    pub(crate) fn for_program(&self, command: &mut Command) {
        command
            .env("HOME", &self.folder)
            .env("XDG_RUNTIME_DIR", &self.folder)
            .env("XDG_CONFIG_HOME", &self.folder)
            .env("PULSE_RUNTIME_PATH", self.folder.join("pulse"))
            .env("PULSE_STATE_PATH", &self.folder)
            .env("PULSE_COOKIE", self.folder.join("cookie"))
            .env("PULSE_CLIENTCONFIG", self.folder.join("client.conf"))
            .env_remove("PULSE_SERVER")
            .env_remove("PULSE_SINK")
            .env_remove("PULSE_SOURCE")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("DISPLAY");
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        self.for_program(&mut command);
        command.stdin(Stdio::null());
        command
    }

    pub(crate) fn restart(&mut self) -> Result<(), Box<dyn Error>> {
        let devices = self.folder.join("devices.pa");
        let child = self
            .program("pulseaudio")
            .args([
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
                "-F",
            ])
            .arg(devices)
            .stdout(Stdio::null())
            .stderr(fs::File::create(self.folder.join("server.log"))?)
            .spawn()?;
        self.child = Some(child);
        let begun = Instant::now();
        while begun.elapsed() < START_WITHIN {
            if self
                .control(&["get-default-source"])
                .is_ok_and(|text| text.trim() == "mic")
            {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(self.folder.join("server.log")).unwrap_or_default();
        Err(format!("the sound server does not start: {log}").into())
    }

    pub(crate) fn kill(&mut self) -> Result<(), Box<dyn Error>> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Sends it a signal by name.
    pub(crate) fn signal(&self, name: &str) -> Result<(), Box<dyn Error>> {
        let child = self.child.as_ref().ok_or("no server runs")?;
        let status = Command::new("kill")
            .args(["-s", name, &child.id().to_string()])
            .status()?;
        if status.success() {
            Ok(())
        } else {
            Err("no signal sent".into())
        }
    }

    pub(crate) fn control(&self, words: &[&str]) -> Result<String, Box<dyn Error>> {
        let mut program = self.program("pactl");
        // Its tables are read here.
        program.env("LC_ALL", "C");
        let output = program.args(words).output()?;
        if output.status.success() {
            Ok(String::from_utf8(output.stdout)?)
        } else {
            Err(format!(
                "pactl {words:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            )
            .into())
        }
    }

    /// Makes a speaker appear, as plugging it in does.
    pub(crate) fn connect(&self, description: &str, sink: &str) -> Result<(), Box<dyn Error>> {
        let properties = format!("sink_properties=\"device.description='{description}'\"");
        let name = format!("sink_name={sink}");
        let load = [
            "load-module",
            "module-null-sink",
            &name,
            "rate=48000",
            "norewinds=1",
            &properties,
        ];
        self.control(&load).map(drop)
    }

    /// Takes a device away, as pulling its plug does.
    pub(crate) fn unload_sink(&self, name: &str) -> Result<(), Box<dyn Error>> {
        let modules = self.control(&["list", "short", "modules"])?;
        let line = modules
            .lines()
            .find(|line| line.contains(&format!("sink_name={name}")));
        let index = line
            .and_then(|line| line.split_whitespace().next())
            .ok_or("no such sink")?;
        self.control(&["unload-module", index]).map(drop)
    }

    /// What a device plays, for so long.
    pub(crate) fn listen(&self, source: &str, time: Duration) -> Result<Vec<i16>, Box<dyn Error>> {
        let mut child = Running(
            self.program("parec")
                .args([
                    "-d",
                    source,
                    "--format=s16le",
                    "--channels=1",
                    "--latency-msec=20",
                ])
                .arg(format!("--rate={RATE_HZ}"))
                .stdout(Stdio::piped())
                .spawn()?,
        );
        let bytes = 2 * RATE_HZ as usize * time.as_millis() as usize / 1000;
        let mut heard = vec![0; bytes];
        child
            .0
            .stdout
            .take()
            .ok_or("no output")?
            .read_exact(&mut heard)?;
        Ok(heard
            .chunks_exact(2)
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
            .collect())
    }

    /// Plays a tone into a device until dropped.
    pub(crate) fn speak(&self, sink: &str, hz: f64) -> Result<Running, Box<dyn Error>> {
        self.speak_in_pieces(sink, hz, 100)
    }

    /// Plays a tone, with so little delay that the server moves it in pieces of about half of that.
    pub(crate) fn speak_in_pieces(
        &self,
        sink: &str,
        hz: f64,
        delay_ms: u32,
    ) -> Result<Running, Box<dyn Error>> {
        let mut child = self
            .program("pacat")
            .args(["-d", sink, "--format=s16le", "--channels=1"])
            .arg(format!("--latency-msec={delay_ms}"))
            .arg(format!("--rate={RATE_HZ}"))
            .stdin(Stdio::piped())
            .spawn()?;
        let mut pipe = child.stdin.take().ok_or("no input")?;
        std::thread::spawn(move || {
            for time in 0.. {
                let angle = hz * f64::from(time) / f64::from(RATE_HZ) * std::f64::consts::TAU;
                let sample = (angle.sin() * 12_000.0) as i16;
                if pipe.write_all(&sample.to_le_bytes()).is_err() {
                    return;
                }
            }
        });
        Ok(Running(child))
    }
}

impl Drop for SoundServer {
    fn drop(&mut self) {
        let _ = self.kill();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
