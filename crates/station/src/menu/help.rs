//! The Help page.

use crate::Station;

impl Station {
    /// What there is to know at first.
    pub(super) fn help_text(&self) -> String {
        let rows = [
            ("Digits", "Type a number, then Dial or Enter"),
            ("Enter", "Dials, answers, picks"),
            ("Speaker, Headset", "Off hook; again: hang up"),
            ("Line button", "A new call on that line, or its call"),
            ("Soft keys", "What the call server offers now"),
            ("Arrows", "From call to call"),
            ("Messages", "Calls the mailbox"),
            ("Directories", "Missed, received and placed calls"),
        ];
        let rows: Vec<String> = rows
            .into_iter()
            .map(|(key, does)| format!("{}: {}", self.words(key), self.words(does)))
            .collect();
        let first = [
            self.words("Press a key: the phone says what it does, instead of doing it."),
            self.words("Help again: the figures of the call, or back."),
        ];
        format!("{}\n\n{}", first.join("\n"), rows.join("\n"))
    }
}
