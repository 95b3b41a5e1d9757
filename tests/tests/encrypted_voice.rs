//! Encrypted voice against libsrtp: what the phone sends is decrypted by it, and comes back
//! encrypted by it. The sound is measured after that way.

use std::io::{self, BufRead, BufReader};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use media::{ProbeHeard, ProbeListener, ProbeSource};
use serde_json::Value;
use softphone::voice::{Microphone, Speaker, Voice, VoiceConfig};
use softphone::{
    AudioPath, ProtectionSuite, StreamProtection, StreamStatistics, VoiceCommand, VoicePath as _,
    VoiceReport,
};
use sound::{SampleSink, SampleSource};
use tests::skip;
use tokio::sync::mpsc;

const LOCALHOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Debian's interpreter: its packages are not in sight of another one.
const PYTHON: &str = "/usr/bin/python3";

/// As they are called here and there.
const SUITES: [(ProtectionSuite, &str); 3] = [
    (ProtectionSuite::AesCm128HmacSha1_32, "AES128_CM_SHA1_32"),
    (ProtectionSuite::AesCm128HmacSha1_80, "AES128_CM_SHA1_80"),
    (ProtectionSuite::AeadAes128Gcm, "AEAD_AES_128_GCM"),
];

/// The far end.
struct LibSrtp {
    program: Child,
    said: BufReader<std::process::ChildStdout>,
    port: u16,
}

impl LibSrtp {
    fn start(suite: &str, from_phone: &[u8], to_phone: &[u8]) -> anyhow::Result<Self> {
        let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let keys: [String; 2] = [hexadecimal(from_phone), hexadecimal(to_phone)];
        let mut program = Command::new(PYTHON)
            .arg(skip::repository().join("tests/srtp/echo.py"))
            .arg(suite)
            .args(keys)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("Debian's Python")?;
        let said = program.stdout.take().context("its output is a pipe")?;
        let mut said = BufReader::new(said);
        let mut line = String::new();
        said.read_line(&mut line)?;
        let port = line.trim().parse().context("its port")?;
        Ok(Self {
            program,
            said,
            port,
        })
    }

    /// What it took.
    fn end(mut self) -> anyhow::Result<Value> {
        drop(self.program.stdin.take());
        let mut line = String::new();
        self.said.read_line(&mut line)?;
        self.program.wait()?;
        Ok(serde_json::from_str(&line)?)
    }
}

impl Drop for LibSrtp {
    fn drop(&mut self) {
        // After a failed test; else it has ended.
        let _gone = self.program.kill();
        let _reaped = self.program.wait();
    }
}

type Tape = Arc<Mutex<Vec<i16>>>;

struct Recorder(Tape);

impl SampleSink for Recorder {
    fn take(&mut self, samples: &[i16]) -> io::Result<()> {
        self.0.lock().expect("no panic elsewhere").extend(samples);
        Ok(())
    }
}

struct Prober(ProbeSource);

impl SampleSource for Prober {
    fn fill(&mut self, out: &mut [i16]) -> usize {
        self.0.fill(out);
        out.len()
    }
}

/// A voice path that says the probe.
struct Phone {
    voice: Voice,
    reports: mpsc::Receiver<VoiceReport>,
    tape: Tape,
}

impl Phone {
    fn start() -> anyhow::Result<Self> {
        let tape = Tape::default();
        let (sender, reports) = mpsc::channel(64);
        let config = VoiceConfig {
            local_ip: LOCALHOST,
            ports: 47_000..=47_998,
            speaker: Speaker::Custom {
                name: "tape".to_owned(),
                sink: Box::new(Recorder(Arc::clone(&tape))),
            },
            microphone: Microphone::Custom {
                name: "probe".to_owned(),
                source: Box::new(Prober(ProbeSource::new(8000))),
            },
            seed: 5,
            ..VoiceConfig::default()
        };
        Ok(Self {
            voice: Voice::start(config, sender)?,
            reports,
            tape,
        })
    }

    fn report(&mut self) -> VoiceReport {
        loop {
            let report = self.reports.blocking_recv().expect("the thread runs");
            if !matches!(report, VoiceReport::SoundNotice(_)) {
                return report;
            }
        }
    }

    /// Calls the far end, each direction with its own key.
    fn talk(&mut self, port: u16, [outgoing, incoming]: [StreamProtection; 2]) {
        let remote = SocketAddr::new(LOCALHOST, port);
        self.voice.command(VoiceCommand::OpenReceive {
            stream: 1,
            codec: 4,
            ptime_ms: 20,
            dtmf_payload_type: Some(101),
            source: Some(remote),
            payload_type: None,
            protection: Some(incoming),
        });
        assert!(matches!(self.report(), VoiceReport::ReceiveOpened { .. }));
        let path = Some(AudioPath::Headset);
        self.voice.command(VoiceCommand::Path(path));
        let stream = Some(1);
        self.voice.command(VoiceCommand::Microphone { stream });
        self.voice.command(VoiceCommand::StartTransmit {
            stream: 1,
            remote,
            codec: 4,
            ptime_ms: 20,
            dtmf_payload_type: Some(101),
            tos: 184,
            payload_type: None,
            silence_suppression: false,
            protection: Some(outgoing),
        });
        assert!(matches!(self.report(), VoiceReport::TransmitStarted { .. }));
    }

    fn figures(&mut self) -> StreamStatistics {
        let (stream, clear) = (1, false);
        self.voice
            .command(VoiceCommand::QueryStatistics { stream, clear });
        match self.report() {
            VoiceReport::Statistics { statistics, .. } => statistics,
            other => panic!("{other:?}"),
        }
    }

    /// What of its own probe came back.
    fn heard(&self) -> Option<ProbeHeard> {
        let mut listener = ProbeListener::new(8000, 0);
        listener.take(&self.tape.lock().expect("no panic elsewhere"));
        listener.heard()
    }
}

#[test]
fn libsrtp_understands_the_phone_and_the_phone_understands_libsrtp() -> anyhow::Result<()> {
    let what = "encrypted voice against libsrtp";
    let has_binding = Command::new(PYTHON)
        .args(["-c", "import pylibsrtp"])
        .stderr(Stdio::null())
        .status();
    if !has_binding.is_ok_and(|status| status.success()) {
        skip::skip(
            what,
            "python3-pylibsrtp is not installed (scripts/test installs it)",
        );
        return Ok(());
    }
    for (suite, name) in SUITES {
        let salt_len = suite.salt_len();
        let protection = |key: u8| {
            let (key, salt) = ([key; 16], &[key ^ 0x5a; 14][..salt_len]);
            let whole = [&key, salt].concat();
            (
                StreamProtection::new(suite, &key, salt).expect("its lengths"),
                whole,
            )
        };
        let ((outgoing, from_phone), (incoming, to_phone)) = (protection(0x17), protection(0xc4));
        let far = LibSrtp::start(name, &from_phone, &to_phone)?;
        let mut phone = Phone::start()?;
        phone.talk(far.port, [outgoing, incoming]);

        // Until the sequence numbers have wrapped and a report went there and back.
        let deadline = Instant::now() + Duration::from_secs(60);
        let figures = loop {
            std::thread::sleep(Duration::from_millis(250));
            let figures = phone.figures();
            let heard = phone.heard();
            let as_loud = heard.is_some_and(|heard| (0.9..1.1).contains(&heard.gain));
            if figures.packets_received > 200 && figures.rtcp.reports_received > 0 && as_loud {
                println!("{name}: {heard:?}");
                break figures;
            }
            assert!(Instant::now() < deadline, "{name}: {figures:?}, {heard:?}");
        };
        let took = far.end()?;
        println!("{name}: {took}");
        assert_eq!(
            (&took["refused"], &took["reports_refused"]),
            (&0.into(), &0.into())
        );
        assert!(took["packets"].as_u64() >= Some(u64::from(figures.packets_received)));
        assert!(took["reports"].as_u64() >= Some(1));
        // Of every tenth packet one came twice, one was forged and one was in the clear.
        assert_eq!(figures.packets_lost, 0, "{name}: {figures:?}");
        let tenth = figures.packets_received / 10;
        let near = |count: u32, wanted: u32| count.abs_diff(wanted) <= 3;
        assert!(near(figures.packets_replayed, tenth), "{name}: {figures:?}");
        assert!(
            near(figures.packets_unauthentic, 2 * tenth),
            "{name}: {figures:?}"
        );
    }
    Ok(())
}
