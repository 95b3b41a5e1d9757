//! The tab of the network: who the phone is, its servers, and how voice goes.

use egui::{ComboBox, Ui};

use super::rows::{CONTROL, Rows, named};
use crate::drop_down::DropDown;
use crate::preferences::{PreferenceStore, Value};

pub(super) fn draw(ui: &mut Ui, rows: &mut Rows<'_>, store: &dyn PreferenceStore) {
    rows.heading(ui, "Device");
    device(ui, rows, store);
    rows.choice(
        ui,
        "type",
        "Device type",
        &[
            ("", "Cisco IP Communicator"),
            ("7970", "7970"),
            ("7960", "7960"),
        ],
    );
    rows.number(ui, "protocol", "Protocol version", "22", 3..=22);
    rows.choice(
        ui,
        "charset",
        "Characters of the server",
        &[
            ("", "As the server says"),
            ("utf-8", "UTF-8"),
            ("latin1", "Western (Latin-1)"),
            ("iso-8859-2", "Central European (Latin-2)"),
            ("windows-1250", "Central European (Windows)"),
            ("windows-1251", "Cyrillic (Windows)"),
            ("iso-8859-7", "Greek"),
            ("shift_jis", "Japanese (Shift JIS)"),
        ],
    );
    rows.heading(ui, "Call servers");
    rows.list(ui, "server", "In the order to try", "cucm.example.com:2000");
    rows.list(ui, "last_resort", "Last resort", "gateway.example.com");
    rows.switch(
        ui,
        "ask_servers",
        "Ask the server for its list of servers",
        false,
    );
    rows.text(
        ui,
        "connection_monitor",
        "Go back to a better server after",
        "2m",
    );
    rows.heading(ui, "Voice");
    rows.text(ui, "rtp_ports", "Port range", "16384-32766");
    rows.number(ui, "audio_dscp", "Mark voice with (DSCP)", "46", 0..=63);
    rows.choice(
        ui,
        "rtcp",
        "Reports on the voice (RTCP)",
        &[("", "On"), ("off", "Off"), ("extended", "Extended")],
    );
}

/// The device name: an adapter's, or one that is typed.
fn device(ui: &mut Ui, rows: &mut Rows<'_>, store: &dyn PreferenceStore) {
    let words = rows.words;
    let adapters = store.adapters();
    let now = rows.set.text("device");
    let of = adapters
        .iter()
        .find(|adapter| now.as_deref() == Some(adapter.device.as_str()));
    let shown = match (of, &now) {
        (Some(adapter), _) => format!("{} – {}", adapter.name, adapter.device),
        (None, Some(_)) => words.say("Use this device name:").to_owned(),
        (None, None) => words.say("The first network adapter").to_owned(),
    };
    let caption = words.say("Network adapter");
    let mut picked = None;
    rows.row(ui, caption, |ui| {
        let list = ComboBox::from_id_salt("adapter")
            .width(CONTROL)
            .selected_text(shown.as_str())
            .drop_down(ui, |ui| {
                let first = words.say("The first network adapter");
                if ui.selectable_label(now.is_none(), first).clicked() {
                    picked = Some(None);
                }
                for adapter in &adapters {
                    let text = format!("{} – {}", adapter.name, adapter.device);
                    let is_it = of == Some(adapter);
                    if ui.selectable_label(is_it, text).clicked() {
                        picked = Some(Some(Value::Text(adapter.device.clone())));
                    }
                }
            });
        named(ui, &list.response, caption, Some(&shown));
    });
    // A note on an override stands below the name.
    rows.text(ui, "device", "Device name", "SEP001122334455");
    if let Some(value) = picked {
        rows.typing.remove("device");
        rows.change("device", value);
    }
    let typed = rows.typing.get("device").cloned().or(now);
    if typed.is_some_and(|name| !name.is_empty() && !is_device_name(&name)) {
        rows.hint(
            ui,
            "A device name has up to 15 letters, digits, - and _; mostly SEP and twelve digits.",
        );
    }
}

/// Whether a phone can register by this name.
pub(crate) fn is_device_name(name: &str) -> bool {
    let name = name.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !name.is_empty() && name.len() <= 15 && name.chars().all(plain)
}
