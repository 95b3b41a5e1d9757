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

/// A question about a device.
type Test = fn(&DeviceInfo) -> bool;

/// The devices as people read them.
pub(crate) fn as_words(devices: &[DeviceInfo]) -> String {
    let mut text = String::new();
    let sides: [(_, _, Test, Test); 2] = [
        (
            "Microphones",
            "--input",
            |device| device.input,
            |device| device.default_input,
        ),
        (
            "Speakers",
            "--output",
            |device| device.output,
            |device| device.default_output,
        ),
    ];
    for (title, option, is_listed, is_default) in sides {
        text += &format!("{title} ({option} NAME, a part of it, or what stands below it):\n");
        let listed: Vec<_> = devices.iter().filter(|device| is_listed(device)).collect();
        for device in &listed {
            let mark = if is_default(device) { '*' } else { ' ' };
            text += &format!("{mark} {}\n      {}\n", device.description, device.id);
        }
        if listed.is_empty() {
            text += "  none\n";
        }
    }
    text + "Always there: file:PATH.wav, silence; as input tone:440, loop:PATH.wav. * is the system's default.\n"
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
        assert!(
            text.contains("* Headset, USB Audio\n      plughw:CARD=Headset,DEV=0\n"),
            "{text}"
        );
        assert!(
            text.contains(
                "Microphones (--input NAME, a part of it, or what stands below it):\n  none"
            ),
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
