//! DTMF outside the voice, from the server's side (reference 4.7).

use crate::DeviceTone;
use crate::declaration::message;

message! {
    /// The far end pressed a key (reference 3.1, 0x0127).
    NotifyDtmfTone = 0x0127, "StationNotifyDtmfToneMessage", Both, min 4;
    /// Its tone.
    tone: DeviceTone as "tone" (digits),
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passthruPartyID",
}

message! {
    /// Asks the station to send a key in its voice (reference 3.1, 0x0128).
    SendDtmfTone = 0x0128, "StationSendDtmfToneMessage", ToStation, min 4;
    /// Its tone.
    tone: DeviceTone as "tone" (digits),
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The channel.
    pass_through_party_id: u32 as "passthruPartyID",
}

/// A message about the payload type of telephone events.
macro_rules! payload_message {
    ($(#[$meta:meta])* $name:ident = $id:literal, $reference:literal, $direction:ident $(, $kind:ident)?) => {
        message! {
            $(#[$meta])*
            $name = $id, $reference, $direction, min 12;
            /// The RTP payload type.
            payload_dtmf: u32 as "payloadDtmf",
            /// The conference.
            conference_id: u32 as "conferenceId",
            /// The channel.
            pass_through_party_id: u32 as "passthruPartyID",
            $(
                /// How DTMF goes.
                $kind: u32 as "dtmfType",
            )?
        }
    };
}

payload_message! {
    /// Asks to report telephone events (reference 3.1, 0x0129).
    SubscribeDtmfPayloadReq = 0x0129, "StationSubscribeDtmfPayloadReqMessage", ToStation, dtmf_type
}
payload_message! {
    /// Telephone events will be reported (reference 3.1, 0x012A).
    SubscribeDtmfPayloadRes = 0x012A, "StationSubscribeDtmfPayloadResMessage", Both
}
payload_message! {
    /// Telephone events cannot be reported (reference 3.1, 0x012B).
    SubscribeDtmfPayloadErr = 0x012B, "StationSubscribeDtmfPayloadErrMessage", Both
}
payload_message! {
    /// Asks to report telephone events no longer (reference 3.1, 0x012C).
    UnsubscribeDtmfPayloadReq = 0x012C, "StationUnSubscribeDtmfPayloadReqMessage", ToStation, dtmf_type
}
payload_message! {
    /// Telephone events will no longer be reported (reference 3.1, 0x012D).
    UnsubscribeDtmfPayloadRes = 0x012D, "StationUnSubscribeDtmfPayloadResMessage", Both
}
payload_message! {
    /// There was nothing to end (reference 3.1, 0x012E).
    UnsubscribeDtmfPayloadErr = 0x012E, "StationUnSubscribeDtmfPayloadErrMessage", Both
}
