//! The figures of quality follow what the network does.

mod line;

use line::{CLEAN, DEVICE, Line, speech};
use media::quality::mos_lqk;

fn after(ms: f64, network: &str) -> Line {
    let mut line = Line::new(speech(8000 * 12), 20);
    line.run(1000.0, CLEAN, DEVICE);
    line.run(ms, network, DEVICE);
    line
}

#[test]
fn a_clean_line_has_the_best_quality_there_is() {
    let figures = after(20_000.0, CLEAN).statistics().quality;
    assert_eq!(figures.mos_lqk, mos_lqk(0.0));
    assert_eq!(figures.mos_lqk_min, figures.mos_lqk_max);
    assert_eq!(
        (figures.conceal_ratio, figures.max_conceal_ratio),
        (0.0, 0.0)
    );
    assert_eq!(
        (
            figures.concealed_seconds,
            figures.severely_concealed_seconds
        ),
        (0, 0)
    );
}

#[test]
fn quality_falls_as_the_e_model_says_when_packets_are_lost() {
    for loss in [0.02, 0.05, 0.1] {
        let line = after(120_000.0, &format!("loss={loss}"));
        let figures = line.statistics();
        let quality = figures.quality;
        let lost = figures.lost as f32 / (figures.lost + figures.packets) as f32;
        assert!(
            (quality.conceal_ratio - lost).abs() < 0.01,
            "{loss}: {quality:?}, {lost} lost"
        );
        let expected = mos_lqk(quality.conceal_ratio);
        assert!(
            (quality.mos_lqk_average - expected).abs() < 0.1,
            "{loss}: {quality:?}, {expected} expected"
        );
        assert!(quality.mos_lqk_min <= quality.mos_lqk_average);
        assert!(quality.mos_lqk_average <= quality.mos_lqk_max);
        assert!(quality.max_conceal_ratio >= quality.interval_conceal_ratio);
        assert!(quality.concealed_seconds >= quality.severely_concealed_seconds);
        assert!(quality.concealed_seconds > 50, "{loss}: {quality:?}");
    }
}

#[test]
fn counting_afresh_forgets_the_bad_time() {
    let mut line = after(20_000.0, "loss=0.2");
    assert!(line.statistics().quality.severely_concealed_seconds > 5);
    line.receiver.clear_statistics();
    line.run(10_000.0, CLEAN, DEVICE);
    let figures = line.statistics().quality;
    // The last lost packet may be concealed a little after the question.
    assert!(figures.conceal_ratio < 0.01, "{figures:?}");
    assert!(figures.mos_lqk > 4.3 && figures.severely_concealed_seconds <= 1);
}
