//! The row of soft keys under the screen.

use serde::{Deserialize, Serialize};

/// How many soft keys a 7970 shows at once (the last is "more" when there are more).
pub const VISIBLE_SOFT_KEYS: usize = 5;

/// The soft keys of the shown set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SoftKeyBar {
    /// All keys, in order, whichever page is shown.
    pub keys: Vec<SoftKey>,
    /// Which page of them is shown, 0 first.
    pub page: usize,
}

impl SoftKeyBar {
    /// The row as a 7970 shows it: up to [`VISIBLE_SOFT_KEYS`] places, "more" always in the last.
    pub fn row(&self) -> Vec<SoftKeyPlace<'_>> {
        let keys = self.keys.iter().enumerate();
        if self.keys.len() <= VISIBLE_SOFT_KEYS {
            return keys
                .map(|(index, key)| SoftKeyPlace::Key(index, key))
                .collect();
        }
        let per_page = VISIBLE_SOFT_KEYS - 1;
        let keys = keys
            .skip(self.page.saturating_mul(per_page))
            .map(|(index, key)| SoftKeyPlace::Key(index, key));
        // The last page has few keys; who presses "more" again and again hits none of them.
        keys.chain(std::iter::repeat(SoftKeyPlace::Empty))
            .take(per_page)
            .chain([SoftKeyPlace::More])
            .collect()
    }

    /// How many pages there are; at least one.
    pub fn pages(&self) -> usize {
        if self.keys.len() <= VISIBLE_SOFT_KEYS {
            1
        } else {
            self.keys.len().div_ceil(VISIBLE_SOFT_KEYS - 1)
        }
    }
}

/// One soft key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoftKey {
    /// Its label as the server's template says, in words.
    pub label: String,
    /// What it means, in English whatever the language of the phone; the label where the phrase
    /// dictionary has no such key.
    #[serde(default)]
    pub name: String,
    /// The event number that the server's template gives it (section 4.1); 0 for a key of the
    /// phone itself.
    pub event: u32,
}

/// A place of the soft key row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoftKeyPlace<'a> {
    /// A key of the set, with its index into [`SoftKeyBar::keys`].
    Key(usize, &'a SoftKey),
    /// Nothing, before "more" on the last page.
    Empty,
    /// Turns to the next page.
    More,
}
