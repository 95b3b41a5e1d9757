//! `offhook devices`: the sound devices of this machine.

use std::io::{self, Write};

use serde_json::json;
use sound::DeviceInfo;

use crate::args::DevicesArguments;
use crate::exit::Outcome;

/// Lists the sound devices.
pub(crate) fn run(arguments: &DevicesArguments) -> anyhow::Result<Outcome> {
    let devices = sound::devices()?;
    let text = if arguments.json {
        as_json(&devices)
    } else {
        as_words(&devices)
    };
    // A reader that is gone has seen what it wanted.
    let _gone = io::stdout().write_all(text.as_bytes());
    Ok(Outcome::Done)
}

fn as_json(devices: &[DeviceInfo]) -> String {
    let devices: Vec<_> = devices
        .iter()
        .map(|device| {
            json!({
                "id": device.id,
                "name": device.name,
                "description": device.description,
                "input": device.input,
                "output": device.output,
                "default_input": device.default_input,
                "default_output": device.default_output,
            })
        })
        .collect();
    format!("{}\n", json!({ "devices": devices }))
}

fn as_words(devices: &[DeviceInfo]) -> String {
    let mut text = String::new();
    for (title, option, is_so, is_default) in [
        (
            "Microphones",
            "--input",
            Side::input as Test,
            Side::default_input as Test,
        ),
        ("Speakers", "--output", Side::output, Side::default_output),
    ] {
        text += &format!("{title} ({option} ID, or a part of the name):\n");
        let listed: Vec<_> = devices.iter().filter(|device| is_so(device)).collect();
        for device in &listed {
            let mark = if is_default(device) { '*' } else { ' ' };
            text += &format!("{mark} {}\n      {}\n", device.id, device.description);
        }
        if listed.is_empty() {
            text += "  none\n";
        }
    }
    text + "Always there: file:PATH.wav, tone:440 (input), silence. * is the system's default.\n"
}

type Test = fn(&DeviceInfo) -> bool;

/// What a device is, as functions to choose by.
struct Side;

impl Side {
    fn input(device: &DeviceInfo) -> bool {
        device.input
    }
    fn output(device: &DeviceInfo) -> bool {
        device.output
    }
    fn default_input(device: &DeviceInfo) -> bool {
        device.default_input
    }
    fn default_output(device: &DeviceInfo) -> bool {
        device.default_output
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headset() -> DeviceInfo {
        DeviceInfo {
            id: "plughw:CARD=Headset,DEV=0".to_owned(),
            name: "Headset".to_owned(),
            description: "Headset, USB Audio".to_owned(),
            input: false,
            output: true,
            default_input: false,
            default_output: true,
        }
    }

    #[test]
    fn lists_by_direction_and_marks_the_default() {
        let text = as_words(&[headset()]);
        assert!(text.contains("* plughw:CARD=Headset,DEV=0"), "{text}");
        assert!(
            text.contains("Microphones (--input ID, or a part of the name):\n  none"),
            "{text}"
        );
    }

    #[test]
    fn json_is_one_line() {
        let text = as_json(&[headset()]);
        assert_eq!(text.lines().count(), 1);
        let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(value["devices"][0]["default_output"], true);
    }
}
