//! JSON of a capture, compared with what Wireshark reads in it.

mod capture;

use std::path::Path;
use std::process::Command;

use capture::{Flags, Made, PHONE, SERVER, frame, read, written};
use lab::JsonWriter;
use sccp::{CallState, CallStateCode, KeepAliveAck, Register, RegisterAck, SetLamp};
use serde_json::Value;

/// Fields of a message as Wireshark names them, and where they stand in our JSON.
const FIELDS: [(&str, &str); 8] = [
    ("skinny.messageId", "/message_id"),
    ("skinny.hdr_version", "/header_version"),
    ("skinny.callReference", "/fields/callReference"),
    ("skinny.lineInstance", "/fields/lineInstance"),
    ("skinny.passThroughPartyId", "/fields/passThroughPartyId"),
    ("skinny.portNumber", "/fields/portNumber"),
    ("skinny.callState", "/fields/callState/code"),
    ("skinny.compressionType", "/fields/compressionType/code"),
];

/// The values of each message, in order, as Wireshark reads them; `None` if it is not
/// installed, which only a run without `CI` forgives.
fn wireshark(path: &Path) -> Option<Vec<Vec<String>>> {
    let mut command = Command::new("tshark");
    command
        .arg("-r")
        .arg(path)
        .args(["-n", "-T", "fields", "-E", "occurrence=a"]);
    command.args(["-E", "aggregator=|", "-Y", "skinny"]);
    command.args(["-2", "-o", "tcp.reassemble_out_of_order:TRUE"]);
    for (field, _) in FIELDS {
        command.args(["-e", field]);
    }
    let Ok(output) = command.output() else {
        assert!(
            std::env::var_os("CI").is_none(),
            "tshark is not installed, and this run is to check against it"
        );
        eprintln!("\n*** SKIPPED: tshark is not installed, so nothing was compared with it\n");
        return None;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).expect("plain text");
    let rows = text.lines().map(|line| {
        let columns = line.split('\t');
        columns.map(decimal).collect()
    });
    Some(rows.collect())
}

/// Numbers in decimal, whatever base they are shown in.
fn decimal(column: &str) -> String {
    let number = |text: &str| match text.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).map_or(text.to_owned(), |n| n.to_string()),
        None => text.to_owned(),
    };
    column.split('|').map(number).collect::<Vec<_>>().join("|")
}

fn ours(file: &[u8]) -> Vec<Value> {
    let (events, ..) = read(file);
    written(&events, |event, out| {
        JsonWriter::default().write(event, out)
    })
    .iter()
    .map(|line| serde_json::from_str(line).expect("a line is an object"))
    .collect()
}

/// Values of one of our messages, as text; empty where it has no such field.
fn values(message: &Value) -> Vec<String> {
    FIELDS
        .iter()
        .map(|(_, path)| {
            message
                .pointer(path)
                .map(ToString::to_string)
                .unwrap_or_default()
        })
        .collect()
}

#[test]
fn the_examples_have_the_same_values() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/examples.pcap");
    let Some(theirs) = wireshark(&file) else {
        return;
    };
    let ours = ours(include_bytes!("data/examples.pcap"));
    assert_eq!(ours.len(), theirs.len());
    let mut compared = 0;
    for (message, theirs) in ours.iter().zip(&theirs) {
        // The form of CallManager 4 is older than the dissector, which calls it malformed.
        let is_old_form =
            message["message"] == "StartMediaTransmission" && message["header_version"] == 0;
        // A header version of 0 is the full form to it, whatever was registered.
        let is_other_layout = message["header_version"] == 0 && message["layout"] != 8;
        for ((ours, theirs), (field, _)) in values(message).iter().zip(theirs).zip(FIELDS) {
            let is_header = field == "skinny.messageId" || field == "skinny.hdr_version";
            if is_header || !(is_old_form || is_other_layout || theirs.is_empty()) {
                assert_eq!(ours, theirs, "{field} of {message}");
                compared += 1;
            }
        }
    }
    assert!(compared > 80, "only {compared} values were compared");
}

#[test]
fn the_same_messages_are_found_in_cut_and_reordered_segments() {
    let register = Register {
        protocol_ver: 17,
        ..Default::default()
    };
    let ack = RegisterAck {
        max_protocol_ver: 17,
        ..Default::default()
    };
    let mut bytes = frame(ack, 17);
    for call_reference in 1..=20 {
        bytes.extend(frame(SetLamp::default(), 17));
        let state = CallState {
            call_state: CallStateCode::CONNECTED,
            line_instance: 1,
            call_reference,
            ..Default::default()
        };
        bytes.extend(frame(state, 17));
        bytes.extend(frame(KeepAliveAck {}, 17));
    }
    let mut made = Made::default();
    made.tcp(0, PHONE, SERVER, (Flags::Syn, 0), &[]);
    made.tcp(1, SERVER, PHONE, (Flags::SynAck, 0), &[]);
    made.tcp(2, PHONE, SERVER, (Flags::Ack, 1), &frame(register, 17));
    let first = made.packets.len();
    for (n, piece) in bytes.chunks(50).enumerate() {
        let sequence = 1 + n as u32 * 50;
        made.tcp(10, SERVER, PHONE, (Flags::Ack, sequence), piece);
    }
    // Every other pair of segments the wrong way round, and one twice.
    for pair in made.packets[first..].chunks_exact_mut(4) {
        pair.swap(1, 2);
    }
    made.packets.insert(first + 5, made.packets[first].clone());
    for (name, file) in [
        ("segments.pcap", made.pcap()),
        ("segments.pcapng", made.pcapng()),
    ] {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, &file).expect("a file in the target folder");
        let ids: Vec<String> = ours(&file)
            .iter()
            .map(|m| m["message_id"].to_string())
            .collect();
        assert_eq!(ids.len(), 62);
        let Some(theirs) = wireshark(&path) else {
            return;
        };
        let theirs: Vec<String> = theirs
            .iter()
            .flat_map(|row| row[0].split('|'))
            .map(str::to_owned)
            .collect();
        assert_eq!(ids, theirs, "{name}");
    }
}
