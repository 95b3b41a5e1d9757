//! Help on a key: while the Help page is open, a key that is pressed says what it does instead of
//! doing it.

use super::{OpenMenu, Page};
use crate::keys::{local, same_label};
use crate::{AudioPath, HardKey, Intent, LineKeyKind, SoftKey, SoftKeyPlace, Station};

/// What soft keys do, by their names in English.
const SOFT_KEYS: [(&str, &str); 49] = [
    ("Redial", "Calls the number again that was dialled last."),
    ("NewCall", "Begins a new call: off hook, with dial tone."),
    ("Hold", "Puts the call on hold; Resume takes it back."),
    ("Resume", "Takes the call back from hold."),
    ("Answer", "Answers the call that rings."),
    ("EndCall", "Ends the call."),
    (
        "Transfer",
        "Sends the call to another number: dial it, then press again.",
    ),
    (
        "DirTrfr",
        "Joins two selected calls and leaves them to each other.",
    ),
    (
        "Confrn",
        "Makes a conference: dial another one, then press again.",
    ),
    ("ConfList", "Shows who is in the conference."),
    (
        "RmLstC",
        "Removes the one from the conference who came last.",
    ),
    ("Join", "Makes a conference of the selected calls."),
    (
        "Select",
        "Picks the marked item, or selects the call for Join.",
    ),
    (
        "Park",
        "Parks the call under a number, to be taken up at another phone.",
    ),
    (
        "PickUp",
        "Takes a call that rings at another phone of the group.",
    ),
    (
        "GPickUp",
        "Takes a call that rings in another group: dial its number.",
    ),
    (
        "OPickUp",
        "Takes a call that rings in a group bound to yours.",
    ),
    (
        "MeetMe",
        "Opens a conference under a number that others dial.",
    ),
    (
        "CFwdALL",
        "Sends all calls of the line elsewhere; again: no longer.",
    ),
    ("CFwdBusy", "Sends calls elsewhere while the line is busy."),
    ("CFwdNoAnswer", "Sends calls elsewhere that nobody answers."),
    (
        "CallBack",
        "Tells you when the one you called is free again.",
    ),
    ("Barge", "Joins the call on a shared line."),
    ("cBarge", "Joins the call on a shared line as a conference."),
    (
        "Private",
        "Keeps others of a shared line from seeing and joining calls.",
    ),
    ("iDivert", "Sends the call to the mailbox at once."),
    ("TrnsVM", "Sends the call to a mailbox."),
    ("DND", "Do not disturb: calls are seen and do not ring."),
    (
        "HLog",
        "Logs the phone into its hunt groups, or out of them.",
    ),
    ("MCID", "Reports the call as malicious to the operator."),
    ("QRT", "Reports bad quality of the call to the operator."),
    ("Mobility", "Sends the call to your mobile phone, or back."),
    (
        "Record",
        "Has the server record the call; again: no longer.",
    ),
    (
        "Intrcpt",
        "Takes a call that is already on its way elsewhere.",
    ),
    ("AbbrDial", "Dials the speed dial whose number you typed."),
    ("<<", "Takes the last digit back."),
    ("Cancel", "Leaves things as they were."),
    ("Dial", "Dials the number that is typed or marked."),
    (
        "EditDial",
        "Puts the marked number where you type, to be changed before it is dialled.",
    ),
    ("Exit", "Leaves this page."),
    ("Details", "Shows all that is known of the marked item."),
    ("Delete", "Takes the marked item out of the list."),
    ("Clear", "Empties the lists."),
    ("Save", "Keeps what is set."),
    ("Play", "Lets the marked ring be heard."),
    ("Submit", "Sends what you filled in."),
    ("Search", "Looks for what you filled in."),
    ("Update", "Shows the page anew."),
    ("more", "Shows further soft keys."),
];

/// What is said of a key: its name, and what it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeyHelp {
    pub(super) title: String,
    pub(super) text: String,
}

impl Station {
    /// The Help page is open, or what it says of a key.
    pub(crate) fn is_in_help(&self) -> bool {
        let page = self.menu.map(|menu| menu.page);
        matches!(page, Some(Page::Help | Page::KeyHelp))
    }

    /// Nobody wants a lesson while the phone rings.
    pub(crate) fn leave_help(&mut self) {
        if self.is_in_help() {
            self.menu = self.page_under_menus();
        }
    }

    /// A key is explained instead of pressed. `false`: it is pressed.
    pub(crate) fn explains(&mut self, intent: &Intent) -> bool {
        if !self.is_in_help() {
            return false;
        }
        let help = match intent {
            Intent::Key(key) => self.help_on(
                "Keypad",
                &key.to_string(),
                match key {
                    '*' | '#' => {
                        "A digit of numbers and codes; the call server knows what it means."
                    }
                    _ => "A digit: of a number, of an item in a menu, or a tone in a call.",
                },
            ),
            Intent::Backspace => self.help_on_soft_key("<<", "<<"),
            Intent::Redial => self.help_on_soft_key("Redial", self.key_label("Redial")),
            Intent::SoftKeyPlace(place) => match self.soft_key_at(*place) {
                Some(key) if key.name != local::EXIT => {
                    self.help_on_soft_key(&key.name, &key.label)
                }
                _ => return false,
            },
            Intent::SoftKey(label) => {
                let keys = self.shown_keys();
                match keys.into_iter().find(|key| key.is_called(label)) {
                    Some(key) if key.name != local::EXIT => {
                        self.help_on_soft_key(&key.name, &key.label)
                    }
                    _ => return false,
                }
            }
            Intent::LineKey(position) => match self.help_on_line_key(*position) {
                Some(help) => help,
                None => return true,
            },
            Intent::Navigate(_) => self.help_on(
                "Arrows",
                "",
                "They go from item to item in a menu, else from call to call.",
            ),
            Intent::Enter => self.help_on(
                "Enter",
                "",
                "Picks the marked item, dials what was typed, or answers.",
            ),
            Intent::Hook => self.help_on("Hook", "", "Lifts the receiver or puts it down."),
            Intent::Path(path) => {
                let key = match path {
                    AudioPath::Headset => "Headset",
                    AudioPath::Handset => "Handset",
                    AudioPath::Speaker => "Speaker",
                };
                self.help_on(
                    key,
                    "",
                    "Begins, answers or goes on with a call by this device; lit, it ends it.",
                )
            }
            Intent::Mute => self.help_on(
                "Mute",
                "",
                "The other side hears nothing of you until you press it again.",
            ),
            Intent::VolumeUp | Intent::VolumeDown => self.help_on(
                "Volume",
                "",
                "Louder or softer: what you hear in a call, on hook the ringer.",
            ),
            Intent::HardKey(key) => {
                let (name, does) = match key {
                    HardKey::Messages => ("Messages", "Calls the mailbox of the line."),
                    HardKey::Directories => (
                        "Directories",
                        "Missed, received and placed calls, and the directories.",
                    ),
                    HardKey::Services => ("Services", "What the call server offers as services."),
                    HardKey::Settings => (
                        "Settings",
                        "Rings, theme and language, and all about the phone and its network.",
                    ),
                    HardKey::Help => return false,
                };
                self.help_on(name, "", does)
            }
            _ => return false,
        };
        self.key_help = help;
        self.menu = Some(OpenMenu::new(Page::KeyHelp));
        true
    }

    fn help_on(&self, key: &str, which: &str, does: &str) -> KeyHelp {
        KeyHelp {
            title: format!("{} {which}", self.words(key)).trim_end().to_owned(),
            text: self.words(does).to_owned(),
        }
    }

    fn help_on_soft_key(&self, name: &str, label: &str) -> KeyHelp {
        let known = SOFT_KEYS.iter().find(|(key, _)| same_label(key, name));
        let does = known.map_or("A key that the call server offers.", |(_, does)| does);
        KeyHelp {
            title: label.to_owned(),
            text: self.words(does).to_owned(),
        }
    }

    /// The soft key at this place of the row; nothing where there is none, or the one that turns
    /// the page.
    fn soft_key_at(&self, place: usize) -> Option<SoftKey> {
        let bar = self.bar();
        match bar.row().get(place) {
            Some(SoftKeyPlace::Key(_, key)) => Some((*key).clone()),
            Some(SoftKeyPlace::Empty | SoftKeyPlace::More) | None => None,
        }
    }

    fn help_on_line_key(&self, position: usize) -> Option<KeyHelp> {
        let keys = self.shown_line_keys();
        let key = keys.get(position.checked_sub(1)?)?;
        let does = match key.kind {
            LineKeyKind::Line => {
                "A line of yours: begins a call on it, answers, or brings its call to the front."
            }
            LineKeyKind::SpeedDial if key.presence.is_some() => {
                "Calls this number, and shows what the one there is doing."
            }
            LineKeyKind::SpeedDial => "Calls this number.",
            LineKeyKind::Service => "Opens this service of the call server.",
            LineKeyKind::Unused => "Nothing is on this button.",
            LineKeyKind::Feature | LineKeyKind::Other(_) => {
                "A feature of the call server; its lamp shows whether it is on."
            }
        };
        let number = Some(&key.number).filter(|number| **number != key.label);
        let parts = [Some(&key.label), number];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let title = match key.kind {
            LineKeyKind::Line => self.words_with("Line {} {}", &[&key.instance, &parts.join(", ")]),
            _ => format!("{} {}", self.words("Button"), parts.join(", ")),
        };
        Some(KeyHelp {
            title: title.trim_end().to_owned(),
            text: self.words(does).to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::own_words::translated;

    #[test]
    fn what_soft_keys_do_is_said_in_every_language() {
        for (name, does) in SOFT_KEYS {
            for language in Language::ALL.into_iter().skip(1) {
                assert!(translated(language, does).is_some(), "{language}: {name}");
            }
        }
    }
}
