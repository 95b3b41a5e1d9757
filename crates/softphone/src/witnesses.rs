//! Those who keep what the phone says with its servers: the recording, the trace, the journal.
//!
//! The driver says each thing once, here. Keys of encrypted streams are in none of them: the masks
//! stand before all three.

use std::time::SystemTime;

use station::{Event, Input, Moment, StandbyId, StandbyOrder, VoiceCommand};

use crate::journal::JournalKeeper;
use crate::key_masks::KeyMasks;
use crate::recorder::Recorder;
use crate::rtp_tap::RtpTap;
use crate::trace_file::TraceFile;

/// Recording, trace and journal, as far as a phone has them.
#[derive(Debug)]
pub(crate) struct Witnesses {
    key_masks: KeyMasks,
    recorder: Option<Recorder>,
    trace: Option<TraceFile>,
    journal: Option<JournalKeeper>,
    /// Masks have to see a connection from its beginning, though a trace may begin later.
    may_trace: bool,
}

impl Witnesses {
    /// These; `may_trace`: a trace may be asked for while the phone runs.
    pub(crate) fn new(
        recorder: Option<Recorder>,
        trace: Option<TraceFile>,
        journal: Option<JournalKeeper>,
        may_trace: bool,
    ) -> Self {
        Self {
            key_masks: KeyMasks::default(),
            recorder,
            trace,
            journal,
            may_trace,
        }
    }

    /// The phone begins anew with this recording, under the same journal; gives the recording
    /// that ends, which waits for its thread when it is dropped.
    pub(crate) fn begin_anew(
        &mut self,
        recorder: Option<Recorder>,
        may_trace: bool,
    ) -> Option<Recorder> {
        self.key_masks = KeyMasks::default();
        self.may_trace = may_trace;
        std::mem::replace(&mut self.recorder, recorder)
    }

    /// Whether a trace is written.
    pub(crate) const fn has_trace(&self) -> bool {
        self.trace.is_some()
    }

    /// Writes this trace from now on, or none; gives the one that ends, which waits for its
    /// thread when it is dropped.
    pub(crate) fn set_trace(&mut self, trace: Option<TraceFile>) -> Option<TraceFile> {
        std::mem::replace(&mut self.trace, trace)
    }

    /// Takes RTP packets into the trace, if there is one.
    pub(crate) fn rtp_tap(&self) -> Option<RtpTap> {
        self.trace.as_ref().map(TraceFile::rtp_tap)
    }

    /// What came to the phone.
    pub(crate) fn input(&mut self, input: &Input, now: Moment) {
        let kept = self.recorder.is_some() || self.trace.is_some() || self.journal.is_some();
        if !kept && !self.may_trace {
            return;
        }
        let masked = self.key_masks.masked(input);
        let at = SystemTime::now();
        if let Some(recorder) = &mut self.recorder {
            recorder.input(&masked, now);
        }
        if let Some(trace) = &mut self.trace {
            trace.input(&masked, at);
        }
        if let Some(journal) = &mut self.journal {
            journal.input(&masked, at);
        }
    }

    /// The phone sends a whole frame.
    pub(crate) fn sent(&mut self, frame: &[u8]) {
        let at = SystemTime::now();
        if let Some(trace) = &mut self.trace {
            trace.sent(frame, at);
        }
        if let Some(journal) = &self.journal {
            journal.sent(frame, at);
        }
    }

    /// The phone ends its connection.
    pub(crate) fn closed_by_phone(&mut self) {
        let at = SystemTime::now();
        if let Some(trace) = &mut self.trace {
            trace.closed_by_phone(at);
        }
        if let Some(journal) = &mut self.journal {
            journal.closed_by_phone(at);
        }
    }

    /// What the phone does with a standby connection.
    pub(crate) fn order(&mut self, standby: StandbyId, order: &StandbyOrder) {
        let at = SystemTime::now();
        if let Some(trace) = &mut self.trace {
            trace.order(standby, order, at);
        }
        if let Some(journal) = &mut self.journal {
            journal.order(standby, order, at);
        }
    }

    /// A standby connection becomes the phone's own.
    pub(crate) fn take_over(&mut self, standby: StandbyId) {
        self.key_masks.take_over(standby);
        if let Some(trace) = &mut self.trace {
            trace.take_over(standby);
        }
        if let Some(journal) = &mut self.journal {
            journal.take_over(standby);
        }
    }

    /// What the voice path is told; the trace has the packets themselves.
    pub(crate) fn command(&mut self, command: &VoiceCommand) {
        if let Some(journal) = &mut self.journal {
            journal.command(command);
        }
    }

    /// What happened to the phone; a trace is of the wire alone.
    pub(crate) fn event(&mut self, event: &Event) {
        if let Some(journal) = &mut self.journal {
            journal.event(event, SystemTime::now());
        }
    }
}
