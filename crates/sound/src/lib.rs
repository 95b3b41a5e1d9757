//! The sound devices behind one small trait.
