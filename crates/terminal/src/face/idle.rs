//! The stage without a call: the time, the digits typed so far, or how the phone stands with
//! its server.

use ratatui::layout::Rect;
use station::RegistrationState;

use super::calls::sound_notice;
use crate::look::Role;
use crate::sheet::{Sheet, width};

/// Draw the stage of a phone without calls.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect) {
    let screen = sheet.screen;
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    if !screen.dialled.is_empty() {
        dialled(sheet, inner);
    } else if screen.registration.state != RegistrationState::Registered {
        registration(sheet, inner);
    } else if let Some(text) = &screen.display_text {
        sheet.paragraph(inner, Role::Plain, true, text);
    } else {
        face(sheet, inner);
    }
    if !screen.sound_notice.is_empty() {
        sound_notice(sheet, area);
    }
}

/// A row of the area, as many below its upper third.
fn row(area: Rect, below: u16) -> Rect {
    let y = area.y + area.height / 4 + below;
    Rect {
        y: y.min(area.bottom().saturating_sub(1)),
        height: 1,
        ..area
    }
}

/// A number typed on hook.
fn dialled(sheet: &mut Sheet<'_>, area: Rect) {
    let number = &sheet.screen.dialled;
    sheet.left(row(area, 0), Role::Faint, sheet.words.say("To dial"));
    // The end of a long number is what is being typed.
    let room = usize::from(area.width.saturating_sub(2));
    let shown: String = match number.chars().count().checked_sub(room) {
        Some(cut) if cut > 0 => {
            let end: String = number.chars().skip(cut).collect();
            format!("{}{end}", sheet.look.ellipsis())
        }
        _ => number.clone(),
    };
    let place = row(area, 1);
    let taken = sheet.left(place, Role::Strong, &shown);
    let caret = Rect {
        x: place.x + taken,
        width: place.width.saturating_sub(taken),
        ..place
    };
    sheet.left(caret, Role::Talk, sheet.look.caret());
}

/// The time, and what was missed.
fn face(sheet: &mut Sheet<'_>, area: Rect) {
    let screen = sheet.screen;
    let mut next = 0;
    if let Some(clock) = &screen.clock {
        let face = clock.face(sheet.now);
        let day = format!("{}  {}", sheet.words.say(face.weekday), face.date);
        if area.height >= 11 && width(&face.time) * 6 <= area.width && !sheet.look.is_ascii() {
            large(sheet, row(area, 0), &face.time);
            next = 6;
        } else {
            sheet.middle(row(area, 0), Role::Strong, &face.time);
            next = 1;
        }
        sheet.middle(row(area, next), Role::Plain, &day);
        next += 2;
    }
    if screen.missed_calls > 0 {
        let words = match screen.missed_calls {
            1 => sheet.words.say("1 missed call").to_owned(),
            count => sheet.words.with("{} missed calls", &[&count]),
        };
        sheet.middle(row(area, next), Role::Ring, &words);
    }
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1,
        ..area
    };
    if screen.sound_notice.is_empty() {
        let server = &screen.registration.server;
        let words = sheet.words.with("{} at {}", &[&screen.device, server]);
        sheet.middle(last, Role::Faint, &words);
    }
}

/// The digits as blocks, five rows each, three columns wide.
const DIGITS: [(char, [u8; 5]); 11] = [
    ('0', [0b111, 0b101, 0b101, 0b101, 0b111]),
    ('1', [0b010, 0b110, 0b010, 0b010, 0b111]),
    ('2', [0b111, 0b001, 0b111, 0b100, 0b111]),
    ('3', [0b111, 0b001, 0b111, 0b001, 0b111]),
    ('4', [0b101, 0b101, 0b111, 0b001, 0b001]),
    ('5', [0b111, 0b100, 0b111, 0b001, 0b111]),
    ('6', [0b111, 0b100, 0b111, 0b101, 0b111]),
    ('7', [0b111, 0b001, 0b001, 0b001, 0b001]),
    ('8', [0b111, 0b101, 0b111, 0b101, 0b111]),
    ('9', [0b111, 0b101, 0b111, 0b001, 0b111]),
    (':', [0b000, 0b010, 0b000, 0b010, 0b000]),
];

/// The time in large digits, from this row down; what has no large form is written beside them.
fn large(sheet: &mut Sheet<'_>, top: Rect, time: &str) {
    let blocks: Vec<[u8; 5]> = time
        .chars()
        .filter_map(|c| DIGITS.iter().find(|(digit, _)| *digit == c))
        .map(|(_, rows)| *rows)
        .collect();
    let rest: String = time
        .chars()
        .filter(|c| DIGITS.iter().all(|(digit, _)| digit != c))
        .collect();
    for row in 0..5_u16 {
        let mut text: String = blocks
            .iter()
            .map(|rows| {
                let bits = rows[usize::from(row)];
                let dot = |bit: u8| if bits >> bit & 1 == 1 { "██" } else { "  " };
                format!("{}{}{} ", dot(2), dot(1), dot(0))
            })
            .collect();
        if row == 4 {
            text.push_str(rest.trim());
        } else {
            text.push_str(&" ".repeat(rest.trim().len()));
        }
        let place = Rect {
            y: top.y + row,
            ..top
        };
        sheet.middle(place, Role::Plain, &text);
    }
}

/// Not registered: what is being done, with whom, what failed and why.
fn registration(sheet: &mut Sheet<'_>, area: Rect) {
    use RegistrationState as R;
    let registration = &sheet.screen.registration;
    let (headline, role) = match registration.state {
        R::Offline => ("Offline", Role::Strong),
        R::Connecting => ("Connecting", Role::Strong),
        R::Registering => ("Registering", Role::Strong),
        R::Configuring => ("Configuring", Role::Strong),
        R::Registered => ("Registered", Role::Strong),
        R::Rejected => ("Registration rejected", Role::Fail),
        R::Waiting => ("Server not reached", Role::Ring),
        R::Unregistering => ("Leaving", Role::Strong),
    };
    sheet.middle(row(area, 0), role, sheet.words.say(headline));
    let from = row(area, 1).y;
    let rest = Rect {
        y: from,
        height: area.bottom().saturating_sub(from + 1),
        ..area
    };
    sheet.paragraph(rest, Role::Plain, true, &registration.text);
    let whom = match registration.server.as_str() {
        "" => sheet.screen.device.clone(),
        server => sheet
            .words
            .with("{} at {}", &[&sheet.screen.device, &server]),
    };
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1,
        ..area
    };
    sheet.middle(last, Role::Faint, &whom);
}
