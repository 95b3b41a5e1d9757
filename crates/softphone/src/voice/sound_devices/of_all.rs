//! The devices of the modes that have none of their own, and what follows from all of them.

use sound::{DeviceChoice, OpenError};
use station::AudioPath;

use super::super::modes::{ModeDevices, SoundModes};

/// Speaker and microphone of modes without their own; nothing where the program has its own.
pub(super) struct OfAll {
    pub(super) speaker: Option<DeviceChoice>,
    pub(super) microphone: Option<DeviceChoice>,
}

impl OfAll {
    pub(super) fn speaker_of<'a>(
        &'a self,
        modes: &'a SoundModes,
        path: AudioPath,
    ) -> Option<&'a DeviceChoice> {
        let own = modes.of(path).speaker.as_ref();
        // The program's own speaker takes the sound of all modes.
        self.speaker.as_ref().map(|all| own.unwrap_or(all))
    }

    pub(super) fn microphone_of<'a>(
        &'a self,
        modes: &'a SoundModes,
        path: AudioPath,
    ) -> Option<&'a DeviceChoice> {
        let own = modes.of(path).microphone.as_ref();
        self.microphone.as_ref().map(|all| own.unwrap_or(all))
    }

    /// Whether loudspeaker and its microphone are devices of the machine: then a room is between
    /// them, and echo is of matter.
    pub(super) fn has_real(&self, modes: &SoundModes) -> bool {
        let real = |choice: Option<&DeviceChoice>| choice.is_some_and(|own| !own.is_virtual());
        real(self.speaker_of(modes, AudioPath::Speaker))
            && real(self.microphone_of(modes, AudioPath::Speaker))
    }

    /// Whether what the modes name besides devices can be used; nothing is written.
    pub(super) fn check(&self, modes: &SoundModes, rate_hz: u32) -> Result<(), OpenError> {
        for path in AudioPath::ALL {
            let ModeDevices {
                microphone,
                speaker,
            } = modes.of(path);
            if let (Some(microphone), Some(_)) = (microphone, &self.microphone) {
                microphone.source(rate_hz)?;
            }
            if let (Some(speaker), Some(_)) = (speaker, &self.speaker) {
                speaker.check_sink()?;
            }
        }
        modes
            .ringer
            .as_ref()
            .map_or(Ok(()), DeviceChoice::check_sink)
    }

    /// What runs from start to end: the one choice of all modes, when it is no real device.
    pub(super) fn lasting_speaker<'a>(&'a self, modes: &'a SoundModes) -> Option<&'a DeviceChoice> {
        let first = self.speaker_of(modes, AudioPath::Headset)?;
        let mut others = AudioPath::ALL
            .into_iter()
            .map(|path| self.speaker_of(modes, path));
        (lasts(first) && others.all(|other| other == Some(first))).then_some(first)
    }

    pub(super) fn lasting_microphone<'a>(
        &'a self,
        modes: &'a SoundModes,
    ) -> Option<&'a DeviceChoice> {
        let first = self.microphone_of(modes, AudioPath::Headset)?;
        let mut others = AudioPath::ALL
            .into_iter()
            .map(|path| self.microphone_of(modes, path));
        (lasts(first) && others.all(|other| other == Some(first))).then_some(first)
    }
}

/// Whether a device runs on hook too: what is played from or into a file is one piece from start
/// to end. Silence is the same whenever it begins.
fn lasts(choice: &DeviceChoice) -> bool {
    choice.is_virtual() && *choice != DeviceChoice::Silence
}
