//! How many calls a media thread carries: phones on files that call each other over loopback.
//!
//! `many_calls [--seconds S] [--threads T] [COUNT…]` runs so many calls at once, each with a WAV
//! file as its microphone and one as its speaker, through real UDP sockets, and tells what a
//! call costs. Two phones call each other; each counts as one call, with a stream in and a stream
//! out. `scripts/bench-calls` runs it on one processor core.

mod cpu;
mod speech;

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use softphone::voice::{Microphone, Speaker, Voice, VoiceConfig, VoiceHost};
use softphone::{
    AudioPath, REPORT_QUEUE, StreamStatistics, VoiceCommand, VoicePath as _, VoiceReport,
};
use sound::DeviceChoice;
use tokio::sync::mpsc;

use cpu::CpuTime;

const LOCALHOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// G.711 µ-law, as SCCP numbers it.
const PCMU: u32 = 4;

/// Until playout delays have settled and files are in the system's memory.
const SETTLING: Duration = Duration::from_secs(3);

/// The stream of each phone.
const STREAM: u32 = 1;

/// One phone in a call.
struct Phone {
    voice: Voice,
    reports: mpsc::Receiver<VoiceReport>,
}

/// Figures of all calls of a run, added up.
#[derive(Clone, Copy, Default)]
struct Sum {
    sent: u64,
    received: u64,
    lost: u64,
    discarded: u64,
    concealed_ms: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut seconds = 10;
    let mut threads = 1;
    let mut counts = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => {
                seconds = arguments
                    .next()
                    .ok_or("--seconds needs a number")?
                    .parse()?
            }
            "--threads" => {
                threads = arguments
                    .next()
                    .ok_or("--threads needs a number")?
                    .parse()?
            }
            count => counts.push(count.parse::<usize>()?),
        }
    }
    if counts.is_empty() {
        counts = vec![50, 100, 200, 500, 1000];
    }
    let folder = std::env::temp_dir().join(format!("many-calls-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    speech::write(&folder.join("speech.wav"))?;
    println!("{threads} media thread(s), {seconds} s each, G.711 in packets of 20 ms");
    println!(
        "{:>5} {:>9} {:>7} {:>7} {:>7} {:>9} {:>5} {:>9} {:>9} {:>5} {:>9} {:>9}",
        "calls",
        "µs/call·s",
        "core %",
        "media %",
        "files %",
        "packets",
        "late",
        "mean late",
        "most late",
        "lost",
        "discarded",
        "concealed"
    );
    let run = counts
        .iter()
        .try_for_each(|&count| measure(count, threads, Duration::from_secs(seconds), &folder));
    std::fs::remove_dir_all(&folder)?;
    run
}

/// Runs so many calls and prints a line about them.
fn measure(
    calls: usize,
    threads: usize,
    time: Duration,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let host = VoiceHost::start(threads)?;
    let mut phones = (0..calls)
        .map(|number| Phone::start(&host, number, folder))
        .collect::<Result<Vec<_>, _>>()?;
    let mut ports = Vec::new();
    for phone in &mut phones {
        ports.push(phone.open()?);
    }
    for (number, phone) in phones.iter_mut().enumerate() {
        // An odd one out talks to itself.
        let other = ports.get(number ^ 1).unwrap_or(&ports[number]);
        phone.talk_to(*other)?;
    }
    sleep(SETTLING);

    let (before, paced_before, began) = (sum(&mut phones)?, host.pacing(), Instant::now());
    let cpu_before = CpuTime::now()?;
    sleep(time);
    let spent = CpuTime::now()?.since(&cpu_before);
    let lasted = began.elapsed().as_secs_f64();
    let (after, paced) = (sum(&mut phones)?, host.pacing());

    let percent = |spent: Duration| 100.0 * spent.as_secs_f64() / lasted;
    println!(
        "{calls:>5} {:>9.0} {:>7.1} {:>7.1} {:>7.1} {:>9} {:>5} {:>6} µs {:>6.1} ms {:>5} {:>9} {:>6} ms",
        spent.all.as_secs_f64() * 1e6 / lasted / calls as f64,
        percent(spent.all),
        percent(spent.media),
        percent(spent.pacer),
        paced.packets - paced_before.packets,
        paced.late - paced_before.late,
        paced.mean_late.as_micros(),
        paced.most_late.as_secs_f64() * 1e3,
        after.lost - before.lost,
        after.discarded - before.discarded,
        after.concealed_ms - before.concealed_ms,
    );
    let missing = (after.sent - before.sent).abs_diff(after.received - before.received);
    // What is under way at the two moments differs by a packet or so for each call.
    if missing > 3 * calls as u64 {
        return Err(format!("{missing} packets are neither received nor lost").into());
    }
    Ok(())
}

fn sum(phones: &mut [Phone]) -> Result<Sum, Box<dyn Error>> {
    let mut sum = Sum::default();
    for phone in phones {
        let figures = phone.statistics()?;
        sum.sent += u64::from(figures.packets_sent);
        sum.received += u64::from(figures.packets_received);
        sum.lost += u64::from(figures.packets_lost);
        sum.discarded += u64::from(figures.packets_discarded);
        sum.concealed_ms += u64::from(figures.concealed_ms);
    }
    Ok(sum)
}

impl Phone {
    fn start(host: &VoiceHost, number: usize, folder: &Path) -> Result<Self, Box<dyn Error>> {
        let (sender, reports) = mpsc::channel(REPORT_QUEUE);
        let heard = folder.join(format!("heard-{number}.wav"));
        let config = VoiceConfig {
            local_ip: LOCALHOST,
            speaker: Speaker::Device(DeviceChoice::File(heard)),
            microphone: Microphone::Device(DeviceChoice::Loop(folder.join("speech.wav"))),
            seed: number as u64,
            ..VoiceConfig::default()
        };
        let voice = host.voice(config, sender)?;
        Ok(Self { voice, reports })
    }

    /// Opens the stream; gives its port.
    fn open(&mut self) -> Result<u16, Box<dyn Error>> {
        self.voice.command(VoiceCommand::OpenReceive {
            stream: STREAM,
            codec: PCMU,
            ptime_ms: 20,
            dtmf_payload_type: Some(101),
            source: None,
            protection: None,
            payload_type: None,
        });
        match self.answer()? {
            VoiceReport::ReceiveOpened { port, .. } => Ok(port),
            other => Err(format!("{other:?}").into()),
        }
    }

    fn talk_to(&mut self, port: u16) -> Result<(), Box<dyn Error>> {
        let headset = Some(AudioPath::Headset);
        self.voice.command(VoiceCommand::Path(headset));
        let stream = Some(STREAM);
        self.voice.command(VoiceCommand::Microphone { stream });
        self.voice.command(VoiceCommand::StartTransmit {
            stream: STREAM,
            remote: SocketAddr::new(LOCALHOST, port),
            codec: PCMU,
            ptime_ms: 20,
            dtmf_payload_type: Some(101),
            tos: 184,
            protection: None,
            payload_type: None,
            silence_suppression: false,
        });
        match self.answer()? {
            VoiceReport::TransmitStarted { .. } => Ok(()),
            other => Err(format!("{other:?}").into()),
        }
    }

    fn statistics(&mut self) -> Result<StreamStatistics, Box<dyn Error>> {
        let (stream, clear) = (STREAM, false);
        self.voice
            .command(VoiceCommand::QueryStatistics { stream, clear });
        match self.answer()? {
            VoiceReport::Statistics { statistics, .. } => Ok(statistics),
            other => Err(format!("{other:?}").into()),
        }
    }

    /// What the voice path says next, but for words about devices.
    fn answer(&mut self) -> Result<VoiceReport, Box<dyn Error>> {
        loop {
            match self.reports.blocking_recv() {
                Some(VoiceReport::SoundNotice(_)) => {}
                Some(report) => return Ok(report),
                None => return Err("the media thread has ended".into()),
            }
        }
    }
}
