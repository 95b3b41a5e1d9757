//! One field after the other, put where the reference's tables have it: what is
//! read is that field and nothing else. The offsets come from the reference, not
//! from our declarations, so a wrong pair of decoder and encoder fails here.

use std::net::{IpAddr, Ipv4Addr};

use sccp::*;

/// A row of the table: a field's place in the versions `since..=until`.
struct Place {
    id: u32,
    since: u8,
    until: u8,
    offset: usize,
    /// `u8` to `u32`, `i32`, `text` or `address`.
    form: &'static str,
    field: &'static str,
}

fn places() -> impl Iterator<Item = Place> {
    let rows = include_str!("data/offsets.csv").lines().skip(1);
    rows.map(|row| {
        let columns: Vec<&'static str> = row.split(',').collect();
        let number = |at: usize| columns[at].parse::<usize>().expect("a number");
        Place {
            id: u32::from_str_radix(&columns[0][2..], 16).expect("an id"),
            since: number(1) as u8,
            until: number(2) as u8,
            offset: number(3),
            form: columns[4],
            field: columns[5],
        }
    })
}

const ADDRESS: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 33);

/// What is put there.
fn bytes_of(place: &Place, version: u8) -> Vec<u8> {
    match place.form {
        "u8" | "u16" | "u32" | "i32" => vec![5],
        "text" => vec![b'x'],
        // Register has IPv4 and IPv6 apart.
        "address" if version < 17 || place.id == 0x0001 => ADDRESS.octets().to_vec(),
        // The kind in front is 0 for IPv4.
        "address" => [&[0; 4], &ADDRESS.octets()[..]].concat(),
        other => panic!("no form {other}"),
    }
}

/// What is to be found of it.
fn expected(place: &Place, version: u8) -> Vec<(&'static str, String)> {
    let five = || "5".to_owned();
    match (place.id, place.field) {
        (_, "alignmentPadding") => vec![],
        // What old phones do not send, as they were captured.
        (0x0004, "lineInstance") if version < 17 => vec![],
        (0x0027, "unRegReasonCode") if version < 15 => vec![],
        (0x0034, "featureCapabilities") if version < 11 => vec![],
        // Four bytes that are the bit rate for one codec only.
        (_, "g723BitRate") => vec![("codecMode", five())],
        // Three bytes are one field here.
        (0x0001 | 0x0081, "unknown") => vec![("phoneFeatures", "[5, 0, 0]".to_owned())],
        (0x0001 | 0x0081, "phoneFeatures") => {
            vec![("phoneFeatures", "[0, 5, 0]".to_owned())]
        }
        (_, field) => match place.form {
            "text" => vec![(field, "x".to_owned())],
            "address" => vec![(field, ADDRESS.to_string())],
            _ => vec![(field, five())],
        },
    }
}

/// What says something, by name.
fn leaves(name: &'static str, value: &Value, found: &mut Vec<(&'static str, String)>) {
    match value {
        _ if value.is_blank() => {}
        Value::Number(number) => found.push((name, number.to_string())),
        Value::Named(number, _) | Value::Bits(number) => found.push((name, number.to_string())),
        Value::Text(text) => found.push((name, text.clone())),
        // In two messages the table has it as a number.
        Value::Address(IpAddr::V4(ip)) if *ip == Ipv4Addr::new(5, 0, 0, 0) => {
            found.push((name, "5".to_owned()));
        }
        Value::Address(address) => found.push((name, address.to_string())),
        Value::Bytes(bytes) => found.push((name, format!("{bytes:?}"))),
        Value::Hidden(count) => found.push((name, format!("{count} bytes"))),
        Value::Digits(value) => leaves(name, value, found),
        Value::List(values) => values.iter().for_each(|value| leaves(name, value, found)),
        Value::Struct(parts) => parts
            .iter()
            .for_each(|(name, value)| leaves(name, value, found)),
    }
}

#[test]
fn each_field_is_read_where_the_reference_has_it() {
    let mut checked = 0;
    let mut wrong = Vec::new();
    for place in places() {
        let kind = MessageKind::find(place.id).expect("every message is declared");
        // Header version 0 in full is the form of versions 8 to 10.
        for number in place.since.max(8)..=place.until {
            let version = ProtocolVersion::new(number);
            let put = bytes_of(&place, number);
            let end = place.offset + put.len();
            let size = match (place.id, kind.size(version)) {
                // Which form it has is told by where an empty text ends.
                (0x0023, _) if number >= 18 => 65,
                (0x0023, _) => 64,
                (_, Some(size)) => size,
                (_, None) => kind.min_size + 40,
            };
            let mut body = vec![0; size.max(end)];
            body[place.offset..end].copy_from_slice(&put);
            let packet = Packet::decode_body(0, place.id, &body, version).expect("long enough");
            let mut found = Vec::new();
            leaves("", &packet.message.value(), &mut found);
            if found == expected(&place, number) {
                checked += 1;
            } else {
                wrong.push(format!(
                    "{} {version}: {} at {} is read as {found:?}",
                    kind.name, place.field, place.offset
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), wrong.len());
    assert!(checked > 9_500, "{checked} fields are many");
}
