//! A running phone as the window sees it: every subject's glue around one handle.

use std::sync::Arc;

use callmanager::Server;
use desk::{
    Contacts, DesktopChoices, Directories, History, HotKeyChoice, KeyChoice, Ladder, Look,
    NewDevices, Numbers, Phone, PreferenceStore, ProblemReport, Sound, SoundChoice, Statistics,
    Tuning,
};
use numbers::Dialling;
use softphone::{Intent, Moment, PhoneHandle, Screen};
use tokio::runtime::Handle;

use crate::commands::running::wake_with;
use crate::commands::window_directories::WindowDirectories;
use crate::commands::window_history::WindowHistory;
use crate::commands::window_in_force::InForce;
use crate::commands::window_ladder::WindowLadder;
use crate::commands::window_new_devices::WindowNewDevices;
use crate::commands::window_numbers::WindowNumbers;
use crate::commands::window_preferences::WindowPreferences;
use crate::commands::window_report::WindowReport;
use crate::commands::window_sound::WindowSound;
use crate::commands::window_statistics::WindowStatistics;

/// A running phone, as the window sees it.
pub(super) struct WindowPhone {
    pub(super) handle: PhoneHandle,
    pub(super) sound: WindowSound,
    pub(super) new_devices: Option<WindowNewDevices>,
    pub(super) ladder: WindowLadder,
    pub(super) preferences: WindowPreferences,
    pub(super) report: WindowReport,
    pub(super) statistics: WindowStatistics,
    pub(super) numbers: WindowNumbers,
    pub(super) history: WindowHistory,
    pub(super) directories: WindowDirectories,
    /// Who takes over what the preferences change.
    pub(super) in_force: InForce,
    pub(super) runtime: Handle,
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
