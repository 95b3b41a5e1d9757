//! Keys around the screen: the soft keys here, the others and what templates say of them beside.
//!
//! A soft key carries the event number of the server's template; event 0 marks a
//! key of the phone itself.

use crate::{SoftKey, SoftKeyBar, SoftKeyPlace, Station};

mod arrows;
mod button_template;
mod button_types;
mod line_keys;
mod parts;
mod soft_key_template;
mod soft_keys;

pub(crate) use button_template::ButtonTemplate;
pub(crate) use button_types::{
    BUSY_LAMP_FIELD, MULTI_BLINK, built_in_label, is_feature, stimulus_of,
};
pub(crate) use soft_key_template::{KEYS_IN_SET, SoftKeyTemplate, TemplateKey};
pub(crate) use soft_keys::{KeySelection, Wanted, english_name, same_label};

/// Keys of the phone itself, which no server hears of.
pub(crate) mod local {
    pub(crate) const SELECT: &str = "Select";
    pub(crate) const EXIT: &str = "Exit";
    pub(crate) const DIAL: &str = "Dial";
    pub(crate) const BACKSPACE: &str = "<<";
    pub(crate) const CANCEL: &str = "Cancel";
    pub(crate) const END_CALL: &str = "EndCall";
    pub(crate) const ABBREVIATED: &str = "AbbrDial";
    pub(crate) const EDIT: &str = "EditDial";
    pub(crate) const DETAILS: &str = "Details";
    pub(crate) const DELETE: &str = "Delete";
    pub(crate) const CLEAR: &str = "Clear";
    pub(crate) const PLAY: &str = "Play";
    pub(crate) const SAVE: &str = "Save";
    pub(crate) const DOWN: &str = "Down";
    pub(crate) const UP: &str = "Up";
}

impl Station {
    /// A key of the phone itself, by its English name.
    pub(crate) fn local_key(&self, name: &str) -> SoftKey {
        SoftKey {
            label: self.key_label(name).to_owned(),
            name: name.to_owned(),
            event: 0,
        }
    }

    /// The keys in force: line, call and selection of the call in front, or of the idle phone.
    fn selection_in_front(&self) -> (u32, u32, Option<KeySelection>) {
        match self.calls.focused() {
            Some(call) => (call.line_instance, call.call_reference, call.keys),
            // A line in use elsewhere may have keys of its own.
            None => match self.lines.keys_in_use(self.active_line) {
                Some(keys) => (self.active_line, 0, Some(keys)),
                None => (0, 0, self.idle_keys),
            },
        }
    }

    /// All keys to show.
    pub(crate) fn shown_keys(&self) -> Vec<SoftKey> {
        // The keys under the help are those that one may ask about.
        if self.is_in_help() {
            let mut keys = self.keys_without_menu();
            keys.push(self.local_key(local::EXIT));
            return keys;
        }
        if let Some(menu) = self.menu {
            if menu.is_application() {
                return self.page_keys();
            }
            let keys = self.keys_of_page(menu.page);
            return keys.iter().map(|name| self.local_key(name)).collect();
        }
        self.keys_without_menu()
    }

    /// All keys that are shown while no menu is.
    fn keys_without_menu(&self) -> Vec<SoftKey> {
        if !self.dialling.typed.is_empty() && !self.takes_digits() {
            let mut keys = vec![local::DIAL, local::BACKSPACE, local::CANCEL];
            if self.abbreviated_number().is_some() {
                keys.push(local::ABBREVIATED);
            }
            return keys.into_iter().map(|name| self.local_key(name)).collect();
        }
        if self.connection.is_preserving() {
            return vec![self.local_key(local::END_CALL)];
        }
        let (_, _, selection) = self.selection_in_front();
        selection
            .map(|selection| self.soft_keys.bar(selection))
            .unwrap_or_default()
    }

    /// The bar, with its page kept within its pages.
    pub(crate) fn bar(&self) -> SoftKeyBar {
        let mut bar = SoftKeyBar {
            keys: self.shown_keys(),
            page: 0,
        };
        bar.page = self.soft_key_page % bar.pages();
        bar
    }

    /// The server selects keys for a call or, with (0, 0), for the idle phone.
    pub(crate) fn on_select_soft_keys(
        &mut self,
        line: u32,
        reference: u32,
        selection: KeySelection,
    ) {
        const ON_HOOK_SET: u32 = 0;
        const IN_USE_SETS: [u32; 2] = [10, 11];
        let now = self.now;
        let in_front_before = self.selection_in_front();
        if reference == 0 && line != 0 && IN_USE_SETS.contains(&selection.set) {
            // Of a line in use elsewhere, which the idle phone need not show.
            self.lines.set_keys_in_use(line, Some(selection));
        } else if reference == 0 {
            self.lines.set_keys_in_use(line, None);
            self.idle_keys = Some(selection);
        } else if let Some(call) = self.calls.get_mut(reference) {
            call.keys = Some(selection);
        } else if selection.set == ON_HOOK_SET {
            // Some servers name the call that has just ended.
            self.idle_keys = Some(selection);
        } else if let Some(call) = self.calls.get_or_insert(reference, line, now) {
            call.keys = Some(selection);
        }
        if self.selection_in_front() != in_front_before {
            self.soft_key_page = 0;
        }
    }

    /// A place of the row.
    pub(crate) fn press_soft_key_place(&mut self, place: usize) {
        let bar = self.bar();
        match bar.row().get(place) {
            Some(SoftKeyPlace::Key(_, key)) => {
                let key = (*key).clone();
                self.press(&key);
            }
            Some(SoftKeyPlace::More) => self.soft_key_page = (bar.page + 1) % bar.pages(),
            Some(SoftKeyPlace::Empty) | None => {}
        }
    }

    /// A key by its label, on whichever page; else that of the call that rings.
    pub(crate) fn press_soft_key(&mut self, label: &str) {
        if same_label(label, "more") {
            let bar = self.bar();
            self.soft_key_page = (bar.page + 1) % bar.pages();
            return;
        }
        if let Some(key) = self
            .shown_keys()
            .into_iter()
            .find(|key| key.is_called(label))
        {
            self.press(&key);
            return;
        }
        let Some(ringing) = self.calls.ringing() else {
            return;
        };
        let (line, reference) = (ringing.line_instance, ringing.call_reference);
        let keys = ringing
            .keys
            .map(|selection| self.soft_keys.bar(selection))
            .unwrap_or_default();
        if let Some(key) = keys.into_iter().find(|key| key.is_called(label)) {
            self.press_of_call(&key, line, reference);
        }
    }

    fn press(&mut self, key: &SoftKey) {
        if key.event == 0 {
            if self.is_in_page() {
                self.press_page_key(key);
                return;
            }
            match key.name.as_str() {
                local::SELECT => self.pick_menu_item(),
                local::EXIT => self.close_menu(),
                local::DIAL if self.menu.is_some() => self.pick_menu_item(),
                local::DIAL => self.dial_typed(),
                local::ABBREVIATED => self.dial_abbreviated(),
                local::EDIT => self.edit_listed_number(),
                local::DETAILS => self.show_call_details(),
                local::DELETE => self.delete_listed_call(),
                local::CLEAR => self.clear_in_menu(),
                local::PLAY => self.play_marked_ring(),
                local::SAVE => self.pick_menu_item(),
                local::UP => self.move_in_menu(false),
                local::DOWN => self.move_in_menu(true),
                local::CANCEL if self.menu.is_some() => self.close_menu(),
                local::BACKSPACE => self.press_backspace(),
                local::CANCEL => self.dialling.typed.clear(),
                local::END_CALL => self.hang_up(),
                _ => {}
            }
            return;
        }
        let (line, reference, _) = self.selection_in_front();
        self.press_of_call(key, line, reference);
    }

    fn press_of_call(&mut self, key: &SoftKey, line: u32, reference: u32) {
        let rings = self
            .calls
            .get(reference)
            .is_some_and(|call| call.state.is_ringing());
        if rings && same_label(&key.name, "answer") {
            self.calls.focus(reference);
            self.answer();
        } else if reference == 0 && same_label(&key.name, "newcall") && self.needs_line_key() {
            // The idle key knows no line; the key of the line does.
            self.seize(self.audio.preferred);
        } else {
            self.send_soft_key(key.event, line, reference);
            if same_label(&key.name, "newcall") {
                self.await_call();
            }
        }
    }

    /// Tell the server of a soft key.
    pub(crate) fn send_soft_key(
        &mut self,
        soft_key_event: u32,
        line_instance: u32,
        call_reference: u32,
    ) {
        self.send(sccp::SoftKeyEvent {
            soft_key_event,
            line_instance,
            call_reference,
        });
    }
}
