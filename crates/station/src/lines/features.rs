//! Feature buttons: what FeatureStat says of them, as label, lamp, colour and presence.
//!
//! The button template says of what kind a button is, FeatureStat may say it anew: a
//! feature button is told as a multi-blink one by servers that colour its lamp.

use std::collections::BTreeMap;

use crate::keys::{BUSY_LAMP_FIELD, MULTI_BLINK};
use crate::{Lamp, LampColour, Presence};

/// Features kept; the largest phone has 56 buttons.
const MAX_FEATURES: usize = 128;

/// A feature as the server told it last.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Feature {
    /// Button type (section 4.4).
    pub(crate) id: u32,
    pub(crate) label: String,
    status: u32,
    /// Told later is higher.
    order: u64,
}

/// All features, by index and button type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    told: BTreeMap<(u32, u32), Feature>,
    next_order: u64,
}

impl Features {
    /// A feature is so and so.
    pub(crate) fn tell(&mut self, index: u32, id: u32, status: u32, label: String) {
        let key = (index, id);
        if self.told.len() >= MAX_FEATURES && !self.told.contains_key(&key) {
            return;
        }
        let feature = Feature {
            id,
            label,
            status,
            order: self.next_order,
        };
        self.next_order += 1;
        self.told.insert(key, feature);
    }

    /// What was told last of the button of this type and index.
    ///
    /// `is_button` says whether another button has the type and index it is told under.
    pub(crate) fn of_button(
        &self,
        button_type: u32,
        index: u32,
        is_button: impl Fn(u32) -> bool,
    ) -> Option<&Feature> {
        self.told
            .range((index, 0)..=(index, u32::MAX))
            .map(|(_, feature)| feature)
            .filter(|feature| feature.id == button_type || !is_button(feature.id))
            .max_by_key(|feature| feature.order)
    }
}

impl Feature {
    /// The mode of its lamp (section 3.1, FeatureStat and its dynamic form).
    ///
    /// What the speeds of a multi-blink lamp look like is not written down: chan-sccp calls 2
    /// on and 3 a slow blink.
    pub(crate) fn lamp(&self) -> Lamp {
        match (self.presence(), self.id, self.status) {
            (Some(Presence::InUse | Presence::DoNotDisturb), ..) => Lamp::On,
            (Some(Presence::Alerting), ..) => Lamp::Flash,
            (Some(_), ..) => Lamp::Off,
            (None, MULTI_BLINK, status) => match status & 0xff {
                0 => Lamp::Off,
                1 => Lamp::On,
                2 => Lamp::Wink,
                3 | 4 => Lamp::Blink,
                _ => Lamp::Flash,
            },
            (None, _, 0) => Lamp::Off,
            (None, ..) => Lamp::On,
        }
    }

    /// The colour of its lamp.
    pub(crate) fn colour(&self) -> LampColour {
        match (self.presence(), self.id) {
            (Some(Presence::InUse | Presence::DoNotDisturb), _) => LampColour::Red,
            (Some(Presence::Alerting), _) => LampColour::Amber,
            (Some(_), _) => LampColour::None,
            (None, MULTI_BLINK) => match self.status >> 8 & 0xff {
                1 => LampColour::Green,
                2 => LampColour::Red,
                3 => LampColour::Amber,
                _ => LampColour::None,
            },
            (None, _) if self.status != 0 => LampColour::Amber,
            (None, _) => LampColour::None,
        }
    }

    /// Its icon: 0 open, 1 filled, 2 boxes; 0 but for a multi-blink feature.
    pub(crate) fn icon(&self) -> u8 {
        match self.id {
            MULTI_BLINK => self.status.to_le_bytes()[2],
            _ => 0,
        }
    }

    /// What the watched one is doing, when it is a busy lamp field.
    pub(crate) fn presence(&self) -> Option<Presence> {
        (self.id == BUSY_LAMP_FIELD).then_some(Presence::from_status(self.status))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEATURE: u32 = 0x13;

    #[test]
    fn a_feature_button_may_be_told_as_a_multi_blink_one() {
        let mut features = Features::default();
        features.tell(2, FEATURE, 0, "DND".into());
        features.tell(2, MULTI_BLINK, 0x02_02_02, "DND".into());
        let feature = features
            .of_button(FEATURE, 2, |id| id == FEATURE)
            .expect("it was told");
        assert_eq!((feature.colour(), feature.icon()), (LampColour::Red, 2));
        features.tell(2, FEATURE, 0, "DND".into());
        let feature = features
            .of_button(FEATURE, 2, |id| id == FEATURE)
            .expect("it was told");
        assert_eq!(feature.lamp(), Lamp::Off);
    }

    #[test]
    fn buttons_of_two_types_keep_apart_though_their_index_is_the_same() {
        let mut features = Features::default();
        let is_button = |id| id == FEATURE || id == BUSY_LAMP_FIELD;
        features.tell(1, FEATURE, 1, "Privacy".into());
        features.tell(1, BUSY_LAMP_FIELD, 1, "Bob".into());
        let label = |button_type| {
            features
                .of_button(button_type, 1, is_button)
                .map(|feature| feature.label.clone())
        };
        assert_eq!(label(FEATURE).as_deref(), Some("Privacy"));
        assert_eq!(label(BUSY_LAMP_FIELD).as_deref(), Some("Bob"));
    }

    #[test]
    fn features_from_the_network_are_bounded() {
        let mut features = Features::default();
        for index in 0..1000 {
            features.tell(index, FEATURE, 1, String::new());
        }
        assert_eq!(features.told.len(), MAX_FEATURES);
    }
}
