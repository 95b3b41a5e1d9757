//! Keys that are let go under another name than they were pressed by.
//!
//! Who lets Shift go first presses `?` and lets go `/`. Without this, `?` would be held for ever,
//! and each further press of it a repetition, which does nothing.

use std::collections::BTreeMap;

use egui::{Event, Key};

/// What each place of the keyboard was called when it was pressed.
#[derive(Debug, Default)]
pub(crate) struct Held(BTreeMap<Key, Key>);

impl Held {
    /// Has keys let go by the names that they were pressed by.
    pub(crate) fn rename(&mut self, events: &mut [Event]) {
        for event in events {
            match event {
                Event::Key {
                    key,
                    physical_key: Some(place),
                    pressed,
                    ..
                } => {
                    if *pressed {
                        self.0.insert(*place, *key);
                    } else if let Some(name) = self.0.remove(place) {
                        *key = name;
                    }
                }
                // What is let go elsewhere is not heard here.
                Event::WindowFocused(false) => self.0.clear(),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn key(key: Key, pressed: bool) -> Event {
        Event::Key {
            key,
            physical_key: Some(Key::Slash),
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        }
    }

    #[test]
    fn a_key_is_let_go_by_the_name_it_was_pressed_by() {
        let mut events = [key(Key::Questionmark, true), key(Key::Slash, false)];
        let mut held = Held::default();
        held.rename(&mut events);
        assert_eq!(events[1], key(Key::Questionmark, false));
        let mut events = [key(Key::Slash, true), key(Key::Slash, false)];
        held.rename(&mut events);
        assert_eq!(events[1], key(Key::Slash, false));
    }
}
