//! The wire: SCCP frames and messages, decoded and encoded.
