//! Trying a mode's sound while no call needs the devices; see [`Tune`].

use std::sync::Arc;
use std::time::{Duration, Instant};

use media::Level;
use station::{AudioPath, TuningDoing};

use super::super::tuning::{LEASE, RECORDED, Tune, Tuning};
use super::{Engine, MAX_SAMPLES};

/// What is read of the microphone at a time.
const BLOCK: Duration = Duration::from_millis(20);

/// How long a microphone may take until its first sound; then silence is recorded.
const FIRST_SOUND: Duration = Duration::from_secs(2);

/// What devices hold back when the last sample has been given to them.
const TAIL: Duration = Duration::from_millis(400);

/// Somebody who tries.
pub(super) struct Trial {
    shows: Tuning,
    path: AudioPath,
    doing: Doing,
    /// What was recorded last.
    recorded: Option<Arc<[i16]>>,
    /// When to see whether anybody still looks.
    lease: Instant,
}

enum Doing {
    Looking,
    Heard {
        what: TuningDoing,
        until: Instant,
    },
    Recording {
        samples: Vec<i16>,
        next: Instant,
        /// The microphone has its time to begin until then.
        begins_by: Instant,
    },
}

impl Doing {
    const fn shown(&self) -> TuningDoing {
        match self {
            Self::Looking => TuningDoing::Looking,
            Self::Heard { what, .. } => *what,
            Self::Recording { .. } => TuningDoing::Recording,
        }
    }
}

impl Trial {
    /// Something of it is heard.
    pub(super) const fn is_heard(&self) -> bool {
        matches!(self.doing, Doing::Heard { .. })
    }

    fn does(&mut self, doing: Doing) {
        self.shows.show_doing(doing.shown());
        self.doing = doing;
    }
}

impl Engine {
    /// What a person does; `sample` is what is spoken for [`Tune::Sample`].
    pub(in super::super) fn tune(&mut self, tune: Tune, shows: Tuning, sample: Arc<[i16]>) {
        let now = Instant::now();
        match tune {
            Tune::End => self.end_trial(),
            Tune::Stop => self.stop_trial(),
            Tune::Look(path) => self.look_at(path, shows, now),
            Tune::Ring => {
                if !self.is_busy(now) {
                    self.stop_trial();
                    self.preview_ring(self.ring_sound.clone());
                }
            }
            Tune::Sample(path, _) => {
                self.look_at(path, shows, now);
                self.let_hear(TuningDoing::Sampling, sample, now);
            }
            Tune::Record(path) => {
                self.look_at(path, shows, now);
                self.record_trial(now);
            }
            Tune::PlayBack(path) => {
                self.look_at(path, shows, now);
                let recorded = self.trial.as_ref().and_then(|trial| trial.recorded.clone());
                if let Some(recorded) = recorded {
                    self.let_hear(TuningDoing::PlayingBack, recorded, now);
                }
            }
        }
    }

    /// Opens the devices of this mode, unless a call has its own.
    fn look_at(&mut self, path: AudioPath, shows: Tuning, now: Instant) {
        if self.trial.as_ref().is_some_and(|trial| trial.path == path) {
            self.stop_trial();
            return;
        }
        self.end_trial();
        self.devices.meter().measure(true);
        shows.measure_by(Some(self.devices.meter().clone()));
        shows.show_recorded(0, None);
        let mut trial = Trial {
            shows,
            path,
            doing: Doing::Looking,
            recorded: None,
            lease: now + LEASE,
        };
        trial.does(Doing::Looking);
        self.trial = Some(trial);
        self.tend_trial(now);
        self.show_volume();
    }

    fn let_hear(&mut self, what: TuningDoing, sound: Arc<[i16]>, now: Instant) {
        if self.is_busy(now) {
            return;
        }
        let length = Duration::from_secs_f64(sound.len() as f64 / f64::from(self.rate_hz));
        self.devices.ear.play_clip(Some(sound));
        if let Some(trial) = &mut self.trial {
            let until = now + length + TAIL;
            trial.does(Doing::Heard { what, until });
        }
    }

    fn record_trial(&mut self, now: Instant) {
        if self.is_busy(now) {
            return;
        }
        self.devices.forget_said();
        let wanted = recorded_samples(self.rate_hz);
        if let Some(trial) = &mut self.trial {
            trial.recorded = None;
            trial.shows.show_recorded(0, None);
            trial.does(Doing::Recording {
                samples: Vec::with_capacity(wanted + MAX_SAMPLES),
                next: now,
                begins_by: now + FIRST_SOUND,
            });
        }
    }

    /// No more of what is played or recorded.
    fn stop_trial(&mut self) {
        let Some(trial) = &mut self.trial else { return };
        if matches!(trial.doing, Doing::Looking) {
            return;
        }
        if trial.is_heard() {
            self.devices.ear.play_clip(None);
        }
        trial.does(Doing::Looking);
    }

    /// Nobody looks any more.
    pub(super) fn end_trial(&mut self) {
        self.stop_trial();
        let Some(trial) = self.trial.take() else {
            return;
        };
        trial.shows.show_doing(TuningDoing::Nothing);
        trial.shows.measure_by(None);
        self.devices.meter().measure(false);
        self.devices.try_out(None);
    }

    /// The mode whose devices are tried: none while a call, or the ringer, has its own.
    pub(super) fn tried(&self, now: Instant) -> Option<AudioPath> {
        let trial = self.trial.as_ref().filter(|_| !self.is_busy(now));
        trial.map(|trial| trial.path)
    }

    /// Devices are in use for what counts.
    fn is_busy(&self, now: Instant) -> bool {
        let rings = self.ring_until.is_some_and(|until| until > now);
        self.path.is_some()
            || rings && !self.previewing
            || self.streams.values().any(|stream| stream.receive.is_some())
    }

    /// Goes on with what is tried; gives when to look again.
    pub(super) fn tend_trial(&mut self, now: Instant) -> Option<Instant> {
        let busy = self.is_busy(now);
        let trial = self.trial.as_mut()?;
        trial.shows.show_busy(busy);
        let path = trial.path;
        if now >= trial.lease {
            if !trial.shows.was_looked_at() {
                self.end_trial();
                return None;
            }
            trial.lease = now + LEASE;
        }
        let lease = trial.lease;
        if busy {
            self.stop_trial();
            self.devices.try_out(None);
            return Some(lease);
        }
        self.devices.try_out(Some(path));
        let next = self.go_on_with_trial(now);
        Some(next.map_or(lease, |next| next.min(lease)))
    }

    fn go_on_with_trial(&mut self, now: Instant) -> Option<Instant> {
        let rate_hz = self.rate_hz;
        let trial = self.trial.as_mut()?;
        match &mut trial.doing {
            Doing::Looking => None,
            Doing::Heard { until, .. } => {
                let until = *until;
                if now >= until {
                    trial.does(Doing::Looking);
                    return None;
                }
                Some(until)
            }
            Doing::Recording {
                samples,
                next,
                begins_by,
            } => {
                let mut said = [0; MAX_SAMPLES];
                let block = (BLOCK.as_secs_f64() * f64::from(rate_hz)) as usize;
                let said = &mut said[..block.min(MAX_SAMPLES)];
                // What a device gives comes in periods that may be longer than a block.
                let begins = samples.is_empty() && now < *begins_by;
                if begins && self.devices.waiting() < 2 * said.len() {
                    *next = now + BLOCK;
                    return Some(*next);
                }
                let wanted = recorded_samples(rate_hz);
                while *next <= now && samples.len() < wanted {
                    self.devices.read_said(said);
                    samples.extend_from_slice(said);
                    *next += BLOCK;
                }
                let next = *next;
                let ms = samples.len() as u64 * 1000 / u64::from(rate_hz.max(1));
                let ms = u32::try_from(ms).unwrap_or(u32::MAX);
                if samples.len() < wanted {
                    trial.shows.show_recorded(ms, None);
                    return Some(next);
                }
                let level = Level::of(samples);
                trial.recorded = Some(std::mem::take(samples).into());
                trial.shows.show_recorded(ms, Some(level));
                trial.does(Doing::Looking);
                None
            }
        }
    }
}

/// Samples of [`RECORDED`].
fn recorded_samples(rate_hz: u32) -> usize {
    // Some seconds of samples.
    (RECORDED.as_secs_f64() * f64::from(rate_hz)) as usize
}
