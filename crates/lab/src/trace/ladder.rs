//! A ladder: arrows between phone and server, and the voice between them.

use std::io::{self, Write};

use sccp::Direction;

use super::TraceEvent;
use super::line::who;
use super::time::{date_and_time, time_of_day};
use crate::rtp::RtpStream;

/// Columns between the two ends of an arrow: a name and one detail, or the figures of
/// a long call.
const ARROW: usize = 68;

/// Columns of the phone's name: a device name, and most addresses.
const NAME: usize = 22;

/// Writes a trace as a ladder. Each line has its phone, so that the calls of
/// several phones can be read in one.
#[derive(Clone, Debug, Default)]
pub struct LadderWriter {
    /// The day that was written last.
    day: Option<u64>,
}

impl LadderWriter {
    /// A ladder without rungs yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes an event.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&mut self, event: &TraceEvent, out: &mut dyn Write) -> io::Result<()> {
        let time = event.time();
        let day = time.as_secs() / (24 * 60 * 60);
        if self.day.replace(day) != Some(day) {
            let text = date_and_time(time);
            writeln!(out, "{} (UTC)", text.split(' ').next().unwrap_or_default())?;
        }
        let time = time_of_day(time);
        match event {
            TraceEvent::Message(message) => {
                let left = who(message.device.as_ref(), message.ends.phone);
                let arrow = arrow(&message.label(), '-', message.direction);
                writeln!(out, "{time} {left:>NAME$} {arrow} {}", message.ends.server)
            }
            TraceEvent::Connection {
                ends, device, what, ..
            } => {
                let left = who(device.as_ref(), ends.phone);
                let words = what.words(ends);
                writeln!(out, "{time} {left:>NAME$} |  {words}")
            }
            TraceEvent::RtpBegins(stream) => {
                let codec = stream.codec.and_then(|codec| codec.name()).unwrap_or("RTP");
                rtp(&time, stream, &format!("RTP {codec} begins"), out)
            }
            TraceEvent::RtpEnds(stream) => rtp(&time, stream, &figures(stream), out),
        }
    }
}

fn rtp(time: &str, stream: &RtpStream, label: &str, out: &mut dyn Write) -> io::Result<()> {
    let (direction, far) = if stream.to_phone {
        (Direction::ToStation, stream.source)
    } else {
        (Direction::ToServer, stream.destination)
    };
    let left = who(stream.device.as_ref(), stream.ends.phone);
    let arrow = arrow(label, '=', direction);
    writeln!(out, "{time} {left:>NAME$} {arrow} {far}")
}

/// The figures of a stream in as many words as an arrow has room for.
fn figures(stream: &RtpStream) -> String {
    let seconds = stream.last.saturating_sub(stream.first).as_secs_f64();
    let lost = stream.lost();
    let loss = if lost == 0 {
        "0 lost".to_owned()
    } else {
        format!("{lost} lost ({:.1} %)", stream.loss_percent())
    };
    format!(
        "RTP {} packets {seconds:.1} s {loss} jitter {:.1}/{:.1} ms",
        stream.packets,
        stream.jitter_ms(),
        stream.max_jitter_ms()
    )
}

/// `|---- label ---->|`, or the other way.
fn arrow(label: &str, line: char, direction: Direction) -> String {
    let room = ARROW.saturating_sub(label.chars().count() + 2);
    let rule = |count: usize| std::iter::repeat_n(line, count).collect::<String>();
    match direction {
        Direction::ToStation => format!("|<{} {label} {}|", rule(room.saturating_sub(2)), rule(1)),
        _ => format!("|{} {label} {}>|", rule(1), rule(room.saturating_sub(2))),
    }
}
