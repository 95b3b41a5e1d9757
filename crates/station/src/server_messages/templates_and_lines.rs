//! Answers about templates, lines and what else stands behind the buttons, and the time.

use crate::clock::LocalTime;
use crate::connection::Request;
use crate::lines::Entry;
use crate::station::CHARSET;
use crate::templates::{KEYS_IN_SET, TemplateKey};
use crate::{Lamp, Station};

impl Station {
    pub(super) fn on_time(&mut self, time: &sccp::DefineTimeDate) {
        let local = LocalTime {
            year: time.year,
            month: time.month,
            day: time.day,
            hour: time.hour,
            minute: time.minute,
            second: time.second,
        };
        match self.date_template.clock(self.now, &local) {
            Some(clock) => self.clock = Some(clock),
            None => self.anomaly("DefineTimeDate is no date"),
        }
        self.answered(Request::TimeDate);
    }

    pub(super) fn on_button_template(&mut self, part: &sccp::ButtonTemplate) {
        let buttons = part.definition.iter().map(|button| {
            // One byte on the wire.
            (
                button.instance_number,
                u8::try_from(button.button_definition.code()).unwrap_or(0xff),
            )
        });
        self.buttons.add(
            part.button_offset,
            part.button_count,
            part.total_button_count,
            buttons,
        );
        if self.buttons.is_complete() {
            self.answered(Request::ButtonTemplate);
        }
    }

    pub(super) fn on_soft_key_template(&mut self, part: &sccp::SoftKeyTemplateRes) {
        let keys = part.definition.iter().map(|key| TemplateKey {
            label: key.soft_key_label.to_display(CHARSET).trim().to_owned(),
            event: key.soft_key_event,
        });
        let (offset, count, total) = (
            part.soft_key_offset,
            part.soft_key_count,
            part.total_soft_key_count,
        );
        self.soft_keys.add_keys(offset, count, total, keys);
        if self.soft_keys.has_keys() {
            self.answered(Request::SoftKeyTemplate);
        }
    }

    pub(super) fn on_soft_key_sets(&mut self, part: &sccp::SoftKeySetRes) {
        let sets = part
            .definition
            .iter()
            .map(|set| -> [u8; KEYS_IN_SET] { set.soft_key_template_index });
        let (offset, count, total) = (
            part.soft_key_set_offset,
            part.soft_key_set_count,
            part.total_soft_key_set_count,
        );
        self.soft_keys.add_sets(offset, count, total, sets);
        if self.soft_keys.has_sets() {
            self.answered(Request::SoftKeySet);
        }
    }

    pub(super) fn on_speed_dial(&mut self, index: u32, number: String, label: String) {
        self.lines.set_speed_dial(
            index,
            Entry {
                number,
                label,
                ..Entry::default()
            },
        );
        self.answered(Request::SpeedDialStat(index));
    }

    pub(super) fn on_feature(&mut self, index: u32, id: u32, status: u32, label: String) {
        self.lines.set_feature(
            index,
            Entry {
                label,
                lamp: feature_lamp(id, status),
                ..Entry::default()
            },
        );
        self.answered(Request::FeatureStat(index));
    }

    pub(super) fn on_service(&mut self, index: u32, url: String, label: String) {
        self.lines.set_service(
            index,
            Entry {
                number: url,
                label,
                ..Entry::default()
            },
        );
        self.answered(Request::ServiceUrlStat(index));
    }
}

/// The lamp of a feature's status (section 3.1, FeatureStat and its dynamic form).
fn feature_lamp(id: u32, status: u32) -> Lamp {
    const BUSY_LAMP_FIELD: u32 = 0x15;
    const MULTI_BLINK: u32 = 0x26;
    match (id, status) {
        (BUSY_LAMP_FIELD, 2 | 3) => Lamp::On,
        (BUSY_LAMP_FIELD, 4) => Lamp::Flash,
        (BUSY_LAMP_FIELD, _) => Lamp::Off,
        (MULTI_BLINK, status) => match status & 0xff {
            0 => Lamp::Off,
            1 => Lamp::On,
            _ => Lamp::Blink,
        },
        (_, 0) => Lamp::Off,
        _ => Lamp::On,
    }
}
