//! A phone that shows what the test sets and keeps what it is told, in a window
//! without a display.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use contacts::{Book, Contact};
use desk::{
    Adapter, BookNews, Change, Contacts, Desk, DesktopChoice, DesktopChoices, DesktopFound,
    Directories, FoundNumber, History, HotKeyChoice, HotKeyState, KeyChoice, Ladder, Look,
    NewDevice, NewDevices, Numbers, Options, Outcome, Overridden, Phone, PreferenceStore,
    Preferences, ProblemReport, ReadFile, Rung, RungDetails, Sound, SoundChoice, Start, Statistics,
    Tuning, Value,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use keymap::{HotKeys, KeyMap};
use numbers::{Dialling, Letters};
use station::{
    AudioPath, CallCourse, CallLog, CallLogEntry, Intent, LineKey, LineKeyKind, Moment,
    Registration, RegistrationState, Screen, SoftKey, SoftKeyBar, TuningNow,
};

/// The test's end of the phone.
#[derive(Clone, Default)]
pub(crate) struct Fake(Rc<Inside>);

#[derive(Default)]
struct Inside {
    screen: RefCell<Arc<Screen>>,
    intents: RefCell<Vec<Intent>>,
    now: Cell<Moment>,
    finished: Cell<bool>,
    sound: RefCell<Option<Sound>>,
    keys: RefCell<Option<KeyMap>>,
    letters: Cell<Letters>,
    /// How often the figures were asked for is counted.
    calls: RefCell<Vec<Arc<CallCourse>>>,
    asked_for_calls: Cell<usize>,
    looks: RefCell<Vec<Look>>,
    new_look: RefCell<Option<Look>>,
    new_keys: RefCell<Option<KeyMap>>,
    desktop: RefCell<Option<DesktopChoice>>,
    desktop_found: RefCell<Option<DesktopFound>>,
    rules_file: RefCell<Option<ReadFile>>,
    books: RefCell<Vec<ReadFile>>,
    reloads: Cell<usize>,
    reports: Cell<usize>,
    report: RefCell<Option<Result<PathBuf, String>>>,
    folder: RefCell<Option<PathBuf>>,
    rungs: RefCell<Arc<[Arc<Rung>]>>,
    /// Numbers and digits of what was saved last.
    saved: RefCell<Option<(Vec<u64>, bool)>>,
    preferences: FakePreferences,
    hot_keys: RefCell<HotKeys>,
    hot_key_state: RefCell<HotKeyState>,
    found: RefCell<Option<Vec<FoundNumber>>>,
    dropped: RefCell<Option<PathBuf>>,
    file: Cell<bool>,
    call_log: RefCell<Arc<CallLog>>,
    exported: RefCell<Vec<(String, Vec<Vec<String>>)>>,
    book: RefCell<Option<Arc<Book>>>,
    asked_of_book: RefCell<Vec<Asked>>,
    news: RefCell<Option<BookNews>>,
    dialling: RefCell<Arc<Dialling>>,
    measured: Cell<Option<TuningNow>>,
    tried: RefCell<Vec<Tried>>,
    plugged: RefCell<Option<NewDevice>>,
    wake: RefCell<Option<Box<dyn Fn() + Send + Sync>>>,
}

/// Preferences that are kept nowhere.
#[derive(Default)]
struct FakePreferences {
    /// Whether there are any.
    there: Cell<bool>,
    set: RefCell<Preferences>,
    outcome: RefCell<Outcome>,
    overridden: RefCell<BTreeMap<String, Overridden>>,
}

impl PreferenceStore for FakePreferences {
    fn preferences(&self) -> Preferences {
        self.set.borrow().clone()
    }

    fn change(&self, changes: Vec<Change>) {
        self.set.borrow_mut().apply(&changes);
    }

    fn outcome(&self) -> Outcome {
        self.outcome.borrow().clone()
    }

    fn overridden(&self) -> BTreeMap<String, Overridden> {
        self.overridden.borrow().clone()
    }

    fn rings(&self) -> Vec<String> {
        ["Marimba", "Bells", "Silent"].map(str::to_owned).to_vec()
    }

    fn adapters(&self) -> Vec<Adapter> {
        vec![Adapter {
            name: "eth0".to_owned(),
            device: "SEP0200000000AA".to_owned(),
        }]
    }

    fn codecs(&self) -> Vec<String> {
        ["g722", "ulaw", "alaw"].map(str::to_owned).to_vec()
    }

    fn file(&self) -> Option<String> {
        Some("/home/me/.config/offhook/config.toml".to_owned())
    }
}

impl Fake {
    pub(crate) fn showing(screen: Screen) -> Self {
        let fake = Self::default();
        fake.0.now.set(Moment::from_secs(100));
        fake.show(screen);
        fake
    }

    /// Show this from now on.
    pub(crate) fn show(&self, screen: Screen) {
        *self.0.screen.borrow_mut() = Arc::new(screen);
        if let Some(wake) = self.0.wake.borrow().as_ref() {
            wake();
        }
    }

    pub(crate) fn set_now(&self, now: Moment) {
        self.0.now.set(now);
    }

    pub(crate) fn finish(&self) {
        self.0.finished.set(true);
    }

    /// There are these sound devices.
    pub(crate) fn has(&self, sound: Sound) {
        *self.0.sound.borrow_mut() = Some(sound);
    }

    /// What was chosen of them last.
    pub(crate) fn chosen(&self) -> Option<SoundChoice> {
        let sound = self.0.sound.borrow();
        sound.as_ref().map(|sound| sound.chosen.clone())
    }

    /// The keys for everywhere are like this.
    pub(crate) fn hot_keys_are(&self, state: HotKeyState) {
        *self.0.hot_key_state.borrow_mut() = state;
    }

    /// Numbers that are found in whatever is pasted or dropped.
    pub(crate) fn finds(&self, found: Vec<FoundNumber>) {
        *self.0.found.borrow_mut() = Some(found);
    }

    /// The file that was dropped last.
    pub(crate) fn dropped(&self) -> Option<PathBuf> {
        self.0.dropped.borrow().clone()
    }

    /// Letters that are typed begin a name.
    pub(crate) fn letters_begin_names(&self) {
        self.0.letters.set(Letters::Name);
    }

    /// The keys that were kept last.
    pub(crate) fn kept_keys(&self) -> Option<KeyMap> {
        self.0.keys.borrow().clone()
    }

    /// There were these calls, the newest first.
    pub(crate) fn had(&self, calls: Vec<Arc<CallCourse>>) {
        *self.0.calls.borrow_mut() = calls;
    }

    /// This was said.
    pub(crate) fn said(&self, rungs: Vec<Rung>) {
        *self.0.rungs.borrow_mut() = rungs.into_iter().map(Arc::new).collect();
    }

    /// What was saved last: the numbers, and whether with digits.
    pub(crate) fn saved_rungs(&self) -> Option<(Vec<u64>, bool)> {
        self.0.saved.borrow().clone()
    }

    /// How often a report was to be written.
    pub(crate) fn reports(&self) -> usize {
        self.0.reports.get()
    }

    /// The report has gone so.
    pub(crate) fn has_written(&self, report: Result<PathBuf, String>) {
        *self.0.report.borrow_mut() = Some(report);
    }

    /// The file whose folder was to be shown.
    pub(crate) fn shown_folder(&self) -> Option<PathBuf> {
        self.0.folder.borrow().clone()
    }

    /// How often the window has asked for the figures of calls.
    pub(crate) fn asked_for_calls(&self) -> usize {
        self.0.asked_for_calls.get()
    }

    /// The looks that it was told to keep.
    pub(crate) fn looks(&self) -> Vec<Look> {
        self.0.looks.borrow().clone()
    }

    /// There are preferences, and these are set.
    pub(crate) fn has_set(&self, values: &[(&str, Value)]) {
        self.0.preferences.there.set(true);
        let set = values.iter().cloned();
        self.0.preferences.set.borrow_mut().values =
            set.map(|(key, value)| (key.to_owned(), value)).collect();
    }

    /// What is set under this key now.
    pub(crate) fn set(&self, key: &str) -> Option<Value> {
        self.0.preferences.set.borrow().values.get(key).cloned()
    }

    /// This setting was given besides the file.
    pub(crate) fn is_overridden(&self, key: &str, by: &str, value: &str) {
        let overridden = Overridden {
            by: by.to_owned(),
            value: value.to_owned(),
        };
        let mut all = self.0.preferences.overridden.borrow_mut();
        all.insert(key.to_owned(), overridden);
    }

    /// The file says now that the window looks so.
    pub(crate) fn looks_now(&self, look: Look) {
        *self.0.new_look.borrow_mut() = Some(look);
    }

    /// The file says now that the keys are these.
    pub(crate) fn has_keys_now(&self, keys: KeyMap) {
        *self.0.new_keys.borrow_mut() = Some(keys);
    }

    /// There is a desktop around the window, of which this is chosen.
    pub(crate) fn is_on_desktop(&self, choice: DesktopChoice) {
        *self.0.desktop.borrow_mut() = Some(choice);
    }

    /// This is found of the desktop; without a word a tray.
    pub(crate) fn finds_on_desktop(&self, found: DesktopFound) {
        *self.0.desktop_found.borrow_mut() = Some(found);
    }

    /// What is chosen of the desktop now.
    pub(crate) fn desktop_choice(&self) -> Option<DesktopChoice> {
        *self.0.desktop.borrow()
    }

    /// These files have been read: of dial rules, and of books.
    pub(crate) fn has_read(&self, rules: Option<ReadFile>, books: Vec<ReadFile>) {
        *self.0.rules_file.borrow_mut() = rules;
        *self.0.books.borrow_mut() = books;
    }

    /// How often the files were to be read again.
    pub(crate) fn reloads(&self) -> usize {
        self.0.reloads.get()
    }

    /// This became of the last change.
    pub(crate) fn tells(&self, outcome: Outcome) {
        *self.0.preferences.outcome.borrow_mut() = outcome;
    }

    /// There were these calls.
    pub(crate) fn logged(&self, calls: Vec<CallLogEntry>) {
        *self.0.call_log.borrow_mut() = Arc::new(CallLog { entries: calls });
    }

    /// Where calls were written to, and what.
    pub(crate) fn exported(&self) -> Vec<(String, Vec<Vec<String>>)> {
        self.0.exported.take()
    }

    /// There are these contacts.
    pub(crate) fn knows(&self, book: Book) {
        *self.0.book.borrow_mut() = Some(Arc::new(book));
    }

    /// What was asked of the address book since the last look.
    pub(crate) fn asked_of_book(&self) -> Vec<Asked> {
        self.0.asked_of_book.take()
    }

    /// What came of it.
    pub(crate) fn book_tells(&self, news: BookNews) {
        *self.0.news.borrow_mut() = Some(news);
    }

    /// Numbers are dialled so.
    pub(crate) fn dials_by(&self, dialling: Dialling) {
        *self.0.dialling.borrow_mut() = Arc::new(dialling);
    }

    /// Its sound can be tried, and this is to be seen.
    pub(crate) fn measures(&self, now: TuningNow) {
        self.0.measured.set(Some(now));
    }

    /// This device was never seen before.
    pub(crate) fn plugs(&self, device: NewDevice) {
        *self.0.plugged.borrow_mut() = Some(device);
    }

    /// What was tried since the last look.
    pub(crate) fn tried(&self) -> Vec<Tried> {
        self.0.tried.take()
    }

    /// What the window has sent since the last look.
    pub(crate) fn intents(&self) -> Vec<Intent> {
        self.0.intents.take()
    }
}

impl Phone for Fake {
    fn screen(&self) -> Arc<Screen> {
        Arc::clone(&self.0.screen.borrow())
    }

    fn send(&self, intent: Intent) {
        self.0.intents.borrow_mut().push(intent);
    }

    fn now(&self) -> Moment {
        self.0.now.get()
    }

    fn on_change(&self, wake: Box<dyn Fn() + Send + Sync>) {
        *self.0.wake.borrow_mut() = Some(wake);
    }

    fn has_sound(&self) -> bool {
        self.0.sound.borrow().is_some()
    }

    fn sound(&self) -> Option<Sound> {
        self.0.sound.borrow().clone()
    }

    fn choose_sound(&self, chosen: SoundChoice) {
        if let Some(sound) = self.0.sound.borrow_mut().as_mut() {
            sound.chosen = chosen;
        }
    }

    fn new_devices(&self) -> Option<&dyn NewDevices> {
        Some(self)
    }

    fn tuning(&self) -> Option<&dyn Tuning> {
        self.0.measured.get().map(|_| self as &dyn Tuning)
    }

    fn numbers(&self) -> Option<&dyn Numbers> {
        let there = self.0.found.borrow().is_some();
        there.then_some(self as &dyn Numbers)
    }

    fn hot_keys(&self) -> Option<&dyn HotKeyChoice> {
        Some(self)
    }

    fn key_choice(&self) -> Option<&dyn KeyChoice> {
        Some(self)
    }

    fn ladder(&self) -> Option<&dyn Ladder> {
        Some(self)
    }

    fn problem_report(&self) -> Option<&dyn ProblemReport> {
        Some(self)
    }

    fn statistics(&self) -> Option<&dyn Statistics> {
        Some(self)
    }

    fn keep_look(&self, look: &Look) {
        self.0.looks.borrow_mut().push(*look);
    }

    fn new_look(&self) -> Option<Look> {
        self.0.new_look.take()
    }

    fn desktop(&self) -> Option<&dyn DesktopChoices> {
        let there = self.0.desktop.borrow().is_some();
        there.then_some(self as &dyn DesktopChoices)
    }

    fn directories(&self) -> Option<&dyn Directories> {
        Some(self)
    }

    fn preferences(&self) -> Option<&dyn PreferenceStore> {
        let there = self.0.preferences.there.get();
        there.then_some(&self.0.preferences as &dyn PreferenceStore)
    }

    fn finished(&self) -> bool {
        self.0.finished.get()
    }

    fn history(&self) -> Option<&dyn History> {
        Some(self)
    }

    fn contacts(&self) -> Option<&dyn Contacts> {
        self.0.book.borrow().is_some().then_some(self)
    }

    fn dialling(&self) -> Arc<Dialling> {
        Arc::clone(&self.0.dialling.borrow())
    }
}

/// What a window asks of the address book.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Asked {
    Put(Contact),
    Remove(Vec<String>),
    Import(PathBuf),
    /// Into which file, and how many.
    Export(String, usize),
}

/// What is tried of the sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tried {
    Look(AudioPath),
    Sample(AudioPath),
    Ring,
    Record(AudioPath),
    PlayBack(AudioPath),
    Stop,
    End,
}

impl Fake {
    fn tries(&self, what: Tried) {
        self.0.tried.borrow_mut().push(what);
    }
}

impl NewDevices for Fake {
    fn offer(&self) -> Option<NewDevice> {
        self.0.plugged.borrow().clone()
    }

    fn answered(&self, _: &NewDevice) {
        *self.0.plugged.borrow_mut() = None;
    }
}

impl Tuning for Fake {
    fn look(&self, mode: AudioPath) {
        self.tries(Tried::Look(mode));
    }

    fn sample(&self, mode: AudioPath) {
        self.tries(Tried::Sample(mode));
    }

    fn ring(&self) {
        self.tries(Tried::Ring);
    }

    fn record(&self, mode: AudioPath) {
        self.tries(Tried::Record(mode));
    }

    fn play_back(&self, mode: AudioPath) {
        self.tries(Tried::PlayBack(mode));
    }

    fn stop(&self) {
        self.tries(Tried::Stop);
    }

    fn end(&self) {
        self.tries(Tried::End);
    }

    fn now(&self) -> TuningNow {
        self.0.measured.get().unwrap_or_default()
    }

    fn echo_number(&self) -> String {
        "600".to_owned()
    }
}

impl History for Fake {
    fn calls(&self) -> Arc<CallLog> {
        Arc::clone(&self.0.call_log.borrow())
    }

    fn export_path(&self) -> String {
        "/home/bob/calls.csv".to_owned()
    }

    fn export(&self, path: &str, lines: Vec<Vec<String>>) {
        self.0.exported.borrow_mut().push((path.to_owned(), lines));
    }
}

impl Contacts for Fake {
    fn book(&self) -> Arc<Book> {
        self.0.book.borrow().clone().unwrap_or_default()
    }

    fn put(&self, contact: Contact) {
        self.0.asked_of_book.borrow_mut().push(Asked::Put(contact));
    }

    fn remove(&self, uids: Vec<String>) {
        self.0.asked_of_book.borrow_mut().push(Asked::Remove(uids));
    }

    fn import(&self, file: PathBuf) {
        self.0.asked_of_book.borrow_mut().push(Asked::Import(file));
    }

    fn export_path(&self) -> String {
        "/home/ada/contacts.vcf".to_owned()
    }

    fn export(&self, path: &str, contacts: Vec<Contact>) {
        let path = path.to_owned();
        let asked = Asked::Export(path, contacts.len());
        self.0.asked_of_book.borrow_mut().push(asked);
    }

    fn news(&self) -> Option<BookNews> {
        self.0.news.borrow().clone()
    }
}

impl HotKeyChoice for Fake {
    fn chosen(&self) -> HotKeys {
        self.0.hot_keys.borrow().clone()
    }

    fn choose(&self, keys: HotKeys) {
        *self.0.hot_keys.borrow_mut() = keys;
    }

    fn state(&self) -> HotKeyState {
        self.0.hot_key_state.borrow().clone()
    }
}

impl Numbers for Fake {
    fn in_text(&self, _: &str) -> Vec<FoundNumber> {
        self.0.found.borrow().clone().unwrap_or_default()
    }

    fn look_into(&self, file: &Path, wake: Box<dyn Fn() + Send + Sync>) {
        *self.0.dropped.borrow_mut() = Some(file.to_owned());
        self.0.file.set(true);
        wake();
    }

    fn of_file(&self) -> Option<Result<Vec<FoundNumber>, String>> {
        self.0.file.take().then(|| Ok(self.in_text("")))
    }
}

impl DesktopChoices for Fake {
    fn choice(&self) -> DesktopChoice {
        self.0.desktop.borrow().unwrap_or_default()
    }

    fn choose(&self, choice: DesktopChoice) {
        *self.0.desktop.borrow_mut() = Some(choice);
    }

    fn found(&self) -> DesktopFound {
        let found = self.0.desktop_found.borrow().clone();
        found.unwrap_or(DesktopFound {
            tray: true,
            ..DesktopFound::default()
        })
    }
}

impl Directories for Fake {
    fn rules_file(&self) -> Option<ReadFile> {
        self.0.rules_file.borrow().clone()
    }

    fn books(&self) -> Vec<ReadFile> {
        self.0.books.borrow().clone()
    }

    fn reload(&self) {
        self.0.reloads.set(self.0.reloads.get() + 1);
    }
}

impl KeyChoice for Fake {
    fn letters(&self) -> Letters {
        self.0.letters.get()
    }

    fn changed(&self) -> Option<KeyMap> {
        self.0.new_keys.take()
    }

    fn keep(&self, keys: &KeyMap) {
        *self.0.keys.borrow_mut() = Some(keys.clone());
    }
}

impl Ladder for Fake {
    fn rungs(&self) -> Arc<[Arc<Rung>]> {
        Arc::clone(&self.0.rungs.borrow())
    }

    fn details(&self, number: u64, digits: bool) -> Option<RungDetails> {
        let digit = if digits { "5" } else { "<digits>" };
        let field = |name: &str, value: String| (0, name.to_owned(), Some(value));
        Some(RungDetails {
            fields: vec![
                field("number", number.to_string()),
                field("kpButton", digit.to_owned()),
            ],
            bytes: vec!["0000  04 00".to_owned()],
            hidden: (!digits).then(|| "4 bytes, dialled digits".to_owned()),
        })
    }

    fn save(&self, numbers: Vec<u64>, digits: bool) {
        *self.0.saved.borrow_mut() = Some((numbers, digits));
    }

    fn saved(&self) -> Option<Result<PathBuf, String>> {
        let saved = self.0.saved.borrow();
        saved.as_ref().map(|_| Ok(PathBuf::from("/docs/a.pcapng")))
    }

    fn show_folder(&self, _: &Path) {}
}

impl ProblemReport for Fake {
    fn write(&self) {
        self.0.reports.set(self.0.reports.get() + 1);
    }

    fn written(&self) -> Option<Result<PathBuf, String>> {
        self.0.report.borrow().clone()
    }

    fn show_folder(&self, file: &Path) {
        *self.0.folder.borrow_mut() = Some(file.to_owned());
    }
}

impl Statistics for Fake {
    fn calls(&self) -> Vec<Arc<CallCourse>> {
        self.0.asked_for_calls.set(self.0.asked_for_calls.get() + 1);
        self.0.calls.borrow().clone()
    }
}

/// A window with a phone that shows this, drawn once.
pub(crate) fn window(screen: Screen) -> (Harness<'static>, Fake) {
    let fake = Fake::showing(screen);
    let window = open(Start::Phone(Box::new(fake.clone())));
    (window, fake)
}

/// A window with this phone, drawn once.
pub(crate) fn window_of(phone: &Fake) -> Harness<'static> {
    open(Start::Phone(Box::new(phone.clone())))
}

/// A window with this start, drawn once.
pub(crate) fn open(start: Start) -> Harness<'static> {
    open_with(start, Options::default())
}

/// The same with these options.
pub(crate) fn open_with(start: Start, options: Options) -> Harness<'static> {
    let mut desk = Desk::new(start, options);
    let mut window = Harness::builder()
        .with_size([668.0, 680.0])
        .with_step_dt(1.0 / 60.0)
        .build_ui(move |ui| desk.pass(ui));
    window.run_ok();
    window
}

/// Click the control of this name.
pub(crate) fn click(window: &mut Harness<'_>, name: &str) {
    window.get_by_label(name).click();
    window.run_ok();
}

/// What assistive technology says more about the control of this name.
pub(crate) fn description(window: &Harness<'_>, name: &str) -> String {
    window
        .get_by_label(name)
        .accesskit_node()
        .description()
        .unwrap_or_default()
}

/// A registered phone with nothing to do.
pub(crate) fn idle() -> Screen {
    Screen {
        device: "SEP001122334455".to_owned(),
        registration: Registration {
            state: RegistrationState::Registered,
            text: "Registered".to_owned(),
            server: "127.0.0.1:2000".to_owned(),
            reason: String::new(),
            standby: String::new(),
            protocol_version: 22,
        },
        own_number: "1001".to_owned(),
        line_keys: vec![
            line_key(1, LineKeyKind::Line, 1, "1001"),
            line_key(2, LineKeyKind::SpeedDial, 1, "Echo"),
        ],
        active_line: 1,
        prompt: "Your current options".to_owned(),
        soft_keys: soft_keys(&["Redial", "NewCall", "CFwdAll"]),
        volume: 50,
        ..Screen::default()
    }
}

pub(crate) fn line_key(position: usize, kind: LineKeyKind, instance: u32, label: &str) -> LineKey {
    LineKey {
        position,
        kind,
        instance,
        label: label.to_owned(),
        ..LineKey::default()
    }
}

pub(crate) fn soft_keys(labels: &[&str]) -> SoftKeyBar {
    let keys = labels
        .iter()
        .map(|label| SoftKey {
            label: (*label).to_owned(),
            name: (*label).to_owned(),
            event: 1,
        })
        .collect();
    SoftKeyBar { keys, page: 0 }
}
