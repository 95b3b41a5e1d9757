//! Mute, volumes and the path in use, and what servers are told of paths.
//!
//! Facts and wishes only: the voice path does the sound.

use std::time::Duration;

use super::recording::RecordWish;
use crate::display::until;
use crate::{AudioPath, Moment, Output, Station, VoiceCommand, Volumes};

/// How long the person who speaks into a muted microphone is told so, seconds, and how long not
/// again.
const REMINDED_FOR: u32 = 4;
const REMIND_AFTER: Duration = Duration::from_secs(15);

/// A step of the volume keys.
const STEP: u8 = 10;

/// What is set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Audio {
    /// The path in use; nothing on hook.
    pub(crate) path: Option<AudioPath>,
    /// The path the next call will use.
    pub(crate) preferred: AudioPath,
    pub(crate) muted: bool,
    /// When the person was last told that the microphone is muted.
    reminded: Option<Moment>,
    pub(crate) volumes: Volumes,
    /// What is wrong with the sound devices, in words.
    pub(crate) notice: String,
    /// The same without what is about the microphone.
    pub(crate) output_notice: String,
    /// The phone records the call.
    pub(crate) recording: bool,
    pub(crate) record_wish: RecordWish,
}

impl Audio {
    /// On hook, as loud as this.
    pub(crate) fn with(volumes: Volumes) -> Self {
        Self {
            volumes,
            ..Self::default()
        }
    }

    /// The volume that the keys change now.
    pub(crate) const fn volume(&self) -> u8 {
        self.volumes.of(self.path)
    }
}

impl Station {
    /// Something for the voice path.
    pub(crate) fn voice(&mut self, command: VoiceCommand) {
        self.put(Output::Voice(command));
    }

    /// Tell the voice path all volumes, once at the start.
    pub(crate) fn announce_volumes(&mut self) {
        for path in AudioPath::ALL {
            let volume = self.audio.volumes.of(Some(path));
            self.voice(VoiceCommand::PathVolume { path, volume });
        }
        self.voice(VoiceCommand::RingerVolume(self.audio.volumes.ringer));
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

    /// Somebody speaks into the muted microphone: say so, and not again and again.
    pub(crate) fn remind_of_muting(&mut self) {
        let lately = self
            .audio
            .reminded
            .is_some_and(|at| self.now.since(at) < REMIND_AFTER);
        if self.audio.muted && !lately && self.config.preferences.mute_reminder {
            self.audio.reminded = Some(self.now);
            let words = self.words("You are muted").to_owned();
            let until = until(self.now, REMINDED_FOR);
            self.display.say(words, until);
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
        self.step_volume_of(self.audio.path, louder);
    }

    /// This path, or with none the ringer, is a step louder or softer.
    pub(crate) fn step_volume_of(&mut self, path: Option<AudioPath>, louder: bool) {
        let volume = self.audio.volumes.of(path);
        let volume = if louder {
            volume.saturating_add(STEP)
        } else {
            volume.saturating_sub(STEP)
        };
        self.set_volume(path, volume);
    }

    /// Set the volume of a path, or of the ringer.
    pub(crate) fn set_volume(&mut self, path: Option<AudioPath>, volume: u8) {
        let volume = volume.min(100);
        let slot = self.audio.volumes.of_mut(path);
        if *slot == volume {
            return;
        }
        *slot = volume;
        self.voice(match path {
            Some(path) => VoiceCommand::PathVolume { path, volume },
            None => VoiceCommand::RingerVolume(volume),
        });
    }

    /// The voice path gets its microphone and speaker.
    pub(crate) fn take_path(&mut self, path: Option<AudioPath>) {
        let before = self.audio.path;
        if before == path {
            return;
        }
        self.audio.path = path;
        self.voice(VoiceCommand::Path(path));
        if let Some(before) = before {
            self.report_path(before, false);
        }
        if let Some(path) = path {
            self.report_path(path, true);
        }
    }

    /// Report a path to servers that know such reports (section 3.1, MediaPathEvent and HeadsetStatus).
    fn report_path(&mut self, path: AudioPath, on: bool) {
        if !self.connection.is_registered() {
            return;
        }
        if self.version.is_at_least(11) {
            let media_path_id = match path {
                AudioPath::Headset => 1,
                AudioPath::Handset => 2,
                AudioPath::Speaker => 3,
            };
            let media_path_event = if on { 1 } else { 2 };
            self.send(sccp::MediaPathEvent {
                media_path_id: media_path_id.into(),
                media_path_event: media_path_event.into(),
            });
        } else if path == AudioPath::Headset {
            let headset_status = if on { 1 } else { 2 };
            self.send(sccp::HeadsetStatus {
                headset_status: headset_status.into(),
            });
        }
    }

    /// What the phone has to talk with, once at registration.
    pub(crate) fn send_media_paths(&mut self) {
        if self.version.is_at_least(11) {
            self.send(sccp::MediaPathCapability {
                media_path_id: 3.into(),
                media_path_capabilities: 1.into(),
            });
        } else {
            self.send(sccp::HeadsetStatus {
                headset_status: 2.into(),
            });
        }
    }
}
