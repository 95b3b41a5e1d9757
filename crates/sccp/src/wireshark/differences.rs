//! What the dissector calls our fields, and what it reads otherwise than we.
//!
//! The numbers in the reasons are those of the reference's list of disagreements
//! (section 8) where it has the matter.

use std::collections::BTreeSet;
use std::net::IpAddr;

use crate::*;

/// A value under the dissector's name.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) value: String,
}

/// Fields of the frame, and the dissector's own conclusions.
pub(super) const OF_THE_FRAME: [&str; 6] = [
    "skinny.messageId",
    "skinny.hdr_version",
    "skinny.data_length",
    "skinny.response_in",
    "skinny.response_to",
    "skinny.response_time",
];

/// First version with addresses of either kind, and with the forms around it.
const TYPED: u8 = 17;

/// A difference that is known: where it is, and why.
struct Difference {
    reason: &'static str,
    /// The message, its version, the field without its prefix.
    is: fn(&Packet, u8, &str) -> bool,
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        reason: "Its declarations lack the message",
        is: |packet, _, _| {
            matches!(
                packet.message.id(),
                0x0011 | 0x008C | 0x008D | 0x009C | 0xFF00
            )
        },
    },
    Difference {
        reason: "Reads them where the length is above 100, and phones of old send 68 bytes",
        is: |packet, version, name| {
            let late = ["activeConferences", "ipV4AddressScope", "macAddress"];
            packet.message.id() == 0x0001 && version < TYPED && late.contains(&name)
        },
    },
    Difference {
        reason: "Reads it where the length is above 191, though it ends at 176",
        is: |packet, _, name| packet.message.id() == 0x0001 && name == "configVersionStamp",
    },
    Difference {
        reason: "20: reads the number where the length is above 12 and 16, phones send just that",
        is: |packet, _, name| {
            matches!(
                (packet.message.id(), name),
                (0x0027, "unRegReasonCode") | (0x0034, "featureCapabilities")
            )
        },
    },
    Difference {
        reason: "3: takes the form of version 20 for that of 22; a phone was captured",
        is: |packet, version, _| packet.message.id() == 0x0023 && version == 20,
    },
    Difference {
        reason: "15: expects 64 characters, two servers want 256",
        is: |packet, _, name| packet.message.id() == 0x0048 && name == "subscriptionID",
    },
    Difference {
        reason: "6: expects six characters and padding, senders fill eight",
        is: |packet, _, name| packet.message.id() == 0x0081 && name == "alignmentPadding",
    },
    Difference {
        reason: "2: expects 13 texts at every version, but 12 are sent below 16",
        is: |packet, version, name| {
            packet.message.id() == 0x014A
                && version < 16
                && (name.contains("Party") || name.contains("Mailbox"))
        },
    },
    Difference {
        reason: "2: expects the hunt pilot from 17 on, but a server sends it from 16 on",
        is: |packet, version, name| {
            packet.message.id() == 0x014A && version == 16 && name.starts_with("HuntPilot")
        },
    },
    Difference {
        reason: "18: reads the index only",
        is: |packet, _, name| packet.message.id() == 0x0148 && name != "serviceURLIndex",
    },
    Difference {
        reason: "Loses its place behind a union whose case it does not fill up to its size",
        is: |packet, _, name| {
            let (codec, capability) = match &packet.message {
                Message::OpenMultiMediaReceiveChannel(m) => (m.compression_type, m.capability),
                Message::StartMultiMediaTransmission(m) => (m.compression_type, m.capability),
                _ => return false,
            };
            let filled =
                VIDEO_CODECS.contains(&codec) && capability.video().picture_format_count == 5;
            // What stands before the union it reads well.
            !filled && BEHIND_THE_UNION.iter().any(|start| name.starts_with(start))
        },
    },
    Difference {
        reason: "Calls a frame malformed whose text of XML is empty",
        is: |packet, _, name| {
            let services = [0x002E, 0x002F, 0x0041, 0x0042, 0x011E, 0x013F];
            services.contains(&packet.message.id())
                && name == "(malformed)"
                && packet.to_frame().body.get(16..20) == Some(&[0; 4])
        },
    },
    Difference {
        reason: "Shows the text of XML a second time",
        is: |_, _, name| name == "xmlData",
    },
];

/// Codecs whose parameters the dissector knows and fills up to their size.
pub(super) const VIDEO_CODECS: [PayloadType; 4] = [
    PayloadType::H261,
    PayloadType::H263,
    PayloadType::VIEO,
    PayloadType::H264,
];

const BEHIND_THE_UNION: [&str; 13] = [
    "algorithmID",
    "keylen",
    "saltlen",
    "key",
    "salt",
    "isMKIPresent",
    "streamPassThroughId",
    "associatedStreamId",
    "ipv4or6",
    "sourceIpAddr",
    "sourcePortNumber",
    "requestedIpAddrType",
    "(malformed)",
];

/// Why a field is read otherwise, `None` if there is no reason.
pub(super) fn why(packet: &Packet, name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("skinny.").unwrap_or(name);
    DIFFERENCES
        .iter()
        .find(|difference| (difference.is)(packet, packet.layout.number(), name))
        .map(|difference| difference.reason)
}

/// All reasons.
pub(super) fn reasons() -> BTreeSet<&'static str> {
    DIFFERENCES
        .iter()
        .map(|difference| difference.reason)
        .collect()
}

/// The values of a packet under the dissector's names, in the order of the wire.
pub(super) fn names_of(packet: &Packet) -> Vec<Named> {
    let Value::Struct(values) = packet.message.value() else {
        panic!("a message is a struct: {packet}");
    };
    let kind = MessageKind::find(packet.message.id()).expect("a declared message");
    let mut names = Names {
        packet,
        all: Vec::new(),
    };
    for (declared, (name, value)) in kind.fields.iter().zip(values) {
        if (declared.since..=declared.until).contains(&packet.layout.number()) {
            names.add(name, &value);
        }
    }
    if let Some(key) = key_of(&packet.message) {
        names.push("keylen", key.key_len);
        names.push("saltlen", key.salt_len);
        key.key().iter().for_each(|byte| names.push("key", byte));
        key.salt().iter().for_each(|byte| names.push("salt", byte));
    }
    if let Some(features) = features_of(&packet.message) {
        let [first, bits @ ..] = features.0;
        names.push("unknown", first);
        names.bits(&FEATURE_BITS, u16::from_le_bytes(bits).into());
    }
    names.all
}

struct Names<'a> {
    packet: &'a Packet,
    all: Vec<Named>,
}

impl Names<'_> {
    fn push(&mut self, name: &str, value: impl ToString) {
        self.all.push(Named {
            name: format!("skinny.{}", name.replace('_', ".")),
            value: value.to_string(),
        });
    }

    fn add(&mut self, name: &'static str, value: &Value) {
        match (name, value) {
            ("partyPIRestrictionBits", Value::Bits(bits)) => self.bits(&RESTRICTION_BITS, *bits),
            ("validKeyMask", Value::Bits(bits)) => {
                for bit in 0..16 {
                    self.push(&format!("SoftKeyMask.SoftKey{}", bit + 1), bits >> bit & 1);
                }
            }
            ("lineType", Value::Bits(bits)) => self.bits(&LINE_BITS, *bits),
            ("h263_capability_bitfield", Value::Bits(bits)) => {
                for bit in 0..32 {
                    self.push(&format!("Generic.Bitfield.Bit{}", bit + 1), bits >> bit & 1);
                }
            }
            // Before 11 it does not ask which codec it is.
            ("codecParams", Value::Struct(parts)) if self.packet.layout.number() < 11 => {
                let bytes = parts.iter().map(|(name, value)| match value {
                    Value::Number(number) => (*name, *number),
                    _ => panic!("numbers only"),
                });
                let rate = match bytes.collect::<Vec<_>>()[..] {
                    [("g723BitRate", rate)] => rate,
                    [(_, a), (_, b), (_, c), (_, d)] => a | b << 8 | c << 16 | d << 24,
                    _ => panic!("one number or four"),
                };
                self.push("g723BitRate", rate);
            }
            ("macAddress", Value::Bytes(bytes)) => {
                let digits: Vec<_> = bytes[..6]
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                self.push("macAddress", digits.join(":"));
            }
            (_, Value::Address(address)) => self.address(name, *address),
            (_, Value::Text(text)) => {
                match (self.packet.message.id(), name) {
                    (_, "xmldata" | "passThruData") => self.push("dataLength", text.len()),
                    (_, "data") if self.packet.layout.number() >= 11 => {
                        self.push("dataSize", text.len());
                    }
                    _ => {}
                }
                match (self.packet.message.id(), name) {
                    (0x009E, "serverName") => self.push("ServerName", text),
                    _ => self.push(name, text),
                }
            }
            // It shows what may be negative as if it could not be.
            (_, Value::Number(number)) if *number < 0 => self.push(name, *number as u32),
            (_, Value::Number(number)) => self.push(name, number),
            (_, Value::Named(number, _) | Value::Bits(number)) => self.push(name, number),
            (_, Value::Digits(value)) => self.add(name, value),
            (_, Value::List(values)) => values.iter().for_each(|value| self.add(name, value)),
            // Parts of a structure have names of their own. The one that is there
            // twice is so from 16 on.
            (_, Value::Struct(parts)) => {
                for (at, (name, value)) in parts.iter().enumerate() {
                    let again = parts[..at].iter().any(|(before, _)| before == name);
                    if !again || self.packet.layout.number() >= 16 {
                        self.add(name, value);
                    }
                }
            }
            // Unions without a case, and keys, which are added apart.
            (_, Value::Bytes(_) | Value::Hidden(_)) => {}
        }
    }

    fn bits(&mut self, names: &[(&str, u32)], bits: u32) {
        for (name, mask) in names {
            self.push(name, u8::from(bits & mask != 0));
        }
    }

    /// Addresses of either kind have the kind in their name.
    fn address(&mut self, name: &str, address: IpAddr) {
        let typed = self.packet.layout.number() >= TYPED;
        let kind = if address.is_ipv4() { "ipv4" } else { "ipv6" };
        let name = match (self.packet.message.id(), name, address) {
            // Shown as if the bytes stood the other way round.
            (0x0029 | 0x8000, "stationIpAddr", IpAddr::V4(ip)) => {
                let [a, b, c, d] = ip.octets();
                return self.push(name, IpAddr::from([d, c, b, a]));
            }
            (0x0001, ..) => return self.push(name, address),
            (0x009E, ..) if !typed => return self.push("stationIpAddr", address),
            (0x009E, ..) => "stationIpAddr",
            _ => name,
        };
        if typed {
            self.push("ipv4or6", u8::from(address.is_ipv6()));
        }
        self.push(&format!("{name}.{kind}"), address);
    }
}

/// The key of a message, which no value shows.
fn key_of(message: &Message) -> Option<&EncryptionInfo> {
    Some(match message {
        Message::OpenReceiveChannel(m) => &m.m_rx_media_encryption_key_info,
        Message::StartMediaTransmission(m) => &m.m_tx_media_encryption_key_info,
        Message::OpenMultiMediaReceiveChannel(m) => &m.m_rx_media_encryption_key_info,
        Message::StartMultiMediaTransmission(m) => &m.m_tx_media_encryption_key_info,
        _ => return None,
    })
}

/// 5: it has other names for two of the bits, and reads them all the same.
fn features_of(message: &Message) -> Option<Features> {
    match message {
        Message::Register(m) => Some(m.features),
        Message::RegisterAck(m) => Some(m.features),
        _ => None,
    }
}

const FEATURE_BITS: [(&str, u32); 16] = [
    ("PhoneFeatures.Bit1", 0x0001),
    ("PhoneFeatures.Bit2", 0x0002),
    ("PhoneFeatures.Bit3", 0x0004),
    ("PhoneFeatures.Bit4", 0x0008),
    ("PhoneFeatures.UTF8", 0x0010),
    ("PhoneFeatures.Bit6", 0x0020),
    ("PhoneFeatures.Bit7", 0x0040),
    ("PhoneFeatures.DynamicMessages", 0x0080),
    ("PhoneFeatures.Bit9", 0x0100),
    ("PhoneFeatures.RFC2833", 0x0200),
    ("PhoneFeatures.Bit11", 0x0400),
    ("PhoneFeatures.Bit12", 0x0800),
    ("PhoneFeatures.Bit13", 0x1000),
    ("PhoneFeatures.Bit14", 0x2000),
    ("PhoneFeatures.Bit15", 0x4000),
    ("PhoneFeatures.Abbreviated.Dial", 0x8000),
];

const RESTRICTION_BITS: [(&str, u32); 13] = [
    ("RestrictInformationType.CallingPartyName", 0x01),
    ("RestrictInformationType.CallingPartyNumber", 0x02),
    ("RestrictInformationType.CallingParty", 0x03),
    ("RestrictInformationType.CalledPartyName", 0x04),
    ("RestrictInformationType.CalledPartyNumber", 0x08),
    ("RestrictInformationType.CalledParty", 0x0C),
    ("RestrictInformationType.OriginalCalledPartyName", 0x10),
    ("RestrictInformationType.OriginalCalledPartyNumber", 0x20),
    ("RestrictInformationType.OriginalCalledParty", 0x30),
    ("RestrictInformationType.LastRedirectPartyName", 0x40),
    ("RestrictInformationType.LastRedirectPartyNumber", 0x80),
    ("RestrictInformationType.LastRedirectParty", 0xC0),
    ("RestrictInformationType.BitsReserved", 0xFFFF_FF00),
];

const LINE_BITS: [(&str, u32); 4] = [
    ("OrigDialed", 1),
    ("RedirDialed", 2),
    ("CallingPartyNumber", 4),
    ("CallingPartyName", 8),
];
