//! How good the received sound was, by what had to be made up for what was missing.
//!
//! Counted in the sound callback as sound is played, in spans of played sound: whole
//! seconds, intervals of 3 s, windows of 8 s. The listening quality of a window is that of
//! the E-model (ITU-T G.107) for random loss, with the values of G.711 and its concealment
//! (G.113, appendix I). It knows nothing of delay, echo or level.

use std::sync::atomic::{AtomicU32, Ordering};

/// Sound of an interval of the concealment ratio, seconds.
const INTERVAL_S: u32 = 3;

/// Sound of a window of the listening quality, seconds.
const WINDOW_S: u32 = 8;

/// More than this much of a second made up, and it is severely concealed.
const SEVERE: f32 = 0.05;

/// Basic signal-to-noise ratio, with the standard's default values (G.107).
const R_0: f32 = 93.2;

/// Robustness of G.711 with concealment against loss, and its impairment without (G.113,
/// appendix I).
const B_PL: f32 = 25.1;
const I_E: f32 = 0.0;

/// How good it sounded. Ratios are of sound played, 0 to 1; MOS LQK is 1 to 4.41, and 0
/// before anything was played.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    /// Listening quality of the last whole window, or of what there is of the first.
    pub mos_lqk: f32,
    /// Mean over all windows.
    pub mos_lqk_average: f32,
    /// The worst window.
    pub mos_lqk_min: f32,
    /// The best window.
    pub mos_lqk_max: f32,
    /// Made up, of all that was played.
    pub conceal_ratio: f32,
    /// Made up in the last whole interval of 3 s, or in what there is of the first.
    pub interval_conceal_ratio: f32,
    /// Made up in the worst interval.
    pub max_conceal_ratio: f32,
    /// Seconds in which anything was made up.
    pub concealed_seconds: u32,
    /// Seconds of which more than 5 % were made up.
    pub severely_concealed_seconds: u32,
}

/// Listening quality when this much of the sound is lost and concealed, 0 to 1.
///
/// ```
/// assert_eq!((media::quality::mos_lqk(0.0) * 100.0).round(), 441.0);
/// assert_eq!((media::quality::mos_lqk(0.05) * 100.0).round(), 392.0);
/// ```
pub fn mos_lqk(concealed: f32) -> f32 {
    let loss_percent = concealed.clamp(0.0, 1.0) * 100.0;
    let impairment = I_E + (95.0 - I_E) * loss_percent / (loss_percent + B_PL);
    let r = R_0 - impairment;
    if r <= 0.0 {
        return 1.0;
    }
    (1.0 + 0.035 * r + r * (r - 60.0) * (100.0 - r) * 7e-6).max(1.0)
}

/// Sound played and made up in a span.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    played: u32,
    concealed: u32,
}

impl Span {
    fn ratio(self) -> f32 {
        // Samples of some seconds are far below what f32 holds exactly.
        (self.concealed as f32 / self.played.max(1) as f32).min(1.0)
    }

    /// Gives the span when it is whole, and begins the next one.
    fn whole(&mut self, length: u32) -> Option<Self> {
        (self.played >= length).then(|| std::mem::take(self))
    }
}

/// Counts in the sound callback; plain data.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QualityMeter {
    rate_hz: u32,
    second: Span,
    interval: Span,
    window: Span,
    /// An interval is whole.
    intervals: bool,
    windows: u32,
    mos_sum: f64,
    told: Quality,
}

impl QualityMeter {
    pub(crate) fn new(rate_hz: u32) -> Self {
        Self {
            rate_hz,
            second: Span::default(),
            interval: Span::default(),
            window: Span::default(),
            intervals: false,
            windows: 0,
            mos_sum: 0.0,
            told: Quality::default(),
        }
    }

    /// So many samples were made up.
    pub(crate) fn conceal(&mut self, samples: usize) {
        let samples = u32::try_from(samples).unwrap_or(u32::MAX);
        for span in [&mut self.second, &mut self.interval, &mut self.window] {
            span.concealed = span.concealed.saturating_add(samples);
        }
    }

    /// So many of them stood for no missing sound after all.
    pub(crate) fn take_back(&mut self, samples: usize) {
        let samples = u32::try_from(samples).unwrap_or(u32::MAX);
        for span in [&mut self.second, &mut self.interval, &mut self.window] {
            span.concealed = span.concealed.saturating_sub(samples);
        }
    }

    /// So many samples were played, made-up ones included.
    pub(crate) fn play(&mut self, samples: usize) {
        let samples = u32::try_from(samples).unwrap_or(u32::MAX);
        for span in [&mut self.second, &mut self.interval, &mut self.window] {
            span.played = span.played.saturating_add(samples);
        }
        let told = &mut self.told;
        if let Some(second) = self.second.whole(self.rate_hz) {
            told.concealed_seconds += u32::from(second.concealed > 0);
            told.severely_concealed_seconds += u32::from(second.ratio() > SEVERE);
        }
        if let Some(interval) = self.interval.whole(self.rate_hz * INTERVAL_S) {
            told.interval_conceal_ratio = interval.ratio();
            let before = if self.intervals {
                told.max_conceal_ratio
            } else {
                0.0
            };
            told.max_conceal_ratio = before.max(interval.ratio());
            self.intervals = true;
        } else if !self.intervals {
            told.interval_conceal_ratio = self.interval.ratio();
            told.max_conceal_ratio = self.interval.ratio();
        }
        if let Some(window) = self.window.whole(self.rate_hz * WINDOW_S) {
            let mos = mos_lqk(window.ratio());
            told.mos_lqk_min = match self.windows {
                0 => mos,
                _ => told.mos_lqk_min.min(mos),
            };
            told.mos_lqk_max = told.mos_lqk_max.max(mos);
            told.mos_lqk = mos;
            self.windows = self.windows.saturating_add(1);
            self.mos_sum += f64::from(mos);
            // A mean of few hundred thousand values near 4.
            told.mos_lqk_average = (self.mos_sum / f64::from(self.windows)) as f32;
        } else if self.windows == 0 {
            let mos = mos_lqk(self.window.ratio());
            told.mos_lqk = mos;
            told.mos_lqk_average = mos;
            told.mos_lqk_min = mos;
            told.mos_lqk_max = mos;
        }
    }

    /// The figures; those that need all of the sound are the reader's.
    pub(crate) fn figures(&self) -> Quality {
        self.told
    }
}

/// The figures where another thread reads them.
#[derive(Debug, Default)]
pub(crate) struct SharedQuality {
    fields: [AtomicU32; 8],
}

// Relaxed: a reader between two stores sees figures of two moments of one stream.
impl SharedQuality {
    pub(crate) fn store(&self, quality: &Quality) {
        let values = [
            quality.mos_lqk.to_bits(),
            quality.mos_lqk_average.to_bits(),
            quality.mos_lqk_min.to_bits(),
            quality.mos_lqk_max.to_bits(),
            quality.interval_conceal_ratio.to_bits(),
            quality.max_conceal_ratio.to_bits(),
            quality.concealed_seconds,
            quality.severely_concealed_seconds,
        ];
        for (field, value) in self.fields.iter().zip(values) {
            field.store(value, Ordering::Relaxed);
        }
    }

    pub(crate) fn load(&self, conceal_ratio: f32) -> Quality {
        let [now, average, min, max, interval, worst, seconds, severe] =
            std::array::from_fn(|at| self.fields[at].load(Ordering::Relaxed));
        Quality {
            mos_lqk: f32::from_bits(now),
            mos_lqk_average: f32::from_bits(average),
            mos_lqk_min: f32::from_bits(min),
            mos_lqk_max: f32::from_bits(max),
            conceal_ratio,
            interval_conceal_ratio: f32::from_bits(interval),
            max_conceal_ratio: f32::from_bits(worst),
            concealed_seconds: seconds,
            severely_concealed_seconds: severe,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 1000;

    /// Plays so many seconds of which `percent` are made up.
    fn play(meter: &mut QualityMeter, seconds: u32, percent: usize) {
        for _ in 0..seconds {
            meter.conceal(10 * percent);
            for _ in 0..10 {
                meter.play(100);
            }
        }
    }

    #[test]
    fn the_listening_quality_is_that_of_the_e_model() {
        for (percent, mos) in [
            (0.0, 4.41),
            (1.0, 4.33),
            (2.0, 4.23),
            (3.0, 4.13),
            (5.0, 3.92),
            (10.0, 3.41),
            (20.0, 2.63),
        ] {
            let got = mos_lqk(percent / 100.0);
            assert!((got - mos).abs() < 0.006, "{percent} %: {got}, not {mos}");
        }
    }

    #[test]
    fn quality_falls_with_every_percent() {
        let values: Vec<f32> = (0..=100).map(|n| mos_lqk(n as f32 / 100.0)).collect();
        assert!(values.windows(2).all(|pair| pair[0] >= pair[1]));
        assert!(values.iter().all(|mos| (1.0..=4.5).contains(mos)));
    }

    #[test]
    fn nothing_played_has_no_quality() {
        assert_eq!(QualityMeter::new(RATE).figures(), Quality::default());
    }

    #[test]
    fn before_the_first_window_is_whole_it_stands_for_itself() {
        let mut meter = QualityMeter::new(RATE);
        play(&mut meter, 2, 5);
        let figures = meter.figures();
        assert!((figures.mos_lqk - mos_lqk(0.05)).abs() < 1e-4);
        assert_eq!(figures.mos_lqk, figures.mos_lqk_min);
        assert_eq!(figures.mos_lqk, figures.mos_lqk_average);
    }

    #[test]
    fn windows_have_a_last_a_best_a_worst_and_a_mean() {
        let mut meter = QualityMeter::new(RATE);
        play(&mut meter, 8, 10);
        play(&mut meter, 8, 0);
        play(&mut meter, 8, 5);
        let figures = meter.figures();
        let (worst, best, last) = (mos_lqk(0.1), mos_lqk(0.0), mos_lqk(0.05));
        assert_eq!(
            (figures.mos_lqk, figures.mos_lqk_min, figures.mos_lqk_max),
            (last, worst, best)
        );
        assert!((figures.mos_lqk_average - (worst + best + last) / 3.0).abs() < 1e-5);
    }

    #[test]
    fn intervals_have_a_last_and_a_worst() {
        let mut meter = QualityMeter::new(RATE);
        play(&mut meter, 3, 20);
        play(&mut meter, 3, 2);
        play(&mut meter, 2, 90);
        let figures = meter.figures();
        assert!((figures.interval_conceal_ratio - 0.02).abs() < 1e-6);
        assert!((figures.max_conceal_ratio - 0.2).abs() < 1e-6);
    }

    #[test]
    fn seconds_count_as_concealed_and_above_five_percent_as_severely() {
        let mut meter = QualityMeter::new(RATE);
        for percent in [0, 1, 5, 6, 100, 0] {
            play(&mut meter, 1, percent);
        }
        let figures = meter.figures();
        assert_eq!(figures.concealed_seconds, 4);
        assert_eq!(figures.severely_concealed_seconds, 2);
    }

    #[test]
    fn what_only_waited_was_not_concealed() {
        let mut meter = QualityMeter::new(RATE);
        meter.conceal(100);
        meter.take_back(100);
        meter.play(1000);
        assert_eq!(meter.figures().concealed_seconds, 0);
        assert_eq!(meter.figures().mos_lqk, mos_lqk(0.0));
    }

    #[test]
    fn figures_come_through_to_the_other_thread() {
        let mut meter = QualityMeter::new(RATE);
        play(&mut meter, 20, 7);
        let shared = SharedQuality::default();
        shared.store(&meter.figures());
        let expected = Quality {
            conceal_ratio: 0.07,
            ..meter.figures()
        };
        assert_eq!(shared.load(0.07), expected);
    }
}
