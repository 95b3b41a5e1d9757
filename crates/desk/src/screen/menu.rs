//! A menu of the phone itself.

use std::fmt::Display;

use egui::accesskit::Role;
use egui::{Align2, Rect, vec2};
use station::{Intent, Menu, MenuItem, MenuWish, Presence};

use super::calls::first_shown;
use super::page;
use crate::button::{self, Control};
use crate::icons::Icon;
use crate::pen::{Pen, Type, left_of, right_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};
use crate::words::Words;

/// Draw the menu, the marked item always in sight.
pub(crate) fn draw(sheet: &mut Sheet<'_>, menu: &Menu) {
    let area = size::STAGE.shrink(size::STAGE_MARGIN);
    let title = Rect::from_min_size(area.min, vec2(area.width(), 24.0));
    let style = Type::new(font::TITLE, sheet.pen.palette.ink).strong();
    sheet.pen.text(
        left_of(title, 4.0),
        Align2::LEFT_CENTER,
        style,
        title.width(),
        &menu.title,
    );
    button::label(sheet, "menu title", title, Role::Heading, &menu.title);

    let list = Rect::from_min_max(title.left_bottom() + vec2(0.0, 4.0), area.max);
    if !menu.text.is_empty() {
        page::draw(sheet, list, &menu.text);
        return;
    }
    if let Some(level) = menu.level {
        draw_level(sheet, list, &menu.title, level);
        return;
    }
    let tall = menu
        .items
        .iter()
        .any(|item| !fits_one_line(&sheet.pen, sheet.words, item, list.width()));
    let height = if tall {
        size::TALL_ITEM_HEIGHT
    } else {
        size::ITEM_HEIGHT
    };
    let room = (list.height() / height).floor() as usize;
    let first = first_shown(menu.items.len(), room, menu.selected);
    let shown = menu.items.iter().enumerate().skip(first).take(room);
    for (row, (index, entry)) in shown.enumerate() {
        let corner = list.min + vec2(0.0, height * row as f32);
        let place = Rect::from_min_size(corner, vec2(list.width(), height - 2.0));
        item(sheet, place, menu, index, entry);
    }
    if menu.items.len() > room {
        let [first, room, all] = [first, room, menu.items.len()].map(|count| count as f32);
        scroll_bar(sheet, list, first, room, all);
        let place = [&(menu.selected + 1) as &dyn Display, &menu.items.len()];
        let place = sheet.words.with("{} of {}", &place);
        let faint = Type::new(font::SMALL, sheet.pen.palette.ink_faint);
        let at = right_of(title, 4.0);
        sheet
            .pen
            .text(at, Align2::RIGHT_CENTER, faint, title.width(), &place);
        button::label(sheet, "menu place", title, Role::Status, &place);
    }
}

/// How much of something there is, as a bar with a mark at every tenth.
fn draw_level(sheet: &mut Sheet<'_>, area: Rect, title: &str, level: u8) {
    let words = format!("{level} %");
    let track = Rect::from_center_size(area.center(), vec2(area.width() - 40.0, 16.0));
    let pen = &sheet.pen;
    pen.fill(track, 8.0, pen.palette.card_edge);
    let part = f32::from(level.min(100)) / 100.0;
    let filled = Rect::from_min_size(track.min, vec2(track.width() * part, track.height()));
    if level > 0 {
        pen.fill(filled, 8.0, pen.palette.accent);
    }
    for tenth in 1..10_u8 {
        let across = track.left() + track.width() * f32::from(tenth) / 10.0;
        let top = egui::pos2(across, track.bottom() + 4.0);
        pen.line(&[top, top + vec2(0.0, 4.0)], 1.0, pen.palette.ink_ghost);
    }
    let style = Type::new(font::TITLE, pen.palette.ink).strong();
    let above = track.center_top() - vec2(0.0, 22.0);
    pen.text(above, Align2::CENTER_CENTER, style, track.width(), &words);
    let said = format!("{title} {words}");
    button::label(sheet, "level", track, Role::ProgressIndicator, &said);
}

/// Where an item's text begins, after its number.
const TEXT_LEFT: f32 = 34.0;
/// Room of the icon in front of the text.
const SIGN_ROOM: f32 = 22.0;
/// Room at an item's right end.
const TEXT_RIGHT: f32 = 12.0;

/// What stands beside an item's label: more about it, when it was, what its number is doing.
fn details(words: Words, item: &MenuItem) -> String {
    let presence = item.presence.and_then(Presence::words);
    let presence = presence.map_or("", |presence| words.say(presence));
    let parts = [item.detail.as_str(), &item.time, presence];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("  ·  ")
}

/// A path that is too long without its first folders: what tells it from others stands at its end.
fn with_its_end(pen: &Pen, style: Type, room: f32, text: String) -> String {
    if !text.starts_with('/') || pen.width(style, &text) <= room {
        return text;
    }
    let ends = text
        .match_indices('/')
        .map(|(at, _)| format!("…{}", &text[at..]));
    let mut fitting = ends.filter(|end| pen.width(style, end) <= room);
    fitting.next().unwrap_or(text)
}

/// Whether label and details have room beside each other.
fn fits_one_line(pen: &Pen, words: Words, item: &MenuItem, width: f32) -> bool {
    let label = pen.width(Type::new(font::NORMAL, pen.palette.ink), &item.label);
    let detail = pen.width(
        Type::new(font::SMALL, pen.palette.ink),
        &details(words, item),
    );
    TEXT_LEFT + label + 16.0 + detail + TEXT_RIGHT <= width
}

fn item(sheet: &mut Sheet<'_>, area: Rect, menu: &Menu, index: usize, item: &MenuItem) {
    let marked = index == menu.selected;
    let details = details(sheet.words, item);
    let spoken = match item.chosen {
        Some(true) => sheet.words.say("chosen").to_owned(),
        _ => details.clone(),
    };
    let touch = Control::item(format!("{} {}", index + 1, item.label), marked)
        .described(spoken)
        .place(sheet, ("item", index), area);
    if touch.clicked {
        let wish = if menu.input {
            MenuWish::Mark(index)
        } else {
            MenuWish::Pick(index)
        };
        sheet.intents.push(Intent::Menu(wish));
    }
    let pen = &sheet.pen;
    let (ink, faint) = if marked {
        pen.fill(area, 5.0, pen.palette.accent);
        (pen.palette.accent_text, pen.palette.accent_text)
    } else {
        if touch.hovered {
            pen.fill(area, 5.0, pen.palette.card_hover);
        }
        (pen.palette.ink, pen.palette.ink_faint)
    };
    let label = Type::new(font::NORMAL, ink);
    let detail = Type::new(font::SMALL, faint);
    let sign = Icon::named(&item.icon);
    let left_edge = TEXT_LEFT + if sign.is_some() { SIGN_ROOM } else { 0.0 };
    let room = area.width() - left_edge - TEXT_RIGHT;
    // What has nothing to say below its label stands in the middle.
    let tall = area.height() > size::ITEM_HEIGHT;
    let two_lines = tall && (menu.input || !details.is_empty());
    // The number stands beside the label.
    let up = vec2(0.0, if two_lines { -9.0 } else { 0.0 });
    let number = if menu.unnumbered {
        String::new()
    } else {
        (index + 1).to_string()
    };
    pen.text(
        left_of(area, 24.0) + up,
        Align2::RIGHT_CENTER,
        detail,
        24.0,
        &number,
    );
    let left = left_of(area, left_edge);
    if let Some(sign) = sign {
        sign.draw(pen, left_of(area, TEXT_LEFT + 8.0) + up, 15.0, ink);
    }
    pen.text(left + up, Align2::LEFT_CENTER, label, room, &item.label);
    let details = with_its_end(pen, detail, room, details);
    if two_lines {
        pen.text(
            left + vec2(0.0, 10.0),
            Align2::LEFT_CENTER,
            detail,
            room,
            &details,
        );
    } else {
        let drawn = pen.text(
            right_of(area, TEXT_RIGHT),
            Align2::RIGHT_CENTER,
            detail,
            room,
            &details,
        );
        if menu.input && marked {
            let caret = drawn.right_top() + vec2(2.0, 0.0);
            pen.line(&[caret, caret + vec2(0.0, drawn.height())], 1.4, ink);
        }
    }
    if let Some(chosen) = item.chosen {
        let centre = right_of(area, TEXT_RIGHT + 8.0);
        pen.circle(centre, 6.5, 1.4, ink);
        if chosen {
            pen.disc(centre, 3.6, ink);
        }
    }
    button::focus(pen, area.shrink(2.0), 5.0, touch);
}

/// Which part of a list or a text is in sight.
pub(super) fn scroll_bar(sheet: &Sheet<'_>, list: Rect, first: f32, shown: f32, all: f32) {
    let track = Rect::from_min_max(
        list.right_top() + vec2(2.0, 0.0),
        list.right_bottom() + vec2(5.0, 0.0),
    );
    let top = track.top() + track.height() * first / all;
    let thumb = Rect::from_min_size(
        egui::pos2(track.left(), top),
        vec2(track.width(), track.height() * shown / all),
    );
    sheet.pen.fill(track, 1.5, sheet.pen.palette.card_edge);
    sheet.pen.fill(thumb, 1.5, sheet.pen.palette.ink_ghost);
}
