//! A tone as samples: phase-continuous, with soft edges.

use std::f32::consts::TAU;

use super::{MAX_FREQUENCIES, Segment, Tone};

/// Peak of a sine of 0 dBm0 in 16-bit samples: µ-law overloads at 3.17 dBm0 (ITU-T G.711).
const PEAK_0_DBM0: f32 = 22_656.0;

/// Length of the soft edge at the beginning and end of a sound, ms.
const EDGE_MS: u32 = 5;

/// Plays one tone; plain data, so that it can be made, copied and forgotten anywhere.
#[derive(Clone, Copy, Debug)]
pub struct TonePlayer {
    tone: Option<Tone>,
    rate_hz: f32,
    segment: usize,
    /// Samples into the segment.
    into: u32,
    phases: [f32; MAX_FREQUENCIES],
    /// Loudness, 0 to 1, on its way to 1 or, when stopping, to 0.
    loudness: f32,
    stopping: bool,
}

impl TonePlayer {
    /// Plays nothing.
    pub fn silent(rate_hz: u32) -> Self {
        Self {
            tone: None,
            rate_hz: rate_hz as f32,
            segment: 0,
            into: 0,
            phases: [0.0; MAX_FREQUENCIES],
            loudness: 1.0,
            stopping: false,
        }
    }

    /// Plays a tone from its beginning, at this sampling rate.
    pub fn new(tone: Tone, rate_hz: u32) -> Self {
        Self {
            tone: Some(tone),
            ..Self::silent(rate_hz)
        }
    }

    /// Fades out and ends.
    pub fn stop(&mut self) {
        self.stopping = true;
    }

    /// Nothing will sound any more.
    pub fn is_over(&self) -> bool {
        self.tone.is_none()
    }

    /// Adds the next samples to `out`.
    pub fn mix(&mut self, out: &mut [i32]) {
        for sample in out {
            if self.tone.is_none() {
                return;
            }
            // Saturates by itself; tones stay far below full scale.
            *sample += self.next() as i32;
        }
    }

    fn next(&mut self) -> f32 {
        let Some(tone) = self.tone else {
            return 0.0;
        };
        let Some(segment) = tone.segments.get(self.segment) else {
            self.tone = None;
            return 0.0;
        };
        let length = self.samples(segment.ms);
        let value = self.sine_sum(segment) * self.edge(length);
        self.into += 1;
        if segment.ms == 0 {
            // Long enough past its beginning: the edge is over, and the count must not wrap.
            self.into = self.into.min(self.samples(EDGE_MS));
        } else if self.into >= length {
            self.into = 0;
            self.segment += 1;
            if self.segment == tone.segments.len() {
                self.segment = tone.repeat_from.unwrap_or(usize::MAX);
            }
        }
        if self.stopping {
            self.loudness -= 1.0 / self.samples(EDGE_MS) as f32;
            if self.loudness <= 0.0 {
                self.tone = None;
                return 0.0;
            }
        }
        value * self.loudness
    }

    fn sine_sum(&mut self, segment: &Segment) -> f32 {
        let amplitude = PEAK_0_DBM0 * 10_f32.powf(segment.level_dbm0 / 20.0);
        let mut sum = 0.0;
        for (phase, &hz) in self.phases.iter_mut().zip(&segment.hz) {
            if hz > 0.0 {
                sum += phase.sin();
                *phase = (*phase + TAU * hz / self.rate_hz) % TAU;
            } else {
                *phase = 0.0;
            }
        }
        sum * amplitude
    }

    /// Loudness by the place in a segment of `length` samples (0: endless).
    fn edge(&self, length: u32) -> f32 {
        let edge = self.samples(EDGE_MS);
        let from_start = self.into;
        let to_end = if length == 0 {
            u32::MAX
        } else {
            length - self.into
        };
        let near = from_start.min(to_end).min(edge) as f32 / edge as f32;
        // Half a cosine: no corner at either end.
        0.5 - 0.5 * (near * TAU / 2.0).cos()
    }

    fn samples(&self, ms: u32) -> u32 {
        // Rates and lengths are small and positive.
        (self.rate_hz * ms as f32 / 1000.0) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::super::Region;
    use super::*;

    fn play(number: u32, region: Region, samples: usize) -> Vec<i32> {
        let tone = Tone::of(number, region).expect("a tone");
        let mut out = vec![0; samples];
        TonePlayer::new(tone, 8000).mix(&mut out);
        out
    }

    fn power(sound: &[i32], hz: f32) -> f32 {
        let (mut re, mut im) = (0.0, 0.0);
        for (n, &sample) in sound.iter().enumerate() {
            let phase = TAU * hz * n as f32 / 8000.0;
            re += sample as f32 * phase.cos();
            im += sample as f32 * phase.sin();
        }
        2.0 * (re * re + im * im).sqrt() / sound.len() as f32
    }

    #[test]
    fn the_dial_tone_has_its_frequencies_at_their_level() {
        let sound = play(0x21, Region::NorthAmerica, 8800);
        let steady = &sound[800..];
        let expected = PEAK_0_DBM0 * 10_f32.powf(-13.0 / 20.0);
        for hz in [350.0, 440.0] {
            assert!((power(steady, hz) / expected - 1.0).abs() < 0.01);
        }
        assert!(power(steady, 425.0) < expected / 100.0);
        assert!(power(&play(0x21, Region::Europe, 8800)[800..], 425.0) > expected * 0.99);
    }

    #[test]
    fn the_busy_tone_keeps_its_cadence() {
        let sound = play(0x23, Region::NorthAmerica, 16_000);
        for half_second in 0..4 {
            let part = &sound[half_second * 4000 + 100..half_second * 4000 + 3900];
            let loud = part.iter().any(|&sample| sample.abs() > 1000);
            assert_eq!(loud, half_second % 2 == 0, "half second {half_second}");
        }
    }

    #[test]
    fn a_zip_is_heard_once() {
        let tone = Tone::of(0x32, Region::NorthAmerica).expect("a tone");
        let mut player = TonePlayer::new(tone, 8000);
        let mut out = [0; 8000];
        player.mix(&mut out);
        assert!(out[..800].iter().any(|&sample| sample.abs() > 3000));
        assert!(out[801..].iter().all(|&sample| sample == 0));
        assert!(player.is_over());
    }

    #[test]
    fn starts_and_stops_without_a_click() {
        let tone = Tone::of(0x21, Region::NorthAmerica).expect("a tone");
        let mut player = TonePlayer::new(tone, 8000);
        let mut out = [0; 1600];
        player.mix(&mut out[..1000]);
        let usual = out[200..1000]
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).abs())
            .max();
        player.stop();
        player.mix(&mut out[1000..]);
        let largest = out.windows(2).map(|pair| (pair[1] - pair[0]).abs()).max();
        assert!(largest <= usual.map(|step| step + step / 10));
        assert!(player.is_over());
        assert_eq!(out[1599], 0);
    }
}
