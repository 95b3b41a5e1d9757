//! `offhook trace`: the SCCP messages of a capture file.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use lab::{
    CaptureReader, JsonWriter, LadderWriter, LineWriter, Trace, TraceCounts, TraceEvent,
    TraceFilter,
};

use crate::args::TraceArguments;
use crate::exit::Outcome;
use crate::standard_error::say;

/// Shows a capture.
pub(crate) fn run(arguments: TraceArguments) -> anyhow::Result<Outcome> {
    let mut capture = CaptureReader::open(&arguments.file)?;
    let mut trace = Trace::new(&arguments.port);
    let mut form = Form::of(&arguments);
    let at_once = arguments.file.as_os_str() == "-" || io::stdout().is_terminal();
    let filter = TraceFilter {
        devices: arguments.device,
        calls: arguments.call,
        messages: arguments.message,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut events = Vec::new();
    let broken = loop {
        let more = match capture.next_packet() {
            Ok(Some(packet)) => {
                trace.packet(&packet, &mut events);
                None
            }
            Ok(None) => Some(Ok(())),
            Err(error) => Some(Err(error)),
        };
        if more.is_some() {
            trace.finish(&mut events);
        }
        let written = show(&mut events, &filter, &mut form, &mut out).and_then(|()| {
            if at_once || more.is_some() {
                out.flush()
            } else {
                Ok(())
            }
        });
        match written {
            Ok(()) => {}
            // A reader that is gone has seen what it wanted.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(Outcome::Done),
            Err(error) => return Err(error.into()),
        }
        if let Some(end) = more {
            break end;
        }
    };
    for line in remarks(trace.counts()) {
        say(&line);
    }
    broken?;
    Ok(Outcome::Done)
}

/// How the trace is written.
enum Form {
    Lines(LineWriter),
    Json(JsonWriter),
    Ladder(LadderWriter),
}

impl Form {
    fn of(arguments: &TraceArguments) -> Self {
        let (digits, hex) = (arguments.digits, arguments.hex);
        if arguments.json {
            Self::Json(JsonWriter { digits, hex })
        } else if arguments.ladder {
            Self::Ladder(LadderWriter::new())
        } else {
            Self::Lines(LineWriter {
                digits,
                fields: arguments.fields,
                hex,
            })
        }
    }
}

/// Writes the events that are wanted, and forgets all.
fn show(
    events: &mut Vec<TraceEvent>,
    filter: &TraceFilter,
    form: &mut Form,
    out: &mut dyn Write,
) -> io::Result<()> {
    for event in events.drain(..).filter(|event| filter.wants(event)) {
        match form {
            Form::Lines(writer) => writer.write(&event, out)?,
            Form::Json(writer) => {
                writer.write(&event, out)?;
                // Objects are messages; what is missing is told to people.
                if let TraceEvent::Connection { ends, what, .. } = &event
                    && what.is_fault()
                {
                    say(&format!("{}: {}", ends.phone, what.words(ends)));
                }
            }
            Form::Ladder(writer) => writer.write(&event, out)?,
        }
    }
    Ok(())
}

/// What a person should know who wonders where messages are.
fn remarks(counts: &TraceCounts) -> Vec<String> {
    let mut remarks = Vec::new();
    if counts.messages == 0 {
        let mut text = format!("no SCCP message in {} packets", counts.packets);
        if counts.connections > 0 {
            text += &format!(
                ", though {} connections have the right port: is it encrypted?",
                counts.connections
            );
        } else if counts.other_tcp > 0 {
            text += &format!(
                "; {} TCP segments have another port than 2000, which --port can name",
                counts.other_tcp
            );
        }
        remarks.push(text);
    }
    if let Some((count, link)) = counts.unknown_link {
        remarks.push(format!(
            "{count} packets have link type {}, which is not read: capture on Ethernet, loopback or \"any\"",
            link.0
        ));
    }
    if counts.fragments > 0 {
        remarks.push(format!(
            "{} IP fragments are not put together; their messages are missing",
            counts.fragments
        ));
    }
    remarks
}
