//! The table of a call's figures.

use egui::{Grid, RichText, Ui};
use station::{CallCourse, codec_name};

use crate::words::Words;

/// Width of the names in it.
const NAMES: f32 = 175.0;

/// The newest figures, a row each.
pub(super) fn table(ui: &mut Ui, words: Words, course: &CallCourse) {
    Grid::new("figures of the call")
        .num_columns(2)
        .striped(true)
        .show(ui, |ui| {
            for (name, value) in rows(words, course) {
                ui.scope(|ui| {
                    ui.set_width(NAMES);
                    ui.label(words.say(name));
                });
                ui.label(RichText::new(value).strong());
                ui.end_row();
            }
        });
}

/// What the table says: the names in English, and the values.
fn rows(words: Words, course: &CallCourse) -> Vec<(&'static str, String)> {
    let newest = &course.newest;
    let (quality, rtcp) = (&newest.quality, &newest.rtcp);
    let none = || "–".to_owned();
    let ms = |figure: f32| format!("{figure:.1} ms");
    let mos = |figure: f32| {
        if figure > 0.0 {
            format!("{figure:.2}")
        } else {
            none()
        }
    };
    let percent = |ratio: f32| format!("{:.1} %", ratio * 100.0);
    let maybe = |figure: Option<f32>| figure.map_or_else(none, ms);
    let should = u64::from(newest.packets_lost) + u64::from(newest.packets_received);
    let lost = f64::from(newest.packets_lost) * 100.0 / should.max(1) as f64;
    let mut rows = vec![
        ("Codec", codec_name(newest.codec)),
        ("Packet length", format!("{} ms", newest.ptime_ms)),
        ("Packets received", newest.packets_received.to_string()),
        ("Packets sent", newest.packets_sent.to_string()),
        (
            "Packets lost",
            format!("{} ({lost:.1} %)", newest.packets_lost),
        ),
        ("Packets discarded", newest.packets_discarded.to_string()),
        ("Jitter", ms(newest.jitter_ms)),
        ("Jitter, most", ms(newest.max_jitter_ms)),
        ("Playout delay", format!("{} ms", newest.playout_delay_ms)),
        ("MOS LQK", mos(quality.mos_lqk)),
        ("MOS LQK, mean", mos(quality.mos_lqk_average)),
        ("MOS LQK, worst", mos(quality.mos_lqk_min)),
        ("MOS LQK, best", mos(quality.mos_lqk_max)),
        ("Concealed, of all", percent(quality.conceal_ratio)),
        (
            "Concealed, last 3 s",
            percent(quality.interval_conceal_ratio),
        ),
        ("Concealed, worst 3 s", percent(quality.max_conceal_ratio)),
        ("Concealed seconds", quality.concealed_seconds.to_string()),
        (
            "Severely concealed seconds",
            quality.severely_concealed_seconds.to_string(),
        ),
        ("Latency", maybe(rtcp.latency_ms)),
        ("Latency, most", maybe(rtcp.max_round_trip_ms)),
    ];
    if newest.packets_unauthentic > 0 {
        rows.push((
            "Packets not authentic",
            newest.packets_unauthentic.to_string(),
        ));
    }
    match rtcp.peer {
        Some(peer) => rows.extend([
            ("Lost at the other side", peer.packets_lost.to_string()),
            ("Jitter at the other side", ms(peer.jitter_ms)),
            ("MOS at the other side", peer.mos_lq.map_or_else(none, mos)),
        ]),
        None => rows.push((
            "At the other side",
            words.say("it does not report").to_owned(),
        )),
    }
    rows
}
