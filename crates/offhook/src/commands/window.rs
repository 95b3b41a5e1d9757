//! The phone in a window.

#[cfg(feature = "window")]
pub(crate) use opened::{run, run_demo, run_phone};
#[cfg(not(feature = "window"))]
pub(crate) use without::{run, run_demo, run_phone};

#[cfg(feature = "window")]
mod opened {
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use anyhow::bail;
    use callmanager::Config;
    use desk::{BrokenFile, Look, Options, Start};
    use keymap::KeyMap;

    use crate::args::{PhoneArguments, PhoneOptions};
    use crate::commands::asking::say_done;
    use crate::commands::neighbours::Neighbours;
    use crate::commands::running::{Engine, own_device};
    use crate::commands::window_begin::{demo_phone, start};
    use crate::commands::window_door::{self, Called, Way, WindowDoor};
    use crate::commands::window_look;
    use crate::commands::window_starter::Starter;
    use crate::config::ConfigFile;
    use crate::config::broken::{Broken, Wrong};
    use crate::control::{ControlChoice, Door, Link};
    use crate::dialling_now::DiallingNow;
    use crate::exit::Outcome;
    use crate::settings::Settings;

    /// The window alone: the phone of the configuration, or a welcome.
    ///
    /// A phone that runs already comes to the front instead, unless a `new` one is wanted.
    pub(crate) fn run(
        link: Option<Link>,
        new: bool,
        file: &ConfigFile,
        path: Option<PathBuf>,
        broken: Option<Broken>,
    ) -> anyhow::Result<Outcome> {
        let called = Called { link, new };
        let path = match broken {
            // It could not be put aside: nothing is kept over it.
            Some(_) => file.path.clone(),
            None => path,
        };
        let notice = broken.map(notice);
        let PhoneArguments {
            server,
            phone: options,
            ..
        } = PhoneArguments::from_environment()?;
        let control = options.control.clone().unwrap_or(ControlChoice::On);
        if let Some(reply) = window_door::hand_over(&called, &control)? {
            return say_done(reply);
        }
        need_display()?;
        let engine = Engine::start()?;
        let dialling = DiallingNow::new(&file.dialling, file.path.as_deref());
        let door = match window_door::open(&called, &control, &engine, dialling)? {
            Way::Done(reply) => return say_done(reply),
            Way::Open(door) => door,
        };
        if let Some(Link(link)) = &called.link {
            engine.runtime().block_on(door.dial(link, false)).check()?;
        }
        let settings = Settings::merge(options.clone(), server, file, own_device)?;
        let (keys, look) = (
            settings.keys.map.clone(),
            window_look::of_table(&settings.look),
        );
        if !settings.station.servers.is_empty() {
            let options = Options {
                hidden: settings.desktop.starts_hidden() && !settings.no_desktop,
                ..options_of(keys, look, notice)
            };
            let phone = start(settings, engine.handle(), None, &door)?;
            return open(Start::Phone(Box::new(phone)), options, &door, &engine);
        }
        let station = settings.in_window().station;
        let runtime = engine.handle().clone();
        let starter = Starter {
            runtime,
            options,
            file: file.clone(),
            path,
            door: Arc::clone(&door),
        };
        open(
            Start::FirstRun(Box::new(starter)),
            Options {
                device: station.device,
                language: station.language,
                ..options_of(keys, look, notice)
            },
            &door,
            &engine,
        )
    }

    /// The window with a phone against the embedded call server, `phones` of them in all.
    pub(crate) fn run_demo(
        options: PhoneOptions,
        phones: u8,
        core: Config,
        file: &ConfigFile,
        broken: Option<Broken>,
    ) -> anyhow::Result<Outcome> {
        need_display()?;
        let engine = Engine::start()?;
        let control = options.control.clone();
        let dialling = DiallingNow::new(&file.dialling, file.path.as_deref());
        let door = window_door::open_for(control.as_ref(), ControlChoice::Off, &engine, dialling)?;
        let phone = demo_phone(options, core, file, engine.handle(), &door)?;
        let _neighbours = match &phone.server {
            Some(server) => Neighbours::start(phones, server.local_addr())?,
            None => Neighbours::default(),
        };
        let look = window_look::of_table(&file.look);
        let options = options_of(file.keys.map.clone(), look, broken.map(notice));
        open(Start::Phone(Box::new(phone)), options, &door, &engine)
    }

    /// The window with a phone by these settings.
    pub(crate) fn run_phone(settings: Settings, broken: Option<Broken>) -> anyhow::Result<Outcome> {
        need_display()?;
        let engine = Engine::start()?;
        let look = window_look::of_table(&settings.look);
        let options = Options {
            hidden: settings.desktop.starts_hidden() && !settings.no_desktop,
            ..options_of(settings.keys.map.clone(), look, broken.map(notice))
        };
        let door = window_door::open_for(
            settings.control.as_ref(),
            ControlChoice::On,
            &engine,
            DiallingNow::new(&settings.dialling, settings.file.as_deref()),
        )?;
        let phone = start(settings, engine.handle(), None, &door)?;
        open(Start::Phone(Box::new(phone)), options, &door, &engine)
    }

    fn options_of(keys: KeyMap, look: Look, broken_file: Option<BrokenFile>) -> Options {
        Options {
            keys,
            look,
            broken_file,
            ..Options::default()
        }
    }

    /// The same in the words of the window.
    fn notice(broken: Broken) -> BrokenFile {
        let name = |path: &Path| path.display().to_string();
        BrokenFile {
            path: name(&broken.path),
            aside: broken.aside.as_deref().map(name),
            wrong: broken.wrong.into_iter().map(wrong).collect(),
        }
    }

    /// What is wrong with it, in the same words.
    fn wrong(wrong: Wrong) -> desk::Wrong {
        let Wrong {
            line,
            column,
            reason,
        } = wrong;
        desk::Wrong {
            line,
            column,
            reason,
        }
    }

    fn open(
        start: Start,
        options: Options,
        door: &Arc<Door>,
        engine: &Engine,
    ) -> anyhow::Result<Outcome> {
        let desktop = WindowDoor::new(Arc::clone(door), engine);
        desk::run(start, options, Some(Box::new(desktop)))?;
        Ok(Outcome::Done)
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
                "there is no display to open a window on; without one the phone runs in a terminal with --tui, as in `offhook demo --tui`, or with --headless"
            );
        }
        Ok(())
    }
}

#[cfg(not(feature = "window"))]
mod without {
    use std::path::PathBuf;

    use anyhow::bail;

    use crate::args::PhoneOptions;
    use crate::config::ConfigFile;
    use crate::config::broken::Broken;
    use crate::control::Link;
    use crate::exit::Outcome;
    use crate::settings::Settings;

    const NO_WINDOW: &str =
        "this program was built without its window; the phone runs with --tui or --headless";

    pub(crate) fn run(
        _: Option<Link>,
        _: bool,
        _: &ConfigFile,
        _: Option<PathBuf>,
        _: Option<Broken>,
    ) -> anyhow::Result<Outcome> {
        bail!(NO_WINDOW)
    }

    pub(crate) fn run_demo(
        _: PhoneOptions,
        _: u8,
        _: callmanager::Config,
        _: &ConfigFile,
        _: Option<Broken>,
    ) -> anyhow::Result<Outcome> {
        bail!(NO_WINDOW)
    }

    pub(crate) fn run_phone(_: Settings, _: Option<Broken>) -> anyhow::Result<Outcome> {
        bail!(NO_WINDOW)
    }
}
