//! The button template: what stands beside the screen, top to bottom.

use super::button_types::kind_of;
use super::parts::Parts;
use crate::LineKeyKind;

/// Buttons kept; the largest template known has 56 slots.
const MAX_BUTTONS: usize = 64;

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
