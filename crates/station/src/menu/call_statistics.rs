//! The page with the figures of the call in front, or of the last one (Help, pressed again).

use super::{Entry, item};
use crate::Station;

impl Station {
    /// There is something to look at.
    pub(super) fn has_call_statistics(&self) -> bool {
        self.sampling.figures.is_some()
    }

    pub(super) fn call_statistics(&self) -> Vec<Entry> {
        let Some(figures) = &self.sampling.figures else {
            return Vec::new();
        };
        let newest = &figures.newest;
        let quality = &newest.quality;
        let codec = crate::codec_name(newest.codec);
        let tenths = |figure: f32| format!("{figure:.1}");
        let mos = |figure: f32| format!("{figure:.2}");
        let percent = |ratio: f32| format!("{:.1}", ratio * 100.0);
        let untold = || self.words("not told").to_owned();
        let latency = match (newest.rtcp.latency_ms, newest.rtcp.max_round_trip_ms) {
            (Some(mean), Some(longest)) => {
                self.words_with("{} ms, at most {} ms", &[&tenths(mean), &tenths(longest)])
            }
            _ => untold(),
        };
        let there = newest.rtcp.peer.map(|peer| {
            self.words_with(
                "{} lost, jitter {} ms",
                &[&peer.packets_lost, &tenths(peer.jitter_ms)],
            )
        });
        let jitter = [&tenths(newest.jitter_ms), &tenths(newest.max_jitter_ms)];
        let means = [
            mos(quality.mos_lqk_average),
            mos(quality.mos_lqk_min),
            mos(quality.mos_lqk_max),
        ];
        let ratios = [
            &percent(quality.conceal_ratio),
            &percent(quality.interval_conceal_ratio),
            &percent(quality.max_conceal_ratio),
        ];
        vec![
            item(self.words("Codec"), codec),
            item(
                self.words("Packet length"),
                format!("{} ms", newest.ptime_ms),
            ),
            item(self.words("Received"), newest.packets_received.to_string()),
            item(self.words("Sent"), newest.packets_sent.to_string()),
            item(self.words("Lost"), newest.packets_lost.to_string()),
            item(
                self.words("Discarded"),
                newest.packets_discarded.to_string(),
            ),
            item(
                self.words("Jitter"),
                self.words_with("{} ms, at most {} ms", &[jitter[0], jitter[1]]),
            ),
            item(
                self.words("Playout delay"),
                format!("{} ms", newest.playout_delay_ms),
            ),
            item(self.words("MOS LQK"), mos(quality.mos_lqk)),
            item(self.words("MOS mean, worst, best"), means.join(" · ")),
            item(
                self.words("Concealed"),
                self.words_with(
                    "{} %, now {} %, at most {} %",
                    &[ratios[0], ratios[1], ratios[2]],
                ),
            ),
            item(
                self.words("Concealed seconds"),
                self.words_with(
                    "{}, severely {}",
                    &[
                        &quality.concealed_seconds,
                        &quality.severely_concealed_seconds,
                    ],
                ),
            ),
            item(self.words("Latency"), latency),
            item(self.words("The other side"), there.unwrap_or_else(untold)),
        ]
    }
}
