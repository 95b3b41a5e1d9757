//! Speaking into a muted microphone is noticed; noise is not.

use media::MutedSpeech;

const RATE_HZ: usize = 8000;

/// A real voice: the announcement of the call server, 8 kHz.
fn voice() -> Vec<i16> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../assets/announcements/enter_digits.wav"
    );
    let bytes = std::fs::read(path).expect("it is there");
    let data = bytes.windows(4).position(|four| four == b"data");
    let sound = &bytes[data.expect("a chunk of sound") + 8..];
    let pairs = sound.chunks_exact(2);
    pairs
        .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
        .collect()
}

/// Noise of a seed, of this peak.
fn noise(length: usize, peak: f32) -> Vec<i16> {
    let mut state = 0x2545_f491_u32;
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let unit = (state as f32 / u32::MAX as f32) * 2.0 - 1.0;
            (unit * peak) as i16
        })
        .collect()
}

/// How often somebody is taken to speak, in packets of 20 ms.
fn noticed(sound: &[i16]) -> usize {
    let mut watch = MutedSpeech::new(RATE_HZ as u32);
    let packets = sound.chunks(RATE_HZ / 50);
    packets.filter(|packet| watch.hear(packet)).count()
}

fn added(one: &[i16], other: &[i16]) -> Vec<i16> {
    let pairs = one.iter().zip(other);
    pairs.map(|(a, b)| a.saturating_add(*b)).collect()
}

#[test]
fn a_voice_is_noticed_in_a_quiet_and_in_a_noisy_room() {
    let mut sound = vec![0; RATE_HZ];
    sound.extend(voice());
    assert!(noticed(&sound) >= 1);
    let room = noise(sound.len(), 150.0);
    assert!(noticed(&added(&sound, &room)) >= 1);
}

#[test]
fn noise_is_not_noticed_whether_steady_or_sudden() {
    let seconds = |seconds: usize| RATE_HZ * seconds;
    assert_eq!(noticed(&vec![0; seconds(10)]), 0);
    for peak in [30.0, 500.0, 8000.0] {
        assert_eq!(noticed(&noise(seconds(10), peak)), 0, "steady, {peak}");
        let mut sudden = noise(seconds(3), 30.0);
        sudden.extend(noise(seconds(5), peak));
        assert_eq!(noticed(&sudden), 0, "sudden, {peak}");
    }
}

#[test]
fn clicks_of_a_keyboard_are_not_noticed() {
    let mut sound = noise(RATE_HZ * 10, 30.0);
    for click in (0..sound.len() - 200).step_by(RATE_HZ / 6) {
        let burst = noise(160, 9000.0);
        sound[click..click + 160].copy_from_slice(&burst);
    }
    assert_eq!(noticed(&sound), 0);
}

#[test]
fn a_hum_of_the_mains_is_not_noticed() {
    let hum: Vec<i16> = (0..RATE_HZ * 10)
        .map(|at| {
            let turn = std::f32::consts::TAU * 50.0 * at as f32 / RATE_HZ as f32;
            (turn.sin() * 3000.0 + (3.0 * turn).sin() * 1000.0) as i16
        })
        .collect();
    assert_eq!(noticed(&hum), 0);
}

#[test]
fn a_new_muting_begins_anew() {
    let voice = voice();
    let mut watch = MutedSpeech::new(RATE_HZ as u32);
    for packet in voice.chunks(160) {
        watch.begin();
        assert!(!watch.hear(packet));
    }
}
