//! What is heard in bad times and after them: bursts, storms, disorder, clocks that drift.

mod line;

use line::spectrum::{delay, distance_db};
use line::{CLEAN, DEVICE, Device, Line, speech, speech_at, steps::largest_step};
use media::Codec;

const SECOND: usize = 8000;

/// Sound that never stops, whose steps are known.
fn hum(hz: f32, samples: usize) -> Vec<i16> {
    let sample = |n: usize| (n as f32 * std::f32::consts::TAU * hz / 8000.0).sin() * 12_000.0;
    (0..samples).map(|n| sample(n) as i16).collect()
}

/// Delay of what is heard from the second `at` on, ms.
fn delay_at(said: &[i16], line: &Line, at: usize) -> f64 {
    delay(said, &line.heard, at * SECOND) as f64 / 8.0
}

#[test]
fn ten_seconds_after_a_storm_the_delay_is_what_it_was() {
    let said = speech(40 * SECOND);
    for storm in [
        "loss=10%,jitter=80ms",
        "loss=10%,burst=3",
        "jitter=150ms",
        "delay=120ms,jitter=40ms,loss=3%",
        "reorder=20%,hold=70ms,duplicate=10%",
    ] {
        let mut line = Line::new(said.clone(), 20);
        line.run(8000.0, CLEAN, DEVICE);
        line.run(12_000.0, storm, DEVICE);
        line.run(14_000.0, CLEAN, DEVICE);
        let (before, after) = (delay_at(&said, &line, 5), delay_at(&said, &line, 30));
        println!("{storm}: before {before} ms, after {after} ms");
        assert!(after - before < 20.0, "{storm}: {before} ms, {after} ms");
    }
}

#[test]
fn jitter_costs_its_own_length_of_delay_and_twenty_milliseconds_at_most() {
    let said = speech(30 * SECOND);
    let heard = |network: &str| {
        let mut line = Line::new(said.clone(), 20);
        line.run(28_000.0, network, DEVICE);
        let late = line.statistics().late;
        (delay_at(&said, &line, 20), late, line)
    };
    let (clean, ..) = heard(CLEAN);
    for jitter in [20, 40, 80] {
        let (delay, late, line) = heard(&format!("jitter={jitter}ms"));
        println!("jitter {jitter} ms: {delay} ms, without {clean} ms, {late} late");
        assert!(delay <= clean + f64::from(jitter) + 20.0, "{delay} ms");
        // Four seconds to learn it, then next to nothing is missing.
        let lag = delay_samples(delay);
        let piece = 10 * SECOND..26 * SECOND;
        let distance = distance_db(&said[piece.clone()], &line.heard[piece.start + lag..]);
        assert!(distance < 1.1, "jitter {jitter} ms: {distance:.2} dB");
    }
}

fn delay_samples(ms: f64) -> usize {
    (ms * 8.0) as usize
}

#[test]
fn clocks_that_drift_apart_are_made_up_for_without_a_click() {
    let said = hum(217.0, 8000);
    let usual = largest_step(&said);
    for drift_ppm in [-300.0, 300.0] {
        let device = Device {
            drift_ppm,
            ..DEVICE
        };
        let mut line = Line::new(said.clone(), 20);
        line.run(1000.0, CLEAN, device);
        line.heard.clear();
        line.receiver.clear_statistics();
        line.run(180_000.0, CLEAN, device);
        let statistics = line.statistics();
        let step = largest_step(&line.heard);
        assert!(
            step <= usual * 11 / 10,
            "{drift_ppm}: {step}, usual {usual}"
        );
        assert_eq!(
            (statistics.concealed_ms, statistics.late),
            (0, 0),
            "{drift_ppm}"
        );
        // Three minutes drift 54 ms apart: without stretching the delay would be that.
        assert!(statistics.playout_delay_ms <= 24, "{statistics:?}");
    }
}

#[test]
fn a_burst_fades_and_what_comes_after_it_is_whole() {
    let said = hum(200.0, 8000);
    let mut line = Line::new(said, 20);
    line.run(2000.0, CLEAN, DEVICE);
    line.run(300.0, "loss=1.0", DEVICE);
    line.run(700.0, CLEAN, DEVICE);
    // Loudest in each 20 ms from before the burst on.
    let peaks: Vec<i32> = line.heard[15_840..]
        .chunks(160)
        .map(|piece| piece.iter().map(|&s| i32::from(s).abs()).max().unwrap_or(0))
        .collect();
    let first_soft = peaks
        .iter()
        .position(|&peak| peak < 10_500)
        .expect("it gets softer");
    let silent = peaks
        .iter()
        .position(|&peak| peak == 0)
        .expect("it falls silent");
    assert!(
        peaks[first_soft..silent]
            .windows(2)
            .all(|pair| pair[1] < pair[0]),
        "{peaks:?}"
    );
    assert!((5..=8).contains(&(silent - first_soft)), "{peaks:?}");
    assert!(
        peaks.iter().rev().take(20).all(|&peak| peak > 11_000),
        "{peaks:?}"
    );
}

#[test]
fn packets_out_of_order_and_twice_are_played_once_and_in_order() {
    let said = speech(20 * SECOND);
    let heard = |network: &str| {
        let mut line = Line::new(said.clone(), 20);
        // So that both have the delay that disorder needs.
        line.run(2000.0, "jitter=60ms", DEVICE);
        line.run(10_000.0, network, DEVICE);
        line
    };
    let line = heard("reorder=15%,hold=45ms,duplicate=15%,seed=4");
    let lag = delay(&said, &line.heard, 8 * SECOND);
    let piece = 8 * SECOND..11 * SECOND;
    let exact = line.heard[piece.start + lag..piece.end + lag]
        .iter()
        .zip(&said[piece])
        .filter(|(a, b)| a.abs_diff(**b) <= 8 + b.unsigned_abs() / 16)
        .count();
    assert_eq!(exact, 3 * SECOND, "all of it is what was said");
    assert_eq!(line.statistics().lost, 0);
}

#[test]
fn wideband_sound_is_concealed_and_stretched_at_its_own_rate() {
    let said = speech_at(16_000, 16_000 * 12);
    for codec in [Codec::L16, Codec::G722] {
        let run = |network: &str| {
            let device = Device {
                period: 160,
                ..DEVICE
            };
            let mut line = Line::of(codec, said.clone(), 20);
            line.run(11_000.0, network, device);
            line
        };
        let clean = run(CLEAN);
        let lossy = run("loss=5%,jitter=50ms");
        let statistics = lossy.statistics();
        assert!(
            statistics.lost > 10 && statistics.concealed_ms >= 200,
            "{statistics:?}"
        );
        let lag = |line: &Line| delay(&said, &line.heard, 9 * 16_000);
        let (near, far) = (lag(&clean), lag(&lossy));
        // Jitter of 50 ms: its length and little more, in samples of 16 kHz.
        assert!(
            (160..1120).contains(&(far - near)),
            "{codec:?}: {near}, {far}"
        );
        let piece = 9 * 16_000..10 * 16_000;
        let heard = |line: &Line, lag: usize| line.heard[piece.start + lag..].to_vec();
        let likeness = likeness(&heard(&clean, near), &heard(&lossy, far), 16_000);
        assert!(likeness > 0.9, "{codec:?}: {likeness}");
    }
}

/// How alike two sounds are, −1 to 1.
fn likeness(a: &[i16], b: &[i16], samples: usize) -> f64 {
    let product = |a: &[i16], b: &[i16]| -> f64 {
        let pairs = a.iter().zip(b).take(samples);
        pairs.map(|(&a, &b)| f64::from(a) * f64::from(b)).sum()
    };
    product(a, b) / (product(a, a) * product(b, b)).sqrt()
}
