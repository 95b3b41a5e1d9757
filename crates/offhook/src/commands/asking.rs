//! `offhook dial`, `answer`, `hangup`, `mute` and `status`: the running phone is asked.

use std::io::Write;

use anyhow::{Context, bail};
use softphone::{Moment, RegistrationState, Screen};

use crate::args::{DialArguments, MuteArguments, ReportArguments, StatusArguments};
use crate::control::{ControlChoice, Reply, Request, ask, who};
use crate::exit::Outcome;
use crate::headless::summary::state_name;

/// Has a number dialled or offered.
pub(crate) fn dial(arguments: DialArguments) -> anyhow::Result<Outcome> {
    let DialArguments { number, now, ask } = arguments;
    tell(ask.control, Request::Dial { number, now })
}

/// Has the microphone muted or not.
pub(crate) fn mute(arguments: MuteArguments) -> anyhow::Result<Outcome> {
    let on = arguments.state.map(|state| state == "on");
    tell(arguments.ask.control, Request::Mute { on })
}

/// Has a problem report written.
pub(crate) fn report(arguments: ReportArguments) -> anyhow::Result<Outcome> {
    let ReportArguments { file, ask } = arguments;
    // The phone may run in another folder.
    let file = file
        .map(|file| std::path::absolute(&file).with_context(|| file.display().to_string()))
        .transpose()?;
    tell(ask.control, Request::Report { file })
}

/// Has something done, and says how that went.
pub(crate) fn tell(control: Option<ControlChoice>, request: Request) -> anyhow::Result<Outcome> {
    say_done(reply_to(control, &request)?)
}

/// Says what was done.
pub(crate) fn say_done(reply: Reply) -> anyhow::Result<Outcome> {
    if let Some(error) = reply.error {
        bail!(error);
    }
    if let Some(said) = reply.said {
        say(&format!("{said}\n"));
    }
    Ok(Outcome::Done)
}

/// Tells what the phone shows.
pub(crate) fn status(arguments: StatusArguments) -> anyhow::Result<Outcome> {
    let reply = reply_to(arguments.ask.control, &Request::Status)?;
    let Some(mut told) = reply.screen else {
        bail!(reply.error.unwrap_or_default());
    };
    if arguments.json {
        say(&format!("{told}\n"));
    } else {
        let seconds = told["time"].as_f64().unwrap_or_default();
        let screen: Screen = serde_json::from_value(told["screen"].take())
            .context("the running phone is of another version: --json shows what it says")?;
        say(&in_words(
            &screen,
            Moment::from_micros((seconds * 1e6) as u64),
        ));
    }
    Ok(Outcome::Done)
}

fn reply_to(control: Option<ControlChoice>, request: &Request) -> anyhow::Result<Reply> {
    let Some(place) = control.unwrap_or(ControlChoice::On).place() else {
        bail!("--control off: no phone can be asked");
    };
    match ask(&place, request)? {
        Some(reply) => Ok(reply),
        None => bail!(
            "no running phone is asked at {}; `offhook` starts one, and a phone without a window listens there with --control on",
            place.path().display()
        ),
    }
}

fn say(text: &str) {
    // A reader that is gone has seen what it wanted.
    let _gone = std::io::stdout().write_all(text.as_bytes());
}

/// What the phone shows, in a few lines.
fn in_words(screen: &Screen, now: Moment) -> String {
    let registration = &screen.registration;
    let mut text = match registration.state {
        RegistrationState::Registered => format!(
            "{} ({}) is registered with {}\n",
            screen.own_number, screen.device, registration.server
        ),
        _ => format!("{}: {}\n", screen.device, registration.text),
    };
    for call in &screen.calls {
        let since = now.since(call.connected_at.unwrap_or(call.state_since));
        text += &format!(
            "call {}: {}, {}, {} s\n",
            call.call_reference,
            who(call),
            state_name(call.state),
            since.as_secs()
        );
    }
    if screen.calls.is_empty() {
        text += "no call\n";
    }
    if !screen.dialled.is_empty() && !screen.off_hook {
        text += &format!("to be dialled: {}\n", screen.dialled);
    }
    if screen.muted {
        text += "the microphone is muted\n";
    }
    if screen.missed_calls > 0 {
        text += &format!("missed calls: {}\n", screen.missed_calls);
    }
    if screen.message_waiting != softphone::Lamp::Off {
        text += "a message waits\n";
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use softphone::{Call, CallState, Lamp, Registration};

    #[test]
    fn the_status_says_what_matters_in_words() {
        let screen = Screen {
            device: "SEP001122334455".to_owned(),
            own_number: "1001".to_owned(),
            registration: Registration {
                state: RegistrationState::Registered,
                server: "192.0.2.1:2000".to_owned(),
                ..Registration::default()
            },
            calls: vec![Call {
                call_reference: 7,
                state: CallState::Connected,
                remote_name: "Echo".to_owned(),
                remote_number: "600".to_owned(),
                connected_at: Some(Moment::from_secs(10)),
                ..Call::default()
            }],
            muted: true,
            missed_calls: 2,
            message_waiting: Lamp::On,
            ..Screen::default()
        };
        assert_eq!(
            in_words(&screen, Moment::from_secs(75)),
            "1001 (SEP001122334455) is registered with 192.0.2.1:2000\n\
             call 7: Echo (600), Connected, 65 s\n\
             the microphone is muted\n\
             missed calls: 2\n\
             a message waits\n"
        );
    }
}
