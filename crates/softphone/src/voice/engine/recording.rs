//! The recording of a call: begun when it is wanted and somebody talks, ended with the talk.

use media::{Tone, TonePlayer};
use station::{RecordingNews, VoiceReport};

use super::super::recording::{Recording, RecordingNotice};
use super::{Engine, MAX_SAMPLES};

/// The tone that says that a call is recorded (`DeviceTone`, section 4.6): a beep every 15 s.
const RECORDING_TONE: u32 = 0x26;

impl Engine {
    /// The person wants the call recorded, or not any more.
    pub(super) fn record(&mut self, wanted: bool) {
        self.record_wanted = wanted;
        if !wanted {
            self.end_recording();
        } else if self.record_calls.is_none() {
            self.record_wanted = false;
            self.reports
                .send(VoiceReport::Recording(RecordingNews::Failed {
                    reason: "no folder for recordings was named".to_owned(),
                }));
        }
    }

    /// Begins and ends the recording with the talk.
    pub(super) fn tend_recording(&mut self) {
        let talks = |stream: &super::Stream| {
            let sends = stream.transmit.as_ref();
            stream.receive.is_some() && sends.is_some_and(|to| !to.remote.ip().is_multicast())
        };
        let talks = self.streams.values().any(talks);
        if !talks {
            if self.recording.is_some() {
                self.end_recording();
                // The next talk may be another call's; the phone asks again where it is not.
                self.record_wanted = false;
            }
            self.record_refused = false;
            return;
        }
        let Some(calls) = &self.record_calls else {
            return;
        };
        let wanted = self.record_wanted || calls.all_calls && !self.record_refused;
        if !wanted || self.recording.is_some() {
            return;
        }
        let reports = self.reports.clone();
        let begun = Recording::begin(calls, self.rate_hz, move |news| {
            reports.send(VoiceReport::Recording(news));
        });
        match begun {
            Ok(recording) => self.recording = Some(recording),
            Err(error) => {
                self.record_refused = true;
                self.record_wanted = false;
                let reason = error.to_string();
                let news = RecordingNews::Failed { reason };
                self.reports.send(VoiceReport::Recording(news));
                return;
            }
        }
        self.devices.forget_heard();
        self.recording_notice.begin();
        if calls.notice != RecordingNotice::Nothing
            && let Some(tone) = Tone::of(RECORDING_TONE, self.region)
        {
            self.recording_tone = TonePlayer::new(tone, self.rate_hz);
        }
    }

    fn end_recording(&mut self) {
        self.recording = None;
        self.recording_notice.end();
        self.recording_tone.stop();
        self.record_refused = true;
    }

    /// Ends the recording with the phone: the file is whole before the phone has left. It waits
    /// for the disk, which is nothing for a media thread.
    pub(in super::super) fn finish_recording(&mut self) {
        if let Some(recording) = self.recording.take() {
            recording.finish();
        }
    }
}

/// Puts a block of what is sent into the recording, beside as much of what was heard.
pub(super) fn put(recording: &mut Recording, devices: &mut super::SoundDevices, said: &[i16]) {
    let mut heard = [0; MAX_SAMPLES];
    let heard = &mut heard[..said.len()];
    devices.read_heard(heard);
    recording.push(said, heard);
}
