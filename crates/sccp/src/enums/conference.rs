//! What conference bridges and announcers answer (reference 4.7).

use crate::declaration::open_enum;

open_enum! {
    /// What a bridge is asked for.
    ConferenceResource {
        CONFERENCE = 0, "Conference";
        IVR = 1, "IVR";
    }
}

open_enum! {
    /// How making a conference went.
    CreateConferenceResult {
        OK = 0, "OK";
        RESOURCE_NOT_AVAILABLE = 1, "ResourceNotAvailable";
        CONFERENCE_ALREADY_EXISTS = 2, "ConferenceAlreadyExist";
        SYSTEM_ERROR = 3, "SystemErr";
    }
}

open_enum! {
    /// How ending a conference went.
    DeleteConferenceResult {
        OK = 0, "OK";
        CONFERENCE_DOES_NOT_EXIST = 1, "ConferenceNotExist";
        SYSTEM_ERROR = 2, "SystemErr";
    }
}

open_enum! {
    /// How changing a conference went.
    ModifyConferenceResult {
        OK = 0, "OK";
        RESOURCE_NOT_AVAILABLE = 1, "ResourceNotAvailable";
        CONFERENCE_DOES_NOT_EXIST = 2, "ConferenceNotExist";
        INVALID_PARAMETER = 3, "InvalidParameter";
        MORE_ACTIVE_CALLS_THAN_RESERVED = 4, "MoreActiveCallsThanReserved";
        INVALID_RESOURCE_TYPE = 5, "InvalidResourceType";
        SYSTEM_ERROR = 6, "SystemErr";
    }
}

open_enum! {
    /// How adding a participant went.
    AddParticipantResult {
        OK = 0, "OK";
        RESOURCE_NOT_AVAILABLE = 1, "ResourceNotAvailable";
        CONFERENCE_DOES_NOT_EXIST = 2, "ConferenceNotExist";
        DUPLICATE_CALL_REFERENCE = 3, "DuplicateCallRef";
        SYSTEM_ERROR = 4, "SystemErr";
    }
}

open_enum! {
    /// How asking for the participants went.
    AuditParticipantResult {
        OK = 0, "OK";
        CONFERENCE_DOES_NOT_EXIST = 1, "ConferenceNotExist";
    }
}

open_enum! {
    /// Whether the announcer is to tell that it has finished.
    AnnouncementAck {
        NOT_REQUIRED = 0, "NoAnnAckRequired";
        REQUIRED = 1, "AnnAckRequired";
    }
}

open_enum! {
    /// How often an announcement is played.
    AnnouncementPlayMode {
        XML_CONFIG = 0, "XmlConfigMode";
        ONE_SHOT = 1, "OneShotMode";
        CONTINUOUS = 2, "ContinuousMode";
    }
}

open_enum! {
    /// How an announcement went.
    AnnouncementStatus {
        OK = 0, "OK";
        ERROR = 1, "Err";
    }
}

open_enum! {
    /// What a voice mail server is told about its notification.
    MwiNotificationResult {
        OK = 0, "Ok";
        GENERAL_ERROR = 1, "GeneralError";
        REQUEST_REJECTED = 2, "RequestRejected";
        VM_COUNT_OUT_OF_BOUNDS = 3, "VmCountOutOfBounds";
        FAX_COUNT_OUT_OF_BOUNDS = 4, "FaxCountOutOfBounds";
        INVALID_PRIORITY_VM_COUNT = 5, "InvalidPriorityVmCount";
        INVALID_PRIORITY_FAX_COUNT = 6, "InvalidPriorityFaxCount";
    }
}
