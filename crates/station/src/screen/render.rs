//! The screen: what the phone shows, made afresh from its state.

use crate::connection::FEATURES_DISABLED;
use crate::lines::Around;
use crate::{Call, LineKey, Notify, Registration, RegistrationState, Screen, Station};

/// "CM Fallback Service Operating": what phones say while a server of last resort serves them
/// (section 4.2), when the server itself says nothing.
const FALLBACK_SERVICE: (u8, u8) = (0x1E, 10);

impl Station {
    /// The screen as of now.
    pub(crate) fn render(&self) -> Screen {
        let focused = self.calls.focused().map(|call| call.call_reference);
        Screen {
            device: self.config.device.clone(),
            language: self.config.language,
            registration: Registration {
                state: self.connection.state(),
                text: self.connection.text.clone(),
                reason: self.connection.reason().to_owned(),
                server: self.connection.server().to_owned(),
                standby: self.connection.standby_server().to_owned(),
                protocol_version: self.version.agreed_number(),
            },
            own_number: self.own_number(),
            clock: self.clock,
            line_keys: self.shown_line_keys(),
            calls: self.shown_calls(),
            focused_call: focused,
            active_line: self.active_line,
            prompt: self.shown_prompt(),
            notify: self.shown_notice(),
            display_text: self.display.text.clone(),
            soft_keys: self.bar(),
            dialled: self.shown_digits(),
            off_hook: self.hook.off,
            audio_path: self.audio.path,
            preferred_path: self.audio.preferred,
            muted: self.audio.muted,
            volume: self.audio.volume(),
            volumes: self.audio.volumes,
            ring: self.sounds.ring(),
            ring_silenced: self.is_ring_silenced(),
            tone: self.sounds.tone_name(),
            message_waiting: self.lines.message_waiting(),
            missed_calls: self.call_log.lists.new_missed(),
            menu: self.shown_menu(),
            theme: self.config.preferences.theme.clone(),
            do_not_disturb: self.config.preferences.do_not_disturb,
            visual_ring: self.config.preferences.visual_ring,
            sound_notice: self.audio.notice.clone(),
            output_notice: self.audio.output_notice.clone(),
            recording: self.audio.recording,
            figures: self.shown_figures(),
        }
    }

    /// What covers the prompt: of the network, of the server, or that the idle phone keeps quiet.
    fn shown_notice(&self) -> Option<Notify> {
        let notice = self.network_notice().or_else(|| self.display.notice());
        let quiet = self.config.preferences.do_not_disturb && self.connection.is_registered();
        let idle = !self.hook.off && self.calls.focused().is_none();
        notice.or_else(|| {
            (quiet && idle).then(|| Notify {
                text: self.words("Do not disturb").to_owned(),
                ..Notify::default()
            })
        })
    }

    fn fallback_words(&self) -> &'static str {
        let (prefix, number) = FALLBACK_SERVICE;
        let words = self.config.language.phrase(prefix, number);
        words.unwrap_or_default()
    }

    /// A server of last resort serves the phone, which is worth reading later.
    pub(crate) fn note_fallback(&mut self) {
        self.note_status(self.fallback_words());
    }

    fn own_number(&self) -> String {
        let line = self.buttons.first_line();
        line.map_or("", |line| self.lines.number(line)).to_owned()
    }

    pub(crate) fn shown_line_keys(&self) -> Vec<LineKey> {
        self.lines.keys(&Around {
            language: self.config.language,
            template: &self.buttons,
            features: &self.features,
            presence: &|number| self.watching.presence(number),
            line_state: &|line| self.calls.state_of_line(line),
        })
    }

    fn shown_calls(&self) -> Vec<Call> {
        self.calls
            .in_order()
            .into_iter()
            .filter(|call| !call.is_hidden())
            .map(|call| {
                let (receiving, transmitting) = self.streams.directions(call.call_reference);
                call.shown(receiving, transmitting)
            })
            .collect()
    }

    /// The status line (section 5.11): that of the call in front, else of the idle phone. What
    /// the server shows for a moment only goes over what stands.
    fn shown_prompt(&self) -> String {
        if self.connection.is_preserving() {
            return self.words(FEATURES_DISABLED).to_owned();
        }
        if !self.connection.is_registered() {
            return self.connection.text.clone();
        }
        let idle = &self.display.idle;
        let prompt = match self.calls.focused() {
            Some(call) if !idle.is_passing() || call.prompt.is_passing() => call.prompt.text(),
            _ => idle.text(),
        };
        if prompt.is_empty() && self.connection.state() == RegistrationState::Configuring {
            return self.connection.text.clone();
        }
        if prompt.is_empty() && self.connection.is_last_resort() {
            return self.fallback_words().to_owned();
        }
        prompt.to_owned()
    }

    /// Digits: typed on hook, or dialled in the call in front.
    fn shown_digits(&self) -> String {
        if !self.takes_digits() {
            return self.dialling.typed.clone();
        }
        self.calls
            .active()
            .map(|call| call.dialled.clone())
            .unwrap_or_default()
    }
}
