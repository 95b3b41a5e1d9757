//! Plays a recording through a line with faults: `lossy IN.wav OUT.wav IMPAIRMENT`.
//!
//! For listening and for scoring the playout against the original. Both files are 16-bit
//! mono at 8000 Hz; IMPAIRMENT is like `loss=5%,jitter=40ms,seed=3`.

#[path = "../tests/line/mod.rs"]
mod line;

use std::process::ExitCode;

use line::{DEVICE, Line};
use netem::Impairment;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    let [_, input, output, network] = words.as_slice() else {
        eprintln!("usage: lossy IN.wav OUT.wav IMPAIRMENT");
        return ExitCode::FAILURE;
    };
    if let Err(error) = network.parse::<Impairment>() {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    match run(input, output, network) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(input: &str, output: &str, network: &str) -> Result<(), hound::Error> {
    let mut reader = hound::WavReader::open(input)?;
    let said = reader.samples::<i16>().collect::<Result<Vec<i16>, _>>()?;
    let length = said.len();
    let mut line = Line::new(said, 20);
    line.run(length as f64 / 8.0 + 100.0, network, DEVICE);
    println!("{:?}", line.statistics());
    let mut writer = hound::WavWriter::create(output, reader.spec())?;
    for sample in line.heard {
        writer.write_sample(sample)?;
    }
    writer.finalize()
}
