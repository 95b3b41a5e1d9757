//! A running phone as the window sees it: every subject's glue around one handle.

use std::sync::Arc;

use callmanager::{Config, Server};
use desk::{
    Contacts, DesktopChoices, Directories, History, HotKeyChoice, KeyChoice, Ladder, Look,
    NewDevices, Numbers, Phone, PreferenceStore, ProblemReport, Sound, SoundChoice, Statistics,
    Tuning,
};
use numbers::Dialling;
use softphone::{Intent, Moment, PhoneHandle, Screen};
use tokio::runtime::Handle;

use crate::args::PhoneOptions;
use crate::commands::from_outside::leave_when_told;
use crate::commands::menu_preferences::keep_preferences;
use crate::commands::running::{LOOPBACK, own_device, start_phone, start_server, wake_with};
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

pub(super) fn demo_phone(
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

pub(super) fn start(
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
    let (table, no_desktop) = (settings.desktop, settings.no_desktop);
    let config = settings.file.as_deref();
    let store = people::store(&settings.contacts, config, server.is_some());
    // The window reads the newest screen; of what is told, only what is to be kept matters.
    let settings = settings.in_window();
    let (handle, changes) = start_phone(settings.clone(), runtime, None)?;
    if let Some(file) = file.clone() {
        runtime.spawn(keep_preferences(changes, file));
    }
    runtime.spawn(leave_when_told(handle.clone()));
    door.has(handle.clone());
    let in_force = InForce {
        dialling: door.dialling(),
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
            &handle,
            door,
            (table, no_desktop),
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
    };
    let contacts = Arc::clone(&in_force.contacts);
    runtime.spawn(people::tell(
        handle.clone(),
        contacts.books(),
        door.dialling(),
        move || contacts.look(),
    ));
    let known = settings.tuning.known_devices.clone();
    // The demo remembers nothing, and does not ask.
    let new_devices = file
        .clone()
        .map(|file| WindowNewDevices::start(known, file, runtime));
    Ok(WindowPhone {
        new_devices,
        sound: WindowSound::new(handle.clone(), begun, file.clone()),
        ladder: WindowLadder::new(&handle, runtime.clone()),
        preferences: WindowPreferences::new(
            handle.clone(),
            runtime.clone(),
            file,
            settings,
            in_force.clone(),
        ),
        report: WindowReport::new(handle.clone(), runtime.clone(), report_settings),
        statistics: WindowStatistics::new(handle.clone()),
        numbers: WindowNumbers::new(door.dialling(), runtime.clone()),
        history: WindowHistory::new(handle.clone(), runtime.clone()),
        directories: WindowDirectories::new(
            Arc::clone(&in_force.dialling),
            Arc::clone(&in_force.contacts),
            runtime.clone(),
        ),
        in_force,
        handle,
        runtime: runtime.clone(),
        server,
    })
}

/// A running phone, as the window sees it.
pub(super) struct WindowPhone {
    pub(super) handle: PhoneHandle,
    sound: WindowSound,
    new_devices: Option<WindowNewDevices>,
    ladder: WindowLadder,
    preferences: WindowPreferences,
    report: WindowReport,
    statistics: WindowStatistics,
    numbers: WindowNumbers,
    history: WindowHistory,
    directories: WindowDirectories,
    /// Who takes over what the preferences change.
    in_force: InForce,
    runtime: Handle,
    /// The call server of the demo, which runs as long as its phone.
    pub(super) server: Option<Server>,
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
        if let Some(devices) = &self.new_devices {
            devices.wake_by(Arc::clone(&wake));
        }
        self.in_force.hot_keys.begin(Arc::clone(&wake));
        self.preferences.wake_by(Arc::clone(&wake));
        self.in_force.contacts.wake_by(Arc::clone(&wake));
        self.directories.wake_by(Arc::clone(&wake));
        self.history.wake_by(Arc::clone(&wake));
        wake_with(&self.handle, &self.runtime, move || wake());
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

    fn new_devices(&self) -> Option<&dyn NewDevices> {
        self.new_devices
            .as_ref()
            .map(|devices| devices as &dyn NewDevices)
    }

    fn tuning(&self) -> Option<&dyn Tuning> {
        Some(self.in_force.tuning.as_ref())
    }

    fn hot_keys(&self) -> Option<&dyn HotKeyChoice> {
        Some(self.in_force.hot_keys.as_ref())
    }

    fn history(&self) -> Option<&dyn History> {
        Some(&self.history)
    }

    fn contacts(&self) -> Option<&dyn Contacts> {
        Some(self.in_force.contacts.as_ref())
    }

    fn directories(&self) -> Option<&dyn Directories> {
        Some(&self.directories)
    }

    fn dialling(&self) -> Arc<Dialling> {
        self.in_force.dialling.dialling()
    }

    fn key_choice(&self) -> Option<&dyn KeyChoice> {
        Some(self.in_force.keys.as_ref())
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
        self.in_force.look.keep(look);
    }

    fn new_look(&self) -> Option<Look> {
        self.in_force.look.changed()
    }

    fn preferences(&self) -> Option<&dyn PreferenceStore> {
        Some(&self.preferences)
    }

    fn numbers(&self) -> Option<&dyn Numbers> {
        Some(&self.numbers)
    }

    fn desktop(&self) -> Option<&dyn DesktopChoices> {
        Some(self.in_force.desktop.as_ref())
    }

    fn finished(&self) -> bool {
        self.handle.is_finished()
    }
}
