//! A message for a person who looks at it: a name with one detail, its fields, its bytes.

use sccp::{HEADER_BYTES, MessageKind, Value};

use super::line::single;
use super::secret;
use crate::conversation::TracedMessage;

/// Characters of a detail, so that it stays beside its name.
const DETAIL: usize = 24;

/// A field of a message, as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLine {
    /// How deep in structures and lists it stands, 0 the outermost.
    pub depth: usize,
    /// Its name on the wire, or its place in a list.
    pub name: String,
    /// What it holds; nothing for a structure or list, whose parts follow.
    pub value: Option<String>,
}

/// The bytes of a frame, as far as they may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownBytes {
    /// The whole frame, or its header alone.
    pub bytes: Vec<u8>,
    /// Bytes of the body that are not shown, and why.
    pub hidden: Option<(usize, &'static str)>,
}

impl TracedMessage {
    /// The name of the message, and what is most telling in it.
    #[must_use]
    pub fn label(&self) -> String {
        let name = self.name();
        let Ok(packet) = &self.packet else {
            return format!("{name} (too short)");
        };
        if MessageKind::find(packet.message.id()).is_none() {
            return format!("{name} 0x{:04X}", packet.message.id());
        }
        let detail = secret::fields(packet)
            .into_iter()
            .find_map(|(_, value)| match value {
                Value::Named(code, Some(name)) if code != 0 => Some(name.to_owned()),
                Value::Text(text) if !text.is_empty() => {
                    let short: String = text.chars().take(DETAIL).collect();
                    Some(format!("{short:?}"))
                }
                _ => None,
            });
        detail.map_or_else(|| name.to_owned(), |detail| format!("{name} {detail}"))
    }

    /// Every field of the layout, zeros too; dialled digits only with `digits`, keys never.
    /// Empty when the message could not be decoded.
    #[must_use]
    pub fn field_lines(&self, digits: bool) -> Vec<FieldLine> {
        let mut lines = Vec::new();
        if let Ok(packet) = &self.packet {
            let mut fields = secret::fields(packet);
            fields.extend(secret::surplus(packet).map(|value| ("surplus", value)));
            for (name, value) in &fields {
                add(name, value, 0, digits, &mut lines);
            }
        }
        lines
    }

    /// The frame's bytes; with a body only where no key, and without `digits` no dialled digit,
    /// can be in it.
    #[must_use]
    pub fn shown_bytes(&self, digits: bool) -> ShownBytes {
        let mut bytes = self.frame.to_bytes();
        let hidden = secret::reason_to_hide(self, digits);
        if hidden.is_some() {
            bytes.truncate(HEADER_BYTES);
        }
        ShownBytes {
            bytes,
            hidden: hidden.map(|reason| (self.frame.body.len(), reason)),
        }
    }
}

/// Bytes as lines of a place, 16 bytes in hexadecimal digits, and what of them is ASCII.
pub fn hex_lines(bytes: &[u8]) -> impl Iterator<Item = String> {
    bytes.chunks(16).enumerate().map(|(row, chunk)| {
        let mut line = format!("{:04x} ", row * 16);
        for at in 0..16 {
            match chunk.get(at) {
                Some(byte) => line += &format!(" {byte:02x}"),
                None => line += "   ",
            }
        }
        line += "  ";
        line.extend(chunk.iter().map(|byte| {
            if byte.is_ascii_graphic() {
                char::from(*byte)
            } else {
                '.'
            }
        }));
        line
    })
}

fn add(name: &str, value: &Value, depth: usize, digits: bool, lines: &mut Vec<FieldLine>) {
    let value = match value {
        Value::Digits(value) if digits => value,
        value => value,
    };
    let line = |value| FieldLine {
        depth,
        name: name.to_owned(),
        value,
    };
    match value {
        Value::Struct(fields) => {
            lines.push(line(None));
            for (name, value) in fields {
                add(name, value, depth + 1, digits, lines);
            }
        }
        Value::List(values) => {
            lines.push(line(None));
            for (index, value) in values.iter().enumerate() {
                add(&format!("[{index}]"), value, depth + 1, digits, lines);
            }
        }
        _ => lines.push(line(Some(single(value)))),
    }
}
