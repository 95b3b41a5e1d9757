//! Protocol versions: how they are agreed and what the header says about them.
//!
//! Which fields a version has stands at the fields themselves, in `messages`.
//! Source: the reference, sections 1.1 and 2.

use std::fmt;

use crate::{Charset, Reader, Value, Wire, Writer};

/// A protocol version, always between 3 and 22.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProtocolVersion(u8);

impl ProtocolVersion {
    /// The base layouts; what a server without a version byte speaks.
    pub const OLDEST: Self = Self(3);
    /// The newest version with a known layout.
    pub const NEWEST: Self = Self(22);
    /// First version whose frames carry it in the header (reference 1.1).
    const FIRST_IN_HEADER: Self = Self(10);

    /// The version of that number, moved into 3..=22.
    #[must_use]
    pub const fn new(number: u8) -> Self {
        if number < Self::OLDEST.0 {
            Self::OLDEST
        } else if number > Self::NEWEST.0 {
            Self::NEWEST
        } else {
            Self(number)
        }
    }

    /// The version of a layout, which may be that of CallManager 2: nobody agrees
    /// on it, its forms are told by their length.
    pub(crate) const fn of_layout(number: u8) -> Self {
        if number == 2 {
            Self(2)
        } else {
            Self::new(number)
        }
    }

    /// The number, 3 to 22.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The version both ends use (reference 2.1): `offered` is what the station
    /// offered, `acknowledged` the version byte of RegisterAck, `None` when the
    /// acknowledgement was too short to have one.
    ///
    /// A missing or zero byte means 3; a byte above the offer (Asterisk sends
    /// 48) means the offer.
    #[must_use]
    pub fn negotiate(offered: Self, acknowledged: Option<u8>) -> Self {
        match acknowledged {
            None | Some(0) => Self::OLDEST,
            Some(byte) => Self::new(byte).min(offered),
        }
    }

    /// The header version of a message with that id under this version: 0 below
    /// 10, and 0 for what is sent outside the negotiation (Register,
    /// RegisterAck, KeepAlive, KeepAliveAck, UnregisterAck).
    #[must_use]
    pub fn header_version(self, message_id: u32) -> u32 {
        match message_id {
            0x0000 | 0x0001 | 0x0081 | 0x0100 | 0x0118 => 0,
            _ if self < Self::FIRST_IN_HEADER => 0,
            _ => u32::from(self.0),
        }
    }

    /// The version a header names, `None` when it names none (0).
    #[must_use]
    pub fn from_header(header_version: u32) -> Option<Self> {
        if header_version == 0 {
            None
        } else {
            Some(Self::new(u8::try_from(header_version).unwrap_or(u8::MAX)))
        }
    }

    /// All versions, oldest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (Self::OLDEST.0..=Self::NEWEST.0).map(Self)
    }
}

impl Default for ProtocolVersion {
    /// [`ProtocolVersion::OLDEST`]: what holds before anything was agreed.
    fn default() -> Self {
        Self::OLDEST
    }
}

impl fmt::Display for ProtocolVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The three feature bytes of Register (offset 41) and RegisterAck (offset 17).
///
/// Which bit means what is borne out by captures only in part (reference 2.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(pub [u8; 3]);

impl Features {
    /// What an IP Communicator class station announces: port requests, UTF-8,
    /// dynamic messages, RFC 2833, abbreviated dialling, and two bits every phone
    /// sets.
    pub const STATION: Self = Self([0x00, 0x72, 0x85]);
    /// What a server answers from version 11 on.
    pub const SERVER: Self = Self([0x20, 0xF1, 0xFF]);

    /// Strings are UTF-8 (else Latin-1).
    #[must_use]
    pub const fn utf8(self) -> bool {
        self.0[1] & 0x10 != 0
    }

    /// The character set of a server with these features.
    #[must_use]
    pub const fn charset(self) -> Charset {
        if self.utf8() {
            Charset::Utf8
        } else {
            Charset::Latin1
        }
    }

    /// The same features, with UTF-8 announced only by a phone that reads it.
    #[must_use]
    pub const fn in_charset(self, charset: Charset) -> Self {
        const UTF8: u8 = 0x10;
        let [first, strings, third] = self.0;
        let strings = match charset {
            Charset::Utf8 => strings | UTF8,
            Charset::Latin1 | Charset::Other(_) => strings & !UTF8,
        };
        Self([first, strings, third])
    }

    /// Port requests are supported (PortReq, PortRes).
    #[must_use]
    pub const fn port_requests(self) -> bool {
        self.0[1] & 0x02 != 0
    }

    /// Dynamic messages are supported (ids from 0x0142 on).
    #[must_use]
    pub const fn dynamic_messages(self) -> bool {
        self.0[2] & 0x01 != 0
    }

    /// RFC 2833 telephone events are supported.
    #[must_use]
    pub const fn rfc2833(self) -> bool {
        self.0[2] & 0x04 != 0
    }

    /// Abbreviated dialling is supported.
    #[must_use]
    pub const fn abbreviated_dial(self) -> bool {
        self.0[2] & 0x80 != 0
    }
}

impl Wire for Features {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(reader.array())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.put(&self.0);
    }

    fn value(&self) -> Value {
        Value::Bytes(self.0.to_vec())
    }

    fn size(_: ProtocolVersion) -> Option<usize> {
        Some(3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: ProtocolVersion = ProtocolVersion::new(17);

    fn agreed(byte: Option<u8>) -> u8 {
        ProtocolVersion::negotiate(OFFERED, byte).number()
    }

    #[test]
    fn takes_the_lower_of_both_versions() {
        assert_eq!(agreed(Some(11)), 11);
        assert_eq!(agreed(Some(17)), 17);
        assert_eq!(agreed(Some(22)), 17);
    }

    #[test]
    fn takes_three_from_a_server_that_names_none() {
        assert_eq!(agreed(None), 3);
        assert_eq!(agreed(Some(0)), 3);
        assert_eq!(agreed(Some(1)), 3);
    }

    #[test]
    fn takes_the_offer_where_the_server_sends_a_letter() {
        assert_eq!(agreed(Some(b'0')), 17);
    }

    #[test]
    fn header_tells_the_version_from_ten_on_but_never_in_the_registration() {
        for (version, header) in [(3, 0), (9, 0), (10, 10), (17, 17), (22, 22)] {
            let version = ProtocolVersion::new(version);
            assert_eq!(version.header_version(0x0003), header);
            for id in [0x0000, 0x0001, 0x0081, 0x0100, 0x0118] {
                assert_eq!(version.header_version(id), 0, "0x{id:04X}");
            }
        }
        assert_eq!(ProtocolVersion::from_header(0), None);
        assert_eq!(ProtocolVersion::from_header(17), Some(OFFERED));
        assert_eq!(
            ProtocolVersion::from_header(u32::MAX),
            Some(ProtocolVersion::NEWEST)
        );
    }

    #[test]
    fn feature_bits_are_those_of_captured_phones() {
        let phone_7941 = Features([0x00, 0x72, 0x85]);
        assert!(phone_7941.utf8() && phone_7941.port_requests());
        assert!(phone_7941.dynamic_messages() && phone_7941.rfc2833());
        assert!(phone_7941.abbreviated_dial());
        let phone_7960 = Features([0x00, 0x60, 0x85]);
        assert!(!phone_7960.utf8() && !phone_7960.port_requests());
        assert!(Features::STATION.port_requests());
        assert_eq!(phone_7960.charset(), Charset::Latin1);
        let latin = Features::STATION.in_charset(Charset::Latin1);
        assert_eq!(latin, Features([0x00, 0x62, 0x85]));
        assert_eq!(latin.in_charset(Charset::Utf8), Features::STATION);
        assert_eq!(Features::SERVER.charset(), Charset::Utf8);
    }
}
