//! Echo: removed where there is one, and nothing is harmed where there is none.

mod material;

use enhance::scene::{Room, RoomConfig, level_dbov, mixed};
use enhance::{EchoCancellation, NoiseSuppression, Settings};

use material::{RATE_HZ, cleaned, far_speech, near_speech};

const ECHO: Settings = Settings {
    echo_cancellation: EchoCancellation::AtOnce,
    noise_suppression: NoiseSuppression::Off,
    auto_gain: false,
};

/// As with a headset.
const AT_THE_EAR: Settings = Settings {
    echo_cancellation: EchoCancellation::OnceHeard,
    ..ECHO
};

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
    assert!(kept > -6.0, "the voice lost {kept:.1} dB");
}

#[test]
fn without_an_echo_the_voice_comes_out_as_it_went_in() {
    let near = near_speech(10);
    let silence = vec![0; near.len()];
    let heard = cleaned(ECHO, &near, &silence);
    let change = level_dbov(&heard) - level_dbov(&near);
    assert!(change.abs() < 1.0, "{change:.2} dB");
}

#[test]
fn headphones_that_leak_nothing_leave_the_voice_as_it_is_while_the_far_end_speaks() {
    let (far, near) = (far_speech(16), near_speech(16));
    let heard = cleaned(ECHO, &near, &far);
    let late = 8 * RATE_HZ as usize..;
    let change = level_dbov(&heard[late.clone()]) - level_dbov(&near[late]);
    assert!(change.abs() < 1.0, "{change:.2} dB");
}

#[test]
fn at_the_ear_the_voice_is_not_touched_before_an_echo_was_heard() {
    let (far, near) = (far_speech(4), near_speech(4));
    let heard = cleaned(AT_THE_EAR, &near, &far);
    let change = level_dbov(&heard) - level_dbov(&near);
    assert!(change.abs() < 0.5, "{change:.2} dB");
}

#[test]
fn at_the_ear_an_echo_is_removed_once_it_was_heard() {
    let far = far_speech(8);
    let echo = Room::new(RoomConfig::default(), RATE_HZ).echo(&far);
    let heard = cleaned(AT_THE_EAR, &echo, &far);
    let late = 4 * RATE_HZ as usize..;
    let removed = level_dbov(&echo[late.clone()]) - level_dbov(&heard[late]);
    assert!(removed > 20.0, "{removed:.1} dB");
}

#[test]
fn an_echo_that_begins_after_headphones_is_removed() {
    let (far, near) = (far_speech(24), near_speech(24));
    let start = 12 * RATE_HZ as usize;
    let echo = Room::new(RoomConfig::default(), RATE_HZ).echo(&far);
    let mut recorded = near;
    recorded[start..].copy_from_slice(&echo[start..]);
    let heard = cleaned(ECHO, &recorded, &far);
    let late = start + 4 * RATE_HZ as usize..;
    let removed = level_dbov(&echo[late.clone()]) - level_dbov(&heard[late]);
    assert!(removed > 20.0, "{removed:.1} dB");
}

#[test]
fn sound_comes_out_as_late_as_is_told() {
    let far = vec![0; 2 * RATE_HZ as usize];
    for settings in [
        ECHO,
        Settings {
            noise_suppression: NoiseSuppression::Low,
            ..Settings::default()
        },
        Settings {
            noise_suppression: NoiseSuppression::Low,
            ..ECHO
        },
    ] {
        // Clicks in a little hiss: their place is seen to the sample.
        let mut clicks = vec![0i16; far.len()];
        for place in (4000..clicks.len()).step_by(1600) {
            clicks[place] = 20_000;
        }
        let heard = cleaned(settings, &clicks, &far);
        let after = &heard[12_000..13_600];
        let loudest = (0..after.len()).max_by_key(|&n| after[n].unsigned_abs());
        // 12000 is a place of a click.
        let late_ms = loudest.map_or(0, |n| n / 8);
        let told = settings.delay_ms(RATE_HZ) as usize;
        assert!(
            late_ms.abs_diff(told) <= 1,
            "{settings:?}: {late_ms} ms, {told} ms told"
        );
    }
}
