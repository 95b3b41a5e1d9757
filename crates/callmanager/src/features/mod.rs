//! What can be done with a call besides making, answering and ending it, a file for each feature.
//!
//! Conferences are in `conference`; what the server itself says or does in a call is in
//! `services`.

pub(crate) mod answering;
pub(crate) mod call_back;
pub(crate) mod consultation;
mod divert;
mod do_not_disturb;
mod feature_buttons;
pub(crate) mod forward;
pub(crate) mod hunting;
mod marks;
pub(crate) mod park;
pub(crate) mod pickup;
pub(crate) mod precedence;
pub(crate) mod presence;
mod reports;
mod selection;
pub(crate) mod sharing;
mod transfer;
