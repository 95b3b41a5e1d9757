//! Which of the messages are shown: by call, by direction, by words.

use super::drawing::said;
use crate::ladder::{Rung, RungKind};
use crate::words::Words;

/// Which of the rungs are shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    pub(super) call: CallChoice,
    pub(super) way: Way,
    pub(super) keep_alives: bool,
    /// In lower case.
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CallChoice {
    All,
    /// The call in front, or the last one.
    Current,
    One(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Both,
    FromPhone,
    ToPhone,
    Streams,
}

impl Way {
    pub(super) const ALL: [Self; 4] = [Self::Both, Self::FromPhone, Self::ToPhone, Self::Streams];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Both => "Both directions",
            Self::FromPhone => "From the phone",
            Self::ToPhone => "To the phone",
            Self::Streams => "Streams",
        }
    }
}

impl Wanted {
    /// Whether it is one of those; `current` is the call in front, or the last one.
    pub(super) fn wants(&self, words: Words, rung: &Rung, current: Option<u32>) -> bool {
        let of_call = match self.call {
            CallChoice::All => true,
            CallChoice::Current => rung.call.is_some() && rung.call == current,
            CallChoice::One(call) => rung.call == Some(call),
        };
        let on_way = match self.way {
            Way::Both => true,
            Way::FromPhone => !rung.to_phone,
            Way::ToPhone => rung.to_phone,
            Way::Streams => rung.kind == RungKind::Media,
        };
        let rests = rung.kind == RungKind::KeepAlive && !self.keep_alives;
        of_call && on_way && !rests && self.has_words(words, rung)
    }

    /// Whether every word that was typed is somewhere in it.
    fn has_words(&self, words: Words, rung: &Rung) -> bool {
        if self.text.trim().is_empty() {
            return true;
        }
        let said = said(words, rung);
        let has = |text: &str, word: &str| text.to_lowercase().contains(word);
        self.text
            .split_whitespace()
            .all(|word| has(&said, word) || has(&rung.text, word) || has(&rung.far, word))
    }
}

#[cfg(test)]
mod tests {
    use station::Language;

    use super::super::LadderWindow;
    use super::*;

    fn wanted() -> Wanted {
        LadderWindow::default().wanted
    }

    fn rung(name: &str, call: Option<u32>) -> Rung {
        Rung {
            name: name.to_owned(),
            label: name.to_owned(),
            call,
            ..Rung::default()
        }
    }

    #[test]
    fn keepalives_are_left_out_unless_they_are_wanted() {
        let keepalive = Rung {
            kind: RungKind::KeepAlive,
            ..rung("KeepAlive", None)
        };
        assert!(!wanted().wants(Words::of(Language::English), &keepalive, None));
        let all = Wanted {
            keep_alives: true,
            ..wanted()
        };
        assert!(all.wants(Words::of(Language::English), &keepalive, None));
    }

    #[test]
    fn calls_directions_and_words_choose_together() {
        let rung = Rung {
            to_phone: true,
            text: "CallState callState=RingIn lineInstance=1".to_owned(),
            ..rung("CallState", Some(7))
        };
        let by = |call, way, text: &str| Wanted {
            call,
            way,
            text: text.to_owned(),
            ..wanted()
        };
        assert!(by(CallChoice::Current, Way::ToPhone, "ringin line").wants(
            Words::of(Language::English),
            &rung,
            Some(7)
        ));
        assert!(!by(CallChoice::Current, Way::Both, "").wants(
            Words::of(Language::English),
            &rung,
            Some(8)
        ));
        assert!(!by(CallChoice::One(8), Way::Both, "").wants(
            Words::of(Language::English),
            &rung,
            Some(7)
        ));
        assert!(!by(CallChoice::All, Way::FromPhone, "").wants(
            Words::of(Language::English),
            &rung,
            None
        ));
        assert!(!by(CallChoice::All, Way::Streams, "").wants(
            Words::of(Language::English),
            &rung,
            None
        ));
        assert!(!by(CallChoice::All, Way::Both, "ringout").wants(
            Words::of(Language::English),
            &rung,
            None
        ));
    }

    #[test]
    fn a_message_of_no_call_belongs_to_no_current_call_either() {
        let of_current = Wanted {
            call: CallChoice::Current,
            ..wanted()
        };
        assert!(!of_current.wants(Words::of(Language::English), &rung("Version", None), None));
    }

    #[test]
    fn what_is_no_message_is_found_by_the_words_that_are_shown() {
        let begins = Rung {
            kind: RungKind::Media,
            ..rung("RTP G.711 20 ms begins", Some(7))
        };
        let by = |text: &str| Wanted {
            text: text.to_owned(),
            ..wanted()
        };
        let german = Words::of(Language::German);
        assert!(by("beginnt").wants(german, &begins, None));
        assert!(!by("begins").wants(german, &begins, None));
    }
}
