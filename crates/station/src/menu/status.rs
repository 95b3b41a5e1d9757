//! The Status page: status messages, figures of the network, of the call, and versions.

use super::{Choice, Entry, Page, item, menu_item};
use crate::Station;

impl Station {
    pub(super) fn status(&self) -> Vec<Entry> {
        let messages = self.status_messages.iter().count();
        let mut items = vec![
            self.entry(Page::StatusMessages, messages.to_string()),
            self.entry(Page::NetworkStatistics, ""),
        ];
        items.push(if self.has_call_statistics() {
            self.entry(Page::StatusOfCall, "")
        } else {
            item(self.words("Call statistics"), self.words("no call yet"))
        });
        items.push(self.entry(Page::Firmware, self.config.load.as_str()));
        items
    }

    /// The newest first.
    pub(super) fn status_message_items(&self) -> Vec<Entry> {
        let items: Vec<_> = self
            .status_messages
            .iter()
            .enumerate()
            .map(|(at, message)| {
                let mut item = menu_item(&message.text, "");
                item.time = self.time_words(message.at);
                if message.times > 1 {
                    item.detail = self.words_with("{} times", &[&message.times]);
                }
                (item, Choice::Open(Page::StatusMessage(at)))
            })
            .collect();
        if items.is_empty() {
            vec![item(self.words("No status messages"), "")]
        } else {
            items
        }
    }

    /// One of them in full.
    pub(super) fn status_message_text(&self, at: usize) -> String {
        let Some(message) = self.status_messages.iter().nth(at) else {
            return self.words("No status messages").to_owned();
        };
        let mut text = format!("{}\n\n{}", self.time_words(message.at), message.text);
        if message.times > 1 {
            text.push_str("\n\n");
            text.push_str(&self.words_with("{} times", &[&message.times]));
        }
        text
    }

    /// When it was, by the server's clock; by the phone's own while that is not set.
    fn time_words(&self, at: crate::Moment) -> String {
        match self.clock {
            Some(clock) => self.date_template.written(clock.local_at(at)),
            None => self.words_with("{} s after the start", &[&(at.as_micros() / 1_000_000)]),
        }
    }

    pub(super) fn network_statistics(&self) -> Vec<Entry> {
        let traffic = &self.traffic;
        let since = traffic
            .since
            .map_or_else(|| self.words("none").to_owned(), |at| self.time_words(at));
        vec![
            item(self.words("Connected since"), since),
            item(
                self.words("Messages sent"),
                traffic.messages_sent.to_string(),
            ),
            item(
                self.words("Messages received"),
                traffic.messages_received.to_string(),
            ),
            item(self.words("Bytes sent"), traffic.bytes_sent.to_string()),
            item(
                self.words("Bytes received"),
                traffic.bytes_received.to_string(),
            ),
            item(
                self.words("Registrations"),
                traffic.registrations.to_string(),
            ),
            item(self.words("Servers lost"), traffic.losses.to_string()),
            item(
                self.words("Odd things received"),
                self.anomalies().to_string(),
            ),
        ]
    }
}
