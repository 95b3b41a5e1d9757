//! Echo: removed where there is one, and nothing is harmed where there is none.

mod material;

use enhance::scene::{Room, RoomConfig, level_dbov, mixed};
use enhance::{Enhancer, NoiseSuppression, Settings};

use material::{BLOCK, RATE_HZ, far_speech, near_speech};

const ECHO: Settings = Settings {
    echo_cancellation: true,
    noise_suppression: NoiseSuppression::Off,
    auto_gain: false,
};

/// What comes out of `recorded` while `played` is heard.
fn cleaned(settings: Settings, recorded: &[i16], played: &[i16]) -> Vec<i16> {
    let mut enhancer = Enhancer::new(settings, RATE_HZ);
    let mut cleaned = recorded.to_vec();
    for (recorded, played) in cleaned.chunks_mut(BLOCK).zip(played.chunks(BLOCK)) {
        enhancer.process(recorded, played);
    }
    cleaned
}

/// How alike two sounds are at the best delay up to 40 ms; 1 is the same but for its level.
fn likeness(one: &[i16], late: &[i16]) -> f64 {
    let at = |delay: usize| {
        let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
        for (&one, &late) in one.iter().zip(&late[delay..]) {
            let (one, late) = (f64::from(one), f64::from(late));
            both += one * late;
            first += one * one;
            second += late * late;
        }
        both / (first * second).sqrt().max(1.0)
    };
    (0..320).map(at).fold(0.0, f64::max)
}

#[test]
fn the_far_end_does_not_hear_itself_whatever_the_room() {
    let far = far_speech(12);
    for (delay_ms, reverberation_ms, level_db, seed) in [
        (10, 100, -6.0, 1),
        (60, 250, -10.0, 2),
        (120, 150, 0.0, 3),
        (200, 300, -6.0, 4),
    ] {
        let room = RoomConfig {
            delay_ms,
            reverberation_ms,
            level_db,
            seed,
            ..RoomConfig::default()
        };
        let echo = Room::new(room, RATE_HZ).echo(&far);
        let left = cleaned(ECHO, &echo, &far);
        let late = 6 * RATE_HZ as usize..;
        let removed = level_dbov(&echo[late.clone()]) - level_dbov(&left[late]);
        println!("{room:?}: {removed:.1} dB");
        assert!(removed > 25.0, "{removed:.1} dB of {room:?}");
    }
}

#[test]
fn who_speaks_at_the_microphone_is_heard_while_the_far_end_speaks_too() {
    let (far, near) = (far_speech(16), near_speech(16));
    let echo = Room::new(
        RoomConfig {
            level_db: -12.0,
            ..RoomConfig::default()
        },
        RATE_HZ,
    )
    .echo(&far);
    // The echo alone first, then both.
    let second = RATE_HZ as usize;
    let mut said = near.clone();
    said[..6 * second].fill(0);
    let heard = cleaned(ECHO, &mixed(&echo, &said), &far);
    let both = 8 * second..15 * second;
    let kept = level_dbov(&heard[both.clone()]) - level_dbov(&said[both.clone()]);
    println!(
        "kept {kept:.1} dB, {:.3}",
        likeness(&said[both.clone()], &heard[both.start..])
    );
    assert!(kept > -6.0, "the voice lost {kept:.1} dB");
}

#[test]
fn without_an_echo_the_voice_comes_out_as_it_went_in() {
    let near = near_speech(10);
    let silence = vec![0; near.len()];
    let heard = cleaned(ECHO, &near, &silence);
    let change = level_dbov(&heard) - level_dbov(&near);
    println!(
        "change {change:.2} dB, {:.3}",
        likeness(&near[8000..70_000], &heard[8000..])
    );
    assert!(change.abs() < 1.0, "{change:.2} dB");
}
