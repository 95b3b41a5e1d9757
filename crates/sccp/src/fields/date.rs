//! The date template of RegisterAck.

use crate::{ProtocolVersion, Reader, Value, Wire, Writer};

/// How to show dates, as letters `D`, `M`, `Y` with separators and an `A` at the
/// end for a 12-hour clock: `D.M.Y`, `M/D/YA`.
///
/// Sources disagree on 6, 7 or 8 bytes (reference, section 8, point 6), and old
/// servers leave what they had in the rest. So the 8 bytes are kept as they
/// came, and the template ends where it no longer looks like one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateTemplate([u8; 8]);

impl DateTemplate {
    /// Bytes of the template itself; a NUL follows in what we send.
    const LONGEST: usize = 6;

    /// The template of those characters, at most six.
    #[must_use]
    pub fn new(template: &str) -> Self {
        let mut bytes = [0; 8];
        for (byte, letter) in bytes.iter_mut().zip(template.bytes().take(Self::LONGEST)) {
            *byte = letter;
        }
        Self(bytes)
    }

    /// The template.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self
            .0
            .iter()
            .position(|byte| !byte.is_ascii_graphic())
            .unwrap_or(self.0.len());
        // Graphic ASCII is UTF-8.
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }

    /// Whether times are shown with a 12-hour clock.
    #[must_use]
    pub fn twelve_hours(&self) -> bool {
        self.as_str().ends_with(['A', 'a'])
    }
}

impl From<&str> for DateTemplate {
    fn from(template: &str) -> Self {
        Self::new(template)
    }
}

impl PartialEq<&str> for DateTemplate {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl std::fmt::Display for DateTemplate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl Wire for DateTemplate {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(reader.array())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.put(&self.0);
    }

    fn value(&self) -> Value {
        Value::Text(self.as_str().to_owned())
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(8)
    }
}
