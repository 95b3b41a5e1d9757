//! The buttons as the screen shows them, made afresh from what stands behind them.

use super::{Entry, Feature, Features, LINE, Lines, VOICEMAIL};
use crate::keys::{ButtonTemplate, built_in_label, is_feature, stimulus_of};
use crate::{CallState, Lamp, LampColour, Language, LineKey, LineKeyKind, Presence};

/// What else the buttons show.
pub(crate) struct Around<'a> {
    pub(crate) language: Language,
    pub(crate) template: &'a ButtonTemplate,
    pub(crate) features: &'a Features,
    /// What the one of a number is doing, when that is watched.
    pub(crate) presence: &'a dyn Fn(&str) -> Option<Presence>,
    /// The state that the calls of a line give its button.
    pub(crate) line_state: &'a dyn Fn(u32) -> CallState,
}

impl Lines {
    /// The buttons as the screen shows them.
    pub(crate) fn keys(&self, around: &Around<'_>) -> Vec<LineKey> {
        let buttons = around.template.buttons();
        let is_button = |wanted: u32, at: u32| {
            buttons
                .iter()
                .any(|(kind, instance)| stimulus_of(*kind) == wanted && *instance == at)
        };
        buttons
            .iter()
            .enumerate()
            .map(|(at, (kind, instance))| {
                let key = LineKey {
                    position: at + 1,
                    kind: *kind,
                    instance: *instance,
                    ..LineKey::default()
                };
                match kind {
                    LineKeyKind::Unused => key,
                    LineKeyKind::Line => self.line_key(key, around),
                    LineKeyKind::SpeedDial => self.speed_dial_key(key, around),
                    LineKeyKind::Service => self.service_key(key),
                    LineKeyKind::Feature | LineKeyKind::Other(_) => {
                        // Only feature buttons are told under another type than theirs.
                        let feature = around.features.of_button(
                            stimulus_of(*kind),
                            *instance,
                            |button_type| !is_feature(*kind) || is_button(button_type, *instance),
                        );
                        self.feature_key(key, feature, around.language)
                    }
                }
            })
            .collect()
    }

    fn line_key(&self, key: LineKey, around: &Around<'_>) -> LineKey {
        let line = key.instance;
        let entry = self.lines.get(&line);
        let forwards = self.forwards.get(&line).cloned().unwrap_or_default();
        let elsewhere = || self.elsewhere.get(&line).copied().unwrap_or_default();
        let call_state = match (around.line_state)(line) {
            CallState::Idle => elsewhere(),
            state => state,
        };
        LineKey {
            label: entry.map_or("", Entry::text).to_owned(),
            number: entry.map_or("", |entry| &entry.number).to_owned(),
            lamp: self.lamp(LINE, line).unwrap_or_default(),
            colour: colour_of(call_state),
            call_state,
            message_waiting: self.lamp(VOICEMAIL, line).unwrap_or_default(),
            forwarded_to: forwards.all,
            forwarded_busy_to: forwards.busy,
            forwarded_no_answer_to: forwards.no_answer,
            ..key
        }
    }

    fn speed_dial_key(&self, key: LineKey, around: &Around<'_>) -> LineKey {
        let entry = self.speed_dials.get(&key.instance);
        let number = entry.map_or("", |entry| &entry.number);
        let presence = (around.presence)(number);
        let (lamp, colour) = match presence {
            Some(Presence::InUse | Presence::DoNotDisturb) => (Lamp::On, LampColour::Red),
            Some(Presence::Alerting) => (Lamp::Flash, LampColour::Amber),
            _ => (Lamp::Off, LampColour::None),
        };
        LineKey {
            label: entry.map_or("", Entry::text).to_owned(),
            number: number.to_owned(),
            lamp: self.told_lamp(&key).unwrap_or(lamp),
            colour,
            presence,
            ..key
        }
    }

    fn service_key(&self, key: LineKey) -> LineKey {
        let entry = self.services.get(&key.instance);
        LineKey {
            label: entry.map_or("", Entry::text).to_owned(),
            number: entry.map_or("", |entry| &entry.number).to_owned(),
            lamp: self.told_lamp(&key).unwrap_or_default(),
            ..key
        }
    }

    fn feature_key(&self, key: LineKey, feature: Option<&Feature>, language: Language) -> LineKey {
        // Busy lamp fields are told as features; some servers tell their numbers as speed dials.
        let dial = self
            .speed_dials
            .get(&key.instance)
            .filter(|_| key.kind != LineKeyKind::Feature);
        let built_in = built_in_label(stimulus_of(key.kind));
        let label = [
            feature.map_or("", |feature| &feature.label),
            dial.map_or("", Entry::text),
            language.say(built_in).unwrap_or(built_in),
        ];
        let label = label.into_iter().find(|label| !label.is_empty());
        LineKey {
            label: label.unwrap_or_default().to_owned(),
            number: dial.map_or("", |entry| &entry.number).to_owned(),
            lamp: self
                .told_lamp(&key)
                .or_else(|| feature.map(Feature::lamp))
                .unwrap_or_default(),
            colour: feature.map(Feature::colour).unwrap_or_default(),
            icon: feature.map(Feature::icon).unwrap_or_default(),
            presence: feature.and_then(Feature::presence),
            ..key
        }
    }

    fn told_lamp(&self, key: &LineKey) -> Option<Lamp> {
        self.lamp(stimulus_of(key.kind), key.instance)
    }
}

/// The colour of a line button, as on a 7970.
const fn colour_of(state: CallState) -> LampColour {
    match state {
        CallState::Idle | CallState::OnHook => LampColour::None,
        CallState::RingIn | CallState::CallWaiting | CallState::HoldRevert | CallState::Whisper => {
            LampColour::Amber
        }
        CallState::CallRemoteMultiline | CallState::RemoteHold => LampColour::Red,
        _ => LampColour::Green,
    }
}
