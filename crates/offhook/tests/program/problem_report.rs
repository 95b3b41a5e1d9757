//! Problem reports: what is in them, and what is not.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use lab::{CaptureReader, Trace, TraceEvent, TracedMessage};

use crate::harness::{CallServer, Running, run};

/// Nobody has it; it stands in no time and no address.
const NUMBER: &str = "5550172943";

/// What was to be kept from the report, in every way in which texts are written.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
    vec![
        text.as_bytes().to_vec(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ]
}

fn holds(content: &[u8], text: &str) -> bool {
    let mut forms = forms(text).into_iter();
    forms.any(|form| content.windows(form.len()).any(|part| part == form))
}

fn folder(name: &str) -> PathBuf {
    let name = format!("offhook-report-{name}-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("there is room");
    folder
}

/// The files in a report.
fn files_of(report: &Path) -> BTreeMap<String, Vec<u8>> {
    let file = std::fs::File::open(report).expect("it was written");
    let mut archive = zip::ZipArchive::new(file).expect("it is an archive");
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut one = archive.by_index(at).expect("it is there");
        let mut content = Vec::new();
        one.read_to_end(&mut content).expect("it is whole");
        let name = one.name().expect("it is plain").into_owned();
        files.insert(name, content);
    }
    files
}

fn messages_of(capture: &Path, port: u16) -> Vec<TracedMessage> {
    let mut reader = CaptureReader::open(capture).expect("it is a capture");
    let mut trace = Trace::new(&[port]);
    let mut events = Vec::new();
    while let Some(packet) = reader.next_packet().expect("it is whole") {
        trace.packet(&packet, &mut events);
    }
    trace.finish(&mut events);
    let messages = events.into_iter().filter_map(|event| match event {
        TraceEvent::Message(message) => Some(*message),
        _ => None,
    });
    messages.collect()
}

fn port_of(server: &CallServer) -> u16 {
    let (_, port) = server.address.rsplit_once(':').expect("it has a port");
    port.parse().expect("it is a number")
}

#[test]
fn a_report_has_what_happened_and_no_number_that_was_dialled() {
    let folder = folder("digits");
    let report = folder.join("report.zip");
    let trace = folder.join("trace.pcapng");
    let config = folder.join("config.toml");
    let speed = format!("# I call {NUMBER}\nserver = \"192.0.2.1\"\n");
    std::fs::write(&config, speed).expect("there is room");
    let path = |path: &Path| path.to_str().expect("it is plain").to_owned();
    let server = CallServer::start();
    let mut phone = Running::phone(
        &server,
        "SEP0000000000F1",
        &["--trace", &path(&trace), "--config", &path(&config)],
    );
    phone.tell_all(&[
        "wait registered 20s",
        &format!("dial {NUMBER}"),
        "sleep 3s",
        "hangup",
        "wait idle 20s",
        "dial 600",
        "wait connected 20s",
        &format!("key {NUMBER}"),
        "sleep 5s",
        &format!("paste {NUMBER}"),
        &format!("report {}", path(&report)),
        "hangup",
        "wait idle 20s",
        "quit",
    ]);
    let finished = phone.finish();
    finished.ended_with(0);

    // The server was told the number, key by key: a trace that was asked for has it.
    let told = messages_of(&trace, port_of(&server));
    let told = told
        .iter()
        .filter(|message| message.name() == "KeypadButton")
        .filter(|key| key.frame.body.iter().any(|byte| *byte != 0));
    let told = told.count();
    assert!(told > 0, "{told} keys");

    let files = files_of(&report);
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    let wanted = [
        "README.txt",
        "about.txt",
        "devices.txt",
        "journal.pcapng",
        "journal.txt",
        "log.txt",
        "settings.toml",
        "statistics.json",
        "status.txt",
    ];
    assert_eq!(names, wanted);
    for (name, content) in &files {
        assert!(!holds(content, NUMBER), "{name}");
        // Nor a part of it that somebody could go on from.
        assert!(!holds(content, &NUMBER[..8]), "{name}");
        assert!(!holds(content, &NUMBER[2..]), "{name}");
    }
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("it is text");
    let journal = text("journal.txt");
    for told in [
        "is connected to",
        "Register sid=",
        "SEP0000000000F1",
        "callState=Connected",
        "begins",
        "xxx",
    ] {
        assert!(journal.contains(told), "{told}: {journal}");
    }
    assert!(text("settings.toml").contains("192.0.2.1"));
    assert!(text("status.txt").contains("SEP0000000000F1"));
    assert!(text("about.txt").contains(env!("CARGO_PKG_VERSION")));
    let statistics: serde_json::Value =
        serde_json::from_str(&text("statistics.json")).expect("it is JSON");
    assert_eq!(statistics[0]["remote_number"], "");
    assert!(statistics[0]["samples"][0]["jitter_ms"].is_number());

    // The capture is one, and has no key that was pressed.
    let capture = folder.join("journal.pcapng");
    std::fs::write(&capture, &files["journal.pcapng"]).expect("there is room");
    let messages = messages_of(&capture, port_of(&server));
    assert!(messages.len() > 30, "{} messages", messages.len());
    let keys = messages
        .iter()
        .filter(|message| message.name() == "KeypadButton");
    let mut pressed = 0;
    for key in keys {
        pressed += 1;
        let blank = key.frame.body.iter().all(|byte| *byte == 0);
        assert!(blank, "{key:?}");
    }
    assert!(pressed > 0, "{pressed} keys");
    opens_in_wireshark(&capture, port_of(&server), messages.len());
    std::fs::remove_dir_all(&folder).expect("it is there");
}

/// Where tshark is installed, it finds as many messages.
fn opens_in_wireshark(capture: &Path, port: u16, messages: usize) {
    let mut tshark = Command::new("tshark");
    tshark.arg("-r").arg(capture).args(["-n", "-d"]);
    tshark.arg(format!("tcp.port=={port},skinny"));
    tshark.args(["-Y", "skinny", "-T", "fields", "-e", "skinny.messageId"]);
    tshark.args(["-E", "occurrence=a"]);
    let Ok(output) = tshark.output() else {
        eprintln!("SKIPPED: tshark is not installed, so Wireshark did not open the capture.");
        return;
    };
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("plain text");
    let found = text.lines().flat_map(|line| line.split(',')).count();
    assert_eq!(found, messages, "{text}");
}

#[test]
fn a_report_that_cannot_be_written_says_why_and_the_phone_goes_on() {
    let server = CallServer::start();
    let mut phone = Running::phone(&server, "SEP0000000000F2", &[]);
    phone.tell_all(&[
        "wait registered 20s",
        "report /no/such/folder/report.zip",
        "dial 600",
        "wait connected 20s",
        "hangup",
        "quit",
    ]);
    let finished = phone.finish();
    finished.ended_with(1);
    let said = format!("{:?}", finished.lines);
    assert!(
        said.contains("report.zip cannot be written"),
        "{finished:?}"
    );
    assert!(said.contains("Connected"), "{finished:?}");
}

#[cfg(unix)]
#[test]
fn a_running_phone_writes_one_when_it_is_asked_from_outside() {
    let folder = folder("asked");
    let place = folder.join("control");
    let place = place.to_str().expect("it is plain");
    let report = folder.join("report.zip");
    let server = CallServer::start();
    let mut phone = Running::phone(&server, "SEP0000000000F3", &["--control", place]);
    phone.event("registered", |_| true);
    let path = report.to_str().expect("it is plain");
    let asked = run(&["report", path, "--control", place]);
    asked.ended_with(0);
    assert!(asked.lines[0].contains("report.zip"), "{asked:?}");
    assert!(files_of(&report).contains_key("README.txt"));
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(&report)
            .expect("it is there")
            .permissions(),
    );
    assert_eq!(mode & 0o077, 0, "nobody else may read it");
    phone.tell("quit");
    phone.finish().ended_with(0);
    std::fs::remove_dir_all(&folder).expect("it is there");
}
