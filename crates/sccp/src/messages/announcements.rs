//! Announcers: what a call manager and an announcer, which registers like a
//! station, tell each other.

use crate::declaration::{message, wire_struct};
use crate::{AnnouncementAck, AnnouncementPlayMode, AnnouncementStatus, DeviceTone, Rest};

wire_struct! {
    /// One announcement: 12 bytes.
    Announcement {
        /// The language.
        locale: u32 as "locale",
        /// The country.
        country: u32 as "country",
        /// What is said.
        tone_announcement: DeviceTone as "toneAnnouncement",
    }
}

message! {
    /// Plays announcements (reference 3.1, 0x0122).
    StartAnnouncement = 0x0122, "StationStartAnnouncementMessage", ToStation, min 0;
    /// What is played, one after the other.
    ann_list: [Announcement; 32] as "AnnList",
    /// Whether the announcer tells that it has finished.
    ann_ack_req: AnnouncementAck as "annAckReq",
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// The parties.
    matrix_conf_party_id: [u32; 16] as "matrixConfPartyID",
    /// Which of them hear it, one bit each.
    hearing_conf_party_mask: u32 as "hearingConfPartyMask",
    /// How often.
    ann_play_mode: AnnouncementPlayMode as "annPlayMode",
}

message! {
    /// Stops the announcements (reference 3.1, 0x0123).
    StopAnnouncement = 0x0123, "StationStopAnnouncementMessage", ToStation, min 4;
    /// The conference.
    conference_id: u32 as "conferenceId",
}

message! {
    /// The announcer has finished (reference 3.1, 0x0124).
    AnnouncementFinish = 0x0124, "StationAnnouncementFinishMessage", ToServer, min 8;
    /// The conference.
    conference_id: u32 as "conferenceId",
    /// How it went.
    ann_status: AnnouncementStatus as "annStatus",
}

message! {
    /// Something for an annunciator; its layout is unknown (reference 3.1,
    /// 0x009C).
    EnunciatorCommand = 0x009C, "StationEnunciatorCommandMessage", ToStation, min 0;
    /// The body as it came.
    body: Rest as "body",
}
