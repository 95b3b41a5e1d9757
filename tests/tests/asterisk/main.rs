//! Calls through a call server nobody here wrote: Debian's Asterisk with chan_skinny.
//!
//! Each phone is the program as a user starts it; it sends a tone of its own and
//! writes what its ear would hear to a file, in which the other's tone is looked for.

mod calls;
mod forwarding;
mod keys;
mod messages;
mod parking;
mod parties;
mod restarts;
mod transfer;
mod versions;
