//! Button types and stimuli: one number space for what a button is (section 4.4).

use crate::LineKeyKind;

/// A button with the state of somebody's line; asked for as a feature (section 4.4).
pub(crate) const BUSY_LAMP_FIELD: u32 = 0x15;

/// A feature button whose status holds rhythm and colour of its lamp (section 4.4).
pub(crate) const MULTI_BLINK: u32 = 0x26;

/// The kind of a button type (section 4.4).
pub(super) fn kind_of(button_type: u8) -> LineKeyKind {
    match button_type {
        0x00 | 0xff => LineKeyKind::Unused,
        0x02 => LineKeyKind::SpeedDial,
        0x09 => LineKeyKind::Line,
        0x13 => LineKeyKind::Feature,
        0x14 => LineKeyKind::Service,
        other => LineKeyKind::Other(u32::from(other)),
    }
}

/// Stimulus number of a kind (section 4.4: one number space).
pub(crate) const fn stimulus_of(kind: LineKeyKind) -> u32 {
    match kind {
        LineKeyKind::Unused => 0x00,
        LineKeyKind::SpeedDial => 0x02,
        LineKeyKind::Line => 0x09,
        LineKeyKind::Feature => 0x13,
        LineKeyKind::Service => 0x14,
        LineKeyKind::Other(number) => number,
    }
}

/// Buttons whose status is asked for as a feature's: features, busy lamp fields, multi-blink
/// keys, and what CallManager calls programmable feature buttons.
pub(crate) const fn is_feature(kind: LineKeyKind) -> bool {
    match kind {
        LineKeyKind::Feature => true,
        LineKeyKind::Other(number) => {
            matches!(number, 0x15..=0x17 | 0x1b | 0x21..=0x26 | 0x7b..=0x8f)
        }
        _ => false,
    }
}

/// What stands beside a button that the server gives no label, by its type (section 4.4): the
/// phrases of the dictionary. Empty for a type without a phrase.
pub(crate) const fn built_in_label(button_type: u32) -> &'static str {
    match button_type {
        0x01 => "Redial",
        0x03 => "Hold",
        0x04 => "Transfer",
        0x05 => "CFwdALL",
        0x06 => "CFwdBusy",
        0x07 => "CFwdNoAnswer",
        0x0f => "Voicemail",
        0x12 => "Select",
        0x17 => "Intercom",
        0x1b => "MCID",
        0x3f | 0x82 => "Do Not Disturb",
        0x7b => "MeetMe",
        0x7d => "Confrn",
        0x16 | 0x7e => "Park",
        0x7f => "PickUp",
        0x80 => "Group Pickup",
        0x81 => "Mobility",
        0x83 => "Conference List",
        0x84 => "Remove Last Participant",
        0x85 => "QRT",
        0x86 => "CallBack",
        0x87 => "Other Pickup",
        0x88 => "VidMode",
        0x89 => "NewCall",
        0x8a => "EndCall",
        0x8b => "Hunt Group",
        0xc2 => "Messages",
        0xc3 => "Directories",
        _ => "",
    }
}
