//! The line keys at the right: lamp, position, label, and what it means in a word.

use ratatui::layout::Rect;
use station::{CallState, Lamp, LineKey, LineKeyKind, Presence, Screen};

use crate::look::Role;
use crate::sheet::{Sheet, width as columns};
use crate::words::Words;

/// Columns of one column of keys, at least and at most.
const NARROW: u16 = 15;
const BROAD: u16 = 30;

/// The keys that do something.
fn used(screen: &Screen) -> impl Iterator<Item = &LineKey> {
    let keys = screen.line_keys.iter();
    keys.filter(|key| key.kind != LineKeyKind::Unused)
}

/// The columns that the keys take of this area.
pub(super) fn width(screen: &Screen, area: Rect) -> u16 {
    let one = (area.width / 3).clamp(NARROW, BROAD);
    let all = u16::try_from(used(screen).count()).unwrap_or(u16::MAX);
    // More columns where the keys of expansion modules need them and the calls leave room.
    let wanted = all.div_ceil(area.height.max(1)).max(1);
    let possible = (area.width.saturating_sub(45) / one).max(1);
    one * wanted.min(possible)
}

/// Draw them.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect) {
    for row in area.rows() {
        let wall = Rect { width: 1, ..row };
        sheet.left(wall, Role::Faint, sheet.look.wall());
    }
    let screen = sheet.screen;
    let keys: Vec<&LineKey> = used(screen).collect();
    let one = area.width.min((area.width / 3).max(BROAD));
    let columns = (area.width / one.max(1)).max(1);
    let one = area.width / columns;
    let rows = usize::from(area.height.max(1));
    let room = rows * usize::from(columns);
    // Two rows for each, when there are enough.
    let tall = columns == 1 && keys.len() * 2 <= rows && one < BROAD;
    let shown = if keys.len() > room {
        room - 1
    } else {
        keys.len()
    };
    for (at, key) in keys.iter().take(shown).enumerate() {
        let at = if tall { at * 2 } else { at };
        let place = place(area, one, rows, at);
        draw_key(sheet, place, key, tall);
    }
    if keys.len() > shown {
        let words = sheet.words.with("{} more keys", &[&(keys.len() - shown)]);
        sheet.left(place(area, one, rows, shown), Role::Faint, &words);
    }
}

/// The row of the key at this place, top to bottom and then to the right.
fn place(area: Rect, one: u16, rows: usize, at: usize) -> Rect {
    let small = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    Rect {
        x: area.x + 2 + one * small(at / rows),
        y: area.y + small(at % rows),
        width: one.saturating_sub(2),
        height: 1,
    }
}

fn draw_key(sheet: &mut Sheet<'_>, row: Rect, key: &LineKey, tall: bool) {
    let look = sheet.look;
    let light = match key.lamp {
        Lamp::Off => Role::Faint,
        _ => look.light(key),
    };
    let style = look.style(light).add_modifier(look.blinking(key.lamp));
    sheet.write(row, style, look.lamp(key.lamp));
    let active = key.kind == LineKeyKind::Line && key.instance == sheet.screen.active_line;
    let role = if active { Role::Strong } else { Role::Plain };
    let position = format!("{:>2}", key.position);
    let after = |by: u16| Rect {
        x: row.x + by,
        width: row.width.saturating_sub(by),
        ..row
    };
    sheet.left(after(1), Role::Faint, &position);
    sheet.left(after(4), light, look.line_key(key));
    let text = if key.label.is_empty() {
        &key.number
    } else {
        &key.label
    };
    let mut label = after(6);
    let meaning = meaning(sheet.words, look.arrow(), key);
    if tall {
        let below = Rect {
            y: row.y + 1,
            ..label
        };
        sheet.left(below, light, &meaning);
    } else if !meaning.is_empty() {
        let needed = columns(&meaning);
        if columns(text) + 1 + needed <= label.width {
            sheet.right(label, light, &meaning);
            label.width -= needed + 1;
        }
    }
    sheet.left(label, role, text);
}

/// What its lamp means, in a word or two; nothing for a key at rest.
fn meaning(words: Words, arrow: &str, key: &LineKey) -> String {
    let presence = key.presence.filter(|presence| *presence != Presence::Idle);
    let presence = presence.and_then(Presence::words);
    let state = match (key.kind, key.call_state) {
        (_, CallState::RingIn | CallState::CallWaiting) => Some("ringing"),
        (_, CallState::Hold | CallState::HoldRevert) => Some("on hold"),
        (_, CallState::CallRemoteMultiline | CallState::RemoteHold) => Some("in use elsewhere"),
        (LineKeyKind::Line, CallState::Idle | CallState::OnHook) => match key.lamp {
            Lamp::Off => None,
            Lamp::On => Some("in use elsewhere"),
            Lamp::Wink => Some("on hold"),
            Lamp::Flash | Lamp::Blink => Some("ringing"),
        },
        (LineKeyKind::Line, _) => Some("in use"),
        (LineKeyKind::Feature, _) if key.lamp != Lamp::Off => Some("on"),
        _ => None,
    };
    if let Some(word) = presence.or(state) {
        return words.say(word).to_owned();
    }
    if key.message_waiting != Lamp::Off {
        return words.say("messages").to_owned();
    }
    let forwarded = key
        .forwarded_to
        .as_ref()
        .or(key.forwarded_busy_to.as_ref())
        .or(key.forwarded_no_answer_to.as_ref());
    forwarded.map_or_else(String::new, |to| format!("{arrow} {to}"))
}
