//! The number plan: which digits mean whom, and when a number is complete.
//!
//! | number | who answers |
//! | --- | --- |
//! | 600 | echo: what is said comes back |
//! | 601 | a tone of 1004 Hz |
//! | 602 | an announcement that reads back the digits pressed |
//! | 603 | nobody: always busy |
//! | 604 | nobody: no such number, as for all numbers not in this table |
//! | 605 | nobody: rings without an answer |
//! | 606 | music |
//! | 610 | voice mail |
//! | 620 to 629 | calls parked there |
//! | 630 to 639 | meetings, once their host has opened them by the MeetMe key |
//! | 640 | all phones, paged |
//! | 650 to 659 | scripts |
//! | 1001 to 5999 | the phones that are not configured, in the order they first registered |
//! | 7001 to 8999 | the second lines of the phones 1001 to 2999 |
//!
//! Numbers that are configured, of lines and groups, are known to the module above.

use sccp::Language;

/// The highest number of a phone's first line.
pub(crate) const LAST_NUMBER: u32 = 5999;

/// What is added to a phone's number to make that of its second line.
const SECOND_LINE: u32 = 6000;

/// The highest number of a second line.
const LAST_SECOND_LINE: u32 = 8999;

/// The longest number that is taken in: the size of the number fields (reference, 0x0004).
pub(crate) const MAX_NUMBER: usize = 24;

/// A number of the server itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// 600: what is said comes back.
    Echo,
    /// 601: a tone of 1004 Hz.
    Tone,
    /// 602: reads back the digits pressed.
    Announcement,
    /// 603: always busy.
    Busy,
    /// 605: rings without an answer.
    NoAnswer,
    /// 606: music.
    Music,
    /// Leaves and hears messages.
    Voicemail,
    /// Speaks to several phones.
    Paging,
    /// Tells the phone what a script says.
    Script,
}

/// The services that have the same numbers always. Others have configured ones.
pub const SERVICES: [(&str, Service); 6] = [
    ("600", Service::Echo),
    ("601", Service::Tone),
    ("602", Service::Announcement),
    ("603", Service::Busy),
    ("605", Service::NoAnswer),
    ("606", Service::Music),
];

impl Service {
    /// The service behind a number.
    pub(crate) fn from_number(number: &str) -> Option<Self> {
        SERVICES
            .iter()
            .find(|(known, _)| *known == number)
            .map(|(_, service)| *service)
    }

    /// The name that phones show.
    pub const fn name(self, language: Language) -> &'static str {
        let [english, german, french, spanish] = match self {
            Self::Echo => ["Echo", "Echo", "Écho", "Eco"],
            Self::Tone => ["Tone 1004 Hz", "Ton 1004 Hz", "Son 1004 Hz", "Tono 1004 Hz"],
            Self::Announcement => ["Read-back", "Ziffernansage", "Relecture", "Relectura"],
            Self::Busy => [
                "Always busy",
                "Immer besetzt",
                "Toujours occupé",
                "Siempre ocupado",
            ],
            Self::NoAnswer => [
                "No answer",
                "Keine Antwort",
                "Pas de réponse",
                "No contesta",
            ],
            Self::Music => ["Music", "Musik", "Musique", "Música"],
            Self::Voicemail => ["Voice mail", "Mailbox", "Messagerie", "Buzón de voz"],
            Self::Paging => ["Paging", "Durchsage", "Annonce", "Megafonía"],
            Self::Script => ["Script", "Skript", "Script", "Guion"],
        };
        match language {
            Language::English => english,
            Language::German => german,
            Language::French => french,
            Language::Spanish => spanish,
        }
    }
}

/// The number of the second line of a phone with that first one.
pub(crate) fn second_line(first: u32) -> Option<String> {
    first
        .checked_add(SECOND_LINE)
        .filter(|number| *number <= LAST_SECOND_LINE)
        .map(|number| number.to_string())
}

/// What digits are so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// A number may still come of it.
    Open,
    /// As long as a number of its kind: to be dialled.
    Complete,
    /// No number begins so.
    Hopeless,
}

/// How far the digits dialled so far have come, by the kinds of numbers that are
/// not configured.
pub(crate) fn progress(digits: &str) -> Progress {
    let length = match digits.as_bytes() {
        [] => return Progress::Open,
        [b'6', ..] => 3,
        [b'1'..=b'5' | b'7' | b'8', ..] => 4,
        _ => return Progress::Hopeless,
    };
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        Progress::Hopeless
    } else if digits.len() >= length {
        Progress::Complete
    } else {
        Progress::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_have_a_name_in_every_language_that_goes_beside_a_line_key() {
        for (_, service) in SERVICES {
            for language in Language::ALL {
                let name = service.name(language);
                assert!((3..=15).contains(&name.chars().count()), "{name}");
            }
        }
    }

    #[test]
    fn numbers_are_complete_at_the_length_of_their_kind() {
        assert_eq!(progress(""), Progress::Open);
        assert_eq!(progress("60"), Progress::Open);
        assert_eq!(progress("604"), Progress::Complete);
        assert_eq!(progress("100"), Progress::Open);
        assert_eq!(progress("1001"), Progress::Complete);
        assert_eq!(progress("9"), Progress::Hopeless);
        assert_eq!(progress("1*"), Progress::Hopeless);
    }

    #[test]
    fn second_lines_end_before_the_numbers_run_out() {
        assert_eq!(second_line(1001).as_deref(), Some("7001"));
        assert_eq!(second_line(2999).as_deref(), Some("8999"));
        assert_eq!(second_line(3000), None);
    }
}
