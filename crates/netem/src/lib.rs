//! A network with faults, on a virtual clock: loss by chance or in bursts, delay, jitter,
//! reordering, duplicates and a bounded rate.
//!
//! [`Impairment`] says what goes wrong, in words such as `loss=3%,burst=2,jitter=40ms`;
//! [`Network`] does it to packets of any kind. Neither opens a socket nor reads a clock,
//! and all chance comes from a seed: the same packets at the same times meet the same
//! fate, in a test, in a benchmark and in a call that a person listens to.

mod chance;
mod duration;
mod impairment;
mod loss;
mod network;

pub use impairment::{Impairment, ImpairmentError};
pub use network::{Counters, Network};
