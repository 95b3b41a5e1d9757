//! Plays recordings through a line with faults, as fast as it goes: `lossy IN.wav OUT.wav
//! IMPAIRMENT [MODE [SKIP_MS]]`, or `lossy -` for a table of such lines on standard input.
//!
//! For listening, and for scoring the playout against the original (`scripts/quality`). Both
//! files are 16-bit mono at 8000 Hz; IMPAIRMENT is like `loss=5%,jitter=40ms,seed=3`, or
//! `none`. MODE is `playout`, the phone's own, or one of the [baselines]. The first SKIP_MS
//! are played, so that the playout knows the line, but neither written nor counted.

#[path = "../../tests/line/mod.rs"]
mod line;

mod baselines;

use std::io::BufRead as _;
use std::process::ExitCode;

use baselines::Baseline;
use line::{DEVICE, Line};
use media::ReceiveStatistics;
use netem::Impairment;

/// Heard beyond the recording, ms: as long as the playout may delay it.
const TAIL_MS: usize = 500;

/// One recording through one line.
struct Task {
    input: String,
    output: String,
    network: String,
    /// Nothing: the phone's own playout.
    baseline: Option<Baseline>,
    skip_ms: usize,
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
        let baseline = match mode {
            "playout" => None,
            name => Some(Baseline::named(name).ok_or_else(|| {
                format!(
                    "mode {name}: known are playout, {}",
                    Baseline::NAMES.join(", ")
                )
            })?),
        };
        Ok(Self {
            input: words[0].clone(),
            output: words[1].clone(),
            network: network.to_owned(),
            baseline,
            skip_ms: skip
                .parse()
                .map_err(|_| format!("{skip} is no number of ms"))?,
        })
    }

    /// Writes what is heard; gives the figures as words.
    fn run(&self) -> Result<String, String> {
        let failed = |error: hound::Error| format!("{} to {}: {error}", self.input, self.output);
        let mut reader = hound::WavReader::open(&self.input).map_err(failed)?;
        let said = reader
            .samples::<i16>()
            .collect::<Result<Vec<i16>, _>>()
            .map_err(failed)?;
        let (heard, figures) = match self.baseline {
            Some(baseline) => {
                let heard = baseline.heard(&said, &self.network);
                (heard[self.skip_ms * 8..].to_vec(), String::new())
            }
            None => self.played(said),
        };
        let mut writer = hound::WavWriter::create(&self.output, reader.spec()).map_err(failed)?;
        for sample in heard {
            writer.write_sample(sample).map_err(failed)?;
        }
        writer.finalize().map_err(failed)?;
        Ok(format!("{} {figures}", self.output))
    }

    fn played(&self, said: Vec<i16>) -> (Vec<i16>, String) {
        let length_ms = said.len() / 8;
        let mut line = Line::new(said, 20);
        line.run(self.skip_ms as f64, &self.network, DEVICE);
        line.receiver.clear_statistics();
        line.heard.clear();
        let rest = length_ms.saturating_sub(self.skip_ms) + TAIL_MS;
        line.run(rest as f64, &self.network, DEVICE);
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
