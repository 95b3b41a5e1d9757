//! The phones the server knows, by device name, and the numbers they have.
//!
//! A phone keeps its number for the server's life, registered or not.

use std::collections::{BTreeMap, HashMap};

use crate::buttons::Buttons;
use crate::config::FIRST_NUMBER;
use crate::numbers::{self, LAST_NUMBER};
use crate::port::ConnectionId;

/// A phone's place in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PhoneIndex(usize);

/// A phone that has registered at least once.
#[derive(Clone, Debug)]
pub(crate) struct Phone {
    pub(crate) device: String,
    /// The number of its first line.
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) buttons: Buttons,
    /// Its connection while it is registered.
    pub(crate) connection: Option<ConnectionId>,
    /// The last number it dialled.
    pub(crate) last_number: Option<String>,
    /// References of its calls, oldest first.
    pub(crate) legs: Vec<u32>,
    /// The lamps as it was told them, by line.
    pub(crate) lamps: BTreeMap<u32, sccp::LampMode>,
}

impl Phone {
    /// The number of one of its lines.
    pub(crate) fn line_number(&self, line_instance: u32) -> Option<String> {
        (1..=self.buttons.lines())
            .contains(&line_instance)
            .then(|| numbers::line_number(self.number, line_instance))
            .flatten()
    }
}

/// All phones.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    phones: Vec<Phone>,
    by_device: HashMap<String, PhoneIndex>,
}

impl Directory {
    pub(crate) fn find(&self, device: &str) -> Option<PhoneIndex> {
        self.by_device.get(device).copied()
    }

    /// Adds a phone with the next free number; none when all numbers are given away.
    pub(crate) fn add(
        &mut self,
        device: &str,
        name: Option<&String>,
        buttons: Buttons,
    ) -> Option<PhoneIndex> {
        let index = PhoneIndex(self.phones.len());
        let number = u32::try_from(index.0)
            .ok()?
            .checked_add(FIRST_NUMBER)
            .filter(|number| *number <= LAST_NUMBER)?;
        self.phones.push(Phone {
            device: device.to_owned(),
            number,
            name: name.cloned().unwrap_or_else(|| format!("Phone {number}")),
            buttons,
            connection: None,
            last_number: None,
            legs: Vec::new(),
            lamps: BTreeMap::new(),
        });
        self.by_device.insert(device.to_owned(), index);
        Some(index)
    }

    pub(crate) fn get(&self, index: PhoneIndex) -> &Phone {
        // An index is only made by `add`, and phones are never removed.
        &self.phones[index.0]
    }

    pub(crate) fn get_mut(&mut self, index: PhoneIndex) -> &mut Phone {
        // As in `get`.
        &mut self.phones[index.0]
    }

    /// The phone and the line behind a number.
    pub(crate) fn line(&self, number: &str) -> Option<(PhoneIndex, u32)> {
        let (first, line_instance) = numbers::line_of(number)?;
        let place = usize::try_from(first.checked_sub(FIRST_NUMBER)?).ok()?;
        let phone = self.phones.get(place)?;
        phone.line_number(line_instance)?;
        Some((PhoneIndex(place), line_instance))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Phone> {
        self.phones.iter()
    }
}
