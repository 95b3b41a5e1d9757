//! How loud each audio path and the ringer is.

use serde::{Deserialize, Serialize};

use crate::AudioPath;

/// Volume at the first start.
const FIRST: u8 = 70;

/// How loud each audio path and the ringer is, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Volumes {
    /// In the headset.
    pub headset: u8,
    /// In the handset.
    pub handset: u8,
    /// Of the loudspeaker.
    pub speaker: u8,
    /// Of the ringer.
    pub ringer: u8,
}

impl Volumes {
    /// That of this path, or of the ringer.
    pub const fn of(&self, path: Option<AudioPath>) -> u8 {
        match path {
            Some(AudioPath::Headset) => self.headset,
            Some(AudioPath::Handset) => self.handset,
            Some(AudioPath::Speaker) => self.speaker,
            None => self.ringer,
        }
    }

    /// The same, to be changed.
    pub const fn of_mut(&mut self, path: Option<AudioPath>) -> &mut u8 {
        match path {
            Some(AudioPath::Headset) => &mut self.headset,
            Some(AudioPath::Handset) => &mut self.handset,
            Some(AudioPath::Speaker) => &mut self.speaker,
            None => &mut self.ringer,
        }
    }
}

impl Default for Volumes {
    fn default() -> Self {
        Self {
            headset: FIRST,
            handset: FIRST,
            speaker: FIRST,
            ringer: FIRST,
        }
    }
}
