//! Packets over this machine's loopback, and how long they take.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use media::Receiver;
use media::packet::Packet;

/// How long the thread waits for a packet before it looks whether it shall end.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Longest packet that comes.
const MAX_DATAGRAM: usize = 1500;

/// Packets on their way at most whose times are known.
const UNDER_WAY: usize = 64;

/// A socket that sends, and a thread that receives.
pub(super) struct Loopback {
    socket: UdpSocket,
    to: SocketAddr,
    shared: Arc<Mutex<Shared>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What both sides know; held for microseconds.
struct Shared {
    receiver: Receiver,
    /// When packets were sent, by the end of their sequence numbers.
    sent_at: [Option<Instant>; UNDER_WAY],
    sent: u64,
    came: u64,
    time: Duration,
}

impl Loopback {
    /// Opens the sockets and starts the thread; what comes goes to `receiver`.
    pub(super) fn start(receiver: Receiver) -> io::Result<Self> {
        let any = (Ipv4Addr::LOCALHOST, 0);
        let (socket, receiving) = (UdpSocket::bind(any)?, UdpSocket::bind(any)?);
        let to = receiving.local_addr()?;
        receiving.set_read_timeout(Some(LOOK_EVERY))?;
        let shared = Arc::new(Mutex::new(Shared {
            receiver,
            sent_at: [None; UNDER_WAY],
            sent: 0,
            came: 0,
            time: Duration::ZERO,
        }));
        let stop = Arc::<AtomicBool>::default();
        let (its_shared, its_stop) = (Arc::clone(&shared), Arc::clone(&stop));
        let thread = std::thread::Builder::new()
            .name("sound check".to_owned())
            .spawn(move || receive(&receiving, &its_shared, &its_stop))?;
        Ok(Self {
            socket,
            to,
            shared,
            stop,
            thread: Some(thread),
        })
    }

    /// Sends a packet.
    pub(super) fn send(&self, datagram: &[u8]) -> io::Result<()> {
        if let Ok(packet) = Packet::parse(datagram) {
            let mut shared = self.shared();
            shared.sent_at[usize::from(packet.sequence) % UNDER_WAY] = Some(Instant::now());
            shared.sent += 1;
        }
        self.socket.send_to(datagram, self.to)?;
        Ok(())
    }

    /// The delay of the playout buffer now, ms.
    pub(super) fn playout_delay_ms(&self) -> u32 {
        self.shared().receiver.statistics().playout_delay_ms
    }

    /// How long a packet took, on the mean.
    pub(super) fn mean_time(&self) -> Duration {
        let shared = self.shared();
        let count = u32::try_from(shared.came).unwrap_or(u32::MAX);
        shared.time.checked_div(count).unwrap_or_default()
    }

    /// Packets sent, and those that came.
    pub(super) fn packets(&self) -> (u64, u64) {
        let shared = self.shared();
        (shared.sent, shared.came)
    }

    fn shared(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that receives packets panicked");
        }
    }
}

fn receive(socket: &UdpSocket, shared: &Mutex<Shared>, stop: &AtomicBool) {
    let start = Instant::now();
    let mut datagram = [0; MAX_DATAGRAM];
    while !stop.load(Ordering::Relaxed) {
        // No packet in time, or one that did not come: the next look.
        let Ok((length, from)) = socket.recv_from(&mut datagram) else {
            continue;
        };
        let datagram = &datagram[..length];
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(packet) = Packet::parse(datagram)
            && let Some(sent_at) = shared.sent_at[usize::from(packet.sequence) % UNDER_WAY].take()
        {
            shared.time += sent_at.elapsed();
            shared.came += 1;
        }
        let _known = shared.receiver.handle(datagram, from, start.elapsed());
    }
}
