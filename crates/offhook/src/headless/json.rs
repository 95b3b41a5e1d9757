//! Events as JSON objects, one a line. `docs/events.md` describes them.

use serde_json::{Value, json};
use softphone::{
    Change, Event, Moment, RecordingNews, RegistrationState, Screen, TimedChange, codec_name,
};

use crate::headless::figures::RtpSummary;
use crate::headless::summary::state_name;

/// A change as the line that tells of it; `newest` is the screen that stands with it.
pub(crate) fn change_line(change: &TimedChange, newest: &Screen) -> String {
    match &change.change {
        Change::Screen(screen) => screen_line(screen, change.at),
        Change::Gap { lost } => line("gap", change.at, json!({ "lost": lost })),
        Change::Event(event) => event_line(event, newest, change.at),
    }
}

/// Something went wrong, or a script failed.
pub(crate) fn error_line(text: &str, at: Moment) -> String {
    line("error", at, json!({ "text": text }))
}

/// Lines were lost because their reader was too slow.
pub(crate) fn gap_line(lost: u64) -> String {
    json!({ "event": "gap", "lost": lost }).to_string()
}

/// What the phone shows.
pub(crate) fn screen_line(screen: &Screen, at: Moment) -> String {
    line("screen", at, json!({ "screen": screen }))
}

fn event_line(event: &Event, newest: &Screen, at: Moment) -> String {
    match event {
        Event::Registration {
            state: RegistrationState::Registered,
            text,
        } => {
            let registered = json!({
                "device": newest.device,
                "server": newest.registration.server,
                "protocol_version": newest.registration.protocol_version,
                "text": text,
            });
            line("registered", at, registered)
        }
        Event::Registration { state, text } => {
            line("registration", at, json!({ "state": state, "text": text }))
        }
        Event::CallState {
            call_reference,
            line_instance,
            state,
            direction,
            number,
        } => {
            let call_state = json!({
                "call": call_reference,
                "line": line_instance,
                "state": state_name(*state),
                "direction": direction,
                "number": number,
            });
            line("state", at, call_state)
        }
        Event::Media {
            call_reference,
            stream,
            transmit,
            started,
            codec,
            ptime_ms,
            group,
            protection,
        } => {
            let mut media = json!({
                "call": call_reference,
                "stream": stream,
                "direction": if *transmit { "transmit" } else { "receive" },
                "started": started,
                "codec": codec_name(*codec),
                "ptime_ms": ptime_ms,
            });
            if let Some(group) = group {
                media["group"] = json!(group);
            }
            if let Some(protection) = protection {
                media["encrypted"] = json!(protection);
            }
            line("media", at, media)
        }
        Event::Statistics {
            call_reference,
            statistics,
        } => {
            let stats = json!({
                "call": call_reference,
                "rtp": RtpSummary::of(statistics),
                "figures": statistics,
            });
            line("stats", at, stats)
        }
        Event::CallLogged(entry) => line("logged", at, json!(entry)),
        Event::ApplicationData(data) => {
            let mut object = json!({
                "application": data.application_id,
                "line": data.line_instance,
                "call": data.call_reference,
                "transaction": data.transaction_id,
            });
            match std::str::from_utf8(&data.data) {
                Ok(text) => object["data"] = json!(text),
                Err(_) => object["hexadecimal"] = json!(data)["data"].take(),
            }
            line("data", at, object)
        }
        Event::Recording(news) => {
            let news = match news {
                RecordingNews::Began { file } => json!({ "file": file }),
                RecordingNews::Ended {
                    file,
                    seconds,
                    left_out,
                } => json!({ "file": file, "seconds": seconds, "left_out": left_out }),
                RecordingNews::Failed { reason } => json!({ "failed": reason }),
            };
            line("recording", at, news)
        }
        Event::Preferred(preference) => line("preferred", at, json!(preference)),
        Event::Anomaly { text } => line("anomaly", at, json!({ "text": text })),
    }
}

/// An event with its time: seconds since the phone started, to the millisecond.
fn line(kind: &str, at: Moment, more: Value) -> String {
    let milliseconds = at.as_micros() / 1000;
    let mut object = json!({ "event": kind, "time": milliseconds as f64 / 1000.0 });
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
    object.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use softphone::{CallState, Direction};

    fn line_of(change: Change) -> String {
        let at = Moment::from_micros(1_204_567);
        change_line(&TimedChange { at, change }, &Screen::default())
    }

    #[test]
    fn events_are_as_the_documentation_shows_them() {
        let state = Event::CallState {
            call_reference: 1,
            line_instance: 1,
            state: CallState::Connected,
            direction: Direction::Outbound,
            number: "600".to_owned(),
        };
        assert_eq!(
            line_of(Change::Event(state)),
            concat!(
                r#"{"event":"state","time":1.204,"call":1,"line":1,"state":"Connected","#,
                r#""direction":"outbound","number":"600"}"#
            )
        );
        let media = Event::Media {
            call_reference: 1,
            stream: 1,
            transmit: true,
            started: true,
            codec: 4,
            ptime_ms: 20,
            group: None,
            protection: None,
        };
        assert_eq!(
            line_of(Change::Event(media)),
            concat!(
                r#"{"event":"media","time":1.204,"call":1,"stream":1,"direction":"transmit","#,
                r#""started":true,"codec":"G.711 µ-law 64k","ptime_ms":20}"#
            )
        );
        assert_eq!(
            line_of(Change::Gap { lost: 17 }),
            r#"{"event":"gap","time":1.204,"lost":17}"#
        );
    }

    #[test]
    fn a_screen_is_one_line_whatever_the_server_says() {
        let screen = Screen {
            prompt: "one\ntwo\u{2028}".to_owned(),
            ..Screen::default()
        };
        let line = screen_line(&screen, Moment::START);
        assert_eq!(line.lines().count(), 1);
        let value: Value = serde_json::from_str(&line).expect("it is JSON");
        assert_eq!(value["screen"]["prompt"], "one\ntwo\u{2028}");
    }

    #[test]
    fn the_documentation_has_an_example_of_every_event() {
        let text = include_str!("../../../../docs/events.md");
        let examples: Vec<Value> = text
            .lines()
            .filter(|line| line.starts_with('{'))
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect();
        for kind in [
            "registered",
            "registration",
            "state",
            "media",
            "screen",
            "stats",
            "recording",
            "error",
            "anomaly",
            "gap",
            "summary",
        ] {
            assert!(
                examples.iter().any(|example| example["event"] == kind),
                "{kind}"
            );
        }
        let screen = examples
            .into_iter()
            .find(|example| example["event"] == "screen");
        let screen = screen.expect("it is there")["screen"].clone();
        let read: Screen = serde_json::from_value(screen.clone()).expect("it is a screen");
        assert_eq!(
            serde_json::to_value(read).expect("it is plain data"),
            screen
        );
    }
}
