//! What the phone said lately, as arrows in time between phone, server and peer; below them
//! the fields and bytes of the one that is marked.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{
    Align2, CentralPanel, Color32, ComboBox, FontId, Frame, Grid, Key, Modifiers, Panel, Pos2,
    Rect, RichText, ScrollArea, Sense, Stroke, TextEdit, TextStyle, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

use super::{Beside, Content};
use crate::ladder::{Ladder, Rung, RungDetails, RungKind};
use crate::words::Words;

/// How often to look for news while there may be some: frames bring no new screen of themselves.
const EVERY: Duration = Duration::from_millis(500);

/// Scales of the rows, the smallest and the largest.
const ZOOM: std::ops::RangeInclusive<f32> = 0.7..=2.0;

/// Width of the times, at scale 1.
const TIMES: f32 = 170.0;

/// Which of the rungs are shown.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    call: CallChoice,
    way: Way,
    keep_alives: bool,
    /// In lower case.
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CallChoice {
    All,
    /// The call in front, or the last one.
    Current,
    One(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Both,
    FromPhone,
    ToPhone,
    Streams,
}

impl Way {
    const ALL: [Self; 4] = [Self::Both, Self::FromPhone, Self::ToPhone, Self::Streams];

    const fn name(self) -> &'static str {
        match self {
            Self::Both => "Both directions",
            Self::FromPhone => "From the phone",
            Self::ToPhone => "To the phone",
            Self::Streams => "Streams",
        }
    }
}

impl Wanted {
    /// Whether it is one of those; `current` is the call in front, or the last one.
    fn wants(&self, rung: &Rung, current: Option<u32>) -> bool {
        let of_call = match self.call {
            CallChoice::All => true,
            CallChoice::Current => rung.call.is_some() && rung.call == current,
            CallChoice::One(call) => rung.call == Some(call),
        };
        let on_way = match self.way {
            Way::Both => true,
            Way::FromPhone => !rung.to_phone,
            Way::ToPhone => rung.to_phone,
            Way::Streams => rung.kind == RungKind::Media,
        };
        let rests = rung.kind == RungKind::KeepAlive && !self.keep_alives;
        of_call && on_way && !rests && self.has_words(rung)
    }

    /// Whether every word that was typed is somewhere in it.
    fn has_words(&self, rung: &Rung) -> bool {
        let has = |text: &str, word: &str| text.to_lowercase().contains(word);
        self.text
            .split_whitespace()
            .all(|word| has(&rung.label, word) || has(&rung.text, word) || has(&rung.far, word))
    }
}

/// What those that are shown were chosen by: among which, by what, and the call in front.
type ChosenBy = (Arc<[Arc<Rung>]>, Wanted, Option<u32>);

/// The window of messages.
pub(super) struct LadderWindow {
    wanted: Wanted,
    /// What is typed into the search, as it is typed.
    typed: String,
    digits: bool,
    follow: bool,
    zoom: f32,
    /// The number of the one that is marked.
    marked: Option<u64>,
    /// Places of those that are shown, and what they were chosen by.
    shown: Vec<usize>,
    chosen_by: Option<ChosenBy>,
}

impl Default for LadderWindow {
    fn default() -> Self {
        Self {
            wanted: Wanted {
                call: CallChoice::All,
                way: Way::Both,
                keep_alives: false,
                text: String::new(),
            },
            typed: String::new(),
            digits: false,
            follow: true,
            zoom: 1.0,
            marked: None,
            shown: Vec::new(),
            chosen_by: None,
        }
    }
}

impl Content for LadderWindow {
    fn title(&self, words: Words) -> String {
        words.say("Messages of the call").to_owned()
    }

    fn size(&self) -> Vec2 {
        vec2(1000.0, 700.0)
    }

    fn draw(&mut self, ui: &mut Ui, beside: &mut Beside<'_>) {
        let words = beside.words;
        let Some(ladder) = beside.phone.ladder() else {
            return;
        };
        let rungs = ladder.rungs();
        let current = beside.screen.focused_call;
        self.choose(&rungs, current);
        // A resting phone has news with its next keepalive; that may wait.
        let busy = !beside.screen.calls.is_empty();
        ui.ctx()
            .request_repaint_after(if busy { EVERY } else { 10 * EVERY });

        self.head(ui, words, ladder, &rungs);
        ui.separator();
        let details = self
            .marked
            .and_then(|number| ladder.details(number, self.digits));
        if let Some(details) = &details {
            Panel::bottom("details")
                .resizable(true)
                .default_size(230.0)
                .show(ui, |ui| show_details(ui, words, details));
        }
        CentralPanel::default()
            .frame(Frame::NONE)
            .show(ui, |ui| self.rows(ui, words, &rungs));
    }
}

impl LadderWindow {
    /// Find those that are wanted, when something has changed.
    fn choose(&mut self, rungs: &Arc<[Arc<Rung>]>, current: Option<u32>) {
        let last = || rungs.iter().rev().find_map(|rung| rung.call);
        let current = current.or_else(last);
        let same = self.chosen_by.as_ref().is_some_and(|(old, by, call)| {
            Arc::ptr_eq(old, rungs) && *by == self.wanted && *call == current
        });
        if same {
            return;
        }
        let wanted = &self.wanted;
        let places = rungs.iter().enumerate();
        self.shown = places
            .filter(|(_, rung)| wanted.wants(rung, current))
            .map(|(place, _)| place)
            .collect();
        self.chosen_by = Some((Arc::clone(rungs), self.wanted.clone(), current));
    }

    fn head(&mut self, ui: &mut Ui, words: Words, ladder: &dyn Ladder, rungs: &[Arc<Rung>]) {
        ui.horizontal_wrapped(|ui| {
            self.call_choice(ui, words, rungs);
            let way = ui.label(words.say("Direction"));
            ComboBox::from_id_salt("way")
                .selected_text(words.say(self.wanted.way.name()))
                .show_ui(ui, |ui| {
                    for way in Way::ALL {
                        let name = words.say(way.name());
                        ui.selectable_value(&mut self.wanted.way, way, name);
                    }
                })
                .response
                .labelled_by(way.id);
            let name = words.say("Look for a message or a text");
            let field = TextEdit::singleline(&mut self.typed)
                .hint_text(name)
                .desired_width(220.0);
            let field = ui.add(field);
            field.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::TextInput, true, name);
                info.current_text_value = Some(self.typed.clone());
                info
            });
            self.wanted.text = self.typed.to_lowercase();
            ui.checkbox(&mut self.wanted.keep_alives, words.say("Keepalives"));
            ui.checkbox(&mut self.digits, words.say("Dialled digits"));
            ui.checkbox(&mut self.follow, words.say("Follow the newest"));
        });
        ui.horizontal_wrapped(|ui| {
            let all = !self.shown.is_empty();
            let save = egui::Button::new(words.say("Save as pcapng"));
            if ui.add_enabled(all, save).clicked() {
                let numbers = self.shown.iter().filter_map(|&at| rungs.get(at));
                ladder.save(numbers.map(|rung| rung.number).collect(), self.digits);
            }
            match ladder.saved() {
                Some(Ok(file)) => saved(ui, words, ladder, &file),
                Some(Err(reason)) => {
                    ui.colored_label(ui.visuals().error_fg_color, reason);
                }
                None => {
                    let shown = self.shown.len();
                    ui.weak(words.with("{} of {} shown", &[&shown, &rungs.len()]));
                }
            }
        });
    }

    fn call_choice(&mut self, ui: &mut Ui, words: Words, rungs: &[Arc<Rung>]) {
        /// Calls that are offered at most: the last ones.
        const MOST: usize = 20;
        let mut calls: Vec<u32> = Vec::new();
        for call in rungs.iter().rev().filter_map(|rung| rung.call) {
            if !calls.contains(&call) {
                calls.push(call);
                if calls.len() == MOST {
                    break;
                }
            }
        }
        let name = |choice| match choice {
            CallChoice::All => words.say("All").to_owned(),
            CallChoice::Current => words.say("In front, or the last").to_owned(),
            CallChoice::One(call) => call.to_string(),
        };
        let label = ui.label(words.say("Call"));
        ComboBox::from_id_salt("call")
            .selected_text(name(self.wanted.call))
            .show_ui(ui, |ui| {
                let choices = [CallChoice::All, CallChoice::Current].into_iter();
                for choice in choices.chain(calls.into_iter().map(CallChoice::One)) {
                    ui.selectable_value(&mut self.wanted.call, choice, name(choice));
                }
            })
            .response
            .labelled_by(label.id);
    }

    fn rows(&mut self, ui: &mut Ui, words: Words, rungs: &[Arc<Rung>]) {
        let zoom = ui.input(|input| input.zoom_delta());
        if zoom != 1.0 {
            self.zoom = (self.zoom * zoom).clamp(*ZOOM.start(), *ZOOM.end());
        }
        if self.shown.is_empty() {
            ui.centered_and_justified(|ui| {
                ui.weak(words.say("Nothing of that kind was said lately."))
            });
            return;
        }
        let scroll_to = self.walk(ui, rungs);
        let font = FontId::proportional(TextStyle::Body.resolve(ui.style()).size * self.zoom);
        let lanes = Lanes::of(ui.available_rect_before_wrap(), self.zoom);
        self.lane_names(ui, words, &lanes, &font);
        let height = font.size * 1.9;
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical()
            .auto_shrink([false, false])
            .stick_to_bottom(self.follow && self.marked.is_none());
        if let Some(row) = scroll_to {
            let offset = row as f32 * height - ui.available_height() / 2.0;
            area = area.vertical_scroll_offset(offset.max(0.0));
        }
        area.show_rows(ui, height, self.shown.len(), |ui, range| {
            let before = range.start.checked_sub(1);
            let mut before = before.and_then(|row| rungs.get(self.shown[row]));
            for row in range {
                let Some(rung) = self.shown.get(row).and_then(|&at| rungs.get(at)) else {
                    continue;
                };
                self.row(ui, rung, before, &lanes, &font, height);
                before = Some(rung);
            }
        });
    }

    /// Arrow keys mark the next one; gives the row to bring into sight.
    fn walk(&mut self, ui: &Ui, rungs: &[Arc<Rung>]) -> Option<usize> {
        if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
            return None;
        }
        let step = ui.input_mut(|input| {
            let pressed =
                |input: &mut egui::InputState, key| input.consume_key(Modifiers::NONE, key);
            isize::from(pressed(input, Key::ArrowDown)) - isize::from(pressed(input, Key::ArrowUp))
        });
        (step != 0).then(|| self.mark_beside(step, rungs))
    }

    /// Mark the one so many rows below the marked one, or the newest; gives its row.
    fn mark_beside(&mut self, step: isize, rungs: &[Arc<Rung>]) -> usize {
        let number_at = |row: usize| rungs.get(*self.shown.get(row)?).map(|rung| rung.number);
        let last = self.shown.len().saturating_sub(1);
        let marked = self
            .marked
            .and_then(|number| (0..=last).find(|&row| number_at(row) == Some(number)));
        let row = marked.map_or(last, |row| row.saturating_add_signed(step).min(last));
        self.marked = number_at(row);
        row
    }

    fn lane_names(&self, ui: &mut Ui, words: Words, lanes: &Lanes, font: &FontId) {
        let (area, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), font.size * 1.6), Sense::hover());
        let colour = ui.visuals().strong_text_color();
        for (x, name) in [
            (lanes.phone, "Phone"),
            (lanes.server, "Call server"),
            (lanes.peer, "Other side"),
        ] {
            let at = pos2(x, area.center().y);
            let painter = ui.painter();
            painter.text(
                at,
                Align2::CENTER_CENTER,
                words.say(name),
                font.clone(),
                colour,
            );
        }
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        rung: &Arc<Rung>,
        before: Option<&Arc<Rung>>,
        lanes: &Lanes,
        font: &FontId,
        height: f32,
    ) {
        let size = vec2(ui.available_width(), height);
        let (area, row) = ui.allocate_exact_size(size, Sense::click());
        let is_marked = self.marked == Some(rung.number);
        row.widget_info(|| {
            let text = format!("{} {}", rung.time, rung.label);
            WidgetInfo::selected(Role::ListItem, true, is_marked, text)
        });
        if row.clicked() {
            self.marked = (!is_marked).then_some(rung.number);
        }
        let visuals = ui.visuals().clone();
        let painter = ui.painter_at(area);
        if is_marked {
            painter.rect_filled(area, 3.0, visuals.selection.bg_fill);
        } else if row.hovered() || row.has_focus() {
            painter.rect_filled(area, 3.0, visuals.faint_bg_color);
        }
        let (ink, faint) = (visuals.text_color(), visuals.weak_text_color());
        let middle = area.center().y;
        let small = FontId::proportional(font.size * 0.88);
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
                FontId::proportional(font.size * 0.75),
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
                egui::text::LayoutJob::simple_singleline(rung.label.clone(), small.clone(), colour);
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
            FontId::proportional(font.size * 0.75),
            faint,
        );
    }
}

/// Where the lanes stand.
struct Lanes {
    times: f32,
    phone: f32,
    server: f32,
    peer: f32,
}

impl Lanes {
    fn of(area: Rect, zoom: f32) -> Self {
        let times = area.left() + TIMES * zoom;
        let far = 150.0 * zoom.min(1.2);
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

fn saved(ui: &mut Ui, words: Words, ladder: &dyn Ladder, file: &Path) {
    let path = file.display().to_string();
    ui.label(words.with("Saved as {}", &[&path]));
    if ui.button(words.say("Copy path")).clicked() {
        ui.ctx().copy_text(path);
    }
    if ui.button(words.say("Open folder")).clicked() {
        ladder.show_folder(file);
    }
}

fn show_details(ui: &mut Ui, words: Words, details: &RungDetails) {
    ScrollArea::both()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                Grid::new("fields")
                    .num_columns(2)
                    .striped(true)
                    .show(ui, |ui| {
                        for (depth, name, value) in &details.fields {
                            ui.horizontal(|ui| {
                                ui.add_space(*depth as f32 * 14.0);
                                ui.label(name);
                            });
                            ui.label(RichText::new(value.as_deref().unwrap_or_default()).strong());
                            ui.end_row();
                        }
                    });
                ui.add_space(12.0);
                ui.vertical(|ui| {
                    for line in &details.bytes {
                        ui.monospace(line);
                    }
                    if let Some(hidden) = &details.hidden {
                        ui.weak(words.with("Not shown: {}", &[hidden]));
                    }
                });
            });
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Wanted {
        LadderWindow::default().wanted
    }

    fn rung(name: &str, call: Option<u32>) -> Rung {
        Rung {
            name: name.to_owned(),
            label: name.to_owned(),
            call,
            ..Rung::default()
        }
    }

    #[test]
    fn keepalives_are_left_out_unless_they_are_wanted() {
        let keepalive = Rung {
            kind: RungKind::KeepAlive,
            ..rung("KeepAlive", None)
        };
        assert!(!wanted().wants(&keepalive, None));
        let all = Wanted {
            keep_alives: true,
            ..wanted()
        };
        assert!(all.wants(&keepalive, None));
    }

    #[test]
    fn calls_directions_and_words_choose_together() {
        let rung = Rung {
            to_phone: true,
            text: "CallState callState=RingIn lineInstance=1".to_owned(),
            ..rung("CallState", Some(7))
        };
        let by = |call, way, text: &str| Wanted {
            call,
            way,
            text: text.to_owned(),
            ..wanted()
        };
        assert!(by(CallChoice::Current, Way::ToPhone, "ringin line").wants(&rung, Some(7)));
        assert!(!by(CallChoice::Current, Way::Both, "").wants(&rung, Some(8)));
        assert!(!by(CallChoice::One(8), Way::Both, "").wants(&rung, Some(7)));
        assert!(!by(CallChoice::All, Way::FromPhone, "").wants(&rung, None));
        assert!(!by(CallChoice::All, Way::Streams, "").wants(&rung, None));
        assert!(!by(CallChoice::All, Way::Both, "ringout").wants(&rung, None));
    }

    #[test]
    fn a_message_of_no_call_belongs_to_no_current_call_either() {
        let of_current = Wanted {
            call: CallChoice::Current,
            ..wanted()
        };
        assert!(!of_current.wants(&rung("Version", None), None));
    }

    #[test]
    fn arrow_keys_begin_with_the_newest_and_stay_inside() {
        let rungs: Arc<[Arc<Rung>]> = (0..3)
            .map(|number| {
                Arc::new(Rung {
                    number,
                    ..Rung::default()
                })
            })
            .collect();
        let mut window = LadderWindow::default();
        window.choose(&rungs, None);
        let mut go = |step| {
            window.mark_beside(step, &rungs);
            window.marked
        };
        assert_eq!(go(-1), Some(2));
        assert_eq!(go(1), Some(2));
        assert_eq!(go(-1), Some(1));
        assert_eq!(go(-1), Some(0));
        assert_eq!(go(-1), Some(0));
    }

    #[test]
    fn gaps_are_told_as_long_as_they_are() {
        assert_eq!(after(Duration::from_micros(300)), "");
        assert_eq!(after(Duration::from_millis(20)), "+20 ms");
        assert_eq!(after(Duration::from_millis(1500)), "+1.5 s");
        assert_eq!(after(Duration::from_secs(600)), "+10 min");
    }
}
