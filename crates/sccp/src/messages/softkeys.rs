//! Soft keys: their template, their sets, and which are shown (reference 4.1).

use crate::declaration::{message, wire_struct};
use crate::{Bits, Slots, SoftKeySet, Text};

message! {
    /// Asks for the soft-key template (reference 3.1, 0x0028).
    SoftKeyTemplateReq = 0x0028, "StationSoftKeyTemplateReqMessage", ToServer, min 0;
}

message! {
    /// The soft keys, or a part of them (reference 3.1, 0x0108).
    SoftKeyTemplateRes = 0x0108, "StationSoftKeyTemplateResMessage", ToStation, min 12;
    /// Index of the first one here.
    soft_key_offset: u32 as "softKeyOffset",
    /// How many are here.
    soft_key_count: u32 as "softKeyCount",
    /// How many there are in all parts together.
    total_soft_key_count: u32 as "totalSoftKeyCount",
    /// The soft keys.
    definition: Slots<SoftKeyDefinition, 32> as "definition",
}

wire_struct! {
    /// One soft key: 20 bytes.
    SoftKeyDefinition {
        /// Text, or a phrase token.
        soft_key_label: Text<16> as "softKeyLabel",
        /// What the station sends back in SoftKeyEvent.
        soft_key_event: u32 as "softKeyEvent",
    }
}

message! {
    /// Asks for the soft-key sets (reference 3.1, 0x0025).
    SoftKeySetReq = 0x0025, "StationSoftKeySetReqMessage", ToServer, min 0;
}

message! {
    /// The soft-key sets, in the order of [`SoftKeySet`] (reference 3.1, 0x0109).
    SoftKeySetRes = 0x0109, "StationSoftKeySetResMessage", ToStation, min 12;
    /// Index of the first one here.
    soft_key_set_offset: u32 as "softKeySetOffset",
    /// How many are here.
    soft_key_set_count: u32 as "softKeySetCount",
    /// How many there are in all parts together.
    total_soft_key_set_count: u32 as "totalSoftKeySetCount",
    /// The sets.
    definition: Slots<SoftKeySetDefinition, 16> as "definition",
}

wire_struct! {
    /// One set: 48 bytes.
    SoftKeySetDefinition {
        /// Positions in the template, from 1; 0 is an empty place.
        soft_key_template_index: [u8; 16] as "softKeyTemplateIndex",
        /// 300 and the event; stations use the template index instead.
        soft_key_info_index: [u16; 16] as "softKeyInfoIndex",
    }
}

message! {
    /// Which set to show for a call (reference 3.1, 0x0110).
    SelectSoftKeys = 0x0110, "StationSelectSoftKeysMessage", ToStation, min 12;
    /// The line, 0 for the idle set.
    line_instance: u32 as "lineInstance",
    /// The call, 0 for the idle set.
    call_reference: u32 as "callReference",
    /// The set.
    soft_key_set_index: SoftKeySet as "softKeySetIndex",
    /// Bit i enables the i-th key of the set. Absent (the tail is short) it
    /// means all.
    valid_key_mask: Bits as "validKeyMask",
}
