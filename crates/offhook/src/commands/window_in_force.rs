//! What of the settings is in force in the window of a running phone: where a change of the file
//! goes that no phone has to begin anew for.

use std::sync::Arc;

use crate::commands::window_contacts::WindowContacts;
use crate::commands::window_desktop::WindowDesktop;
use crate::commands::window_headset::WindowHeadset;
use crate::commands::window_hot_keys::WindowHotKeys;
use crate::commands::window_keys::WindowKeys;
use crate::commands::window_look::LookKeeper;
use crate::commands::window_tuning::WindowTuning;
use crate::dialling_now::DiallingNow;
use crate::settings::Settings;

/// Everyone who takes over new settings while the phone runs.
#[derive(Clone)]
pub(crate) struct InForce {
    pub(crate) dialling: Arc<DiallingNow>,
    pub(crate) contacts: Arc<WindowContacts>,
    pub(crate) keys: Arc<WindowKeys>,
    pub(crate) hot_keys: Arc<WindowHotKeys>,
    pub(crate) desktop: Arc<WindowDesktop>,
    pub(crate) look: Arc<LookKeeper>,
    pub(crate) headset: Arc<WindowHeadset>,
    pub(crate) tuning: Arc<WindowTuning>,
    /// The books are in files; those of the demo are not.
    pub(crate) has_books: bool,
}

impl InForce {
    /// The settings that were are these now. Reads the file of dial rules where the rules have
    /// changed, and asks for new books; never waits for anything else.
    pub(crate) fn take_over(&self, before: &Settings, now: &Settings) {
        let config = now.file.as_deref();
        if before.dialling != now.dialling {
            self.dialling.set(&now.dialling, config);
        }
        if self.has_books && before.contacts != now.contacts {
            self.contacts
                .keep_in(now.contacts.own(config), now.contacts.others(config));
        }
        if before.keys != now.keys {
            self.keys.set(&now.keys);
        }
        if before.hot_keys != now.hot_keys {
            self.hot_keys.set(&now.hot_keys);
        }
        if before.desktop != now.desktop {
            self.desktop.set(now.desktop);
        }
        if before.look != now.look {
            self.look.set(&now.look);
        }
        if before.headset_buttons != now.headset_buttons {
            self.headset.set(now.headset_buttons);
        }
        if before.tuning != now.tuning {
            self.tuning.set(now.tuning.echo_number());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    use contacts::Store;
    use desk::{
        Contacts as _, DesktopChoice, DesktopChoices as _, Face, HotKeyChoice as _, KeyChoice as _,
        Place, RaiseWhen, Theme, Tuning as _,
    };
    use keymap::Action;
    use numbers::Letters;

    use super::*;
    use crate::args::PhoneOptions;
    use crate::commands::running::start_phone;
    use crate::config::ConfigFile;
    use crate::control::Door;

    /// What says where the phone is and what it hears: nothing here needs more.
    const PHONE: &str = "server = \"127.0.0.1:1\"\ndevice = \"SEP020000000001\"\n\
                         input = \"silence\"\noutput = \"silence\"\ncall_log = \"off\"\n";

    fn settings(more: &str, folder: &Path) -> Settings {
        let file = ConfigFile::parse(&format!("{PHONE}{more}")).expect(more);
        let device = || "SEP020000000001".to_owned();
        let merged = Settings::merge(PhoneOptions::default(), Vec::new(), &file, device);
        let mut settings = merged.expect(more).in_window();
        settings.file = Some(folder.join("config.toml"));
        settings.station.seed = 0;
        settings
    }

    /// Everyone who takes over, for a phone that began so.
    fn in_force(before: &Settings, runtime: &tokio::runtime::Runtime) -> InForce {
        let config = before.file.as_deref();
        let handle = runtime.handle();
        let (phone, _changes) = start_phone(before.clone(), handle, None).expect("a phone");
        let dialling = DiallingNow::new(&before.dialling, config);
        let door = Door::with_window(Arc::clone(&dialling));
        let own = before.contacts.own(config).expect("it is named");
        let store = Store::new(own, before.contacts.others(config));
        let runtime = handle.clone();
        InForce {
            dialling,
            contacts: Arc::new(WindowContacts::new(store)),
            keys: Arc::new(WindowKeys::new(before.keys.clone(), None, runtime.clone())),
            hot_keys: Arc::new(WindowHotKeys::new(
                before.hot_keys.clone(),
                phone.clone(),
                None,
                runtime.clone(),
            )),
            desktop: Arc::new(WindowDesktop::start(
                &phone,
                &door,
                (before.desktop, true),
                None,
                &runtime,
            )),
            look: Arc::new(LookKeeper::new(None)),
            headset: Arc::new(WindowHeadset::start(
                before.headset_buttons,
                phone.clone(),
                runtime.clone(),
            )),
            tuning: Arc::new(WindowTuning::new(phone, before.tuning.echo_number())),
            has_books: true,
        }
    }

    /// The configuration changes in every table that is taken over while the phone runs.
    const CHANGED: &str = r#"
headset_buttons = false

[dialling]
dial_links = true
emergency = ["7112"]
letters = "name"
rules_file = "rules.xml"
[[dialling.rule]]
length = 4
prefix = "7"

[contacts]
file = "mine.vcf"
books = ["company.vcf"]

[keys]
letters = "name"
mute = "F9"

[desktop]
notifications = false
tray = false
close_hides = true
start_hidden = true
raise = "answered"
on_top = true

[look]
theme = "high-contrast"
still = true
text_scale = 1.5
face = "compact"
size = 1.25
position = [10.0, 20.0]
compact_size = 2.0
compact_position = [30.0, 40.0]

[tuning]
echo_number = "*43"
"#;

    #[test]
    fn every_key_that_is_taken_over_is_in_force_at_once() {
        let folder = std::env::temp_dir().join(format!("offhook-force-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let rules = "<DialRules><DialRule BeginsWith=\"+\" NumDigits=\"\" DigitsToRemove=\"1\" \
                     PrefixWith=\"9011\"/></DialRules>";
        let card = "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Smith\nTEL:1003\nEND:VCARD\n";
        std::fs::write(folder.join("rules.xml"), rules).expect("written");
        std::fs::write(folder.join("company.vcf"), card).expect("written");
        // The hot key is taken away: a test grabs none from the person's desktop.
        let before = "[hot_keys]\nmute = \"Ctrl+Alt+F9\"\n[contacts]\nfile = \"old.vcf\"\n";
        let before = settings(before, &folder);
        let now = settings(CHANGED, &folder);
        assert!(!before.needs_another_phone(&now), "all of it is taken over");

        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let in_force = in_force(&before, &runtime);
        in_force.contacts.wake_by(Arc::new(|| {}));
        assert!(in_force.headset.is_followed());
        in_force.take_over(&before, &now);

        let dialling = in_force.dialling.dialling();
        let dialled = |text: &str| dialling.prepare(text).map(|made| made.number);
        assert_eq!(dialled("1003").as_deref(), Some("71003"), "by the rule");
        assert_eq!(dialled("7112").as_deref(), Some("7112"), "emergency");
        assert_eq!(dialled("+15550100").as_deref(), Some("901115550100"));
        assert_eq!(dialling.letters(), Letters::Name);
        assert!(in_force.dialling.links_at_once());

        let books: Vec<PathBuf> = ["mine.vcf", "company.vcf"]
            .map(|name| folder.join(name))
            .into();
        until("the new books are read", || {
            let files = in_force.contacts.files().into_iter();
            files.map(|file| file.path).collect::<Vec<_>>() == books
                && in_force.contacts.book().name_of("1003") == Some("Bob Smith")
        });

        let keys = in_force.keys.changed().expect("they are new");
        let chord = "F9".parse().expect("a chord");
        assert_eq!(keys.action(chord), Some(Action::Mute));
        assert_eq!(in_force.keys.letters(), Letters::Name);
        assert!(in_force.hot_keys.chosen().is_empty());

        let choice = in_force.desktop.choice();
        let wanted = DesktopChoice {
            notifications: false,
            tray: false,
            close_hides: true,
            start_hidden: true,
            raise: RaiseWhen::Answered,
            on_top: true,
            at_login: choice.at_login,
        };
        assert_eq!(choice, wanted);

        let look = in_force.look.changed().expect("it is new");
        assert_eq!((look.theme, look.still), (Theme::HighContrast, true));
        assert_eq!((look.text_scale, look.face), (Some(1.5), Face::Compact));
        let place = |factor, corner: [f32; 2]| Place {
            factor: Some(factor),
            corner: Some(corner.into()),
        };
        assert_eq!(look.full, place(1.25, [10.0, 20.0]));
        assert_eq!(look.compact, place(2.0, [30.0, 40.0]));

        assert!(!in_force.headset.is_followed());
        assert_eq!(in_force.tuning.echo_number(), "*43");

        // And back.
        in_force.take_over(&now, &before);
        assert!(in_force.headset.is_followed());
        assert_eq!(in_force.tuning.echo_number(), "600");
        assert!(!in_force.dialling.links_at_once());
        std::fs::remove_dir_all(&folder).expect("it was there");
    }

    fn until(what: &str, is_so: impl Fn() -> bool) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while !is_so() {
            assert!(Instant::now() < deadline, "{what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
