//! A connection to the sound server, and what it says of its devices.
//!
//! PulseAudio's protocol, which PipeWire's server speaks as well, straight over its socket:
//! nothing is linked or loaded for it, and a machine without a sound server has none of it.
//! Streams have connections of their own; see [`wire`](super::wire).

use std::ffi::CString;
use std::io::{self, BufReader, Read as _};
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use pulseaudio::protocol::{
    AuthParams, AuthReply, Command, CommandReply, MAX_VERSION, Prop, Props, ProtocolError,
    PulseError, ServerInfo, SetClientNameReply, SinkInfo, SourceInfo, SubscriptionEventFacility,
    SubscriptionMask, TagStructReader, read_descriptor, write_command_message,
};
use thiserror::Error;

use super::place;
use crate::event::Direction;
use crate::listing::{Listed, Listing};

/// How long the server may take to answer: it does so at once, or it hangs.
const ANSWER_WITHIN: Duration = Duration::from_secs(1);

/// Waits after connecting, when the server did not know us at the first try. It takes our user's
/// number from the system instead of a cookie, but only of what is said after it has taken the
/// connection.
const KNOWN_AFTER: [Duration; 3] = [
    Duration::from_millis(20),
    Duration::from_millis(80),
    Duration::from_millis(300),
];

/// Longest message taken. A list of a hundred devices has some hundred kilobytes.
const LONGEST_MESSAGE: u32 = 4 * 1024 * 1024;

/// What the server calls this program.
const CLIENT: &std::ffi::CStr = c"Offhook";

/// Why nothing is known of a sound server.
#[derive(Debug, Error)]
pub(super) enum ServerError {
    /// There is none, or it is on another machine.
    #[error("no sound server of this machine")]
    None,
    /// The socket failed.
    #[error("the sound server's socket: {0}")]
    Socket(#[from] io::Error),
    /// It said something that is not understood.
    #[error("the sound server: {0}")]
    Protocol(#[from] ProtocolError),
    /// It refused.
    #[error("the sound server refuses: {0:?}")]
    Refused(PulseError),
    /// It sends more than any list is.
    #[error("the sound server sent {0} bytes at once")]
    TooLong(u32),
}

/// A connection that asks for devices and hears of changes.
pub(super) struct Connection {
    socket: BufReader<UnixStream>,
    version: u16,
    sequence: u32,
    /// Something changed since the last question.
    stale: bool,
}

impl Connection {
    /// Finds the server, says who we are and asks to be told of changes.
    pub(super) fn open() -> Result<Self, ServerError> {
        let mut connection = Self::connect()?;
        let wanted = SubscriptionMask::SINK | SubscriptionMask::SOURCE | SubscriptionMask::SERVER;
        connection.send(Command::Subscribe(wanted))?;
        connection.answer()?;
        Ok(connection)
    }

    /// Finds the server and says who we are.
    pub(super) fn connect() -> Result<Self, ServerError> {
        let mut refused = Self::open_after(Duration::ZERO);
        for pause in KNOWN_AFTER {
            match refused {
                Err(ServerError::Refused(PulseError::AccessDenied)) => {
                    refused = Self::open_after(pause);
                }
                done => return done,
            }
        }
        refused
    }

    fn open_after(pause: Duration) -> Result<Self, ServerError> {
        let path = place::socket().ok_or(ServerError::None)?;
        let socket = UnixStream::connect(path)?;
        thread::sleep(pause);
        socket.set_read_timeout(Some(ANSWER_WITHIN))?;
        socket.set_write_timeout(Some(ANSWER_WITHIN))?;
        let mut connection = Self {
            socket: BufReader::new(socket),
            version: MAX_VERSION,
            sequence: 0,
            stale: false,
        };
        let auth: AuthReply = connection.ask(Command::Auth(AuthParams {
            version: MAX_VERSION,
            supports_shm: false,
            supports_memfd: false,
            cookie: place::cookie(),
        }))?;
        connection.version = auth.version.min(MAX_VERSION);
        let mut props = Props::new();
        props.set(Prop::ApplicationName, CLIENT);
        let _client: SetClientNameReply = connection.ask(Command::SetClientName(props))?;
        Ok(connection)
    }

    /// The same socket, to end a waiting connection by from another thread.
    pub(super) fn socket(&self) -> io::Result<UnixStream> {
        self.socket.get_ref().try_clone()
    }

    /// The socket, the version agreed on, and what has been read beyond the last answer.
    pub(super) fn into_parts(self) -> (UnixStream, u16, Vec<u8>) {
        let beyond = self.socket.buffer().to_vec();
        (self.socket.into_inner(), self.version, beyond)
    }

    /// The devices as they are now.
    pub(super) fn listing(&mut self) -> Result<Listing, ServerError> {
        self.stale = false;
        self.socket
            .get_ref()
            .set_read_timeout(Some(ANSWER_WITHIN))?;
        let server: ServerInfo = self.ask(Command::GetServerInfo)?;
        let sinks: Vec<SinkInfo> = self.ask(Command::GetSinkInfoList)?;
        let sources: Vec<SourceInfo> = self.ask(Command::GetSourceInfoList)?;
        let outputs = sinks.iter().map(|sink| Listed {
            id: text(Some(&sink.name)),
            name: named(sink.description.as_ref(), &sink.name),
            port: port(
                sink.ports.len(),
                sink.ports
                    .get(sink.active_port)
                    .map(|port| port.description.as_ref()),
            ),
            direction: Direction::Output,
            is_monitor: false,
            rate_hz: sink.sample_spec.sample_rate,
        });
        let inputs = sources.iter().map(|source| Listed {
            id: text(Some(&source.name)),
            name: named(source.description.as_ref(), &source.name),
            port: port(
                source.ports.len(),
                source
                    .ports
                    .get(source.active_port)
                    .map(|port| port.description.as_ref()),
            ),
            direction: Direction::Input,
            is_monitor: source.monitor_of_sink_index.is_some(),
            rate_hz: source.sample_spec.sample_rate,
        });
        Ok(Listing {
            devices: outputs.chain(inputs).collect(),
            default_output: text(server.default_sink_name.as_ref()),
            default_input: text(server.default_source_name.as_ref()),
        })
    }

    /// Waits until the devices may have changed since they were asked for.
    pub(super) fn wait_for_change(&mut self) -> Result<(), ServerError> {
        self.socket.get_ref().set_read_timeout(None)?;
        while !self.stale {
            let message = self.message()?;
            self.note(&message)?;
        }
        Ok(())
    }

    /// Sends a command and waits for what it is answered with.
    pub(super) fn ask<R: CommandReply>(&mut self, command: Command) -> Result<R, ServerError> {
        self.send(command)?;
        let message = self.answer()?;
        let mut rest = &message[..];
        let (_, _) = Command::read_tag_prefixed(&mut rest, self.version)?;
        Ok(R::read(
            &mut TagStructReader::new(&mut rest, self.version),
            self.version,
        )?)
    }

    fn send(&mut self, command: Command) -> Result<(), ServerError> {
        self.sequence = self.sequence.wrapping_add(1);
        let socket = self.socket.get_mut();
        Ok(write_command_message(
            socket,
            self.sequence,
            &command,
            self.version,
        )?)
    }

    /// The answer to the last command; what else comes meanwhile is noted.
    fn answer(&mut self) -> Result<Vec<u8>, ServerError> {
        loop {
            let message = self.message()?;
            let (sequence, command) = Command::read_tag_prefixed(&mut &message[..], self.version)?;
            match command {
                Command::Reply if sequence == self.sequence => return Ok(message),
                Command::Error(error) if sequence == self.sequence => {
                    return Err(ServerError::Refused(error));
                }
                _ => self.note(&message)?,
            }
        }
    }

    fn note(&mut self, message: &[u8]) -> Result<(), ServerError> {
        use SubscriptionEventFacility::{Server, Sink, Source};
        if let (_, Command::SubscribeEvent(event)) =
            Command::read_tag_prefixed(&mut &message[..], self.version)?
        {
            self.stale |= matches!(event.event_facility, Sink | Source | Server);
        }
        Ok(())
    }

    fn message(&mut self) -> Result<Vec<u8>, ServerError> {
        let descriptor = read_descriptor(&mut self.socket)?;
        if descriptor.length > LONGEST_MESSAGE {
            return Err(ServerError::TooLong(descriptor.length));
        }
        // The length is bounded by the line above.
        let mut message = vec![0; descriptor.length as usize];
        self.socket.read_exact(&mut message)?;
        Ok(message)
    }
}

fn text(text: Option<&CString>) -> String {
    text.map(|text| text.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn named(description: Option<&CString>, id: &CString) -> String {
    let description = text(description);
    if description.trim().is_empty() {
        text(Some(id))
    } else {
        description.trim().to_owned()
    }
}

/// The socket in use, when there is more than one to choose from.
fn port(count: usize, active: Option<Option<&CString>>) -> String {
    if count < 2 {
        return String::new();
    }
    text(active.flatten())
}
