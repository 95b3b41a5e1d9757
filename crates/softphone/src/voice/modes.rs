//! Which devices the audio modes and the ringer use.

use sound::DeviceChoice;
use station::AudioPath;

/// Which devices the audio modes and the ringer use, where they differ from those of all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SoundModes {
    /// Those of the headset.
    pub headset: ModeDevices,
    /// Those of the handset.
    pub handset: ModeDevices,
    /// Loudspeaker and its microphone.
    pub speaker: ModeDevices,
    /// Where it rings; nothing: on the loudspeaker's device.
    pub ringer: Option<DeviceChoice>,
    /// The own voice is heard softly in headset and handset.
    pub side_tone: bool,
}

/// The devices of one audio mode; nothing: those of all modes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModeDevices {
    /// What is recorded from.
    pub microphone: Option<DeviceChoice>,
    /// What is played on.
    pub speaker: Option<DeviceChoice>,
}

impl SoundModes {
    /// The devices of this mode.
    #[must_use]
    pub const fn of(&self, path: AudioPath) -> &ModeDevices {
        match path {
            AudioPath::Headset => &self.headset,
            AudioPath::Handset => &self.handset,
            AudioPath::Speaker => &self.speaker,
        }
    }

    /// The devices of this mode, to be changed.
    pub const fn of_mut(&mut self, path: AudioPath) -> &mut ModeDevices {
        match path {
            AudioPath::Headset => &mut self.headset,
            AudioPath::Handset => &mut self.handset,
            AudioPath::Speaker => &mut self.speaker,
        }
    }

    /// Whether this mode lets the own voice be heard: a loudspeaker would howl.
    pub(super) const fn has_side_tone(&self, path: AudioPath) -> bool {
        self.side_tone && !matches!(path, AudioPath::Speaker)
    }
}
