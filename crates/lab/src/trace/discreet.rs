//! Frames without anything that tells who was called: for traces that are given away.
//!
//! A trace on one's own machine hides what was dialled, and shows the numbers that a server
//! shows. One that goes to somebody else must not show those either, in text or in bytes.

use sccp::{HEADER_BYTES, Message, Packet, Tail, Value};

use crate::conversation::TracedMessage;

/// What stands in place of a digit.
const MASK: u8 = b'x';

/// The frame with every digit of its texts overwritten by `x`. Where a digit or a key could
/// stand that is not found this way (dialled keys, bytes without a known meaning, messages
/// that could not be decoded), the body is zeros. The length stays.
///
/// Device names, versions and servers of the registration are kept.
#[must_use]
pub fn discreet_frame(message: &TracedMessage) -> Vec<u8> {
    let mut frame = message.frame.to_bytes();
    let body = frame.get_mut(HEADER_BYTES..).unwrap_or_default();
    let kept = match &message.packet {
        Ok(packet) => mask(packet, body),
        Err(_) => false,
    };
    if !kept {
        body.fill(0);
    }
    frame
}

/// The texts of a message as [`discreet_frame`] leaves them, in one line.
#[must_use]
pub fn discreet_line(message: &TracedMessage) -> String {
    match &message.packet {
        Ok(packet) if is_of_registration(&packet.message) => packet.to_string(),
        Ok(packet) if has_bytes(packet) => {
            let bytes = message.frame.body.len();
            format!("{} <{bytes} bytes>", message.name())
        }
        Ok(packet) if has(&packet.message.value(), &is_digit_tone) => {
            format!("{} <digit>", message.name())
        }
        Ok(packet) => mask_texts(&packet.to_string()),
        Err(error) => format!("{}: {error}", message.name()),
    }
}

/// Masks the digits of the texts; `false`: that is not enough.
fn mask(packet: &Packet, body: &mut [u8]) -> bool {
    if is_of_registration(&packet.message) {
        return true;
    }
    !has_bytes(packet) && mask_value(&packet.message.value(), body)
}

/// Messages that say who the phone is, and which servers there are.
const fn is_of_registration(message: &Message) -> bool {
    matches!(
        message,
        Message::Register(_)
            | Message::RegisterTokenReq(_)
            | Message::RegisterAck(_)
            | Message::RegisterReject(_)
            | Message::ServerRes(_)
            | Message::Version(_)
            | Message::Alarm(_)
    )
}

/// Whether something stands in it whose meaning is not known.
fn has_bytes(packet: &Packet) -> bool {
    let surplus = matches!(&packet.tail, Tail::Surplus(bytes) if bytes.iter().any(|b| *b != 0));
    surplus
        || matches!(packet.message, Message::Unknown(_))
        || has(
            &packet.message.value(),
            &|value| matches!(value, Value::Bytes(bytes) if bytes.iter().any(u8::is_ascii_digit)),
        )
}

fn has(value: &Value, is: &impl Fn(&Value) -> bool) -> bool {
    is(value)
        || match value {
            Value::List(values) => values.iter().any(|value| has(value, is)),
            Value::Struct(fields) => fields.iter().any(|(_, value)| has(value, is)),
            Value::Digits(value) => has(value, is),
            _ => false,
        }
}

/// Masks the digits of the texts in a value; `false`: one of them is not found in the body,
/// or there are digits that are no text.
fn mask_value(value: &Value, body: &mut [u8]) -> bool {
    match value {
        Value::Digits(_) => false,
        Value::Hidden(count) => *count == 0,
        Value::Named(..) => !is_digit_tone(value),
        Value::Text(text) => mask_text(text, body),
        Value::List(values) => values.iter().all(|value| mask_value(value, body)),
        Value::Struct(fields) => fields.iter().all(|(_, value)| mask_value(value, body)),
        _ => true,
    }
}

/// Whether it is the tone of a key.
fn is_digit_tone(value: &Value) -> bool {
    matches!(value, Value::Named(_, Some(name)) if name.starts_with("Dtmf"))
}

fn mask_text(text: &str, body: &mut [u8]) -> bool {
    if !text.contains(|c: char| c.is_numeric()) {
        return true;
    }
    // As it stands there; a text with phrases of the dictionary is put together of pieces, of
    // which those with digits are enough.
    if mask_all(text.as_bytes(), body) {
        return true;
    }
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    let other = text.contains(|c: char| c.is_numeric() && !c.is_ascii_digit());
    // A lone digit is not told from a number of one byte.
    !other && runs.all(|run| run.is_empty() || (run.len() > 1 && mask_all(run.as_bytes(), body)))
}

/// Masks the digits wherever these bytes stand; `false`: they stand nowhere.
fn mask_all(bytes: &[u8], body: &mut [u8]) -> bool {
    let places: Vec<usize> = (0..body.len())
        .filter(|&at| body[at..].starts_with(bytes))
        .collect();
    for &at in &places {
        for byte in &mut body[at..at + bytes.len()] {
            if byte.is_ascii_digit() {
                *byte = MASK;
            }
        }
    }
    // What was masked by an equal text before is well.
    let masked: Vec<u8> = bytes
        .iter()
        .map(|byte| if byte.is_ascii_digit() { MASK } else { *byte })
        .collect();
    !places.is_empty() || (0..body.len()).any(|at| body[at..].starts_with(&masked))
}

/// Masks the digits between quotation marks: the texts of a line.
fn mask_texts(line: &str) -> String {
    let (mut masked, mut inside, mut escaped) = (String::with_capacity(line.len()), false, false);
    for c in line.chars() {
        match c {
            '"' if !escaped => inside = !inside,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        let hidden = inside && c.is_numeric();
        masked.push(if hidden { 'x' } else { c });
    }
    masked
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use sccp::{
        CallInfo, CallStateCode, DialedNumber, Direction, DisplayPromptStatus, KeypadButton,
        ProtocolVersion, Register, StartTone,
    };

    use super::*;
    use crate::conversation::{Conversation, Ends, Said};

    const NUMBER: &str = "5550172943";

    fn traced(message: impl Into<Message>) -> Box<TracedMessage> {
        let ends = Ends {
            phone: "192.0.2.10:50000".parse().expect("an address"),
            server: "192.0.2.20:2000".parse().expect("an address"),
        };
        let bytes = Packet::new(message, ProtocolVersion::new(22)).encode();
        let mut found = None;
        Conversation::from_start(ends).push(
            Direction::ToStation,
            Duration::ZERO,
            &bytes,
            &mut |said| {
                if let Said::Message(message) = said {
                    found = Some(message);
                }
            },
        );
        found.expect("a message")
    }

    fn holds(bytes: &[u8], text: &str) -> bool {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    }

    #[test]
    fn numbers_go_from_texts_and_the_rest_stays() {
        let info = CallInfo {
            calling_party_name: "Ada".into(),
            called_party: NUMBER.into(),
            original_called_party: NUMBER.into(),
            call_reference: 4711,
            ..CallInfo::default()
        };
        let message = traced(info);
        let plain = message.frame.to_bytes();
        let frame = discreet_frame(&message);
        assert!(holds(&plain, NUMBER), "it would be seen");
        assert_eq!(frame.len(), plain.len());
        assert!(!holds(&frame, NUMBER));
        assert!(!holds(&frame, "172"));
        assert!(holds(&frame, "Ada"));
        assert!(holds(&frame, "xxxxxxxxxx"));
        assert!(frame.windows(4).any(|part| part == 4711_u32.to_le_bytes()));
        let line = discreet_line(&message);
        assert!(line.contains("calledParty=\"xxxxxxxxxx\""), "{line}");
        assert!(line.contains("callReference=4711"), "{line}");
    }

    #[test]
    fn a_number_beside_a_phrase_of_the_dictionary_goes_too() {
        let prompt = DisplayPromptStatus {
            prompt_status: format!("\u{80}\u{1e}{NUMBER}").as_str().into(),
            ..DisplayPromptStatus::default()
        };
        let frame = discreet_frame(&traced(prompt));
        assert!(!holds(&frame, NUMBER));
    }

    #[test]
    fn what_was_dialled_leaves_nothing_but_the_name() {
        let key = KeypadButton {
            kp_button: 7.into(),
            call_reference: 4711,
            ..KeypadButton::default()
        };
        let frame = discreet_frame(&traced(key));
        assert!(frame[HEADER_BYTES..].iter().all(|byte| *byte == 0));
        let dialled = DialedNumber {
            dialed_number: NUMBER.into(),
            ..DialedNumber::default()
        };
        let message = traced(dialled);
        assert!(!holds(&discreet_frame(&message), "555"));
        assert!(!discreet_line(&message).contains("555"));
        let tones = sccp::DeviceTone::KNOWN.iter();
        let mut of_keys = 0;
        for tone in tones.filter(|tone| tone.name().is_some_and(|name| name.starts_with("Dtmf"))) {
            of_keys += 1;
            let message = traced(StartTone {
                tone: *tone,
                ..StartTone::default()
            });
            let frame = discreet_frame(&message);
            let blank = frame[HEADER_BYTES..].iter().all(|byte| *byte == 0);
            assert!(blank, "{tone:?}");
            assert_eq!(discreet_line(&message), "StartTone <digit>");
        }
        assert_eq!(of_keys, 16);
    }

    #[test]
    fn who_the_phone_is_may_be_known() {
        let mut register = Register::default();
        register.sid.device_name = "SEP001122334455".into();
        let message = traced(register);
        assert_eq!(discreet_frame(&message), message.frame.to_bytes());
        let state = sccp::CallState {
            call_state: CallStateCode::RING_IN,
            ..sccp::CallState::default()
        };
        let message = traced(state);
        assert_eq!(discreet_frame(&message), message.frame.to_bytes());
    }
}
