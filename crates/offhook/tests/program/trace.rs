//! Traces of captures, as people and scripts see them.

use std::path::PathBuf;

use crate::harness::{CallServer, Finished, Running, run};

fn examples() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../lab/tests/data/examples.pcap");
    path.to_str().expect("it is plain").to_owned()
}

fn trace(more: &[&str]) -> Finished {
    let examples = examples();
    let mut arguments = vec!["trace", examples.as_str()];
    arguments.extend(more);
    run(&arguments)
}

#[test]
fn a_capture_is_shown_as_lines_objects_or_a_ladder() {
    let lines = trace(&[]);
    lines.ended_with(0);
    assert_eq!(lines.lines.len(), 33);
    assert!(lines.lines[8].ends_with(
        "StationD: (SEP001122334455, call 4097) CallState callState=RingIn lineInstance=1 \
         callReference=4097 precedenceLevel=4"
    ));
    let objects = trace(&["--json", "--message", "CallState", "--call", "4097"]);
    let [line] = objects.lines.as_slice() else {
        panic!("{objects:?}");
    };
    let object: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
    assert_eq!(object["fields"]["callState"]["name"], "RingIn");
    let ladder = trace(&["--ladder", "--device", "sep001122334455"]);
    assert!(ladder.lines[1].contains("|- Register "), "{ladder:?}");
}

#[test]
fn digits_are_shown_when_asked_for() {
    let masked = trace(&["--message", "DialedNumber"]);
    assert!(
        masked.lines[0].contains("dialedNumber=<digits>"),
        "{masked:?}"
    );
    let shown = trace(&["--message", "DialedNumber", "--digits"]);
    assert!(shown.lines[0].contains("dialedNumber=\""), "{shown:?}");
}

#[test]
fn a_file_that_is_no_capture_is_an_error_with_its_name() {
    let finished = run(&["trace", file!()]);
    finished.ended_with(1);
    finished.said("trace.rs");
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let finished = run(&["trace", manifest]);
    finished.ended_with(1);
    finished.said("is no capture file");
}

#[test]
fn a_message_that_does_not_exist_is_a_usage_error() {
    let finished = trace(&["--message", "NoSuchMessage"]);
    finished.ended_with(2);
}

#[test]
fn a_phone_writes_a_trace_of_its_own_that_is_read_again() {
    let file = std::env::temp_dir().join(format!("offhook-{}-trace.pcapng", std::process::id()));
    let path = file.to_str().expect("it is plain");
    let server = CallServer::start();
    let mut phone = Running::phone(&server, "SEP0000000000A1", &["--trace", path]);
    phone.tell("wait registered 20s");
    phone.tell("dial 600");
    phone.tell("wait connected 20s");
    // The media come a moment after the state.
    phone.tell("sleep 1s");
    phone.tell("hangup");
    phone.tell("wait idle 20s");
    phone.tell("quit");
    phone.end_input();
    let finished = phone.finish();
    finished.ended_with(0);
    let port = server.address.rsplit(':').next().expect("a port");
    let read = run(&["trace", path, "--json", "--port", port]);
    std::fs::remove_file(&file).expect("it was written");
    read.ended_with(0);
    let names: Vec<String> = read
        .lines
        .iter()
        .map(|line| {
            let object: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
            object["message"].as_str().expect("it is text").to_owned()
        })
        .collect();
    let at = |name: &str| {
        let at = names.iter().position(|found| found == name);
        at.unwrap_or_else(|| panic!("{name} is missing in {names:?}"))
    };
    let order = [
        at("Register"),
        at("RegisterAck"),
        at("OpenReceiveChannel"),
        at("OpenReceiveChannelAck"),
        at("Unregister"),
        at("UnregisterAck"),
    ];
    assert!(order.is_sorted(), "{names:?}");
    assert_eq!(read.errors, "", "nothing is missing");
}

#[test]
fn the_voice_is_in_the_trace_when_asked_for_and_the_ladder_counts_it() {
    let file = std::env::temp_dir().join(format!("offhook-{}-voice.pcapng", std::process::id()));
    let path = file.to_str().expect("it is plain");
    let server = CallServer::start();
    let mut phone = Running::phone(
        &server,
        "SEP0000000000A2",
        &["--trace", path, "--trace-rtp"],
    );
    phone.tell("wait registered 20s");
    phone.tell("dial 600");
    phone.tell("wait connected 20s");
    phone.tell("sleep 1s");
    phone.tell("hangup");
    phone.tell("wait idle 20s");
    phone.tell("quit");
    phone.end_input();
    let finished = phone.finish();
    finished.ended_with(0);
    let port = server.address.rsplit(':').next().expect("a port");
    let arguments = ["trace", path, "--ladder", "--port", port];
    let read = run(&arguments);
    std::fs::remove_file(&file).expect("it was written");
    read.ended_with(0);
    let figures: Vec<&String> = read
        .lines
        .iter()
        .filter(|line| line.contains(" packets ") && line.contains("jitter"))
        .collect();
    assert_eq!(figures.len(), 2, "both directions: {read:?}");
    for line in figures {
        let (before, _) = line.split_once(" packets ").expect("just found");
        let packets = before
            .rsplit(' ')
            .next()
            .and_then(|count| count.parse().ok());
        assert!(packets.is_some_and(|count: u32| count > 10), "{line}");
        assert!(line.contains(" 0 lost "), "{line}");
    }
}
