//! Music on hold: an original melody, made from sine waves when the server starts.
//!
//! Quiet and slow, like a music box: it must not tire and must survive G.711.

use std::collections::HashMap;
use std::f64::consts::TAU;

use super::sounds::RATE_HZ;

/// Length of an eighth note, seconds.
const EIGHTH_S: f64 = 0.30;

/// How long a note is heard after it is struck, seconds.
const RING_S: f64 = 1.6;

/// Loudest sample of the whole, of 32767: about −16 dBFS.
const PEAK: f64 = 5_200.0;

/// The melody: MIDI note numbers by eighths; 0 holds the note before.
const MELODY: [u8; 64] = [
    76, 0, 72, 74, 76, 0, 79, 0, //
    77, 0, 74, 0, 72, 74, 71, 0, //
    72, 0, 69, 71, 72, 0, 76, 0, //
    74, 0, 0, 71, 67, 0, 0, 0, //
    76, 0, 72, 74, 76, 0, 81, 0, //
    79, 0, 77, 76, 74, 0, 77, 0, //
    76, 0, 74, 72, 71, 0, 74, 0, //
    72, 0, 0, 0, 0, 0, 0, 0,
];

/// The accompaniment: a broken chord for each bar of eight eighths.
const CHORDS: [[u8; 4]; 8] = [
    [48, 55, 60, 64],
    [53, 57, 60, 65],
    [45, 52, 57, 60],
    [43, 50, 55, 59],
    [48, 55, 60, 64],
    [53, 57, 62, 65],
    [43, 50, 55, 59],
    [48, 55, 60, 64],
];

/// Level of the accompaniment, of the melody's.
const SOFTER: f64 = 0.35;

/// One round of the melody; its end goes over into its beginning.
pub(super) fn melody() -> Vec<i16> {
    // Whole and small: 2400 samples.
    let eighth = (EIGHTH_S * f64::from(RATE_HZ)) as usize;
    let mut mix = vec![0.0; eighth * MELODY.len()];
    // A few notes come often: each is made once.
    let mut notes = HashMap::new();
    for (place, note) in MELODY.into_iter().enumerate() {
        if note > 0 {
            let struck = notes.entry(note).or_insert_with(|| strike(note));
            add(&mut mix, place * eighth, struck, 1.0);
        }
        let chord = CHORDS[place / 8 % CHORDS.len()];
        // Up and down again over the chord.
        let voice = [0, 1, 2, 3, 2, 1, 2, 1][place % 8];
        let struck = notes
            .entry(chord[voice])
            .or_insert_with(|| strike(chord[voice]));
        add(&mut mix, place * eighth, struck, SOFTER);
    }
    let loudest = mix
        .iter()
        .fold(1.0_f64, |loudest, sample| loudest.max(sample.abs()));
    // The cast is in range: scaled to PEAK.
    mix.into_iter()
        .map(|sample| (sample / loudest * PEAK) as i16)
        .collect()
}

/// A struck note that fades.
fn strike(note: u8) -> Vec<f64> {
    let rate = f64::from(RATE_HZ);
    let hz = 440.0 * 2_f64.powf((f64::from(note) - 69.0) / 12.0);
    // Whole and small: 12,800 samples.
    let length = (RING_S * rate) as usize;
    let sample = |place: usize| {
        let t = place as f64 / rate;
        let attack = (t / 0.008).min(1.0);
        let release = ((RING_S - t) / 0.1).min(1.0);
        let fade = (-2.6 * t).exp() * attack * release;
        let overtone = 0.28 * (TAU * 2.0 * hz * t).sin() * (-3.0 * t).exp();
        fade * ((TAU * hz * t).sin() + overtone)
    };
    (0..length).map(sample).collect()
}

/// Adds a note to the mix, going round at its end.
fn add(mix: &mut [f64], at: usize, note: &[f64], level: f64) {
    let total = mix.len();
    for (place, sample) in (at..).zip(note) {
        mix[place % total] += level * sample;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_music_is_quiet_and_goes_round_without_a_click() {
        let melody = melody();
        assert_eq!(melody.len(), 64 * 2_400);
        let peak = melody.iter().map(|sample| sample.unsigned_abs()).max();
        assert!((5_000..=5_200).contains(&peak.unwrap_or(0)), "{peak:?}");
        let step = |a: i16, b: i16| (i32::from(a) - i32::from(b)).abs();
        let largest = melody
            .windows(2)
            .map(|pair| step(pair[0], pair[1]))
            .max()
            .unwrap_or(0);
        let seam = step(melody[melody.len() - 1], melody[0]);
        assert!(
            seam <= largest,
            "a step of {seam} at the seam, {largest} elsewhere"
        );
    }
}
