//! The figures of running streams, for a front end that asks.
//!
//! The station asks the voice path for figures as well, and for other reasons. The
//! voice path answers in order, so each answer goes to who asked first.

use std::collections::{BTreeMap, VecDeque};

use station::{Event, StreamStatistics, VoiceCommand};
use tokio::sync::oneshot;

/// How many questions are remembered at most; one that was never answered is forgotten then.
const MOST_QUESTIONS: usize = 256;

/// Open streams, and questions on their way.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    open: BTreeMap<u32, OpenStream>,
    questions: VecDeque<Question>,
}

#[derive(Debug)]
struct OpenStream {
    call_reference: u32,
    transmits: bool,
    receives: bool,
}

#[derive(Debug)]
struct Question {
    stream: u32,
    asker: Asker,
}

#[derive(Debug)]
enum Asker {
    Station,
    /// A front end; the last of its questions says when all are answered.
    FrontEnd {
        call_reference: u32,
        done: Option<oneshot::Sender<()>>,
    },
}

/// Where an answer goes.
#[derive(Debug, PartialEq)]
pub(crate) enum Answer {
    /// To the station.
    Station,
    /// To the front end, as this event.
    FrontEnd(Event),
}

impl Figures {
    /// Follows which streams are open.
    pub(crate) fn see_event(&mut self, event: &Event) {
        let Event::Media {
            call_reference,
            stream,
            transmit,
            started,
            ..
        } = event
        else {
            return;
        };
        let open = self.open.entry(*stream).or_insert(OpenStream {
            call_reference: *call_reference,
            transmits: false,
            receives: false,
        });
        open.call_reference = *call_reference;
        if *transmit {
            open.transmits = *started;
        } else {
            open.receives = *started;
        }
        if !open.transmits && !open.receives {
            self.open.remove(stream);
        }
    }

    /// Follows what the station asks.
    pub(crate) fn see_command(&mut self, command: &VoiceCommand) {
        if let VoiceCommand::QueryStatistics { stream, .. } = command {
            self.remember(Question {
                stream: *stream,
                asker: Asker::Station,
            });
        }
    }

    /// A front end asks: what to ask the voice path. `done` is told when all is answered,
    /// and dropped at once when no stream is open.
    pub(crate) fn ask(&mut self, done: oneshot::Sender<()>) -> Vec<VoiceCommand> {
        let streams: Vec<(u32, u32)> = self
            .open
            .iter()
            .map(|(stream, open)| (*stream, open.call_reference))
            .collect();
        let mut done = Some(done);
        for (index, (stream, call_reference)) in streams.iter().enumerate() {
            let last = index + 1 == streams.len();
            let done = if last { done.take() } else { None };
            let asker = Asker::FrontEnd {
                call_reference: *call_reference,
                done,
            };
            self.remember(Question {
                stream: *stream,
                asker,
            });
        }
        let query = |(stream, _)| VoiceCommand::QueryStatistics {
            stream,
            clear: false,
        };
        streams.into_iter().map(query).collect()
    }

    /// The voice path answers.
    pub(crate) fn answer(&mut self, stream: u32, statistics: &StreamStatistics) -> Answer {
        let question = self
            .questions
            .iter()
            .position(|question| question.stream == stream);
        match question
            .and_then(|index| self.questions.remove(index))
            .map(|question| question.asker)
        {
            Some(Asker::FrontEnd {
                call_reference,
                done,
            }) => {
                if let Some(done) = done {
                    // An error means that the asker did not wait.
                    let _asker_gone = done.send(());
                }
                Answer::FrontEnd(Event::Statistics {
                    call_reference,
                    statistics: statistics.clone(),
                })
            }
            Some(Asker::Station) | None => Answer::Station,
        }
    }

    fn remember(&mut self, question: Question) {
        if self.questions.len() == MOST_QUESTIONS {
            self.questions.pop_front();
        }
        self.questions.push_back(question);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media(stream: u32, started: bool) -> Event {
        Event::Media {
            call_reference: 7,
            stream,
            transmit: true,
            started,
            codec: 4,
            ptime_ms: 20,
            group: None,
            protection: None,
        }
    }

    fn counted(packets_sent: u32) -> StreamStatistics {
        StreamStatistics {
            packets_sent,
            ..StreamStatistics::default()
        }
    }

    #[test]
    fn answers_go_to_who_asked_in_order() {
        let mut figures = Figures::default();
        figures.see_event(&media(1, true));
        figures.see_command(&VoiceCommand::QueryStatistics {
            stream: 1,
            clear: true,
        });
        let (done, mut waits) = oneshot::channel();
        assert_eq!(
            figures.ask(done),
            [VoiceCommand::QueryStatistics {
                stream: 1,
                clear: false
            }]
        );
        assert_eq!(figures.answer(1, &counted(10)), Answer::Station);
        assert!(waits.try_recv().is_err());
        let event = Event::Statistics {
            call_reference: 7,
            statistics: counted(0),
        };
        assert_eq!(figures.answer(1, &counted(0)), Answer::FrontEnd(event));
        assert!(waits.try_recv().is_ok());
    }

    #[test]
    fn streams_that_ended_are_not_asked_for() {
        let mut figures = Figures::default();
        figures.see_event(&media(1, true));
        figures.see_event(&media(1, false));
        let (done, mut waits) = oneshot::channel();
        assert!(figures.ask(done).is_empty());
        assert!(waits.try_recv().is_err(), "nobody will answer");
    }
}
