//! What a line key says: its sign, its light, its words.

use station::{CallState, Lamp, LampColour, LineKey, LineKeyKind, Presence};

use crate::icons::Icon;
use crate::lamps::{self, Light};
use crate::words::Words;

/// The sign of a multi-blink feature that is on.
const FILLED: u8 = 1;

/// The text beside the button.
pub(super) fn text(key: &LineKey) -> &str {
    if key.label.is_empty() {
        &key.number
    } else {
        &key.label
    }
}

/// What the button is called: `Line 1 1001`.
pub(super) fn name(words: Words, key: &LineKey) -> String {
    let kind = match key.kind {
        LineKeyKind::Line => "Line {} {}",
        LineKeyKind::SpeedDial => "Speed dial {} {}",
        LineKeyKind::Feature => "Feature {} {}",
        LineKeyKind::Service => "Service {} {}",
        LineKeyKind::Unused | LineKeyKind::Other(_) => "Button {} {}",
    };
    words
        .with(kind, &[&key.instance, &text(key)])
        .trim_end()
        .to_owned()
}

/// Everything else about it, as it is read out.
pub(super) fn description(words: Words, key: &LineKey) -> String {
    let mut parts = vec![words.say(lamps::word(key.lamp)).to_owned()];
    let mut say = |more| parts.push(words.say(more).to_owned());
    match key.call_state {
        CallState::Idle | CallState::OnHook => {}
        CallState::RingIn | CallState::CallWaiting => say("ringing"),
        CallState::Hold | CallState::HoldRevert => say("on hold"),
        CallState::CallRemoteMultiline | CallState::RemoteHold => say("in use elsewhere"),
        _ => say("in use"),
    }
    match key.presence {
        None | Some(Presence::Unknown) => {}
        Some(Presence::Idle) => say("free"),
        Some(Presence::InUse) => say("in a call"),
        Some(Presence::DoNotDisturb) => say("does not want to be disturbed"),
        Some(Presence::Alerting) => say("it rings there"),
    }
    if key.message_waiting != Lamp::Off {
        say("messages waiting");
    }
    for (how, to) in [
        ("forwarded to {}", &key.forwarded_to),
        ("when busy to {}", &key.forwarded_busy_to),
        ("without an answer to {}", &key.forwarded_no_answer_to),
    ] {
        if let Some(to) = to {
            parts.push(words.with(how, &[to]));
        }
    }
    parts.join(", ")
}

/// Where calls of a line go.
pub(super) struct Forward<'a> {
    /// All of them, and not only those that cannot be taken.
    pub(super) always: bool,
    /// The number.
    pub(super) to: &'a str,
}

/// Where calls of the line go; nothing when they stay.
pub(super) fn forward(key: &LineKey) -> Option<Forward<'_>> {
    let at_times = || {
        let busy = key.forwarded_busy_to.as_deref();
        busy.or(key.forwarded_no_answer_to.as_deref())
    };
    match key.forwarded_to.as_deref() {
        Some(to) => Some(Forward { always: true, to }),
        None => at_times().map(|to| Forward { always: false, to }),
    }
}

/// Its sign.
pub(super) fn icon(key: &LineKey) -> Icon {
    match key.presence {
        Some(Presence::InUse) => return Icon::Talking,
        Some(Presence::Alerting) => return Icon::Bell,
        Some(Presence::DoNotDisturb) => return Icon::DoNotDisturb,
        Some(Presence::Idle) => return Icon::OnHook,
        Some(Presence::Unknown) | None => {}
    }
    match key.kind {
        LineKeyKind::Line => match key.call_state {
            // The server knows more than the calls it told of.
            CallState::Idle | CallState::OnHook => match key.lamp {
                Lamp::Off => Icon::OnHook,
                Lamp::On => Icon::Elsewhere,
                Lamp::Wink => Icon::Pause,
                Lamp::Flash | Lamp::Blink => Icon::Bell,
            },
            state => Icon::of_call(state),
        },
        LineKeyKind::SpeedDial => Icon::SpeedDial,
        LineKeyKind::Service => Icon::Services,
        LineKeyKind::Feature | LineKeyKind::Unused | LineKeyKind::Other(_) => {
            if key.icon == FILLED || (key.icon == 0 && key.lamp != Lamp::Off) {
                Icon::FeatureOn
            } else {
                Icon::Feature
            }
        }
    }
}

/// The colour of its lamp.
pub(super) fn light(key: &LineKey) -> Light {
    match (key.colour, key.kind) {
        (LampColour::Green, _) => Light::Green,
        (LampColour::Red, _) => Light::Red,
        (LampColour::Amber, _) => Light::Amber,
        (LampColour::None, LineKeyKind::SpeedDial) => Light::Red,
        (LampColour::None, LineKeyKind::Line) => match key.lamp {
            Lamp::On => Light::Red,
            Lamp::Flash | Lamp::Blink => Light::Amber,
            Lamp::Off | Lamp::Wink => Light::Green,
        },
        (LampColour::None, _) => Light::Amber,
    }
}

#[cfg(test)]
mod tests {
    use station::Language;

    use super::*;

    #[test]
    fn a_line_that_is_forwarded_always_says_so_before_it_says_when_busy() {
        let mut key = LineKey {
            kind: LineKeyKind::Line,
            forwarded_busy_to: Some("1500".to_owned()),
            ..LineKey::default()
        };
        let shown =
            |key: &LineKey| forward(key).map(|forward| (forward.always, forward.to.to_owned()));
        assert_eq!(shown(&key), Some((false, "1500".to_owned())));
        key.forwarded_to = Some("1600".to_owned());
        assert_eq!(shown(&key), Some((true, "1600".to_owned())));
        assert_eq!(
            description(Words::of(Language::English), &key),
            "Lamp off, forwarded to 1600, when busy to 1500"
        );
    }

    #[test]
    fn somebody_in_a_call_is_seen_on_the_key() {
        let key = LineKey {
            kind: LineKeyKind::Feature,
            presence: Some(Presence::InUse),
            lamp: Lamp::On,
            colour: LampColour::Red,
            ..LineKey::default()
        };
        assert_eq!((icon(&key), light(&key)), (Icon::Talking, Light::Red));
        assert_eq!(
            description(Words::of(Language::English), &key),
            "Lamp on, in a call"
        );
    }

    #[test]
    fn a_feature_that_is_on_has_another_sign_than_one_that_is_off() {
        let off = LineKey {
            kind: LineKeyKind::Feature,
            ..LineKey::default()
        };
        let on = LineKey {
            lamp: Lamp::On,
            ..off.clone()
        };
        assert_ne!(icon(&off), icon(&on));
    }
}
