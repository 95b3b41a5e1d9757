//! Lends one object to one device after another, so that a call survives its device.
//!
//! Not a lock: the device takes the object out of a ring at its first call (no
//! wait, no allocation), keeps it while it runs, and the object goes home when
//! the device drops its [`Loan`]. A device drops it with its stream, on the
//! thread that ends the stream, never inside the sound callback.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use ringbuf::traits::{Consumer, Producer, Split};
use ringbuf::{HeapCons, HeapProd, HeapRb};

/// One object at a time is under way, in either direction.
const LOAN_SLOTS: usize = 1;

/// What a device sends home: the object if it took it, and the ring it takes it from.
struct Homecoming<T: ?Sized> {
    object: Option<Box<T>>,
    slot: HeapCons<Box<T>>,
}

/// The lending side, kept by the one who watches the device.
pub(crate) struct Lender<T: ?Sized> {
    into: HeapProd<Box<T>>,
    home: Receiver<Homecoming<T>>,
}

/// The borrowing side, kept by the device until it ends.
pub(crate) struct Loan<T: ?Sized> {
    object: Option<Box<T>>,
    slot: Option<HeapCons<Box<T>>>,
    home: SyncSender<Homecoming<T>>,
}

/// Why nothing came back.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotHome {
    /// The device still holds its loan.
    StillOut,
    /// The device ended without ever having been lent anything.
    NeverLent,
}

/// A fresh pair for one device.
pub(crate) fn loan<T: ?Sized>() -> (Lender<T>, Loan<T>) {
    let (into, slot) = HeapRb::new(LOAN_SLOTS).split();
    let (send, home) = sync_channel(LOAN_SLOTS);
    let lender = Lender { into, home };
    let loan = Loan {
        object: None,
        slot: Some(slot),
        home: send,
    };
    (lender, loan)
}

impl<T: ?Sized> Lender<T> {
    /// Lends the object; the device has it from its next call on.
    ///
    /// Gives it back at once when this device has been lent one already.
    pub(crate) fn lend(&mut self, object: Box<T>) -> Result<(), Box<T>> {
        self.into.try_push(object)
    }

    /// The object, once the device has ended; waits for that as long as told.
    pub(crate) fn reclaim(&self, within: Duration) -> Result<Box<T>, NotHome> {
        match self.home.recv_timeout(within) {
            Ok(mut homecoming) => homecoming
                .object
                .or_else(|| homecoming.slot.try_pop())
                .ok_or(NotHome::NeverLent),
            Err(RecvTimeoutError::Timeout) => Err(NotHome::StillOut),
            Err(RecvTimeoutError::Disconnected) => Err(NotHome::NeverLent),
        }
    }
}

impl<T: ?Sized> Loan<T> {
    /// The object, as soon as it has been lent. Never waits, never allocates.
    pub(crate) fn get(&mut self) -> Option<&mut T> {
        if self.object.is_none() {
            self.object = self.slot.as_mut().and_then(Consumer::try_pop);
        }
        self.object.as_deref_mut()
    }
}

impl<T: ?Sized> Drop for Loan<T> {
    fn drop(&mut self) {
        if let Some(slot) = self.slot.take() {
            let object = self.object.take();
            // Room is certain: this is the only send on the channel. If the lender
            // is gone, nobody wants the object and it is dropped here.
            let _ = self.home.try_send(Homecoming { object, slot });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::ZERO;

    #[test]
    fn comes_home_when_the_device_ends() {
        let (mut lender, mut loan) = loan::<[i16]>();
        assert!(loan.get().is_none());
        lender.lend(Box::new([1, 2, 3])).unwrap();
        loan.get().unwrap()[1] = 7;
        assert_eq!(lender.reclaim(NOW), Err(NotHome::StillOut));
        drop(loan);
        assert_eq!(*lender.reclaim(NOW).unwrap(), [1, 7, 3]);
    }

    #[test]
    fn comes_home_untouched_when_the_device_never_took_it() {
        let (mut lender, loan) = loan::<str>();
        lender.lend("ear".into()).unwrap();
        drop(loan);
        assert_eq!(&*lender.reclaim(NOW).unwrap(), "ear");
    }

    #[test]
    fn comes_home_when_lent_after_the_device_ended() {
        let (mut lender, loan) = loan::<str>();
        drop(loan);
        lender.lend("ear".into()).unwrap();
        assert_eq!(&*lender.reclaim(NOW).unwrap(), "ear");
    }

    #[test]
    fn says_so_when_nothing_was_ever_lent() {
        let (lender, loan) = loan::<str>();
        drop(loan);
        assert_eq!(lender.reclaim(NOW), Err(NotHome::NeverLent));
    }
}
