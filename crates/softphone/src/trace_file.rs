//! Writes what a phone sends and gets as a capture that Wireshark and `offhook trace` read.
//!
//! It is the phone's own view: the bytes it gave to TCP and got from it, in packets
//! made up for them, with sequence numbers that fit, and on request the RTP packets of
//! its streams. Nothing is captured from the network. The file holds everything, dialled
//! digits too, so it is written only on request; only keys of encrypted streams are
//! overwritten. As with a recording, a thread of its own writes it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::SystemTime;

use station::{Input, StandbyId, StandbyNews, StandbyOrder};

use crate::made_up_tcp::{Kind, Link, MAX_PAYLOAD, Sender};
use crate::pcapng::{file_start, packet_block};
use crate::rtp_tap::{RtpQueue, RtpTap};

/// How many packets wait for the disk at most: some seconds of a busy phone.
pub(crate) const PACKET_QUEUE: usize = 4096;

/// A trace file being written.
#[derive(Debug)]
pub(crate) struct TraceFile {
    blocks: Option<SyncSender<Block>>,
    thread: Option<JoinHandle<()>>,
    tap: RtpTap,
    /// By the number of the standby connection; nothing for the phone's own.
    links: BTreeMap<On, Link>,
}

/// What the writing thread gets.
#[derive(Debug)]
pub(crate) enum Block {
    /// Of a connection.
    Tcp(Vec<u8>),
    /// Of a media stream.
    Rtp(Vec<u8>),
    /// Nothing comes any more; senders may be left that do not know it yet.
    End,
}

/// Which connection: a standby one, or the phone's own.
type On = Option<StandbyId>;

impl TraceFile {
    /// Begins a trace in this file, replacing what is there.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let mut file = File::create(path)?;
        file.write_all(&file_start())?;
        let (blocks, waiting) = sync_channel(PACKET_QUEUE);
        let tap = RtpTap::new(blocks.clone());
        let queue = tap.queue();
        let thread = std::thread::Builder::new()
            .name("trace".to_owned())
            .spawn(move || write(file, &waiting, &queue))?;
        Ok(Self {
            blocks: Some(blocks),
            thread: Some(thread),
            tap,
            links: BTreeMap::new(),
        })
    }

    /// Takes RTP packets into the same file.
    pub(crate) fn rtp_tap(&self) -> RtpTap {
        self.tap.clone()
    }

    /// What came to the phone; only what belongs to a connection is written.
    pub(crate) fn input(&mut self, input: &Input, at: SystemTime) {
        match input {
            Input::Connected { local, peer } => self.opened(None, *local, *peer, at),
            Input::Received(bytes) => self.bytes(None, Sender::Server, bytes, at),
            Input::Disconnected { .. } => self.ended(None, Sender::Server, at),
            Input::Standby { standby, news } => {
                let on = Some(*standby);
                match news {
                    StandbyNews::Connected { local, peer } => self.opened(on, *local, *peer, at),
                    StandbyNews::Received(bytes) => self.bytes(on, Sender::Server, bytes, at),
                    StandbyNews::Disconnected { .. } => self.ended(on, Sender::Server, at),
                    StandbyNews::ConnectFailed { .. } => {}
                }
            }
            _ => {}
        }
    }

    /// What the phone sends.
    pub(crate) fn sent(&mut self, frame: &[u8], at: SystemTime) {
        self.bytes(None, Sender::Phone, frame, at);
    }

    /// The phone ends the connection.
    pub(crate) fn closed_by_phone(&mut self, at: SystemTime) {
        self.ended(None, Sender::Phone, at);
    }

    /// What the phone does with a standby connection.
    pub(crate) fn order(&mut self, standby: StandbyId, order: &StandbyOrder, at: SystemTime) {
        match order {
            StandbyOrder::Connect { .. } => {}
            StandbyOrder::Send(frame) => self.bytes(Some(standby), Sender::Phone, frame, at),
            StandbyOrder::Disconnect => self.ended(Some(standby), Sender::Phone, at),
        }
    }

    /// A standby connection becomes the phone's own.
    pub(crate) fn take_over(&mut self, standby: StandbyId) {
        if let Some(link) = self.links.remove(&Some(standby)) {
            self.links.insert(None, link);
        }
    }

    fn opened(&mut self, on: On, phone: SocketAddr, server: SocketAddr, at: SystemTime) {
        let link = Link::new(phone, server);
        self.links.insert(on, link);
        self.packet(on, Sender::Phone, Kind::Open, &[], at);
        self.packet(on, Sender::Server, Kind::Open, &[], at);
        self.packet(on, Sender::Phone, Kind::Data, &[], at);
    }

    fn ended(&mut self, on: On, by: Sender, at: SystemTime) {
        self.packet(on, by, Kind::Close, &[], at);
        self.links.remove(&on);
    }

    fn bytes(&mut self, on: On, sender: Sender, bytes: &[u8], at: SystemTime) {
        for part in bytes.chunks(MAX_PAYLOAD) {
            self.packet(on, sender, Kind::Data, part, at);
        }
    }

    fn packet(&mut self, on: On, sender: Sender, kind: Kind, payload: &[u8], at: SystemTime) {
        let (Some(link), Some(blocks)) = (self.links.get_mut(&on), &self.blocks) else {
            return;
        };
        let Some(packet) = link.packet(sender, kind, payload) else {
            return;
        };
        let block = Block::Tcp(packet_block(&packet, at, None));
        if blocks.try_send(block).is_err() {
            tracing::error!("the trace could not be written fast enough and ends here");
            self.blocks = None;
        }
    }
}

impl Drop for TraceFile {
    /// Writes what waits.
    fn drop(&mut self) {
        // Waits when the queue is full: the thread empties it, or has ended.
        let _ended = self.tap.end();
        self.blocks = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the trace ended badly");
        }
    }
}

fn write(mut file: File, blocks: &Receiver<Block>, queue: &RtpQueue) {
    for block in blocks {
        // Whole blocks, each at once: the file can be read while the phone runs.
        let written = match block {
            Block::Tcp(block) => file.write_all(&block),
            Block::Rtp(block) => {
                queue.written();
                file.write_all(&block)
            }
            Block::End => break,
        };
        if let Err(error) = written {
            tracing::error!(%error, "the trace could not be written");
            return;
        }
    }
    let dropped = queue.dropped_in_all();
    if dropped > 0 {
        tracing::warn!(
            dropped,
            "RTP packets are not in the trace: the disk was too slow"
        );
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const PHONE: &str = "192.0.2.10:50000";
    const SERVER: &str = "192.0.2.20:2000";

    #[test]
    fn the_file_is_whole_when_the_trace_is_gone() {
        let path = std::env::temp_dir().join(format!("offhook-trace-{}", std::process::id()));
        let mut trace = TraceFile::create(&path).expect("temporary files can be written");
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_000_000);
        trace.sent(b"before the connection nothing is written", at);
        let connected = Input::Connected {
            local: PHONE.parse().expect("an address"),
            peer: SERVER.parse().expect("an address"),
        };
        trace.input(&connected, at);
        trace.sent(b"abcd", at);
        trace.input(&Input::Received(b"ef".to_vec()), at);
        trace.closed_by_phone(at);
        drop(trace);
        let file = std::fs::read(&path).expect("it was written");
        std::fs::remove_file(&path).expect("it was written");
        let (mut rest, mut kinds) = (&file[..], Vec::new());
        while let Some((kind, after)) = rest.split_first_chunk::<4>() {
            let length = u32::from_le_bytes(*after.first_chunk().expect("a length"));
            kinds.push(u32::from_le_bytes(*kind));
            rest = &rest[length as usize..];
        }
        assert_eq!(kinds, [0x0A0D_0D0A, 1, 6, 6, 6, 6, 6, 6]);
    }

    #[test]
    fn a_tap_that_outlives_the_trace_does_not_hold_it_up() {
        let name = format!("offhook-trace-tap-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let trace = TraceFile::create(&path).expect("temporary files can be written");
        let tap = trace.rtp_tap();
        let (phone, far) = (PHONE.parse(), "192.0.2.30:20000".parse());
        let (phone, far) = (phone.expect("an address"), far.expect("an address"));
        tap.sent(phone, far, &[0x80, 0, 0, 1]);
        drop(trace);
        tap.sent(phone, far, &[0x80, 0, 0, 2]);
        let file = std::fs::read(&path).expect("it was written");
        std::fs::remove_file(&path).expect("it was written");
        assert!(file.windows(4).any(|bytes| bytes == [0x80, 0, 0, 1]));
    }
}
