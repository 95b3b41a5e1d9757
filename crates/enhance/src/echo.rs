//! The echo canceller, WebRTC's third, in blocks of 10 ms instead of its own.

use std::collections::VecDeque;

use sonora_aec3::block::Block;
use sonora_aec3::block_processor::BlockProcessor;
use sonora_aec3::common::BLOCK_SIZE;
use sonora_aec3::config::EchoCanceller3Config;

use crate::chain::{BLOCK, RATE_HZ};
use crate::leak::LeakDetector;

/// Samples that are held back so that whole blocks of both lengths fit: what is left of 160
/// by 64.
const HELD_BACK: usize = BLOCK % BLOCK_SIZE;

/// Samples that the canceller's sound is late: those held back, and a block of its own.
const LATE: usize = HELD_BACK + BLOCK_SIZE;

/// Height from which a sample counts as cut off by the microphone.
const CUT_OFF: i16 = 32_700;

/// Share of a constant that is kept from sample to sample: what is below 60 Hz is taken out.
const KEPT: f32 = 0.9764;

/// Takes what was played out of what was recorded.
pub(crate) struct EchoCanceller {
    processor: BlockProcessor,
    far: Block,
    near: Block,
    played: VecDeque<i16>,
    recorded: VecDeque<f32>,
    cleaned: VecDeque<f32>,
    /// What was recorded, as late as `cleaned`.
    untouched: VecDeque<f32>,
    leak: LeakDetector,
    /// Whether `cleaned` was heard last.
    cleans: bool,
    /// The last sample before and after the constant was taken out.
    last: (f32, f32),
}

impl EchoCanceller {
    /// One that knows no room yet; `at_once`: it takes it that there is an echo.
    pub(crate) fn new(at_once: bool) -> Self {
        let mut cleaned = VecDeque::with_capacity(2 * BLOCK);
        cleaned.resize(HELD_BACK, 0.0);
        let mut untouched = VecDeque::with_capacity(2 * BLOCK);
        untouched.resize(LATE, 0.0);
        Self {
            // WebRTC's own values: others gave the near voice a little more in double talk, and left
            // some rooms 20 dB more of their echo.
            processor: BlockProcessor::new(
                &EchoCanceller3Config::default(),
                RATE_HZ as usize,
                1,
                1,
            ),
            far: Block::new(1, 1),
            near: Block::new(1, 1),
            played: VecDeque::with_capacity(2 * BLOCK),
            recorded: VecDeque::with_capacity(2 * BLOCK),
            cleaned,
            untouched,
            leak: LeakDetector::new(at_once),
            cleans: at_once,
            last: (0.0, 0.0),
        }
    }

    /// Cleans a block; `played` is what the loudspeaker got at that time.
    pub(crate) fn process(&mut self, recorded: &mut [i16; BLOCK], played: &[i16; BLOCK]) {
        let cut_off = recorded
            .iter()
            .any(|&sample| !(-CUT_OFF..CUT_OFF).contains(&sample));
        self.played.extend(played);
        let mut near = [0.0; BLOCK];
        for (near, &sample) in near.iter_mut().zip(&*recorded) {
            let sample = f32::from(sample);
            let (before, after) = self.last;
            self.last = (sample, sample - before + KEPT * after);
            *near = self.last.1;
        }
        self.recorded.extend(near);
        self.untouched.extend(near);
        let cleans = !self.leak.none(&near, &played.map(f32::from));
        while self.recorded.len() >= BLOCK_SIZE {
            for (to, from) in self
                .far
                .view_mut(0, 0)
                .iter_mut()
                .zip(self.played.drain(..BLOCK_SIZE))
            {
                *to = f32::from(from);
            }
            for (to, from) in self
                .near
                .view_mut(0, 0)
                .iter_mut()
                .zip(self.recorded.drain(..BLOCK_SIZE))
            {
                *to = from;
            }
            self.processor.buffer_render(&self.far);
            self.processor
                .process_capture(false, cut_off, None, &mut self.near);
            self.cleaned.extend(self.near.view(0, 0));
        }
        // From one to the other within a block.
        let (before, now) = (share(self.cleans), share(cleans));
        self.cleans = cleans;
        let sound = self.cleaned.drain(..BLOCK);
        let sound = sound.zip(self.untouched.drain(..BLOCK));
        for (n, (sample, (cleaned, untouched))) in recorded.iter_mut().zip(sound).enumerate() {
            let share = before + (now - before) * n as f32 / BLOCK as f32;
            // Saturates by itself.
            *sample = (untouched + (cleaned - untouched) * share).round() as i16;
        }
    }
}

fn share(cleans: bool) -> f32 {
    if cleans { 1.0 } else { 0.0 }
}
