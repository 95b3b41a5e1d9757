//! The receiving half of a stream on the device's side: packets to sound, pulled by the device.
//!
//! Runs inside the sound callback: it never locks, allocates, waits or reads a clock.
//! Packets come through a bounded lock-free ring, are put in order, decoded when they
//! are due and concealed when they are missing. The delay adapts to what the arrivals
//! call for (see `schedule.rs`) by stretching the sound.
//!
//! It runs at its codec's rate; whoever pulls at another one gets it brought to that.
//!
//! Where a packet stands: `position` is its RTP timestamp, unwrapped, in samples on a scale on
//! which the first packet stands at the device's clock of its arrival. The clock counts
//! the samples pulled. The *delay* is clock minus position of what is played then.

mod figures;
mod line;
mod look_ahead;
mod next;
mod pause;
mod recovery;
mod schedule;
mod slot;
mod store;
mod stretch;

use std::sync::Arc;

use ringbuf::HeapCons;
use ringbuf::traits::Consumer as _;

use crate::codec::Decoder;
use crate::conceal::Concealment;
use crate::packet::MAX_PACKET_SAMPLES;
use crate::port::Playback;
use crate::quality::QualityMeter;
use crate::rate::RateChange;

pub(crate) use figures::Figures;
pub(crate) use slot::{MAX_WAITING_PACKETS, Slot};

use line::Line;
use look_ahead::LookAhead;
use next::Next;
use pause::Pause;
use schedule::Schedule;
use store::{Store, Waiting};
use stretch::{Stretch, Stretched};

/// Sound made at a time at most, ms: the finest step at which the delay changes.
const STEP_MS: usize = 10;

/// A packet further from what is played than this, ms, belongs to a new time: the
/// sender's timestamps jumped, or nobody pulled for long.
const MAX_DISTANCE_MS: i64 = 1200;

/// Too much delay than this, ms, is skipped at once: stretching would take seconds.
const SKIPPED_MS: i64 = 200;

/// A gap counts as concealed for so long, ms; after that the sender has paused.
const COUNTED_GAP_MS: usize = 1000;

/// Samples brought to another rate at a time.
const CHANGED: usize = 512;

/// The device's half of a receiving stream; made by [`receiver`](crate::receiver).
pub struct Playout {
    slots: HeapCons<Slot>,
    figures: Arc<Figures>,
    decoder: Decoder,
    /// To the rate of who pulls.
    from_codec: RateChange,
    store: Store,
    line: Line,
    schedule: Schedule,
    look_ahead: LookAhead,
    concealment: Concealment,
    pause: Pause,
    stretch: Stretch,
    quality: QualityMeter,
    quality_round: u32,
    rate_hz: u32,
    per_ms: i64,
    /// Samples pulled by the device.
    clock: i64,
    /// The stream that plays; `None` before the first packet.
    stream: Option<Stream>,
    /// Smoothed delay, samples.
    delay: f32,
    scratch: Box<[i16; MAX_PACKET_SAMPLES]>,
    next: Next,
}

/// Where the sound goes on.
#[derive(Clone, Copy)]
struct Stream {
    epoch: u32,
    /// RTP timestamp of the packet that was placed last, its ticks since the first one,
    /// and the position of the first.
    timestamp: u32,
    ticks: i64,
    origin: i64,
    /// Position of the next sample to make.
    position: i64,
    /// Samples by which `position` advanced in the gap that is being concealed.
    passed: i64,
    /// Samples of them that were counted as concealed.
    counted: usize,
    /// Something of it has been played; before that, waiting conceals nothing.
    heard: bool,
    /// Sequence number of the last packet that was taken.
    sequence: u16,
    /// Samples in the last one with sound.
    packet: usize,
}

impl Playout {
    /// A playout of the decoder's codec that is pulled at `pulled_hz`.
    pub(crate) fn new(
        slots: HeapCons<Slot>,
        figures: Arc<Figures>,
        decoder: Decoder,
        pulled_hz: u32,
    ) -> Self {
        let rate_hz = decoder.codec().rate_hz();
        let per_ms = (rate_hz / 1000).max(1) as usize;
        let past = Concealment::needed(rate_hz).max(Stretch::needed(rate_hz));
        let future = MAX_PACKET_SAMPLES + STEP_MS * per_ms + Stretch::needed(rate_hz);
        Self {
            slots,
            figures,
            decoder,
            from_codec: RateChange::new(rate_hz, pulled_hz),
            store: Store::new(),
            line: Line::new(past, future),
            schedule: Schedule::new(rate_hz),
            look_ahead: LookAhead::new(rate_hz),
            concealment: Concealment::new(rate_hz),
            pause: Pause::new(rate_hz),
            stretch: Stretch::new(rate_hz),
            quality: QualityMeter::new(rate_hz),
            quality_round: 0,
            rate_hz,
            per_ms: per_ms as i64,
            clock: 0,
            stream: None,
            delay: 0.0,
            scratch: Box::new([0; MAX_PACKET_SAMPLES]),
            next: Next::new(),
        }
    }

    /// Fills `out` at the codec's rate.
    fn play(&mut self, out: &mut [i16]) {
        self.schedule.pulled(out.len());
        let round = self.figures.quality_round();
        if round != self.quality_round {
            self.quality_round = round;
            self.quality = QualityMeter::new(self.rate_hz);
        }
        self.collect();
        for block in out.chunks_mut(STEP_MS * self.per_ms as usize) {
            self.make(block.len());
            self.line.play(block);
            self.clock += block.len() as i64;
            if self.stream.is_some() {
                self.figures.count_played(block.len());
                self.quality.play(block.len());
            }
        }
        if self.stream.is_some() {
            self.figures.show_quality(&self.quality.figures());
        }
    }

    /// Takes the packets that have come since the last pull.
    fn collect(&mut self) {
        let mut latest: Option<i64> = None;
        while let Some(slot) = self.slots.try_pop() {
            let position = self.place(&slot);
            // Pauses do not count: some senders give them times of their own.
            if slot.noise().is_none() {
                let lateness = self.clock - position;
                latest = Some(latest.map_or(lateness, |before| before.max(lateness)));
                self.show_delay(lateness);
            }
            if !self.store.insert(Waiting { position, slot }) {
                // Only after a long stand-still of the device: begin with what is newest.
                self.store.clear();
                self.store.insert(Waiting { position, slot });
            }
        }
        let Some(lateness) = latest else {
            return;
        };
        self.schedule.record(self.clock, lateness);
        let packet = self.stream.map_or(0, |stream| stream.packet) as i64;
        let useful = self.schedule.usual() + packet - self.schedule.target();
        self.look_ahead.update(self.clock, useful);
        self.go_back();
        self.skip_ahead();
        if let Some(stream) = self.stream {
            self.figures
                .count_late(self.store.drop_before(stream.position));
        }
    }

    /// Position of a packet; one that does not fit the time so far begins a new one.
    fn place(&mut self, slot: &Slot) -> i64 {
        if let Some(stream) = self.stream.filter(|stream| stream.epoch == slot.epoch) {
            let ticks = stream.ticks_at(slot);
            let position = stream.position_at(ticks, slot);
            if (position - self.clock + self.delay_now()).abs() <= MAX_DISTANCE_MS * self.per_ms {
                if let Some(stream) = &mut self.stream {
                    stream.timestamp = slot.timestamp;
                    stream.ticks = ticks;
                }
                return position;
            }
            if slot.noise().is_some() {
                return self.store.end().unwrap_or(stream.position);
            }
        }
        self.store.clear();
        self.next.forget();
        self.schedule.clear();
        self.look_ahead.clear();
        self.begin_gap();
        self.stream = Some(Stream {
            epoch: slot.epoch,
            timestamp: slot.timestamp,
            ticks: 0,
            origin: self.clock,
            position: self.clock,
            passed: 0,
            counted: 0,
            heard: false,
            sequence: slot.sequence.wrapping_sub(1),
            packet: 0,
        });
        self.clock
    }

    /// The delay that the next sample to be made will have.
    fn delay_now(&self) -> i64 {
        let position = self.stream.map_or(self.clock, |stream| stream.position);
        self.clock + self.line.ahead() as i64 - position
    }

    /// Counts what was concealed as waiting instead, when a packet comes after all and more delay is called for.
    fn go_back(&mut self) {
        let short = self.schedule.target() - self.delay_now();
        let Some(stream) = &mut self.stream else {
            return;
        };
        let Some(first) = self.store.first() else {
            return;
        };
        if self.concealment.is_active() || self.pause.is_active() {
            let back = (stream.position - first.position)
                .min(short)
                .min(stream.passed);
            if back > 0 {
                stream.position -= back;
                stream.passed -= back;
                let waited = usize::try_from(back).unwrap_or(0).min(stream.counted);
                stream.counted -= waited;
                self.figures.count_as_waited(waited);
                self.quality.take_back(waited);
            }
        }
    }

    /// Skips what is far too much delay.
    fn skip_ahead(&mut self) {
        let excess = self.delay_now() - self.schedule.target();
        if excess <= SKIPPED_MS * self.per_ms {
            return;
        }
        self.begin_gap();
        if let Some(stream) = &mut self.stream {
            stream.position += excess;
        }
        self.figures
            .count_removed(usize::try_from(excess).unwrap_or(0));
    }

    /// What comes next does not follow on what was played, unless that is noise anyhow.
    fn begin_gap(&mut self) {
        if !self.pause.is_active() {
            self.concealment.begin(self.line.known());
        }
    }

    /// Makes sound until `wanted` samples are ready.
    fn make(&mut self, wanted: usize) {
        while self.line.ahead() < wanted {
            let missing = wanted - self.line.ahead();
            let short = self.schedule.target() - self.delay_now();
            let excess = -short - self.look_ahead.extra();
            let Some(stream) = self.stream else {
                self.line.append(missing);
                return;
            };
            let until_next = self
                .store
                .first()
                .map(|packet| packet.position - stream.position);
            let in_gap = self.concealment.is_active() || self.pause.is_active();
            match until_next {
                Some(distance) if distance <= 0 && self.take_pause() => {}
                // The rest of a pause may be left out where there is too much delay.
                Some(distance) if distance > 0 && self.pause.is_active() && excess > 0 => {
                    self.shorten_pause(distance.min(excess));
                }
                Some(distance) if distance <= 0 && !(in_gap && short > 0) => self.decode(),
                // Nothing is due, or there is time to win: what is missing may still come.
                _ if short > 0 => self.conceal(missing, short, false),
                Some(distance) if !self.pause.is_active() && self.recover(distance) => {}
                Some(distance) => self.conceal(missing, distance, true),
                None => self.conceal(missing, i64::MAX, true),
            }
        }
    }

    /// Decodes the packet that is due.
    fn decode(&mut self) {
        let (Some(packet), Some(stream)) = (self.store.take_first(), &mut self.stream) else {
            return;
        };
        let decoded = match self.next.take(&packet) {
            Some(sound) => {
                self.scratch[..sound.len()].copy_from_slice(sound);
                sound.len()
            }
            None => packet.decode(&mut self.decoder, &mut self.scratch[..]),
        };
        if decoded == 0 {
            // Missing now, and concealed as such.
            self.figures.count_undecodable();
            return;
        }
        // What a packet before it or the concealment has already stood for.
        let done = usize::try_from(stream.position - packet.position)
            .unwrap_or(0)
            .min(decoded);
        let fresh = &mut self.scratch[done..decoded];
        stream.position += fresh.len() as i64;
        stream.heard = true;
        let pausing = self.pause.is_active();
        let merging = pausing || self.concealment.is_active();
        let missing = packet.slot.sequence.wrapping_sub(stream.sequence);
        let missing = usize::from(missing.wrapping_sub(1)) * decoded;
        if missing > 0 && self.concealment.is_active() {
            self.look_ahead.gap(self.clock);
        }
        stream.packet = decoded;
        if merging && !fresh.is_empty() {
            if pausing {
                self.pause.merge(fresh);
            }
            if self.concealment.is_active() {
                self.concealment.merge(fresh);
            }
            // Of a gap only what was sent is missing; the rest the sender did not say.
            let unsaid = stream.counted.saturating_sub(missing);
            self.figures.count_as_paused(unsaid);
            self.quality.take_back(unsaid);
            // Speech whose beginning is lost under the noise; what was lost before a
            // beginning is noise itself.
            if pausing && !packet.slot.marker {
                let unheard = missing.min(usize::try_from(stream.passed).unwrap_or(0));
                self.figures.count_concealed(unheard);
                self.quality.conceal(unheard);
            }
            stream.passed = 0;
            stream.counted = 0;
        }
        stream.sequence = packet.slot.sequence;
        let room = self.line.append(fresh.len());
        let count = room.len();
        room.copy_from_slice(&fresh[..count]);
        if packet.slot.ends_in_pause() {
            self.pause.go_on_like(&self.scratch[..decoded]);
        } else if !merging {
            self.adapt();
        }
    }

    /// Takes the packet that is due if a pause begins with it.
    fn take_pause(&mut self) -> bool {
        let Some(noise) = self.store.first().and_then(|packet| packet.slot.noise()) else {
            return false;
        };
        let (Some(packet), Some(stream)) = (self.store.take_first(), &mut self.stream) else {
            return false;
        };
        // One that sound has overtaken is over.
        let ahead = packet
            .slot
            .sequence
            .wrapping_sub(stream.sequence)
            .cast_signed();
        if ahead <= 0 {
            return true;
        }
        stream.sequence = packet.slot.sequence;
        // From where it stands the gap before it was a pause, and not more was lost than sent.
        let after = usize::try_from(stream.position - packet.position).unwrap_or(0);
        let missing = usize::from(ahead.unsigned_abs() - 1) * stream.packet;
        let lost = stream.counted.saturating_sub(after).min(missing);
        let unsaid = stream.counted - lost;
        self.figures.count_as_paused(unsaid);
        self.quality.take_back(unsaid);
        stream.counted = lost;
        self.pause.begin(&noise);
        true
    }

    /// Plays noise of a pause; `passing`: it stands for time of the stream.
    fn play_noise(&mut self, count: usize, passing: bool) {
        let known = self.line.known();
        if self.pause.is_fresh() {
            self.concealment.begin(known);
        }
        let room = self.line.append(count);
        let made = room.len() as i64;
        self.pause.fill(room);
        if self.concealment.is_active() {
            // The last sound goes on for a moment and fades.
            self.concealment.merge(room);
        }
        if let Some(stream) = self.stream.as_mut().filter(|_| passing) {
            stream.position += made;
            stream.passed += made;
        }
    }

    /// Leaves out so much of the rest of a pause.
    fn shorten_pause(&mut self, samples: i64) {
        if let Some(stream) = &mut self.stream {
            stream.position += samples;
        }
        self.figures
            .count_removed(usize::try_from(samples).unwrap_or(0));
    }

    fn adapt(&mut self) {
        let excess = self.delay_now() - self.schedule.target() - self.look_ahead.extra();
        match self.stretch.adapt(&mut self.line, excess, self.clock) {
            Stretched::Not => {}
            Stretched::Longer(samples) => self.figures.count_inserted(samples),
            Stretched::Shorter(samples) => self.figures.count_removed(samples),
        }
    }

    /// Makes up to `most` samples up; `passing`: they stand for samples of the stream.
    fn conceal(&mut self, missing: usize, most: i64, passing: bool) {
        let step = STEP_MS * self.per_ms as usize;
        let count = missing
            .min(step)
            .min(usize::try_from(most).unwrap_or(step))
            .max(1);
        if self.pause.is_active() {
            return self.play_noise(count, passing);
        }
        self.concealment.begin(self.line.known());
        if passing {
            self.look_behind_the_gap();
        }
        let short = self.concealment.made() < COUNTED_GAP_MS * self.per_ms as usize;
        let room = self.line.append(count);
        let made = room.len();
        self.concealment.fill(room);
        let Some(stream) = &mut self.stream else {
            return;
        };
        let counts = stream.heard && short;
        if passing {
            stream.position += made as i64;
            stream.passed += made as i64;
            if counts {
                stream.counted += made;
                self.figures.count_concealed(made);
                self.quality.conceal(made);
            }
        } else if counts {
            self.figures.count_inserted(made);
        }
    }

    /// Shows the concealment what comes after the gap, if that has come and is sound.
    fn look_behind_the_gap(&mut self) {
        if self.decoder.recovers() {
            // What is behind is decoded after what it repeats of the lost one.
            return;
        }
        let (Some(first), Some(stream)) = (self.store.first(), &self.stream) else {
            return;
        };
        let Ok(distance) = usize::try_from(first.position - stream.position) else {
            return;
        };
        if first.slot.noise().is_none() && self.concealment.may_expect(distance) {
            let sound = self.next.decode(first, &mut self.decoder);
            self.concealment.expect(sound, distance);
        }
    }

    /// Smooths the time that packets wait, for the figures.
    fn show_delay(&mut self, lateness: i64) {
        let waits = (self.delay_now() - lateness).max(0) as f32;
        self.delay += (waits - self.delay) / 16.0;
        // A packet comes half a pull before it is found, on average. Saturates by itself.
        self.figures
            .show_delay(self.delay as u32 + self.schedule.pull() as u32 / 2);
    }
}

impl Stream {
    /// Ticks of the codec's clock from the first packet to this one.
    fn ticks_at(&self, slot: &Slot) -> i64 {
        let ahead = slot.timestamp.wrapping_sub(self.timestamp).cast_signed();
        self.ticks + i64::from(ahead)
    }

    /// Position of a packet so many ticks after the first one.
    fn position_at(&self, ticks: i64, slot: &Slot) -> i64 {
        let codec = slot.codec();
        let (rate, clock) = (codec.rate_hz(), codec.clock_hz());
        self.origin + ticks * i64::from(rate) / i64::from(clock)
    }
}

impl Playback for Playout {
    fn pull(&mut self, out: &mut [i16]) {
        if self.from_codec.is_none() {
            return self.play(out);
        }
        let mut own = [0; 2 * CHANGED];
        for block in out.chunks_mut(CHANGED) {
            let own = &mut own[..self.from_codec.needed(block.len())];
            self.play(own);
            self.from_codec.process(own, block);
        }
    }
}
