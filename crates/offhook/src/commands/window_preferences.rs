//! The preferences of a phone in a window: read from the configuration file and kept there, and
//! what the running phone is told of a change.
//!
//! A thread of its own does one change after the other. What a phone can take over while it runs
//! it is told; for all else it begins anew, once no call would be cut.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use desk::{Adapter, Change, Outcome, Overridden, PreferenceStore, Preferences, Value};
use media::MICROPHONE_GAIN_DB;
use softphone::voice::SoundModes;
use softphone::{Intent, PhoneHandle, Preference};
use tokio::runtime::Handle;
use toml_edit::{Array, DocumentMut, Item, Table};

use crate::codec_choice::CodecChoice;
use crate::commands::running::phone_parts;
use crate::commands::window_in_force::InForce;
use crate::commands::window_sound::Wake;
use crate::config::ConfigFile;
use crate::config::kept::{Draft, Kept};
use crate::identity::adapters;
use crate::logging;
use crate::overrides::{self, Override};
use crate::settings::Settings;

// The window offers the gains that the amplifier has.
const _: () = assert!(
    *desk::MICROPHONE_GAIN_DB.start() == *MICROPHONE_GAIN_DB.start() as i64
        && *desk::MICROPHONE_GAIN_DB.end() == *MICROPHONE_GAIN_DB.end() as i64
);

/// Changes that wait for the thread at most: a person makes one at a time.
const QUEUE: usize = 64;

/// The preferences of a phone.
pub(crate) struct WindowPreferences {
    shared: Arc<Shared>,
    jobs: OnceLock<SyncSender<Vec<Change>>>,
}

struct Shared {
    handle: PhoneHandle,
    runtime: Handle,
    /// Where changes are kept; nothing: in memory, for this time.
    kept: Option<Kept>,
    /// The file that the phone began with.
    place: Option<PathBuf>,
    in_force: InForce,
    /// What goes over the file as long as the program runs.
    overridden: BTreeMap<String, Overridden>,
    inside: Mutex<Inside>,
}

struct Inside {
    /// The text of the file, or what stands for one; read when it is needed first.
    text: Option<String>,
    /// The changes of the file by this program that are in it.
    seen: u64,
    /// Changes that wait for the thread, and are shown already.
    waiting: usize,
    shown: Preferences,
    outcome: Outcome,
    /// What the phone runs with, or will when it begins anew.
    settings: Settings,
    /// The newest wish to begin anew.
    restarts: u64,
    wake: Option<Wake>,
}

impl WindowPreferences {
    /// Those of a phone that runs with these settings.
    pub(crate) fn new(
        handle: PhoneHandle,
        runtime: Handle,
        kept: Option<Kept>,
        settings: Settings,
        in_force: InForce,
    ) -> Self {
        let place = settings.file.clone();
        let overridden = overrides::of_this_run(&settings.given).into_iter();
        let overridden =
            overridden.map(|(key, Override { by, value })| (key, Overridden { by, value }));
        let inside = Inside {
            text: None,
            seen: 0,
            waiting: 0,
            shown: Preferences::default(),
            outcome: Outcome::default(),
            settings,
            restarts: 0,
            wake: None,
        };
        Self {
            shared: Arc::new(Shared {
                handle,
                runtime,
                kept,
                place,
                in_force,
                overridden: overridden.collect(),
                inside: Mutex::new(inside),
            }),
            jobs: OnceLock::new(),
        }
    }

    /// The window is woken by this when something changed.
    pub(crate) fn wake_by(&self, wake: Wake) {
        self.shared.inside().wake = Some(wake);
    }

    /// The audio modes have these devices from now on.
    pub(crate) fn has_modes(&self, modes: SoundModes) {
        self.shared.inside().settings.modes = modes;
    }
}

impl PreferenceStore for WindowPreferences {
    fn change(&self, changes: Vec<Change>) {
        let mut inside = self.shared.inside();
        inside.shown.apply(&changes);
        inside.waiting += 1;
        drop(inside);
        let jobs = self.jobs.get_or_init(|| {
            let (sender, jobs) = sync_channel(QUEUE);
            let shared = Arc::clone(&self.shared);
            let work = move || work(&shared, &jobs);
            if let Err(error) = thread::Builder::new()
                .name("preferences".to_owned())
                .spawn(work)
            {
                tracing::warn!(%error, "preferences cannot be kept");
            }
            sender
        });
        if jobs.try_send(changes).is_err() {
            self.shared.inside().waiting -= 1;
            tracing::warn!("a change of the preferences was dropped");
        }
    }

    fn preferences(&self) -> Preferences {
        let mut inside = self.shared.inside();
        // What is chosen elsewhere, as in the phone's menus, is kept in the same file.
        let changes = Kept::changes();
        let is_old = self.shared.kept.is_some() && inside.seen != changes && inside.waiting == 0;
        if inside.text.is_none() || is_old {
            inside.seen = changes;
            let text = self.shared.read();
            inside.shown = shown(&text);
            inside.text = Some(text);
            if self.shared.kept.is_none() {
                inside.outcome = Outcome::ForNow;
            }
        }
        inside.shown.clone()
    }

    fn outcome(&self) -> Outcome {
        self.shared.inside().outcome.clone()
    }

    fn overridden(&self) -> BTreeMap<String, Overridden> {
        self.shared.overridden.clone()
    }

    fn rings(&self) -> Vec<String> {
        self.shared.inside().settings.station.choices.rings.clone()
    }

    fn adapters(&self) -> Vec<Adapter> {
        static ADAPTERS: OnceLock<Vec<Adapter>> = OnceLock::new();
        let list = ADAPTERS.get_or_init(|| {
            let adapter = |(name, device)| Adapter { name, device };
            adapters().into_iter().map(adapter).collect()
        });
        list.clone()
    }

    fn codecs(&self) -> Vec<String> {
        let all = CodecChoice::all().into_iter();
        all.map(|codec| codec.name().to_owned()).collect()
    }

    fn file(&self) -> Option<String> {
        let kept = self.shared.kept.as_ref()?;
        Some(kept.path().display().to_string())
    }

    fn show_folder(&self) {
        let folder = self
            .shared
            .kept
            .as_ref()
            .and_then(|kept| kept.path().parent());
        let Some(folder) = folder.map(std::path::Path::to_owned) else {
            return;
        };
        self.shared.runtime.spawn_blocking(move || {
            let opener = match std::env::consts::OS {
                "windows" => "explorer",
                "macos" => "open",
                _ => "xdg-open",
            };
            if let Err(error) = std::process::Command::new(opener).arg(&folder).status() {
                tracing::warn!(%error, folder = %folder.display(), "{opener} cannot be started");
            }
        });
    }
}

impl Shared {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self) -> String {
        let text = self.place.as_ref().map(std::fs::read_to_string);
        // A file that is not there yet says nothing.
        text.and_then(Result::ok).unwrap_or_default()
    }

    /// Makes the changes, keeps them, and tells the phone; says what became of it.
    fn carry_out(self: &Arc<Self>, changes: &[Change]) -> Result<Outcome, String> {
        let text = match &self.kept {
            Some(kept) => {
                kept.change(|draft| make(draft, changes))
                    .map_err(|error| error.to_string())?;
                self.read()
            }
            None => {
                let before = self.inside().text.clone().unwrap_or_default();
                Draft::changed(&before, |draft| make(draft, changes))?
            }
        };
        let file = ConfigFile::parse(&text).map_err(|error| error.message().to_owned())?;
        let mut inside = self.inside();
        let mut settings = inside
            .settings
            .again(&file)
            .map_err(|error| error.to_string())?;
        settings.modes.clone_from(&inside.settings.modes);
        if inside.waiting < 2 {
            // Else what waits is shown already, and stays so.
            inside.shown = shown(&text);
        }
        inside.text = Some(text);
        let outcome = self.tell(&mut inside, &file, settings);
        Ok(match (outcome, &self.kept) {
            (Outcome::Kept, None) => Outcome::ForNow,
            (outcome, _) => outcome,
        })
    }

    /// Tells the phone what is new; has it begin anew for what it cannot take over.
    fn tell(
        self: &Arc<Self>,
        inside: &mut Inside,
        file: &ConfigFile,
        settings: Settings,
    ) -> Outcome {
        let before = std::mem::replace(&mut inside.settings, settings.clone());
        logging::change(file.log.as_deref());
        if before.enhancing != settings.enhancing {
            self.handle.enhance(settings.enhancing.settings());
        }
        self.in_force.take_over(&before, &settings);
        if before.station.language != settings.station.language {
            let language = Preference::Language(settings.station.language);
            self.handle.send(Intent::Prefer(language));
        }
        let (old, new) = (&before.station.preferences, &settings.station.preferences);
        for preference in old.changes_to(new) {
            self.handle.send(Intent::Prefer(preference));
        }
        if !before.needs_another_phone(&settings) {
            return match inside.outcome {
                Outcome::AfterCall => Outcome::AfterCall,
                _ => Outcome::Kept,
            };
        }
        let in_call = !self.handle.screen().calls.is_empty();
        inside.restarts += 1;
        let restart = inside.restarts;
        let shared = Arc::clone(self);
        self.runtime.spawn(async move {
            let mut settings = settings;
            let screen = shared.handle.screen();
            settings.station.volumes = screen.volumes;
            settings.station.preferences.do_not_disturb = screen.do_not_disturb;
            let result = match phone_parts(settings, None) {
                Ok((config, voice)) => shared
                    .handle
                    .restart(config, voice)
                    .await
                    .map_err(|error| error.to_string()),
                Err(error) => Err(error.to_string()),
            };
            let mut inside = shared.inside();
            if inside.restarts == restart {
                inside.outcome = match result {
                    Err(reason) => Outcome::Refused(reason),
                    Ok(_) if shared.kept.is_none() => Outcome::ForNow,
                    Ok(_) => Outcome::Kept,
                };
            }
            if let Some(wake) = &inside.wake {
                wake();
            }
        });
        match in_call {
            true => Outcome::AfterCall,
            false => Outcome::Kept,
        }
    }
}

fn work(shared: &Arc<Shared>, jobs: &Receiver<Vec<Change>>) {
    let mut next = None;
    while let Some(changes) = next.take().or_else(|| jobs.recv().ok()) {
        next = jobs.try_recv().ok();
        if next.as_ref().is_some_and(|next| is_over(next, &changes)) {
            // A slider on its way: only where it stands now counts.
            shared.inside().waiting -= 1;
            continue;
        }
        let outcome = shared.carry_out(&changes);
        let mut inside = shared.inside();
        inside.waiting -= 1;
        inside.outcome = outcome.unwrap_or_else(|reason| {
            // What was typed did not come into force.
            let text = match &shared.kept {
                Some(_) => shared.read(),
                None => inside.text.clone().unwrap_or_default(),
            };
            inside.shown = shown(&text);
            Outcome::Refused(reason)
        });
        if let Some(wake) = &inside.wake {
            wake();
        }
    }
}

/// Whether a change sets the same as the one before it, and so takes its place.
fn is_over(change: &[Change], before: &[Change]) -> bool {
    let keys = before.iter().map(|(key, _)| key);
    change.iter().map(|(key, _)| key).eq(keys)
}

/// Puts the changes into the file.
fn make(draft: &mut Draft, changes: &[Change]) {
    for (key, value) in changes {
        match value {
            None => draft.remove(key),
            Some(Value::Switch(on)) => draft.set(key, *on),
            Some(Value::Number(number)) => draft.set(key, *number),
            Some(Value::Text(text)) => draft.set(key, text.as_str()),
            Some(Value::List(list)) => draft.set(key, list.iter().collect::<Array>()),
            Some(Value::Entries(entries)) => {
                let table = |entry: &BTreeMap<String, Value>| {
                    let mut table = Table::new();
                    for (key, value) in entry {
                        let value = match value {
                            Value::Switch(on) => (*on).into(),
                            Value::Number(number) => (*number).into(),
                            Value::Text(text) => text.as_str().into(),
                            // Nothing in an entry is a list.
                            Value::List(_) | Value::Entries(_) => continue,
                        };
                        table.insert(key, Item::Value(value));
                    }
                    table
                };
                draft.set_tables(key, entries.iter().map(table).collect());
            }
        }
    }
}

/// What a text sets, by key.
fn shown(text: &str) -> Preferences {
    let mut preferences = Preferences::default();
    if let Ok(document) = text.parse::<DocumentMut>() {
        gather("", document.as_table(), &mut preferences.values);
    }
    preferences
}

fn gather(before: &str, table: &dyn toml_edit::TableLike, into: &mut BTreeMap<String, Value>) {
    for (key, item) in table.iter() {
        let key = format!("{before}{key}");
        if let Some(inner) = item.as_table_like() {
            gather(&format!("{key}."), inner, into);
        } else if let Some(tables) = item.as_array_of_tables() {
            let entry = |table: &Table| {
                let mut entry = BTreeMap::new();
                gather("", table, &mut entry);
                entry
            };
            into.insert(key, Value::Entries(tables.iter().map(entry).collect()));
        } else if let Some(value) = item.as_value().and_then(plain) {
            into.insert(key, value);
        }
    }
}

fn plain(value: &toml_edit::Value) -> Option<Value> {
    Some(match value {
        toml_edit::Value::String(text) => Value::Text(text.value().clone()),
        toml_edit::Value::Integer(number) => Value::Number(*number.value()),
        toml_edit::Value::Boolean(on) => Value::Switch(*on.value()),
        toml_edit::Value::Array(list) => {
            let words = list.iter().filter_map(|value| value.as_str());
            Value::List(words.map(str::to_owned).collect())
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_file_says_is_shown_by_its_keys_and_written_back_the_same() {
        let text = "server = [\"one\", \"two\"]\nprotocol = 17\nlow_bandwidth = true\n\n[headset]\nvolume = 40\ninput = \"jabra\"\n";
        let preferences = shown(text);
        assert_eq!(preferences.list("server"), ["one", "two"]);
        assert_eq!(preferences.text("headset.input").as_deref(), Some("jabra"));
        assert!(preferences.is_on("low_bandwidth", false));
        let changes: Vec<Change> = preferences
            .values
            .into_iter()
            .map(|(key, value)| (key, Some(value)))
            .collect();
        let again = Draft::changed(text, |draft| make(draft, &changes));
        assert_eq!(again.as_deref(), Ok(text));
    }

    #[test]
    fn a_slider_on_its_way_is_kept_where_it_stands_and_nothing_else_is_passed_over() {
        let gain = |gain| ("headset.input_gain".to_owned(), Some(Value::Number(gain)));
        let region = ("region".to_owned(), None);
        assert!(is_over(&[gain(4)], &[gain(3)]));
        assert!(!is_over(&[gain(4)], std::slice::from_ref(&region)));
        assert!(!is_over(&[gain(4)], &[gain(3), region]));
    }

    #[test]
    fn entries_are_tables_of_the_file() {
        let entry = BTreeMap::from([
            ("starts".to_owned(), Value::Text("00".to_owned())),
            ("length".to_owned(), Value::Number(5)),
        ]);
        let value = Value::Entries(vec![entry]);
        let change = ("dialling.rule".to_owned(), Some(value.clone()));
        let text = Draft::changed("", |draft| make(draft, &[change])).expect("TOML");
        assert_eq!(shown(&text).values["dialling.rule"], value);
    }
}
