//! Calls: how they begin, ring, connect and end, and where their sound goes.
//!
//! A call is made of legs, one for each phone in it. What features add is in
//! `features`, `conference` and `services`.

mod call;
pub(crate) mod dialling;
pub(crate) mod leg;
mod legs;
pub(crate) mod offering;
mod path;
