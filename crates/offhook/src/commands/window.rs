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
    use callmanager::{Config, Server};
    use contacts::{Contact, Kind, Number, Store};
    use desk::{
        Adapter, BrokenFile, Choice, Contacts, DesktopChoices, FirstRun, History, HotKeyChoice,
        KeyChoice, Ladder, Look, Numbers, Options, Phone, PreferenceStore, ProblemReport, Reaching,
        Sound, SoundChoice, Start, Statistics,
    };
    use keymap::KeyMap;
    use numbers::Dialling;
    use softphone::{Intent, Moment, PhoneHandle, RegistrationState, Screen};
    use tokio::runtime::Handle;
    use tokio::sync::watch;

    use crate::args::{PhoneArguments, PhoneOptions};
    use crate::commands::Called;
    use crate::commands::asking::say_done;
    use crate::commands::menu_preferences::keep_preferences;
    use crate::commands::neighbours::Neighbours;
    use crate::commands::running::{Engine, LOOPBACK, own_device, start_phone, start_server};
    use crate::commands::window_contacts::WindowContacts;
    use crate::commands::window_desktop::{AFTER_THE_WINDOW, WindowDesktop};
    use crate::commands::window_door::{self, Way, WindowDoor};
    use crate::commands::window_first_run::ServerLook;
    use crate::commands::window_history::WindowHistory;
    use crate::commands::window_hot_keys::WindowHotKeys;
    use crate::commands::window_keys::WindowKeys;
    use crate::commands::window_ladder::WindowLadder;
    use crate::commands::window_look::{self, LookKeeper};
    use crate::commands::window_numbers::WindowNumbers;
    use crate::commands::window_preferences::WindowPreferences;
    use crate::commands::window_report::WindowReport;
    use crate::commands::window_sound::{Begun, WindowSound};
    use crate::commands::window_statistics::WindowStatistics;
    use crate::config::ConfigFile;
    use crate::config::broken::Broken;
    use crate::config::kept::Kept;
    use crate::control::{ControlChoice, Door, Link};
    use crate::exit::{Outcome, reason};
    use crate::headset_buttons;
    use crate::identity::adapters;
    use crate::settings::{Given, Settings};
    use crate::signals::StopSignals;
    use crate::values::ServerName;

    /// The window alone: the phone of the configuration, or a welcome.
    ///
    /// A phone that runs already comes to the front instead, unless another one is wanted.
    pub(crate) fn run(
        called: Called,
        file: &ConfigFile,
        path: Option<PathBuf>,
        broken: Option<Broken>,
    ) -> anyhow::Result<Outcome> {
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
        let dial_links = file.dialling.dial_links;
        let door = match window_door::open(&called, &control, &engine, dial_links)? {
            Way::Done(reply) => return say_done(reply),
            Way::Open(door) => door,
        };
        if let Some(Link(link)) = &called.link {
            engine.runtime().block_on(door.dial(link, false)).check()?;
        }
        let settings = Settings::merge(options.clone(), server, file, own_device)?;
        let (keys, look) = (settings.keys.clone(), window_look::of_table(&settings.look));
        if !settings.station.servers.is_empty() {
            let options = Options {
                hidden: settings.desktop.starts_hidden(),
                ..options_of(keys, look, notice)
            };
            let phone = start(settings, engine.handle(), None, &door)?;
            return open(Start::Phone(Box::new(phone)), options, &door);
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
        let dial_links = file.dialling.dial_links;
        let door =
            window_door::open_for(control.as_ref(), ControlChoice::Off, &engine, dial_links)?;
        let phone = demo_phone(options, core, file, engine.handle(), &door)?;
        let _neighbours = match &phone.server {
            Some(server) => Neighbours::start(phones, server.local_addr())?,
            None => Neighbours::default(),
        };
        let look = window_look::of_table(&file.look);
        let options = options_of(file.keys.map.clone(), look, broken.map(notice));
        open(Start::Phone(Box::new(phone)), options, &door)
    }

    /// The window with a phone by these settings.
    pub(crate) fn run_phone(settings: Settings, broken: Option<Broken>) -> anyhow::Result<Outcome> {
        need_display()?;
        let engine = Engine::start()?;
        let look = window_look::of_table(&settings.look);
        let options = Options {
            hidden: settings.desktop.starts_hidden(),
            ..options_of(settings.keys.clone(), look, broken.map(notice))
        };
        let door = window_door::open_for(
            settings.control.as_ref(),
            ControlChoice::On,
            &engine,
            settings.dial_links,
        )?;
        let phone = start(settings, engine.handle(), None, &door)?;
        open(Start::Phone(Box::new(phone)), options, &door)
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
            line: broken.line,
            column: broken.column,
            reason: broken.reason,
        }
    }

    fn open(start: Start, options: Options, door: &Arc<Door>) -> anyhow::Result<Outcome> {
        let desktop = WindowDoor(Arc::clone(door));
        desk::run(start, options, Some(Box::new(desktop)))?;
        Ok(Outcome::Done)
    }

    /// Starts what the person chooses in the welcome.
    struct Starter {
        runtime: Handle,
        options: PhoneOptions,
        file: ConfigFile,
        /// Where to keep server and device name.
        path: Option<PathBuf>,
        door: Arc<Door>,
    }

    impl FirstRun for Starter {
        fn start(&mut self, choice: Choice) -> Result<Box<dyn Phone>, String> {
            let started = match choice {
                Choice::Demo => {
                    let core = Config::default();
                    demo_phone(
                        self.options.clone(),
                        core,
                        &self.file,
                        &self.runtime,
                        &self.door,
                    )
                }
                Choice::Server { server, device } => self.chosen_phone(&server, device),
            };
            match started {
                Ok(phone) => Ok(Box::new(phone)),
                Err(error) => Err(reason(&error)),
            }
        }

        fn reach(
            &mut self,
            server: &str,
            wake: Box<dyn Fn() + Send + Sync>,
        ) -> Option<Box<dyn Reaching>> {
            Some(Box::new(ServerLook::begin(server, &self.runtime, wake)))
        }

        fn adapters(&self) -> Vec<Adapter> {
            let adapter = |(name, device)| Adapter { name, device };
            adapters().into_iter().map(adapter).collect()
        }
    }

    impl Starter {
        fn chosen_phone(&self, server: &str, device: String) -> anyhow::Result<WindowPhone> {
            let server: ServerName = server.parse().map_err(anyhow::Error::msg)?;
            let typed = Some(device).filter(|device| !device.trim().is_empty());
            let options = self.options.clone();
            let options = PhoneOptions {
                device: typed.or(options.device),
                ..options
            };
            let mut settings =
                Settings::merge(options, vec![server.clone()], &self.file, own_device)?;
            let device = settings.station.device.clone();
            // The file says it from the next start on, and may be changed meanwhile.
            settings.given = Box::new(Given {
                options: self.options.clone(),
                servers: Vec::new(),
                typed: Some((server.clone(), device.clone())),
            });
            let phone = start(settings, &self.runtime, None, &self.door)?;
            if let Some(path) = self.path.clone() {
                let screens = phone.handle.screens();
                self.runtime
                    .spawn(keep_once_registered(screens, path, server, device));
            }
            Ok(phone)
        }
    }

    /// Keeps what was typed for the next start, once it has proved right.
    async fn keep_once_registered(
        mut screens: watch::Receiver<Arc<Screen>>,
        path: PathBuf,
        server: ServerName,
        device: String,
    ) {
        let registered =
            |screen: &Arc<Screen>| screen.registration.state == RegistrationState::Registered;
        if screens.wait_for(registered).await.is_err() {
            return;
        }
        let kept = Kept::open(path).change(|draft| {
            draft.set("server", server.0.as_str());
            draft.set("device", device.as_str());
        });
        if let Err(error) = kept {
            tracing::warn!(%error, "server and device name cannot be kept for the next start");
        }
    }

    fn demo_phone(
        options: PhoneOptions,
        core: Config,
        file: &ConfigFile,
        runtime: &Handle,
        door: &Arc<Door>,
    ) -> anyhow::Result<WindowPhone> {
        let server = start_server(LOOPBACK, core)?;
        let address = ServerName(server.local_addr().to_string());
        let settings = Settings::merge(options, vec![address], file, own_device)?;
        start(settings, runtime, Some(server), door)
    }

    fn start(
        mut settings: Settings,
        runtime: &Handle,
        server: Option<Server>,
        door: &Arc<Door>,
    ) -> anyhow::Result<WindowPhone> {
        if server.is_none() {
            settings.keep_call_log();
        }
        // The demo leaves no trace in the person's settings.
        let file = settings.file.clone().filter(|_| server.is_none());
        let file = file.map(Kept::open);
        let report_settings = settings.file.clone();
        let begun = Begun::by(&settings);
        let table = settings.desktop;
        let config = settings.file.as_deref();
        let dialling = Arc::new(settings.dialling.dialling(config));
        let own = settings.contacts.own(config).filter(|_| server.is_none());
        let store = match own {
            Some(own) => Store::new(own, settings.contacts.others(config)),
            None => Store::without_file(demo_contacts()),
        };
        // The window reads the newest screen; of what is told, only what is to be kept matters.
        let headset_buttons = settings.headset_buttons.unwrap_or(true);
        let settings = settings.in_window();
        let (handle, changes) = start_phone(settings.clone(), runtime, None)?;
        if let Some(file) = file.clone() {
            runtime.spawn(keep_preferences(changes, file));
        }
        runtime.spawn(leave_when_told(handle.clone()));
        door.has(handle.clone());
        let hot_keys = WindowHotKeys::new(
            settings.hot_keys.clone(),
            handle.clone(),
            file.clone(),
            runtime.clone(),
        );
        if headset_buttons {
            let phone = handle.clone();
            runtime.spawn(async move {
                // The window draws undisturbed.
                tokio::time::sleep(AFTER_THE_WINDOW).await;
                headset_buttons::follow(phone, false).await;
            });
        }
        Ok(WindowPhone {
            sound: WindowSound::new(handle.clone(), begun, file.clone()),
            desktop: WindowDesktop::start(&handle, door, table, file.clone(), runtime),
            look: LookKeeper::new(file.clone()),
            ladder: WindowLadder::new(&handle, runtime.clone()),
            keys: WindowKeys::new(file.clone(), runtime.clone()),
            hot_keys,
            preferences: WindowPreferences::new(handle.clone(), runtime.clone(), file, settings),
            report: WindowReport::new(handle.clone(), runtime.clone(), report_settings),
            statistics: WindowStatistics::new(handle.clone()),
            numbers: WindowNumbers::new(Dialling::clone(&dialling), runtime.clone()),
            history: WindowHistory::new(handle.clone(), runtime.clone()),
            contacts: WindowContacts::new(store),
            dialling,
            handle,
            runtime: runtime.clone(),
            server,
        })
    }

    /// Whom the demo's call server has to call.
    fn demo_contacts() -> Vec<Contact> {
        let services = [
            ("Echo", "600"),
            ("Tone 1004 Hz", "601"),
            ("Read-back", "602"),
            ("Always busy", "603"),
            ("Music", "606"),
        ];
        let contact = |(name, number): (&str, &str)| Contact {
            name: name.to_owned(),
            organisation: "Demo".to_owned(),
            numbers: vec![Number {
                kind: Kind::Work,
                number: number.to_owned(),
            }],
            ..Contact::default()
        };
        services.map(contact).into()
    }

    /// Lets the phone leave in order when the system wants the program to end; the
    /// window closes when the phone has left.
    async fn leave_when_told(phone: PhoneHandle) {
        match StopSignals::listen() {
            Ok(mut stop) => {
                stop.next().await;
                phone.send(Intent::Quit);
            }
            Err(error) => tracing::warn!(%error, "the system's signals cannot be listened to"),
        }
    }

    /// A running phone, as the window sees it.
    struct WindowPhone {
        handle: PhoneHandle,
        desktop: WindowDesktop,
        sound: WindowSound,
        keys: WindowKeys,
        hot_keys: WindowHotKeys,
        ladder: WindowLadder,
        preferences: WindowPreferences,
        report: WindowReport,
        statistics: WindowStatistics,
        look: LookKeeper,
        numbers: WindowNumbers,
        history: WindowHistory,
        contacts: WindowContacts,
        dialling: Arc<Dialling>,
        runtime: Handle,
        /// The call server of the demo, which runs as long as its phone.
        server: Option<Server>,
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
            let wake: Arc<dyn Fn() + Send + Sync> = Arc::from(wake);
            self.sound.wake_by(Arc::clone(&wake));
            self.hot_keys.begin(Arc::clone(&wake));
            self.preferences.wake_by(Arc::clone(&wake));
            self.contacts.wake_by(Arc::clone(&wake));
            self.history.wake_by(Arc::clone(&wake));
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

        fn has_sound(&self) -> bool {
            true
        }

        fn sound(&self) -> Option<Sound> {
            Some(self.sound.look())
        }

        fn choose_sound(&self, chosen: SoundChoice) {
            self.sound.choose(&chosen);
            self.preferences.has_modes(self.sound.modes());
        }

        fn forget_sound(&self) {
            self.sound.forget();
        }

        fn hot_keys(&self) -> Option<&dyn HotKeyChoice> {
            Some(&self.hot_keys)
        }

        fn history(&self) -> Option<&dyn History> {
            Some(&self.history)
        }

        fn contacts(&self) -> Option<&dyn Contacts> {
            Some(&self.contacts)
        }

        fn dialling(&self) -> Arc<Dialling> {
            Arc::clone(&self.dialling)
        }

        fn key_choice(&self) -> Option<&dyn KeyChoice> {
            Some(&self.keys)
        }

        fn ladder(&self) -> Option<&dyn Ladder> {
            Some(&self.ladder)
        }

        fn problem_report(&self) -> Option<&dyn ProblemReport> {
            Some(&self.report)
        }

        fn statistics(&self) -> Option<&dyn Statistics> {
            Some(&self.statistics)
        }

        fn keep_look(&self, look: &Look) {
            self.look.keep(look);
        }

        fn preferences(&self) -> Option<&dyn PreferenceStore> {
            Some(&self.preferences)
        }

        fn numbers(&self) -> Option<&dyn Numbers> {
            Some(&self.numbers)
        }

        fn desktop(&self) -> Option<&dyn DesktopChoices> {
            Some(&self.desktop)
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
    use crate::commands::Called;
    use crate::config::ConfigFile;
    use crate::config::broken::Broken;
    use crate::exit::Outcome;
    use crate::settings::Settings;

    const NO_WINDOW: &str =
        "this program was built without its window; the phone runs with --tui or --headless";

    pub(crate) fn run(
        _: Called,
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
