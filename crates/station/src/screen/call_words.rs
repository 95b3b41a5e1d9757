//! A call in words, the same wherever it is drawn: who is at the other side, what state it is
//! in, and its signs.

use super::{Call, CallState, Direction, Precedence, Privacy, Security};
use crate::own_words::translated;
use crate::{Language, Moment, fill_words};

/// What is written about the other side of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The name, else the number, else what is known.
    pub first: String,
    /// The number below a name, and by way of whom it came; empty when there is no more.
    pub second: String,
}

impl Who {
    /// The other side of this call; `dialled` is what was typed so far.
    #[must_use]
    pub fn of(language: Language, call: &Call, dialled: &str) -> Self {
        let number = call.remote_number.as_str();
        let whom = match call.direction {
            Direction::Inbound | Direction::Forwarded => with(language, "From {}", number),
            Direction::Outbound => with(language, "To {}", number),
            Direction::Unknown => number.to_owned(),
        };
        let via = if call.via.is_empty() {
            String::new()
        } else {
            with(language, "via {}", &call.via)
        };
        if !call.remote_name.is_empty() && call.remote_name != number {
            let second = match (number, via.as_str()) {
                ("", _) => via,
                (_, "") => whom,
                _ => format!("{whom}  {via}"),
            };
            return Self {
                first: call.remote_name.clone(),
                second,
            };
        }
        let first = match call.state {
            _ if !number.is_empty() => whom,
            CallState::OffHook if dialled.is_empty() => say(language, "New call").to_owned(),
            CallState::OffHook | CallState::Proceed => dialled.to_owned(),
            _ => say(language, "Unknown number").to_owned(),
        };
        Self { first, second: via }
    }

    /// Both, as they are read out.
    #[must_use]
    pub fn spoken(&self) -> String {
        if self.second.is_empty() {
            self.first.clone()
        } else {
            format!("{}, {}", self.first, self.second)
        }
    }
}

impl Call {
    /// Its state in this language.
    #[must_use]
    pub fn state_words(&self, language: Language) -> String {
        let english = match self.state {
            CallState::Idle => "Idle",
            CallState::OffHook => "Dialling",
            CallState::OnHook => "Ended",
            CallState::RingOut => "Ring out",
            CallState::RingIn => "Incoming",
            CallState::Connected => "Connected",
            CallState::Busy => "Busy",
            CallState::Congestion => "No way through",
            CallState::Hold => "On hold",
            CallState::CallWaiting => "Call waiting",
            CallState::CallTransfer => "Transfer",
            CallState::CallPark => "Parked",
            CallState::Proceed => "Proceeding",
            CallState::CallRemoteMultiline => "In use elsewhere",
            CallState::InvalidNumber => "No such number",
            CallState::HoldRevert => "Still on hold",
            CallState::Whisper => "Intercom",
            CallState::RemoteHold => "Held elsewhere",
            CallState::Other(state) => return with(language, "State {}", &state.to_string()),
        };
        say(language, english).to_owned()
    }

    /// How urgent it is, in this language, where it is not like any other.
    #[must_use]
    pub fn precedence_words(&self, language: Language) -> Option<&'static str> {
        let english = match self.precedence {
            Precedence::Routine => return None,
            Precedence::Priority => "priority",
            Precedence::Immediate => "immediate",
            Precedence::Flash => "flash",
            Precedence::FlashOverride => "flash override",
        };
        Some(say(language, english))
    }

    /// Its signs in this language; `recorded` says whether the phone or its server records it.
    pub fn sign_words(
        &self,
        language: Language,
        recorded: bool,
    ) -> impl Iterator<Item = &'static str> {
        let security = match self.security {
            Security::Unknown | Security::NotAuthenticated => None,
            Security::Authenticated => Some("authenticated"),
            Security::Encrypted => Some("encrypted"),
        };
        let signs = [
            self.selected.then_some("selected"),
            recorded.then_some("recorded"),
            (self.privacy != Privacy::Open).then_some("private"),
            security,
        ];
        let signs = signs.into_iter().flatten();
        signs.map(move |english| say(language, english))
    }

    /// Since when its timer counts: the talk since it was connected, else the ring or the hold;
    /// nothing where none runs.
    #[must_use]
    pub fn timer_since(&self) -> Option<Moment> {
        match self.state {
            CallState::Connected
            | CallState::Hold
            | CallState::HoldRevert
            | CallState::CallTransfer
            | CallState::Whisper
            | CallState::RemoteHold
            | CallState::CallRemoteMultiline => Some(self.connected_at.unwrap_or(self.state_since)),
            CallState::RingIn | CallState::CallWaiting | CallState::RingOut => {
                Some(self.state_since)
            }
            _ => None,
        }
    }
}

fn say(language: Language, english: &'static str) -> &'static str {
    translated(language, english).unwrap_or(english)
}

fn with(language: Language, english: &'static str, value: &str) -> String {
    fill_words(say(language, english), &[&value])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_without_a_name_shows_its_number_once() {
        let call = Call {
            remote_name: "1002".to_owned(),
            remote_number: "1002".to_owned(),
            direction: Direction::Inbound,
            ..Call::default()
        };
        let who = Who::of(Language::English, &call, "");
        assert_eq!((who.first.as_str(), who.second.as_str()), ("From 1002", ""));
        assert_eq!(Who::of(Language::German, &call, "").spoken(), "Von 1002");
    }

    #[test]
    fn a_call_being_dialled_shows_the_digits() {
        let call = Call {
            state: CallState::OffHook,
            ..Call::default()
        };
        let who = |dialled| Who::of(Language::English, &call, dialled).first;
        assert_eq!(who("60"), "60");
        assert_eq!(who(""), "New call");
    }

    /// Also where a word is the same in two languages by chance, it has been thought of.
    #[test]
    fn every_word_of_a_call_is_in_the_tables() {
        let source = include_str!("call_words.rs");
        let source = source.split("#[cfg(test)]").next().expect("the code");
        let words = source.split('"').skip(1).step_by(2);
        let words = words
            .filter(|words| words.chars().any(char::is_alphabetic) && !words.starts_with("{who"));
        let mut found = 0;
        for words in words {
            for language in Language::ALL.into_iter().skip(1) {
                let known = translated(language, words).is_some();
                assert!(known, "{words:?} has no word in {language}");
            }
            found += 1;
        }
        assert!(found > 30, "{found}");
    }
}
