//! The algorithms in their order: echo, noise, gain. The only file that knows `sonora`.

use sonora::config::{
    AdaptiveDigital, EchoCanceller, GainController2, NoiseSuppression as Suppression,
    NoiseSuppressionLevel,
};
use sonora::{AudioProcessing, Config, StreamConfig};

use crate::settings::{NoiseSuppression, Settings};

/// Works on one block of 10 ms after the other.
pub(crate) struct Chain {
    processing: AudioProcessing,
    /// What the library writes to beside its result.
    before: Box<[i16]>,
}

impl Chain {
    /// A chain that has learned nothing yet.
    pub(crate) fn new(settings: Settings, rate_hz: u32) -> Self {
        let stream = StreamConfig::new(rate_hz, 1);
        let processing = AudioProcessing::builder()
            .config(config(settings))
            .capture_config(stream)
            .render_config(stream)
            .build();
        Self {
            processing,
            before: vec![0; stream.num_frames()].into_boxed_slice(),
        }
    }

    /// Cleans a block; `played` is what the loudspeaker got at that time.
    pub(crate) fn process(&mut self, recorded: &mut [i16], played: &[i16]) {
        // Both fail only for blocks of another length than 10 ms, which leave the sound as it is.
        let heard = self.processing.process_render_i16(played, &mut self.before);
        debug_assert!(heard.is_ok(), "{heard:?}");
        self.before.copy_from_slice(recorded);
        let cleaned = self.processing.process_capture_i16(&self.before, recorded);
        debug_assert!(cleaned.is_ok(), "{cleaned:?}");
    }
}

fn config(settings: Settings) -> Config {
    let level = match settings.noise_suppression {
        NoiseSuppression::Off => None,
        NoiseSuppression::Low => Some(NoiseSuppressionLevel::Low),
        NoiseSuppression::Moderate => Some(NoiseSuppressionLevel::Moderate),
        NoiseSuppression::High => Some(NoiseSuppressionLevel::High),
    };
    let gain = GainController2 {
        adaptive_digital: Some(AdaptiveDigital::default()),
        ..GainController2::default()
    };
    Config {
        echo_canceller: settings.echo_cancellation.then(EchoCanceller::default),
        noise_suppression: level.map(|level| Suppression {
            level,
            ..Suppression::default()
        }),
        gain_controller2: settings.auto_gain.then_some(gain),
        ..Config::default()
    }
}
