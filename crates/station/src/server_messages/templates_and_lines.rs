//! Answers about templates, lines and what else stands behind the buttons, and the time.

use sccp::Message;

use crate::clock::LocalTime;
use crate::connection::Request;
use crate::lines::Entry;
use crate::softkeys::english_name;
use crate::templates::{BUSY_LAMP_FIELD, KEYS_IN_SET, MULTI_BLINK, TemplateKey};
use crate::{Lamp, Station};

/// The entry of a line; the fields have the same names in both forms.
macro_rules! line_entry {
    ($station:ident, $line:expr) => {
        Entry {
            number: shown!($station, $line.line_dir_number),
            name: shown!($station, $line.line_fully_qualified_display_name),
            label: shown!($station, $line.line_text_label),
            lamp: Lamp::Off,
        }
    };
}

impl Station {
    /// What stands behind the buttons.
    pub(super) fn on_line_message(&mut self, message: Message) {
        match message {
            Message::LineStat(line) => self.on_line(line.line_number, line_entry!(self, line)),
            Message::LineStatV2(line) => self.on_line(line.line_number, line_entry!(self, line)),
            Message::ForwardStat(forward) => {
                let to = (forward.forward_all_active != 0)
                    .then(|| shown!(self, forward.forward_all_dirnum));
                self.lines.set_forward(forward.line_number, to);
                self.answered(Request::ForwardStat(forward.line_number));
            }
            Message::SpeedDialStat(dial) => {
                let (number, label) = (
                    shown!(self, dial.speed_dial_dir_number),
                    shown!(self, dial.speed_dial_display_name),
                );
                self.on_speed_dial(dial.speed_dial_number, number, label);
            }
            Message::SpeedDialStatV2(dial) => {
                let (number, label) = (
                    shown!(self, dial.speed_dial_dir_number),
                    shown!(self, dial.speed_dial_display_name),
                );
                self.on_speed_dial(dial.speed_dial_number, number, label);
            }
            Message::FeatureStat(feature) => {
                let label = shown!(self, feature.feature_text_label);
                self.on_feature(
                    feature.feature_index,
                    feature.feature_id.code(),
                    feature.feature_status,
                    label,
                );
            }
            Message::FeatureStatV2(feature) => {
                let label = shown!(self, feature.feature_text_label);
                self.on_feature(
                    feature.feature_index,
                    feature.feature_id.code(),
                    feature.feature_status,
                    label,
                );
            }
            Message::ServiceUrlStat(service) => {
                let (url, label) = (
                    shown!(self, service.service_url),
                    shown!(self, service.service_url_display_name),
                );
                self.on_service(service.service_url_index, url, label);
            }
            Message::ServiceUrlStatV2(service) => {
                let (url, label) = (
                    shown!(self, service.service_url),
                    shown!(self, service.service_url_display_name),
                );
                self.on_service(service.service_url_index, url, label);
            }
            other => self.on_media_message(other),
        }
    }

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
        let locale = self.locale();
        let keys = part.definition.iter().map(|key| {
            let label = key.soft_key_label.shown(locale).trim().to_owned();
            let english = key.soft_key_label.to_display(locale.charset);
            TemplateKey {
                name: english_name(&english),
                label,
                event: key.soft_key_event,
            }
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

    fn on_line(&mut self, line_number: u32, entry: Entry) {
        self.lines.set_line(line_number, entry);
        self.answered(Request::LineStat(line_number));
    }

    fn on_speed_dial(&mut self, index: u32, number: String, label: String) {
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

    fn on_feature(&mut self, index: u32, id: u32, status: u32, label: String) {
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

    fn on_service(&mut self, index: u32, url: String, label: String) {
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
