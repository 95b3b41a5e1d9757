//! Which events of a trace are wanted.

use std::str::FromStr;

use sccp::{MESSAGES, MessageKind};
use thiserror::Error;

use super::{ConnectionEvent, TraceEvent};
use crate::conversation::TracedMessage;

/// Chooses events. What is empty chooses all.
#[derive(Clone, Debug, Default)]
pub struct TraceFilter {
    /// Device names, upper or lower case.
    pub devices: Vec<String>,
    /// Call references.
    pub calls: Vec<u32>,
    /// Messages.
    pub messages: Vec<MessageChoice>,
}

impl TraceFilter {
    /// Whether an event is wanted. Gaps are told whichever calls or messages are
    /// asked for: what is missing may have been one of them.
    #[must_use]
    pub fn wants(&self, event: &TraceEvent) -> bool {
        match event {
            TraceEvent::Message(message) => {
                self.wants_device(message.device.as_deref())
                    && self.wants_call(message.call_reference)
                    && self.wants_message(message)
            }
            TraceEvent::Connection { device, what, .. } => {
                let told = what.is_fault() || (self.calls.is_empty() && self.messages.is_empty());
                told && (self.wants_device(device.as_deref())
                    || (device.is_none() && matches!(what, ConnectionEvent::Gap { .. })))
            }
            TraceEvent::RtpBegins(stream) | TraceEvent::RtpEnds(stream) => {
                self.wants_device(stream.device.as_deref())
                    && self.wants_call(stream.call_reference)
                    && self.messages.is_empty()
            }
        }
    }

    fn wants_device(&self, device: Option<&str>) -> bool {
        self.devices.is_empty()
            || device.is_some_and(|device| {
                self.devices
                    .iter()
                    .any(|wanted| wanted.eq_ignore_ascii_case(device))
            })
    }

    fn wants_call(&self, call: Option<u32>) -> bool {
        self.calls.is_empty() || call.is_some_and(|call| self.calls.contains(&call))
    }

    fn wants_message(&self, message: &TracedMessage) -> bool {
        self.messages.is_empty()
            || self
                .messages
                .iter()
                .any(|wanted| wanted.0 == message.frame.message_id)
    }
}

/// A message that was asked for, by name or id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageChoice(pub u32);

/// There is no message of that name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no message {0}; {1}give a name as a trace shows it, or an id like 0x0111")]
pub struct UnknownMessageName(String, String);

impl FromStr for MessageChoice {
    type Err = UnknownMessageName;

    /// `CallState`, `StationCallStateMessage`, `0x0111` or `273`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = match text.strip_prefix("0x") {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => text.parse().ok(),
        };
        let is = |kind: &&MessageKind| {
            kind.name.eq_ignore_ascii_case(text) || kind.reference_name.eq_ignore_ascii_case(text)
        };
        number
            .or_else(|| MESSAGES.iter().find(is).map(|kind| kind.id))
            .map(Self)
            .ok_or_else(|| UnknownMessageName(text.to_owned(), near(text)))
    }
}

/// Names that have the text in them.
fn near(text: &str) -> String {
    /// Enough for the forms of one message.
    const SHOWN: usize = 5;
    let text = text.to_ascii_lowercase();
    let near: Vec<&str> = MESSAGES
        .iter()
        .map(|kind| kind.name)
        .filter(|name| name.to_ascii_lowercase().contains(&text))
        .take(SHOWN)
        .collect();
    if near.is_empty() {
        String::new()
    } else {
        format!("there is {}; ", near.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_chosen_by_either_name_or_id() {
        for text in [
            "CallState",
            "callstate",
            "StationCallStateMessage",
            "0x0111",
            "273",
        ] {
            assert_eq!(text.parse(), Ok(MessageChoice(0x0111)), "{text}");
        }
        let error = "Softkeyset"
            .parse::<MessageChoice>()
            .expect_err("no such name");
        assert!(error.to_string().contains("SoftKeySetReq"), "{error}");
    }
}
