//! The echo canceller, WebRTC's third, in blocks of 10 ms instead of its own.

use std::collections::VecDeque;

use sonora_aec3::block::Block;
use sonora_aec3::block_processor::BlockProcessor;
use sonora_aec3::common::BLOCK_SIZE;
use sonora_aec3::config::EchoCanceller3Config;

use crate::chain::{BLOCK, RATE_HZ};

/// Samples that are held back so that whole blocks of both lengths fit: what is left of 160
/// by 64.
const HELD_BACK: usize = BLOCK % BLOCK_SIZE;

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
    /// The last sample before and after the constant was taken out.
    last: (f32, f32),
}

impl EchoCanceller {
    /// One that knows no room yet.
    pub(crate) fn new() -> Self {
        let mut cleaned = VecDeque::with_capacity(2 * BLOCK);
        cleaned.resize(HELD_BACK, 0.0);
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
            last: (0.0, 0.0),
        }
    }

    /// Cleans a block; `played` is what the loudspeaker got at that time.
    pub(crate) fn process(&mut self, recorded: &mut [i16; BLOCK], played: &[i16; BLOCK]) {
        let cut_off = recorded
            .iter()
            .any(|&sample| !(-CUT_OFF..CUT_OFF).contains(&sample));
        self.played.extend(played);
        for &sample in &*recorded {
            let sample = f32::from(sample);
            let (before, after) = self.last;
            self.last = (sample, sample - before + KEPT * after);
            self.recorded.push_back(self.last.1);
        }
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
        for (sample, cleaned) in recorded.iter_mut().zip(self.cleaned.drain(..BLOCK)) {
            // Saturates by itself.
            *sample = cleaned.round() as i16;
        }
    }
}
