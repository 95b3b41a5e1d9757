//! Calls with precedence: dialled with a prefix, shown and rung as such.
//!
//! A scripted exchange: nobody is put out of a talk for them. `*8`, a level from 0
//! (flash override) to 4 (routine), and the number (reference, section 4.5).

use sccp::{DeviceTone, RingMode};

use crate::CallManager;
use crate::directory::numbers::Progress;

/// What is dialled before the level.
const PREFIX: &str = "*8";

/// The level of a normal call.
pub(crate) const ROUTINE: u32 = 4;

/// Level and number of digits that begin with the prefix.
pub(crate) fn split(digits: &str) -> Option<(u32, &str)> {
    let rest = digits.strip_prefix(PREFIX)?;
    let level = rest.chars().next()?.to_digit(10)?;
    (level <= ROUTINE).then(|| (level, rest.get(1..).unwrap_or_default()))
}

impl CallManager {
    /// How far digits have come towards a number, with or without precedence.
    pub(crate) fn progress(&self, digits: &str) -> Progress {
        match (self.directory.progress(digits), split(digits)) {
            (Progress::Hopeless, Some((_, number))) => self.directory.progress(number),
            (Progress::Hopeless, None) if PREFIX.starts_with(digits) => Progress::Open,
            (progress, _) => progress,
        }
    }

    /// Whether a leg's call has precedence over normal ones.
    fn has_precedence(&self, reference: u32) -> bool {
        let leg = self.legs.get(&reference);
        leg.is_some_and(|leg| leg.precedence < ROUTINE)
    }

    /// The ring of a leg's call, if it has precedence: it is heard in any case.
    pub(crate) fn precedence_ring(&self, reference: u32) -> Option<RingMode> {
        self.has_precedence(reference)
            .then_some(RingMode::PRECEDENCE)
    }

    /// How a leg's call knocks at a phone that is in use.
    pub(crate) fn knock(&self, reference: u32) -> DeviceTone {
        if self.has_precedence(reference) {
            DeviceTone::PRIORITY_CALL_WAIT
        } else {
            DeviceTone::CALL_WAITING_TONE
        }
    }

    /// How a leg hears that it rings at the far end.
    pub(crate) fn ring_back(&self, reference: u32) -> DeviceTone {
        if self.has_precedence(reference) {
            DeviceTone::PRECEDENCE_RING_BACK
        } else {
            DeviceTone::ALERTING_TONE
        }
    }
}

/// Whether a tone is that of somebody who knocks.
pub(crate) fn is_knock(tone: DeviceTone) -> bool {
    tone == DeviceTone::CALL_WAITING_TONE || tone == DeviceTone::PRIORITY_CALL_WAIT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_stands_between_prefix_and_number() {
        assert_eq!(split("*801002"), Some((0, "1002")));
        assert_eq!(split("*84"), Some((4, "")));
        for other in ["*8", "*851002", "1002", "*", ""] {
            assert_eq!(split(other), None, "{other}");
        }
    }
}
