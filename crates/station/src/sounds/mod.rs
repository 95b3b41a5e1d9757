//! Tones and rings: the server says which, the voice path plays them.
//!
//! A tone belongs to a call or to the device (reference 0); it ends by StopTone,
//! by another tone, or when its call goes. A ring ends likewise.

use sccp::DeviceTone;

use crate::{Ring, Station, VoiceCommand};

mod audio;
mod notice;
mod recording;

pub(crate) use audio::Audio;

/// Tones that calls with precedence have: priority call waiting and alert, ring-back, preemption.
const PRECEDENCE_TONES: [u32; 4] = [0x41, 0x45, 0x47, 0x48];

/// What sounds now.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sounds {
    tone: Option<Tone>,
    /// What only the other side hears.
    network_tone: Option<Tone>,
    ring: Ring,
    /// It rings once.
    once: bool,
    /// The calls whose ring is seen, not heard, since the person wants it so.
    silenced: Vec<u32>,
    /// The name of the ring that the voice path was told last.
    told_ring: String,
}

#[derive(Clone, Copy, Debug)]
struct Tone {
    tone: u32,
    call_reference: u32,
}

impl Sounds {
    /// The name of the tone that sounds.
    pub(crate) fn tone_name(&self) -> Option<String> {
        self.tone.map(|tone| {
            let tone = DeviceTone::from(tone.tone);
            tone.name()
                .map_or_else(|| format!("{tone:?}"), str::to_owned)
        })
    }

    /// The ring that sounds.
    pub(crate) const fn ring(&self) -> Ring {
        self.ring
    }
}

impl Station {
    /// Whether a ring is heard now. One of precedence is not kept from anybody by a wish for
    /// quiet.
    fn is_ring_heard(&self) -> bool {
        let quiet = self.config.preferences.do_not_disturb && self.sounds.ring != Ring::Precedence;
        self.sounds.silenced.is_empty() && !quiet
    }

    /// Whether it rings without being heard, since the person wants it so.
    pub(crate) fn is_ring_silenced(&self) -> bool {
        self.sounds.ring != Ring::Off && !self.is_ring_heard()
    }

    /// Calls that ring are seen from now on, not heard; or heard again, also one that rings now.
    pub(crate) fn do_not_disturb(&mut self, on: bool) {
        let before = self.is_ring_heard();
        self.config.preferences.do_not_disturb = on;
        let Sounds { ring, once, .. } = self.sounds;
        if ring == Ring::Off || self.is_ring_heard() == before {
            return;
        }
        let (ring, once) = match on {
            true => (Ring::Off, false),
            false => (ring, once),
        };
        self.voice(VoiceCommand::Ring { ring, once });
    }

    /// Play a tone. `direction`: 0 to the person, 1 to the network, 2 both.
    pub(crate) fn on_start_tone(&mut self, tone: u32, direction: u32, call_reference: u32) {
        const SILENCE: u32 = 0x00;
        const NO_TONE: u32 = 0x7f;
        let network_only = direction == 1;
        if tone == SILENCE || tone == NO_TONE {
            if network_only {
                self.stop_network_tone();
            } else {
                self.stop_tone();
            }
            return;
        }
        if PRECEDENCE_TONES.contains(&tone) {
            self.prove_precedence(call_reference);
        }
        let sounds = Some(Tone {
            tone,
            call_reference,
        });
        if network_only {
            self.sounds.network_tone = sounds;
            self.voice(VoiceCommand::StartNetworkTone { tone });
            return;
        }
        self.sounds.tone = sounds;
        self.voice(VoiceCommand::StartTone {
            tone,
            to_network: direction == 2,
        });
    }

    /// Stop the tones of a call; reference 0 means whatever sounds.
    pub(crate) fn on_stop_tone(&mut self, call_reference: u32) {
        let is_meant = |tone: Tone| {
            call_reference == 0 || tone.call_reference == 0 || tone.call_reference == call_reference
        };
        if self.sounds.tone.is_some_and(is_meant) {
            self.stop_tone();
        }
        if self.sounds.network_tone.is_some_and(is_meant) {
            self.stop_network_tone();
        }
    }

    fn stop_tone(&mut self) {
        if self.sounds.tone.take().is_some() {
            self.voice(VoiceCommand::StopTone);
        }
    }

    fn stop_network_tone(&mut self) {
        if self.sounds.network_tone.take().is_some() {
            self.voice(VoiceCommand::StopNetworkTone);
        }
    }

    /// Ring, or stop ringing (section 4.5, ring mode and duration).
    pub(crate) fn on_set_ringer(&mut self, mode: u32, duration: u32, call_reference: u32) {
        const SINGLE: u32 = 2;
        let ring = match mode {
            0 | 1 => Ring::Off,
            2 => Ring::Inside,
            3 => Ring::Outside,
            4 => Ring::Feature,
            5 => Ring::FlashOnly,
            6 => Ring::Precedence,
            7 => Ring::Distinctive(1),
            8 => Ring::Distinctive(2),
            9 => Ring::Distinctive(3),
            10 => Ring::Distinctive(4),
            11 => Ring::Distinctive(5),
            other => {
                self.anomaly(format!("SetRinger with the unknown mode {other}"));
                Ring::Inside
            }
        };
        if ring == Ring::Precedence {
            self.prove_precedence(call_reference);
        }
        if ring != Ring::Off {
            self.leave_help();
        }
        if !matches!(ring, Ring::Off | Ring::FlashOnly) {
            self.tell_ring_of(call_reference);
        }
        self.ring(ring, duration == SINGLE);
    }

    /// The voice path hears which ring calls of this line have, unless it knows. The call is this
    /// one, or with 0 the one that rings.
    fn tell_ring_of(&mut self, call_reference: u32) {
        let call = match call_reference {
            0 => self.calls.ringing(),
            reference => self.calls.get(reference),
        };
        let line = call.map_or(0, |call| call.line_instance);
        let ring = self.ring_of(line);
        if self.sounds.told_ring != ring {
            let ring = ring.to_owned();
            self.sounds.told_ring.clone_from(&ring);
            self.voice(VoiceCommand::RingSound { ring });
        }
    }

    /// What sounds says that the call has precedence: this one, or with 0 the one that rings or
    /// is dialled.
    fn prove_precedence(&mut self, call_reference: u32) {
        let reference = match call_reference {
            0 => self
                .calls
                .ringing()
                .or_else(|| self.calls.active())
                .map(|call| call.call_reference),
            reference => Some(reference),
        };
        if let Some(call) = reference.and_then(|reference| self.calls.get_mut(reference)) {
            call.precedence_proved = true;
        }
    }

    fn ring(&mut self, ring: Ring, once: bool) {
        if ring == Ring::Off && self.sounds.ring == Ring::Off {
            return;
        }
        self.sounds.ring = ring;
        self.sounds.once = once;
        if ring == Ring::Off || self.is_ring_heard() {
            self.voice(VoiceCommand::Ring { ring, once });
        }
    }

    /// The calls that ring now are seen, not heard.
    pub(crate) fn silence(&mut self) {
        let ringing = self.ringing_calls();
        if self.sounds.ring != Ring::Off && !ringing.is_empty() {
            self.sounds.silenced = ringing;
            self.voice(VoiceCommand::Ring {
                ring: Ring::Off,
                once: false,
            });
        }
    }

    /// A silenced call rings no more, or another one begins to ring: that one is heard.
    pub(crate) fn ring_for_others(&mut self) {
        if self.sounds.silenced.is_empty() {
            return;
        }
        let ringing = self.ringing_calls();
        let mut others = ringing.iter();
        let others = others.any(|reference| !self.sounds.silenced.contains(reference));
        if others || ringing.is_empty() {
            self.sounds.silenced.clear();
            let Sounds { ring, once, .. } = self.sounds;
            if others && ring != Ring::Off && self.is_ring_heard() {
                self.voice(VoiceCommand::Ring { ring, once });
            }
        }
    }

    /// The references of the calls that ring.
    fn ringing_calls(&self) -> Vec<u32> {
        let calls = self.calls.in_order();
        let ringing = calls.iter().filter(|call| call.state.is_ringing());
        ringing.map(|call| call.call_reference).collect()
    }

    /// No ring any more, whatever the server thinks.
    pub(crate) fn silence_ring(&mut self) {
        self.ring(Ring::Off, false);
    }

    /// A call no longer rings or has gone: its sounds go with it.
    pub(crate) fn stop_sounds_of(&mut self, call_reference: u32) {
        self.stop_tone_of(call_reference);
        self.silence_ring_without_call();
    }

    /// Stop the tones of this call and no other.
    pub(crate) fn stop_tone_of(&mut self, call_reference: u32) {
        let is_of_call = |tone: Tone| tone.call_reference == call_reference;
        if self.sounds.tone.is_some_and(is_of_call) {
            self.stop_tone();
        }
        if self.sounds.network_tone.is_some_and(is_of_call) {
            self.stop_network_tone();
        }
    }

    /// Stop a ring that no call is left for.
    pub(crate) fn silence_ring_without_call(&mut self) {
        if self.calls.ringing().is_none() {
            self.silence_ring();
        }
    }

    /// Silence, since the registration is gone.
    pub(crate) fn stop_sounds(&mut self) {
        self.stop_tone();
        self.stop_network_tone();
        self.silence_ring();
    }
}
