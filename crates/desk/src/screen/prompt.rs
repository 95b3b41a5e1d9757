//! The prompt: the server's words on what can be done now, a notice over them, and
//! what is wrong with the sound.

use egui::accesskit::Role;
use egui::{Align, Align2, Rect, vec2};

use crate::button;
use crate::icons::Icon;
use crate::pen::{Type, left_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};

/// Draw the prompt's strip.
pub(crate) fn draw(sheet: &Sheet<'_>) {
    let screen = sheet.screen;
    let area = size::PROMPT;
    let notice = screen.notify.as_ref().map(|notify| notify.text.as_str());
    // What an application asks for stands where the server's own words do.
    let asked = screen.menu.as_ref().map(|menu| menu.prompt.as_str());
    let asked = asked.filter(|words| !words.is_empty());
    let words = notice.or(asked).unwrap_or(&screen.prompt);
    sheet.pen.fill(
        area,
        0.0,
        if notice.is_some() {
            sheet.pen.palette.notice
        } else {
            sheet.pen.palette.prompt
        },
    );
    sheet.pen.rule(area.left_top(), area.right_top());
    let palette = sheet.pen.palette;
    let ink = if notice.is_some() {
        palette.notice_text
    } else {
        palette.ink
    };
    let style = Type::new(font::NORMAL, ink);
    sheet.pen.text(
        left_of(area, 12.0),
        Align2::LEFT_CENTER,
        style,
        area.width() - 24.0,
        words,
    );
    button::label(sheet, "prompt", area, Role::Status, words);
    if !screen.sound_notice.is_empty() {
        sound(sheet, &screen.sound_notice);
    }
}

/// A note above the prompt, while a sound device is missing.
fn sound(sheet: &Sheet<'_>, words: &str) {
    let area = size::SOUND_NOTICE;
    sheet
        .pen
        .shadow(area, 7.0, 1.0, 6.0, sheet.pen.palette.card_shadow);
    sheet.pen.fill(area, 7.0, sheet.pen.palette.notice);
    Icon::Warning.draw(
        &sheet.pen,
        left_of(area, 20.0),
        18.0,
        sheet.pen.palette.notice_mark,
    );
    let place = Rect::from_min_max(area.min + vec2(38.0, 2.0), area.max - vec2(8.0, 2.0));
    sheet.pen.paragraph(
        place,
        Align::LEFT,
        Type::new(font::SMALL, sheet.pen.palette.notice_text),
        2,
        words,
    );
    button::label(sheet, "sound notice", area, Role::Status, words);
}
