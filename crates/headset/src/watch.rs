//! Headsets as they come and go: read, lit, and told of in words when they cannot be used.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::device::{Found, Port, Ports};
use crate::layout::Layout;
use crate::machine::{Event, Headset, PhoneState};

/// From one look at what is plugged in to the next.
const LOOK_EVERY: Duration = Duration::from_secs(3);

/// Longest report that is read, bytes.
const LONGEST_REPORT: usize = 256;

/// A headset that controls calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadsetInfo {
    /// What the system calls it.
    pub path: String,
    /// What its maker calls it.
    pub name: String,
    /// Why it cannot be used, in words.
    pub problem: Option<String>,
}

/// Follows the headsets of a system, on threads of its own, until it is dropped.
pub struct Watch {
    news: Sender<News>,
    known: Arc<Mutex<Vec<HeadsetInfo>>>,
}

enum News {
    Phone(PhoneState),
    Report(String, Vec<u8>),
    Gone(String),
    Stop,
}

impl Watch {
    /// Begins to follow them; `on_event` is called for what a person does.
    ///
    /// # Errors
    /// When there can be no thread.
    pub fn start(
        ports: impl Ports + 'static,
        on_event: impl Fn(Event) + Send + 'static,
    ) -> io::Result<Self> {
        let (news, heard) = channel();
        let known = Arc::default();
        let keeper = Keeper {
            ports: Box::new(ports),
            on_event: Box::new(on_event),
            news: news.clone(),
            known: Arc::clone(&known),
            phone: PhoneState::default(),
            open: BTreeMap::new(),
            begun: Instant::now(),
        };
        thread::Builder::new()
            .name("headsets".to_owned())
            .spawn(move || keeper.run(&heard))?;
        Ok(Self { news, known })
    }

    /// The phone is in this state now. Never waits.
    pub fn phone(&self, phone: PhoneState) {
        // The thread ends with this object, not before.
        let _taken = self.news.send(News::Phone(phone));
    }

    /// The headsets that are there.
    pub fn headsets(&self) -> Vec<HeadsetInfo> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ended = self.news.send(News::Stop);
    }
}

/// The headsets that are there now, without following them.
pub(crate) fn look(ports: &mut dyn Ports) -> Vec<(Found, Layout)> {
    let found = ports.list().into_iter();
    found
        .filter_map(|found| match Layout::read(&found.descriptor) {
            Ok(layout) => Some((found, layout?)),
            Err(error) => {
                tracing::debug!(%error, path = found.path, "passed over");
                None
            }
        })
        .collect()
}

impl HeadsetInfo {
    /// The headsets that are there now.
    pub fn list(ports: &mut dyn Ports) -> Vec<Self> {
        let found = look(ports);
        found
            .into_iter()
            .map(|(found, _)| {
                let opened = ports.open(&found).err();
                Self::of(&found, opened.as_ref())
            })
            .collect()
    }

    fn of(found: &Found, error: Option<&io::Error>) -> Self {
        Self {
            path: found.path.clone(),
            name: found.name.clone(),
            problem: error.map(|error| problem(found, error)),
        }
    }
}

/// Why a headset cannot be used, and what helps.
fn problem(found: &Found, error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::PermissionDenied {
        format!(
            "this user may not open {}: put assets/udev/70-offhook-headsets.rules into /etc/udev/rules.d, then plug the headset in again",
            found.path
        )
    } else {
        format!("{} cannot be opened: {error}", found.path)
    }
}

struct Keeper {
    ports: Box<dyn Ports>,
    on_event: Box<dyn Fn(Event) + Send>,
    news: Sender<News>,
    known: Arc<Mutex<Vec<HeadsetInfo>>>,
    phone: PhoneState,
    open: BTreeMap<String, Open>,
    begun: Instant,
}

/// A headset in use; without a port it could not be opened, and is tried again when it is
/// plugged in again.
struct Open {
    info: HeadsetInfo,
    used: Option<(Headset, Box<dyn Port>)>,
}

impl Keeper {
    fn run(mut self, heard: &Receiver<News>) {
        self.look();
        let mut next = Instant::now() + LOOK_EVERY;
        loop {
            match heard.recv_timeout(next.saturating_duration_since(Instant::now())) {
                Ok(News::Phone(phone)) => self.show(phone),
                Ok(News::Report(path, report)) => self.read(&path, &report),
                Ok(News::Gone(path)) => {
                    self.open.remove(&path);
                    self.publish();
                }
                Ok(News::Stop) | Err(RecvTimeoutError::Disconnected) => {
                    // No lamp is left burning for a call that nobody follows any more.
                    self.show(PhoneState::default());
                    return;
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.look();
                    next = Instant::now() + LOOK_EVERY;
                }
            }
        }
    }

    /// What was plugged in is opened, what was unplugged forgotten.
    fn look(&mut self) {
        let found = look(self.ports.as_mut());
        let before = self.open.len();
        self.open
            .retain(|path, _| found.iter().any(|(found, _)| found.path == *path));
        let mut changed = self.open.len() != before;
        for (found, layout) in found {
            if self.open.contains_key(&found.path) {
                continue;
            }
            changed = true;
            let opened = self.ports.open(&found);
            let opened = opened.and_then(|port| {
                let reader = port.another()?;
                follow(reader, found.path.clone(), self.news.clone())?;
                Ok(port)
            });
            let info = HeadsetInfo::of(&found, opened.as_ref().err());
            match &info.problem {
                Some(problem) => tracing::info!("{}: {problem}", info.name),
                None => tracing::info!("{}: its buttons control calls", info.name),
            }
            let used = opened.ok().map(|port| (Headset::new(layout), port));
            self.open.insert(found.path.clone(), Open { info, used });
            self.light(&found.path);
        }
        if changed {
            self.publish();
        }
    }

    fn publish(&self) {
        let all = self.open.values().map(|open| open.info.clone()).collect();
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = all;
    }

    /// Every headset shows this state of the phone from now on.
    fn show(&mut self, phone: PhoneState) {
        self.phone = phone;
        for path in self.open.keys().cloned().collect::<Vec<_>>() {
            self.light(&path);
        }
    }

    fn light(&mut self, path: &str) {
        let (phone, now) = (self.phone, self.begun.elapsed());
        let Some((headset, port)) = self.open.get_mut(path).and_then(|open| open.used.as_mut())
        else {
            return;
        };
        for report in headset.phone(phone, now) {
            if let Err(error) = port.write(&report) {
                tracing::debug!(%error, path, "a lamp of the headset was not written");
            }
        }
    }

    fn read(&mut self, path: &str, report: &[u8]) {
        let now = self.begun.elapsed();
        let used = self.open.get_mut(path).and_then(|open| open.used.as_mut());
        if let Some((headset, _)) = used {
            for event in headset.report(report, now) {
                (self.on_event)(event);
            }
        }
    }
}

/// Reads a headset on a thread of its own, until it has gone.
fn follow(mut port: Box<dyn Port>, path: String, news: Sender<News>) -> io::Result<()> {
    thread::Builder::new()
        .name("headset".to_owned())
        .spawn(move || {
            let mut report = [0; LONGEST_REPORT];
            while let Ok(length) = port.read(&mut report) {
                let told = report[..length].to_vec();
                if news.send(News::Report(path.clone(), told)).is_err() {
                    return;
                }
            }
            // Nobody listens any more when the phone has left.
            let _told = news.send(News::Gone(path));
        })?;
    Ok(())
}
