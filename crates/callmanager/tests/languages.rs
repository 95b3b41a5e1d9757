//! One call, seen by phones of different languages and character sets.

mod lab;

use std::time::Duration;

use callmanager::{ButtonConfig, Config, PhoneConfig};
use lab::Lab;
use station::{Charset, Intent, Language, StationConfig};

/// A phone with a line and somebody at it.
fn phone(device: &str, line: &str, name: &str) -> PhoneConfig {
    PhoneConfig {
        device: device.to_owned(),
        name: name.to_owned(),
        buttons: vec![ButtonConfig::Line(line.to_owned())],
        ..PhoneConfig::default()
    }
}

fn start(lab: &mut Lab, device: &str, language: Language, charset: Charset, version: u8) -> usize {
    let place = lab.start_as(StationConfig {
        device: device.to_owned(),
        protocol_version: version,
        language,
        charset,
        ..StationConfig::default()
    });
    lab.run(Duration::from_secs(3));
    assert!(lab.phones[place].registered());
    place
}

#[test]
fn each_phone_says_the_same_call_in_its_own_way() {
    let mut lab = Lab::new(Config {
        phones: vec![
            phone("SEP000000000001", "1001", "Jörg Müller"),
            phone("SEP000000000002", "1002", "Zoé Lefèvre"),
        ],
        ..Config::default()
    });
    let joerg = start(
        &mut lab,
        "SEP000000000001",
        Language::German,
        Charset::Latin1,
        11,
    );
    let zoe = start(
        &mut lab,
        "SEP000000000002",
        Language::French,
        Charset::Utf8,
        22,
    );
    assert_eq!(lab.screen(joerg).prompt, "Ihre aktuellen Optionen");
    assert_eq!(lab.screen(zoe).prompt, "Vos options actuelles");

    lab.wish(joerg, Intent::Dial("1002".to_owned()));
    let ringing = &lab.screen(zoe).calls[0];
    assert_eq!(ringing.remote_name, "Jörg Müller");
    assert_eq!(ringing.prompt, "De 1001");
    lab.wish(zoe, Intent::SoftKey("Répondre".to_owned()));
    let call = &lab.screen(joerg).calls[0];
    assert_eq!(call.remote_name, "Zoé Lefèvre");
    assert_eq!(call.prompt, "Verbunden");
    assert!(lab.talk(joerg, zoe));

    lab.wish(joerg, Intent::SoftKey("Halten".to_owned()));
    lab.wish(joerg, Intent::SoftKey("Resume".to_owned()));
    lab.wish(joerg, Intent::SoftKey("Auflegen".to_owned()));
    assert!(lab.screen(joerg).calls.is_empty() && lab.screen(zoe).calls.is_empty());
}
