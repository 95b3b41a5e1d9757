//! Keys around the screen: soft keys, line keys, arrows, Enter, Escape.
//!
//! A soft key carries the event number of the server's template; event 0 marks a
//! key of the phone itself.

use crate::{CallState, LineKeyKind, Navigate, SoftKey, SoftKeyBar, SoftKeyPlace, Station};

mod hook;
mod soft_keys;
mod templates;

pub(crate) use hook::Hook;
pub(crate) use soft_keys::{KeySelection, Wanted, english_name, same_label};
pub(crate) use templates::{
    BUSY_LAMP_FIELD, ButtonTemplate, KEYS_IN_SET, MULTI_BLINK, SoftKeyTemplate, TemplateKey,
    built_in_label, is_feature, stimulus_of,
};

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
        if let Some(menu) = self.menu {
            if menu.is_application() {
                return self.page_keys();
            }
            let keys = self.keys_of_page(menu.page);
            return keys.iter().map(|name| self.local_key(name)).collect();
        }
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
            None => {}
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
                local::CLEAR => self.clear_call_log(),
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

    /// The line in front is not the one that a server takes when none is named.
    pub(crate) const fn needs_line_key(&self) -> bool {
        self.active_line > 1 || self.last_line != self.active_line
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

    /// Tell the server of a button, and of the call it is meant for.
    pub(crate) fn send_stimulus(&mut self, stimulus: u32, instance: u32, call_reference: u32) {
        self.send(sccp::Stimulus {
            stimulus: stimulus.into(),
            line_instance: instance,
            call_reference,
            ..Default::default()
        });
    }

    /// A button beside the screen, 1 at the top.
    pub(crate) fn press_line_key(&mut self, position: usize) {
        let Some((kind, instance)) = position
            .checked_sub(1)
            .and_then(|at| self.buttons.buttons().get(at).copied())
        else {
            return;
        };
        match kind {
            LineKeyKind::Unused => {}
            LineKeyKind::Service => self.press_service(instance),
            LineKeyKind::Line => self.press_line(instance),
            LineKeyKind::SpeedDial => {
                self.dialling.typed.clear();
                self.send_stimulus(stimulus_of(kind), instance, 0);
            }
            kind => {
                // Hold, transfer, park and the like are meant for the call in front.
                let call = self.calls.focused().map_or(0, |call| call.call_reference);
                self.send_stimulus(stimulus_of(kind), instance, call);
            }
        }
    }

    fn press_line(&mut self, line: u32) {
        if self.look_at_line_in_use(line) {
            return;
        }
        self.active_line = line;
        let typed = std::mem::take(&mut self.dialling.typed);
        if !typed.is_empty() && !self.takes_digits() {
            self.dial(&typed);
            return;
        }
        let rings = self
            .calls
            .in_order()
            .into_iter()
            .find(|call| call.line_instance == line && call.state.is_ringing())
            .map(|call| call.call_reference);
        if let Some(reference) = rings {
            self.calls.focus(reference);
            self.lift(self.audio.preferred);
        } else if !self.calls.has_own() {
            self.await_call();
        }
        // What it means (answer, resume, a new call) is the server's decision.
        self.send_stimulus(stimulus_of(LineKeyKind::Line), line, 0);
    }

    /// The button of a line in use on another phone puts its call in front first, whose keys
    /// (barge, new call) are to be had then; the same button again is a new call.
    fn look_at_line_in_use(&mut self, line: u32) -> bool {
        let typed = !self.dialling.typed.is_empty();
        let ours = self.calls.state_of_line(line);
        if self.hook.off
            || typed
            || !matches!(ours, CallState::Idle | CallState::CallRemoteMultiline)
        {
            return false;
        }
        let looked_at = self.active_line == line;
        match self.calls.in_use_elsewhere(line) {
            Some(call) if self.calls.focused().map(|call| call.call_reference) != Some(call) => {
                self.calls.focus(call);
            }
            None if self.lines.keys_in_use(line).is_some() && !looked_at => {}
            _ => return false,
        }
        self.active_line = line;
        self.soft_key_page = 0;
        true
    }

    /// An arrow: in a menu from item to item, else from call to call.
    pub(crate) fn navigate(&mut self, arrow: Navigate) {
        let forward = matches!(arrow, Navigate::Down | Navigate::Right);
        if self.menu.is_some() {
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
