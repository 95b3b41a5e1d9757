//! Captures made by hand, for tests.

#![allow(dead_code, reason = "each test uses its own part")]

use std::io::Cursor;
use std::net::Ipv4Addr;
use std::time::Duration;

use etherparse::PacketBuilder;
use lab::{CaptureError, CaptureReader, Trace, TraceCounts, TraceEvent};
use sccp::{Message, Packet, ProtocolVersion};

pub(crate) const PHONE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 10), 50_000);
pub(crate) const SERVER: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 20), 2000);

/// When the captures begin: 2026-05-28 20:26:40 UTC.
const BEGIN: u64 = 1_780_000_000;

/// TCP flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flags {
    Syn,
    SynAck,
    Ack,
    Fin,
}

/// A capture in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    /// Time after the beginning, and the packet from its Ethernet header on.
    pub(crate) packets: Vec<(Duration, Vec<u8>)>,
}

impl Made {
    pub(crate) fn tcp(
        &mut self,
        at_ms: u64,
        from: (Ipv4Addr, u16),
        to: (Ipv4Addr, u16),
        (flags, sequence): (Flags, u32),
        payload: &[u8],
    ) {
        let builder = PacketBuilder::ethernet2([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2])
            .ipv4(from.0.octets(), to.0.octets(), 64)
            .tcp(from.1, to.1, sequence, 65535);
        let builder = match flags {
            Flags::Syn => builder.syn(),
            Flags::SynAck => builder.syn().ack(1),
            Flags::Ack => builder.ack(1),
            Flags::Fin => builder.fin().ack(1),
        };
        let mut packet = Vec::new();
        builder.write(&mut packet, payload).expect("it fits");
        self.packets.push((Duration::from_millis(at_ms), packet));
    }

    pub(crate) fn udp(
        &mut self,
        at_ms: u64,
        from: (Ipv4Addr, u16),
        to: (Ipv4Addr, u16),
        payload: &[u8],
    ) {
        let mut packet = Vec::new();
        PacketBuilder::ethernet2([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2])
            .ipv4(from.0.octets(), to.0.octets(), 64)
            .udp(from.1, to.1)
            .write(&mut packet, payload)
            .expect("it fits");
        self.packets.push((Duration::from_millis(at_ms), packet));
    }

    /// As a pcap file.
    pub(crate) fn pcap(&self) -> Vec<u8> {
        let mut file = Vec::new();
        // Magic number, version 2.4, no time zone, 64 kB snapped, Ethernet.
        for field in [0xA1B2_C3D4_u32, 0x0004_0002, 0, 0, 65535, 1] {
            file.extend_from_slice(&field.to_le_bytes());
        }
        for (time, packet) in &self.packets {
            let length = packet.len() as u32;
            let seconds = (BEGIN + time.as_secs()) as u32;
            for field in [seconds, time.subsec_micros(), length, length] {
                file.extend_from_slice(&field.to_le_bytes());
            }
            file.extend_from_slice(packet);
        }
        file
    }

    /// As a pcapng file with nanoseconds.
    pub(crate) fn pcapng(&self) -> Vec<u8> {
        let mut file = Vec::new();
        block(&mut file, 0x0A0D_0D0A, |body| {
            body.extend_from_slice(&0x1A2B_3C4D_u32.to_le_bytes());
            body.extend_from_slice(&[1, 0, 0, 0]);
            body.extend_from_slice(&[0xFF; 8]);
        });
        block(&mut file, 1, |body| {
            body.extend_from_slice(&[1, 0, 0, 0, 0, 0, 0, 0]);
            // if_tsresol: 10 to the minus 9.
            body.extend_from_slice(&[9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0]);
        });
        for (time, packet) in &self.packets {
            let units = BEGIN * 1_000_000_000 + time.as_nanos() as u64;
            let length = packet.len() as u32;
            block(&mut file, 6, |body| {
                for field in [0, (units >> 32) as u32, units as u32, length, length] {
                    body.extend_from_slice(&field.to_le_bytes());
                }
                body.extend_from_slice(packet);
                body.resize(body.len().next_multiple_of(4), 0);
            });
        }
        file
    }
}

fn block(file: &mut Vec<u8>, kind: u32, fill: impl FnOnce(&mut Vec<u8>)) {
    let mut body = Vec::new();
    fill(&mut body);
    let length = 12 + body.len() as u32;
    file.extend_from_slice(&kind.to_le_bytes());
    file.extend_from_slice(&length.to_le_bytes());
    file.extend_from_slice(&body);
    file.extend_from_slice(&length.to_le_bytes());
}

/// A frame of a message.
pub(crate) fn frame(message: impl Into<Message>, version: u8) -> Vec<u8> {
    Packet::new(message, ProtocolVersion::new(version)).encode()
}

/// Reads a file to its end: the trace, what was counted, and how it ended.
pub(crate) fn read(file: &[u8]) -> (Vec<TraceEvent>, TraceCounts, Result<(), CaptureError>) {
    let mut events = Vec::new();
    let mut trace = Trace::new(&[]);
    let end = match CaptureReader::new("test.pcap".to_owned(), Cursor::new(file.to_vec())) {
        Ok(mut reader) => loop {
            match reader.next_packet() {
                Ok(Some(packet)) => trace.packet(&packet, &mut events),
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        },
        Err(error) => Err(error),
    };
    trace.finish(&mut events);
    (events, trace.counts().clone(), end)
}

/// The trace as lines.
pub(crate) fn lines(events: &[TraceEvent]) -> Vec<String> {
    written(events, |event, out| {
        lab::LineWriter::default().write(event, out)
    })
}

/// The trace as some writer writes it.
pub(crate) fn written(
    events: &[TraceEvent],
    mut write: impl FnMut(&TraceEvent, &mut dyn std::io::Write) -> std::io::Result<()>,
) -> Vec<String> {
    let mut out = Vec::new();
    for event in events {
        write(event, &mut out).expect("memory can be written");
    }
    let text = String::from_utf8(out).expect("it is text");
    text.lines().map(str::to_owned).collect()
}
