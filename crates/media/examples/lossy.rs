//! Plays a recording through a line with faults: `lossy IN.wav OUT.wav LOSS JITTER_MS SEED`.
//!
//! For listening and for scoring the playout against the original. Both files are 16-bit
//! mono at 8000 Hz; LOSS is a share (0.05), JITTER_MS an even spread.

#[path = "../tests/line/mod.rs"]
mod line;

use std::process::ExitCode;

use line::{CLEAN, Chance, DEVICE, Line, Network};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    let [_, input, output, loss, jitter_ms, seed] = words.as_slice() else {
        eprintln!("usage: lossy IN.wav OUT.wav LOSS JITTER_MS SEED");
        return ExitCode::FAILURE;
    };
    let (Ok(loss), Ok(jitter_ms), Ok(seed)) = (loss.parse(), jitter_ms.parse(), seed.parse())
    else {
        eprintln!("LOSS, JITTER_MS and SEED are numbers");
        return ExitCode::FAILURE;
    };
    match run(
        input,
        output,
        Network {
            loss,
            jitter_ms,
            ..CLEAN
        },
        seed,
    ) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(input: &str, output: &str, network: Network, seed: u64) -> Result<(), hound::Error> {
    let mut reader = hound::WavReader::open(input)?;
    let said = reader.samples::<i16>().collect::<Result<Vec<i16>, _>>()?;
    let length = said.len();
    let mut line = Line::new(said, 20);
    line.chance = Chance(seed);
    line.run(length as f64 / 8.0 + 100.0, network, DEVICE);
    println!("{:?}", line.statistics());
    let mut writer = hound::WavWriter::create(output, reader.spec())?;
    for sample in line.heard {
        writer.write_sample(sample)?;
    }
    writer.finalize()
}
