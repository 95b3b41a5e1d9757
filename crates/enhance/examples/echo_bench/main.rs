//! Measures echo cancellation, noise suppression and gain in synthetic rooms: `scripts/echo`.
//!
//! `echo_bench FAR.wav NEAR.wav FOLDER` takes two voices (mono, 16 bit, 8000 or 16000 Hz) and
//! prints tables in Markdown. What a listener is to judge is written to FOLDER as pairs
//! `NAME-said.wav` and `NAME-heard.wav`; `{NAME}` stands in the table for the score.

mod echo;
mod level;
mod noise;
mod pairs;

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use enhance::{EchoCancellation, Enhancer, NoiseSuppression, Settings};

use pairs::Pairs;

/// What every table is measured with.
pub(crate) struct Bench {
    pub(crate) rate_hz: u32,
    /// The voice that the loudspeaker plays, and the one at the microphone; both at -26 dBov.
    pub(crate) far: Vec<i16>,
    pub(crate) near: Vec<i16>,
    pub(crate) pairs: Pairs,
}

/// Echo cancellation alone, as with a loudspeaker.
pub(crate) const ECHO: Settings = settings(EchoCancellation::AtOnce, NoiseSuppression::Off, false);

/// The same, as with a headset or a handset.
pub(crate) const AT_THE_EAR: Settings =
    settings(EchoCancellation::OnceHeard, NoiseSuppression::Off, false);

pub(crate) const fn settings(
    echo: EchoCancellation,
    noise: NoiseSuppression,
    gain: bool,
) -> Settings {
    Settings {
        echo_cancellation: echo,
        noise_suppression: noise,
        auto_gain: gain,
    }
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let mut next = || {
        arguments
            .next()
            .context("FAR.wav NEAR.wav FOLDER are needed")
    };
    let (far, near, folder) = (next()?, next()?, next()?);
    let (far, rate_hz) = pairs::read(&far)?;
    let (near, near_rate_hz) = pairs::read(&near)?;
    if rate_hz != near_rate_hz || ![8000, 16_000].contains(&rate_hz) {
        bail!("the voices are of {rate_hz} and {near_rate_hz} Hz; 8000 or 16000 are wanted");
    }
    let bench = Bench {
        rate_hz,
        far,
        near,
        pairs: Pairs::new(folder, rate_hz)?,
    };
    println!("### At {rate_hz} Hz\n");
    echo::print(&bench)?;
    noise::print(&bench)?;
    level::print(&bench);
    Ok(())
}

impl Bench {
    /// This much of a voice, over and over.
    pub(crate) fn seconds(&self, voice: &[i16], seconds: usize) -> Vec<i16> {
        let wanted = seconds * self.rate_hz as usize;
        voice.iter().copied().cycle().take(wanted).collect()
    }

    /// What comes out while `played` is heard.
    pub(crate) fn cleaned(&self, settings: Settings, recorded: &[i16], played: &[i16]) -> Vec<i16> {
        let mut enhancer = Enhancer::new(settings, self.rate_hz);
        let block = enhancer.block();
        let mut cleaned = recorded.to_vec();
        for (recorded, played) in cleaned.chunks_mut(block).zip(played.chunks(block)) {
            enhancer.process(recorded, played);
        }
        cleaned
    }
}
