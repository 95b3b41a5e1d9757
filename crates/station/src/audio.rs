//! Mute, volumes and the path in use.
//!
//! Facts and wishes only: the voice path does the sound.

use crate::{AudioPath, Output, Station, VoiceCommand};

/// A step of the volume keys.
const STEP: u8 = 10;

/// Volume of paths and ringer at the start.
const VOLUME: u8 = 70;

/// What is set.
#[derive(Clone, Debug)]
pub(crate) struct Audio {
    /// The path in use; nothing on hook.
    pub(crate) path: Option<AudioPath>,
    /// The path the next call will use.
    pub(crate) preferred: AudioPath,
    pub(crate) muted: bool,
    headset: u8,
    handset: u8,
    speaker: u8,
    ringer: u8,
    /// What is wrong with the sound devices, in words.
    pub(crate) notice: String,
}

impl Audio {
    /// The volume that the keys change now.
    pub(crate) const fn volume(&self) -> u8 {
        match self.path {
            Some(path) => self.path_volume(path),
            None => self.ringer,
        }
    }

    const fn path_volume(&self, path: AudioPath) -> u8 {
        match path {
            AudioPath::Headset => self.headset,
            AudioPath::Handset => self.handset,
            AudioPath::Speaker => self.speaker,
        }
    }

    const fn slot(&mut self) -> &mut u8 {
        match self.path {
            Some(AudioPath::Headset) => &mut self.headset,
            Some(AudioPath::Handset) => &mut self.handset,
            Some(AudioPath::Speaker) => &mut self.speaker,
            None => &mut self.ringer,
        }
    }
}

impl Default for Audio {
    fn default() -> Self {
        Self {
            path: None,
            preferred: AudioPath::default(),
            muted: false,
            headset: VOLUME,
            handset: VOLUME,
            speaker: VOLUME,
            ringer: VOLUME,
            notice: String::new(),
        }
    }
}

impl Station {
    /// Something for the voice path.
    pub(crate) fn voice(&mut self, command: VoiceCommand) {
        self.put(Output::Voice(command));
    }

    /// Tell the voice path all volumes, once at the start.
    pub(crate) fn announce_volumes(&mut self) {
        for path in [AudioPath::Headset, AudioPath::Handset, AudioPath::Speaker] {
            let volume = self.audio.path_volume(path);
            self.voice(VoiceCommand::PathVolume { path, volume });
        }
        self.voice(VoiceCommand::RingerVolume(self.audio.ringer));
    }

    /// The Mute key. On hook there is nothing to mute.
    pub(crate) fn toggle_mute(&mut self) {
        if self.hook.off || self.audio.muted {
            self.set_muted(!self.audio.muted);
        }
    }

    /// Back to an open microphone.
    pub(crate) fn unmute(&mut self) {
        self.set_muted(false);
    }

    fn set_muted(&mut self, muted: bool) {
        if self.audio.muted != muted {
            self.audio.muted = muted;
            self.voice(VoiceCommand::Mute(muted));
        }
    }

    /// The server mutes (2) or opens (1) the microphone.
    pub(crate) fn on_micro_mode(&mut self, mode: u32) {
        match mode {
            1 => self.set_muted(false),
            2 => self.set_muted(true),
            other => self.anomaly(format!("SetMicroMode with the unknown mode {other}")),
        }
    }

    /// A volume key.
    pub(crate) fn change_volume(&mut self, louder: bool) {
        let volume = self.audio.volume();
        self.set_volume(if louder {
            volume.saturating_add(STEP)
        } else {
            volume.saturating_sub(STEP)
        });
    }

    /// Set the volume of the path in use, or of the ringer on hook.
    pub(crate) fn set_volume(&mut self, volume: u8) {
        let volume = volume.min(100);
        if *self.audio.slot() == volume {
            return;
        }
        *self.audio.slot() = volume;
        let command = match self.audio.path {
            Some(path) => VoiceCommand::PathVolume { path, volume },
            None => VoiceCommand::RingerVolume(volume),
        };
        self.voice(command);
    }
}
