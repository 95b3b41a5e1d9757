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
        let value = if may_hold_keys(&packet.message) {
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

/// Whether a message without a declaration carries keys: those that open a
/// multimedia channel do (reference 3.1, 0x0131 and 0x0132).
const fn may_hold_keys(message: &Message) -> bool {
    matches!(message, Message::Unknown(unknown) if matches!(unknown.id, 0x0131 | 0x0132))
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
