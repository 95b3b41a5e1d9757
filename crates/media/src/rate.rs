//! Between narrowband and wideband: twice the rate, half the rate, or the same.
//!
//! The sound bus of a phone has one rate, a codec has its own. A linear-phase halfband
//! filter of 35 taps stands between 8 and 16 kHz: flat within 0.1 dB up to 3.4 kHz, images
//! and aliases from 4.6 kHz on 44 dB down, 1.1 ms of delay. At equal rates nothing is done.

use std::f64::consts::PI;

/// Pairs of taps beside the one in the middle.
const PAIRS: usize = 9;

/// Shape of the Kaiser window: the compromise between steepness and stop band.
const KAISER_BETA: f64 = 3.9;

/// Brings sound from one rate to another; remembers the sound before.
#[derive(Clone, Debug)]
pub struct RateChange {
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    Same,
    Double(Doubler),
    Halve(Halver),
}

impl RateChange {
    /// From one rate to the same, the double or the half one.
    ///
    /// The voice path has 8 and 16 kHz and nothing else; any other pair is left as it is.
    pub fn new(from_hz: u32, to_hz: u32) -> Self {
        let way = match (from_hz, to_hz) {
            _ if from_hz * 2 == to_hz => Way::Double(Doubler::new()),
            _ if from_hz == to_hz * 2 => Way::Halve(Halver::new()),
            _ => Way::Same,
        };
        Self { way }
    }

    /// Nothing is to be done.
    pub fn is_none(&self) -> bool {
        matches!(self.way, Way::Same)
    }

    /// Samples that [`process`](Self::process) needs to make `wanted` ones.
    pub fn needed(&self, wanted: usize) -> usize {
        match &self.way {
            Way::Same => wanted,
            Way::Double(doubler) => {
                (wanted - usize::from(doubler.owed.is_some()).min(wanted)).div_ceil(2)
            }
            Way::Halve(_) => 2 * wanted,
        }
    }

    /// Fills `out` from as many samples as [`needed`](Self::needed) says; what is missing of
    /// them counts as silence.
    pub fn process(&mut self, input: &[i16], out: &mut [i16]) {
        match &mut self.way {
            Way::Same => {
                let count = input.len().min(out.len());
                out[..count].copy_from_slice(&input[..count]);
                out[count..].fill(0);
            }
            Way::Double(doubler) => doubler.process(input, out),
            Way::Halve(halver) => halver.process(input, out),
        }
    }
}

/// Twice as many samples.
#[derive(Clone, Debug)]
struct Doubler {
    taps: [f32; PAIRS],
    /// The last samples, oldest first.
    before: [f32; 2 * PAIRS],
    /// The second sample of a pair of which only the first was asked for.
    owed: Option<i16>,
}

impl Doubler {
    fn new() -> Self {
        Self {
            taps: halfband(),
            before: [0.0; 2 * PAIRS],
            owed: None,
        }
    }

    fn process(&mut self, input: &[i16], out: &mut [i16]) {
        let mut input = input.iter();
        let rest = match (self.owed.take(), out.split_first_mut()) {
            (Some(owed), Some((first, rest))) => {
                *first = owed;
                rest
            }
            (owed, _) => {
                self.owed = owed;
                out
            }
        };
        for pair in rest.chunks_mut(2) {
            let sample = input.next().copied().unwrap_or(0);
            self.before.copy_within(1.., 0);
            self.before[2 * PAIRS - 1] = f32::from(sample);
            // Between the samples in the middle, and on the earlier one of them.
            let between = 2.0 * side(&self.taps, &self.before);
            pair[0] = self.before[PAIRS - 1] as i16;
            match pair.get_mut(1) {
                Some(second) => *second = to_sample(between),
                None => self.owed = Some(to_sample(between)),
            }
        }
    }
}

/// Half as many samples.
#[derive(Clone, Debug)]
struct Halver {
    taps: [f32; PAIRS],
    /// Every second sample, oldest first …
    odd: [f32; 2 * PAIRS],
    /// … and those between, of which only the one in the middle counts.
    even: [f32; PAIRS],
}

impl Halver {
    fn new() -> Self {
        Self {
            taps: halfband(),
            odd: [0.0; 2 * PAIRS],
            even: [0.0; PAIRS],
        }
    }

    fn process(&mut self, input: &[i16], out: &mut [i16]) {
        let mut pairs = input.chunks_exact(2);
        for sample in out {
            let pair = pairs.next().unwrap_or(&[0, 0]);
            self.even.copy_within(1.., 0);
            self.even[PAIRS - 1] = f32::from(pair[0]);
            self.odd.copy_within(1.., 0);
            self.odd[2 * PAIRS - 1] = f32::from(pair[1]);
            let middle = self.even[0];
            *sample = to_sample(middle / 2.0 + side(&self.taps, &self.odd));
        }
    }
}

/// The taps beside the middle, on both sides alike.
fn side(taps: &[f32; PAIRS], samples: &[f32; 2 * PAIRS]) -> f32 {
    let (early, late) = samples.split_at(PAIRS);
    let pairs = early.iter().rev().zip(late);
    taps.iter()
        .zip(pairs)
        .map(|(tap, (early, late))| tap * (early + late))
        .sum()
}

/// The nearest sample; the cast saturates.
fn to_sample(value: f32) -> i16 {
    value.round() as i16
}

/// Taps at the odd distances 1, 3, 5 … from the middle of a windowed halfband filter.
fn halfband() -> [f32; PAIRS] {
    let mut taps = [0.0; PAIRS];
    let mut sum = 0.0;
    for (k, tap) in taps.iter_mut().enumerate() {
        let distance = (2 * k + 1) as f64;
        let place = distance / (2 * PAIRS) as f64;
        let window = bessel(KAISER_BETA * (1.0 - place * place).sqrt()) / bessel(KAISER_BETA);
        *tap = (PI * distance / 2.0).sin() / (PI * distance) * window;
        sum += *tap;
    }
    // Both sides together pass half of a constant, the middle the other half.
    taps.map(|tap| (tap * 0.25 / sum) as f32)
}

/// Modified Bessel function of the first kind, order 0.
fn bessel(x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..30 {
        term *= (x / 2.0 / f64::from(n)).powi(2);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(hz: f64, rate_hz: u32, count: usize) -> Vec<i16> {
        let turn = 2.0 * PI * hz / f64::from(rate_hz);
        (0..count)
            .map(|n| (10_000.0 * (turn * n as f64).sin()) as i16)
            .collect()
    }

    /// Level of a frequency in the middle of the sound, dB against the sine above.
    fn level(sound: &[i16], hz: f64, rate_hz: u32) -> f64 {
        let sound = &sound[sound.len() / 4..sound.len() * 3 / 4];
        let (mut re, mut im) = (0.0, 0.0);
        for (n, &sample) in sound.iter().enumerate() {
            let angle = 2.0 * PI * hz * n as f64 / f64::from(rate_hz);
            re += f64::from(sample) * angle.cos();
            im += f64::from(sample) * angle.sin();
        }
        let amplitude = 2.0 * re.hypot(im) / sound.len() as f64;
        20.0 * (amplitude / 10_000.0).log10()
    }

    fn changed(sound: &[i16], from_hz: u32, to_hz: u32, block: usize) -> Vec<i16> {
        let mut change = RateChange::new(from_hz, to_hz);
        let mut input = sound.iter().copied();
        let mut heard = Vec::new();
        while input.len() > block * 2 {
            let mut out = vec![0; block];
            let needed: Vec<i16> = input.by_ref().take(change.needed(block)).collect();
            change.process(&needed, &mut out);
            heard.extend(out);
        }
        heard
    }

    #[test]
    fn speech_passes_flat_both_ways() {
        for hz in [100.0, 300.0, 1000.0, 2000.0, 3000.0, 3400.0] {
            let up = changed(&sine(hz, 8000, 16_000), 8000, 16_000, 160);
            assert!(level(&up, hz, 16_000).abs() < 0.1, "{hz} Hz up");
            let down = changed(&sine(hz, 16_000, 32_000), 16_000, 8000, 160);
            assert!(level(&down, hz, 8000).abs() < 0.1, "{hz} Hz down");
        }
    }

    #[test]
    fn images_and_aliases_are_far_down() {
        for hz in [4600.0, 5000.0, 6000.0, 7500.0] {
            let up = changed(&sine(8000.0 - hz, 8000, 16_000), 8000, 16_000, 160);
            assert!(level(&up, hz, 16_000) < -44.0, "image at {hz} Hz");
            let down = changed(&sine(hz, 16_000, 32_000), 16_000, 8000, 160);
            assert!(level(&down, 8000.0 - hz, 8000) < -44.0, "alias of {hz} Hz");
        }
    }

    #[test]
    fn blocks_of_any_length_make_the_same_sound() {
        let sound = sine(700.0, 8000, 4000);
        let whole = changed(&sound, 8000, 16_000, 160);
        for block in [1, 7, 37, 441] {
            let parts = changed(&sound, 8000, 16_000, block);
            let common = parts.len().min(whole.len());
            assert_eq!(parts[..common], whole[..common], "blocks of {block}");
        }
    }

    #[test]
    fn delays_by_little_more_than_a_millisecond() {
        let mut click = vec![0; 800];
        click[200] = 20_000;
        let up = changed(&click, 8000, 16_000, 160);
        let peak = (0..up.len()).max_by_key(|&n| up[n]).unwrap_or(0);
        assert_eq!(peak, 2 * (200 + PAIRS));
        let down = changed(&up, 16_000, 8000, 80);
        let peak = (0..down.len()).max_by_key(|&n| down[n]).unwrap_or(0);
        assert_eq!(peak, 200 + 2 * PAIRS - 1);
    }

    #[test]
    fn equal_rates_change_nothing() {
        let sound = sine(700.0, 8000, 400);
        let mut change = RateChange::new(8000, 8000);
        let mut out = vec![0; 400];
        assert!(change.is_none());
        assert_eq!(change.needed(400), 400);
        change.process(&sound, &mut out);
        assert_eq!(out, sound);
    }
}
