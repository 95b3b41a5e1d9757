//! The scripted server that the phone registers with: what it has, and how it answers.

use std::collections::VecDeque;

use sccp::{Message, Packet, ProtocolVersion};
use station::Input;

use super::{Rig, select};

/// Buttons in one message of the template; more come in further ones.
const BUTTONS_IN_PART: usize = 42;

/// How the scripted server answers.
#[derive(Clone, Debug)]
pub struct ServerKind {
    /// Version byte of RegisterAck; `None`: the 12-byte form.
    pub version_byte: Option<u8>,
    pub keepalive: u32,
    /// Ids of requests that are never answered.
    pub silent_about: Vec<u32>,
    pub buttons: Vec<(u8, u8)>,
    /// Soft key labels with their events.
    pub soft_keys: Vec<(Vec<u8>, u32)>,
    /// Sets: template indexes, 1 the first.
    pub sets: Vec<Vec<u8>>,
    pub acknowledges_unregister: bool,
}

/// A label of the phrase dictionary.
pub fn token(phrase: u8) -> Vec<u8> {
    vec![0x80, phrase]
}

impl Default for ServerKind {
    /// A modern server of one line and one speed dial.
    fn default() -> Self {
        Self {
            version_byte: Some(22),
            keepalive: 30,
            silent_about: Vec::new(),
            buttons: vec![(1, 9), (1, 2)],
            soft_keys: vec![
                (token(1), 1),
                (token(2), 2),
                (token(3), 3),
                (token(9), 9),
                (token(10), 10),
                (token(11), 11),
                (token(8), 8),
                (b"Trnsfer".to_vec(), 4),
                (b"Park".to_vec(), 14),
                (b"Confrn".to_vec(), 13),
            ],
            sets: vec![
                vec![1, 2],
                vec![3, 4, 8, 9, 10],
                vec![5, 2],
                vec![6, 4],
                vec![1, 4],
                vec![4],
                vec![7, 4],
                vec![4],
                vec![4],
            ],
            acknowledges_unregister: true,
        }
    }
}

impl ServerKind {
    /// Asterisk 16 as seen on the wire: 48 as version, and silent about much.
    pub fn asterisk() -> Self {
        Self {
            version_byte: Some(48),
            silent_about: vec![0x000c, 0x0009, 0x0034],
            acknowledges_unregister: false,
            ..Self::default()
        }
    }

    /// FreeSWITCH: version byte 0.
    pub fn freeswitch() -> Self {
        Self {
            version_byte: Some(0),
            ..Self::default()
        }
    }

    /// wazo: never more than 11.
    pub fn wazo() -> Self {
        Self {
            version_byte: Some(11),
            silent_about: vec![0x0033, 0x0012, 0x002b],
            ..Self::default()
        }
    }

    /// CallManager 2: the 12-byte acknowledgement, no keepalive is answered.
    pub fn callmanager2() -> Self {
        Self {
            version_byte: None,
            silent_about: vec![0x0000],
            ..Self::default()
        }
    }
}

impl Rig {
    /// RegisterAck and what follows it.
    pub(super) fn accepted(&mut self, register: &sccp::Register) -> [Vec<u8>; 2] {
        let offered = ProtocolVersion::new(register.protocol_ver);
        self.version = ProtocolVersion::negotiate(offered, self.server.version_byte);
        let ack = sccp::RegisterAck {
            keep_alive_interval: self.server.keepalive,
            date_template: "D.M.Y".into(),
            secondary_keep_alive_interval: 60,
            max_protocol_ver: self.server.version_byte.unwrap_or(0),
            ..Default::default()
        };
        let mut ack = Packet::new(ack, self.version).encode();
        if self.server.version_byte.is_none() {
            ack.truncate(24);
            ack[0] = 16;
        }
        let capabilities = Packet::new(sccp::CapabilitiesReq::default(), self.version);
        [ack, capabilities.encode()]
    }

    pub(super) fn answer(&mut self, message: &Message, waiting: &mut VecDeque<Input>) {
        let replies: Vec<Message> = match message {
            Message::Register(register) => {
                waiting.extend(self.accepted(register).map(Input::Received));
                Vec::new()
            }
            Message::KeepAlive(_) => vec![sccp::KeepAliveAck::default().into()],
            Message::ButtonTemplateReq(_) => {
                let count = |buttons: usize| u32::try_from(buttons).expect("few buttons");
                let button = |(instance, kind): &(u8, u8)| sccp::ButtonDefinition {
                    instance_number: *instance,
                    button_definition: u32::from(*kind).into(),
                };
                let all = &self.server.buttons;
                let parts = all.chunks(BUTTONS_IN_PART).enumerate();
                let part = |(at, part): (usize, &[(u8, u8)])| sccp::ButtonTemplate {
                    button_offset: count(at * BUTTONS_IN_PART),
                    button_count: count(part.len()),
                    total_button_count: count(all.len()),
                    definition: part.iter().map(button).collect(),
                };
                parts.map(|each| part(each).into()).collect()
            }
            Message::SoftKeyTemplateReq(_) => {
                let count = u32::try_from(self.server.soft_keys.len()).expect("few keys");
                let definition = self
                    .server
                    .soft_keys
                    .iter()
                    .map(|(label, event)| sccp::SoftKeyDefinition {
                        soft_key_label: label.as_slice().into(),
                        soft_key_event: *event,
                    })
                    .collect();
                vec![
                    sccp::SoftKeyTemplateRes {
                        soft_key_offset: 0,
                        soft_key_count: count,
                        total_soft_key_count: count,
                        definition,
                    }
                    .into(),
                ]
            }
            Message::SoftKeySetReq(_) => {
                let count = u32::try_from(self.server.sets.len()).expect("few sets");
                let definition = self
                    .server
                    .sets
                    .iter()
                    .map(|set| {
                        let mut places = [0; 16];
                        places[..set.len()].copy_from_slice(set);
                        sccp::SoftKeySetDefinition {
                            soft_key_template_index: places,
                            ..Default::default()
                        }
                    })
                    .collect();
                vec![
                    sccp::SoftKeySetRes {
                        soft_key_set_offset: 0,
                        soft_key_set_count: count,
                        total_soft_key_set_count: count,
                        definition,
                    }
                    .into(),
                    select(0, 0, 0),
                ]
            }
            Message::ConfigStatReq(_) => vec![sccp::ConfigStat::default().into()],
            Message::LineStatReq(req) => vec![
                sccp::LineStat {
                    line_number: req.line_number,
                    line_dir_number: format!("100{}", req.line_number).into(),
                    line_fully_qualified_display_name: "Alice".into(),
                    ..Default::default()
                }
                .into(),
            ],
            Message::ForwardStatReq(req) => {
                vec![
                    sccp::ForwardStat {
                        line_number: req.line_number,
                        ..Default::default()
                    }
                    .into(),
                ]
            }
            Message::SpeedDialStatReq(req) => vec![
                sccp::SpeedDialStat {
                    speed_dial_number: req.speed_dial_number,
                    speed_dial_dir_number: "600".into(),
                    speed_dial_display_name: "Echo".into(),
                }
                .into(),
            ],
            Message::FeatureStatReq(req) => vec![
                sccp::FeatureStat {
                    feature_index: req.feature_index,
                    feature_text_label: "Privacy".into(),
                    ..Default::default()
                }
                .into(),
            ],
            Message::TimeDateReq(_) => {
                vec![
                    sccp::DefineTimeDate {
                        year: 2026,
                        month: 6,
                        day: 5,
                        hour: 12,
                        ..Default::default()
                    }
                    .into(),
                ]
            }
            Message::Unregister(_) if self.server.acknowledges_unregister => {
                vec![sccp::UnregisterAck::default().into()]
            }
            _ => Vec::new(),
        };
        for reply in replies {
            waiting.push_back(Input::Received(Packet::new(reply, self.version).encode()));
        }
    }
}
