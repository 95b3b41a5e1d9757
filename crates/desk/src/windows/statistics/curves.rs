//! The fields of curves over a call's time.

use egui::accesskit::Role;
use egui::{Label, RichText, Sense, TextStyle, Ui, Vec2b, WidgetInfo};
use egui_plot::{GridMark, HoverPosition, Legend, Line, Plot, PlotPoints};
use station::{CallCourse, FigureSample};

use super::clock;
use super::fields::{Field, fields};
use crate::statistics;
use crate::words::Words;

/// Height that a field of curves has at least, points.
pub(super) const LEAST_HEIGHT: f32 = 110.0;

/// All fields, one below the other.
pub(super) fn curves(ui: &mut Ui, words: Words, course: &CallCourse, height: f32) {
    let heading = ui.text_style_height(&TextStyle::Body) + 2.0 * ui.spacing().item_spacing.y;
    let each = (height / 4.0 - heading).max(LEAST_HEIGHT - heading);
    for field in fields(ui.visuals()) {
        heading_of(ui, words, course, &field);
        plot(ui, words, course, &field, each);
    }
}

/// The title of a field with its newest figures, for those who do not see curves, too.
fn heading_of(ui: &mut Ui, words: Words, course: &CallCourse, field: &Field) {
    let mut text = words.say(field.title).to_owned();
    if let Some(last) = course.samples.back() {
        let newest = field.figures(words, last).join(" · ");
        if !newest.is_empty() {
            text = format!("{text}: {newest}");
        }
    }
    ui.add(Label::new(RichText::new(text).strong()).wrap());
}

fn plot(ui: &mut Ui, words: Words, course: &CallCourse, field: &Field, height: f32) {
    let title = words.say(field.title);
    let lines: Vec<_> = field
        .curves
        .iter()
        .flatten()
        .map(|curve| {
            let points: PlotPoints<'_> = course
                .samples
                .iter()
                .filter_map(|sample| {
                    let figure = (curve.of)(sample)?;
                    Some([statistics::seconds(course, sample), figure.into()])
                })
                .collect();
            Line::new(words.say(curve.legend), points)
                .color(curve.colour)
                .width(2.0)
                .style(curve.style)
        })
        .collect();
    let link = egui::Id::unique("time of the call");
    let shown = Plot::new(("figures", field.title))
        .height(height)
        .legend(
            Legend::default()
                .position(field.legend)
                .text_style(TextStyle::Small)
                .background_alpha(0.6),
        )
        .include_y(field.lowest)
        .include_y(field.highest)
        .include_x(0.0)
        .link_axis(link, Vec2b::new(true, false))
        .link_cursor(link, Vec2b::new(true, false))
        .allow_scroll(false)
        .grid_color(ui.visuals().weak_text_color().gamma_multiply(0.5))
        .y_axis_min_width(36.0)
        .y_grid_spacer(|grid| marks(grid.bounds))
        .x_axis_formatter(|mark, _| clock(mark.value))
        .label_formatter(|at| {
            let (HoverPosition::NearDataPoint { position, .. }
            | HoverPosition::Elsewhere { position }) = at;
            figures_at(words, course, field, position.x)
        })
        // For the pointer: who has the keyboard reads the title, which says the same.
        .sense(Sense::CLICK | Sense::DRAG)
        .show(ui, |plot| {
            for line in lines {
                plot.line(line);
            }
        });
    let told = || WidgetInfo::labeled(Role::GraphicsObject, true, title);
    shown.response.widget_info(told);
}

/// Marks of the scale at the side: two to five of them, all to be read, at 1, 2 or 5.
fn marks((lowest, highest): (f64, f64)) -> Vec<GridMark> {
    let range = (highest - lowest).clamp(0.01, 1e9);
    let size = 10_f64.powf((range / 5.0).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * size);
    let step = steps.into_iter().find(|step| range / step <= 5.0);
    let step = step.unwrap_or(range);
    let first = (lowest / step).ceil();
    (0..6)
        .map(|place| (first + f64::from(place)) * step)
        .take_while(|value| *value <= highest)
        .map(|value| GridMark {
            value,
            // As if they stood further from each other: none of them fades.
            step_size: 2.0 * step,
        })
        .collect()
}

/// What stands beside the cross: the time, and the figures of the sample nearest to it.
fn figures_at(words: Words, course: &CallCourse, field: &Field, at: f64) -> Option<String> {
    let from = |sample: &FigureSample| (statistics::seconds(course, sample) - at).abs();
    let nearest = course
        .samples
        .iter()
        .min_by(|a, b| from(a).total_cmp(&from(b)))?;
    let time = clock(statistics::seconds(course, nearest));
    let mut lines = vec![time];
    lines.extend(field.figures(words, nearest));
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use egui::Visuals;
    use station::{CallFigures, Language, Moment, StreamStatistics};

    use super::*;

    #[test]
    fn the_cross_tells_all_figures_of_the_nearest_second() {
        let mut figures = CallFigures::of(7);
        for (second, jitter_ms) in [(11, 1.0), (12, 2.0), (13, 3.0)] {
            let statistics = StreamStatistics {
                jitter_ms,
                ..StreamStatistics::default()
            };
            figures.take(Moment::from_secs(second), &statistics);
        }
        let mut course = CallCourse::of(7, Moment::from_secs(10));
        course.take(&figures);
        let words = Words::of(Language::English);
        let [_, _, jitter, _] = fields(&Visuals::dark());
        let told = figures_at(words, &course, &jitter, 2.3);
        assert_eq!(told.as_deref(), Some("0:02\nJitter 2.0 ms"));
    }

    #[test]
    fn a_scale_has_a_few_marks_at_round_figures() {
        let values = |bounds| {
            marks(bounds)
                .iter()
                .map(|mark| mark.value)
                .collect::<Vec<_>>()
        };
        assert_eq!(values((0.82, 4.78)), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(values((-0.25, 5.25)), [0.0, 2.0, 4.0]);
        assert_eq!(values((-0.5, 10.5)), [0.0, 5.0, 10.0]);
        assert_eq!(values((-3.0, 63.0)), [0.0, 20.0, 40.0, 60.0]);
    }
}
