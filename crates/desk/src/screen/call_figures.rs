//! The page with the figures of a call: four curves over the last minutes, and the list below.
//!
//! Drawn when a new sample is on the screen, once a second while the page is open.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Align2, Color32, Pos2, Rect, pos2, vec2};
use station::{CallFigures, FigureSample, MAX_FIGURE_SAMPLES, Menu, MenuItem};

use super::calls::first_shown;
use super::menu::scroll_bar;
use crate::button;
use crate::pen::{Type, left_of, right_of};
use crate::sheet::Sheet;
use crate::tokens::{Palette, font, size};

/// Samples stand a second apart.
const SPAN: Duration = Duration::from_secs(MAX_FIGURE_SAMPLES as u64);

/// Two curves beside each other, two below, and the gap between them.
const CURVE_HEIGHT: f32 = 53.0;
const CURVE_GAP: f32 = 5.0;
/// What is written over a curve.
const CAPTION: f32 = 16.0;
/// A row of the list.
const ROW: f32 = 16.0;

/// A figure of a sample, and the colour of its curve.
type Curve = (Color32, fn(&FigureSample) -> f32);

/// One field of curves.
struct Field {
    caption: &'static str,
    value: String,
    lowest: f32,
    highest: f32,
    curves: [Option<Curve>; 2],
}

/// Draw the page.
pub(super) fn draw(sheet: &mut Sheet<'_>, menu: &Menu, figures: &CallFigures) {
    let area = size::STAGE.shrink(size::STAGE_MARGIN);
    let title = Rect::from_min_size(area.min, vec2(area.width(), 22.0));
    let style = Type::new(font::TITLE, sheet.pen.palette.ink).strong();
    let room = title.width();
    sheet.pen.text(
        left_of(title, 4.0),
        Align2::LEFT_CENTER,
        style,
        room,
        &menu.title,
    );
    button::label(sheet, "menu title", title, Role::Heading, &menu.title);
    let width = (area.width() - CURVE_GAP) / 2.0;
    let top = title.bottom() + 2.0;
    for (at, field) in fields(sheet.pen.palette, figures).iter().enumerate() {
        let (column, row) = ((at % 2) as f32, (at / 2) as f32);
        let corner = pos2(
            area.left() + column * (width + CURVE_GAP),
            top + row * (CURVE_HEIGHT + CURVE_GAP),
        );
        let place = Rect::from_min_size(corner, vec2(width, CURVE_HEIGHT));
        draw_field(sheet, place, field, figures);
    }
    let list = Rect::from_min_max(
        pos2(area.left(), top + 2.0 * (CURVE_HEIGHT + CURVE_GAP)),
        area.max,
    );
    draw_list(sheet, list, menu);
}

fn fields(palette: &Palette, figures: &CallFigures) -> [Field; 4] {
    let highest = |of: fn(&FigureSample) -> f32, least: f32| {
        figures.samples.iter().map(of).fold(least, f32::max)
    };
    let last = figures.samples.back().copied().unwrap_or_default();
    let jitter = |sample: &FigureSample| sample.jitter_ms;
    let lost = |sample: &FigureSample| sample.loss_ratio * 100.0;
    let concealed = |sample: &FigureSample| sample.conceal_ratio * 100.0;
    // Delays of a buffer are far below what f32 holds exactly.
    let delay = |sample: &FigureSample| sample.playout_delay_ms as f32;
    [
        Field {
            caption: "Listening quality",
            value: format!("{:.2}", last.mos_lqk),
            lowest: 1.0,
            highest: 4.5,
            curves: [Some((palette.state_talk, |sample| sample.mos_lqk)), None],
        },
        Field {
            caption: "Jitter",
            value: format!("{:.1} ms", last.jitter_ms),
            lowest: 0.0,
            highest: highest(jitter, 5.0),
            curves: [Some((palette.accent, jitter)), None],
        },
        Field {
            caption: "Lost, concealed",
            value: format!("{:.1} · {:.1} %", lost(&last), concealed(&last)),
            lowest: 0.0,
            highest: highest(lost, 5.0).max(highest(concealed, 5.0)),
            curves: [
                Some((palette.state_ring, concealed)),
                Some((palette.state_fail, lost)),
            ],
        },
        Field {
            caption: "Playout delay",
            value: format!("{} ms", last.playout_delay_ms),
            lowest: 0.0,
            highest: highest(delay, 50.0),
            curves: [Some((palette.state_hold, delay)), None],
        },
    ]
}

fn draw_field(sheet: &Sheet<'_>, area: Rect, field: &Field, figures: &CallFigures) {
    let pen = &sheet.pen;
    pen.fill(area, 4.0, pen.palette.card);
    pen.outline(area, 4.0, 1.0, pen.palette.card_edge);
    let caption = sheet.words.say(field.caption);
    let head = Rect::from_min_size(area.min, vec2(area.width(), CAPTION));
    let faint = Type::new(font::TINY, pen.palette.ink_faint);
    let ink = Type::new(font::TINY, pen.palette.ink).strong();
    let value = pen.figures(right_of(head, 6.0), Align2::RIGHT_CENTER, ink, &field.value);
    let room = head.width() - value.width() - 16.0;
    let at = left_of(head, 6.0);
    pen.text(
        at,
        Align2::LEFT_CENTER,
        pen.fitting(faint, room, caption),
        room,
        caption,
    );
    let spoken = format!("{caption} {}", field.value);
    button::label(sheet, field.caption, area, Role::Label, &spoken);
    let plot = Rect::from_min_max(
        pos2(area.left() + 5.0, head.bottom()),
        pos2(area.right() - 5.0, area.bottom() - 5.0),
    );
    pen.line(
        &[plot.left_bottom(), plot.right_bottom()],
        0.8,
        pen.palette.ink_ghost,
    );
    for (ink, of) in field.curves.iter().flatten() {
        let points = curve(plot, figures, field.lowest..=field.highest, *of);
        if points.len() > 1 {
            pen.line(&points, 1.3, *ink);
        }
    }
}

/// The points of a curve: the newest sample at the right edge, the span of all across.
fn curve(
    plot: Rect,
    figures: &CallFigures,
    range: std::ops::RangeInclusive<f32>,
    of: fn(&FigureSample) -> f32,
) -> Vec<Pos2> {
    let Some(newest) = figures.samples.back().map(|sample| sample.at) else {
        return Vec::new();
    };
    let height = (range.end() - range.start()).max(f32::EPSILON);
    let point = |sample: &FigureSample| {
        let age = newest.since(sample.at).as_secs_f32() / SPAN.as_secs_f32();
        let level = ((of(sample) - range.start()) / height).clamp(0.0, 1.0);
        pos2(
            plot.right() - age.min(1.0) * plot.width(),
            plot.bottom() - level * plot.height(),
        )
    };
    figures.samples.iter().map(point).collect()
}

fn draw_list(sheet: &mut Sheet<'_>, list: Rect, menu: &Menu) {
    let room = (list.height() / ROW).floor() as usize;
    let first = first_shown(menu.items.len(), room, menu.selected);
    let shown = menu.items.iter().enumerate().skip(first).take(room);
    for (row, (index, entry)) in shown.enumerate() {
        let corner = list.min + vec2(0.0, ROW * row as f32);
        let place = Rect::from_min_size(corner, vec2(list.width(), ROW));
        draw_row(sheet, place, index, index == menu.selected, entry);
    }
    if menu.items.len() > room {
        let [first, room, all] = [first, room, menu.items.len()].map(|count| count as f32);
        scroll_bar(sheet, list, first, room, all);
    }
}

fn draw_row(sheet: &Sheet<'_>, area: Rect, index: usize, marked: bool, item: &MenuItem) {
    let pen = &sheet.pen;
    if marked {
        pen.fill(area, 3.0, pen.palette.card_hover);
    }
    let faint = Type::new(font::SMALL, pen.palette.ink_faint);
    let ink = Type::new(font::SMALL, pen.palette.ink);
    let drawn = pen.text(
        right_of(area, 6.0),
        Align2::RIGHT_CENTER,
        ink,
        area.width() * 0.7,
        &item.detail,
    );
    let room = area.width() - drawn.width() - 20.0;
    pen.text(
        left_of(area, 6.0),
        Align2::LEFT_CENTER,
        faint,
        room,
        &item.label,
    );
    let spoken = format!("{} {}", item.label, item.detail);
    button::label(sheet, ("figure", index), area, Role::Label, &spoken);
}

#[cfg(test)]
mod tests {
    use station::Moment;

    use super::*;

    #[test]
    fn a_curve_ends_at_the_right_and_stays_in_its_field() {
        let mut figures = CallFigures::of(1);
        for second in 0..60 {
            figures.samples.push_back(FigureSample {
                at: Moment::from_secs(second),
                jitter_ms: second as f32 * 3.0,
                ..FigureSample::default()
            });
        }
        let plot = Rect::from_min_size(pos2(10.0, 20.0), vec2(300.0, 40.0));
        let points = curve(plot, &figures, 0.0..=100.0, |sample| sample.jitter_ms);
        assert_eq!(points.len(), 60);
        assert_eq!(points[0], pos2(310.0 - 59.0, 60.0));
        assert_eq!(
            points[59],
            plot.right_top(),
            "beyond the scale is at its end"
        );
        assert!(curve(plot, &CallFigures::of(1), 0.0..=1.0, |_| 0.0).is_empty());
    }
}
