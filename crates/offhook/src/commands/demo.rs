//! `offhook demo`: the phone against a call server of its own, in one program.

use std::time::Duration;

use softphone::Intent;

use crate::args::DemoArguments;
use crate::commands::from_outside::FromOutside;
use crate::commands::running::{Engine, LOOPBACK, own_device, start_phone, start_server};
use crate::commands::{terminal, window};
use crate::config::ConfigFile;
use crate::config::broken::Broken;
use crate::dialling_now::DiallingNow;
use crate::exit::Outcome;
use crate::headless::echo::Echo;
use crate::headless::report::{Form, Report};
use crate::headless::run::{Script, run as run_script};
use crate::headless::script::Command;
use crate::headless::steps;
use crate::headless::waiting::Condition;
use crate::server_config;
use crate::settings::Settings;
use crate::signals::StopSignals;
use crate::values::ServerName;

/// The number that sends back what it hears.
const ECHO_NUMBER: &str = "600";

/// How long each step of the demo may take; on one machine it needs a fraction of it.
const STEP_LIMIT: Duration = Duration::from_secs(10);

/// How much longer a call may take whose signal has not come back yet: a machine that stands
/// still for a moment may spoil what of it a short call has.
const ECHO_LIMIT: Duration = Duration::from_secs(4);

/// Runs the demo, with a window, in a terminal, or without.
pub(crate) fn run(
    arguments: DemoArguments,
    file: &ConfigFile,
    broken: Option<Broken>,
) -> anyhow::Result<Outcome> {
    if arguments.headless {
        run_headless(arguments, file)
    } else if arguments.tui {
        let core = server_config::load(arguments.server_config.as_deref())?;
        terminal::run_demo(arguments.phone, core, file)
    } else {
        let core = server_config::load(arguments.server_config.as_deref())?;
        window::run_demo(arguments.phone, arguments.phones, core, file, broken)
    }
}

fn run_headless(arguments: DemoArguments, file: &ConfigFile) -> anyhow::Result<Outcome> {
    let DemoArguments {
        call,
        duration,
        json,
        phone,
        server_config,
        ..
    } = arguments;
    let number = call.unwrap_or_else(|| ECHO_NUMBER.to_owned());
    let hint = if number == ECHO_NUMBER {
        String::new()
    } else {
        format!("; the number that sends it back is {ECHO_NUMBER}")
    };
    let core = server_config::load(server_config.as_deref())?;
    let engine = Engine::start()?;
    let mut ended = engine.runtime().block_on(async {
        let stop = StopSignals::listen()?;
        let server = start_server(LOOPBACK, core)?;
        let address = ServerName(server.local_addr().to_string());
        // The microphone of the file is for real calls; here the phone has a signal of its own.
        let chosen = phone.input.is_some();
        let settings = Settings::merge(phone, vec![address], file, own_device)?;
        let echo = match &settings.input {
            Some(input) if chosen => Echo::chosen(input),
            _ => Some(Echo::probe(duration)),
        };
        let dialling = DiallingNow::new(&settings.dialling, settings.file.as_deref());
        let outside = FromOutside::prepare(&settings, dialling)?;
        let (phone, changes) = start_phone(settings, engine.handle(), echo.as_ref())?;
        outside.begin(&phone, engine.handle());
        let script = Script {
            steps: steps::from_commands(call_script(number, duration)),
            ends_at_failure: true,
            echo,
            settings: file.path.clone(),
        };
        let report = Report::start(if json { Form::Json } else { Form::Words })?;
        let ended = run_script(phone, changes, script, report, stop).await;
        server.stop();
        anyhow::Ok(ended)
    })?;
    if ended.outcome == Outcome::Done && ended.summary.echo_missed() {
        ended.outcome = Outcome::Failed;
        let text = format!("the signal that was sent did not come back{hint}");
        ended.report.error(&text, ended.at);
    }
    ended.report.end(&ended.summary);
    Ok(ended.outcome)
}

/// Calls the number, talks for so long from the connection on or a little longer, and leaves.
fn call_script(number: String, duration: Duration) -> Vec<Command> {
    let wait = |condition| Command::Wait {
        condition,
        limit: STEP_LIMIT,
    };
    vec![
        wait(Condition::Registered),
        Command::Act(vec![Intent::Dial(number)]),
        wait(Condition::Connected),
        Command::Sleep(duration),
        Command::Listen(ECHO_LIMIT),
        Command::Act(vec![Intent::HangUp]),
        wait(Condition::Idle),
        Command::Quit,
    ]
}
