//! One line a message, in the manner of a CUCM trace.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use sccp::{Direction, HEADER_BYTES, Value};

use super::time::date_and_time;
use super::{ConnectionEvent, TraceEvent, secret};
use crate::conversation::{Ends, TracedMessage};

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
            Value::Digits(value) if self.digits => {
                write!(out, " = ")?;
                single(value, out)
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
            writeln!(out, "    000c  <{body} bytes: {reason}>")?;
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

/// Who sends in a direction, in words.
const fn sender(direction: Direction) -> &'static str {
    match direction {
        Direction::ToStation => "the server",
        _ => "the phone",
    }
}

/// The device name, or the address of a phone whose name is not known.
pub(super) fn who(device: Option<&Arc<str>>, phone: SocketAddr) -> String {
    device.map_or_else(|| phone.to_string(), |device| device.to_string())
}

impl ConnectionEvent {
    /// The direction it is about.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        match self {
            Self::Opened => Direction::ToServer,
            Self::Closed { direction }
            | Self::Reset { direction }
            | Self::Gap { direction, .. }
            | Self::Skipped { direction, .. }
            | Self::Broken { direction, .. } => *direction,
        }
    }

    /// Whether the capture lacks something, or it is not SCCP.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        matches!(
            self,
            Self::Gap { .. } | Self::Skipped { .. } | Self::Broken { .. }
        )
    }

    /// The event in words.
    #[must_use]
    pub fn words(&self, ends: &Ends) -> String {
        match self {
            Self::Opened => format!("{} connects to {}", ends.phone, ends.server),
            Self::Closed { direction } => format!("{} closes the connection", sender(*direction)),
            Self::Reset { direction } => {
                format!("{} breaks the connection off", sender(*direction))
            }
            Self::Gap {
                missing,
                unfinished,
                ..
            } => {
                let missing = match missing {
                    Some(bytes) => format!("{bytes} bytes are missing in the capture"),
                    None => "an unknown number of bytes is missing in the capture".to_owned(),
                };
                match unfinished {
                    0 => missing,
                    bytes => format!("{missing}, and {bytes} bytes before them make no message"),
                }
            }
            Self::Skipped { bytes, .. } => {
                format!("{bytes} bytes before the first whole message are skipped")
            }
            Self::Broken { error, .. } => error.to_string(),
        }
    }
}
