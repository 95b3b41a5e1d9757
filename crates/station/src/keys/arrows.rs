//! Arrows, Enter and Escape.

use crate::{CallState, Navigate, Station};

impl Station {
    /// An arrow: in a menu from item to item, else from call to call.
    pub(crate) fn navigate(&mut self, arrow: Navigate) {
        let forward = matches!(arrow, Navigate::Down | Navigate::Right);
        if self.is_on_level() {
            self.move_in_menu(matches!(arrow, Navigate::Down | Navigate::Left));
        } else if self.menu.is_some() {
            match arrow {
                Navigate::Left => self.close_menu(),
                Navigate::Right => self.pick_menu_item(),
                Navigate::Up | Navigate::Down => self.move_in_menu(forward),
            }
        } else {
            self.calls.move_focus(forward);
            self.soft_key_page = 0;
        }
    }

    /// Enter: pick, dial what was typed, or answer.
    pub(crate) fn press_enter(&mut self) {
        if self.menu.is_some() {
            self.pick_menu_item();
        } else if !self.dialling.typed.is_empty() && !self.takes_digits() {
            self.dial_typed();
        } else {
            self.answer();
        }
    }

    /// Escape: one step back.
    pub(crate) fn press_escape(&mut self) {
        if self.menu.is_some() {
            self.close_menu();
        } else {
            self.dialling.typed.clear();
            self.look_away();
        }
    }

    /// From a call on another phone back to the idle phone.
    fn look_away(&mut self) {
        let elsewhere = |state: CallState| state == CallState::CallRemoteMultiline;
        if self
            .calls
            .focused()
            .is_some_and(|call| elsewhere(call.state))
        {
            self.calls.unfocus();
        }
        if !self.calls.has_own() {
            self.active_line = self.buttons.first_line().unwrap_or(1);
        }
    }
}
