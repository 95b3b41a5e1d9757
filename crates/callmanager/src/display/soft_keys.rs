//! Soft keys: the template, the sets and the masks.
//!
//! Order, labels and events are those of a CallManager 4.1 (reference, section 4.1);
//! keys that came later stand behind. Keys that do nothing now stand in the sets all
//! the same, and the mask (`usable_keys`) keeps them off the screen.

/// A soft key: its label is phrase number of the dictionary, its event what the phone sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) label: u8,
    pub(crate) event: u32,
}

const fn key(label: u8, event: u32) -> Key {
    Key { label, event }
}

pub(crate) const REDIAL: Key = key(0x01, 1);
pub(crate) const NEW_CALL: Key = key(0x02, 2);
pub(crate) const HOLD: Key = key(0x03, 3);
pub(crate) const TRANSFER: Key = key(0x04, 4);
pub(crate) const FORWARD_ALL: Key = key(0x05, 5);
pub(crate) const BACKSPACE: Key = key(0x08, 8);
pub(crate) const END_CALL: Key = key(0x09, 9);
pub(crate) const RESUME: Key = key(0x0A, 10);
pub(crate) const ANSWER: Key = key(0x0B, 11);
pub(crate) const CONFERENCE: Key = key(0x0D, 13);
pub(crate) const PARK: Key = key(0x0E, 14);
pub(crate) const JOIN: Key = key(0x0F, 15);
pub(crate) const MEET_ME: Key = key(0x10, 16);
pub(crate) const PICK_UP: Key = key(0x11, 17);
pub(crate) const GROUP_PICK_UP: Key = key(0x12, 18);
pub(crate) const BARGE: Key = key(0x43, 21);
pub(crate) const DIRECT_TRANSFER: Key = key(0x4D, 28);
pub(crate) const SELECT: Key = key(0x4E, 29);
pub(crate) const CONFERENCE_LIST: Key = key(0x4F, 30);
const VIDEO_MODE: Key = key(0x58, 33);
// Later servers have these; their numbers are those of the reference where it has some.
pub(crate) const REMOVE_LAST: Key = key(0x39, 19);
pub(crate) const CALL_BACK: Key = key(0x41, 20);
pub(crate) const DO_NOT_DISTURB: Key = key(0x3F, 22);
pub(crate) const PRIVATE: Key = key(0x36, 25);
pub(crate) const IMMEDIATE_DIVERT: Key = key(0x50, 31);
pub(crate) const CONFERENCE_BARGE: Key = key(0x51, 34);
pub(crate) const OTHER_PICK_UP: Key = key(0x5B, 35);
pub(crate) const HUNT_LOG: Key = key(0x5C, 36);
pub(crate) const MALICIOUS_CALL: Key = key(0x4C, 37);
pub(crate) const QUALITY_REPORT: Key = key(0x4B, 38);

/// All keys, in the order of the template.
pub(crate) const TEMPLATE: [Key; 30] = [
    REDIAL,
    NEW_CALL,
    HOLD,
    TRANSFER,
    FORWARD_ALL,
    BACKSPACE,
    END_CALL,
    RESUME,
    ANSWER,
    CONFERENCE,
    PARK,
    JOIN,
    MEET_ME,
    PICK_UP,
    GROUP_PICK_UP,
    BARGE,
    DIRECT_TRANSFER,
    SELECT,
    CONFERENCE_LIST,
    VIDEO_MODE,
    REMOVE_LAST,
    CALL_BACK,
    DO_NOT_DISTURB,
    PRIVATE,
    IMMEDIATE_DIVERT,
    CONFERENCE_BARGE,
    OTHER_PICK_UP,
    HUNT_LOG,
    MALICIOUS_CALL,
    QUALITY_REPORT,
];

/// A set of soft keys, numbered as in SelectSoftKeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeySet {
    OnHook = 0,
    Connected = 1,
    OnHold = 2,
    RingIn = 3,
    OffHook = 4,
    ConnectedTransfer = 5,
    DigitsFollowing = 6,
    ConnectedConference = 7,
    RingOut = 8,
    OffHookFeature = 9,
    InUseHint = 10,
    Stealable = 11,
}

/// The keys of all sets, in the order of their numbers. The keys of later servers
/// stand behind those of a CallManager 4.1.
pub(crate) const SETS: [&[Key]; 12] = [
    &[
        REDIAL,
        NEW_CALL,
        FORWARD_ALL,
        PICK_UP,
        GROUP_PICK_UP,
        OTHER_PICK_UP,
        CALL_BACK,
        DO_NOT_DISTURB,
        HUNT_LOG,
        QUALITY_REPORT,
    ],
    &[
        HOLD,
        END_CALL,
        TRANSFER,
        PARK,
        CONFERENCE,
        CONFERENCE_LIST,
        SELECT,
        JOIN,
        DIRECT_TRANSFER,
        VIDEO_MODE,
        IMMEDIATE_DIVERT,
        PRIVATE,
        MALICIOUS_CALL,
        QUALITY_REPORT,
        REMOVE_LAST,
    ],
    &[
        RESUME,
        NEW_CALL,
        DIRECT_TRANSFER,
        SELECT,
        JOIN,
        IMMEDIATE_DIVERT,
    ],
    &[ANSWER, IMMEDIATE_DIVERT, DO_NOT_DISTURB],
    &[
        REDIAL,
        END_CALL,
        FORWARD_ALL,
        PICK_UP,
        GROUP_PICK_UP,
        MEET_ME,
        OTHER_PICK_UP,
    ],
    &[END_CALL, TRANSFER],
    &[BACKSPACE, END_CALL],
    &[END_CALL, CONFERENCE],
    &[END_CALL, CALL_BACK],
    &[REDIAL, END_CALL, CALL_BACK],
    &[BARGE, NEW_CALL, CONFERENCE_BARGE],
    &[RESUME, NEW_CALL],
];

impl KeySet {
    pub(crate) const fn number(self) -> u32 {
        self as u32
    }

    fn keys(self) -> &'static [Key] {
        SETS.get(self as usize).copied().unwrap_or_default()
    }

    /// The mask that shows those keys of the set which are `usable`.
    pub(crate) fn mask(self, usable: impl Fn(Key) -> bool) -> u32 {
        self.keys()
            .iter()
            .enumerate()
            .filter(|(_, key)| usable(**key))
            .map(|(place, _)| 1u32 << place)
            .sum()
    }
}

/// The place of a key in the template, counted from 1 as the sets count it.
pub(crate) fn template_index(key: Key) -> Option<u8> {
    let place = TEMPLATE.iter().position(|known| *known == key)?;
    u8::try_from(place + 1).ok()
}

/// The info index of a key: 300 and its event, as a CallManager has it.
pub(crate) fn info_index(key: Key) -> Option<u16> {
    u16::try_from(300 + key.event).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_call_is_the_seventh_key_with_info_index_309() {
        assert_eq!(template_index(END_CALL), Some(7));
        assert_eq!(info_index(END_CALL), Some(309));
    }

    #[test]
    fn every_key_of_every_set_is_in_the_template() {
        assert!(
            SETS.iter()
                .flat_map(|set| set.iter())
                .all(|key| template_index(*key).is_some())
        );
        assert!(SETS.iter().all(|set| set.len() <= 16));
        assert!(TEMPLATE.len() <= 32);
    }

    #[test]
    fn a_mask_counts_places_of_the_set_and_not_keys() {
        assert_eq!(
            KeySet::Connected.mask(|key| key == HOLD || key == TRANSFER),
            0b101
        );
        assert_eq!(KeySet::RingOut.mask(|key| key == END_CALL), 0b1);
    }
}
