//! The call list: sign, name, number, state and timer of each call.

use ratatui::layout::Rect;
use station::{Call, Who, lasting, next_second};

use super::first_shown;
use crate::look::Role;
use crate::sheet::{Sheet, width};
use crate::words::Words;

/// Draw the calls, the one in front always among them.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect) {
    let screen = sheet.screen;
    let calls = &screen.calls;
    let rows = usize::from(area.height);
    // Two rows and a gap for each call, or two, or one.
    let height = [3, 2, 1]
        .into_iter()
        .find(|height| calls.len() * height <= rows)
        .unwrap_or(1);
    let room = rows / height;
    let front = calls
        .iter()
        .position(|call| Some(call.call_reference) == screen.focused_call);
    let shown = if calls.len() > room { room - 1 } else { room };
    let first = first_shown(calls.len(), shown, front.unwrap_or(0));
    let below = |row: usize, height: usize| {
        let small = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        Rect {
            y: area.y + small(row),
            height: small(height),
            width: area.width.saturating_sub(1),
            ..area
        }
    };
    for (at, call) in calls.iter().skip(first).take(shown).enumerate() {
        card(sheet, below(at * height, height.min(2)), call);
    }
    if calls.len() > shown {
        let words = hidden(sheet.words, first, calls.len() - first - shown);
        sheet.middle(below(shown * height, 1), Role::Faint, &words);
    }
    if !screen.sound_notice.is_empty() && shown * height < rows {
        sound_notice(sheet, area);
    }
}

/// What is wrong with the sound, in the last rows of the stage.
pub(super) fn sound_notice(sheet: &mut Sheet<'_>, area: Rect) {
    let screen = sheet.screen;
    let notice = Rect {
        y: area.bottom().saturating_sub(2).max(area.y),
        height: 2.min(area.height),
        x: area.x + 1,
        width: area.width.saturating_sub(2),
    };
    sheet.paragraph(notice, Role::Ring, false, &screen.sound_notice);
}

fn hidden(words: Words, above: usize, below: usize) -> String {
    match (above, below) {
        (0, below) => words.with("{} more below", &[&below]),
        (above, 0) => words.with("{} more above", &[&above]),
        (above, below) => words.with("{} more above, {} below", &[&above, &below]),
    }
}

fn card(sheet: &mut Sheet<'_>, area: Rect, call: &Call) {
    let front = sheet.screen.focused_call == Some(call.call_reference);
    let colour = sheet.look.state(call.state);
    let inner = Rect {
        x: area.x + 4,
        width: area.width.saturating_sub(4),
        height: 1,
        ..area
    };
    if front {
        sheet.left(
            Rect { height: 1, ..area },
            Role::Strong,
            sheet.look.pointer(),
        );
    }
    let sign = Rect {
        x: area.x + 2,
        width: 1,
        height: 1,
        ..area
    };
    sheet.left(sign, colour, sheet.look.call(call.state));
    let who = Who::of(sheet.screen.language, call, &sheet.screen.dialled);
    let timer = timer(sheet, call).unwrap_or_default();
    let state = state_words(sheet, call);
    let strong = if front || call.state.is_ringing() {
        Role::Strong
    } else {
        Role::Plain
    };
    if area.height > 1 {
        let taken = sheet.right(inner, strong, &timer);
        let room = inner.width.saturating_sub(taken + u16::from(taken > 0));
        sheet.left(
            Rect {
                width: room,
                ..inner
            },
            strong,
            &who.first,
        );
        let below = Rect {
            y: area.y + 1,
            ..inner
        };
        let taken = sheet.right(below, colour, &state);
        let room = below.width.saturating_sub(taken + 1);
        sheet.left(
            Rect {
                width: room,
                ..below
            },
            Role::Faint,
            &who.second,
        );
        return;
    }
    // One row: the state by its word only where there is room.
    let taken = sheet.right(inner, strong, &timer);
    let mut room = inner.width.saturating_sub(taken + u16::from(taken > 0));
    if width(&who.first) + 1 + width(&state) <= room {
        let beside = Rect {
            width: room,
            ..inner
        };
        room -= sheet.right(beside, colour, &state) + 1;
    }
    sheet.left(
        Rect {
            width: room,
            ..inner
        },
        strong,
        &who.first,
    );
}

/// How long: the talk since it was connected, else the ring or the hold.
fn timer(sheet: &mut Sheet<'_>, call: &Call) -> Option<String> {
    let since = call.timer_since()?;
    sheet.wake_at(next_second(since, sheet.now));
    Some(lasting(sheet.now.since(since)))
}

/// The state with everything that the server or the phone says about the call.
fn state_words(sheet: &Sheet<'_>, call: &Call) -> String {
    let language = sheet.screen.language;
    let own = sheet.screen.recording && call.receiving && call.transmitting;
    let precedence = call.precedence_words(language).map(str::to_uppercase);
    let signs = call.sign_words(language, call.recorded || own);
    let mut parts: Vec<String> = precedence
        .into_iter()
        .chain(signs.map(str::to_owned))
        .collect();
    parts.push(call.state_words(language));
    parts.join(&format!(" {} ", sheet.look.dot()))
}
