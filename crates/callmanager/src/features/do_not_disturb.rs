//! Do not disturb: the key, the ring, and what the idle phone says.
//!
//! Whether it is on is a feature of the phone, kept by `feature_buttons`.

use sccp::{ButtonType, RingMode};

use crate::CallManager;
use crate::calls::LegState;
use crate::config::DoNotDisturb;
use crate::directory::PhoneIndex;
use crate::display::phrase;

impl CallManager {
    /// Whether a phone is not to be disturbed.
    pub(crate) fn is_not_disturbed(&self, phone: PhoneIndex) -> bool {
        self.feature(phone, ButtonType::DO_NOT_DISTURB) != 0
    }

    /// Whether callers of a phone hear busy for that.
    pub(crate) fn rejects_calls(&self, phone: PhoneIndex) -> bool {
        self.config.do_not_disturb == DoNotDisturb::Reject && self.is_not_disturbed(phone)
    }

    /// How a phone rings for a leg.
    pub(crate) fn ring_mode(&self, phone: PhoneIndex, line_instance: u32) -> RingMode {
        if self.is_not_disturbed(phone) {
            RingMode::FLASH_ONLY
        } else {
            self.directory.settings_at(phone, line_instance).ring.mode()
        }
    }

    /// The DND key: on or off. What rings already goes on in silence.
    pub(crate) fn do_not_disturb_key(&mut self, phone: PhoneIndex) {
        self.toggle_feature(phone, ButtonType::DO_NOT_DISTURB);
        if self.leg_in(phone, 0, LegState::RingingIn).is_some() {
            self.alert_again(phone);
        } else if self.active_leg(phone).is_none() {
            self.show_idle(phone);
        }
    }

    /// What the idle phone says about it.
    pub(crate) fn do_not_disturb_prompt(&self, phone: PhoneIndex) -> Option<Vec<u8>> {
        self.is_not_disturbed(phone)
            .then(|| phrase::DO_NOT_DISTURB_IS_ACTIVE.to_vec())
    }
}
