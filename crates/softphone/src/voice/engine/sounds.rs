//! Tones, rings and volumes.

use std::time::{Duration, Instant};

use media::tone::dtmf_burst;
use media::volume::gain;
use media::{RingMode, Tone, TonePlayer};
use station::Ring;

use super::super::rings::RingSound;
use super::{Engine, MAX_SAMPLES};

/// How long a ring is heard that is only to be chosen.
const PREVIEW: Duration = Duration::from_secs(3);

/// Tones that end with the first digit (`DeviceTone`): inside and outside dial tone, and that of a
/// feature that waits for digits.
const DIAL_TONES: [u32; 3] = [0x21, 0x22, 0x2a];

impl Engine {
    pub(super) fn start_tone(&mut self, number: u32, to_network: bool) {
        let tone = Tone::of(number, self.region);
        self.invites_to_dial = DIAL_TONES.contains(&number);
        self.tone_until = tone.map(|tone| until(tone.length_ms()));
        self.devices.ear.play_tone(tone);
        match tone.filter(|_| to_network) {
            Some(tone) => self.network_tone = TonePlayer::new(tone, self.rate_hz),
            None => self.network_tone.stop(),
        }
    }

    pub(super) fn stop_tone(&mut self) {
        self.tone_until = None;
        self.invites_to_dial = false;
        self.devices.ear.play_tone(None);
        self.network_tone.stop();
    }

    pub(super) fn start_network_tone(&mut self, number: u32) {
        self.network_only = match Tone::of(number, self.region) {
            Some(tone) => TonePlayer::new(tone, self.rate_hz),
            None => TonePlayer::silent(self.rate_hz),
        };
    }

    /// A digit for the ear: beside the tone that plays, but for the dial tone, which it ends.
    pub(super) fn play_digit(&mut self, digit: char) {
        let Some(sound) = dtmf_burst(digit) else {
            return;
        };
        if self.invites_to_dial {
            self.stop_tone();
        }
        self.digit_until = Some(until(sound.length_ms()));
        self.devices.ear.play_digit(sound);
    }

    /// Rings that begin from now on sound like this.
    pub(in super::super) fn set_ring_sound(&mut self, sound: RingSound) {
        if !self.previewing {
            self.devices.set_ring_tune(sound.tune());
        }
        self.ring_sound = sound;
    }

    /// Lets a ring be heard for a moment, where the phone rings; not while it does.
    pub(in super::super) fn preview_ring(&mut self, sound: RingSound) {
        let now = Instant::now();
        let rings = self.ring_until.is_some_and(|until| until > now);
        if rings && !self.previewing {
            return;
        }
        self.devices.stop_ring();
        self.ring_until = None;
        self.previewing = !matches!(sound, RingSound::Silent);
        if self.previewing {
            self.devices.set_ring_tune(sound.tune());
            self.devices.start_ring(RingMode::Inside, false);
            self.ring_until = Some(now + PREVIEW);
        }
    }

    /// The sample has been heard.
    pub(super) fn end_preview_when_due(&mut self, now: Instant) {
        if self.previewing && self.ring_until.is_none_or(|until| until <= now) {
            self.end_preview();
        }
    }

    fn end_preview(&mut self) {
        if std::mem::take(&mut self.previewing) {
            self.ring_until = None;
            self.devices.stop_ring();
            self.devices.set_ring_tune(self.ring_sound.tune());
        }
    }

    pub(super) fn ring(&mut self, ring: Ring, once: bool) {
        self.end_preview();
        let mode = match ring {
            _ if matches!(self.ring_sound, RingSound::Silent) => None,
            Ring::Off | Ring::FlashOnly => None,
            Ring::Inside => Some(RingMode::Inside),
            Ring::Outside => Some(RingMode::Outside),
            Ring::Feature => Some(RingMode::Feature),
            Ring::Precedence => Some(RingMode::Precedence),
            Ring::Distinctive(pattern) => Some(RingMode::Distinctive(pattern)),
        };
        let tune = self.ring_sound.tune();
        let period = |mode: RingMode| match &tune {
            Some(tune) => tune.period_ms(mode),
            None => mode.period_ms(),
        };
        self.ring_until = mode.map(|mode| until(once.then(|| period(mode))));
        match mode {
            Some(mode) => self.devices.start_ring(mode, once),
            None => self.devices.stop_ring(),
        }
    }

    pub(super) fn show_volume(&mut self) {
        let tried = self.tried(Instant::now());
        if let Some(path) = self.path.or(tried) {
            self.devices
                .set_speech_gain(gain(self.path_volumes[path as usize]));
        }
    }
}

/// Adds the tone to what is said.
pub(super) fn mix_tone(tone: &mut TonePlayer, said: &mut [i16]) {
    if tone.is_over() {
        return;
    }
    let mut sum = [0; MAX_SAMPLES];
    let sum = &mut sum[..said.len()];
    for (sum, &sample) in sum.iter_mut().zip(&*said) {
        *sum = i32::from(sample);
    }
    tone.mix(sum);
    for (sample, &sum) in said.iter_mut().zip(&*sum) {
        // Exact after the clamp.
        *sample = sum.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
    }
}

/// When something of this length that begins now is over; `None`: not within a lifetime.
fn until(length_ms: Option<u32>) -> Instant {
    const LIFETIME: Duration = Duration::from_secs(100 * 365 * 24 * 3600);
    Instant::now() + length_ms.map_or(LIFETIME, |ms| Duration::from_millis(u64::from(ms)))
}
