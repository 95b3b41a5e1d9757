//! The call list: a card for each call, with icon, name, number, state and timer.

use egui::accesskit::Role;
use egui::{Align2, Color32, Rect, pos2, vec2};
use station::{
    Call, CallState, Intent, Lamp, Privacy, Screen, Security, Who, lasting, next_second,
};

use crate::button::{self, Control, Touch};
use crate::icons::{self, Icon};
use crate::pen::{Pen, Type};
use crate::sheet::Sheet;
use crate::tokens::{Palette, font, size};
use crate::words::Words;

/// Draw the calls, the one in front always among them.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    let calls = &sheet.screen.calls;
    let pitch = size::CARD_HEIGHT + size::CARD_GAP;
    let mut area = size::STAGE.shrink(size::STAGE_MARGIN);
    if !sheet.screen.sound_notice.is_empty() {
        area.set_bottom(size::SOUND_NOTICE.top() - size::CARD_GAP);
    }
    let room = ((area.height() + size::CARD_GAP) / pitch).floor() as usize;
    let front = calls
        .iter()
        .position(|call| Some(call.call_reference) == sheet.screen.focused_call);
    // With more calls than room, one line tells of those that are out of sight.
    let shown = if calls.len() > room { room - 1 } else { room };
    let first = first_shown(calls.len(), shown, front.unwrap_or(0));
    for (row, call) in calls.iter().skip(first).take(shown).enumerate() {
        let corner = area.min + vec2(0.0, pitch * row as f32);
        card(
            sheet,
            Rect::from_min_size(corner, vec2(area.width(), size::CARD_HEIGHT)),
            call,
        );
    }
    if calls.len() > shown {
        let words = hidden(sheet.words, first, calls.len() - first - shown);
        let at = area.center_top() + vec2(0.0, pitch * shown as f32 + 8.0);
        let style = Type::new(font::SMALL, sheet.pen.palette.ink_faint);
        sheet
            .pen
            .text(at, Align2::CENTER_TOP, style, area.width(), &words);
        button::label(
            sheet,
            "more calls",
            Rect::from_center_size(at, vec2(area.width(), 16.0)),
            Role::Label,
            &words,
        );
    }
}

/// The first of `shown` rows among `all`, so that `front` is one of them.
pub(super) fn first_shown(all: usize, shown: usize, front: usize) -> usize {
    (front + 1)
        .saturating_sub(shown)
        .min(all.saturating_sub(shown))
}

/// Have assistive technology say what becomes of the call in front, whatever covers the calls,
/// and of one that rings at once.
pub(super) fn announce(sheet: &Sheet<'_>) {
    let calls = &sheet.screen.calls;
    let rings = calls.iter().find(|call| call.state.is_ringing());
    let front = || {
        let front = sheet.screen.focused_call?;
        calls.iter().find(|call| call.call_reference == front)
    };
    let (role, call) = match (rings, front()) {
        (Some(call), _) => (Role::Alert, call),
        (None, Some(call)) => (Role::Status, call),
        (None, None) => return,
    };
    let language = sheet.screen.language;
    let who = Who::of(language, call, &sheet.screen.dialled);
    let words = format!("{}: {}", call.state_words(language), who.spoken());
    // It is heard and not seen: the card shows the same.
    let spot = Rect::from_min_size(size::STAGE.min, vec2(1.0, 1.0));
    button::label(sheet, "announcement", spot, role, &words);
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
    let language = sheet.screen.language;
    let who = Who::of(language, call, &sheet.screen.dialled);
    let timer = timer(sheet, call);
    let state = call.state_words(language);
    let precedence = call.precedence_words(language);
    let shown_state = match precedence {
        Some(word) => format!("{} · {state}", word.to_uppercase()),
        None => state.clone(),
    };
    let mut name = who.spoken();
    name.push_str(", ");
    name.push_str(&state);
    let recorded = call.recorded || records(sheet.screen, call);
    for words in precedence
        .into_iter()
        .chain(call.sign_words(language, recorded))
    {
        name.push_str(", ");
        name.push_str(words);
    }
    let touch = Control::item(name, front)
        .described(timer.clone().unwrap_or_default())
        .place(sheet, ("call", call.call_reference), area);
    if touch.clicked {
        sheet.intents.push(Intent::Focus(call.call_reference));
    }
    // A call that rings pulses softly, in step with slow lamps.
    let rings = matches!(call.state, CallState::RingIn | CallState::CallWaiting);
    let pulse = rings && sheet.shines(Lamp::Blink);
    let pen = &sheet.pen;
    ground(pen, area, call, front, pulse, touch);
    let ink = icons::state_colour(pen.palette, call.state);
    Icon::of_call(call.state).draw(pen, area.left_center() + vec2(25.0, 0.0), 23.0, ink);

    // Right: how long, and the state.
    let right = area.right_center() - vec2(11.0, 0.0);
    let strong = Type::new(font::NORMAL, pen.palette.ink).strong();
    let faint = Type::new(font::SMALL, pen.palette.ink_faint);
    let down = if timer.is_some() { 10.0 } else { 0.0 };
    let drawn = pen.text(
        right + vec2(0.0, down),
        Align2::RIGHT_CENTER,
        Type {
            colour: ink,
            ..faint
        },
        130.0,
        &shown_state,
    );
    let mut taken = drawn.width();
    if let Some(timer) = &timer {
        let style = Type {
            strong: false,
            ..strong
        };
        let drawn = pen.figures(right - vec2(0.0, 9.0), Align2::RIGHT_CENTER, style, timer);
        taken = taken.max(drawn.width());
    }

    // Left: who.
    let left = area.left_center() + vec2(46.0, 0.0);
    let mut room = area.width() - 46.0 - 11.0 - taken - 8.0;
    for (icon, ink) in signs(pen.palette, call, recorded, ink) {
        let right = area.left() + 46.0 + room;
        icon.draw(pen, pos2(right - 4.0, area.center().y), 13.0, ink);
        room -= 18.0;
    }
    if who.second.is_empty() {
        pen.text(
            left,
            Align2::LEFT_CENTER,
            Type::new(font::TITLE, pen.palette.ink).strong(),
            room,
            &who.first,
        );
    } else {
        pen.text(
            left - vec2(0.0, 9.0),
            Align2::LEFT_CENTER,
            strong,
            room,
            &who.first,
        );
        pen.text(
            left + vec2(0.0, 10.0),
            Align2::LEFT_CENTER,
            faint,
            room,
            &who.second,
        );
    }
}

fn ground(pen: &Pen, area: Rect, call: &Call, front: bool, pulse: bool, touch: Touch) {
    let radius = 7.0;
    if front {
        pen.shadow(area, radius, 1.0, 6.0, pen.palette.card_shadow);
    }
    let rings = matches!(call.state, CallState::RingIn | CallState::CallWaiting);
    let fill = match (front, touch.hovered) {
        _ if pulse => pen.palette.card_rings,
        _ if rings => pen
            .palette
            .card_front
            .lerp_to_gamma(pen.palette.card_rings, 0.4),
        (true, _) => pen.palette.card_front,
        (false, true) => pen.palette.card_hover,
        (false, false) => pen.palette.card,
    };
    pen.fill(area, radius, fill);
    let edge = if pulse {
        pen.palette.state_ring
    } else if front {
        pen.palette.card_front_edge
    } else {
        pen.palette.card_edge
    };
    pen.outline(area, radius, if pulse { 1.4 } else { 0.8 }, edge);
    if front {
        let bar = Rect::from_min_max(
            area.left_top() + vec2(0.0, 7.0),
            area.left_bottom() + vec2(4.0, -7.0),
        );
        pen.fill(bar, 2.0, icons::state_colour(pen.palette, call.state));
    }
    if call.selected {
        pen.outline(area, radius, 1.8, pen.palette.accent);
    }
    button::focus(pen, area.shrink(2.0), radius, touch);
}

/// How long: the talk since it was connected, else the ring or the hold.
fn timer(sheet: &mut Sheet<'_>, call: &Call) -> Option<String> {
    let since = call.timer_since()?;
    sheet.wake_at(next_second(since, sheet.now));
    Some(lasting(sheet.now.since(since)))
}

/// Whether the phone itself records this call: it records the one that talks.
fn records(screen: &Screen, call: &Call) -> bool {
    screen.recording && call.receiving && call.transmitting
}

/// The small signs of a call, from the right, each with its colour.
fn signs(
    palette: &Palette,
    call: &Call,
    recorded: bool,
    ink: Color32,
) -> impl Iterator<Item = (Icon, Color32)> {
    let security = match call.security {
        Security::Unknown | Security::NotAuthenticated => None,
        Security::Authenticated => Some(Icon::Shield),
        Security::Encrypted => Some(Icon::Lock),
    };
    let recorded = recorded.then_some((Icon::Recorded, palette.state_fail));
    let hidden = (call.privacy != Privacy::Open).then_some((Icon::DoNotDisturb, ink));
    security
        .map(|icon| (icon, ink))
        .into_iter()
        .chain(recorded)
        .chain(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_call_in_front_is_always_shown() {
        for all in 1..12 {
            for front in 0..all {
                let first = first_shown(all, 4, front);
                assert!(
                    first <= front && front < first + 4,
                    "{front} of {all}: first {first}"
                );
                assert!(first == 0 || first + 4 <= all);
            }
        }
    }
}
