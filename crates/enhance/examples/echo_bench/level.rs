//! Level and cost: where voices of different loudness end, and what a block takes.

use std::hint::black_box;

use enhance::scene::{Noise, Room, RoomConfig, amplified, level_dbov};
use enhance::{EchoCancellation, Enhancer, NoiseSuppression, Settings};

use crate::{Bench, settings};

/// Levels of the voice, dBov.
const LEVELS: [f64; 7] = [-40.0, -35.0, -30.0, -26.0, -20.0, -15.0, -10.0];

/// Blocks that the cost is measured over: 20 s of sound.
const BLOCKS: usize = 2000;

pub(crate) fn print(bench: &Bench) {
    let second = bench.rate_hz as usize;
    let near = bench.seconds(&bench.near, 24);
    let silence = vec![0; near.len()];
    let gain = settings(EchoCancellation::Off, NoiseSuppression::Off, true);
    println!("| voice, dBov | after 3 s | after 20 s |");
    println!("| --- | --- | --- |");
    for dbov in LEVELS {
        let voice = amplified(&near, dbov - level_dbov(&near));
        let heard = bench.cleaned(gain, &voice, &silence);
        let early = level_dbov(&heard[second..3 * second]);
        let late = level_dbov(&heard[16 * second..24 * second]);
        println!("| {dbov} | {early:.0} | {late:.0} |");
    }
    println!();
    println!("| processor time for 10 ms of sound | µs |");
    println!("| --- | --- |");
    for (name, settings) in [
        ("off", Settings::default()),
        (
            "echo cancellation",
            settings(EchoCancellation::AtOnce, NoiseSuppression::Off, false),
        ),
        (
            "noise suppression",
            settings(EchoCancellation::Off, NoiseSuppression::Moderate, false),
        ),
        ("automatic gain", gain),
        (
            "all",
            settings(EchoCancellation::AtOnce, NoiseSuppression::Moderate, true),
        ),
    ] {
        match cost(bench, settings) {
            Some(microseconds) => println!("| {name} | {microseconds:.0} |"),
            None => println!("| {name} | not known on this system |"),
        }
    }
    println!();
}

/// Processor time of a block, µs.
fn cost(bench: &Bench, settings: Settings) -> Option<f64> {
    let mut enhancer = Enhancer::new(settings, bench.rate_hz);
    let block = enhancer.block();
    let hiss = Noise::White.sound(block * BLOCKS, bench.rate_hz, -60.0, 1);
    let played = bench.seconds(&bench.far, BLOCKS / 100);
    let mut recorded = Room::new(RoomConfig::default(), bench.rate_hz).echo(&played);
    for (sample, hiss) in recorded.iter_mut().zip(hiss) {
        *sample = sample.saturating_add(hiss);
    }
    let before = processor_time()?;
    for (recorded, played) in recorded.chunks_mut(block).zip(played.chunks(block)) {
        enhancer.process(black_box(recorded), played);
    }
    Some((processor_time()? - before) / 1000.0 / BLOCKS as f64)
}

/// Time that the processor spent on this thread, ns.
fn processor_time() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok()
}
