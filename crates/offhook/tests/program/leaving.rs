//! Ways out: every one of them ends the calls, unregisters and is quick.

use std::time::Duration;

use crate::harness::{CallServer, Running};

const DEVICE: &str = "SEP00000000000A";

/// What leaving may take.
const LIMIT: Duration = Duration::from_secs(5);

fn in_a_call(server: &CallServer, more: &[&str]) -> Running {
    let mut phone = Running::phone(server, DEVICE, more);
    phone.tell("wait registered 20s");
    phone.tell("dial 600");
    phone.state("Connected");
    phone
}

#[test]
fn a_terminated_phone_leaves_in_order_and_its_name_registers_at_once() {
    let server = CallServer::start();
    for name in ["TERM", "INT", "HUP"] {
        let phone = in_a_call(&server, &[]);
        phone.signal(name);
        let finished = phone.finish();
        finished.ended_with(0);
        assert!(finished.after < LIMIT, "{finished:?}");
        let summary = finished.summary();
        assert_eq!(
            summary["calls"][0]["states"]
                .as_array()
                .and_then(|states| states.last())
                .expect("it had a call"),
            "OnHook"
        );
    }
}

#[test]
fn the_end_of_the_input_ends_the_call() {
    let server = CallServer::start();
    let mut phone = in_a_call(&server, &[]);
    phone.end_input();
    let finished = phone.finish();
    finished.ended_with(0);
    assert!(finished.after < LIMIT, "{finished:?}");
    assert!(
        finished
            .events()
            .iter()
            .any(|event| event["state"] == "unregistering"),
        "{finished:?}"
    );
}

#[test]
fn a_phone_without_a_server_leaves_as_quickly() {
    let server = CallServer::start();
    let phone = in_a_call(&server, &[]);
    server.kill();
    phone.signal("TERM");
    let finished = phone.finish();
    assert!(finished.after < LIMIT, "{finished:?}");
    assert_eq!(finished.summary()["registered"], true);
}

#[test]
fn the_name_of_a_phone_that_crashed_registers_at_once() {
    let server = CallServer::start();
    let phone = in_a_call(&server, &[]);
    phone.signal("KILL");
    // The old session lingers at the server; leaving it is part of the start.
    let mut next = Running::phone(&server, DEVICE, &[]);
    next.tell("wait registered 5s");
    let finished = next.finish();
    finished.ended_with(0);
    assert_eq!(finished.summary()["registered"], true);
}

#[test]
fn a_server_that_hangs_does_not_hold_the_phone() {
    let server = CallServer::start();
    let phone = in_a_call(&server, &[]);
    server.hang();
    phone.signal("TERM");
    let finished = phone.finish();
    assert!(finished.after < LIMIT, "{finished:?}");
    assert_eq!(finished.summary()["registered"], true);
}

#[test]
fn a_second_signal_does_not_wait_for_the_server() {
    let server = CallServer::start();
    let mut phone = in_a_call(&server, &[]);
    server.hang();
    phone.signal("TERM");
    phone.event("state", |event| event["state"] == "OnHook");
    phone.signal("TERM");
    let finished = phone.finish();
    assert!(finished.after < Duration::from_secs(2), "{finished:?}");
    assert_eq!(finished.summary()["registered"], true);
}

#[test]
fn the_call_server_ends_when_it_is_told_to() {
    let server = CallServer::start();
    let finished = server.stop();
    finished.ended_with(0);
    assert!(finished.after < LIMIT, "{finished:?}");
}
