//! Where the supervisor's devices come from: the machine, or a test's stand-in.

use std::time::Duration;

use crate::device::Device;
use crate::event::Trouble;
use crate::loan::Lender;

/// A device of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// What the system uses when nothing is asked.
    Default,
    /// By id or part of the description.
    Named(String),
}

/// What is wanted.
pub(crate) enum Wanted<T: ?Sized> {
    /// A device of the machine, to be kept or replaced.
    Hardware(Target),
    /// A device that is open already: file, tone, silence, custom.
    Own(Opened<T>),
}

/// An open device and the way to lend it the object.
pub(crate) type Opened<T> = (Box<dyn Device>, Lender<T>);

/// Where devices come from.
pub(crate) trait Backend<T: ?Sized>: Send {
    /// Opens a device with a buffer of about `period_ms`. May take its time.
    ///
    /// A device that is not there is [`Trouble::Gone`].
    fn open(&mut self, target: &Target, period_ms: u32) -> Result<Opened<T>, Trouble>;

    /// The timer-driven silence, which always works; `None` only if the system gives no thread.
    fn silence(&mut self) -> Option<Opened<T>>;

    /// All devices worth trying when neither the wanted nor the default one works.
    fn others(&mut self) -> Vec<Target>;

    /// What "default" stands for now; changes when the person chooses another in the system's settings.
    fn default_id(&mut self) -> Option<String>;

    /// Whether the system still has a device that it listed under this id.
    fn is_listed(&mut self, id: &str) -> bool;

    /// Counts the changes of the system's devices, where it tells of them.
    fn changes(&mut self) -> u64;

    /// Ends a device without waiting for it.
    fn end(&mut self, device: Box<dyn Device>);

    /// Waits until all ended devices are gone, but no longer than told.
    fn settle(&mut self, within: Duration);
}
