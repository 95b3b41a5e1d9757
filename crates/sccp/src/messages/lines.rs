//! Lines, speed dials, forwarding (reference 5.3).

use crate::declaration::{message, wire_struct};
use crate::{Bits, DirNumber, DynText, Slots, Text};

message! {
    /// Asks how a line is forwarded (reference 3.1, 0x0009). Not every server
    /// answers.
    ForwardStatReq = 0x0009, "StationForwardStatReqMessage", ToServer, min 4;
    /// The line.
    line_number: u32 as "lineNumber",
}

message! {
    /// How a line is forwarded (reference 3.1, 0x0090). Any number but 0 is on.
    ForwardStat = 0x0090, "StationForwardStatMessage", ToStation, min 8;
    /// Whether anything is on.
    active_forward: u32 as "activeForward",
    /// The line.
    line_number: u32 as "lineNumber",
    /// Whether all calls are forwarded.
    forward_all_active: u32 as "forwardAllActive",
    /// Where to.
    forward_all_dirnum: DirNumber as "forwardAllDirnum",
    /// Whether calls are forwarded when busy.
    forward_busy_active: u32 as "forwardBusyActive",
    /// Where to.
    forward_busy_dirnum: DirNumber as "forwardBusyDirnum",
    /// Whether calls are forwarded when no one answers.
    forward_no_answer_active: u32 as "forwardNoAnswerActive",
    /// Where to.
    forward_no_answer_dirnum: DirNumber as "forwardNoAnswerlDirnum",
}

message! {
    /// Asks for a speed dial (reference 3.1, 0x000A).
    SpeedDialStatReq = 0x000A, "StationSpeedDialStatReqMessage", ToServer, min 4;
    /// Which one, from 1.
    speed_dial_number: u32 as "speedDialNumber",
}

message! {
    /// A speed dial (reference 3.1, 0x0091).
    SpeedDialStat = 0x0091, "StationSpeedDialStatMessage", ToStation, min 4;
    /// Which one, from 1.
    speed_dial_number: u32 as "speedDialNumber",
    /// The number it dials.
    speed_dial_dir_number: Text<24> as "speedDialDirNumber",
    /// What stands beside the button.
    speed_dial_display_name: Text<40> as "speedDialDisplayName",
}

message! {
    /// A speed dial, dynamic form (reference 3.1, 0x0149).
    SpeedDialStatV2 = 0x0149, "StationSpeedDialStatDynamicMessage", ToStation, min 6;
    /// Which one, from 1.
    speed_dial_number: u32 as "speedDialNumber",
    /// The number it dials, at most 23 characters.
    speed_dial_dir_number: DynText as "speedDialDirNumber",
    /// What stands beside the button, at most 39 bytes.
    speed_dial_display_name: DynText as "speedDialDisplayName",
}

message! {
    /// Asks for a line (reference 3.1, 0x000B).
    LineStatReq = 0x000B, "StationLineStatReqMessage", ToServer, min 4;
    /// Which one, from 1.
    line_number: u32 as "lineNumber",
}

message! {
    /// A line (reference 3.1, 0x0092). Servers of version 2 stop after the
    /// number, early ones of 3 after the name.
    LineStat = 0x0092, "StationLineStatMessage", ToStation, min 28;
    /// Which one, from 1.
    line_number: u32 as "lineNumber",
    /// Its directory number.
    line_dir_number: Text<24> as "lineDirNumber",
    /// The name that goes with it.
    line_fully_qualified_display_name: Text<40> as "lineFullyQualifiedDisplayName",
    /// What stands beside the button; if empty, the name, else the number.
    line_text_label: Text<40> as "lineTextLabel",
    /// What of a caller to show: 1 originally dialled, 2 redirected, 4 calling
    /// number, 8 calling name. CallManager 3 has none (108 bytes).
    line_display_options: Bits as "lineDisplayOptions" since 5,
}

message! {
    /// A line, dynamic form (reference 3.1, 0x0147).
    LineStatV2 = 0x0147, "StationLineStatDynamicMessage", ToStation, min 11;
    /// Which one, from 1.
    line_number: u32 as "lineNumber",
    /// As `line_display_options` of [`LineStat`].
    line_type: Bits as "lineType",
    /// Its directory number, at most 24 characters.
    line_dir_number: DynText as "lineDirNumber",
    /// The name that goes with it, at most 39 bytes.
    line_fully_qualified_display_name: DynText as "lineFullyQualifiedDisplayName",
    /// What stands beside the button, at most 39 bytes.
    line_text_label: DynText as "lineTextLabel",
}

message! {
    /// How many lines the station could show (reference 3.1, 0x002D).
    RegisterAvailableLines = 0x002D, "StationRegisterAvailableLinesMessage", ToServer, min 4;
    /// The count.
    max_num_of_avail_lines: u32 as "maxNumOfAvailLines",
}

message! {
    /// Asks how many calls each line takes (reference 3.1, 0x015E).
    CallCountReq = 0x015E, "StationCallCountReqMessage", ToServer, min 0;
}

wire_struct! {
    /// How many calls a line takes: 4 bytes.
    LineCallCount {
        /// Most calls.
        max_num_calls: u16 as "maxNumCalls",
        /// Calls from which on it is busy.
        busy_trigger: u16 as "busyTrigger",
    }
}

message! {
    /// Answers [`CallCountReq`] (reference 3.1, 0x015F).
    CallCountResp = 0x015F, "StationCallCountRespMessage", ToStation, min 12;
    /// Lines in all.
    total_num_of_configured_lines: u32 as "totalNumOfConfiguredLines",
    /// The line of the first entry.
    starting_line_instance: u32 as "startingLineInstance",
    /// How many of the room are used.
    line_data_entries: u32 as "lineDataEntries",
    /// The lines.
    line_data: Slots<LineCallCount, 42> as "lineData",
}
