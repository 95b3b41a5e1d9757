//! The phone side, in a process of its own: plays and records, asked by lines on standard input.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use media::{Capture, LevelMeter, Mouth, Playback, mouth_with};
use sound::{DeviceChoice, Direction, Input, Output, devices, rates_hz};

use crate::server::SoundServer;
use crate::signal::{self, RATE_HZ};

/// Names the environment variable that makes a process the phone side.
pub(crate) const ROLE: &str = "SOUND_TEST_ROLE";

/// What the phone plays, Hz.
pub(crate) const PLAYED_HZ: f64 = 440.0;

/// What it is spoken to with, Hz.
pub(crate) const SPOKEN_HZ: f64 = 1000.0;

/// How long a change of devices may take; generous for loaded machines.
const PATIENCE: Duration = Duration::from_secs(20);

/// Clicks come this far apart in the delay test, samples.
const CLICK_EVERY: u64 = 4000;

/// The phone, seen from the test.
pub(crate) struct Phone {
    child: Child,
    input: ChildStdin,
    events: Receiver<String>,
    answers: Receiver<String>,
    story: Vec<String>,
}

impl Phone {
    pub(crate) fn start(server: &SoundServer, role: &str) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(std::env::current_exe()?);
        server.for_program(&mut command);
        let mut child = command
            .env(ROLE, role)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().ok_or("no input")?;
        let output = child.stdout.take().ok_or("no output")?;
        let (event, events) = channel();
        let (answer, answers) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // Nobody listens any more once the test is over.
                let _ = match line.strip_prefix("= ") {
                    Some(words) => answer.send(words.to_owned()),
                    None => event.send(line),
                };
            }
        });
        Ok(Self {
            child,
            input,
            events,
            answers,
            story: Vec::new(),
        })
    }

    /// Waits for an event with these words.
    pub(crate) fn expect(&mut self, words: &str) -> Result<(), Box<dyn Error>> {
        let until = Instant::now() + PATIENCE;
        while let Some(rest) = until.checked_duration_since(Instant::now()) {
            let Ok(line) = self.events.recv_timeout(rest) else {
                break;
            };
            self.story.push(line.clone());
            if line.contains(words) {
                return Ok(());
            }
        }
        Err(format!("no event \"{words}\" in {:#?}", self.story).into())
    }

    /// Waits until it plays and records on what it wants to.
    pub(crate) fn expect_wanted(&mut self) -> Result<(), Box<dyn Error>> {
        self.ask_until("wanted", |answer| answer == "true")
            .map(drop)
    }

    /// Asks again and again until the answer is as it shall be, and gives it.
    pub(crate) fn ask_until(
        &mut self,
        words: &str,
        good: impl Fn(&str) -> bool,
    ) -> Result<String, Box<dyn Error>> {
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.ask(words)?;
            if good(&answer) {
                return Ok(answer);
            }
            if Instant::now() >= until {
                self.story.extend(self.events.try_iter());
                return Err(format!("\"{words}\" stays {answer}; {:#?}", self.story).into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Asks, and gives the answer.
    pub(crate) fn ask(&mut self, words: &str) -> Result<String, Box<dyn Error>> {
        writeln!(self.input, "{words}")?;
        let answer = self.answers.recv_timeout(PATIENCE);
        answer.map_err(|_| format!("no answer to \"{words}\"; {:#?}", self.story).into())
    }

    /// The sound goes on being asked for at its pace, once the machine has time for it.
    pub(crate) fn keeps_pulling(&mut self) -> Result<(), Box<dyn Error>> {
        let until = Instant::now() + PATIENCE;
        std::thread::sleep(Duration::from_millis(1000));
        loop {
            let before: i64 = self.ask("pulled")?.parse()?;
            std::thread::sleep(Duration::from_millis(2000));
            let pulled = self.ask("pulled")?.parse::<i64>()? - before;
            // Wide, since the asking itself is late on a loaded machine.
            let due = 2 * i64::from(RATE_HZ);
            if (due / 2..due * 2).contains(&pulled) {
                return Ok(());
            }
            if Instant::now() >= until {
                self.story.extend(self.events.try_iter());
                return Err(format!("{pulled} samples in 2 s; {:#?}", self.story).into());
            }
        }
    }

    /// Processor time it has used so far.
    pub(crate) fn processor_time(&self) -> Result<Duration, Box<dyn Error>> {
        // Nanoseconds on a processor, of each thread (Linux, schedstat).
        let mut nanoseconds = 0;
        for thread in std::fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let text = std::fs::read_to_string(thread?.path().join("schedstat"))?;
            let used = text.split_whitespace().next().ok_or("no figures")?;
            nanoseconds += used.parse::<u64>()?;
        }
        Ok(Duration::from_nanos(nanoseconds))
    }

    /// Ends it; it must not have written to the terminal meanwhile.
    pub(crate) fn quit(mut self) -> Result<(), Box<dyn Error>> {
        let closed = self.ask("quit")?;
        let status = self.child.wait()?;
        let mut noise = String::new();
        self.child
            .stderr
            .take()
            .ok_or("no standard error")?
            .read_to_string(&mut noise)?;
        if !status.success() || closed != "closed" {
            return Err(format!("{status}, {closed}").into());
        }
        if noise.is_empty() {
            Ok(())
        } else {
            Err(format!("said on the terminal: {noise}").into())
        }
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What both callbacks leave for the asking side. A test may lock where a phone must not.
#[derive(Default)]
struct Notes {
    pulled: u64,
    recorded: Vec<i16>,
    /// When the clicks under way were pulled.
    clicks: Vec<Instant>,
    delays_ms: Vec<f64>,
    quiet: u32,
}

struct Voice {
    notes: Arc<Mutex<Notes>>,
    clicks: bool,
}

struct Ear {
    notes: Arc<Mutex<Notes>>,
    /// Measures what is recorded, as a phone's does.
    mouth: Mouth,
}

impl Playback for Voice {
    fn pull(&mut self, out: &mut [i16]) {
        let mut notes = self.notes.lock().unwrap();
        for sample in out {
            let time = notes.pulled;
            notes.pulled += 1;
            if self.clicks {
                if time.is_multiple_of(CLICK_EVERY) {
                    notes.clicks.push(Instant::now());
                }
                let on = time % CLICK_EVERY < 80;
                *sample = if on {
                    16_000 * [1, 1, -1, -1][(time % 4) as usize]
                } else {
                    0
                };
            } else {
                let angle = PLAYED_HZ * time as f64 / f64::from(RATE_HZ) * std::f64::consts::TAU;
                *sample = (angle.sin() * 12_000.0) as i16;
            }
        }
    }
}

impl Capture for Ear {
    fn push(&mut self, samples: &[i16]) {
        let now = Instant::now();
        self.mouth.push(samples);
        let notes = &mut *self.notes.lock().unwrap();
        if notes.recorded.len() < 60 * RATE_HZ as usize {
            notes.recorded.extend_from_slice(samples);
        }
        for sample in samples {
            if sample.unsigned_abs() < 4000 {
                notes.quiet += 1;
                continue;
            }
            // The first sample of a click; clicks that nobody recorded are forgotten.
            if notes.quiet > 400
                && let Some(pulled) = notes.clicks.drain(..).next_back()
            {
                notes.delays_ms.push((now - pulled).as_secs_f64() * 1000.0);
            }
            notes.quiet = 0;
        }
    }
}

/// The phone side's main.
pub(crate) fn run(role: &str) {
    let notes = Arc::<Mutex<Notes>>::default();
    let meter = LevelMeter::default();
    meter.measure(true);
    let clicks = role == "loop";
    let plays = role.starts_with("play") || role == "loop";
    let records = role.starts_with("record") || role == "loop";
    let choice = match role.split_once(' ') {
        Some((_, "jabra")) => DeviceChoice::Named("JABRA".into()),
        Some((_, name)) => DeviceChoice::Named(name.into()),
        None => DeviceChoice::Default,
    };
    let output = plays.then(|| {
        let voice = Box::new(Voice {
            notes: notes.clone(),
            clicks,
        });
        Output::open(&choice, RATE_HZ, voice, |event| println!("{event}")).unwrap()
    });
    let input = records.then(|| {
        let (mouth, _reader) = mouth_with(meter.clone(), RATE_HZ);
        let ear = Box::new(Ear {
            notes: notes.clone(),
            mouth,
        });
        Input::open(&choice, RATE_HZ, ear, |event| println!("{event}")).unwrap()
    });
    for line in std::io::stdin().lines().map_while(Result::ok) {
        let answer = match line.as_str() {
            "pulled" => notes.lock().unwrap().pulled.to_string(),
            "purity" => newest_purity(&notes.lock().unwrap().recorded).to_string(),
            "level" => meter
                .level()
                .map_or_else(String::new, |level| level.rms_dbov().to_string()),
            "delays" => delays(&mut notes.lock().unwrap().delays_ms),
            "wanted" => {
                let playing = output.as_ref().is_none_or(|output| output.figures().wanted);
                let recording = input.as_ref().is_none_or(|input| input.figures().wanted);
                (playing && recording).to_string()
            }
            "figures" => format!(
                "{:?} {:?}",
                output.as_ref().map(Output::figures),
                input.as_ref().map(Input::figures)
            ),
            "list" => list(),
            _ => break,
        };
        println!("= {answer}");
    }
    let home = output.is_none_or(|output| output.close().is_some())
        && input.is_none_or(|input| input.close().is_some());
    println!("= {}", if home { "closed" } else { "kept" });
}

/// How pure the newest two seconds are; 0 while less than three are recorded, as a device begins unevenly.
fn newest_purity(recorded: &[i16]) -> f64 {
    let second = RATE_HZ as usize;
    if recorded.len() < 3 * second {
        return 0.0;
    }
    signal::purity(&recorded[recorded.len() - 2 * second..], SPOKEN_HZ)
}

fn delays(delays_ms: &mut [f64]) -> String {
    delays_ms.sort_by(f64::total_cmp);
    let (Some(least), Some(most)) = (delays_ms.first(), delays_ms.last()) else {
        return String::new();
    };
    let median = delays_ms[delays_ms.len() / 2];
    format!("{least:.1} {median:.1} {most:.1} {}", delays_ms.len())
}

fn list() -> String {
    let mut words = String::new();
    for device in devices().unwrap() {
        let side = |is, word| if is { word } else { "" };
        let direction = match device.input {
            true => Direction::Input,
            false => Direction::Output,
        };
        words.push_str(&format!(
            "{}={}{}{}{} {:?} | ",
            device.id,
            device.name,
            side(device.input, " in"),
            side(device.output, " out"),
            side(device.default_output || device.default_input, " (default)"),
            rates_hz(&device.id, direction),
        ));
    }
    words
}
