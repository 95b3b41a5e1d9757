//! A phone with the buttons and soft keys of CallManager 4, and what servers say by turns.

use sccp::Message;
use station::{Call, Intent, LineKey, Screen};

use crate::rig::{Rig, ServerKind, config, outbound, prompt, ringer, select, tone};

/// Soft keys: name, label on the wire, event. Events above 18 differ from server to server.
const KEYS: [(&str, &[u8], u32); 32] = [
    ("Redial", &[0x80, 1], 1),
    ("NewCall", &[0x80, 2], 2),
    ("Hold", &[0x80, 3], 3),
    ("Transfer", &[0x80, 4], 4),
    ("CFwdALL", &[0x80, 5], 5),
    ("CFwdBusy", &[0x80, 6], 6),
    ("CFwdNoAnswer", &[0x80, 7], 7),
    ("<<", &[0x80, 8], 8),
    ("EndCall", &[0x80, 9], 9),
    ("Resume", &[0x80, 10], 10),
    ("Answer", &[0x80, 11], 11),
    ("Confrn", &[0x80, 13], 13),
    ("Park", &[0x80, 14], 14),
    ("Join", &[0x80, 15], 15),
    ("MeetMe", &[0x80, 16], 16),
    ("PickUp", &[0x80, 17], 17),
    ("GPickUp", &[0x80, 18], 18),
    ("RmLstC", &[0x80, 57], 19),
    ("CallBack", &[0x80, 65], 20),
    ("Barge", &[0x80, 67], 21),
    ("DirTrfr", &[0x80, 77], 28),
    ("Select", &[0x80, 78], 29),
    ("ConfList", &[0x80, 79], 30),
    ("iDivert", &[0x80, 80], 40),
    ("cBarge", &[0x80, 81], 41),
    ("OPickUp", &[0x80, 91], 42),
    ("HLog", &[0x80, 92], 43),
    ("DND", &[0x80, 63], 44),
    ("MCID", &[0x80, 76], 45),
    ("QRT", &[0x80, 75], 46),
    ("Private", &[0x80, 54], 47),
    ("Record", &[0x1e, 67], 49),
];

/// Sets by index: the keys CallManager 4 has in each, and those of the features.
const SETS: [&[&str]; 12] = [
    &[
        "Redial",
        "NewCall",
        "CFwdALL",
        "PickUp",
        "GPickUp",
        "OPickUp",
        "MeetMe",
        "DND",
        "HLog",
        "CFwdBusy",
        "CFwdNoAnswer",
        "QRT",
    ],
    &[
        "Hold", "EndCall", "Transfer", "Park", "Confrn", "ConfList", "Select", "Join", "DirTrfr",
        "MCID", "QRT", "Record", "RmLstC",
    ],
    &["Resume", "NewCall", "DirTrfr", "Select", "Join"],
    &["Answer", "iDivert", "DND"],
    &[
        "Redial", "EndCall", "CFwdALL", "PickUp", "GPickUp", "MeetMe",
    ],
    &["EndCall", "Transfer"],
    &["<<", "EndCall"],
    &["EndCall", "Confrn", "ConfList", "RmLstC", "Hold"],
    &["EndCall", "CallBack", "Transfer"],
    &["Redial", "EndCall"],
    &["Barge", "cBarge", "NewCall"],
    &["Barge", "cBarge", "NewCall"],
];

pub(crate) const ON_HOOK: u32 = 0;
pub(crate) const CONNECTED: u32 = 1;
pub(crate) const ON_HOLD: u32 = 2;
pub(crate) const RING_IN: u32 = 3;
pub(crate) const OFF_HOOK: u32 = 4;
pub(crate) const CONN_TRANS: u32 = 5;
pub(crate) const DIGITS: u32 = 6;
pub(crate) const CONN_CONF: u32 = 7;
pub(crate) const RING_OUT: u32 = 8;
pub(crate) const OFF_HOOK_FEATURE: u32 = 9;
pub(crate) const IN_USE_HINT: u32 = 10;
pub(crate) const STEALABLE: u32 = 11;

/// Lamp modes.
pub(crate) const OFF: u32 = 1;
pub(crate) const ON: u32 = 2;
pub(crate) const WINK: u32 = 3;
pub(crate) const BLINK: u32 = 5;

/// A server with all those keys, and these buttons: instance and type.
pub(crate) fn callmanager(buttons: &[(u8, u8)]) -> ServerKind {
    let place = |name: &str| {
        let at = KEYS.iter().position(|(key, ..)| *key == name);
        u8::try_from(at.expect("a key of the table") + 1).expect("few keys")
    };
    ServerKind {
        buttons: buttons.to_vec(),
        soft_keys: KEYS
            .iter()
            .map(|(_, label, event)| (label.to_vec(), *event))
            .collect(),
        sets: SETS
            .iter()
            .map(|set| set.iter().map(|name| place(name)).collect())
            .collect(),
        ..ServerKind::default()
    }
}

/// The event of a soft key.
pub(crate) fn event(name: &str) -> u32 {
    let key = KEYS.iter().find(|(key, ..)| *key == name);
    key.expect("a key of the table").2
}

/// A registered phone with two lines and a speed dial.
pub(crate) fn phone() -> Rig {
    with_buttons(&[(1, 9), (2, 9), (1, 2)])
}

/// A registered phone with these buttons: instance and type.
pub(crate) fn with_buttons(buttons: &[(u8, u8)]) -> Rig {
    Rig::registered(config(), callmanager(buttons))
}

/// A phone that talks: line 1, call 101 to 1003, stream 501.
pub(crate) fn talking() -> Rig {
    let mut rig = phone();
    rig.intent(Intent::Hook);
    rig.dial_tone(1, 101);
    rig.says(dialled("1003", 1, 101));
    rig.call_state(12, 1, 101);
    rig.says(outbound(1, 101, "1003"));
    rig.talks(1, 101, 501);
    rig.clear();
    rig
}

/// The call of this reference on the screen.
pub(crate) fn call(screen: &Screen, reference: u32) -> &Call {
    let mut calls = screen.calls.iter();
    calls
        .find(|call| call.call_reference == reference)
        .expect("the call is shown")
}

/// The button at this position, 1 at the top.
pub(crate) fn button(rig: &Rig, position: usize) -> LineKey {
    rig.screen().line_keys[position - 1].clone()
}

/// The names of the soft keys that are offered.
pub(crate) fn offered(rig: &Rig) -> Vec<String> {
    let keys = rig.screen().soft_keys.keys;
    keys.into_iter().map(|key| key.name).collect()
}

/// Press a soft key, which must be offered, and say what was sent.
pub(crate) fn press(rig: &mut Rig, name: &str) -> Vec<(u32, u32, u32)> {
    let offered = offered(rig);
    assert!(
        offered.iter().any(|key| key == name),
        "{name} in {offered:?}"
    );
    let before = rig.soft_keys_sent().len();
    rig.intent(Intent::SoftKey(name.to_owned()));
    rig.soft_keys_sent()[before..].to_vec()
}

/// Stimuli sent: type, instance, call.
pub(crate) fn stimuli(rig: &Rig) -> Vec<(u32, u32, u32)> {
    rig.sent_of(|message| match message {
        Message::Stimulus(key) => {
            Some((key.stimulus.code(), key.line_instance, key.call_reference))
        }
        _ => None,
    })
}

/// The keys of a talk.
pub(crate) fn select_connected(rig: &mut Rig, line: u32, reference: u32) {
    rig.says(select(line, reference, CONNECTED));
}

pub(crate) fn lamp(stimulus: u32, instance: u32, mode: u32) -> Message {
    sccp::SetLamp {
        stimulus: stimulus.into(),
        stimulus_instance: instance,
        lamp_mode: mode.into(),
    }
    .into()
}

pub(crate) fn speaker(mode: u32) -> Message {
    sccp::SetSpeakerMode {
        speaker_mode: mode.into(),
    }
    .into()
}

pub(crate) fn microphone(mode: u32) -> Message {
    sccp::SetMicroMode {
        mic_mode: mode.into(),
    }
    .into()
}

pub(crate) fn stop_tone(line: u32, reference: u32) -> Message {
    sccp::StopTone {
        line_instance: line,
        call_reference: reference,
        ..Default::default()
    }
    .into()
}

pub(crate) fn dialled(number: &str, line: u32, reference: u32) -> Message {
    sccp::DialedNumber {
        dialed_number: number.into(),
        line_instance: line,
        call_reference: reference,
    }
    .into()
}

pub(crate) fn clear_prompt(line: u32, reference: u32) -> Message {
    sccp::ClearPromptStatus {
        line_instance: line,
        call_reference: reference,
    }
    .into()
}

/// A state with what servers of today send with it: privacy and precedence, 4 for routine.
pub(crate) fn state(state: u32, line: u32, reference: u32, privacy: u32, level: u32) -> Message {
    sccp::CallState {
        call_state: state.into(),
        line_instance: line,
        call_reference: reference,
        privacy: privacy.into(),
        precedence_level: level,
        ..Default::default()
    }
    .into()
}

pub(crate) fn notify(text: &[u8], seconds: u32) -> Message {
    sccp::DisplayNotify {
        time_out_value: seconds,
        notify: text.into(),
    }
    .into()
}

pub(crate) fn priority_notify(text: &[u8], priority: u32, seconds: u32) -> Message {
    sccp::DisplayPriNotify {
        time_out_value: seconds,
        priority,
        notify: text.into(),
    }
    .into()
}

/// What servers say in several steps.
pub(crate) trait Says {
    /// The server holds a call (section 5.9).
    fn holds(&mut self, line: u32, reference: u32, party: u32);
    /// A call that was dialled rings at the other end (section 5.5).
    fn rings_out(&mut self, line: u32, reference: u32, number: &str);
    /// A call goes without media: it was never connected.
    fn gives_up(&mut self, line: u32, reference: u32);
}

impl Says for Rig {
    fn holds(&mut self, line: u32, reference: u32, party: u32) {
        self.closes(reference, party);
        self.says(lamp(9, line, WINK));
        self.call_state(8, line, reference);
        self.says(prompt(&[0x80, 0x03], 0, line, reference));
        self.says(select(line, reference, ON_HOLD));
        self.says(speaker(2));
    }

    fn rings_out(&mut self, line: u32, reference: u32, number: &str) {
        self.says(stop_tone(line, reference));
        self.says(dialled(number, line, reference));
        self.call_state(12, line, reference);
        self.says(outbound(line, reference, number));
        self.call_state(3, line, reference);
        self.says(tone(0x24, line, reference));
        self.says(select(line, reference, RING_OUT));
        self.says(prompt(&[0x80, 0x16], 0, line, reference));
    }

    fn gives_up(&mut self, line: u32, reference: u32) {
        self.says(stop_tone(line, reference));
        self.says(lamp(9, line, OFF));
        self.says(clear_prompt(line, reference));
        self.call_state(2, line, reference);
        self.says(select(0, 0, ON_HOOK));
        self.says(ringer(1));
    }
}
