//! Which ring sounds: of all lines, of one of them, and rings of one's own.

use egui::{Button, ComboBox, Ui};
use station::{Intent, LineKeyKind};

use super::Beside;
use super::rows::{CONTROL, Rows, named};
use crate::drop_down::DropDown;
use crate::keyboard::Command;
use crate::preferences::{PreferenceStore, Value};
use crate::words::Words;

/// The ring of all lines that have none of their own, and those of the lines.
pub(super) fn draw(
    ui: &mut Ui,
    rows: &mut Rows<'_>,
    beside: &mut Beside<'_>,
    store: &dyn PreferenceStore,
) {
    let words = rows.words;
    let rings = store.rings();
    // The first is what rings where nothing is chosen.
    let usual = rings.first().cloned().unwrap_or_default();
    let of_all = rows.set.text("rings.default").unwrap_or(usual);
    let of = Choice {
        key: "rings.default".to_owned(),
        caption: words.say("All lines").to_owned(),
        else_what: None,
    };
    choose(ui, rows, beside, &rings, &of, &of_all);
    let lines = beside.screen.line_keys.iter();
    let lines: Vec<(u32, String)> = lines
        .filter(|key| key.kind == LineKeyKind::Line)
        .map(|key| (key.instance, key.label.clone()))
        .collect();
    // With one line there is nothing to tell apart, unless it has a ring already.
    let has_own = |line: u32| rows.set.text(&format!("rings.lines.{line}")).is_some();
    let several = lines.len() > 1;
    let shown: Vec<_> = lines
        .into_iter()
        .filter(|(line, _)| several || has_own(*line))
        .collect();
    for (line, label) in shown {
        let of = Choice {
            key: format!("rings.lines.{line}"),
            caption: words.with("Line {} {}", &[&line, &label]).trim().to_owned(),
            else_what: Some(words.say("As all others").to_owned()),
        };
        choose(ui, rows, beside, &rings, &of, &of_all);
    }
    rows.list(ui, "rings.own", "Sound files that ring, too", "bell.ogg");
}

/// What a ring is chosen for.
struct Choice {
    key: String,
    caption: String,
    /// What stands for none of its own.
    else_what: Option<String>,
}

fn choose(
    ui: &mut Ui,
    rows: &mut Rows<'_>,
    beside: &mut Beside<'_>,
    rings: &[String],
    of: &Choice,
    of_all: &str,
) {
    let words = rows.words;
    rows.keys.push(of.key.clone());
    let own = rows.set.text(&of.key);
    let sounds = own.as_deref().unwrap_or(of_all);
    let shown = match (&own, &of.else_what) {
        (None, Some(none)) => none.clone(),
        _ => name(words, sounds).to_owned(),
    };
    let mut picked = None;
    let mut plays = false;
    rows.row(ui, &of.caption, |ui| {
        let list = ComboBox::from_id_salt(&of.key)
            .width(CONTROL - 96.0)
            .selected_text(shown.as_str())
            .drop_down(ui, |ui| {
                if let Some(none) = &of.else_what
                    && ui.selectable_label(own.is_none(), none).clicked()
                {
                    picked = Some(None);
                }
                for ring in rings {
                    let is_it = sounds == ring && (own.is_some() || of.else_what.is_none());
                    if ui.selectable_label(is_it, name(words, ring)).clicked() {
                        picked = Some(Some(ring.clone()));
                    }
                }
            });
        named(ui, &list.response, &of.caption, Some(&shown));
        let button = ui.add(Button::new(words.say("Play")));
        let label = words.with("{}: play the ring", &[&of.caption]);
        named(ui, &button, &label, None);
        plays = button.clicked();
    });
    rows.note(ui, &of.key);
    if let Some(ring) = picked {
        // What is usual need not stand in the file.
        let usual = of.else_what.is_none() && ring.as_ref() == rings.first();
        let value = ring.filter(|_| !usual).map(Value::Text);
        rows.change(&of.key, value);
    }
    if plays {
        let preview = Intent::PreviewRing(sounds.to_owned());
        beside.commands.push(Command::Phone(preview));
    }
}

/// Tunes have names of their own; no sound has a word.
fn name(words: Words, ring: &str) -> &str {
    match ring {
        "Silent" => words.say("Silent"),
        ring => ring,
    }
}
