//! One line a message, in the manner of a CUCM trace.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use sccp::{Direction, HEADER_BYTES, Value};

use super::TraceEvent;
use super::time::date_and_time;
use super::view::hex_lines;
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
            Ok(_) if self.fields => {
                writeln!(out, ") {}", message.name())?;
                for line in message.field_lines(self.digits) {
                    write!(out, "{:1$}{2}", "", (line.depth + 1) * 4, line.name)?;
                    match line.value {
                        Some(value) => writeln!(out, " = {value}")?,
                        None => writeln!(out)?,
                    }
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

    fn bytes(&self, message: &TracedMessage, out: &mut dyn Write) -> io::Result<()> {
        let shown = message.shown_bytes(self.digits);
        for line in hex_lines(&shown.bytes) {
            writeln!(out, "    {line}")?;
        }
        if let Some((body, reason)) = shown.hidden {
            writeln!(out, "    {HEADER_BYTES:04x}  <{body} bytes: {reason}>")?;
        }
        Ok(())
    }
}

/// A value that fits on the rest of a line.
pub(super) fn single(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Named(code, Some(name)) => format!("{code} ({name})"),
        Value::Named(code, None) => code.to_string(),
        Value::Bits(bits) => format!("0x{bits:X}"),
        Value::Text(text) => format!("{text:?}"),
        Value::Address(address) => address.to_string(),
        Value::Hidden(count) => format!("<{count} bytes>"),
        Value::Digits(_) => "<digits>".to_owned(),
        Value::Bytes(bytes) => Hex(bytes).to_string(),
        // Those have lines of their own.
        Value::List(_) | Value::Struct(_) => String::new(),
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
