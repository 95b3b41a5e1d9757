//! Who may be meant by the digits that are typed on the idle phone: shown under the number, and
//! never in its way. Only who goes to them by the arrows, or clicks, calls them.

use station::{Intent, Navigate, Screen};

use crate::Phone;
use crate::keyboard::Command;
use crate::quick_search::{Among, Finder, Hit};

/// So many have room under the number.
const MOST: usize = 3;
/// With fewer digits nearly everybody is meant.
const FEWEST_DIGITS: usize = 2;

/// Those who may be meant, and which of them is marked.
#[derive(Default)]
pub(crate) struct Matches {
    finder: Finder,
    typed: String,
    found: Vec<Match>,
    marked: Option<usize>,
}

/// One of them.
pub(crate) struct Match {
    /// Who it is.
    pub(crate) hit: Hit,
    /// To call them.
    pub(crate) call: Intent,
}

impl Matches {
    /// What is typed on this screen counts now.
    pub(crate) fn follow(&mut self, phone: &dyn Phone, screen: &Screen) {
        let idle = !screen.off_hook && screen.menu.is_none() && screen.calls.is_empty();
        let typed = screen.dialled.as_str();
        if !idle || typed.len() < FEWEST_DIGITS {
            self.found.clear();
            self.typed.clear();
            self.marked = None;
            return;
        }
        if self.typed != typed {
            typed.clone_into(&mut self.typed);
            self.marked = None;
        }
        let found = self.finder.find(phone, typed, Among::All, MOST).iter();
        let found = found.filter(|hit| !hit.is_typed()).map(|hit| Match {
            hit: hit.clone(),
            call: hit.call(phone),
        });
        self.found = found.collect();
        self.marked = self.marked.filter(|marked| *marked < self.found.len());
    }

    /// The likeliest first.
    pub(crate) fn found(&self) -> &[Match] {
        &self.found
    }

    /// Which of them Enter calls.
    pub(crate) fn marked(&self) -> Option<usize> {
        self.marked
    }

    /// What a command becomes: arrows go to them from the number and back, Enter calls who is
    /// marked, Escape goes back to the number. Everything else is the phone's.
    pub(crate) fn take(&mut self, command: Command) -> Option<Command> {
        let last = self.found.len().checked_sub(1);
        let (Some(last), Command::Phone(intent)) = (last, &command) else {
            return Some(command);
        };
        match (intent, self.marked) {
            (Intent::Navigate(Navigate::Down), marked) => {
                self.marked = Some(marked.map_or(0, |marked| (marked + 1).min(last)));
            }
            (Intent::Navigate(Navigate::Up), Some(marked)) => {
                self.marked = marked.checked_sub(1);
            }
            (Intent::Escape, Some(_)) => self.marked = None,
            (Intent::Enter, Some(marked)) => {
                let call = self.found.get(marked)?.call.clone();
                return Some(Command::Phone(call));
            }
            _ => return Some(command),
        }
        None
    }
}
