//! The phrase dictionary and the tokens that refer to it.
//!
//! A text of the wire may hold two-byte tokens: `0x80 n` is a phrase of the
//! classic dictionary, `0x1E n` one of the extended dictionary. Tokens and plain
//! text mix freely: `80 17 31 30 30 33` is "From 1003".
//! Source: the reference, sections 4.2 and 4.3.

use std::borrow::Cow;

use crate::Charset;

/// Prefix byte of a token of the classic dictionary.
pub const CLASSIC: u8 = 0x80;

/// Prefix byte of a token of the extended dictionary.
pub const EXTENDED: u8 = 0x1E;

/// The English phrase of a token, `None` if the dictionary has none.
#[must_use]
pub fn phrase(prefix: u8, number: u8) -> Option<&'static str> {
    let dictionary: &[&str] = match prefix {
        CLASSIC => &CLASSIC_PHRASES,
        EXTENDED => &EXTENDED_PHRASES,
        _ => return None,
    };
    dictionary
        .get(usize::from(number))
        .copied()
        .filter(|phrase| !phrase.is_empty())
}

/// The token (prefix and number) of an English phrase, for a server that labels
/// its keys and prompts by token.
#[must_use]
pub fn token(phrase: &str) -> Option<[u8; 2]> {
    if phrase.is_empty() {
        return None;
    }
    let find = |prefix: u8, dictionary: &[&str]| {
        let number = dictionary.iter().position(|entry| *entry == phrase)?;
        Some([prefix, u8::try_from(number).ok()?])
    };
    find(CLASSIC, &CLASSIC_PHRASES).or_else(|| find(EXTENDED, &EXTENDED_PHRASES))
}

/// A text for people: tokens become phrases (an unknown one becomes U+FFFD),
/// bytes become characters, control characters but the line feed are left out.
#[must_use]
pub fn resolve(text: &[u8], charset: Charset) -> Cow<'_, str> {
    if let Ok(plain) = std::str::from_utf8(text)
        && plain.bytes().all(|byte| (0x20..0x7F).contains(&byte))
    {
        return Cow::Borrowed(plain);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        // A continuation byte 0x80 inside a UTF-8 character never comes here:
        // its character was taken as a whole.
        if byte == CLASSIC || byte == EXTENDED {
            let Some((&number, after)) = after.split_first() else {
                break;
            };
            shown.push_str(phrase(byte, number).unwrap_or("\u{FFFD}"));
            rest = after;
            continue;
        }
        let (character, size) = match charset {
            Charset::Utf8 => first_utf8(rest).unwrap_or((char::from(byte), 1)),
            Charset::Latin1 => (char::from(byte), 1),
        };
        if !character.is_control() || character == '\n' {
            shown.push(character);
        }
        rest = rest.get(size..).unwrap_or(&[]);
    }
    Cow::Owned(shown)
}

/// The first character of bytes that begin with valid UTF-8, and its size.
fn first_utf8(bytes: &[u8]) -> Option<(char, usize)> {
    let size = match bytes.first()? {
        0x00..=0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let character = std::str::from_utf8(bytes.get(..size)?)
        .ok()?
        .chars()
        .next()?;
    Some((character, size))
}

/// Phrases of prefix 0x80; the index is the number, an empty entry is no phrase.
const CLASSIC_PHRASES: [&str; 128] = [
    "",
    "Redial",
    "NewCall",
    "Hold",
    "Transfer",
    "CFwdALL",
    "CFwdBusy",
    "CFwdNoAnswer",
    "<<",
    "EndCall",
    "Resume",
    "Answer",
    "Info",
    "Confrn",
    "Park",
    "Join",
    "MeetMe",
    "PickUp",
    "GPickUp",
    "Your current options",
    "Off Hook",
    "On Hook",
    "Ring out",
    "From ",
    "Connected",
    "Busy",
    "Line In Use",
    "Call Waiting",
    "Call Transfer",
    "Call Park",
    "Call Proceed",
    "In Use Remote",
    "Enter number",
    "Call Park At",
    "Primary Only",
    "Temp Fail",
    "You Have VoiceMail",
    "Forwarded to",
    "Can Not Complete Conference",
    "No Conference Bridge",
    "Can Not Hold Primary Control",
    "Invalid Conference Participant",
    "In Conference Already",
    "No Participant Info",
    "Exceed Maximum Parties",
    "Key is Not Active",
    "Error No License",
    "Error DBConfig",
    "Error Database",
    "Error Pass Limit",
    "Error Unknown",
    "Error Mismatch",
    "Conference",
    "Park Number",
    "Private",
    "Not Enough Bandwidth",
    "Unknown Number",
    "RmLstC",
    "Voicemail",
    "ImmDiv",
    "Intrcpt",
    "SetWtch",
    "TrnsfVM",
    "DND",
    "DivAll",
    "CallBack",
    "Network Congestion-Rerouting",
    "Barge",
    "Failed to set up Barge",
    "Another Barge Exists",
    "Incompatible Device Type",
    "No Park Number Available",
    "Call Park Reversion",
    "Service is Not Active",
    "High Traffic Try Again Later",
    "QRT",
    "MCID",
    "DirTrfr",
    "Select",
    "ConfList",
    "iDivert",
    "cBarge",
    "Can Not Complete Transfer",
    "Can Not Join Calls",
    "MCID Successful",
    "Number Not Configured",
    "Security Error",
    "Video Bandwidth Unavailable",
    "VidMode",
    "Max Call Duration Timeout",
    "Max Hold Duration Timeout",
    "OPickUp",
    "HLog",
    "Logged out of Hunt Group",
    "Park Slot Unavailable",
    "No Call Available for Pickup",
    "No Bandwidth Available for Pickup",
    "External Transfer Restricted",
    "No Line Available for Pickup",
    "Path Replacement In Progress",
    "",
    "MAC Address",
    "Host Name",
    "Domain Name",
    "IP Address",
    "Subnet Mask",
    "TFTP Server 1",
    "Default Router 1",
    "Default Router 2",
    "Default Router 3",
    "Default Router 4",
    "Default Router 5",
    "DNS Server 1",
    "DNS Server 2",
    "DNS Server 3",
    "DNS Server 4",
    "DNS Server 5",
    "Operational VLAN Id",
    "Admin. VLAN Id",
    "CallManager 1",
    "CallManager 2",
    "CallManager 3",
    "CallManager 4",
    "CallManager 5",
    "Information URL",
    "Directories URL",
    "Messages URL",
    "Services URL",
];

/// Phrases of prefix 0x1E; the index is the number, an empty entry is no phrase.
const EXTENDED_PHRASES: [&str; 82] = [
    "",
    "",
    "Acct",
    "Flash",
    "Login",
    "Device in Home Location",
    "Device in Roaming Location",
    "Enter Authorization Code",
    "Enter Client Matter Code",
    "Call(s) Available for Pickup",
    "CM Fallback Service Operating",
    "Max Phones Exceeded",
    "Waiting to Re-Home",
    "Please End Call",
    "Paging",
    "Select Line",
    "Transfer Destination is Busy",
    "Select a Service",
    "Local Services",
    "Enter Search Criteria",
    "Night Service",
    "Night Service Active",
    "Night Service Disabled",
    "Log In Successful",
    "Wrong PIN",
    "Please enter PIN",
    "of",
    "Records 1 to",
    "No Record Found",
    "Search Results",
    "Call(s) In Queue",
    "Join Hunt Group",
    "Ready",
    "NotReady",
    "Call On Hold",
    "Hold Reversion",
    "Setup Failed",
    "No Resources",
    "Device Not Authorized",
    "Monitoring",
    "Recording Awaiting Call to Become Active",
    "Recording Already In Progress",
    "Inactive Recording Session",
    "Mobility",
    "Whisper",
    "Forward All",
    "Malicious Call ID",
    "Group Pickup",
    "Remove Last Participant",
    "Other Pickup",
    "Video",
    "End Call",
    "Conference List",
    "Quality Reporting Tool",
    "Hunt Group",
    "Use Line or Join to complete",
    "Do Not Disturb",
    "Do Not Disturb is active",
    "CFwdAll Loop Detected",
    "CFwdAll Hops Exceeded",
    "AbbrDial",
    "Pickup is Unavailable",
    "Conference is Unavailable",
    "Meet-Me is Unavailable",
    "Cannot Retrieve Parked Call",
    "Cannot Send Call to Mobile",
    "",
    "Record",
    "Cannot Move Conversation",
    "CW Off",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "Recording",
    "Recording Failed",
    "Connecting, please wait",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_mix_with_text() {
        assert_eq!(resolve(b"\x80\x171003", Charset::Latin1), "From 1003");
        assert_eq!(resolve(b"x \x80\x18 y", Charset::Utf8), "x Connected y");
        assert_eq!(resolve(b"\x1E\x43 on", Charset::Utf8), "Record on");
        assert_eq!(resolve(b"\x80\x20", Charset::Utf8), "Enter number");
    }

    #[test]
    fn continuation_byte_of_utf8_is_no_token() {
        // U+00C0 is C3 80, and 0x80 0x01 would be Redial.
        assert_eq!(resolve("\u{C0}\u{1}".as_bytes(), Charset::Utf8), "\u{C0}");
        assert_eq!(
            resolve("\u{C0} la carte".as_bytes(), Charset::Utf8),
            "\u{C0} la carte"
        );
        // In Latin-1 the same bytes are a letter and a token.
        assert_eq!(resolve(b"\xC3\x80\x01", Charset::Latin1), "\u{C3}Redial");
    }

    #[test]
    fn latin1_is_read_where_utf8_ends() {
        assert_eq!(resolve(b"J\xF6rg", Charset::Latin1), "J\u{F6}rg");
        assert_eq!(resolve(b"J\xF6rg", Charset::Utf8), "J\u{F6}rg");
        assert_eq!(resolve("J\u{F6}rg".as_bytes(), Charset::Utf8), "J\u{F6}rg");
    }

    #[test]
    fn unknown_and_cut_tokens_show_no_garbage() {
        assert_eq!(resolve(b"a\x80\xFFb", Charset::Utf8), "a\u{FFFD}b");
        assert_eq!(resolve(b"a\x80", Charset::Utf8), "a");
        assert_eq!(resolve(b"a\x1B[31mb\x07", Charset::Utf8), "a[31mb");
        assert_eq!(resolve(b"one\ntwo", Charset::Utf8), "one\ntwo");
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(
            resolve(b"Alice", Charset::Utf8),
            Cow::Borrowed("Alice")
        ));
    }

    #[test]
    fn phrases_have_their_tokens() {
        for (phrase, bytes) in [
            ("Redial", [0x80, 1]),
            ("EndCall", [0x80, 9]),
            ("Recording", [0x1E, 0x4F]),
        ] {
            assert_eq!(token(phrase), Some(bytes));
            assert_eq!(super::phrase(bytes[0], bytes[1]), Some(phrase));
        }
        assert_eq!(token(""), None);
        assert_eq!(token("no such phrase"), None);
        assert_eq!(phrase(0x80, 0), None);
        assert_eq!(phrase(0x20, 1), None);
    }
}
