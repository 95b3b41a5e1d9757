//! `offhook callmanager`: the embedded call server, until it is told to stop.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use callmanager::{Config, PhoneStatus, SERVICES, Server};

use crate::args::CallManagerArguments;
use crate::commands::running::{Engine, start_server};
use crate::exit::Outcome;
use crate::server_config;
use crate::signals::StopSignals;
use crate::writer::LineWriter;

/// How often to look who has come and gone; people read this, not programs.
const LOOK: Duration = Duration::from_millis(200);

/// How long the last lines may take to be read.
const END_LIMIT: Duration = Duration::from_millis(250);

/// Runs the embedded call server, and tells who registers.
pub(crate) fn run(
    arguments: &CallManagerArguments,
    file: Option<&Path>,
) -> anyhow::Result<Outcome> {
    if arguments.example_config {
        // A reader that is gone has seen what it wanted.
        let _gone = io::stdout().write_all(Config::EXAMPLE.as_bytes());
        return Ok(Outcome::Done);
    }
    let config = server_config::load(file)?;
    let engine = Engine::start()?;
    let numbers = numbers(&config);
    let server = start_server(arguments.listen, config)?;
    // A reader that is slow or gone does not hold up the server, nor its end.
    let told = LineWriter::start(io::stdout(), |lost| {
        format!("({lost} lines were lost here)")
    })?;
    told.line(format!(
        "The call server listens on {}",
        server.local_addr()
    ));
    for line in numbers {
        told.line(line);
    }
    engine.runtime().block_on(async {
        let mut stop = StopSignals::listen()?;
        tokio::select! {
            () = stop.next() => {}
            () = tell_phones(&server, &told) => {}
        }
        io::Result::Ok(())
    })?;
    server.stop();
    told.end(None, END_LIMIT);
    Ok(Outcome::Done)
}

/// Tells who has come and gone, for ever.
async fn tell_phones(server: &Server, told: &LineWriter) {
    let mut known = BTreeMap::new();
    loop {
        for phone in server.phones() {
            if let Some(line) = news(&mut known, &phone) {
                told.line(line);
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// What is new about a phone.
fn news(known: &mut BTreeMap<String, bool>, phone: &PhoneStatus) -> Option<String> {
    let PhoneStatus {
        device,
        number,
        registered,
        ..
    } = phone;
    let before = known.insert(device.clone(), *registered).unwrap_or(false);
    match (before, *registered) {
        (false, true) => Some(format!("{device} has registered; its number is {number}")),
        (true, false) => Some(format!("{device} ({number}) has left")),
        _ => None,
    }
}

/// What can be dialled besides the phones.
fn numbers(config: &Config) -> Vec<String> {
    let named = |number: &str, name: &str| match (number, name) {
        ("", _) => None,
        (number, "") => Some(number.to_owned()),
        (number, name) => Some(format!("{number} {name}")),
    };
    let services = SERVICES
        .iter()
        .filter_map(|(number, service)| named(number, service.name(config.language)));
    let own = [
        named(&config.voicemail.number, "Voice mail"),
        named(&config.park.to_string(), "Parked calls"),
        named(&config.meet_me.to_string(), "Meet-me"),
        named(&config.paging.number, "Paging"),
    ];
    let hunt = config.hunt_groups.iter();
    let hunt = hunt.filter_map(|group| named(&group.number, &group.name));
    let page = config.page_groups.iter();
    let page = page.filter_map(|group| named(&group.number, &group.name));
    let scripts = config.scripts.iter();
    let scripts: Vec<_> = scripts
        .filter_map(|script| named(&script.number, &script.name))
        .collect();
    let numbers: Vec<_> = services
        .chain(own.into_iter().flatten())
        .chain(hunt)
        .chain(page)
        .collect();
    let mut lines = vec![format!("Numbers: {}", numbers.join(", "))];
    if !scripts.is_empty() {
        lines.push(format!("Scripts: {}", scripts.join(", ")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_can_be_dialled() {
        let lines = numbers(&Config::default());
        assert!(lines[0].starts_with("Numbers: 600 Echo, "), "{lines:?}");
        for part in ["610 Voice mail", "620-629 Parked calls", "640 Paging"] {
            assert!(lines[0].contains(part), "{part} in {lines:?}");
        }
        assert!(lines[1].starts_with("Scripts: 650 "), "{lines:?}");
    }

    #[test]
    fn tells_each_coming_and_going_once() {
        let mut known = BTreeMap::new();
        let mut phone = PhoneStatus {
            device: "SEP001122334455".to_owned(),
            number: "1001".to_owned(),
            registered: true,
            calls: 0,
        };
        let came = news(&mut known, &phone);
        assert_eq!(
            came.as_deref(),
            Some("SEP001122334455 has registered; its number is 1001")
        );
        assert_eq!(news(&mut known, &phone), None);
        phone.registered = false;
        assert!(news(&mut known, &phone).is_some());
        assert_eq!(news(&mut known, &phone), None);
    }
}
