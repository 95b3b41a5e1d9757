//! The status line and the notices over it: what stands there, and until when.
//!
//! A prompt belongs to a call or to the idle phone; a notice belongs to the whole
//! screen. Section 5.11: the highest notice covers the prompt while it stands.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::{Moment, Notify};

mod clock;

pub use clock::civil_from_days;
pub(crate) use clock::{DateTemplate, LocalTime};

/// Priority notices kept at once. Servers use 0 to 6; more than this is a flood, and the lowest goes.
const MAX_NOTICES: usize = 16;

/// Seconds on the wire as a moment; 0 means that the text stays.
pub(crate) fn until(now: Moment, seconds: u32) -> Option<Moment> {
    (seconds > 0).then(|| now + Duration::from_secs(u64::from(seconds)))
}

/// A prompt: one text that stays, and one over it that goes by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Prompt {
    standing: String,
    passing: Option<(String, Moment)>,
}

impl Prompt {
    /// Set the text; with an end it covers the standing one until then.
    pub(crate) fn set(&mut self, text: String, until: Option<Moment>) {
        match until {
            Some(until) => self.passing = Some((text, until)),
            None => {
                self.standing = text;
                self.passing = None;
            }
        }
    }

    /// Nothing stands there any more.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The text to show.
    pub(crate) fn text(&self) -> &str {
        self.passing
            .as_ref()
            .map_or(&self.standing, |(text, _)| text)
    }

    /// The text shown now goes by itself.
    pub(crate) const fn is_passing(&self) -> bool {
        self.passing.is_some()
    }

    /// When the text changes by itself.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        self.passing.as_ref().map(|(_, until)| *until)
    }

    /// Take away what has passed.
    pub(crate) fn expire(&mut self, now: Moment) {
        if self.deadline().is_some_and(|until| until <= now) {
            self.passing = None;
        }
    }
}

/// What the server wants shown apart from calls.
#[derive(Clone, Debug, Default)]
pub(crate) struct Display {
    /// The prompt of the idle phone (line 0, call 0).
    pub(crate) idle: Prompt,
    /// The plain notice (`DisplayNotify`).
    plain: Prompt,
    /// Notices with a priority (`DisplayPriNotify`).
    by_priority: BTreeMap<u32, Prompt>,
    /// Words of the phone itself, which no server takes away.
    own: Prompt,
    /// Text for the whole display (`DisplayText`).
    pub(crate) text: Option<String>,
}

/// A notice as it is shown; nothing when there is no text.
fn shown(notice: &Prompt, priority: u32) -> Option<Notify> {
    (!notice.text().is_empty()).then(|| Notify {
        text: notice.text().to_owned(),
        priority,
        until: notice.deadline(),
    })
}

/// Set a notice or, with an empty text, take it away. One with an end covers the one that
/// stands, which comes back after it.
fn set(notice: &mut Prompt, text: String, until: Option<Moment>) {
    if text.is_empty() {
        notice.clear();
    } else {
        notice.set(text, until);
    }
}

impl Display {
    /// Set or, with an empty text, take away the plain notice.
    pub(crate) fn notify(&mut self, text: String, until: Option<Moment>) {
        set(&mut self.plain, text, until);
    }

    /// Take away the plain notice.
    pub(crate) fn clear_notify(&mut self) {
        self.plain.clear();
    }

    /// Words of the phone itself, over all that the server says.
    pub(crate) fn say(&mut self, text: String, until: Option<Moment>) {
        set(&mut self.own, text, until);
    }

    /// Take away the words of the phone itself.
    pub(crate) fn unsay(&mut self) {
        self.own.clear();
    }

    /// Set or, with an empty text, take away the notice of this priority.
    pub(crate) fn priority_notify(&mut self, text: String, priority: u32, until: Option<Moment>) {
        set(self.by_priority.entry(priority).or_default(), text, until);
        self.forget_empty();
        if self.by_priority.len() > MAX_NOTICES {
            self.by_priority.pop_first();
        }
    }

    /// Take away the notice of this priority.
    pub(crate) fn clear_priority_notify(&mut self, priority: u32) {
        self.by_priority.remove(&priority);
    }

    fn forget_empty(&mut self) {
        self.by_priority
            .retain(|_, notice| !notice.text().is_empty());
    }

    /// The notice to show.
    ///
    /// A plain notice with an end ("Call Park At 701") would never be seen under a
    /// standing one ("You Have VoiceMail"), so it goes over those that stay.
    pub(crate) fn notice(&self) -> Option<Notify> {
        let highest = self.by_priority.last_key_value();
        let highest = highest.and_then(|(priority, notice)| shown(notice, *priority));
        let plain = shown(&self.plain, 0);
        shown(&self.own, 0).or(match (plain, highest) {
            (Some(plain), Some(highest)) if plain.until.is_some() && highest.until.is_none() => {
                Some(plain)
            }
            (plain, highest) => highest.or(plain),
        })
    }

    /// When something goes by itself.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        [&self.idle, &self.plain, &self.own]
            .into_iter()
            .chain(self.by_priority.values())
            .filter_map(Prompt::deadline)
            .min()
    }

    /// Take away what has passed.
    pub(crate) fn expire(&mut self, now: Moment) {
        let notices = self.by_priority.values_mut();
        for notice in notices.chain([&mut self.idle, &mut self.plain, &mut self.own]) {
            notice.expire(now);
        }
        self.forget_empty();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_secs(100);

    fn text(display: &Display) -> Option<String> {
        display.notice().map(|notice| notice.text)
    }

    #[test]
    fn one_that_stays_comes_back_after_one_of_its_priority() {
        let mut display = Display::default();
        display.priority_notify("Do Not Disturb is active".into(), 4, None);
        display.priority_notify("Key is Not Active".into(), 4, until(NOW, 5));
        display.notify("Night Service Active".into(), None);
        display.notify("Call Park At 701".into(), until(NOW, 3));
        assert_eq!(text(&display), Some("Key is Not Active".into()));
        display.expire(Moment::from_secs(105));
        assert_eq!(text(&display), Some("Do Not Disturb is active".into()));
        display.clear_priority_notify(4);
        assert_eq!(text(&display), Some("Night Service Active".into()));
        assert_eq!(display.deadline(), None);
    }

    #[test]
    fn the_server_does_not_take_away_what_the_phone_says() {
        let mut display = Display::default();
        display.notify("Stays".into(), None);
        display.say("Awake again".into(), until(NOW, 5));
        display.clear_notify();
        assert_eq!(text(&display), Some("Awake again".into()));
        display.notify("Stays".into(), None);
        display.unsay();
        assert_eq!(text(&display), Some("Stays".into()));
    }

    #[test]
    fn a_passing_prompt_gives_way_to_the_standing_one() {
        let mut prompt = Prompt::default();
        prompt.set("Connected".into(), None);
        prompt.set("Key is Not Active".into(), until(NOW, 5));
        assert_eq!(prompt.text(), "Key is Not Active");
        prompt.expire(Moment::from_secs(104));
        assert_eq!(prompt.text(), "Key is Not Active");
        prompt.expire(Moment::from_secs(105));
        assert_eq!(prompt.text(), "Connected");
    }

    #[test]
    fn the_higher_priority_covers_the_lower_until_it_goes() {
        let mut display = Display::default();
        display.priority_notify("You Have VoiceMail".into(), 1, None);
        display.priority_notify("From 1003".into(), 5, until(NOW, 10));
        assert_eq!(text(&display), Some("From 1003".into()));
        assert_eq!(display.deadline(), Some(Moment::from_secs(110)));
        display.expire(Moment::from_secs(110));
        assert_eq!(text(&display), Some("You Have VoiceMail".into()));
        display.clear_priority_notify(1);
        assert_eq!(display.notice(), None);
    }

    #[test]
    fn a_passing_plain_notice_is_seen_over_a_standing_one() {
        let mut display = Display::default();
        display.priority_notify("You Have VoiceMail".into(), 1, None);
        display.notify("Call Park At 701".into(), until(NOW, 10));
        assert_eq!(text(&display), Some("Call Park At 701".into()));
        display.clear_notify();
        assert_eq!(text(&display), Some("You Have VoiceMail".into()));
    }

    #[test]
    fn a_flood_of_priorities_is_bounded() {
        let mut display = Display::default();
        for priority in 0..1000 {
            display.priority_notify("x".into(), priority, None);
        }
        assert_eq!(display.by_priority.len(), MAX_NOTICES);
    }
}
