//! What a phone did from start to end, as its last line says it.

use serde::Serialize;
use softphone::{CallState, Change, Event, RegistrationState, TimedChange};

use crate::headless::figures::{CallFigures, RtpSummary};

/// How many calls a summary tells of at most; a script that makes more is a load test,
/// which wants a tool of its own.
const MOST_CALLS: usize = 10_000;

/// What a phone did from start to end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Summary {
    event: &'static str,
    /// It was registered at some time.
    pub(crate) registered: bool,
    /// The name it registered as.
    pub(crate) device: String,
    /// `host:port` of the server.
    pub(crate) server: String,
    /// The protocol version agreed on; 0 when it never registered.
    pub(crate) protocol_version: u8,
    /// All calls, in the order they began.
    pub(crate) calls: Vec<CallSummary>,
}

/// One call.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct CallSummary {
    #[serde(skip)]
    call_reference: u32,
    /// The call is over: the same call reference from now on is another call.
    #[serde(skip)]
    over: bool,
    /// Number of the other side, as far as known.
    pub(crate) number: String,
    /// Its states, in order.
    pub(crate) states: Vec<String>,
    /// The figures of its streams; none when it had none.
    pub(crate) rtp: Option<RtpSummary>,
    /// Whether the sent signal came back; none when nobody listened for it.
    pub(crate) echo: Option<EchoSummary>,
    #[serde(skip)]
    figures: CallFigures,
}

/// Whether the sent signal came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct EchoSummary {
    /// The sent signal was recognised in what came back.
    pub(crate) heard: bool,
    /// From the microphone to the ear, ms; none when it was not heard.
    pub(crate) round_trip_ms: Option<u32>,
}

impl Summary {
    /// A phone that has done nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            event: "summary",
            registered: false,
            device: String::new(),
            server: String::new(),
            protocol_version: 0,
            calls: Vec::new(),
        }
    }

    /// Takes note of a change.
    pub(crate) fn see(&mut self, change: &TimedChange) {
        match &change.change {
            Change::Screen(screen) => {
                self.device.clone_from(&screen.device);
                if !screen.registration.server.is_empty() {
                    self.server.clone_from(&screen.registration.server);
                }
                if screen.registration.state == RegistrationState::Registered {
                    self.registered = true;
                    self.protocol_version = screen.registration.protocol_version;
                }
                for call in &screen.calls {
                    if let Some(summary) = self.running_call(call.call_reference)
                        && !call.remote_number.is_empty()
                    {
                        summary.number.clone_from(&call.remote_number);
                    }
                }
            }
            Change::Event(event) => self.see_event(event),
            Change::Gap { .. } => {}
        }
    }

    fn see_event(&mut self, event: &Event) {
        match event {
            Event::CallState {
                call_reference,
                state,
                number,
                ..
            } => {
                let Some(call) = self.call(*call_reference) else {
                    return;
                };
                let name = state_name(*state);
                if call.states.last() != Some(&name) {
                    call.states.push(name);
                }
                if !number.is_empty() {
                    call.number.clone_from(number);
                }
                call.over = *state == CallState::OnHook;
            }
            Event::Media {
                call_reference,
                stream,
                transmit,
                started,
                ..
            } => {
                if let Some(call) = self.latest_call(*call_reference) {
                    call.figures.turn(*stream, *transmit, *started);
                }
            }
            Event::Statistics {
                call_reference,
                statistics,
            } => {
                if let Some(call) = self.latest_call(*call_reference) {
                    call.figures.report(statistics);
                    call.rtp = call.figures.summary();
                }
            }
            Event::Registration { .. }
            | Event::CallLogged(_)
            | Event::ApplicationData(_)
            | Event::Recording(_)
            | Event::Preferred(_)
            | Event::Anomaly { .. } => {}
        }
    }

    /// What was heard of the signal that was sent in all calls.
    pub(crate) fn set_echo(&mut self, echo: EchoSummary) {
        for call in &mut self.calls {
            call.echo = Some(echo);
        }
    }

    /// Whether the sent signal was listened for and heard in no call.
    pub(crate) fn echo_missed(&self) -> bool {
        let mut echoes = self.calls.iter().filter_map(|call| call.echo).peekable();
        echoes.peek().is_some() && !echoes.any(|echo| echo.heard)
    }

    /// The call with this reference that is not over, or a new one.
    fn call(&mut self, call_reference: u32) -> Option<&mut CallSummary> {
        if self.running_call(call_reference).is_none() {
            if self.calls.len() == MOST_CALLS {
                return None;
            }
            self.calls.push(CallSummary {
                call_reference,
                ..CallSummary::default()
            });
        }
        self.latest_call(call_reference)
    }

    fn running_call(&mut self, call_reference: u32) -> Option<&mut CallSummary> {
        self.latest_call(call_reference).filter(|call| !call.over)
    }

    /// The last call with this reference, over or not: its figures come after its end.
    fn latest_call(&mut self, call_reference: u32) -> Option<&mut CallSummary> {
        self.calls
            .iter_mut()
            .rev()
            .find(|call| call.call_reference == call_reference)
    }

    /// The summary in words, a line for the phone and one for each call.
    pub(crate) fn in_words(&self) -> String {
        let Self {
            device,
            server,
            protocol_version,
            ..
        } = self;
        let mut words = if self.registered {
            format!("{device} was registered with {server}, protocol version {protocol_version}.\n")
        } else {
            format!("{device} was not registered with {server}.\n")
        };
        for call in &self.calls {
            words += &call.in_words();
            words.push('\n');
        }
        words
    }
}

impl CallSummary {
    fn in_words(&self) -> String {
        let number = if self.number.is_empty() {
            "no number"
        } else {
            &self.number
        };
        let mut words = format!("Call with {number}: {}.", self.states.join(", "));
        if let Some(rtp) = &self.rtp {
            words += &format!(" {}", rtp.in_words());
        }
        match self.echo {
            Some(EchoSummary {
                heard: true,
                round_trip_ms: Some(delay),
            }) => {
                words += &format!(" The sent signal came back after {delay} ms.");
            }
            Some(EchoSummary { heard: true, .. }) => words += " The sent signal came back.",
            Some(_) => words += " The sent signal did not come back.",
            None => {}
        }
        words
    }
}

/// The name of a state as summaries and events write it.
pub(crate) fn state_name(state: CallState) -> String {
    format!("{state:?}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use softphone::{Direction, Moment, Registration, RtcpStatistics, Screen, StreamStatistics};

    fn event(event: Event) -> TimedChange {
        TimedChange {
            at: Moment::START,
            change: Change::Event(event),
        }
    }

    fn state(call_reference: u32, state: CallState) -> TimedChange {
        event(Event::CallState {
            call_reference,
            line_instance: 1,
            state,
            direction: Direction::Outbound,
            number: "600".to_owned(),
        })
    }

    fn media(call_reference: u32, transmit: bool, started: bool) -> TimedChange {
        event(Event::Media {
            call_reference,
            stream: 1,
            transmit,
            started,
            codec: 4,
            ptime_ms: 20,
            group: None,
            protection: None,
        })
    }

    fn statistics(call_reference: u32, packets_sent: u32) -> TimedChange {
        let statistics = StreamStatistics {
            codec: 4,
            ptime_ms: 20,
            packets_sent,
            packets_received: packets_sent - 1,
            jitter_ms: 0.32,
            playout_delay_ms: 40,
            rtcp: RtcpStatistics {
                latency_ms: Some(0.4),
                ..RtcpStatistics::default()
            },
            ..StreamStatistics::default()
        };
        event(Event::Statistics {
            call_reference,
            statistics,
        })
    }

    fn registered() -> TimedChange {
        let registration = Registration {
            state: RegistrationState::Registered,
            server: "127.0.0.1:40000".to_owned(),
            protocol_version: 22,
            ..Registration::default()
        };
        let screen = Screen {
            device: "SEP001122334455".to_owned(),
            registration,
            ..Screen::default()
        };
        TimedChange {
            at: Moment::START,
            change: Change::Screen(Arc::new(screen)),
        }
    }

    fn summary_of(changes: &[TimedChange]) -> Summary {
        let mut summary = Summary::new();
        changes.iter().for_each(|change| summary.see(change));
        summary
    }

    #[test]
    fn has_exactly_this_shape() {
        let mut summary = summary_of(&[
            registered(),
            state(7, CallState::OffHook),
            state(7, CallState::Proceed),
            state(7, CallState::Connected),
            media(7, false, true),
            media(7, true, true),
            state(7, CallState::OnHook),
            media(7, true, false),
            media(7, false, false),
            statistics(7, 250),
        ]);
        summary.set_echo(EchoSummary {
            heard: true,
            round_trip_ms: Some(95),
        });
        assert_eq!(
            serde_json::to_string(&summary).expect("it is plain data"),
            concat!(
                r#"{"event":"summary","registered":true,"device":"SEP001122334455","#,
                r#""server":"127.0.0.1:40000","protocol_version":22,"calls":[{"number":"600","#,
                r#""states":["OffHook","Proceed","Connected","OnHook"],"#,
                r#""rtp":{"codec":"G.711 µ-law 64k","ptime_ms":20,"sent":250,"received":249,"#,
                r#""lost":0,"discarded":0,"jitter_ms":0.3,"playout_delay_ms":40,"latency_ms":0.4},"#,
                r#""echo":{"heard":true,"round_trip_ms":95}}]}"#
            )
        );
        assert!(!summary.echo_missed());
    }

    #[test]
    fn a_codec_that_changes_in_mid_call_makes_no_second_stream() {
        let summary = summary_of(&[
            state(7, CallState::Connected),
            media(7, false, true),
            media(7, true, true),
            statistics(7, 40),
            // With another codec; then it ends.
            media(7, true, true),
            media(7, false, true),
            statistics(7, 50),
            media(7, true, false),
            media(7, false, false),
            statistics(7, 60),
            // Held and resumed: another one.
            media(7, true, true),
            statistics(7, 5),
        ]);
        let rtp = summary.calls[0].rtp.as_ref();
        assert_eq!(rtp.map(|rtp| rtp.sent), Some(65));
    }

    #[test]
    fn counts_the_streams_of_a_held_call_together() {
        let summary = summary_of(&[
            state(7, CallState::Connected),
            media(7, true, true),
            statistics(7, 40),
            statistics(7, 50),
            media(7, true, false),
            state(7, CallState::Hold),
            state(7, CallState::Connected),
            media(7, true, true),
            media(7, true, false),
            statistics(7, 100),
            state(7, CallState::OnHook),
        ]);
        let rtp = summary.calls[0].rtp.as_ref().expect("it had streams");
        assert_eq!((rtp.sent, rtp.received), (150, 148));
    }

    #[test]
    fn takes_figures_that_come_after_the_end_of_the_call() {
        let summary = summary_of(&[
            state(7, CallState::Connected),
            state(7, CallState::OnHook),
            statistics(7, 9),
        ]);
        assert_eq!(summary.calls[0].rtp.as_ref().map(|rtp| rtp.sent), Some(9));
    }

    #[test]
    fn a_call_reference_used_again_is_another_call() {
        let summary = summary_of(&[
            state(7, CallState::RingIn),
            state(7, CallState::OnHook),
            state(7, CallState::OffHook),
            state(7, CallState::OnHook),
        ]);
        assert_eq!(summary.calls.len(), 2);
        assert_eq!(summary.calls[1].states, ["OffHook", "OnHook"]);
    }

    #[test]
    fn says_in_words_what_happened() {
        let mut summary = summary_of(&[
            registered(),
            state(7, CallState::Connected),
            statistics(7, 50),
        ]);
        summary.set_echo(EchoSummary {
            heard: false,
            round_trip_ms: None,
        });
        assert!(summary.echo_missed());
        let words = summary.in_words();
        for part in [
            "protocol version 22",
            "Call with 600: Connected",
            "50 sent",
            "did not come back",
        ] {
            assert!(words.contains(part), "{words}");
        }
    }
}
