//! Calls as the server tells them (reference 5.5 to 5.10).

use crate::declaration::message;
use crate::{
    Bits, ButtonType, CallHistoryDisposition, CallPrivacy, CallSecurityStatus, CallStateCode,
    CallType, DeviceTone, DirNumber, DynText, LampMode, RecordingState, RingDuration, RingMode,
    Text, ToneOutputDirection,
};

message! {
    /// Plays a tone (reference 3.1, 0x0082). Old servers send the tone alone.
    StartTone = 0x0082, "StationStartToneMessage", ToStation, min 4;
    /// The tone; silence and no tone end the playing.
    tone: DeviceTone as "tone",
    /// Who hears it.
    tone_output_direction: ToneOutputDirection as "tone_output_direction",
    /// The line, 0 for the device.
    line_instance: u32 as "lineInstance",
    /// The call, 0 for the device.
    call_reference: u32 as "callReference",
}

message! {
    /// Ends a tone (reference 3.1, 0x0083).
    StopTone = 0x0083, "StationStopToneMessage", ToStation, min 0;
    /// The line, 0 for all.
    line_instance: u32 as "lineInstance",
    /// The call, 0 for all.
    call_reference: u32 as "callReference",
    /// The tone, 0 for any.
    tone: DeviceTone as "tone" since 11,
}

message! {
    /// Rings, or stops ringing (reference 3.1, 0x0085).
    SetRinger = 0x0085, "StationSetRingerMessage", ToStation, min 4;
    /// How.
    ring_mode: RingMode as "ringMode",
    /// How long.
    ring_duration: RingDuration as "ringDuration",
    /// The line; may be 0 or meaningless.
    line_instance: u32 as "lineInstance",
    /// The call; may be 0 or meaningless.
    call_reference: u32 as "callReference",
}

message! {
    /// Sets a lamp (reference 3.1, 0x0086).
    SetLamp = 0x0086, "StationSetLampMessage", ToStation, min 12;
    /// Which kind of button; voicemail is the message lamp.
    stimulus: ButtonType as "stimulus",
    /// Which one of its kind, 0 for the device.
    stimulus_instance: u32 as "stimulusInstance",
    /// How it shines.
    lamp_mode: LampMode as "lampMode",
}

message! {
    /// Who is in a call (reference 3.1, 0x008F). Old servers stop at any field
    /// after the call type.
    CallInfo = 0x008F, "StationCallInfoMessage", ToStation, min 128;
    /// Name of the calling party.
    calling_party_name: Text<40> as "callingPartyName",
    /// Number of the calling party.
    calling_party: Text<24> as "callingParty",
    /// Name of the called party.
    called_party_name: Text<40> as "calledPartyName",
    /// Number of the called party.
    called_party: Text<24> as "calledParty",
    /// The line.
    line_instance: u32 as "lineInstance",
    /// The call.
    call_reference: u32 as "callReference",
    /// Which way it goes.
    call_type: CallType as "callType",
    /// Name of who was called first.
    original_called_party_name: Text<40> as "originalCalledPartyName",
    /// Number of who was called first.
    original_called_party: Text<24> as "originalCalledParty",
    /// Name of who redirected last.
    last_redirecting_party_name: Text<40> as "lastRedirectingPartyName",
    /// Number of who redirected last.
    last_redirecting_party: Text<24> as "lastRedirectingParty",
    /// Why it was redirected first.
    original_cdpn_redirect_reason: u32 as "originalCdpnRedirectReason",
    /// Why it was redirected last.
    last_redirecting_reason: u32 as "lastRedirectingReason",
    /// Voice mail of the calling party.
    cgpn_voice_mailbox: Text<24> as "cgpnVoiceMailbox",
    /// Voice mail of the called party.
    cdpn_voice_mailbox: Text<24> as "cdpnVoiceMailbox",
    /// Voice mail of who was called first.
    original_cdpn_voice_mailbox: Text<24> as "originalCdpnVoiceMailbox",
    /// Voice mail of who redirected last.
    last_redirecting_voice_mailbox: Text<24> as "lastRedirectingVoiceMailbox",
    /// Which call of the line.
    call_instance: u32 as "callInstance",
    /// How well it is protected.
    call_security_status: CallSecurityStatus as "callSecurityStatus",
    /// What is to be hidden: 1 calling name, 2 calling number, 4 called name, 8
    /// called number, 0x10 and 0x20 original called, 0x40 and 0x80 last
    /// redirecting.
    party_pi_restriction_bits: Bits as "partyPIRestrictionBits",
}

message! {
    /// Who is in a call, dynamic form (reference 3.1, 0x014A).
    ///
    /// Twelve texts before version 16, thirteen from then on and two more if
    /// the hunt pilot is told. Numbers have at most 24 characters, names 120.
    CallInfoV2 = 0x014A, "StationCallInfoDynamicMessage", ToStation, min 44;
    /// The line.
    line_instance: u32 as "lineInstance",
    /// The call.
    call_reference: u32 as "callReference",
    /// Which way it goes.
    call_type: CallType as "callType",
    /// Why it was redirected first.
    original_cdpn_redirect_reason: u32 as "originalCdpnRedirectReason",
    /// Why it was redirected last.
    last_redirecting_reason: u32 as "lastRedirectingReason",
    /// Which call of the line.
    call_instance: u32 as "callInstance",
    /// How well it is protected.
    call_security_status: CallSecurityStatus as "callSecurityStatus",
    /// What is to be hidden; see [`CallInfo`].
    party_pi_restriction_bits: Bits as "partyPIRestrictionBits",
    /// Number of the calling party.
    calling_party: DynText as "callingParty",
    /// Number of the first caller.
    alternate_calling_party: DynText as "AlternateCallingParty" since 16,
    /// Number of the called party.
    called_party: DynText as "calledParty",
    /// Number of who was called first.
    original_called_party: DynText as "originalCalledParty",
    /// Number of who redirected last.
    last_redirecting_party: DynText as "lastRedirectingParty",
    /// Voice mail of the calling party.
    cgpn_voice_mailbox: DynText as "cgpnVoiceMailbox",
    /// Voice mail of the called party.
    cdpn_voice_mailbox: DynText as "cdpnVoiceMailbox",
    /// Voice mail of who was called first.
    original_cdpn_voice_mailbox: DynText as "originalCdpnVoiceMailbox",
    /// Voice mail of who redirected last.
    last_redirecting_voice_mailbox: DynText as "lastRedirectingVoiceMailbox",
    /// Name of the calling party.
    calling_party_name: DynText as "callingPartyName",
    /// Name of the called party.
    called_party_name: DynText as "calledPartyName",
    /// Name of who was called first.
    original_called_party_name: DynText as "originalCalledPartyName",
    /// Name of who redirected last.
    last_redirecting_party_name: DynText as "lastRedirectingPartyName",
    /// Number of the hunt group.
    hunt_pilot_number: DynText as "HuntPilotNumber" since 16,
    /// Name of the hunt group.
    hunt_pilot_name: DynText as "HuntPilotName" since 16,
}

message! {
    /// The state of a call (reference 3.1, 0x0111). The oldest servers send the
    /// first three fields.
    CallState = 0x0111, "StationCallStateMessage", ToStation, min 12;
    /// The state.
    call_state: CallStateCode as "callState",
    /// The line.
    line_instance: u32 as "lineInstance",
    /// The call.
    call_reference: u32 as "callReference",
    /// How much may be shown and logged.
    privacy: CallPrivacy as "privacy",
    /// 0 highest to 4 normal.
    precedence_level: u32 as "precedenceLevel",
    /// 0.
    precedence_domain: u32 as "precedenceDomain",
}

message! {
    /// Brings a line to the front (reference 3.1, 0x0116).
    ActivateCallPlane = 0x0116, "StationActivateCallPlaneMessage", ToStation, min 4;
    /// The line.
    line_instance: u32 as "lineInstance",
}

message! {
    /// Leaves the line at the front (reference 3.1, 0x0117).
    DeactivateCallPlane = 0x0117, "StationDeactivateCallPlaneMessage", ToStation, min 0;
}

message! {
    /// Takes back the last dialled digit on the screen (reference 3.1, 0x0119).
    BackSpaceRes = 0x0119, "StationBackSpaceResMessage", ToStation, min 8;
    /// The line.
    line_instance: u32 as "lineInstance",
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// The number as it was dialled (reference 3.1, 0x011D).
    DialedNumber = 0x011D, "StationDialedNumberMessage", ToStation, min 24,
    lengths { 34 => 18, 35 => 18 };
    /// The number.
    dialed_number: DirNumber as "dialedNumber" (digits),
    /// The line.
    line_instance: u32 as "lineInstance",
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// Whether a call is selected (reference 3.1, 0x0130).
    CallSelectStat = 0x0130, "StationCallSelectStatMessage", ToStation, min 12;
    /// 0 is not selected.
    call_select_stat: u32 as "callSelectStat",
    /// The call.
    call_reference: u32 as "callReference",
    /// The line.
    line_instance: u32 as "lineInstance",
}

message! {
    /// Which log a call belongs to (reference 3.1, 0x0156).
    CallHistoryInfo = 0x0156, "StationCallHistoryInfoMessage", ToStation, min 12;
    /// The log.
    call_history_disposition: CallHistoryDisposition as "callHistoryDisposition",
    /// The line.
    line_instance: u32 as "lineInstance",
    /// The call.
    call_reference: u32 as "callReference",
}

message! {
    /// Whether a call is recorded (reference 3.1, 0x0160).
    RecordingStatus = 0x0160, "StationRecordingStatusMessage", ToStation, min 8;
    /// The call.
    call_reference: u32 as "callReference",
    /// On or off.
    recording_status: RecordingState as "recording_status",
}
