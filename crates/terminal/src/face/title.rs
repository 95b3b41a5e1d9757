//! The title bar: time and date, what is recorded, own number.

use ratatui::layout::Rect;

use crate::look::Role;
use crate::sheet::{Sheet, width};

/// Draw it.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect) {
    sheet.fill(area, Role::Title);
    let inner = Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    let screen = sheet.screen;
    let mut left = match &screen.clock {
        Some(clock) => {
            sheet.wake_at(clock.next_minute(sheet.now));
            let face = clock.face(sheet.now);
            format!("{}  {}", face.time, face.date)
        }
        None => screen.device.clone(),
    };
    if screen.recording {
        left += &format!("  {}", sheet.words.say("recording").to_uppercase());
    }
    let right = match screen.own_number.as_str() {
        "" if screen.clock.is_none() => "",
        "" => &screen.device,
        number => number,
    };
    sheet.right(inner, Role::Title, right);
    let room = inner.width.saturating_sub(width(right) + 2);
    sheet.left(
        Rect {
            width: room,
            ..inner
        },
        Role::Title,
        &left,
    );
}
