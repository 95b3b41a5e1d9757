//! A journal as a capture that Wireshark and `offhook trace` read.

use std::collections::BTreeMap;

use super::{JournalEntry, JournalLink, JournalNews};
use crate::made_up_tcp::{Kind, Link, MAX_PAYLOAD, Sender};
use crate::pcapng::{file_start, packet_block};

/// The connections and frames of these entries as a pcapng file. Packets are made up for
/// them, with numbers that fit; streams have no packets.
pub fn capture_of<'a>(entries: impl IntoIterator<Item = &'a JournalEntry>) -> Vec<u8> {
    let mut capture = Capture {
        file: file_start(),
        links: BTreeMap::new(),
    };
    for entry in entries {
        capture.entry(entry);
    }
    capture.file
}

struct Capture {
    file: Vec<u8>,
    links: BTreeMap<JournalLink, Link>,
}

impl Capture {
    fn entry(&mut self, entry: &JournalEntry) {
        match &entry.news {
            JournalNews::Opened(link) => {
                self.links.remove(link);
                for (sender, kind) in [
                    (Sender::Phone, Kind::Open),
                    (Sender::Server, Kind::Open),
                    (Sender::Phone, Kind::Data),
                ] {
                    self.packet(entry, link, sender, kind, &[]);
                }
            }
            JournalNews::Frame { link, sent, frame } => {
                let sender = if *sent { Sender::Phone } else { Sender::Server };
                for part in frame.chunks(MAX_PAYLOAD) {
                    self.packet(entry, link, sender, Kind::Data, part);
                }
            }
            JournalNews::Closed { link, by_phone } => {
                let sender = if *by_phone {
                    Sender::Phone
                } else {
                    Sender::Server
                };
                self.packet(entry, link, sender, Kind::Close, &[]);
                self.links.remove(link);
            }
            JournalNews::Broken(_)
            | JournalNews::MediaBegan(_)
            | JournalNews::MediaEnded { .. } => {}
        }
    }

    fn packet(
        &mut self,
        entry: &JournalEntry,
        link: &JournalLink,
        sender: Sender,
        kind: Kind,
        payload: &[u8],
    ) {
        // A connection whose opening is not kept any more is joined in its middle.
        let new = Link::new(link.phone, link.server);
        let numbers = self.links.entry(*link).or_insert(new);
        if let Some(packet) = numbers.packet(sender, kind, payload) {
            self.file.extend(packet_block(&packet, entry.at, None));
        }
    }
}
