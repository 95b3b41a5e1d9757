//! Call progress tones: which sounds a tone number means, and the sounds themselves.
//!
//! The numbers are those of `DeviceTone` (section 4.6 of the reference). Frequencies and
//! cadences are data: North America after the Precise Tone Plan (GR-506), Europe after
//! ETSI TR 101 041-2 with its common 425 Hz, the United Kingdom after BT SIN 350; each has a
//! file of its own. `docs/tones.md` lists them all.

mod america;
mod digit;
mod europe;
mod player;
mod united_kingdom;

pub use digit::{dtmf, dtmf_burst};
pub use player::TonePlayer;

/// Frequencies that sound at once at most: the receiver-off-hook tone has four.
pub const MAX_FREQUENCIES: usize = 4;

/// Which country's tones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Region {
    /// United States and Canada.
    #[default]
    NorthAmerica,
    /// The European plan with 425 Hz.
    Europe,
    /// The United Kingdom.
    UnitedKingdom,
}

impl Region {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NorthAmerica, Self::Europe, Self::UnitedKingdom];
}

/// A piece of a tone: these frequencies for so long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Frequencies that sound at once, Hz; 0: none.
    pub hz: [f32; MAX_FREQUENCIES],
    /// Level of each frequency, dBm0.
    pub level_dbm0: f32,
    /// How long, ms; 0: for ever.
    pub ms: u32,
}

/// A tone: segments one after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tone {
    /// The segments.
    pub segments: &'static [Segment],
    /// Where to go on after the last segment; `None`: silence.
    pub repeat_from: Option<usize>,
}

/// Usual level of a tone, each frequency, dBm0.
const LEVEL: f32 = -13.0;

/// Level of busy and reorder, which are heard for long, dBm0.
const SOFT: f32 = -20.0;

impl Segment {
    const fn sound(hz: [f32; MAX_FREQUENCIES], level_dbm0: f32, ms: u32) -> Self {
        Self { hz, level_dbm0, ms }
    }

    const fn one(hz: f32, ms: u32) -> Self {
        Self::sound([hz, 0.0, 0.0, 0.0], LEVEL, ms)
    }

    const fn two(first: f32, second: f32, ms: u32) -> Self {
        Self::sound([first, second, 0.0, 0.0], LEVEL, ms)
    }

    const fn soft(self) -> Self {
        Self {
            level_dbm0: SOFT,
            ..self
        }
    }

    const fn silence(ms: u32) -> Self {
        Self::sound([0.0; MAX_FREQUENCIES], LEVEL, ms)
    }
}

impl Tone {
    /// Again and again from the beginning.
    const fn repeating(segments: &'static [Segment]) -> Self {
        Self {
            segments,
            repeat_from: Some(0),
        }
    }

    /// Once.
    const fn once(segments: &'static [Segment]) -> Self {
        Self {
            segments,
            repeat_from: None,
        }
    }

    /// The last segment again and again.
    const fn ending_in_last(segments: &'static [Segment]) -> Self {
        Self {
            segments,
            repeat_from: Some(segments.len() - 1),
        }
    }

    /// How long it sounds, ms; `None`: until it is stopped.
    pub fn length_ms(&self) -> Option<u32> {
        let endless =
            self.repeat_from.is_some() || self.segments.iter().any(|segment| segment.ms == 0);
        (!endless).then(|| self.segments.iter().map(|segment| segment.ms).sum())
    }

    /// The tone of a `DeviceTone` number; `None`: silence, or nothing this phone has.
    ///
    /// Announcements (most from 0x62 on) are not spoken: those of a failure are the reorder
    /// tone, the others are silent; [`why_silent`] says why.
    pub fn of(number: u32, region: Region) -> Option<Self> {
        let own = match region {
            Region::NorthAmerica => None,
            Region::Europe => europe::tone(number),
            Region::UnitedKingdom => united_kingdom::tone(number),
        };
        own.or_else(|| america::tone(number))
            .or_else(|| digit::tone(number))
            .or_else(|| {
                // Refusals that a server would speak.
                let refused =
                    matches!(number, 0x77..=0x7e | 0x81 | 0x82 | 0x84..=0x86 | 0x88 | 0x89);
                refused.then(|| Self::of(REORDER, region)).flatten()
            })
    }
}

/// Why a `DeviceTone` number has no sound here; `None` when it has one, or is none of theirs.
pub fn why_silent(number: u32) -> Option<&'static str> {
    Some(match number {
        0x00 => "silence",
        0x7f => "ends the tone before",
        0x34 => "music is the server's to send",
        0x62..=0x65 => "names a precedence, which the server speaks",
        0x6b..=0x73 => "a prompt for mobile users, which the server speaks",
        0x80 | 0x83 | 0x87 => "a prompt of a conference, which the server speaks",
        _ => return None,
    })
}

/// `DeviceTone` number of the reorder tone.
const REORDER: u32 = 0x25;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_a_call_needs_is_there_in_both_regions() {
        for region in Region::ALL {
            for number in (0x21..=0x2f).chain([0x30, 0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x48]) {
                assert!(
                    Tone::of(number, region).is_some(),
                    "{number:#x} in {region:?}"
                );
            }
        }
    }

    #[test]
    fn silence_and_unknown_numbers_are_silent() {
        for number in [0, 0x7f, 0x62, 0x80, 0x3f, 1000, u32::MAX] {
            assert_eq!(Tone::of(number, Region::Europe), None, "{number:#x}");
        }
    }

    #[test]
    fn only_beeps_have_a_length() {
        let length =
            |number| Tone::of(number, Region::NorthAmerica).and_then(|tone| tone.length_ms());
        assert_eq!(length(0x32), Some(100));
        assert_eq!(length(0x2e), Some(700));
        assert_eq!(length(0x21), None);
        assert_eq!(length(0x23), None);
    }

    #[test]
    fn a_refused_conference_is_told_by_the_reorder_tone() {
        let reorder = Tone::of(REORDER, Region::Europe);
        assert!(reorder.is_some());
        assert_eq!(Tone::of(0x84, Region::Europe), reorder);
    }

    #[test]
    fn no_tone_repeats_from_beyond_its_end_or_hangs_in_no_time() {
        for region in Region::ALL {
            for tone in (0..0x100).filter_map(|number| Tone::of(number, region)) {
                assert!(!tone.segments.is_empty());
                assert!(
                    tone.repeat_from
                        .is_none_or(|from| from < tone.segments.len())
                );
            }
        }
    }
}
