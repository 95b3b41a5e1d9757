//! The compact face: the display with its soft keys, and below it one row of the keys
//! that are needed most.

use egui::{Rect, pos2, vec2};
use keymap::Action;
use station::{AudioPath, HardKey, Intent, Lamp, Ring};

use crate::button::{self, Cap, Control};
use crate::icons::Icon;
use crate::keys;
use crate::lamps::Light;
use crate::pen::{Pen, left_of, right_of};
use crate::screen;
use crate::sheet::Sheet;
use crate::tokens::size;

/// Gap between keys of the row.
const GAP: f32 = 5.0;

/// Draw what stands behind it, over the whole window.
pub(crate) fn backdrop(pen: &Pen, window: Rect) {
    pen.shade(window, 0.0, pen.palette.body_top, pen.palette.body_bottom);
}

/// Draw the face; says whether the whole phone is wanted.
pub(crate) fn draw(sheet: &mut Sheet<'_>) -> bool {
    let (pen, bezel) = (sheet.pen.clone(), size::COMPACT_BEZEL);
    pen.edge(bezel, 10.0, 1.5, pen.palette.well);
    pen.shade(bezel, 10.0, pen.palette.bezel_top, pen.palette.bezel_bottom);
    pen.outline(bezel, 10.0, 1.0, pen.palette.bezel_edge);
    // The strip of the whole phone flashes while it rings; here the frame does.
    if sheet.screen.ring != Ring::Off && sheet.shines(Lamp::Flash) {
        let light = Light::Amber.colour(pen.palette);
        pen.frame(bezel.expand(1.0), 11.0, 3.5, light);
    }
    screen::draw(sheet);
    row(sheet)
}

fn row(sheet: &mut Sheet<'_>) -> bool {
    let mut places = Row(size::COMPACT_ROW.left());
    keys::hook(sheet, places.next(103.0));
    places.0 += GAP;
    for path in AudioPath::ALL {
        keys::path_key(sheet, places.next(43.0), path);
    }
    keys::mute_key(sheet, places.next(43.0));
    places.0 += GAP;
    keys::volume(sheet, places.next(96.0));
    places.0 += GAP;
    messages(sheet, places.next(43.0));
    whole_phone(sheet, places.next(30.0))
}

/// The places of the row, from the left.
struct Row(f32);

impl Row {
    fn next(&mut self, width: f32) -> Rect {
        let corner = pos2(self.0, size::COMPACT_ROW.top());
        self.0 += width + GAP;
        Rect::from_min_size(corner, vec2(width, size::COMPACT_ROW.height()))
    }
}

/// The Messages key with the lamp that is the strip on the whole phone.
fn messages(sheet: &mut Sheet<'_>, area: Rect) {
    let lamp = sheet.screen.message_waiting;
    let words = match lamp {
        Lamp::Off => "No messages waiting",
        _ => "Messages waiting",
    };
    let touch = Control::button(sheet.words.say("Messages"))
        .described(sheet.words.say(words))
        .does(Action::Messages)
        .place(sheet, "Messages", area);
    if touch.clicked {
        sheet.intents.push(Intent::HardKey(HardKey::Messages));
    }
    let shines = sheet.shines(lamp);
    let pen = &sheet.pen;
    let ink = button::cap(pen, area, size::KEY_RADIUS, Cap::Plain, touch);
    Icon::Envelope.draw(pen, left_of(area, 15.0), 16.0, ink);
    let light = shines.then(|| Light::Red.colour(pen.palette));
    button::lamp(pen, right_of(area, 11.0), light);
}

/// Back to the whole phone.
fn whole_phone(sheet: &Sheet<'_>, area: Rect) -> bool {
    let touch = Control::button(sheet.words.say("Whole phone"))
        .does(Action::Compact)
        .place(sheet, "whole phone", area);
    let ink = button::cap(&sheet.pen, area, size::KEY_RADIUS, Cap::Plain, touch);
    Icon::Phone.draw(&sheet.pen, area.center(), 17.0, ink);
    touch.clicked
}
