//! Sound in a file: Opus in Ogg (RFC 7845), two channels, some 50 kbit/s.
//!
//! It is written as it comes, a page a second, so that what there is of it can be heard
//! whatever becomes of the program. Reading such files is left to players.

use std::io::{self, Write};

use audiopus::coder::Encoder;
use audiopus::{Application, Bitrate, Channels, SampleRate};
use ogg::PacketWriter;
use ogg::writing::PacketWriteEndInfo;

/// Bits a second of both channels: each is a voice, and each has pauses.
const BITS_PER_SECOND: i32 = 48_000;

/// Frames of two samples in a packet, and packets in a page: 20 ms, a second.
const PACKETS_PER_SECOND: u32 = 50;

/// Longest packet (RFC 6716, section 3.4), bytes.
const MAX_PACKET: usize = 1275;

/// The rate that positions in the file count in (RFC 7845, section 4), Hz.
const CLOCK_HZ: u32 = 48_000;

/// Version of the mapping, and channel mapping family of one or two channels.
const VERSION: u8 = 1;
const MAPPING: u8 = 0;

/// A file that is being written. Nothing but [`finish`](Self::finish) makes it whole.
pub struct OpusFile<W: Write> {
    pages: PacketWriter<'static, W>,
    encoder: Encoder,
    serial: u32,
    /// Samples of one channel for one of the file's clock.
    clock_factor: u64,
    samples_per_packet: usize,
    /// Both channels in turn, not yet a packet.
    waiting: Vec<i16>,
    /// The newest packet: only the last of all says that it is.
    held: Option<Vec<u8>>,
    packets: u64,
    pre_skip: u64,
}

impl<W: Write> OpusFile<W> {
    /// Begin a file of sound at this rate: 8000, 12000, 16000, 24000 or 48000 Hz.
    ///
    /// # Errors
    /// When the rate is another one, or the file takes nothing.
    pub fn begin(file: W, rate_hz: u32, serial: u32) -> io::Result<Self> {
        let rate = i32::try_from(rate_hz)
            .ok()
            .and_then(|rate| SampleRate::try_from(rate).ok())
            .ok_or_else(|| io::Error::other(format!("Opus has no sound at {rate_hz} Hz")))?;
        let refused = |error: audiopus::Error| io::Error::other(error);
        let mut encoder =
            Encoder::new(rate, Channels::Stereo, Application::Voip).map_err(refused)?;
        encoder
            .set_bitrate(Bitrate::BitsPerSecond(BITS_PER_SECOND))
            .map_err(refused)?;
        let lookahead = encoder.lookahead().map_err(refused)?;
        let clock_factor = CLOCK_HZ / rate_hz;
        // A few ms by the standard; the field has 16 bits.
        let pre_skip = u16::try_from(lookahead * clock_factor).unwrap_or(u16::MAX);
        let mut file = Self {
            pages: PacketWriter::new(file),
            encoder,
            serial,
            clock_factor: u64::from(clock_factor),
            samples_per_packet: (rate_hz / PACKETS_PER_SECOND) as usize,
            waiting: Vec::new(),
            held: None,
            packets: 0,
            pre_skip: u64::from(pre_skip),
        };
        file.head(&identification(pre_skip, rate_hz))?;
        file.head(&comment())?;
        Ok(file)
    }

    /// Add sound of both channels in turn, left first.
    ///
    /// # Errors
    /// When the file takes no more.
    pub fn write(&mut self, samples: &[i16]) -> io::Result<()> {
        self.waiting.extend_from_slice(samples);
        let packet = 2 * self.samples_per_packet;
        while self.waiting.len() >= packet {
            self.packet(packet)?;
        }
        Ok(())
    }

    /// Close the file; it is as long as what was written.
    ///
    /// # Errors
    /// When the file takes no more.
    pub fn finish(mut self) -> io::Result<W> {
        let packet = 2 * self.samples_per_packet;
        let left = (self.waiting.len() / 2) as u64;
        let whole = self.packets * self.samples_per_packet as u64 + left;
        let end = self.pre_skip + whole * self.clock_factor;
        // The encoder is late by what players skip at the beginning; silence pushes that out.
        while self.position() < end || self.held.is_none() {
            self.waiting.resize(packet, 0);
            self.packet(packet)?;
        }
        let last = self.held.take().unwrap_or_default();
        let mode = PacketWriteEndInfo::EndStream;
        self.pages.write_packet(last, self.serial, mode, end)?;
        let mut file = self.pages.into_inner();
        file.flush()?;
        Ok(file)
    }

    /// Encodes what waits, and writes the packet before.
    fn packet(&mut self, length: usize) -> io::Result<()> {
        self.write_held()?;
        let mut packet = vec![0; MAX_PACKET];
        let encoded = self.encoder.encode(&self.waiting[..length], &mut packet);
        packet.truncate(encoded.map_err(io::Error::other)?);
        self.waiting.drain(..length);
        self.held = Some(packet);
        self.packets += 1;
        Ok(())
    }

    fn write_held(&mut self) -> io::Result<()> {
        let Some(packet) = self.held.take() else {
            return Ok(());
        };
        let mode = if self.packets.is_multiple_of(u64::from(PACKETS_PER_SECOND)) {
            PacketWriteEndInfo::EndPage
        } else {
            PacketWriteEndInfo::NormalPacket
        };
        let position = self.position();
        self.pages.write_packet(packet, self.serial, mode, position)
    }

    /// The file's clock at the end of the newest packet.
    fn position(&self) -> u64 {
        self.packets * self.samples_per_packet as u64 * self.clock_factor
    }

    fn head(&mut self, packet: &[u8]) -> io::Result<()> {
        let mode = PacketWriteEndInfo::EndPage;
        self.pages
            .write_packet(packet.to_vec(), self.serial, mode, 0)
    }
}

/// The first packet (RFC 7845, section 5.1).
fn identification(pre_skip: u16, rate_hz: u32) -> Vec<u8> {
    let mut head = b"OpusHead".to_vec();
    head.extend([VERSION, 2]);
    head.extend(pre_skip.to_le_bytes());
    head.extend(rate_hz.to_le_bytes());
    head.extend(0_i16.to_le_bytes());
    head.push(MAPPING);
    head
}

/// The second packet (RFC 7845, section 5.2): who wrote it, and nothing of what.
fn comment() -> Vec<u8> {
    let vendor = concat!("offhook ", env!("CARGO_PKG_VERSION")).as_bytes();
    let mut head = b"OpusTags".to_vec();
    // A name of this length.
    head.extend((vendor.len() as u32).to_le_bytes());
    head.extend(vendor);
    head.extend(0_u32.to_le_bytes());
    head
}

#[cfg(test)]
mod tests {
    use audiopus::MutSignals;
    use audiopus::coder::Decoder;
    use audiopus::packet::Packet;
    use ogg::PacketReader;

    use super::*;

    fn tone(hz: f64, rate_hz: u32, n: usize) -> i16 {
        let turns = hz * n as f64 / f64::from(rate_hz);
        ((turns * std::f64::consts::TAU).sin() * 8000.0) as i16
    }

    /// Energy at that frequency, as a share of all.
    fn share(sound: &[i16], rate_hz: u32, hz: f64) -> f64 {
        let (mut re, mut im, mut all) = (0.0, 0.0, 0.0);
        for (n, &sample) in sound.iter().enumerate() {
            let angle = std::f64::consts::TAU * hz * n as f64 / f64::from(rate_hz);
            re += f64::from(sample) * angle.cos();
            im += f64::from(sample) * angle.sin();
            all += f64::from(sample).powi(2);
        }
        2.0 * (re * re + im * im) / (all * sound.len() as f64)
    }

    #[test]
    fn both_sides_are_heard_again_each_on_its_own_and_to_its_end() {
        for rate_hz in [8000, 16_000] {
            let frames = rate_hz as usize * 5 / 2 + 77;
            let mut file = OpusFile::begin(Vec::new(), rate_hz, 9).expect("a rate of Opus");
            let sound: Vec<i16> = (0..frames)
                .flat_map(|n| [tone(500.0, rate_hz, n), tone(1300.0, rate_hz, n)])
                .collect();
            for block in sound.chunks(333 * 2) {
                file.write(block).expect("memory takes it");
            }
            let file = file.finish().expect("memory takes it");

            let mut packets = PacketReader::new(io::Cursor::new(file));
            let head = packets.read_packet_expected().expect("a head");
            assert_eq!(&head.data[..10], b"OpusHead\x01\x02");
            let pre_skip = u64::from(u16::from_le_bytes([head.data[10], head.data[11]]));
            let tags = packets.read_packet_expected().expect("tags");
            assert_eq!(&tags.data[..8], b"OpusTags");
            let rate = SampleRate::try_from(rate_hz as i32).expect("a rate of Opus");
            let mut decoder = Decoder::new(rate, Channels::Stereo).expect("a decoder");
            let (mut heard, mut end) = (Vec::new(), 0);
            while let Some(packet) = packets.read_packet().expect("whole pages") {
                let mut out = [0; 2 * 960];
                let data = Packet::try_from(&packet.data[..]).expect("a packet");
                let out_length = decoder
                    .decode(
                        Some(data),
                        MutSignals::try_from(&mut out[..]).expect("room"),
                        false,
                    )
                    .expect("it decodes");
                heard.extend_from_slice(&out[..2 * out_length]);
                end = packet.absgp_page();
            }
            let clock = u64::from(CLOCK_HZ / rate_hz);
            assert_eq!((end - pre_skip) / clock, frames as u64);
            let heard = &heard[2 * (pre_skip / clock) as usize..][..2 * frames];
            for (side, hz) in [(0, 500.0), (1, 1300.0)] {
                let side: Vec<i16> = heard.iter().skip(side).step_by(2).copied().collect();
                let share = share(&side[frames / 4..], rate_hz, hz);
                assert!(share > 0.9, "{share} at {hz} Hz");
            }
        }
    }

    #[test]
    fn an_empty_file_is_whole_too() {
        let file = OpusFile::begin(Vec::new(), 8000, 1).expect("a rate of Opus");
        let file = file.finish().expect("memory takes it");
        let mut packets = PacketReader::new(io::Cursor::new(file));
        let mut count = 0;
        while packets.read_packet().expect("whole pages").is_some() {
            count += 1;
        }
        assert!(count >= 3, "{count}");
    }

    #[test]
    fn a_rate_that_opus_has_not_is_refused() {
        assert!(OpusFile::begin(Vec::new(), 11_025, 1).is_err());
    }
}
