//! The tab of what is a person's taste: look, language, keyboard, rings, calls, desktop.

use egui::{ComboBox, Ui};

use super::Beside;
use super::rings;
use super::rows::{CONTROL, Rows, named};
use crate::drop_down::DropDown;
use crate::keyboard::{Command, Resize};
use crate::look::{Face, Look};
use crate::preferences::PreferenceStore;
use crate::theme::Theme;
use crate::tokens::size::FACTORS;
use crate::windows::desktop;

/// Sizes of texts to choose from; the first is usual.
const TEXT_SCALES: [f32; 6] = [1.0, 1.25, 1.5, 1.75, 2.0, 2.5];

pub(super) fn draw(
    ui: &mut Ui,
    rows: &mut Rows<'_>,
    beside: &mut Beside<'_>,
    store: &dyn PreferenceStore,
) {
    rows.heading(ui, "Look");
    look(ui, rows, beside);
    rows.choice(
        ui,
        "language",
        "Language",
        &[
            ("", "As the system"),
            ("en", "English"),
            ("de", "German"),
            ("fr", "French"),
            ("es", "Spanish"),
        ],
    );
    rows.heading(ui, "Keyboard");
    rows.choice(
        ui,
        "keys.letters",
        "Letters that are typed",
        &[
            ("", "Dial the digits they stand on"),
            ("name", "Look for a name"),
        ],
    );
    rows.heading(ui, "Rings");
    rings::draw(ui, rows, beside, store);
    rows.switch(
        ui,
        "look.visual_ring",
        "The screen lights up when it rings",
        false,
    );
    rows.heading(ui, "Calls");
    rows.switch(ui, "mute_reminder", "Remind who speaks while muted", true);
    rows.choice(
        ui,
        "region",
        "Tones of",
        &[
            ("", "North America"),
            ("europe", "Europe"),
            ("united-kingdom", "United Kingdom"),
        ],
    );
    rows.choice(
        ui,
        "call_log",
        "Lists of calls",
        &[
            ("", "Kept from start to start"),
            ("off", "Forgotten at the end"),
        ],
    );
    rows.switch(
        ui,
        "watch_speed_dials",
        "Watch what those behind speed dials are doing",
        false,
    );
    if let Some(choices) = beside.phone.desktop() {
        rows.heading(ui, "Desktop");
        rows.note(ui, "desktop");
        desktop::choose(ui, rows.words, choices);
    }
    rows.heading(ui, "Recording of calls");
    rows.text(ui, "record_calls", "Folder", "/home/me/calls");
    rows.switch(
        ui,
        "record_when_asked",
        "Only the calls for which it is asked",
        false,
    );
    rows.choice(
        ui,
        "record_format",
        "Format",
        &[("", "WAV"), ("opus", "Opus")],
    );
    rows.choice(
        ui,
        "record_notice",
        "The other side hears",
        &[
            ("", "A tone every 15 s"),
            ("spoken", "Words, then the tone"),
            ("none", "Nothing"),
        ],
    );
}

/// How the window looks is the window's own: it is told, and keeps it.
fn look(ui: &mut Ui, rows: &mut Rows<'_>, beside: &mut Beside<'_>) {
    let words = rows.words;
    let now = beside.look;
    let themes = Theme::ALL.map(|theme| (theme, words.say(theme.name()).to_owned()));
    if let Some(theme) = pick(ui, rows, "Theme", &themes, now.theme) {
        beside.commands.push(Command::Theme(theme));
    }
    let faces = [(Face::Full, "Whole phone"), (Face::Compact, "Display only")];
    let faces = faces.map(|(face, name)| (face, words.say(name).to_owned()));
    if pick(ui, rows, "Face", &faces, now.face).is_some() {
        beside.commands.push(Command::OtherFace);
    }
    let percent = |factor: f32| (factor, format!("{:.0} %", factor * 100.0));
    let mut sizes = FACTORS.map(percent).to_vec();
    let size = beside.factor;
    let near = sizes
        .iter()
        .find(|(factor, _)| (factor - size).abs() < 0.005);
    let size = match near {
        Some((factor, _)) => *factor,
        // One that came of the window's edge.
        None => {
            sizes.insert(0, percent(size));
            size
        }
    };
    if let Some(factor) = pick(ui, rows, "Size of the phone", &sizes, size) {
        beside.commands.push(Command::Resize(Resize::To(factor)));
    }
    let mut scales = TEXT_SCALES.map(percent).to_vec();
    let scale = now.text_scale();
    if !TEXT_SCALES.contains(&scale) {
        scales.insert(0, percent(scale));
    }
    if let Some(scale) = pick(ui, rows, "Size of texts", &scales, scale) {
        let text_scale = (scale != 1.0).then_some(scale);
        beside
            .commands
            .push(Command::Wear(Look { text_scale, ..now }));
    }
    rows.hint(
        ui,
        "Of menus, tips, and the windows beside the phone; the phone's own grow with it.",
    );
    let mut still = now.still;
    ui.checkbox(&mut still, words.say("Nothing flashes or moves"));
    if still != now.still {
        beside.commands.push(Command::Wear(Look { still, ..now }));
    }
}

/// A list of which one is chosen; gives another one that is picked.
fn pick<T: Copy + PartialEq>(
    ui: &mut Ui,
    rows: &Rows<'_>,
    caption: &'static str,
    all: &[(T, String)],
    now: T,
) -> Option<T> {
    let caption = rows.words.say(caption);
    let shown = all.iter().find(|(value, _)| *value == now);
    let shown = shown.map_or("", |(_, name)| name.as_str());
    let mut picked = now;
    rows.row(ui, caption, |ui| {
        let response = ComboBox::from_id_salt(caption)
            .width(CONTROL)
            .selected_text(shown)
            .drop_down(ui, |ui| {
                for (value, name) in all {
                    ui.selectable_value(&mut picked, *value, name);
                }
            })
            .response;
        named(ui, &response, caption, Some(shown));
    });
    (picked != now).then_some(picked)
}
