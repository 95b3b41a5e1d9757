//! Soft keys: which the screen shows, and which of them does what a person wants.
//!
//! A wanted key is found by the words of its label, never by its number: servers
//! number their events differently (section 4.1).

use crate::SoftKey;
use crate::keys::{SoftKeyTemplate, TemplateKey};

/// A selection by the server: a set and the places of it that are enabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeySelection {
    /// Index of the set.
    pub(crate) set: u32,
    /// Bit `i` enables place `i`.
    pub(crate) mask: u32,
}

/// A key that the phone itself looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Answer,
    Hold,
    EndCall,
    NewCall,
    Redial,
    Backspace,
}

impl Wanted {
    /// The labels that mean it, in the English of the phrase dictionary and of old servers' texts.
    const fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Answer => &["answer"],
            Self::Hold => &["hold"],
            Self::EndCall => &["endcall"],
            Self::NewCall => &["newcall"],
            Self::Redial => &["redial"],
            Self::Backspace => &["<<", "backspace"],
        }
    }

    /// The label means this key.
    fn is(self, label: &str) -> bool {
        self.labels().contains(&folded(label).as_str())
    }
}

/// A label as people compare it: case and spaces do not matter.
fn folded(label: &str) -> String {
    label
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Two labels mean the same key.
pub(crate) fn same_label(one: &str, two: &str) -> bool {
    // Servers shorten it in their own ways; people type it in full.
    let full = |label: &str| match folded(label).as_str() {
        "trnsfer" | "trans" | "transf" => "transfer".to_owned(),
        "conf" | "conference" => "confrn".to_owned(),
        "backspace" => "<<".to_owned(),
        other => other.to_owned(),
    };
    full(one) == full(two)
}

/// What a key means whose label is this in English, or in another language that the server
/// writes itself.
pub(crate) fn english_name(label: &str) -> String {
    let label = label.trim();
    sccp::phrases::in_english(label).unwrap_or(label).to_owned()
}

impl SoftKey {
    /// A person who writes this means the key: its label, or its name in English or in whichever
    /// language.
    pub fn is_called(&self, text: &str) -> bool {
        same_label(&self.label, text)
            || same_label(&self.name, text)
            || same_label(&self.name, &english_name(text))
    }
}

impl SoftKeyTemplate {
    /// The keys of a selection.
    pub(crate) fn bar(&self, selection: KeySelection) -> Vec<SoftKey> {
        self.enabled(selection.set, selection.mask)
            .map(|key| SoftKey {
                label: key.label.clone(),
                name: key.name.clone(),
                event: key.event,
            })
            .collect()
    }

    /// The event of a wanted key, when the selection offers it.
    pub(crate) fn offered(&self, selection: Option<KeySelection>, wanted: Wanted) -> Option<u32> {
        let selection = selection?;
        self.enabled(selection.set, selection.mask)
            .find(|key| wanted.is(&key.name))
            .map(|key| key.event)
    }

    /// The event of a wanted key, wherever in the template it is.
    pub(crate) fn anywhere(&self, wanted: Wanted) -> Option<u32> {
        self.keys()
            .find(|key: &&TemplateKey| wanted.is(&key.name))
            .map(|key| key.event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_by_their_words() {
        assert!(Wanted::EndCall.is("EndCall"));
        assert!(Wanted::EndCall.is("End Call"));
        assert!(!Wanted::EndCall.is("Endless"));
        assert!(same_label("Trnsfer", "transfer"));
        assert!(same_label("hold", "Hold"));
        assert!(!same_label("Hold", "Resume"));
    }
}
