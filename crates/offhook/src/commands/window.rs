//! The phone in a window.

#[cfg(feature = "window")]
pub(crate) use opened::{run, run_demo, run_phone};
#[cfg(not(feature = "window"))]
pub(crate) use without::{run, run_demo, run_phone};

#[cfg(feature = "window")]
mod opened {
    use std::sync::Arc;

    use anyhow::bail;
    use callmanager::Server;
    use desk::{Choice, Connect, Options, Phone, Start};
    use softphone::{Intent, Moment, PhoneHandle, Screen};
    use tokio::runtime::Handle;

    use crate::args::{PhoneArguments, PhoneOptions};
    use crate::commands::running::{Engine, LOOPBACK, own_device, start_phone, start_server};
    use crate::config::{ConfigFile, ServerName};
    use crate::exit::Outcome;
    use crate::settings::Settings;

    /// The window alone: the phone of the configuration, or a welcome.
    pub(crate) fn run(file: &ConfigFile) -> anyhow::Result<Outcome> {
        need_display()?;
        let engine = Engine::start()?;
        let PhoneArguments {
            server,
            phone: options,
            ..
        } = PhoneArguments::from_environment()?;
        let settings = Settings::merge(options.clone(), server, file, own_device)?;
        if !settings.station.servers.is_empty() {
            return open(
                &engine,
                Start::Phone(start(settings, engine.handle(), None)?),
                Options::default(),
            );
        }
        let device = settings.station.device;
        let start = Start::Welcome(connector(engine.handle().clone(), options, file.clone()));
        open(
            &engine,
            start,
            Options {
                device,
                ..Options::default()
            },
        )
    }

    /// The window with a phone against the embedded call server.
    pub(crate) fn run_demo(options: PhoneOptions, file: &ConfigFile) -> anyhow::Result<Outcome> {
        need_display()?;
        let engine = Engine::start()?;
        let phone = demo_phone(options, file, engine.handle())?;
        open(&engine, Start::Phone(phone), Options::default())
    }

    /// The window with a phone by these settings.
    pub(crate) fn run_phone(settings: Settings) -> anyhow::Result<Outcome> {
        need_display()?;
        let engine = Engine::start()?;
        let phone = start(settings, engine.handle(), None)?;
        open(&engine, Start::Phone(phone), Options::default())
    }

    fn open(_running: &Engine, start: Start, options: Options) -> anyhow::Result<Outcome> {
        desk::run(start, options)?;
        Ok(Outcome::Done)
    }

    /// What the welcome does with the person's choice.
    fn connector(runtime: Handle, options: PhoneOptions, file: ConfigFile) -> Connect {
        Box::new(move |choice| {
            let started = match choice {
                Choice::Demo => demo_phone(options.clone(), &file, &runtime),
                Choice::Server { server, device } => {
                    chosen_phone(&server, device, options.clone(), &file, &runtime)
                }
            };
            started.map_err(|error| format!("{error:#}"))
        })
    }

    fn chosen_phone(
        server: &str,
        device: String,
        options: PhoneOptions,
        file: &ConfigFile,
        runtime: &Handle,
    ) -> anyhow::Result<Box<dyn Phone>> {
        let server: ServerName = server.parse().map_err(anyhow::Error::msg)?;
        let device = Some(device)
            .filter(|device| !device.trim().is_empty())
            .or(options.device);
        let options = PhoneOptions { device, ..options };
        start(
            Settings::merge(options, vec![server], file, own_device)?,
            runtime,
            None,
        )
    }

    fn demo_phone(
        options: PhoneOptions,
        file: &ConfigFile,
        runtime: &Handle,
    ) -> anyhow::Result<Box<dyn Phone>> {
        let server = start_server(LOOPBACK)?;
        let address = ServerName(server.local_addr().to_string());
        start(
            Settings::merge(options, vec![address], file, own_device)?,
            runtime,
            Some(server),
        )
    }

    fn start(
        settings: Settings,
        runtime: &Handle,
        server: Option<Server>,
    ) -> anyhow::Result<Box<dyn Phone>> {
        // The window reads the newest screen and needs no history.
        let (handle, _changes) = start_phone(settings, runtime, None)?;
        Ok(Box::new(WindowPhone {
            handle,
            runtime: runtime.clone(),
            _server: server,
        }))
    }

    /// A running phone, as the window sees it.
    struct WindowPhone {
        handle: PhoneHandle,
        runtime: Handle,
        /// The call server of the demo, which runs as long as its phone.
        _server: Option<Server>,
    }

    impl Phone for WindowPhone {
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

    /// Says early and plainly that there is no display; the window system says it late and oddly.
    fn need_display() -> anyhow::Result<()> {
        let there = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let by_variables = cfg!(all(unix, not(target_os = "macos")));
        if by_variables
            && !there("DISPLAY")
            && !there("WAYLAND_DISPLAY")
            && !there("WAYLAND_SOCKET")
        {
            bail!(
                "there is no display to open a window on; without one the phone runs with --headless, as in `offhook demo --headless`"
            );
        }
        Ok(())
    }
}

#[cfg(not(feature = "window"))]
mod without {
    use anyhow::bail;

    use crate::args::PhoneOptions;
    use crate::config::ConfigFile;
    use crate::exit::Outcome;
    use crate::settings::Settings;

    const NO_WINDOW: &str =
        "this program was built without its window; the phone runs with --headless";

    pub(crate) fn run(_: &ConfigFile) -> anyhow::Result<Outcome> {
        bail!(NO_WINDOW)
    }

    pub(crate) fn run_demo(_: PhoneOptions, _: &ConfigFile) -> anyhow::Result<Outcome> {
        bail!(NO_WINDOW)
    }

    pub(crate) fn run_phone(_: Settings) -> anyhow::Result<Outcome> {
        bail!(NO_WINDOW)
    }
}
