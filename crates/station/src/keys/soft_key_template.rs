//! The soft key template and its sets: every key the server has, and which stand together.

use super::parts::Parts;
use crate::Language;

/// Soft keys kept; a template index is one byte.
const MAX_SOFT_KEYS: usize = 255;

/// Soft key sets kept; the message has 16 slots, one server uses 14.
const MAX_SETS: usize = 64;

/// Keys of a set.
pub(crate) const KEYS_IN_SET: usize = 16;

/// An entry of the soft key template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TemplateKey {
    /// The label in words, in the phone's language.
    pub(crate) label: String,
    /// What the key means, in the English of the phrase dictionary; the label where it has no
    /// such phrase.
    pub(crate) name: String,
    /// The number to send when it is pressed.
    pub(crate) event: u32,
}

/// Soft key template and sets.
#[derive(Clone, Debug)]
pub(crate) struct SoftKeyTemplate {
    keys: Parts<TemplateKey>,
    sets: Parts<[u8; KEYS_IN_SET]>,
}

impl SoftKeyTemplate {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self {
            keys: Parts::new(),
            sets: Parts::new(),
        }
    }

    /// Take a part of the template.
    pub(crate) fn add_keys(
        &mut self,
        offset: u32,
        count: u32,
        total: u32,
        part: impl Iterator<Item = TemplateKey>,
    ) {
        self.keys.add(offset, count, total, MAX_SOFT_KEYS, part);
    }

    /// Take a part of the sets: template indexes, 1 the first, 0 an empty place.
    pub(crate) fn add_sets(
        &mut self,
        offset: u32,
        count: u32,
        total: u32,
        part: impl Iterator<Item = [u8; KEYS_IN_SET]>,
    ) {
        self.sets.add(offset, count, total, MAX_SETS, part);
    }

    /// What was said in one language is said in another; what the server says itself stays.
    pub(crate) fn say_in(&mut self, before: Language, language: Language) {
        for key in self.keys.slots.iter_mut().flatten() {
            if before.say(&key.name) == Some(&key.label)
                && let Some(label) = language.say(&key.name)
            {
                label.clone_into(&mut key.label);
            }
        }
    }

    /// The template is here.
    pub(crate) fn has_keys(&self) -> bool {
        self.keys.is_complete()
    }

    /// The sets are here.
    pub(crate) fn has_sets(&self) -> bool {
        self.sets.is_complete()
    }

    /// All entries.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &TemplateKey> {
        self.keys.slots.iter().flatten()
    }

    /// The entries of a set that the mask enables, in order.
    pub(crate) fn enabled(&self, set: u32, mask: u32) -> impl Iterator<Item = &TemplateKey> {
        let places = usize::try_from(set)
            .ok()
            .and_then(|set| self.sets.slots.get(set))
            .and_then(Option::as_ref);
        places
            .into_iter()
            .flatten()
            .enumerate()
            .filter(move |(place, _)| mask >> place & 1 == 1)
            .filter_map(|(_, index)| {
                let index = usize::from(*index).checked_sub(1)?;
                self.keys.slots.get(index)?.as_ref()
            })
            .filter(|key| !key.label.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_beyond_the_count_are_garbage() {
        let key = |label: &str, event| TemplateKey {
            name: label.to_owned(),
            label: label.into(),
            event,
        };
        let mut template = SoftKeyTemplate::new();
        template.add_keys(
            0,
            1,
            1,
            [key("Redial", 1), key("\u{1}\u{2}garbage", 99)].into_iter(),
        );
        assert_eq!(
            template.keys().map(|key| key.event).collect::<Vec<_>>(),
            [1]
        );
        let mut places = [0; KEYS_IN_SET];
        places[..3].copy_from_slice(&[1, 2, 200]);
        template.add_sets(0, 1, 1, std::iter::once(places));
        assert_eq!(template.enabled(0, u32::MAX).count(), 1);
        assert_eq!(template.enabled(0, 0xffff_fffe).count(), 0);
        assert_eq!(template.enabled(5, u32::MAX).count(), 0);
    }
}
