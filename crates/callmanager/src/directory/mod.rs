//! The phones the server knows, the numbers of their lines, and what is set for these.
//!
//! A phone keeps its numbers for the server's life, registered or not. Several
//! phones may have a line with the same number: a shared line. Who is called is
//! decided in `calls::routing`.

pub(crate) mod buttons;
pub(crate) mod numbers;
mod phone;

pub(crate) use phone::{Phone, PhoneIndex};

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sccp::Language;

use crate::Config;
use crate::config::{FIRST_NUMBER, LineConfig, PhoneConfig, UnknownPhones};
use buttons::Buttons;
use numbers::{LAST_NUMBER, Progress};

/// The device type that phones are taken for before they say theirs: six buttons.
const ANY_DEVICE_TYPE: u32 = 0;

/// Why a phone may not register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is not configured, and others are not let in.
    Unknown,
    /// All numbers are given away.
    NoNumber,
}

impl Refusal {
    /// What the phone shows of it.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Unknown => "Device is not configured",
            Self::NoNumber => "No number is free",
        }
    }
}

/// All phones, and all numbers that have a meaning.
#[derive(Debug)]
pub(crate) struct Directory {
    phones: Vec<Phone>,
    by_device: HashMap<String, PhoneIndex>,
    /// The places of each line.
    by_number: BTreeMap<String, Vec<(PhoneIndex, u32)>>,
    /// The busy lamps that watch a line: phones and instances of their buttons.
    by_watched: HashMap<String, Vec<(PhoneIndex, u32)>>,
    /// Numbers that are no line's: of groups, of voice mail.
    other_numbers: BTreeSet<String>,
    settings: HashMap<String, LineConfig>,
    /// What is set for lines that are not configured.
    unset: LineConfig,
    unknown_phones: UnknownPhones,
    language: Language,
    next_number: u32,
}

impl Directory {
    /// The phones that are configured, none of them registered.
    pub(crate) fn new(config: &Config) -> Self {
        let pickup = config
            .pickup_groups
            .iter()
            .filter_map(|g| g.number.as_ref());
        let other_numbers = [&config.voicemail.number, &config.paging.number]
            .into_iter()
            .chain(pickup)
            .chain(config.hunt_groups.iter().map(|group| &group.number))
            .chain(config.page_groups.iter().map(|group| &group.number))
            .chain(config.scripts.iter().map(|script| &script.number))
            .filter(|number| !number.is_empty());
        let settings = config.lines.iter();
        let mut directory = Self {
            phones: Vec::new(),
            by_device: HashMap::new(),
            by_number: BTreeMap::new(),
            by_watched: HashMap::new(),
            other_numbers: other_numbers.cloned().collect(),
            settings: settings
                .map(|line| (line.number.clone(), line.clone()))
                .collect(),
            unset: LineConfig {
                voicemail: config.voicemail.for_all,
                ..LineConfig::default()
            },
            unknown_phones: config.unknown_phones,
            language: config.language,
            next_number: FIRST_NUMBER,
        };
        // Numbers that are written down are not given to others.
        let (listed, rest): (Vec<_>, Vec<_>) = config
            .phones
            .iter()
            .partition(|phone| !phone.buttons.is_empty());
        for phone in listed.into_iter().chain(rest) {
            directory.add(phone, ANY_DEVICE_TYPE);
        }
        directory
    }

    /// The phone with that device name.
    pub(crate) fn find(&self, device: &str) -> Option<PhoneIndex> {
        self.by_device.get(device).copied()
    }

    /// A phone that wants to register: the one it is, or a new one if that may be.
    pub(crate) fn admit(&mut self, device: &str, device_type: u32) -> Result<PhoneIndex, Refusal> {
        if let Some(index) = self.find(device) {
            // What was configured stays; what was given follows the type.
            let given = &self.get(index).given;
            if !given.is_empty() {
                let buttons = Buttons::of(device_type, given, self.get(index).language);
                self.set_buttons(index, buttons);
            }
            return Ok(index);
        }
        if !self.unknown_phones.register {
            return Err(Refusal::Unknown);
        }
        let phone = PhoneConfig {
            device: device.to_owned(),
            ..PhoneConfig::default()
        };
        self.add(&phone, device_type).ok_or(Refusal::NoNumber)
    }

    /// A phone of this name could be admitted, unless numbers have run out.
    pub(crate) fn would_admit(&self, device: &str) -> bool {
        self.find(device).is_some() || self.unknown_phones.register
    }

    pub(crate) fn get(&self, index: PhoneIndex) -> &Phone {
        // An index is only made by `add`, and phones are never removed.
        &self.phones[index.0]
    }

    pub(crate) fn get_mut(&mut self, index: PhoneIndex) -> &mut Phone {
        // As in `get`.
        &mut self.phones[index.0]
    }

    /// The phones with that line, and which line of theirs it is; several share it.
    pub(crate) fn places(&self, number: &str) -> &[(PhoneIndex, u32)] {
        self.by_number.get(number).map_or(&[], Vec::as_slice)
    }

    /// The busy lamps that watch a line: phones and instances of their buttons.
    pub(crate) fn busy_lamps(&self, number: &str) -> &[(PhoneIndex, u32)] {
        self.by_watched.get(number).map_or(&[], Vec::as_slice)
    }

    /// What is set for a line.
    pub(crate) fn settings(&self, number: &str) -> &LineConfig {
        self.settings.get(number).unwrap_or(&self.unset)
    }

    /// What is set for a line of a phone.
    pub(crate) fn settings_at(&self, phone: PhoneIndex, line_instance: u32) -> &LineConfig {
        let number = self.get(phone).buttons.line(line_instance);
        self.settings(number.unwrap_or_default())
    }

    /// The name that others see of a line of a phone.
    pub(crate) fn name_at(&self, phone: PhoneIndex, line_instance: u32) -> &str {
        match self.settings_at(phone, line_instance).name.as_str() {
            "" => &self.get(phone).name,
            name => name,
        }
    }

    /// How far digits have come towards a number.
    pub(crate) fn progress(&self, digits: &str) -> Progress {
        if digits.is_empty() {
            return Progress::Open;
        }
        let from = digits.to_owned()..;
        let lines = self.by_number.range(from.clone()).map(|(number, _)| number);
        let others = self.other_numbers.range(from);
        // The number itself comes first of those that begin with it, then longer ones.
        let (lines, others) = (lines.take(2), others.take(2));
        let mut is_whole = false;
        for number in lines.chain(others).filter(|n| n.starts_with(digits)) {
            if number.len() > digits.len() {
                return Progress::Open;
            }
            is_whole = true;
        }
        if is_whole {
            Progress::Complete
        } else {
            numbers::progress(digits)
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (PhoneIndex, &Phone)> {
        let phones = self.phones.iter().enumerate();
        phones.map(|(place, phone)| (PhoneIndex(place), phone))
    }

    /// Adds a phone; none when it needs a number and all are given away.
    fn add(&mut self, config: &PhoneConfig, device_type: u32) -> Option<PhoneIndex> {
        let mut given = Vec::new();
        let buttons = if config.buttons.is_empty() {
            given = self.give_numbers()?;
            Buttons::of(
                device_type,
                &given,
                config.language.unwrap_or(self.language),
            )
        } else {
            Buttons::listed(&config.buttons)
        };
        let number = buttons.line(1).unwrap_or_default().to_owned();
        let name = match config.name.as_str() {
            "" => format!("Phone {number}"),
            name => name.to_owned(),
        };
        let index = PhoneIndex(self.phones.len());
        self.phones.push(Phone {
            device: config.device.clone(),
            number,
            name,
            language: config.language.unwrap_or(self.language),
            encrypts: config.srtp.unwrap_or(true),
            codecs: config.codecs.clone(),
            buttons: Buttons::default(),
            given,
            connection: None,
            last_number: None,
            legs: Vec::new(),
            conference_list: None,
            lamps: BTreeMap::new(),
            features: BTreeMap::new(),
            busy_lamps: BTreeMap::new(),
        });
        self.by_device.insert(config.device.clone(), index);
        // Only configured buttons watch, and those stay.
        for (instance, number) in buttons.busy_lamps() {
            let lamps = self.by_watched.entry(number.to_owned()).or_default();
            lamps.push((index, instance));
        }
        self.set_buttons(index, buttons);
        Some(index)
    }

    /// The next free number, with that of a second line if there is to be one.
    fn give_numbers(&mut self) -> Option<Vec<String>> {
        let is_free = |number: &String| {
            !self.by_number.contains_key(number) && !self.other_numbers.contains(number)
        };
        let (first, number) = (self.next_number..=LAST_NUMBER)
            .map(|first| (first, first.to_string()))
            .find(|(_, number)| is_free(number))?;
        let second = (self.unknown_phones.lines > 1)
            .then(|| numbers::second_line(first))
            .flatten()
            .filter(is_free);
        self.next_number = first + 1;
        Some(std::iter::once(number).chain(second).collect())
    }

    fn set_buttons(&mut self, index: PhoneIndex, buttons: Buttons) {
        for (_, number) in self.phones[index.0].buttons.line_numbers() {
            if let Some(places) = self.by_number.get_mut(number) {
                places.retain(|(phone, _)| *phone != index);
                if places.is_empty() {
                    self.by_number.remove(number);
                }
            }
        }
        for (line_instance, number) in buttons.line_numbers() {
            let places = self.by_number.entry(number.to_owned()).or_default();
            places.push((index, line_instance));
        }
        self.phones[index.0].buttons = buttons;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        Config::from_toml(text).expect("it is right")
    }

    #[test]
    fn phones_that_are_not_configured_get_numbers_in_their_order() {
        let mut directory = Directory::new(&Config::default());
        let first = directory.admit("SEP1", 30006).expect("there is room");
        let second = directory.admit("SEP2", 8).expect("there is room");
        assert_eq!(directory.places("1001"), [(first, 1)]);
        assert_eq!(directory.places("7001"), [(first, 2)]);
        assert_eq!(directory.places("1002"), [(second, 1)]);
        assert_eq!(directory.places("7002"), []);
        // The same phone with more buttons has its second line.
        assert_eq!(directory.admit("SEP2", 7), Ok(second));
        assert_eq!(directory.places("7002"), [(second, 2)]);
    }

    #[test]
    fn a_number_on_several_phones_is_a_shared_line() {
        let directory = Directory::new(&config(
            "[[phone]]\ndevice = \"A\"\nname = \"Anna\"\nbuttons = [\"line 1001\", \"line 1100\"]\n\
             [[phone]]\ndevice = \"B\"\nbuttons = [\"line 1100\"]\n\
             [[line]]\nnumber = \"1100\"\nname = \"Sales\"\n",
        ));
        let (a, b) = (directory.find("A"), directory.find("B"));
        let (a, b) = (a.expect("configured"), b.expect("configured"));
        assert_eq!(directory.places("1100"), [(a, 2), (b, 1)]);
        assert_eq!(directory.name_at(a, 1), "Anna");
        assert_eq!(directory.name_at(a, 2), "Sales");
        assert_eq!(directory.get(b).name, "Phone 1100");
    }

    #[test]
    fn numbers_that_are_written_down_are_given_to_nobody_else() {
        let mut directory = Directory::new(&config(
            "[[phone]]\ndevice = \"A\"\n\
             [[phone]]\ndevice = \"B\"\nbuttons = [\"line 1001\"]\n\
             [[hunt_group]]\nnumber = \"1003\"\nmembers = []\n",
        ));
        let number = |directory: &Directory, device| {
            let index = directory.find(device).expect("it is there");
            directory.get(index).number.clone()
        };
        assert_eq!(number(&directory, "A"), "1002");
        assert_eq!(number(&directory, "B"), "1001");
        assert!(directory.admit("C", 7).is_ok());
        assert_eq!(number(&directory, "C"), "1004");
    }

    #[test]
    fn phones_that_are_not_configured_are_refused_if_so_configured() {
        let mut directory = Directory::new(&config(
            "[unknown_phones]\nregister = false\n[[phone]]\ndevice = \"A\"\n",
        ));
        assert!(directory.admit("A", 7).is_ok());
        assert_eq!(directory.admit("B", 7), Err(Refusal::Unknown));
    }

    #[test]
    fn configured_numbers_of_any_length_are_complete_when_no_longer_one_begins_so() {
        let directory = Directory::new(&config(
            "[[phone]]\ndevice = \"A\"\nbuttons = [\"line 42\", \"line 421\", \"line *7\", \"line 123456\"]\n",
        ));
        let progress = |digits| directory.progress(digits);
        assert_eq!(progress(""), Progress::Open);
        assert_eq!(progress("42"), Progress::Open);
        assert_eq!(progress("421"), Progress::Complete);
        assert_eq!(progress("*"), Progress::Open);
        assert_eq!(progress("*7"), Progress::Complete);
        assert_eq!(progress("1234"), Progress::Open);
        assert_eq!(progress("1235"), Progress::Complete);
        assert_eq!(progress("9"), Progress::Hopeless);
    }
}
