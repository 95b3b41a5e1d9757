//! The keys with names of their own: Messages to Help, volume, headset, handset,
//! speaker, mute and the hook.

use egui::{Align2, Color32, Rect, pos2, vec2};
use keymap::Action;
use station::{AudioPath, CallState, HardKey, Intent};

use crate::button::{self, Cap, Control};
use crate::icons::Icon;
use crate::pen::{Type, left_of, right_of};
use crate::sheet::Sheet;
use crate::tokens::{font, size};

const HARD_KEYS: [(&str, HardKey, Icon, Action); 5] = [
    (
        "Messages",
        HardKey::Messages,
        Icon::Envelope,
        Action::Messages,
    ),
    (
        "Directories",
        HardKey::Directories,
        Icon::Book,
        Action::Directories,
    ),
    (
        "Services",
        HardKey::Services,
        Icon::Services,
        Action::Services,
    ),
    ("Settings", HardKey::Settings, Icon::Gear, Action::Settings),
    ("Help", HardKey::Help, Icon::Question, Action::Help),
];

/// Draw all of them.
pub(crate) fn draw(sheet: &mut Sheet<'_>) {
    hard_keys(sheet);
    volume(sheet, size::VOLUME);
    audio_keys(sheet);
}

fn hard_keys(sheet: &mut Sheet<'_>) {
    let areas = stack(size::HARD_KEYS, HARD_KEYS.len(), size::HARD_KEY_GAP);
    for ((name, key, icon, action), area) in HARD_KEYS.into_iter().zip(areas) {
        let words = sheet.words.say(name);
        let touch = Control::button(words).does(action).place(sheet, name, area);
        if touch.clicked {
            sheet.intents.push(Intent::HardKey(key));
        }
        let ink = button::cap(&sheet.pen, area, size::KEY_RADIUS, Cap::Plain, touch);
        icon.draw(&sheet.pen, left_of(area, 18.0), 16.0, ink);
        let room = area.width() - 38.0;
        let style = Type::new(font::SMALL, ink);
        let style = sheet.pen.fitting(style, room, words);
        sheet
            .pen
            .text(left_of(area, 34.0), Align2::LEFT_CENTER, style, room, words);
    }
}

/// Two keys, and between them how loud it is.
pub(crate) fn volume(sheet: &mut Sheet<'_>, area: Rect) {
    const SEGMENTS: u8 = 10;
    let width = area.width() * 0.277;
    let ends = [
        (
            Rect::from_min_size(area.min, vec2(width, area.height())),
            "Volume down",
            Intent::VolumeDown,
        ),
        (
            Rect::from_min_size(
                pos2(area.right() - width, area.top()),
                vec2(width, area.height()),
            ),
            "Volume up",
            Intent::VolumeUp,
        ),
    ];
    sheet
        .pen
        .fill(area, size::KEY_RADIUS, sheet.pen.palette.gauge_ground);
    sheet.pen.contour(area, size::KEY_RADIUS);
    for (area, name, intent) in ends {
        let up = intent == Intent::VolumeUp;
        let action = if up {
            Action::VolumeUp
        } else {
            Action::VolumeDown
        };
        let touch = Control::button(sheet.words.say(name))
            .does(action)
            .place(sheet, name, area);
        if touch.clicked {
            sheet.intents.push(intent);
        }
        let ink = button::cap(&sheet.pen, area, size::KEY_RADIUS, Cap::Plain, touch);
        let at = area.center();
        sheet
            .pen
            .line(&[at - vec2(6.0, 0.0), at + vec2(6.0, 0.0)], 2.2, ink);
        if up {
            sheet
                .pen
                .line(&[at - vec2(0.0, 6.0), at + vec2(0.0, 6.0)], 2.2, ink);
        }
    }
    let gauge = area.shrink2(vec2(width + 6.0, area.height() * 0.24));
    let volume = sheet.screen.volume.min(100);
    let lit = (u16::from(volume) * u16::from(SEGMENTS)).div_ceil(100);
    let step = gauge.width() / f32::from(SEGMENTS);
    for segment in 0..SEGMENTS {
        let height = gauge.height() * (0.35 + 0.65 * f32::from(segment + 1) / f32::from(SEGMENTS));
        let corner = pos2(
            gauge.left() + step * f32::from(segment),
            gauge.bottom() - height,
        );
        let bar = Rect::from_min_size(corner, vec2(step * 0.62, height));
        let on = u16::from(segment) < lit;
        sheet.pen.fill(
            bar,
            1.0,
            if on {
                sheet.pen.palette.gauge_on
            } else {
                sheet.pen.palette.gauge_off
            },
        );
    }
    let what = if sheet.screen.off_hook {
        "Volume {} percent"
    } else {
        "Ringer volume {} percent"
    };
    let words = sheet.words.with(what, &[&volume]);
    button::meter(sheet, "volume", gauge, &words, volume);
}

fn audio_keys(sheet: &mut Sheet<'_>) {
    let hook_height = 46.0;
    let gap = size::HARD_KEY_GAP;
    let mut upper = size::AUDIO_KEYS;
    upper.set_bottom(upper.bottom() - hook_height - gap);
    let [headset, handset, speaker, mute] = {
        let mut areas = stack(upper, 4, gap - 2.0);
        std::array::from_fn(|_| areas.next().unwrap_or(upper))
    };
    path_key(sheet, headset, AudioPath::Headset);
    path_key(sheet, handset, AudioPath::Handset);
    path_key(sheet, speaker, AudioPath::Speaker);
    mute_key(sheet, mute);
    let mut hook_area = size::AUDIO_KEYS;
    hook_area.set_top(hook_area.bottom() - hook_height);
    hook(sheet, hook_area);
}

/// Turn the microphone off or on.
pub(crate) fn mute_key(sheet: &mut Sheet<'_>, area: Rect) {
    let muted = sheet.screen.muted;
    let key = LampKey {
        name: "Mute",
        icon: Icon::Muted,
        action: Action::Mute,
        light: sheet.pen.palette.lamp_red,
    };
    if key.draw(sheet, area, muted) {
        sheet.intents.push(Intent::Mute);
    }
}

/// Talk by headset, handset or speaker.
pub(crate) fn path_key(sheet: &mut Sheet<'_>, area: Rect, path: AudioPath) {
    let on = sheet.screen.audio_path == Some(path);
    let (name, icon, action) = match path {
        AudioPath::Headset => ("Headset", Icon::Headset, Action::Headset),
        AudioPath::Speaker => ("Speaker", Icon::Speaker, Action::Speaker),
        AudioPath::Handset => ("Handset", Icon::OffHook, Action::Handset),
    };
    let key = LampKey {
        name,
        icon,
        action,
        light: sheet.pen.palette.lamp_green,
    };
    if key.draw(sheet, area, on) {
        sheet.intents.push(Intent::Path(path));
    }
    if sheet.screen.audio_path.is_none() && sheet.screen.preferred_path == path {
        // The one that the next call will use: a ring instead of a light.
        let inset = if area.width() < ROOM_FOR_WORDS {
            11.0
        } else {
            14.0
        };
        sheet.pen.circle(
            right_of(area, inset),
            size::LAMP - 0.6,
            1.2,
            sheet.pen.palette.lamp_green,
        );
    }
}

/// A key narrower than this has its sign and its lamp only.
const ROOM_FOR_WORDS: f32 = 60.0;

/// A key with a lamp at its right end.
struct LampKey {
    name: &'static str,
    icon: Icon,
    action: Action,
    light: Color32,
}

impl LampKey {
    /// Draw it; says whether it was pressed.
    fn draw(&self, sheet: &Sheet<'_>, area: Rect, on: bool) -> bool {
        let state = if on { "Lamp on" } else { "Lamp off" };
        let control = Control::button(sheet.words.say(self.name))
            .toggled(on)
            .described(sheet.words.say(state))
            .does(self.action);
        let touch = control.place(sheet, self.name, area);
        let ink = button::cap(&sheet.pen, area, size::KEY_RADIUS, Cap::Plain, touch);
        if area.width() < ROOM_FOR_WORDS {
            self.icon.draw(&sheet.pen, left_of(area, 15.0), 17.0, ink);
            button::lamp(&sheet.pen, right_of(area, 11.0), on.then_some(self.light));
            return touch.clicked;
        }
        self.icon.draw(&sheet.pen, left_of(area, 17.0), 17.0, ink);
        let (room, words) = (area.width() - 54.0, sheet.words.printed(self.name));
        let style = Type::new(font::SMALL, ink);
        let style = sheet.pen.fitting(style, room, words);
        sheet
            .pen
            .text(left_of(area, 31.0), Align2::LEFT_CENTER, style, room, words);
        button::lamp(&sheet.pen, right_of(area, 14.0), on.then_some(self.light));
        touch.clicked
    }
}

/// Lift or replace the handset.
pub(crate) fn hook(sheet: &mut Sheet<'_>, area: Rect) {
    let off_hook = sheet.screen.off_hook;
    let state = if off_hook {
        "The phone is off hook"
    } else {
        "The phone is on hook"
    };
    let touch = Control::button(sheet.words.say("Hook"))
        .toggled(off_hook)
        .described(sheet.words.say(state))
        .does(Action::Hook)
        .place(sheet, "hook", area);
    if touch.clicked {
        sheet.intents.push(Intent::Hook);
    }
    let screen = sheet.screen;
    let rings = screen
        .calls
        .iter()
        .any(|call| call.state == CallState::RingIn);
    let (cap, icon, words) = if off_hook {
        (Cap::End, Icon::OnHook, "Hang up")
    } else if rings {
        (Cap::Call, Icon::OffHook, "Answer")
    } else if !screen.dialled.is_empty() {
        (Cap::Call, Icon::OffHook, "Dial")
    } else {
        (Cap::Call, Icon::OffHook, "Off hook")
    };
    let ink = button::cap(&sheet.pen, area, size::KEY_RADIUS + 2.0, cap, touch);
    icon.draw(&sheet.pen, left_of(area, 20.0), 21.0, ink);
    let (room, words) = (area.width() - 40.0, sheet.words.say(words));
    let style = Type::new(font::NORMAL, ink).strong();
    let style = sheet.pen.fitting(style, room, words);
    sheet
        .pen
        .text(left_of(area, 35.0), Align2::LEFT_CENTER, style, room, words);
}

/// Cut an area into equal parts, one below the other.
fn stack(area: Rect, parts: usize, gap: f32) -> impl Iterator<Item = Rect> {
    let height = (area.height() - gap * (parts - 1) as f32) / parts as f32;
    (0..parts).map(move |part| {
        let corner = area.min + vec2(0.0, part as f32 * (height + gap));
        Rect::from_min_size(corner, vec2(area.width(), height))
    })
}
