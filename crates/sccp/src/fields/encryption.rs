//! Keys for SRTP, which no text may show.

use std::fmt;

use crate::{MediaEncryption, ProtocolVersion, Reader, Value, Wire, Writer};

/// `EncryptionInfo`: 40 bytes before version 8, 48 from then on (reference 3.2;
/// the 48-byte form is in every layout with header version 0 in full).
///
/// Neither `Debug` nor a trace shows the key or the salt.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct EncryptionInfo {
    /// Which algorithm; [`MediaEncryption::NONE`] for plain RTP.
    pub algorithm_id: MediaEncryption,
    /// Bytes of the key in use (16 for AES-128).
    pub key_len: u16,
    /// Bytes of the salt in use (14 for AES-CM, 12 for GCM).
    pub salt_len: u16,
    /// Key field.
    pub key: [u8; 16],
    /// Salt field.
    pub salt: [u8; 16],
    /// Non-zero if packets carry a master key identifier. Since version 8.
    pub is_mki_present: u32,
    /// SRTP key derivation rate. Since version 8.
    pub key_derivation_rate: u32,
}

impl EncryptionInfo {
    /// First version with the last two fields.
    const LONG_SINCE: u8 = 8;

    /// The key bytes in use.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        self.key
            .get(..usize::from(self.key_len))
            .unwrap_or(&self.key)
    }

    /// The salt bytes in use.
    #[must_use]
    pub fn salt(&self) -> &[u8] {
        self.salt
            .get(..usize::from(self.salt_len))
            .unwrap_or(&self.salt)
    }
}

impl fmt::Debug for EncryptionInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptionInfo")
            .field("algorithm_id", &self.algorithm_id)
            .field("key_len", &self.key_len)
            .field("salt_len", &self.salt_len)
            .finish_non_exhaustive()
    }
}

impl Wire for EncryptionInfo {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut info = Self {
            algorithm_id: Wire::read(reader),
            key_len: Wire::read(reader),
            salt_len: Wire::read(reader),
            key: reader.array(),
            salt: reader.array(),
            ..Self::default()
        };
        if reader.has(Self::LONG_SINCE, u8::MAX) {
            info.is_mki_present = Wire::read(reader);
            info.key_derivation_rate = Wire::read(reader);
        }
        info
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.algorithm_id.write(writer);
        self.key_len.write(writer);
        self.salt_len.write(writer);
        writer.put(&self.key);
        writer.put(&self.salt);
        if writer.has(Self::LONG_SINCE, u8::MAX) {
            self.is_mki_present.write(writer);
            self.key_derivation_rate.write(writer);
        }
    }

    fn value(&self) -> Value {
        Value::Struct(vec![
            ("algorithmID", self.algorithm_id.value()),
            ("key", Value::Hidden(self.key().len())),
            ("salt", Value::Hidden(self.salt().len())),
            ("isMKIPresent", self.is_mki_present.value()),
            ("keyDerivationRate", self.key_derivation_rate.value()),
        ])
    }

    fn size(layout: ProtocolVersion) -> Option<usize> {
        Some(if layout.number() >= Self::LONG_SINCE {
            48
        } else {
            40
        })
    }
}
