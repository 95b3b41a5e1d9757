//! Conference bridges: what a call manager and a bridge, which registers like a
//! station, tell each other. Phones see none of it but [`ClearConference`].

use crate::declaration::{message, wire_struct};
use crate::{
    AddParticipantResult, AuditParticipantResult, Bits, ConferenceResource, CreateConferenceResult,
    Data, DeleteConferenceResult, DeviceType, ModifyConferenceResult, Slots, Text,
};

message! {
    /// How much a bridge can do now (reference 3.1, 0x002C).
    MediaResourceNotification = 0x002C, "StationMediaResourceNotificationMessage", ToServer, min 16;
    /// What kind of device it is.
    device_type: DeviceType as "deviceType",
    /// Streams that can be used.
    number_of_in_service_streams: u32 as "numberOfInServiceStreams",
    /// Most streams in a conference.
    max_streams_per_conf: u32 as "maxStreamsPerConf",
    /// Streams that cannot be used.
    number_of_out_of_service_streams: u32 as "numberOfOutOfServiceStreams",
}

message! {
    /// A conference is over (reference 3.1, 0x0032).
    ClearConference = 0x0032, "StationClearConferenceMessage", ToServer, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// Which service.
    service_num: u32 as "serviceNum",
}

message! {
    /// Asks for a conference (reference 3.1, 0x0137).
    CreateConferenceReq = 0x0137, "StationCreateConferenceReqMessage", ToStation, min 60;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// How many are expected.
    number_of_reserved_participants: u32 as "numberOfReservedParticipants",
    /// What is asked for.
    resource_type: ConferenceResource as "resourceType",
    /// The application.
    application_id: u32 as "applicationId",
    /// The application's name of the conference.
    app_conf_id: Text<32> as "appConfID",
    /// The application's data.
    app_data: Text<24> as "appData",
    /// Passed on, at most 2000 bytes.
    pass_thru_data: Data as "passThruData",
}

message! {
    /// Answers [`CreateConferenceReq`] (reference 3.1, 0x0035).
    CreateConferenceRes = 0x0035, "StationCreateConferenceResMessage", ToServer, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// How it went.
    result: CreateConferenceResult as "result",
    /// Passed on, at most 2000 bytes.
    pass_thru_data: Data as "passThruData",
}

message! {
    /// Ends a conference (reference 3.1, 0x0138).
    DeleteConferenceReq = 0x0138, "StationDeleteConferenceReqMessage", ToStation, min 4;
    /// The conference.
    conference_id: u32 as "conferenceId",
}

message! {
    /// Answers [`DeleteConferenceReq`] (reference 3.1, 0x0036).
    DeleteConferenceRes = 0x0036, "StationDeleteConferenceResMessage", ToServer, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// How it went.
    delete_conf_result: DeleteConferenceResult as "delete_conf_result",
}

message! {
    /// Changes a conference (reference 3.1, 0x0139).
    ModifyConferenceReq = 0x0139, "StationModifyConferenceReqMessage", ToStation, min 68;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// How many are expected.
    number_of_reserved_participants: u32 as "numberOfReservedParticipants",
    /// The application.
    application_id: u32 as "applicationId",
    /// The application's name of the conference.
    app_conf_id: Text<32> as "appConfID",
    /// The application's data.
    app_data: Text<24> as "appData",
    /// Passed on, at most 2000 bytes.
    pass_thru_data: Data as "passThruData",
}

message! {
    /// Answers [`ModifyConferenceReq`] (reference 3.1, 0x0037).
    ModifyConferenceRes = 0x0037, "StationModifyConferenceResMessage", ToServer, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// How it went.
    modify_conf_result: ModifyConferenceResult as "modify_conf_result",
    /// Passed on, at most 2000 bytes.
    pass_thru_data: Data as "passThruData",
}

/// Two messages tell the bridge about a participant in the same way.
macro_rules! participant_message {
    ($(#[$meta:meta])* $name:ident = $id:literal, $reference:literal) => {
        message! {
            $(#[$meta])*
            $name = $id, $reference, ToStation, min 108;
            /// The conference.
            conference_id: u32 as "conferenceId",
            /// The participant's call.
            call_reference: u32 as "callReference",
            /// What may not be shown.
            party_pi_restriction_bits: Bits as "partyPIRestrictionBits",
            /// The participant's name.
            participant_name: Text<40> as "participantName",
            /// The participant's number.
            participant_number: Text<24> as "participantNumber",
            /// The conference's name.
            conference_name: Text<32> as "conferenceName",
        }
    };
}

participant_message! {
    /// Adds a participant (reference 3.1, 0x013A).
    AddParticipantReq = 0x013A, "StationAddParticipantReqMessage"
}

message! {
    /// Answers [`AddParticipantReq`] (reference 3.1, 0x0038).
    AddParticipantRes = 0x0038, "StationAddParticipantResMessage", ToServer, min 12;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The participant's call.
    call_reference: u32 as "callReference",
    /// How it went.
    add_participant_result: AddParticipantResult as "add_participant_result",
    /// The bridge's name of the participant.
    bridge_participant_id: Text<257> as "bridgeParticipantId",
}

message! {
    /// Drops a participant (reference 3.1, 0x013B).
    DropParticipantReq = 0x013B, "StationDropParticipantReqMessage", ToStation, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The participant's call.
    call_reference: u32 as "callReference",
}

participant_message! {
    /// Tells what has changed about a participant (reference 3.1, 0x013E).
    ChangeParticipantReq = 0x013E, "StationChangeParticipantReqMessage"
}

message! {
    /// Asks for all conferences (reference 3.1, 0x013C).
    AuditConferenceReq = 0x013C, "StationAuditConferenceReqMessage", ToStation, min 0;
}

wire_struct! {
    /// A conference on a bridge: 76 bytes.
    ConferenceEntry {
        /// The conference.
        conference_id: u32 as "conferenceId",
        /// What it is.
        resource_type: ConferenceResource as "resourceType",
        /// How many are expected.
        number_of_reserved_participants: u32 as "numberOfReservedParticipants",
        /// How many are there.
        number_of_active_participants: u32 as "numberOfActiveParticipants",
        /// The application.
        application_id: u32 as "applicationId",
        /// The application's name of the conference.
        app_conf_id: Text<32> as "appConfID",
        /// The application's data.
        app_data: Text<24> as "appData",
    }
}

message! {
    /// Answers [`AuditConferenceReq`] (reference 3.1, 0x0039).
    AuditConferenceRes = 0x0039, "StationAuditConferenceResMessage", ToServer, min 8;
    /// Whether no more follow.
    last: u32 as "last",
    /// How many of the room are used.
    number_of_entries: u32 as "numberOfEntries",
    /// The conferences.
    conference_entry: Slots<ConferenceEntry, 32> as "conferenceEntry",
}

message! {
    /// Asks for the participants of a conference (reference 3.1, 0x013D).
    AuditParticipantReq = 0x013D, "StationAuditParticipantReqMessage", ToStation, min 4;
    /// The conference.
    conference_id: u32 as "conferenceId",
}

message! {
    /// Answers [`AuditParticipantReq`] (reference 3.1, 0x0040).
    AuditParticipantRes = 0x0040, "StationAuditParticipantResMessage", ToServer, min 16;
    /// How it went.
    audit_participant_result: AuditParticipantResult as "audit_participant_result",
    /// Whether no more follow.
    last: u32 as "last",
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// How many of the room are used.
    number_of_entries: u32 as "numberOfEntries",
    /// The participants' calls.
    participant_entry: Slots<u32, 256> as "participantEntry",
}
