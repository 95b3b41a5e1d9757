//! One line a message, in the manner of a CUCM trace.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use sccp::{Direction, HEADER_BYTES, Value};

use super::time::date_and_time;
use super::{TraceEvent, secret};
use crate::conversation::TracedMessage;

/// Writes a trace as lines:
///
/// ```text
/// 2026-05-28 20:26:48.000000 StationD: (SEP001122334455, call 4711) CallState callState=RingIn …
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct LineWriter {
    /// Show dialled digits.
    pub digits: bool,
    /// Show every field of the layout on a line of its own, zeros too.
    pub fields: bool,
    /// Show the bytes of each frame.
    pub hex: bool,
}

impl LineWriter {
    /// Writes an event, if it belongs into lines.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, event: &TraceEvent, out: &mut dyn Write) -> io::Result<()> {
        match event {
            TraceEvent::Message(message) => self.message(message, out),
            TraceEvent::Connection {
                time,
                ends,
                device,
                what,
            } => {
                let time = date_and_time(*time);
                let side = side(what.direction());
                let who = who(device.as_ref(), ends.phone);
                writeln!(out, "{time} {side}: ({who}) -- {}", what.words(ends))
            }
            TraceEvent::RtpBegins(_) | TraceEvent::RtpEnds(_) => Ok(()),
        }
    }

    fn message(&self, message: &TracedMessage, out: &mut dyn Write) -> io::Result<()> {
        let time = date_and_time(message.time);
        let side = side(message.direction);
        let who = who(message.device.as_ref(), message.ends.phone);
        write!(out, "{time} {side}: ({who}")?;
        if let Some(call) = message.call_reference {
            write!(out, ", call {call}")?;
        }
        match &message.packet {
            Ok(packet) if self.fields => {
                writeln!(out, ") {}", message.name())?;
                let mut fields = secret::fields(packet);
                fields.extend(secret::surplus(packet).map(|value| ("surplus", value)));
                for (name, value) in &fields {
                    self.field(name, value, 1, out)?;
                }
            }
            Ok(packet) if self.digits => writeln!(out, ") {}", packet.trace().with_digits())?,
            Ok(packet) => writeln!(out, ") {packet}")?,
            Err(error) => writeln!(out, ") {}: {error}", message.name())?,
        }
        if self.hex {
            self.bytes(message, out)?;
        }
        Ok(())
    }

    fn field(
        &self,
        name: &str,
        value: &Value,
        depth: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write!(out, "{:1$}{name}", "", depth * 4)?;
        let value = match value {
            Value::Digits(value) if self.digits => value,
            value => value,
        };
        match value {
            Value::Struct(fields) => {
                writeln!(out)?;
                for (name, value) in fields {
                    self.field(name, value, depth + 1, out)?;
                }
                Ok(())
            }
            Value::List(values) => {
                writeln!(out)?;
                for (index, value) in values.iter().enumerate() {
                    self.field(&format!("[{index}]"), value, depth + 1, out)?;
                }
                Ok(())
            }
            _ => {
                write!(out, " = ")?;
                single(value, out)
            }
        }
    }

    fn bytes(&self, message: &TracedMessage, out: &mut dyn Write) -> io::Result<()> {
        let bytes = message.frame.to_bytes();
        let hidden = secret::reason_to_hide(message, self.digits);
        let shown = match hidden {
            Some(_) => bytes.get(..HEADER_BYTES).unwrap_or_default(),
            None => &bytes,
        };
        for (row, chunk) in shown.chunks(16).enumerate() {
            write!(out, "    {:04x} ", row * 16)?;
            for at in 0..16 {
                match chunk.get(at) {
                    Some(byte) => write!(out, " {byte:02x}")?,
                    None => write!(out, "   ")?,
                }
            }
            let text: String = chunk
                .iter()
                .map(|byte| {
                    if byte.is_ascii_graphic() {
                        char::from(*byte)
                    } else {
                        '.'
                    }
                })
                .collect();
            writeln!(out, "  {text}")?;
        }
        if let Some(reason) = hidden {
            let body = message.frame.body.len();
            writeln!(out, "    {HEADER_BYTES:04x}  <{body} bytes: {reason}>")?;
        }
        Ok(())
    }
}

/// A value that fits on the rest of a line.
fn single(value: &Value, out: &mut dyn Write) -> io::Result<()> {
    match value {
        Value::Number(number) => writeln!(out, "{number}"),
        Value::Named(code, Some(name)) => writeln!(out, "{code} ({name})"),
        Value::Named(code, None) => writeln!(out, "{code}"),
        Value::Bits(bits) => writeln!(out, "0x{bits:X}"),
        Value::Text(text) => writeln!(out, "{text:?}"),
        Value::Address(address) => writeln!(out, "{address}"),
        Value::Hidden(count) => writeln!(out, "<{count} bytes>"),
        Value::Digits(_) => writeln!(out, "<digits>"),
        Value::Bytes(bytes) => writeln!(out, "{}", Hex(bytes)),
        // Those have lines of their own.
        Value::List(_) | Value::Struct(_) => writeln!(out),
    }
}

/// Bytes as hexadecimal digits.
pub(super) struct Hex<'a>(pub(super) &'a [u8]);

impl std::fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for byte in self.0 {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

/// The side that speaks, as CUCM traces call it.
const fn side(direction: Direction) -> &'static str {
    match direction {
        Direction::ToStation => "StationD",
        _ => "StationInit",
    }
}

/// The device name, or the address of a phone whose name is not known.
pub(super) fn who(device: Option<&Arc<str>>, phone: SocketAddr) -> String {
    device.map_or_else(|| phone.to_string(), |device| device.to_string())
}
