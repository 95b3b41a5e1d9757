//! One phone's voice path: commands, datagrams and time in; packets, sound and reports out.
//!
//! It has no thread: a [`worker`](super::worker) gives it its turns, and may have many of
//! them. Packets follow an absolute timer: each is due a packet time after the one before,
//! however late that one was.

mod commands;
mod control;
mod format;
mod incoming;
mod protection;
mod receiving;
mod recording;
mod sending;
mod sounds;
mod streams;
mod tuning;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use media::{Region, TonePlayer};
use mio::Registry;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use station::AudioPath;

use super::control::Rtcp;
use super::enhancement::EnhanceSettings;
use super::faults::Faults;
use super::modes::SoundModes;
use super::pacing::Pacing;
use super::recording::{CallRecording, Notice, Recording};
use super::reports::Reports;
use super::rings::RingSound;
use super::sockets::{Ports, Tokens};
use super::sound_devices::SoundDevices;
use super::stream::Stream;
use crate::rtp_tap::RtpTap;

/// Streams at once: a phone announces five, a held call of each of its calls may leave one.
const MAX_STREAMS: usize = 64;

/// Longest packet, samples: 60 ms of wideband.
const MAX_SAMPLES: usize = 960;

/// What the phone brings.
pub(super) struct Parts {
    pub(super) reports: Reports,
    pub(super) devices: SoundDevices,
    pub(super) local_ip: IpAddr,
    pub(super) ports: RangeInclusive<u16>,
    pub(super) region: Region,
    pub(super) rate_hz: u32,
    pub(super) rtcp: Rtcp,
    pub(super) record_calls: Option<CallRecording>,
    pub(super) seed: u64,
    pub(super) faults: Option<Faults>,
}

/// What the worker gives.
pub(super) struct Place {
    /// Where sockets are watched, and their names there.
    pub(super) registry: Arc<Registry>,
    pub(super) tokens: Tokens,
    /// When the worker began; times are since then.
    pub(super) start: Instant,
    /// Packets begin on multiples of this since the start.
    pub(super) grid: Duration,
    pub(super) pacing: Arc<Pacing>,
}

/// The voice path of one phone.
pub(super) struct Engine {
    registry: Arc<Registry>,
    reports: Reports,
    /// Where sent and received packets are written, if they are.
    tap: Option<RtpTap>,
    devices: SoundDevices,
    ports: Ports,
    /// A bad network, when one is asked for.
    faults: Option<Faults>,
    region: Region,
    /// Samples a second between codecs and devices.
    rate_hz: u32,
    chance: ChaCha8Rng,
    start: Instant,
    /// The time of day at the start, since 1970.
    epoch: Duration,
    rtcp: Rtcp,
    grid: Duration,
    pacing: Arc<Pacing>,
    streams: BTreeMap<u32, Stream>,
    /// Ports from which this phone sends to groups, as last looked.
    pages: Vec<u16>,
    /// What the ear calls the next stream.
    next_place: u32,
    microphone: Option<u32>,
    path: Option<AudioPath>,
    path_volumes: [u8; 3],
    /// Until when a tone, a digit or the ringer sounds, for which a device is needed.
    tone_until: Option<Instant>,
    digit_until: Option<Instant>,
    /// The tone asks for digits, and ends with the first.
    invites_to_dial: bool,
    ring_until: Option<Instant>,
    ring_sound: RingSound,
    /// What rings is only a sample, for the person who chooses.
    previewing: bool,
    /// Somebody tries the sound of a mode.
    trial: Option<tuning::Trial>,
    /// What both sides hear, and what only the other side hears.
    network_tone: TonePlayer,
    network_only: TonePlayer,
    /// Where calls are recorded, if they may be; whether this one is to be, or not any more.
    record_calls: Option<CallRecording>,
    record_wanted: bool,
    record_refused: bool,
    recording: Option<Recording>,
    recording_tone: TonePlayer,
    recording_notice: Notice,
}

impl Engine {
    pub(super) fn new(parts: Parts, place: Place) -> Self {
        let recording_notice = Notice::at(parts.rate_hz, parts.record_calls.as_ref());
        let mut chance = ChaCha8Rng::seed_from_u64(parts.seed);
        let first_port = chance.next_u64();
        Self {
            registry: place.registry,
            reports: parts.reports,
            tap: None,
            devices: parts.devices,
            ports: Ports::new(parts.local_ip, parts.ports, place.tokens, first_port)
                .with_control(parts.rtcp != Rtcp::Off),
            faults: parts.faults,
            region: parts.region,
            rate_hz: parts.rate_hz,
            chance,
            start: place.start,
            epoch: time_of_day().saturating_sub(place.start.elapsed()),
            rtcp: parts.rtcp,
            grid: place.grid,
            pacing: place.pacing,
            streams: BTreeMap::new(),
            pages: Vec::with_capacity(MAX_STREAMS),
            next_place: 0,
            microphone: None,
            path: None,
            path_volumes: [media::volume::NEUTRAL_VOLUME; 3],
            tone_until: None,
            digit_until: None,
            invites_to_dial: false,
            ring_until: None,
            ring_sound: RingSound::default(),
            previewing: false,
            trial: None,
            network_tone: TonePlayer::silent(parts.rate_hz),
            network_only: TonePlayer::silent(parts.rate_hz),
            record_calls: parts.record_calls,
            record_wanted: false,
            record_refused: false,
            recording: None,
            recording_tone: TonePlayer::silent(parts.rate_hz),
            recording_notice,
        }
    }

    /// Ports opened from now on are bound to this address.
    pub(super) fn set_local_ip(&mut self, ip: IpAddr) {
        self.ports.local_ip = ip;
    }

    /// The audio modes have these devices from now on.
    pub(super) fn choose_sound(&mut self, modes: SoundModes) {
        self.devices.choose(modes);
    }

    /// The recorded sound is cleaned like this from now on.
    pub(super) fn enhance(&mut self, settings: EnhanceSettings) {
        self.devices.enhance(settings);
    }

    pub(super) fn trace_rtp(&mut self, tap: RtpTap) {
        self.tap = Some(tap);
    }

    /// Does all that is due; gives the time of the next turn, if nothing happens before.
    pub(super) fn turn(&mut self) -> Option<Instant> {
        self.tend_recording();
        self.receive_late();
        self.send_due();
        self.send_reports();
        self.send_late();
        let rest = self.tend_devices();
        let due = self.streams.values().filter_map(Stream::next_packet);
        let late = self.faults.as_ref().and_then(Faults::deadline);
        let late = late.map(|late| self.start + late);
        let report = self.next_report();
        due.chain(rest).chain(late).chain(report).min()
    }

    /// Takes leave of the worker: no socket is watched any more.
    pub(super) fn leave(&mut self) {
        self.end_trial();
        for stream in self.streams.values_mut() {
            let sockets = [stream.port.take(), stream.group.take()];
            for socket in sockets.into_iter().flatten() {
                socket.close(&self.registry);
            }
        }
    }

    fn tend_devices(&mut self) -> Option<Instant> {
        let now = Instant::now();
        self.end_preview_when_due(now);
        let trial = self.tend_trial(now);
        let heard = self.trial.as_ref().is_some_and(tuning::Trial::is_heard);
        let receiving = self.streams.values().any(|stream| stream.receive.is_some());
        let tone = self.tone_until.max(self.digit_until);
        let tone = tone.filter(|&until| until > now);
        let ring = self.ring_until.filter(|&until| until > now);
        let hear = receiving || tone.is_some() || self.path.is_some() || heard;
        let speak = self.path.is_some() || self.tried(now).is_some();
        let rest = self.devices.tend(hear, speak, ring.is_some(), now);
        [rest, tone, ring, trial].into_iter().flatten().min()
    }
}

/// The time of day, since 1970.
fn time_of_day() -> Duration {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
}
