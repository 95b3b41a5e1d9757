//! What phones are told to show, light, ring and play, in the form their version has.
//!
//! No decision about calls is made here.

mod call_info;
pub(crate) mod phrase;
mod prompts;
pub(crate) mod soft_keys;
pub(crate) mod texts;
mod tones;
mod usable_keys;

pub(crate) use tones::{ring_off, stop_tone};

use sccp::{
    ActivateCallPlane, ButtonType, CallState, CallStateCode, LampMode, Message, SelectSoftKeys,
    SetLamp,
};

use crate::CallManager;
use crate::calls::LegState;
use crate::directory::PhoneIndex;
use crate::display::soft_keys::KeySet;
use crate::features::precedence::ROUTINE;
use crate::registration::session::Session;
impl CallManager {
    /// The session of a phone that is registered.
    pub(crate) fn session_of(&self, phone: PhoneIndex) -> Option<&Session> {
        self.directory
            .get(phone)
            .connection
            .and_then(|connection| self.sessions.get(&connection))
    }

    /// Sends to the phone of a leg a message made from the leg's line instance.
    pub(crate) fn tell_leg<M: Into<Message>>(
        &mut self,
        reference: u32,
        message: impl FnOnce(u32) -> M,
    ) {
        if let Some((phone, line_instance)) = self.place(reference) {
            self.tell(phone, message(line_instance));
        }
    }

    pub(crate) fn call_state(&mut self, reference: u32, state: CallStateCode) {
        let leg = self.legs.get(&reference);
        let precedence_level = leg.map_or(ROUTINE, |leg| leg.precedence);
        self.tell_leg(reference, |line_instance| CallState {
            precedence_level,
            ..call_state(state, line_instance, reference)
        });
    }

    /// Shows the soft keys that belong to the leg's state.
    pub(crate) fn select_keys(&mut self, reference: u32) {
        if let Some(leg) = self.legs.get(&reference) {
            let (phone, line_instance, set) = (leg.phone, leg.line_instance, leg.key_set());
            self.select_keys_at(phone, line_instance, reference, set);
        }
    }

    /// Shows a set of soft keys; line and reference 0: those of the idle phone.
    pub(crate) fn select_keys_at(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        call_reference: u32,
        set: KeySet,
    ) {
        let valid_key_mask = set.mask(|key| self.is_usable(phone, call_reference, key));
        self.tell(
            phone,
            SelectSoftKeys {
                line_instance,
                call_reference,
                soft_key_set_index: sccp::SoftKeySet(set.number()),
                valid_key_mask: valid_key_mask.into(),
            },
        );
    }

    /// Lights the lamp of a line as its calls want it, if that changes.
    pub(crate) fn light(&mut self, phone: PhoneIndex, line_instance: u32) {
        self.line_changed(phone, line_instance);
        let mut mode = LampMode::OFF;
        for leg in self.legs_on(phone, line_instance) {
            mode = match leg.state {
                LegState::RingingIn => LampMode::BLINK,
                _ if mode == LampMode::BLINK => mode,
                LegState::Held if mode == LampMode::OFF => LampMode::WINK,
                LegState::Held => mode,
                LegState::Remote if leg.is_held_elsewhere() && mode == LampMode::OFF => {
                    LampMode::WINK
                }
                LegState::Remote if leg.is_held_elsewhere() => mode,
                _ => LampMode::ON,
            };
        }
        let before = self
            .directory
            .get_mut(phone)
            .lamps
            .insert(line_instance, mode);
        if before != Some(mode) {
            self.tell(phone, lamp(line_instance, mode));
        }
    }

    pub(crate) fn activate(&mut self, phone: PhoneIndex, line_instance: u32) {
        self.tell(phone, ActivateCallPlane { line_instance });
    }

    pub(crate) fn tell_time(&mut self, phone: PhoneIndex) {
        let message = self.clock().define_time_date();
        self.tell(phone, message);
    }

    /// Shows the phone as it is without a call.
    pub(crate) fn show_idle(&mut self, phone: PhoneIndex) {
        self.select_keys_at(phone, 0, 0, KeySet::OnHook);
        let text = self
            .do_not_disturb_prompt(phone)
            .or_else(|| self.forward_prompt(phone))
            .or_else(|| self.hunt_prompt(phone));
        let text = match text.as_deref() {
            Some(text) => text,
            None if self.has_any_mail(phone) => phrase::YOU_HAVE_VOICE_MAIL,
            None => phrase::OPTIONS,
        };
        self.prompt_at(phone, 0, 0, text);
    }
}

pub(crate) fn lamp(line_instance: u32, lamp_mode: LampMode) -> SetLamp {
    SetLamp {
        stimulus: ButtonType::LINE,
        stimulus_instance: line_instance,
        lamp_mode,
    }
}

pub(crate) fn call_state(
    state: CallStateCode,
    line_instance: u32,
    call_reference: u32,
) -> CallState {
    CallState {
        call_state: state,
        line_instance,
        call_reference,
        precedence_level: ROUTINE,
        ..Default::default()
    }
}
