//! Proves fixes.
