//! The rings to choose from: loud enough, never too loud, in the rhythm of the way to ring.

use std::sync::Arc;

use media::{BuiltInTune, RingMode, RingPlayer, RingTune};

const RATE_HZ: u32 = 16_000;

fn played(tune: &Arc<RingTune>, mode: RingMode, once: bool, ms: u32) -> Vec<i32> {
    let mut player = RingPlayer::with_tune(Arc::clone(tune), mode, once, RATE_HZ);
    let mut out = vec![0; (RATE_HZ / 1000 * ms) as usize];
    player.mix(&mut out, 1.0);
    out
}

fn peak(part: &[i32]) -> i32 {
    part.iter().map(|sample| sample.abs()).max().unwrap_or(0)
}

/// The part of it between these times, ms.
fn part(sound: &[i32], from_ms: u32, to_ms: u32) -> &[i32] {
    let at = |ms: u32| (RATE_HZ / 1000 * ms) as usize;
    &sound[at(from_ms)..at(to_ms)]
}

#[test]
fn every_built_in_tune_is_heard_and_never_clips_at_both_rates() {
    for built_in in BuiltInTune::ALL {
        for rate_hz in [8000, 16_000] {
            let tune = built_in.tune(rate_hz);
            let samples: Vec<i32> = tune.samples().iter().map(|&it| it.into()).collect();
            assert!(
                (15_000..20_000).contains(&peak(&samples)),
                "{}: {}",
                built_in.name(),
                peak(&samples)
            );
            let mean = samples.iter().map(|&it| f64::from(it)).sum::<f64>() / samples.len() as f64;
            assert!(mean.abs() < 200.0, "{}: {mean}", built_in.name());
        }
    }
}

#[test]
fn every_tune_has_the_rhythm_of_the_way_to_ring() {
    for built_in in BuiltInTune::ALL {
        let tune = Arc::new(built_in.tune(RATE_HZ));
        let outside = played(&tune, RingMode::Outside, false, 6000);
        for (from, to, sounds) in [
            (0, 590, true),
            (610, 890, false),
            (900, 1490, true),
            (1510, 4990, false),
            (5000, 5590, true),
        ] {
            let loud = peak(part(&outside, from, to)) > 4000;
            assert_eq!(loud, sounds, "{} {from} ms", built_in.name());
        }
        let inside = played(&tune, RingMode::Inside, false, 5000);
        assert!(peak(part(&inside, 650, 880)) > 1000, "{}", built_in.name());
    }
}

#[test]
fn a_tune_ends_without_a_click_and_rings_once_when_told_so() {
    for built_in in BuiltInTune::ALL {
        let tune = Arc::new(built_in.tune(RATE_HZ));
        let sound = played(&tune, RingMode::Feature, true, 7000);
        let end = part(&sound, 478, 482);
        let step = end.windows(2).map(|pair| (pair[1] - pair[0]).abs()).max();
        assert!(step < Some(1200), "{}: {step:?}", built_in.name());
        assert_eq!(peak(part(&sound, 3000, 7000)), 0, "{}", built_in.name());
    }
}

#[test]
fn music_is_played_whole_and_cut_only_where_the_rhythm_says_who_calls() {
    let rate = RATE_HZ as usize;
    let tune = Arc::new(RingTune::of_samples(vec![8000; 7 * rate], RATE_HZ));
    let inside = played(&tune, RingMode::Inside, false, 10_000);
    assert_eq!(peak(part(&inside, 6900, 6999)), 8000);
    assert_eq!(peak(part(&inside, 7001, 8499)), 0, "a pause");
    assert_eq!(peak(part(&inside, 8500, 9000)), 8000, "again");
    let splash = played(&tune, RingMode::Distinctive(5), false, 4000);
    assert_eq!(peak(part(&splash, 510, 3900)), 0);
}

#[test]
fn a_tune_is_no_longer_than_half_a_minute_and_may_be_empty() {
    let long = RingTune::of_samples(vec![1; 100 * 8000], 8000);
    assert_eq!(long.samples().len(), 30 * 8000);
    let empty = Arc::new(RingTune::of_samples(Vec::new(), RATE_HZ));
    assert_eq!(peak(&played(&empty, RingMode::Inside, false, 100)), 0);
}
