//! Plays recordings through a line with faults, as fast as it goes: `lossy IN.wav OUT.wav
//! IMPAIRMENT [MODE [SKIP_MS]]`, or `lossy -` for a table of such lines on standard input.
//!
//! For listening, and for scoring the playout against the original (`scripts/quality`). Both
//! files are 16-bit mono at the codec's rate; IMPAIRMENT is like `loss=5%,jitter=40ms,seed=3`,
//! or `none`. MODE is `playout`, the phone's own with G.711 µ-law, the same with another codec
//! (`pcma`, `g722`, `l16`, `opus`, `g729`), or one of the [baselines]. The first SKIP_MS are
//! played, so that the playout knows the line, but neither written nor counted.

#[path = "../../tests/line/mod.rs"]
mod line;

mod baselines;

use std::io::BufRead as _;
use std::process::ExitCode;

use baselines::Baseline;
use line::{Device, Line};
use media::{Codec, ReceiveStatistics};
use netem::Impairment;

/// Heard beyond the recording, ms: as long as the playout may delay it.
const TAIL_MS: usize = 500;

/// Sound that the device pulls at a time, ms.
const PULL_MS: usize = 10;

/// One recording through one line.
struct Task {
    input: String,
    output: String,
    network: String,
    mode: Mode,
    skip_ms: usize,
}

/// What plays it.
#[derive(Clone, Copy)]
enum Mode {
    /// The phone's own playout, of this codec.
    Playout(Codec),
    Baseline(Baseline),
}

impl Mode {
    const CODECS: [(&str, Codec); 6] = [
        ("playout", Codec::Pcmu),
        ("pcma", Codec::Pcma),
        ("g722", Codec::G722),
        ("l16", Codec::L16),
        ("opus", Codec::Opus),
        ("g729", Codec::G729),
    ];

    /// Error: no such mode, or its codec is missing here.
    fn named(name: &str) -> Result<Self, String> {
        if let Some(baseline) = Baseline::named(name) {
            return Ok(Self::Baseline(baseline));
        }
        let known = Self::CODECS.iter().find(|(known, _)| *known == name);
        match known {
            Some((_, codec)) if codec.is_available() => Ok(Self::Playout(*codec)),
            Some((_, codec)) => Err(format!(
                "mode {name}: the library of {} is missing",
                codec.name()
            )),
            None => {
                let codecs = Self::CODECS.map(|(name, _)| name).join(", ");
                let baselines = Baseline::NAMES.join(", ");
                Err(format!("mode {name}: known are {codecs}, {baselines}"))
            }
        }
    }

    fn rate_hz(self) -> u32 {
        match self {
            Self::Playout(codec) => codec.rate_hz(),
            Self::Baseline(_) => line::RATE,
        }
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let table = words.len() == 1 && words[0] == "-";
    let lines: Vec<Vec<String>> = if table {
        let lines = std::io::stdin().lock().lines().map_while(Result::ok);
        lines
            .map(|line| line.split_whitespace().map(str::to_owned).collect())
            .collect()
    } else {
        vec![words]
    };
    for words in &lines {
        let told = Task::parse(words).and_then(|task| task.run());
        match told {
            Ok(told) => println!("{told}"),
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

impl Task {
    fn parse(words: &[String]) -> Result<Self, String> {
        let (mode, skip) = match words {
            [_, _, _] => ("playout", "0"),
            [_, _, _, mode] => (mode.as_str(), "0"),
            [_, _, _, mode, skip] => (mode.as_str(), skip.as_str()),
            _ => return Err("usage: lossy IN.wav OUT.wav IMPAIRMENT [MODE [SKIP_MS]]".to_owned()),
        };
        let network = if words[2] == "none" { "" } else { &words[2] };
        network
            .parse::<Impairment>()
            .map_err(|error| error.to_string())?;
        Ok(Self {
            input: words[0].clone(),
            output: words[1].clone(),
            network: network.to_owned(),
            mode: Mode::named(mode)?,
            skip_ms: skip
                .parse()
                .map_err(|_| format!("{skip} is no number of ms"))?,
        })
    }

    /// Writes what is heard; gives the figures as words.
    fn run(&self) -> Result<String, String> {
        let failed = |error: hound::Error| format!("{} to {}: {error}", self.input, self.output);
        let mut reader = hound::WavReader::open(&self.input).map_err(failed)?;
        let rate_hz = self.mode.rate_hz();
        if reader.spec().sample_rate != rate_hz {
            return Err(format!("{}: not at {rate_hz} Hz", self.input));
        }
        let said = reader
            .samples::<i16>()
            .collect::<Result<Vec<i16>, _>>()
            .map_err(failed)?;
        let (heard, figures) = match self.mode {
            Mode::Baseline(baseline) => {
                let heard = baseline.heard(&said, &self.network);
                let skipped = self.skip_ms * (rate_hz / 1000) as usize;
                (heard[skipped..].to_vec(), String::new())
            }
            Mode::Playout(codec) => self.played(codec, said),
        };
        let mut writer = hound::WavWriter::create(&self.output, reader.spec()).map_err(failed)?;
        for sample in heard {
            writer.write_sample(sample).map_err(failed)?;
        }
        writer.finalize().map_err(failed)?;
        Ok(format!("{} {figures}", self.output))
    }

    fn played(&self, codec: Codec, said: Vec<i16>) -> (Vec<i16>, String) {
        let per_ms = (codec.rate_hz() / 1000) as usize;
        let length_ms = said.len() / per_ms;
        let device = Device {
            period: PULL_MS * per_ms,
            drift_ppm: 0.0,
        };
        let mut line = Line::of(codec, said, 20);
        line.run(self.skip_ms as f64, &self.network, device);
        line.receiver.clear_statistics();
        line.heard.clear();
        let rest = length_ms.saturating_sub(self.skip_ms) + TAIL_MS;
        line.run(rest as f64, &self.network, device);
        let figures = words(&line.statistics());
        (line.heard, figures)
    }
}

/// The figures that the table shows.
fn words(statistics: &ReceiveStatistics) -> String {
    format!(
        "mos={:.3} lost={} late={} concealed_ms={} delay_ms={}",
        statistics.quality.mos_lqk_average,
        statistics.lost,
        statistics.late,
        statistics.concealed_ms,
        statistics.playout_delay_ms,
    )
}
