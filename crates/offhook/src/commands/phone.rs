//! `offhook phone`: a phone against a call server somewhere.

use crate::args::PhoneArguments;
use crate::commands::from_outside::FromOutside;
use crate::commands::running::{Engine, own_device, start_phone};
use crate::commands::{terminal, window};
use crate::config::ConfigFile;
use crate::config::broken::Broken;
use crate::dialling_now::DiallingNow;
use crate::exit::Outcome;
use crate::headless::report::{Form, Report};
use crate::headless::run::{Script, run as run_script};
use crate::headless::steps;
use crate::settings::{Settings, SettingsError};
use crate::signals::StopSignals;

/// Runs a phone, with a window, in a terminal, or by a script on standard input.
pub(crate) fn run(
    arguments: PhoneArguments,
    file: &ConfigFile,
    broken: Option<Broken>,
) -> anyhow::Result<Outcome> {
    let PhoneArguments {
        server,
        headless,
        tui,
        json,
        phone,
    } = arguments;
    let settings = Settings::merge(phone, server, file, own_device)?;
    if settings.station.servers.is_empty() {
        return Err(SettingsError::NoServer.into());
    }
    if tui {
        return terminal::run_phone(settings);
    }
    if !headless {
        return window::run_phone(settings, broken);
    }
    let engine = Engine::start()?;
    let dialling = DiallingNow::new(&settings.dialling, settings.file.as_deref());
    let mut ended = engine.runtime().block_on(async {
        let stop = StopSignals::listen()?;
        let outside = FromOutside::prepare(&settings, dialling)?;
        let (phone, changes) = start_phone(settings, engine.handle(), None)?;
        outside.begin(&phone, engine.handle());
        let script = Script {
            steps: steps::from_standard_input()?,
            ends_at_failure: false,
            echo: None,
            settings: file.path.clone(),
        };
        let report = Report::start(if json { Form::Json } else { Form::Words })?;
        anyhow::Ok(run_script(phone, changes, script, report, stop).await)
    })?;
    ended.report.end(&ended.summary);
    Ok(ended.outcome)
}
