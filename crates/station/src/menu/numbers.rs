//! Picking an item by its number, which may have two digits and more.
//!
//! A digit picks at once where no longer number begins with it; else it marks the item and waits
//! a moment for the next digit.

use std::time::Duration;

use super::OpenMenu;
use crate::{Moment, Station};

/// How long the next digit may take.
const PAUSE: Duration = Duration::from_millis(1500);

/// The beginning of an item's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypedNumber {
    number: usize,
    /// It is whole when no digit has come by then.
    until: Moment,
}

impl Station {
    /// A digit, in a menu: of an item's number, 1 the first; elsewhere what the page makes of it.
    pub(crate) fn press_menu_digit(&mut self, key: char) {
        if self.type_in_page(key) || self.type_in_directory(key) {
            return;
        }
        let Some(menu) = self.menu else { return };
        let Some(digit) = key
            .to_digit(10)
            .and_then(|digit| usize::try_from(digit).ok())
        else {
            return;
        };
        let count = self.items(menu.page).len();
        let longer = menu
            .typed
            .map(|typed| typed.number.saturating_mul(10).saturating_add(digit));
        let Some(number) = [longer, Some(digit)]
            .into_iter()
            .flatten()
            .find(|number| (1..=count).contains(number))
        else {
            return;
        };
        let may_go_on = number.saturating_mul(10) <= count;
        self.menu = Some(OpenMenu {
            selected: number - 1,
            typed: may_go_on.then(|| TypedNumber {
                number,
                until: self.now + PAUSE,
            }),
            ..menu
        });
        if !may_go_on {
            self.pick_menu_item();
        }
    }

    /// When a number that was begun is whole.
    pub(crate) fn menu_deadline(&self) -> Option<Moment> {
        Some(self.menu?.typed?.until)
    }

    /// No further digit has come: the item is meant.
    pub(crate) fn expire_menu(&mut self) {
        if self.menu_deadline().is_some_and(|until| until <= self.now) {
            self.pick_menu_item();
        }
    }
}
