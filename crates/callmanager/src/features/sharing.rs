//! Lines that several phones have: what each of them shows of the others' calls.
//!
//! Everything here follows one rule: [`CallManager::mirror`] compares the calls of
//! such lines with what the other phones were told of them, and tells the rest. A
//! call of another phone is a leg in the state [`LegState::Remote`], its shadow,
//! which has no sound and can only be taken over.

use sccp::{ButtonType, CallPrivacy, CallState, CallStateCode};

use crate::CallManager;
use crate::calls::routing::Place;
use crate::calls::{Far, Leg, LegState, Party, Redirect};
use crate::directory::PhoneIndex;
use crate::display::soft_keys::KeySet;
use crate::display::{call_state, phrase};
use crate::manager::Deadline;

/// First version that knows the state of a call held elsewhere; older phones show it as held.
const FIRST_REMOTE_HOLD: u8 = 8;

/// What a phone was told of a call of another phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    held: bool,
    private: bool,
    /// Whether others may barge in.
    is_open: bool,
    calling: Party,
    called: Party,
    redirect: Option<Redirect>,
}

impl Leg {
    /// Whether this is another phone's call which that phone holds.
    pub(crate) fn is_held_elsewhere(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.held)
    }

    /// Whether this is another phone's call which that phone hides.
    pub(crate) fn is_hidden(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.private)
    }

    /// The set of soft keys that belongs to the leg.
    pub(crate) fn key_set(&self) -> KeySet {
        if self.state == LegState::Remote && self.is_held_elsewhere() && !self.is_hidden() {
            KeySet::Stealable
        } else {
            self.consultation_keys().unwrap_or(self.state.key_set())
        }
    }
}

impl CallManager {
    /// The other phones that have a line of a phone.
    fn sharers(&self, phone: PhoneIndex, line_instance: u32) -> Vec<Place> {
        let number = self.directory.get(phone).buttons.line(line_instance);
        let places = number.map_or(&[][..], |number| self.directory.places(number));
        let others = places
            .iter()
            .filter(|place| **place != (phone, line_instance));
        others.copied().collect()
    }

    /// Whether other phones have that line too.
    pub(crate) fn is_shared(&self, phone: PhoneIndex, line_instance: u32) -> bool {
        !self.sharers(phone, line_instance).is_empty()
    }

    /// Tells phones what is new about the calls that other phones have on their lines.
    pub(crate) fn mirror(&mut self) {
        let mut stale = Vec::new();
        let mut wanted = Vec::new();
        for (reference, leg) in &self.legs {
            if let Some(owner) = leg.shadow_of {
                let is_owned = self.legs.get(&owner).is_some_and(is_mirrored);
                if !is_owned || self.has_barged(owner) {
                    stale.push(*reference);
                }
            } else if is_mirrored(leg) && !self.has_barged(*reference) {
                let sharers = self.sharers(leg.phone, leg.line_instance);
                wanted.extend(sharers.into_iter().map(|place| (*reference, place)));
            }
        }
        for shadow in stale {
            self.release(shadow);
        }
        for (owner, place) in wanted {
            self.mirror_at(owner, place);
        }
    }

    /// The shadow of a call at another phone.
    fn shadow_at(&self, owner: u32, phone: PhoneIndex) -> Option<u32> {
        let legs = &self.directory.get(phone).legs;
        legs.iter().copied().find(|reference| {
            self.legs
                .get(reference)
                .is_some_and(|leg| leg.shadow_of == Some(owner))
        })
    }

    fn mirror_at(&mut self, owner: u32, (phone, line_instance): Place) {
        // Who has barged in sees the conference, and not the talk it came from.
        let is_in_it = self
            .conference_of(owner)
            .is_some_and(|conference| self.is_phone_in(conference, phone));
        let is_ready = self
            .session_of(phone)
            .is_some_and(|session| session.welcomed);
        let (Some(leg), true) = (self.legs.get(&owner), is_ready && !is_in_it) else {
            return;
        };
        let shown = Shown {
            held: leg.state == LegState::Held,
            private: leg.private || self.feature(leg.phone, ButtonType::FEATURE) != 0,
            is_open: leg.takes_barges(),
            calling: leg.calling.clone(),
            called: leg.called.clone(),
            redirect: leg.redirect.clone(),
        };
        let outbound = leg.outbound;
        let shadow = self.shadow_at(owner, phone).unwrap_or_else(|| {
            let mut shadow = Leg::new(phone, line_instance, outbound, LegState::Remote);
            shadow.shadow_of = Some(owner);
            self.add_leg(shadow)
        });
        let Some(leg) = self
            .legs
            .get_mut(&shadow)
            .filter(|leg| leg.shown.as_ref() != Some(&shown))
        else {
            return;
        };
        leg.outbound = outbound;
        leg.calling = shown.calling.clone();
        leg.called = shown.called.clone();
        leg.redirect = shown.redirect.clone();
        leg.shown = Some(shown);
        self.show_shadow(shadow);
    }

    /// Tells a phone how a call of another phone stands.
    fn show_shadow(&mut self, shadow: u32) {
        let Some(leg) = self.legs.get(&shadow) else {
            return;
        };
        let (phone, line_instance) = (leg.phone, leg.line_instance);
        let (held, hidden) = (leg.is_held_elsewhere(), leg.is_hidden());
        let knows_remote_hold = self
            .session_of(phone)
            .is_some_and(|session| session.version.number() >= FIRST_REMOTE_HOLD);
        let state = match (held && !hidden, knows_remote_hold) {
            (false, _) => CallStateCode::CALL_REMOTE_MULTILINE,
            (true, true) => CallStateCode::REMOTE_HOLD,
            (true, false) => CallStateCode::HOLD,
        };
        let privacy = if hidden {
            CallPrivacy::FULL
        } else {
            CallPrivacy::NONE
        };
        self.tell(
            phone,
            CallState {
                privacy,
                ..call_state(state, line_instance, shadow)
            },
        );
        if hidden {
            // What was told before would stay.
            self.call_info_of(
                shadow,
                &Leg::new(phone, line_instance, false, LegState::Remote),
            );
        } else {
            self.call_info(shadow);
        }
        self.light(phone, line_instance);
        self.select_keys(shadow);
        let text = if held && !hidden {
            phrase::HOLD
        } else {
            phrase::IN_USE_REMOTE
        };
        self.prompt(shadow, text);
    }

    /// A leg that rang becomes the shadow of the one that another phone answered with.
    pub(crate) fn becomes_shadow(&mut self, reference: u32, owner: u32) {
        let Some((phone, _)) = self.place(reference) else {
            return;
        };
        self.ring_off(reference);
        self.clear_caller_notice(phone);
        if let Some(leg) = self.legs.get_mut(&reference) {
            leg.state = LegState::Remote;
            leg.far = Far::Nobody;
            leg.shadow_of = Some(owner);
        }
        self.timers.clear(Deadline::Leg(reference));
        self.stop_knocking(phone);
        self.alert_again(phone);
    }

    /// The call of another phone that can be taken over here: the one named, or any on the line.
    pub(crate) fn stealable(
        &self,
        phone: PhoneIndex,
        line_instance: u32,
        meant: Option<u32>,
    ) -> Option<u32> {
        let can_be_taken = |reference: &u32| {
            self.legs.get(reference).is_some_and(|leg| {
                leg.phone == phone && leg.is_held_elsewhere() && !leg.is_hidden()
            })
        };
        meant.filter(can_be_taken).or_else(|| {
            let legs = &self.directory.get(phone).legs;
            let on_line = |reference: &&u32| {
                self.place(**reference) == Some((phone, line_instance)) && can_be_taken(reference)
            };
            legs.iter().find(on_line).copied()
        })
    }

    /// Takes over a call that another phone of the line holds.
    pub(crate) fn steal(&mut self, shadow: u32) {
        let Some((owner, phone)) = self
            .legs
            .get(&shadow)
            .and_then(|leg| Some((leg.shadow_of?, leg.phone)))
        else {
            return;
        };
        self.make_way(phone);
        if self.leg_state(owner) != Some(LegState::Held) {
            return;
        }
        self.stop_any_tone(owner);
        self.close_channel(owner);
        self.swap_with_shadow(owner, shadow);
        self.take_back(shadow);
    }

    /// The call of one phone becomes that of another of the line, and the first its shadow.
    fn swap_with_shadow(&mut self, owner: u32, shadow: u32) {
        let Some(before) = self.legs.get(&owner).cloned() else {
            return;
        };
        for leg in self.legs.values_mut() {
            if leg.shadow_of == Some(owner) {
                leg.shadow_of = Some(shadow);
            }
            if leg.far == Far::Leg(owner) {
                leg.far = Far::Leg(shadow);
            }
        }
        if let Some(leg) = self.legs.get_mut(&shadow) {
            leg.state = before.state;
            leg.outbound = before.outbound;
            leg.far = before.far;
            leg.calling = before.calling;
            leg.called = before.called;
            leg.redirect = before.redirect;
            leg.connected_at = before.connected_at;
            leg.private = before.private;
            leg.shadow_of = None;
            leg.shown = None;
        }
        if let Far::Conference(conference) = before.far {
            self.replace_member(conference, owner, shadow);
        }
        self.timers.clear(Deadline::Leg(owner));
        if let Some(leg) = self.legs.get_mut(&owner) {
            leg.state = LegState::Remote;
            leg.far = Far::Nobody;
            leg.shadow_of = Some(shadow);
            leg.shown = None;
            leg.connected_at = None;
        }
    }

    /// The Private key: hides a call from the other phones of its line, or shows it again.
    pub(crate) fn toggle_privacy(&mut self, reference: u32) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.private = !leg.private;
        let (phone, private) = (leg.phone, leg.private);
        let text: &[u8] = if private {
            phrase::PRIVATE
        } else {
            b"Not private"
        };
        self.notify_briefly(phone, text);
    }
}

/// Whether other phones of the line are told of a leg.
fn is_mirrored(leg: &Leg) -> bool {
    leg.shadow_of.is_none()
        && !matches!(leg.far, Far::Page(_))
        && matches!(
            leg.state,
            LegState::RingingOut | LegState::Connected | LegState::Held
        )
}
