//! What one ear hears: the streams, a tone and the ringer, mixed in the sound callback.
//!
//! The [`Ear`] goes to the sound device; its [`EarControl`] stays outside and sends
//! commands through a bounded lock-free ring. Playouts are made outside, boxed, and
//! come back the same way when they have faded out: nothing is freed in the callback.

use std::sync::Arc;

use ringbuf::traits::{Consumer as _, Observer as _, Producer as _, Split as _};
use ringbuf::{HeapCons, HeapProd, HeapRb};
use thiserror::Error;

use crate::clip::ClipPlayer;
use crate::played::{Played, PlayedTap, played};
use crate::playout::Playout;
use crate::port::Playback;
use crate::ring::{RingMode, RingPlayer};
use crate::ring_tune::RingTune;
use crate::tone::{Tone, TonePlayer};
use crate::volume::Ramp;

/// Streams an ear plays at most: the call, a consultation, and what is left of the ones before.
pub const MAX_PLAYOUTS: usize = 8;

/// Commands on their way at most: a device that stands still for long misses none that
/// count, since the control keeps the newest of each kind.
const MAX_COMMANDS: usize = 64;

/// Samples mixed at a time: a whole pull of usual devices, since playouts learn from its length.
const BLOCK: usize = 512;

/// The ear plays as many streams as it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{MAX_PLAYOUTS} streams are being played already")]
pub struct EarFull;

/// A change of what is heard.
enum Command {
    Add(u32, Box<Playout>),
    Remove(u32),
    Tone(Option<Tone>),
    Digit(Tone),
    /// A piece of sound; nothing: no more of it.
    Clip(Option<Arc<[i16]>>),
    Ring(Option<(RingMode, bool)>),
    /// What rings that begin from now on play; nothing: the melody.
    Tune(Option<Arc<RingTune>>),
    SpeechGain(f32),
    RingGain(f32),
}

/// A stream in the ear.
struct Voice {
    stream: u32,
    playout: Box<Playout>,
    loudness: Ramp,
    leaving: bool,
}

/// Mixes; the device's half.
pub struct Ear {
    rate_hz: u32,
    commands: HeapCons<Command>,
    retired: HeapProd<Box<Playout>>,
    voices: [Option<Voice>; MAX_PLAYOUTS],
    tone: TonePlayer,
    tone_before: TonePlayer,
    digit: TonePlayer,
    clip: ClipPlayer,
    clip_before: ClipPlayer,
    ring: RingPlayer,
    ring_before: RingPlayer,
    tune: Option<Arc<RingTune>>,
    speech_gain: Ramp,
    ring_gain: f32,
    /// Who wants to know what is played.
    taps: Vec<PlayedTap>,
    one: [i16; BLOCK],
    sum: [i32; BLOCK],
}

/// Says what the ear shall hear; the other half.
pub struct EarControl {
    commands: HeapProd<Command>,
    retired: HeapCons<Box<Playout>>,
    waiting: Waiting,
    /// Streams that were added and have not come back, and the names of those not removed.
    inside: usize,
    streams: Vec<u32>,
    /// The tunes that may be in the ear: the last to let go of one is always this side, so that
    /// the callback frees none.
    tunes: Vec<Arc<RingTune>>,
    /// Likewise.
    clips: Vec<Arc<[i16]>>,
}

/// Commands that found no room; of each kind the newest counts.
#[derive(Default)]
struct Waiting {
    /// Streams to add and remove, in order; at most two for each place in the ear.
    streams: Vec<Command>,
    tone: Option<Command>,
    digit: Option<Command>,
    clip: Option<Command>,
    tune: Option<Command>,
    ring: Option<Command>,
    speech_gain: Option<Command>,
    ring_gain: Option<Command>,
}

/// Makes an ear that is pulled at `rate_hz`, and its control.
pub fn ear(rate_hz: u32) -> (Ear, EarControl) {
    let (commands, commanded) = HeapRb::new(MAX_COMMANDS).split();
    let (retired, returned) = HeapRb::new(MAX_PLAYOUTS).split();
    let ear = Ear {
        rate_hz,
        commands: commanded,
        retired,
        voices: Default::default(),
        tone: TonePlayer::silent(rate_hz),
        tone_before: TonePlayer::silent(rate_hz),
        digit: TonePlayer::silent(rate_hz),
        clip: ClipPlayer::silent(rate_hz),
        clip_before: ClipPlayer::silent(rate_hz),
        ring: RingPlayer::silent(rate_hz),
        ring_before: RingPlayer::silent(rate_hz),
        tune: None,
        speech_gain: Ramp::new(1.0, rate_hz),
        ring_gain: 1.0,
        taps: Vec::new(),
        one: [0; BLOCK],
        sum: [0; BLOCK],
    };
    let control = EarControl {
        commands,
        retired: returned,
        waiting: Waiting::default(),
        inside: 0,
        streams: Vec::with_capacity(MAX_PLAYOUTS),
        tunes: Vec::new(),
        clips: Vec::new(),
    };
    (ear, control)
}

impl EarControl {
    /// Plays a stream too; the name is the caller's.
    ///
    /// Error: [`MAX_PLAYOUTS`] streams are in the ear, those that fade out included.
    pub fn add(&mut self, stream: u32, playout: Playout) -> Result<(), EarFull> {
        self.tend();
        if self.inside >= MAX_PLAYOUTS {
            return Err(EarFull);
        }
        self.inside += 1;
        self.streams.push(stream);
        self.waiting
            .streams
            .push(Command::Add(stream, Box::new(playout)));
        self.flush();
        Ok(())
    }

    /// Fades a stream out and drops it; nothing happens when there is none of that name.
    pub fn remove(&mut self, stream: u32) {
        self.tend();
        let Some(place) = self.streams.iter().position(|&known| known == stream) else {
            return;
        };
        self.streams.swap_remove(place);
        self.waiting.streams.push(Command::Remove(stream));
        self.flush();
    }

    /// Plays a tone instead of the one before; `None`: no tone.
    pub fn play_tone(&mut self, tone: Option<Tone>) {
        self.waiting.tone = Some(Command::Tone(tone));
        self.tend();
    }

    /// Plays the short sound of a digit beside the tone; it replaces that of the digit before.
    pub fn play_digit(&mut self, sound: Tone) {
        self.waiting.digit = Some(Command::Digit(sound));
        self.tend();
    }

    /// Plays a piece of sound of the ear's rate once, instead of the one before; `None`: no more of it.
    pub fn play_clip(&mut self, clip: Option<Arc<[i16]>>) {
        self.clips.retain(|clip| Arc::strong_count(clip) > 1);
        self.clips.extend(clip.clone());
        self.waiting.clip = Some(Command::Clip(clip));
        self.tend();
    }

    /// Rings that begin from now on play this, made for the ear's rate; `None`: the melody.
    pub fn set_ring_tune(&mut self, tune: Option<Arc<RingTune>>) {
        self.tunes.retain(|tune| Arc::strong_count(tune) > 1);
        self.tunes.extend(tune.clone());
        self.waiting.tune = Some(Command::Tune(tune));
        self.tend();
    }

    /// Rings; `once` instead of on and on.
    pub fn start_ring(&mut self, mode: RingMode, once: bool) {
        self.waiting.ring = Some(Command::Ring(Some((mode, once))));
        self.tend();
    }

    /// Stops ringing.
    pub fn stop_ring(&mut self) {
        self.waiting.ring = Some(Command::Ring(None));
        self.tend();
    }

    /// Factor for streams and tones; see [`gain`](crate::volume::gain).
    pub fn set_speech_gain(&mut self, factor: f32) {
        self.waiting.speech_gain = Some(Command::SpeechGain(factor));
        self.tend();
    }

    /// Factor for the ringer.
    pub fn set_ring_gain(&mut self, factor: f32) {
        self.waiting.ring_gain = Some(Command::RingGain(factor));
        self.tend();
    }

    /// Sends what had to wait and drops what came back; cheap, call it now and then.
    pub fn tend(&mut self) {
        while self.retired.try_pop().is_some() {
            self.inside -= 1;
        }
        self.flush();
    }

    /// No command waits for a device that pulls, and no stream is in the ear.
    pub fn is_at_rest(&self) -> bool {
        self.inside == 0 && self.commands.is_empty()
    }

    fn flush(&mut self) {
        while !self.waiting.streams.is_empty() && !self.commands.is_full() {
            let command = self.waiting.streams.remove(0);
            send(&mut self.commands, command);
        }
        let Waiting {
            streams: _,
            tone,
            digit,
            clip,
            tune,
            ring,
            speech_gain,
            ring_gain,
        } = &mut self.waiting;
        for waiting in [tone, digit, clip, tune, ring, speech_gain, ring_gain] {
            if self.commands.is_full() {
                return;
            }
            if let Some(command) = waiting.take() {
                send(&mut self.commands, command);
            }
        }
    }
}

/// Sends a command that there is room for.
fn send(commands: &mut HeapProd<Command>, command: Command) {
    // Only this side fills the ring, and it has looked.
    let refused = commands.try_push(command).is_err();
    debug_assert!(!refused, "the ring had room");
}

impl Ear {
    /// Hands over from now on what is played; call it before the ear goes to its device, once for
    /// each who wants it.
    pub fn hand_over_played(&mut self) -> Played {
        let (tap, played) = played(self.rate_hz);
        self.taps.push(tap);
        played
    }

    fn obey(&mut self) {
        while let Some(command) = self.commands.try_pop() {
            match command {
                Command::Add(stream, playout) => self.add(stream, playout),
                Command::Remove(stream) => {
                    let voices = self.voices.iter_mut().flatten();
                    for voice in voices.filter(|voice| voice.stream == stream) {
                        voice.leaving = true;
                        voice.loudness.go_to(0.0);
                    }
                }
                Command::Tone(tone) => {
                    self.tone_before = self.tone;
                    self.tone_before.stop();
                    self.tone = match tone {
                        Some(tone) => TonePlayer::new(tone, self.rate_hz),
                        None => TonePlayer::silent(self.rate_hz),
                    };
                }
                Command::Digit(sound) => self.digit = TonePlayer::new(sound, self.rate_hz),
                Command::Clip(clip) => {
                    let next = ClipPlayer::new(clip, self.rate_hz);
                    self.clip_before = std::mem::replace(&mut self.clip, next);
                    self.clip_before.stop();
                }
                Command::Ring(ring) => {
                    let next = match (ring, &self.tune) {
                        (Some((mode, once)), Some(tune)) => {
                            RingPlayer::with_tune(Arc::clone(tune), mode, once, self.rate_hz)
                        }
                        (Some((mode, once)), None) => RingPlayer::new(mode, once, self.rate_hz),
                        (None, _) => RingPlayer::silent(self.rate_hz),
                    };
                    self.ring_before = std::mem::replace(&mut self.ring, next);
                    self.ring_before.stop();
                }
                Command::Tune(tune) => self.tune = tune,
                Command::SpeechGain(factor) => self.speech_gain.go_to(factor),
                Command::RingGain(factor) => self.ring_gain = factor,
            }
        }
    }

    fn add(&mut self, stream: u32, playout: Box<Playout>) {
        let mut loudness = Ramp::new(0.0, self.rate_hz);
        loudness.go_to(1.0);
        let voice = Voice {
            stream,
            playout,
            loudness,
            leaving: false,
        };
        match self.voices.iter_mut().find(|place| place.is_none()) {
            Some(place) => *place = Some(voice),
            // The control counts; if it ever miscounts, giving back is better than freeing here.
            None => self.retire(voice.playout),
        }
    }

    fn retire(&mut self, playout: Box<Playout>) {
        if let Err(playout) = self.retired.try_push(playout) {
            // Cannot happen: the ring holds every playout there can be. Leaked rather
            // than freed, for freeing may wait.
            std::mem::forget(playout);
        }
    }

    fn retire_faded(&mut self) {
        for place in 0..MAX_PLAYOUTS {
            let faded = |voice: &Voice| voice.leaving && voice.loudness.is_silent();
            if self.voices[place].as_ref().is_some_and(faded)
                && let Some(voice) = self.voices[place].take()
            {
                self.retire(voice.playout);
            }
        }
    }

    fn mix_block(&mut self, out: &mut [i16]) {
        let one = &mut self.one[..out.len()];
        let sum = &mut self.sum[..out.len()];
        sum.fill(0);
        for voice in self.voices.iter_mut().flatten() {
            voice.playout.pull(one);
            for (sum, &sample) in sum.iter_mut().zip(&*one) {
                // Exact: the factor is at most 1.
                *sum += (f32::from(sample) * voice.loudness.next()) as i32;
            }
        }
        self.tone_before.mix(sum);
        self.tone.mix(sum);
        self.digit.mix(sum);
        self.clip_before.mix(sum);
        self.clip.mix(sum);
        for sum in &mut *sum {
            // Saturates by itself.
            *sum = (*sum as f32 * self.speech_gain.next()) as i32;
        }
        self.ring_before.mix(sum, self.ring_gain);
        self.ring.mix(sum, self.ring_gain);
        for (out, &sum) in out.iter_mut().zip(&*sum) {
            // Exact after the clamp.
            *out = sum.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
        }
    }
}

impl Playback for Ear {
    fn pull(&mut self, out: &mut [i16]) {
        self.obey();
        for block in out.chunks_mut(BLOCK) {
            self.mix_block(block);
        }
        for tap in &mut self.taps {
            tap.push(out);
        }
        self.retire_faded();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Codec;
    use crate::receive::{ReceiverConfig, receiver};
    use crate::tone::Region;

    fn playout() -> Playout {
        receiver(ReceiverConfig::new(Codec::Pcmu)).1
    }

    fn dial_tone() -> Option<Tone> {
        Tone::of(0x21, Region::Europe)
    }

    #[test]
    fn plays_a_tone_until_it_is_stopped() {
        let (mut ear, mut control) = ear(8000);
        let mut out = [0; 800];
        ear.pull(&mut out);
        assert_eq!(out, [0; 800]);
        control.play_tone(dial_tone());
        ear.pull(&mut out);
        assert!(out.iter().any(|&sample| sample > 3000));
        control.play_tone(None);
        ear.pull(&mut out);
        assert!(out[100..].iter().all(|&sample| sample == 0));
    }

    #[test]
    fn hands_over_what_is_played() {
        let (mut ear, mut control) = ear(8000);
        let mut played = ear.hand_over_played();
        control.play_tone(dial_tone());
        let (mut out, mut told) = ([0; 800], [0; 800]);
        ear.pull(&mut out);
        assert_eq!(played.read(&mut told), 800);
        assert_eq!(told, out);
        assert!(told.iter().any(|&sample| sample > 3000));
    }

    #[test]
    fn the_sound_of_a_digit_leaves_the_tone_as_it_is() {
        let (mut ear, mut control) = ear(8000);
        control.play_tone(dial_tone());
        let mut alone = [0; 4000];
        ear.pull(&mut alone);
        let digit = crate::tone::dtmf_burst('5').expect("a digit");
        control.play_digit(digit);
        let mut both = [0; 4000];
        ear.pull(&mut both);
        let power = |sound: &[i16]| {
            let squares = sound.iter().map(|&sample| f64::from(sample).powi(2));
            squares.sum::<f64>()
        };
        assert!(power(&both[..400]) > 1.3 * power(&alone[1000..1400]));
        let after = power(&both[3000..]) / power(&alone[3000..]);
        assert!((0.9..1.1).contains(&after), "{after}");
    }

    #[test]
    fn a_piece_of_sound_is_played_once_at_the_volume_of_speech() {
        let (mut ear, mut control) = ear(8000);
        control.set_speech_gain(0.5);
        let mut out = [0; 800];
        ear.pull(&mut out);
        let clip: Arc<[i16]> = vec![8000; 400].into();
        control.play_clip(Some(Arc::clone(&clip)));
        ear.pull(&mut out);
        assert!(out[100..400].iter().all(|&sample| sample == 4000));
        assert!(out[400..].iter().all(|&sample| sample == 0));
        control.play_clip(Some(Arc::clone(&clip)));
        ear.pull(&mut out[..200]);
        control.play_clip(None);
        ear.pull(&mut out);
        assert!(out[100..].iter().all(|&sample| sample == 0));
        ear.pull(&mut out);
        drop(ear);
        control.play_clip(None);
        drop(control);
        assert_eq!(Arc::strong_count(&clip), 1);
    }

    #[test]
    fn gives_removed_streams_back_and_takes_no_more_than_it_can() {
        let (mut ear, mut control) = ear(8000);
        for stream in 0..MAX_PLAYOUTS as u32 {
            assert_eq!(control.add(stream, playout()), Ok(()));
        }
        assert_eq!(control.add(99, playout()), Err(EarFull));
        control.remove(3);
        let mut out = [0; 160];
        ear.pull(&mut out);
        assert_eq!(control.add(99, playout()), Ok(()));
    }

    #[test]
    fn a_device_that_stands_still_misses_no_last_word() {
        let (mut ear, mut control) = ear(8000);
        for n in 0..500 {
            control.play_tone(if n % 2 == 0 { dial_tone() } else { None });
            control.set_ring_gain(n as f32);
            control.remove(n);
        }
        control.play_tone(dial_tone());
        let mut out = [0; 160];
        ear.pull(&mut out);
        control.tend();
        ear.pull(&mut out);
        assert!(out.iter().any(|&sample| sample > 1000));
    }

    #[test]
    fn saturates_instead_of_wrapping() {
        let (mut ear, mut control) = ear(8000);
        control.set_speech_gain(30.0);
        control.play_tone(dial_tone());
        let mut out = [0; 1600];
        ear.pull(&mut out);
        assert!(out.contains(&i16::MAX) && out.contains(&i16::MIN));
        assert!(
            out.windows(2)
                .all(|pair| (i32::from(pair[1]) - i32::from(pair[0])).abs() < 65_000)
        );
    }

    #[test]
    fn the_ringer_has_a_volume_of_its_own() {
        let (mut ear, mut control) = ear(8000);
        control.set_speech_gain(0.0);
        control.start_ring(RingMode::Outside, false);
        let mut out = [0; 1600];
        ear.pull(&mut out);
        assert!(out.iter().any(|&sample| sample > 3000));
        control.stop_ring();
        ear.pull(&mut out);
        assert!(out[200..].iter().all(|&sample| sample == 0));
    }
}
