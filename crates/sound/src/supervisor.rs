//! Keeps sound going: watches the device in use and changes it when it fails.
//!
//! No I/O of its own and no clock: devices come from a [`Backend`], time is an
//! argument, so tests run it on virtual time. The rule: the object that makes or
//! takes the samples is always in the care of a device that works. Where none
//! does, that is the timer-driven silence. Order of preference: the wanted
//! device, the system's default, any other, silence; and back to the wanted one
//! as soon as it works.
//!
//! | state | leaves it when |
//! | --- | --- |
//! | in use | it stalls, ends, spins in errors or runs dry too often |
//! | on trial: open beside the one in use, not lent anything yet | its first pulse (then it takes over), or no pulse in time |
//! | ending: dropped, the object not home yet | the object comes home |

use std::collections::VecDeque;
use std::time::Duration;

use crate::backend::{Backend, Target, Wanted};
use crate::event::{Direction, SoundEvent, Trouble};
use crate::loan::{Lender, NotHome};
use crate::watched::{Role, Watched};

/// How often a device in use is looked at. A stalled one is found within this and
/// the patience of [`watched`](crate::watched).
const WATCH_EVERY: Duration = Duration::from_millis(100);

/// How often while a device is about to take over: part of the wait for the first sound.
const TRIAL_EVERY: Duration = Duration::from_millis(10);

/// What the system's default device is called.
pub(crate) const DEFAULT_NAME: &str = "system default";

/// First and longest pause between two attempts to get the wanted device back.
const RETRY_FIRST: Duration = Duration::from_secs(1);
const RETRY_LONGEST: Duration = Duration::from_secs(4);

/// How long the supervisor waits for the object of an ended device before it looks again later.
const HOMECOMING: Duration = Duration::from_millis(250);

/// Buffers asked for, ms, smallest first: what a callback moves at a time, with as much again behind it.
///
/// Measured through a sound server with virtual devices on two busy cores, pulled to pushed: 5 ms
/// gives 17 ms, 10 ms 27 ms, 15 ms 40 ms, 20 ms 53 ms, 30 ms 60 ms; 15 ms is the smallest that
/// plays without gaps there.
pub(crate) const PERIODS_MS: [u32; 5] = [15, 20, 30, 40, 60];

/// A device that ran dry so often within [`DRY_WITHIN`](crate::watched::DRY_WITHIN) gets the next larger buffer.
const DRY_LIMIT: u32 = 3;

/// A device lost within this after it was opened is not tried again at once, lest it flaps.
const PROVEN_AFTER: Duration = Duration::from_secs(5);

/// How long closing waits for each thing that ends. A stream takes a period; more means that the driver hangs.
const CLOSING_WITHIN: Duration = Duration::from_millis(700);

/// Told troubles remembered; more differ only in the system's words.
const MOST_TOLD: usize = 32;

/// One attempt to find a device that works.
struct Round {
    /// Still to be tried, the preferred first.
    queue: VecDeque<Target>,
    /// Whether it has come to the devices nobody asked for.
    others_tried: bool,
}

/// A snapshot for whoever asks how the sound is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The device in use, as people know it.
    pub device: String,
    /// Whether that is the wanted one.
    pub wanted: bool,
    /// Delay of the device's buffers and the resampler, as last reported.
    pub delay: Duration,
    /// What of that is the resampler's.
    pub resampling: Duration,
    /// Times it ran dry or over since it was opened.
    pub underruns: u32,
    /// The buffer it was asked for, ms; 0 for devices without one.
    pub period_ms: u32,
}

/// Keeps one object served by a device.
pub(crate) struct Supervisor<T: ?Sized, B> {
    direction: Direction,
    backend: B,
    wanted: Role,
    /// The object while no device has it.
    object: Option<Box<T>>,
    active: Option<Watched<T>>,
    trial: Option<Watched<T>>,
    /// The device that was dropped and has not sent the object home yet.
    ending: Option<Lender<T>>,
    /// The attempt under way.
    round: Option<Round>,
    next_try: Duration,
    next_default_check: Duration,
    /// The system's changes seen so far.
    changes: u64,
    retry: Duration,
    /// Index into [`PERIODS_MS`].
    period: usize,
    /// The device in use shall be opened again: larger buffer, other default.
    renew: bool,
    /// Trouble told since the wanted device last worked, so that nothing is told twice.
    told: Vec<SoundEvent>,
    events: Vec<SoundEvent>,
}

impl<T: ?Sized, B: Backend<T>> Supervisor<T, B> {
    /// Begins with the object in hand; call [`want`](Self::want) and then [`step`](Self::step).
    pub(crate) fn new(direction: Direction, backend: B, object: Box<T>) -> Self {
        Self {
            direction,
            backend,
            wanted: Role::Own,
            object: Some(object),
            active: None,
            trial: None,
            ending: None,
            round: None,
            next_try: Duration::ZERO,
            next_default_check: Duration::ZERO,
            changes: 0,
            retry: RETRY_FIRST,
            period: 0,
            renew: false,
            told: Vec::new(),
            events: Vec::new(),
        }
    }

    /// From now on this device is wanted; the one in use goes on until it works.
    pub(crate) fn want(&mut self, wanted: Wanted<T>, now: Duration) {
        self.told.clear();
        self.round = None;
        self.renew = false;
        if let Some(trial) = self.trial.take() {
            self.backend.end(trial.device);
        }
        match wanted {
            Wanted::Own(opened) => {
                self.wanted = Role::Own;
                let watched = Watched::new(Role::Own, opened, None, now);
                self.take_over(watched);
            }
            Wanted::Hardware(target) => {
                let role = Role::Hardware(target);
                if self.wanted != role {
                    self.period = 0;
                }
                self.wanted = role;
                self.next_try = now;
                self.retry = RETRY_FIRST;
            }
        }
    }

    /// Looks after everything; call again after the time it gives, or earlier.
    pub(crate) fn step(&mut self, now: Duration) -> Duration {
        self.welcome_home();
        self.hear_of_changes(now);
        self.watch_active(now);
        self.watch_trial(now);
        self.keep_going(now);
        self.attempt(now);
        self.keep_going(now);
        if self.trial.is_some() || self.ending.is_some() {
            TRIAL_EVERY
        } else if self.round.is_some() {
            Duration::ZERO
        } else {
            WATCH_EVERY
        }
    }

    /// What happened since the last call, in order.
    pub(crate) fn take_events(&mut self) -> Vec<SoundEvent> {
        std::mem::take(&mut self.events)
    }

    /// How the sound is doing.
    pub(crate) fn figures(&self) -> Figures {
        let Some(active) = &self.active else {
            return Figures::default();
        };
        let period_ms = match active.role {
            Role::Hardware(_) => PERIODS_MS[self.period],
            Role::Own | Role::Silence => 0,
        };
        Figures {
            device: active.device.name().to_owned(),
            wanted: active.role == self.wanted,
            delay: active.seen.delay,
            resampling: active.seen.resampling,
            underruns: active.seen.underruns,
            period_ms,
        }
    }

    /// Ends all devices and gives the object back; `None` if a hanging driver keeps it.
    pub(crate) fn close(mut self) -> Option<Box<T>> {
        if let Some(trial) = self.trial.take() {
            self.backend.end(trial.device);
        }
        if let Some(active) = self.active.take() {
            self.backend.end(active.device);
            let home = active.lender.reclaim(CLOSING_WITHIN);
            self.object = home.ok().or(self.object);
        }
        if let Some(ending) = self.ending.take() {
            let home = ending.reclaim(CLOSING_WITHIN);
            self.object = home.ok().or(self.object);
        }
        // A program that leaves while a sound library is still closing may crash in it.
        self.backend.settle(CLOSING_WITHIN);
        self.object
    }

    fn welcome_home(&mut self) {
        if let Some(ending) = self.ending.take() {
            self.await_home(ending, Duration::ZERO);
        }
    }

    /// Takes the object back from an ended device, now or at a later step.
    fn await_home(&mut self, lender: Lender<T>, within: Duration) {
        match lender.reclaim(within) {
            Ok(object) => self.object = Some(object),
            Err(NotHome::StillOut) => self.ending = Some(lender),
            Err(NotHome::NeverLent) => {}
        }
    }

    fn end_active(&mut self) {
        if let Some(active) = self.active.take() {
            self.backend.end(active.device);
            self.await_home(active.lender, HOMECOMING);
        }
    }

    /// Devices came or went: what is missed may be back, and "default" may be another one.
    fn hear_of_changes(&mut self, now: Duration) {
        let changes = self.backend.changes();
        if changes == self.changes {
            return;
        }
        self.changes = changes;
        self.next_default_check = now;
        self.retry = RETRY_FIRST;
        let served = self
            .active
            .as_ref()
            .is_some_and(|active| active.role == self.wanted);
        if !served && self.trial.is_none() {
            self.round = None;
            self.next_try = now;
        }
    }

    fn watch_active(&mut self, now: Duration) {
        let Some(active) = &mut self.active else {
            return;
        };
        let unlisted = match active.device.listed_as() {
            Some(id) => !self.backend.is_listed(id),
            None => false,
        };
        let trouble = active.look(now);
        let trouble = if unlisted {
            Some(Trouble::Gone)
        } else {
            trouble
        };
        if let Some(trouble) = trouble {
            let device = active.device.name().to_owned();
            let proven = now.saturating_sub(active.opened_at) >= PROVEN_AFTER;
            let stop_gap = active.role == Role::Silence;
            self.end_active();
            if stop_gap {
                return;
            }
            let direction = self.direction;
            self.tell(SoundEvent::Lost {
                direction,
                device,
                trouble,
            });
            self.renew = false;
            self.round = None;
            if proven || unlisted {
                self.retry = RETRY_FIRST;
                self.next_try = now;
            } else {
                self.back_off(now);
            }
            return;
        }
        if active.seen.exhausted && !active.exhausted_told {
            active.exhausted_told = true;
            let device = active.device.name().to_owned();
            self.events.push(SoundEvent::Ended { device });
            return;
        }
        if active.role == self.wanted && matches!(active.role, Role::Hardware(_)) {
            if active.dry >= DRY_LIMIT && self.period + 1 < PERIODS_MS.len() {
                active.dry = 0;
                self.period += 1;
                self.renew = true;
                self.next_try = now;
                let event = SoundEvent::Enlarged {
                    direction: self.direction,
                    device: active.device.name().to_owned(),
                    period_ms: PERIODS_MS[self.period],
                };
                self.events.push(event);
            } else if active.role == Role::Hardware(Target::Default)
                && now >= self.next_default_check
            {
                self.next_default_check = now + RETRY_FIRST;
                if self.backend.default_id() != active.default_id {
                    self.renew = true;
                    self.next_try = now;
                }
            }
        }
    }

    fn watch_trial(&mut self, now: Duration) {
        let Some(mut trial) = self.trial.take() else {
            return;
        };
        if let Some(trouble) = trial.look(now) {
            if trial.role == self.wanted {
                self.tell_refused(trial.device.name().to_owned(), trouble);
            }
            // It was never lent anything, so nothing has to come home.
            self.backend.end(trial.device);
            self.renew = false;
        } else if trial.seen.pulses == 0 {
            self.trial = Some(trial);
        } else {
            let fallback = trial.role != self.wanted;
            self.take_over(trial);
            if fallback {
                self.back_off(now);
            }
        }
    }

    /// The object goes from the device in use to this one.
    fn take_over(&mut self, next: Watched<T>) {
        self.end_active();
        let direction = self.direction;
        let device = next.device.name().to_owned();
        if next.role != self.wanted {
            let instead_of = Some(self.wanted_name());
            self.tell(SoundEvent::Using {
                direction,
                device,
                instead_of,
            });
        } else if !self.told.is_empty() {
            self.told.clear();
            self.events
                .push(SoundEvent::Recovered { direction, device });
        } else if !self.renew {
            self.events.push(SoundEvent::Using {
                direction,
                device,
                instead_of: None,
            });
        }
        self.renew = false;
        self.round = None;
        self.active = Some(next);
    }

    /// An object at home goes to the device in use, and to silence where there is none.
    fn keep_going(&mut self, now: Duration) {
        let Some(object) = self.object.take() else {
            return;
        };
        if self.active.is_none() {
            let silence = self.backend.silence();
            self.active = silence.map(|opened| Watched::new(Role::Silence, opened, None, now));
        }
        match &mut self.active {
            Some(active) => {
                if let Err(object) = active.lender.lend(object) {
                    // Lent something already: cannot be, since there is one object only.
                    self.object = Some(object);
                }
            }
            None => self.object = Some(object),
        }
    }

    /// Takes one step towards the wanted device, or one that stands in for it.
    fn attempt(&mut self, now: Duration) {
        let Role::Hardware(wanted) = self.wanted.clone() else {
            return;
        };
        let served = self
            .active
            .as_ref()
            .is_some_and(|active| active.role == self.wanted);
        if self.trial.is_some() || (served && !self.renew) {
            return;
        }
        let stands_in = self.on_hardware();
        let round = match &mut self.round {
            Some(round) => round,
            None if now < self.next_try => return,
            none => {
                let mut queue = VecDeque::from([wanted.clone()]);
                if !stands_in && wanted != Target::Default {
                    queue.push_back(Target::Default);
                }
                none.insert(Round {
                    queue,
                    others_tried: stands_in,
                })
            }
        };
        if let Some(target) = round.queue.pop_front() {
            self.open(target, now);
        } else if !round.others_tried {
            round.others_tried = true;
            let tried = [wanted, Target::Default];
            round.queue = self.backend.others().into();
            round.queue.retain(|target| !tried.contains(target));
        } else {
            self.give_up_for_now(now);
        }
    }

    fn open(&mut self, target: Target, now: Duration) {
        let role = Role::Hardware(target.clone());
        let wanted = role == self.wanted;
        let default_id = match target {
            Target::Default => self.backend.default_id(),
            Target::Named(_) => None,
        };
        match self.backend.open(&target, PERIODS_MS[self.period]) {
            Ok(opened) => self.trial = Some(Watched::new(role, opened, default_id, now)),
            Err(Trouble::Busy) if wanted && self.on_hardware() => {
                // We may hold it ourselves: under its other name, or with its smaller buffer.
                self.end_active();
                if let Some(round) = &mut self.round {
                    round.queue.push_front(target);
                }
            }
            Err(trouble) if wanted => {
                self.renew = false;
                self.tell_refused(self.wanted_name(), trouble);
            }
            Err(_) => {}
        }
    }

    /// Nothing works better than what there is; tries again later.
    fn give_up_for_now(&mut self, now: Duration) {
        self.round = None;
        self.back_off(now);
        if self.on_hardware() {
            return;
        }
        if self
            .active
            .as_ref()
            .is_some_and(|active| active.role == Role::Own)
        {
            self.end_active();
        }
        let direction = self.direction;
        self.tell(SoundEvent::Silent { direction });
    }

    fn back_off(&mut self, now: Duration) {
        self.next_try = now + self.retry;
        self.retry = (self.retry * 2).min(RETRY_LONGEST);
    }

    fn on_hardware(&self) -> bool {
        let role = self.active.as_ref().map(|active| &active.role);
        matches!(role, Some(Role::Hardware(_)))
    }

    fn wanted_name(&self) -> String {
        match &self.wanted {
            Role::Hardware(Target::Named(name)) => name.clone(),
            Role::Hardware(Target::Default) => DEFAULT_NAME.to_owned(),
            Role::Own | Role::Silence => String::new(),
        }
    }

    fn tell_refused(&mut self, device: String, trouble: Trouble) {
        let direction = self.direction;
        self.tell(match trouble {
            Trouble::Gone => SoundEvent::Missing { direction, device },
            trouble => SoundEvent::Refused {
                direction,
                device,
                trouble,
            },
        });
    }

    /// Tells a trouble unless it is known already.
    fn tell(&mut self, event: SoundEvent) {
        if self.told.contains(&event) {
            return;
        }
        if self.told.len() == MOST_TOLD {
            self.told.remove(0);
        }
        self.told.push(event.clone());
        self.events.push(event);
    }
}

#[cfg(test)]
#[path = "supervisor_tests.rs"]
mod tests;
