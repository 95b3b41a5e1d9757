//! Noise: how much of it is left between the words, and what the words lose.

use enhance::scene::{Noise, babble, level_dbov, mixed};
use enhance::{EchoCancellation, NoiseSuppression};

use crate::{Bench, settings};

/// Levels of the noise, dBov: 20 and 10 dB below the voice.
const LEVELS: [f64; 2] = [-46.0, -36.0];

/// Noise alone, the voice in it, noise alone, s.
const BEFORE_S: usize = 4;
const VOICE_S: usize = 10;
const AFTER_S: usize = 3;

pub(crate) fn print(bench: &Bench) -> anyhow::Result<()> {
    println!("| noise | low | moderate | high | PESQ without, low, moderate, high |");
    println!("| --- | --- | --- | --- | --- |");
    let second = bench.rate_hz as usize;
    let samples = (BEFORE_S + VOICE_S + AFTER_S) * second;
    let voice = BEFORE_S * second..(BEFORE_S + VOICE_S) * second;
    let mut near = vec![0; samples];
    near[voice.clone()].copy_from_slice(&bench.seconds(&bench.near, VOICE_S));
    let silence = vec![0; samples];
    for (name, kind) in [
        ("hiss", Some(Noise::White)),
        ("fan", Some(Noise::Fan)),
        ("voices", None),
    ] {
        for dbov in LEVELS {
            let noise = match kind {
                Some(kind) => kind.sound(samples, bench.rate_hz, dbov, 3),
                None => babble(&bench.far, samples, dbov, 3),
            };
            let recorded = mixed(&near, &noise);
            let pair = |strength: &str| format!("noise-{}-{name}{dbov}-{strength}", bench.rate_hz);
            let said = &near[voice.clone()];
            let mut scores =
                vec![
                    bench
                        .pairs
                        .write(&pair("before"), said, &recorded[voice.clone()])?,
                ];
            let mut reductions = Vec::new();
            for strength in &NoiseSuppression::ALL[1..] {
                let settings = settings(EchoCancellation::Off, *strength, false);
                let heard = bench.cleaned(settings, &recorded, &silence);
                let after = (BEFORE_S + VOICE_S + 1) * second..;
                let reduction = level_dbov(&recorded[after.clone()]) - level_dbov(&heard[after]);
                reductions.push(format!("{reduction:.0} dB"));
                scores.push(bench.pairs.write(
                    &pair(strength.name()),
                    said,
                    &heard[voice.clone()],
                )?);
            }
            println!(
                "| {name}, {dbov} dBov | {} | {} |",
                reductions.join(" | "),
                scores.join(", ")
            );
        }
    }
    println!();
    Ok(())
}
