//! Contacts that are taken into others: who is known already gets what was missing.

use std::collections::BTreeMap;

use crate::contact::Contact;
use crate::fold::folded;
use crate::recent::same_number;
use crate::text::Read;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Contacts that are new.
    pub added: usize,
    /// Contacts that were there, and have numbers or addresses they had not.
    pub completed: usize,
    /// Contacts that were there already.
    pub known: usize,
    /// Cards or lines with neither a name nor a number.
    pub skipped: usize,
}

impl Import {
    /// Takes what was read into these contacts.
    pub(crate) fn into(contacts: &mut Vec<Contact>, read: Read) -> Self {
        let mut done = Self {
            skipped: read.skipped,
            ..Self::default()
        };
        let mut places = Places::of(contacts);
        for new in read.contacts {
            match places.of_same(contacts, &new) {
                Some(at) => match contacts
                    .get_mut(at)
                    .is_some_and(|known| complete(known, &new))
                {
                    true => done.completed += 1,
                    false => done.known += 1,
                },
                None => {
                    let new = new.with_uid();
                    places.add(&new, contacts.len());
                    contacts.push(new);
                    done.added += 1;
                }
            }
        }
        done
    }
}

/// Where contacts are, by uid and by name.
struct Places {
    by_uid: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Places {
    fn of(contacts: &[Contact]) -> Self {
        let mut places = Self {
            by_uid: Default::default(),
            by_name: Default::default(),
        };
        for (at, contact) in contacts.iter().enumerate() {
            places.add(contact, at);
        }
        places
    }

    fn add(&mut self, contact: &Contact, at: usize) {
        self.by_uid.insert(contact.uid.clone(), at);
        let name = folded(contact.title());
        self.by_name.entry(name).or_default().push(at);
    }

    fn of_same(&self, contacts: &[Contact], new: &Contact) -> Option<usize> {
        let by_uid = self.by_uid.get(&new.uid).filter(|_| !new.uid.is_empty());
        by_uid.copied().or_else(|| {
            let same = |at: &&usize| {
                contacts.get(**at).is_some_and(|known| {
                    let mut numbers = new.numbers.iter();
                    known.numbers.is_empty()
                        || new.numbers.is_empty()
                        || numbers.any(|number| has_number(known, &number.number))
                })
            };
            let named = self.by_name.get(&folded(new.title()))?;
            named.iter().find(same).copied()
        })
    }
}

fn has_number(contact: &Contact, number: &str) -> bool {
    let mut numbers = contact.numbers.iter();
    numbers.any(|own| own.number == number || same_number(&own.number, number))
}

/// Adds what a contact has not; whether that was anything.
fn complete(known: &mut Contact, new: &Contact) -> bool {
    let before = known.clone();
    for number in &new.numbers {
        if !has_number(known, &number.number) {
            known.numbers.push(number.clone());
        }
    }
    for email in &new.emails {
        if !known.emails.contains(email) {
            known.emails.push(email.clone());
        }
    }
    for (own, its) in [
        (&mut known.organisation, &new.organisation),
        (&mut known.note, &new.note),
    ] {
        if own.is_empty() {
            own.clone_from(its);
        }
    }
    *known != before
}
