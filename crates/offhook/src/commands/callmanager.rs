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
    let server = start_server(arguments.listen, config)?;
    // A reader that is slow or gone does not hold up the server, nor its end.
    let told = LineWriter::start(io::stdout(), |lost| {
        format!("({lost} lines were lost here)")
    })?;
    told.line(format!(
        "The call server listens on {}",
        server.local_addr()
    ));
    told.line(services());
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

fn services() -> String {
    let services = SERVICES
        .iter()
        .map(|(number, service)| format!("{number} {}", service.name()));
    format!("Numbers: {}", services.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

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
