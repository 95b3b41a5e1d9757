//! The tab of what is for those who look after phones.

use egui::Ui;

use super::rows::Rows;
use crate::preferences::PreferenceStore;

pub(super) fn draw(
    ui: &mut Ui,
    rows: &mut Rows<'_>,
    store: &dyn PreferenceStore,
    reset: &mut bool,
) {
    let words = rows.words;
    rows.heading(ui, "Log");
    rows.choice(
        ui,
        "log",
        "What is logged",
        &[
            ("", "Warnings"),
            ("error", "Errors only"),
            ("info", "What happens"),
            ("debug", "Much"),
            ("trace", "Everything"),
        ],
    );
    rows.text(
        ui,
        "trace",
        "Capture of the connection",
        "/tmp/calls.pcapng",
    );
    rows.hint(
        ui,
        "The dialled digits are in it. It is written anew at each start.",
    );
    rows.switch(ui, "trace_rtp", "Voice in it as well", false);
    rows.heading(ui, "Impairment lab");
    rows.text(
        ui,
        "impair",
        "Done to the voice",
        "loss=3%,jitter=40ms,delay=20ms",
    );
    rows.hint(
        ui,
        "For trying how calls sound on a bad network. Empty: nothing is done to it.",
    );
    rows.heading(ui, "Configuration file");
    if let Some(file) = store.file() {
        ui.label(file);
        ui.horizontal(|ui| {
            if ui.button(words.say("Open the folder")).clicked() {
                store.show_folder();
            }
        });
    }
    ui.add_space(4.0);
    if !*reset {
        if ui.button(words.say("Have all as usual again…")).clicked() {
            *reset = true;
        }
        return;
    }
    ui.label(words.say("Every setting is taken out of the file, also server and device name."));
    ui.horizontal(|ui| {
        if ui.button(words.say("Have all as usual")).clicked() {
            let keys: Vec<String> = rows.set.values.keys().cloned().collect();
            for key in keys {
                rows.change(&key, None);
            }
            *reset = false;
        }
        if ui.button(words.say("Leave it")).clicked() {
            *reset = false;
        }
    });
}
