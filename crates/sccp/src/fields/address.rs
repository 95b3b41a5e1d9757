//! IP addresses: network-order bytes, with a type in front from version 17 on.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::{IpAddrType, ProtocolVersion, Reader, Value, Wire, Writer};

/// The `ip4or6` field: 4 bytes of IPv4 before version 17, from then on a type
/// and 16 bytes (IPv4 in the first four).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Address {
    /// What the bytes are; [`IpAddrType::V4`] in the old form.
    pub kind: IpAddrType,
    /// The bytes as on the wire.
    pub bytes: [u8; 16],
}

impl Address {
    /// First version with the typed form.
    const TYPED_SINCE: u8 = 17;

    /// The address, `None` if its type is neither IPv4 nor IPv6.
    #[must_use]
    pub fn ip(&self) -> Option<IpAddr> {
        let [a, b, c, d, tail @ ..] = self.bytes;
        let v4 = Ipv4Addr::new(a, b, c, d);
        match self.kind {
            IpAddrType::V4 => Some(v4.into()),
            IpAddrType::V6 => Some(Ipv6Addr::from(self.bytes).into()),
            // The field has room for one address only; senders that say "both"
            // are read by what fills it.
            IpAddrType::V4_V6 if tail == [0; 12] => Some(v4.into()),
            IpAddrType::V4_V6 => Some(Ipv6Addr::from(self.bytes).into()),
            _ => None,
        }
    }
}

impl From<Ipv4Addr> for Address {
    fn from(ip: Ipv4Addr) -> Self {
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&ip.octets());
        Self {
            kind: IpAddrType::V4,
            bytes,
        }
    }
}

impl From<Ipv6Addr> for Address {
    fn from(ip: Ipv6Addr) -> Self {
        Self {
            kind: IpAddrType::V6,
            bytes: ip.octets(),
        }
    }
}

impl From<IpAddr> for Address {
    fn from(ip: IpAddr) -> Self {
        match ip {
            IpAddr::V4(ip) => ip.into(),
            IpAddr::V6(ip) => ip.into(),
        }
    }
}

impl Wire for Address {
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.has(Self::TYPED_SINCE, u8::MAX) {
            Self {
                kind: Wire::read(reader),
                bytes: reader.array(),
            }
        } else {
            let mut bytes = [0; 16];
            bytes[..4].copy_from_slice(&reader.array::<4>());
            Self {
                kind: IpAddrType::V4,
                bytes,
            }
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if writer.has(Self::TYPED_SINCE, u8::MAX) {
            self.kind.write(writer);
            writer.put(&self.bytes);
        } else if let Some(IpAddr::V4(ip)) = self.ip() {
            writer.put(&ip.octets());
        } else {
            // The old form has no room for anything but IPv4.
            writer.put(&[0; 4]);
        }
    }

    fn value(&self) -> Value {
        match self.ip() {
            Some(ip) => Value::Address(ip),
            None => Value::Struct(vec![
                ("type", self.kind.value()),
                ("bytes", Value::Bytes(self.bytes.to_vec())),
            ]),
        }
    }

    fn size(layout: ProtocolVersion) -> Option<usize> {
        Some(if layout.number() >= Self::TYPED_SINCE {
            20
        } else {
            4
        })
    }
}

macro_rules! plain {
    ($(#[$meta:meta])* $name:ident, $ip:ident, $size:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub $ip);

        impl Default for $name {
            fn default() -> Self {
                Self($ip::UNSPECIFIED)
            }
        }

        impl From<$ip> for $name {
            fn from(ip: $ip) -> Self {
                Self(ip)
            }
        }

        impl Wire for $name {
            fn read(reader: &mut Reader<'_>) -> Self {
                Self($ip::from(reader.array::<$size>()))
            }

            fn write(&self, writer: &mut Writer<'_>) {
                writer.put(&self.0.octets());
            }

            fn value(&self) -> Value {
                Value::Address(self.0.into())
            }

            fn size(_: ProtocolVersion) -> Option<usize> {
                Some($size)
            }
        }
    };
}

plain!(
    /// An IPv4 address in 4 bytes at every version.
    Ipv4Field, Ipv4Addr, 4
);
plain!(
    /// An IPv6 address in 16 bytes.
    Ipv6Field, Ipv6Addr, 16
);
