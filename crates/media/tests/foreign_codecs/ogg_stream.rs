//! Opus packets in an Ogg file (RFC 7845), which is how files carry them.

use std::io::Cursor;

use media::Codec;
use ogg::writing::PacketWriteEndInfo;
use ogg::{PacketReader, PacketWriter};

/// A file of these packets.
pub(crate) fn write(packets: &[Vec<u8>]) -> Vec<u8> {
    const SERIAL: u32 = 1;
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend(0u16.to_le_bytes());
    head.extend(16_000u32.to_le_bytes());
    head.extend([0, 0, 0]);
    let mut tags = b"OpusTags".to_vec();
    tags.extend([0; 8]);
    let mut file = Vec::new();
    let mut writer = PacketWriter::new(&mut file);
    for header in [head, tags] {
        writer
            .write_packet(header, SERIAL, PacketWriteEndInfo::EndPage, 0)
            .expect("memory");
    }
    let mut end = 0;
    for (n, packet) in packets.iter().enumerate() {
        // Positions count at 48 kHz.
        end += 3 * Codec::Opus.samples_in(packet) as u64;
        let info = if n + 1 == packets.len() {
            PacketWriteEndInfo::EndStream
        } else {
            PacketWriteEndInfo::NormalPacket
        };
        writer
            .write_packet(packet.clone(), SERIAL, info, end)
            .expect("memory");
    }
    drop(writer);
    file
}

/// The packets of a file.
pub(crate) fn read(file: &[u8]) -> Vec<Vec<u8>> {
    let mut reader = PacketReader::new(Cursor::new(file));
    let mut packets = Vec::new();
    while let Some(packet) = reader.read_packet().expect("an Ogg file") {
        packets.push(packet.data);
    }
    packets.drain(..2);
    packets
}
