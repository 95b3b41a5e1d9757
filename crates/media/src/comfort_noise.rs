//! Comfort noise: the background of a pause as a level and a spectrum (RFC 3389).
//!
//! The payload's first byte is the level in −dBov; a byte for each reflection coefficient of
//! an all-pole model may follow. [`NoiseAnalyser`] makes it out of what the microphone hears
//! in a pause, [`NoisePlayer`] plays it. When a pause begins and ends is not known here:
//! that is [`crate::silence`] for what is sent, and the playout for what is received.

/// RTP payload type of comfort noise (RFC 3551).
pub const PAYLOAD_TYPE: u8 = 13;

/// The one from before the RFC, that phones still send; its payload is the level alone.
pub const OLD_PAYLOAD_TYPE: u8 = 19;

/// Reflection coefficients that are kept; senders give 12 at most.
pub const MAX_ORDER: usize = 12;

/// Bytes of a payload at most.
pub const MAX_LEN: usize = 1 + MAX_ORDER;

/// Reflection coefficients that are sent: enough for the hum and hiss of a room.
const SENT_ORDER: usize = 8;

/// Louder noise than this, −dBov, is no background; a wrong byte must not hurt an ear.
const LOUDEST: u8 = 20;

/// The quietest level that can be told; it is played as silence.
const SILENT: u8 = 127;

/// No reflection coefficient is nearer to 1 than this: the filter would ring for seconds.
const MAX_REFLECTION: f32 = 0.98;

/// Steps of a quantised coefficient (RFC 3389, 3.1): `k = 258 · (N − 127) / 32768`.
const STEP: f32 = 258.0 / 32768.0;

/// The zero among them.
const ZERO: u8 = 127;

/// Full scale of a square wave, the 0 dBov.
const FULL_SCALE: f32 = 32768.0;

/// Noise as a packet tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComfortNoise {
    bytes: [u8; MAX_LEN],
    len: usize,
}

impl ComfortNoise {
    /// White noise of a level in −dBov, 0 to 127.
    pub fn white(level: u8) -> Self {
        let mut bytes = [0; MAX_LEN];
        bytes[0] = level.min(SILENT);
        Self { bytes, len: 1 }
    }

    /// Reads a payload; an empty one tells silence, coefficients beyond [`MAX_ORDER`] are left out.
    pub fn parse(payload: &[u8]) -> Self {
        let mut noise = Self::white(SILENT);
        let kept = &payload[..payload.len().min(MAX_LEN)];
        if let Some(level) = kept.first() {
            noise.bytes[..kept.len()].copy_from_slice(kept);
            noise.bytes[0] = level & 0x7f;
            noise.len = kept.len();
        }
        noise
    }

    /// The payload.
    pub fn payload(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The level, −dBov.
    pub fn level(&self) -> u8 {
        self.bytes[0]
    }

    /// The level alone, for where the spectrum belongs to another sampling rate.
    pub fn without_spectrum(&self) -> Self {
        Self::white(self.level())
    }

    fn reflections(&self) -> impl Iterator<Item = f32> {
        self.bytes[1..self.len].iter().map(|&code| {
            (STEP * (f32::from(code) - f32::from(ZERO))).clamp(-MAX_REFLECTION, MAX_REFLECTION)
        })
    }
}

/// Learns what the background sounds like.
#[derive(Clone, Debug)]
pub struct NoiseAnalyser {
    /// Autocorrelation at lags of 0 to [`SENT_ORDER`] samples, per sample.
    correlation: [f32; SENT_ORDER + 1],
    learnt: bool,
}

impl NoiseAnalyser {
    /// One that has heard nothing.
    pub fn new() -> Self {
        Self {
            correlation: [0.0; SENT_ORDER + 1],
            learnt: false,
        }
    }

    /// Hears background, some 10 ms of it.
    pub fn hear(&mut self, sound: &[i16]) {
        if sound.len() <= SENT_ORDER {
            return;
        }
        for (lag, kept) in self.correlation.iter_mut().enumerate() {
            let sum: f32 = sound[lag..]
                .iter()
                .zip(sound)
                .map(|(&a, &b)| f32::from(a) * f32::from(b))
                .sum();
            let fresh = sum / sound.len() as f32;
            // Follows within a tenth of a second.
            *kept = if self.learnt {
                *kept + (fresh - *kept) / 8.0
            } else {
                fresh
            };
        }
        self.learnt = true;
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// What to tell of it.
    pub fn noise(&self) -> ComfortNoise {
        let power = self.correlation[0];
        let level = if power < 1.0 {
            f32::from(SILENT)
        } else {
            -10.0 * (power / (FULL_SCALE * FULL_SCALE)).log10()
        };
        // Saturates by itself.
        let mut noise = ComfortNoise::white(level.round() as u8);
        if noise.level() == SILENT {
            return noise;
        }
        let reflections = reflections(&self.correlation);
        for (code, reflection) in noise.bytes[1..].iter_mut().zip(reflections) {
            *code = (reflection / STEP + f32::from(ZERO)).round() as u8;
        }
        noise.len = 1 + SENT_ORDER;
        noise
    }
}

impl Default for NoiseAnalyser {
    fn default() -> Self {
        Self::new()
    }
}

/// The reflection coefficients of an autocorrelation (Levinson and Durbin).
fn reflections(correlation: &[f32; SENT_ORDER + 1]) -> [f32; SENT_ORDER] {
    let mut found = [0.0; SENT_ORDER];
    let mut predictor = [0.0; SENT_ORDER + 1];
    predictor[0] = 1.0;
    // A floor of white noise 40 dB below keeps a pure hum from a filter on the brink.
    let mut error = correlation[0] * 1.0001;
    for order in 1..=SENT_ORDER {
        if error <= 0.0 {
            break;
        }
        let sum: f32 = (0..order)
            .map(|n| predictor[n] * correlation[order - n])
            .sum();
        let reflection = (-sum / error).clamp(-MAX_REFLECTION, MAX_REFLECTION);
        found[order - 1] = reflection;
        let before = predictor;
        for n in 1..=order {
            predictor[n] = before[n] + reflection * before[order - n];
        }
        error *= 1.0 - reflection * reflection;
    }
    found
}

/// Plays noise as told; allocation-free.
#[derive(Clone, Debug)]
pub struct NoisePlayer {
    reflections: [f32; MAX_ORDER],
    order: usize,
    /// The lattice's memory.
    back: [f32; MAX_ORDER + 1],
    /// Amplitude of the white noise that goes in, now and to be reached.
    gain: f32,
    wanted: f32,
    chance: u32,
}

impl NoisePlayer {
    /// A silent one.
    pub fn new() -> Self {
        Self {
            reflections: [0.0; MAX_ORDER],
            order: 0,
            back: [0.0; MAX_ORDER + 1],
            gain: 0.0,
            wanted: 0.0,
            chance: 0x9e37_79b9,
        }
    }

    /// Plays like this from now on; the level goes there within some hundredths of a second.
    pub fn set(&mut self, noise: &ComfortNoise) {
        let mut residual = 1.0f32;
        self.order = 0;
        for (kept, reflection) in self.reflections.iter_mut().zip(noise.reflections()) {
            *kept = reflection;
            residual *= 1.0 - reflection * reflection;
            self.order += 1;
        }
        self.wanted = if noise.level() == SILENT {
            0.0
        } else {
            let level = f32::from(noise.level().max(LOUDEST));
            // Evenly distributed noise has a third of its peak's power.
            FULL_SCALE * 10f32.powf(-level / 20.0) * (3.0 * residual).sqrt()
        };
    }

    /// Has the told level at once.
    pub fn settle(&mut self) {
        self.gain = self.wanted;
    }

    /// Makes the next samples.
    pub fn fill(&mut self, out: &mut [i16]) {
        for sample in out {
            self.gain += (self.wanted - self.gain) / 256.0;
            let mut value = self.gain * self.draw();
            for n in (0..self.order).rev() {
                value -= self.reflections[n] * self.back[n];
                self.back[n + 1] = self.back[n] + self.reflections[n] * value;
            }
            self.back[0] = value;
            // Saturates by itself.
            *sample = value as i16;
        }
    }

    /// Between −1 and 1 (xorshift).
    fn draw(&mut self) -> f32 {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 17;
        self.chance ^= self.chance << 5;
        self.chance.cast_signed() as f32 / 2_147_483_648.0
    }
}

impl Default for NoisePlayer {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(sound: &[i16]) -> f32 {
        let power: f32 = sound.iter().map(|&s| f32::from(s).powi(2)).sum();
        -10.0 * (power / sound.len() as f32 / (FULL_SCALE * FULL_SCALE)).log10()
    }

    /// Correlation of neighbours, −1 to 1: bass is near 1, hiss is below 0.
    fn colour(sound: &[i16]) -> f32 {
        let product = |lag: usize| -> f32 {
            sound[lag..]
                .iter()
                .zip(sound)
                .map(|(&a, &b)| f32::from(a) * f32::from(b))
                .sum()
        };
        product(1) / product(0)
    }

    fn played(noise: &ComfortNoise) -> Vec<i16> {
        let mut player = NoisePlayer::new();
        player.set(noise);
        player.settle();
        let mut out = vec![0; 40_000];
        player.fill(&mut out);
        out
    }

    #[test]
    fn plays_the_level_it_is_told() {
        for told in [25, 40, 55, 70] {
            let heard = level(&played(&ComfortNoise::white(told)));
            assert!(
                (heard - f32::from(told)).abs() < 1.0,
                "told {told}, heard {heard}"
            );
        }
        assert_eq!(played(&ComfortNoise::white(127))[..], [0; 40_000]);
    }

    #[test]
    fn never_hurts_an_ear_however_loud_it_is_told() {
        let heard = level(&played(&ComfortNoise::parse(&[0])));
        assert!((heard - 20.0).abs() < 1.0, "{heard}");
        let heard = level(&played(&ComfortNoise::parse(&[
            30, 255, 255, 0, 255, 0, 255, 0,
        ])));
        assert!(heard > 25.0, "{heard}");
    }

    #[test]
    fn what_was_analysed_is_played_alike() {
        for bass in [0.0, 0.5, 0.9] {
            let mut chance = NoisePlayer::new();
            let mut last = 0.0;
            let background: Vec<i16> = (0..16_000)
                .map(|_| {
                    last = bass * last + 300.0 * chance.draw();
                    last as i16
                })
                .collect();
            let mut analyser = NoiseAnalyser::new();
            for piece in background.chunks(80) {
                analyser.hear(piece);
            }
            let noise = ComfortNoise::parse(analyser.noise().payload());
            assert_eq!(noise, analyser.noise());
            let heard = played(&noise);
            let (louder, other) = (level(&background), level(&heard));
            assert!(
                (louder - other).abs() < 2.5,
                "level {louder}, played {other}"
            );
            let (wanted, other) = (colour(&background), colour(&heard));
            assert!(
                (wanted - other).abs() < 0.15,
                "colour {wanted}, played {other}"
            );
        }
    }

    #[test]
    fn reads_any_payload() {
        assert_eq!(ComfortNoise::parse(&[]).level(), 127);
        assert_eq!(ComfortNoise::parse(&[0xff]).level(), 127);
        assert_eq!(ComfortNoise::parse(&[60; 400]).payload().len(), MAX_LEN);
    }

    #[test]
    fn digital_silence_is_told_as_silence() {
        let mut analyser = NoiseAnalyser::new();
        analyser.hear(&[0; 160]);
        assert_eq!(analyser.noise(), ComfortNoise::white(127));
    }
}
