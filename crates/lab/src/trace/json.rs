//! One JSON object a message, for programs.

use std::io::{self, Write};

use sccp::{Direction, Packet, Value};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::line::Hex;
use super::time::rfc3339;
use super::{TraceEvent, secret};
use crate::conversation::TracedMessage;

/// Writes the messages of a trace as JSON objects, one a line. What is no message
/// is left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonWriter {
    /// Show dialled digits.
    pub digits: bool,
    /// Add the bytes of each frame as `frame`.
    pub hex: bool,
}

impl JsonWriter {
    /// Writes an event, if it is a message.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, event: &TraceEvent, out: &mut dyn Write) -> io::Result<()> {
        let TraceEvent::Message(message) = event else {
            return Ok(());
        };
        let object = Object {
            message,
            writer: *self,
        };
        serde_json::to_writer(&mut *out, &object)?;
        writeln!(out)
    }
}

struct Object<'a> {
    message: &'a TracedMessage,
    writer: JsonWriter,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let message = self.message;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("time", &rfc3339(message.time))?;
        map.serialize_entry("source", &message.source())?;
        map.serialize_entry("destination", &message.destination())?;
        let direction = match message.direction {
            Direction::ToStation => "to_station",
            _ => "to_server",
        };
        map.serialize_entry("direction", direction)?;
        map.serialize_entry("device", &message.device.as_deref())?;
        map.serialize_entry("call_reference", &message.call_reference)?;
        map.serialize_entry("message_id", &message.frame.message_id)?;
        map.serialize_entry("message", message.name())?;
        map.serialize_entry("header_version", &message.frame.header_version)?;
        match &message.packet {
            Ok(packet) => {
                map.serialize_entry("layout", &packet.layout.number())?;
                let digits = self.writer.digits;
                map.serialize_entry("fields", &Fields { packet, digits })?;
                if let Some(value) = &secret::surplus(packet) {
                    map.serialize_entry("surplus", &Shown { value, digits })?;
                }
            }
            Err(error) => map.serialize_entry("error", &error.to_string())?,
        }
        if self.writer.hex {
            let bytes = secret::reason_to_hide(message, self.writer.digits)
                .is_none()
                .then(|| Hex(&message.frame.to_bytes()).to_string());
            map.serialize_entry("frame", &bytes)?;
        }
        map.end()
    }
}

/// The fields of a packet's layout.
struct Fields<'a> {
    packet: &'a Packet,
    digits: bool,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct_of(&secret::fields(self.packet), self.digits, serializer)
    }
}

/// A value; numbers of an enumeration have their name beside them.
struct Shown<'a> {
    value: &'a Value,
    digits: bool,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.digits;
        match self.value {
            Value::Number(number) => serializer.serialize_i64(*number),
            Value::Named(code, name) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("code", code)?;
                map.serialize_entry("name", name)?;
                map.end()
            }
            Value::Bits(bits) => serializer.serialize_u32(*bits),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Address(address) => address.serialize(serializer),
            Value::Bytes(bytes) => serializer.collect_str(&Hex(bytes)),
            Value::Hidden(count) => serializer.collect_str(&format_args!("<{count} bytes>")),
            Value::Digits(value) if digits => Self { value, digits }.serialize(serializer),
            Value::Digits(_) => serializer.serialize_str("<digits>"),
            Value::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(&Self { value, digits })?;
                }
                list.end()
            }
            Value::Struct(fields) => struct_of(fields, digits, serializer),
        }
    }
}

fn struct_of<S: Serializer>(
    fields: &[(&'static str, Value)],
    digits: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(fields.len()))?;
    for (name, value) in fields {
        map.serialize_entry(name, &Shown { value, digits })?;
    }
    map.end()
}
