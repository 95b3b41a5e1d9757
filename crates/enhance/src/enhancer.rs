//! Blocks in, cleaned blocks out, and a change of settings that nobody hears.

use crate::chain::Chain;
use crate::settings::Settings;

/// Length of a block, ms: that of the algorithms.
pub const BLOCK_MS: u32 = 10;

/// Blocks that a new chain hears before it is heard itself: until its first sound is out.
const WARM_UP_BLOCKS: u32 = 3;

/// Longest block, samples: 10 ms at 16 kHz.
const MAX_BLOCK: usize = 160;

/// Cleans what a microphone records.
pub struct Enhancer {
    settings: Settings,
    rate_hz: u32,
    block: usize,
    /// None: the sound stays as it is.
    chain: Option<Box<Chain>>,
    /// What was before, until the change is over.
    change: Option<Change>,
}

/// From one chain to the next.
struct Change {
    before: Option<Box<Chain>>,
    /// Blocks before the fade.
    wait: u32,
}

impl Enhancer {
    /// Begins with these settings at this sampling rate, 8000 or 16000 Hz.
    pub fn new(settings: Settings, rate_hz: u32) -> Self {
        let block = (rate_hz / 1000 * BLOCK_MS) as usize;
        Self {
            settings,
            rate_hz,
            block: block.min(MAX_BLOCK),
            chain: chain(settings, rate_hz),
            change: None,
        }
    }

    /// What is done.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// Samples in a block.
    pub fn block(&self) -> usize {
        self.block
    }

    /// Whether the sound comes out as it goes in, so that nothing needs to be played to it.
    pub fn is_off(&self) -> bool {
        self.chain.is_none() && self.change.is_none()
    }

    /// Does this from now on, fading over; what was learned of room and noise is forgotten.
    pub fn set(&mut self, settings: Settings) {
        if settings == self.settings {
            return;
        }
        self.settings = settings;
        let before = std::mem::replace(&mut self.chain, chain(settings, self.rate_hz));
        let wait = if self.chain.is_some() {
            WARM_UP_BLOCKS
        } else {
            0
        };
        // A change within a change fades from the older one: that is what is heard.
        let before = match self.change.take() {
            Some(unfinished) => unfinished.before,
            None => before,
        };
        self.change = Some(Change { before, wait });
    }

    /// Cleans `recorded`, whole blocks; `played` is as long: what the loudspeaker got meanwhile,
    /// or silence where that is not known.
    ///
    /// What is left of a block at the end stays as it is.
    pub fn process(&mut self, recorded: &mut [i16], played: &[i16]) {
        if self.is_off() {
            return;
        }
        let recorded = recorded.chunks_exact_mut(self.block);
        for (recorded, played) in recorded.zip(played.chunks_exact(self.block)) {
            self.process_block(recorded, played);
        }
    }

    fn process_block(&mut self, recorded: &mut [i16], played: &[i16]) {
        let Some(change) = &mut self.change else {
            if let Some(chain) = &mut self.chain {
                chain.process(recorded, played);
            }
            return;
        };
        let mut before = [0; MAX_BLOCK];
        let before = &mut before[..recorded.len()];
        before.copy_from_slice(recorded);
        if let Some(chain) = &mut change.before {
            chain.process(before, played);
        }
        if let Some(chain) = &mut self.chain {
            chain.process(recorded, played);
        }
        if change.wait > 0 {
            change.wait -= 1;
            recorded.copy_from_slice(before);
            return;
        }
        let length = recorded.len() as f32;
        for (n, (sample, &before)) in recorded.iter_mut().zip(&*before).enumerate() {
            let (old, new) = (f32::from(before), f32::from(*sample));
            // Between the two, so it fits.
            *sample = (old + (new - old) * (n as f32 / length)) as i16;
        }
        self.change = None;
    }
}

fn chain(settings: Settings, rate_hz: u32) -> Option<Box<Chain>> {
    (!settings.is_off()).then(|| Box::new(Chain::new(settings, rate_hz)))
}
