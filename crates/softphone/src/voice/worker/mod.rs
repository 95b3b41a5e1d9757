//! A media thread: gives the voice paths of its phones their turns.
//!
//! It waits for whatever is first: a datagram, a request, the moment a packet is due. It
//! sleeps without waking up while nothing is sent, and looks only at phones that something
//! happened to. In steady state it allocates nothing.

mod agenda;
mod alarm;

use std::io;
use std::net::IpAddr;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use mio::{Events, Poll, Registry, Token, Waker};
use station::VoiceCommand;

use super::VoiceError;
use super::engine::{Engine, Parts, Place};
use super::enhancement::EnhanceSettings;
use super::modes::SoundModes;
use super::pacing::Pacing;
use super::rings::RingSound;
use super::sockets::Tokens;
use super::tuning::{Tune, Tuning};
use crate::rtp_tap::RtpTap;
use agenda::Agenda;
use alarm::Alarm;

/// The waker's name in the poll; sockets have those of their phones.
const WAKE: Token = Token(usize::MAX);

/// The alarm's.
const ALARM: Token = Token(usize::MAX - 1);

/// Sockets that one wait tells of; further ones are told by the next.
const EVENTS: usize = 1024;

/// Something for the thread.
enum Request {
    Enter(usize, Box<Engine>),
    Order(usize, Order),
    /// The voice path is sent back, so that its devices end on the thread of who asks.
    Leave(usize, SyncSender<Box<Engine>>),
    Quit,
}

/// Something for the voice path of one phone.
pub(super) enum Order {
    Command(VoiceCommand),
    LocalIp(IpAddr),
    TraceRtp(RtpTap),
    Sound(Box<SoundModes>),
    Enhance(EnhanceSettings),
    RingSound(RingSound),
    PreviewRing(RingSound),
    Tune(Tune, Tuning, Arc<[i16]>),
}

/// A media thread, as others see it; dropping it ends the thread.
pub(super) struct Worker {
    requests: SyncSender<Request>,
    waker: Waker,
    registry: Arc<Registry>,
    start: Instant,
    grid: Duration,
    pub(super) pacing: Arc<Pacing>,
    places: Mutex<Places>,
    thread: Option<JoinHandle<()>>,
}

/// Which places are free: those that were left, and all from `next` on.
#[derive(Default)]
struct Places {
    left: Vec<usize>,
    next: usize,
}

/// What the thread has.
pub(super) struct Rounds {
    poll: Poll,
    events: Events,
    requests: Receiver<Request>,
    phones: Vec<Option<Box<Engine>>>,
    agenda: Agenda,
    alarm: Alarm,
    /// Sockets with datagrams, this time and the next.
    readable: Vec<Token>,
    unread: Vec<Token>,
    /// Phones that something happened to.
    touched: Vec<usize>,
}

impl Worker {
    /// Starts the thread. So many requests wait for it at most; packets begin on multiples of
    /// `grid`, at any time when it is zero.
    pub(super) fn start(requests: usize, grid: Duration) -> Result<Self, VoiceError> {
        let (mut worker, mut rounds) = Self::new(requests, grid)?;
        let thread = std::thread::Builder::new()
            .name("media".to_owned())
            .spawn(move || while rounds.turn().is_continue() {})?;
        worker.thread = Some(thread);
        Ok(worker)
    }

    /// A worker without a thread: somebody else makes the rounds.
    pub(super) fn new(requests: usize, grid: Duration) -> Result<(Self, Rounds), VoiceError> {
        let poll = Poll::new()?;
        let (sender, receiver) = sync_channel(requests);
        let worker = Self {
            requests: sender,
            waker: Waker::new(poll.registry(), WAKE)?,
            registry: Arc::new(poll.registry().try_clone()?),
            start: Instant::now(),
            grid,
            pacing: Arc::default(),
            places: Mutex::default(),
            thread: None,
        };
        let rounds = Rounds {
            alarm: Alarm::new(poll.registry(), ALARM)?,
            poll,
            events: Events::with_capacity(EVENTS),
            requests: receiver,
            phones: Vec::new(),
            agenda: Agenda::default(),
            readable: Vec::with_capacity(EVENTS),
            unread: Vec::with_capacity(EVENTS),
            touched: Vec::with_capacity(EVENTS),
        };
        Ok((worker, rounds))
    }

    /// Takes a phone in; gives its place.
    pub(super) fn enter(&self, parts: Parts) -> Result<usize, VoiceError> {
        let place = {
            let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
            match places.left.pop() {
                Some(place) => place,
                None if places.next < Tokens::PLACES => {
                    places.next += 1;
                    places.next - 1
                }
                None => return Err(VoiceError::Full),
            }
        };
        let engine = Engine::new(
            parts,
            Place {
                registry: Arc::clone(&self.registry),
                tokens: Tokens::of(place),
                start: self.start,
                grid: self.grid,
                pacing: Arc::clone(&self.pacing),
            },
        );
        self.insist(Request::Enter(place, Box::new(engine)));
        Ok(place)
    }

    /// Tells the phone at this place something; left out when the thread is hopelessly behind.
    pub(super) fn order(&self, place: usize, order: Order) {
        match self.requests.try_send(Request::Order(place, order)) {
            Ok(()) => self.wake(),
            Err(TrySendError::Full(_)) => {
                tracing::warn!("the media thread is behind: a request was dropped")
            }
            Err(TrySendError::Disconnected(_)) => tracing::warn!("the media thread has ended"),
        }
    }

    /// Takes a phone out: its sockets, devices and files are closed when this returns.
    pub(super) fn leave(&self, place: usize) {
        let (sender, engine) = sync_channel(1);
        self.insist(Request::Leave(place, sender));
        if let Ok(mut engine) = engine.recv() {
            engine.finish_recording();
        }
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.left.push(place);
    }

    /// Waits when the queue is full: the thread empties it, or has ended.
    fn insist(&self, request: Request) {
        if self.requests.send(request).is_err() {
            tracing::warn!("the media thread has ended");
        }
        self.wake();
    }

    fn wake(&self) {
        if let Err(error) = self.waker.wake() {
            tracing::warn!(%error, "the media thread cannot be woken");
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.insist(Request::Quit);
            if thread.join().is_err() {
                tracing::error!("the media thread panicked");
            }
        }
    }
}

impl Rounds {
    /// Waits, and does what is to be done then; breaks when told to quit.
    pub(super) fn turn(&mut self) -> ControlFlow<()> {
        self.wait();
        let sockets = self.events.iter().map(mio::event::Event::token);
        self.readable.append(&mut self.unread);
        self.readable
            .extend(sockets.filter(|&token| token != WAKE && token != ALARM));
        self.receive();
        self.take_requests()?;
        let now = Instant::now();
        while let Some(place) = self.agenda.due(now) {
            self.touched.push(place);
        }
        for place in self.touched.drain(..) {
            let phone = self.phones.get_mut(place).and_then(Option::as_mut);
            self.agenda.set(place, phone.and_then(|phone| phone.turn()));
        }
        ControlFlow::Continue(())
    }

    /// Waits for whatever is first: a datagram, a request, somebody's turn.
    fn wait(&mut self) {
        let due = self.agenda.first();
        let within = if self.unread.is_empty() {
            self.alarm.set(due)
        } else {
            Some(Duration::ZERO)
        };
        if let Err(error) = self.poll.poll(&mut self.events, within)
            && error.kind() != io::ErrorKind::Interrupted
        {
            tracing::error!(%error, "waiting for sockets failed");
            std::thread::sleep(Duration::from_millis(10));
        }
        if let Some(due) = due.filter(|_| self.events.is_empty() && self.unread.is_empty()) {
            Alarm::wait_rest(due);
        }
    }

    fn receive(&mut self) {
        for token in self.readable.drain(..) {
            let place = Tokens::place(token);
            let Some(phone) = self.phones.get_mut(place).and_then(Option::as_mut) else {
                continue;
            };
            if phone.receive(token).is_break() {
                self.unread.push(token);
            }
            if self.touched.last() != Some(&place) {
                self.touched.push(place);
            }
        }
    }

    fn take_requests(&mut self) -> ControlFlow<()> {
        while let Ok(request) = self.requests.try_recv() {
            match request {
                Request::Enter(place, phone) => {
                    if place >= self.phones.len() {
                        self.phones.resize_with(place + 1, || None);
                    }
                    self.phones[place] = Some(phone);
                    self.touched.push(place);
                }
                Request::Order(place, order) => {
                    if let Some(phone) = self.phones.get_mut(place).and_then(Option::as_mut) {
                        match order {
                            Order::Command(command) => phone.obey(command),
                            Order::LocalIp(ip) => phone.set_local_ip(ip),
                            Order::TraceRtp(tap) => phone.trace_rtp(tap),
                            Order::Sound(modes) => phone.choose_sound(*modes),
                            Order::Enhance(settings) => phone.enhance(settings),
                            Order::RingSound(sound) => phone.set_ring_sound(sound),
                            Order::PreviewRing(sound) => phone.preview_ring(sound),
                            Order::Tune(tune, shows, sample) => {
                                phone.tune(tune, shows, sample);
                            }
                        }
                    }
                    self.touched.push(place);
                }
                Request::Leave(place, back) => {
                    if let Some(mut phone) = self.phones.get_mut(place).and_then(Option::take) {
                        phone.leave();
                        // Who asked waits for it.
                        let _sent = back.send(phone);
                    }
                    self.agenda.set(place, None);
                }
                Request::Quit => return ControlFlow::Break(()),
            }
        }
        ControlFlow::Continue(())
    }
}
