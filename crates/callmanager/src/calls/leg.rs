//! A leg: one phone's end of a call, which that phone knows as a call reference.
//!
//! The other end is another phone's leg or the server itself. Only facts stand
//! here; what is done with them is in `dialling`, `talking`, `ending` and `path`.

use std::time::Duration;

use sccp::{CallSecurityStatus, CallType, DeviceTone};

use crate::calls::{Channel, Failure};
use crate::directory::PhoneIndex;
use crate::directory::numbers::Service;
use crate::display::soft_keys::KeySet;
use crate::features::consultation::Consultation;
use crate::features::hunting::Hunt;
use crate::features::precedence::ROUTINE;
use crate::features::sharing::Shown;
use crate::port::ConferenceId;
use crate::services::presses::Presses;
use crate::services::script::Played;
use crate::services::voicemail::Mail;

/// Who is at an end of a call, as CallInfo names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) number: String,
    pub(crate) name: String,
}

/// Who was called before a call was sent on, and why it was (reference, section 4.5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Redirect {
    /// Who was called first.
    pub(crate) original: Party,
    pub(crate) original_reason: u32,
    /// Who sent the call on last.
    pub(crate) last: Party,
    pub(crate) last_reason: u32,
    /// How often it was sent on.
    pub(crate) hops: u32,
}

/// What the digits of a leg are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DialsFor {
    /// A call.
    #[default]
    Call,
    /// The number all calls of the line are to go to.
    ForwardAll,
    /// The number of a pickup group.
    GroupPickUp,
    /// The number of a meeting that it opens.
    MeetMe,
}

/// Where a leg stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LegState {
    /// Off hook; digits are awaited.
    Dialling,
    /// The far end rings.
    RingingOut,
    /// It rings here.
    RingingIn,
    /// Talking.
    Connected,
    /// The caller is heard and hears nothing; see `features::answering`.
    Whispered,
    /// Held by this phone.
    Held,
    /// In use on another phone of the line; see `features::sharing`.
    Remote,
    /// What was wanted is done; a tone tells so.
    Done,
    /// A tone tells that nothing came of it.
    Failed(Failure),
    /// As before, and the receiver has been off hook for too long.
    LeftOffHook,
}

impl LegState {
    /// Whether the phone's microphone and speaker belong to such a leg.
    pub(crate) const fn is_active(self) -> bool {
        !matches!(self, Self::RingingIn | Self::Held | Self::Remote)
    }

    pub(crate) const fn key_set(self) -> KeySet {
        match self {
            Self::Dialling => KeySet::OffHook,
            Self::RingingOut | Self::Whispered => KeySet::RingOut,
            Self::RingingIn => KeySet::RingIn,
            Self::Connected => KeySet::Connected,
            Self::Held => KeySet::OnHold,
            Self::Remote => KeySet::InUseHint,
            Self::Done | Self::Failed(_) | Self::LeftOffHook => KeySet::OffHookFeature,
        }
    }
}

/// Who is at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Far {
    /// Nobody yet, or nobody any more.
    Nobody,
    /// Another phone's leg, by its reference. While several ring, one of them.
    Leg(u32),
    /// The server itself.
    Service(Service),
    /// Who pages, by the reference of that leg; this one only listens.
    Page(u32),
    /// All others of a conference.
    Conference(ConferenceId),
    /// Nobody: parked in that slot.
    Parked(u32),
}

/// One phone's end of a call.
#[derive(Clone, Debug)]
pub(crate) struct Leg {
    pub(crate) phone: PhoneIndex,
    pub(crate) line_instance: u32,
    /// Number of the call on its line, 1 for the first.
    pub(crate) call_instance: u32,
    pub(crate) outbound: bool,
    pub(crate) state: LegState,
    pub(crate) far: Far,
    pub(crate) calling: Party,
    pub(crate) called: Party,
    /// Who sent the call on before.
    pub(crate) redirect: Option<Redirect>,
    /// The leg on another phone of the line which this one only shows.
    pub(crate) shadow_of: Option<u32>,
    /// What the phone was told of the other phone's call.
    pub(crate) shown: Option<Shown>,
    /// The person hides the call from other phones of the line.
    pub(crate) private: bool,
    /// The call this one was made for.
    pub(crate) consults: Option<Consultation>,
    /// Marked by the Select key.
    pub(crate) selected: bool,
    /// Whether a phone that is paged cannot hear the group, or did not say that it can.
    pub(crate) without_group: bool,
    /// How well the call is protected, where the phone is told otherwise than it is.
    pub(crate) security: Option<CallSecurityStatus>,
    /// Which way the call goes, where the phone is told otherwise than it is.
    pub(crate) call_type: Option<CallType>,
    /// How far its script has come.
    pub(crate) script: Option<Played>,
    /// What it does at voice mail.
    pub(crate) mail: Option<Mail>,
    /// 0 the most urgent, 4 a normal call.
    pub(crate) precedence: u32,
    /// The hunt group it goes through.
    pub(crate) hunt: Option<Hunt>,
    /// The hunt group that it rings here for.
    pub(crate) pilot: Option<Party>,
    /// What the digits are for.
    pub(crate) dials_for: DialsFor,
    /// The digits dialled so far.
    pub(crate) dialled: String,
    /// A tone the phone was told to play for this leg.
    pub(crate) tone: Option<DeviceTone>,
    pub(crate) channel: Channel,
    /// Whether the phone was told that its sound is encrypted.
    pub(crate) told_encrypted: bool,
    /// Whether there was sound to ask statistics of.
    pub(crate) had_media: bool,
    pub(crate) presses: Presses,
    /// Keys pressed for the announcement that reads them back.
    pub(crate) collected: String,
    /// When it was connected, for the log.
    pub(crate) connected_at: Option<Duration>,
}

impl Leg {
    pub(crate) fn new(
        phone: PhoneIndex,
        line_instance: u32,
        outbound: bool,
        state: LegState,
    ) -> Self {
        Self {
            phone,
            line_instance,
            call_instance: 1,
            outbound,
            state,
            far: Far::Nobody,
            calling: Party::default(),
            called: Party::default(),
            redirect: None,
            shadow_of: None,
            shown: None,
            private: false,
            consults: None,
            selected: false,
            without_group: false,
            security: None,
            call_type: None,
            script: None,
            mail: None,
            precedence: ROUTINE,
            hunt: None,
            pilot: None,
            dials_for: DialsFor::Call,
            dialled: String::new(),
            tone: None,
            channel: Channel::default(),
            told_encrypted: false,
            had_media: false,
            presses: Presses::default(),
            collected: String::new(),
            connected_at: None,
        }
    }

    /// Who is at the other end, as the phone shows it.
    pub(crate) fn other(&self) -> &Party {
        if self.outbound {
            &self.called
        } else {
            &self.calling
        }
    }

    /// Makes that party the other end, as the phone shows it.
    pub(crate) fn show_other(&mut self, party: Party) {
        if self.outbound {
            self.called = party;
        } else {
            self.calling = party;
        }
    }
}
