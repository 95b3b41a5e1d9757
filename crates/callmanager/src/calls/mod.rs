//! Calls: how they begin, ring, connect and end, and where their sound goes.
//!
//! A call is made of legs, one for each phone in it. What features add is in
//! `features`, `conference` and `services`.

mod alerting;
mod channel;
mod codecs;
pub(crate) mod dialling;
mod ending;
mod failure;
mod leg;
mod legs;
mod offering;
mod path;
mod protection;
pub(crate) mod routing;
mod talking;

pub(crate) use channel::{Channel, Path, Receive};
pub(crate) use failure::Failure;
pub(crate) use leg::{DialsFor, Far, Leg, LegState, Party, Redirect};
pub(crate) use protection::{KeySource, Keys};
