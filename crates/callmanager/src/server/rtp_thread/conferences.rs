//! The conferences among the streams: who is mixed with whom, and when.

use std::time::Duration;

use super::{Due, Worker};
use crate::server::mixer::{BLOCK_MS, Mixer};
use crate::server::stream::{LATE, Stream};
use crate::{ConferenceId, MediaReport, StreamId};

impl Worker {
    /// Brings a stream into the conference it was started for.
    pub(super) fn join(&mut self, stream: StreamId, now: Duration) {
        let Some(entry) = self.streams.get_mut(&stream) else {
            return;
        };
        let Some(conference) = entry.conference() else {
            return;
        };
        let Some((playout, samples)) = entry.listen() else {
            return;
        };
        let (mixer, _) = self.mixers.entry(conference).or_insert_with(|| {
            self.due.set(Due::Block(conference), now);
            (Mixer::default(), now)
        });
        if !mixer.join(stream, playout, samples) {
            self.report(MediaReport::Failed {
                stream,
                reason: "the conference is full".to_owned(),
            });
        }
    }

    /// Takes a stream out of its conference; the last one ends it.
    pub(super) fn leave(&mut self, stream: StreamId) {
        let conference = self.streams.get(&stream).and_then(Stream::conference);
        let Some(conference) = conference else {
            return;
        };
        if let Some((mixer, _)) = self.mixers.get_mut(&conference) {
            mixer.leave(stream);
            if mixer.is_empty() {
                self.mixers.remove(&conference);
                self.due.clear(Due::Block(conference));
            }
        }
    }

    pub(super) fn mix(&mut self, conference: ConferenceId, now: Duration) {
        let Some((mixer, next)) = self.mixers.get_mut(&conference) else {
            return;
        };
        let streams = &mut self.streams;
        mixer.mix(|stream, samples| {
            if let Some(entry) = streams.get_mut(&stream) {
                entry.send_mixed(samples);
            }
        });
        let block = Duration::from_millis(BLOCK_MS.into());
        // By the plan, as single streams are; a thread that stood still does not catch up in a burst.
        *next += block;
        if *next + LATE < now {
            *next = now + block;
        }
        self.due.set(Due::Block(conference), *next);
    }
}
