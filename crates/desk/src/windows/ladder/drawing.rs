//! One message drawn: its time, its arrow between the lanes, and who is at the far end.

use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Align2, Color32, FontId, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::LadderWindow;
use crate::ladder::{Rung, RungKind};
use crate::windows::list;
use crate::words::Words;

/// Width of the times, at scale 1.
const TIMES: f32 = 196.0;

impl LadderWindow {
    pub(super) fn row(
        &mut self,
        ui: &mut Ui,
        (rung, said): (&Rung, &str),
        before: Option<&Arc<Rung>>,
        lanes: &Lanes,
        font: &FontId,
        height: f32,
    ) {
        let size = vec2(ui.available_width(), height);
        let is_marked = self.marked == Some(rung.number);
        let stops = self.stop == Some(rung.number);
        let sense = match stops {
            true => Sense::click(),
            false => Sense::CLICK,
        };
        let (area, row) = ui.allocate_exact_size(size, sense);
        if stops && self.leads {
            row.request_focus();
        }
        self.on_row |= row.has_focus();
        row.widget_info(|| {
            let text = format!("{} {said}", rung.time);
            WidgetInfo::selected(Role::ListItem, true, is_marked, text)
        });
        if row.clicked() {
            self.marked = (!is_marked).then_some(rung.number);
        }
        let visuals = ui.visuals().clone();
        let painter = ui.painter_at(area);
        if is_marked {
            painter.rect_filled(area, 3.0, visuals.selection.bg_fill);
        } else if row.hovered() {
            painter.rect_filled(area, 3.0, visuals.faint_bg_color);
        }
        list::show_focus(ui, &row);
        let (ink, faint) = (visuals.text_color(), visuals.weak_text_color());
        let middle = area.center().y;
        let small = FontId::proportional(font.size * 0.92);
        painter.text(
            pos2(area.left() + 4.0, middle),
            Align2::LEFT_CENTER,
            &rung.time,
            small.clone(),
            ink,
        );
        if let Some(before) = before {
            let gap = Duration::from_micros(rung.micros.saturating_sub(before.micros));
            painter.text(
                pos2(lanes.times - 6.0, middle),
                Align2::RIGHT_CENTER,
                after(gap),
                FontId::proportional(font.size * 0.85),
                faint,
            );
        }
        for x in [lanes.phone, lanes.server, lanes.peer] {
            let thin = Stroke::new(1.0, faint.gamma_multiply(0.6));
            painter.vline(x, area.y_range(), thin);
        }
        let media = rung.kind == RungKind::Media;
        let to = if media { lanes.peer } else { lanes.server };
        let colour = match rung.kind {
            RungKind::Media => visuals.hyperlink_color,
            RungKind::Link => visuals.warn_fg_color,
            RungKind::Message | RungKind::KeepAlive => ink,
        };
        let low = area.bottom() - height * 0.2;
        let (from, to) = (pos2(lanes.phone, low), pos2(to, low));
        let (from, to) = if rung.to_phone {
            (to, from)
        } else {
            (from, to)
        };
        arrow(&painter, from, to, if media { 2.4 } else { 1.2 }, colour);
        let room = Rect::from_x_y_ranges(
            (lanes.phone + 6.0)..=(from.x.max(to.x) - 6.0),
            area.y_range(),
        );
        let label = ui.fonts_mut(|fonts| {
            let mut job =
                egui::text::LayoutJob::simple_singleline(said.to_owned(), small.clone(), colour);
            job.wrap = egui::text::TextWrapping::truncate_at_width(room.width());
            fonts.layout_job(job)
        });
        let at = pos2(
            room.center().x - label.size().x / 2.0,
            low - label.size().y - 0.5,
        );
        painter.galley(at, label, colour);
        // The server is named where it changes; a stream's peer always.
        if !media && before.is_some_and(|before| before.far == rung.far) {
            return;
        }
        let end = if media { lanes.peer } else { lanes.server };
        let far = Rect::from_min_max(pos2(end + 8.0, area.top()), area.max);
        painter.with_clip_rect(far).text(
            pos2(end + 8.0, middle),
            Align2::LEFT_CENTER,
            &rung.far,
            FontId::proportional(font.size * 0.85),
            faint,
        );
    }
}

/// What an arrow says: messages have the protocol's own names, all else is said in the language.
pub(super) fn said(words: Words, rung: &Rung) -> String {
    match rung.kind {
        RungKind::Media | RungKind::Link => words.reason(&rung.label),
        RungKind::Message | RungKind::KeepAlive => rung.label.clone(),
    }
}

/// Where the lanes stand.
pub(super) struct Lanes {
    times: f32,
    pub(super) phone: f32,
    pub(super) server: f32,
    pub(super) peer: f32,
}

impl Lanes {
    pub(super) fn of(area: Rect, zoom: f32) -> Self {
        let times = area.left() + TIMES * zoom;
        // In a narrow window the arrows have the room.
        let far = if area.width() < 760.0 { 40.0 } else { 150.0 } * zoom.min(1.2);
        let phone = times + 30.0;
        let rest = (area.right() - phone - far).max(200.0);
        Self {
            times,
            phone,
            server: phone + rest * 0.62,
            peer: phone + rest,
        }
    }
}

/// A straight arrow along a row.
fn arrow(painter: &egui::Painter, from: Pos2, to: Pos2, width: f32, colour: Color32) {
    let stroke = Stroke::new(width, colour);
    painter.line_segment([from, to], stroke);
    let back = 7.0 * (from.x - to.x).signum();
    for side in [-3.5, 3.5] {
        painter.line_segment([to, to + vec2(back, side)], stroke);
    }
}

/// The time since the row before.
fn after(gap: Duration) -> String {
    let seconds = gap.as_secs_f64();
    if seconds < 0.001 {
        String::new()
    } else if seconds < 1.0 {
        format!("+{:.0} ms", seconds * 1000.0)
    } else if seconds < 100.0 {
        format!("+{seconds:.1} s")
    } else {
        format!("+{:.0} min", seconds / 60.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_told_as_long_as_they_are() {
        assert_eq!(after(Duration::from_micros(300)), "");
        assert_eq!(after(Duration::from_millis(20)), "+20 ms");
        assert_eq!(after(Duration::from_millis(1500)), "+1.5 s");
        assert_eq!(after(Duration::from_secs(600)), "+10 min");
    }
}
