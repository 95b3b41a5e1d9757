//! Figures of streams: asked for at their end, kept a while, told to the server.
//!
//! A server may ask after it has closed the media (section 5.8), so the figures of
//! ended streams stay for a while by `callReference`.

use std::collections::BTreeMap;
use std::time::Duration;

use super::MAX_STREAMS;
use super::quality::ROOM;
use crate::{Event, Moment, Station, StreamStatistics};

/// How long figures of ended streams are kept (section 5.8: 10 s or more).
const KEEP: Duration = Duration::from_secs(30);

/// Calls whose figures are kept at once.
const MAX_KEPT: usize = 64;

/// Streams that end at once: all that may be open, and as many that have just ended, since the
/// voice path answers within milliseconds.
const MAX_ENDING: usize = 2 * MAX_STREAMS;

/// How long the voice path may take; it is in the same machine.
const FIGURES_TIMEOUT: Duration = Duration::from_secs(1);

/// Questions of the server that may wait at once.
const MAX_QUESTIONS: usize = 16;

/// A stream that ends.
#[derive(Clone, Debug)]
struct Ending {
    call_reference: u32,
    /// Reports still to come.
    awaited: u32,
    /// Both directions have ended.
    over: bool,
    figures: StreamStatistics,
    until: Moment,
}

/// A question of the server.
#[derive(Clone, Debug)]
struct Question {
    directory_num: String,
    call_reference: u32,
    mode: u32,
    until: Moment,
}

/// Figures, questions and what is on the way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statistics {
    ending: BTreeMap<u32, Ending>,
    kept: BTreeMap<u32, (Moment, StreamStatistics)>,
    questions: Vec<Question>,
}

impl Statistics {
    /// When something is given up or forgotten.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        let ending = self.ending.values().map(|ending| ending.until);
        let kept = self.kept.values().map(|(until, _)| *until);
        ending
            .chain(kept)
            .chain(self.questions.iter().map(|question| question.until))
            .min()
    }

    /// The server waits for figures.
    pub(crate) fn has_questions(&self) -> bool {
        !self.questions.is_empty()
    }

    /// Figures of streams that are over are still to come.
    pub(crate) fn awaits_last_figures(&self) -> bool {
        self.ending.values().any(|ending| ending.over)
    }
}

/// Figures of the same stream asked twice: counters only grow, so the larger is the later.
fn merge(into: &mut StreamStatistics, figures: &StreamStatistics) {
    let larger = |one: &mut u32, two: u32| *one = two.max(*one);
    if figures.codec != 0 {
        into.codec = figures.codec;
        into.ptime_ms = figures.ptime_ms;
    }
    larger(&mut into.packets_sent, figures.packets_sent);
    larger(&mut into.octets_sent, figures.octets_sent);
    larger(&mut into.packets_received, figures.packets_received);
    larger(&mut into.octets_received, figures.octets_received);
    larger(&mut into.packets_lost, figures.packets_lost);
    larger(&mut into.packets_discarded, figures.packets_discarded);
    larger(&mut into.playout_delay_ms, figures.playout_delay_ms);
    if figures.played_ms >= into.played_ms {
        into.quality = figures.quality;
    }
    let reports = |of: &StreamStatistics| of.rtcp.reports_sent + of.rtcp.reports_received;
    if reports(figures) >= reports(into) {
        into.rtcp = figures.rtcp.clone();
    }
    larger(&mut into.concealed_ms, figures.concealed_ms);
    larger(&mut into.played_ms, figures.played_ms);
    into.jitter_ms = into.jitter_ms.max(figures.jitter_ms);
    into.max_jitter_ms = into.max_jitter_ms.max(figures.max_jitter_ms);
}

/// The latency to tell, ms: the way to the peer and back, as other phones measure it. Where the
/// peer does not report that is not known, and the playout delay is the part of it in this phone.
fn latency(figures: &StreamStatistics) -> u32 {
    match figures.rtcp.latency_ms {
        // Whole milliseconds; a way of 2^32 ms does not exist.
        Some(latency) => latency.round() as u32,
        None => figures.playout_delay_ms,
    }
}

impl Station {
    /// A direction of a stream ends; `last` when it is the last one.
    pub(crate) fn query_ending(&mut self, party: u32, call_reference: u32, last: bool) {
        let until = self.now + FIGURES_TIMEOUT;
        self.make_room_for_ending(party);
        let ending = self
            .statistics
            .ending
            .entry(party)
            .or_insert_with(|| Ending {
                call_reference,
                awaited: 0,
                over: false,
                figures: StreamStatistics::default(),
                until,
            });
        ending.awaited += 1;
        ending.over = last;
        ending.until = until;
        self.voice(crate::VoiceCommand::QueryStatistics {
            stream: party,
            clear: false,
        });
    }

    /// The stream waited for longest ends with the figures there are, when too many end at once.
    fn make_room_for_ending(&mut self, party: u32) {
        let ending = &self.statistics.ending;
        if ending.len() < MAX_ENDING || ending.contains_key(&party) {
            return;
        }
        let oldest = ending.iter().min_by_key(|(_, ending)| ending.until);
        if let Some(oldest) = oldest.map(|(party, _)| *party) {
            self.end_figures(oldest);
        }
    }

    /// Figures have come.
    pub(crate) fn on_figures(&mut self, party: u32, figures: StreamStatistics) {
        self.note_heard(party, &figures);
        if self.take_sample(party, &figures) {
            return;
        }
        if let Some(ending) = self.statistics.ending.get_mut(&party) {
            merge(&mut ending.figures, &figures);
            ending.awaited = ending.awaited.saturating_sub(1);
            if ending.awaited == 0 {
                if ending.over {
                    self.end_figures(party);
                } else {
                    // One direction goes on: keep what there is for its end.
                    ending.until = self.now + KEEP;
                }
            }
        }
        if let Some(call_reference) = self.streams.call_of_party(party) {
            self.tell_figures_if_asked(call_reference, &figures);
        }
    }

    /// A stream has ended and its figures are complete.
    fn end_figures(&mut self, party: u32) {
        let Some(ending) = self.statistics.ending.remove(&party) else {
            return;
        };
        let (call_reference, statistics) = (ending.call_reference, ending.figures);
        let kept = &mut self.statistics.kept;
        if kept.len() >= MAX_KEPT && !kept.contains_key(&call_reference) {
            let oldest = kept.iter().min_by_key(|(_, (until, _))| *until);
            let oldest = oldest.map(|(reference, _)| *reference);
            oldest.and_then(|reference| kept.remove(&reference));
        }
        self.statistics
            .kept
            .insert(call_reference, (self.now + KEEP, statistics.clone()));
        self.keep_last_figures(call_reference, &statistics);
        self.tell(Event::Statistics {
            call_reference,
            statistics: statistics.clone(),
        });
        self.answer_questions(call_reference, &statistics);
        self.finish_with_figures();
    }

    /// The server asks.
    pub(crate) fn on_statistics_req(
        &mut self,
        directory_num: String,
        call_reference: u32,
        mode: u32,
    ) {
        const CLEAR: u32 = 0;
        let question = Question {
            directory_num,
            call_reference,
            mode,
            until: self.now + FIGURES_TIMEOUT,
        };
        let live = self.streams.of_call(call_reference);
        let coming = self
            .statistics
            .ending
            .values()
            .any(|ending| ending.call_reference == call_reference);
        if live.is_empty() && !coming {
            let kept = self.statistics.kept.get(&call_reference);
            let figures = kept.map(|(_, figures)| figures.clone()).unwrap_or_default();
            self.answer_question(&question, &figures);
        } else if self.statistics.questions.len() >= MAX_QUESTIONS {
            self.answer_question(&question, &StreamStatistics::default());
        } else {
            self.statistics.questions.push(question);
            for stream in live {
                self.voice(crate::VoiceCommand::QueryStatistics {
                    stream,
                    clear: mode == CLEAR,
                });
            }
        }
    }

    fn tell_figures_if_asked(&mut self, call_reference: u32, figures: &StreamStatistics) {
        if self
            .statistics
            .questions
            .iter()
            .any(|question| question.call_reference == call_reference)
        {
            self.tell(Event::Statistics {
                call_reference,
                statistics: figures.clone(),
            });
            self.answer_questions(call_reference, figures);
        }
    }

    fn answer_questions(&mut self, call_reference: u32, figures: &StreamStatistics) {
        let (answered, waiting): (Vec<_>, Vec<_>) = std::mem::take(&mut self.statistics.questions)
            .into_iter()
            .partition(|question| question.call_reference == call_reference);
        self.statistics.questions = waiting;
        for question in &answered {
            self.answer_question(question, figures);
        }
        self.leave_when_idle();
    }

    fn answer_question(&mut self, question: &Question, figures: &StreamStatistics) {
        let version = self.version.effective();
        let text = figures.quality.text(version.number());
        let answer = sccp::ConnectionStatisticsRes {
            directory_num: question.directory_num.as_str().into(),
            call_reference: question.call_reference,
            stats_processing_mode: sccp::StatsProcessing::from(question.mode).into(),
            number_packets_sent: figures.packets_sent,
            number_octets_sent: figures.octets_sent,
            number_packets_received: figures.packets_received,
            number_octets_received: figures.octets_received,
            number_packets_lost: figures.packets_lost,
            // Whole milliseconds; jitter beyond 2^32 ms does not exist.
            jitter: figures.jitter_ms.round() as u32,
            latency: latency(figures),
            data: text.as_str().into(),
        };
        let mut packet = sccp::Packet::new(answer, version);
        if (11..=20).contains(&version.number()) {
            packet.tail = sccp::Tail::Surplus(vec![0; ROOM.saturating_sub(text.len())]);
        }
        self.send_packet(&packet);
    }

    /// What was waited for long enough, or kept long enough.
    pub(crate) fn expire_statistics(&mut self) {
        let now = self.now;
        let late: Vec<u32> = self
            .statistics
            .ending
            .iter()
            .filter(|(_, ending)| ending.until <= now)
            .map(|(party, _)| *party)
            .collect();
        for party in late {
            if self
                .statistics
                .ending
                .get(&party)
                .is_some_and(|ending| ending.over)
            {
                self.end_figures(party);
            } else if let Some(ending) = self.statistics.ending.get_mut(&party) {
                ending.until = now + KEEP;
            }
        }
        let late: Vec<Question> = self
            .statistics
            .questions
            .extract_if(.., |question| question.until <= now)
            .collect();
        for question in &late {
            self.answer_question(question, &StreamStatistics::default());
        }
        if !late.is_empty() {
            self.leave_when_idle();
        }
        self.statistics.kept.retain(|_, (until, _)| *until > now);
    }

    /// The registration is gone: no question is left.
    pub(crate) fn forget_questions(&mut self) {
        self.statistics.questions.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_that_end_without_figures_are_bounded() {
        let mut station = Station::new(crate::StationConfig::default());
        for party in 0..1000 {
            station.query_ending(party, party, true);
        }
        assert_eq!(station.statistics.ending.len(), MAX_ENDING);
        assert_eq!(station.statistics.kept.len(), MAX_KEPT);
        let newest = 1000 - MAX_ENDING as u32 - 1;
        assert!(
            station.statistics.kept.contains_key(&newest),
            "the oldest give their place"
        );
    }

    #[test]
    fn the_larger_counter_is_the_later_one() {
        let mut figures = StreamStatistics {
            packets_sent: 100,
            packets_received: 98,
            ..Default::default()
        };
        merge(
            &mut figures,
            &StreamStatistics {
                packets_sent: 120,
                jitter_ms: 1.5,
                ..Default::default()
            },
        );
        assert_eq!((figures.packets_sent, figures.packets_received), (120, 98));
        assert_eq!(figures.jitter_ms, 1.5);
    }
}
