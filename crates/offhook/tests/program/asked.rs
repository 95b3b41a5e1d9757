//! A running phone that is asked from outside: by commands, by links, by another start.

use std::path::PathBuf;

use crate::harness::{CallServer, Finished, Running, offhook, run};

/// A place of the test's own.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let name = format!("offhook-asked-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("there is room");
        Self(folder)
    }

    fn path(&self) -> String {
        let path = if cfg!(windows) {
            let name = self.0.file_name().expect("it has a name");
            PathBuf::from(r"\\.\pipe").join(name)
        } else {
            self.0.join("control")
        };
        path.to_str().expect("it is plain").to_owned()
    }

    /// A command to the phone there.
    fn ask(&self, arguments: &[&str]) -> Finished {
        let mut command = offhook(arguments);
        command.env("OFFHOOK_CONTROL", self.path());
        Running::start(&mut command).finish()
    }

    fn phone(&self, server: &CallServer, device: &str, more: &[&str]) -> Running {
        let path = self.path();
        let mut arguments = vec!["--control", &path];
        arguments.extend(more);
        let mut phone = Running::phone(server, device, &arguments);
        phone.event("registered", |_| true);
        phone
    }

    fn status(&self) -> serde_json::Value {
        let finished = self.ask(&["status", "--json"]);
        finished.ended_with(0);
        finished.events().remove(0)["screen"].clone()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // It is in the system's temporary folder.
        let _left = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_link_is_offered_and_a_number_dialled_by_the_phone_that_runs() {
    let place = Place::new("link");
    let server = CallServer::start();
    let mut phone = place.phone(&server, "SEP0000000000D1", &[]);
    let finished = place.ask(&["tel:600;phone-context=example.com"]);
    finished.ended_with(0);
    let shown = place.status();
    assert_eq!(shown["dialled"], "600");
    assert_eq!(shown["off_hook"], false);

    let finished = place.ask(&["dial", "600", "--now"]);
    finished.ended_with(0);
    phone.state("Connected");
    assert_eq!(place.status()["calls"][0]["remote_number"], "600");
    let words = place.ask(&["status"]).lines.join("\n");
    assert!(words.contains("Connected"), "{words}");

    // A number is never sent into the call as digits.
    let finished = place.ask(&["dial", "1", "--now"]);
    finished.ended_with(1);

    place.ask(&["mute", "on"]).ended_with(0);
    assert_eq!(place.status()["muted"], true);
    place.ask(&["mute", "on"]).ended_with(0);
    assert_eq!(place.status()["muted"], true);
    place.ask(&["mute"]).ended_with(0);
    assert_eq!(place.status()["muted"], false);

    place.ask(&["hangup"]).ended_with(0);
    phone.state("OnHook");
    phone.tell("quit");
    phone.finish().ended_with(0);
}

#[test]
fn a_call_that_rings_is_answered_from_outside() {
    let place = Place::new("answer");
    let server = CallServer::start();
    let mut called = place.phone(&server, "SEP0000000000D2", &[]);
    let mut calling = Running::phone(&server, "SEP0000000000D3", &[]);
    calling.event("registered", |_| true);
    let finished = place.ask(&["answer"]);
    finished.ended_with(1);
    finished.said("no call rings");
    let number = place.status()["own_number"].clone();
    calling.tell(&format!("dial {}", number.as_str().expect("it is text")));
    called.state("RingIn");
    let finished = place.ask(&["answer"]);
    finished.ended_with(0);
    called.state("Connected");
    calling.state("Connected");
}

#[test]
fn the_demo_without_a_window_is_asked_where_that_is_wanted() {
    let place = Place::new("demo");
    let path = place.path();
    let line = ["demo", "--headless", "--json", "--for", "1m", "--control"];
    let mut demo = Running::start(offhook(&line).arg(&path));
    demo.state("Connected");
    let words = place.ask(&["status"]).lines.join("\n");
    assert!(words.contains("Connected"), "{words}");
    place.ask(&["hangup"]).ended_with(0);
    demo.state("OnHook");
}

#[test]
fn links_are_dialled_at_once_where_the_configuration_says_so() {
    let place = Place::new("at-once");
    let server = CallServer::start();
    let file = place.0.join("offhook.toml");
    std::fs::write(&file, "[dialling]\ndial_links = true\n").expect("there is room");
    let file = file.to_str().expect("it is plain");
    let mut phone = place.phone(&server, "SEP0000000000D4", &["--config", file]);
    place.ask(&["callto://600"]).ended_with(0);
    phone.state("Connected");
}

#[test]
fn numbers_from_outside_are_dialled_by_the_rules_and_emergency_numbers_as_they_are() {
    let place = Place::new("rules");
    let server = CallServer::start();
    let file = place.0.join("offhook.toml");
    let rules = "[[dialling.rule]]\npattern = \"7X\"\nreplace = \"60$1\"\n\
                 [[dialling.rule]]\nlength = 3\nprefix = \"9\"\n";
    std::fs::write(&file, rules).expect("there is room");
    let file = file.to_str().expect("it is plain");
    let mut phone = place.phone(&server, "SEP0000000000D9", &["--config", file]);
    for (asked, offered) in [("tel:123", "9123"), ("tel:112", "112"), ("70", "600")] {
        let finished = place.ask(&["dial", asked]);
        finished.ended_with(0);
        assert_eq!(place.status()["dialled"], offered, "{asked}");
    }
    place.ask(&["dial", "70", "--now"]).ended_with(0);
    phone.state("Connected");
    assert_eq!(place.status()["calls"][0]["remote_number"], "600");
}

#[test]
fn where_no_phone_runs_that_is_said() {
    let place = Place::new("nobody");
    let finished = place.ask(&["status"]);
    finished.ended_with(1);
    for part in ["no running phone", "--control on", &place.path()] {
        finished.said(part);
    }
}

#[test]
fn a_second_phone_cannot_take_the_place_and_one_after_a_crash_can() {
    let place = Place::new("second");
    let server = CallServer::start();
    let first = place.phone(&server, "SEP0000000000D5", &[]);
    let path = place.path();
    let more = ["--control", path.as_str()];
    let second = Running::phone(&server, "SEP0000000000D6", &more).finish();
    second.ended_with(1);
    second.said("another phone is asked at");
    // Dropping kills it, as a crash would: nothing is cleared away.
    drop(first);
    let _third = place.phone(&server, "SEP0000000000D7", &[]);
    assert_eq!(place.status()["device"], "SEP0000000000D7");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_open_the_socket() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("mode");
    let server = CallServer::start();
    let _phone = place.phone(&server, "SEP0000000000D8", &[]);
    let found = std::fs::metadata(place.path()).expect("it listens");
    assert_eq!(found.permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_is_neither_command_nor_link_is_a_usage_error() {
    for line in ["dmeo", "https://example.org"] {
        let finished = run(&[line]);
        finished.ended_with(2);
        finished.said("tel:, callto: or sccp:");
    }
}
