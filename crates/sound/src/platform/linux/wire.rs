//! The wire of one stream: a connection to the sound server that carries nothing else.
//!
//! Through ALSA's plugin every block of sound wakes a thread of the server's library besides our
//! own; here it wakes one thread, which reads the request and writes the sound. Once the stream
//! stands, nothing is allocated for a block.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant, SystemTime};

use pulseaudio::protocol::{
    Command, CommandReply, DESCRIPTOR_SIZE, Descriptor, DescriptorFlags, LatencyParams,
    ProtocolError, PulseError, SampleFormat, SampleSpec, TagStructReader, encode_command_message,
    encode_descriptor, read_descriptor,
};

use super::server::{Connection, ServerError};
use crate::event::Trouble;

/// How long reading waits before the thread looks whether it is still wanted.
const WAIT: Duration = Duration::from_millis(50);

/// How long the server may take nothing: it is there, or it hangs.
const TAKEN_WITHIN: Duration = Duration::from_secs(1);

/// Longest message taken: a quarter of a second of 48 kHz in eight channels, four times over. A
/// longer one is no message of a stream.
const LONGEST: usize = 1 << 20;

/// Longest block written at once, bytes: a quarter of a second of 48 kHz in two channels.
const BLOCK: usize = 48_000;

/// Longest command that is sent while the stream runs, bytes: the question for the delay.
const COMMAND: usize = 256;

/// How often the delay is asked for.
const DELAY_EVERY: Duration = Duration::from_secs(1);

/// A stream as it was made.
pub(super) struct Wire {
    socket: UnixStream,
    version: u16,
    /// The server's number for the stream on this connection.
    channel: u32,
    /// What was read, from `start` to `end` not yet looked at.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Descriptor and sound of a block.
    out: Vec<u8>,
    sequence: u32,
    asked: Option<Instant>,
}

/// What the server sends.
pub(super) enum News<'a> {
    /// Sound that was recorded, as bytes of 16-bit samples, little-endian.
    Sound(&'a [u8]),
    /// So many bytes are wanted.
    Wanted(u32),
    /// The stream ran dry.
    Dry,
    /// The answer to [`Wire::ask_delay`], to be read by [`Wire::delay`].
    Answer(&'a [u8]),
    /// Nothing that a stream needs to know.
    Other,
}

impl Wire {
    /// The wire of a stream that was made on this connection.
    pub(super) fn new(connection: Connection, channel: u32) -> io::Result<Self> {
        let (socket, version, beyond) = connection.into_parts();
        Self::over(socket, version, beyond, channel)
    }

    fn over(socket: UnixStream, version: u16, beyond: Vec<u8>, channel: u32) -> io::Result<Self> {
        socket.set_read_timeout(Some(WAIT))?;
        socket.set_write_timeout(Some(TAKEN_WITHIN))?;
        let end = beyond.len();
        let mut buffer = beyond;
        buffer.resize(LONGEST.max(end), 0);
        Ok(Self {
            socket,
            version,
            channel,
            buffer,
            start: 0,
            end,
            out: vec![0; DESCRIPTOR_SIZE + BLOCK],
            sequence: u32::from(u16::MAX),
            asked: None,
        })
    }

    /// Waits a moment for the server, then gives what it sent, message by message.
    ///
    /// # Errors
    /// The stream is no more.
    pub(super) fn read(
        &mut self,
        mut each: impl FnMut(News<'_>) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        if self.start == 0 && self.end > 0 || self.fill()? {
            while let Some(length) = self.message()? {
                let message = &self.buffer[self.start..][..DESCRIPTOR_SIZE + length];
                each(self.news(message)?)?;
                self.start += DESCRIPTOR_SIZE + length;
            }
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            // What is left is the beginning of a message; the rest of it has to come first.
            if self.end > 0 {
                self.fill()?;
            }
        }
        Ok(())
    }

    /// Reads what there is; `false` when nothing came.
    fn fill(&mut self) -> Result<bool, Trouble> {
        match self.socket.read(&mut self.buffer[self.end..]) {
            Ok(0) => Err(Trouble::Gone),
            Ok(count) => {
                self.end += count;
                Ok(true)
            }
            Err(error) if is_pause(&error) => Ok(false),
            Err(_) => Err(Trouble::Gone),
        }
    }

    /// Length of the next message's content, when all of it is there.
    fn message(&self) -> Result<Option<usize>, Trouble> {
        let unread = &self.buffer[self.start..self.end];
        let Some(mut head) = unread.get(..DESCRIPTOR_SIZE) else {
            return Ok(None);
        };
        let length = read_descriptor(&mut head).map_err(odd)?.length as usize;
        if length > LONGEST - DESCRIPTOR_SIZE {
            return Err(Trouble::Failed(format!("it sent {length} bytes at once")));
        }
        Ok((unread.len() >= DESCRIPTOR_SIZE + length).then_some(length))
    }

    fn news<'a>(&self, message: &'a [u8]) -> Result<News<'a>, Trouble> {
        let (mut head, content) = message.split_at(DESCRIPTOR_SIZE);
        let head = read_descriptor(&mut head).map_err(odd)?;
        if head.channel != u32::MAX {
            return Ok(if head.channel == self.channel {
                News::Sound(content)
            } else {
                News::Other
            });
        }
        let (sequence, command) =
            Command::read_tag_prefixed(&mut &content[..], self.version).map_err(odd)?;
        Ok(match command {
            Command::Request(request) if request.channel == self.channel => {
                News::Wanted(request.length)
            }
            Command::Underflow(dry) if dry.channel == self.channel => News::Dry,
            Command::PlaybackStreamKilled(channel) | Command::RecordStreamKilled(channel)
                if channel == self.channel =>
            {
                return Err(Trouble::Gone);
            }
            Command::Reply if sequence == self.sequence => News::Answer(content),
            _ => News::Other,
        })
    }

    /// Writes a block of 16-bit samples.
    ///
    /// # Errors
    /// The stream is no more.
    pub(super) fn write(&mut self, samples: &[i16]) -> Result<(), Trouble> {
        for samples in samples.chunks(BLOCK / 2) {
            let head = Descriptor {
                // At most BLOCK.
                length: samples.len() as u32 * 2,
                channel: self.channel,
                offset: 0,
                flags: DescriptorFlags::empty(),
            };
            let (descriptor, sound) = self.out.split_at_mut(DESCRIPTOR_SIZE);
            if let Ok(descriptor) = descriptor.try_into() {
                encode_descriptor(descriptor, &head);
            }
            for (bytes, sample) in sound.chunks_exact_mut(2).zip(samples) {
                bytes.copy_from_slice(&sample.to_le_bytes());
            }
            let message = &self.out[..DESCRIPTOR_SIZE + samples.len() * 2];
            self.socket.write_all(message).map_err(|_| Trouble::Gone)?;
        }
        Ok(())
    }

    /// Asks for the delay, once in a while.
    ///
    /// # Errors
    /// The stream is no more.
    pub(super) fn ask_delay(
        &mut self,
        question: impl FnOnce(LatencyParams) -> Command,
    ) -> Result<(), Trouble> {
        if self
            .asked
            .is_some_and(|asked| asked.elapsed() < DELAY_EVERY)
        {
            return Ok(());
        }
        self.asked = Some(Instant::now());
        self.sequence = self.sequence.wrapping_add(1);
        let question = question(LatencyParams {
            channel: self.channel,
            now: SystemTime::now(),
        });
        let mut bytes = [0; COMMAND];
        let length = encode_command_message(&mut bytes[..], self.sequence, &question, self.version)
            .map_err(odd)?;
        let bytes = &bytes[..length.min(COMMAND)];
        self.socket.write_all(bytes).map_err(|_| Trouble::Gone)
    }

    /// The version that answers are read by.
    pub(super) fn version(&self) -> u16 {
        self.version
    }
}

/// Reads an answer.
pub(super) fn answer<R: CommandReply>(mut content: &[u8], version: u16) -> Option<R> {
    Command::read_tag_prefixed(&mut content, version).ok()?;
    R::read(&mut TagStructReader::new(&mut content, version), version).ok()
}

/// One or more channels of 16-bit samples.
pub(super) fn spec(rate_hz: u32, channels: u16) -> SampleSpec {
    SampleSpec {
        format: SampleFormat::S16Le,
        channels: u8::try_from(channels).unwrap_or(u8::MAX),
        sample_rate: rate_hz,
    }
}

/// Bytes of so many ms of one channel.
pub(super) fn bytes(rate_hz: u32, ms: u32) -> u32 {
    rate_hz * ms / 1000 * 2
}

/// What it means for a device that the server said this.
pub(super) fn trouble(error: ServerError) -> Trouble {
    match error {
        ServerError::None => Trouble::Gone,
        ServerError::Socket(error) if is_pause(&error) => Trouble::Stalled,
        ServerError::Socket(_) => Trouble::Gone,
        ServerError::Refused(PulseError::NoEntity | PulseError::Killed) => Trouble::Gone,
        ServerError::Refused(PulseError::AccessDenied) => Trouble::Forbidden,
        ServerError::Refused(PulseError::Busy) => Trouble::Busy,
        other => Trouble::Failed(other.to_string()),
    }
}

fn is_pause(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
    )
}

fn odd(error: ProtocolError) -> Trouble {
    Trouble::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use assert_no_alloc::assert_no_alloc;
    use pulseaudio::protocol::{
        MAX_VERSION, Request, Underflow, read_command_message, write_command_message,
        write_memblock,
    };
    use std::io::BufReader;

    use super::*;

    const CHANNEL: u32 = 3;

    fn pair() -> (Wire, UnixStream) {
        let (ours, theirs) = UnixStream::pair().expect("a pair of sockets");
        let wire = Wire::over(ours, MAX_VERSION, Vec::new(), CHANNEL).expect("a wire");
        (wire, theirs)
    }

    fn message(command: Command) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_command_message(&mut bytes, u32::MAX, &command, MAX_VERSION).expect("it fits");
        bytes
    }

    fn wanted(length: u32) -> Vec<u8> {
        let channel = CHANNEL;
        message(Command::Request(Request { channel, length }))
    }

    /// What the wire tells in so many turns: bytes wanted, times dry, sound.
    fn told(wire: &mut Wire, turns: usize) -> (u32, u32, Vec<u8>) {
        let mut told = (0, 0, Vec::new());
        for _ in 0..turns {
            wire.read(|news| {
                match news {
                    News::Wanted(bytes) => told.0 += bytes,
                    News::Dry => told.1 += 1,
                    News::Sound(sound) => told.2.extend(sound),
                    News::Answer(_) | News::Other => {}
                }
                Ok(())
            })
            .expect("the stream goes on");
        }
        told
    }

    #[test]
    fn messages_are_heard_whole_however_they_come_in() {
        let (mut wire, mut server) = pair();
        let mut bytes = wanted(960);
        write_memblock(&mut bytes, CHANNEL, &[1, 2, 3, 4], 0).expect("it fits");
        write_memblock(&mut bytes, CHANNEL + 1, &[9; 8], 0).expect("it fits");
        bytes.extend(message(Command::Underflow(Underflow {
            channel: CHANNEL,
            offset: 0,
        })));
        bytes.extend(wanted(40));
        let mut all = (0, 0, Vec::new());
        for piece in bytes.chunks(7) {
            server.write_all(piece).expect("it is taken");
            let (wanted, dry, sound) = told(&mut wire, 2);
            all = (all.0 + wanted, all.1 + dry, [all.2, sound].concat());
        }
        assert_eq!(all, (1000, 1, vec![1, 2, 3, 4]));
    }

    #[test]
    fn a_stream_that_was_killed_and_a_server_that_has_gone_are_the_end() {
        let (mut wire, mut server) = pair();
        let killed = message(Command::PlaybackStreamKilled(CHANNEL));
        server.write_all(&killed).expect("it is taken");
        assert!(matches!(wire.read(|_| Ok(())), Err(Trouble::Gone)));

        let (mut wire, server) = pair();
        drop(server);
        assert!(matches!(wire.read(|_| Ok(())), Err(Trouble::Gone)));
        assert!(matches!(wire.write(&[0; 100]), Err(Trouble::Gone)));
    }

    #[test]
    fn a_message_longer_than_any_is_refused() {
        let (mut wire, mut server) = pair();
        let mut head = [0xFF; DESCRIPTOR_SIZE];
        head[0] = 0x7F;
        server.write_all(&head).expect("it is taken");
        assert!(matches!(wire.read(|_| Ok(())), Err(Trouble::Failed(_))));
    }

    #[test]
    fn sound_is_written_in_blocks_and_the_delay_is_asked_for_once() {
        let (mut wire, server) = pair();
        for _ in 0..2 {
            wire.ask_delay(Command::GetPlaybackLatency).expect("taken");
        }
        wire.write(&[0x0102, -1]).expect("taken");
        drop(wire);
        let mut server = BufReader::new(server);
        let (_, command) = read_command_message(&mut server, MAX_VERSION).expect("a question");
        assert!(matches!(command, Command::GetPlaybackLatency(_)));
        let head = read_descriptor(&mut server).expect("a block");
        assert_eq!((head.channel, head.length), (CHANNEL, 4));
        let mut sound = Vec::new();
        server.read_to_end(&mut sound).expect("its sound");
        assert_eq!(sound, [0x02, 0x01, 0xFF, 0xFF]);
    }

    #[test]
    fn a_running_stream_allocates_nothing() {
        let (mut wire, mut server) = pair();
        let mut bytes = wanted(960);
        write_memblock(&mut bytes, CHANNEL, &[7; 960], 0).expect("it fits");
        for _ in 0..3 {
            server.write_all(&bytes).expect("it is taken");
            let mut count = 0;
            assert_no_alloc(|| {
                let read = wire.read(|news| {
                    count += usize::from(!matches!(news, News::Other));
                    Ok(())
                });
                assert!(read.is_ok());
                assert!(wire.ask_delay(Command::GetPlaybackLatency).is_ok());
                assert!(wire.write(&[5; 480]).is_ok());
            });
            assert_eq!(count, 2);
        }
    }
}
