//! Trace text: a packet in one line, for people and logs.
//!
//! Keys are never in it, dialled digits only when asked for.

use std::fmt;

use crate::{Message, Packet, Tail, Value};

/// Writes a packet as `Name field=value …`; fields that are zero or empty are
/// left out.
#[derive(Clone, Copy, Debug)]
pub struct Trace<'a> {
    packet: &'a Packet,
    digits: bool,
}

impl Packet {
    /// The packet as one line of text, dialled digits hidden.
    #[must_use]
    pub const fn trace(&self) -> Trace<'_> {
        Trace {
            packet: self,
            digits: false,
        }
    }
}

impl Trace<'_> {
    /// Shows dialled digits too.
    #[must_use]
    pub const fn with_digits(self) -> Self {
        Self {
            digits: true,
            ..self
        }
    }

    fn value(self, value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            Value::Number(number) => write!(f, "{number}"),
            Value::Named(_, Some(name)) if name.contains(' ') => write!(f, "\"{name}\""),
            Value::Named(_, Some(name)) => f.write_str(name),
            Value::Named(code, None) => write!(f, "0x{code:02X}"),
            Value::Bits(bits) => write!(f, "0x{bits:X}"),
            Value::Text(text) => write!(f, "{text:?}"),
            Value::Address(address) => write!(f, "{address}"),
            Value::Bytes(bytes) => hex(bytes, f),
            Value::Hidden(count) => write!(f, "<{count} bytes>"),
            Value::Digits(value) if self.digits => self.value(value, f),
            Value::Digits(_) => f.write_str("<digits>"),
            Value::List(values) => {
                f.write_str("[")?;
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        f.write_str(" ")?;
                    }
                    self.value(value, f)?;
                }
                f.write_str("]")
            }
            Value::Struct(fields) => {
                f.write_str("{")?;
                self.fields(fields, "", f)?;
                f.write_str("}")
            }
        }
    }

    fn fields(
        self,
        fields: &[(&'static str, Value)],
        mut separator: &str,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        for (name, value) in fields {
            // A digit 0 is blank too, and whether there was one is told.
            if value.is_blank() && !matches!(value, Value::Digits(_)) {
                continue;
            }
            write!(f, "{separator}{name}=")?;
            self.value(value, f)?;
            separator = " ";
        }
        Ok(())
    }
}

impl fmt::Display for Trace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let packet = self.packet;
        f.write_str(packet.message.name())?;
        if matches!(packet.message, Message::Unknown(_)) {
            write!(f, "(0x{:04X})", packet.message.id())?;
        }
        let value = if may_show_keys(packet) {
            Value::Struct(vec![("body", Value::Hidden(packet.to_frame().body.len()))])
        } else {
            packet.message.value()
        };
        if let Value::Struct(fields) = &value {
            self.fields(fields, " ", f)?;
        }
        match &packet.tail {
            // An unexpected layout may leave a key here.
            Tail::Surplus(surplus) if has_hidden(&value) => {
                write!(f, " surplus=<{} bytes>", surplus.len())
            }
            Tail::Surplus(surplus) if surplus.iter().any(|byte| *byte != 0) => {
                f.write_str(" surplus=")?;
                hex(surplus, f)
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Packet {
    /// As [`Packet::trace`]: one line, dialled digits hidden.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.trace().fmt(f)
    }
}

/// Whether a key may stand where other fields are expected: in a message that
/// opens a multimedia channel and has not the size of its layout. What is known
/// of those comes from one source only (reference 3.1, 0x0131 and 0x0132).
fn may_show_keys(packet: &Packet) -> bool {
    let carries_key = matches!(
        packet.message,
        Message::OpenMultiMediaReceiveChannel(_) | Message::StartMultiMediaTransmission(_)
    );
    carries_key && matches!(packet.tail, Tail::Short(_) | Tail::Surplus(_))
}

/// Whether there is anything in a value that is never shown.
fn has_hidden(value: &Value) -> bool {
    match value {
        Value::Hidden(_) => true,
        Value::List(values) => values.iter().any(has_hidden),
        Value::Struct(fields) => fields.iter().any(|(_, value)| has_hidden(value)),
        _ => false,
    }
}

/// Bytes that a trace shows before it only counts: a line stays a line.
const SHOWN_BYTES: usize = 64;

fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for byte in bytes.iter().take(SHOWN_BYTES) {
        write!(f, "{byte:02x}")?;
    }
    if bytes.len() > SHOWN_BYTES {
        write!(f, "…({} bytes)", bytes.len())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::*;

    fn packet(message: impl Into<Message>) -> Packet {
        Packet::new(message, ProtocolVersion::NEWEST)
    }

    #[test]
    fn one_line_names_what_is_not_zero() {
        let state = CallState {
            call_state: CallStateCode::RING_IN,
            line_instance: 1,
            call_reference: 4711,
            ..Default::default()
        };
        assert_eq!(
            packet(state).to_string(),
            "CallState callState=RingIn lineInstance=1 callReference=4711"
        );
        assert_eq!(packet(KeepAlive {}).to_string(), "KeepAlive");
    }

    #[test]
    fn texts_have_their_tokens_resolved() {
        let prompt = DisplayPromptStatusV2 {
            prompt_status: DynText::new(b"\x80\x171003"),
            ..Default::default()
        };
        assert_eq!(
            packet(prompt).to_string(),
            "DisplayPromptStatusV2 promptStatus=\"From 1003\""
        );
    }

    #[test]
    fn dialled_digits_are_shown_only_when_asked_for() {
        let key = packet(KeypadButton {
            kp_button: KeypadKey::SEVEN,
            ..Default::default()
        });
        assert_eq!(key.to_string(), "KeypadButton kpButton=<digits>");
        assert_eq!(
            key.trace().with_digits().to_string(),
            "KeypadButton kpButton=Seven"
        );
        // A zero is a digit like any other.
        let zero = packet(KeypadButton::default());
        assert_eq!(zero.to_string(), key.to_string());

        let call = packet(EnblocCall {
            called_party: "5551234".into(),
            ..Default::default()
        });
        assert!(!call.to_string().contains("5551234"));
        let dialled = packet(DialedNumber {
            dialed_number: "5551234".into(),
            ..Default::default()
        });
        assert!(!dialled.to_string().contains("5551234"));
        assert!(
            dialled
                .trace()
                .with_digits()
                .to_string()
                .contains("\"5551234\"")
        );
    }

    #[test]
    fn keys_are_never_shown() {
        let key = EncryptionInfo {
            algorithm_id: MediaEncryption::AES_CM_128_HMAC_SHA1_80,
            key_len: 16,
            salt_len: 14,
            key: [0xAB; 16],
            salt: [0xCD; 16],
            ..Default::default()
        };
        let start = packet(StartMediaTransmission {
            m_tx_media_encryption_key_info: key,
            ..Default::default()
        });
        let open = packet(OpenReceiveChannel {
            m_rx_media_encryption_key_info: key,
            ..Default::default()
        });
        // The same bytes, but cut off where nothing explains them.
        let unexplained = Packet {
            layout: ProtocolVersion::OLDEST,
            tail: Tail::Surplus(vec![0xAB; 48]),
            ..start.clone()
        };
        let start_video = packet(StartMultiMediaTransmission {
            m_tx_media_encryption_key_info: key,
            ..Default::default()
        });
        let open_video = packet(OpenMultiMediaReceiveChannel {
            m_rx_media_encryption_key_info: key,
            ..Default::default()
        });
        // Of a server that puts something before the key.
        let mut frame = start_video.to_frame();
        frame.body.splice(0..0, [0; 12]);
        let moved = Packet::decode(&frame, ProtocolVersion::NEWEST).expect("long enough");
        frame.body.drain(..24);
        let cut = Packet::decode(&frame, ProtocolVersion::NEWEST).expect("long enough");
        for packet in [
            start,
            open,
            unexplained,
            start_video,
            open_video,
            moved,
            cut,
        ] {
            for text in [packet.to_string(), packet.trace().with_digits().to_string()] {
                assert!(!text.contains("abab") && !text.contains("cdcd"), "{text}");
                assert!(!text.contains("171") && !text.contains("205"), "{text}");
                assert!(text.contains(" bytes>"), "{text}");
            }
        }
        let debug = format!("{key:?}");
        assert!(!debug.contains("171") && !debug.contains("0xAB"), "{debug}");
    }

    #[test]
    fn surplus_and_unknown_bytes_are_shown() {
        let frame = RawFrame {
            header_version: 0,
            message_id: 0xFF01,
            body: vec![0xDE, 0xAD, 0, 1],
        };
        let packet = Packet::decode(&frame, ProtocolVersion::OLDEST).expect("any length");
        assert_eq!(packet.to_string(), "Unknown(0xFF01) body=dead0001");

        let frame = RawFrame {
            header_version: 0,
            message_id: 0,
            body: vec![1, 2],
        };
        let packet = Packet::decode(&frame, ProtocolVersion::OLDEST).expect("any length");
        assert_eq!(packet.to_string(), "KeepAlive surplus=0102");
    }
}
