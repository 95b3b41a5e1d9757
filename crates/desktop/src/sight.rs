//! What of the phone's screen matters to the desktop.

use station::{Call, CallState, Lamp, Language, RegistrationState, Screen};

/// What of the phone's screen matters to the desktop. While it stays equal, nothing is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// The language of the phone.
    pub language: Language,
    /// The phone's number.
    pub own_number: String,
    /// Whether the phone is registered, in words when it is not.
    pub trouble: Option<String>,
    /// The calls that ring, oldest first.
    pub ringing: Vec<Ringing>,
    /// The ring is seen, not heard.
    pub silenced: bool,
    /// Calls are seen, not heard.
    pub do_not_disturb: bool,
    /// Who the phone talks with; nothing without a call.
    pub talk: Option<String>,
    /// The phone is off hook, or has a call that can be ended.
    pub can_hang_up: bool,
    /// The microphone is muted.
    pub muted: bool,
    /// Missed calls that nobody has seen yet.
    pub missed: usize,
    /// A message waits.
    pub message: bool,
}

/// A call that rings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ringing {
    /// Its reference.
    pub call_reference: u32,
    /// Name of the caller; empty when unknown.
    pub name: String,
    /// Number of the caller; empty when unknown.
    pub number: String,
    /// Who it was first meant for, or was forwarded by; empty when nobody.
    pub via: String,
}

impl Sight {
    /// What of this screen matters.
    pub fn of(screen: &Screen) -> Self {
        let ringing = screen.calls.iter().filter(|call| call.state.is_ringing());
        let talk = screen.calls.iter().find(|call| {
            matches!(
                call.state,
                CallState::Connected | CallState::RingOut | CallState::Proceed
            )
        });
        Self {
            language: screen.language,
            own_number: screen.own_number.clone(),
            trouble: (screen.registration.state != RegistrationState::Registered)
                .then(|| screen.registration.text.clone()),
            ringing: ringing.map(Ringing::of).collect(),
            silenced: screen.ring_silenced,
            do_not_disturb: screen.do_not_disturb,
            talk: talk.map(|call| Ringing::of(call).caller().unwrap_or_default()),
            can_hang_up: screen.off_hook,
            muted: screen.muted,
            missed: screen.missed_calls,
            message: screen.message_waiting != Lamp::Off,
        }
    }
}

impl Ringing {
    fn of(call: &Call) -> Self {
        Self {
            call_reference: call.call_reference,
            name: call.remote_name.clone(),
            number: call.remote_number.clone(),
            via: call.via.clone(),
        }
    }

    /// The caller by name, or else by number; nothing when both are unknown.
    pub fn caller(&self) -> Option<String> {
        [&self.name, &self.number]
            .into_iter()
            .find(|text| !text.is_empty())
            .cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_that_ring_and_what_waits_are_seen() {
        let call = |call_reference, state, name: &str| Call {
            call_reference,
            state,
            remote_name: name.to_owned(),
            remote_number: "1003".to_owned(),
            ..Call::default()
        };
        let screen = Screen {
            calls: vec![
                call(1, CallState::Connected, "Ada"),
                call(2, CallState::CallWaiting, ""),
                call(3, CallState::CallRemoteMultiline, "Bea"),
            ],
            missed_calls: 2,
            message_waiting: Lamp::On,
            off_hook: true,
            ..Screen::default()
        };
        let sight = Sight::of(&screen);
        let ringing: Vec<_> = sight
            .ringing
            .iter()
            .map(|call| call.call_reference)
            .collect();
        assert_eq!(ringing, [2]);
        assert_eq!(sight.ringing[0].caller().as_deref(), Some("1003"));
        assert_eq!(sight.talk.as_deref(), Some("Ada"));
        assert_eq!((sight.missed, sight.message), (2, true));
        assert!(sight.can_hang_up);
    }

    #[test]
    fn what_the_desktop_does_not_show_changes_nothing() {
        let screen = Screen::default();
        let other = Screen {
            prompt: "Your current options".to_owned(),
            dialled: "12".to_owned(),
            ..Screen::default()
        };
        assert_eq!(Sight::of(&screen), Sight::of(&other));
    }
}
