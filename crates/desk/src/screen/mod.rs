//! The colour display: title, calls or a menu, labels of the line keys, prompt and
//! soft keys.

mod call_figures;
mod calls;
mod expansion;
mod idle;
mod lines;
mod marks;
mod menu;
pub(crate) mod page;
mod prompt;
mod soft_keys;
mod title;

use station::{Lamp, Ring};

use crate::look::Face;
use crate::sheet::Sheet;
use crate::tokens::size;

pub(crate) use expansion::part;
pub(crate) use idle::rests;

/// Draw the display with the buttons beside and below it.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    sheet.pen.shade(
        size::DISPLAY,
        size::DISPLAY_RADIUS,
        sheet.pen.palette.display_top,
        sheet.pen.palette.display_bottom,
    );
    title::draw(sheet);
    stage(sheet);
    lines::draw(sheet);
    if sheet.face == Face::Full {
        expansion::draw(sheet);
    }
    calls::announce(sheet);
    prompt::draw(sheet);
    soft_keys::draw(sheet);
    flash(sheet);
}

/// Who does not hear the ring sees it: the whole display lights up once a second.
fn flash(sheet: &mut Sheet<'_>) {
    let rings = sheet.screen.ring != Ring::Off;
    if sheet.screen.visual_ring && rings && sheet.shines(Lamp::Blink) {
        let light = sheet.pen.palette.state_ring.gamma_multiply(0.35);
        sheet.pen.fill(size::DISPLAY, size::DISPLAY_RADIUS, light);
    }
}

/// The part of the display that calls, menus and the idle face share.
fn stage(sheet: &mut Sheet<'_>) {
    let screen = sheet.screen;
    if let (Some(menu), Some(figures)) = (&screen.menu, &screen.figures) {
        call_figures::draw(sheet, menu, figures);
    } else if let Some(menu) = &screen.menu {
        menu::draw(sheet, menu);
    } else if screen.calls.is_empty() {
        idle::draw(sheet);
    } else {
        calls::draw(sheet);
    }
}
