//! What the server wants shown: prompts, notices, texts, and pages of applications.

use sccp::Message;

use crate::Station;
use crate::display::until;

// The fields of a message and of its dynamic form have the same names.

/// A prompt.
macro_rules! prompt {
    ($station:ident, $prompt:expr) => {{
        let text = shown!($station, $prompt.prompt_status);
        let (line, reference) = ($prompt.line_instance, $prompt.call_reference);
        $station.on_prompt(text, $prompt.time_out_value, line, reference);
    }};
}

/// A plain notice.
macro_rules! notify {
    ($station:ident, $notify:expr) => {{
        let until = until($station.now, $notify.time_out_value);
        let text = shown!($station, $notify.notify);
        $station.display.notify(text, until);
    }};
}

/// A notice with a priority.
macro_rules! priority_notify {
    ($station:ident, $notify:expr) => {{
        let until = until($station.now, $notify.time_out_value);
        let text = shown!($station, $notify.notify);
        $station
            .display
            .priority_notify(text, $notify.priority, until);
    }};
}

impl Station {
    /// Texts and pages.
    pub(super) fn on_display_message(&mut self, message: Message) {
        match message {
            Message::DisplayPromptStatus(prompt) => prompt!(self, prompt),
            Message::DisplayPromptStatusV2(prompt) => prompt!(self, prompt),
            Message::ClearPromptStatus(clear) => {
                self.on_clear_prompt(clear.line_instance, clear.call_reference);
            }
            Message::DisplayNotify(notify) => notify!(self, notify),
            Message::DisplayNotifyV2(notify) => notify!(self, notify),
            Message::ClearNotify(_) => self.display.clear_notify(),
            Message::DisplayPriNotify(notify) => priority_notify!(self, notify),
            Message::DisplayPriNotifyV2(notify) => priority_notify!(self, notify),
            Message::ClearPriNotify(clear) => self.display.clear_priority_notify(clear.priority),
            Message::DisplayText(display) => {
                let text = shown!(self, display.text);
                self.display.text = (!text.is_empty()).then_some(text);
            }
            Message::ClearDisplay(_) => self.display.text = None,
            Message::UserToDeviceData(data) => self.on_user_data(&data.user_to_device_data),
            Message::UserToDeviceDataVersion1(data) => {
                self.on_user_data_version1(&data.user_to_device_data);
            }
            other => self.on_line_message(other),
        }
    }

    fn on_prompt(&mut self, text: String, seconds: u32, line: u32, reference: u32) {
        let now = self.now;
        if reference == 0 {
            self.display.idle.set(text, until(now, seconds));
        } else if let Some(call) = self.calls.get_or_insert(reference, line, now) {
            call.prompt.set(text, until(now, seconds));
        }
    }

    fn on_clear_prompt(&mut self, line: u32, reference: u32) {
        if reference != 0 {
            if let Some(call) = self.calls.get_mut(reference) {
                call.prompt.clear();
            }
            return;
        }
        self.display.idle.clear();
        if line == 0 {
            self.calls.clear_prompts();
        }
    }
}
