//! What is drawn of a call: four fields of curves.

use egui::{Color32, Visuals};
use egui_plot::{Corner, LineStyle};
use station::FigureSample;

use crate::words::Words;

/// A figure of a sample, where it is known.
pub(super) type Figure = fn(&FigureSample) -> Option<f32>;

/// A curve.
pub(super) struct Curve {
    pub(super) name: &'static str,
    pub(super) of: Figure,
    pub(super) colour: Color32,
    /// How it is told from the others without its colour; dashes: as the far end hears it.
    pub(super) style: LineStyle,
    /// What the legend calls it, where that is not its name alone.
    pub(super) legend: &'static str,
}

/// A field of curves.
pub(super) struct Field {
    pub(super) title: &'static str,
    pub(super) unit: &'static str,
    pub(super) decimals: usize,
    pub(super) lowest: f64,
    /// The scale reaches at least to here.
    pub(super) highest: f64,
    /// Where its curves seldom are.
    pub(super) legend: Corner,
    pub(super) curves: [Option<Curve>; 3],
}

impl Field {
    /// What its curves say of a sample, with their names.
    pub(super) fn figures(&self, words: Words, sample: &FigureSample) -> Vec<String> {
        let curves = self.curves.iter().flatten();
        let figures = curves.filter_map(|curve| {
            let figure = (curve.of)(sample)?;
            let name = words.say(curve.name);
            Some(format!("{name} {figure:.*}{}", self.decimals, self.unit))
        });
        figures.collect()
    }
}

/// All of them, from the top.
pub(super) fn fields(visuals: &Visuals) -> [Field; 4] {
    let main = visuals.hyperlink_color;
    let second = visuals.warn_fg_color;
    let bad = visuals.error_fg_color;
    let curve = |name, colour, of| {
        Some(Curve {
            name,
            of,
            colour,
            style: LineStyle::Solid,
            legend: name,
        })
    };
    let dotted = |name, colour, of| {
        Some(Curve {
            name,
            of,
            colour,
            style: LineStyle::dotted_dense(),
            legend: name,
        })
    };
    let there = |legend, of| {
        Some(Curve {
            name: "At the other side",
            of,
            colour: second,
            style: LineStyle::dashed_dense(),
            legend,
        })
    };
    [
        Field {
            title: "Listening quality",
            unit: "",
            decimals: 2,
            lowest: 1.0,
            highest: 4.6,
            legend: Corner::LeftBottom,
            curves: [
                curve("MOS LQK", main, |sample| {
                    Some(sample.mos_lqk).filter(|mos| *mos > 0.0)
                }),
                there("MOS at the other side", |sample| sample.peer?.mos_lqk),
                None,
            ],
        },
        Field {
            title: "Loss",
            unit: " %",
            decimals: 1,
            lowest: 0.0,
            highest: 5.0,
            legend: Corner::LeftTop,
            curves: [
                curve("Lost", bad, |sample| Some(sample.loss_ratio * 100.0)),
                dotted("Concealed", main, |sample| {
                    Some(sample.conceal_ratio * 100.0)
                }),
                there("Lost at the other side", |sample| {
                    Some(sample.peer?.loss_ratio * 100.0)
                }),
            ],
        },
        Field {
            title: "Jitter",
            unit: " ms",
            decimals: 1,
            lowest: 0.0,
            highest: 10.0,
            legend: Corner::LeftTop,
            curves: [
                curve("Jitter", main, |sample| Some(sample.jitter_ms)),
                there("Jitter at the other side", |sample| {
                    Some(sample.peer?.jitter_ms)
                }),
                None,
            ],
        },
        Field {
            title: "Delay",
            unit: " ms",
            decimals: 0,
            lowest: 0.0,
            highest: 60.0,
            legend: Corner::LeftTop,
            curves: [
                // Delays are far below what f32 holds exactly.
                curve("Playout delay", main, |sample| {
                    Some(sample.playout_delay_ms as f32)
                }),
                dotted("To the peer and back", second, |sample| {
                    sample.round_trip_ms
                }),
                None,
            ],
        },
    ]
}
