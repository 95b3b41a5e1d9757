//! Echo, noise and level of what the microphone records, as each audio mode has it.
//!
//! Runs on the media thread, between the recorded block and the packet. What the ear played
//! comes from its device's callback by a ring and is paired with the recorded sound by
//! counting samples. While everything is off, nothing is touched. The gain that a person sets
//! is only kept here: it is the microphone's own, before all that.

use enhance::{EchoCancellation, Enhancer, NoiseSuppression, Reference, Settings};
use media::{Ear, MouthReader, Played};
use station::AudioPath;

/// Samples that are taken from the ear's ring at a time.
const CHUNK: usize = 240;

/// Longest block, samples: a packet of 60 ms at 48 kHz.
const MAX_BLOCK: usize = 2880;

/// What is done to the recorded sound in each audio mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EnhanceSettings {
    /// With the headset.
    pub headset: EnhanceChoice,
    /// With the handset.
    pub handset: EnhanceChoice,
    /// With the loudspeaker.
    pub speaker: EnhanceChoice,
}

/// What a person chose for an audio mode; none: as is usual there.
///
/// Usual is echo cancellation with the loudspeaker and nothing else. Where sound comes from or
/// goes to a file, a tone, silence or the program itself, nothing is usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EnhanceChoice {
    /// Removes what the microphone hears of the loudspeaker.
    pub echo_cancellation: Option<bool>,
    /// Weakens steady noise.
    pub noise_suppression: Option<NoiseSuppression>,
    /// Brings voices to one level.
    pub auto_gain: Option<bool>,
    /// The microphone is so much louder before all else, dB: −20 to 20.
    pub gain_db: i8,
}

impl EnhanceSettings {
    /// The mode's own.
    pub const fn choice(&self, path: AudioPath) -> &EnhanceChoice {
        match path {
            AudioPath::Headset => &self.headset,
            AudioPath::Handset => &self.handset,
            AudioPath::Speaker => &self.speaker,
        }
    }

    /// The mode's own, to change it.
    pub const fn choice_mut(&mut self, path: AudioPath) -> &mut EnhanceChoice {
        match path {
            AudioPath::Headset => &mut self.headset,
            AudioPath::Handset => &mut self.handset,
            AudioPath::Speaker => &mut self.speaker,
        }
    }

    /// Whether any mode needs to know what is played.
    pub(super) fn needs_played(&self, real: bool) -> bool {
        let mut settings = AudioPath::ALL
            .map(|path| self.settings(path, real))
            .into_iter();
        settings.any(|settings| settings.echo_cancellation != EchoCancellation::Off)
    }

    /// What is done in this mode; `real`: microphone and loudspeaker are of matter.
    pub fn settings(&self, path: AudioPath, real: bool) -> Settings {
        let choice = self.choice(path);
        let usual = real && path == AudioPath::Speaker;
        let wanted = choice.echo_cancellation.unwrap_or(usual);
        Settings {
            echo_cancellation: match (wanted, path) {
                (false, _) => EchoCancellation::Off,
                (true, AudioPath::Speaker) => EchoCancellation::AtOnce,
                (true, _) => EchoCancellation::OnceHeard,
            },
            noise_suppression: choice.noise_suppression.unwrap_or_default(),
            auto_gain: choice.auto_gain.unwrap_or(false),
        }
    }
}

/// Cleans what is recorded.
pub(super) struct Enhancement {
    choices: EnhanceSettings,
    real: bool,
    /// Other devices may be chosen, real ones among them.
    may_be_real: bool,
    rate_hz: u32,
    enhancer: Enhancer,
    /// None: no audio mode needs to know what is played.
    loudspeaker: Option<Loudspeaker>,
    /// Samples that the mouth had left out and made up when it was last read.
    left_out: u64,
    made_up: u64,
}

/// What is played, on its way here.
struct Loudspeaker {
    played: Played,
    reference: Reference,
}

impl Enhancement {
    /// Begins with nothing to do, until a mode is chosen; the ear is on its way to its device.
    ///
    /// No device is of matter before [`set_real`](Self::set_real) says so.
    pub(super) fn new(
        choices: EnhanceSettings,
        may_be_real: bool,
        rate_hz: u32,
        ear: &mut Ear,
    ) -> Self {
        let mut enhancement = Self {
            choices,
            real: false,
            may_be_real,
            rate_hz,
            enhancer: Enhancer::new(Settings::default(), rate_hz),
            loudspeaker: None,
            left_out: 0,
            made_up: 0,
        };
        enhancement.hear(ear);
        enhancement
    }

    /// Does what is chosen for this mode from now on; on hook it stays as it is.
    pub(super) fn set_path(&mut self, path: Option<AudioPath>) {
        if let Some(path) = path {
            let settings = self.choices.settings(path, self.real);
            if settings != self.enhancer.settings() {
                tracing::debug!(?path, ?settings, "recorded sound is enhanced like this");
            }
            self.enhancer.set(settings);
        }
    }

    /// From now on microphone and loudspeaker are of matter, or not; true: that is news, and
    /// counts when a mode is set next.
    pub(super) fn set_real(&mut self, real: bool) -> bool {
        std::mem::replace(&mut self.real, real) != real
    }

    /// How much louder the microphone of this mode is, dB.
    pub(super) const fn gain_db(&self, path: AudioPath) -> i8 {
        self.choices.choice(path).gain_db
    }

    /// Other choices from now on; true: what is played is needed from now on, or no more, and the
    /// ear has to be made anew for it.
    pub(super) fn choose(&mut self, choices: EnhanceSettings) -> bool {
        self.choices = choices;
        choices.needs_played(self.may_be_real) && self.loudspeaker.is_none()
    }

    /// What is done to the sound.
    #[cfg(test)]
    pub(super) fn settings(&self) -> Settings {
        self.enhancer.settings()
    }

    /// Whether it gets what is played.
    #[cfg(test)]
    pub(super) fn hears(&self) -> bool {
        self.loudspeaker.is_some()
    }

    /// This ear plays from now on.
    pub(super) fn hear(&mut self, ear: &mut Ear) {
        self.loudspeaker = self
            .choices
            .needs_played(self.may_be_real)
            .then(|| Loudspeaker::new(ear, self.rate_hz));
    }

    /// What was recorded so far is not meant any more, so what was played is not either.
    pub(super) fn forget(&mut self) {
        if let Some(loudspeaker) = &mut self.loudspeaker {
            loudspeaker.reference.realign();
        }
    }

    /// Reads what was said, and cleans it.
    pub(super) fn read(&mut self, mouth: &mut MouthReader, said: &mut [i16]) {
        mouth.read(said);
        let lost = mouth.statistics();
        // A new mouth counts from 0 again.
        let left_out = lost.shed.saturating_sub(self.left_out);
        let made_up = lost.missing.saturating_sub(self.made_up);
        (self.left_out, self.made_up) = (lost.shed, lost.missing);
        if self.enhancer.is_off() {
            return;
        }
        let mut played = [0; MAX_BLOCK];
        let played = &mut played[..said.len().min(MAX_BLOCK)];
        if let Some(loudspeaker) = &mut self.loudspeaker {
            let recorded = (said.len() as u64 + left_out).saturating_sub(made_up);
            let recorded = usize::try_from(recorded).unwrap_or(usize::MAX);
            loudspeaker.take(played, recorded);
        }
        self.enhancer.process(said, played);
    }
}

impl Loudspeaker {
    fn new(ear: &mut Ear, rate_hz: u32) -> Self {
        Self {
            played: ear.hand_over_played(),
            reference: Reference::new(rate_hz),
        }
    }

    /// Gives what was played while the microphone moved on by `recorded` samples.
    fn take(&mut self, block: &mut [i16], recorded: usize) {
        if self.played.has_gap() {
            self.reference.realign();
        }
        let mut chunk = [0; CHUNK];
        loop {
            let there = self.played.read(&mut chunk);
            self.reference.push(&chunk[..there]);
            if there < CHUNK {
                break;
            }
        }
        self.reference.take(block, recorded);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use enhance::scene::{Noise, Room, RoomConfig, level_dbov};
    use media::{
        Amplifier, AmplifierControl, Capture as _, Codec, Playback as _, ReceiverConfig, Senders,
        Transmitter, TransmitterConfig, ear, mouth, receiver,
    };

    use super::*;

    /// What a person with this choice would have sent while the far end was heard in the room:
    /// the last seconds, beside the echo in them.
    ///
    /// The loudspeaker's device asks for 30 ms at once, the microphone's gives 15 ms.
    fn sent_while_the_far_end_speaks(
        choices: EnhanceSettings,
        gain_in_call: i8,
    ) -> (Vec<i16>, Vec<i16>) {
        const PEER: ([u8; 4], u16) = ([192, 0, 2, 1], 16384);
        let (mut ear, mut control) = ear(8000);
        let (mouth, mut reader) = mouth(8000);
        let amplifier = AmplifierControl::default();
        let mut mouth = Amplifier::new(mouth, &amplifier, 8000);
        let mut enhancement = Enhancement::new(choices, true, 8000, &mut ear);
        enhancement.set_real(true);
        enhancement.set_path(Some(AudioPath::Speaker));
        let (mut incoming, playout) = receiver(ReceiverConfig {
            senders: Senders::Peer(PEER.into()),
            ..ReceiverConfig::new(Codec::Pcmu)
        });
        control.add(1, playout).expect("an empty ear");
        let mut far_end =
            Transmitter::new(TransmitterConfig::new(Codec::Pcmu, 20)).expect("a packet length");
        let hiss = Noise::White.sound(160, 8000, -20.0, 5);
        let mut room = Room::new(RoomConfig::default(), 8000);
        let (mut recorded, mut echo, mut sent) = (Vec::new(), Vec::new(), Vec::new());
        for ms in 0..12_000 {
            if ms == 6000 {
                amplifier.set_db(gain_in_call);
            }
            if ms % 20 == 0 {
                // Syllables of hiss: 160 ms, and as much silence.
                let silence = [0; 160];
                let sound = if ms % 320 < 160 { &hiss[..] } else { &silence };
                let datagram = far_end.packet(sound);
                incoming.handle(datagram, PEER.into(), Duration::from_millis(ms));
            }
            if ms % 30 == 7 {
                let mut out = [0; 240];
                ear.pull(&mut out);
                recorded.extend(room.echo(&out));
            }
            if ms % 15 == 11 && recorded.len() >= 120 {
                let period: Vec<i16> = recorded.drain(..120).collect();
                mouth.push(&period);
                echo.extend(period);
            }
            if ms % 20 == 3 {
                let mut said = [0; 160];
                enhancement.read(&mut reader, &mut said);
                sent.extend(said);
            }
        }
        let late = 8000 * 8;
        (sent.split_off(late), echo.split_off(late))
    }

    #[test]
    fn the_far_end_does_not_hear_itself_though_devices_and_timer_are_uneven() {
        let (sent, heard) = sent_while_the_far_end_speaks(echo(true), 0);
        let removed = level_dbov(&heard) - level_dbov(&sent);
        assert!(removed > 20.0, "{removed:.1} dB");
        let (sent, heard) = sent_while_the_far_end_speaks(echo(false), 0);
        let removed = level_dbov(&heard) - level_dbov(&sent);
        assert!(removed.abs() < 1.0, "{removed:.1} dB though it is off");
    }

    #[test]
    fn the_far_end_does_not_hear_itself_either_once_the_microphone_was_made_louder_or_quieter() {
        for gain_db in [-12, 12] {
            let (sent, _) = sent_while_the_far_end_speaks(echo(true), gain_db);
            let left = level_dbov(&sent);
            assert!(left < -45.0, "{gain_db} dB: {left:.1} dBov are left");
        }
    }

    fn echo(on: bool) -> EnhanceSettings {
        let mut settings = EnhanceSettings::default();
        for path in AudioPath::ALL {
            settings.choice_mut(path).echo_cancellation = Some(on);
        }
        settings
    }

    #[test]
    fn only_a_real_loudspeaker_has_its_echo_removed_unasked() {
        let usual = EnhanceSettings::default();
        assert_eq!(
            usual.settings(AudioPath::Speaker, true).echo_cancellation,
            EchoCancellation::AtOnce
        );
        for (path, real) in [
            (AudioPath::Speaker, false),
            (AudioPath::Headset, true),
            (AudioPath::Handset, true),
        ] {
            assert!(usual.settings(path, real).is_off(), "{path:?}");
        }
        assert_eq!(
            echo(true)
                .settings(AudioPath::Headset, false)
                .echo_cancellation,
            EchoCancellation::OnceHeard
        );
        assert!(echo(false).settings(AudioPath::Speaker, true).is_off());
    }

    #[test]
    fn switched_off_it_changes_no_sample() {
        let (mut ear, _control) = ear(8000);
        let (mut mouth, mut reader) = mouth(8000);
        let mut enhancement = Enhancement::new(EnhanceSettings::default(), false, 8000, &mut ear);
        assert!(enhancement.loudspeaker.is_none(), "nobody has to know");
        enhancement.set_path(Some(AudioPath::Speaker));
        for round in 0..100i16 {
            let sound: Vec<i16> = (0..160).map(|n| n * 100 + round * 31).collect();
            mouth.push(&sound);
            let mut said = [0; 160];
            enhancement.read(&mut reader, &mut said);
            assert_eq!(said[..], sound);
        }
    }
}
