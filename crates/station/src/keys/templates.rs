//! What the server's templates say: buttons beside the screen, soft keys and their sets.
//!
//! Templates come in parts, with garbage in unused slots (sections 3.1 and 5.3);
//! only the announced count of each part is taken.

use crate::LineKeyKind;

/// Buttons kept; the largest template known has 56 slots.
const MAX_BUTTONS: usize = 64;

/// Soft keys kept; a template index is one byte.
const MAX_SOFT_KEYS: usize = 255;

/// Soft key sets kept; the message has 16 slots, one server uses 14.
const MAX_SETS: usize = 64;

/// Keys of a set.
pub(crate) const KEYS_IN_SET: usize = 16;

/// A button with the state of somebody's line; asked for as a feature (section 4.4).
pub(crate) const BUSY_LAMP_FIELD: u32 = 0x15;

/// A feature button whose status holds rhythm and colour of its lamp (section 4.4).
pub(crate) const MULTI_BLINK: u32 = 0x26;

/// Parts of a list, put together.
#[derive(Clone, Debug)]
struct Parts<T> {
    slots: Vec<Option<T>>,
}

impl<T: Clone> Parts<T> {
    const fn new() -> Self {
        Self { slots: Vec::new() }
    }

    /// Take a part; one that begins at 0 begins anew.
    fn add(
        &mut self,
        offset: u32,
        count: u32,
        total: u32,
        limit: usize,
        part: impl Iterator<Item = T>,
    ) {
        let bounded = |number: u32| usize::try_from(number).unwrap_or(usize::MAX).min(limit);
        let (offset, count, total) = (bounded(offset), bounded(count), bounded(total));
        if offset == 0 {
            self.slots.clear();
        }
        // Some servers leave the total at the count of the part.
        let size = total
            .max(offset.saturating_add(count))
            .min(limit)
            .max(self.slots.len());
        self.slots.resize(size, None);
        let room = self.slots.iter_mut().skip(offset).take(count);
        for (slot, item) in room.zip(part) {
            *slot = Some(item);
        }
    }

    /// Every slot is filled.
    fn is_complete(&self) -> bool {
        !self.slots.is_empty() && self.slots.iter().all(Option::is_some)
    }
}

/// The button template.
#[derive(Clone, Debug)]
pub(crate) struct ButtonTemplate {
    parts: Parts<(LineKeyKind, u32)>,
}

impl ButtonTemplate {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        Self {
            parts: Parts::new(),
        }
    }

    /// One line: what a phone can do when the server sends no template.
    pub(crate) fn one_line() -> Self {
        let mut template = Self::new();
        template.parts.add(
            0,
            1,
            1,
            MAX_BUTTONS,
            std::iter::once((LineKeyKind::Line, 1)),
        );
        template
    }

    /// Take a part: pairs of instance and button type.
    pub(crate) fn add(
        &mut self,
        offset: u32,
        count: u32,
        total: u32,
        part: impl Iterator<Item = (u8, u8)>,
    ) {
        let part = part.map(|(instance, kind)| (kind_of(kind), u32::from(instance)));
        self.parts.add(offset, count, total, MAX_BUTTONS, part);
    }

    /// All parts are here.
    pub(crate) fn is_complete(&self) -> bool {
        self.parts.is_complete()
    }

    /// The buttons with their instances, top to bottom, without unused ones at the end.
    pub(crate) fn buttons(&self) -> Vec<(LineKeyKind, u32)> {
        let mut buttons: Vec<_> = self
            .parts
            .slots
            .iter()
            .map(|slot| slot.unwrap_or((LineKeyKind::Unused, 0)))
            .collect();
        let used = buttons
            .iter()
            .rposition(|(kind, _)| *kind != LineKeyKind::Unused);
        buttons.truncate(used.map_or(0, |last| last + 1));
        buttons
    }

    /// The line of the topmost line button.
    pub(crate) fn first_line(&self) -> Option<u32> {
        let buttons = self.buttons().into_iter();
        let mut lines = buttons.filter(|(kind, _)| *kind == LineKeyKind::Line);
        lines.next().map(|(_, instance)| instance)
    }

    /// The instances of all buttons of these kinds, each once, in order.
    pub(crate) fn instances(&self, wanted: impl Fn(LineKeyKind) -> bool) -> Vec<u32> {
        let mut instances: Vec<u32> = Vec::new();
        for (kind, instance) in self.buttons() {
            if wanted(kind) && !instances.contains(&instance) {
                instances.push(instance);
            }
        }
        instances
    }
}

/// The kind of a button type (section 4.4).
fn kind_of(button_type: u8) -> LineKeyKind {
    match button_type {
        0x00 | 0xff => LineKeyKind::Unused,
        0x02 => LineKeyKind::SpeedDial,
        0x09 => LineKeyKind::Line,
        0x13 => LineKeyKind::Feature,
        0x14 => LineKeyKind::Service,
        other => LineKeyKind::Other(u32::from(other)),
    }
}

/// Stimulus number of a kind (section 4.4: one number space).
pub(crate) const fn stimulus_of(kind: LineKeyKind) -> u32 {
    match kind {
        LineKeyKind::Unused => 0x00,
        LineKeyKind::SpeedDial => 0x02,
        LineKeyKind::Line => 0x09,
        LineKeyKind::Feature => 0x13,
        LineKeyKind::Service => 0x14,
        LineKeyKind::Other(number) => number,
    }
}

/// Buttons whose status is asked for as a feature's: features, busy lamp fields, multi-blink
/// keys, and what CallManager calls programmable feature buttons.
pub(crate) const fn is_feature(kind: LineKeyKind) -> bool {
    match kind {
        LineKeyKind::Feature => true,
        LineKeyKind::Other(number) => {
            matches!(number, 0x15..=0x17 | 0x1b | 0x21..=0x26 | 0x7b..=0x8f)
        }
        _ => false,
    }
}

/// What stands beside a button that the server gives no label, by its type (section 4.4): the
/// phrases of the dictionary. Empty for a type without a phrase.
pub(crate) const fn built_in_label(button_type: u32) -> &'static str {
    match button_type {
        0x01 => "Redial",
        0x03 => "Hold",
        0x04 => "Transfer",
        0x05 => "CFwdALL",
        0x06 => "CFwdBusy",
        0x07 => "CFwdNoAnswer",
        0x0f => "Voicemail",
        0x12 => "Select",
        0x17 => "Intercom",
        0x1b => "MCID",
        0x3f | 0x82 => "Do Not Disturb",
        0x7b => "MeetMe",
        0x7d => "Confrn",
        0x16 | 0x7e => "Park",
        0x7f => "PickUp",
        0x80 => "Group Pickup",
        0x81 => "Mobility",
        0x83 => "Conference List",
        0x84 => "Remove Last Participant",
        0x85 => "QRT",
        0x86 => "CallBack",
        0x87 => "Other Pickup",
        0x88 => "VidMode",
        0x89 => "NewCall",
        0x8a => "EndCall",
        0x8b => "Hunt Group",
        0xc2 => "Messages",
        0xc3 => "Directories",
        _ => "",
    }
}

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
    fn a_button_template_is_put_together_from_parts() {
        let mut template = ButtonTemplate::new();
        template.add(0, 2, 4, [(1, 9), (2, 9), (7, 7)].into_iter());
        assert!(!template.is_complete());
        template.add(2, 2, 4, [(1, 2), (0, 0xff)].into_iter());
        assert!(template.is_complete());
        assert_eq!(
            template.buttons(),
            [
                (LineKeyKind::Line, 1),
                (LineKeyKind::Line, 2),
                (LineKeyKind::SpeedDial, 1)
            ]
        );
        assert_eq!(template.instances(|kind| kind == LineKeyKind::Line), [1, 2]);
    }

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

    #[test]
    fn absurd_counts_are_bounded() {
        let mut template = ButtonTemplate::new();
        template.add(
            u32::MAX,
            u32::MAX,
            u32::MAX,
            [(1, 9)].into_iter().cycle().take(100),
        );
        assert!(template.buttons().len() <= MAX_BUTTONS);
    }
}
