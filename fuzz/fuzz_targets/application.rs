//! Bytes as the document of an application, and presses of keys on what it shows.
//!
//! The first byte says which keys are pressed, the second cuts the document into
//! parts; the rest is the document.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sccp::{Data, Packet, ProtocolVersion, SequenceFlag, UserDataVersion1};
use station::{Input, Intent, Moment, Navigate, Station, StationConfig};

/// Presses after a document.
const PRESSES: usize = 8;

fuzz_target!(|input: &[u8]| {
    let [keys, size, document @ ..] = input else {
        return;
    };
    let mut station = Station::new(StationConfig {
        servers: vec!["192.0.2.1:2000".to_owned()],
        ..StationConfig::default()
    });
    let mut give = |input| {
        station.handle(input, Moment::START);
        while station.poll_output().is_some() {}
    };
    give(Input::Tick);
    give(Input::Connected {
        local: ([192, 0, 2, 2], 50_000).into(),
        peer: ([192, 0, 2, 1], 2000).into(),
    });
    let size = usize::from(*size).max(1) * 8;
    let last = document.len().div_ceil(size).saturating_sub(1);
    for (place, part) in document.chunks(size).enumerate() {
        let sequence_flag = match place {
            place if place == last => SequenceFlag::LAST,
            0 => SequenceFlag::FIRST,
            _ => SequenceFlag::MORE,
        };
        let message = sccp::UserToDeviceDataVersion1 {
            user_to_device_data: UserDataVersion1 {
                application_id: 9081,
                sequence_flag,
                data: Data::new(part),
                ..Default::default()
            },
        };
        give(Input::Received(
            Packet::new(message, ProtocolVersion::NEWEST).encode(),
        ));
    }
    for press in 0..PRESSES {
        give(Input::Intent(match usize::from(*keys) >> press & 3 {
            0 => Intent::SoftKeyPlace(press),
            1 => Intent::Enter,
            2 => Intent::Navigate(Navigate::Down),
            _ => Intent::Key('1'),
        }));
    }
});
