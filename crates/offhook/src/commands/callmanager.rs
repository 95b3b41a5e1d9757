//! `offhook callmanager`: the embedded call server, until it is told to stop.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use callmanager::{PhoneStatus, SERVICES, Server};

use crate::args::CallManagerArguments;
use crate::commands::running::{Engine, start_server};
use crate::exit::Outcome;
use crate::signals::StopSignals;

/// How often to look who has come and gone; people read this, not programs.
const LOOK: Duration = Duration::from_millis(200);

/// Runs the embedded call server, and tells who registers.
pub(crate) fn run(arguments: &CallManagerArguments) -> anyhow::Result<Outcome> {
    let engine = Engine::start()?;
    let server = start_server(arguments.listen)?;
    say(&format!(
        "The call server listens on {}",
        server.local_addr()
    ));
    say(&services());
    engine.runtime().block_on(async {
        let mut stop = StopSignals::listen()?;
        tokio::select! {
            () = stop.next() => {}
            () = tell_phones(&server) => {}
        }
        io::Result::Ok(())
    })?;
    server.stop();
    Ok(Outcome::Done)
}

/// Tells who has come and gone, for ever.
async fn tell_phones(server: &Server) {
    let mut known = BTreeMap::new();
    loop {
        for phone in server.phones() {
            if let Some(line) = news(&mut known, &phone) {
                say(&line);
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

fn say(line: &str) {
    // A reader that is gone does not end the server.
    let _gone = writeln!(io::stdout(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_each_coming_and_going_once() {
        let mut known = BTreeMap::new();
        let mut phone = PhoneStatus {
            device: "SEP001122334455".to_owned(),
            number: 1001,
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
