//! The edge to the system: which devices there are, reading and writing one.

use std::io;

/// A device that may be a headset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What the system calls it, like `/dev/hidraw3`.
    pub path: String,
    /// What its maker calls it.
    pub name: String,
    /// Its report descriptor.
    pub descriptor: Vec<u8>,
}

/// An open device.
pub trait Port: Send {
    /// Waits for the next report; its length. An error: the device has gone.
    ///
    /// # Errors
    /// What the system says.
    fn read(&mut self, report: &mut [u8]) -> io::Result<usize>;

    /// Another hold on the same device, to write while one waits.
    ///
    /// # Errors
    /// What the system says.
    fn another(&self) -> io::Result<Box<dyn Port>>;

    /// Writes a report, with its number in front, or 0 when it has none.
    ///
    /// # Errors
    /// What the system says.
    fn write(&mut self, report: &[u8]) -> io::Result<()>;
}

/// The devices of a system.
pub trait Ports: Send {
    /// Those that are there now.
    fn list(&mut self) -> Vec<Found>;

    /// Opens one.
    ///
    /// # Errors
    /// What the system says.
    fn open(&mut self, found: &Found) -> io::Result<Box<dyn Port>>;
}
