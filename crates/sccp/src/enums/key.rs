//! Keys, buttons and sets of soft keys (reference 4.1, 4.4 and 4.5).

use crate::declaration::open_enum;

open_enum! {
    /// A button of the template and the stimulus it gives: one number space. On the
    /// wire it is one byte in ButtonTemplate and four elsewhere.
    ButtonType {
        UNUSED = 0x00, "Unused";
        LAST_NUMBER_REDIAL = 0x01, "Last Number Redial";
        SPEED_DIAL = 0x02, "SpeedDial";
        HOLD = 0x03, "Hold";
        TRANSFER = 0x04, "Transfer";
        FORWARD_ALL = 0x05, "Forward All";
        FORWARD_BUSY = 0x06, "Forward Busy";
        FORWARD_NO_ANSWER = 0x07, "Forward No Answer";
        DISPLAY = 0x08, "Display";
        LINE = 0x09, "Line";
        T120_CHAT = 0x0A, "T120 Chat";
        T120_WHITEBOARD = 0x0B, "T120 Whiteboard";
        T120_APPLICATION_SHARING = 0x0C, "T120 Application Sharing";
        T120_FILE_TRANSFER = 0x0D, "T120 File Transfer";
        VIDEO = 0x0E, "Video";
        VOICEMAIL = 0x0F, "Voicemail";
        ANSWER_RELEASE = 0x10, "Answer Release";
        AUTO_ANSWER = 0x11, "Auto Answer";
        SELECT = 0x12, "Select";
        FEATURE = 0x13, "Feature / Privacy";
        SERVICE_URL = 0x14, "ServiceURL";
        BLF_SPEED_DIAL = 0x15, "BusyLampField Speeddial";
        DIRECTED_PARK = 0x16, "DPark";
        INTERCOM = 0x17, "Intercom";
        MALICIOUS_CALL = 0x1B, "Malicious Call";
        GENERIC_APP_B1 = 0x21, "Generic App B1";
        GENERIC_APP_B2 = 0x22, "Generic App B2";
        GENERIC_APP_B3 = 0x23, "Generic App B3";
        GENERIC_APP_B4 = 0x24, "Generic App B4";
        GENERIC_APP_B5 = 0x25, "Generic App B5";
        MULTI_BLINK = 0x26, "MultiBlink feature";
        DND = 0x3F, "DND";
        MEET_ME_CONFERENCE = 0x7B, "Meet Me Conference";
        CONFERENCE = 0x7D, "Conference";
        CALL_PARK = 0x7E, "Call Park";
        CALL_PICKUP = 0x7F, "Call Pickup";
        GROUP_CALL_PICKUP = 0x80, "Group Call Pickup";
        MOBILITY = 0x81, "Mobility";
        DO_NOT_DISTURB = 0x82, "DoNotDisturb";
        CONF_LIST = 0x83, "ConfList";
        REMOVE_LAST_PARTICIPANT = 0x84, "RemoveLastParticipant";
        QRT = 0x85, "QRT";
        CALL_BACK = 0x86, "CallBack";
        OTHER_PICKUP = 0x87, "OtherPickup";
        VIDEO_MODE = 0x88, "VideoMode";
        NEW_CALL = 0x89, "NewCall";
        END_CALL = 0x8A, "EndCall";
        HLOG = 0x8B, "HLog";
        QUEUING = 0x8F, "Queuing";
        PARKING_LOT = 0xC0, "ParkingLot / Test E";
        TEST_F = 0xC1, "Test F";
        MESSAGES = 0xC2, "Messages";
        DIRECTORY = 0xC3, "Directory";
        TEST_I = 0xC4, "Test I";
        APPLICATION = 0xC5, "Application";
        HEADSET = 0xC6, "Headset";
        KEYPAD = 0xF0, "Keypad";
        AEC = 0xFD, "Aec";
        UNDEFINED = 0xFF, "Undefined";
    }
}

open_enum! {
    /// A key of the keypad.
    KeypadKey {
        ZERO = 0, "Zero";
        ONE = 1, "One";
        TWO = 2, "Two";
        THREE = 3, "Three";
        FOUR = 4, "Four";
        FIVE = 5, "Five";
        SIX = 6, "Six";
        SEVEN = 7, "Seven";
        EIGHT = 8, "Eight";
        NINE = 9, "Nine";
        A = 10, "A";
        B = 11, "B";
        C = 12, "C";
        D = 13, "D";
        STAR = 14, "Star";
        POUND = 15, "Pound";
        PLUS = 16, "Plus";
    }
}

open_enum! {
    /// Which set of soft keys is shown; the order of the sets in SoftKeySetRes.
    SoftKeySet {
        ON_HOOK = 0, "On Hook";
        CONNECTED = 1, "Connected";
        ON_HOLD = 2, "On Hold";
        RING_IN = 3, "Ring In";
        OFF_HOOK = 4, "Off Hook";
        CONNECTED_TRANSFERABLE = 5, "Connected Transferable";
        DIGITS_FOLLOWING = 6, "Digits Following";
        CONNECTED_CONFERENCE = 7, "Connected Conference";
        RING_OUT = 8, "Ring Out";
        OFF_HOOK_WITH_FEATURES = 9, "OffHook with Features";
        IN_USE_HINT = 10, "In Use Hint";
        ON_HOOK_WITH_STEALABLE_CALL = 11, "On Hook with Stealable Call";
    }
}

impl KeypadKey {
    /// The key with that character on it: `0` to `9`, `A` to `D`, `*`, `#`, `+`.
    #[must_use]
    pub const fn of_digit(digit: char) -> Option<Self> {
        Some(match digit {
            '0'..='9' => Self(digit as u32 - '0' as u32),
            'A'..='D' => Self(digit as u32 - 'A' as u32 + Self::A.0),
            '*' => Self::STAR,
            '#' => Self::POUND,
            '+' => Self::PLUS,
            _ => return None,
        })
    }

    /// The character on the key.
    #[must_use]
    pub const fn digit(self) -> Option<char> {
        Some(match self.0 {
            0..=9 => (b'0' + self.0 as u8) as char,
            10..=13 => (b'A' + (self.0 - 10) as u8) as char,
            14 => '*',
            15 => '#',
            16 => '+',
            _ => return None,
        })
    }
}
