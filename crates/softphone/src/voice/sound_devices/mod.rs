//! Speaker, microphone and ringer of one phone, in the audio mode in use.
//!
//! Each mode may have devices of its own; changing the mode changes the devices under a call
//! that goes on. The ringer has an ear of its own where it has a device of its own, so that it
//! rings there while the call's device is in use.

mod of_all;

use std::sync::Arc;
use std::time::Instant;

use media::{
    Amplifier, AmplifierControl, Capture, Ear, EarControl, LevelMeter, Mouth, MouthReader, Played,
    RingMode, RingTune, SIDE_TONE, SideToneControl, ear, mouth_with, side_tone,
};
use sound::{Input, OpenError, Output, Pacer};
use station::AudioPath;

use super::enhancement::{EnhanceSettings, Enhancement};
use super::modes::SoundModes;
use super::outlet::{Lost, Opening, Outlet};
use super::reports::Reports;
use super::{Microphone, Speaker};
use of_all::OfAll;

/// Heard sound that may wait for a recording, ms: the unevenness of device and timer.
const HEARD_MS: usize = 120;

/// The devices and the controls of what is behind them.
pub(super) struct SoundDevices {
    /// What the call's speaker plays.
    pub(super) ear: EarControl,
    /// What a ringer with a device of its own plays.
    ringer_ear: EarControl,
    mouth: MouthReader,
    /// How much louder the microphone is made, before anything else.
    amplifier: AmplifierControl,
    /// How loud the microphone is, where somebody looks.
    meter: LevelMeter,
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
    /// The mode whose devices are tried on hook.
    tried: Option<AudioPath>,
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
        let meter = LevelMeter::default();
        let (mouth, reader) = mouth_with(meter.clone(), rate_hz);
        of_all.check(&modes, rate_hz)?;
        // A shared thread that moves the sound is for devices that stay.
        let may_be_real = of_all.has_real(&modes)
            || (pacer.is_none() && of_all.speaker.is_some() && of_all.microphone.is_some());
        let enhancement = Enhancement::new(enhance, may_be_real, rate_hz, &mut ear);
        let heard = ear.hand_over_played();
        let (mouth, ear, own_voice) = side_tone(mouth, ear, rate_hz);
        let amplifier = AmplifierControl::default();
        let mouth = Amplifier::new(mouth, &amplifier, rate_hz);
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
            amplifier,
            meter,
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
            tried: None,
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
        self.follow_gain();
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

    /// Has the devices of this mode tried while the phone is on hook; nothing: of none any more.
    pub(super) fn try_out(&mut self, path: Option<AudioPath>) {
        if self.tried == path {
            return;
        }
        self.tried = path;
        if !self.off_hook {
            self.enhancement.set_path(path);
        }
        self.follow_path();
    }

    /// How loud the microphone is, before anything is done to its sound.
    pub(super) fn meter(&self) -> &LevelMeter {
        &self.meter
    }

    /// Recorded samples that wait to be read.
    pub(super) fn waiting(&self) -> usize {
        self.mouth.waiting()
    }

    /// Has the devices of the mode used, for ringing as well.
    fn follow_path(&mut self) {
        let (of_all, modes) = (&self.of_all, &self.modes);
        let path = self.path_in_use();
        if let Some(choice) = of_all.speaker_of(modes, path) {
            self.output.choose(choice);
        }
        if let Some(choice) = of_all.microphone_of(modes, path) {
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
        self.follow_gain();
    }

    /// The mode whose devices are used, or were last.
    fn path_in_use(&self) -> AudioPath {
        let tried = self.tried.filter(|_| !self.off_hook);
        tried.unwrap_or(self.path)
    }

    fn follow_gain(&self) {
        let gain_db = self.enhancement.gain_db(self.path_in_use());
        self.amplifier.set_db(gain_db);
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
            let mouth = self.with_gain(mouth);
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
            self.input.replace(Box::new(self.with_gain(mouth)));
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

    fn with_gain<C: Capture>(&self, mouth: C) -> Amplifier<C> {
        Amplifier::new(mouth, &self.amplifier, self.rate_hz)
    }

    fn new_mouth(&mut self) -> Mouth {
        let (mouth, reader) = mouth_with(self.meter.clone(), self.rate_hz);
        self.mouth = reader;
        self.mouth.mute(self.muted);
        self.enhancement.forget();
        mouth
    }
}

#[cfg(test)]
mod tests;
