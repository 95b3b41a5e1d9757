//! The seam to the phone: what the window needs of it, and nothing more.

use std::sync::Arc;

use numbers::Dialling;
use station::{Intent, Moment, Screen};

use crate::contacts::Contacts;
use crate::desktop::DesktopChoices;
use crate::directories::Directories;
use crate::history::History;
use crate::hot_keys::HotKeyChoice;
use crate::key_choice::KeyChoice;
use crate::ladder::Ladder;
use crate::look::Look;
use crate::new_device::NewDevices;
use crate::numbers::Numbers;
use crate::preferences::PreferenceStore;
use crate::problem_report::ProblemReport;
use crate::sound::{Sound, SoundChoice};
use crate::statistics::Statistics;
use crate::tuning::Tuning;

/// A running phone, as the window sees it.
///
/// The window reads the newest screen, sends intents, and asks the phone's clock
/// so that timers count on from the moments that screens carry.
pub trait Phone {
    /// What the phone shows now.
    fn screen(&self) -> Arc<Screen>;

    /// Hand over a wish. Never waits.
    fn send(&self, intent: Intent);

    /// The phone's clock: the one that the moments in a [`Screen`] are of.
    fn now(&self) -> Moment;

    /// Call `wake` after every change of the screen, from any thread, until the phone has gone.
    ///
    /// Called once, when the window has taken the phone.
    fn on_change(&self, wake: Box<dyn Fn() + Send + Sync>);

    /// Whether there are sound devices to choose.
    fn has_sound(&self) -> bool {
        false
    }

    /// The sound devices there are, and which are chosen; nothing: there is no choice.
    ///
    /// Asked for while the page that shows them is open; the list may be empty at first.
    fn sound(&self) -> Option<Sound> {
        None
    }

    /// Use these devices from now on.
    fn choose_sound(&self, _chosen: SoundChoice) {}

    /// The page of sound devices is closed: nobody needs the list any more.
    fn forget_sound(&self) {}

    /// Who has the keys that work everywhere; nothing: there are none to choose.
    fn hot_keys(&self) -> Option<&dyn HotKeyChoice> {
        None
    }

    /// Who keeps the keys that a person chooses; nothing: they are for this time only.
    fn key_choice(&self) -> Option<&dyn KeyChoice> {
        None
    }
    /// Keep how the window looks for the next start. Called when theme or face change, and at
    /// the end.
    fn keep_look(&self, _look: &Look) {}

    /// A look that came from elsewhere since this was asked last, as by a change of the
    /// preferences.
    fn new_look(&self) -> Option<Look> {
        None
    }

    /// What the phone said lately; nothing: that is not kept.
    fn ladder(&self) -> Option<&dyn Ladder> {
        None
    }

    /// The past calls; nothing: there are no lists.
    fn history(&self) -> Option<&dyn History> {
        None
    }

    /// The address book; nothing: there is none.
    fn contacts(&self) -> Option<&dyn Contacts> {
        None
    }

    /// How numbers are dialled that nobody typed digit by digit.
    fn dialling(&self) -> Arc<Dialling> {
        Arc::default()
    }

    /// Who reads the files that numbers and names come from; nothing: there are none.
    fn directories(&self) -> Option<&dyn Directories> {
        None
    }

    /// Who writes problem reports; nothing: nobody.
    fn problem_report(&self) -> Option<&dyn ProblemReport> {
        None
    }

    /// The figures of the last calls; nothing: there are none to show.
    fn statistics(&self) -> Option<&dyn Statistics> {
        None
    }

    /// Who knows which sound devices were never seen; nothing: nobody asks about them.
    fn new_devices(&self) -> Option<&dyn NewDevices> {
        None
    }

    /// Who tries the sound of a mode; nothing: there are no devices to try.
    fn tuning(&self) -> Option<&dyn Tuning> {
        None
    }

    /// What is set, to be changed; nothing: that is not in the window's hands.
    fn preferences(&self) -> Option<&dyn PreferenceStore> {
        None
    }

    /// Who finds numbers in what is pasted or dropped; nothing: a paste goes to the phone as it is.
    fn numbers(&self) -> Option<&dyn Numbers> {
        None
    }

    /// Who knows what of the desktop is used; nothing: there is none.
    fn desktop(&self) -> Option<&dyn DesktopChoices> {
        None
    }

    /// Whether the phone has left: unregistered and closed after [`Intent::Quit`], or by itself.
    fn finished(&self) -> bool;
}
