//! The sound devices as the window's page has them: which there are, which are chosen, and
//! keeping what was chosen for the next start.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::{ModeSound, Sound, SoundChoice, SoundDevice};
use softphone::voice::{ModeDevices, SoundModes};
use softphone::{PhoneHandle, Volumes};
use sound::{DeviceChoice, DeviceWatch};

use crate::config::kept::Kept;
use crate::settings::Settings;
use crate::sound_options::keep;

/// Wakes the window.
pub(crate) type Wake = Arc<dyn Fn() + Send + Sync>;

/// The sound devices of a phone in a window; dropping it keeps the volumes.
pub(crate) struct WindowSound {
    handle: PhoneHandle,
    of_all: ModeSound,
    /// The file that keeps what is chosen.
    file: Option<Kept>,
    /// The volumes of the file.
    kept: Volumes,
    inside: Mutex<Inside>,
}

struct Inside {
    modes: SoundModes,
    /// Whether they were chosen on the page; those of the command line are for this time only.
    chosen: bool,
    /// While the page is open.
    watch: Option<DeviceWatch>,
    wake: Option<Wake>,
}

/// What a phone began with.
pub(crate) struct Begun {
    pub(crate) of_all: ModeSound,
    pub(crate) modes: SoundModes,
    pub(crate) volumes: Volumes,
}

impl Begun {
    /// What these settings say.
    pub(crate) fn by(settings: &Settings) -> Self {
        Self {
            of_all: ModeSound {
                input: words(settings.input.as_ref().filter(not_default)),
                output: words(settings.output.as_ref().filter(not_default)),
            },
            modes: settings.modes.clone(),
            volumes: settings.station.volumes,
        }
    }
}

impl WindowSound {
    pub(crate) fn new(handle: PhoneHandle, begun: Begun, file: Option<Kept>) -> Self {
        Self {
            handle,
            of_all: begun.of_all,
            file,
            kept: begun.volumes,
            inside: Mutex::new(Inside {
                modes: begun.modes,
                chosen: false,
                watch: None,
                wake: None,
            }),
        }
    }

    /// The window is woken by this when the list changes.
    pub(crate) fn wake_by(&self, wake: Wake) {
        self.inside().wake = Some(wake);
    }

    /// What there is and what is chosen; the list begins to follow what is plugged in.
    pub(crate) fn look(&self) -> Sound {
        let mut inside = self.inside();
        let wake = inside.wake.clone();
        let watch = inside.watch.get_or_insert_with(|| {
            DeviceWatch::start(move || {
                if let Some(wake) = &wake {
                    wake();
                }
            })
        });
        let devices = watch.devices();
        let devices = devices.iter().map(|device| SoundDevice {
            id: device.id.clone(),
            name: device.name.clone(),
            input: device.input,
            output: device.output,
        });
        Sound {
            devices: devices.collect(),
            of_all: self.of_all.clone(),
            chosen: as_chosen(&inside.modes),
        }
    }

    /// The devices that are chosen.
    pub(crate) fn modes(&self) -> SoundModes {
        self.inside().modes.clone()
    }

    /// Nobody looks any more.
    pub(crate) fn forget(&self) {
        self.inside().watch = None;
    }

    /// Uses these from now on, and keeps them.
    pub(crate) fn choose(&self, chosen: &SoundChoice) {
        let modes = as_modes(chosen);
        self.handle.choose_sound(modes.clone());
        {
            let mut inside = self.inside();
            inside.modes = modes;
            inside.chosen = true;
        }
        self.keep();
    }

    fn keep(&self) {
        let inside = self.inside();
        let modes = inside.chosen.then_some(&inside.modes);
        let Some(file) = &self.file else { return };
        if let Err(error) = keep(file, modes, self.handle.screen().volumes) {
            tracing::warn!(%error, "sound devices and volumes cannot be kept");
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for WindowSound {
    fn drop(&mut self) {
        if self.handle.screen().volumes != self.kept {
            self.keep();
        }
    }
}

fn not_default(choice: &&DeviceChoice) -> bool {
    **choice != DeviceChoice::Default
}

fn words(choice: Option<&DeviceChoice>) -> Option<String> {
    choice.map(|choice| match choice {
        DeviceChoice::Named(name) => name.clone(),
        other => other.to_string(),
    })
}

fn as_chosen(modes: &SoundModes) -> SoundChoice {
    let mode = |mode: &ModeDevices| ModeSound {
        input: words(mode.microphone.as_ref()),
        output: words(mode.speaker.as_ref()),
    };
    SoundChoice {
        headset: mode(&modes.headset),
        handset: mode(&modes.handset),
        speaker: mode(&modes.speaker),
        ringer: words(modes.ringer.as_ref()),
        side_tone: modes.side_tone,
    }
}

/// The devices of a choice. What is no device's id came from options, and is read as there.
fn as_modes(chosen: &SoundChoice) -> SoundModes {
    let device = |text: &Option<String>| {
        let text = text.as_ref()?;
        Some(
            text.parse()
                .unwrap_or_else(|_| DeviceChoice::Named(text.clone())),
        )
    };
    let mode = |mode: &ModeSound| ModeDevices {
        microphone: device(&mode.input),
        speaker: device(&mode.output),
    };
    SoundModes {
        headset: mode(&chosen.headset),
        handset: mode(&chosen.handset),
        speaker: mode(&chosen.speaker),
        ringer: device(&chosen.ringer),
        side_tone: chosen.side_tone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_shows_is_what_was_set() {
        let modes = SoundModes {
            headset: ModeDevices {
                microphone: Some(DeviceChoice::Named("alsa_input.usb-0.mono".to_owned())),
                speaker: Some(DeviceChoice::File("heard.wav".into())),
            },
            ringer: Some(DeviceChoice::Default),
            side_tone: true,
            ..SoundModes::default()
        };
        assert_eq!(as_modes(&as_chosen(&modes)), modes);
    }
}
