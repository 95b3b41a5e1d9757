//! The gain of a microphone, as the other side hears it.

use media::Level;

use super::tuning::Steady;
use super::*;
use crate::voice::EnhanceSettings;

impl Phone {
    /// Waits until it hears the other's tone at this level, dBov; the last tenth of a second counts.
    fn hears_at(&self, wanted: f32) {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let newest: Vec<i16> = {
                let tape = self.tape.lock().expect("no panic elsewhere");
                let samples = tape.iter().rev().flat_map(|(_, block)| block.iter().rev());
                samples.take(800).copied().collect()
            };
            let level = Level::of(&newest).rms_dbov();
            if newest.len() == 800 && (level - wanted).abs() < 0.3 {
                return;
            }
            assert!(Instant::now() < deadline, "{level} dBov, not {wanted}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[test]
fn the_other_side_hears_six_decibels_more_as_soon_as_they_are_set_in_the_call() {
    let mut anna = Phone::start_with(43_640..=43_659, |config, reports| {
        let microphone = Microphone::Custom {
            name: "steady".to_owned(),
            source: Box::new(Steady(0)),
        };
        Voice::start(
            VoiceConfig {
                microphone,
                ..config
            },
            reports,
        )
    });
    let mut bert = Phone::start(43_660..=43_679);
    let (at_anna, at_bert) = (anna.open(1), bert.open(2));
    anna.talk_to(1, at_bert);
    bert.talk_to(2, at_anna);
    bert.hears_at(-23.0);
    let mut settings = EnhanceSettings::default();
    settings.headset.gain_db = 6;
    settings.speaker.gain_db = -20;
    anna.voice.enhance(settings);
    bert.hears_at(-17.0);
    anna.voice
        .command(VoiceCommand::Path(Some(AudioPath::Speaker)));
    bert.hears_at(-43.0);
}
