//! What the person does: keys, hook, dialling (reference 5.5).

use crate::declaration::message;
use crate::{
    ButtonType, DirNumber, EnblocLine, HeadsetMode, KeypadKey, MediaPathId, MediaPathSwitch,
    MediaPathUse,
};

message! {
    /// A key of the keypad (reference 3.1, 0x0003). In a connected call it is
    /// the DTMF outside the voice.
    KeypadButton = 0x0003, "StationKeypadButtonMessage", ToServer, min 4;
    /// The key.
    kp_button: KeypadKey as "kpButton" (digits),
    /// The line; old phones send no line and no call.
    line_instance: u32 as "lineInstance" since 5,
    /// The call.
    call_reference: u32 as "callReference" since 5,
}

message! {
    /// A whole number at once (reference 3.1, 0x0004).
    EnblocCall = 0x0004, "StationEnblocCallMessage", ToServer, min 24,
    // Behind char[25] the line is packed, or packed and padded, or aligned.
    lengths { 30 => 18, 31 => 18 };
    /// The number.
    called_party: DirNumber as "calledParty" (digits),
    /// The line.
    line_instance: EnblocLine as "lineInstance" since 17,
}

message! {
    /// A button of the template (reference 3.1, 0x0005).
    Stimulus = 0x0005, "StationStimulusMessage", ToServer, min 8;
    /// Which kind of button.
    stimulus: ButtonType as "stimulus",
    /// Which one of its kind: the line, the speed dial, the service …
    line_instance: u32 as "lineInstance",
    /// The call it is about, 0 for none.
    call_reference: u32 as "callReference",
    /// 0.
    stimulus_status: u32 as "stimulusStatus",
}

message! {
    /// The handset was lifted, or the speaker switched on (reference 3.1, 0x0006).
    OffHook = 0x0006, "StationOffHookMessage", ToServer, min 0;
    /// The line of the call that is answered, 0 for a fresh start. Version 3 has
    /// no body.
    line_instance: u32 as "lineInstance" since 5,
    /// The call that is answered, 0 for a fresh start.
    call_reference: u32 as "callReference" since 5,
}

message! {
    /// The handset was put down (reference 3.1, 0x0007).
    OnHook = 0x0007, "StationOnHookMessage", ToServer, min 0;
    /// The line of the call that ends. Version 3 has no body.
    line_instance: u32 as "lineInstance" since 5,
    /// The call that ends.
    call_reference: u32 as "callReference" since 5,
}

message! {
    /// The hook was flashed; servers take it as Transfer (reference 3.1, 0x0008).
    HookFlash = 0x0008, "StationHookFlashMessage", ToServer, min 8;
    /// The line.
    line_instance: u32 as "lineInstance",
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// A soft key (reference 3.1, 0x0026).
    SoftKeyEvent = 0x0026, "StationSoftKeyEventMessage", ToServer, min 4;
    /// The event number of the template's entry: every server numbers them in
    /// its own way.
    soft_key_event: u32 as "softKeyEvent",
    /// The line of the call the key belongs to, 0 for none.
    line_instance: u32 as "lineInstance",
    /// The call the key belongs to, 0 for none.
    call_reference: u32 as "callReference",
}

message! {
    /// The headset was switched (reference 3.1, 0x002B).
    HeadsetStatus = 0x002B, "StationHeadsetStatusMessage", ToServer, min 4;
    /// On or off.
    headset_status: HeadsetMode as "headsetStatus",
}

message! {
    /// A way to talk is used or left (reference 3.1, 0x0049).
    MediaPathEvent = 0x0049, "StationMediaPathEventMessage", ToServer, min 8;
    /// Which one.
    media_path_id: MediaPathId as "mediaPathID",
    /// On or off.
    media_path_event: MediaPathSwitch as "mediaPathEvent",
}

message! {
    /// What a way to talk can do (reference 3.1, 0x004A).
    MediaPathCapability = 0x004A, "StationMediaPathCapabilityMessage", ToServer, min 8;
    /// Which one.
    media_path_id: MediaPathId as "mediaPathID",
    /// What it can do.
    media_path_capabilities: MediaPathUse as "mediaPathCapabilities",
}

message! {
    /// Off hook, with the number the call is to come from (reference 3.1,
    /// 0x0024).
    OffHookWithCallingParty = 0x0024, "StationOffHookMessageWithCallingPartyMessage", ToServer, min 24;
    /// The number.
    calling_party_number: DirNumber as "callingPartyNumber",
    /// Its mailbox.
    cgpn_voice_mailbox: DirNumber as "cgpnVoiceMailbox",
    /// The line.
    line_instance: u32 as "lineInstance",
}

message! {
    /// Tells an analogue gateway to notice hook flashes (reference 3.1, 0x0087).
    SetHookFlashDetect = 0x0087, "StationSetHookFlashDetectMessage", ToStation, min 0;
}
