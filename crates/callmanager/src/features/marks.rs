//! Marks of calls that follow from the settings of a line: secured, recorded, held for long.
//!
//! Scripted: nothing is encrypted or recorded for them. They are there so that a phone
//! can be seen showing them. What is encrypted indeed says so itself (`calls/protection.rs`).

use sccp::{CallSecurityStatus, CallStateCode, DeviceTone, RecordingState, RecordingStatus};

use crate::CallManager;
use crate::calls::{Far, Leg};
use crate::display::phrase;
use crate::manager::Deadline;

impl CallManager {
    /// How well a call is said to be protected: as well as the worse of its lines.
    pub(crate) fn security(&self, leg: &Leg) -> CallSecurityStatus {
        let of_line = |leg: &Leg| {
            self.directory
                .settings_at(leg.phone, leg.line_instance)
                .security
        };
        let own = of_line(leg);
        let far = match leg.far {
            Far::Leg(far) => self.legs.get(&far).map(of_line),
            _ => None,
        };
        own.min(far.unwrap_or(own)).status()
    }

    /// Shows at a leg that was connected whether one of its lines is recorded.
    pub(crate) fn show_recording(&mut self, reference: u32) {
        let Some(leg) = self.legs.get(&reference) else {
            return;
        };
        let far = match leg.far {
            Far::Leg(far) => self.legs.get(&far),
            _ => None,
        };
        let mut ends = std::iter::once(leg).chain(far);
        let is_recorded = ends.any(|leg| {
            self.directory
                .settings_at(leg.phone, leg.line_instance)
                .recorded
        });
        if is_recorded {
            self.tell_leg(reference, |_| RecordingStatus {
                call_reference: reference,
                recording_status: RecordingState::ON,
            });
            self.beep(reference, DeviceTone::RECORDER_WARNING_TONE);
        }
    }

    /// Starts waiting until the person is reminded of a held call, if so configured.
    pub(crate) fn await_reversion(&mut self, reference: u32) {
        if let Some(reversion) = self.config.hold_reversion {
            self.timers
                .set(Deadline::Leg(reference), self.now + reversion);
        }
    }

    /// A call has been held for long: reminds who holds it.
    pub(crate) fn hold_reverts(&mut self, reference: u32) {
        let Some((phone, line_instance)) = self.place(reference) else {
            return;
        };
        self.call_state(reference, CallStateCode::HOLD_REVERT);
        self.prompt(reference, phrase::HOLD_REVERSION);
        match self.active_leg(phone) {
            None => self.ring_once(phone, line_instance),
            Some(active) => self.beep(active, DeviceTone::ZIP_ZIP),
        }
        self.await_reversion(reference);
    }
}
