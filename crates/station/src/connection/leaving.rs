//! Leaving: on the person's wish, or because the server says reset or restart.
//!
//! Calls end first, then Unregister, then the connection (section 5.12). Nobody
//! waits long for a silent server: everything is over within 5 s.

use std::time::Duration;

use crate::connection::{Link, Reason};
use crate::keys::Wanted;
use crate::{Output, Station};

/// How long calls may take to end; a server that is alive needs milliseconds.
const CALLS_END: Duration = Duration::from_millis(1500);

/// How long the answer to Unregister may take (section 5.12).
const UNREGISTER_ANSWER: Duration = Duration::from_secs(2);

/// Pause before coming back after a restart, so that the server has let go of the old session.
const COME_BACK: Duration = Duration::from_millis(500);

/// How long the voice path may take for the figures of the last streams; it is in the same machine.
const LAST_FIGURES: Duration = Duration::from_millis(300);

/// What comes after leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// Nothing: the program ends.
    Finish,
    /// Registering again.
    ComeBack,
    /// Registering with the better server that the standby connection is to.
    GoHome,
}

impl Station {
    /// End calls, unregister, leave.
    pub(crate) fn quit(&mut self) {
        match self.connection.link {
            Link::EndingCalls { until, .. } => {
                self.connection.link = Link::EndingCalls {
                    until,
                    after: After::Finish,
                };
            }
            Link::Unregistering { until, .. } => {
                self.connection.link = Link::Unregistering {
                    until,
                    after: After::Finish,
                };
            }
            Link::Configuring | Link::Registered => self.leave(After::Finish),
            Link::Registering { .. } | Link::Connecting { .. } => self.left(After::Finish, true),
            Link::New | Link::Off | Link::Waiting { .. } | Link::Preserving { .. } => {
                self.left(After::Finish, false);
            }
            Link::LastFigures { .. } | Link::Left => {}
        }
    }

    /// The server wants us to begin anew (section 5.12).
    pub(crate) fn on_reset(&mut self, kind: u32) {
        if !self.connection.is_registered() {
            return;
        }
        self.connection.last_reason = Reason::Reset;
        self.note_end_by_server();
        if kind == 2 {
            self.send_unregister();
            self.left(After::ComeBack, true);
        } else {
            self.connection.reset_wanted = true;
            self.reset_when_idle();
        }
    }

    /// Carry a reset out that waited for the calls to end.
    pub(crate) fn reset_when_idle(&mut self) {
        if self.connection.reset_wanted && !self.is_busy() && self.connection.is_registered() {
            self.leave(After::ComeBack);
        }
    }

    /// A call of this phone is on.
    pub(super) fn is_busy(&self) -> bool {
        self.calls
            .in_order()
            .iter()
            .any(|call| call.state.is_active() || call.state.is_held() || call.state.is_ringing())
    }

    /// End what goes on, then unregister.
    pub(super) fn leave(&mut self, after: After) {
        let mut ending = false;
        let calls: Vec<_> = self
            .calls
            .in_order()
            .iter()
            // On another phone of the line: not ours to end.
            .filter(|call| call.is_here())
            .map(|call| (call.line_instance, call.call_reference, call.state))
            .collect();
        let active = self.calls.active().map(|call| call.call_reference);
        for (line_instance, call_reference, state) in calls {
            if state.is_over() {
                continue;
            }
            ending = true;
            match self.soft_keys.anywhere(Wanted::EndCall) {
                // A phone on hook cannot go on hook: servers ignore OnHook for all calls but the active one.
                Some(event) if Some(call_reference) != active => {
                    self.send(sccp::SoftKeyEvent {
                        soft_key_event: event,
                        line_instance,
                        call_reference,
                    });
                }
                _ => self.send(sccp::OnHook {
                    line_instance,
                    call_reference,
                }),
            }
        }
        self.menu = None;
        // An answer that still comes must not end a registration that is being left.
        self.registering = Default::default();
        // The server waits for figures of the last call: they are told first.
        if ending || self.statistics.has_questions() {
            let until = self.now + CALLS_END;
            self.step(
                Link::EndingCalls { until, after },
                self.words("Ending calls …").to_owned(),
            );
        } else {
            self.unregister(after);
        }
    }

    /// All calls have ended, and their figures are told: on with leaving.
    pub(crate) fn leave_when_idle(&mut self) {
        if let Link::EndingCalls { after, .. } = self.connection.link
            && !self.calls.has_own()
            && !self.statistics.has_questions()
        {
            self.unregister(after);
        }
    }

    /// Send Unregister and wait for the answer.
    pub(crate) fn unregister(&mut self, after: After) {
        // What has not ended by now ends here, so that its figures are in time.
        self.end_everything();
        self.send_unregister();
        let until = self.now + UNREGISTER_ANSWER;
        let mut text = self.words_with("Unregistering from {} …", &[&self.connection.server()]);
        if after == After::GoHome {
            text = self.words_with(
                "{} is back. {}",
                &[&self.connection.standby_server(), &text],
            );
            self.note_status(text.clone());
        }
        self.step(Link::Unregistering { until, after }, text);
    }

    pub(super) fn send_unregister(&mut self) {
        self.send(sccp::Unregister::default());
    }

    /// The server has answered Unregister. Whatever it says, we go.
    pub(crate) fn on_unregister_ack(&mut self) {
        if let Link::Unregistering { after, .. } = self.connection.link {
            self.left(after, true);
        }
    }

    /// Gone. `close`: the connection is still open.
    pub(crate) fn left(&mut self, after: After, close: bool) {
        if close {
            self.put(Output::Disconnect);
        }
        self.connection.link = Link::Off;
        self.forget_registration();
        match after {
            After::Finish => {
                self.drop_standbys();
                let until = self.now + LAST_FIGURES;
                let text = self.words("Left").to_owned();
                self.step(Link::LastFigures { until }, text);
                self.finish_with_figures();
            }
            After::ComeBack => {
                let rested = self.now + COME_BACK;
                let until = self.connection.short_lived.earliest(rested);
                self.connection.come_back_at(until);
                let text = match self.words_on_a_taken_name() {
                    Some(words) => self.words_with("Restarting … {}", &[&words]),
                    None => self.words("Restarting …").to_owned(),
                };
                self.note_status(text.clone());
                self.step(
                    Link::Waiting {
                        until,
                        refused: false,
                    },
                    text,
                );
            }
            // The standby connection may have been lost meanwhile: then it is the next in turn.
            After::GoHome => self.connect(),
        }
    }

    /// The figures of the last streams may be here: then it is over.
    pub(crate) fn finish_with_figures(&mut self) {
        if matches!(self.connection.link, Link::LastFigures { .. })
            && !self.statistics.awaits_last_figures()
        {
            self.finish();
        }
    }

    /// It is over.
    pub(super) fn finish(&mut self) {
        self.connection.link = Link::Left;
        self.settle();
        self.put(Output::Finished);
    }
}
