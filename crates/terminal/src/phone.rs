//! The seam to the phone: what the terminal needs of it, and nothing more.

use std::sync::Arc;

use station::{Intent, Moment, Screen};

use crate::people::People;

/// A running phone, as the terminal sees it.
pub trait Phone {
    /// What the phone shows now.
    fn screen(&self) -> Arc<Screen>;

    /// Hand over a wish. Never waits.
    fn send(&self, intent: Intent);

    /// The phone's clock: the one that the moments in a [`Screen`] are of.
    fn now(&self) -> Moment;

    /// Call `wake` after every change of the screen, from any thread, and once when the phone
    /// has gone.
    ///
    /// Called once, before the first look.
    fn on_change(&self, wake: Box<dyn Fn() + Send + Sync>);

    /// Who knows people; nothing: nobody is found.
    fn people(&self) -> Option<&dyn People> {
        None
    }

    /// Whether the phone has left: unregistered and closed after [`Intent::Quit`], or by itself.
    fn finished(&self) -> bool;
}
