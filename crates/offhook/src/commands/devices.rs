//! `offhook devices`: the sound devices of this machine.

use std::io::{self, Write};

use headset::HeadsetInfo;
use serde_json::json;
use sound::DeviceInfo;

use crate::args::DevicesArguments;
use crate::exit::Outcome;

/// Lists the sound devices.
pub(crate) fn run(arguments: &DevicesArguments) -> anyhow::Result<Outcome> {
    let devices = sound::devices()?;
    let headsets = headsets();
    let text = if arguments.json {
        as_json(&devices, &headsets)
    } else {
        as_words(&devices) + &headsets_in_words(&headsets)
    };
    // A reader that is gone has seen what it wanted.
    let _gone = io::stdout().write_all(text.as_bytes());
    Ok(Outcome::Done)
}

/// The headsets whose buttons control calls.
#[cfg(target_os = "linux")]
fn headsets() -> Vec<HeadsetInfo> {
    HeadsetInfo::list(&mut headset::Hidraw::default())
}

/// The headsets whose buttons control calls: none on this system yet.
#[cfg(not(target_os = "linux"))]
const fn headsets() -> Vec<HeadsetInfo> {
    Vec::new()
}

fn headsets_in_words(headsets: &[HeadsetInfo]) -> String {
    let mut text = "Headsets with buttons for calls:\n".to_owned();
    for headset in headsets {
        text += &format!("  {}\n      {}\n", headset.name, headset.path);
        if let Some(problem) = &headset.problem {
            text += &format!("      {problem}\n");
        }
    }
    if headsets.is_empty() {
        text += "  none\n";
    }
    text
}

fn as_json(devices: &[DeviceInfo], headsets: &[HeadsetInfo]) -> String {
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
    let headsets: Vec<_> = headsets
        .iter()
        .map(|headset| {
            json!({ "path": headset.path, "name": headset.name, "problem": headset.problem })
        })
        .collect();
    format!("{}\n", json!({ "devices": devices, "headsets": headsets }))
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
    fn a_headset_that_cannot_be_used_says_why() {
        let headset = HeadsetInfo {
            path: "/dev/hidraw3".to_owned(),
            name: "Example 100".to_owned(),
            problem: Some("this user may not open it".to_owned()),
        };
        let text = headsets_in_words(&[headset]);
        assert!(text.contains("Example 100"), "{text}");
        assert!(text.contains("may not open it"), "{text}");
        assert!(headsets_in_words(&[]).contains("none"));
    }

    #[test]
    fn json_is_one_line() {
        let text = as_json(&[headset()], &[]);
        assert_eq!(text.lines().count(), 1);
        let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(value["devices"][0]["default_output"], true);
    }
}
