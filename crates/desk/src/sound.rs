//! The page of sound devices and volumes, over the phone.
//!
//! It holds nothing but whether it is open: what there is to choose from and what is chosen
//! comes from the phone each time it is drawn, and every change goes there at once.

use egui::accesskit::Role;
use egui::{
    Align2, CornerRadius, FontId, Id, Rect, Sense, Slider, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};
use station::{AudioPath, Intent, Screen, Volumes};

use crate::button::{self, Cap, Control};
use crate::device_list::DeviceList;
use crate::focus::SeenSlider;
use crate::pen::{Pen, Type, left_of, right_of};
use crate::sheet::Sheet;
use crate::tokens::{Palette, font, size};
use crate::words::Words;

/// What there is to choose from, and what is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sound {
    /// The devices as they are now.
    pub devices: Vec<SoundDevice>,
    /// What the audio modes have that have nothing of their own; nothing: the system's default.
    pub of_all: ModeSound,
    /// What is chosen.
    pub chosen: SoundChoice,
}

/// A sound device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoundDevice {
    /// What stands for it in a choice.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// It records.
    pub input: bool,
    /// It plays.
    pub output: bool,
}

/// Which devices the audio modes and the ringer use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoundChoice {
    /// Those of the headset.
    pub headset: ModeSound,
    /// Those of the handset.
    pub handset: ModeSound,
    /// Loudspeaker and its microphone.
    pub speaker: ModeSound,
    /// What it rings on; nothing: the loudspeaker.
    pub ringer: Option<String>,
    /// The own voice is heard in headset and handset.
    pub side_tone: bool,
}

/// The devices of a mode, by id or by words that its name has; nothing: those of all modes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModeSound {
    /// What is recorded from.
    pub input: Option<String>,
    /// What is played on.
    pub output: Option<String>,
}

/// What is done on the page.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) chosen: Option<SoundChoice>,
    pub(crate) intents: Vec<Intent>,
    pub(crate) close: bool,
}

impl SoundChoice {
    pub(crate) fn of_mut(&mut self, path: AudioPath) -> &mut ModeSound {
        match path {
            AudioPath::Headset => &mut self.headset,
            AudioPath::Handset => &mut self.handset,
            AudioPath::Speaker => &mut self.speaker,
        }
    }
}

/// The modes in their order, by the words of their keys.
pub(crate) const MODES: [(AudioPath, &str); 3] = [
    (AudioPath::Headset, "Headset"),
    (AudioPath::Handset, "Handset"),
    (AudioPath::Speaker, "Speaker"),
];

/// From one row to the next, and the height of what stands in it.
const PITCH: f32 = 52.0;
const ROW: f32 = 30.0;

/// The columns: what it is, microphone, output, volume.
const COLUMNS: [(f32, f32); 4] = [(0.0, 88.0), (92.0, 168.0), (268.0, 168.0), (448.0, 92.0)];

fn card() -> Rect {
    Rect::from_center_size((size::PHONE / 2.0).to_pos2(), vec2(588.0, 370.0))
}

/// What of the sheet has to be seen while the page is open, where this part of it is shown.
pub(crate) fn room(part: Rect) -> Rect {
    let needed = card().expand(12.0);
    if part.contains_rect(needed) {
        part
    } else {
        needed
    }
}

/// Draw the page over the phone, and see what is done on it.
pub(crate) fn draw(ui: &mut Ui, pen: &Pen, screen: &Screen, sound: &Sound) -> Done {
    let mut page = Page {
        ui,
        pen,
        words: Words::of(screen.language),
        sound,
        chosen: sound.chosen.clone(),
        done: Done::default(),
    };
    page.draw(screen.volumes);
    let Page {
        chosen, mut done, ..
    } = page;
    done.chosen = (chosen != sound.chosen).then_some(chosen);
    done
}

struct Page<'a> {
    ui: &'a mut Ui,
    pen: &'a Pen,
    words: Words,
    sound: &'a Sound,
    chosen: SoundChoice,
    done: Done,
}

impl Page<'_> {
    fn draw(&mut self, volumes: Volumes) {
        let card = card();
        let pen = self.pen;
        pen.shadow(card, size::BODY_RADIUS, 4.0, 26.0, pen.palette.body_shadow);
        pen.edge(card, size::BODY_RADIUS, 1.0, pen.palette.body_outline);
        pen.shade(
            card,
            size::BODY_RADIUS,
            pen.palette.body_top,
            pen.palette.body_bottom,
        );
        let inner = card.shrink2(vec2(24.0, 22.0));
        let title = Type::new(font::TITLE, pen.palette.print).strong();
        let words = self.words;
        let title_words = words.say("Sound");
        let at = inner.left_top() + vec2(0.0, 10.0);
        let title = pen.text(at, Align2::LEFT_CENTER, title, 300.0, title_words);
        self.label("title", title, Role::Heading, title_words);
        let top = inner.top() + 42.0;
        for (column, caption) in [(1, "Microphone"), (2, "Output"), (3, "Volume")] {
            let (x, width) = COLUMNS[column];
            let style = Type::new(font::SMALL, pen.palette.print);
            let at = pos2(inner.left() + x + 2.0, top);
            pen.text(at, Align2::LEFT_CENTER, style, width, words.say(caption));
        }
        let cell = |row: usize, column: usize| {
            let (x, width) = COLUMNS[column];
            let y = top + 14.0 + PITCH * row as f32;
            Rect::from_min_size(pos2(inner.left() + x, y), vec2(width, ROW))
        };
        for (row, (path, name)) in MODES.into_iter().enumerate() {
            self.caption(cell(row, 0), name);
            let mode = self.chosen.of_mut(path).clone();
            let all = self.sound.of_all.clone();
            let input = self.device(cell(row, 1), name, true, mode.input, all.input);
            let output = self.device(cell(row, 2), name, false, mode.output, all.output);
            *self.chosen.of_mut(path) = ModeSound { input, output };
            self.volume(cell(row, 3), name, Some(path), volumes);
        }
        let row = MODES.len();
        self.caption(cell(row, 0), "Ringer");
        let as_speaker = words.say("As the speaker").to_owned();
        let ringer = self.chosen.ringer.take();
        self.chosen.ringer = self.device(cell(row, 2), "Ringer", false, ringer, Some(as_speaker));
        self.volume(cell(row, 3), "Ringer", None, volumes);
        self.side_tone(Rect::from_min_max(
            pos2(inner.left(), inner.bottom() - 36.0),
            pos2(inner.left() + 400.0, inner.bottom()),
        ));
        self.close(Rect::from_min_max(
            pos2(inner.right() - 120.0, inner.bottom() - 36.0),
            inner.max,
        ));
    }

    fn caption(&self, area: Rect, name: &'static str) {
        let style = Type::new(font::NORMAL, self.pen.palette.print);
        let words = self.words.say(name);
        let style = self.pen.fitting(style, area.width(), words);
        let at = left_of(area, 0.0);
        self.pen
            .text(at, Align2::LEFT_CENTER, style, area.width(), words);
    }

    /// A list of devices; gives what is chosen then. `otherwise` stands for nothing of its own.
    fn device(
        &mut self,
        area: Rect,
        name: &'static str,
        input: bool,
        chosen: Option<String>,
        otherwise: Option<String>,
    ) -> Option<String> {
        let inside = self.pen.scale().rect(area);
        let unit = self.pen.scale().len(1.0);
        let palette = self.pen.palette;
        let list = DeviceList {
            words: self.words,
            sound: self.sound,
            name,
            input,
            chosen,
            otherwise,
            width: inside.width(),
        };
        let builder = UiBuilder::new()
            .id_salt(("sound", name, input))
            .max_rect(inside);
        let drawn = self.ui.scope_builder(builder, |ui| {
            dress(ui, palette, unit, area.height());
            list.show(ui)
        });
        drawn.inner
    }

    fn volume(
        &mut self,
        area: Rect,
        name: &'static str,
        path: Option<AudioPath>,
        volumes: Volumes,
    ) {
        let label = self.words.with("{}: volume", &[&self.words.say(name)]);
        let mut volume = volumes.of(path);
        let inside = self.pen.scale().rect(area);
        let unit = self.pen.scale().len(1.0);
        let palette = self.pen.palette;
        let builder = UiBuilder::new().id_salt(("volume", name)).max_rect(inside);
        let response = self.ui.scope_builder(builder, |ui| {
            dress(ui, palette, unit, area.height());
            ui.spacing_mut().slider_width = inside.width();
            ui.add_sized(
                inside.size(),
                SeenSlider(
                    Slider::new(&mut volume, 0..=100)
                        .show_value(false)
                        .trailing_fill(true),
                ),
            )
        });
        let id = response.inner.id;
        self.ui
            .ctx()
            .accesskit_node_builder(id, |node| node.set_label(label.as_str()));
        if volume != volumes.of(path) {
            self.done.intents.push(Intent::VolumeOf(path, volume));
        }
    }

    fn side_tone(&mut self, area: Rect) {
        let words = self.words.say("Hear your own voice softly");
        let on = self.chosen.side_tone;
        let touch = self.press(area, words, Some(on));
        button::lamp(
            self.pen,
            right_of(area, 16.0),
            on.then_some(self.pen.palette.lamp_green),
        );
        if touch {
            self.chosen.side_tone = !on;
        }
    }

    fn close(&mut self, area: Rect) {
        let words = self.words.say("Done");
        self.done.close |= self.press(area, words, None);
    }

    /// A key; says whether it was pressed.
    fn press(&mut self, area: Rect, words: &str, on: Option<bool>) -> bool {
        let screen = Screen::default();
        let sheet = Sheet::new(self.ui, self.pen.clone(), &screen, station::Moment::START);
        let control = match on {
            Some(on) => Control::button(words).toggled(on),
            None => Control::button(words),
        };
        let touch = control.place(&sheet, ("sound", words), area);
        let ink = button::cap(self.pen, area, size::KEY_RADIUS, Cap::Plain, touch);
        let style = Type::new(font::NORMAL, ink);
        match on {
            Some(_) => {
                let room = area.width() - 44.0;
                let style = self.pen.fitting(style, room, words);
                let at = left_of(area, 14.0);
                self.pen.text(at, Align2::LEFT_CENTER, style, room, words)
            }
            None => {
                let at = area.center();
                let room = area.width() - 12.0;
                self.pen.text(at, Align2::CENTER_CENTER, style, room, words)
            }
        };
        touch.clicked
    }

    fn label(&self, id: &str, area: Rect, role: Role, text: &str) {
        let id = Id::unique(("sound", id));
        let place = self.pen.scale().rect(area);
        let response = self.ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(role, true, text));
    }
}

/// egui's own controls in the look of the phone's.
fn dress(ui: &mut Ui, palette: &Palette, unit: f32, height: f32) {
    let style = ui.style_mut();
    style.override_font_id = Some(FontId::proportional(unit * font::SMALL));
    style.spacing.interact_size.y = unit * height;
    style.spacing.button_padding = vec2(unit * 9.0, unit * 3.0);
    style.spacing.item_spacing.x = unit * 6.0;
    style.spacing.icon_width = unit * 11.0;
    style.spacing.icon_spacing = unit * 3.0;
    let radius = (unit * 6.0).round().clamp(0.0, 255.0);
    // Clamped to what the type holds.
    let radius = CornerRadius::same(radius as u8);
    let widgets = &mut style.visuals.widgets;
    for (visuals, edge) in [
        (&mut widgets.inactive, palette.field_edge),
        (&mut widgets.hovered, palette.print_faint),
        (&mut widgets.active, palette.focus),
        (&mut widgets.open, palette.focus),
    ] {
        visuals.bg_fill = palette.field;
        visuals.weak_bg_fill = palette.field;
        visuals.bg_stroke = Stroke::new(1.0, edge);
        visuals.fg_stroke = Stroke::new(1.5, palette.field_text);
        visuals.corner_radius = radius;
        visuals.expansion = 0.0;
    }
    style.visuals.selection.bg_fill = palette.gauge_on;
    style.visuals.hyperlink_color = palette.gauge_on;
}
