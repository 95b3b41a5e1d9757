//! The phone in a terminal.

use std::sync::Arc;

use callmanager::Config;
use softphone::{Intent, Moment, PhoneHandle, Screen};
use terminal::{Look, Options, Phone, Theme};
use tokio::runtime::Handle;

use crate::args::PhoneOptions;
use crate::commands::running::{Engine, LOOPBACK, own_device, start_phone, start_server};
use crate::config::ConfigFile;
use crate::dialling_now::DiallingNow;
use crate::exit::Outcome;
use crate::people;
use crate::settings::Settings;
use crate::signals::StopSignals;
use crate::values::ServerName;

/// A phone by these settings.
pub(crate) fn run_phone(mut settings: Settings) -> anyhow::Result<Outcome> {
    settings.keep_call_log();
    let engine = Engine::start()?;
    show(settings, &engine, false)
}

/// A phone against the embedded call server.
pub(crate) fn run_demo(
    options: PhoneOptions,
    core: Config,
    file: &ConfigFile,
) -> anyhow::Result<Outcome> {
    let engine = Engine::start()?;
    let server = start_server(LOOPBACK, core)?;
    let address = ServerName(server.local_addr().to_string());
    let settings = Settings::merge(options, vec![address], file, own_device)?;
    let shown = show(settings, &engine, true);
    server.stop();
    shown
}

fn show(settings: Settings, engine: &Engine, demo: bool) -> anyhow::Result<Outcome> {
    let variable = |name: &str| std::env::var(name).ok();
    let options = Options {
        look: Look::of_environment(Theme::Terminal, variable),
        keys: settings.keys.map.clone(),
        term: variable("TERM").unwrap_or_default(),
    };
    let config = settings.file.as_deref();
    let dialling = DiallingNow::new(&settings.dialling, config);
    let store = people::store(&settings.contacts, config, demo);
    // A person looks at it, as at a window; of screens only the newest is read.
    let (handle, _changes) = start_phone(settings.in_window(), engine.handle(), None)?;
    let phone = handle.clone();
    engine.handle().spawn(async move {
        let books = people::read(store, &phone);
        people::tell(phone, books, dialling, || {}).await;
    });
    let stopping = handle.clone();
    engine.handle().spawn(async move {
        match StopSignals::listen() {
            Ok(mut stop) => {
                stop.next().await;
                stopping.send(Intent::Quit);
            }
            Err(error) => tracing::warn!(%error, "the system's signals cannot be listened to"),
        }
    });
    let phone = TerminalPhone {
        handle,
        runtime: engine.handle().clone(),
    };
    terminal::run(&phone, options)?;
    Ok(Outcome::Done)
}

/// A running phone, as the terminal sees it.
struct TerminalPhone {
    handle: PhoneHandle,
    runtime: Handle,
}

impl Phone for TerminalPhone {
    fn screen(&self) -> Arc<Screen> {
        self.handle.screen()
    }

    fn send(&self, intent: Intent) {
        self.handle.send(intent);
    }

    fn now(&self) -> Moment {
        self.handle.now()
    }

    fn on_change(&self, wake: Box<dyn Fn() + Send + Sync>) {
        let mut screens = self.handle.screens();
        let handle = self.handle.clone();
        self.runtime.spawn(async move {
            while screens.changed().await.is_ok() {
                wake();
            }
            handle.finished().await;
            wake();
        });
    }

    fn finished(&self) -> bool {
        self.handle.is_finished()
    }
}
