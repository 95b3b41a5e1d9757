//! What one mouth says: from the recording device's pulse to the sender's packet timer.
//!
//! The [`Mouth`] goes to the device and pushes into a bounded lock-free ring; the
//! [`MouthReader`] stays with the sender and takes blocks of a packet's length. The two
//! clocks differ: what piles up is shed, what is missing is made up, fading to silence
//! when it does not come back; both are counted.

mod surplus;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ringbuf::traits::{Consumer as _, Observer as _, Producer as _, Split as _};
use ringbuf::{HeapCons, HeapProd, HeapRb};

use crate::conceal::Concealment;
use crate::level::{LevelMeter, LevelTap};
use crate::muted_speech::MutedSpeech;
use crate::pitch::energy;
use crate::port::Capture;
use crate::speech_level::SpeechLevel;
use crate::volume::{Ramp, crossfade};

use surplus::Surplus;

/// Sound that waits at most, ms: several periods of the slowest device, and not so much
/// that a stalled sender would talk about the past.
const MAX_WAITING_MS: u32 = 200;

/// Sound over which the shed is faded, ms.
const FADE_MS: usize = 5;

/// Longest fade, samples: 5 ms at 48 kHz.
const MAX_FADE: usize = 240;

/// What the mouth lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MouthStatistics {
    /// Samples shed since the device was faster than the timer, or the reader away.
    pub shed: u64,
    /// Samples put in since the device was slower or gave nothing.
    pub missing: u64,
}

/// Takes sound; the device's half.
pub struct Mouth {
    samples: HeapProd<i16>,
    level: LevelTap,
    overflowed: Arc<AtomicU64>,
}

/// Gives blocks of sound; the sender's half.
pub struct MouthReader {
    samples: HeapCons<i16>,
    overflowed: Arc<AtomicU64>,
    loudness: Ramp,
    /// Listens while it is muted, and what it found.
    muted: Option<Box<MutedSpeech>>,
    speaks: bool,
    per_ms: usize,
    surplus: Surplus,
    speech: SpeechLevel,
    /// Makes up what is missing, out of what was said last.
    concealment: Concealment,
    said: Box<[i16]>,
    statistics: MouthStatistics,
}

/// Makes the two halves of a mouth at this sampling rate.
pub fn mouth(rate_hz: u32) -> (Mouth, MouthReader) {
    mouth_with(LevelMeter::default(), rate_hz)
}

/// The same, whose sound is measured for this meter before anything is done to it.
pub fn mouth_with(meter: LevelMeter, rate_hz: u32) -> (Mouth, MouthReader) {
    let capacity = (rate_hz / 1000 * MAX_WAITING_MS) as usize;
    let (samples, waiting) = HeapRb::new(capacity.max(1)).split();
    let overflowed = Arc::new(AtomicU64::new(0));
    let mouth = Mouth {
        samples,
        level: LevelTap::new(meter, rate_hz),
        overflowed: Arc::clone(&overflowed),
    };
    let reader = MouthReader {
        samples: waiting,
        overflowed,
        loudness: Ramp::new(1.0, rate_hz),
        muted: None,
        speaks: false,
        per_ms: (rate_hz / 1000).max(1) as usize,
        surplus: Surplus::new((rate_hz / 1000).max(1) as usize),
        speech: SpeechLevel::default(),
        concealment: Concealment::new(rate_hz),
        said: vec![0; Concealment::needed(rate_hz)].into_boxed_slice(),
        statistics: MouthStatistics::default(),
    };
    (mouth, reader)
}

impl Capture for Mouth {
    fn push(&mut self, samples: &[i16]) {
        self.level.push(samples);
        let taken = self.samples.push_slice(samples);
        if taken < samples.len() {
            self.overflowed
                .fetch_add((samples.len() - taken) as u64, Ordering::Relaxed);
        }
    }
}

impl MouthReader {
    /// Fills `block` with what was said; never waits.
    pub fn read(&mut self, block: &mut [i16]) {
        self.shed();
        let got = self.samples.pop_slice(block);
        let (there, missing) = block.split_at_mut(got);
        if self.concealment.is_active() && got > 0 {
            self.concealment.merge(there);
        }
        self.remember(there);
        if !missing.is_empty() {
            self.statistics.missing += missing.len() as u64;
            self.concealment.begin(&self.said);
            self.concealment.fill(missing);
            self.remember(missing);
        }
        if let Some(muted) = &mut self.muted {
            self.speaks |= muted.hear(block);
        }
        for sample in block.iter_mut() {
            // Exact: the factor is at most 1.
            *sample = (f32::from(*sample) * self.loudness.next()) as i16;
        }
        self.surplus.watch(self.samples.occupied_len());
    }

    /// Forgets what waits: the sender begins, and the past is not wanted.
    pub fn forget(&mut self) {
        self.samples.clear();
        self.said.fill(0);
        self.surplus.forget();
    }

    /// Whether somebody has spoken into the muted microphone since this was last asked.
    pub fn has_spoken_muted(&mut self) -> bool {
        std::mem::take(&mut self.speaks)
    }

    /// Mutes or unmutes, softly. A muted microphone is listened to all the same, to tell
    /// [`has_spoken_muted`](Self::has_spoken_muted).
    pub fn mute(&mut self, muted: bool) {
        self.speaks = false;
        self.muted = match (muted, self.muted.take()) {
            (false, _) => None,
            (true, Some(listens)) => Some(listens),
            (true, None) => Some(Box::new(MutedSpeech::new(self.per_ms as u32 * 1000))),
        };
        self.loudness.go_to(if muted { 0.0 } else { 1.0 });
    }

    /// Samples that wait to be read.
    pub fn waiting(&self) -> usize {
        self.samples.occupied_len()
    }

    /// What was lost so far.
    pub fn statistics(&self) -> MouthStatistics {
        MouthStatistics {
            shed: self.statistics.shed + self.overflowed.load(Ordering::Relaxed),
            ..self.statistics
        }
    }

    /// Keeps the newest sound for concealment.
    fn remember(&mut self, sound: &[i16]) {
        let kept = self.said.len();
        let newest = &sound[sound.len().saturating_sub(kept)..];
        self.said.copy_within(newest.len().., 0);
        self.said[kept - newest.len()..].copy_from_slice(newest);
    }

    /// Drops what was left over all the time, fading from the sound before it to the sound after it.
    fn shed(&mut self) {
        let pause = self.is_pause();
        let surplus = match self.surplus.at_once() {
            0 if pause => self.surplus.in_a_pause(),
            surplus => surplus,
        };
        let fade = (FADE_MS * self.per_ms).min(MAX_FADE);
        if surplus == 0 || self.samples.occupied_len() < surplus + fade {
            return;
        }
        let mut early = [0; MAX_FADE];
        let early = &mut early[..fade];
        self.samples.peek_slice(early);
        self.samples.skip(surplus);
        let (front, back) = self.samples.as_mut_slices();
        for (n, sample) in front.iter_mut().chain(back).take(fade).enumerate() {
            *sample = crossfade(early[n], *sample, n, fade);
        }
        self.surplus.shed(surplus);
        self.statistics.shed += surplus as u64;
    }

    /// Whether nobody speaks in what waits.
    fn is_pause(&mut self) -> bool {
        let (front, back) = self.samples.as_slices();
        let waiting = front.len() + back.len();
        let power = (energy(front) + energy(back)) / waiting.max(1) as f32;
        waiting > 0 && self.speech.is_pause(power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::largest_step;

    fn sine(from: usize, count: usize) -> Vec<i16> {
        let turn = std::f32::consts::TAU * 440.0 / 8000.0;
        (from..from + count)
            .map(|n| ((n as f32 * turn).sin() * 8000.0) as i16)
            .collect()
    }

    #[test]
    fn says_what_was_recorded() {
        let (mut mouth, mut reader) = mouth(8000);
        mouth.push(&sine(0, 320));
        let mut block = [0; 160];
        reader.read(&mut block);
        reader.read(&mut block);
        assert_eq!(block[..], sine(160, 160));
        assert_eq!(reader.statistics(), MouthStatistics::default());
    }

    #[test]
    fn falls_silent_without_a_click_when_nothing_comes() {
        let (mut mouth, mut reader) = mouth(8000);
        let mut said = Vec::new();
        let mut block = [0; 160];
        for round in 0..12 {
            if !(4..8).contains(&round) {
                mouth.push(&sine(round * 97, 160));
            }
            reader.read(&mut block);
            said.extend(block);
        }
        assert_eq!(reader.statistics().missing, 4 * 160);
        // Whole packets from unlucky phases follow each other here: only the edges of the gap count.
        assert!(largest_step(&said[630..1300]) <= largest_step(&sine(0, 800)) * 5 / 4);
    }

    #[test]
    fn sheds_what_a_fast_device_piles_up() {
        let (mut mouth, mut reader) = mouth(8000);
        let mut block = [0; 160];
        let mut at = 0;
        let mut said = Vec::new();
        for _ in 0..3000 {
            // A tenth of a per mille too much would take hours to test: 1 %.
            mouth.push(&sine(at, 162));
            at += 162;
            reader.read(&mut block);
            said.extend(block);
        }
        let statistics = reader.statistics();
        assert!(
            statistics.shed > 5000 && statistics.missing == 0,
            "{statistics:?}"
        );
        assert!(
            at - said.len() < 300 + statistics.shed as usize,
            "waiting sound stays little"
        );
        assert!(largest_step(&said[200..]) <= largest_step(&sine(0, 800)) * 3 / 2);
    }

    /// A minute of a voice from a device that hands on 5 ms at a time and is late by `late_ms` every
    /// three seconds; what was lost after the first ten seconds.
    fn lost_with_a_device_that_is_late(late_ms: usize) -> MouthStatistics {
        let (mut mouth, mut reader) = mouth(8000);
        let mut block = [0; 160];
        let (mut handed, mut before) = (0, MouthStatistics::default());
        for ms in 0..60_000 {
            let late = ms % 3000 < late_ms;
            if ms % 5 == 0 && !late || ms % 3000 == late_ms {
                let due = ms / 5 * 40;
                mouth.push(&sine(handed, due - handed));
                handed = due;
            }
            if ms % 20 == 7 {
                reader.read(&mut block);
            }
            if ms == 10_000 {
                before = reader.statistics();
            }
        }
        let all = reader.statistics();
        MouthStatistics {
            shed: all.shed - before.shed,
            missing: all.missing - before.missing,
        }
    }

    #[test]
    fn a_device_that_is_late_now_and_then_does_not_damage_the_sound_again_and_again() {
        for late_ms in [6, 9, 13] {
            let lost = lost_with_a_device_that_is_late(late_ms);
            assert_eq!(lost, MouthStatistics::default(), "{late_ms} ms late");
        }
    }

    #[test]
    fn a_little_too_much_is_shed_in_a_pause_only() {
        let (mut mouth, mut reader) = mouth(8000);
        let mut block = [0; 160];
        // 9 ms more than needed.
        mouth.push(&sine(0, 72));
        for round in 0..250 {
            mouth.push(&sine(72 + round * 160, 160));
            reader.read(&mut block);
        }
        assert_eq!(reader.statistics().shed, 0);
        for _ in 0..5 {
            mouth.push(&[0; 160]);
            reader.read(&mut block);
        }
        assert_eq!(reader.statistics().shed, 24);
    }

    #[test]
    fn counts_what_nobody_read() {
        let (mut mouth, reader) = mouth(8000);
        for _ in 0..20 {
            mouth.push(&[1; 160]);
        }
        assert_eq!(reader.statistics().shed, 20 * 160 - 1600);
    }

    #[test]
    fn mutes_softly_and_wholly() {
        let (mut mouth, mut reader) = mouth(8000);
        let mut block = [0; 160];
        mouth.push(&sine(0, 640));
        reader.read(&mut block);
        reader.mute(true);
        let mut said = block.to_vec();
        reader.read(&mut block);
        said.extend(block);
        assert!(largest_step(&said[100..]) <= largest_step(&sine(0, 800)));
        assert!(block[80..].iter().all(|&sample| sample == 0));
        reader.mute(false);
        reader.read(&mut block);
        assert!(block.iter().any(|&sample| sample > 7000));
    }
}
