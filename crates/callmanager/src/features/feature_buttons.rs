//! Feature buttons: their state at each phone, and how the phone is told of it.
//!
//! What a feature does is decided elsewhere; here it is on or off.

use sccp::{ButtonType, FeatureStat, FeatureStatV2, Message};

use crate::CallManager;
use crate::config::ButtonConfig;
use crate::directory::PhoneIndex;
use crate::features::presence::Presence;

impl CallManager {
    /// The state of a feature at a phone: 0 off, 1 on, or what the feature has besides.
    pub(crate) fn feature(&self, phone: PhoneIndex, feature: ButtonType) -> u32 {
        match feature {
            // What others keep is asked of them.
            ButtonType::FORWARD_ALL => u32::from(self.forward_prompt(phone).is_some()),
            ButtonType::CALL_BACK => u32::from(self.call_backs.contains_key(&phone)),
            _ => {
                let features = &self.directory.get(phone).features;
                features.get(&feature.0).copied().unwrap_or(0)
            }
        }
    }

    /// Sets the state of a feature at a phone and shows it on its buttons.
    fn set_feature(&mut self, phone: PhoneIndex, feature: ButtonType, status: u32) {
        let entry = self.directory.get_mut(phone);
        if entry.features.insert(feature.0, status).unwrap_or(0) == status {
            return;
        }
        self.show_feature(phone, feature);
        if feature == ButtonType::DO_NOT_DISTURB {
            self.lines_changed(phone);
        }
    }

    /// Shows the state of a feature on the buttons a phone has for it.
    pub(crate) fn show_feature(&mut self, phone: PhoneIndex, feature: ButtonType) {
        let buttons = self.directory.get(phone).buttons.features();
        let indexes: Vec<u32> = buttons
            .filter(|(_, known)| *known == feature)
            .map(|(index, _)| index)
            .collect();
        for index in indexes {
            self.tell_feature(phone, index);
        }
    }

    /// Switches a feature of a phone on or off.
    pub(crate) fn toggle_feature(&mut self, phone: PhoneIndex, feature: ButtonType) {
        let status = u32::from(self.feature(phone, feature) == 0);
        self.set_feature(phone, feature, status);
    }

    /// Tells a phone what stands behind a button that it knows as a feature; busy
    /// lamps are such too. An index without a button is answered as well.
    pub(crate) fn tell_feature(&mut self, phone: PhoneIndex, feature_index: u32) {
        let Some(session) = self.session_of(phone) else {
            return;
        };
        let entry = self.directory.get(phone);
        let (feature_id, status, label) = match entry.buttons.feature(feature_index) {
            Some(ButtonConfig::Feature { feature, label }) => {
                (*feature, self.feature(phone, *feature), label.as_str())
            }
            Some(ButtonConfig::BusyLamp { number, label }) => {
                let presence = self.presence(number).status();
                (ButtonType::BLF_SPEED_DIAL, presence, label.as_str())
            }
            _ => (ButtonType::UNUSED, Presence::Unknown.status(), ""),
        };
        let label = session.text(label);
        let message: Message = if session.is_dynamic() {
            FeatureStatV2 {
                feature_index,
                feature_id,
                feature_status: status,
                feature_text_label: label.as_slice().into(),
            }
            .into()
        } else {
            FeatureStat {
                feature_index,
                feature_id,
                feature_text_label: label.as_slice().into(),
                feature_status: status,
            }
            .into()
        };
        self.tell(phone, message);
    }

    /// Tells a phone of its feature buttons, also of those it does not ask for.
    pub(crate) fn show_features(&mut self, phone: PhoneIndex) {
        let buttons = self.directory.get(phone).buttons.features();
        let indexes: Vec<u32> = buttons.map(|(index, _)| index).collect();
        for index in indexes {
            self.tell_feature(phone, index);
        }
    }
}
