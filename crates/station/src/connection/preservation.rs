//! Call preservation: a lost server never ends a call that can go on (section 5.2).
//!
//! Sound flows between the phones themselves, so a talk needs no server. It stays on
//! the screen, its streams stay open, and the phone is for hanging up only; the next
//! server is tried when it has ended. A call that needs a server to become a talk
//! (ringing, dialling, held) ends with the loss. So does, a little later, one whose far
//! end was the server, or hangs up: nobody says so, but the sound that came comes no more.

use std::time::Duration;

use crate::connection::Link;
use crate::display::until;
use crate::{CallState, HardKey, Intent, LineKeyKind, Station};

/// What phones say while calls go on without a server.
pub(crate) const FEATURES_DISABLED: &str = "CM down, features disabled";

/// What a key says that needs a server.
const NOT_WITHOUT_SERVER: &str = "Not possible without a call server";

/// Seconds that it says so.
const SAID_FOR: u32 = 3;

/// How often the voice path is asked whether sound still comes.
const LOOK_EVERY: Duration = Duration::from_secs(4);

/// Looks without a packet that end a call which received some: 20 s. A peer that sends nothing
/// in pauses of speech still sends comfort noise every few seconds. Counted in looks and not by
/// the clock, so that the sleep of the machine is no silence.
const SILENT_LOOKS: u32 = 5;

/// What the phone says of a call that it ended for that.
const NOTHING_HEARD: &str = "The call has ended: nothing came from the other side any more";

/// Seconds that it says so; nobody may be looking when it happens.
const ENDING_SAID_FOR: u32 = 15;

impl Station {
    /// The calls that can go on: the person talks, and media flow.
    fn talks(&self) -> Vec<u32> {
        // On hook nobody hears anything.
        if !self.hook.off {
            return Vec::new();
        }
        let talking = |state| matches!(state, CallState::Connected | CallState::CallTransfer);
        self.calls
            .in_order()
            .into_iter()
            .filter(|call| talking(call.state))
            .map(|call| call.call_reference)
            .filter(|reference| self.streams.directions(*reference) != (false, false))
            .collect()
    }

    /// A call can go on without a server.
    pub(super) fn can_preserve(&self) -> bool {
        !self.talks().is_empty()
    }

    /// The server is lost for this reason: talks go on, everything else ends.
    pub(super) fn preserve_calls(&mut self, failure: String) {
        self.forget_connection();
        self.end_all_but(&self.talks());
        self.hold_hook_alone();
        self.forget_questions();
        self.dialling.forget_queue();
        self.dialling.typed.clear();
        self.menu = None;
        self.display = Default::default();
        self.idle_keys = None;
        self.soft_key_page = 0;
        let next = self.connection.next(self.now);
        let next = next.map_or("", |(at, _)| self.connection.address(at));
        let text = self.words_with(
            "{}. The call goes on; registering with {} when it has ended",
            &[&failure, &next],
        );
        self.connection.failure = failure;
        let look_at = self.now + LOOK_EVERY;
        self.step(Link::Preserving { look_at }, text);
        self.streams.forget_silence();
        self.ask_what_came();
    }

    /// Ask again whether sound still comes.
    pub(super) fn look_for_silence(&mut self) {
        // Without a network nothing can come, and the far end waits as this one does.
        if !self.connection.network_lost {
            self.streams.count_look();
        }
        let look_at = self.now + LOOK_EVERY;
        self.connection.link = Link::Preserving { look_at };
        self.ask_what_came();
    }

    /// The voice path has answered: calls whose sound has stopped coming end.
    pub(crate) fn end_silent_calls(&mut self) {
        if !self.connection.is_preserving() {
            return;
        }
        let calls = self.calls.in_order().into_iter();
        let silent: Vec<u32> = calls
            .map(|call| call.call_reference)
            .filter(|reference| self.streams.has_fallen_silent(*reference, SILENT_LOOKS))
            .collect();
        for reference in &silent {
            self.end_preserved(Some(*reference));
        }
        if !silent.is_empty() {
            let words = self.words(NOTHING_HEARD).to_owned();
            self.note_status(words.clone());
            self.display.say(words, until(self.now, ENDING_SAID_FOR));
        }
    }

    /// Nobody but a server can do this.
    pub(crate) fn needs_server(&self, intent: &Intent) -> bool {
        match intent {
            Intent::Key(_) | Intent::Paste(_) => self.menu.is_none() && !self.sends_events(),
            Intent::SoftKey(label) => {
                let shown = self.shown_keys();
                !shown.iter().any(|key| key.is_called(label))
            }
            Intent::LineKey(position) => {
                let buttons = self.buttons.buttons();
                let button = position.checked_sub(1).and_then(|at| buttons.get(at));
                !matches!(
                    button,
                    None | Some((LineKeyKind::Unused | LineKeyKind::Service, _))
                )
            }
            Intent::Redial | Intent::Backspace | Intent::HardKey(HardKey::Messages) => true,
            _ => false,
        }
    }

    /// Digits go to the far end as telephone events, past any server.
    fn sends_events(&self) -> bool {
        self.calls.active().is_some_and(|call| {
            call.state == CallState::Connected
                && self.streams.telephone_events(call.call_reference).is_some()
        })
    }

    /// A key did nothing, and this is why.
    pub(crate) fn say_features_disabled(&mut self) {
        let until = until(self.now, SAID_FOR);
        let words = self.words(NOT_WITHOUT_SERVER).to_owned();
        self.display.say(words, until);
    }

    /// Hang up the talk in front.
    pub(crate) fn end_preserved_call(&mut self) {
        self.end_preserved(self.calls.active().map(|call| call.call_reference));
    }

    /// This talk ends; with the last one the phone is free for the next server.
    fn end_preserved(&mut self, call_reference: Option<u32>) {
        if let Some(reference) = call_reference {
            self.end_call(reference, CallState::OnHook);
        }
        if self.calls.active().is_none() {
            self.replace();
            self.connection.link = Link::Off;
            self.forget_registration();
            self.connect();
        }
    }

    /// On hook: all talks end.
    pub(crate) fn end_preserved_calls(&mut self) {
        while self.connection.is_preserving() {
            self.end_preserved_call();
        }
    }
}
