//! The meter: how loud the microphone is now, and where it should be.

use egui::accesskit::Role;
use egui::{Align2, Rect, RichText, Sense, Stroke, TextStyle, Ui, pos2, remap_clamp, vec2};
use station::SoundLevel;

use super::heard::{BAND, Heard, LOWEST};
use crate::words::Words;

/// Height of the bar, and of the ticks below it with their numbers, points.
const BAR: f32 = 18.0;
const BELOW: f32 = 18.0;

/// Where the scale has numbers, dBov.
const TICKS: [f32; 6] = [-60.0, -48.0, -36.0, -24.0, -12.0, 0.0];

/// Draws it, as wide as there is room.
pub(super) fn draw(ui: &mut Ui, words: Words, heard: &Heard, now: f64) {
    let newest = heard.newest();
    let verdict = heard.verdict(now);
    let (area, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), BAR + BELOW), Sense::hover());
    let bar = area.with_max_y(area.top() + BAR);
    let x = |dbov: f32| remap_clamp(dbov, LOWEST..=0.0, bar.left()..=bar.right());
    let visuals = ui.visuals();
    let painter = ui.painter();
    painter.rect_filled(bar, 4.0, visuals.extreme_bg_color);
    let band = Rect::from_x_y_ranges(x(BAND.0)..=x(BAND.1), bar.y_range());
    painter.rect_filled(band, 0.0, visuals.selection.bg_fill);
    if let Some(level) = newest.filter(|level| level.rms_dbov > LOWEST) {
        let inner = bar.shrink2(vec2(0.0, 4.0));
        let loud = inner.with_max_x(x(level.rms_dbov));
        painter.rect_filled(loud, 2.0, verdict.colour(visuals));
        let peak = x(level.peak_dbov);
        let stroke = Stroke::new(2.0, visuals.strong_text_color());
        painter.vline(peak, inner.y_range(), stroke);
    }
    if let Some(loudest) = heard.loudest().filter(|level| level.rms_dbov > LOWEST) {
        // The loudest moment of late: it is what the word is said of.
        let stroke = Stroke::new(2.0, verdict.colour(visuals));
        painter.vline(x(loudest.rms_dbov), bar.y_range(), stroke);
    }
    let edge = visuals.widgets.inactive.bg_stroke;
    painter.rect_stroke(bar, 4.0, edge, egui::StrokeKind::Inside);
    let font = TextStyle::Small.resolve(ui.style());
    for tick in TICKS {
        let at = pos2(x(tick), bar.bottom() + 3.0);
        let align = match tick {
            0.0 => Align2::RIGHT_TOP,
            _ => Align2::CENTER_TOP,
        };
        let colour = visuals.weak_text_color();
        painter.text(at, align, format!("{tick:.0}"), font.clone(), colour);
    }
    let said = figures(words, newest);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Meter);
        node.set_label(words.say("Level of the microphone"));
        node.set_value(said.as_str());
        node.set_min_numeric_value(f64::from(LOWEST));
        node.set_max_numeric_value(0.0);
        let rms = newest.map_or(LOWEST, |level| level.rms_dbov);
        node.set_numeric_value(f64::from(rms));
    });
    ui.horizontal(|ui| {
        let word = words.say(verdict.word());
        let colour = verdict.colour(ui.visuals());
        let response = ui.label(RichText::new(word).strong().color(colour));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Status);
            node.set_label(word);
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(said).weak().monospace());
        });
    });
    // Kept in its place, so that nothing below it moves while somebody speaks.
    let advice = verdict
        .advice(heard.gain())
        .map_or("", |advice| words.say(advice));
    let height = 2.0 * ui.text_style_height(&TextStyle::Body);
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ui.add(egui::Label::new(advice).wrap());
    });
}

/// Peak and mean as figures.
fn figures(words: Words, level: Option<SoundLevel>) -> String {
    let figure = |dbov: f32| format!("{dbov:>4.0}");
    match level {
        Some(level) => words.with(
            "peak {} · mean {} dBov",
            &[&figure(level.peak_dbov), &figure(level.rms_dbov)],
        ),
        None => String::new(),
    }
}
