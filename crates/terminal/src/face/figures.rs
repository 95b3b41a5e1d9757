//! The page with the figures of a call: curves over the last minutes, and the list below.

use ratatui::layout::Rect;
use station::{CallFigures, FigureSample, Menu};

use super::menu;
use crate::look::Role;
use crate::sheet::Sheet;

/// From this many rows on there is room for curves above the list.
const CURVES_FROM: u16 = 11;

/// A curve: what it is called, its newest value, its scale, and the figure of a sample.
struct Curve {
    caption: &'static str,
    value: String,
    lowest: f32,
    highest: f32,
    of: fn(&FigureSample) -> f32,
}

/// Draw the page.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect, page: &Menu, figures: &CallFigures) {
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    sheet.left(inner, Role::Strong, &page.title);
    let mut top = 1;
    if area.height >= CURVES_FROM {
        for curve in curves(figures) {
            let row = Rect {
                y: inner.y + top,
                height: 1,
                ..inner
            };
            draw_curve(sheet, row, &curve, figures);
            top += 1;
        }
        // The list's own place in its title's row.
        top += 1;
    }
    let list = Rect {
        y: inner.y + top,
        height: inner.height.saturating_sub(top),
        ..inner
    };
    menu::items(sheet, list, page);
}

fn curves(figures: &CallFigures) -> [Curve; 4] {
    let highest = |of: fn(&FigureSample) -> f32, least: f32| {
        figures.samples.iter().map(of).fold(least, f32::max)
    };
    let last = figures.samples.back().copied().unwrap_or_default();
    let jitter = |sample: &FigureSample| sample.jitter_ms;
    let lost = |sample: &FigureSample| sample.loss_ratio * 100.0;
    // Delays of a buffer are far below what f32 holds exactly.
    let delay = |sample: &FigureSample| sample.playout_delay_ms as f32;
    [
        Curve {
            caption: "Listening quality",
            value: format!("{:.2}", last.mos_lqk),
            lowest: 1.0,
            highest: 4.5,
            of: |sample| sample.mos_lqk,
        },
        Curve {
            caption: "Jitter",
            value: format!("{:.1} ms", last.jitter_ms),
            lowest: 0.0,
            highest: highest(jitter, 5.0),
            of: jitter,
        },
        Curve {
            caption: "Lost",
            value: format!("{:.1} %", lost(&last)),
            lowest: 0.0,
            highest: highest(lost, 5.0),
            of: lost,
        },
        Curve {
            caption: "Playout delay",
            value: format!("{} ms", last.playout_delay_ms),
            lowest: 0.0,
            highest: highest(delay, 50.0),
            of: delay,
        },
    ]
}

/// Caption, value, and a step a second, the newest at the right end.
fn draw_curve(sheet: &mut Sheet<'_>, row: Rect, curve: &Curve, figures: &CallFigures) {
    let caption = (row.width / 3).min(20);
    let value = 9.min(row.width - caption);
    let head = Rect {
        width: caption,
        ..row
    };
    sheet.left(head, Role::Faint, sheet.words.say(curve.caption));
    let number = Rect {
        x: row.x + caption,
        width: value,
        ..row
    };
    sheet.right(number, Role::Strong, &curve.value);
    let plot = Rect {
        x: number.right() + 1,
        width: row.right().saturating_sub(number.right() + 1),
        ..row
    };
    let range = (curve.highest - curve.lowest).max(f32::EPSILON);
    let samples = figures.samples.len();
    let steps: String = figures
        .samples
        .iter()
        .skip(samples.saturating_sub(usize::from(plot.width)))
        .map(|sample| {
            let level = ((curve.of)(sample) - curve.lowest) / range;
            // Of a number between 0 and 7.
            sheet
                .look
                .step((level.clamp(0.0, 1.0) * 7.0).round() as usize)
        })
        .collect();
    sheet.right(plot, Role::Talk, &steps);
}
