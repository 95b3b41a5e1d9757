//! The seam to the figures of calls, and their forms for other programs.

use std::fmt::Write as _;
use std::sync::Arc;

use station::{CallCourse, FigureSample};

/// Where the window of figures finds them.
pub trait Statistics {
    /// How the sound of the last calls was, that of the newest first. Returns at once.
    ///
    /// Asked for once a second while the window is open.
    fn calls(&self) -> Vec<Arc<CallCourse>>;
}

/// The columns of [`csv`]: seconds since the call was connected, then the figures.
const COLUMNS: &str = "seconds,mos_lqk,jitter_ms,loss_ratio,conceal_ratio,playout_delay_ms,\
                       round_trip_ms,peer_mos_lqk,peer_jitter_ms,peer_loss_ratio";

/// The course of a call as a table for spreadsheets: a line a sample, empty where nothing is
/// known. No names and no numbers.
pub(crate) fn csv(course: &CallCourse) -> String {
    let mut text = format!("{COLUMNS}\n");
    for sample in &course.samples {
        // Writing into a text cannot fail.
        let _always = writeln!(text, "{}", line(course, sample));
    }
    text
}

fn line(course: &CallCourse, sample: &FigureSample) -> String {
    let optional = |figure: Option<f32>| figure.map_or_else(String::new, |it| it.to_string());
    let peer = sample.peer;
    [
        format!("{:.1}", seconds(course, sample)),
        sample.mos_lqk.to_string(),
        sample.jitter_ms.to_string(),
        sample.loss_ratio.to_string(),
        sample.conceal_ratio.to_string(),
        sample.playout_delay_ms.to_string(),
        optional(sample.round_trip_ms),
        optional(peer.and_then(|peer| peer.mos_lqk)),
        optional(peer.map(|peer| peer.jitter_ms)),
        optional(peer.map(|peer| peer.loss_ratio)),
    ]
    .join(",")
}

/// The same with the newest figures of the whole call, as one object. No names and no numbers.
pub(crate) fn json(course: &CallCourse) -> String {
    let samples: Vec<_> = course
        .samples
        .iter()
        .map(|sample| {
            let mut object = serde_json::json!(sample);
            if let Some(fields) = object.as_object_mut() {
                fields.remove("at");
                let seconds = (seconds(course, sample) * 10.0).round() / 10.0;
                fields.insert("seconds".to_owned(), seconds.into());
            }
            object
        })
        .collect();
    let object = serde_json::json!({
        "call_reference": course.call_reference,
        "over": course.over,
        "figures": course.newest,
        "samples": samples,
    });
    format!("{object:#}\n")
}

/// The time of a sample in the call, seconds; below 0 before it was connected.
pub(crate) fn seconds(course: &CallCourse, sample: &FigureSample) -> f64 {
    let after = sample.at.since(course.began).as_secs_f64();
    let before = course.began.since(sample.at).as_secs_f64();
    after - before
}

#[cfg(test)]
mod tests {
    use station::{CallFigures, Moment, PeerStatistics, StreamStatistics};

    use super::*;

    fn course() -> CallCourse {
        let mut figures = CallFigures::of(7);
        let mut statistics = StreamStatistics {
            jitter_ms: 1.5,
            playout_delay_ms: 40,
            packets_received: 50,
            ..StreamStatistics::default()
        };
        figures.take(Moment::from_secs(11), &statistics);
        statistics.rtcp.peer = Some(PeerStatistics {
            loss_ratio: 0.25,
            ..PeerStatistics::default()
        });
        figures.take(Moment::from_secs(12), &statistics);
        let mut course = CallCourse::of(7, Moment::from_secs(10));
        course.remote_number = "5551234".to_owned();
        course.take(&figures);
        course
    }

    #[test]
    fn a_table_has_a_line_a_second_with_its_time_in_the_call() {
        assert_eq!(
            csv(&course()),
            format!("{COLUMNS}\n1.0,0,1.5,0,0,40,,,,\n2.0,0,1.5,0,0,40,,,0,0.25\n")
        );
    }

    #[test]
    fn an_object_has_the_same_and_the_whole_call_but_not_who_it_was() {
        let text = json(&course());
        let object: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(object["samples"][1]["seconds"], 2.0);
        assert_eq!(object["samples"][1]["peer"]["loss_ratio"], 0.25);
        assert_eq!(object["figures"]["packets_received"], 50);
        assert!(!text.contains("5551234"), "{text}");
    }

    #[test]
    fn a_time_before_the_connection_is_below_zero() {
        let mut course = course();
        course.began = Moment::from_millis(11_500);
        let seconds = seconds(&course, &course.samples[0]);
        assert!((seconds + 0.5).abs() < 1e-6, "{seconds}");
    }
}
