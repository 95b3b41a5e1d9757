//! The disputed head of the connection statistics.
//!
//! Three forms are on the wire (reference 3.1, 0x0023): up to version 17 a
//! number of 24 bytes and a mode of 4; in version 20 the number takes 28 and the
//! mode 4; in 18, 19, 21 and 22 the number takes 28 and the mode one byte, so
//! that all counters stand unaligned.

use crate::{ProtocolVersion, Reader, StatsProcessing, Text, Value, Wire, Writer};

const LONG_SINCE: u8 = 18;
const ALIGNED: u8 = 20;
/// Last version with the old form.
const LAST_OLD: u8 = 17;

/// The directory number: 24 bytes, from version 18 on 28.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StatisticsNumber(pub Text<28>);

impl From<&str> for StatisticsNumber {
    fn from(number: &str) -> Self {
        // 23 characters and a NUL fit every form.
        Self(Text::new(Text::<24>::from(number).as_bytes()))
    }
}

impl Wire for StatisticsNumber {
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.has(LONG_SINCE, u8::MAX) {
            Self(Wire::read(reader))
        } else {
            Self(Text::new(Text::<24>::read(reader).as_bytes()))
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if writer.has(LONG_SINCE, u8::MAX) {
            self.0.write(writer);
        } else {
            writer.put_padded(self.0.as_bytes(), 24);
        }
    }

    fn value(&self) -> Value {
        self.0.value()
    }

    fn size(layout: ProtocolVersion) -> Option<usize> {
        Some(if layout.number() >= LONG_SINCE {
            28
        } else {
            24
        })
    }
}

/// The processing mode in the answer: 4 bytes, or one in the packed form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StatisticsMode(pub StatsProcessing);

const fn packed(layout: ProtocolVersion) -> bool {
    layout.number() >= LONG_SINCE && layout.number() != ALIGNED
}

impl From<StatsProcessing> for StatisticsMode {
    fn from(mode: StatsProcessing) -> Self {
        Self(mode)
    }
}

impl Wire for StatisticsMode {
    fn read(reader: &mut Reader<'_>) -> Self {
        if packed(reader.layout()) {
            Self(StatsProcessing(u8::read(reader).into()))
        } else {
            Self(Wire::read(reader))
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if packed(writer.layout()) {
            let [mode, ..] = self.0.code().to_le_bytes();
            writer.put(&[mode]);
        } else {
            self.0.write(writer);
        }
    }

    fn value(&self) -> Value {
        self.0.value()
    }

    fn size(layout: ProtocolVersion) -> Option<usize> {
        Some(if packed(layout) { 1 } else { 4 })
    }
}

/// The version whose form an answer has, by arithmetic: the form is right where
/// the announced text ends with the body, or where the text's full room of 600
/// bytes does.
pub(crate) fn layout_of_answer(body: &[u8], version: ProtocolVersion) -> ProtocolVersion {
    /// Room for the text in phones of versions 11 to 20.
    const ROOM: usize = 600;
    let head = |layout: ProtocolVersion| -> usize {
        if packed(layout) {
            61
        } else if layout.number() >= LONG_SINCE {
            64
        } else {
            60
        }
    };
    let fits = |layout: ProtocolVersion| {
        let head = head(layout);
        if body.len() == head {
            return true;
        }
        let Some(length) = body.get(head..head + 4) else {
            return false;
        };
        let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
        let Ok(length) = usize::try_from(length) else {
            return false;
        };
        let rest = body.len() - head - 4;
        length <= rest && (rest - length < 4 || (ROOM..ROOM + 4).contains(&rest))
    };
    // Versions up to 10 end before the text, but their form is that of 17.
    let own = if version.number() >= 11 || body.len() <= head(version) {
        version
    } else {
        ProtocolVersion::new(LAST_OLD)
    };
    [
        own,
        ProtocolVersion::NEWEST,
        ProtocolVersion::new(ALIGNED),
        ProtocolVersion::new(LAST_OLD),
    ]
    .into_iter()
    .find(|layout| fits(*layout))
    .unwrap_or(version)
}
