//! Data whose length the message says.

use crate::{ProtocolVersion, Reader, Value, Wire, Writer};

/// A length and that many bytes, at the end of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// What the length field says; more than there is if the body ended early.
    length: u32,
    bytes: Vec<u8>,
}

impl Data {
    /// Data with their length.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self {
            length: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            bytes,
        }
    }

    /// The bytes that are there.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn read_bytes(length: u32, reader: &mut Reader<'_>) -> Self {
        let count = usize::try_from(length).unwrap_or(usize::MAX);
        // At most what is there: the length is the peer's word only.
        Self {
            length,
            bytes: reader.take(count).to_vec(),
        }
    }

    fn text(&self) -> Value {
        let text = String::from_utf8_lossy(&self.bytes);
        Value::Text(text.trim_end_matches('\0').to_owned())
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Self {
        Self::new(text.as_bytes())
    }
}

impl Wire for Data {
    fn read(reader: &mut Reader<'_>) -> Self {
        let length = Wire::read(reader);
        Self::read_bytes(length, reader)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.length.write(writer);
        writer.put(&self.bytes);
    }

    fn value(&self) -> Value {
        self.text()
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        None
    }
}

/// Data of a phone service, usually XML (`UserAndDeviceData`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UserData {
    /// The application.
    pub application_id: u32,
    /// The line, 0 for none.
    pub line_instance: u32,
    /// The call, 0 for none.
    pub call_reference: u32,
    /// Returned as it came.
    pub transaction_id: u32,
    /// At most 2000 bytes.
    pub data: Data,
}

impl Wire for UserData {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            application_id: Wire::read(reader),
            line_instance: Wire::read(reader),
            call_reference: Wire::read(reader),
            transaction_id: Wire::read(reader),
            data: Wire::read(reader),
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.application_id.write(writer);
        self.line_instance.write(writer);
        self.call_reference.write(writer);
        self.transaction_id.write(writer);
        self.data.write(writer);
    }

    fn value(&self) -> Value {
        Value::Struct(vec![
            ("applicationId", self.application_id.value()),
            ("lineInstance", self.line_instance.value()),
            ("callReference", self.call_reference.value()),
            ("transactionId", self.transaction_id.value()),
            ("xmldata", self.data.value()),
        ])
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        None
    }
}

/// [`UserData`] in parts, with a priority. The length stands before the fields
/// that were added, the bytes behind them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UserDataVersion1 {
    /// The application.
    pub application_id: u32,
    /// The line, 0 for none.
    pub line_instance: u32,
    /// The call, 0 for none.
    pub call_reference: u32,
    /// Returned as it came.
    pub transaction_id: u32,
    /// Which part of the whole: 0 first, 1 more, 2 last.
    pub sequence_flag: crate::SequenceFlag,
    /// Which of several is shown.
    pub display_priority: u32,
    /// The conference, 0 for none.
    pub conference_id: u32,
    /// The running application.
    pub app_instance_id: u32,
    /// Where the answer goes.
    pub routing_id: u32,
    /// At most 2000 bytes.
    pub data: Data,
}

impl Wire for UserDataVersion1 {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut this = Self {
            application_id: Wire::read(reader),
            line_instance: Wire::read(reader),
            call_reference: Wire::read(reader),
            transaction_id: Wire::read(reader),
            ..Self::default()
        };
        let length = Wire::read(reader);
        this.sequence_flag = Wire::read(reader);
        this.display_priority = Wire::read(reader);
        this.conference_id = Wire::read(reader);
        this.app_instance_id = Wire::read(reader);
        this.routing_id = Wire::read(reader);
        this.data = Data::read_bytes(length, reader);
        this
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.application_id.write(writer);
        self.line_instance.write(writer);
        self.call_reference.write(writer);
        self.transaction_id.write(writer);
        self.data.length.write(writer);
        self.sequence_flag.write(writer);
        self.display_priority.write(writer);
        self.conference_id.write(writer);
        self.app_instance_id.write(writer);
        self.routing_id.write(writer);
        writer.put(&self.data.bytes);
    }

    fn value(&self) -> Value {
        Value::Struct(vec![
            ("applicationId", self.application_id.value()),
            ("lineInstance", self.line_instance.value()),
            ("callReference", self.call_reference.value()),
            ("transactionId", self.transaction_id.value()),
            ("sequenceFlag", self.sequence_flag.value()),
            ("displayPriority", self.display_priority.value()),
            ("conferenceId", self.conference_id.value()),
            ("appInstanceID", self.app_instance_id.value()),
            ("routingID", self.routing_id.value()),
            ("xmldata", self.data.value()),
        ])
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        None
    }
}
