//! The seam to the preferences: what is set, and how it is changed.
//!
//! Settings have the keys of the configuration file (`region`, `headset.volume`), so that what
//! stands there and what the window shows is one thing. Whoever keeps them decides what a change
//! means for the running phone; the window only asks.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The gains that a microphone can be given, dB; who has an amplifier holds it to its own.
pub const MICROPHONE_GAIN_DB: RangeInclusive<i64> = -20..=20;

/// What is set, by the keys of the configuration file. What is not there is as usual.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// The values that are set.
    pub values: BTreeMap<String, Value>,
}

/// A value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// On or off.
    Switch(bool),
    /// A whole number.
    Number(i64),
    /// Words.
    Text(String),
    /// Words, in an order.
    List(Vec<String>),
    /// Entries with settings of their own, in an order.
    Entries(Vec<BTreeMap<String, Self>>),
}

/// A change of one setting: its key, and what it is from now on; nothing: as usual.
pub type Change = (String, Option<Value>);

/// What became of the last change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// All changes are in force and kept.
    #[default]
    Kept,
    /// In force, but for this time only: there is no file for it.
    ForNow,
    /// It is kept, and comes into force when no call would be cut by it.
    AfterCall,
    /// It was refused, with the reason; what was set before is in force.
    Refused(String),
}

/// A setting that was given besides the file, and goes over it as long as the program runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overridden {
    /// What gave it: an option, or a variable of the environment.
    pub by: String,
    /// What was given.
    pub value: String,
}

/// A network adapter that a device name can be made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adapter {
    /// What the system calls it.
    pub name: String,
    /// The device name: `SEP` and its address.
    pub device: String,
}

/// Keeps the preferences. Every call returns at once.
pub trait PreferenceStore {
    /// What is set now.
    fn preferences(&self) -> Preferences;

    /// Set these from now on, all or none of them, and keep them for the next start.
    fn change(&self, changes: Vec<Change>);

    /// What became of the last change.
    fn outcome(&self) -> Outcome {
        Outcome::Kept
    }

    /// What was given besides the file, by key; what is set counts only without it.
    fn overridden(&self) -> BTreeMap<String, Overridden> {
        BTreeMap::new()
    }

    /// The names of the rings; the first one is usual.
    fn rings(&self) -> Vec<String> {
        Vec::new()
    }

    /// The network adapters of this machine.
    fn adapters(&self) -> Vec<Adapter> {
        Vec::new()
    }

    /// The codecs that this machine has, by name, in their usual order.
    fn codecs(&self) -> Vec<String> {
        Vec::new()
    }

    /// The file that all this is kept in.
    fn file(&self) -> Option<String> {
        None
    }

    /// Show its folder in the system's way.
    fn show_folder(&self) {}
}

impl Preferences {
    /// Whether this is on; `usual` where nothing is set.
    #[must_use]
    pub fn is_on(&self, key: &str, usual: bool) -> bool {
        match self.values.get(key) {
            Some(Value::Switch(on)) => *on,
            _ => usual,
        }
    }

    /// The words that are set, also of a number; of a list the first.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        match self.values.get(key)? {
            Value::Text(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Switch(on) => Some(on.to_string()),
            Value::List(list) => list.first().cloned(),
            Value::Entries(_) => None,
        }
    }

    /// The list that is set; one word is a list of one.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<String> {
        match self.values.get(key) {
            Some(Value::List(list)) => list.clone(),
            Some(Value::Text(text)) => vec![text.clone()],
            _ => Vec::new(),
        }
    }

    /// Makes the changes here.
    pub fn apply(&mut self, changes: &[Change]) {
        for (key, value) in changes {
            match value {
                Some(value) => self.values.insert(key.clone(), value.clone()),
                None => self.values.remove(key),
            };
        }
    }
}
