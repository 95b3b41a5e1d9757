//! The first start: the demo, or a server and a device name, which are tried before they count.

mod advice;
mod first_run;
mod sounding;
mod trying;

use egui::{Align, Align2, FontId, Id, Key, Margin, Rect, TextEdit, Ui, pos2, vec2};
use keymap::KeyMap;
use station::Language;

use crate::button::{self, Cap, Control, Touch};
use crate::drop_down::DropDown;
use crate::icons::Icon;
use crate::pen::{Pen, Type, left_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};
use crate::words::Words;
use crate::{Adapter, Phone};

pub use first_run::{FirstRun, Reach, Reaching};

use sounding::Sounding;
use trying::{Trying, Wish};

/// What the person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The phone with the call server that is built in.
    Demo,
    /// A call server somewhere.
    Server {
        /// `HOST` or `HOST:PORT`.
        server: String,
        /// The name to register as.
        device: String,
    },
}

/// Starts a phone as chosen, or says in words why it cannot.
pub type Connect = Box<dyn FnMut(Choice) -> Result<Box<dyn Phone>, String>>;

/// A start that only starts: nothing is tried before.
struct Plain(Connect);

impl FirstRun for Plain {
    fn start(&mut self, choice: Choice) -> Result<Box<dyn Phone>, String> {
        (self.0)(choice)
    }
}

/// Longest device name that a registration carries, in bytes.
const LONGEST_DEVICE: usize = 15;

/// The form and what is typed into it.
pub(crate) struct Welcome {
    first_run: Box<dyn FirstRun>,
    adapters: Vec<Adapter>,
    /// The second page.
    trying: Option<Trying>,
    /// The third.
    sounding: Option<Sounding>,
    words: Words,
    server: String,
    device: String,
    problem: String,
}

impl Welcome {
    pub(crate) fn plain(connect: Connect, language: Language, server: &str, device: &str) -> Self {
        Self::new(Box::new(Plain(connect)), language, server, device)
    }

    pub(crate) fn new(
        first_run: Box<dyn FirstRun>,
        language: Language,
        server: &str,
        device: &str,
    ) -> Self {
        Self {
            adapters: first_run.adapters(),
            first_run,
            trying: None,
            sounding: None,
            words: Words::of(language),
            server: server.to_owned(),
            device: device.to_owned(),
            problem: String::new(),
        }
    }

    /// The phone that is tried, or whose sound is set up, while one is.
    pub(crate) fn phone(&self) -> Option<&dyn Phone> {
        if let Some(sounding) = &self.sounding {
            return Some(sounding.phone.as_ref());
        }
        self.trying.as_ref()?.phone()
    }

    /// Draw the page; gives the phone once one has started.
    pub(crate) fn draw(&mut self, ui: &mut Ui, pen: &Pen, keys: &KeyMap) -> Option<Box<dyn Phone>> {
        if let Some(sounding) = &mut self.sounding {
            let done = sounding.draw(ui, keys);
            return self.sounding.take_if(|_| done).map(|done| done.phone);
        }
        if let Some(trying) = &mut self.trying {
            let wish = trying.draw(ui, pen, self.words, self.first_run.as_mut())?;
            ui.ctx().request_repaint();
            let typed = trying.typed();
            let (server, device) = (typed.0.to_owned(), typed.1.to_owned());
            self.trying = None;
            return match wish {
                Wish::Use(phone, true) => {
                    self.sounding = Some(Sounding::of(phone));
                    None
                }
                Wish::Use(phone, false) => Some(phone),
                Wish::Back => None,
                Wish::Again => {
                    self.try_server(ui, server, device);
                    None
                }
            };
        }
        let choice = self.form(ui, pen)?;
        ui.ctx().request_repaint();
        if let Choice::Server { server, device } = &choice {
            self.try_server(ui, server.clone(), device.clone());
            if self.trying.is_some() {
                return None;
            }
        }
        match self.first_run.start(choice) {
            Ok(phone) => Some(phone),
            Err(problem) => {
                self.problem = self.words.sentence(&problem);
                None
            }
        }
    }

    fn try_server(&mut self, ui: &Ui, server: String, device: String) {
        let ctx = ui.ctx().clone();
        let wake = Box::new(move || ctx.request_repaint());
        let reach = self.first_run.reach(&server, wake);
        self.trying = reach.map(|reach| Trying::new(server, device, reach));
    }

    fn form(&mut self, ui: &mut Ui, pen: &Pen) -> Option<Choice> {
        let words = self.words;
        let inner = card(pen);
        let top = inner.center_top();

        pen.disc(top + vec2(0.0, 34.0), 34.0, pen.palette.call_bottom);
        Icon::OffHook.draw(pen, top + vec2(0.0, 34.0), 40.0, pen.palette.call_text);
        let headline = Type::new(font::LARGE, pen.palette.print).strong();
        pen.text(
            top + vec2(0.0, 94.0),
            Align2::CENTER_CENTER,
            headline,
            inner.width(),
            words.say("Welcome to Offhook"),
        );
        let quiet = Type::new(font::NORMAL, pen.palette.print);
        let line = words.say("A desk phone that speaks SCCP");
        pen.text(
            top + vec2(0.0, 119.0),
            Align2::CENTER_CENTER,
            quiet,
            inner.width(),
            line,
        );

        let demo = Rect::from_min_size(
            pos2(inner.left(), inner.top() + 148.0),
            vec2(inner.width(), 44.0),
        );
        if press(ui, pen, demo, words.say("Try the demo"), Cap::Call, true).clicked {
            return Some(Choice::Demo);
        }
        let hint = Type::new(font::SMALL, pen.palette.print_faint);
        let line = words.say("With its own call server, on this machine only");
        pen.text(
            demo.center_bottom() + vec2(0.0, 13.0),
            Align2::CENTER_CENTER,
            hint,
            inner.width(),
            line,
        );

        let rule = demo.bottom() + 42.0;
        let or = pen.text(
            pos2(inner.center().x, rule),
            Align2::CENTER_CENTER,
            hint,
            40.0,
            words.say("or"),
        );
        pen.line(
            &[pos2(inner.left(), rule), pos2(or.left() - 10.0, rule)],
            1.0,
            pen.palette.well_edge,
        );
        pen.line(
            &[pos2(or.right() + 10.0, rule), pos2(inner.right(), rule)],
            1.0,
            pen.palette.well_edge,
        );

        let field = |row: f32| {
            Rect::from_min_size(
                pos2(inner.left(), rule + 22.0 + row * 62.0),
                vec2(inner.width(), 54.0),
            )
        };
        let entered = edit(
            ui,
            pen,
            field(0.0),
            words.say("Call server"),
            words.say("host or host:port"),
            &mut self.server,
        ) | edit(
            ui,
            pen,
            field(1.0),
            words.say("Device name"),
            "SEP001122334455",
            &mut self.device,
        );
        self.pick_adapter(ui, pen, field(1.0));
        let ready = ready(&self.server, &self.device);
        let connect =
            Rect::from_min_size(pos2(inner.left(), rule + 154.0), vec2(inner.width(), 40.0));
        let touch = press(ui, pen, connect, words.say("Connect"), Cap::Plain, ready);
        if !self.problem.is_empty() {
            let area = Rect::from_min_max(
                connect.left_bottom() + vec2(0.0, 4.0),
                inner.right_bottom() + vec2(0.0, 26.0),
            );
            pen.paragraph(
                area,
                Align::Center,
                Type::new(font::SMALL, pen.palette.panel_warning),
                3,
                &self.problem,
            );
            ui.interact(
                pen.scale().rect(area),
                Id::unique("problem"),
                egui::Sense::hover(),
            )
            .widget_info(|| {
                egui::WidgetInfo::labeled(egui::accesskit::Role::Alert, true, &self.problem)
            });
        }
        (ready && (touch.clicked || entered)).then(|| Choice::Server {
            server: self.server.trim().to_owned(),
            device: self.device.trim().to_owned(),
        })
    }
}

impl Welcome {
    /// The names that the network adapters give, over the right end of the field's caption.
    fn pick_adapter(&mut self, ui: &mut Ui, pen: &Pen, field: Rect) {
        if self.adapters.is_empty() {
            return;
        }
        let area = Rect::from_min_max(
            pos2(field.right() - 190.0, field.top() - 5.0),
            pos2(field.right(), field.top() + 15.0),
        );
        let inside = pen.scale().rect(area);
        let words = self.words.say("From a network adapter");
        let builder = egui::UiBuilder::new().id_salt("adapters").max_rect(inside);
        ui.scope_builder(builder, |ui| {
            let font = FontId::proportional(pen.scale().len(font::SMALL));
            ui.style_mut().override_font_id = Some(font);
            ui.spacing_mut().interact_size.y = inside.height();
            ui.spacing_mut().button_padding = vec2(pen.scale().len(6.0), 0.0);
            ui.spacing_mut().icon_width = pen.scale().len(12.0);
            let list = egui::ComboBox::from_id_salt("adapters")
                .width(inside.width())
                .truncate()
                .selected_text(words)
                .drop_down(ui, |ui| {
                    for adapter in &self.adapters {
                        let text = format!("{} – {}", adapter.name, adapter.device);
                        let is_it = self.device == adapter.device;
                        if ui.selectable_label(is_it, text).clicked() {
                            self.device.clone_from(&adapter.device);
                        }
                    }
                });
            ui.ctx()
                .accesskit_node_builder(list.response.id, |node| node.set_label(words));
        });
    }
}

/// The card that a page stands on; gives the room on it.
fn card(pen: &Pen) -> Rect {
    let card = Rect::from_center_size((size::PHONE / 2.0).to_pos2(), vec2(440.0, 500.0));
    pen.shadow(card, size::BODY_RADIUS, 4.0, 22.0, pen.palette.body_shadow);
    pen.shade(
        card,
        size::BODY_RADIUS,
        pen.palette.body_top,
        pen.palette.body_bottom,
    );
    pen.outline(card, size::BODY_RADIUS, 1.0, pen.palette.body_edge);
    card.shrink2(vec2(40.0, 32.0))
}

/// Whether there is enough to connect with.
fn ready(server: &str, device: &str) -> bool {
    let device = device.trim();
    !server.trim().is_empty() && !device.is_empty() && device.len() <= LONGEST_DEVICE
}

fn press(ui: &Ui, pen: &Pen, area: Rect, name: &str, cap: Cap, enabled: bool) -> Touch {
    let screen = station::Screen::default();
    let sheet = Sheet::new(ui, pen.clone(), &screen, station::Moment::START);
    let touch = Control::button(name)
        .enabled(enabled)
        .place(&sheet, name, area);
    let ink = button::cap(pen, area, size::KEY_RADIUS + 2.0, cap, touch);
    pen.text(
        area.center(),
        Align2::CENTER_CENTER,
        Type::new(font::TITLE, ink).strong(),
        area.width(),
        name,
    );
    touch
}

/// A field with its caption; says whether Enter was pressed in it.
fn edit(ui: &mut Ui, pen: &Pen, area: Rect, caption: &str, hint: &str, text: &mut String) -> bool {
    let quiet = Type::new(font::SMALL, pen.palette.print);
    pen.text(
        left_of(area, 2.0) - vec2(0.0, 19.0),
        Align2::LEFT_CENTER,
        quiet,
        area.width(),
        caption,
    );
    let place = Rect::from_min_max(
        area.left_top() + vec2(0.0, 18.0),
        area.right_bottom() - vec2(0.0, 3.0),
    );
    pen.fill(place, 6.0, pen.palette.field);
    pen.outline(place, 6.0, 1.0, pen.palette.field_edge);
    let inside = pen.scale().rect(place.shrink2(vec2(10.0, 6.0)));
    let font = FontId::proportional(pen.scale().len(font::NORMAL));
    // Texts of another size change nothing here: all grows with the window.
    ui.spacing_mut().interact_size.y = inside.height();
    let hint = egui::RichText::new(hint)
        .font(font.clone())
        .color(pen.palette.field_hint);
    let response = ui.put(
        inside,
        TextEdit::singleline(text)
            .id(Id::unique(caption))
            .font(font)
            .frame(egui::Frame::NONE)
            .margin(Margin::ZERO)
            .align(Align2::LEFT_CENTER)
            .text_color(pen.palette.field_text)
            .hint_text(hint)
            .desired_width(inside.width()),
    );
    if response.has_focus() {
        pen.outline(place, 6.0, 1.5, pen.palette.focus);
    }
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(caption));
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
