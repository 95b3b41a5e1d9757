//! What phones are told to ring and play, and their speakers and microphones.

use sccp::{
    DeviceTone, MicrophoneMode, RingDuration, RingMode, SetMicroMode, SetRinger, SetSpeakerMode,
    SpeakerMode, StartTone, StopTone,
};

use crate::CallManager;
use crate::directory::PhoneIndex;

impl CallManager {
    pub(crate) fn ring(&mut self, reference: u32, mode: RingMode, duration: RingDuration) {
        self.tell_leg(reference, |line_instance| SetRinger {
            ring_mode: mode,
            ring_duration: duration,
            line_instance,
            call_reference: reference,
        });
    }

    pub(crate) fn ring_off(&mut self, reference: u32) {
        self.tell_leg(reference, |line_instance| {
            ring_off(line_instance, reference)
        });
    }

    pub(crate) fn speaker(&mut self, phone: PhoneIndex, on: bool) {
        let speaker_mode = if on {
            SpeakerMode::ON
        } else {
            SpeakerMode::OFF
        };
        self.tell(phone, SetSpeakerMode { speaker_mode });
    }

    pub(crate) fn microphone(&mut self, phone: PhoneIndex, on: bool) {
        let mic_mode = if on {
            MicrophoneMode::ON
        } else {
            MicrophoneMode::OFF
        };
        self.tell(phone, SetMicroMode { mic_mode });
    }

    /// Plays a tone at the phone of a leg, in place of what played.
    pub(crate) fn start_tone(&mut self, reference: u32, tone: DeviceTone) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.tone = Some(tone);
        self.tell_leg(reference, |line_instance| StartTone {
            tone,
            line_instance,
            call_reference: reference,
            ..Default::default()
        });
    }

    /// Stops the tone of a leg.
    pub(crate) fn stop_tone(&mut self, reference: u32) {
        let Some(leg) = self.legs.get_mut(&reference) else {
            return;
        };
        leg.tone = None;
        self.tell_leg(reference, |line_instance| {
            stop_tone(line_instance, reference)
        });
    }

    /// Stops the tone of a leg that has one.
    pub(crate) fn stop_any_tone(&mut self, reference: u32) {
        if self
            .legs
            .get(&reference)
            .is_some_and(|leg| leg.tone.is_some())
        {
            self.stop_tone(reference);
        }
    }
}

pub(crate) fn ring_off(line_instance: u32, call_reference: u32) -> SetRinger {
    SetRinger {
        ring_mode: RingMode::OFF,
        ring_duration: RingDuration::NORMAL,
        line_instance,
        call_reference,
    }
}

pub(crate) fn stop_tone(line_instance: u32, call_reference: u32) -> StopTone {
    StopTone {
        line_instance,
        call_reference,
        ..Default::default()
    }
}
