//! Bytes whose layout nobody has published.

use crate::{ProtocolVersion, Reader, Value, Wire, Writer};

/// All that is left of a body, as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest(pub Vec<u8>);

impl Wire for Rest {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(reader.take(reader.rest().len()).to_vec())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.put(&self.0);
    }

    fn value(&self) -> Value {
        Value::Bytes(self.0.clone())
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        None
    }
}
