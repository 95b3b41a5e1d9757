//! Traces of SCCP from capture files.
//!
//! [`CaptureReader`] gives the packets of a pcap or pcapng file, [`Trace`] puts
//! TCP together, cuts it into frames, follows each phone's registration and
//! watches the RTP that its messages announce; what it finds are [`TraceEvent`]s.
//! [`TraceFilter`] chooses among them, and [`LineWriter`], [`JsonWriter`] and
//! [`LadderWriter`] write them for people and programs.
//!
//! Layouts are none of this crate's business: `sccp` decodes. Nor has it a clock:
//! all times are those of the capture.

pub mod capture;
pub mod conversation;
pub mod framing;
pub mod headers;
pub mod reassembly;
pub mod rtp;
pub mod trace;

pub use capture::{CaptureError, CaptureReader, CapturedPacket, LinkType};
pub use conversation::{Conversation, Ends, Said, TracedMessage};
pub use sccp::Direction;
pub use trace::{
    ConnectionEvent, FieldLine, JsonWriter, LadderWriter, LineWriter, MessageChoice, ShownBytes,
    Trace, TraceCounts, TraceEvent, TraceFilter, discreet_frame, discreet_line, hex_lines,
};
