//! What people report by a key: a malicious caller, bad sound.
//!
//! Both go into the log, which is all a lab server does about them.

use sccp::StatsProcessing;
use tracing::{info, warn};

use crate::CallManager;
use crate::directory::PhoneIndex;
use crate::display::phrase;

/// Seconds that a person reads that a report was noted.
const NOTED_SECONDS: u32 = 10;

impl CallManager {
    /// The MCID key: notes who is at the other end of a talk.
    pub(crate) fn report_malicious_call(&mut self, reference: u32) {
        let Some(leg) = self.connected_leg(reference) else {
            return;
        };
        let phone = leg.phone;
        warn!(
            call_reference = reference,
            device = %self.directory.get(phone).device,
            caller = %leg.calling.number,
            called = %leg.called.number,
            at_unix_ms = self.clock().unix_ms,
            "a malicious call is reported"
        );
        self.notify(phone, NOTED_SECONDS, phrase::MALICIOUS_CALL_NOTED);
    }

    /// The QRT key: notes that the person finds the quality bad, with the figures of the talk.
    pub(crate) fn report_quality(&mut self, phone: PhoneIndex, reference: Option<u32>) {
        let device = &self.directory.get(phone).device;
        info!(%device, call_reference = reference, "bad quality is reported");
        if let Some(reference) = reference
            && let Some(leg) = self.legs.get(&reference).filter(|leg| leg.had_media)
        {
            let place = (leg.phone, leg.line_instance);
            self.ask_statistics(place, reference, StatsProcessing::DO_NOT_CLEAR);
        }
        self.notify(phone, NOTED_SECONDS, phrase::QUALITY_REPORT);
    }
}
