//! Whether sound still comes on a stream that came before.
//!
//! Nobody tells a phone without a server that the far end has gone. What tells it is
//! that packets came and come no more. A stream that never received any says nothing:
//! its far end may only listen.

use super::{Receive, Stream, Streams};
use crate::{Station, StreamStatistics, VoiceCommand};

/// What is known of the packets that a stream receives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heard {
    /// As the voice path counted them last.
    packets: u32,
    /// Looks since more of them came; `None` until the first has come.
    silent_looks: Option<u32>,
}

impl Heard {
    /// The voice path has counted. A smaller number is a count that began afresh.
    fn note(&mut self, packets: u32) {
        if packets != self.packets && packets > 0 {
            self.silent_looks = Some(0);
        }
        self.packets = packets;
    }
}

impl Streams {
    /// Silence counts from now on.
    pub(crate) fn forget_silence(&mut self) {
        for stream in self.by_party.values_mut() {
            stream.heard.silent_looks = stream.heard.silent_looks.map(|_| 0);
        }
    }

    /// Another look has passed.
    pub(crate) fn count_look(&mut self) {
        for stream in self.by_party.values_mut() {
            stream.heard.silent_looks = stream.heard.silent_looks.map(|looks| looks + 1);
        }
    }

    /// The call received sound, and none has come for so many looks.
    pub(crate) fn has_fallen_silent(&self, call_reference: u32, looks: u32) -> bool {
        let of_call = |stream: &&Stream| {
            stream.call_reference == call_reference && stream.receive == Receive::Open
        };
        let streams = self.by_party.values().filter(of_call);
        let latest = streams.filter_map(|stream| stream.heard.silent_looks).min();
        latest.is_some_and(|silent| silent >= looks)
    }
}

impl Station {
    /// Figures of a stream have come, whoever asked.
    pub(super) fn note_heard(&mut self, party: u32, figures: &StreamStatistics) {
        if let Some(stream) = self.streams.by_party.get_mut(&party) {
            stream.heard.note(figures.packets_received);
        }
    }

    /// Ask the voice path what has come on every stream that receives.
    pub(crate) fn ask_what_came(&mut self) {
        let streams = self.streams.by_party.iter();
        let receiving: Vec<u32> = streams
            .filter(|(_, stream)| stream.receive == Receive::Open)
            .map(|(party, _)| *party)
            .collect();
        for stream in receiving {
            self.voice(VoiceCommand::QueryStatistics {
                stream,
                clear: false,
            });
        }
    }
}
