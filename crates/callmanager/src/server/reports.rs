//! RTCP of one stream of the server: what came and what was sent, told to the phone.
//!
//! The session is the `media` crate's; here are its socket, on the odd port above the stream's, and
//! what echoes and pages, which have no receiver of their own, have to count for it.

use std::net::SocketAddr;
use std::time::Duration;

use media::control::{ControlConfig, ControlSession, Heard, Sent};
use media::packet::Packet;
use media::receive::jitter::Jitter;
use media::receive::sequence::{Arrival, SequenceLog};
use mio::net::UdpSocket;
use tracing::debug;

use super::stream::Protection;

/// Reports taken from one socket before others have their turn: two come in ten seconds.
const MAX_BURST: usize = 16;

/// A day, so that a first packet's time may lie before that of the stream.
const DAY_S: i128 = 86_400;

/// RTCP of one stream.
pub(super) struct Reports {
    pub(super) socket: UdpSocket,
    session: ControlSession,
    remote: Option<SocketAddr>,
    clock_hz: u32,
    source: Option<Source>,
    passed_on: PassedOn,
}

/// The source that is heard.
struct Source {
    ssrc: u32,
    log: SequenceLog,
    jitter: Jitter,
    timestamp: u32,
    ticks: i64,
}

/// What was sent on as it came.
#[derive(Clone, Copy, Debug, Default)]
struct PassedOn {
    packets: u64,
    octets: u64,
    timestamp: u32,
    at: Duration,
}

impl Reports {
    pub(super) fn new(socket: UdpSocket, config: ControlConfig) -> Self {
        Self {
            socket,
            session: ControlSession::new(config),
            remote: None,
            clock_hz: 8000,
            source: None,
            passed_on: PassedOn::default(),
        }
    }

    /// Reports to this phone from now on; gives when the first report is due.
    pub(super) fn start(
        &mut self,
        remote: SocketAddr,
        clock_hz: u32,
        now: Duration,
    ) -> Option<Duration> {
        let above = remote.port().checked_add(1)?;
        self.remote = Some(SocketAddr::new(remote.ip(), above));
        self.clock_hz = clock_hz;
        self.session.set_peer(Some(remote.ip()), now);
        self.session.deadline()
    }

    /// A packet of the phone came.
    pub(super) fn came(&mut self, packet: &Packet<'_>, now: Duration) {
        let goes_on = self.source.as_mut().is_some_and(|source| {
            source.ssrc == packet.ssrc && source.log.take(packet.sequence) != Arrival::Restart
        });
        let source = match self.source.as_mut().filter(|_| goes_on) {
            Some(source) => source,
            None => self.source.insert(Source {
                ssrc: packet.ssrc,
                log: SequenceLog::new(packet.sequence),
                jitter: Jitter::default(),
                timestamp: packet.timestamp,
                ticks: 0,
            }),
        };
        let step = packet.timestamp.wrapping_sub(source.timestamp);
        source.timestamp = packet.timestamp;
        // Whatever timestamps a peer invents: it wraps, and the product has room.
        source.ticks = source.ticks.wrapping_add(i64::from(step.cast_signed()));
        let clock = i128::from(self.clock_hz);
        let micros = (i128::from(source.ticks) + DAY_S * clock) * 1_000_000 / clock;
        let media_time = Duration::from_micros(u64::try_from(micros).unwrap_or(0));
        source.jitter.take(now, media_time);
    }

    /// A packet was sent on as it came.
    pub(super) fn passed_on(&mut self, timestamp: u32, octets: usize, now: Duration) {
        self.passed_on = PassedOn {
            packets: self.passed_on.packets + 1,
            octets: self.passed_on.octets + octets as u64,
            timestamp,
            at: now,
        };
    }

    /// Takes what has come.
    pub(super) fn receive(
        &mut self,
        buffer: &mut [u8],
        now: Duration,
        mut protection: Option<&mut Protection>,
    ) {
        for _ in 0..MAX_BURST {
            match self.socket.recv_from(buffer) {
                Ok((count, from)) => {
                    let datagram = buffer.get(..count).unwrap_or_default();
                    let peers = self.remote.is_some_and(|remote| remote.ip() == from.ip());
                    let report = match protection.as_deref_mut().filter(|_| peers) {
                        Some(protection) => protection.incoming.unprotect_control(datagram).ok(),
                        // A stranger's is counted as such, whatever it is.
                        None => Some(datagram),
                    };
                    if let Some(report) = report {
                        self.session.handle(report, from.ip(), now);
                    }
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => return,
                // A phone without reports shows up here.
                Err(error) => debug!(%error, "cannot receive reports"),
            }
        }
    }

    /// Sends a report if one is due; gives when the next one is. `sent` and `heard` are of streams
    /// that have a transmitter or a receiver.
    pub(super) fn report(
        &mut self,
        sent: Option<Sent>,
        heard: Option<Heard>,
        now: Duration,
        protection: Option<&mut Protection>,
    ) -> Option<Duration> {
        if self.session.is_due(now) {
            let (sent, heard) = self.facts(sent, heard, now);
            let report = self.session.report(now, sent, heard);
            send(&self.socket, report, self.remote, protection);
        }
        self.session.deadline()
    }

    /// Says that the stream ends.
    pub(super) fn end(
        &mut self,
        sent: Option<Sent>,
        heard: Option<Heard>,
        now: Duration,
        protection: Option<&mut Protection>,
    ) {
        let (sent, heard) = self.facts(sent, heard, now);
        if let Some(goodbye) = self.session.goodbye(now, sent, heard) {
            send(&self.socket, goodbye, self.remote, protection);
        }
        let figures = self.session.figures();
        debug!(?figures, "the reports of a stream end");
    }

    fn facts(
        &self,
        sent: Option<Sent>,
        heard: Option<Heard>,
        now: Duration,
    ) -> (Option<Sent>, Option<Heard>) {
        let clock_hz = self.clock_hz;
        let passed_on = self.passed_on;
        let since = now.saturating_sub(passed_on.at).as_micros();
        // Wraps as timestamps do.
        let ticks = (since * u128::from(clock_hz) / 1_000_000) as u32;
        let sent = sent.or((passed_on.packets > 0).then_some(Sent {
            packets: passed_on.packets,
            octets: passed_on.octets,
            timestamp: passed_on.timestamp.wrapping_add(ticks),
            clock_hz,
        }));
        let heard = heard.or_else(|| {
            let source = self.source.as_ref()?;
            let jitter = source.jitter.now_ms() * clock_hz as f32 / 1000.0;
            Some(Heard {
                ssrc: source.ssrc,
                highest: source.log.highest(),
                expected: source.log.expected(),
                lost: source.log.lost(),
                jitter: jitter.round() as u32,
                ..Heard::default()
            })
        });
        (sent, heard)
    }
}

/// Sends a report; one that cannot leave is lost, as datagrams are.
fn send(
    socket: &UdpSocket,
    report: &[u8],
    remote: Option<SocketAddr>,
    protection: Option<&mut Protection>,
) {
    let report = match protection {
        None => Ok(report),
        Some(protection) => protection.outgoing.protect_control(report),
    };
    let report = match report {
        Ok(report) => report,
        Err(error) => return debug!(%error, "a report is lost"),
    };
    if let Some(remote) = remote
        && let Err(error) = socket.send_to(report, remote)
    {
        debug!(%remote, %error, "a report is lost");
    }
}

#[cfg(test)]
mod tests {
    use media::control::ExtendedReports;

    use super::*;

    const LOCALHOST: std::net::Ipv4Addr = std::net::Ipv4Addr::LOCALHOST;

    #[test]
    fn tells_the_phone_what_of_its_echo_was_heard_and_sent_back() {
        let phone = std::net::UdpSocket::bind((LOCALHOST, 0)).expect("a free port");
        let limit = Some(Duration::from_secs(20));
        phone.set_read_timeout(limit).expect("a limit");
        let above = phone.local_addr().expect("it is bound").port();
        let socket = UdpSocket::bind((LOCALHOST, 0).into()).expect("a free port");
        let config = ControlConfig {
            ssrc: 0x77,
            cname: "echo".to_owned(),
            epoch: Duration::from_secs(1_790_000_000),
            seed: 1,
            extended: ExtendedReports::Answered,
        };
        let mut reports = Reports::new(socket, config);
        // A report goes to the port above that of the sound.
        let remote = SocketAddr::from((LOCALHOST, above - 1));
        let due = reports.start(remote, 8000, Duration::ZERO);
        assert!(due.is_some_and(|due| due < Duration::from_secs(4)));
        for n in (0..100).filter(|n| n % 10 != 5) {
            let at = Duration::from_millis(n * 20);
            let packet = Packet {
                marker: false,
                payload_type: 0,
                sequence: 65_500_u16.wrapping_add(n as u16),
                timestamp: n as u32 * 160,
                ssrc: 0x55,
                payload: &[0; 160],
            };
            reports.came(&packet, at);
            reports.passed_on(packet.timestamp, packet.payload.len(), at);
        }
        let late = Duration::from_secs(10);
        let next = reports.report(None, None, late, None);
        assert!(next.is_some_and(|next| next > late));
        let mut report = [0; 1500];
        let length = phone.recv(&mut report).expect("a report");
        assert!(length > 52);
        assert_eq!(report[..8], [0x81, 200, 0, 12, 0, 0, 0, 0x77]);
        let word = |at: usize| {
            report[at..]
                .first_chunk()
                .map(|word| u32::from_be_bytes(*word))
        };
        assert_eq!(word(20), Some(90), "packets sent back");
        assert_eq!(word(28), Some(0x55));
        assert_eq!(word(32).map(|lost| lost & 0xff_ffff), Some(10));
        assert_eq!(word(36), Some(65_599), "the cycle is counted");
    }
}
