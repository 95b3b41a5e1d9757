//! Whether sound is a voice, by the `earshot` crate's small neural network.

/// The network's score from which sound is a voice, 0 to 1.
const VOICE: f32 = 0.5;

/// What the network takes at once: 16 ms at 16 kHz.
const FRAME: usize = 256;

/// Hears sound, and tells whether the newest was a voice; allocation-free but for its making.
pub(crate) struct VoiceDetector {
    network: Box<earshot::Detector>,
    frame: [i16; FRAME],
    filled: usize,
    /// The sample before, to double a rate of 8 kHz.
    before: i16,
    voice: bool,
    twice: bool,
}

impl VoiceDetector {
    /// For sound of 8000 or 16000 Hz.
    pub(crate) fn new(rate_hz: u32) -> Self {
        Self {
            network: Box::default(),
            frame: [0; FRAME],
            filled: 0,
            before: 0,
            voice: false,
            twice: rate_hz <= 8000,
        }
    }

    /// Hears a block; whether a voice is in what was heard last.
    pub(crate) fn hear(&mut self, block: &[i16]) -> bool {
        for &sample in block {
            if self.twice {
                // Exact: a mean of two 16-bit samples.
                let between = ((i32::from(self.before) + i32::from(sample)) / 2) as i16;
                self.take(between);
            }
            self.take(sample);
            self.before = sample;
        }
        self.voice
    }

    fn take(&mut self, sample: i16) {
        self.frame[self.filled] = sample;
        self.filled += 1;
        if self.filled == FRAME {
            self.filled = 0;
            self.voice = self.network.predict_i16(&self.frame) >= VOICE;
        }
    }
}
