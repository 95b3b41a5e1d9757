//! Tones that a server asks a station to play (reference 4.6).

use crate::declaration::open_enum;

open_enum! {
    /// A tone. Which frequencies and cadence it has is the station's matter.
    DeviceTone {
        SILENCE = 0x00, "Silence";
        DTMF1 = 0x01, "Dtmf1";
        DTMF2 = 0x02, "Dtmf2";
        DTMF3 = 0x03, "Dtmf3";
        DTMF4 = 0x04, "Dtmf4";
        DTMF5 = 0x05, "Dtmf5";
        DTMF6 = 0x06, "Dtmf6";
        DTMF7 = 0x07, "Dtmf7";
        DTMF8 = 0x08, "Dtmf8";
        DTMF9 = 0x09, "Dtmf9";
        DTMF0 = 0x0A, "Dtmf0";
        DTMF_STAR = 0x0E, "DtmfStar";
        DTMF_POUND = 0x0F, "DtmfPound";
        DTMF_A = 0x10, "DtmfA";
        DTMF_B = 0x11, "DtmfB";
        DTMF_C = 0x12, "DtmfC";
        DTMF_D = 0x13, "DtmfD";
        INSIDE_DIAL_TONE = 0x21, "InsideDialTone";
        OUTSIDE_DIAL_TONE = 0x22, "OutsideDialTone";
        LINE_BUSY_TONE = 0x23, "LineBusyTone";
        ALERTING_TONE = 0x24, "AlertingTone";
        REORDER_TONE = 0x25, "ReorderTone";
        RECORDER_WARNING_TONE = 0x26, "RecorderWarningTone";
        RECORDER_DETECTED_TONE = 0x27, "RecorderDetectedTone";
        REVERTING_TONE = 0x28, "RevertingTone";
        RECEIVER_OFF_HOOK_TONE = 0x29, "ReceiverOffHookTone";
        MESSAGE_WAITING_DIAL_TONE = 0x2A, "MessageWaitingDialTone";
        NO_SUCH_NUMBER_TONE = 0x2B, "NoSuchNumberTone";
        BUSY_VERIFICATION_TONE = 0x2C, "BusyVerificationTone";
        CALL_WAITING_TONE = 0x2D, "CallWaitingTone";
        CONFIRMATION_TONE = 0x2E, "ConfirmationTone";
        CAMP_ON_INDICATION_TONE = 0x2F, "CampOnIndicationTone";
        RECALL_DIAL_TONE = 0x30, "RecallDialTone";
        ZIP_ZIP = 0x31, "ZipZip";
        ZIP = 0x32, "Zip";
        BEEP_BONK = 0x33, "BeepBonk";
        MUSIC_TONE = 0x34, "MusicTone";
        HOLD_TONE = 0x35, "HoldTone";
        TEST_TONE = 0x36, "TestTone";
        DIAL_TONE_MONITOR_WARNING = 0x37, "DialToneMonitorWarning";
        MONITOR_WARNING_TONE = 0x38, "MonitorWarningTone";
        SECURE_WARNING_TONE = 0x39, "SecureWarningTone";
        ADD_CALL_WAITING = 0x40, "AddCallWaiting";
        PRIORITY_CALL_WAIT = 0x41, "PriorityCallWait";
        RECALL_DIAL_FEATURE = 0x42, "RecallDial";
        BARGE_IN = 0x43, "BargIn";
        DISTINCT_ALERT = 0x44, "DistinctAlert";
        PRIORITY_ALERT = 0x45, "PriorityAlert";
        REMINDER_RING = 0x46, "ReminderRing";
        PRECEDENCE_RING_BACK = 0x47, "PrecedenceRingBack";
        PREEMPTION_TONE = 0x48, "PreemptionTone";
        NON_SECURE_WARNING_TONE = 0x49, "NonSecureWarningTone";
        MF1 = 0x50, "MF1";
        MF2 = 0x51, "MF2";
        MF3 = 0x52, "MF3";
        MF4 = 0x53, "MF4";
        MF5 = 0x54, "MF5";
        MF6 = 0x55, "MF6";
        MF7 = 0x56, "MF7";
        MF8 = 0x57, "MF8";
        MF9 = 0x58, "MF9";
        MF0 = 0x59, "MF0";
        MFKP1 = 0x5A, "MFKP1";
        MFST = 0x5B, "MFST";
        MFKP2 = 0x5C, "MFKP2";
        MFSTP = 0x5D, "MFSTP";
        MFST3P = 0x5E, "MFST3P";
        MILLIWATT = 0x5F, "MILLIWATT";
        MILLIWATT_TEST = 0x60, "MILLIWATTTEST";
        HIGH_TONE = 0x61, "HIGHTONE";
        FLASH_OVERRIDE = 0x62, "FLASHOVERRIDE";
        FLASH = 0x63, "FLASH";
        PRIORITY = 0x64, "PRIORITY";
        IMMEDIATE = 0x65, "IMMEDIATE";
        PREEMPTION_WARNING = 0x66, "PREAMPWARN";
        HZ_2105 = 0x67, "2105HZ";
        HZ_2600 = 0x68, "2600HZ";
        HZ_440 = 0x69, "440HZ";
        HZ_300 = 0x6A, "300HZ";
        MOBILITY_WP = 0x6B, "Mobility_WP";
        MOBILITY_UAC = 0x6C, "Mobility_UAC";
        MOBILITY_WTDN = 0x6D, "Mobility_WTDN";
        MOBILITY_MON = 0x6E, "Mobility_MON";
        MOBILITY_MOFF = 0x6F, "Mobility_MOFF";
        MOBILITY_UKC = 0x70, "Mobility_UKC";
        MOBILITY_VMA = 0x71, "Mobility_VMA";
        MOBILITY_FAC = 0x72, "Mobility_FAC";
        MOBILITY_CMC = 0x73, "Mobility_CMC";
        MLPP_PALA = 0x77, "MLPP_PALA";
        MLPP_ICA = 0x78, "MLPP_ICA";
        MLPP_VCA = 0x79, "MLPP_VCA";
        MLPP_BPA = 0x7A, "MLPP_BPA";
        MLPP_BNEA = 0x7B, "MLPP_BNEA";
        MLPP_UPA = 0x7C, "MLPP_UPA";
        TUA = 0x7D, "TUA";
        GONE = 0x7E, "GONE";
        NO_TONE = 0x7F, "NoTone";
        MEET_ME_GREETING = 0x80, "MeetMe_Greeting";
        MEET_ME_NUMBER_INVALID = 0x81, "MeetMe_NumberInvalid";
        MEET_ME_NUMBER_FAILED = 0x82, "MeetMe_NumberFailed";
        MEET_ME_ENTER_PIN = 0x83, "MeetMe_EnterPIN";
        MEET_ME_INVALID_PIN = 0x84, "MeetMe_InvalidPIN";
        MEET_ME_FAILED_PIN = 0x85, "MeetMe_FailedPIN";
        MEET_ME_CFB_FAILED = 0x86, "MeetMe_CFB_Failed";
        MEET_ME_ENTER_ACCESS_CODE = 0x87, "MeetMe_EnterAccessCode";
        MEET_ME_ACCESS_CODE_INVALID = 0x88, "MeetMe_AccessCodeInvalid";
        MEET_ME_ACCESS_CODE_FAILED = 0x89, "MeetMe_AccessCodeFailed";
    }
}

impl DeviceTone {
    /// The tone of a key, as in NotifyDtmfTone: digits 1 to 9, 0, `*`, `#`, A to D.
    #[must_use]
    pub const fn of_digit(digit: char) -> Option<Self> {
        Some(match digit {
            '1'..='9' => Self(digit as u32 - '0' as u32),
            '0' => Self::DTMF0,
            '*' => Self::DTMF_STAR,
            '#' => Self::DTMF_POUND,
            'A'..='D' => Self(digit as u32 - 'A' as u32 + Self::DTMF_A.0),
            _ => return None,
        })
    }

    /// The digit of a DTMF tone.
    #[must_use]
    pub const fn digit(self) -> Option<char> {
        Some(match self.0 {
            0x01..=0x09 => (b'0' + self.0 as u8) as char,
            0x0A => '0',
            0x0E => '*',
            0x0F => '#',
            0x10..=0x13 => (b'A' + (self.0 - 0x10) as u8) as char,
            _ => return None,
        })
    }
}
