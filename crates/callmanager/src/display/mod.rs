//! What phones are told to show, light, ring and play, in the form their version has.
//!
//! No decision about calls is made here.

mod call_info;
pub(crate) mod soft_keys;
pub(crate) mod texts;
mod usable_keys;

use std::borrow::Cow;

use sccp::{
    ActivateCallPlane, ButtonType, CallState, CallStateCode, ClearPriNotify, DeviceTone,
    DisplayNotify, DisplayNotifyV2, DisplayPriNotify, DisplayPriNotifyV2, DisplayPromptStatus,
    DisplayPromptStatusV2, LampMode, Message, RingDuration, RingMode, SelectSoftKeys, SetLamp,
    SetRinger, SetSpeakerMode, SpeakerMode, StartTone, StopTone,
};

use sccp::phrases;

use crate::CallManager;
use crate::calls::leg::{LegState, Party};
use crate::directory::PhoneIndex;
use crate::display::soft_keys::KeySet;
use crate::display::texts::Text;
use crate::features::precedence::ROUTINE;
use crate::registration::session::Session;

/// Phrases of the phones' dictionary (reference, section 4.3).
pub(crate) mod phrase {
    pub(crate) const OPTIONS: &[u8] = b"\x80\x13";
    pub(crate) const RING_OUT: &[u8] = b"\x80\x16";
    pub(crate) const FROM: &[u8] = b"\x80\x17";
    pub(crate) const CONNECTED: &[u8] = b"\x80\x18";
    pub(crate) const ENTER_NUMBER: &[u8] = b"\x80\x20";
    pub(crate) const HOLD: &[u8] = b"\x80\x03";
    pub(crate) const YOU_HAVE_VOICE_MAIL: &[u8] = b"\x80\x24";
    pub(crate) const KEY_IS_NOT_ACTIVE: &[u8] = b"\x80\x2D";
    /// For names, which are text: U+0080 stands for the prefix of a phrase.
    pub(crate) const CONFERENCE: &str = "\u{80}\x34";
    pub(crate) const CALL_PARK: &str = "\u{80}\x1D";
    pub(crate) const IN_USE_REMOTE: &[u8] = b"\x80\x1F";
    pub(crate) const CALL_PARK_AT: &[u8] = b"\x80\x21";
    pub(crate) const NO_PARK_NUMBER: &[u8] = b"\x80\x47";
    pub(crate) const PARK_REVERSION: &[u8] = b"\x80\x48";
    pub(crate) const CALL_BACK: &[u8] = b"\x80\x41";
    pub(crate) const BARGE_FAILED: &[u8] = b"\x80\x44";
    pub(crate) const MALICIOUS_CALL_NOTED: &[u8] = b"\x80\x54";
    pub(crate) const LOGGED_OUT: &[u8] = b"\x80\x5D";
    pub(crate) const HOLD_REVERSION: &[u8] = b"\x1E\x23";
    pub(crate) const WHISPER: &[u8] = b"\x1E\x2C";
    pub(crate) const QUALITY_REPORT: &[u8] = b"\x1E\x35";
    pub(crate) const DO_NOT_DISTURB_IS_ACTIVE: &[u8] = b"\x1E\x39";
    pub(crate) const PRIVATE: &[u8] = b"\x80\x36";
    pub(crate) const FORWARDED_TO: &[u8] = b"\x80\x25";
    pub(crate) const MEET_ME: &[u8] = b"\x80\x10";
    pub(crate) const CANNOT_TRANSFER: &[u8] = b"\x80\x52";
    pub(crate) const CANNOT_JOIN: &[u8] = b"\x80\x53";
    pub(crate) const CANNOT_CONFERENCE: &[u8] = b"\x80\x26";
    pub(crate) const INVALID_PARTICIPANT: &[u8] = b"\x80\x29";
    pub(crate) const IN_CONFERENCE_ALREADY: &[u8] = b"\x80\x2A";
    pub(crate) const NO_PARTICIPANT_INFO: &[u8] = b"\x80\x2B";
    pub(crate) const TOO_MANY_PARTIES: &[u8] = b"\x80\x2C";
}

/// Priority and seconds of the "From …" notice, as a CallManager 4.1 has them.
const FROM_PRIORITY: u32 = 5;
const FROM_SECONDS: u32 = 10;

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

    /// Prompts one of the server's own texts, in the language of the leg's phone.
    pub(crate) fn say(&mut self, reference: u32, text: Text<'_>) {
        if let Some((phone, line_instance)) = self.place(reference) {
            let text = self.own_text(phone, text);
            self.prompt_at(phone, line_instance, reference, &text);
        }
    }

    /// A text as the phone is told it: the server's own ones in its language.
    fn translated<'a>(&self, phone: PhoneIndex, text: &'a [u8]) -> Cow<'a, [u8]> {
        if let Some(own) = Text::of_english(text) {
            return self.own_text(phone, own).into();
        }
        // Old phones show these tokens as they are (reference, section 4.2).
        if let (&[phrases::EXTENDED, number], Some(session)) = (text, self.session_of(phone))
            && !session.is_dynamic()
            && let Some(phrase) = self
                .directory
                .get(phone)
                .language
                .phrase(phrases::EXTENDED, number)
        {
            return session.text(phrase).into();
        }
        text.into()
    }

    /// One of the server's own texts in the language and the characters of a phone.
    pub(crate) fn own_text(&self, phone: PhoneIndex, text: Text<'_>) -> Vec<u8> {
        let text = text.in_language(self.directory.get(phone).language);
        match self.session_of(phone) {
            Some(session) => session.text(&text),
            None => Vec::new(),
        }
    }

    /// Shows a prompt for a leg; `text` is in the phones' tokens and ASCII.
    pub(crate) fn prompt(&mut self, reference: u32, text: &[u8]) {
        if let Some((phone, line_instance)) = self.place(reference) {
            self.prompt_at(phone, line_instance, reference, text);
        }
    }

    /// Shows a prompt; line and reference 0: that of the idle phone.
    pub(crate) fn prompt_at(
        &mut self,
        phone: PhoneIndex,
        line_instance: u32,
        call_reference: u32,
        text: &[u8],
    ) {
        let Some(session) = self.session_of(phone) else {
            return;
        };
        let text = &*self.translated(phone, text);
        let message: Message = if session.is_dynamic() {
            DisplayPromptStatusV2 {
                line_instance,
                call_reference,
                prompt_status: text.into(),
                ..Default::default()
            }
            .into()
        } else {
            DisplayPromptStatus {
                line_instance,
                call_reference,
                prompt_status: text.into(),
                ..Default::default()
            }
            .into()
        };
        self.tell(phone, message);
    }

    /// Shows a notice for some seconds.
    pub(crate) fn notify(&mut self, phone: PhoneIndex, seconds: u32, text: &[u8]) {
        let Some(session) = self.session_of(phone) else {
            return;
        };
        let text = &*self.translated(phone, text);
        let message: Message = if session.is_dynamic() {
            DisplayNotifyV2 {
                time_out_value: seconds,
                notify: text.into(),
            }
            .into()
        } else {
            DisplayNotify {
                time_out_value: seconds,
                notify: text.into(),
            }
            .into()
        };
        self.tell(phone, message);
    }

    /// Shows "From …" over everything else for a while.
    pub(crate) fn notify_caller(&mut self, reference: u32) {
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        let (phone, text) = (leg.phone, from(&leg.calling));
        self.priority_notify(phone, FROM_PRIORITY, FROM_SECONDS, &text);
    }

    /// Shows a notice over those of lower priority, for some seconds (0: until it is cleared).
    pub(crate) fn priority_notify(
        &mut self,
        phone: PhoneIndex,
        priority: u32,
        time_out_value: u32,
        text: &[u8],
    ) {
        let Some(session) = self.session_of(phone) else {
            return;
        };
        let message: Message = if session.is_dynamic() {
            DisplayPriNotifyV2 {
                time_out_value,
                priority,
                notify: text.into(),
            }
            .into()
        } else {
            DisplayPriNotify {
                time_out_value,
                priority,
                notify: text.into(),
            }
            .into()
        };
        self.tell(phone, message);
    }

    pub(crate) fn clear_caller_notice(&mut self, phone: PhoneIndex) {
        self.tell(
            phone,
            ClearPriNotify {
                priority: FROM_PRIORITY,
            },
        );
    }

    /// Prompts "From …".
    pub(crate) fn prompt_caller(&mut self, reference: u32) {
        if let Some(leg) = self.legs.get(&reference) {
            let text = from(&leg.calling);
            self.prompt(reference, &text);
        }
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

    pub(crate) fn ring(&mut self, reference: u32, mode: RingMode, duration: RingDuration) {
        self.tell_leg(reference, |line_instance| SetRinger {
            ring_mode: mode,
            ring_duration: duration,
            line_instance,
            call_reference: reference,
        });
    }

    pub(crate) fn ring_off(&mut self, reference: u32) {
        self.tell_leg(reference, |line_instance| {
            ring_off(line_instance, reference)
        });
    }

    pub(crate) fn speaker(&mut self, phone: PhoneIndex, on: bool) {
        let speaker_mode = if on {
            SpeakerMode::ON
        } else {
            SpeakerMode::OFF
        };
        self.tell(phone, SetSpeakerMode { speaker_mode });
    }

    pub(crate) fn activate(&mut self, phone: PhoneIndex, line_instance: u32) {
        self.tell(phone, ActivateCallPlane { line_instance });
    }

    /// Plays a tone at the phone of a leg, in place of what played.
    pub(crate) fn start_tone(&mut self, reference: u32, tone: DeviceTone) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.tone = Some(tone);
        self.tell_leg(reference, |line_instance| StartTone {
            tone,
            line_instance,
            call_reference: reference,
            ..Default::default()
        });
    }

    /// Stops the tone of a leg.
    pub(crate) fn stop_tone(&mut self, reference: u32) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.tone = None;
        self.tell_leg(reference, |line_instance| {
            stop_tone(line_instance, reference)
        });
    }

    /// Stops the tone of a leg that has one.
    pub(crate) fn stop_any_tone(&mut self, reference: u32) {
        if self
            .legs
            .get(&reference)
            .is_some_and(|leg| leg.tone.is_some())
        {
            self.stop_tone(reference);
        }
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

pub(crate) fn ring_off(line_instance: u32, call_reference: u32) -> SetRinger {
    SetRinger {
        ring_mode: RingMode::OFF,
        ring_duration: RingDuration::NORMAL,
        line_instance,
        call_reference,
    }
}

pub(crate) fn stop_tone(line_instance: u32, call_reference: u32) -> StopTone {
    StopTone {
        line_instance,
        call_reference,
        ..Default::default()
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

/// "From 1001".
fn from(caller: &Party) -> Vec<u8> {
    [phrase::FROM, caller.number.as_bytes()].concat()
}
