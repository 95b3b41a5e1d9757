//! What is said when the program is asked for something that makes no sense.

use std::path::PathBuf;

use crate::harness::{Running, offhook, run};

#[test]
fn help_explains_every_command() {
    let finished = run(&["--help"]);
    finished.ended_with(0);
    let text = finished.lines.join("\n");
    for command in [
        "demo",
        "phone",
        "dial",
        "answer",
        "hangup",
        "mute",
        "status",
        "install",
        "report",
        "callmanager",
        "contacts",
        "devices",
        "doctor",
        "trace",
        "config",
    ] {
        let begins = format!("  {command} ");
        let explained = text.lines().any(|line| line.starts_with(&begins));
        assert!(explained, "{command} is missing in\n{text}");
    }
}

#[test]
fn a_phone_without_a_server_says_how_to_name_one() {
    let finished = run(&["phone", "--headless"]);
    finished.ended_with(2);
    finished.said("--server");
}

#[test]
fn an_unknown_option_is_a_usage_error() {
    let finished = run(&["phone", "--sevrer", "x"]);
    finished.ended_with(2);
}

#[test]
fn a_broken_configuration_is_named_with_line_and_key() {
    let file = File::new("broken", "device = \"SEP001122334455\"\nsever = [\"x\"]\n");
    let path = file.0.to_str().expect("it is plain");
    let finished = run(&["phone", "--headless", "--config", path]);
    finished.ended_with(2);
    for part in [path, "line 2", "sever"] {
        finished.said(part);
    }
}

#[test]
fn a_value_that_no_phone_can_use_is_named_with_file_and_line() {
    let file = File::new("unusable", "server = \"127.0.0.1:1\"\nprotocol = 99\n");
    let path = file.0.to_str().expect("it is plain");
    let finished = run(&["phone", "--headless", "--config", path]);
    finished.ended_with(2);
    for part in [path, "line 2", "version 99"] {
        finished.said(part);
    }
}

#[test]
fn what_cannot_be_played_on_is_a_usage_error_that_names_its_option() {
    for (option, name) in [
        ("--output", "output"),
        ("--headset-output", "headset-output"),
        ("--ringer", "ringer"),
    ] {
        let arguments = [
            "phone",
            "--headless",
            "--server",
            "127.0.0.1:1",
            option,
            "tone:440",
        ];
        let finished = run(&arguments);
        finished.ended_with(2);
        finished.said(&format!("{name}: \"tone:440\" can only be an input"));
    }
}

#[test]
fn a_ring_that_is_none_is_named_at_the_start_with_file_and_line() {
    let text = "server = \"127.0.0.1:1\"\n[rings]\ndefault = \"Bels\"\n";
    let file = File::new("ring", text);
    let path = file.0.to_str().expect("it is plain");
    let finished = run(&["phone", "--headless", "--config", path]);
    finished.ended_with(2);
    finished.said("is wrong in line 3: `Bels` is no ring of this phone; it has Marimba");
}

#[test]
fn the_environment_goes_over_the_file_and_the_command_line_over_both() {
    let file = File::new(
        "layers",
        "device = \"SEP0000000000F1\"\nserver = \"127.0.0.1:1\"\n",
    );
    let path = file.0.to_str().expect("it is plain");
    let device_of = |environment: Option<&str>, more: &[&str]| {
        let mut command = offhook(&["phone", "--headless", "--json", "--config", path]);
        command
            .args(["--input", "silence", "--output", "silence"])
            .args(more);
        if let Some(device) = environment {
            command.env("OFFHOOK_DEVICE", device);
        }
        let finished = Running::start(&mut command).finish();
        finished.summary()["device"]
            .as_str()
            .expect("it is text")
            .to_owned()
    };
    assert_eq!(device_of(None, &[]), "SEP0000000000F1");
    assert_eq!(device_of(Some("SEP0000000000E1"), &[]), "SEP0000000000E1");
    assert_eq!(
        device_of(Some("SEP0000000000E1"), &["--device", "SEP0000000000C1"]),
        "SEP0000000000C1"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_window_without_a_display_names_the_way_without_one() {
    for command in [&["demo"][..], &[], &["phone", "--server", "127.0.0.1:1"]] {
        let mut command = offhook(command);
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(name);
        }
        let finished = Running::start(&mut command).finish();
        finished.ended_with(1);
        finished.said("--headless");
    }
}

#[test]
fn devices_are_listed_as_json() {
    let finished = run(&["devices", "--json"]);
    finished.ended_with(0);
    assert!(finished.events()[0]["devices"].is_array());
}

#[test]
fn the_call_servers_example_configuration_is_printed_whole() {
    let finished = run(&["callmanager", "--example-config"]);
    finished.ended_with(0);
    for part in ["keep_alive_seconds = 30", "#[[phone]]", "#[[hunt_group]]"] {
        assert!(finished.lines.iter().any(|line| line == part), "{part}");
    }
}

#[test]
fn a_broken_configuration_of_the_call_server_is_named_with_line_and_reason() {
    let file = File::new(
        "server",
        "[[phone]]\ndevice = \"A\"\nbuttons = [\"lines 1\"]\n",
    );
    let path = file.0.to_str().expect("it is plain");
    for command in [
        &["callmanager", "--listen", "127.0.0.1:0", "--config", path][..],
        &["demo", "--headless", "--server-config", path],
    ] {
        let finished = run(command);
        finished.ended_with(2);
        for part in [path, "line 3", "lines 1", "--example-config"] {
            finished.said(part);
        }
    }
}

/// A file for one test, removed with it.
struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("offhook-{}-{name}.toml", std::process::id()));
        std::fs::write(&path, text).expect("temporary files can be written");
        Self(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // Nothing is lost when it stays.
        let _removed = std::fs::remove_file(&self.0);
    }
}
