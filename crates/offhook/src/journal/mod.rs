//! The phone's journal, read: its frames as messages, for the ladder and for reports.

pub(crate) mod saved;

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use lab::{Conversation, Direction, Ends, Said, TracedMessage};
use softphone::journal::{JournalEntry, JournalLink, JournalNews, JournalStream};
use softphone::{StreamStatistics, codec_name};

/// Connections that are remembered at most: a phone has three at a time.
const MAX_LINKS: usize = 16;

/// Reads a journal in its order: a message's layout and call follow from those before it.
#[derive(Debug, Default)]
pub(crate) struct JournalReader {
    conversations: HashMap<JournalLink, Conversation>,
}

impl JournalReader {
    /// The message of an entry, if it is one.
    pub(crate) fn message(&mut self, entry: &JournalEntry) -> Option<Box<TracedMessage>> {
        let (link, sent, frame) = match &entry.news {
            JournalNews::Frame { link, sent, frame } => (**link, *sent, frame),
            JournalNews::Closed { link, .. } => {
                self.conversations.remove(link);
                return None;
            }
            _ => return None,
        };
        if self.conversations.len() >= MAX_LINKS && !self.conversations.contains_key(&link) {
            let oldest = self.conversations.keys().min_by_key(|link| link.number);
            let oldest = oldest.copied();
            oldest.and_then(|link| self.conversations.remove(&link));
        }
        let ends = Ends {
            phone: link.phone,
            server: link.server,
        };
        let conversation = self
            .conversations
            .entry(link)
            .or_insert_with(|| Conversation::from_start(ends));
        let direction = if sent {
            Direction::ToServer
        } else {
            Direction::ToStation
        };
        let mut found = None;
        conversation.push(direction, since_1970(entry.at), frame, &mut |said| {
            if let Said::Message(message) = said {
                found = Some(message);
            }
        });
        found
    }
}

/// The time of an entry, as traces count it.
pub(crate) fn since_1970(at: SystemTime) -> Duration {
    at.duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
}

/// What a stream is, in words: `RTP G.711 µ-law 64k 20 ms`.
pub(crate) fn stream_words(stream: &JournalStream) -> String {
    let protocol = if stream.encrypted { "SRTP" } else { "RTP" };
    let codec = codec_name(stream.codec);
    format!("{protocol} {codec} {} ms", stream.ptime_ms)
}

/// The figures of one direction of a stream that has ended, in words.
pub(crate) fn end_words(stream: &JournalStream, figures: &StreamStatistics) -> String {
    if stream.sent {
        let packets = figures.packets_sent;
        match &figures.rtcp.peer {
            None => format!("RTP ends: {packets} packets"),
            Some(peer) => {
                let (lost, jitter) = (peer.packets_lost, peer.jitter_ms);
                format!("RTP ends: {packets} packets, {lost} lost there, jitter {jitter:.1} ms")
            }
        }
    } else {
        format!(
            "RTP ends: {} packets, {} lost, jitter {:.1}/{:.1} ms, MOS {:.2}",
            figures.packets_received,
            figures.packets_lost,
            figures.jitter_ms,
            figures.max_jitter_ms,
            figures.quality.mos_lqk_average
        )
    }
}
