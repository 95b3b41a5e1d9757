//! RTP sessions, codecs, playout and tones, with time as an argument.
