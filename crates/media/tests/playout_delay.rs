//! The playout waits as long as the line calls for, and no longer.

mod line;

use line::{CLEAN, DEVICE, Device, Line, speech, steps::largest_step};

#[test]
fn a_clean_line_is_played_untouched_and_at_once() {
    for ptime_ms in [10, 20, 30] {
        let said = speech(16_000);
        let mut line = Line::new(said.clone(), ptime_ms);
        line.run(2000.0, CLEAN, DEVICE);
        let statistics = line.statistics();
        assert_eq!(
            (statistics.lost, statistics.late, statistics.concealed_ms),
            (0, 0, 0)
        );
        assert!(
            statistics.playout_delay_ms <= 20,
            "{ptime_ms} ms packets: {statistics:?}"
        );
    }
}

#[test]
fn the_delay_follows_the_jitter() {
    for (jitter_ms, most) in [(0.0, 16), (20.0, 26), (40.0, 36), (80.0, 56)] {
        let network = &format!("jitter={jitter_ms}ms");
        let mut line = Line::new(speech(8000 * 13), 20);
        line.run(10_000.0, network, DEVICE);
        line.receiver.clear_statistics();
        line.run(20_000.0, network, DEVICE);
        let statistics = line.statistics();
        println!("jitter {jitter_ms}: {statistics:?}");
        // The mean wait: half the jitter lies before the arrival.
        assert!(
            statistics.playout_delay_ms <= most,
            "jitter {jitter_ms}: {statistics:?}"
        );
        assert!(statistics.late <= 1, "jitter {jitter_ms}: {statistics:?}");
        assert!(
            statistics.concealed_ms <= 40,
            "jitter {jitter_ms}: {statistics:?}"
        );
    }
}

#[test]
fn comes_back_after_a_storm() {
    let storm = "jitter=120ms";
    let mut line = Line::new(speech(8000 * 13), 20);
    line.run(3000.0, CLEAN, DEVICE);
    let before = line.statistics().playout_delay_ms;
    line.run(5000.0, storm, DEVICE);
    let during = line.statistics().playout_delay_ms;
    line.run(7000.0, CLEAN, DEVICE);
    let after = line.statistics().playout_delay_ms;
    println!("before {before}, during {during}, after {after}");
    assert!(during > before + 30, "before {before}, during {during}");
    assert!(after <= before + 5, "before {before}, after {after}");
}

#[test]
fn a_clock_that_runs_differently_is_made_up_for_without_concealment() {
    for drift_ppm in [-300.0, 300.0] {
        let device = Device {
            drift_ppm,
            ..DEVICE
        };
        let mut line = Line::new(speech(8000 * 13), 20);
        line.run(3000.0, CLEAN, device);
        line.receiver.clear_statistics();
        line.run(180_000.0, CLEAN, device);
        let statistics = line.statistics();
        println!("drift {drift_ppm}: {statistics:?}");
        assert_eq!(
            (statistics.concealed_ms, statistics.late),
            (0, 0),
            "drift {drift_ppm}"
        );
        assert!(
            statistics.playout_delay_ms <= 22,
            "drift {drift_ppm}: {statistics:?}"
        );
    }
}

#[test]
fn a_device_that_stood_still_does_not_leave_its_pause_as_delay() {
    for pause in [300.0, 900.0, 5000.0] {
        let mut line = Line::new(speech(8000 * 13), 20);
        line.run(3000.0, CLEAN, DEVICE);
        let before = line.statistics().playout_delay_ms;
        line.stall(pause, CLEAN);
        line.run(1500.0, CLEAN, DEVICE);
        let after = line.statistics().playout_delay_ms;
        println!("pause {pause}: before {before}, after {after}");
        assert!(
            after <= before + 25,
            "pause {pause}: before {before}, after {after}"
        );
    }
}

#[test]
fn any_length_of_pull_will_do() {
    for period in [1, 37, 64, 171, 480, 1024] {
        let device = Device { period, ..DEVICE };
        let mut line = Line::new(speech(8000 * 13), 20);
        line.run(6000.0, CLEAN, device);
        let statistics = line.statistics();
        println!("period {period}: {statistics:?}");
        assert_eq!(statistics.late, 0, "period {period}");
        let most = 20 + period as u32 / 8 * 2;
        assert!(
            statistics.playout_delay_ms <= most,
            "period {period}: {statistics:?}"
        );
    }
}

#[test]
fn a_path_that_became_longer_is_followed() {
    let mut line = Line::new(speech(8000 * 13), 20);
    line.run(3000.0, CLEAN, DEVICE);
    line.run(2000.0, "delay=85ms", DEVICE);
    line.receiver.clear_statistics();
    line.run(10_000.0, "delay=85ms", DEVICE);
    let statistics = line.statistics();
    assert_eq!(
        (statistics.late, statistics.concealed_ms),
        (0, 0),
        "{statistics:?}"
    );
}

#[test]
fn starting_and_stopping_make_no_click() {
    let said: Vec<i16> = (0..8000)
        .map(|n| ((n as f32 * std::f32::consts::TAU * 300.0 / 8000.0).cos() * 12_000.0) as i16)
        .collect();
    let usual = largest_step(&said);
    let mut line = Line::new(said, 20);
    line.run(500.0, CLEAN, DEVICE);
    line.run(300.0, "loss=1.0", DEVICE);
    line.run(500.0, CLEAN, DEVICE);
    assert!(line.heard.iter().any(|&sample| sample > 11_000));
    let step = largest_step(&line.heard);
    assert!(step <= usual * 5 / 4, "step {step}, usual {usual}");
}
