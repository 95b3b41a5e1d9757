//! The stage without a call: the time, the digits typed so far, or how the phone
//! stands with its server.

use egui::accesskit::Role;
use egui::{Align, Align2, Rect, vec2};
use station::{HardKey, Intent, RegistrationState, Ring, Screen};

use crate::button::{self, Control};
use crate::icons::Icon;
use crate::pen::{Type, left_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};

/// Whether the display shows nothing but the time.
pub(crate) fn rests(screen: &Screen) -> bool {
    screen.ring == Ring::Off
        && screen.calls.is_empty()
        && screen.menu.is_none()
        && screen.dialled.is_empty()
        && screen.registration.state == RegistrationState::Registered
        && screen.display_text.is_none()
}

/// Draw the stage of a phone without calls.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let screen = sheet.screen;
    if !screen.dialled.is_empty() {
        dialled(sheet);
    } else if screen.registration.state != RegistrationState::Registered {
        registration(sheet);
    } else if let Some(words) = &screen.display_text {
        text(sheet, words);
    } else {
        face(sheet);
    }
}

/// A text of the server for the whole display: over the stage, but not over a call.
fn text(sheet: &Sheet<'_>, text: &str) {
    let area = size::STAGE.shrink(16.0);
    sheet.pen.paragraph(
        area,
        Align::Center,
        Type::new(font::TITLE, sheet.pen.palette.ink),
        12,
        text,
    );
    button::label(sheet, "display text", area, Role::Status, text);
}

/// A number typed on hook.
fn dialled(sheet: &mut Sheet<'_>) {
    let found = sheet.matches.map_or(0, |matches| matches.found().len());
    let number_size = vec2(size::STAGE.width() - 24.0, 74.0);
    let area = match found {
        0 => Rect::from_center_size(size::STAGE.center(), number_size),
        _ => {
            let corner = size::STAGE.min + vec2(12.0, 16.0);
            Rect::from_min_size(corner, number_size)
        }
    };
    number(sheet, area);
    people(sheet, area);
}

fn number(sheet: &Sheet<'_>, area: Rect) {
    let (pen, number) = (&sheet.pen, &sheet.screen.dialled);
    pen.shadow(area, 8.0, 1.0, 6.0, pen.palette.card_shadow);
    pen.fill(area, 8.0, pen.palette.card_front);
    pen.text(
        area.left_top() + vec2(14.0, 11.0),
        Align2::LEFT_TOP,
        Type::new(font::SMALL, pen.palette.ink_faint),
        200.0,
        sheet.words.say("To dial"),
    );
    let style = Type::new(font::LARGE, pen.palette.ink);
    // The end of a long number is what is being typed.
    let room = 19;
    let shown: String = match number.chars().count().checked_sub(room) {
        Some(cut) if cut > 0 => format!("…{}", number.chars().skip(cut).collect::<String>()),
        _ => number.clone(),
    };
    let at = area.left_bottom() + vec2(14.0, -10.0);
    let drawn = pen.text(at, Align2::LEFT_BOTTOM, style, area.width() - 28.0, &shown);
    let caret = drawn.right_top() + vec2(3.0, 4.0);
    pen.line(
        &[caret, caret + vec2(0.0, drawn.height() - 8.0)],
        1.6,
        pen.palette.accent,
    );
    button::label(
        sheet,
        "dialled",
        area,
        Role::Status,
        &sheet.words.with("To dial {}", &[number]),
    );
}

/// Who may be meant by the number, under it.
fn people(sheet: &mut Sheet<'_>, number: Rect) {
    let Some(matches) = sheet.matches else { return };
    let height = size::TALL_ITEM_HEIGHT;
    let mut corner = number.left_bottom() + vec2(0.0, 12.0);
    for (place, one) in matches.found().iter().enumerate() {
        let area = Rect::from_min_size(corner, vec2(number.width(), height - 2.0));
        corner.y += height;
        let marked = matches.marked() == Some(place);
        let (title, about) = (one.hit.title(sheet.words), one.hit.about(sheet.words));
        let told = format!("{title}, {about}");
        let touch = Control::item(told.as_str(), marked).place(sheet, ("match", place), area);
        if touch.clicked {
            sheet.intents.push(one.call.clone());
        }
        let pen = &sheet.pen;
        let (ink, faint) = match marked {
            true => (pen.palette.accent_text, pen.palette.accent_text),
            false => (pen.palette.ink, pen.palette.ink_faint),
        };
        if marked {
            pen.fill(area, 5.0, pen.palette.accent);
        } else if touch.hovered {
            pen.fill(area, 5.0, pen.palette.card_hover);
        }
        let room = area.width() - 28.0;
        let left = left_of(area, 14.0);
        let style = Type::new(font::NORMAL, ink);
        pen.text(
            left - vec2(0.0, 9.0),
            Align2::LEFT_CENTER,
            style,
            room,
            &title,
        );
        let style = Type::new(font::SMALL, faint);
        pen.text(
            left + vec2(0.0, 10.0),
            Align2::LEFT_CENTER,
            style,
            room,
            &about,
        );
        button::focus(pen, area.shrink(2.0), 5.0, touch);
        if marked {
            let told = sheet
                .words
                .with("{} of {}", &[&(place + 1), &matches.found().len()]);
            let told = format!("{told}: {title}, {about}");
            button::label(sheet, "marked match", area, Role::Status, &told);
        }
    }
}

/// The time, large.
fn face(sheet: &mut Sheet<'_>) {
    missed_calls(sheet);
    let (pen, screen) = (&sheet.pen, sheet.screen);
    let centre = size::STAGE.center();
    if let Some(set) = &screen.clock {
        let face = set.face(sheet.now);
        let style = Type::new(font::HUGE, pen.palette.ink);
        pen.text(
            centre - vec2(0.0, 20.0),
            Align2::CENTER_CENTER,
            style,
            size::STAGE.width(),
            &face.time,
        );
        let style = Type::new(font::TITLE, pen.palette.ink_faint);
        let date = format!("{}  {}", sheet.words.say(face.weekday), face.date);
        pen.text(
            centre + vec2(0.0, 20.0),
            Align2::CENTER_CENTER,
            style,
            size::STAGE.width(),
            &date,
        );
    } else {
        Icon::OnHook.draw(pen, centre, 64.0, pen.palette.ink_ghost);
    }
    let at = size::STAGE.center_bottom() - vec2(0.0, 12.0);
    let style = Type::new(font::SMALL, pen.palette.ink_faint);
    let words = sheet
        .words
        .with("{} at {}", &[&screen.device, &screen.registration.server]);
    pen.text(
        at,
        Align2::CENTER_BOTTOM,
        style,
        size::STAGE.width() - 24.0,
        &words,
    );
    button::label(
        sheet,
        "registration",
        Rect::from_center_size(at, vec2(200.0, 16.0)),
        Role::Label,
        &words,
    );
}

/// How many calls were missed; a click opens the lists.
fn missed_calls(sheet: &mut Sheet<'_>) {
    let words = match sheet.screen.missed_calls {
        0 => return,
        1 => sheet.words.say("1 missed call").to_owned(),
        calls => sheet.words.with("{} missed calls", &[&calls]),
    };
    let style = Type::new(font::NORMAL, sheet.pen.palette.state_ring).strong();
    let width = sheet.pen.width(style, &words) + 48.0;
    let at = size::STAGE.center_top() + vec2(0.0, 32.0);
    let area = Rect::from_center_size(at, vec2(width, 30.0));
    let touch = Control::button(words.clone()).place(sheet, "missed calls", area);
    if touch.clicked {
        sheet.intents.push(Intent::HardKey(HardKey::Directories));
    }
    let pen = &sheet.pen;
    let fill = if touch.hovered {
        pen.palette.card_front
    } else {
        pen.palette.card_rings
    };
    pen.fill(area, 15.0, fill);
    pen.outline(area, 15.0, 0.8, pen.palette.card_edge);
    Icon::Missed.draw(pen, left_of(area, 20.0), 16.0, pen.palette.state_ring);
    pen.text(
        left_of(area, 34.0),
        Align2::LEFT_CENTER,
        style,
        width,
        &words,
    );
    button::focus(pen, area.shrink(2.0), 13.0, touch);
}

/// Not registered: what is being done, with whom, what failed and why.
fn registration(sheet: &Sheet<'_>) {
    let (pen, registration) = (&sheet.pen, &sheet.screen.registration);
    let failed = matches!(
        registration.state,
        RegistrationState::Rejected | RegistrationState::Waiting
    );
    let (icon, ink) = if failed {
        (Icon::Warning, pen.palette.state_ring)
    } else {
        (Icon::Waiting, pen.palette.accent)
    };
    let stage = size::STAGE;
    icon.draw(pen, stage.center_top() + vec2(0.0, 62.0), 44.0, ink);
    let headline = sheet.words.say(headline(registration.state));
    let style = Type::new(font::TITLE, pen.palette.ink).strong();
    pen.text(
        stage.center_top() + vec2(0.0, 106.0),
        Align2::CENTER_CENTER,
        style,
        stage.width() - 30.0,
        headline,
    );
    let rest = Rect::from_min_max(stage.min + vec2(26.0, 118.0), stage.max - vec2(26.0, 50.0));
    pen.paragraph(
        rest,
        Align::Center,
        Type::new(font::NORMAL, pen.palette.ink_faint),
        5,
        &registration.text,
    );
    let style = Type::new(font::SMALL, pen.palette.ink_faint);
    let whom = match registration.server.as_str() {
        "" => sheet.screen.device.clone(),
        server => sheet
            .words
            .with("{} at {}", &[&sheet.screen.device, &server]),
    };
    pen.text(
        stage.center_bottom() - vec2(0.0, 12.0),
        Align2::CENTER_BOTTOM,
        style,
        stage.width() - 24.0,
        &whom,
    );
    let words = format!("{headline}. {}", registration.text);
    button::label(
        sheet,
        "registration",
        stage.shrink(20.0),
        Role::Status,
        &words,
    );
}

fn headline(state: RegistrationState) -> &'static str {
    match state {
        RegistrationState::Offline => "Offline",
        RegistrationState::Connecting => "Connecting",
        RegistrationState::Registering => "Registering",
        RegistrationState::Configuring => "Configuring",
        RegistrationState::Registered => "Registered",
        RegistrationState::Rejected => "Registration rejected",
        RegistrationState::Waiting => "Server not reached",
        RegistrationState::Unregistering => "Leaving",
    }
}
