//! The tab of numbers and names: dialling rules, emergency numbers, address books.

use egui::{RichText, TextEdit, Ui};
use numbers::{Dialling, Prepared};

use super::Beside;
use super::rows::{CONTROL, Rows, named};
use super::rules::{self, RuleTable};
use crate::directories::ReadFile;
use crate::preferences::Value;
use crate::words::Words;

/// What is held of the tab.
#[derive(Default)]
pub(super) struct DirectoriesTab {
    rules: RuleTable,
    /// The number that is tried.
    tried: String,
}

impl DirectoriesTab {
    pub(super) fn draw(&mut self, ui: &mut Ui, rows: &mut Rows<'_>, beside: &Beside<'_>) {
        let files = beside.phone.directories();
        rows.heading(ui, "Dialling rules");
        rows.hint(
            ui,
            "The first rule that is for a number changes it, when it comes in one piece: pasted, from a link, a list or a book.",
        );
        self.rules.draw(ui, rows);
        self.try_number(ui, rows, &beside.phone.dialling());
        rows.text(
            ui,
            "dialling.rules_file",
            "Rules of a call manager",
            "AppDialRules.xml",
        );
        if let Some(file) = files.and_then(|files| files.rules_file()) {
            state(ui, rows.words, &file, "{} rules in {}");
        }
        rows.list(
            ui,
            "dialling.emergency",
            "Emergency numbers of one's own",
            "0112",
        );
        rows.hint(
            ui,
            "112, 911 and the other emergency numbers of the world are dialled as they are, whatever the rules say.",
        );
        rows.choice(
            ui,
            "dialling.letters",
            "Letters in a number",
            &[
                ("", "Are the digits they stand on"),
                ("name", "Make it a name"),
            ],
        );
        rows.switch(
            ui,
            "dialling.dial_links",
            "Dial links of other programs without asking",
            false,
        );
        rows.heading(ui, "Address books");
        rows.text(ui, "contacts.file", "Own book", "contacts.vcf");
        rows.list(
            ui,
            "contacts.books",
            "Further books, only read",
            "company.vcf",
        );
        let Some(files) = files else { return };
        for book in files.books() {
            state(ui, rows.words, &book, "{} contacts in {}");
        }
        if ui.button(rows.words.say("Read the files again")).clicked() {
            files.reload();
        }
    }

    /// What becomes of a number.
    fn try_number(&mut self, ui: &mut Ui, rows: &Rows<'_>, dialling: &Dialling) {
        let words = rows.words;
        let caption = words.say("Try a number");
        rows.row(ui, caption, |ui| {
            let field = TextEdit::singleline(&mut self.tried)
                .hint_text(RichText::new("+49 (0)30 12345").weak().italics())
                .char_limit(200)
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(CONTROL - 8.0);
            let response = ui.add(field);
            named(ui, &response, caption, None);
        });
        if self.tried.trim().is_empty() {
            return;
        }
        let own = match rows.set.values.get(rules::KEY) {
            Some(Value::Entries(rules)) => rules.len(),
            _ => 0,
        };
        let text = match dialling.prepare(&self.tried) {
            None => words.say("This is no number").to_owned(),
            Some(prepared) => told(words, &prepared, own),
        };
        let response = ui.add(egui::Label::new(RichText::new(&text).strong()).wrap());
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(egui::accesskit::Role::Status);
            node.set_label(text.as_str());
        });
    }
}

/// What is dialled, and why; `own` rules stand before those of a file.
fn told(words: Words, prepared: &Prepared, own: usize) -> String {
    let number = &prepared.number;
    if prepared.emergency {
        return words.with(
            "{} is dialled: an emergency number stays as it is",
            &[number],
        );
    }
    match &prepared.rule {
        None => words.with("{} is dialled: no rule changes it", &[number]),
        Some(rule) if rule.at > own => {
            let at = rule.at - own;
            words.with("{} is dialled, by rule {} of the file", &[number, &at])
        }
        Some(rule) if rule.name.is_empty() => {
            words.with("{} is dialled, by rule {}", &[number, &rule.at])
        }
        Some(rule) => words.with(
            "{} is dialled, by rule {} ({})",
            &[number, &rule.at, &rule.name],
        ),
    }
}

/// What came of a file.
fn state(ui: &mut Ui, words: Words, file: &ReadFile, counted: &'static str) {
    let (text, colour) = match &file.entries {
        Ok(count) => (
            words.with(counted, &[count, &file.path]),
            ui.visuals().weak_text_color(),
        ),
        Err(reason) => (
            words.with("{}: {}", &[&file.path, &words.reason(reason)]),
            ui.visuals().error_fg_color,
        ),
    };
    ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap());
}
