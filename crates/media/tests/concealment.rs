//! What is heard instead of lost packets.

mod line;

use line::spectrum::distance_db;
use line::{CLEAN, DEVICE, Line, speech, steps::largest_step};

/// Speech as heard with losses, beside the same without.
fn heard(loss: f64) -> (Vec<i16>, Vec<i16>) {
    let said = speech(8000 * 12);
    let run = |loss| {
        let mut line = Line::new(said.clone(), 20);
        line.run(500.0, CLEAN, DEVICE);
        line.run(11_000.0, &format!("loss={loss}"), DEVICE);
        line
    };
    (run(0.0).heard, run(loss).heard)
}

#[test]
fn is_nearer_to_the_speech_than_silence_is() {
    for loss in [0.03, 0.1] {
        let (clean, concealed) = heard(loss);
        // Silence where the concealment spoke: where the two differ.
        let mut zeroed = concealed.clone();
        for (piece, (a, b)) in zeroed
            .chunks_exact_mut(80)
            .zip(clean.chunks_exact(80).zip(concealed.chunks_exact(80)))
        {
            if a != b {
                piece.fill(0);
            }
        }
        let ours = distance_db(&clean, &concealed);
        let zero = distance_db(&clean, &zeroed);
        println!("loss {loss}: ours {ours:.2} dB, silence {zero:.2} dB");
        assert!(
            ours < zero * 0.6,
            "loss {loss}: ours {ours:.2} dB, silence {zero:.2} dB"
        );
    }
}

#[test]
fn counts_what_it_made_up() {
    let mut line = Line::new(speech(8000 * 13), 20);
    line.run(10_000.0, "loss=0.05", DEVICE);
    let statistics = line.statistics();
    assert!(statistics.lost > 10, "{statistics:?}");
    let expected = statistics.lost * 20;
    let off = statistics.concealed_ms.abs_diff(expected);
    assert!(off <= 45, "{statistics:?}");
    assert!(
        (9900..=10_000).contains(&statistics.played_ms),
        "{statistics:?}"
    );
}

#[test]
fn a_lost_packet_now_and_then_does_not_change_the_delay() {
    let mut line = Line::new(speech(8000 * 13), 20);
    line.run(4000.0, CLEAN, DEVICE);
    let before = line.statistics().playout_delay_ms;
    line.run(20_000.0, "loss=0.004", DEVICE);
    let after = line.statistics();
    assert!(after.lost > 0, "{after:?}");
    assert!(
        after.playout_delay_ms.abs_diff(before) <= 2,
        "before {before}, after {after:?}"
    );
}

#[test]
fn on_a_lossy_line_it_waits_a_packet_longer_and_comes_back() {
    let mut line = Line::new(speech(8000 * 13), 20);
    line.run(4000.0, CLEAN, DEVICE);
    let before = line.statistics().playout_delay_ms;
    line.run(15_000.0, "loss=0.1", DEVICE);
    let during = line.statistics().playout_delay_ms;
    line.run(10_000.0, CLEAN, DEVICE);
    let after = line.statistics().playout_delay_ms;
    println!("before {before}, during {during}, after {after}");
    assert!(
        (before + 10..=before + 22).contains(&during),
        "before {before}, during {during}"
    );
    assert!(after <= before + 5, "before {before}, after {after}");
}

#[test]
fn gaps_make_no_click() {
    let said: Vec<i16> = (0..80_000)
        .map(|n| ((n as f32 * std::f32::consts::TAU * 217.0 / 8000.0).sin() * 12_000.0) as i16)
        .collect();
    let usual = largest_step(&said);
    let mut line = Line::new(said, 20);
    line.run(9000.0, "loss=0.15", DEVICE);
    let step = largest_step(&line.heard);
    assert!(step <= usual * 3 / 2, "step {step}, usual {usual}");
}
