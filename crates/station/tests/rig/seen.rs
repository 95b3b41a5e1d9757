//! What the station did, as tests ask for it.

use sccp::Message;
use station::{CallState, Event};

use super::Rig;

impl Rig {
    /// Messages sent of the kind that `pick` takes.
    pub fn sent_of<T>(&self, pick: impl Fn(&Message) -> Option<T>) -> Vec<T> {
        self.sent.iter().filter_map(pick).collect()
    }

    /// Body lengths of what was sent, by message id.
    pub fn sent_lengths(&self) -> Vec<(u32, usize)> {
        let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().expect("four bytes"));
        self.sent_bytes
            .iter()
            .map(|frame| (number(&frame[8..12]), frame.len() - 12))
            .collect()
    }

    /// Header versions of what was sent.
    pub fn sent_headers(&self) -> Vec<u32> {
        self.sent_bytes
            .iter()
            .map(|frame| u32::from_le_bytes(frame[4..8].try_into().expect("four bytes")))
            .collect()
    }

    /// Names of what was sent.
    pub fn sent_names(&self) -> Vec<&'static str> {
        self.sent.iter().map(Message::name).collect()
    }

    /// Digits sent as KeypadButton.
    pub fn keypad_digits(&self) -> String {
        self.sent
            .iter()
            .filter_map(|message| match message {
                Message::KeypadButton(key) => key.kp_button.digit(),
                _ => None,
            })
            .collect()
    }

    /// Soft keys sent: event, line, call.
    pub fn soft_keys_sent(&self) -> Vec<(u32, u32, u32)> {
        self.sent_of(|message| match message {
            Message::SoftKeyEvent(key) => {
                Some((key.soft_key_event, key.line_instance, key.call_reference))
            }
            _ => None,
        })
    }

    /// States of a call as events told them.
    pub fn states_of(&self, reference: u32) -> Vec<CallState> {
        self.events
            .iter()
            .filter_map(|event| match event {
                Event::CallState {
                    call_reference,
                    state,
                    ..
                } if *call_reference == reference => Some(*state),
                _ => None,
            })
            .collect()
    }
}
