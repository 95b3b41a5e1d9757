//! What the tests in `tests/` share: programs to start, signals to recognise, and
//! a loud word where a test cannot run.

pub mod asterisk;
pub mod demo;
pub mod display;
pub mod namespaces;
pub mod phone;
pub mod signal;
pub mod skip;
pub mod sound_server;
pub mod tmux;
