//! What a server says in the course of a call.

use super::{
    Rig, inbound, open_receive, outbound, prompt, ringer, select, start_transmission, tone,
};

impl Rig {
    /// The server gives a new call dial tone, as in section 5.5.
    pub fn dial_tone(&mut self, line: u32, reference: u32) {
        self.says(sccp::SetLamp {
            stimulus: 9.into(),
            stimulus_instance: line,
            lamp_mode: 2.into(),
        });
        self.call_state(1, line, reference);
        self.says(select(line, reference, 4));
        self.says(prompt(&[0x80, 0x20], 0, line, reference));
        self.says(sccp::ActivateCallPlane {
            line_instance: line,
        });
        self.says(tone(0x21, line, reference));
    }

    pub fn call_state(&mut self, state: u32, line: u32, reference: u32) {
        self.says(sccp::CallState {
            call_state: state.into(),
            line_instance: line,
            call_reference: reference,
            ..Default::default()
        });
    }

    /// The server opens media in both directions.
    pub fn media(&mut self, party: u32, reference: u32, dtmf: u32) {
        self.says(open_receive(party, reference, dtmf));
        self.says(start_transmission(party, reference, dtmf));
    }

    /// A call comes in, as in section 5.6.
    pub fn incoming(&mut self, line: u32, reference: u32, number: &str) {
        self.call_state(4, line, reference);
        self.says(inbound(line, reference, number));
        self.says(sccp::SetLamp {
            stimulus: 9.into(),
            stimulus_instance: line,
            lamp_mode: 5.into(),
        });
        self.says(ringer(2));
        self.says(select(line, reference, 3));
        let mut text = vec![0x80, 0x17];
        text.extend_from_slice(number.as_bytes());
        self.says(prompt(&text, 0, line, reference));
    }

    /// The call is answered and talks.
    pub fn talks(&mut self, line: u32, reference: u32, party: u32) {
        self.says(ringer(1));
        self.says(sccp::SetSpeakerMode {
            speaker_mode: 1.into(),
        });
        self.media(party, reference, 0);
        self.call_state(5, line, reference);
        self.says(select(line, reference, 1));
        self.says(prompt(&[0x80, 0x18], 0, line, reference));
    }

    /// The server closes both directions of a stream.
    pub fn closes(&mut self, reference: u32, party: u32) {
        self.says(sccp::CloseReceiveChannel {
            pass_through_party_id: party,
            call_reference: reference,
            ..Default::default()
        });
        self.says(sccp::StopMediaTransmission {
            pass_through_party_id: party,
            call_reference: reference,
            ..Default::default()
        });
    }

    /// The server ends a call, as in section 5.8.
    pub fn ends(&mut self, line: u32, reference: u32, party: u32) {
        self.closes(reference, party);
        self.says(sccp::StopTone {
            line_instance: line,
            call_reference: reference,
            ..Default::default()
        });
        self.says(sccp::SetLamp {
            stimulus: 9.into(),
            stimulus_instance: line,
            lamp_mode: 1.into(),
        });
        self.says(sccp::ClearPromptStatus {
            line_instance: line,
            call_reference: reference,
        });
        self.call_state(2, line, reference);
        self.says(select(0, 0, 0));
        self.says(sccp::SetSpeakerMode {
            speaker_mode: 2.into(),
        });
    }
}
