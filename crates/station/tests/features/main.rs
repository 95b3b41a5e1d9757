//! Every feature of a call, with the messages a call server sends for it.
//!
//! Unless a test says otherwise the order is that of CallManager's traces or of chan-sccp's
//! source (sections 5.5 to 5.11 of the reference); what is asserted is both what the phone
//! sends and what its screen shows.

#[path = "../rig/mod.rs"]
mod rig;

mod bench;

mod call_log;
mod call_waiting;
mod feature_keys;
mod forwarding;
mod intercom_and_auto_answer;
mod message_waiting;
mod numbers;
mod park_and_pickup;
mod rings_and_marks;
mod shared_lines;
mod speed_dials_and_presence;
mod transfer_and_conference;
