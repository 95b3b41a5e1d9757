//! The Messages key: it calls the mailbox, or where lines have one each, asks which.

use super::{Choice, Entry, Page, menu_item};
use crate::lines::VOICEMAIL;
use crate::{Lamp, LineKeyKind, Station};

impl Station {
    /// The lines, with whether messages wait there.
    pub(super) fn mailboxes(&self) -> Vec<Entry> {
        let lines = self.buttons.instances(|kind| kind == LineKeyKind::Line);
        lines
            .into_iter()
            .map(|line| {
                let lamp = self.lines.lamp(VOICEMAIL, line).unwrap_or_default();
                let waiting = match lamp {
                    Lamp::Off => "no new messages",
                    _ => "new messages",
                };
                let label = self.words_with("Line {} {}", &[&line, &self.lines.number(line)]);
                let item = menu_item(label.trim_end(), self.words(waiting));
                (item, Choice::Mailbox(line))
            })
            .collect()
    }

    /// The Messages key. The mailbox is that of the line in front, unless messages wait for
    /// several lines: then a menu asks.
    pub(super) fn press_messages(&mut self) {
        if self.menu.is_some_and(|menu| menu.page == Page::Messages) {
            self.menu = self.page_under_menus();
            return;
        }
        let lines = self.buttons.instances(|kind| kind == LineKeyKind::Line);
        let waiting = |line: &&u32| {
            let lamp = self.lines.lamp(VOICEMAIL, **line);
            lamp.is_some_and(|lamp| lamp != Lamp::Off)
        };
        let with_messages: Vec<u32> = lines.iter().filter(waiting).copied().collect();
        match with_messages.as_slice() {
            [] | [_] if lines.len() == 1 || self.calls.has_own() => {
                self.call_mailbox(self.active_line);
            }
            [] => self.call_mailbox(self.active_line),
            [line] => self.call_mailbox(*line),
            _ => self.open_page(Page::Messages),
        }
    }
}
