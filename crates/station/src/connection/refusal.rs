//! Refusals: what the server says to Register when it does not want us, and when to ask again.
//!
//! There is no number for the reason, only text, and each server has its own (section 5.3).

use std::time::Duration;

use super::Link;
use crate::{Output, Station};

/// A refusal because an old session lingers: the first and the later retries.
const LINGERING_RETRY: [Duration; 3] = [
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(5),
];

/// Any other refusal (section 5.3).
const REFUSED_RETRY: Duration = Duration::from_secs(60);

/// Refusals without a definite reason that are taken for a lingering session.
const DOUBTFUL_REFUSALS: u32 = 4;

/// What a server means by refusing a phone, as far as its words tell: there is no number for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A phone of this name is registered, or an old connection of this one lingers.
    Registered,
    /// The server reads its settings anew, and takes phones again then.
    Loading,
    /// It knows no phone of this name.
    UnknownName,
    /// No phone can have such a name.
    UnusableName,
    /// It lets no phone in from this address.
    Address,
    /// All its numbers are given away.
    Full,
    /// Its words leave open whether the name is unknown or registered already.
    Doubtful,
    /// None of these.
    Other,
}

impl Refusal {
    /// What these words of a server mean.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let unknown = ["not registered", "unknown", "not found", "not configured"];
        if says(&unknown) {
            Self::UnknownName
        } else if says(&["reload"]) {
            Self::Loading
        } else if says(&["already", "registered", "crossover"]) {
            Self::Registered
        } else if says(&["not usable", "invalid name", "invalid device name"]) {
            Self::UnusableName
        } else if says(&["ip not auth", "ip address"]) {
            Self::Address
        } else if says(&["no number"]) {
            Self::Full
        } else if text.trim().is_empty() || says(&["no authority", "failed"]) {
            // Asterisk says "No Authority" both to strangers and while an old session lives.
            Self::Doubtful
        } else {
            Self::Other
        }
    }

    /// Whether the server will let the phone in soon, without anybody doing anything.
    const fn passes(self) -> bool {
        matches!(self, Self::Registered | Self::Loading)
    }
}

impl Station {
    /// The server does not want us: its words, then another attempt.
    pub(crate) fn on_register_reject(&mut self, text: &str) {
        if !matches!(self.connection.link, Link::Registering { .. }) {
            self.anomaly("RegisterReject, though nothing was asked");
            return;
        }
        let said = text.trim().trim_end_matches(':');
        said.clone_into(&mut self.connection.refusal);
        let words = match said {
            "" => self.words("no reason given"),
            said => said,
        };
        let failure = self.words_with(
            "{} refused {}: {}",
            &[&self.connection.server(), &self.config.device, &words],
        );
        self.note_status(failure.clone());
        self.connection.refusals += 1;
        let retry = retry_after(text, self.connection.refusals);
        self.connection.leave_alone_until(self.now + retry);
        self.put(Output::Disconnect);
        self.try_again(failure);
    }
}

/// When to ask again after that many refusals in a row with these words.
fn retry_after(text: &str, refusals: u32) -> Duration {
    let refusal = Refusal::of(text);
    let doubtful = refusal == Refusal::Doubtful;
    if refusal.passes() || (doubtful && refusals < DOUBTFUL_REFUSALS) {
        let at = usize::try_from(refusals.saturating_sub(1)).unwrap_or(usize::MAX);
        LINGERING_RETRY[at.min(LINGERING_RETRY.len() - 1)]
    } else {
        REFUSED_RETRY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lingering_session_is_asked_again_within_five_seconds() {
        for refusals in 1..20 {
            assert!(retry_after("Crossover session", refusals) <= Duration::from_secs(5));
        }
        assert_eq!(
            retry_after("Device already registered", 1),
            Duration::from_secs(2)
        );
    }

    #[test]
    fn the_words_of_servers_have_a_meaning() {
        for (text, meaning) in [
            ("Device already registered", Refusal::Registered),
            (
                "A device is already registered on this listener",
                Refusal::Registered,
            ),
            ("Crossover session", Refusal::Registered),
            ("Reload in progress", Refusal::Loading),
            ("Device Unknown", Refusal::UnknownName),
            ("Device not found", Refusal::UnknownName),
            ("Device is not configured", Refusal::UnknownName),
            ("Device name is not usable", Refusal::UnusableName),
            ("IP Not Authorized", Refusal::Address),
            ("Device ip not authorized", Refusal::Address),
            ("No number is free", Refusal::Full),
            ("No Authority: ", Refusal::Doubtful),
            ("", Refusal::Doubtful),
            ("No entry", Refusal::Other),
        ] {
            assert_eq!(Refusal::of(text), meaning, "{text}");
        }
    }

    #[test]
    fn a_stranger_is_patient() {
        assert_eq!(retry_after("Device Unknown", 1), REFUSED_RETRY);
        assert_eq!(retry_after("No Authority: ", 1), Duration::from_secs(2));
        assert_eq!(
            retry_after("No Authority: ", DOUBTFUL_REFUSALS),
            REFUSED_RETRY
        );
    }
}
