//! The phone without a window: a script in, words or JSON out.

pub(crate) mod echo;
mod figures;
mod json;
mod picture;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod script;
pub(crate) mod steps;
pub(crate) mod summary;
pub(crate) mod waiting;
