//! A recording of a whole call replays to the same outputs and screens.
//!
//! The recording was made against Asterisk 16 (chan_skinny), with a voice path that
//! only says yes. What it replays to stands beside it as text, so that a change of
//! behaviour is a readable difference. `UPDATE_SNAPSHOTS=1` writes the text anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sccp::{FrameReader, Packet, ProtocolVersion};
use serde_json::Value;
use station::{Moment, Output, recording};

const RECORDING: &str = include_str!("data/asterisk-16-call.jsonl");
const SNAPSHOT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/data/asterisk-16-call.txt"
);

/// The outputs as people read them: of a screen only what changed.
fn written(outputs: &[(Moment, Output)]) -> String {
    let mut text = String::new();
    let mut shown = Value::Null;
    for (at, output) in outputs {
        let micros = at.as_micros();
        let at = format!("{:>3}.{:06}", micros / 1_000_000, micros % 1_000_000);
        let json = |value: &dyn erased::Json| value.json();
        let lines: Vec<String> = match output {
            Output::Send(bytes) => {
                let mut reader = FrameReader::new();
                reader.push(bytes);
                let frame = reader.next().expect("a whole frame").expect("a frame");
                let packet = Packet::decode(&frame, ProtocolVersion::new(17)).expect("a message");
                vec![format!("send {}", packet.trace().with_digits())]
            }
            Output::Screen(screen) => {
                let now = sorted(serde_json::to_value(&**screen).expect("a screen is plain data"));
                let changed = changes(&shown, &now);
                shown = now;
                changed
            }
            Output::Voice(command) => vec![format!("voice {}", json(command))],
            Output::Event(event) => vec![format!("event {}", json(event))],
            other => vec![json(other)],
        };
        for line in lines {
            writeln!(text, "{at} {line}").expect("a string takes all");
        }
    }
    text
}

mod erased {
    /// Anything that has a JSON form.
    pub(crate) trait Json {
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).expect("plain data")
        }
    }
}

/// With the keys of every object by name: their order hangs on a feature of serde_json,
/// which another crate of the workspace may turn on.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let by_name: BTreeMap<String, Value> = fields.into_iter().collect();
            let fields = by_name.into_iter();
            Value::Object(fields.map(|(name, value)| (name, sorted(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

fn changes(before: &Value, now: &Value) -> Vec<String> {
    let fields = now.as_object().expect("a screen has fields");
    let changed = fields
        .iter()
        .filter(|(name, value)| before.get(name) != Some(value));
    changed
        .map(|(name, value)| format!("screen {name} = {value}"))
        .collect()
}

#[test]
fn a_whole_call_replays_to_the_same_outputs_and_screens() {
    let outputs = recording::replay(RECORDING.as_bytes()).expect("the recording is whole");
    let text = written(&outputs);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(Path::new(SNAPSHOT), &text).expect("the snapshot can be written");
    }
    let expected = std::fs::read_to_string(SNAPSHOT).expect("the snapshot is there");
    for (at, (got, expected)) in text.lines().zip(expected.lines()).enumerate() {
        assert_eq!(got, expected, "line {} of {SNAPSHOT}", at + 1);
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}

#[test]
fn two_replays_are_the_same() {
    let replay = || recording::replay(RECORDING.as_bytes()).expect("the recording is whole");
    assert_eq!(replay(), replay());
}

#[test]
fn the_recorded_call_went_through_all_its_states() {
    let outputs = recording::replay(RECORDING.as_bytes()).expect("the recording is whole");
    let states: Vec<station::CallState> = outputs
        .iter()
        .filter_map(|(_, output)| match output {
            Output::Event(station::Event::CallState { state, .. }) => Some(*state),
            _ => None,
        })
        .collect();
    use station::CallState::{Connected, Hold, OffHook, OnHook, Proceed, RingOut};
    assert_eq!(
        states,
        [
            OffHook, Proceed, RingOut, Connected, Hold, Connected, OnHook
        ]
    );
    assert_eq!(
        outputs.last().map(|(_, output)| output),
        Some(&Output::Finished)
    );
}
