//! One contact.

use crate::fold::folded;

/// Somebody with numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// What stands for this contact among all (`UID`); empty in one that is new.
    pub uid: String,
    /// The whole name, as it is shown.
    pub name: String,
    /// Family name, where it is known by itself.
    pub family: String,
    /// Given name, where it is known by itself.
    pub given: String,
    /// Organisation, and its unit.
    pub organisation: String,
    /// Mail addresses.
    pub emails: Vec<String>,
    /// Numbers, in the order of the person.
    pub numbers: Vec<Number>,
    /// A note.
    pub note: String,
    /// Lines of its vCard that say more than is shown here; they are written again as they were.
    pub more: Vec<String>,
}

/// A number of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// What it is for.
    pub kind: Kind,
    /// As it is written: what to dial is told by the `numbers` crate.
    pub number: String,
}

/// What a number is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The desk.
    #[default]
    Work,
    /// A phone to carry.
    Mobile,
    /// At home.
    Home,
    /// A facsimile machine, which nobody wants to talk to.
    Fax,
    /// Something else.
    Other,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Work, Self::Mobile, Self::Home, Self::Fax, Self::Other];

    /// What it is called, in English.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Work => "Work",
            Self::Mobile => "Mobile",
            Self::Home => "Home",
            Self::Fax => "Fax",
            Self::Other => "Other",
        }
    }
}

impl Contact {
    /// Somebody of this name with these numbers.
    pub fn new(name: &str, numbers: &[(Kind, &str)]) -> Self {
        let numbers = numbers.iter().map(|(kind, number)| Number {
            kind: *kind,
            number: (*number).to_owned(),
        });
        Self {
            name: name.to_owned(),
            numbers: numbers.collect(),
            ..Self::default()
        }
    }

    /// What it is listed as: the name, else the organisation, the mail address or the number.
    pub fn title(&self) -> &str {
        let email = self.emails.first().map(String::as_str);
        let number = self.numbers.first().map(|number| number.number.as_str());
        [self.name.as_str(), self.organisation.as_str()]
            .into_iter()
            .chain(email)
            .chain(number)
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// Whether there is anything in it to list.
    pub fn is_empty(&self) -> bool {
        self.title().is_empty()
    }

    /// The number to call when nothing else is said: the first that is no facsimile machine.
    pub fn first_number(&self) -> Option<&Number> {
        let mut voice = self
            .numbers
            .iter()
            .filter(|number| number.kind != Kind::Fax);
        voice.next().or_else(|| self.numbers.first())
    }

    /// With a uid, which one that is new has not.
    pub(crate) fn with_uid(mut self) -> Self {
        if self.uid.is_empty() {
            let mut random = [0_u8; 16];
            // Without chance from the system there is none to be had: the name has to do.
            self.uid = match getrandom::fill(&mut random) {
                Ok(()) => {
                    let digits: Vec<String> =
                        random.iter().map(|byte| format!("{byte:02x}")).collect();
                    format!("offhook-{}", digits.concat())
                }
                Err(_) => format!("offhook-{}", folded(self.title())),
            };
        }
        self
    }

    /// The name in parts for one that has none: the last word is the family name.
    pub(crate) fn with_parts(mut self) -> Self {
        if self.name.is_empty() {
            self.name = [self.given.as_str(), self.family.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
        }
        if self.family.is_empty() && self.given.is_empty() {
            let (given, family) = self.name.rsplit_once(' ').unwrap_or(("", &self.name));
            (self.given, self.family) = (given.to_owned(), family.to_owned());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_listed_by_the_best_that_is_known() {
        let mut contact = Contact::new("", &[(Kind::Fax, "1"), (Kind::Work, "2")]);
        assert_eq!(contact.title(), "1");
        assert_eq!(contact.first_number().map(|n| n.number.as_str()), Some("2"));
        contact.organisation = "Sky Works".to_owned();
        assert_eq!(contact.title(), "Sky Works");
        contact.name = "Bob Smith".to_owned();
        assert_eq!(contact.title(), "Bob Smith");
        assert_eq!(contact.with_parts().family, "Smith");
        assert!(Contact::default().is_empty());
    }
}
