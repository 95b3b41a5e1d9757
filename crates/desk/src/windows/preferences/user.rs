//! The tab of what is a person's taste.

use egui::Ui;

use super::rows::Rows;

pub(super) fn draw(ui: &mut Ui, rows: &mut Rows<'_>) {
    rows.heading(ui, "Look");
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
    rows.heading(ui, "Calls");
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
