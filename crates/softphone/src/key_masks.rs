//! Takes the keys of encrypted streams out of what recordings and traces keep of the connections.

use std::borrow::Cow;
use std::collections::BTreeMap;

use station::{Input, KeyMask, StandbyId, StandbyNews};

/// One mask for each connection; none is kept when nobody records.
#[derive(Debug, Default)]
pub(crate) struct KeyMasks {
    own: KeyMask,
    standbys: BTreeMap<StandbyId, KeyMask>,
}

impl KeyMasks {
    /// What came to the phone, without keys.
    pub(crate) fn masked<'a>(&mut self, input: &'a Input) -> Cow<'a, Input> {
        match input {
            Input::Connected { .. } => self.own = KeyMask::new(),
            Input::Received(bytes) => {
                let mut bytes = bytes.clone();
                if self.own.mask(&mut bytes) {
                    return Cow::Owned(Input::Received(bytes));
                }
            }
            Input::Standby { standby, news } => match news {
                StandbyNews::Connected { .. } => {
                    self.standbys.insert(*standby, KeyMask::new());
                }
                StandbyNews::Received(bytes) => {
                    let mut bytes = bytes.clone();
                    if self.standbys.entry(*standby).or_default().mask(&mut bytes) {
                        let (standby, news) = (*standby, StandbyNews::Received(bytes));
                        return Cow::Owned(Input::Standby { standby, news });
                    }
                }
                StandbyNews::Disconnected { .. } | StandbyNews::ConnectFailed { .. } => {
                    self.standbys.remove(standby);
                }
            },
            _ => {}
        }
        Cow::Borrowed(input)
    }

    /// A standby connection becomes the phone's own, in the middle of a frame perhaps.
    pub(crate) fn take_over(&mut self, standby: StandbyId) {
        self.own = self.standbys.remove(&standby).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use sccp::{EncryptionInfo, OpenReceiveChannel, Packet, ProtocolVersion};

    use super::*;

    fn frame() -> Vec<u8> {
        let open = OpenReceiveChannel {
            m_rx_media_encryption_key_info: EncryptionInfo {
                algorithm_id: 1.into(),
                key_len: 16,
                salt_len: 14,
                key: [0xab; 16],
                ..EncryptionInfo::default()
            },
            ..OpenReceiveChannel::default()
        };
        Packet::new(open, ProtocolVersion::NEWEST).encode()
    }

    fn has_key(input: &Input) -> bool {
        format!("{:?}", serde_json::to_string(input)).contains("abab")
    }

    #[test]
    fn keys_go_from_every_connection_even_in_pieces() {
        let mut masks = KeyMasks::default();
        let frame = frame();
        assert!(has_key(&Input::Received(frame.clone())), "it would be seen");
        assert!(!has_key(&masks.masked(&Input::Received(frame.clone()))));
        for part in frame.chunks(5) {
            assert!(!has_key(&masks.masked(&Input::Received(part.to_vec()))));
        }
        let standby = StandbyId(1);
        let (first, second) = frame.split_at(20);
        let news = StandbyNews::Received(first.to_vec());
        masks.masked(&Input::Standby { standby, news });
        // Half a frame of the old connection, whose rest never comes.
        masks.masked(&Input::Received(first.to_vec()));
        masks.take_over(standby);
        assert!(!has_key(&masks.masked(&Input::Received(second.to_vec()))));
    }

    #[test]
    fn what_has_no_key_is_not_copied() {
        let mut masks = KeyMasks::default();
        let input = Input::Received(vec![4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
        assert!(matches!(masks.masked(&input), Cow::Borrowed(_)));
        assert!(matches!(masks.masked(&Input::Tick), Cow::Borrowed(_)));
    }
}
