//! Keys of an X server, grabbed from its root window.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use keymap::{Action, Chord, HotKeys, Key};
use thiserror::Error;
use x11rb::connection::Connection;
use x11rb::errors::{ConnectError, ConnectionError, ReplyError};
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ConnectionExt as _, GetKeyboardMappingReply, GrabMode, ModMask, Window,
};
use x11rb::rust_connection::RustConnection;

use super::{Pressed, locked};

/// Caps lock and Num lock, which make no difference: every key is grabbed with and without.
const LOCKS: [u16; 4] = [0, CAPS_LOCK, NUM_LOCK, CAPS_LOCK | NUM_LOCK];
const CAPS_LOCK: u16 = 1 << 1;
const NUM_LOCK: u16 = 1 << 4;
const SHIFT: u16 = 1;
const CONTROL: u16 = 1 << 2;
const ALT: u16 = 1 << 3;

/// A key as the server knows it: its code, and what is held with it.
type Place = (u8, u16);

/// The keys that were grabbed.
pub(super) struct Grabs {
    server: Arc<RustConnection>,
    root: Window,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    wanted: HotKeys,
    places: HashMap<Place, Action>,
}

/// Why there are no keys of the server.
#[derive(Debug, Error)]
pub(super) enum NoGrabs {
    /// It cannot be reached.
    #[error("the X server cannot be reached: {0}")]
    Connect(#[from] ConnectError),
    /// It has gone.
    #[error("the X server is gone: {0}")]
    Gone(#[from] ConnectionError),
    /// It refused.
    #[error("the X server refuses: {0}")]
    Refused(#[from] ReplyError),
    /// There is no thread to hear its events.
    #[error("no thread for the keys: {0}")]
    Thread(#[from] std::io::Error),
}

impl Grabs {
    /// With the server of `DISPLAY`; `pressed` is called from a thread of its own.
    pub(super) fn connect(pressed: Pressed) -> Result<Self, NoGrabs> {
        let (server, screen) = RustConnection::connect(None)?;
        let root = server.setup().roots[screen].root;
        let grabs = Self {
            server: Arc::new(server),
            root,
            inside: Arc::default(),
        };
        let heard = Self {
            server: Arc::clone(&grabs.server),
            root,
            inside: Arc::clone(&grabs.inside),
        };
        std::thread::Builder::new()
            .name("hot keys heard".to_owned())
            .spawn(move || heard.hear(&pressed))?;
        Ok(grabs)
    }

    /// These instead of those before; gives those that another program has.
    pub(super) fn set(&self, keys: &HotKeys) -> Result<Vec<Chord>, NoGrabs> {
        let mut inside = locked(&self.inside);
        inside.wanted = keys.clone();
        self.grab(&mut inside)
    }

    fn grab(&self, inside: &mut Inside) -> Result<Vec<Chord>, NoGrabs> {
        for (code, held) in inside.places.drain().map(|(place, _)| place) {
            for lock in LOCKS {
                self.server
                    .ungrab_key(code, self.root, ModMask::from(held | lock))?;
            }
        }
        let setup = self.server.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let count = last.saturating_sub(first).saturating_add(1);
        let mapping = self.server.get_keyboard_mapping(first, count)?.reply()?;
        let mut taken = Vec::new();
        for (action, chord) in inside.wanted.iter() {
            let places = places_of(chord, &mapping, first);
            let mut refused = places.is_empty();
            for (code, held) in places {
                for lock in LOCKS {
                    let held = ModMask::from(held | lock);
                    let (root, mode) = (self.root, GrabMode::ASYNC);
                    let grab = self.server.grab_key(false, root, held, code, mode, mode)?;
                    // Another program has it with this lock or without.
                    refused |= grab.check().is_err();
                }
                inside.places.insert((code, held), action);
            }
            if refused {
                taken.push(chord);
            }
        }
        self.server.flush()?;
        Ok(taken)
    }

    /// Tell of every key that is pressed, until the server goes.
    fn hear(&self, pressed: &Pressed) {
        let mut released = None;
        loop {
            match self.server.wait_for_event() {
                Ok(Event::KeyPress(event)) => {
                    let held = u16::from(event.state) & (SHIFT | CONTROL | ALT);
                    // A held key comes again as released and pressed in the same moment.
                    let again = released == Some((event.detail, event.time));
                    let action = locked(&self.inside)
                        .places
                        .get(&(event.detail, held))
                        .copied();
                    if let Some(action) = action.filter(|_| !again) {
                        pressed(action);
                    }
                }
                Ok(Event::KeyRelease(event)) => released = Some((event.detail, event.time)),
                // The layout has changed.
                Ok(Event::MappingNotify(_)) => {
                    let mut inside = locked(&self.inside);
                    if let Err(error) = self.grab(&mut inside) {
                        tracing::warn!(%error, "keys for everywhere do not follow the new layout");
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "keys for everywhere have ended");
                    return;
                }
            }
        }
    }
}

/// Where a chord is on this keyboard: on each key that types it.
fn places_of(chord: Chord, mapping: &GetKeyboardMappingReply, first: u8) -> Vec<Place> {
    let wanted = symbol(chord.key());
    let held = chord.modifiers();
    let mut mask = 0;
    for (held, bit) in [(held.ctrl, CONTROL), (held.alt, ALT), (held.shift, SHIFT)] {
        mask |= if held { bit } else { 0 };
    }
    let each = usize::from(mapping.keysyms_per_keycode.max(1));
    let mut places = Vec::new();
    for (code, symbols) in (first..=u8::MAX).zip(mapping.keysyms.chunks(each)) {
        let Some(column) = symbols.iter().position(|symbol| *symbol == wanted) else {
            continue;
        };
        // A sign that the layout types with Shift needs it.
        let with_shift = matches!(chord.key(), Key::Sign(_)) && column % 2 == 1;
        places.push((code, mask | if with_shift { SHIFT } else { 0 }));
    }
    places
}

/// X's number of a key.
const fn symbol(key: Key) -> u32 {
    match key {
        Key::Letter(letter) => letter.to_ascii_lowercase() as u32,
        Key::Digit(sign) | Key::Sign(sign) => sign as u32,
        Key::Function(number) => 0xffbd + number as u32,
        Key::Enter => 0xff0d,
        Key::Escape => 0xff1b,
        Key::Backspace => 0xff08,
        Key::Delete => 0xffff,
        Key::Insert => 0xff63,
        Key::Home => 0xff50,
        Key::End => 0xff57,
        Key::PageUp => 0xff55,
        Key::PageDown => 0xff56,
        Key::Left => 0xff51,
        Key::Up => 0xff52,
        Key::Right => 0xff53,
        Key::Down => 0xff54,
        Key::Space => 0x20,
        Key::Tab => 0xff09,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three keys: A, one with 7 and a slash above it, F1.
    fn keyboard() -> GetKeyboardMappingReply {
        GetKeyboardMappingReply {
            keysyms_per_keycode: 2,
            keysyms: vec![0x61, 0x41, 0x37, 0x2f, 0xffbe, 0],
            ..GetKeyboardMappingReply::default()
        }
    }

    #[test]
    fn a_chord_is_found_on_the_keyboard_as_it_is_laid_out() {
        let places = |text: &str| {
            let chord = text.parse().expect("a chord");
            places_of(chord, &keyboard(), 8)
        };
        assert_eq!(places("Ctrl+Alt+A"), [(8, CONTROL | ALT)]);
        assert_eq!(places("Ctrl+7"), [(9, CONTROL)]);
        assert_eq!(places("Ctrl+/"), [(9, CONTROL | SHIFT)]);
        assert_eq!(places("Shift+F1"), [(10, SHIFT)]);
        assert_eq!(places("F2"), []);
    }
}
