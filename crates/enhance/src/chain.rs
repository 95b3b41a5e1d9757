//! The algorithms in their order: echo, noise, gain. They work at 16000 Hz.

use media::RateChange;
use sonora::config::{
    AdaptiveDigital, GainController2, NoiseSuppression as Suppression, NoiseSuppressionLevel,
};
use sonora::{AudioProcessing, Config, StreamConfig};

use crate::echo::EchoCanceller;
use crate::settings::{EchoCancellation, NoiseSuppression, Settings};

/// Rate of the algorithms, Hz.
pub(crate) const RATE_HZ: u32 = 16_000;

/// A block of theirs, samples.
pub(crate) const BLOCK: usize = 160;

/// Works on one block of 10 ms after the other.
pub(crate) struct Chain {
    recorded_up: RateChange,
    played_up: RateChange,
    down: RateChange,
    echo: Option<EchoCanceller>,
    noise_and_gain: Option<AudioProcessing>,
}

impl Chain {
    /// A chain that has learned nothing yet, for sound of 8000 or 16000 Hz.
    pub(crate) fn new(settings: Settings, rate_hz: u32) -> Self {
        let stream = StreamConfig::new(RATE_HZ, 1);
        let config = config(settings);
        let needed = config.noise_suppression.is_some() || config.gain_controller2.is_some();
        let noise_and_gain = needed.then(|| {
            AudioProcessing::builder()
                .config(config)
                .capture_config(stream)
                .build()
        });
        Self {
            recorded_up: RateChange::new(rate_hz, RATE_HZ),
            played_up: RateChange::new(rate_hz, RATE_HZ),
            down: RateChange::new(RATE_HZ, rate_hz),
            echo: echo(settings.echo_cancellation),
            noise_and_gain,
        }
    }

    /// Cleans a block; `played` is what the loudspeaker got at that time.
    pub(crate) fn process(&mut self, recorded: &mut [i16], played: &[i16]) {
        let mut near = [0; BLOCK];
        self.recorded_up.process(recorded, &mut near);
        if let Some(echo) = &mut self.echo {
            let mut far = [0; BLOCK];
            self.played_up.process(played, &mut far);
            echo.process(&mut near, &far);
        }
        if let Some(noise_and_gain) = &mut self.noise_and_gain {
            let before = near;
            // Fails only for blocks of another length than 10 ms, and leaves the sound as it is.
            let cleaned = noise_and_gain.process_capture_i16(&before, &mut near);
            debug_assert!(cleaned.is_ok(), "{cleaned:?}");
        }
        self.down.process(&near, recorded);
    }
}

fn echo(wanted: EchoCancellation) -> Option<EchoCanceller> {
    match wanted {
        EchoCancellation::Off => None,
        EchoCancellation::OnceHeard => Some(EchoCanceller::new(false)),
        EchoCancellation::AtOnce => Some(EchoCanceller::new(true)),
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
        adaptive_digital: Some(AdaptiveDigital {
            // A voice of usual level stays as it is from the first word on.
            initial_gain_db: 0.0,
            ..AdaptiveDigital::default()
        }),
        ..GainController2::default()
    };
    Config {
        noise_suppression: level.map(|level| Suppression {
            level,
            ..Suppression::default()
        }),
        gain_controller2: settings.auto_gain.then_some(gain),
        ..Config::default()
    }
}
