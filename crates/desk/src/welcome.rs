//! The first start: the demo, or a server and a device name.

use egui::{Align, Align2, FontId, Id, Key, Margin, Rect, TextEdit, Ui, pos2, vec2};
use station::Language;

use crate::Phone;
use crate::button::{self, Cap, Control, Touch};
use crate::icons::Icon;
use crate::pen::{Pen, Type, left_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};
use crate::words::Words;

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

/// Longest device name that a registration carries, in bytes.
const LONGEST_DEVICE: usize = 15;

/// The form and what is typed into it.
pub(crate) struct Welcome {
    connect: Connect,
    words: Words,
    server: String,
    device: String,
    problem: String,
}

impl Welcome {
    pub(crate) fn new(connect: Connect, language: Language, server: &str, device: &str) -> Self {
        Self {
            connect,
            words: Words::of(language),
            server: server.to_owned(),
            device: device.to_owned(),
            problem: String::new(),
        }
    }

    /// Draw the form; gives the phone once one has started.
    pub(crate) fn draw(&mut self, ui: &mut Ui, pen: &Pen) -> Option<Box<dyn Phone>> {
        let choice = self.form(ui, pen)?;
        match (self.connect)(choice) {
            Ok(phone) => Some(phone),
            Err(problem) => {
                self.problem = problem;
                ui.ctx().request_repaint();
                None
            }
        }
    }

    fn form(&mut self, ui: &mut Ui, pen: &Pen) -> Option<Choice> {
        let words = self.words;
        let card = Rect::from_center_size((size::PHONE / 2.0).to_pos2(), vec2(440.0, 500.0));
        pen.shadow(card, size::BODY_RADIUS, 4.0, 22.0, pen.palette.body_shadow);
        pen.shade(
            card,
            size::BODY_RADIUS,
            pen.palette.body_top,
            pen.palette.body_bottom,
        );
        pen.outline(card, size::BODY_RADIUS, 1.0, pen.palette.body_edge);
        let inner = card.shrink2(vec2(40.0, 32.0));
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
    let response = ui.put(
        inside,
        TextEdit::singleline(text)
            .id(Id::unique(caption))
            .font(font)
            .frame(egui::Frame::NONE)
            .margin(Margin::ZERO)
            .align(Align2::LEFT_CENTER)
            .text_color(pen.palette.field_text)
            .hint_text(egui::RichText::new(hint).color(pen.palette.field_hint))
            .desired_width(inside.width()),
    );
    if response.has_focus() {
        pen.outline(place, 6.0, 1.5, pen.palette.focus);
    }
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(caption));
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
