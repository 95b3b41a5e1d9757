//! Words that the phone speaks itself, out of what is embedded, at the rate of the voice path.

use media::rate::RateChange;

/// The bytes of an embedded announcement, by the name of its file.
macro_rules! announcement {
    ($name:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../assets/announcements/",
            $name,
            ".wav"
        ))
    };
}

pub(super) use announcement;

/// The rate of what is embedded, Hz.
const CLIP_HZ: u32 = 8000;

/// The samples of an embedded file; none when it is damaged.
pub(super) fn samples_of(wav: &[u8]) -> Vec<i16> {
    let samples = hound::WavReader::new(wav).and_then(|wav| wav.into_samples().collect());
    samples.unwrap_or_else(|error| {
        tracing::error!(%error, "words of the phone are damaged, and stay unsaid");
        Vec::new()
    })
}

/// The same at another rate.
pub(super) fn at_rate(clip: &[i16], rate_hz: u32) -> Vec<i16> {
    let mut change = RateChange::new(CLIP_HZ, rate_hz);
    let length = clip.len() * rate_hz as usize / CLIP_HZ as usize;
    let mut input = clip.to_vec();
    input.resize(change.needed(length), 0);
    let mut words = vec![0; length];
    change.process(&input, &mut words);
    words
}
