//! The answers a phone gets while it registers: templates, lines, speed dials and the like.
//!
//! Every request is answered, also for buttons the phone does not have, so that
//! no phone waits in vain.

use sccp::{
    ButtonDefinition, ButtonTemplate, ButtonType, ConfigStat, LineStat, LineStatV2, Message,
    ServerRes, ServiceUrlStat, ServiceUrlStatV2, SoftKeyDefinition, SoftKeySetDefinition,
    SoftKeySetRes, SoftKeyTemplateRes, SpeedDialStat, SpeedDialStatV2, StationIdentifier, Version,
};

use crate::config::ButtonConfig;
use crate::directory::PhoneIndex;
use crate::display::soft_keys as keys;
use crate::registration::session::Session;
use crate::{CallManager, ConnectionId};

/// `lineType` and `lineDisplayOptions`: show number and name of the caller and of who was dialled.
const SHOW_ALL: u32 = 0x0F;

/// Slots of a button template; those behind the buttons are marked as undefined.
const TEMPLATE_SLOTS: usize = 42;

impl CallManager {
    pub(crate) fn answer_version(&mut self, connection: ConnectionId) {
        self.send(
            connection,
            Version {
                version_str: env!("CARGO_PKG_VERSION").into(),
            },
        );
    }

    pub(crate) fn answer_button_template(&mut self, connection: ConnectionId, phone: PhoneIndex) {
        let Some(session) = self.sessions.get(&connection) else {
            return;
        };
        let buttons = self.directory.get(phone).buttons.iter();
        let all: Vec<_> = buttons
            .map(|(button, instance)| definition(instance, button_type(button, session)))
            .collect();
        let total = count(all.len());
        for (place, part) in all.chunks(TEMPLATE_SLOTS).enumerate() {
            let unused = std::iter::repeat(definition(0, ButtonType::UNDEFINED));
            let template = ButtonTemplate {
                button_offset: count(place * TEMPLATE_SLOTS),
                button_count: count(part.len()),
                total_button_count: total,
                definition: part
                    .iter()
                    .copied()
                    .chain(unused)
                    .take(TEMPLATE_SLOTS)
                    .collect(),
            };
            self.send(connection, template);
        }
    }

    pub(crate) fn answer_soft_key_template(&mut self, connection: ConnectionId) {
        let definition = keys::TEMPLATE.iter().map(|key| SoftKeyDefinition {
            soft_key_label: [0x80, key.label].as_slice().into(),
            soft_key_event: key.event,
        });
        let count = count(keys::TEMPLATE.len());
        let template = SoftKeyTemplateRes {
            soft_key_offset: 0,
            soft_key_count: count,
            total_soft_key_count: count,
            definition: definition.collect(),
        };
        self.send(connection, template);
    }

    pub(crate) fn answer_soft_key_sets(&mut self, connection: ConnectionId) {
        let definition = keys::SETS.iter().map(|set| {
            let mut definition = SoftKeySetDefinition::default();
            for (place, key) in set.iter().enumerate() {
                let indexes = definition
                    .soft_key_template_index
                    .get_mut(place)
                    .zip(definition.soft_key_info_index.get_mut(place));
                if let Some((template_index, info_index)) = indexes {
                    *template_index = keys::template_index(*key).unwrap_or(0);
                    *info_index = keys::info_index(*key).unwrap_or(0);
                }
            }
            definition
        });
        let count = count(keys::SETS.len());
        let sets = SoftKeySetRes {
            soft_key_set_offset: 0,
            soft_key_set_count: count,
            total_soft_key_set_count: count,
            definition: definition.collect(),
        };
        self.send(connection, sets);
    }

    pub(crate) fn answer_config(&mut self, connection: ConnectionId, phone: PhoneIndex) {
        let Some(session) = self.sessions.get(&connection) else {
            return;
        };
        let phone = self.directory.get(phone);
        let answer = ConfigStat {
            sid: StationIdentifier {
                device_name: phone.device.as_str().into(),
                ..Default::default()
            },
            user_name: session.text(&phone.name).as_slice().into(),
            server_name: session.text(&self.config.server_name).as_slice().into(),
            number_of_lines: phone.buttons.lines(),
            number_of_speed_dials: phone.buttons.speed_dials(),
        };
        self.send(connection, answer);
    }

    pub(crate) fn answer_line(
        &mut self,
        connection: ConnectionId,
        phone: PhoneIndex,
        line_number: u32,
    ) {
        let Some(session) = self.sessions.get(&connection) else {
            return;
        };
        let entry = self.directory.get(phone);
        let number = entry.line_number(line_number).unwrap_or_default();
        let (name, label) = if number.is_empty() {
            (Vec::new(), Vec::new())
        } else {
            let label = match self.directory.settings(&number).label.as_str() {
                "" => &number,
                label => label,
            };
            let name = self.directory.name_at(phone, line_number);
            (session.text(name), session.text(label))
        };
        let message: Message = if session.has_dynamic_lines() {
            LineStatV2 {
                line_number,
                line_type: SHOW_ALL.into(),
                line_dir_number: number.as_str().into(),
                line_fully_qualified_display_name: name.as_slice().into(),
                line_text_label: label.as_slice().into(),
            }
            .into()
        } else {
            LineStat {
                line_number,
                line_dir_number: number.as_str().into(),
                line_fully_qualified_display_name: name.as_slice().into(),
                line_text_label: label.as_slice().into(),
                line_display_options: SHOW_ALL.into(),
            }
            .into()
        };
        self.send(connection, message);
    }

    pub(crate) fn answer_forward(
        &mut self,
        connection: ConnectionId,
        phone: PhoneIndex,
        line_number: u32,
    ) {
        let status = self.forward_status(phone, line_number);
        self.send(connection, status);
    }

    pub(crate) fn answer_speed_dial(
        &mut self,
        connection: ConnectionId,
        phone: PhoneIndex,
        index: u32,
    ) {
        let Some(session) = self.sessions.get(&connection) else {
            return;
        };
        let buttons = &self.directory.get(phone).buttons;
        let (number, label) = buttons.speed_dial(index).unwrap_or_default();
        let label = session.text(label);
        let message: Message = if session.is_dynamic() {
            SpeedDialStatV2 {
                speed_dial_number: index,
                speed_dial_dir_number: number.into(),
                speed_dial_display_name: label.as_slice().into(),
            }
            .into()
        } else {
            SpeedDialStat {
                speed_dial_number: index,
                speed_dial_dir_number: number.into(),
                speed_dial_display_name: label.as_slice().into(),
            }
            .into()
        };
        self.send(connection, message);
    }

    pub(crate) fn answer_service_url(
        &mut self,
        connection: ConnectionId,
        phone: PhoneIndex,
        service_url_index: u32,
    ) {
        let Some(session) = self.sessions.get(&connection) else {
            return;
        };
        let buttons = &self.directory.get(phone).buttons;
        let (url, label) = buttons.service(service_url_index).unwrap_or_default();
        let label = session.text(label);
        let message: Message = if session.is_dynamic() {
            ServiceUrlStatV2 {
                service_url_index,
                service_url: url.into(),
                service_url_display_name: label.as_slice().into(),
            }
            .into()
        } else {
            ServiceUrlStat {
                service_url_index,
                service_url: url.into(),
                service_url_display_name: label.as_slice().into(),
            }
            .into()
        };
        self.send(connection, message);
    }

    pub(crate) fn answer_server(&mut self, connection: ConnectionId) {
        let Some(session) = self.sessions.get(&connection) else {
            return;
        };
        let mut answer = ServerRes::default();
        if let Some(name) = answer.server_name.first_mut() {
            *name = session.text(&self.config.server_name).as_slice().into();
        }
        if let Some(address) = answer.server_ip_addr.first_mut() {
            *address = session.local.ip().into();
        }
        if let Some(port) = answer.server_tcp_listen_port.first_mut() {
            *port = u32::from(session.local.port());
        }
        self.send(connection, answer);
    }
}

/// The type of a button on the wire; phones without busy lamps get speed dials with a lamp.
fn button_type(button: &ButtonConfig, session: &Session) -> ButtonType {
    match button {
        ButtonConfig::Line(_) => ButtonType::LINE,
        ButtonConfig::BusyLamp { .. } if session.has_busy_lamps() => ButtonType::BLF_SPEED_DIAL,
        ButtonConfig::SpeedDial { .. } | ButtonConfig::BusyLamp { .. } => ButtonType::SPEED_DIAL,
        ButtonConfig::Feature { feature, .. } => *feature,
        ButtonConfig::Service { .. } => ButtonType::SERVICE_URL,
        ButtonConfig::Unused => ButtonType::UNUSED,
    }
}

fn definition(instance: u32, kind: ButtonType) -> ButtonDefinition {
    // Instances are at most as many as buttons.
    ButtonDefinition {
        instance_number: u8::try_from(instance).unwrap_or(0),
        button_definition: kind,
    }
}

/// How many there are, as the wire counts.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
