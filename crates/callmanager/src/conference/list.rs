//! The list of a conference's participants, as a menu on a phone.
//!
//! It is pushed as XML in UserToDeviceDataVersion1; what the person chooses comes
//! back as DeviceToUserDataVersion1 with the data of the key or the item (reference,
//! sections 3.1 and 5.11). Only who controls the conference may remove others.

use std::fmt::Write as _;

use sccp::{Data, SequenceFlag, UserDataVersion1, UserToDeviceDataVersion1};
use tracing::debug;

use crate::CallManager;
use crate::calls::LegState;
use crate::directory::PhoneIndex;
use crate::display::phrase;

/// Application id of a conference list, as chan-sccp has it (reference, 0x013F).
const APPLICATION: u32 = 9_081;

/// The most bytes of one part of a text (reference, 0x013F).
const MAX_PART: usize = 2_000;

/// Data of the keys of the list.
const UPDATE: &str = "UPDATE";
const REMOVE: &str = "REMOVE";

/// A list that a phone shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenList {
    /// The leg whose conference it shows.
    reference: u32,
    transaction: u32,
    /// Remove was pressed: the next participant chosen has to go.
    removes: bool,
}

impl CallManager {
    /// The ConfList key.
    pub(crate) fn conference_list_key(&mut self, phone: PhoneIndex, meant: Option<u32>) {
        let reference = meant.or_else(|| self.active_leg(phone));
        match reference.filter(|reference| self.conference_of(*reference).is_some()) {
            Some(reference) => self.push_list(phone, reference),
            None => self.notify_briefly(phone, phrase::NO_PARTICIPANT_INFO),
        }
    }

    /// What a person chose in a list.
    pub(crate) fn list_answered(&mut self, phone: PhoneIndex, answer: &UserDataVersion1) {
        if answer.application_id != APPLICATION {
            return;
        }
        let list = self.directory.get(phone).conference_list;
        let Some(list) = list.filter(|list| list.transaction == answer.transaction_id) else {
            return debug!("an answer to a conference list that is not shown any more");
        };
        if self.conference_of(list.reference).is_none() {
            return self.notify_briefly(phone, phrase::NO_PARTICIPANT_INFO);
        }
        let data = String::from_utf8_lossy(answer.data.as_bytes());
        // Phones may put what they know of the key behind it.
        let mut words = data.split(|letter: char| !letter.is_ascii_alphanumeric());
        let (chosen, behind) = (words.next().unwrap_or_default(), words.next());
        let removes = self.is_controller(list.reference);
        match (chosen, behind.and_then(|word| word.parse().ok())) {
            (REMOVE, Some(member)) if removes => self.remove(phone, list, member),
            (REMOVE, None) if removes => {
                self.directory.get_mut(phone).conference_list = Some(OpenList {
                    removes: true,
                    ..list
                });
            }
            (UPDATE, _) => self.push_list(phone, list.reference),
            (chosen, _) => match chosen.parse() {
                Ok(member) if list.removes => self.remove(phone, list, member),
                Ok(_) => self.push_list(phone, list.reference),
                Err(_) => self.notify_briefly(phone, phrase::KEY_IS_NOT_ACTIVE),
            },
        }
    }

    /// Removes a participant and shows the list anew.
    fn remove(&mut self, phone: PhoneIndex, list: OpenList, member: u32) {
        let own = self.conference_of(list.reference);
        if member == list.reference || self.conference_of(member) != own {
            return self.push_list(phone, list.reference);
        }
        self.hang_up(member);
        if self.conference_of(list.reference).is_some() {
            self.push_list(phone, list.reference);
        }
    }

    /// Shows the participants at a phone.
    fn push_list(&mut self, phone: PhoneIndex, reference: u32) {
        let transaction = self.next_identifier();
        let Some(xml) = self.list(reference, transaction) else {
            return;
        };
        self.directory.get_mut(phone).conference_list = Some(OpenList {
            reference,
            transaction,
            removes: false,
        });
        self.push(phone, reference, transaction, &xml);
    }

    /// Takes the list of a conference away from a phone that is in it no more.
    pub(crate) fn close_list(&mut self, reference: u32, phone: PhoneIndex) {
        let list = &mut self.directory.get_mut(phone).conference_list;
        if let Some(list) = list.take_if(|list| list.reference == reference) {
            let xml = format!(
                "<CiscoIPPhoneExecute><ExecuteItem Priority=\"0\" URL=\"App:Close:{APPLICATION}\"/>\
                 </CiscoIPPhoneExecute>"
            );
            self.push(phone, reference, list.transaction, &xml);
        }
    }

    /// Sends XML to a phone, in parts if it is long.
    fn push(&mut self, phone: PhoneIndex, reference: u32, transaction: u32, xml: &str) {
        let line_instance = self.place(reference).map_or(0, |(_, line)| line);
        let conference_id = self.conference_of(reference).map_or(0, |id| id.0);
        let parts: Vec<&[u8]> = xml.as_bytes().chunks(MAX_PART).collect();
        for (place, part) in parts.iter().enumerate() {
            let sequence_flag = match place {
                _ if place + 1 == parts.len() => SequenceFlag::LAST,
                0 => SequenceFlag::FIRST,
                _ => SequenceFlag::MORE,
            };
            let data = UserDataVersion1 {
                application_id: APPLICATION,
                line_instance,
                call_reference: reference,
                transaction_id: transaction,
                sequence_flag,
                display_priority: 0,
                conference_id,
                app_instance_id: APPLICATION,
                routing_id: 1,
                data: Data::new(*part),
            };
            self.tell(
                phone,
                UserToDeviceDataVersion1 {
                    user_to_device_data: data,
                },
            );
        }
    }

    /// The list as XML. A star marks who controls the conference.
    fn list(&self, reference: u32, transaction: u32) -> Option<String> {
        let conference = self.conferences.get(&self.conference_of(reference)?)?;
        let (_, line_instance) = self.place(reference)?;
        let address = format!("{APPLICATION}:{line_instance}:{reference}:{transaction}");
        let mut xml = String::from("<CiscoIPPhoneMenu><Title>Conference</Title>");
        let count = conference.members.len();
        // Writing to a String does not fail.
        let _ = write!(xml, "<Prompt>{count} participants</Prompt>");
        for member in &conference.members {
            let party = self.party_at(*member);
            let star = if conference.controller == Some(*member) {
                "* "
            } else {
                ""
            };
            let held = if self.leg_state(*member) == Some(LegState::Held) {
                " (hold)"
            } else {
                ""
            };
            let name = escaped(&format!("{star}{} {}{held}", party.number, party.name));
            let _ = write!(
                xml,
                "<MenuItem><Name>{name}</Name><URL>UserCallData:{address}:{member}</URL></MenuItem>"
            );
        }
        // Remove is told first, then who is marked: that is what Select does.
        let remove = format!("UserCallDataSoftKey:Select:{address}:{REMOVE}");
        let update = format!("UserCallData:{address}:{UPDATE}");
        let mut keys = vec![("Update", update), ("Exit", "SoftKey:Exit".to_owned())];
        if conference.controller == Some(reference) {
            keys.insert(0, ("Remove", remove));
        }
        for (place, (name, url)) in (1..).zip(keys) {
            let _ = write!(
                xml,
                "<SoftKeyItem><Name>{name}</Name><Position>{place}</Position>\
                 <URL>{url}</URL></SoftKeyItem>"
            );
        }
        xml.push_str("</CiscoIPPhoneMenu>");
        Some(xml)
    }
}

/// A text as it stands in XML.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
        out
    })
}
