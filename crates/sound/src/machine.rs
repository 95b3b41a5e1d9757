//! The supervisor's backend on a real machine, and supervisors that use it.

use std::marker::PhantomData;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use media::{Capture, Playback};

use crate::backend::{Backend, Opened, Target, Wanted};
use crate::device::Device;
use crate::devices::{self, Found};
use crate::error::OpenError;
use crate::event::{Direction, SoundEvent, Trouble};
use crate::handle::Handle;
use crate::hardware;
use crate::listing::{Listed, Listing};
use crate::loan::loan;
use crate::platform::{self, Hush, Watch};
use crate::supervisor::Supervisor;
use crate::timed::{FromSource, IntoSink, Silence, Ticker, TimedDevice};

/// On a busy machine the system's settings may not find the running sound server at the first
/// look, and "default" is then a sound card that is not there: look again before believing it.
const DEFAULT_TRIES: u32 = 3;
const DEFAULT_PAUSE: Duration = Duration::from_millis(50);

/// How long the sound server may take to tell its devices before there is none. It answers within
/// milliseconds.
const LISTED_WITHIN: Duration = Duration::from_millis(400);

/// Ending devices waited for on closing. Ending takes milliseconds; more at a time hang for good.
const MOST_ENDING: usize = 16;

/// How often closing looks whether they have ended.
const SETTLE_GRAIN: Duration = Duration::from_millis(1);

/// What differs between playing and recording.
pub(crate) trait Side: Send + 'static {
    const DIRECTION: Direction;

    fn hardware(found: &Found, bus_hz: u32, period_ms: u32) -> Result<Opened<Self>, Trouble>;

    /// Opens a device that the sound server lists.
    fn listed(device: &Listed, bus_hz: u32, period_ms: u32) -> Result<Opened<Self>, Trouble>;

    /// Opens what "default" stands for, when that is the sound server.
    fn default(listing: &Listing, bus_hz: u32, period_ms: u32) -> Option<Opened<Self>>;

    fn silence() -> Box<dyn Ticker<Self>>;
}

/// Real devices and timers.
pub(crate) struct Machine<T: ?Sized> {
    bus_hz: u32,
    /// Knows the sound server's devices, from the first time that one is wanted.
    watch: Option<Watch>,
    /// Threads in which devices end.
    ending: Vec<JoinHandle<()>>,
    side: PhantomData<fn(&T)>,
}

/// Supervises the object on this machine's devices, the wanted one first.
pub(crate) fn supervise<T: ?Sized + Side + Send>(
    wanted: Wanted<T>,
    bus_hz: u32,
    object: Box<T>,
    events: impl Fn(SoundEvent) + Send + 'static,
) -> Result<Handle<T>, OpenError> {
    let supervisor = Supervisor::new(T::DIRECTION, Machine::new(bus_hz), object);
    Handle::start(supervisor, wanted, Box::new(events)).map_err(OpenError::Thread)
}

/// A timed device of the person's own choice, open already.
pub(crate) fn own<T: ?Sized + Side>(
    name: &str,
    bus_hz: u32,
    ticker: Box<dyn Ticker<T>>,
) -> Result<Wanted<T>, OpenError> {
    OpenError::check_rate(bus_hz)?;
    timed(name.to_owned(), bus_hz, ticker)
        .map(Wanted::Own)
        .map_err(OpenError::Thread)
}

/// Starts a timed device, not lent anything yet.
fn timed<T: ?Sized + Side>(
    name: String,
    bus_hz: u32,
    ticker: Box<dyn Ticker<T>>,
) -> std::io::Result<Opened<T>> {
    let (lender, loan) = loan();
    let device = TimedDevice::start(name, bus_hz, ticker, loan)?;
    Ok((Box::new(device), lender))
}

impl<T: ?Sized> Machine<T> {
    pub(crate) fn new(bus_hz: u32) -> Self {
        Self {
            bus_hz,
            watch: None,
            ending: Vec::new(),
            side: PhantomData,
        }
    }
}

impl<T: ?Sized + Side> Machine<T> {
    /// The sound server's devices; nothing without a server.
    fn listing(&mut self) -> Option<Arc<Listing>> {
        self.watch
            .get_or_insert_with(Watch::start)
            .listing(LISTED_WITHIN)
    }

    fn open_default(&mut self, period_ms: u32) -> Result<Opened<T>, Trouble> {
        if let Some(listing) = self.listing()
            && let Some(opened) = T::default(&listing, self.bus_hz, period_ms)
        {
            return Ok(opened);
        }
        let mut tries = DEFAULT_TRIES;
        loop {
            let found = devices::default_device(T::DIRECTION)?.0;
            tries -= 1;
            match T::hardware(&found, self.bus_hz, period_ms) {
                Err(Trouble::Gone) if tries > 0 => {
                    thread::sleep(DEFAULT_PAUSE);
                    platform::forget_settings();
                }
                done => return done,
            }
        }
    }
}

impl<T: ?Sized + Side> Backend<T> for Machine<T> {
    fn open(&mut self, target: &Target, period_ms: u32) -> Result<Opened<T>, Trouble> {
        let _quiet = Hush::new();
        platform::forget_settings();
        let Target::Named(name) = target else {
            return self.open_default(period_ms);
        };
        if let Some(listing) = self.listing()
            && let Some(device) = listing.find(name, T::DIRECTION)
        {
            return T::listed(device, self.bus_hz, period_ms);
        }
        let found = devices::find(name, T::DIRECTION)?.ok_or(Trouble::Gone)?;
        T::hardware(&found, self.bus_hz, period_ms)
    }

    fn silence(&mut self) -> Option<Opened<T>> {
        timed("silence".to_owned(), self.bus_hz, T::silence())
            .inspect_err(|error| tracing::error!(%error, "no thread for the silent device"))
            .ok()
    }

    fn others(&mut self) -> Vec<Target> {
        let ids = match self.listing() {
            Some(listing) => listing.ids(T::DIRECTION).map(str::to_owned).collect(),
            None => devices::ids(T::DIRECTION),
        };
        ids.into_iter().map(Target::Named).collect()
    }

    fn is_listed(&mut self, id: &str) -> bool {
        self.listing()
            .is_some_and(|listing| listing.has(id, T::DIRECTION))
    }

    fn changes(&mut self) -> u64 {
        self.watch.as_ref().map_or(0, Watch::changes)
    }

    fn default_id(&mut self) -> Option<String> {
        if let Some(listing) = self.listing() {
            return Some(listing.default_id(T::DIRECTION).to_owned());
        }
        let _quiet = Hush::new();
        devices::default_device(T::DIRECTION).ok().map(|(_, id)| id)
    }

    fn end(&mut self, device: Box<dyn Device>) {
        let ending = move || {
            let _quiet = Hush::new();
            drop(device);
        };
        self.ending.retain(|thread| !thread.is_finished());
        // Without a thread to be had, the closure and with it the device are dropped right here.
        let thread = thread::Builder::new()
            .name("sound ending".into())
            .spawn(ending);
        self.ending
            .extend(thread.ok().filter(|_| self.ending.len() < MOST_ENDING));
    }

    fn settle(&mut self, within: Duration) {
        let until = Instant::now() + within;
        while self.ending.iter().any(|thread| !thread.is_finished()) && Instant::now() < until {
            thread::sleep(SETTLE_GRAIN);
        }
    }
}

impl Side for dyn Playback {
    const DIRECTION: Direction = Direction::Output;

    fn hardware(found: &Found, bus_hz: u32, period_ms: u32) -> Result<Opened<Self>, Trouble> {
        let (device, lender) = hardware::play(found, bus_hz, period_ms)?;
        Ok((Box::new(device), lender))
    }

    fn listed(device: &Listed, bus_hz: u32, period_ms: u32) -> Result<Opened<Self>, Trouble> {
        platform::play_listed(device, bus_hz, period_ms)
    }

    fn default(listing: &Listing, bus_hz: u32, period_ms: u32) -> Option<Opened<Self>> {
        platform::play_default(listing, bus_hz, period_ms)
    }

    fn silence() -> Box<dyn Ticker<Self>> {
        Box::new(IntoSink(Box::new(Silence)))
    }
}

impl Side for dyn Capture {
    const DIRECTION: Direction = Direction::Input;

    fn hardware(found: &Found, bus_hz: u32, period_ms: u32) -> Result<Opened<Self>, Trouble> {
        hardware::record(found, bus_hz, period_ms)
    }

    fn listed(device: &Listed, bus_hz: u32, period_ms: u32) -> Result<Opened<Self>, Trouble> {
        platform::record_listed(device, bus_hz, period_ms)
    }

    fn default(listing: &Listing, bus_hz: u32, period_ms: u32) -> Option<Opened<Self>> {
        platform::record_default(listing, bus_hz, period_ms)
    }

    fn silence() -> Box<dyn Ticker<Self>> {
        Box::new(FromSource::new(Box::new(Silence)))
    }
}
