//! Encrypted streams: a key of the server becomes what stands before and behind the sockets.

use media::{Incoming, MasterKey, Outgoing, Suite};
use station::{ProtectionSuite, StreamProtection, VoiceFailure};

use super::super::stream::{Receive, Stream, Transmit};
use super::Engine;

impl Engine {
    /// What takes the protection off a stream that is about to be opened. Opened again with the
    /// same key, it goes on: what came before stays known, and the sender has not begun anew.
    pub(super) fn incoming(
        &mut self,
        name: u32,
        wanted: Option<&StreamProtection>,
    ) -> Result<Option<Incoming>, VoiceFailure> {
        let Some(key) = wanted.map(master_key).transpose()? else {
            return Ok(None);
        };
        let stream = self.streams.get_mut(&name);
        let receive = stream.and_then(|stream| stream.receive.as_mut());
        let before = receive.and_then(|receive| receive.protection.take());
        let before = before.filter(|before| before.is_keyed_by(&key));
        Ok(Some(before.unwrap_or_else(|| Incoming::new(&key))))
    }

    /// The stream was opened: what comes in is protected like this from now on.
    pub(super) fn protect_receiving(&mut self, name: u32, protection: Option<Incoming>) {
        let stream = self.streams.get_mut(&name);
        if let Some(receive) = stream.and_then(|stream| stream.receive.as_mut()) {
            receive.protection = protection;
        }
    }

    /// What protects a stream that is about to send. One that sends with another key, or without,
    /// ends: under a new key it is a new stream, with a source of its own.
    pub(super) fn outgoing(
        &mut self,
        name: u32,
        wanted: Option<&StreamProtection>,
    ) -> Result<Option<Outgoing>, VoiceFailure> {
        let key = wanted.map(master_key).transpose()?;
        let sends = |stream: &Stream| stream.transmit.is_some();
        if !self.streams.get(&name).is_some_and(sends) {
            return Ok(key.as_ref().map(Outgoing::new));
        }
        let goes_on = self.streams.get(&name).is_some_and(|stream| {
            let transmit = stream.transmit.as_ref();
            match (
                transmit.and_then(|transmit| transmit.protection.as_ref()),
                &key,
            ) {
                (None, None) => true,
                (Some(before), Some(key)) => before.is_keyed_by(key),
                _ => false,
            }
        });
        if !goes_on {
            self.end_control(name);
        }
        let Some(stream) = self.streams.get_mut(&name) else {
            return Ok(None);
        };
        if goes_on {
            let transmit = stream.transmit.as_mut();
            return Ok(transmit.and_then(|transmit| transmit.protection.take()));
        }
        stream.end_sending();
        Ok(key.as_ref().map(Outgoing::new))
    }

    /// The stream sends: protected like this, from its first packet on.
    pub(super) fn protect_sending(&mut self, name: u32, protection: Option<Outgoing>) {
        let stream = self.streams.get_mut(&name);
        if let Some(transmit) = stream.and_then(|stream| stream.transmit.as_mut()) {
            transmit.protection = protection;
        }
    }
}

/// A report as it is sent: protected as the sound is. Nothing when there is a key for what comes
/// in only: it must not go in the clear.
pub(super) fn protected_report<'a>(
    transmit: Option<&'a mut Transmit>,
    receive: Option<&Receive>,
    report: &'a [u8],
) -> Option<&'a [u8]> {
    match transmit.map(|transmit| &mut transmit.protection) {
        Some(Some(protection)) => match protection.protect_control(report) {
            Ok(report) => Some(report),
            Err(error) => {
                tracing::debug!(%error, "a report was not sent");
                None
            }
        },
        _ if receive.is_some_and(|receive| receive.protection.is_some()) => None,
        _ => Some(report),
    }
}

/// A report as it was before it was protected; nothing, and counted, when it was not and should
/// have been.
pub(super) fn plain_report<'a>(
    transmit: Option<&Transmit>,
    receive: Option<&'a mut Receive>,
    report: &'a [u8],
) -> Option<&'a [u8]> {
    match receive.map(|receive| &mut receive.protection) {
        Some(Some(protection)) => protection.unprotect_control(report).ok(),
        _ if transmit.is_some_and(|transmit| transmit.protection.is_some()) => None,
        _ => Some(report),
    }
}

/// The same key as the `media` crate has it.
fn master_key(protection: &StreamProtection) -> Result<MasterKey, VoiceFailure> {
    let suite = match protection.suite() {
        ProtectionSuite::AesCm128HmacSha1_32 => Suite::AesCm128HmacSha1_32,
        ProtectionSuite::AesCm128HmacSha1_80 => Suite::AesCm128HmacSha1_80,
        ProtectionSuite::AeadAes128Gcm => Suite::AeadAes128Gcm,
    };
    MasterKey::new(suite, protection.key(), protection.salt())
        .map_err(|error| VoiceFailure::Protection(error.to_string()))
}
