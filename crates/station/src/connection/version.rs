//! Protocol versions: what was offered, what the server made of it.
//!
//! The offer is remembered, since one server (Asterisk) chooses its layouts by it
//! and not by what it acknowledges (section 2.1).

use sccp::ProtocolVersion;

/// Both versions of a registration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Version {
    offered: ProtocolVersion,
    agreed: Option<ProtocolVersion>,
    /// The acknowledgement had 12 bytes: a CallManager 2, which never answers keepalives.
    old_acknowledgement: bool,
    /// The server has named a version that there is: it knows of versions.
    named: bool,
}

/// The versions of phones, as far as they are known.
const KNOWN: std::ops::RangeInclusive<u8> = 3..=22;

impl Version {
    /// Nothing is agreed on yet.
    pub(crate) const fn new(offered: u8) -> Self {
        Self {
            offered: ProtocolVersion::new(offered),
            agreed: None,
            old_acknowledgement: false,
            named: false,
        }
    }

    /// What the phone offers.
    pub(crate) const fn offered(self) -> ProtocolVersion {
        self.offered
    }

    /// What counts: the agreed version, before that the offered one.
    pub(crate) const fn effective(self) -> ProtocolVersion {
        match self.agreed {
            Some(agreed) => agreed,
            None => self.offered,
        }
    }

    /// The agreed version's number, 0 before registration.
    pub(crate) fn agreed_number(self) -> u8 {
        self.agreed.map_or(0, ProtocolVersion::number)
    }

    /// The server has acknowledged; nothing is the short form of old servers.
    pub(crate) fn acknowledge(&mut self, byte: Option<u8>) {
        self.agreed = Some(ProtocolVersion::negotiate(self.offered, byte));
        self.old_acknowledgement = byte.is_none();
        self.named = byte.is_some_and(|byte| KNOWN.contains(&byte));
    }

    /// The registration is gone.
    pub(crate) const fn forget(&mut self) {
        self.agreed = None;
        self.old_acknowledgement = false;
        self.named = false;
    }

    /// The server knows of versions. Asterisk (which says 48) and FreeSWITCH (0) do not, and read
    /// the messages of old phones only.
    pub(crate) const fn is_named(self) -> bool {
        self.named
    }

    /// The server answers keepalives (section 5.4).
    pub(crate) const fn acknowledges_keepalives(self) -> bool {
        !self.old_acknowledgement
    }

    /// A CallManager 2: it answers no keepalives, and tells neither states nor references of calls.
    pub(crate) const fn is_callmanager_2(self) -> bool {
        self.old_acknowledgement
    }

    /// At least this version is in use.
    pub(crate) fn is_at_least(self, number: u8) -> bool {
        self.effective().number() >= number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_word_counts_up_to_the_offer() {
        for (offered, byte, expected) in [
            (22, Some(17), 17),
            (11, Some(48), 11),
            (22, Some(0), 3),
            (22, None, 3),
            (22, Some(1), 3),
        ] {
            let mut version = Version::new(offered);
            assert_eq!(version.agreed_number(), 0);
            version.acknowledge(byte);
            assert_eq!(
                version.agreed_number(),
                expected,
                "offered {offered}, acknowledged {byte:?}"
            );
            assert_eq!(version.acknowledges_keepalives(), byte.is_some());
        }
    }
}
