//! The foot: which microphone and speaker, how loud, whether muted, messages, and how to get help.

use ratatui::layout::Rect;
use station::{AudioPath, Lamp, Ring};

use crate::look::Role;
use crate::sheet::{Sheet, width};

/// Parts of the gauge of volume.
const GAUGE: u8 = 10;
/// From this width on there is room for it.
const WIDE: u16 = 64;

/// Draw it.
pub(super) fn draw(sheet: &mut Sheet<'_>, area: Rect) {
    let screen = sheet.screen;
    let help = format!("? {}", sheet.words.say("Keys"));
    sheet.right(area, Role::Faint, &help);
    let mut rest = Rect {
        width: area.width.saturating_sub(width(&help) + 2),
        ..area
    };
    let mut put = |sheet: &mut Sheet<'_>, role: Role, text: &str| {
        let needed = width(text);
        if needed > rest.width {
            return;
        }
        let taken = sheet.left(rest, role, text) + 2;
        rest.x += taken.min(rest.width);
        rest.width = rest.width.saturating_sub(taken);
    };
    // What a person must not miss comes first, where there is little room.
    if screen.muted {
        let words = sheet.words.say("Muted").to_uppercase();
        put(sheet, Role::Notice, &format!(" {words} "));
    }
    let path = match screen.audio_path {
        Some(AudioPath::Headset) => "Headset",
        Some(AudioPath::Handset) => "Handset",
        Some(AudioPath::Speaker) => "Speaker",
        None => "Ringer",
    };
    let role = if screen.audio_path.is_some() {
        Role::Talk
    } else {
        Role::Faint
    };
    let volume = screen.volume.min(100);
    put(
        sheet,
        role,
        &format!("{} {volume} %", sheet.words.say(path)),
    );
    if area.width >= WIDE {
        let full = (u16::from(volume) * u16::from(GAUGE)).div_ceil(100);
        let gauge: String = (0..u16::from(GAUGE))
            .map(|part| sheet.look.gauge(part < full))
            .collect();
        put(sheet, role, &gauge);
    }
    if screen.ring != Ring::Off {
        put(sheet, Role::Ring, sheet.words.say("ringing"));
    }
    if screen.message_waiting != Lamp::Off {
        let style = sheet.look.style(Role::Fail);
        let style = style.add_modifier(sheet.look.blinking(screen.message_waiting));
        let words = if area.width >= WIDE {
            sheet.words.say("Messages waiting")
        } else {
            sheet.words.say("Messages")
        };
        let text = format!("{} {words}", sheet.look.envelope());
        if width(&text) <= rest.width {
            sheet.write(rest, style, &text);
        }
    }
}
