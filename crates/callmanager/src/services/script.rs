//! Scripted exchanges: a number tells whoever dials it what its script says.
//!
//! It is for what a phone can show and nothing else here does. The call is one with
//! the server itself; the script says what the phone is told of it, the core only
//! keeps the time. Ending the call ends the script. What a step can be is in
//! `config::script`.

use sccp::{
    CallHistoryInfo, ClearDisplay, ClearNotify, ClearPriNotify, ClearPromptStatus, DisplayText,
    Message, RecordingStatus, SelectSoftKeys, SetLamp, SetMicroMode, SetRinger, SetSpeakerMode,
    UnknownMessage,
};
use tracing::debug;

use crate::CallManager;
use crate::calls::{Far, LegState};
use crate::config::{CallInfoStep, Step};
use crate::directory::PhoneIndex;
use crate::directory::numbers::Service;
use crate::display::{call_state, stop_tone};
use crate::manager::Deadline;

/// How far a leg's script has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Played {
    /// Which script.
    script: usize,
    /// The next step.
    next: usize,
    /// Whether it goes on when a key is pressed.
    waits: bool,
}

impl CallManager {
    /// The script behind a number.
    pub(crate) fn script(&self, number: &str) -> Option<usize> {
        let scripts = &self.config.scripts;
        scripts.iter().position(|script| script.number == number)
    }

    /// Begins the script of the number that a leg has called.
    pub(crate) fn start_script(&mut self, reference: u32) {
        let now = self.now;
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        let Some(script) = self.script(&leg.called.number) else {
            return;
        };
        self.timers.clear(Deadline::Leg(reference));
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.far = Far::Service(Service::Script);
            leg.state = LegState::Connected;
            leg.connected_at = Some(now);
            leg.script = Some(Played {
                script,
                next: 0,
                waits: false,
            });
        }
        self.select_keys(reference);
        self.go_on(reference);
    }

    /// A key was pressed in a call: its script goes on if it waits for that.
    pub(crate) fn script_key(&mut self, reference: u32) -> bool {
        let waits = self
            .legs
            .get_mut(&reference)
            .filter(|leg| leg.state == LegState::Connected)
            .and_then(|leg| leg.script.as_mut())
            .is_some_and(|played| std::mem::take(&mut played.waits));
        if waits {
            self.go_on(reference);
        }
        waits
    }

    /// A call is taken back that was held: its script goes on, unless it waits for a key.
    pub(crate) fn script_resumed(&mut self, reference: u32) {
        let played = self.legs.get(&reference).and_then(|leg| leg.script);
        if played.is_some_and(|played| !played.waits) {
            self.go_on(reference);
        }
    }

    /// Carries out the steps of a leg's script up to the next pause.
    pub(crate) fn go_on(&mut self, reference: u32) {
        loop {
            let Some(leg) = self.legs.get_mut(&reference) else {
                return;
            };
            let (phone, line_instance) = (leg.phone, leg.line_instance);
            let Some(played) = leg.script.as_mut() else {
                return;
            };
            let script = self.config.scripts.get(played.script);
            let Some(step) = script.and_then(|script| script.steps.get(played.next)) else {
                return;
            };
            let step = step.clone();
            played.next += 1;
            debug!(call_reference = reference, ?step, "a step of a script");
            match step {
                Step::Wait(pause) => {
                    return self.timers.set(Deadline::Leg(reference), self.now + pause);
                }
                Step::WaitKey => {
                    played.waits = true;
                    return;
                }
                Step::HangUp => return self.release(reference),
                Step::CallInfo(info) => self.rewrite(reference, *info),
                Step::Tone(tone) => self.start_tone(reference, tone),
                Step::Prompt(words) => {
                    let words = self.script_words(phone, &words);
                    self.prompt(reference, &words);
                }
                Step::Notify(seconds, words) => {
                    let words = self.script_words(phone, &words);
                    self.notify(phone, seconds, &words);
                }
                Step::PriorityNotify(priority, seconds, words) => {
                    let words = self.script_words(phone, &words);
                    self.priority_notify(phone, priority, seconds, &words);
                }
                step => self.tell_step(reference, phone, line_instance, step),
            }
        }
    }

    /// Tells a phone what stands in a step.
    fn tell_step(&mut self, reference: u32, phone: PhoneIndex, line_instance: u32, step: Step) {
        let Some(session) = self.session_of(phone) else {
            return;
        };
        let message: Message = match step {
            Step::CallState(state, precedence_level) => sccp::CallState {
                precedence_level,
                ..call_state(state, line_instance, reference)
            }
            .into(),
            Step::StopTone => stop_tone(line_instance, reference).into(),
            Step::Ring(ring_mode, ring_duration) => SetRinger {
                ring_mode,
                ring_duration,
                line_instance,
                call_reference: reference,
            }
            .into(),
            Step::Lamp(stimulus, lamp_mode, instance) => SetLamp {
                stimulus,
                stimulus_instance: instance.unwrap_or(line_instance),
                lamp_mode,
            }
            .into(),
            Step::Speaker(speaker_mode) => SetSpeakerMode { speaker_mode }.into(),
            Step::Microphone(mic_mode) => SetMicroMode { mic_mode }.into(),
            Step::Keys(soft_key_set_index) => SelectSoftKeys {
                line_instance,
                call_reference: reference,
                soft_key_set_index,
                valid_key_mask: u32::MAX.into(),
            }
            .into(),
            Step::ClearPrompt => ClearPromptStatus {
                line_instance,
                call_reference: reference,
            }
            .into(),
            Step::ClearNotify => ClearNotify::default().into(),
            Step::ClearPriorityNotify(priority) => ClearPriNotify { priority }.into(),
            Step::Display(words) => DisplayText {
                text: session.text(&words).as_slice().into(),
            }
            .into(),
            Step::ClearDisplay => ClearDisplay::default().into(),
            Step::CallHistory(call_history_disposition) => CallHistoryInfo {
                call_history_disposition,
                line_instance,
                call_reference: reference,
            }
            .into(),
            Step::Recording(recording_status) => RecordingStatus {
                call_reference: reference,
                recording_status,
            }
            .into(),
            Step::Message(id, body) => Message::Unknown(UnknownMessage { id, body }),
            // These are no single messages, and were carried out before.
            Step::Wait(_)
            | Step::WaitKey
            | Step::HangUp
            | Step::CallInfo(_)
            | Step::Tone(_)
            | Step::Prompt(_)
            | Step::Notify(..)
            | Step::PriorityNotify(..) => return,
        };
        self.tell(phone, message);
    }

    /// The words of a step in the characters of a phone.
    fn script_words(&self, phone: PhoneIndex, words: &str) -> Vec<u8> {
        let session = self.session_of(phone);
        session.map_or_else(Vec::new, |session| session.text(words))
    }

    /// Shows other parties or marks of a call.
    fn rewrite(&mut self, reference: u32, info: CallInfoStep) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        let set = |place: &mut String, value: Option<String>| {
            if let Some(value) = value {
                *place = value;
            }
        };
        set(&mut leg.calling.number, info.calling);
        set(&mut leg.calling.name, info.calling_name);
        set(&mut leg.called.number, info.called);
        set(&mut leg.called.name, info.called_name);
        leg.security = info.security.or(leg.security);
        leg.call_type = info.call_type.or(leg.call_type);
        self.call_info(reference);
    }
}
