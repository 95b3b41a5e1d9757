//! The Directories menu: the call lists, the personal directory, and what the server has.

use super::{Choice, Entry, Page, item, menu_item};
use crate::{PersonalEntry, Station};

/// Entries of the personal directory that are taken at most.
const MAX_PERSONAL: usize = 2000;

/// Digits that narrow it at most.
const MAX_SEARCH: usize = 16;

/// The personal directory, and what of it is looked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Personal {
    entries: Vec<PersonalEntry>,
    search: String,
}

impl Personal {
    /// These are in it from now on.
    pub(crate) fn set(&mut self, mut entries: Vec<PersonalEntry>) {
        entries.truncate(MAX_PERSONAL);
        entries.sort_by_cached_key(|entry| entry.name.to_lowercase());
        self.entries = entries;
    }

    /// Those that the digits typed mean.
    fn found(&self) -> impl Iterator<Item = &PersonalEntry> {
        self.entries
            .iter()
            .filter(|entry| is_meant(entry, &self.search))
    }
}

/// The digits are the letters that a word of the name begins with, or in the number.
fn is_meant(entry: &PersonalEntry, digits: &str) -> bool {
    let in_name = entry
        .name
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| {
            let keys: String = word.chars().filter_map(key_of_letter).collect();
            keys.starts_with(digits)
        });
    let number: String = entry.number.chars().filter(char::is_ascii_digit).collect();
    in_name || number.contains(digits)
}

/// The key of the keypad that a letter stands on.
fn key_of_letter(letter: char) -> Option<char> {
    let plain = match letter.to_lowercase().next()? {
        'à'..='å' | 'æ' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' | 'œ' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        'ß' => 's',
        other => other,
    };
    Some(match plain {
        'a'..='c' => '2',
        'd'..='f' => '3',
        'g'..='i' => '4',
        'j'..='l' => '5',
        'm'..='o' => '6',
        'p'..='s' => '7',
        't'..='v' => '8',
        'w'..='z' => '9',
        digit if digit.is_ascii_digit() => digit,
        _ => return None,
    })
}

impl Station {
    pub(super) fn directories(&self) -> Vec<Entry> {
        let mut items = self.call_lists();
        let entries = self.personal.entries.len();
        items.push(self.entry(Page::Personal, entries.to_string()));
        items.extend(self.directory_services());
        items
    }

    /// Services of the server that are directories: the corporate one.
    fn directory_services(&self) -> impl Iterator<Item = Entry> {
        let is_directory = |text: &str| {
            let text = text.to_lowercase();
            let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
            plain.contains("corporatedirectory") || plain.contains("xmldirectory")
        };
        self.lines
            .services()
            .filter(move |(_, service)| {
                is_directory(&service.number) || is_directory(service.text())
            })
            .map(|(index, service)| (menu_item(service.text(), ""), Choice::Service(index)))
    }

    pub(super) fn personal_items(&self) -> Vec<Entry> {
        let items: Vec<_> = self
            .personal
            .found()
            .map(|entry| {
                let mut item = menu_item(&entry.name, entry.number.clone());
                item.presence = self.watching.presence(&entry.number);
                (item, Choice::Dial(self.dialling.dialled_for(&entry.number)))
            })
            .collect();
        if items.is_empty() {
            vec![item(self.words("No entries"), "")]
        } else {
            items
        }
    }

    pub(super) fn personal_prompt(&self) -> String {
        match self.personal.search.as_str() {
            "" => self.words("Type a name with the keypad").to_owned(),
            digits => self.words_with("Looking for {}", &[&digits]),
        }
    }

    /// A digit narrows the personal directory. `false`: that is not open.
    pub(super) fn type_in_directory(&mut self, key: char) -> bool {
        let is_open = self.menu.is_some_and(|menu| menu.page == Page::Personal);
        if is_open && key.is_ascii_digit() && self.personal.search.len() < MAX_SEARCH {
            self.personal.search.push(key);
            self.mark_item(0);
        }
        is_open
    }

    /// Take the last of these digits back. `false`: the directory is not open.
    pub(crate) fn take_back_in_directory(&mut self) -> bool {
        let is_open = self.menu.is_some_and(|menu| menu.page == Page::Personal);
        if is_open {
            self.personal.search.pop();
            self.mark_item(0);
        }
        is_open
    }

    /// The directory is opened: nothing is looked for.
    pub(super) fn forget_search(&mut self) {
        self.personal.search.clear();
    }

    /// The number of the marked entry, as it is dialled.
    pub(super) fn marked_personal(&self) -> Option<String> {
        let menu = self.menu.filter(|menu| menu.page == Page::Personal)?;
        let entry = self.personal.found().nth(menu.selected)?;
        Some(self.dialling.dialled_for(&entry.number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_mean_the_letters_of_a_word_or_a_part_of_the_number() {
        let entry = PersonalEntry {
            name: "Émile Dvořák-Möller".into(),
            number: "+49 (30) 1234".into(),
        };
        for digits in ["", "36453", "66", "3012", "4930"] {
            assert!(is_meant(&entry, digits), "{digits}");
        }
        for digits in ["645", "999"] {
            assert!(!is_meant(&entry, digits), "{digits}");
        }
    }
}
