//! Speaker, microphone and ringer of one phone, in the audio mode in use.
//!
//! Each mode may have devices of its own; changing the mode changes the devices under a call
//! that goes on. The ringer has an ear of its own where it has a device of its own, so that it
//! rings there while the call's device is in use.

use std::sync::Arc;
use std::time::Instant;

use media::{
    Ear, EarControl, Mouth, MouthReader, Played, RingMode, RingTune, SIDE_TONE, SideToneControl,
    ear, mouth, side_tone,
};
use sound::{DeviceChoice, Input, OpenError, Output, Pacer};
use station::AudioPath;

use super::enhancement::{EnhanceSettings, Enhancement};
use super::modes::{ModeDevices, PATHS, SoundModes};
use super::outlet::{Lost, Opening, Outlet};
use super::reports::Reports;
use super::{Microphone, Speaker};

/// Heard sound that may wait for a recording, ms: the unevenness of device and timer.
const HEARD_MS: usize = 120;

/// The devices and the controls of what is behind them.
pub(super) struct SoundDevices {
    /// What the call's speaker plays.
    pub(super) ear: EarControl,
    /// What a ringer with a device of its own plays.
    ringer_ear: EarControl,
    mouth: MouthReader,
    /// What was played, for a recording of the call.
    heard: Played,
    enhancement: Enhancement,
    side_tone: SideToneControl,
    output: Outlet<Output>,
    ringer: Outlet<Output>,
    input: Outlet<Input>,
    /// Devices of the modes that have none of their own.
    of_all: OfAll,
    modes: SoundModes,
    /// The mode in use, or used last.
    path: AudioPath,
    off_hook: bool,
    muted: bool,
    /// What rings, and whether it does so apart from the call's speaker.
    ringing: Option<(RingMode, bool)>,
    /// What it plays; nothing: the melody.
    tune: Option<Arc<RingTune>>,
    apart: bool,
    /// Factors of the ears, for one that is made anew.
    speech_gain: f32,
    ring_gain: f32,
    /// Ear or mouth was made anew, and no side tone leads from one to the other.
    unjoined: bool,
    /// Rate of the samples between voice path and devices, Hz.
    rate_hz: u32,
}

/// Speaker and microphone of modes without their own; nothing where the program has its own.
struct OfAll {
    speaker: Option<DeviceChoice>,
    microphone: Option<DeviceChoice>,
}

/// What a phone begins with.
pub(super) struct Begin<'a> {
    pub(super) speaker: Speaker,
    pub(super) microphone: Microphone,
    pub(super) modes: SoundModes,
    pub(super) rate_hz: u32,
    pub(super) enhance: EnhanceSettings,
    pub(super) reports: Reports,
    /// Moves the sound of what is no real device, where many phones share it.
    pub(super) pacer: Option<&'a Pacer>,
}

impl SoundDevices {
    /// Opens what runs from start to end.
    ///
    /// # Errors
    /// That cannot be opened, or a file of an audio mode or of the ringer cannot be used.
    pub(super) fn start(begin: Begin<'_>) -> Result<Self, OpenError> {
        let Begin {
            speaker,
            microphone,
            modes,
            rate_hz,
            enhance,
            reports,
            pacer,
        } = begin;
        let of_all = OfAll {
            speaker: match &speaker {
                Speaker::Device(choice) => Some(choice.clone()),
                Speaker::Custom { .. } => None,
            },
            microphone: match &microphone {
                Microphone::Device(choice) => Some(choice.clone()),
                Microphone::Custom { .. } => None,
            },
        };
        let (mut ear, control) = ear(rate_hz);
        let (mouth, reader) = mouth(rate_hz);
        of_all.check(&modes, rate_hz)?;
        // A shared thread that moves the sound is for devices that stay.
        let may_be_real = of_all.has_real(&modes)
            || (pacer.is_none() && of_all.speaker.is_some() && of_all.microphone.is_some());
        let enhancement = Enhancement::new(enhance, may_be_real, rate_hz, &mut ear);
        let heard = ear.hand_over_played();
        let (mouth, ear, own_voice) = side_tone(mouth, ear, rate_hz);
        let (ringer_ear, ringer_control) = media::ear(rate_hz);
        let opening = Opening {
            rate_hz,
            reports,
            pacer,
        };
        let output = match speaker {
            Speaker::Device(choice) => {
                let lasts = of_all.lasting_speaker(&modes).is_some();
                opening.output(choice, lasts, Box::new(ear))?
            }
            Speaker::Custom { name, sink } => opening.own_output(&name, sink, Box::new(ear))?,
        };
        let input = match microphone {
            Microphone::Device(choice) => {
                let lasts = of_all.lasting_microphone(&modes).is_some();
                opening.input(choice, lasts, Box::new(mouth))?
            }
            Microphone::Custom { name, source } => {
                opening.own_input(&name, source, Box::new(mouth))?
            }
        };
        let ringer = opening.ringer(Box::new(ringer_ear));
        let mut devices = Self {
            ear: control,
            ringer_ear: ringer_control,
            mouth: reader,
            heard,
            enhancement,
            side_tone: own_voice,
            output,
            ringer,
            input,
            of_all,
            modes: SoundModes::default(),
            path: AudioPath::default(),
            off_hook: false,
            muted: false,
            ringing: None,
            tune: None,
            apart: false,
            speech_gain: 1.0,
            ring_gain: 1.0,
            unjoined: false,
            rate_hz,
        };
        devices.choose(modes);
        Ok(devices)
    }

    /// The modes have these devices from now on; a call goes on with its own until those work.
    pub(super) fn choose(&mut self, modes: SoundModes) {
        self.modes = modes;
        self.output
            .set_lasting(self.of_all.lasting_speaker(&self.modes).is_some());
        self.input
            .set_lasting(self.of_all.lasting_microphone(&self.modes).is_some());
        let real = self.of_all.has_real(&self.modes);
        if self.enhancement.set_real(real) && self.off_hook {
            self.enhancement.set_path(Some(self.path));
        }
        self.follow_path();
    }

    /// The recorded sound is cleaned like this from now on.
    pub(super) fn enhance(&mut self, settings: EnhanceSettings) {
        // An ear that nobody listened to is made anew when nothing is in use.
        self.unjoined |= self.enhancement.choose(settings);
        if self.off_hook {
            self.enhancement.set_path(Some(self.path));
        }
    }

    /// The mode in use; nothing: on hook.
    pub(super) fn set_path(&mut self, path: Option<AudioPath>) {
        self.enhancement.set_path(path);
        self.off_hook = path.is_some();
        if let Some(path) = path {
            self.path = path;
        }
        self.follow_path();
    }

    /// Has the devices of the mode used, for ringing as well.
    fn follow_path(&mut self) {
        let (of_all, modes) = (&self.of_all, &self.modes);
        if let Some(choice) = of_all.speaker_of(modes, self.path) {
            self.output.choose(choice);
        }
        if let Some(choice) = of_all.microphone_of(modes, self.path) {
            self.input.choose(choice);
        }
        let ringer = modes.ringer.clone();
        let ringer = ringer.or_else(|| of_all.speaker_of(modes, AudioPath::Speaker).cloned());
        let apart = ringer.is_some() && ringer.as_ref() != self.output.choice();
        if let Some(ringer) = ringer {
            self.ringer.choose(&ringer);
        }
        if apart != self.apart {
            let ringing = self.ringing;
            self.stop_ring();
            self.apart = apart;
            if let Some((mode, once)) = ringing {
                self.start_ring(mode, once);
            }
        }
        self.follow_side_tone();
    }

    fn follow_side_tone(&mut self) {
        let on = self.off_hook && !self.muted && self.modes.has_side_tone(self.path);
        self.side_tone.set(if on { SIDE_TONE } else { 0.0 });
    }

    /// Fills `said` with what was recorded, cleaned as the audio mode has it.
    pub(super) fn read_said(&mut self, said: &mut [i16]) {
        self.enhancement.read(&mut self.mouth, said);
    }

    /// What was heard while so much was said; silence for what is missing.
    pub(super) fn read_heard(&mut self, heard: &mut [i16]) {
        // The speaker's clock is another one: what piles up is left out.
        let most = (self.rate_hz as usize * HEARD_MS / 1000).max(3 * heard.len());
        let waiting = self.heard.waiting();
        if waiting > most {
            self.heard.skip(waiting - heard.len());
        }
        let got = self.heard.read(heard);
        heard[got..].fill(0);
    }

    /// Forgets what was heard so far.
    pub(super) fn forget_heard(&mut self) {
        self.heard.skip(self.heard.waiting());
    }

    /// Forgets what was recorded so far.
    pub(super) fn forget_said(&mut self) {
        self.mouth.forget();
        self.enhancement.forget();
    }

    /// Whether somebody has spoken into the muted microphone since this was last asked. A
    /// loudspeaker's microphone hears the other side too, and is not asked.
    pub(super) fn has_spoken_muted(&mut self) -> bool {
        self.mouth.has_spoken_muted() && self.path != AudioPath::Speaker
    }

    /// Mutes or unmutes the microphone.
    pub(super) fn mute(&mut self, muted: bool) {
        self.muted = muted;
        self.mouth.mute(muted);
        self.follow_side_tone();
    }

    /// What rings that begin from now on play; nothing: the phone's own melody.
    pub(super) fn set_ring_tune(&mut self, tune: Option<Arc<RingTune>>) {
        self.ear.set_ring_tune(tune.clone());
        self.ringer_ear.set_ring_tune(tune.clone());
        self.tune = tune;
    }

    /// Rings where the ringer is; `once` instead of on and on.
    pub(super) fn start_ring(&mut self, mode: RingMode, once: bool) {
        self.ringing = Some((mode, once));
        if self.apart {
            self.ringer_ear.start_ring(mode, once);
        } else {
            self.ear.start_ring(mode, once);
        }
    }

    pub(super) fn stop_ring(&mut self) {
        if self.ringing.take().is_some() {
            self.ear.stop_ring();
            self.ringer_ear.stop_ring();
        }
    }

    /// Factor for streams and tones.
    pub(super) fn set_speech_gain(&mut self, factor: f32) {
        self.speech_gain = factor;
        self.ear.set_speech_gain(factor);
    }

    /// Factor for the ringer, wherever it rings.
    pub(super) fn set_ring_gain(&mut self, factor: f32) {
        self.ring_gain = factor;
        self.ear.set_ring_gain(factor);
        self.ringer_ear.set_ring_gain(factor);
    }

    /// Opens what is needed, and closes what has not been for a while: to hear, to speak, to ring.
    ///
    /// Returns when to look again.
    pub(super) fn tend(
        &mut self,
        hear: bool,
        speak: bool,
        ring: bool,
        now: Instant,
    ) -> Option<Instant> {
        self.ear.tend();
        self.ringer_ear.tend();
        if speak && !self.input.is_open() {
            // What was recorded before the rest is no longer meant.
            self.forget_said();
        }
        let output = self.output.tend(hear || (ring && !self.apart), now);
        let ringer = self.ringer.tend(ring && self.apart, now);
        let input = self.input.tend(speak, now);
        if ringer == Err(Lost) {
            let (ear, control) = ear(self.rate_hz);
            self.ringer_ear = control;
            self.ringer_ear.set_ring_gain(self.ring_gain);
            self.ringer_ear.set_ring_tune(self.tune.clone());
            self.ringer.replace(Box::new(ear));
        }
        self.renew(output == Err(Lost), input == Err(Lost));
        [output, ringer, input]
            .into_iter()
            .filter_map(|rest| rest.ok().flatten())
            .min()
    }

    /// Makes anew what a hanging driver kept, and both sides when nothing is in use, so that the
    /// side tone leads from one to the other again.
    ///
    /// A stream that is in a lost ear is lost with it; drivers are only closed without streams.
    fn renew(&mut self, ear_lost: bool, mouth_lost: bool) {
        self.unjoined |= ear_lost || mouth_lost;
        let at_rest = !self.output.is_open() && !self.input.is_open();
        if self.unjoined && at_rest && (ear_lost || self.ear.is_at_rest()) {
            let (mouth, ear) = (self.new_mouth(), self.new_ear());
            let (mouth, ear, own_voice) = side_tone(mouth, ear, self.rate_hz);
            self.side_tone = own_voice;
            self.output.replace(Box::new(ear));
            self.input.replace(Box::new(mouth));
            self.unjoined = false;
            self.follow_side_tone();
            return;
        }
        if ear_lost {
            let ear = self.new_ear();
            self.output.replace(Box::new(ear));
        }
        if mouth_lost {
            let mouth = self.new_mouth();
            self.input.replace(Box::new(mouth));
        }
    }

    /// An ear with all that hangs on it.
    fn new_ear(&mut self) -> Ear {
        let (mut ear, control) = ear(self.rate_hz);
        self.enhancement.hear(&mut ear);
        self.heard = ear.hand_over_played();
        self.ear = control;
        self.ear.set_speech_gain(self.speech_gain);
        self.ear.set_ring_gain(self.ring_gain);
        self.ear.set_ring_tune(self.tune.clone());
        if let Some((mode, once)) = self.ringing.filter(|_| !self.apart) {
            self.ear.start_ring(mode, once);
        }
        ear
    }

    fn new_mouth(&mut self) -> Mouth {
        let (mouth, reader) = mouth(self.rate_hz);
        self.mouth = reader;
        self.mouth.mute(self.muted);
        self.enhancement.forget();
        mouth
    }
}

impl OfAll {
    fn speaker_of<'a>(
        &'a self,
        modes: &'a SoundModes,
        path: AudioPath,
    ) -> Option<&'a DeviceChoice> {
        let own = modes.of(path).speaker.as_ref();
        // The program's own speaker takes the sound of all modes.
        self.speaker.as_ref().map(|all| own.unwrap_or(all))
    }

    fn microphone_of<'a>(
        &'a self,
        modes: &'a SoundModes,
        path: AudioPath,
    ) -> Option<&'a DeviceChoice> {
        let own = modes.of(path).microphone.as_ref();
        self.microphone.as_ref().map(|all| own.unwrap_or(all))
    }

    /// Whether loudspeaker and its microphone are devices of the machine: then a room is between
    /// them, and echo is of matter.
    fn has_real(&self, modes: &SoundModes) -> bool {
        let real = |choice: Option<&DeviceChoice>| choice.is_some_and(|own| !own.is_virtual());
        real(self.speaker_of(modes, AudioPath::Speaker))
            && real(self.microphone_of(modes, AudioPath::Speaker))
    }

    /// Whether what the modes name besides devices can be used; nothing is written.
    fn check(&self, modes: &SoundModes, rate_hz: u32) -> Result<(), OpenError> {
        for path in PATHS {
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
    fn lasting_speaker<'a>(&'a self, modes: &'a SoundModes) -> Option<&'a DeviceChoice> {
        let first = self.speaker_of(modes, AudioPath::Headset)?;
        let mut others = PATHS.into_iter().map(|path| self.speaker_of(modes, path));
        (lasts(first) && others.all(|other| other == Some(first))).then_some(first)
    }

    fn lasting_microphone<'a>(&'a self, modes: &'a SoundModes) -> Option<&'a DeviceChoice> {
        let first = self.microphone_of(modes, AudioPath::Headset)?;
        let mut others = PATHS
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

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use media::{Region, Tone};
    use tokio::sync::mpsc;

    use super::*;
    use crate::voice::EnhanceChoice;

    fn devices(speaker: DeviceChoice, modes: SoundModes) -> SoundDevices {
        begun(speaker, modes).expect("nothing is opened that can fail")
    }

    fn begun(speaker: DeviceChoice, modes: SoundModes) -> Result<SoundDevices, OpenError> {
        let (sender, _reports) = mpsc::channel(64);
        SoundDevices::start(Begin {
            speaker: Speaker::Device(speaker),
            microphone: Microphone::Device(DeviceChoice::Silence),
            modes,
            rate_hz: 8000,
            enhance: EnhanceSettings::default(),
            reports: Reports::new(sender),
            pacer: None,
        })
    }

    fn named(name: &str) -> DeviceChoice {
        DeviceChoice::Named(name.to_owned())
    }

    /// A headset of its own; all else on the default device.
    fn with_headset() -> SoundModes {
        SoundModes {
            headset: ModeDevices {
                microphone: Some(named("headset")),
                speaker: Some(named("headset")),
            },
            ..SoundModes::default()
        }
    }

    #[test]
    fn a_mode_has_its_own_devices_and_the_others_those_of_all() {
        let mut devices = devices(DeviceChoice::Default, with_headset());
        devices.set_path(Some(AudioPath::Headset));
        assert_eq!(devices.output.choice(), Some(&named("headset")));
        assert_eq!(devices.input.choice(), Some(&named("headset")));
        devices.set_path(Some(AudioPath::Speaker));
        assert_eq!(devices.output.choice(), Some(&DeviceChoice::Default));
        assert_eq!(devices.input.choice(), Some(&DeviceChoice::Silence));
        // The next call begins with it.
        devices.set_path(None);
        assert_eq!(devices.output.choice(), Some(&DeviceChoice::Default));
        devices.choose(SoundModes::default());
        devices.set_path(Some(AudioPath::Headset));
        assert_eq!(devices.output.choice(), Some(&DeviceChoice::Default));
    }

    #[test]
    fn it_rings_on_the_loudspeaker_beside_a_headset_and_in_the_ear_where_all_is_one() {
        let mut devices = devices(DeviceChoice::Default, with_headset());
        devices.set_path(Some(AudioPath::Headset));
        assert!(devices.apart);
        assert_eq!(devices.ringer.choice(), Some(&DeviceChoice::Default));
        devices.start_ring(RingMode::Inside, false);
        devices.set_path(Some(AudioPath::Speaker));
        assert!(!devices.apart);
        assert_eq!(devices.ringing, Some((RingMode::Inside, false)));
        devices.choose(SoundModes {
            ringer: Some(named("box")),
            ..SoundModes::default()
        });
        assert!(devices.apart);
        assert_eq!(devices.ringer.choice(), Some(&named("box")));
        devices.stop_ring();
        assert_eq!(devices.ringing, None);
    }

    #[test]
    fn a_file_for_all_modes_runs_from_start_to_end() {
        let file = std::env::temp_dir().join(format!("lasting-{}.wav", std::process::id()));
        let devices = devices(DeviceChoice::File(file.clone()), SoundModes::default());
        assert!(devices.output.is_open());
        assert!(!devices.ringer.is_open());
        drop(devices);
        assert!(std::fs::remove_file(file).is_ok());
    }

    #[test]
    fn nothing_runs_on_hook_for_silence() {
        let mut devices = devices(DeviceChoice::Silence, SoundModes::default());
        assert!(!devices.output.is_open() && !devices.input.is_open());
        devices.set_path(Some(AudioPath::Speaker));
        devices.tend(true, true, false, Instant::now());
        assert!(devices.output.is_open() && devices.input.is_open());
    }

    /// The loudest sample in a recording.
    fn loudest(path: &Path) -> i16 {
        let bytes = std::fs::read(path).unwrap_or_default();
        let samples = bytes.get(44..).unwrap_or_default().chunks_exact(2);
        samples
            .map(|pair| i16::from_le_bytes([pair[0], pair[1]]).saturating_abs())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn rings_on_its_device_while_the_tone_of_a_waiting_call_is_in_the_ear() {
        let folder = std::env::temp_dir().join(format!("devices-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = |name: &str| -> PathBuf { folder.join(name) };
        let own = |name| ModeDevices {
            speaker: Some(DeviceChoice::File(file(name))),
            ..ModeDevices::default()
        };
        let mut devices = devices(
            DeviceChoice::Silence,
            SoundModes {
                headset: own("headset.wav"),
                speaker: own("speaker.wav"),
                ringer: Some(DeviceChoice::File(file("ringer.wav"))),
                ..SoundModes::default()
            },
        );
        devices.set_path(Some(AudioPath::Headset));
        // Call waiting.
        devices.ear.play_tone(Tone::of(0x2d, Region::Europe));
        devices.start_ring(RingMode::Inside, false);
        for _ in 0..30 {
            devices.tend(true, true, true, Instant::now());
            sleep(Duration::from_millis(20));
        }
        assert!(devices.output.is_open() && devices.ringer.is_open());
        devices.set_path(Some(AudioPath::Speaker));
        devices.ear.play_tone(Tone::of(0x21, Region::Europe));
        for _ in 0..20 {
            devices.tend(true, true, true, Instant::now());
            sleep(Duration::from_millis(20));
        }
        drop(devices);
        for name in ["headset.wav", "ringer.wav", "speaker.wav"] {
            assert!(loudest(&file(name)) > 1000, "{name}");
        }
        let _cleaned = std::fs::remove_dir_all(folder);
    }

    #[test]
    fn the_own_voice_is_for_headset_and_handset_while_the_microphone_is_open() {
        let modes = SoundModes {
            side_tone: true,
            ..SoundModes::default()
        };
        let mut devices = devices(DeviceChoice::Silence, modes);
        let heard = |devices: &SoundDevices| devices.side_tone.factor() > 0.0;
        assert!(!heard(&devices));
        devices.set_path(Some(AudioPath::Handset));
        assert!(heard(&devices));
        devices.mute(true);
        assert!(!heard(&devices));
        devices.mute(false);
        devices.set_path(Some(AudioPath::Speaker));
        assert!(!heard(&devices));
    }

    #[test]
    fn a_file_that_cannot_be_used_is_told_at_the_start() {
        let nowhere = || Some(DeviceChoice::File("/no/such/folder/x.wav".into()));
        let spoken = ModeDevices {
            microphone: nowhere(),
            ..ModeDevices::default()
        };
        let heard = ModeDevices {
            speaker: nowhere(),
            ..ModeDevices::default()
        };
        for modes in [
            SoundModes {
                headset: heard,
                ..SoundModes::default()
            },
            SoundModes {
                handset: spoken,
                ..SoundModes::default()
            },
            SoundModes {
                ringer: nowhere(),
                ..SoundModes::default()
            },
        ] {
            let error = begun(DeviceChoice::Silence, modes).err().expect("no file");
            assert!(
                error.to_string().contains("/no/such/folder/x.wav"),
                "{error}"
            );
        }
    }

    #[test]
    fn echo_is_removed_as_soon_as_real_devices_are_chosen_for_the_loudspeaker() {
        let mut devices = devices(DeviceChoice::Silence, SoundModes::default());
        devices.set_path(Some(AudioPath::Speaker));
        assert!(devices.enhancement.settings().is_off());
        devices.choose(SoundModes {
            speaker: ModeDevices {
                microphone: Some(named("webcam")),
                speaker: Some(named("box")),
            },
            ..SoundModes::default()
        });
        assert!(!devices.enhancement.settings().is_off());
        assert!(devices.enhancement.hears());
        devices.choose(SoundModes::default());
        assert!(devices.enhancement.settings().is_off());
    }

    #[test]
    fn what_is_chosen_against_echo_holds_in_the_call_and_the_ear_is_made_anew_for_it() {
        let off = EnhanceSettings {
            speaker: EnhanceChoice {
                echo_cancellation: Some(false),
                ..EnhanceChoice::default()
            },
            ..EnhanceSettings::default()
        };
        let real = SoundModes {
            speaker: ModeDevices {
                microphone: Some(named("webcam")),
                speaker: Some(named("box")),
            },
            ..SoundModes::default()
        };
        let mut devices = devices(DeviceChoice::Silence, real);
        devices.enhance(off);
        devices.set_path(Some(AudioPath::Speaker));
        assert!(devices.enhancement.settings().is_off());
        devices.enhance(EnhanceSettings::default());
        assert!(!devices.enhancement.settings().is_off());
        devices.set_path(None);
        devices.renew(false, false);
        assert!(devices.enhancement.hears() && !devices.unjoined);
    }

    #[test]
    fn what_a_hanging_driver_kept_is_made_anew_with_recording_and_side_tone() {
        let file = std::env::temp_dir().join(format!("anew-{}.wav", std::process::id()));
        let modes = SoundModes {
            handset: ModeDevices {
                microphone: Some(DeviceChoice::Tone(440.0)),
                speaker: Some(DeviceChoice::File(file.clone())),
            },
            side_tone: true,
            ..SoundModes::default()
        };
        let mut devices = devices(DeviceChoice::Default, modes);
        devices.renew(true, false);
        assert!(!devices.unjoined);
        // In use again: the own voice is all that is heard.
        devices.set_path(Some(AudioPath::Handset));
        let mut own_voice = 0;
        for _ in 0..500 {
            devices.tend(true, true, false, Instant::now());
            sleep(Duration::from_millis(20));
            own_voice = loudest(&file);
            if own_voice > 200 {
                break;
            }
        }
        assert!(own_voice > 200, "{own_voice}");
        // A recording gets what the far end and the phone say.
        let mut recorded = 0;
        devices.ear.play_tone(Tone::of(0x21, Region::Europe));
        for _ in 0..500 {
            devices.tend(true, true, false, Instant::now());
            sleep(Duration::from_millis(20));
            let mut heard = [0; 160];
            devices.read_heard(&mut heard);
            recorded = heard.into_iter().max().unwrap_or(0);
            if recorded > 1000 {
                break;
            }
        }
        drop(devices);
        let _cleaned = std::fs::remove_file(file);
        assert!(recorded > 1000, "{recorded}");
    }
}
