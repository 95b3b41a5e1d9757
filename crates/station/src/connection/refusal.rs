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
    let words = text.to_lowercase();
    let lingering = ["already", "registered", "crossover", "reload"]
        .iter()
        .any(|word| words.contains(word));
    // Asterisk says "No Authority" both to strangers and while an old session lives.
    let doubtful =
        words.trim().is_empty() || words.contains("no authority") || words.contains("failed");
    if lingering || (doubtful && refusals < DOUBTFUL_REFUSALS) {
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
    fn a_stranger_is_patient() {
        assert_eq!(retry_after("Device Unknown", 1), REFUSED_RETRY);
        assert_eq!(retry_after("No Authority: ", 1), Duration::from_secs(2));
        assert_eq!(
            retry_after("No Authority: ", DOUBTFUL_REFUSALS),
            REFUSED_RETRY
        );
    }
}
