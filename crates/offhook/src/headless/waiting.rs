//! What `wait` and `expect` look at: the screens of a phone, each of them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use softphone::{CallState, Intent, RegistrationState, Screen};

/// How many screens since the last act are remembered; older ones are forgotten.
/// A call makes fewer than a hundred.
const REMEMBERED: usize = 4096;

/// What `wait` waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Registered with the server.
    Registered,
    /// A call rings here.
    Ringing,
    /// The far end of a call rings.
    Ringback,
    /// A call is connected.
    Connected,
    /// A call is held by this phone.
    Held,
    /// The far end of a call is busy.
    Busy,
    /// On hook, and no call is left.
    Idle,
}

impl Condition {
    /// The condition that scripts call so.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "registered" => Self::Registered,
            "ringing" => Self::Ringing,
            "ringback" => Self::Ringback,
            "connected" => Self::Connected,
            "held" => Self::Held,
            "busy" => Self::Busy,
            "idle" => Self::Idle,
            _ => return None,
        })
    }

    /// What scripts call it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Ringing => "ringing",
            Self::Ringback => "ringback",
            Self::Connected => "connected",
            Self::Held => "held",
            Self::Busy => "busy",
            Self::Idle => "idle",
        }
    }

    /// Whether the phone is in it.
    pub(crate) fn holds(self, screen: &Screen) -> bool {
        let any =
            |states: &[CallState]| screen.calls.iter().any(|call| states.contains(&call.state));
        match self {
            Self::Registered => screen.registration.state == RegistrationState::Registered,
            Self::Ringing => any(&[CallState::RingIn, CallState::CallWaiting]),
            Self::Ringback => any(&[CallState::RingOut]),
            Self::Connected => any(&[CallState::Connected]),
            Self::Held => any(&[CallState::Hold, CallState::HoldRevert]),
            Self::Busy => any(&[CallState::Busy]),
            Self::Idle => !screen.off_hook && screen.calls.iter().all(|call| is_over(call.state)),
        }
    }
}

/// Whether a soft key of this name can be pressed: one that is shown, or one of a call that
/// rings behind them.
pub(crate) fn has_soft_key(screen: &Screen, label: &str) -> bool {
    label.trim().eq_ignore_ascii_case("more")
        || screen.soft_keys.keys.iter().any(|key| key.is_called(label))
        || Condition::Ringing.holds(screen)
}

/// Whether a call in this state is no longer this phone's.
fn is_over(state: CallState) -> bool {
    matches!(
        state,
        CallState::Idle | CallState::OnHook | CallState::CallRemoteMultiline
    )
}

/// Why a call that has come to this state cannot be connected any more.
fn failure(state: CallState) -> Option<&'static str> {
    Some(match state {
        CallState::Busy => "the far end is busy",
        CallState::Congestion => "there is no way through",
        CallState::InvalidNumber => "there is no such number",
        _ => return None,
    })
}

/// The screens of a phone since the last act.
#[derive(Debug)]
pub(crate) struct Sight {
    newest: Arc<Screen>,
    /// Calls and states that were told since the newest screen, and that the next will show. Who
    /// reads of a call may act on it before that.
    told: BTreeMap<u32, CallState>,
    since_act: VecDeque<Arc<Screen>>,
    /// References of the calls that stood at the last act. What becomes of them tells
    /// nothing about the act: the server may be ending them only now.
    stood: Vec<u32>,
    /// The newest call that began since the last act.
    begun: Option<u32>,
}

impl Sight {
    /// Begins with the screen that stands.
    pub(crate) fn new(screen: Arc<Screen>) -> Self {
        Self {
            since_act: VecDeque::from([Arc::clone(&screen)]),
            stood: references(&screen),
            begun: None,
            told: BTreeMap::new(),
            newest: screen,
        }
    }

    /// What of these acts cannot be done, since the phone has no such button or call.
    pub(crate) fn missing(&self, intents: &[Intent]) -> Option<String> {
        let screen = &self.newest;
        intents.iter().find_map(|intent| match intent {
            Intent::LineKey(position) => {
                (!screen.line_keys.iter().any(|key| key.position == *position))
                    .then(|| format!("the phone has no button {position}"))
            }
            Intent::Focus(reference) => (!self.calls().any(|(call, _)| call == *reference))
                .then(|| format!("there is no call {reference}")),
            Intent::Answer => (!self.calls().any(|(_, state)| state.is_ringing()))
                .then(|| "there is no call to answer".to_owned()),
            Intent::Record(true) => {
                (self.calls().next().is_none()).then(|| "there is no call to record".to_owned())
            }
            _ => None,
        })
    }

    /// The calls with their states, by what was shown and by what was told since.
    fn calls(&self) -> impl Iterator<Item = (u32, CallState)> {
        let shown = self.newest.calls.iter();
        let shown = shown.map(|call| (call.call_reference, call.state));
        let told = self.told.iter();
        shown.chain(told.map(|(reference, state)| (*reference, *state)))
    }

    /// A call is in this state now; no screen has shown it yet.
    pub(crate) fn hear(&mut self, call_reference: u32, state: CallState) {
        if is_over(state) {
            self.told.remove(&call_reference);
        } else {
            self.told.insert(call_reference, state);
        }
    }

    /// What of these acts there is nothing to do for: what is wanted is so already.
    pub(crate) fn needless(&self, intents: &[Intent]) -> Option<&'static str> {
        let screen = &self.newest;
        let at_rest =
            self.calls().next().is_none() && !screen.off_hook && screen.dialled.is_empty();
        (at_rest && intents == [Intent::HangUp]).then_some("there is no call to hang up")
    }

    /// The screen that stands.
    pub(crate) fn newest(&self) -> &Arc<Screen> {
        &self.newest
    }

    /// The phone shows this now.
    pub(crate) fn see(&mut self, screen: Arc<Screen>) {
        if self.since_act.len() == REMEMBERED {
            self.since_act.pop_front();
        }
        let begun = screen
            .calls
            .iter()
            .rfind(|call| !is_over(call.state) && !self.stood.contains(&call.call_reference));
        self.begun = begun.map(|call| call.call_reference).or(self.begun);
        self.since_act.push_back(Arc::clone(&screen));
        self.told.clear();
        self.newest = screen;
    }

    /// The phone is about to be told something: what it showed before counts no more.
    pub(crate) fn before_act(&mut self) {
        self.since_act.clear();
        self.stood = references(&self.newest);
        self.begun = None;
    }

    /// The phone was told, and the changes that followed at once were seen.
    /// When there were none, the screen that stands is what it shows since.
    pub(crate) fn after_act(&mut self) {
        if self.since_act.is_empty() {
            self.since_act.push_back(Arc::clone(&self.newest));
        }
    }

    /// Why the call that the last act made will not be connected: it has failed or has
    /// ended, and no other call is under way that might be connected instead.
    pub(crate) fn call_failure(&self) -> Option<&'static str> {
        let begun = self.begun?;
        if Condition::Idle.holds(&self.newest) {
            return Some("the call has ended");
        }
        let mut calls = self.newest.calls.iter();
        if !calls.all(|call| is_over(call.state) || failure(call.state).is_some()) {
            return None;
        }
        let mut calls = self.newest.calls.iter();
        calls
            .find(|call| call.call_reference == begun)
            .and_then(|call| failure(call.state))
    }

    /// Whether the prompt, or a notice over it, has shown this text since the last act.
    pub(crate) fn has_prompted(&self, text: &str) -> bool {
        self.since_act
            .iter()
            .any(|screen| prompts(screen).any(|prompt| prompt.contains(text)))
    }

    /// The prompts since the last act, for the message of a failed `expect`.
    pub(crate) fn prompts_since_act(&self) -> Vec<&str> {
        let mut seen = Vec::new();
        for prompt in self.since_act.iter().flat_map(|screen| prompts(screen)) {
            if !prompt.is_empty() && !seen.contains(&prompt) {
                seen.push(prompt);
            }
        }
        seen
    }
}

fn references(screen: &Screen) -> Vec<u32> {
    screen
        .calls
        .iter()
        .map(|call| call.call_reference)
        .collect()
}

/// All that stands on the prompt line: the prompt, what covers it, and the prompts of the calls.
fn prompts(screen: &Screen) -> impl Iterator<Item = &str> {
    std::iter::once(screen.prompt.as_str())
        .chain(screen.notify.as_ref().map(|notify| notify.text.as_str()))
        .chain(screen.calls.iter().map(|call| call.prompt.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use softphone::{Call, Notify};

    fn prompting(text: &str) -> Arc<Screen> {
        Arc::new(Screen {
            prompt: text.to_owned(),
            ..Screen::default()
        })
    }

    fn with_call(state: CallState) -> Screen {
        Screen {
            calls: vec![Call {
                state,
                ..Call::default()
            }],
            ..Screen::default()
        }
    }

    #[test]
    fn expect_sees_a_prompt_that_stood_for_a_moment() {
        let mut sight = Sight::new(prompting("Your current options"));
        sight.before_act();
        sight.see(prompting("Call Proceed"));
        sight.see(prompting("Connected"));
        sight.after_act();
        assert!(sight.has_prompted("Call Proceed"));
        assert!(sight.has_prompted("Connected"));
    }

    #[test]
    fn expect_does_not_see_what_stood_before_the_act() {
        let mut sight = Sight::new(prompting("Old"));
        sight.before_act();
        sight.see(prompting("New"));
        sight.after_act();
        assert!(!sight.has_prompted("Old"));
    }

    #[test]
    fn expect_sees_the_prompt_that_an_act_left_standing() {
        let mut sight = Sight::new(prompting("Standing"));
        sight.before_act();
        sight.after_act();
        assert!(sight.has_prompted("Standing"));
    }

    #[test]
    fn expect_sees_a_notice_over_the_prompt() {
        let mut sight = Sight::new(prompting("Below"));
        let notify = Some(Notify {
            text: "Key is not active".to_owned(),
            ..Notify::default()
        });
        sight.see(Arc::new(Screen {
            notify,
            ..Screen::default()
        }));
        assert!(sight.has_prompted("Key is not active"));
        assert_eq!(sight.prompts_since_act(), ["Below", "Key is not active"]);
    }

    #[test]
    fn a_call_that_was_told_of_can_be_answered_before_a_screen_shows_it() {
        let mut sight = Sight::new(prompting("Your current options"));
        assert!(sight.missing(&[Intent::Answer]).is_some());
        sight.hear(7, CallState::RingIn);
        assert_eq!(sight.missing(&[Intent::Answer, Intent::Focus(7)]), None);
        sight.hear(7, CallState::OnHook);
        assert!(sight.missing(&[Intent::Answer]).is_some());
        sight.hear(8, CallState::RingIn);
        sight.see(prompting("Your current options"));
        assert!(
            sight.missing(&[Intent::Answer]).is_some(),
            "the screen is newer"
        );
    }

    #[test]
    fn conditions_are_what_the_screen_says() {
        assert!(Condition::Ringing.holds(&with_call(CallState::RingIn)));
        assert!(Condition::Ringback.holds(&with_call(CallState::RingOut)));
        assert!(Condition::Connected.holds(&with_call(CallState::Connected)));
        assert!(!Condition::Connected.holds(&with_call(CallState::Proceed)));
        assert!(Condition::Held.holds(&with_call(CallState::Hold)));
        assert!(!Condition::Idle.holds(&with_call(CallState::Hold)));
        assert!(Condition::Idle.holds(&with_call(CallState::OnHook)));
        assert!(Condition::Idle.holds(&Screen::default()));
        assert!(!Condition::Idle.holds(&Screen {
            off_hook: true,
            ..Screen::default()
        }));
    }

    fn showing(calls: &[(u32, CallState)]) -> Arc<Screen> {
        let calls: Vec<_> = calls
            .iter()
            .map(|(call_reference, state)| Call {
                call_reference: *call_reference,
                state: *state,
                ..Call::default()
            })
            .collect();
        Arc::new(Screen {
            off_hook: calls.iter().any(|call| !is_over(call.state)),
            calls,
            ..Screen::default()
        })
    }

    #[test]
    fn says_why_the_call_of_the_last_act_has_failed() {
        for (state, words) in [
            (CallState::Busy, "the far end is busy"),
            (CallState::Congestion, "there is no way through"),
            (CallState::InvalidNumber, "there is no such number"),
            (CallState::OnHook, "the call has ended"),
        ] {
            let mut sight = Sight::new(showing(&[]));
            sight.before_act();
            sight.after_act();
            assert_eq!(sight.call_failure(), None, "it has not begun");
            sight.see(showing(&[(1, CallState::Proceed)]));
            assert_eq!(sight.call_failure(), None, "it is under way");
            sight.see(showing(&[(1, state)]));
            assert_eq!(sight.call_failure(), Some(words));
        }
    }

    #[test]
    fn a_call_that_is_gone_from_the_screen_has_ended() {
        let mut sight = Sight::new(showing(&[]));
        sight.before_act();
        sight.see(showing(&[(1, CallState::RingOut)]));
        sight.see(showing(&[]));
        assert_eq!(sight.call_failure(), Some("the call has ended"));
    }

    #[test]
    fn a_failed_call_does_not_count_while_another_is_under_way() {
        let mut sight = Sight::new(showing(&[]));
        sight.before_act();
        sight.see(showing(&[(1, CallState::Proceed)]));
        sight.see(showing(&[(1, CallState::Busy), (2, CallState::RingIn)]));
        assert_eq!(sight.call_failure(), None);
    }

    #[test]
    fn the_end_of_a_call_from_before_the_act_does_not_count() {
        let mut sight = Sight::new(showing(&[(1, CallState::Busy)]));
        sight.before_act();
        sight.after_act();
        assert_eq!(sight.call_failure(), None);
        sight.see(showing(&[]));
        assert_eq!(sight.call_failure(), None);
        sight.see(showing(&[(2, CallState::Proceed)]));
        assert_eq!(sight.call_failure(), None);
    }

    #[test]
    fn every_condition_is_called_by_its_word() {
        for word in [
            "registered",
            "ringing",
            "ringback",
            "connected",
            "held",
            "busy",
            "idle",
        ] {
            assert_eq!(Condition::from_word(word).map(Condition::word), Some(word));
        }
    }
}
