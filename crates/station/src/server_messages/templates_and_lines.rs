//! Answers about templates, lines and what else stands behind the buttons, and the time.

use sccp::Message;

use crate::Station;
use crate::connection::Request;
use crate::display::LocalTime;
use crate::keys::{KEYS_IN_SET, TemplateKey, english_name};
use crate::lines::{Entry, Forwards};

// The fields of a message and of its dynamic form have the same names.

/// The entry of a line.
macro_rules! line_entry {
    ($station:ident, $line:expr) => {
        Entry {
            number: shown!($station, $line.line_dir_number),
            name: shown!($station, $line.line_fully_qualified_display_name),
            label: shown!($station, $line.line_text_label),
        }
    };
}

/// The entry of a speed dial.
macro_rules! speed_dial_entry {
    ($station:ident, $dial:expr) => {
        Entry {
            number: shown!($station, $dial.speed_dial_dir_number),
            label: shown!($station, $dial.speed_dial_display_name),
            ..Entry::default()
        }
    };
}

/// The entry of a service: its URL stands in `number`.
macro_rules! service_entry {
    ($station:ident, $service:expr) => {
        Entry {
            number: shown!($station, $service.service_url),
            label: shown!($station, $service.service_url_display_name),
            ..Entry::default()
        }
    };
}

/// Index, button type, status and label of a feature.
macro_rules! feature_parts {
    ($station:ident, $feature:expr) => {
        (
            $feature.feature_index,
            $feature.feature_id.code(),
            $feature.feature_status,
            shown!($station, $feature.feature_text_label),
        )
    };
}

impl Station {
    /// What stands behind the buttons.
    pub(super) fn on_line_message(&mut self, message: Message) {
        match message {
            Message::LineStat(line) => self.on_line(line.line_number, line_entry!(self, line)),
            Message::LineStatV2(line) => self.on_line(line.line_number, line_entry!(self, line)),
            Message::ForwardStat(forward) => self.on_forwards(&forward),
            Message::SpeedDialStat(dial) => {
                self.on_speed_dial(dial.speed_dial_number, speed_dial_entry!(self, dial))
            }
            Message::SpeedDialStatV2(dial) => {
                self.on_speed_dial(dial.speed_dial_number, speed_dial_entry!(self, dial))
            }
            Message::FeatureStat(feature) => self.on_feature(feature_parts!(self, feature)),
            Message::FeatureStatV2(feature) => self.on_feature(feature_parts!(self, feature)),
            Message::ServiceUrlStat(service) => {
                self.on_service(service.service_url_index, service_entry!(self, service))
            }
            Message::ServiceUrlStatV2(service) => {
                self.on_service(service.service_url_index, service_entry!(self, service))
            }
            other => self.on_media_message(other),
        }
    }

    fn on_forwards(&mut self, forward: &sccp::ForwardStat) {
        let to =
            |active: u32, number: &sccp::DirNumber| (active != 0).then(|| shown!(self, number));
        let forwards = Forwards {
            all: to(forward.forward_all_active, &forward.forward_all_dirnum),
            busy: to(forward.forward_busy_active, &forward.forward_busy_dirnum),
            no_answer: to(
                forward.forward_no_answer_active,
                &forward.forward_no_answer_dirnum,
            ),
        };
        self.lines.set_forwards(forward.line_number, forwards);
        self.answered(Request::ForwardStat(forward.line_number));
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

    fn on_speed_dial(&mut self, index: u32, entry: Entry) {
        self.lines.set_speed_dial(index, entry);
        self.answered(Request::SpeedDialStat(index));
    }

    fn on_feature(&mut self, (index, id, status, label): (u32, u32, u32, String)) {
        self.features.tell(index, id, status, label);
        // What was told last counts: a lamp set before is that of an older status.
        self.lines.forget_lamp(id, index);
        self.answered(Request::FeatureStat(index));
    }

    fn on_service(&mut self, index: u32, entry: Entry) {
        self.lines.set_service(index, entry);
        self.answered(Request::ServiceUrlStat(index));
    }
}
