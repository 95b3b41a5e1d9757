//! What is heard on lines with loss and jitter, as a table that a change must update visibly.
//!
//! `scripts/quality` scores the same by PESQ on speech, but needs packages that a plain test
//! run has not. This table stands in for it: the distance of the spectra, in dB, of a synthetic
//! voice as said and as heard, and the delay.

mod line;

use std::fmt::Write as _;

use line::spectrum::{delay, distance_db};
use line::{DEVICE, Line, speech};

const TABLE: &str = include_str!("quality_table.txt");

/// Sound that is compared, s, and how long the playout has before it to know the line.
const COMPARED_S: usize = 12;
const BEFORE_S: usize = 5;

/// Lines of the same kind that are averaged.
const SEEDS: usize = 2;

/// Mean distance in dB and delay in ms.
fn heard(said: &[i16], network: &str) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for seed in 1..=SEEDS {
        let network = format!("{network},seed={seed}");
        let mut line = Line::new(said.to_vec(), 20);
        line.run((BEFORE_S * 1000) as f64, &network, DEVICE);
        let begin = line.heard.len();
        line.run((COMPARED_S * 1000 + 500) as f64, &network, DEVICE);
        let said: Vec<i16> = said
            .iter()
            .cycle()
            .skip(begin)
            .copied()
            .take(COMPARED_S * 8000)
            .collect();
        let heard = &line.heard[begin..];
        // Two places, so that neither a lost packet nor a stretch between decides alone.
        let lags = [8000, 60_000].map(|at| delay(&said, heard, at));
        let lag = lags[0];
        sums.0 += distance_db(&said, &heard[lag..]);
        sums.1 += (lags[0] + lags[1]) as f64 / 16.0;
    }
    (sums.0 / SEEDS as f64, sums.1 / SEEDS as f64)
}

#[test]
fn what_is_heard_is_as_the_table_says() {
    let said = speech(8000 * (COMPARED_S + BEFORE_S));
    let mut table = String::from("loss burst jitter  distance  delay\n");
    for jitter in [0, 80] {
        for (loss, burst) in [(0, 1), (1, 1), (5, 1), (10, 1), (10, 3)] {
            let network = format!("loss={loss}%,burst={burst},jitter={jitter}ms");
            let (distance, delay) = heard(&said, &network);
            writeln!(
                table,
                "{loss:3}% {burst:5} {jitter:3} ms {distance:6.2} dB {delay:3.0} ms"
            )
            .expect("a string has room");
        }
    }
    if std::env::var_os("UPDATE_QUALITY_TABLE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/quality_table.txt");
        std::fs::write(path, &table).expect("the table can be written");
        return;
    }
    assert_eq!(
        table, TABLE,
        "what is heard has changed; if it is better, write the table anew with \
         UPDATE_QUALITY_TABLE=1 and docs/quality.md with scripts/quality\n{table}"
    );
}
