//! A phone for the window begins: it is started, and every subject's glue is made around it.

use std::sync::Arc;

use callmanager::{Config, Server};
use softphone::{Changes, PhoneHandle};
use tokio::runtime::Handle;

use crate::args::PhoneOptions;
use crate::commands::from_outside::leave_when_told;
use crate::commands::menu_preferences::keep_preferences;
use crate::commands::running::{LOOPBACK, in_language, own_device, start_phone, start_server};
use crate::commands::window_contacts::WindowContacts;
use crate::commands::window_desktop::WindowDesktop;
use crate::commands::window_directories::WindowDirectories;
use crate::commands::window_headset::WindowHeadset;
use crate::commands::window_history::WindowHistory;
use crate::commands::window_hot_keys::WindowHotKeys;
use crate::commands::window_in_force::InForce;
use crate::commands::window_keys::WindowKeys;
use crate::commands::window_ladder::WindowLadder;
use crate::commands::window_look::LookKeeper;
use crate::commands::window_new_devices::WindowNewDevices;
use crate::commands::window_numbers::WindowNumbers;
use crate::commands::window_phone::WindowPhone;
use crate::commands::window_preferences::WindowPreferences;
use crate::commands::window_report::WindowReport;
use crate::commands::window_sound::{Begun, WindowSound};
use crate::commands::window_statistics::WindowStatistics;
use crate::commands::window_tuning::WindowTuning;
use crate::config::ConfigFile;
use crate::config::kept::Kept;
use crate::control::Door;
use crate::people;
use crate::settings::Settings;
use crate::values::ServerName;

/// The phone of the demo, with a call server of its own.
pub(super) fn demo_phone(
    options: PhoneOptions,
    core: Config,
    file: &ConfigFile,
    runtime: &Handle,
    door: &Arc<Door>,
) -> anyhow::Result<WindowPhone> {
    let spoken = Settings::merge(options.clone(), Vec::new(), file, own_device)?.in_window();
    let server = start_server(LOOPBACK, in_language(core, spoken.station.language))?;
    let address = ServerName(server.local_addr().to_string());
    let settings = Settings::merge(options, vec![address], file, own_device)?;
    start(settings, runtime, Some(server), door)
}

/// The phone of these settings; with a call server it is the demo's.
pub(super) fn start(
    mut settings: Settings,
    runtime: &Handle,
    server: Option<Server>,
    door: &Arc<Door>,
) -> anyhow::Result<WindowPhone> {
    let is_demo = server.is_some();
    if !is_demo {
        settings.keep_call_log();
    }
    let settings = settings.in_window();
    let (handle, changes) = start_phone(settings.clone(), runtime, None)?;
    let file = settings.file.clone().filter(|_| !is_demo);
    let around = Around {
        handle,
        is_demo,
        file: file.map(Kept::open),
        door,
        runtime,
    };
    around.keep_and_leave(changes);
    door.has(around.handle.clone());
    let in_force = around.in_force(&settings);
    around.tell_people(&in_force.contacts);
    Ok(around.phone(settings, in_force, server))
}

/// What the glue of every subject is made of.
struct Around<'a> {
    handle: PhoneHandle,
    is_demo: bool,
    /// What keeps what is chosen. The demo leaves no trace in the person's settings.
    file: Option<Kept>,
    door: &'a Arc<Door>,
    runtime: &'a Handle,
}

impl Around<'_> {
    /// The window reads the newest screen; of what is told, only what is to be kept matters.
    fn keep_and_leave(&self, changes: Changes) {
        if let Some(file) = self.file.clone() {
            self.runtime.spawn(keep_preferences(changes, file));
        }
        self.runtime.spawn(leave_when_told(self.handle.clone()));
    }

    /// The phone hears of the people in the books, and of how they are dialled.
    fn tell_people(&self, contacts: &Arc<WindowContacts>) {
        let contacts = Arc::clone(contacts);
        self.runtime.spawn(people::tell(
            self.handle.clone(),
            contacts.books(),
            self.door.dialling(),
            move || contacts.look(),
        ));
    }

    fn in_force(&self, settings: &Settings) -> InForce {
        let (handle, file, runtime) = (&self.handle, &self.file, self.runtime);
        let config = settings.file.as_deref();
        let store = people::store(
            &settings.contacts,
            config,
            self.is_demo,
            settings.station.language,
        );
        InForce {
            dialling: self.door.dialling(),
            contacts: Arc::new(WindowContacts::new(store)),
            keys: Arc::new(WindowKeys::new(
                settings.keys.clone(),
                file.clone(),
                runtime.clone(),
            )),
            hot_keys: Arc::new(WindowHotKeys::new(
                settings.hot_keys.clone(),
                handle.clone(),
                file.clone(),
                runtime.clone(),
            )),
            desktop: Arc::new(WindowDesktop::start(
                handle,
                self.door,
                (settings.desktop, settings.no_desktop),
                file.clone(),
                runtime,
            )),
            look: Arc::new(LookKeeper::new(file.clone())),
            headset: Arc::new(WindowHeadset::start(
                settings.headset_buttons,
                handle.clone(),
                runtime.clone(),
            )),
            tuning: Arc::new(WindowTuning::new(
                handle.clone(),
                settings.tuning.echo_number(),
            )),
            has_books: file.is_some(),
        }
    }

    fn phone(self, settings: Settings, in_force: InForce, server: Option<Server>) -> WindowPhone {
        let Self {
            handle,
            file,
            door,
            runtime,
            ..
        } = self;
        // The demo remembers nothing, and does not ask.
        let new_devices = file.clone().map(|file| {
            let known = settings.tuning.known_devices.clone();
            WindowNewDevices::start(known, file, runtime)
        });
        WindowPhone {
            new_devices,
            sound: WindowSound::new(handle.clone(), Begun::by(&settings), file.clone()),
            ladder: WindowLadder::new(&handle, runtime.clone()),
            report: WindowReport::new(handle.clone(), runtime.clone(), settings.file.clone()),
            statistics: WindowStatistics::new(handle.clone()),
            numbers: WindowNumbers::new(door.dialling(), runtime.clone()),
            history: WindowHistory::new(handle.clone(), runtime.clone()),
            directories: WindowDirectories::new(
                Arc::clone(&in_force.dialling),
                Arc::clone(&in_force.contacts),
                runtime.clone(),
            ),
            preferences: WindowPreferences::new(
                handle.clone(),
                runtime.clone(),
                file,
                settings,
                in_force.clone(),
            ),
            in_force,
            handle,
            runtime: runtime.clone(),
            server,
        }
    }
}
