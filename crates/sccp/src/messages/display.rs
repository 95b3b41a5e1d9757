//! What the server writes on the screen (reference 5.5, 5.6).

use crate::declaration::message;
use crate::{DynText, OpenText, Text};

message! {
    /// A text in the status line of old phones (reference 3.1, 0x0099).
    DisplayText = 0x0099, "StationDisplayTextMessage", ToStation, min 1;
    /// The text; some servers send 40 bytes.
    text: OpenText<32> as "text",
}

message! {
    /// Takes the text away (reference 3.1, 0x009A).
    ClearDisplay = 0x009A, "StationClearDisplayMessage", ToStation, min 0;
}

message! {
    /// The prompt of a call, or the idle prompt (reference 3.1, 0x0112).
    DisplayPromptStatus = 0x0112, "StationDisplayPromptStatusMessage", ToStation, min 36;
    /// Seconds, 0 to stay.
    time_out_value: u32 as "timeOutValue",
    /// Text and phrase tokens.
    prompt_status: Text<32> as "promptStatus",
    /// The line, 0 for the idle prompt.
    line_instance: u32 as "lineInstance",
    /// The call, 0 for the idle prompt.
    call_reference: u32 as "callReference",
}

message! {
    /// The prompt, dynamic form, in another order (reference 3.1, 0x0145).
    DisplayPromptStatusV2 = 0x0145, "StationDisplayDynamicPromptStatusMessage", ToStation, min 13;
    /// Seconds, 0 to stay.
    time_out_value: u32 as "timeOutValue",
    /// The line, 0 for the idle prompt.
    line_instance: u32 as "lineInstance",
    /// The call, 0 for the idle prompt.
    call_reference: u32 as "callReference",
    /// Text and phrase tokens, at most 96 bytes.
    prompt_status: DynText as "promptStatus",
}

message! {
    /// Takes a prompt away (reference 3.1, 0x0113).
    ClearPromptStatus = 0x0113, "StationClearPromptStatusMessage", ToStation, min 0;
    /// The line, 0 for all.
    line_instance: u32 as "lineInstance",
    /// The call, 0 for all.
    call_reference: u32 as "callReference",
}

message! {
    /// A notice above everything (reference 3.1, 0x0114).
    DisplayNotify = 0x0114, "StationDisplayNotifyMessage", ToStation, min 4;
    /// Seconds, 0 to stay.
    time_out_value: u32 as "timeOutValue",
    /// Text and phrase tokens; some servers send 100 bytes.
    notify: OpenText<32> as "notify",
}

message! {
    /// A notice, dynamic form (reference 3.1, 0x0143).
    DisplayNotifyV2 = 0x0143, "StationDisplayDynamicNotifyMessage", ToStation, min 5;
    /// Seconds, 0 to stay.
    time_out_value: u32 as "timeOutValue",
    /// Text and phrase tokens, at most 96 bytes.
    notify: DynText as "notify",
}

message! {
    /// Takes the notice away (reference 3.1, 0x0115).
    ClearNotify = 0x0115, "StationClearNotifyMessage", ToStation, min 0;
}

message! {
    /// A notice with a priority (reference 3.1, 0x0120).
    DisplayPriNotify = 0x0120, "StationDisplayPriNotifyMessage", ToStation, min 8;
    /// Seconds, 0 to stay.
    time_out_value: u32 as "timeOutValue",
    /// The higher goes before the lower.
    priority: u32 as "priority",
    /// Text and phrase tokens.
    notify: OpenText<32> as "notify",
}

message! {
    /// A notice with a priority, dynamic form (reference 3.1, 0x0144).
    DisplayPriNotifyV2 = 0x0144, "StationDisplayDynamicPriNotifyMessage", ToStation, min 9;
    /// Seconds, 0 to stay.
    time_out_value: u32 as "timeOutValue",
    /// The higher goes before the lower.
    priority: u32 as "priority",
    /// Text and phrase tokens, at most 96 bytes.
    notify: DynText as "notify",
}

message! {
    /// Takes the notices of a priority away (reference 3.1, 0x0121).
    ClearPriNotify = 0x0121, "StationClearPriNotifyMessage", ToStation, min 0;
    /// The priority.
    priority: u32 as "priority",
}
