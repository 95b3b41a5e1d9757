//! Noise, level, and changes that nobody hears.

mod material;

use enhance::scene::{Noise, amplified, level_dbov, mixed};
use enhance::{EchoCancellation, Enhancer, NoiseSuppression, Settings};

use material::{BLOCK, RATE_HZ, cleaned, far_speech, near_speech};

const SECOND: usize = RATE_HZ as usize;

fn noise(strength: NoiseSuppression) -> Settings {
    Settings {
        noise_suppression: strength,
        ..Settings::default()
    }
}

#[test]
fn steady_noise_is_weakened_as_much_as_its_strength_says() {
    for kind in [Noise::White, Noise::Fan] {
        let sound = kind.sound(8 * SECOND, RATE_HZ, -40.0, 3);
        let mut before = 0.0;
        for (strength, least) in [
            (NoiseSuppression::Low, 5.0),
            (NoiseSuppression::Moderate, 10.0),
            (NoiseSuppression::High, 15.0),
        ] {
            let left = cleaned(noise(strength), &sound, &vec![0; sound.len()]);
            let late = 4 * SECOND..;
            let weaker = level_dbov(&sound[late.clone()]) - level_dbov(&left[late]);
            assert!(
                weaker > least && weaker > before + 3.0,
                "{kind:?} {strength}: {weaker:.1} dB"
            );
            before = weaker;
        }
    }
}

#[test]
fn the_voice_keeps_its_level_while_noise_is_weakened() {
    let near = near_speech(10);
    let recorded = mixed(&near, &Noise::White.sound(near.len(), RATE_HZ, -46.0, 3));
    let heard = cleaned(
        noise(NoiseSuppression::High),
        &recorded,
        &vec![0; near.len()],
    );
    let late = 3 * SECOND..;
    let change = level_dbov(&heard[late.clone()]) - level_dbov(&near[late]);
    assert!(change.abs() < 1.5, "{change:.1} dB");
}

#[test]
fn quiet_and_loud_voices_come_closer_together() {
    let gain = Settings {
        auto_gain: true,
        ..Settings::default()
    };
    let near = near_speech(24);
    let levels = [-40.0, -26.0, -15.0].map(|dbov| {
        let voice = amplified(&near, dbov - level_dbov(&near));
        let heard = cleaned(gain, &voice, &vec![0; voice.len()]);
        assert!(
            !heard.iter().any(|&sample| sample.unsigned_abs() >= 32_767),
            "cut off at {dbov}"
        );
        level_dbov(&heard[18 * SECOND..])
    });
    let [quiet, usual, loud] = levels;
    assert!(quiet > -32.0, "{levels:.1?}");
    assert!((usual - -24.0).abs() < 4.0, "{levels:.1?}");
    assert!(loud - quiet < 15.0, "25 dB were between them: {levels:.1?}");
}

#[test]
fn silence_stays_silence_whatever_is_done() {
    let all = Settings {
        echo_cancellation: EchoCancellation::AtOnce,
        noise_suppression: NoiseSuppression::High,
        auto_gain: true,
    };
    let silence = vec![0; 4 * SECOND];
    assert_eq!(cleaned(all, &silence, &silence), silence);
}

#[test]
fn switched_off_every_sample_stays_as_it_is() {
    let near = near_speech(3);
    assert_eq!(cleaned(Settings::default(), &near, &far_speech(3)), near);
}

#[test]
fn a_change_of_settings_makes_no_click() {
    let turn = std::f32::consts::TAU * 400.0 / RATE_HZ as f32;
    let sine: Vec<i16> = (0..4 * SECOND)
        .map(|n| ((n as f32 * turn).sin() * 8000.0) as i16)
        .collect();
    let echo = Settings {
        echo_cancellation: EchoCancellation::AtOnce,
        ..Settings::default()
    };
    let mut enhancer = Enhancer::new(Settings::default(), RATE_HZ);
    let mut heard = sine.clone();
    for (n, block) in heard.chunks_mut(BLOCK).enumerate() {
        match n {
            100 => enhancer.set(echo),
            // Again before the change is over.
            101 => enhancer.set(noise(NoiseSuppression::Low)),
            102 => enhancer.set(echo),
            200 => enhancer.set(Settings::default()),
            300 => enhancer.set(noise(NoiseSuppression::Low)),
            _ => {}
        }
        enhancer.process(block, &[0; BLOCK]);
    }
    let step = |sound: &[i16]| {
        let pairs = sound.windows(2);
        pairs
            .map(|pair| (i32::from(pair[1]) - i32::from(pair[0])).abs())
            .max()
    };
    let (before, after) = (step(&sine), step(&heard));
    assert!(
        after < before.map(|step| step * 5 / 4),
        "{before:?}, {after:?}"
    );
    let quietest = heard.chunks(BLOCK).map(level_dbov).fold(0.0, f64::min);
    assert!(
        quietest > level_dbov(&sine) - 10.0,
        "never silent: {quietest:.1} dBov"
    );
}
