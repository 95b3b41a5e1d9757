//! Sound devices that were never seen before: each is offered once, and remembered in the
//! configuration file.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use desk::{NewDevice, NewDevices};
use sound::{DeviceInfo, DeviceWatch};
use tokio::runtime::Handle;
use toml_edit::Array;

use crate::commands::window_desktop::AFTER_THE_WINDOW;
use crate::commands::window_sound::Wake;
use crate::config::kept::Kept;

/// How often the list is read where no sound server tells of changes: nobody waits for it.
const READ_EVERY: Duration = Duration::from_secs(30);

/// Devices that are remembered at most; of more, the oldest is forgotten.
const MAX_KNOWN: usize = 200;

/// What comes so soon after a first list was there before the phone: a sound server tells of its
/// devices as it finds them, and Bluetooth takes the longest.
const SETTLING: Duration = Duration::from_secs(15);

/// Those of a phone in a window.
pub(crate) struct WindowNewDevices {
    inside: Arc<Mutex<Inside>>,
    changed: Arc<AtomicBool>,
    /// Where they are remembered.
    file: Kept,
    runtime: Handle,
}

#[derive(Default)]
struct Inside {
    seen: Seen,
    watch: Option<DeviceWatch>,
    wake: Option<Wake>,
}

/// What was seen so far, and what is new.
#[derive(Debug, Default)]
struct Seen {
    /// By the card that they belong to; none: nothing has been seen yet.
    known: VecDeque<String>,
    offers: Vec<(String, NewDevice)>,
    /// Until then what comes is known, too: the list has only begun.
    settles: Option<Instant>,
}

impl WindowNewDevices {
    /// Begins to look some time after the window is there.
    pub(crate) fn start(known: Option<Vec<String>>, file: Kept, runtime: &Handle) -> Self {
        let inside = Arc::new(Mutex::new(Inside {
            seen: Seen::of(&known.unwrap_or_default()),
            ..Inside::default()
        }));
        let changed = Arc::new(AtomicBool::new(false));
        let (into, flag) = (Arc::downgrade(&inside), Arc::clone(&changed));
        runtime.spawn(async move {
            tokio::time::sleep(AFTER_THE_WINDOW).await;
            let Some(inside) = into.upgrade() else { return };
            let news = move || {
                flag.store(true, Ordering::Relaxed);
                let wake = into.upgrade().and_then(|inside| lock(&inside).wake.clone());
                if let Some(wake) = wake {
                    wake();
                }
            };
            let watch = DeviceWatch::start_slowly(READ_EVERY, news);
            lock(&inside).watch = Some(watch);
        });
        Self {
            inside,
            changed,
            file,
            runtime: runtime.clone(),
        }
    }

    /// The window is woken by this when there is news.
    pub(crate) fn wake_by(&self, wake: Wake) {
        lock(&self.inside).wake = Some(wake);
    }

    fn keep(&self, known: &VecDeque<String>) {
        let list: Array = known.iter().map(String::as_str).collect();
        let file = self.file.clone();
        // The disk may take its time.
        self.runtime.spawn_blocking(move || {
            let kept = file.change(|draft| draft.set("tuning.known_devices", list));
            if let Err(error) = kept {
                tracing::warn!(%error, "the sound devices that were seen cannot be remembered");
            }
        });
    }
}

impl NewDevices for WindowNewDevices {
    fn offer(&self) -> Option<NewDevice> {
        let mut inside = lock(&self.inside);
        if self.changed.swap(false, Ordering::Relaxed)
            && let Some(watch) = &inside.watch
        {
            let devices = watch.devices();
            if inside.seen.see(&devices, Instant::now()) {
                let known = inside.seen.known.clone();
                drop(inside);
                self.keep(&known);
                inside = lock(&self.inside);
            }
        }
        inside.seen.offers.first().map(|(_, device)| device.clone())
    }

    fn answered(&self, device: &NewDevice) {
        let mut inside = lock(&self.inside);
        if inside.seen.answer(device) {
            let known = inside.seen.known.clone();
            drop(inside);
            self.keep(&known);
        }
    }
}

fn lock(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Seen {
    /// What the file says.
    fn of(known: &[String]) -> Self {
        Self {
            known: known.iter().map(|id| card(id).to_owned()).collect(),
            ..Self::default()
        }
    }

    /// These are there now; true: what is known has changed.
    ///
    /// Of a list in which nothing is known, nothing is new: it is the first one, or one by other
    /// names, as while a sound server is not there yet. An empty one says nothing at all.
    fn see(&mut self, devices: &[DeviceInfo], now: Instant) -> bool {
        self.offers.clear();
        let mut cards = devices.iter().map(|device| card(&device.id));
        if !devices.is_empty() && !cards.any(|card| self.knows(card)) {
            self.settles = Some(now + SETTLING);
        }
        if self.settles.is_some_and(|until| now < until) {
            let mut learned = false;
            for device in devices {
                learned |= self.learn(card(&device.id));
            }
            return learned;
        }
        for device in devices {
            let card = card(&device.id);
            if self.knows(card) {
                continue;
            }
            let mut offers = self.offers.iter();
            let place = offers.position(|(of, _)| of == card).unwrap_or_else(|| {
                let name = device.name.clone();
                let new = NewDevice {
                    name,
                    ..NewDevice::default()
                };
                self.offers.push((card.to_owned(), new));
                self.offers.len() - 1
            });
            let (_, offer) = &mut self.offers[place];
            if device.input {
                offer.input.get_or_insert_with(|| device.id.clone());
            }
            if device.output {
                offer.output.get_or_insert_with(|| device.id.clone());
            }
        }
        false
    }

    /// This one is known from now on; true: it was not before.
    fn answer(&mut self, device: &NewDevice) -> bool {
        let mut offers = self.offers.iter();
        let Some(place) = offers.position(|(_, offer)| offer == device) else {
            return false;
        };
        let (card, _) = self.offers.remove(place);
        self.learn(&card)
    }

    fn knows(&self, card: &str) -> bool {
        self.known.iter().any(|known| known == card)
    }

    /// This card is known from now on; true: it was not before.
    fn learn(&mut self, card: &str) -> bool {
        if self.knows(card) {
            return false;
        }
        if self.known.len() >= MAX_KNOWN {
            self.known.pop_front();
        }
        self.known.push_back(card.to_owned());
        true
    }
}

/// What microphone and output of one device have in common: a sound server's
/// `alsa_input.CARD.profile` without its ends, the card of `plughw:CARD=PCH,DEV=0`, else the whole
/// id.
fn card(id: &str) -> &str {
    if let Some((_, rest)) = id.split_once(":CARD=") {
        return rest.split(',').next().unwrap_or(rest);
    }
    let inner = [
        "alsa_input.",
        "alsa_output.",
        "bluez_input.",
        "bluez_output.",
    ];
    let inner = inner.iter().find_map(|start| id.strip_prefix(start));
    match inner {
        Some(inner) => inner.rsplit_once('.').map_or(inner, |(card, _)| card),
        None => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(id: &str, name: &str) -> DeviceInfo {
        let input = id.contains("input");
        DeviceInfo {
            id: id.to_owned(),
            name: name.to_owned(),
            description: name.to_owned(),
            input,
            output: !input,
            default_input: false,
            default_output: false,
        }
    }

    fn built_in() -> DeviceInfo {
        device("alsa_output.pci-0.analog-stereo", "Built-in")
    }

    fn headset() -> [DeviceInfo; 2] {
        [
            device("alsa_input.usb-Jabra-00.mono-fallback", "Jabra Mono"),
            device("alsa_output.usb-Jabra-00.analog-stereo", "Jabra Stereo"),
        ]
    }

    /// Long after a first list.
    fn later(begun: Instant) -> Instant {
        begun + SETTLING * 2
    }

    #[test]
    fn what_is_there_at_the_first_start_is_no_news() {
        let mut seen = Seen::default();
        let begun = Instant::now();
        assert!(seen.see(&[built_in()], begun), "it is remembered");
        assert!(seen.offers.is_empty());
        assert!(!seen.see(&[built_in()], later(begun)));
        assert!(seen.offers.is_empty());
    }

    #[test]
    fn an_empty_list_and_one_that_has_only_begun_are_no_knowledge() {
        let mut seen = Seen::default();
        let begun = Instant::now();
        assert!(!seen.see(&[], begun), "there is nothing to remember");
        // The sound server comes up late, and finds one device after the other.
        let up = later(begun);
        let [input, output] = headset();
        assert!(seen.see(&[built_in()], up));
        let both = [built_in(), input.clone(), output.clone()];
        assert!(seen.see(&both, up + SETTLING / 2));
        assert!(seen.offers.is_empty(), "{:?}", seen.offers);
        seen.see(&both, later(up));
        assert!(seen.offers.is_empty(), "{:?}", seen.offers);
        // An empty list was kept by an older version, or by hand.
        let mut kept = Seen::of(&[]);
        assert!(kept.see(&[built_in(), input, output], begun));
        assert!(kept.offers.is_empty());
    }

    #[test]
    fn the_same_devices_by_other_names_are_not_new() {
        let mut seen = Seen::of(&["pci-0".to_owned(), "usb-Jabra-00".to_owned()]);
        let begun = Instant::now();
        // Without the sound server the system's own names are listed.
        let raw = ["plughw:CARD=PCH,DEV=0", "plughw:CARD=Jabra,DEV=0"];
        let raw = raw.map(|id| device(id, id));
        assert!(seen.see(&raw, begun));
        assert!(seen.offers.is_empty(), "{:?}", seen.offers);
        let [input, output] = headset();
        let of_server = [built_in(), input, output];
        seen.see(&of_server, later(begun));
        assert!(seen.offers.is_empty(), "{:?}", seen.offers);
        let mut more = raw.to_vec();
        more.push(device("plughw:CARD=Poly,DEV=0", "Poly"));
        more.push(device("plughw:CARD=Poly,DEV=1", "Poly"));
        seen.see(&more, later(begun));
        assert_eq!(seen.offers.len(), 1, "{:?}", seen.offers);
    }

    #[test]
    fn a_device_is_offered_once_with_its_microphone_and_its_output() {
        let mut seen = Seen::default();
        let begun = Instant::now();
        seen.see(&[built_in()], begun);
        let now = later(begun);
        let [input, output] = headset();
        seen.see(&[built_in(), input.clone(), output.clone()], now);
        let [(_, offer)] = seen.offers.as_slice() else {
            panic!("{:?}", seen.offers)
        };
        let offer = offer.clone();
        assert_eq!(offer.name, "Jabra Mono");
        assert_eq!(offer.input.as_deref(), Some(input.id.as_str()));
        assert_eq!(offer.output.as_deref(), Some(output.id.as_str()));
        // Unplugged before anybody answered: nothing to offer; back again, it is offered.
        seen.see(&[built_in()], now);
        assert!(seen.offers.is_empty());
        seen.see(&[built_in(), input.clone(), output.clone()], now);
        assert!(seen.answer(&offer));
        assert!(!seen.answer(&offer), "once");
        seen.see(&[built_in()], now);
        seen.see(&[built_in(), input.clone(), output], now);
        assert!(seen.offers.is_empty());
        // The next start knows it by the file.
        let known: Vec<String> = seen.known.into_iter().collect();
        let mut next = Seen::of(&known);
        next.see(&[built_in(), input], now);
        assert!(next.offers.is_empty());
    }
}
