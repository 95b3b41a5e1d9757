//! The figures of the call in front, or of the last ones: four fields of curves over the call's
//! time, and the table of its figures beside them.

use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{
    Color32, ComboBox, Grid, Label, RichText, ScrollArea, Sense, TextStyle, Ui, Vec2, Vec2b,
    Visuals, WidgetInfo, vec2,
};
use egui_plot::{Corner, GridMark, HoverPosition, Legend, Line, LineStyle, Plot, PlotPoints};
use station::{CallCourse, FigureSample, codec_name};

use super::{Beside, Content, follow_focus};
use crate::drop_down::DropDown;
use crate::statistics;
use crate::words::Words;

/// A running call has a new sample each second.
const EVERY: Duration = Duration::from_secs(1);

/// Width of the table, points; the curves have the rest.
const TABLE: f32 = 320.0;

/// Width of the names in it.
const NAMES: f32 = 175.0;

/// Height that a field of curves has at least, points.
const LEAST_HEIGHT: f32 = 110.0;

/// The window of figures.
#[derive(Default)]
pub(super) struct StatisticsWindow {
    /// The call that was chosen; nothing: the newest.
    chosen: Option<u32>,
}

impl Content for StatisticsWindow {
    fn title(&self, words: Words) -> String {
        words.say("Call statistics").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(980.0, 640.0)
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let calls = beside
            .phone
            .statistics()
            .map_or_else(Vec::new, |statistics| statistics.calls());
        let chosen = calls
            .iter()
            .find(|course| Some(course.call_reference) == self.chosen);
        let Some(course) = chosen.or(calls.first()) else {
            ui.centered_and_justified(|ui| {
                ui.label(words.say("There was no call yet. The figures of one appear here."));
            });
            // The first sample brings no new screen.
            if !beside.screen.calls.is_empty() {
                ui.ctx().request_repaint_after(EVERY);
            }
            return;
        };
        if calls.iter().any(|course| !course.over) {
            ui.ctx().request_repaint_after(EVERY);
        }
        ui.horizontal_wrapped(|ui| {
            self.choose(ui, words, &calls, course);
            if ui.button(words.say("Copy as CSV")).clicked() {
                ui.ctx().copy_text(statistics::csv(course));
            }
            if ui.button(words.say("Copy as JSON")).clicked() {
                ui.ctx().copy_text(statistics::json(course));
            }
        });
        ui.separator();
        // A window that is too narrow for both has the table below.
        let beside_each_other = ui.available_width() > 2.0 * TABLE;
        if beside_each_other {
            let height = ui.available_height();
            ui.horizontal_top(|ui| {
                let width = ui.available_width() - TABLE - 2.0 * ui.spacing().item_spacing.x;
                ui.allocate_ui(vec2(width, height), |ui| {
                    ui.vertical(|ui| {
                        ScrollArea::vertical().id_salt("curves").show(ui, |ui| {
                            curves(ui, words, course, height);
                            follow_focus(ui);
                        });
                    });
                });
                ui.separator();
                ui.vertical(|ui| {
                    ScrollArea::vertical()
                        .id_salt("table")
                        .show(ui, |ui| table(ui, words, course));
                });
            });
        } else {
            ScrollArea::vertical().show(ui, |ui| {
                curves(ui, words, course, 4.0 * LEAST_HEIGHT);
                ui.separator();
                table(ui, words, course);
                follow_focus(ui);
            });
        }
    }
}

impl StatisticsWindow {
    fn choose(
        &mut self,
        ui: &mut Ui,
        words: Words,
        calls: &[Arc<CallCourse>],
        course: &CallCourse,
    ) {
        if calls.len() == 1 {
            ui.label(RichText::new(name(words, course)).strong());
            return;
        }
        let label = ui.label(words.say("Call"));
        let combo = ComboBox::from_id_salt("call").selected_text(name(words, course));
        let shown = combo.drop_down(ui, |ui| {
            for (place, one) in calls.iter().enumerate() {
                // The newest stays chosen when another one begins.
                let value = (place > 0).then_some(one.call_reference);
                let shown = one.call_reference == course.call_reference;
                if ui.selectable_label(shown, name(words, one)).clicked() {
                    self.chosen = value;
                }
            }
        });
        shown.response.labelled_by(label.id);
    }
}

/// Who it is, and how long it is or was.
fn name(words: Words, course: &CallCourse) -> String {
    let who = match (course.remote_name.as_str(), course.remote_number.as_str()) {
        ("", "") => words.say("Unknown").to_owned(),
        ("", number) => number.to_owned(),
        (name, "") => name.to_owned(),
        (name, number) => format!("{name} ({number})"),
    };
    let last = course.samples.back();
    let time = clock(last.map_or(0.0, |last| statistics::seconds(course, last)));
    if course.over {
        words.with("{}, over after {}", &[&who, &time])
    } else {
        words.with("{}, {} so far", &[&who, &time])
    }
}

/// A time of a call: `0:07`, `1:02:03`.
fn clock(seconds: f64) -> String {
    let sign = if seconds <= -0.5 { "-" } else { "" };
    // No call is longer than a century.
    let whole = seconds.abs().round().min(4e9) as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 {
        format!("{sign}{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{sign}{minutes}:{seconds:02}")
    }
}

/// A figure of a sample, where it is known.
type Figure = fn(&FigureSample) -> Option<f32>;

/// A curve.
struct Curve {
    name: &'static str,
    of: Figure,
    colour: Color32,
    /// How it is told from the others without its colour; dashes: as the far end hears it.
    style: LineStyle,
    /// What the legend calls it, where that is not its name alone.
    legend: &'static str,
}

/// A field of curves.
struct Field {
    title: &'static str,
    unit: &'static str,
    decimals: usize,
    lowest: f64,
    /// The scale reaches at least to here.
    highest: f64,
    /// Where its curves seldom are.
    legend: Corner,
    curves: [Option<Curve>; 3],
}

impl Field {
    /// What its curves say of a sample, with their names.
    fn figures(&self, words: Words, sample: &FigureSample) -> Vec<String> {
        let curves = self.curves.iter().flatten();
        let figures = curves.filter_map(|curve| {
            let figure = (curve.of)(sample)?;
            let name = words.say(curve.name);
            Some(format!("{name} {figure:.*}{}", self.decimals, self.unit))
        });
        figures.collect()
    }
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

fn fields(visuals: &Visuals) -> [Field; 4] {
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

fn curves(ui: &mut Ui, words: Words, course: &CallCourse, height: f32) {
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

fn table(ui: &mut Ui, words: Words, course: &CallCourse) {
    Grid::new("figures of the call")
        .num_columns(2)
        .striped(true)
        .show(ui, |ui| {
            for (name, value) in rows(words, course) {
                ui.scope(|ui| {
                    ui.set_width(NAMES);
                    ui.label(words.say(name));
                });
                ui.label(RichText::new(value).strong());
                ui.end_row();
            }
        });
}

/// What the table says: the names in English, and the values.
fn rows(words: Words, course: &CallCourse) -> Vec<(&'static str, String)> {
    let newest = &course.newest;
    let (quality, rtcp) = (&newest.quality, &newest.rtcp);
    let none = || "–".to_owned();
    let ms = |figure: f32| format!("{figure:.1} ms");
    let mos = |figure: f32| {
        if figure > 0.0 {
            format!("{figure:.2}")
        } else {
            none()
        }
    };
    let percent = |ratio: f32| format!("{:.1} %", ratio * 100.0);
    let maybe = |figure: Option<f32>| figure.map_or_else(none, ms);
    let should = u64::from(newest.packets_lost) + u64::from(newest.packets_received);
    let lost = f64::from(newest.packets_lost) * 100.0 / should.max(1) as f64;
    let mut rows = vec![
        ("Codec", codec_name(newest.codec)),
        ("Packet length", format!("{} ms", newest.ptime_ms)),
        ("Packets received", newest.packets_received.to_string()),
        ("Packets sent", newest.packets_sent.to_string()),
        (
            "Packets lost",
            format!("{} ({lost:.1} %)", newest.packets_lost),
        ),
        ("Packets discarded", newest.packets_discarded.to_string()),
        ("Jitter", ms(newest.jitter_ms)),
        ("Jitter, most", ms(newest.max_jitter_ms)),
        ("Playout delay", format!("{} ms", newest.playout_delay_ms)),
        ("MOS LQK", mos(quality.mos_lqk)),
        ("MOS LQK, mean", mos(quality.mos_lqk_average)),
        ("MOS LQK, worst", mos(quality.mos_lqk_min)),
        ("MOS LQK, best", mos(quality.mos_lqk_max)),
        ("Concealed, of all", percent(quality.conceal_ratio)),
        (
            "Concealed, last 3 s",
            percent(quality.interval_conceal_ratio),
        ),
        ("Concealed, worst 3 s", percent(quality.max_conceal_ratio)),
        ("Concealed seconds", quality.concealed_seconds.to_string()),
        (
            "Severely concealed seconds",
            quality.severely_concealed_seconds.to_string(),
        ),
        ("Latency", maybe(rtcp.latency_ms)),
        ("Latency, most", maybe(rtcp.max_round_trip_ms)),
    ];
    if newest.packets_unauthentic > 0 {
        rows.push((
            "Packets not authentic",
            newest.packets_unauthentic.to_string(),
        ));
    }
    match rtcp.peer {
        Some(peer) => rows.extend([
            ("Lost at the other side", peer.packets_lost.to_string()),
            ("Jitter at the other side", ms(peer.jitter_ms)),
            ("MOS at the other side", peer.mos_lq.map_or_else(none, mos)),
        ]),
        None => rows.push((
            "At the other side",
            words.say("it does not report").to_owned(),
        )),
    }
    rows
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn times_of_a_call_are_read_like_its_timer() {
        assert_eq!(clock(7.2), "0:07");
        assert_eq!(clock(-0.2), "0:00");
        assert_eq!(clock(-2.0), "-0:02");
        assert_eq!(clock(3723.0), "1:02:03");
    }
}
