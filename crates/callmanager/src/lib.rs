//! The embedded SCCP call server for demo, tests and labs.
