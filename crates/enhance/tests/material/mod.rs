//! Speech for the tests: the announcements of the house, spoken by one voice, changed into two.

use enhance::scene::{amplified, drifted, level_dbov};
use enhance::{Enhancer, Settings};

/// Sampling rate of the announcements, Hz.
pub(crate) const RATE_HZ: u32 = 8000;

/// A block of 10 ms.
pub(crate) const BLOCK: usize = 80;

/// Level of speech that is neither quiet nor loud, dBov.
const SPEECH_DBOV: f64 = -26.0;

/// What comes out of `recorded` while `played` is heard.
pub(crate) fn cleaned(settings: Settings, recorded: &[i16], played: &[i16]) -> Vec<i16> {
    let mut enhancer = Enhancer::new(settings, RATE_HZ);
    let mut cleaned = recorded.to_vec();
    for (recorded, played) in cleaned.chunks_mut(BLOCK).zip(played.chunks(BLOCK)) {
        enhancer.process(recorded, played);
    }
    cleaned
}

/// The one at the far end, whose voice the loudspeaker plays: lower.
pub(crate) fn far_speech(seconds: usize) -> Vec<i16> {
    let order = [
        "you_pressed",
        "4",
        "9",
        "2",
        "star",
        "7",
        "enter_digits",
        "1",
    ];
    // A fifth slower.
    spoken(&order, seconds, 200_000.0)
}

/// The one at the microphone.
pub(crate) fn near_speech(seconds: usize) -> Vec<i16> {
    let order = [
        "enter_digits",
        "3",
        "8",
        "0",
        "pound",
        "6",
        "5",
        "you_pressed",
    ];
    spoken(&order, seconds, 0.0)
}

fn spoken(order: &[&str], seconds: usize, faster_ppm: f64) -> Vec<i16> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/announcements");
    let mut sound = Vec::new();
    for name in order {
        let path = format!("{folder}/{name}.wav");
        let mut wav = hound::WavReader::open(&path).expect("an announcement of the house");
        sound.extend(wav.samples::<i16>().map(|sample| sample.expect("16 bits")));
        sound.extend([0; 1200]);
    }
    let sound = drifted(&sound, faster_ppm);
    let sound = amplified(&sound, SPEECH_DBOV - level_dbov(&sound));
    let wanted = seconds * RATE_HZ as usize;
    sound.into_iter().cycle().take(wanted).collect()
}
