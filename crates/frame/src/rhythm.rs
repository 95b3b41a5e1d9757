//! When the next picture is due.

use std::time::{Duration, Instant};

/// The least time between two pictures: what is moving moves 60 times a second.
const BETWEEN: Duration = Duration::from_micros(16_667);

/// How long a window system may let a drawing wait that it was asked to call for. A Wayland
/// compositor calls for none while the window is covered; the logic has to go on.
const PATIENCE: Duration = Duration::from_millis(250);

/// When the next picture is due. All windows are drawn in one pass, as the first one's content
/// draws those beside it.
#[derive(Debug, Default)]
pub(crate) struct Rhythm {
    wanted: Option<Instant>,
    last: Option<Instant>,
    /// The window system was asked to call for a drawing, and has not.
    asked: Option<Instant>,
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// Sleep until something happens, or until then.
    Nothing(Option<Instant>),
    /// A picture.
    Picture,
    /// The window system does not call for the picture it was asked for: the logic alone.
    Logic,
}

impl Rhythm {
    /// A picture is wanted then, or earlier.
    pub(crate) fn want(&mut self, at: Instant) {
        self.wanted = Some(self.wanted.map_or(at, |wanted| wanted.min(at)));
    }

    /// What is due.
    pub(crate) fn due(&self, now: Instant) -> Due {
        if let Some(asked) = self.asked {
            let overdue = asked + PATIENCE;
            return if now >= overdue {
                Due::Logic
            } else {
                Due::Nothing(Some(overdue))
            };
        }
        let earliest = self.last.map_or(now, |last| last + BETWEEN);
        match self.wanted.map(|wanted| wanted.max(earliest)) {
            Some(at) if at <= now => Due::Picture,
            at => Due::Nothing(at),
        }
    }

    /// The window system is asked to call for the drawing.
    pub(crate) fn ask(&mut self, now: Instant) {
        self.asked.get_or_insert(now);
    }

    /// Whether the window system was asked, and has not called yet.
    pub(crate) const fn has_asked(&self) -> bool {
        self.asked.is_some()
    }

    /// A pass begins; what is wanted from here on is for the next.
    pub(crate) fn begin(&mut self, now: Instant) {
        self.wanted = None;
        self.asked = None;
        self.last = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn without_a_wish_nothing_is_ever_due() {
        let now = Instant::now();
        let mut rhythm = Rhythm::default();
        assert_eq!(rhythm.due(now), Due::Nothing(None));
        rhythm.want(now);
        rhythm.begin(now);
        assert_eq!(rhythm.due(now + 3_600_000 * MS), Due::Nothing(None));
    }

    #[test]
    fn of_several_wishes_the_earliest_counts() {
        let now = Instant::now();
        let mut rhythm = Rhythm::default();
        rhythm.want(now + 1000 * MS);
        rhythm.want(now + 40 * MS);
        rhythm.want(now + 500 * MS);
        assert_eq!(rhythm.due(now), Due::Nothing(Some(now + 40 * MS)));
        assert_eq!(rhythm.due(now + 40 * MS), Due::Picture);
    }

    #[test]
    fn pictures_wanted_at_once_come_sixty_times_a_second() {
        let start = Instant::now();
        let mut rhythm = Rhythm::default();
        let mut pictures = 0;
        for ms in 0..1000 {
            let now = start + ms * MS;
            rhythm.want(now);
            if rhythm.due(now) == Due::Picture {
                rhythm.begin(now);
                pictures += 1;
            }
        }
        assert!((58..=60).contains(&pictures), "{pictures}");
    }

    #[test]
    fn a_window_that_is_never_called_for_has_its_logic_go_on() {
        let now = Instant::now();
        let mut rhythm = Rhythm::default();
        rhythm.want(now);
        rhythm.ask(now);
        rhythm.ask(now + 100 * MS);
        assert_eq!(
            rhythm.due(now + 100 * MS),
            Due::Nothing(Some(now + 250 * MS))
        );
        assert_eq!(rhythm.due(now + 250 * MS), Due::Logic);
        rhythm.begin(now + 250 * MS);
        assert_eq!(rhythm.due(now + 251 * MS), Due::Nothing(None));
    }
}
