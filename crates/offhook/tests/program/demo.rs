//! The demo without a window, as a program.

use crate::harness::{Running, offhook, run};

#[test]
fn the_demo_hears_its_own_signal_come_back() {
    let finished = run(&[
        "demo",
        "--headless",
        "--call",
        "600",
        "--for",
        "3s",
        "--json",
    ]);
    finished.ended_with(0);
    let summary = finished.summary();
    assert_eq!(summary["registered"], true);
    assert_eq!(summary["protocol_version"], 22);
    assert!(
        summary["device"]
            .as_str()
            .is_some_and(|device| device.starts_with("SEP")),
        "{summary}"
    );
    assert!(
        summary["server"]
            .as_str()
            .is_some_and(|server| server.starts_with("127.0.0.1:")),
        "{summary}"
    );
    let calls = summary["calls"].as_array().expect("calls are a list");
    assert_eq!(calls.len(), 1, "{summary}");
    let call = &calls[0];
    assert_eq!(call["number"], "600");
    assert_eq!(
        call["states"],
        serde_json::json!(["OffHook", "Proceed", "Connected", "OnHook"])
    );
    assert_eq!(call["rtp"]["codec"], "G.711 µ-law 64k");
    assert_eq!(call["rtp"]["ptime_ms"], 20);
    // Two seconds of packets at least, give or take what a busy machine does to a timer, and four
    // more where the signal was late.
    let sent = call["rtp"]["sent"].as_u64().expect("it is counted");
    assert!((90..=400).contains(&sent), "{summary}");
    let received = call["rtp"]["received"].as_u64().expect("it is counted");
    assert!(received >= 80, "{summary}");
    assert_eq!(call["echo"]["heard"], true);
    let round_trip = call["echo"]["round_trip_ms"]
        .as_u64()
        .expect("it is measured");
    assert!((20..1000).contains(&round_trip), "{summary}");
}

#[test]
fn the_call_lists_are_kept_from_start_to_start() {
    let folder = std::env::temp_dir().join(format!("offhook-call-lists-{}", std::process::id()));
    let file = folder.join("calls.json");
    let path = file.to_str().expect("it is plain");
    for calls in 1..=2 {
        let arguments = [
            "demo",
            "--headless",
            "--for",
            "1s",
            "--json",
            "--call-log",
            path,
        ];
        let finished = run(&arguments);
        let logged = finished.events();
        let logged = logged.iter().find(|event| event["event"] == "logged");
        assert_eq!(logged.expect("it is told")["number"], "600");
        let kept = std::fs::read_to_string(&file).expect("it was written");
        let kept: serde_json::Value = serde_json::from_str(&kept).expect("it is whole");
        let kept = kept["calls"].as_array().expect("a list").clone();
        assert_eq!(kept.len(), calls);
        assert!(kept.iter().all(|call| call["list"] == "placed"));
    }
    std::fs::remove_dir_all(&folder).expect("it was made");
}

/// A tenth of a second is less than the signal is long.
#[test]
fn a_call_too_short_for_the_signal_goes_on_until_it_is_back() {
    let arguments = ["demo", "--headless", "--for", "100ms"];
    let finished = run(&arguments);
    finished.ended_with(0);
}

#[test]
fn the_demo_shows_the_phone_to_people() {
    let finished = run(&["demo", "--headless", "--for", "1s"]);
    finished.ended_with(0);
    let text = finished.lines.join("\n");
    for part in [
        "┌─ SEP",
        "600",
        "connected",
        "[Hold]",
        "was registered with 127.0.0.1:",
        "The sent signal came back",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn old_and_new_protocol_versions_carry_the_call() {
    for version in ["3", "11", "17"] {
        let arguments = [
            "demo",
            "--headless",
            "--call",
            "600",
            "--for",
            "2s",
            "--json",
            "--protocol",
            version,
        ];
        let finished = run(&arguments);
        assert!(finished.status.success(), "version {version}: {finished:?}");
        assert_eq!(finished.summary()["protocol_version"].to_string(), version);
    }
}

#[cfg(unix)]
#[test]
fn a_demo_that_is_terminated_leaves_in_order() {
    let mut demo = Running::start(&mut offhook(&[
        "demo",
        "--headless",
        "--for",
        "1m",
        "--json",
    ]));
    demo.state("Connected");
    demo.signal("TERM");
    let finished = demo.finish();
    assert!(
        finished.after < std::time::Duration::from_secs(5),
        "{finished:?}"
    );
    let states = finished.summary()["calls"][0]["states"].clone();
    assert_eq!(
        states.as_array().and_then(|states| states.last()),
        Some(&"OnHook".into())
    );
}

#[test]
fn a_call_that_cannot_connect_is_no_success_and_is_not_waited_for() {
    for (number, reason) in [
        ("603", "not connected: the far end is busy"),
        ("604", "not connected: there is no such number"),
    ] {
        let finished = run(&[
            "demo",
            "--headless",
            "--call",
            number,
            "--for",
            "1s",
            "--json",
        ]);
        finished.ended_with(1);
        finished.said(reason);
        assert_eq!(finished.summary()["registered"], true);
    }
}
