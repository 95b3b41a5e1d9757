//! The template of the buttons.

use crate::declaration::message;
use crate::{ButtonType, ProtocolVersion, Reader, Slots, Value, Wire, Writer};

message! {
    /// Asks for the button template (reference 3.1, 0x000E). Old firmware
    /// appends its number of buttons, which is surplus here.
    ButtonTemplateReq = 0x000E, "StationButtonTemplateReqMessage", ToServer, min 0;
}

message! {
    /// The buttons, or a part of them (reference 3.1, 0x0097).
    ButtonTemplate = 0x0097, "StationButtonTemplateMessage", ToStation, min 12;
    /// Index of the first one here.
    button_offset: u32 as "buttonOffset",
    /// How many are here.
    button_count: u32 as "buttonCount",
    /// How many there are in all parts together.
    total_button_count: u32 as "totalButtonCount",
    /// The buttons; unused room is [`ButtonType::UNDEFINED`] or zero.
    definition: Slots<ButtonDefinition, 42> as "definition",
}

/// One button: two bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ButtonDefinition {
    /// Which line, speed dial … of its kind, from 1.
    pub instance_number: u8,
    /// What kind; one byte on the wire.
    pub button_definition: ButtonType,
}

impl Wire for ButtonDefinition {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            instance_number: Wire::read(reader),
            button_definition: ButtonType(u8::read(reader).into()),
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let [kind, ..] = self.button_definition.code().to_le_bytes();
        writer.put(&[self.instance_number, kind]);
    }

    fn value(&self) -> Value {
        Value::Struct(vec![
            ("instanceNumber", self.instance_number.value()),
            ("buttonDefinition", self.button_definition.value()),
        ])
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(2)
    }
}
