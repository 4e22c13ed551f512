//! The parts of an entry.
