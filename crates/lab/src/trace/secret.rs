//! What a trace must not show: keys never, dialled digits only when asked for.

use sccp::{Packet, Tail, Value};

use crate::conversation::TracedMessage;

/// The fields of a packet that its layout has, with their names.
pub(super) fn fields(packet: &Packet) -> Vec<(&'static str, Value)> {
    let Value::Struct(mut fields) = packet.message.value() else {
        return Vec::new();
    };
    let kind = sccp::MessageKind::find(packet.message.id());
    let layout = packet.layout.number();
    fields.retain(|(name, _)| {
        let field = kind.and_then(|kind| kind.fields.iter().find(|field| field.name == *name));
        field.is_none_or(|field| (field.since..=field.until).contains(&layout))
    });
    fields
}

/// The bytes after what the layout explains, or how many there are if they may be
/// a part of a key.
pub(super) fn surplus(packet: &Packet) -> Option<Value> {
    let Tail::Surplus(surplus) = &packet.tail else {
        return None;
    };
    Some(if holds_key(&packet.message.value()) {
        Value::Hidden(surplus.len())
    } else {
        Value::Bytes(surplus.clone())
    })
}

/// Why the bytes of a message's body must not be shown, if they must not.
pub(super) fn reason_to_hide(message: &TracedMessage, digits: bool) -> Option<&'static str> {
    let packet = match &message.packet {
        Ok(packet) => packet,
        // Nothing says where in it a digit stands.
        Err(_) if digits => return None,
        Err(_) => return Some("not decoded"),
    };
    // The bytes may hold a key though the fields say that none is in use.
    if holds_key(&packet.message.value()) {
        return Some("may hold keys");
    }
    (!digits && holds_digits(&packet.message.value())).then_some("dialled digits")
}

fn holds_key(value: &Value) -> bool {
    any(value, &|value| matches!(value, Value::Hidden(_)))
}

fn holds_digits(value: &Value) -> bool {
    any(value, &|value| matches!(value, Value::Digits(_)))
}

fn any(value: &Value, is: &impl Fn(&Value) -> bool) -> bool {
    is(value)
        || match value {
            Value::List(values) => values.iter().any(|value| any(value, is)),
            Value::Struct(fields) => fields.iter().any(|(_, value)| any(value, is)),
            Value::Digits(value) => any(value, is),
            _ => false,
        }
}
