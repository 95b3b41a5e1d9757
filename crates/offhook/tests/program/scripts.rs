//! Phones without a window, told by scripts on standard input.

use crate::harness::{CallServer, Finished, Running, offhook};
use serde_json::Value;

const FIRST: &str = "SEP000000000001";
const SECOND: &str = "SEP000000000002";

/// What a phone with a call server of its own says when it is told these lines.
fn run_script(lines: &[&str]) -> Finished {
    run_script_at(&CallServer::start(), lines)
}

/// The same at a server that others use, too.
fn run_script_at(server: &CallServer, lines: &[&str]) -> Finished {
    let mut phone = Running::phone(server, FIRST, &[]);
    phone.tell_all(lines);
    phone.finish()
}

fn states(call: &Value) -> Vec<&str> {
    let states = call["states"].as_array().expect("states are a list");
    states
        .iter()
        .map(|state| state.as_str().expect("states are names"))
        .collect()
}

#[test]
fn two_phones_call_each_other_and_hold() {
    let server = CallServer::start();
    let mut callee = Running::phone(&server, SECOND, &["--input", "tone:440"]);
    let with_number = callee.event("screen", |event| event["screen"]["own_number"] != "");
    let number = with_number["screen"]["own_number"]
        .as_str()
        .expect("it is text")
        .to_owned();
    callee.tell_all(&[
        "wait ringing 20s",
        "answer",
        "wait connected 20s",
        "wait idle 30s",
        "quit",
    ]);
    let caller = run_script_at(
        &server,
        &[
            "wait registered 20s",
            &format!("dial {number}"),
            "expect prompt \"Ring\" 20s",
            "wait connected 20s",
            "sleep 500ms",
            "softkey Hold",
            "wait held 20s",
            "softkey Resume",
            "wait connected 20s",
            "sleep 500ms",
            "hangup",
            "wait idle 20s",
        ],
    );
    let callee = callee.finish();
    caller.ended_with(0);
    callee.ended_with(0);

    let summary = caller.summary();
    let call = &summary["calls"][0];
    assert_eq!(call["number"], number.as_str(), "{summary}");
    for state in ["RingOut", "Connected", "Hold", "OnHook"] {
        assert!(states(call).contains(&state), "{summary}");
    }
    assert!(
        call["rtp"]["received"]
            .as_u64()
            .is_some_and(|received| received > 10),
        "{summary}"
    );
    let summary = callee.summary();
    let call = &summary["calls"][0];
    assert_eq!(states(call).first(), Some(&"RingIn"), "{summary}");
    assert!(
        call["rtp"]["sent"].as_u64().is_some_and(|sent| sent > 10),
        "{summary}"
    );
}

#[test]
fn every_kind_of_event_has_a_time_and_its_keys() {
    let finished = run_script(&[
        "wait registered 20s",
        "dial 600",
        "wait connected 20s",
        "sleep 300ms",
        "stats",
        "screen",
        "hangup",
        "wait idle",
    ]);
    finished.ended_with(0);
    let events = finished.events();
    let of = |kind: &str| {
        events
            .iter()
            .filter(|event| event["event"] == kind)
            .collect::<Vec<_>>()
    };
    for kind in [
        "registration",
        "registered",
        "state",
        "media",
        "screen",
        "stats",
        "summary",
    ] {
        assert!(!of(kind).is_empty(), "no {kind} in {finished:?}");
    }
    let mut last = 0.0;
    for event in events.iter().filter(|event| event["event"] != "summary") {
        let time = event["time"]
            .as_f64()
            .unwrap_or_else(|| panic!("no time in {event}"));
        assert!(time >= last, "{event} came after {last}");
        last = time;
    }
    assert_eq!(of("registered")[0]["device"], FIRST);
    assert!(
        of("media")
            .iter()
            .any(|event| event["direction"] == "transmit" && event["started"] == true)
    );
    assert!(
        of("media")
            .iter()
            .any(|event| event["direction"] == "receive" && event["started"] == false)
    );
}

#[test]
fn expect_sees_what_stood_for_a_moment_and_wait_what_is_already() {
    let finished = run_script(&[
        "wait registered 20s",
        "wait registered 0s",
        "dial 600",
        "wait connected 20s",
        "sleep 500ms",
        // Over by now, but shown since the number was dialled.
        "expect prompt \"Enter number\" 0s",
        "hangup",
        "wait idle",
    ]);
    finished.ended_with(0);
}

#[test]
fn a_failed_wait_is_said_and_ends_non_zero() {
    let finished = run_script(&[
        "wait registered 20s",
        "wait connected 200ms",
        "screen",
        "quit",
    ]);
    finished.ended_with(1);
    finished.said("line 2: not connected within 0.2 s");
    assert!(
        finished
            .events()
            .iter()
            .any(|event| event["event"] == "error"),
        "{finished:?}"
    );
    assert_eq!(finished.summary()["registered"], true);
}

#[test]
fn a_failed_expect_says_what_was_shown_instead() {
    let finished = run_script(&[
        "wait registered 20s",
        "expect prompt \"No such words\" 100ms",
    ]);
    finished.ended_with(1);
    finished.said("line 2: no prompt \"No such words\"");
}

#[test]
fn a_wrong_line_is_a_usage_error_and_the_phone_leaves_in_order() {
    let finished = run_script(&["wait registered 20s", "dail 600", "quit"]);
    finished.ended_with(2);
    finished.said("line 2: `dail` is no command");
    assert!(
        finished
            .events()
            .iter()
            .any(|event| event["state"] == "unregistering"),
        "it unregisters: {finished:?}"
    );
}

#[test]
fn a_busy_number_is_heard_as_busy() {
    let finished = run_script(&[
        "wait registered 20s",
        "dial 603",
        "wait busy 20s",
        "hangup",
        "wait idle 20s",
    ]);
    finished.ended_with(0);
    assert!(states(&finished.summary()["calls"][0]).contains(&"Busy"));
}

#[test]
fn a_wait_for_a_call_that_has_failed_ends_and_the_next_call_is_waited_for() {
    let finished = run_script(&[
        "wait registered 20s",
        "dial 603",
        "wait connected 1m",
        "hangup",
        "wait idle 20s",
        "dial 600",
        "wait connected 20s",
        "hangup",
        "wait idle 20s",
    ]);
    finished.ended_with(1);
    let failed: Vec<_> = finished
        .errors
        .lines()
        .filter(|line| line.contains("not connected"))
        .collect();
    assert_eq!(failed.len(), 1, "{finished:?}");
    assert!(
        failed[0].contains("line 3: not connected: the far end is busy"),
        "{finished:?}"
    );
    assert!(states(&finished.summary()["calls"][1]).contains(&"Connected"));
}

#[test]
fn a_server_that_is_not_there_is_said_in_the_screen() {
    let mut phone = Running::start(&mut offhook(&[
        "phone",
        "--headless",
        "--json",
        "--server",
        "127.0.0.1:1",
        "--device",
        FIRST,
        "--output",
        "silence",
        "--input",
        "silence",
    ]));
    let waiting = phone.event("registration", |event| event["state"] == "waiting");
    assert!(
        waiting["text"]
            .as_str()
            .is_some_and(|text| text.contains("127.0.0.1:1")),
        "{waiting}"
    );
    phone.tell("quit");
    let finished = phone.finish();
    finished.ended_with(0);
    assert_eq!(finished.summary()["registered"], false);
}

#[test]
fn a_key_a_button_or_a_call_that_is_not_there_fails_its_line() {
    let finished = run_script(&[
        "wait registered 20s",
        "softkey Nonsense",
        "line 99",
        "focus 12345",
        "dial 600",
        "softkey Hold",
        "wait held 20s",
    ]);
    finished.ended_with(1);
    let failed: Vec<_> = finished
        .errors
        .lines()
        .filter(|line| line.contains("line "))
        .collect();
    assert_eq!(failed.len(), 3, "{finished:?}");
    assert!(
        failed[0].contains("line 2: no soft key \"Nonsense\" within 1 s; keys: "),
        "{finished:?}"
    );
    assert!(failed[0].contains("NewCall"), "{finished:?}");
    assert!(
        failed[1].contains("line 3: the phone has no button 99"),
        "{finished:?}"
    );
    assert!(
        failed[2].contains("line 4: there is no call 12345"),
        "{finished:?}"
    );
}

#[test]
fn to_answer_or_hang_up_without_a_call_is_told_and_only_the_answer_fails() {
    let hangs_up = run_script(&["wait registered 20s", "hangup"]);
    hangs_up.ended_with(0);
    hangs_up.said("line 2: there is no call to hang up");
    let answers = run_script(&["wait registered 20s", "answer"]);
    answers.ended_with(1);
    answers.said("line 2: there is no call to answer");
}

#[test]
fn a_recording_that_is_asked_for_and_cannot_be_made_fails_and_the_call_goes_on() {
    let server = CallServer::start();
    let mut phone = Running::phone(&server, "SEP000000000C01", &[]);
    phone.tell_all(&[
        "wait registered 20s",
        "record start",
        "dial 600",
        "wait connected 20s",
        "record start",
    ]);
    phone.event("recording", |event| event["failed"].is_string());
    phone.tell("softkey EndCall");
    phone.tell("wait idle 20s");
    let finished = phone.finish();
    finished.ended_with(1);
    for part in [
        "line 2: there is no call to record",
        "not recorded: no folder for recordings was named",
    ] {
        finished.said(part);
    }
    assert!(!finished.errors.contains("EndCall"), "{finished:?}");
}
